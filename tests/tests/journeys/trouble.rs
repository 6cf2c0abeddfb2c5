//! Whatever does not come, or takes long: the page's own list is there, the page says so, leads to what
//! can be browsed, and tries again.

use journeys::words::Words;
use journeys::{Habits, Site, Town, Visitor};

/// Makes ten seconds pass in a moment.
const HASTE: &str = "(() => {
  const real = setTimeout;
  globalThis.setTimeout = (act, ms, ...rest) => real(act, ms === 10000 ? 500 : ms, ...rest);
})()";

/// Somebody who opens a page that may never be whole.
fn visitor(town: &Town) -> Visitor {
    let mei = town.visitor_who(Habits::phone().looking_at_once().among_errors());
    mei.before_every_page(HASTE);
    mei
}

/// The files without any of which there is no search: by what they are, and by their address.
fn parts() -> [(&'static str, String); 5] {
    let site = Site::sample();
    let catalog = |name| format!("catalog/{}", site.finder_file("en", name));
    [
        ("script", site.finder_file("en", "script")),
        ("program", site.finder_file("en", "wasm")),
        ("manifest", catalog("manifest")),
        ("columns", site.catalog_file("en", "columns")),
        ("cards", site.catalog_file("en", "cards")),
    ]
}

#[test]
fn a_file_that_stalls_leaves_the_list_and_says_so_and_what_comes_late_is_answered() {
    for (part, file) in parts() {
        let town = Town::opens();
        town.server.holds_back(&file);
        let mei = visitor(&town);
        mei.opens("en/find/#q=tai%20chi");
        let words = Words::of("en");
        mei.sees(words.say("find.slow"));
        mei.finds_results(&format!("the list without {part}"), |list| list.len() > 5);
        // What is heard is told only once a page is whole.
        for way in ["find.plain", "finder.try-again"] {
            assert!(mei.reads().contains(words.say(way)), "without {part} nothing leads on");
        }
        town.server.lets_go();
        mei.finds_first("Morning tai chi");
        assert!(!mei.reads().contains(words.say("find.slow")), "{part} is here");
    }
}

#[test]
fn a_file_that_is_missing_leaves_the_list_and_leads_on_and_can_be_asked_for_again() {
    for (part, file) in parts() {
        let town = Town::opens();
        town.server.loses(&file);
        let mei = visitor(&town);
        mei.opens("en/find/#q=tai%20chi");
        let words = Words::of("en");
        mei.sees(words.say("finder.failed"));
        mei.finds_results(&format!("the list without {part}"), |list| list.len() > 5);
        // What cannot do anything is not drawn.
        for dead in ["finder.filters", "finder.map-open", "finder.share"] {
            let dead = words.say(dead);
            // What is heard follows what is drawn a moment later.
            mei.waits_for(
                &format!("“{dead}”, which does nothing without {part}, to go"),
                || mei.all("button").iter().all(|button| !button.is_called(dead)).then_some(()),
            );
        }
        town.server.finds_again();
        mei.presses(words.say("finder.try-again"));
        mei.finds_first("Morning tai chi");
        assert_eq!(mei.typed(), "tai chi", "the question went with {part}");
    }
}

#[test]
fn a_plan_whose_program_does_not_come_says_what_to_do_and_can_be_asked_for_again() {
    let site = Site::sample();
    let page = site.text("en/plan/index.html");
    let named = |name: &str| {
        let value =
            page.split(&format!("data-{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.expect("the page names it").trim_start_matches("../").to_owned()
    };
    let words = Words::of("en");
    for file in [named("script"), named("wasm")] {
        let town = Town::opens();
        town.server.loses(&file);
        let mei = visitor(&town);
        mei.opens("en/plan/");
        mei.sees(words.say("plan.script"));
        town.server.finds_again();
        mei.presses(words.say("finder.try-again"));
        mei.waits_for_the_plan();
        // What stalls is not waited for without an end, and is shown when it comes.
        town.server.holds_back(&file);
        mei.opens("en/plan/");
        mei.sees(words.say("plan.script"));
        town.server.lets_go();
        mei.waits_for_the_plan();
        assert!(!mei.reads().contains(words.say("plan.script")));
    }
}

#[test]
fn the_way_to_browse_is_above_the_list_when_there_is_no_search() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("en/find/");
    let words = mei.words();
    mei.sees(words.say("finder.failed"));
    let page = mei.reads();
    let (said, first) = (words.say("finder.failed"), &mei.results()[0]);
    assert!(page.find(said) < page.find(first.as_str()), "it is said below the list");
    mei.follows(words.say("find.plain"));
    assert_eq!(mei.address(), "en/browse/");
}

#[test]
fn without_the_words_of_the_activities_the_page_says_that_words_were_not_searched() {
    let town = Town::opens();
    town.server.loses(&Site::sample().catalog_file("en", "head"));
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/find/");
    mei.waits_for_the_finder();
    mei.types("tai chi");
    mei.sees(mei.words().say("finder.words-missing"));
    town.server.finds_again();
    mei.presses(mei.words().say("finder.try-again"));
    mei.finds_first("Morning tai chi");
    assert!(!mei.reads().contains(mei.words().say("finder.words-missing")));
    assert!(!mei.reads().contains(mei.words().say("finder.part-missing")));
}

#[test]
fn a_file_that_comes_late_and_fails_once_is_asked_for_again() {
    let town = Town::opens();
    let places = Site::sample().finder_file("en", "places");
    town.server.loses(&places);
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/find/");
    mei.waits_for_the_finder();
    mei.sees(mei.words().say("finder.part-missing"));
    town.server.finds_again();
    mei.presses(mei.words().say("finder.try-again"));
    mei.opens_filters();
    mei.says_they_are_at("V5X");
}

#[test]
fn an_address_that_a_guard_of_mail_has_changed_and_a_code_in_capitals_lead_where_they_should() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().among_errors());
    for link in ["en/find/%23q=tai%20chi", "en/find/%2523q=tai%2520chi"] {
        mei.opens(link);
        mei.finds_first("Morning tai chi");
        assert_eq!(mei.typed(), "tai chi");
    }
    mei.opens("en/s/RB146/");
    mei.waits_for("the page", || (mei.address() == "en/s/rb146/").then_some(()));
    // Letters that codes do without are taken for the numbers that they look like.
    mei.opens("en/s/rbI46/");
    mei.waits_for("the page", || (mei.address() == "en/s/rb146/").then_some(()));
}

/// A phone of the time before the directory's time zone had its name.
const OLD_PHONE: &str = "{
  const Real = Intl.DateTimeFormat;
  Intl.DateTimeFormat = function (locale, options) {
    if (options?.timeZone) throw new RangeError('Invalid time zone');
    return new Real(locale, options);
  };
}";

#[test]
fn a_phone_that_does_not_know_the_time_zone_finds_all_the_same() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.before_every_page(OLD_PHONE);
    mei.opens_finder("en");
    mei.types("tai chi");
    mei.finds_first("Morning tai chi");
    assert!(mei.card("Morning tai chi").contains("Tomorrow"), "{}", mei.card("Morning tai chi"));
}
