//! What somebody has typed, ticked, chosen or kept is still there: whatever they press, whenever they
//! did it, and whoever else has a site on the same host.

use journeys::server::Kind;
use journeys::site::{Scratch, Site};
use journeys::{Habits, Town};
use serde_json::Value;
use thirtyfour::Key;

#[test]
fn links_to_places_on_the_page_keep_the_question() {
    let town = Town::opens();
    let lena = town.visitor();
    for link in ["site.skip", "finder.back-to-top", "site.help-now"] {
        lena.opens("en/");
        lena.opens_finder("en");
        lena.types("tai chi");
        lena.finds_first("Morning tai chi");
        let found = lena.results();
        let name = lena.words().say(link).to_owned();
        if link == "site.skip" {
            // It is seen only when it has the focus.
            lena.tabs_to("link", &name);
            lena.presses_key(Key::Enter);
        } else {
            let link = lena.finds_one(&["link"], &name);
            lena.presses_on(&link);
        }
        lena.waits_for("the place on the page", || lena.address().contains('#').then_some(()));
        lena.reloads();
        lena.waits_for_the_finder();
        assert_eq!((lena.typed().as_str(), lena.results()), ("tai chi", found.clone()), "{name}");
        lena.follows(&found[0]);
        lena.goes_back();
        lena.finds_results("the same", |results| results == found);
        assert_eq!(lena.typed(), "tai chi");
    }
}

#[test]
fn who_asks_for_more_goes_on_with_the_first_new_card() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens_finder("en");
    let before = lena.finds_results("ten of many", |found| found.len() == 10);
    let words = lena.words();
    let (start, _) = words.around_gap("finder.more");
    let more = lena.all("button").into_iter().find(|button| button.name.starts_with(start));
    lena.presses_on(&more.expect("there is more"));
    let after = lena.finds_results("more", |found| found.len() > 10);
    assert_eq!(after[..10], before[..], "the first ten stay");
    lena.waits_for("the focus on the first new card", || {
        lena.focus().is_some_and(|focus| focus.name == after[10]).then_some(())
    });
}

/// The texts of all parts of the open dialog that a screen reader is told of by themselves.
const TOLD_IN_DIALOG: &str =
    "return [...document.querySelectorAll('dialog[open] [aria-live=polite]')]
  .map((line) => line.textContent.trim());";

#[test]
fn in_the_open_filters_what_follows_is_told() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens_finder("en");
    lena.opens_filters();
    let before = lena.lines(TOLD_IN_DIALOG);
    lena.ticks("Cantonese");
    let count = lena.waits_for("the count to be told", || {
        let told = lena.lines(TOLD_IN_DIALOG);
        told.into_iter().find(|line| line.starts_with("Show ") && !before.contains(line))
    });
    lena.says_they_are_at("V5X");
    assert!(lena.lines(TOLD_IN_DIALOG).contains(&"Near V5X".to_owned()), "after {count}");
}

#[test]
fn what_somebody_ticks_before_the_finder_wakes_is_kept_and_answered() {
    let town = Town::opens();
    town.server.holds_back(&Site::sample().finder_file("en", "wasm"));
    let mei = town.visitor_who(Habits::computer());
    mei.opens("en/find/");
    mei.ticks("Cantonese");
    let place = mei.finds_one(&["textbox"], mei.words().say("finder.place"));
    mei.types_into(&place, "V5X");
    town.server.lets_go();
    mei.waits_for_the_finder();
    mei.waits_for("the choice", || (mei.chips() == ["Cantonese"]).then_some(()));
    assert!(mei.has_ticked("Cantonese"));
    mei.waits_for("places that begin so", || {
        mei.all("button").into_iter().find(|button| button.name.starts_with("V5X"))
    });
}

#[test]
fn a_press_on_filters_before_the_finder_wakes_opens_them() {
    let town = Town::opens();
    town.server.holds_back(&Site::sample().finder_file("en", "wasm"));
    let mei = town.visitor();
    mei.opens("en/find/");
    mei.presses(mei.words().say("finder.filters"));
    town.server.lets_go();
    mei.waits_for_the_finder();
    mei.ticks("Cantonese");
}

/// A device that answers when the journey says so, and remembers how long it was given.
const DEVICE: &str = "Object.defineProperty(navigator, 'geolocation', { value: {
  getCurrentPosition(found, refused, options) { Object.assign(globalThis, { found, refused, options }); },
} })";

#[test]
fn a_device_that_looks_for_long_is_told_and_never_overrules_a_later_choice() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.before_every_page(DEVICE);
    mei.opens_finder("en");
    mei.opens_filters();
    let words = mei.words();
    mei.ticks("A longer walk");
    mei.presses(words.say("finder.locate"));
    mei.sees(words.say("finder.locating"));
    let patience = mei.asks_with("return options.timeout", Vec::new());
    assert_eq!(patience, Some(Value::from(10_000)));
    mei.says_they_are_at("V5X");
    mei.asks_with("found({ coords: { latitude: 49.2, longitude: -123.1 } })", Vec::new());
    mei.closes_filters();
    assert!(mei.chips().contains(&"Near V5X".to_owned()), "{:?}", mei.chips());
}

#[test]
fn a_place_that_is_not_known_is_answered() {
    let town = Town::opens();
    let mei = town.visitor();
    for (locale, place) in [("en", "49th & Fraser"), ("zh-Hant", "菲沙街"), ("fa", "خیابان ما")]
    {
        mei.opens_finder(locale);
        mei.opens_filters();
        let words = mei.words();
        mei.ticks(words.say("choice.travel.walk"));
        let field = mei.finds_one(&["textbox"], words.say("finder.place"));
        mei.types_into(&field, place);
        mei.sees(words.say("finder.place-unknown"));
    }
}

#[test]
fn a_change_of_language_keeps_words_filters_and_place_and_sends_nothing() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens_finder("en");
    mei.types("tai chi");
    mei.opens_filters();
    mei.ticks("Cantonese");
    mei.says_they_are_at("V5X");
    mei.closes_filters();
    mei.opens_languages();
    mei.follows("繁體中文");
    mei.waits_for_the_finder();
    assert_eq!((mei.address().as_str(), mei.typed().as_str()), ("zh-Hant/find/", "tai chi"));
    let chips = mei.chips();
    assert!(chips.len() == 2 && chips.iter().any(|chip| chip.contains("V5X")), "{chips:?}");
    assert_eq!(mei.keeps(), Vec::<String>::new(), "it stays nowhere on the way");
    for request in town.server.log() {
        let all = request.everything().to_lowercase();
        assert!(!all.contains("v5x") && !all.contains("tai"), "{} tells", request.line);
    }
    // Once: who opens it anew begins anew.
    mei.opens_finder("en");
    assert_eq!(mei.typed(), "");
}

/// Two towns on one host, each below a path.
fn two_towns(name: &str) -> (Scratch, Site) {
    let host = Scratch::empty(name);
    let sample = Site::sample();
    for file in sample.files() {
        if ["en/s/", "en/plan/", "assets/", "slips/en", "signpost.webmanifest"]
            .iter()
            .any(|start| file.starts_with(start))
        {
            let bytes = std::fs::read(sample.folder.join(&file)).expect("the site is there");
            for town in ["a", "b"] {
                host.write(&format!("{town}/{file}"), &bytes);
            }
        }
    }
    let folder = host.folder.clone();
    (host, Site { folder })
}

#[test]
fn two_towns_on_one_host_have_a_plan_each() {
    let (_host, site) = two_towns("two-towns");
    let town = Town::at(&site, "/", Kind::Plain);
    let mei = town.visitor();
    // From the time when all sites of a host had one plan: whoever comes first takes it over.
    mei.opens("a/en/s/nxm23/");
    let old = r#"{"signpost-plan":1,"matters":"","kept":[{"id":"nxm23","name":"Slow walk"}]}"#;
    mei.asks_with("localStorage.setItem('signpost.plan', arguments[0])", vec![old.into()]);
    mei.opens("a/en/s/rb146/");
    mei.presses("Keep");
    mei.opens("a/en/plan/");
    mei.waits_for_the_plan();
    // The walk has its name of today, or soon will.
    let planned = mei.planned();
    assert!(planned.len() == 2 && planned[0].starts_with("Slow walk"), "{planned:?}");
    mei.opens("b/en/plan/");
    mei.waits_for_the_plan();
    assert_eq!(mei.planned(), Vec::<String>::new());
    assert_eq!(mei.keeps(), ["local storage signpost.plan /a/"]);
}

#[test]
fn whoever_listens_hears_what_was_found_when_they_pause() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens_finder("en");
    let live = || lena.asks_with("return document.querySelector('#status').ariaLive", Vec::new());
    lena.types("tai");
    lena.waits_for("the line to be silent", || (live() == Some(Value::from("off"))).then_some(()));
    lena.waits_for("the line to speak", || (live() == Some(Value::from("polite"))).then_some(()));
    lena.waits_for_the_answer_to("tai");
}

#[test]
fn enter_puts_the_keyboard_of_a_phone_away() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.touches_the_screen();
    mei.opens_finder("en");
    mei.types("tai chi");
    mei.presses_key(Key::Enter);
    mei.waits_for("the keyboard to go", || {
        mei.focus().is_none_or(|focus| focus.role != "searchbox").then_some(())
    });
    mei.finds_first("Morning tai chi");
}
