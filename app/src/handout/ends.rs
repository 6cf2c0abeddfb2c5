//! The head and the foot of a sheet: what it is, the codes, when both look at it again, whom to call.

use catalog::day::Day;
use catalog::link::plan::PlanLink;

use super::{Note, Shared, Side, Sides, digits, own, piece};
use crate::locale::Key;
use crate::markup::Markup;
use crate::qr::Qr;

/// What it is, what is true of all of it, and the codes.
pub fn head(sheet: &mut Markup, sides: &Sides<'_>, link: &PlanLink, shared: Option<&Shared>) {
    sheet.tag("<div class=\"head\"><div><h2>");
    sides.both(sheet, |side| {
        let listed = side.listed().count() as u32;
        vec![own(side.messages.count(Key::HandoutTitle, listed, &[]))]
    });
    sheet.tag("</h2>");
    if let Some(shared) = shared.filter(|shared| !shared.lines(sides.own).is_empty()) {
        sheet.tag("<p class=\"told-once\">");
        sides.both(sheet, |side| shared.lines(side));
        sheet.tag("</p>");
    }
    let gone = sides.own.slips.iter().filter(|slip| slip.is_none()).count() as u32;
    if gone > 0 {
        sheet.tag("<p>");
        sides.both(sheet, |side| vec![own(side.messages.count(Key::HandoutGone, gone, &[]))]);
        sheet.tag("</p>");
    }
    sheet.tag("</div>");
    codes(sheet, sides, link);
    sheet.tag("</div>");
}

/// The code to scan, the same to type, and where.
pub fn codes(sheet: &mut Markup, sides: &Sides<'_>, link: &PlanLink) {
    let page = &sides.own.file.page;
    sheet.tag("<div class=\"codes\">");
    if let Some(code) = Qr::of(&[page, "#", &link.to_fragment()].concat()) {
        code.draw(sheet, sides.own.messages.text(Key::HandoutPicture));
    }
    sheet.tag("<p>");
    digits(sheet, "typed", &link.to_code());
    sheet.tag("</p><p>");
    sides.both(sheet, |side| vec![side.words(Key::HandoutScan)]);
    sheet.tag(" ");
    let shown = page.split_once("://").map_or(page.as_str(), |(_, rest)| rest);
    digits(sheet, "address", shown);
    sheet.tag("</p></div>");
}

/// What to say on the phone.
pub fn say(sheet: &mut Markup, sides: &Sides<'_>) {
    if sides.own.listed().all(|slip| slip.contacts.iter().all(|contact| contact.phone.is_empty())) {
        return;
    }
    sheet.tag("<section><dl>");
    sides.about(sheet, Key::HandoutSay);
    sheet.tag("<b>");
    let said = [sides.own.words(Key::HandoutSayWords)];
    piece(sheet, &said[0]);
    sheet.tag("</b>");
    sides.beneath(sheet, &said, |side| vec![side.words(Key::HandoutSayWords)]);
    sheet.tag("</dd></div></dl></section>");
}

/// When both look at it together, and a line to write on.
pub fn together(sheet: &mut Markup, sides: &Sides<'_>) {
    let options = sides.options;
    if options.review.is_none() && options.note == Note::None {
        return;
    }
    sheet.tag("<div class=\"together\">");
    if let Some(day) = options.review {
        sheet.tag("<p><b>");
        let says = |side: &Side<'_>| {
            vec![side.fill(Key::HandoutTogether, &[("day", &side.messages.day(day))])]
        };
        let said = says(sides.own);
        super::lines(sheet, &said);
        sheet.tag("</b>");
        sides.beneath(sheet, &said, says);
        sheet.tag("</p>");
    }
    match options.note {
        Note::None => {}
        Note::Line => {
            sheet.tag("<p class=\"pen\"><small>");
            sides.both(sheet, |side| vec![side.words(Key::HandoutNote)]);
            sheet.tag("</small></p>");
        }
        Note::Words(words) => {
            sheet.tag("<p class=\"own-words\" dir=\"auto\">").text(words).tag("</p>");
        }
    }
    sheet.tag("</div>");
}

/// Whom to call in need, and of when all this is. Help lines stand in one language: their numbers are the
/// same in all.
pub fn foot(sheet: &mut Markup, sides: &Sides<'_>) {
    sheet.tag("<footer>");
    if !sides.own.file.help.is_empty() {
        sheet.tag("<p><b>").text(sides.own.messages.text(Key::SiteHelpNow)).tag(":</b> ");
        for help in &sides.own.file.help {
            sheet.tag("<span class=\"help-line\">");
            digits(sheet, "number", &help.phone);
            sheet.tag(" ");
            piece(sheet, &help.label);
            sheet.tag("</span> ");
        }
        sheet.tag("</p>");
    }
    sheet.tag("<p>");
    sides.both(sheet, |side| {
        let printed = side.messages.day(sides.options.now.day);
        let mut said = vec![side.fill(Key::HandoutPrinted, &[("day", &printed)])];
        let mut days: Vec<Day> = side.listed().filter_map(|slip| slip.checked_on()).collect();
        days.sort_unstable();
        days.dedup();
        let days: Vec<_> = days.into_iter().map(|day| side.messages.day(day)).collect();
        if !days.is_empty() {
            said.push(side.fill(Key::HandoutChecked, &[("list", &side.messages.list(&days))]));
        }
        said
    });
    sheet.tag("</p></footer>");
}
