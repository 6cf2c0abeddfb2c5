//! The filters: a column beside the results, or a sheet over them on a phone.
//!
//! It is one `<dialog>` in both cases. On a phone the browser opens it as a modal, which brings
//! focus, Escape and the inert page behind it; on a wide screen the style sheet shows it in place.
//!
//! It is drawn once, with the page, so that the focus is never lost in it; only ticks, numbers, the
//! hint and the suggestions change, in their places.

use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;

use super::FinderProps;
use super::model::{LocateProblem, Model, needs_a_place, origin_label, place_label};
use super::press::Press;
use crate::card::label;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// How many groups start open: what most people come for. The rest is one press away.
const OPEN_GROUPS: usize = 3;

/// What stands in the sheet.
pub fn filters(props: &FinderProps) -> String {
    let messages = &props.messages;
    let mut sheet = Markup::new();
    sheet.tag("<div class=\"filters-head\"><h2 id=\"filters-title\">");
    sheet.text(messages.text(Key::FinderFilters)).tag("</h2>");
    sheet.tag("<button type=\"button\" aria-label=\"").text(messages.text(Key::FinderClose));
    sheet.tag("\" class=\"quiet close\"");
    Press::Close.write(&mut sheet);
    sheet.tag(">").icon("x").tag("</button></div><div class=\"filters-body\">");
    (0..FACETS.len()).for_each(|facet| group(&mut sheet, props, facet));
    sheet.tag("</div><div class=\"filters-foot\"><button type=\"button\" class=\"quiet\"");
    Press::Clear.write(&mut sheet);
    sheet.tag(">").text(messages.text(Key::FinderClear));
    sheet.tag("</button><button type=\"button\" class=\"show\"");
    Press::Close.write(&mut sheet);
    sheet.tag(">").text(messages.text(Key::FinderClose)).tag("</button></div>");
    sheet.into_text()
}

/// One facet's choices.
fn group(sheet: &mut Markup, props: &FinderProps, facet: usize) {
    let title = props.messages.facet_title(facet);
    let open = if facet < OPEN_GROUPS { "<details open" } else { "<details" };
    sheet.tag(open).tag(" class=\"group\"><summary><span>").text(title);
    sheet.tag("</span> <b class=\"chosen\"></b></summary><fieldset><legend class=\"unseen\">");
    sheet.text(title).tag("</legend>");
    if FACETS[facet].kind == Kind::Travel {
        where_you_are(sheet, &props.messages);
    }
    let values = props.manifest.choices.get(facet).map_or(0, Vec::len);
    for value in 0..values as u32 {
        let facet = facet as u32;
        sheet.tag("<label class=\"choice\"><input type=\"checkbox\"");
        Press::Toggle(facet, value).write(sheet);
        sheet.tag("><span>").text(&label(&props.manifest, &props.messages, facet, value));
        // The space is read out: "Cantonese 14", not "Cantonese14".
        sheet.tag("</span> <span class=\"n\"></span></label>");
    }
    if FACETS[facet].kind == Kind::EveryFact {
        // Whether places where a fact is not known are taken in.
        sheet.tag("<label class=\"choice unknown-too\"><input type=\"checkbox\" checked");
        Press::Known.write(sheet);
        sheet.tag("><span class=\"unknown\">");
        sheet.text(props.messages.text(Key::FinderIncludeUnknown)).tag("</span></label>");
    }
    sheet.tag("</fieldset></details>");
}

/// Where the person is: typed, or on a press this device.
fn where_you_are(sheet: &mut Markup, messages: &Messages) {
    sheet.tag("<div class=\"place\"><label for=\"place\">").text(messages.text(Key::FinderPlace));
    sheet
        .tag("</label><input type=\"text\" id=\"place\" autocomplete=\"off\" spellcheck=\"false\"");
    sheet.tag(" maxlength=\"80\" aria-describedby=\"place-hint\">");
    sheet.tag("<ul class=\"row suggestions\"></ul>");
    sheet.tag("<p id=\"place-hint\" tabindex=\"-1\" class=\"small soft\">");
    sheet.text(messages.text(Key::FinderPlaceHint)).tag("</p>");
    sheet.tag("<button type=\"button\" class=\"quiet\"");
    Press::Locate.write(sheet);
    sheet.tag(">").icon("locate").text(messages.text(Key::FinderLocate)).tag("</button></div>");
}

/// What the place field says. The chips lie behind the sheet: it must say itself that a place was
/// taken.
pub fn hint(model: &Model, manifest: &Manifest, messages: &Messages) -> String {
    let key = match (&model.locate_problem, &model.query.origin) {
        (Some(LocateProblem::Refused), _) => Key::FinderLocateRefused,
        (Some(LocateProblem::Unavailable), _) => Key::FinderLocateUnavailable,
        (None, Some(origin)) => {
            let place = origin_label(manifest, messages, origin);
            return messages.fill(Key::FinderNear, &[("place", &place)]);
        }
        (None, None) if needs_a_place(model) => Key::FinderPlaceNeeded,
        (None, None) => Key::FinderPlaceHint,
    };
    messages.text(key).to_owned()
}

/// What the button says that leads from the sheet back to the results.
pub fn show(hits: Option<usize>, messages: &Messages) -> String {
    match hits {
        Some(hits) => messages.count(Key::FinderShow, hits as u32, &[]),
        None => messages.text(Key::FinderClose).to_owned(),
    }
}

/// How many choices are made, as it stands beside a name; nothing for none.
pub fn number_chosen(chosen: usize, messages: &Messages) -> String {
    if chosen == 0 { String::new() } else { messages.number(chosen as u32) }
}

/// The places that the typed words may mean, each a button.
pub fn suggestions(model: &Model, manifest: &Manifest) -> String {
    let mut list = Markup::new();
    for number in model.places() {
        let Some(place) = manifest.places.get(number) else { continue };
        list.tag("<li><button type=\"button\" class=\"chip\"");
        Press::Place(number as u32).write(&mut list);
        list.tag(">").text(&place_label(place)).tag("</button></li>");
    }
    list.into_text()
}
