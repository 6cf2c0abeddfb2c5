//! Nobody is kept out: axe on every kind of page in every state, and what axe does not measure.

use journeys::words::Words;
use journeys::{Habits, Site, Town, Visitor};
use thirtyfour::Key;

/// Opens a page, live if it is the finder.
fn opens(visitor: &Visitor, page: &str) {
    visitor.opens(page);
    if page.ends_with("/find/") {
        visitor.waits_for_the_finder();
    } else if ["/plan/", "/people/", "/reply/"].iter().any(|end| page.ends_with(end)) {
        visitor.waits_for_the_plan();
    }
}

/// Services in states of which there are few, and the text by which one sees each.
const STATES: [(&str, &str); 4] = [
    ("rf8y2", "site.leave"),
    ("rye4k", "service.closed-now"),
    ("9br5s", "service.ended"),
    ("yky9h", "service.checked-hidden"),
];

/// Every kind of page of a locale, and those that stand outside of all.
#[track_caller]
fn pages(locale: &str) -> Vec<String> {
    let site = Site::sample();
    let mut pages = site.one_page_of_each_kind(locale);
    assert!(pages.len() > 10, "kinds of pages are missing: {pages:?}");
    for (id, told) in STATES {
        let page = format!("{locale}/s/{id}/");
        let text = site.text(&format!("{page}index.html"));
        assert!(text.contains(Words::of(locale).say(told)), "{page} does not say {told}");
        pages.push(page);
    }
    pages.extend([String::new(), "404.html".to_owned()]);
    pages
}

/// Walks through all pages of a locale, and says what one look at each finds.
#[track_caller]
fn walks(locale: &str, habits: Habits, look: impl Fn(&Visitor) -> Vec<String>) {
    let town = Town::opens();
    let visitor = town.visitor_who(habits);
    let mut faults = Vec::new();
    for page in pages(locale) {
        opens(&visitor, &page);
        faults.extend(look(&visitor).iter().map(|fault| format!("{page}\n{fault}")));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// In all colours, by day, by night and on paper; and with large letters on the smallest screen.
fn on_a_phone_and_on_paper(visitor: &Visitor) -> Vec<String> {
    let mut faults = visitor.faults();
    visitor.prefers(true, false);
    faults.extend(visitor.barriers_of_colour().iter().map(|fault| format!("in the dark: {fault}")));
    visitor.prefers(false, false);
    visitor.looks_at_paper();
    faults.extend(visitor.barriers().iter().map(|fault| format!("on paper: {fault}")));
    visitor.looks_at_the_screen();
    faults.extend(on_the_smallest_screen(visitor));
    faults
}

/// In another language, where texts are of other lengths and go another way. Colours are the same.
fn in_another_language(visitor: &Visitor) -> Vec<String> {
    let mut faults = visitor.faults_but_for_colours();
    faults.extend(on_the_smallest_screen(visitor));
    faults
}

/// From right to left, on a screen and on paper. What lies on what may be another thing there, and
/// with it a contrast.
fn from_right_to_left(visitor: &Visitor) -> Vec<String> {
    let mut faults = visitor.faults();
    visitor.looks_at_paper();
    let on_paper = visitor.barriers_but_for_colours();
    faults.extend(on_paper.iter().map(|fault| format!("on paper: {fault}")));
    visitor.looks_at_the_screen();
    faults.extend(on_the_smallest_screen(visitor));
    faults
}

fn on_the_smallest_screen(visitor: &Visitor) -> Vec<String> {
    visitor.turns_to_screen(320, 256);
    let mut faults = visitor.sticks_out();
    visitor.enlarges_text();
    faults.extend(visitor.sticks_out().iter().map(|what| format!("with large letters: {what}")));
    visitor.turns_to_screen(360, 740);
    faults
}

// A walk a locale, because they go side by side.

#[test]
fn no_page_on_a_phone_keeps_anybody_out_in_english() {
    walks("en", Habits::phone(), on_a_phone_and_on_paper);
}

#[test]
fn no_page_on_a_phone_keeps_anybody_out_in_chinese() {
    walks("zh-Hant", Habits::phone(), in_another_language);
}

#[test]
fn no_page_on_a_phone_keeps_anybody_out_in_punjabi() {
    walks("pa", Habits::phone(), in_another_language);
}

#[test]
fn no_page_on_a_phone_keeps_anybody_out_in_persian() {
    walks("fa", Habits::phone(), from_right_to_left);
}

#[test]
fn no_page_on_a_computer_keeps_anybody_out_in_the_dark() {
    walks("en", Habits::computer().in_the_dark(), Visitor::faults);
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
        visitor.presses(visitor.words().say("finder.map-open"));
        visitor.meets_no_barrier("the map open");
        assert_eq!(visitor.small_controls(), Vec::<String>::new(), "with the map open");
    }
    visitor.meets_no_barrier_in_other_colours("the map open");
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
    visitor.meets_no_barrier_in_other_colours("two activities kept");
    visitor.looks_at_paper();
    visitor.meets_no_barrier("on paper");
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
            if locale == "en" {
                visitor.meets_no_barrier_in_other_colours("one chosen");
            }
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
    visitor.meets_no_barrier_in_other_colours("with the map open");
    let first = visitor.presses_tab();
    assert_eq!(first.role, "link", "Tab leads into the map");
    let card = first.name.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned();
    visitor.presses_key(Key::Enter);
    assert_eq!(visitor.address(), "en/browse/place/sunset/#n1");
    // A mark may stand for several cards: it names the first one first.
    let results = visitor.results();
    assert!(card.starts_with(&results[0]), "“{card}” is not the first card's: {results:?}");
}

#[test]
fn there_is_one_polite_line_and_it_changes_once_a_search() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens_finder("en");
    visitor.watches_the_status();
    for (letter, typed) in [("t", "t"), ("a", "ta"), ("i", "tai")] {
        let (said, changes) = (visitor.status(), visitor.status_changes());
        visitor.types(letter);
        visitor.waits_for_the_answer_to(typed);
        // A letter that finds as many says nothing new.
        let told = u64::from(visitor.status() != said);
        assert_eq!(
            visitor.status_changes(),
            changes + told,
            "one key, one search, one announcement"
        );
    }
    assert!(visitor.status_changes() > 0, "nothing was told");
    // As fast as keys can be pressed.
    visitor.types(" chi");
    visitor.waits_for_the_answer_to("tai chi");
    let changes = visitor.status_changes();
    assert!((1..=7).contains(&changes), "7 keys, and {changes} announcements in all");
}

#[test]
fn unsteady_hands_can_press_every_filter_and_what_it_finds() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens_finder("en");
    visitor.opens_filters();
    visitor.ticks("Cantonese");
    visitor.says_they_are_at("V5X");
    assert_eq!(visitor.small_controls(), Vec::<String>::new(), "among the filters");
    visitor.closes_filters();
    assert_eq!(visitor.small_controls(), Vec::<String>::new(), "among the results");
}

#[test]
fn large_letters_on_a_small_screen_never_make_one_scroll_two_ways_among_filters() {
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::phone().on_screen(320, 256));
    visitor.opens_finder("en");
    visitor.enlarges_text();
    visitor.opens_filters();
    assert_eq!(visitor.sticks_out(), Vec::<String>::new());
}
