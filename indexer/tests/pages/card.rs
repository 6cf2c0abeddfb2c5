//! The card: what it says, in which order, and in which language.

use std::collections::BTreeMap;

use app::card::{Answer, CardView, Clock, draw_card};
use app::finder::view::place::named_area;
use app::markup::Markup;
use catalog::query::{Origin, Query};
use catalog::results::Hit;
use catalog::service::{PageLocales, ServiceAtLocation, Whereabouts};

use super::golden;
use super::small::{LOCALES, Small};

fn view(small: &Small, locale: &str, query: &Query, id: &str) -> CardView {
    let site = small.site();
    let catalog = &small.catalogs[locale];
    let hits = catalog.search(query, site.now).hits;
    let is_it = |hit: &&Hit| catalog.card(hit.service).is_some_and(|card| card.id == id);
    let hit = hits.iter().find(is_it).unwrap();
    let card = catalog.card(hit.service).unwrap();
    let messages = small.locales.get(locale).unwrap();
    let (manifest, clock) = (catalog.manifest(), Clock::Live(site.now));
    let area = named_area(query.origin.as_ref(), manifest);
    CardView::new(&card, hit, area.as_deref(), manifest, messages, clock, "../../")
}

fn asking(values: &[(&str, &str)]) -> Query {
    let mut query = Query { origin: Some(Origin::Place("sunset".into())), ..Query::default() };
    for (facet, value) in values {
        query.toggle(facet, value);
    }
    query
}

fn html(view: &CardView) -> String {
    let mut card = Markup::new();
    draw_card(&mut card, view);
    card.into_text()
}

#[test]
fn someone_in_a_wheelchair_sees_what_is_known_and_what_is_not() {
    let small = Small::plain();
    let query = asking(&[
        ("access", "step-free-entrance"),
        ("access", "hearing-loop"),
        ("language", "pa"),
        ("need", "move"),
    ]);
    for locale in LOCALES {
        let view = view(&small, locale, &query, "a1111");
        assert_eq!(
            view.facts.iter().map(|(answer, _)| *answer).collect::<Vec<_>>(),
            [Answer::Yes, Answer::No, Answer::Unknown]
        );
        golden::check(&format!("card.{locale}.html"), &html(&view));
    }
}

#[test]
fn where_the_host_has_no_room_for_a_page_the_card_is_there_without_a_link() {
    let query = Query::default();
    let name = |pages: PageLocales| {
        let mut small = Small::plain();
        small.directory.services.iter_mut().for_each(|service| service.pages = pages);
        small.pack();
        let html = html(&view(&small, "pa", &query, "a1111"));
        assert!(html.contains("href=\"tel:"), "{html}");
        html.split("</h2>").next().unwrap().to_owned()
    };
    assert!(name(PageLocales::Every).contains("<a href=\"../../pa/s/a1111/\""));
    assert!(name(PageLocales::Default).contains("<a href=\"../../en/s/a1111/\""));
    let unlinked = name(PageLocales::None);
    assert!(unlinked.contains("<h2") && !unlinked.contains("<a"), "{unlinked}");
}

#[test]
fn a_card_without_facts_says_that_they_are_not_known() {
    let small = Small::plain();
    let mut without = Small::plain();
    let place = without.directory.services[0].whereabouts.places()[0].clone();
    without.directory.services[0].whereabouts =
        Whereabouts::Places(vec![ServiceAtLocation { access: BTreeMap::new(), ..place }]);
    without.pack();
    let query = Query::default();
    assert!(view(&small, "en", &query, "a1111").access_unknown.is_none());
    let said = view(&without, "en", &query, "a1111").access_unknown;
    assert_eq!(said.as_deref(), Some("Getting in: not known. Ask them."));
    // What comes to people has no door to get in by.
    assert!(view(&without, "en", &query, "c3333").access_unknown.is_none());
}

#[test]
fn a_card_tells_nothing_of_a_door_that_is_kept_private() {
    let query = asking(&[("access", "step-free-entrance")]);
    let view = view(&Small::plain(), "en", &query, "d4444");
    assert_eq!(view.facts.iter().map(|(answer, _)| *answer).collect::<Vec<_>>(), [Answer::Unknown]);
}

#[test]
fn a_service_that_nobody_has_checked_says_so() {
    let view = view(&Small::plain(), "en", &Query::default(), "c3333");
    assert!(view.is_stale);
    assert_eq!(view.fresh, "Not yet checked by a person");
    assert_eq!(view.why, [""; 0]);
}

#[test]
fn words_in_another_language_are_marked() {
    let small = Small::plain();
    let punjabi = view(&small, "pa", &Query::default(), "a1111");
    assert_eq!(punjabi.name.lang.as_deref(), Some("en"));
    let chinese = view(&small, "zh-Hant", &Query::default(), "a1111");
    assert_eq!(chinese.name.lang, None);
    assert_eq!(chinese.alert.unwrap().lang.as_deref(), Some("en"));
}
