//! Services as cards in a plain list.

use catalog::results::Hit;
use leptos::prelude::*;

use super::Address;
use super::here::Here;
use super::map::anchor;
use crate::card::{CardView, Clock, Keep, Said, ServiceCard};
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

/// As many cards as a cheap phone lays out without a pause; what follows are names.
const CARDS_AT_MOST: usize = 200;

/// As many names as anybody looks through: with the cards they are half a megabyte, and a tenth of
/// that on its way.
const NAMES_AT_MOST: usize = 2_000;

/// The first results as cards, others by name, and how many more there are: a page about ten
/// thousand activities opens as quickly as one about two hundred.
pub fn cards_and_names(here: &Here<'_>, hits: &[Hit], level: u8) -> AnyView {
    cards_then_names(here, hits, cards(here, drawn(hits), level))
}

/// The same with a number before each card, by which a map points at it.
pub fn numbered_cards_and_names(here: &Here<'_>, hits: &[Hit], level: u8) -> AnyView {
    let numbered = (1..).zip(drawn(hits)).filter_map(|(number, hit)| {
        let view = view(here, hit)?;
        Some(view! { <ServiceCard view=view level=level anchor=Some(anchor(number)) /> })
    });
    let numbered: Vec<_> = numbered.collect();
    cards_then_names(here, hits, view! { <ul class="cards numbered">{numbered}</ul> }.into_any())
}

/// Those that are drawn as cards.
pub fn drawn(hits: &[Hit]) -> &[Hit] {
    &hits[..hits.len().min(CARDS_AT_MOST)]
}

fn cards_then_names(here: &Here<'_>, hits: &[Hit], cards: AnyView) -> AnyView {
    let others = &hits[drawn(hits).len()..];
    let (named, more) = others.split_at(others.len().min(NAMES_AT_MOST));
    let names: Vec<_> = named.iter().filter_map(|hit| name(here, hit)).collect();
    let longer = (!more.is_empty()).then(|| {
        let n = here.messages.number(more.len() as u32);
        let words = here.fill(Key::BrowseLonger, &[("n", &n)]);
        view! { <p><a href=here.to(&Address::BrowseIndex(here.own()))>{words}</a></p> }
    });
    view! {
        {cards}
        {(!names.is_empty()).then(|| view! { <ul class="plain">{names}</ul> })}
        {longer}
    }
    .into_any()
}

fn name(here: &Here<'_>, hit: &Hit) -> Option<AnyView> {
    let catalog = here.catalog()?;
    let card = catalog.card(hit.service)?;
    let default_locale = here.default_locale();
    let is_foreign = !card.name.translated && here.locale != default_locale;
    let lang = is_foreign.then(|| default_locale.to_owned());
    let service = here.directory().service(&card.id)?;
    let href = here.page_of(service).map(|page| here.to(&page));
    Some(named(href, Said { text: card.name.text, lang }))
}

/// A name in a list of names, as a link where there is a page.
pub fn named(href: Option<String>, name: Said) -> AnyView {
    let Said { text, lang } = name;
    match href {
        Some(href) => view! { <li><a href=href lang=lang>{text}</a></li> }.into_any(),
        None => view! { <li lang=lang>{text}</li> }.into_any(),
    }
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
