//! Nobody is kept out: axe on every kind of page in every state, and what axe does not measure.
// A journey that cannot go on stops with a sentence.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use journeys::{Habits, Site, Town, Visitor};
use thirtyfour::Key;

/// Opens a page, live if it is the finder.
fn opens(visitor: &Visitor, page: &str) {
    visitor.opens(page);
    if page.ends_with("/find/") {
        visitor.waits_for_the_finder();
    } else if page.ends_with("/plan/") {
        visitor.waits_for_the_plan();
    }
}

/// Every kind of page of a locale, and those that stand outside of all.
fn pages(locale: &str) -> Vec<String> {
    let mut pages = Site::sample().one_page_of_each_kind(locale);
    assert!(pages.len() > 10, "kinds of pages are missing: {pages:?}");
    // A page of discretion, one that is closed for now, one that has ended, one grown old.
    let special = ["rf8y2", "rye4k", "9br5s", "yky9h"].map(|id| format!("{locale}/s/{id}/"));
    pages.extend(special.into_iter().chain([String::new(), "404.html".to_owned()]));
    pages
}

#[test]
fn no_page_on_a_phone_has_a_barrier() {
    let town = Town::opens();
    let visitor = town.visitor();
    let mut barriers = Vec::new();
    for locale in ["en", "zh-Hant", "pa", "fa"] {
        for page in pages(locale) {
            opens(&visitor, &page);
            barriers.extend(visitor.barriers().iter().map(|barrier| format!("{page}\n{barrier}")));
        }
    }
    assert!(barriers.is_empty(), "{} barriers:\n{}", barriers.len(), barriers.join("\n"));
}

#[test]
fn no_page_on_a_computer_or_in_the_dark_has_a_barrier() {
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::computer().in_the_dark());
    let mut barriers = Vec::new();
    for page in pages("en") {
        opens(&visitor, &page);
        barriers.extend(visitor.barriers().iter().map(|barrier| format!("{page}\n{barrier}")));
    }
    assert!(barriers.is_empty(), "{} barriers:\n{}", barriers.len(), barriers.join("\n"));
}

#[test]
fn the_finder_has_no_barrier_in_any_state() {
    let town = Town::opens();
    let visitor = town.visitor();
    for (locale, need) in [("en", "Meeting people"), ("zh-Hant", "認識朋友")] {
        visitor.opens_finder(locale);
        visitor.meets_no_barrier("as it opens");
        visitor.opens_filters();
        visitor.meets_no_barrier("filters open");
        visitor.ticks(need);
        visitor.meets_no_barrier("a filter ticked");
        visitor.closes_filters();
        visitor.meets_no_barrier("a filter chosen");
        visitor.types("xyzzy");
        visitor.finds_results("nothing", <[String]>::is_empty);
        visitor.meets_no_barrier("nothing found");
        visitor.clears_the_words();
        visitor.removes(need);
        visitor.presses(&visitor.words().say("finder.map-open"));
        visitor.meets_no_barrier("the map open");
        assert_eq!(visitor.small_controls(), Vec::<String>::new(), "with the map open");
    }
    visitor.prefers(true, false);
    visitor.meets_no_barrier("in the dark");
    visitor.prefers(false, true);
    visitor.meets_no_barrier("with forced colours");
}

#[test]
fn a_plan_has_no_barrier_on_any_screen_and_on_paper() {
    let town = Town::opens();
    let visitor = town.visitor();
    for page in ["en/s/rb146/", "en/s/q1afj/"] {
        visitor.opens(page);
        visitor.presses("Keep");
    }
    visitor.opens_plan("en");
    assert_eq!(visitor.planned().len(), 2);
    visitor.meets_no_barrier("two activities kept");
    visitor.prefers(true, false);
    visitor.meets_no_barrier("in the dark");
    visitor.prefers(false, true);
    visitor.meets_no_barrier("with forced colours");
    visitor.prefers(false, false);
    visitor.looks_at_paper(true);
    visitor.meets_no_barrier("on paper");
}

#[test]
fn what_is_printed_has_no_barrier_either() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.looks_at_paper(true);
    for locale in ["en", "fa"] {
        for page in pages(locale) {
            opens(&visitor, &page);
            visitor.meets_no_barrier("on paper");
        }
    }
}

#[test]
fn a_finder_that_cannot_load_has_no_barrier() {
    for part in ["columns", "head"] {
        let town = Town::opens();
        town.server.loses(&Site::sample().catalog_file("en", part));
        let visitor = town.visitor_who(Habits::phone().among_errors());
        visitor.opens("en/find/");
        let told = if part == "columns" { "finder.failed" } else { "finder.part-missing" };
        visitor.sees(visitor.words().say(told));
        visitor.meets_no_barrier(&format!("without {part}"));
    }
}

#[test]
fn choosing_several_needs_has_no_barrier() {
    let town = Town::opens();
    for habits in [Habits::phone(), Habits::phone().on_screen(320, 568), Habits::computer()] {
        let visitor = town.visitor_who(habits);
        for (locale, need) in
            [("en", "Meeting people"), ("zh-Hant", "認識朋友"), ("fa", "دیدن آدم‌ها")]
        {
            visitor.prefers(false, false);
            visitor.opens(&format!("{locale}/"));
            visitor.presses(visitor.words().say("home.several"));
            visitor.meets_no_barrier("nothing chosen yet");
            let boxes = visitor.all("checkbox");
            let named =
                boxes.iter().find(|one| one.name.starts_with(need)).expect("the need is there");
            visitor.presses_on(named);
            visitor.meets_no_barrier("one chosen");
            assert_eq!(visitor.small_controls(), Vec::<String>::new(), "{locale}");
            assert_eq!(visitor.sticks_out(), Vec::<String>::new(), "{locale}");
            visitor.prefers(true, false);
            visitor.meets_no_barrier("in the dark");
            visitor.prefers(false, true);
            visitor.meets_no_barrier("with forced colours");
        }
    }
}

#[test]
fn the_map_of_a_neighbourhood_has_no_barrier_and_leads_to_its_cards() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens("en/browse/place/sunset/");
    visitor.tabs_to(
        "DisclosureTriangle",
        &visitor.words().say("browse.map").replace("{place}", "Sunset"),
    );
    visitor.presses_key(Key::Enter);
    visitor.meets_no_barrier("with the map open");
    visitor.prefers(false, true);
    visitor.meets_no_barrier("with the map open and forced colours");
    let first = visitor.presses_tab();
    assert_eq!(first.role, "link", "Tab leads into the map");
    let card = first.name.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned();
    visitor.presses_key(Key::Enter);
    assert_eq!(visitor.address(), "en/browse/place/sunset/#n1");
    assert_eq!(visitor.results().first(), Some(&card), "the mark is the first card's");
}

#[test]
fn there_is_one_polite_line_and_it_changes_once_a_search() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens_finder("en");
    visitor.watches_the_status();
    visitor.types("t");
    visitor.waits_for("the line to change", || (visitor.status_changes() > 0).then_some(()));
    visitor.opens_filters();
    visitor.closes_filters();
    assert_eq!(visitor.status_changes(), 1, "one key, one search, one announcement");
}

#[test]
fn tired_eyes_can_read_every_page() {
    let town = Town::opens();
    let visitor = town.visitor();
    let mut faint = Vec::new();
    for dark in [false, true] {
        visitor.prefers(dark, false);
        for page in pages("en") {
            opens(&visitor, &page);
            let scheme = if dark { "dark" } else { "light" };
            faint.extend(
                visitor.faint_texts().iter().map(|text| format!("{page} ({scheme})\n{text}")),
            );
            assert!(visitor.text_size() >= 18.0, "{page} is set in {} px", visitor.text_size());
        }
    }
    assert!(faint.is_empty(), "text below 7:1:\n{}", faint.join("\n"));
}

#[test]
fn unsteady_hands_can_press_every_control() {
    let town = Town::opens();
    let visitor = town.visitor();
    let mut small = Vec::new();
    for page in pages("en") {
        opens(&visitor, &page);
        small.extend(visitor.small_controls().iter().map(|control| format!("{page}: {control}")));
    }
    visitor.opens_finder("en");
    visitor.opens_filters();
    visitor.ticks("Cantonese");
    visitor.says_they_are_at("V5X");
    small.extend(visitor.small_controls().iter().map(|control| format!("filters: {control}")));
    visitor.closes_filters();
    small.extend(visitor.small_controls().iter().map(|control| format!("results: {control}")));
    small.sort();
    small.dedup();
    assert!(small.is_empty(), "{} controls below 44 px:\n{}", small.len(), small.join("\n"));
}

#[test]
fn large_letters_on_a_small_screen_never_make_one_scroll_two_ways() {
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::phone().on_screen(320, 256));
    let mut wide = Vec::new();
    for locale in ["en", "zh-Hant", "pa", "fa"] {
        for page in pages(locale) {
            opens(&visitor, &page);
            wide.extend(visitor.sticks_out().iter().map(|what| format!("{page}: {what}")));
            visitor.enlarges_text();
            wide.extend(visitor.sticks_out().iter().map(|what| format!("{page}, large: {what}")));
        }
    }
    visitor.opens_finder("en");
    visitor.enlarges_text();
    visitor.opens_filters();
    wide.extend(visitor.sticks_out().iter().map(|what| format!("filters, large: {what}")));
    assert!(wide.is_empty(), "{} things stick out:\n{}", wide.len(), wide.join("\n"));
}
