//! Browsing: everything by need, by topic, by neighbourhood and by language, as plain links and lists.

use catalog::directory::{PlaceKind, Term};
use catalog::query::Query;
use catalog::results::{Age, Hit, Results};
use catalog::service::{Intent, Service};
use leptos::prelude::*;

use super::address::{NEAR_TRAVEL, TOPIC, choosing, counted, near};
use super::cards::{cards_and_names, drawn, numbered_cards_and_names};
use super::context::PageContext;
use super::home::arms;
use super::map;
use super::page::Page;
use super::topics::is_sensitive;
use super::{Address, Site};
use crate::icon::Icon;
use crate::locale::Key;

/// All ways to browse.
pub fn index(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::BrowseTitle);
    let lead = context.text(Key::BrowseLead);
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <section class="answer" id="by-need">
            <h2>{context.text(Key::BrowseByNeed)}</h2>
            <ul class="arms">{arms(context)}</ul>
        </section>
        {all_topics(context)}
        <section class="answer" id="by-place">
            <h2>{context.text(Key::BrowseByPlace)}</h2>
            {place_links(context)}
        </section>
        <section class="answer" id="by-language">
            <h2>{context.text(Key::BrowseByLanguage)}</h2>
            {language_links(context)}
        </section>
        <p class="noprint">
            <a class="tap" href=context.to(&Address::Gaps(context.own()))>{context.text(Key::GapsTitle)}</a>
        </p>
    };
    Page {
        description: Some(lead),
        trail: trail(context, false),
        ..Page::new(title, main.into_any())
    }
}

/// Everything with one value of a facet.
pub fn value(context: &PageContext<'_>, facet: &str, value: &str) -> Page {
    let vocabulary = &context.directory().vocabulary;
    let terms = if facet == "need" { &vocabulary.needs } else { &vocabulary.languages };
    let term = terms.iter().find(|term| term.id == value);
    let label =
        term.map_or(value, |term| term.label(context.locale, context.default_locale())).to_owned();
    let title = if facet == "need" {
        label.clone()
    } else {
        context.fill(Key::BrowseInLanguage, &[("language", &label)])
    };
    let lead =
        term.map(|term| context.words(&term.description)).filter(|said| !said.text.is_empty());
    let query = own_query(context);
    let mut results = search(context, &query);
    if facet == "need" {
        put_in_order(context, &mut results.hits, value);
    }
    let topics = (facet == "need").then(|| topics_of_need(context, value, None));
    let (heading, others) = if facet == "need" {
        let pair = |language: &str| (value.to_owned(), language.to_owned());
        (Key::BrowseAlsoLanguage, combinations(context, &results, "language", pair))
    } else {
        let pair = |need: &str| (need.to_owned(), value.to_owned());
        (Key::BrowseAlsoNeed, combinations(context, &results, "need", pair))
    };
    let main = view! {
        <h1>{title.clone()}</h1>
        {lead.clone().map(|lead| view! { <p class="lead" lang=lead.lang>{lead.text}</p> })}
        {topics}
        {found(context, &query, &results)}
        {(!others.is_empty()).then(|| view! {
            <section class="answer">
                <h2>{context.text(heading)}</h2>
                <ul class="row plain">{others}</ul>
            </section>
        })}
    };
    Page {
        description: lead.map(|lead| lead.text),
        is_discreet: term.is_some_and(|term| term.sensitive),
        trail: trail(context, true),
        ..Page::new(title, main.into_any())
    }
}

/// What a page that browses depends on, beside what all pages depend on.
pub struct Listing<'s> {
    /// The services that it lists, in the order in which they are found.
    pub services: Vec<&'s Service>,
    /// How many there are of what it leads to.
    pub counts: Vec<(String, u32)>,
}

/// What a page lists, without drawing it; `None` for a page that does not browse, or browses everything.
pub fn listing<'s>(site: &'s Site<'_>, address: &Address) -> Option<Listing<'s>> {
    let topics_of = |need: &str| -> Vec<(String, u32)> {
        let shown = site.topics.shown(site.directory);
        let own = shown.filter(|(_, topic)| topic.need.as_deref() == Some(need));
        own.map(|(at, topic)| (topic.id.clone(), site.topics.on_page(at).len() as u32)).collect()
    };
    let service = |number: u32| site.topics.service(site.directory, number);
    let counts = match address {
        Address::Browse(_, facet, id) if facet == TOPIC => {
            let (at, topic) = site.topics.shown(site.directory).find(|(_, of)| of.id == *id)?;
            let services = site.topics.on_page(at).iter().filter_map(|at| service(*at));
            let counts = topics_of(topic.need.as_deref().unwrap_or_default());
            return Some(Listing { services: services.collect(), counts });
        }
        Address::Browse(_, facet, id) if facet == "need" => topics_of(id),
        _ => Vec::new(),
    };
    let query = query_of(site, address)?;
    let catalog = site.catalogs.get(address.locale()?)?;
    let hits = catalog.search(&query, site.now).hits.into_iter();
    Some(Listing { services: hits.filter_map(|hit| service(hit.service)).collect(), counts })
}

/// The question that a page asks the search; `None` for a page of another kind.
fn query_of(site: &Site<'_>, address: &Address) -> Option<Query> {
    match address {
        Address::Browse(_, facet, value) => Some(choosing(&[(facet, value)])),
        Address::BrowseBoth(_, need, language) => {
            Some(choosing(&[("need", need), ("language", language)]))
        }
        Address::BrowsePlace(_, place) => Some(near(site, place)),
        _ => None,
    }
}

/// The question that this page asks.
fn own_query(context: &PageContext<'_>) -> Query {
    query_of(context.site, context.address).unwrap_or_default()
}

/// Everything that has a topic.
pub fn topic(context: &PageContext<'_>, id: &str) -> Page {
    let directory = context.directory();
    let mut shown = context.site.topics.shown(directory);
    let Some((index, topic)) = shown.find(|(_, topic)| topic.id == id) else {
        return Page::new(id.to_owned(), ().into_any());
    };
    let title = topic.label(context.locale, context.default_locale()).to_owned();
    let lead = Some(context.words(&topic.description)).filter(|said| !said.text.is_empty());
    let mut results = search(context, &Query::default());
    let on_page = context.site.topics.on_page(index);
    results.hits.retain(|hit| on_page.binary_search(&hit.service).is_ok());
    let need = topic.need.as_deref().unwrap_or_default();
    put_in_order(context, &mut results.hits, need);
    // The finder knows topics by their words.
    let query = Query { words: title.clone(), ..Query::default() };
    let main = view! {
        <h1>{title.clone()}</h1>
        {lead.clone().map(|lead| view! { <p class="lead" lang=lead.lang>{lead.text}</p> })}
        {found(context, &query, &results)}
        {topics_of_need(context, need, Some(index))}
    };
    let mut trail = trail(context, true);
    if directory.vocabulary.needs.iter().any(|known| known.id == need) {
        let address = Address::Browse(context.own(), "need".to_owned(), need.to_owned());
        trail.push((address, label_of(context, "need", need)));
    }
    Page {
        description: lead.map(|lead| lead.text),
        is_discreet: is_sensitive(directory, topic),
        trail,
        // A topic may be called as a need is: pages are told apart by both.
        ..Page::new(format!("{title} · {}", label_of(context, "need", need)), main.into_any())
    }
}

/// A need, in a language.
pub fn both(context: &PageContext<'_>, need: &str, language: &str) -> Page {
    let vocabulary = &context.directory().vocabulary;
    let title = context.fill(
        Key::BrowseBoth,
        &[
            ("need", &label_of(context, "need", need)),
            ("language", &label_of(context, "language", language)),
        ],
    );
    let query = own_query(context);
    let mut results = search(context, &query);
    put_in_order(context, &mut results.hits, need);
    let main = view! {
        <h1>{title.clone()}</h1>
        {found(context, &query, &results)}
    };
    let mut trail = trail(context, true);
    trail.push((
        Address::Browse(context.own(), "need".to_owned(), need.to_owned()),
        label_of(context, "need", need),
    ));
    Page {
        is_discreet: vocabulary.needs.iter().any(|term| term.id == need && term.sensitive),
        trail,
        ..Page::new(title, main.into_any())
    }
}

/// What is around a neighbourhood.
pub fn place(context: &PageContext<'_>, id: &str) -> Page {
    let place = context.directory().places.iter().find(|place| place.id == id);
    let name = place.map_or(id, |place| place.name.as_str());
    let title = context.fill(Key::BrowseNear, &[("place", name)]);
    let query = own_query(context);
    let results = search(context, &query);
    let is_limited = query.has("travel", NEAR_TRAVEL);
    let lead = is_limited.then(|| context.fill(Key::BrowseNearText, &[("place", name)]));
    let main = view! {
        <h1>{title.clone()}</h1>
        {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
        {count_and_finder(context, &query, &results)}
        {place.and_then(|place| map::around(context, place, drawn(&results.hits)))}
        {numbered_cards_and_names(context, &results.hits, 2, name)}
    };
    Page { trail: trail(context, true), ..Page::new(title, main.into_any()) }
}

/// How many, the way to the finder with the same question, and the results.
fn found(context: &PageContext<'_>, query: &Query, results: &Results) -> AnyView {
    view! {
        {count_and_finder(context, query, results)}
        {cards_and_names(context, &results.hits, 2)}
    }
    .into_any()
}

/// How many, and the way to the finder with the same question.
fn count_and_finder(context: &PageContext<'_>, query: &Query, results: &Results) -> AnyView {
    let services = results.hits.len() as u32;
    let status = match services {
        0 => context.text(Key::BrowseNone),
        _ => context.messages.count(Key::BrowseCount, services, &[]),
    };
    let find = [&context.to(&Address::Find(context.own())), "#", &query.to_fragment()].concat();
    let has_finder = context.site.assets.finder.is_some();
    view! {
        <div class="row spread">
            <p class="status">{status}</p>
            {has_finder.then(|| view! {
                <a class="button quiet noprint" href=find>
                    <Icon name="sliders-horizontal" />
                    {context.text(Key::BrowseFurther)}
                </a>
            })}
        </div>
    }
    .into_any()
}

fn search(context: &PageContext<'_>, query: &Query) -> Results {
    context.catalog().map(|catalog| catalog.search(query, context.site.now)).unwrap_or_default()
}

/// The order within a need: first what the need is the main one of, which is the first that a page
/// names; giving a hand stands last where the need is another, for who is hungry does not look for
/// unpaid work. Then what was checked lately, and of that what begins soonest.
fn put_in_order(context: &PageContext<'_>, hits: &mut [Hit], need: &str) {
    let (topics, directory) = (&context.site.topics, context.directory());
    hits.sort_by_cached_key(|hit| {
        let service = topics.service(directory, hit.service);
        let is_main = service.is_some_and(|it| it.needs.first().is_some_and(|id| id == need));
        let is_giving = service.is_some_and(|it| it.intent == [Intent::Volunteer]);
        let start = hit.next.as_ref().map(|next| next.start);
        ((!is_main, !is_main && is_giving), hit.age >= Age::Stale, start.is_none(), start)
    });
}

/// All topics that somebody has, under their needs; those of a need that calls for discretion stand on
/// its own page, which can be left at once.
fn all_topics(context: &PageContext<'_>) -> Option<AnyView> {
    let needs = context.directory().vocabulary.needs.iter().filter(|need| !need.sensitive);
    let lists = needs.filter_map(|need| {
        let links = topic_links(context, |_, topic| topic.need.as_ref() == Some(&need.id));
        let label = need.label(context.locale, context.default_locale()).to_owned();
        (!links.is_empty()).then(|| {
            view! {
                <h3>{label}</h3>
                <ul class="row plain">{links}</ul>
            }
        })
    });
    let lists: Vec<_> = lists.collect();
    (!lists.is_empty()).then(|| {
        view! {
            <section class="answer" id="by-topic">
                <h2>{context.text(Key::BrowseByTopic)}</h2>
                {lists}
            </section>
        }
        .into_any()
    })
}

/// The topics of a need that somebody has, but for the one whose page it is.
fn topics_of_need(context: &PageContext<'_>, need: &str, own: Option<usize>) -> Option<AnyView> {
    let links = topic_links(context, |index, topic| {
        topic.need.as_deref() == Some(need) && Some(index) != own
    });
    (!links.is_empty()).then(|| {
        view! {
            <section class="answer noprint">
                <h2>{context.text(Key::BrowseByTopic)}</h2>
                <ul class="row plain">{links}</ul>
            </section>
        }
        .into_any()
    })
}

fn topic_links(
    context: &PageContext<'_>,
    is_wanted: impl Fn(usize, &Term) -> bool,
) -> Vec<AnyView> {
    let topics = &context.site.topics;
    topics
        .shown(context.directory())
        .filter(|(index, topic)| is_wanted(*index, topic))
        .map(|(index, topic)| {
            let address = Address::Browse(context.own(), TOPIC.to_owned(), topic.id.clone());
            let label = topic.label(context.locale, context.default_locale()).to_owned();
            counted_link(context, &address, label, topics.on_page(index).len() as u32)
        })
        .collect()
}

/// Start, and browse where the page is below it.
fn trail(context: &PageContext<'_>, is_below: bool) -> Vec<(Address, String)> {
    let mut trail = vec![(Address::Home(context.own()), context.text(Key::SiteStart))];
    if is_below {
        trail.push((Address::BrowseIndex(context.own()), context.text(Key::BrowseTitle)));
    }
    trail
}

fn label_of(context: &PageContext<'_>, facet: &str, id: &str) -> String {
    let vocabulary = &context.directory().vocabulary;
    let terms = if facet == "need" { &vocabulary.needs } else { &vocabulary.languages };
    let term = terms.iter().find(|term| term.id == id);
    term.map_or(id, |term| term.label(context.locale, context.default_locale())).to_owned()
}

/// Links to a need in a language: the results are of one of the two, `facet` is the other, and
/// `pair` puts each of its ids in its place, as (need, language).
fn combinations(
    context: &PageContext<'_>,
    results: &Results,
    facet: &str,
    pair: impl Fn(&str) -> (String, String),
) -> Vec<AnyView> {
    let Some(catalog) = context.catalog() else { return Vec::new() };
    counted(catalog, results, facet)
        .filter(|(_, services)| *services > 0)
        .map(|(id, services)| {
            let (need, language) = pair(id);
            let address = Address::BrowseBoth(context.own(), need, language);
            counted_link(context, &address, label_of(context, facet, id), services)
        })
        .collect()
}

/// Every language that is spoken somewhere.
pub fn language_links(context: &PageContext<'_>) -> AnyView {
    let results = search(context, &Query::default());
    let Some(catalog) = context.catalog() else { return ().into_any() };
    let links: Vec<_> = counted(catalog, &results, "language")
        .filter(|(_, services)| *services > 0)
        .map(|(id, services)| {
            let address = Address::Browse(context.own(), "language".to_owned(), id.to_owned());
            counted_link(context, &address, label_of(context, "language", id), services)
        })
        .collect();
    view! { <ul class="row plain">{links}</ul> }.into_any()
}

/// Every neighbourhood with something around it.
fn place_links(context: &PageContext<'_>) -> AnyView {
    let links: Vec<_> = context
        .directory()
        .places
        .iter()
        .filter(|place| place.kind == PlaceKind::Neighbourhood)
        .filter_map(|place| {
            let services = search(context, &near(context.site, &place.id)).hits.len() as u32;
            let address = Address::BrowsePlace(context.own(), place.id.clone());
            (services > 0).then(|| counted_link(context, &address, place.name.clone(), services))
        })
        .collect();
    view! { <ul class="row plain">{links}</ul> }.into_any()
}

fn counted_link(
    context: &PageContext<'_>,
    address: &Address,
    words: String,
    services: u32,
) -> AnyView {
    let whole = context.messages.count(Key::BrowseCount, services, &[]);
    view! {
        <li>
            <a class="chip" href=context.to(address)>
                <span>{words}</span>
                <span class="count">
                    <span aria-hidden="true">{context.messages.number(services)}</span>
                    <span class="unseen">{whole}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
