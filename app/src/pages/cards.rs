//! Services as cards in a plain list.

use catalog::results::Hit;
use leptos::prelude::*;

use super::here::Here;
use crate::card::{CardView, Clock, Keep, ServiceCard};
use crate::locale::Key;

/// Cards of search results, under a heading of one level above `level`.
pub fn cards<'h>(here: &Here<'_>, hits: impl IntoIterator<Item = &'h Hit>, level: u8) -> AnyView {
    let cards: Vec<_> = hits.into_iter().filter_map(|hit| card(here, hit, level)).collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

/// The finder's first cards: those that can be kept, once the finder is awake.
pub fn cards_to_keep<'h>(here: &Here<'_>, hits: impl IntoIterator<Item = &'h Hit>) -> AnyView {
    let keep = Some(Keep::Later(here.text(Key::PlanKeep)));
    let cards: Vec<_> = hits
        .into_iter()
        .filter_map(|hit| {
            let view = CardView { keep: keep.clone(), ..view(here, hit)? };
            Some(view! { <ServiceCard view=view /> })
        })
        .collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

/// Cards of services by their ids, in that order; an id that is not there is passed over.
pub fn cards_by_id<'i>(
    here: &Here<'_>,
    ids: impl IntoIterator<Item = &'i str>,
    level: u8,
) -> Vec<AnyView> {
    ids.into_iter().filter_map(|id| card(here, &here.hit(id)?, level)).collect()
}

fn card(here: &Here<'_>, hit: &Hit, level: u8) -> Option<AnyView> {
    let view = view(here, hit)?;
    Some(view! { <ServiceCard view=view level=level /> }.into_any())
}

fn view(here: &Here<'_>, hit: &Hit) -> Option<CardView> {
    let catalog = here.catalog()?;
    let card = catalog.card(hit.service)?;
    let (manifest, clock) = (catalog.manifest(), Clock::Printed(here.site.now));
    Some(CardView::new(&card, hit, manifest, &here.messages, clock, &here.root))
}
