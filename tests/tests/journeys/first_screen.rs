//! The first screen answers: what somebody looks for is there before they scroll, also while a keyboard
//! covers half of it.

use journeys::{Site, Town, Visitor};
use thirtyfour::Key;

/// Every language of the sample.
const LOCALES: [&str; 10] = ["en", "zh-Hant", "zh-Hans", "pa", "vi", "fil", "fr", "es", "ko", "fa"];

/// A phone's screen while its keyboard is open.
const WITH_A_KEYBOARD: (u32, u32) = (360, 430);

/// As many pixels of a card as its name, its group and the beginning of where it is.
const LEAST_SEEN: f64 = 90.0;

#[track_caller]
fn the_first_result_answers(visitor: &Visitor, state: &str) {
    let seen = visitor.sees_of_the_first_result();
    assert!(seen.has.iter().any(|part| part == "name"), "{state}: {seen:?}");
    assert_eq!(seen.shown, seen.has, "{state}: somebody has to scroll for the rest");
}

#[test]
fn the_first_result_says_what_where_when_and_whether_one_gets_in_before_anybody_scrolls() {
    let town = Town::opens();
    let mei = town.visitor();
    for locale in LOCALES {
        mei.opens_finder(locale);
        the_first_result_answers(&mei, &format!("{locale}, nothing asked"));
        let name = mei.results().swap_remove(0);
        mei.types(&name);
        mei.finds_first(&name);
        mei.waits_for_the_answer_to(&name);
        mei.asks_with("scrollTo(0, 0)", Vec::new());
        the_first_result_answers(&mei, &format!("{locale}, “{name}” typed"));
        mei.clears_the_words();
    }
    // Somebody who has said where they are sees how far it is, too.
    mei.opens("en/find/#at=sunset");
    mei.waits_for_the_finder();
    the_first_result_answers(&mei, "near Sunset");
}

#[test]
fn at_keyboard_height_somebody_sees_a_result_while_typing() {
    let town = Town::opens();
    let mei = town.visitor();
    for (locale, words) in [
        ("en", "tai chi"),
        ("fr", "tai chi"),
        ("pa", "ਤਾਈ ਚੀ"),
        ("fa", "تای چی"),
        ("zh-Hant", "太極"),
    ] {
        mei.opens_finder(locale);
        let (width, height) = WITH_A_KEYBOARD;
        mei.turns_to_screen(width, height);
        mei.types(words);
        mei.waits_for_the_answer_to(words);
        let seen = mei.sees_of_the_first_result();
        assert!(
            seen.height > LEAST_SEEN && seen.shown.iter().any(|part| part == "name"),
            "{locale}, “{words}”: {seen:?}"
        );
        mei.turns_to_screen(360, 740);
        mei.clears_the_words();
    }
}

/// The mean height of the finder's first ten cards before they were made lower, on a phone 360 pixels
/// wide, as it was measured in November 2026, by language. A card is at most two thirds of that.
const HEIGHTS_BEFORE: [(&str, f64); 3] = [("en", 795.0), ("fr", 845.0), ("pa", 793.0)];

#[test]
fn a_card_takes_two_thirds_of_the_room_that_it_took() {
    let town = Town::opens();
    let mei = town.visitor();
    for (locale, before) in HEIGHTS_BEFORE {
        mei.opens_finder(locale);
        let heights = mei.heights_of_cards();
        let mean = heights.iter().sum::<f64>() / heights.len() as f64;
        assert!(
            mean <= before * 2.0 / 3.0,
            "{locale}: {mean} px, and {before} before: {heights:?}"
        );
    }
}

#[test]
fn what_somebody_types_where_they_start_is_answered_and_they_go_on_typing() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("en/");
    let mark = town.server.mark();
    mei.types("tai");
    mei.leaves_by(|| mei.presses_key(Key::Enter));
    mei.waits_for_the_finder();
    mei.waits_for_the_answer_to("tai");
    mei.finds_first("Morning tai chi");
    assert_eq!(mei.typed(), "tai");
    let focus = mei.waits_for("the focus", || mei.focus());
    assert!(focus.is_called(mei.words().say("finder.search")), "the focus is on {focus:?}");
    mei.presses_keys(" chi");
    mei.waits_for_the_answer_to("tai chi");

    assert_eq!(mei.address(), "en/find/", "the words stand in the address");
    assert_eq!(mei.keeps(), Vec::<String>::new(), "the words stay on this device");
    for request in town.server.log_since(mark) {
        assert!(!request.address().contains(['?', '#']), "{} has a query", request.line);
        let told = request.everything();
        assert!(!told.contains("tai"), "the words were sent:\n{told}");
    }
    // They are carried over once: the next time, both begin anew.
    mei.opens("en/");
    assert_eq!(mei.typed(), "", "the start page remembers");
    mei.follows(mei.words().say("site.find"));
    mei.waits_for_the_finder();
    assert_eq!(mei.typed(), "", "the finder remembers");
}

#[test]
fn the_button_beside_the_field_does_what_enter_does() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("fa/");
    mei.types("تای چی");
    let find = mei.words().say("site.find").to_owned();
    mei.leaves_by(|| mei.presses(&find));
    mei.waits_for_the_finder();
    mei.waits_for_the_answer_to("تای چی");
    assert_eq!(mei.address(), "fa/find/");
}

#[test]
fn without_a_script_the_fields_are_links() {
    let town = Town::opens();
    let mei = town.visitor_who(journeys::Habits::phone().without_javascript());
    mei.opens("en/");
    let words = mei.words();
    mei.follows(words.say("finder.place"));
    assert_eq!(mei.address(), "en/browse/#by-place");
    mei.goes_back();
    mei.follows(words.say("home.words"));
    assert!(mei.address().starts_with("en/find/"), "{}", mei.address());
}

/// Where something of a role and a name stands among what is heard.
#[track_caller]
fn heard_at(visitor: &Visitor, role: &str, name: &str) -> usize {
    let heard = visitor.hears();
    let at = heard.iter().position(|one| one.role == role && one.name.starts_with(name));
    at.unwrap_or_else(|| panic!("no {role} “{name}” among {heard:?}"))
}

#[test]
fn somebody_is_asked_where_they_are_before_thirty_boxes() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("en/");
    let words = mei.words();
    let place = words.say("finder.place");
    let where_you_are = heard_at(&mei, "combobox", place);
    assert!(where_you_are < heard_at(&mei, "link", "Meeting people"));
    // A neighbourhood that is chosen holds for whatever is pressed next.
    mei.tabs_to("combobox", place);
    mei.presses_keys("Sunset");
    mei.presses_key(Key::Tab);
    mei.follows_one_that_begins("Moving and exercise");
    mei.waits_for_the_finder();
    mei.waits_for("both choices", || (mei.chips().len() == 2).then_some(()));
    assert!(mei.chips().iter().any(|chip| chip.contains("Sunset")), "{:?}", mei.chips());
    assert_eq!(mei.address(), "en/find/");
    mei.goes_back();
    let chosen = mei.finds_one(&["combobox"], place);
    assert_eq!(chosen.value, "Sunset", "Back loses where somebody is");

    mei.opens_finder("en");
    mei.opens_filters();
    let sheet = mei.hears_inside(&mei.filters());
    let at = |role: &str| sheet.iter().position(|one| one.role == role);
    assert!(at("textbox") < at("checkbox"), "the field stands among the boxes: {sheet:?}");
}

#[test]
fn every_language_has_its_first_screen() {
    let site = Site::sample();
    for locale in LOCALES {
        let page = site.text(&format!("{locale}/find/index.html"));
        assert!(page.contains("class=\"notice small slim\""), "{locale}");
    }
}
