//! What was asked, as chips: each is taken away with a press.

use catalog::facet::FACETS;
use catalog::manifest::Manifest;
use catalog::query::Origin;
use catalog::results::{Meant, MeantAs, Results};

use super::button::button;
use super::place::origin_label;
use crate::card::SENSITIVE;
use crate::choice::{choice_ids, label};
use crate::finder::state::FinderProps;
use crate::finder::state::action::Action;
use crate::finder::state::model::Model;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// Everything chosen, each to be taken away with a press.
pub fn chip_list(model: &Model, results: Option<&Results>, props: &FinderProps) -> String {
    let mut list = Markup::new();
    let chosen = chips(model, &props.manifest, &props.messages);
    let understood = understood(model, results, props);
    for (words, action) in chosen.into_iter().chain(understood) {
        list.tag("<li><button type=\"button\" class=\"chip\" aria-label=\"");
        list.text(&props.messages.fill(Key::FinderRemove, &[("name", &words)])).tag("\"");
        action.write(&mut list);
        list.tag(">").text(&words).icon("x").tag("</button></li>");
    }
    // Words that say nothing here are shown, so that nobody has to guess what was read.
    let strange = results.map_or(&[][..], |results| results.not_understood.as_slice());
    if !strange.is_empty() {
        let words = props.messages.list(strange);
        let said = props.messages.fill(Key::FinderNotUnderstood, &[("words", &words)]);
        list.tag("<li class=\"small soft strange\">").text(&said).tag("</li>");
    }
    list.into_text()
}

/// What of the words was understood as a choice, as [`chips`] has what was chosen.
fn understood(
    model: &Model,
    results: Option<&Results>,
    props: &FinderProps,
) -> Vec<(String, Action)> {
    let FinderProps { manifest, messages, .. } = props;
    let meant = (0..).zip(results.into_iter().flat_map(|results| &results.meant));
    let words = |meant: &Meant| match meant.as_what {
        MeantAs::Choice(facet, value) | MeantAs::Wish(facet, value) => {
            label(manifest, messages, facet, value)
        }
        MeantAs::Place(place) => {
            let id = manifest.places.get(place as usize).map(|place| place.id.clone());
            let origin = Origin::Place(id.unwrap_or_default());
            let place = origin_label(manifest, messages, &origin);
            messages.fill(Key::FinderNear, &[("place", &place)])
        }
    };
    // What was ticked as well is a chip already, and what is taken away there is ticked no more.
    let is_ticked = |meant: &Meant| match meant.as_what {
        MeantAs::Choice(facet, value) => choice_ids(manifest, facet, value)
            .is_some_and(|(facet, value)| model.query.has(facet, value)),
        _ => false,
    };
    let meant = meant.filter(|(_, meant)| !is_ticked(meant));
    meant.map(|(number, meant)| (words(meant), Action::TakeBack(number))).collect()
}

/// Needs that the typed words name: one press, and the words become a choice.
pub fn suggested_needs(results: &Results, props: &FinderProps) -> String {
    let mut list = Markup::new();
    for &(need, services) in &results.suggested_needs {
        let choice = props.manifest.choices.first().and_then(|needs| needs.get(need as usize));
        let Some(choice) = choice else { continue };
        let name = &[("name", choice.label.as_str())];
        let words = props.messages.count(Key::FinderSuggestion, services, name);
        list.tag("<li>");
        button(&mut list, &Action::ChooseNeed(need), &words);
        list.tag("</li>");
    }
    if results.names_sensitive {
        // The way out comes with the words, whether or not the need is offered.
        list.tag("<li hidden class=\"").tag(SENSITIVE).tag("\"></li>");
    }
    list.into_text()
}

/// Everything chosen, as (what people read, the action that takes it away), in the finder's order.
pub fn chips(model: &Model, manifest: &Manifest, messages: &Messages) -> Vec<(String, Action)> {
    let mut chips = Vec::new();
    if let Some(origin) = &model.query.origin {
        let place = origin_label(manifest, messages, origin);
        chips.push((messages.fill(Key::FinderNear, &[("place", &place)]), Action::ForgetPlace));
    }
    for (facet, values) in manifest.choices.iter().enumerate().take(FACETS.len()) {
        let id = FACETS[facet].id;
        for (value, choice) in values.iter().enumerate() {
            if model.query.has(id, &choice.id) {
                let words = label(manifest, messages, facet as u32, value as u32);
                chips.push((words, Action::Toggle(facet as u32, value as u32)));
            }
        }
    }
    if model.query.known_only {
        chips.push((messages.text(Key::FinderKnownOnly).to_owned(), Action::ToggleKnownOnly));
    }
    chips
}
