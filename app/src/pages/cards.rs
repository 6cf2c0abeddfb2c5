//! Services as cards in a plain list.

use catalog::results::Hit;
use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::map::anchor;
use crate::card::{CardView, Clock, Keep, Said, ServiceCard};
use crate::locale::Key;

/// Cards of search results, under a heading of one level above `level`.
pub fn cards<'h>(
    context: &PageContext<'_>,
    hits: impl IntoIterator<Item = &'h Hit>,
    level: u8,
) -> AnyView {
    let cards: Vec<_> = hits.into_iter().filter_map(|hit| card(context, hit, level)).collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

/// The finder's first cards: those that can be kept, once the finder is awake.
pub fn cards_to_keep<'h>(
    context: &PageContext<'_>,
    hits: impl IntoIterator<Item = &'h Hit>,
) -> Vec<AnyView> {
    let keep = Some(Keep::Later(context.text(Key::PlanKeep)));
    let card = |hit| {
        let view = CardView { keep: keep.clone(), ..view(context, hit, None)? };
        Some(view! { <ServiceCard view=view /> }.into_any())
    };
    hits.into_iter().filter_map(card).collect()
}

/// As many cards as a cheap phone lays out without a pause; what follows are names.
const CARDS_AT_MOST: usize = 200;

/// As many names as anybody looks through: with the cards they are half a megabyte, and a tenth of
/// that on its way.
const NAMES_AT_MOST: usize = 2_000;

/// The first results as cards, others by name, and how many more there are: a page about ten
/// thousand activities opens as quickly as one about two hundred.
pub fn cards_and_names(context: &PageContext<'_>, hits: &[Hit], level: u8) -> AnyView {
    cards_then_names(context, hits, cards(context, drawn(hits), level))
}

/// The same for what is around an area, with a number before each card, by which a map points at it.
pub fn numbered_cards_and_names(
    context: &PageContext<'_>,
    hits: &[Hit],
    level: u8,
    area: &str,
) -> AnyView {
    let numbered = (1..).zip(drawn(hits)).filter_map(|(number, hit)| {
        let view = view(context, hit, Some(area))?;
        Some(view! { <ServiceCard view=view level=level anchor=Some(anchor(number)) /> })
    });
    let numbered: Vec<_> = numbered.collect();
    cards_then_names(context, hits, view! { <ul class="cards numbered">{numbered}</ul> }.into_any())
}

/// Those that are drawn as cards.
pub fn drawn(hits: &[Hit]) -> &[Hit] {
    &hits[..hits.len().min(CARDS_AT_MOST)]
}

fn cards_then_names(context: &PageContext<'_>, hits: &[Hit], cards: AnyView) -> AnyView {
    let others = &hits[drawn(hits).len()..];
    let (named, more) = others.split_at(others.len().min(NAMES_AT_MOST));
    let names: Vec<_> = named.iter().filter_map(|hit| name(context, hit)).collect();
    let longer = (!more.is_empty()).then(|| {
        let n = context.messages.number(more.len() as u32);
        let words = context.fill(Key::BrowseLonger, &[("n", &n)]);
        view! { <p><a href=context.to(&Address::BrowseIndex(context.own()))>{words}</a></p> }
    });
    view! {
        {cards}
        {(!names.is_empty()).then(|| view! { <ul class="plain">{names}</ul> })}
        {longer}
    }
    .into_any()
}

fn name(context: &PageContext<'_>, hit: &Hit) -> Option<AnyView> {
    let catalog = context.catalog()?;
    let card = catalog.card(hit.service)?;
    let default_locale = context.default_locale();
    let is_foreign = !card.name.translated && context.locale != default_locale;
    let lang = is_foreign.then(|| default_locale.to_owned());
    let service = context.directory().service(&card.id)?;
    let href = context.page_of(service).map(|page| context.to(&page));
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
    context: &PageContext<'_>,
    ids: impl IntoIterator<Item = &'i str>,
    level: u8,
) -> Vec<AnyView> {
    ids.into_iter().filter_map(|id| card(context, &context.hit(id)?, level)).collect()
}

fn card(context: &PageContext<'_>, hit: &Hit, level: u8) -> Option<AnyView> {
    let view = view(context, hit, None)?;
    Some(view! { <ServiceCard view=view level=level /> }.into_any())
}

fn view(context: &PageContext<'_>, hit: &Hit, area: Option<&str>) -> Option<CardView> {
    let catalog = context.catalog()?;
    let card = catalog.card(hit.service)?;
    let (manifest, clock) = (catalog.manifest(), Clock::Printed(context.site.now));
    Some(CardView::new(&card, hit, area, manifest, &context.messages, clock, &context.root))
}
