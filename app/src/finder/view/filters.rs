//! The filters: a column beside the results, or a dialog over them on a phone.
//!
//! It is one `<dialog>` in both cases. On a phone the browser opens it as a modal, which brings
//! focus, Escape and the inert page behind it; on a wide screen the style sheet shows it in place.
//!
//! It is drawn once, with the page, so that the focus is never lost in it; only ticks, numbers, the
//! hint and the suggestions change, in their places.

use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;
use catalog::results::{KnownCount, Results};

use super::place::{origin_label, place_label};
use crate::card::SENSITIVE;
use crate::choice::label;
use crate::finder::state::FinderProps;
use crate::finder::state::action::{Action, LocateProblem};
use crate::finder::state::model::{Model, needs_a_place};
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// How many groups start open: what most people come for. The rest is one press away.
const OPEN_GROUPS: usize = 3;

/// What stands in the dialog.
pub fn filters(props: &FinderProps) -> String {
    let messages = &props.messages;
    let mut dialog = Markup::new();
    dialog.tag("<div class=\"filters-head\"><h2 id=\"filters-title\">");
    dialog.text(messages.text(Key::FinderFilters)).tag("</h2>");
    dialog.tag("<button type=\"button\" aria-label=\"").text(messages.text(Key::FinderClose));
    dialog.tag("\" class=\"quiet close\"");
    Action::CloseFilters.write(&mut dialog);
    dialog.tag(">").icon("x").tag("</button></div><div class=\"filters-body\">");
    // Before thirty boxes: how far away each thing is follows from it.
    where_you_are(&mut dialog, messages);
    (0..FACETS.len()).for_each(|facet| group(&mut dialog, props, facet));
    dialog.tag("</div><div class=\"filters-foot\"><button type=\"button\" class=\"quiet\"");
    Action::ClearAll.write(&mut dialog);
    dialog.tag(">").text(messages.text(Key::FinderClear));
    dialog.tag("</button><button type=\"button\" class=\"show\"");
    Action::CloseFilters.write(&mut dialog);
    // The page's own polite line lies behind the open dialog, where it is silent.
    dialog.tag("><span aria-live=\"polite\">").text(messages.text(Key::FinderClose));
    dialog.tag("</span></button></div>");
    dialog.into_text()
}

/// One facet's choices.
fn group(dialog: &mut Markup, props: &FinderProps, facet: usize) {
    let title = props.messages.facet_title(facet);
    let open = if facet < OPEN_GROUPS { "<details open" } else { "<details" };
    dialog.tag(open).tag(" class=\"group\"><summary><span>").text(title);
    dialog.tag("</span> <b class=\"chosen\"></b></summary><fieldset><legend class=\"unseen\">");
    dialog.text(title).tag("</legend>");
    let values = props.manifest.choices.get(facet).map_or(0, Vec::len);
    for value in 0..values as u32 {
        let facet = facet as u32;
        dialog.tag("<label class=\"choice\"><input type=\"checkbox\"");
        let choices = props.manifest.choices.get(facet as usize);
        let choice = choices.and_then(|choices| choices.get(value as usize));
        if choice.is_some_and(|choice| choice.sensitive) {
            dialog.tag(" class=\"").tag(SENSITIVE).tag("\"");
        }
        Action::Toggle(facet, value).write(dialog);
        dialog.tag("><span>").text(&label(&props.manifest, &props.messages, facet, value));
        // The space is read out: "Cantonese 14", not "Cantonese14".
        dialog.tag("</span> <span class=\"n\"></span></label>");
    }
    if FACETS[facet].kind == Kind::EveryFact {
        // Whether places where a fact is not known are taken in.
        dialog.tag("<label class=\"choice unknown-too\"><input type=\"checkbox\" checked");
        Action::ToggleKnownOnly.write(dialog);
        dialog.tag("><span class=\"unknown\">");
        dialog.text(props.messages.text(Key::FinderIncludeUnknown)).tag("</span></label>");
    }
    dialog.tag("</fieldset></details>");
}

/// Where the person is: typed, or on a press this device.
fn where_you_are(dialog: &mut Markup, messages: &Messages) {
    dialog.tag("<div class=\"place\"><label for=\"place\">").text(messages.text(Key::FinderPlace));
    dialog
        .tag("</label><input type=\"text\" id=\"place\" autocomplete=\"off\" spellcheck=\"false\"");
    dialog.tag(" maxlength=\"80\" aria-describedby=\"place-hint\">");
    dialog.tag("<ul class=\"row suggestions\"></ul>");
    dialog.tag("<p id=\"place-hint\" tabindex=\"-1\" aria-live=\"polite\" class=\"small soft\">");
    dialog.text(messages.text(Key::FinderPlaceHint)).tag("</p>");
    dialog.tag("<button type=\"button\" class=\"quiet\"");
    Action::Locate.write(dialog);
    dialog.tag(">").icon("locate").text(messages.text(Key::FinderLocate)).tag("</button></div>");
}

/// What the place field says. The chips lie behind the dialog: it must say itself that a place was
/// taken.
pub fn hint(model: &Model, manifest: &Manifest, messages: &Messages) -> String {
    let is_unknown = !model.typed_place.trim().is_empty()
        && !manifest.places.is_empty()
        && model.places().is_empty();
    let key = match (&model.locate_problem, &model.query.origin) {
        _ if is_unknown => Key::FinderPlaceUnknown,
        (Some(LocateProblem::Looking), _) => Key::FinderLocating,
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

/// What the button says that leads from the dialog back to the results.
pub fn show(found: Option<u32>, messages: &Messages) -> String {
    match found {
        Some(found) => messages.count(Key::FinderShow, found, &[]),
        None => messages.text(Key::FinderClose).to_owned(),
    }
}

/// How many choices are made, as it stands beside a name; nothing for none.
pub fn number_chosen(chosen: usize, messages: &Messages) -> String {
    if chosen == 0 { String::new() } else { messages.number(chosen as u32) }
}

/// Of a choice of which one may not know: at how many it is certain, and of how many nobody knows.
pub fn known(results: &Results, facet: u32, value: u32) -> Option<KnownCount> {
    results.known.get(facet as usize)?.get(value as usize).copied()
}

/// How many would fit with a choice, as it stands beside the choice.
pub fn number(count: u32, known: Option<KnownCount>, messages: &Messages) -> String {
    match known {
        Some(KnownCount { yes, unknown }) if unknown > 0 => {
            let (yes, unknown) = (messages.number(yes), messages.number(unknown));
            messages.fill(Key::FinderYesUnknown, &[("yes", &yes), ("unknown", &unknown)])
        }
        _ => messages.number(count),
    }
}

/// The places that the typed words may mean, each a button.
pub fn suggestions(model: &Model, manifest: &Manifest) -> String {
    let mut list = Markup::new();
    for number in model.places() {
        let Some(place) = manifest.places.get(number) else { continue };
        list.tag("<li><button type=\"button\" class=\"chip\"");
        Action::ChoosePlace(number as u32).write(&mut list);
        list.tag(">").text(&place_label(place)).tag("</button></li>");
    }
    list.into_text()
}
