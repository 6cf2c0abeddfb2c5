//! What is going on, in words: the one polite line, and how far was searched.

use catalog::manifest::Manifest;
use catalog::results::Results;

use super::place::origin_label;
use crate::choice::{choice_ids, label};
use crate::finder::state::FinderProps;
use crate::finder::state::model::{Loading, Model};
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// Least distance worth telling, in metres, and the step in which "everything within" is told.
const LEAST_DISTANCE_M: u32 = 500;

/// The one polite line, as markup.
pub fn status_line(model: &Model, results: Option<&Results>, props: &FinderProps) -> String {
    let mut line = Markup::new();
    line.text(&status(model, results, &props.manifest, &props.messages));
    line.into_text()
}

/// The one line that says what was found.
pub fn status(
    model: &Model,
    results: Option<&Results>,
    manifest: &Manifest,
    messages: &Messages,
) -> String {
    match (&model.loading, results) {
        (Loading::Failed, _) => messages.text(Key::FinderFailed).to_owned(),
        (Loading::Underway, _) | (Loading::Ready(_), None) => {
            messages.text(Key::FinderSearching).to_owned()
        }
        (Loading::Ready(_), Some(results)) => {
            let hits = results.found;
            let has_words = !model.query.words.trim().is_empty();
            match &model.origin(results, manifest) {
                _ if has_words && model.catalog().is_some_and(|catalog| !catalog.has_texts()) => {
                    messages.text(Key::FinderWordsMissing).to_owned()
                }
                _ if hits == 0 => messages.text(Key::FinderNone).to_owned(),
                None => messages.count(Key::FinderCount, hits, &[]),
                Some(origin) => {
                    let place = origin_label(manifest, messages, origin);
                    messages.count(Key::FinderCountNear, hits, &[("place", &place)])
                }
            }
        }
    }
}

/// Of the choices of which one may not know, at how many results each is certain, and of how many nobody knows;
/// `None` where nothing is unknown: a filter that filters nothing shows it.
pub fn known(model: &Model, results: &Results, props: &FinderProps) -> Option<String> {
    let FinderProps { manifest, messages, .. } = props;
    let mut said: Vec<String> = Vec::new();
    for (facet, counts) in (0..).zip(&results.known) {
        for (value, known) in (0..).zip(counts) {
            let is_chosen = || {
                choice_ids(manifest, facet, value)
                    .is_some_and(|(facet, value)| model.query.has(facet, value))
            };
            if known.unknown > 0 && is_chosen() {
                let list = label(manifest, messages, facet, value);
                let (yes, unknown) = (messages.number(known.yes), messages.number(known.unknown));
                let values = [("list", &*list), ("yes", &yes), ("unknown", &unknown)];
                said.push(messages.fill(Key::FinderKnown, &values));
            }
        }
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// What was searched, when the directory is larger than that; `None` when all of it was.
pub fn searched(
    model: &Model,
    results: &Results,
    manifest: &Manifest,
    messages: &Messages,
) -> Option<String> {
    let mut said = Vec::new();
    if results.left_out > 0 {
        said.push(match results.complete_within {
            Some(metres) if metres >= LEAST_DISTANCE_M => {
                // Rounded down: a promise is not rounded up.
                let distance = messages.distance(metres - metres % LEAST_DISTANCE_M);
                messages.count(
                    Key::FinderSearchedWithin,
                    results.searched,
                    &[("distance", &distance)],
                )
            }
            _ => {
                let all = messages.number(manifest.services());
                messages.count(Key::FinderSearchedOf, results.searched, &[("all", &all)])
            }
        });
    }
    if model.is_part_missing {
        said.push(messages.text(Key::FinderPartMissing).to_owned());
    }
    (!said.is_empty()).then(|| said.join(" "))
}
