use std::collections::BTreeMap;

use catalog::day::Day;
use serde_json::{Value, json};

use super::{By, Changes, Counts, Turn, Unreadable, changes, read};

/// The counts of a town with one need, of which so many have Punjabi, a neighbourhood and a step-free door.
fn file(day: &str, need: Value) -> String {
    json!({
        "signpost-gaps": 2, "day": day, "services": 9, "stale": 1,
        "subjects": { "company": need },
    })
    .to_string()
}

fn need(pa: [u32; 2], place: u32, door: [u32; 3], [languages, reach]: [u32; 2]) -> Value {
    json!({
        "services": 9, "stale": 1, "languages-unknown": languages, "reach-unknown": reach,
        "languages": { "pa": pa }, "places": { "sunset": place }, "access": { "step-free": door },
    })
}

fn counts(need: Value) -> Counts {
    read(&file("2026-09-01", need)).unwrap_or_else(|why| panic!("{why:?}"))
}

fn turned(before: Value, now: Value) -> Vec<(Turn, By, u32, u32)> {
    let Changes { squares, .. } = changes(&counts(before), &counts(now));
    squares.into_iter().map(|change| (change.turn, change.by, change.from, change.to)).collect()
}

#[test]
fn what_was_written_is_read_again() {
    let counts = counts(need([1, 2], 3, [4, 0, 5], [0, 1]));
    let again = serde_json::to_string(&counts).map(|text| read(&text));
    assert_eq!(again.ok(), Some(Ok(counts)));
}

#[test]
fn a_file_of_another_version_says_so_and_a_broken_one_says_where() {
    let of = |text: &str| read(text).err();
    assert_eq!(
        of(r#"{"signpost-gaps": 1, "day": "2026-05-01", "services": 3}"#),
        Some(Unreadable::Older)
    );
    assert_eq!(of(r#"{"signpost-gaps": 3}"#), Some(Unreadable::Newer));
    assert_eq!(
        of("{\n  \"signpost-gaps\": 2,\n  oops"),
        Some(Unreadable::Broken { line: 3, column: 3 })
    );
    let whole = file("2026-09-01", need([0, 0], 0, [0, 0, 0], [0, 0]));
    for (from, to) in [
        ("2026-09-01", "2026-09-31"),
        ("\"stale\":1", "\"stale\":-1"),
        ("\"stale\":1", "\"stale\":1e99"),
        ("\"stale\":1", "\"stale\":\"<script>\""),
        ("\"pa\":[0,0]", "\"pa\":[0]"),
        ("\"pa\":[0,0]", "\"pa\":null"),
        ("{\"day\"", "[{\"day\""),
    ] {
        assert!(whole.contains(from), "{from} in {whole}");
        let broken = whole.replace(from, to);
        assert!(matches!(of(&broken), Some(Unreadable::Broken { .. })), "{to}");
    }
    assert!(matches!(of(&"[".repeat(100_000)), Some(Unreadable::Broken { .. })));
    assert!(matches!(of(""), Some(Unreadable::Broken { line: 1, column: 1 })));
}

#[test]
fn a_gap_is_closed_or_new_and_what_is_not_known_is_neither() {
    let empty = || need([0, 0], 0, [0, 9, 0], [0, 0]);
    let full = || need([2, 0], 3, [4, 5, 0], [0, 0]);
    let unknown = || need([0, 0], 0, [0, 4, 5], [1, 1]);
    let all = |turn, [a, b, c]: [(u32, u32); 3]| {
        let of = |by, (from, to)| (turn, by, from, to);
        vec![of(By::Language, a), of(By::Place, b), of(By::Access, c)]
    };
    let more = [(0, 2), (0, 3), (0, 4)];
    let less = [(2, 0), (3, 0), (4, 0)];
    assert_eq!(turned(empty(), full()), all(Turn::Filled, more));
    assert_eq!(turned(full(), empty()), all(Turn::Emptied, less));
    assert_eq!(turned(unknown(), full()), all(Turn::Learned, more));
    // Where a place was that is not told any more, and how one got in, is told of no release.
    let [language, ..] = less;
    let forgotten = (Turn::Forgotten, By::Language, language.0, language.1);
    assert_eq!(turned(full(), unknown()), [forgotten]);
    for (before, now) in [(empty(), unknown()), (unknown(), empty()), (full(), full())] {
        assert_eq!(turned(before, now), []);
    }
}

#[test]
fn nothing_is_told_of_what_calls_for_discretion_by_now_or_did_before() {
    let open = || need([2, 0], 3, [4, 5, 0], [0, 0]);
    let mut discreet = need([2, 0], 0, [0, 0, 0], [0, 0]);
    let fields = discreet.as_object_mut().unwrap_or_else(|| panic!("an object"));
    fields.retain(|name, _| !["places", "access", "reach-unknown"].contains(&name.as_str()));
    assert_eq!(turned(open(), discreet.clone()), []);
    assert_eq!(turned(discreet, open()), []);
}

#[test]
fn what_only_one_of_the_two_knows_is_no_change() {
    let now = counts(need([2, 0], 3, [4, 5, 0], [0, 0]));
    let before = Counts { subjects: BTreeMap::new(), services: 4, ..now.clone() };
    let Changes { since, services, subjects, squares } = changes(&before, &now);
    assert_eq!((Some(since), services), (Day::parse("2026-09-01"), (4, 9)));
    assert!(subjects.is_empty() && squares.is_empty());
}
