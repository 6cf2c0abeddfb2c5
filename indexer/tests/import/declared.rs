//! What a file says in the words of a Signpost directory, this one or another.

use std::fs;

use indexer::exchange::import::ledger::said;
use indexer::exchange::import::{Format, Summary};
use serde_json::{Value, json};

use super::town::{Town, adds_up};

/// A word of another Signpost directory, with what stands beside it.
fn word(code: &str, value: &str) -> Value {
    json!({ "id": format!("a {code}"), "value": value,
        "taxonomy_term": { "id": code, "code": code, "name": code, "taxonomy": "signpost:elsewhere" } })
}

/// A service by name, with its words and what else is known of it.
fn service(name: &str, words: &[Value], mut rest: Value) -> Value {
    rest["id"] = json!(name);
    rest["name"] = json!(name);
    rest["organization"] = json!({ "id": "o1", "name": "Round Table" });
    rest["attributes"] = json!(words);
    rest
}

/// Takes in services of which a check refuses nothing; gives the text of their pages, too.
#[track_caller]
fn taken_in(services: &[Value]) -> (Summary, String) {
    let (town, package) = (Town::new(), tempfile::tempdir().unwrap());
    let file = package.path().join("service.json");
    fs::write(&file, json!(services).to_string()).unwrap();
    let (summary, _) = town.import(Format::Hsds, &file);
    adds_up(&summary);
    assert_eq!(summary.settled.refused, []);
    let mut pages = town.pages();
    pages.retain(|path, _| !path.ends_with("organization.md"));
    assert_eq!(pages.len(), services.len());
    (summary, pages.into_values().collect())
}

/// What became of what a file says.
fn fates(summary: &Summary, text: &str) -> Vec<(&'static str, &'static str)> {
    let told = summary.ledger.entries().filter(|entry| entry.text == text);
    told.map(|entry| said(entry.fate)).collect()
}

#[test]
fn somebody_reads_that_one_must_live_in_another_town_though_its_places_are_none_of_ours() {
    let words = [
        word("residency:sunset", ""),
        word("residency:hyde-park", ""),
        word("residency:LS6", ""),
        word("residency:Greater Leeds", ""),
        // A slip in a name of ours would be refused.
        word("residency:Sunsett", ""),
    ];
    let sentence = "For people who live in Sunset, Hyde Park, LS6 and Greater Leeds.";
    let rest = json!({ "eligibility_description": sentence });
    let (summary, page) = taken_in(&[service("Tea", &words, rest)]);
    assert!(page.contains(sentence), "{page}");
    let none_of_ours = ("lost", "the town's word lists do not have this word");
    assert!(fates(&summary, "a residency:hyde-park").contains(&none_of_ours));
    assert!(page.contains("residency: [sunset, Greater Leeds]"), "{page}");
}

#[test]
fn what_is_said_of_a_language_that_the_town_does_not_have_is_on_the_page() {
    let language = |name: &str, note: &str| json!({ "id": name, "name": name, "note": note });
    let languages = [
        language("Chinese", "only on Tuesdays"),
        language("French Creole", "ask for Ann"),
        language("Podunkish", "bring a friend"),
    ];
    let (_, page) = taken_in(&[service("Tea", &[], json!({ "languages": languages }))]);
    for said in
        ["Chinese (only on Tuesdays)", "French Creole (ask for Ann)", "Podunkish (bring a friend)"]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
}

#[test]
fn nobody_is_told_of_a_place_that_its_own_directory_keeps_confidential() {
    let at = |id: &str, name: &str| {
        json!({ "id": id,
            "location": { "id": name, "name": name, "location_type": "physical", "latitude": 49.22, "longitude": -123.09 },
            "schedules": [{ "id": format!("{id} on Monday"), "freq": "WEEKLY", "byday": "MO", "dtstart": "2026-12-07",
                "opens_at": "10:00", "closes_at": "11:00", "description": "On Mondays. Ring at 44 Hidden Street." }] })
    };
    let (hidden, sensitive) = (word("address:confidential", ""), word("discretion:sensitive", ""));
    let stay = json!({
        "description": "Rooms for a night. The house is at 44 Hidden Street. Nobody is asked why.",
        "service_at_locations": [at("s1", "Front house"), at("s2", "Back house")],
    });
    let talk = json!({ "service_at_locations": [at("s3", "Side house")] });
    let (summary, pages) = taken_in(&[
        service("A place to stay", &[hidden, sensitive.clone()], stay),
        service("Somebody to talk to", &[sensitive], talk),
    ]);
    for word in ["Hidden", "house", "locations", "lat:"] {
        assert!(!pages.contains(word), "{word}: {pages}");
    }
    for line in ["confidential_address: true", "sensitive: true", "On Mondays."] {
        assert_eq!(pages.matches(line).count(), 2, "{line}: {pages}");
    }
    assert!(pages.contains("Rooms for a night. Nobody is asked why."), "{pages}");
    // Of the first its directory has said it: only of the other is anybody asked.
    assert_eq!(summary.counts.kept_confidential, ["Somebody to talk to"]);
}

#[test]
fn a_word_that_no_page_has_a_place_for_and_a_check_by_somebody_else_are_named_as_lost() {
    let words = [
        word("mood:cheerful", "Very much so"),
        word("capacity:maybe", "Some day"),
        word("languages:pa", "By Ana"),
        word("assurance:checked", "Ana of Leeds"),
        word("assured-by:phone", "In the morning"),
    ];
    let (summary, page) =
        taken_in(&[service("Tea", &words, json!({ "assured_date": "2026-11-01" }))]);
    assert!(page.contains("assurance: { level: listed }") && !page.contains("Ana"), "{page}");
    let no_word = ("lost", "the town's word lists do not have this word");
    for text in ["Very much so", "Some day", "By Ana"] {
        assert_eq!(fates(&summary, text), [no_word], "{text}");
    }
    let check = ("lost", "a check by somebody else: --keep-checks believes it");
    for text in ["Ana of Leeds", "In the morning"] {
        assert_eq!(fates(&summary, text), [check], "{text}");
    }
}

#[test]
fn a_service_whose_directory_names_no_need_is_counted_and_other_words_give_way_to_ours() {
    let other = json!({ "id": "t1", "link_type": "a topic of theirs",
        "taxonomy_term": { "id": "x1", "code": "c", "name": "Computer classes", "taxonomy": "x" } });
    let (summary, pages) = taken_in(&[
        service("Tea", &[word("need:company", ""), other], json!({})),
        service("Computer classes", &[word("delivery:in-person-group", "")], json!({})),
    ]);
    assert_eq!((summary.counts.without_need, summary.counts.needs_from_words), (1, 0));
    assert!(pages.contains("needs: [company]") && !pages.contains("digital"), "{pages}");
    let beside = ("lost", "the town's own words stand beside it");
    assert_eq!(fates(&summary, "a topic of theirs"), [beside]);
}

#[test]
fn a_count_that_no_calendar_holds_stops_nobody() {
    // One session more than the largest count that is read falls out before the first.
    let row = json!({ "id": "t1", "freq": "WEEKLY", "byday": "TU", "count": u32::MAX, "dtstart": "2026-12-01",
        "opens_at": "10:00", "closes_at": "11:00", "description": "On Tuesdays", "notes": "2026-11-24" });
    let (_, page) = taken_in(&[service("Tea", &[], json!({ "schedules": [row] }))]);
    assert!(page.contains("exdates: [2026-11-24]") && !page.contains("COUNT"), "{page}");
}

#[test]
fn one_who_comes_for_the_night_reads_how_long_the_night_is() {
    let nights = [("FR", "22:00", "06:00"), ("SA", "16:00", "08:00"), ("SU", "10:00", "10:00")];
    let rows = nights.map(|(day, opens, closes)| {
        json!({ "id": day, "freq": "WEEKLY", "byday": day, "opens_at": opens, "closes_at": closes, "description": "A warm night",
            "attributes": [word("schedule:session", "")] })
    });
    let (_, page) = taken_in(&[service("Warm room", &[], json!({ "schedules": rows }))]);
    for minutes in ["minutes: 480", "minutes: 960", "minutes: 1440"] {
        assert!(page.contains(minutes), "{minutes}: {page}");
    }
    assert!(!page.contains("by-arrangement"), "{page}");
}

#[test]
fn a_row_that_says_more_than_its_words_is_not_simply_every_week() {
    let rows = [
        json!({ "id": "t1", "interval": 2, "description": "Mondays 10am-12pm" }),
        json!({ "id": "t2", "byweekno": "1,3", "description": "Mondays 1pm-2pm" }),
        json!({ "id": "t3", "weekday": "Tuesday", "description": "Mondays 2pm-3pm" }),
    ];
    for row in rows {
        let text = row["description"].as_str().unwrap().to_owned();
        let (summary, page) = taken_in(&[service("Tea", &[], json!({ "schedules": [row] }))]);
        assert!(page.contains(&text) && !page.contains("schedule:"), "{page}");
        assert!(fates(&summary, &text).iter().any(|(kind, _)| *kind == "question"), "{text}");
    }
}

#[test]
fn a_day_of_the_week_beside_a_rule_does_not_hide_the_rule() {
    let row = |rest: Value| {
        let mut row =
            json!({ "id": "t1", "weekday": "Monday", "opens_at": "10:00", "closes_at": "12:00" });
        row.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        taken_in(&[service("Tea", &[], json!({ "schedules": [row] }))])
    };
    for (rest, rule) in [
        (json!({ "freq": "WEEKLY", "byday": "MO" }), "rrule: FREQ=WEEKLY;BYDAY=MO\n"),
        (json!({ "freq": "MONTHLY", "byday": "1MO" }), "rrule: FREQ=MONTHLY;BYDAY=1MO\n"),
        (
            json!({ "interval": 2, "dtstart": "2026-12-07" }),
            "rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=MO\n",
        ),
    ] {
        let (_, page) = row(rest);
        assert!(page.contains(rule), "{rule}: {page}");
    }
    for (rest, asked) in [
        (json!({ "freq": "WEEKLY", "byday": "TU" }), "TU"),
        (json!({ "freq": "MONTHLY" }), "Monday"),
        (json!({ "interval": 2 }), "2"),
        (json!({ "dtstart": "7/12/2026" }), "7/12/2026"),
    ] {
        let (summary, page) = row(rest);
        assert!(!page.contains("schedule:"), "{page}");
        assert!(fates(&summary, asked).iter().any(|(kind, _)| *kind == "question"), "{asked}");
    }
}

#[test]
fn all_the_words_beside_a_timetable_are_on_the_page() {
    let row = json!({ "id": "t1", "freq": "WEEKLY", "byday": "TU", "opens_at": "10:00", "closes_at": "11:00",
        "description": "On Tuesdays", "notes": "Not in August" });
    let (_, page) = taken_in(&[service("Tea", &[], json!({ "schedules": [row] }))]);
    assert!(page.contains("text: On Tuesdays; Not in August"), "{page}");
}

#[test]
fn hours_without_a_day_stand_behind_the_words_that_say_when() {
    let row = json!({ "id": "t1", "opens_at": "20:00:00", "closes_at": "21:00:00", "description": "By the moon" });
    let (summary, page) = taken_in(&[service("Tea", &[], json!({ "schedules": [row] }))]);
    assert!(page.contains("By the moon (20:00–21:00)") && !page.contains("schedule:"), "{page}");
    assert!(fates(&summary, "20:00:00").iter().any(|(kind, _)| *kind == "question"));
}
