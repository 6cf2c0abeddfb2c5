//! A change goes by text message or mail, and is the same change when it arrives.

use catalog::day::Day;
use catalog::service::{AssuranceHow, CapacityStatus};

use super::*;
use crate::edit::Path;

const PAGE: &str = "---
# ours, do not touch
name: Punjabi seniors' tea   # since 2019
id: vh73j
status: active
summary: Tea and talk.
needs: [company]
delivery: [in-person-group]
joining: drop-in

schedule:
  # the hall is ours until 4
  - text: Monday, Wednesday and Friday, 1:30 to 3:30
    start: 2026-01-05T13:30
    minutes: 120
    rrule: FREQ=WEEKLY;BYDAY=MO,WE,FR
  - { text: First Sunday 2 to 4, start: 2026-01-04T14:00, minutes: 120, rrule: FREQ=MONTHLY;BYDAY=1SU }
languages: pa
cost: free
capacity: { status: open }
contact:
  - phone: \"+1-604-555-0102\"
    role: Harbans
assurance: { date: 2026-09-14, by: Signpost founders, how: phone, level: checked }
prescriber_notes: Ring first.
---

Tea, and a walk.

* one
* two
";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or(Day(0))
}

fn note(lines: Vec<Line>) -> Note {
    Note {
        day: day("2026-11-30"),
        subject: Subject::Page("vh73j".into()),
        title: Some("Punjabi seniors' tea".into()),
        of: Facts::of_page(PAGE, PageKind::Service).map(|facts| facts.of),
        lines,
        still_right: true,
        by: Some("Harbans Gill".into()),
        group: Some("Sunset Neighbours".into()),
    }
}

fn changed() -> Note {
    let new = PAGE
        .replace("Monday, Wednesday and Friday", "Monday and Friday")
        .replace("MO,WE,FR", "MO,FR")
        .replace(
            "capacity: { status: open }",
            "capacity: { status: waitlist, note: until March 2027 }",
        )
        .replace("Harbans", "Jaspreet");
    note(between(Some(PAGE), &new, PageKind::Service).unwrap_or_default())
}

fn sayer() -> Sayer {
    Sayer { by: "Sunset Neighbours".into(), how: AssuranceHow::SelfDeclared }
}

/// The one note of a text.
fn one(text: &str) -> Option<Found> {
    match read(text).as_slice() {
        [Ok(found)] => Some(found.clone()),
        _ => None,
    }
}

#[test]
fn a_note_is_a_few_plain_lines() {
    let text = changed().write();
    let of = changed().of.unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines.get(..12),
        Some(
            &[
                "Signpost change note, 2026-11-30",
                "Page vh73j, Punjabi seniors' tea",
                &format!("Made from {of}"),
                "",
                "time 1: Monday and Friday, 1:30 to 3:30",
                "time 1 rrule: FREQ=WEEKLY;BYDAY=MO,FR",
                "contact 1 role: Jaspreet",
                "room: waitlist, until March 2027",
                "still right: all else",
                "",
                "Said by Harbans Gill, for Sunset Neighbours",
                lines.last().unwrap_or(&""),
            ][..]
        )
    );
    assert!(text.chars().count() < 400, "{}", text.chars().count());
}

#[test]
fn whatever_a_mail_program_does_to_a_note_it_is_the_same_note() {
    let sent = changed();
    let text = sent.write();
    let wrapped = |width: usize| {
        let wrap = |line: &str| {
            let mut out = String::new();
            for word in line.split(' ') {
                let last = out.rsplit('\n').next().unwrap_or_default().chars().count();
                if last > 0 {
                    out.push(if last + word.len() >= width { '\n' } else { ' ' });
                }
                out.push_str(word);
            }
            out
        };
        text.lines().map(wrap).collect::<Vec<_>>().join("\n")
    };
    let quoted = |text: &str| {
        text.lines().map(|line| format!("> > {line}")).collect::<Vec<_>>().join("\r\n")
    };
    let ways = [
        text.clone(),
        text.replace('\n', "\r\n"),
        text.replace(' ', "\u{a0}"),
        text.replace('\'', "’"),
        text.replace('\n', " "),
        text.replace("\n\n", "\n"),
        text.replace('\n', "\n\n"),
        wrapped(24),
        wrapped(40),
        quoted(&text),
        quoted(&wrapped(30)),
        quoted(&text).replace("> >", ">>\t"),
        format!(
            "Hello,\n\nhere it is.\n\n{text}\n-- \nHarbans Gill\nSunset: Neighbours\nSaid by: me"
        ),
        format!("Sent from my phone {text} Sent from my phone"),
        format!("{text}\n\nOn 1 December somebody wrote:\n{}", quoted(&text)),
        text.to_uppercase().replace(&text.to_uppercase(), &text),
        text.lines().map(|line| format!("\u{202a}{line}\u{202c}")).collect::<Vec<_>>().join("\n"),
    ];
    for way in ways {
        let found = one(&way);
        let read =
            found.as_ref().map(|found| Note { title: sent.title.clone(), ..found.note.clone() });
        assert_eq!(read.as_ref(), Some(&sent), "{way}\n{:?}", super::read(&way));
        assert!(found.is_some_and(|found| found.is_sealed), "{way}");
    }
}

#[test]
fn who_gives_no_name_speaks_for_the_group() {
    let sent = Note { by: None, ..changed() };
    let text = sent.write();
    assert!(text.lines().any(|line| line == "Said for Sunset Neighbours"), "{text}");
    let found = one(&text).map(|found| (found.note.by, found.note.group));
    assert_eq!(found, Some((None, Some("Sunset Neighbours".to_owned()))), "{text}");
}

#[test]
fn a_note_in_any_script_survives_a_wrap() {
    let words = "星期一和星期五，下午一時半至三時半，請在側門按鈴，並帶備身分證明文件";
    let sent = note(vec![Line {
        field: Field::at(Path::page().key("schedule").index(0).key("text")),
        said: Said::Is(words.into()),
        was: Some("abcd".into()),
    }]);
    let text = sent.write();
    for at in [5, 9, 14, 22] {
        let (before, after) = words.split_at(words.char_indices().nth(at).map_or(0, |(at, _)| at));
        let wrapped = text.replace(words, &[before, "\n", after].concat());
        assert_eq!(one(&wrapped).map(|found| found.note), Some(sent.clone()), "{wrapped}");
    }
}

#[test]
fn a_sealed_note_that_somebody_changed_is_not_taken_for_what_was_sent() {
    let text = changed().write();
    for (from, to) in [
        ("Monday and", "Tuesday and"),
        ("until March", "until May"),
        ("all else", ""),
        ("Gill", "Gil"),
    ] {
        let found = read(&text.replace(from, to));
        // Words behind "still right" are for people.
        assert_eq!(found.iter().all(Result::is_err), from != "all else", "{from} {found:?}");
    }
}

#[test]
fn a_note_that_a_person_types_needs_no_seal() {
    let text = "signpost change note 2026-11-30\nPAGE VH73J\nRoom: full until March\nContact 1 phone: 604 555 0199\nsaid by Mei";
    let found = one(text);
    assert!(
        found.as_ref().is_some_and(|found| !found.is_sealed && found.note.lines.len() == 2),
        "{:?}",
        read(text)
    );
    for (line, why) in [
        ("hours: 2 to 4", "no field"),
        ("time 1 hours: 2 to 4", "no field"),
        ("first visit: tea", "name of a fact"),
        ("name: \"Tea", "quote"),
        ("room: open\nroom: full", "twice"),
        ("", "says nothing"),
    ] {
        let text = format!("Signpost change note, 2026-11-30\nPage vh73j\n{line}\nSaid by Mei");
        let found = read(&text);
        let is_told = matches!(found.as_slice(), [Err(trouble)] if trouble.why.contains(why));
        assert!(is_told, "{line}: {found:?}");
    }
    for text in [
        "Signpost change note\nPage vh73j\nroom: full",
        "Signpost change note, 2026-11-30\nroom: full",
    ] {
        assert!(matches!(read(text).as_slice(), [Err(_)]), "{text}");
    }
}

#[test]
fn only_the_lines_that_changed_change() {
    let applied = apply(&changed(), PAGE, Some(&sayer()));
    let Ok(applied) = applied else { unreachable!("{applied:?}") };
    assert!(
        applied.is_checked && applied.fates.iter().all(|fate| *fate == Fate::Put),
        "{:?}",
        applied.fates
    );
    let (old, new): (Vec<&str>, Vec<&str>) =
        (PAGE.lines().collect(), applied.page.lines().collect());
    let gone: Vec<&&str> = old.iter().filter(|line| !new.contains(line)).collect();
    let come: Vec<&&str> = new.iter().filter(|line| !old.contains(line)).collect();
    assert_eq!(
        gone,
        [
            &"  - text: Monday, Wednesday and Friday, 1:30 to 3:30",
            &"    rrule: FREQ=WEEKLY;BYDAY=MO,WE,FR",
            &"capacity: { status: open }",
            &"    role: Harbans",
            &"assurance: { date: 2026-09-14, by: Signpost founders, how: phone, level: checked }",
        ]
    );
    assert_eq!(
        come,
        [
            &"  - text: Monday and Friday, 1:30 to 3:30",
            &"    rrule: FREQ=WEEKLY;BYDAY=MO,FR",
            &"capacity: { status: waitlist, note: until March 2027, updated: 2026-11-30 }",
            &"    role: Jaspreet",
            &"assurance: { date: 2026-11-30, by: Sunset Neighbours, how: self, level: self-declared }",
        ]
    );
}

#[test]
fn still_right_changes_the_check_and_room_its_own_line() {
    let right = Note { lines: Vec::new(), ..note(Vec::new()) };
    let applied = apply(&right, PAGE, Some(&sayer())).map(|applied| applied.page);
    let expected = PAGE.replace(
        "{ date: 2026-09-14, by: Signpost founders, how: phone, level: checked }",
        "{ date: 2026-11-30, by: Sunset Neighbours, how: self, level: self-declared }",
    );
    assert_eq!(applied, Ok(expected));
    let room = Note { still_right: false, ..note(vec![Line::room(CapacityStatus::Open, None)]) };
    let applied = apply(&room, PAGE, Some(&sayer())).map(|applied| applied.page);
    let expected = PAGE
        .replace("capacity: { status: open }", "capacity: { status: open, updated: 2026-11-30 }");
    assert_eq!(applied, Ok(expected), "that there is still room is news");
}

#[test]
fn what_changed_since_is_left_with_its_row() {
    let since = PAGE.replace("MO,WE,FR", "MO,WE").replace("Tea and talk", "Tea");
    let applied = apply(&changed(), &since, Some(&sayer()));
    let Ok(applied) = applied else { unreachable!("{applied:?}") };
    let [Fate::LeftWith, Fate::Conflict(Some(now)), Fate::Put, Fate::Put] =
        applied.fates.as_slice()
    else {
        unreachable!("{:?}", applied.fates)
    };
    assert_eq!(now.text(), Some("FREQ=WEEKLY;BYDAY=MO,WE"));
    assert!(!applied.is_checked, "what is left open is not still right");
    assert!(
        applied.page.contains("Monday, Wednesday and Friday") && applied.page.contains("Jaspreet")
    );
    let row = "  - { text: First Sunday 2 to 4, start: 2026-01-04T14:00, minutes: 120, rrule: FREQ=MONTHLY;BYDAY=1SU }\n";
    let shorter =
        PAGE.replace("minutes: 120, rrule: FREQ=MONTHLY", "minutes: 60, rrule: FREQ=MONTHLY");
    let lines = between(Some(PAGE), &shorter, PageKind::Service).unwrap_or_default();
    let begin = PAGE.find("  - text: Monday").unwrap_or(0);
    let end = PAGE.find(row).unwrap_or(0);
    let moved_up = [PAGE.get(..begin), PAGE.get(end..)].into_iter().flatten().collect::<String>();
    let applied = apply(&note(lines), &moved_up, None).map(|applied| (applied.page, applied.fates));
    assert_eq!(applied, Ok((moved_up, vec![Fate::Conflict(None)])), "the row moved up since");
}

#[test]
fn what_protects_somebody_is_changed_by_hand() {
    for line in ["confidential address: false", "sensitive: no", "prescriber notes: x"] {
        let text = format!("Signpost change note, 2026-11-30\nPage vh73j\n{line}\n");
        let Some(found) = one(&text) else { unreachable!("{:?}", read(&text)) };
        let applied = apply(&found.note, PAGE, Some(&sayer()));
        assert_eq!(
            applied.map(|applied| (applied.page, applied.fates)),
            Ok((PAGE.into(), vec![Fate::AsksAPerson]))
        );
    }
    let hidden = PAGE.replace("languages: pa", "confidential_address: true");
    let text = "Signpost change note, 2026-11-30\nPage vh73j\nplace 1 address line1: 1 Main St\n";
    let Some(found) = one(text) else { unreachable!() };
    let applied = apply(&found.note, &hidden, None);
    assert_eq!(
        applied.map(|applied| (applied.page, applied.fates)),
        Ok((hidden, vec![Fate::AsksAPerson]))
    );
    for line in ["id: abcde", "assurance date: 2026-11-30", "translation by: x"] {
        let text = format!("Signpost change note, 2026-11-30\nPage vh73j\n{line}\n");
        assert!(matches!(read(&text).as_slice(), [Err(_)]), "{line}");
    }
}

#[test]
fn the_facts_of_a_page_hold_nothing_that_is_not_for_everybody() {
    let hidden = PAGE.replace(
        "languages: pa",
        "confidential_address: true\nlocations: [{ name: Secret House, address: { line1: 1 Hidden St } }]",
    );
    let Some(mut facts) = Facts::of_page(&hidden, PageKind::Service) else { unreachable!() };
    for secret in ["Ring first", "ours, do not touch", "Secret", "Hidden"] {
        assert!(!facts.page.contains(secret), "{secret}");
    }
    facts.group = "Sunset Neighbours".into();
    facts.discreet = true;
    assert_eq!(Facts::read(&facts.write()), Some(facts.clone()));
    let again = Facts::of_page(&facts.page, PageKind::Service).map(|again| again.of);
    assert_eq!(again, Some(facts.of), "the facts of facts are the same");
}

#[test]
fn a_new_page_goes_as_a_note_too() {
    let lines = between(None, PAGE, PageKind::Service).unwrap_or_default();
    let sent = Note {
        subject: Subject::NewPage("Sunset Neighbours".into()),
        title: None,
        of: None,
        ..note(lines)
    };
    let Some(found) = one(&sent.write()) else { unreachable!("{:?}", read(&sent.write())) };
    assert_eq!(found.note, Note { lines: found.note.lines.clone(), ..sent.clone() });
    let page = new_page(&found.note, "k7f3q", Some(&sayer()))
        .map(|applied| applied.page)
        .unwrap_or_default();
    assert!(page.starts_with("---\nid: k7f3q\nname: Punjabi seniors' tea\n"), "{page}");
    assert!(!page.contains("prescriber_notes") && page.contains("how: self"), "{page}");
    let rest = between(Some(PAGE), &page, PageKind::Service).unwrap_or_default();
    assert!(rest.is_empty(), "{rest:?}\n{page}");
}
