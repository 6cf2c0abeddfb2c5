//! The pages of topics, and the order within a need.

use app::pages::{Address, addresses, render};
use catalog::service::{Intent, Service};

use super::small::Small;

fn topic(id: &str) -> Address {
    Address::Browse("en".into(), "topic".into(), id.into())
}

fn need(id: &str) -> Address {
    Address::Browse("en".into(), "need".into(), id.into())
}

/// The ids of the services whose cards stand on a page, in order.
fn cards(html: &str) -> Vec<&str> {
    let cards = html.split("class=\"card\"").skip(1);
    cards.filter_map(|card| card.split_once("/s/")?.1.get(..5)).collect()
}

#[test]
fn who_looks_for_a_topic_finds_what_has_it_and_no_page_of_what_nobody_has() {
    let small = Small::plain();
    let site = small.site();
    let all = addresses(&site);
    assert!(all.contains(&topic("tai-chi")) && all.contains(&topic("tai-chi").in_locale("pa")));
    assert!(!all.contains(&topic("chess")), "nobody plays chess");
    let html = render(&site, &topic("tai-chi"));
    assert_eq!(cards(&html), ["a1111"]);
    assert!(html.contains("<h1>Tai chi</h1>"), "{html}");
    // From the need and from the activity one link leads there, in the page's language.
    for from in [need("move"), Address::BrowseIndex("en".into())] {
        let html = render(&site, &from);
        assert!(html.contains("/en/browse/topic/tai-chi/\""), "{html}");
    }
    let service = render(&site, &Address::Service("zh-Hant".into(), "a1111".into()));
    assert!(service.contains("/zh-Hant/browse/topic/tai-chi/\" class=\"chip\">太極"), "{service}");
}

#[test]
fn what_calls_for_discretion_stands_on_the_page_of_no_other_topic() {
    let small = Small::plain();
    let site = small.site();
    assert_eq!(cards(&render(&site, &topic("falling"))), ["a1111"]);
    let harm = render(&site, &topic("harm"));
    assert_eq!(cards(&harm), ["d4444"]);
    assert!(!harm.contains("<title>Violence"), "a neutral title");
    let index = render(&site, &Address::BrowseIndex("en".into()));
    assert!(!index.contains("topic/harm"), "it is reached from the need's own page");
    assert!(render(&site, &need("safe")).contains("topic/harm"));
    let service = render(&site, &Address::Service("en".into(), "d4444".into()));
    assert!(!service.contains("browse/topic/"), "the name of a page tells less than its topics");
}

#[test]
fn within_a_need_its_own_come_first_and_giving_a_hand_comes_last() {
    let mut small = Small::plain();
    let helpers = Service {
        id: "a0000".into(),
        needs: vec!["give".into(), "company".into()],
        intent: vec![Intent::Volunteer],
        ..small.directory.services[0].clone()
    };
    small.directory.services.insert(0, helpers);
    small.pack();
    let html = render(&small.site(), &need("company"));
    assert_eq!(cards(&html), ["c3333", "a1111", "a0000"]);
}

#[test]
fn a_directory_without_topics_has_no_heading_for_them() {
    let mut small = Small::plain();
    small.directory.vocabulary.topics.clear();
    small.pack();
    let html = render(&small.site(), &Address::BrowseIndex("en".into()));
    assert!(!html.contains("by-topic"), "{html}");
}
