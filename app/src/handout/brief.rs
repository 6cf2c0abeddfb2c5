//! The short sheets: a list where activities are many, one that says nothing to who finds it, and the
//! copy for a file.

use catalog::link::plan::PlanLink;

use super::{Sides, activity, digits, ends};
use crate::locale::Key;
use crate::markup::Markup;

/// More activities than a sheet tells in full: for each its name, when it is, where, and the telephone.
pub fn list(sheet: &mut Markup, sides: &Sides<'_>) {
    let mut number = 0;
    for at in 0..sides.own.slips.len() {
        let Some(slip) = sides.own.slips[at] else { continue };
        number += 1;
        sheet.tag("<section class=\"brief\">");
        activity::heading(sheet, sides, at, slip, Some(number));
        activity::alerts(sheet, sides, at);
        sheet.tag("<dl>");
        activity::when(sheet, sides, at, slip);
        if let Some(place) = slip.places.first() {
            sides.about(sheet, Key::HandoutWhere);
            super::proper(sheet, &place.address);
            sheet.tag("</dd></div>");
        }
        activity::whom(sheet, sides, slip);
        sheet.tag("</dl></section>");
    }
}

/// Telephone, times and code: whoever finds the sheet learns nothing else. Neither a name nor a place is
/// on it, nor words that somebody has written about the times.
pub fn discreet(sheet: &mut Markup, sides: &Sides<'_>, link: &PlanLink) {
    let now = sides.options.now;
    sheet.tag("<div class=\"head\"><div><h2>");
    sides.both(sheet, |side| vec![side.words(Key::PlanNeutral)]);
    sheet.tag("</h2>");
    for slip in sides.own.listed() {
        sheet.tag("<p>");
        if let Some(session) = slip.next(now) {
            sides.both(sheet, |side| {
                vec![super::own(side.messages.session_dated(session, now.day))]
            });
            sheet.tag(" ");
        }
        if let Some(contact) = slip.contact_for(&sides.own.file.speaks) {
            digits(sheet, "tel", &sides.own.messages.phone(&contact.phone));
        }
        sheet.tag("</p>");
    }
    sheet.tag("</div>");
    ends::codes(sheet, sides, link);
    sheet.tag("</div>");
}

/// What was handed over, for the record of who did: the reference, and what a colleague must know.
pub fn copy(sheet: &mut Markup, sides: &Sides<'_>, link: &PlanLink) {
    sheet.tag("<div class=\"head\"><h2>");
    sides.both(sheet, |side| vec![side.words(Key::HandoutCopy)]);
    sheet.tag("</h2><p>");
    digits(sheet, "typed", &link.to_code());
    sheet.tag("</p></div>");
    list(sheet, sides);
    ends::together(sheet, sides);
    ends::foot(sheet, sides);
}
