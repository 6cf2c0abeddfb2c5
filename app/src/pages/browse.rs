//! Browsing: everything by need, by neighbourhood and by language, as plain links and lists.

use catalog::directory::PlaceKind;
use catalog::query::Query;
use catalog::results::Results;
use leptos::prelude::*;

use super::Address;
use super::address::{NEAR_TRAVEL, choosing, counted, near};
use super::cards::{cards_and_names, drawn, numbered_cards_and_names};
use super::document::Sheet;
use super::here::Here;
use super::home::arms;
use super::map;
use crate::icon::Icon;
use crate::locale::Key;

/// All ways to browse.
pub fn index(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::BrowseTitle);
    let lead = here.text(Key::BrowseLead);
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <section class="answer" id="by-need">
            <h2>{here.text(Key::BrowseByNeed)}</h2>
            <ul class="arms">{arms(here)}</ul>
        </section>
        <section class="answer" id="by-place">
            <h2>{here.text(Key::BrowseByPlace)}</h2>
            {place_links(here)}
        </section>
        <section class="answer" id="by-language">
            <h2>{here.text(Key::BrowseByLanguage)}</h2>
            {language_links(here)}
        </section>
    };
    Sheet {
        description: Some(lead),
        trail: trail(here, false),
        ..Sheet::new(title, main.into_any())
    }
}

/// Everything with one value of a facet.
pub fn value(here: &Here<'_>, facet: &str, value: &str) -> Sheet {
    let vocabulary = &here.directory().vocabulary;
    let terms = if facet == "need" { &vocabulary.needs } else { &vocabulary.languages };
    let term = terms.iter().find(|term| term.id == value);
    let label =
        term.map_or(value, |term| term.label(here.locale, here.default_locale())).to_owned();
    let title = if facet == "need" {
        label.clone()
    } else {
        here.fill(Key::BrowseInLanguage, &[("language", &label)])
    };
    let lead = term.map(|term| here.words(&term.description)).filter(|said| !said.text.is_empty());
    let query = choosing(&[(facet, value)]);
    let results = search(here, &query);
    let (heading, others) = if facet == "need" {
        let pair = |language: &str| (value.to_owned(), language.to_owned());
        (Key::BrowseAlsoLanguage, combinations(here, &results, "language", pair))
    } else {
        let pair = |need: &str| (need.to_owned(), value.to_owned());
        (Key::BrowseAlsoNeed, combinations(here, &results, "need", pair))
    };
    let main = view! {
        <h1>{title.clone()}</h1>
        {lead.clone().map(|lead| view! { <p class="lead" lang=lead.lang>{lead.text}</p> })}
        {found(here, &query, &results)}
        {(!others.is_empty()).then(|| view! {
            <section class="answer">
                <h2>{here.text(heading)}</h2>
                <ul class="row plain">{others}</ul>
            </section>
        })}
    };
    Sheet {
        description: lead.map(|lead| lead.text),
        is_discreet: term.is_some_and(|term| term.sensitive),
        trail: trail(here, true),
        ..Sheet::new(title, main.into_any())
    }
}

/// A need, in a language.
pub fn both(here: &Here<'_>, need: &str, language: &str) -> Sheet {
    let vocabulary = &here.directory().vocabulary;
    let title = here.fill(
        Key::BrowseBoth,
        &[
            ("need", &label_of(here, "need", need)),
            ("language", &label_of(here, "language", language)),
        ],
    );
    let query = choosing(&[("need", need), ("language", language)]);
    let results = search(here, &query);
    let main = view! {
        <h1>{title.clone()}</h1>
        {found(here, &query, &results)}
    };
    let mut trail = trail(here, true);
    trail.push((
        Address::Browse(here.own(), "need".to_owned(), need.to_owned()),
        label_of(here, "need", need),
    ));
    Sheet {
        is_discreet: vocabulary.needs.iter().any(|term| term.id == need && term.sensitive),
        trail,
        ..Sheet::new(title, main.into_any())
    }
}

/// What is around a neighbourhood.
pub fn place(here: &Here<'_>, id: &str) -> Sheet {
    let place = here.directory().places.iter().find(|place| place.id == id);
    let name = place.map_or(id, |place| place.name.as_str());
    let title = here.fill(Key::BrowseNear, &[("place", name)]);
    let query = near(here.site, id);
    let results = search(here, &query);
    let is_limited = query.has("travel", NEAR_TRAVEL);
    let lead = is_limited.then(|| here.fill(Key::BrowseNearText, &[("place", name)]));
    let main = view! {
        <h1>{title.clone()}</h1>
        {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        {count_and_finder(here, &query, &results)}
        {place.and_then(|place| map::around(here, place, drawn(&results.hits)))}
        {numbered_cards_and_names(here, &results.hits, 2)}
    };
    Sheet { trail: trail(here, true), ..Sheet::new(title, main.into_any()) }
}

/// How many, the way to the finder with the same question, and the results.
fn found(here: &Here<'_>, query: &Query, results: &Results) -> AnyView {
    view! {
        {count_and_finder(here, query, results)}
        {cards_and_names(here, &results.hits, 2)}
    }
    .into_any()
}

/// How many, and the way to the finder with the same question.
fn count_and_finder(here: &Here<'_>, query: &Query, results: &Results) -> AnyView {
    let services = results.hits.len() as u32;
    let status = match services {
        0 => here.text(Key::BrowseNone),
        _ => here.messages.count(Key::BrowseCount, services, &[]),
    };
    let find = [&here.to(&Address::Find(here.own())), "#", &query.to_fragment()].concat();
    let has_finder = here.site.assets.finder.is_some();
    view! {
        <div class="row spread">
            <p class="status">{status}</p>
            {has_finder.then(|| view! {
                <a class="button quiet noprint" href=find>
                    <Icon name="sliders-horizontal" />
                    {here.text(Key::BrowseFurther)}
                </a>
            })}
        </div>
    }
    .into_any()
}

fn search(here: &Here<'_>, query: &Query) -> Results {
    here.catalog().map(|catalog| catalog.search(query, here.site.now)).unwrap_or_default()
}

/// Start, and browse where the page is below it.
fn trail(here: &Here<'_>, is_below: bool) -> Vec<(Address, String)> {
    let mut trail = vec![(Address::Home(here.own()), here.text(Key::SiteStart))];
    if is_below {
        trail.push((Address::BrowseIndex(here.own()), here.text(Key::BrowseTitle)));
    }
    trail
}

fn label_of(here: &Here<'_>, facet: &str, id: &str) -> String {
    let vocabulary = &here.directory().vocabulary;
    let terms = if facet == "need" { &vocabulary.needs } else { &vocabulary.languages };
    let term = terms.iter().find(|term| term.id == id);
    term.map_or(id, |term| term.label(here.locale, here.default_locale())).to_owned()
}

/// Links to a need in a language: the results are of one of the two, `facet` is the other, and
/// `pair` puts each of its ids in its place, as (need, language).
fn combinations(
    here: &Here<'_>,
    results: &Results,
    facet: &str,
    pair: impl Fn(&str) -> (String, String),
) -> Vec<AnyView> {
    let Some(catalog) = here.catalog() else { return Vec::new() };
    counted(catalog, results, facet)
        .filter(|(_, services)| *services > 0)
        .map(|(id, services)| {
            let (need, language) = pair(id);
            let address = Address::BrowseBoth(here.own(), need, language);
            counted_link(here, &address, label_of(here, facet, id), services)
        })
        .collect()
}

/// Every language that is spoken somewhere.
pub fn language_links(here: &Here<'_>) -> AnyView {
    let results = search(here, &Query::default());
    let Some(catalog) = here.catalog() else { return ().into_any() };
    let links: Vec<_> = counted(catalog, &results, "language")
        .filter(|(_, services)| *services > 0)
        .map(|(id, services)| {
            let address = Address::Browse(here.own(), "language".to_owned(), id.to_owned());
            counted_link(here, &address, label_of(here, "language", id), services)
        })
        .collect();
    view! { <ul class="row plain">{links}</ul> }.into_any()
}

/// Every neighbourhood with something around it.
fn place_links(here: &Here<'_>) -> AnyView {
    let links: Vec<_> = here
        .directory()
        .places
        .iter()
        .filter(|place| place.kind == PlaceKind::Neighbourhood)
        .filter_map(|place| {
            let services = search(here, &near(here.site, &place.id)).hits.len() as u32;
            let address = Address::BrowsePlace(here.own(), place.id.clone());
            (services > 0).then(|| counted_link(here, &address, place.name.clone(), services))
        })
        .collect();
    view! { <ul class="row plain">{links}</ul> }.into_any()
}

fn counted_link(here: &Here<'_>, address: &Address, words: String, services: u32) -> AnyView {
    let whole = here.messages.count(Key::BrowseCount, services, &[]);
    view! {
        <li>
            <a class="chip" href=here.to(address)>
                <span>{words}</span>
                <span class="count">
                    <span aria-hidden="true">{here.messages.number(services)}</span>
                    <span class="unseen">{whole}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
