//! The pages of people at work and of groups in all ten languages and in every state: nobody is kept out, and
//! each state is kept as a picture for people to look at (`target/screenshots/at-work/`).

use std::collections::BTreeSet;

use journeys::{Habits, Site, Town, Visitor};
use serde_json::json;

/// All page locales of the sample.
const LOCALES: [&str; 10] = ["en", "fr", "es", "vi", "fil", "ko", "zh-Hant", "zh-Hans", "pa", "fa"];

/// Three hand-overs: one is due and answered by the person and by a group, one is later, one is closed.
fn ledger() -> String {
    let activity = |id: &str, name: &str, outcome: u32, asks: bool, texts: bool| {
        json!({
            "id": id, "name": name, "phone": "+16045550172", "takesTexts": texts, "asksGroup": asks,
            "outcome": outcome, "said": (outcome > 0).then_some("2026-11-20"),
            "fullUntil": (outcome == 15).then_some("2027-01-12"),
        })
    };
    json!({
        "signpost-people": 1,
        "entries": [
            {
                "reference": "M3XD", "language": "vi", "given": "2026-11-16",
                "lookAgain": "2026-12-28", "activities": [activity("q1afj", "Pho lunch", 0, true, false)],
            },
            {
                "reference": "7KQ4", "language": "pa", "given": "2026-10-12", "lookAgain": "2026-11-23",
                "words": "ਮੇਰੇ ਗੋਡੇ ਦੁਖਦੇ ਹਨ, a little",
                "activities": [
                    activity("vh73j", "Punjabi seniors’ tea and conversation circle", 15, true, true),
                    activity("nxm23", "Slow walk", 6, false, false),
                ],
            },
            {
                "reference": "12E4", "language": "zh-Hant", "given": "2026-09-12", "closed": "2026-11-01",
                "activities": [activity("rb146", "茶", 2, false, false)],
            },
        ],
    })
    .to_string()
}

fn waits_for_the_program(visitor: &Visitor) {
    visitor.waits_for("the program", || {
        let ready = "return document.documentElement.classList.contains('ready')";
        visitor.asks_with(ready, Vec::new())?.as_bool()?.then_some(())
    });
}

/// Presses what a selector finds, as soon as it is there.
fn presses(visitor: &Visitor, selector: &str) {
    visitor.waits_for(selector, || {
        let press =
            "const button = document.querySelector(arguments[0]); button?.click(); return !!button";
        visitor.asks_with(press, vec![json!(selector)])?.as_bool()?.then_some(())
    });
}

fn types(visitor: &Visitor, selector: &str, words: &str) {
    let typed = "const field = document.querySelector(arguments[0]);
        field.value = arguments[1];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        return true";
    visitor.asks_with(typed, vec![json!(selector), json!(words)]);
}

fn waits_for_some(visitor: &Visitor, selector: &str) {
    visitor.waits_for(selector, || {
        let script = "return document.querySelector(arguments[0]) !== null";
        visitor.asks_with(script, vec![json!(selector)])?.as_bool()?.then_some(())
    });
}

/// What is at fault in a state, on a phone, on the smallest screen and with large letters there; in English in
/// all colours as well.
fn faults(visitor: &Visitor, locale: &str, state: &str) -> Vec<String> {
    visitor.screenshot_of_the_whole_page(&format!("at-work/{locale}-{state}"));
    let mut faults = match locale {
        "en" | "fa" => visitor.faults(),
        _ => visitor.faults_but_for_colours(),
    };
    if locale == "en" {
        visitor.prefers(true, false);
        let dark = visitor.barriers_of_colour();
        faults.extend(dark.iter().map(|fault| format!("in the dark: {fault}")));
        visitor.prefers(false, false);
    }
    visitor.turns_to_screen(320, 640);
    faults.extend(visitor.sticks_out().iter().map(|what| format!("at 320: {what}")));
    visitor.turns_to_screen(360, 740);
    faults.iter().map(|fault| format!("{locale}, {state}: {fault}")).collect()
}

#[track_caller]
fn are_none(faults: &[String]) {
    let once: BTreeSet<&String> = faults.iter().collect();
    let once: Vec<&str> = once.into_iter().map(String::as_str).collect();
    assert!(once.is_empty(), "{} faults:\n{}", once.len(), once.join("\n"));
}

#[test]
fn my_people_keeps_nobody_out_in_any_language_or_state() {
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::phone().with_a_new_browser());
    let mut all = Vec::new();
    for locale in LOCALES {
        visitor.opens(&format!("{locale}/people/"));
        waits_for_the_program(&visitor);
        all.extend(faults(&visitor, locale, "people-empty"));
        visitor.hands_in_file("people.json", &ledger());
        waits_for_some(&visitor, "#entry-7KQ4");
        all.extend(faults(&visitor, locale, "people"));
        presses(&visitor, "#entry-7KQ4 [data-action^='open']");
        waits_for_some(&visitor, "#how-7KQ4-0");
        presses(&visitor, "#entry-7KQ4 [data-action^='record']");
        waits_for_some(&visitor, "#people-copied .exact");
        types(&visitor, "#paste", "nothing of the kind");
        presses(&visitor, "#hear");
        all.extend(faults(&visitor, locale, "people-open"));
        presses(&visitor, "#entry-12E4 [data-action^='remove'], #entry-M3XD [data-action^='open']");
        presses(&visitor, "details.wipe summary");
        all.extend(faults(&visitor, locale, "people-wipe"));
    }
    are_none(&all);
}

#[test]
fn a_groups_answer_keeps_nobody_out_in_any_language_or_state() {
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::phone().with_a_new_browser());
    let mut all = Vec::new();
    for locale in LOCALES {
        visitor.opens(&format!("{locale}/reply/"));
        waits_for_the_program(&visitor);
        all.extend(faults(&visitor, locale, "reply-no-link"));
        // From another page: the same page with another end is not loaded anew.
        visitor.opens(&format!("{locale}/"));
        visitor.opens(&format!("{locale}/reply/#vh73j00001z3"));
        waits_for_the_program(&visitor);
        all.extend(faults(&visitor, locale, "reply"));
        // Full; then the last reason why somebody does not fit.
        for (choice, state) in [(1, "reply-full"), (4, "reply-not-right")] {
            let press = "const all = [...document.querySelectorAll('#reply input[type=radio]')];
                all[arguments[0]]?.click();
                return all.length";
            let found = visitor.asks_with(press, vec![json!(choice)]).and_then(|n| n.as_u64());
            assert!(found.unwrap_or(0) > 4, "{locale}: {found:?} answers");
            waits_for_some(&visitor, "#reply .exact");
            all.extend(faults(&visitor, locale, state));
        }
        visitor.opens(&format!("{locale}/"));
    }
    are_none(&all);
}

/// The desk with two rows handed over, on a computer and on a phone.
#[test]
fn the_desk_and_the_hand_over_keep_nobody_out_in_any_language() {
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::phone().with_a_new_browser());
    let mut all = Vec::new();
    for locale in LOCALES {
        visitor.opens(&format!("{locale}/desk/"));
        waits_for_the_program(&visitor);
        types(&visitor, "#about", "78 ਪੰਜਾਬੀ");
        waits_for_some(&visitor, "#rows li:nth-child(2)");
        all.extend(faults(&visitor, locale, "desk"));
        let tick = "const boxes = [...document.querySelectorAll('#rows input')];
            boxes.slice(0, 2).forEach((box) => box.click());
            return boxes.length > 1";
        visitor.waits_for("two rows", || {
            visitor.asks_with(tick, Vec::new())?.as_bool()?.then_some(())
        });
        presses(&visitor, "[data-action^='desk-hand-over']");
        waits_for_some(&visitor, ".handout");
        all.extend(faults(&visitor, locale, "hand-over"));
        visitor.turns_to_screen(1280, 800);
        visitor.screenshot_of_the_whole_page(&format!("at-work/{locale}-hand-over-computer"));
        presses(&visitor, "[data-action^='desk-back']");
        waits_for_some(&visitor, "#rows li:nth-child(2)");
        visitor.screenshot_of_the_whole_page(&format!("at-work/{locale}-desk-computer"));
        visitor.turns_to_screen(360, 740);
    }
    are_none(&all);
}

#[test]
fn the_languages_here_are_those_of_the_sample() {
    let site = Site::sample();
    let of_site: BTreeSet<String> = site
        .files()
        .iter()
        .filter_map(|file| file.strip_suffix("/people/index.html").map(str::to_owned))
        .collect();
    assert_eq!(of_site, LOCALES.map(str::to_owned).into_iter().collect());
}
