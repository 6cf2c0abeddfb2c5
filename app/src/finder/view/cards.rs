//! Hits as cards. What a card shows follows from its [`CardState`] alone, so that the browser draws
//! a card anew only when its state is another.

use catalog::card::Card;
use catalog::day::Moment;
use catalog::manifest::Manifest;
use catalog::results::{Hit, Results};

use super::place::named_area;
use crate::card::{CardView, Clock, Keep, draw_card, why};
use crate::finder::state::FinderProps;
use crate::finder::state::model::Model;
use crate::locale::Key;
use crate::markup::Markup;

/// Everything that a hit's card depends on, beside the catalog's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct CardState {
    hit: Hit,
    is_kept: bool,
    now: Moment,
    /// What the place is called that the person named.
    area: Option<String>,
}

impl CardState {
    /// What names the card among others: the service's number in the catalog.
    pub fn key(&self) -> u32 {
        self.hit.service
    }
}

/// The states of the cards in the list of results, as many as the model shows.
pub fn shown_cards(model: &Model, results: &Results, manifest: &Manifest) -> Vec<CardState> {
    // Where nobody has what was asked for, what is near to it.
    let hits = if results.hits.is_empty() { &results.perhaps } else { &results.hits };
    let hits = hits.iter().take(model.shown);
    hits.filter_map(|hit| card_state(model, results, manifest, hit)).collect()
}

fn card_state(
    model: &Model,
    results: &Results,
    manifest: &Manifest,
    hit: &Hit,
) -> Option<CardState> {
    let card = model.catalog()?.card(hit.service)?;
    let is_kept = model.kept.split(' ').any(|id| id == card.id);
    // No card shows its score, which changes with every letter.
    let area = named_area(model.origin(results, manifest).as_ref(), manifest);
    Some(CardState { hit: Hit { score: 0.0, ..hit.clone() }, is_kept, now: model.now?, area })
}

/// A card as markup; nothing where the catalog has none.
pub fn card(list: &mut Markup, state: &CardState, model: &Model, props: &FinderProps) {
    let CardState { hit, is_kept, now, area } = state;
    let Some(card) = model.catalog().and_then(|catalog| catalog.card(hit.service)) else { return };
    let FinderProps { manifest, messages, root } = props;
    let area = area.as_deref();
    let mut view = CardView::new(&card, hit, area, manifest, messages, Clock::Live(*now), root);
    let topics = model.catalog().map_or(&[][..], |catalog| catalog.topics());
    let labels = hit.why.topics.iter().filter_map(|topic| topics.get(*topic as usize));
    let labels: Vec<String> = labels.map(|topic| topic.label.clone()).collect();
    view.why = why(hit, &labels, manifest, messages);
    view.keep = Some(keep(&card, hit.service, *is_kept, props));
    draw_card(list, &view);
}

/// Hits as cards, drawn at once.
pub fn cards<'h>(
    list: &mut Markup,
    model: &Model,
    results: &Results,
    hits: impl IntoIterator<Item = &'h Hit>,
    props: &FinderProps,
) {
    let states =
        hits.into_iter().filter_map(|hit| card_state(model, results, &props.manifest, hit));
    for state in states {
        card(list, &state, model, props);
    }
}

/// The way into the person's own plan, or that the activity is there.
fn keep(card: &Card, service: u32, is_kept: bool, props: &FinderProps) -> Keep {
    let FinderProps { manifest, messages, root } = props;
    if is_kept {
        let plan = [root, &manifest.locale, "/plan/"].concat();
        return Keep::Kept(plan, messages.text(Key::PlanKept).to_owned());
    }
    let words = messages.text(Key::PlanKeep);
    let whom = messages.fill(Key::PlanWhom, &[("action", words), ("name", &card.name.text)]);
    Keep::Button(service, words.to_owned(), whom)
}
