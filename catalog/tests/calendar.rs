//! Calendar files, read again the way another program reads them.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::calendar::{Calendar, Change, Entry, Zone};
use catalog::day::{Day, Moment};
use catalog::schedule::{Pause, Rule, Schedule};
use common::schedule;
use proptest::prelude::*;

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// Vancouver as it was until 2026: one winter, one summer, one winter.
fn vancouver() -> Zone {
    Zone {
        id: "America/Vancouver".to_owned(),
        offset: -480,
        changes: vec![
            Change { at: moment("2025-03-09T02:00"), offset: -420, is_summer: true },
            Change { at: moment("2025-11-02T02:00"), offset: -480, is_summer: false },
            Change { at: moment("2026-03-08T02:00"), offset: -420, is_summer: true },
        ],
    }
}

fn begun() -> Calendar {
    Calendar::new("-//Signpost//EN", moment("2026-11-23T17:00"))
}

fn tea() -> Entry<'static> {
    Entry { uid: "k7f3q@signpost", title: "Tuesday tea", ..Entry::default() }
}

/// The file with its folds undone, line by line.
fn lines(file: &str) -> Vec<String> {
    file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

fn value<'a>(lines: &'a [String], name: &str) -> Option<&'a str> {
    let begins = |line: &&String| line.split([':', ';']).next() == Some(name);
    // Those of the zone stand before.
    let line = lines.iter().skip_while(|line| *line != "BEGIN:VEVENT").find(begins)?;
    line.split_once(':').map(|(_, value)| value)
}

/// From `20260106T100000`.
fn read(text: &str) -> Moment {
    let part = |range: std::ops::Range<usize>| &text[range];
    let day = [part(0..4), "-", part(4..6), "-", part(6..8)].concat();
    moment(&[&day, "T", part(9..11), ":", part(11..13)].concat())
}

/// What another program makes of the one series in a file.
fn read_series(file: &str, minutes: u16, offset: i32) -> Schedule {
    let lines = lines(file);
    let start = read(value(&lines, "DTSTART").unwrap());
    let rule = value(&lines, "RRULE").map(|rule| {
        let parts = rule.split(';').map(|part| match part.strip_prefix("UNTIL=") {
            // An instant in UTC: its day where the series is.
            Some(until) => {
                let utc = read(until.strip_suffix('Z').unwrap());
                let all = utc.day.0 * 1_440 + i32::from(utc.minute) + offset;
                ["UNTIL=", &Day(all.div_euclid(1_440)).to_string()].concat()
            }
            None => part.to_owned(),
        });
        Rule::parse(&parts.collect::<Vec<_>>().join(";"), start).unwrap()
    });
    let days = |name: &str| -> Vec<Day> {
        let days = value(&lines, name).into_iter().flat_map(|days| days.split(','));
        days.map(|text| read(text).day).collect()
    };
    let (dates, exdates) = (days("RDATE"), days("EXDATE"));
    Schedule { start, minutes, rule, dates, exdates, pauses: Vec::new(), valid_to: None }
}

proptest! {
    #[test]
    fn another_program_finds_the_same_sessions(schedule in schedule(), offset in -720..840_i16) {
        let zone = Zone { id: "Some/Where".to_owned(), offset, changes: Vec::new() };
        let mut calendar = begun();
        calendar.zone(&zone);
        let any = calendar.series(&tea(), &schedule, &zone);
        let file = calendar.finish();
        let from = schedule.start;
        let to = from.day.plus(700);
        let expected = schedule.sessions(from, to);
        if any {
            let found = read_series(&file, schedule.minutes, i32::from(offset));
            prop_assert_eq!(found.sessions(from, to), expected, "{}", file);
        } else {
            prop_assert!(!file.contains("VEVENT"));
            prop_assert_eq!(expected, []);
        }
    }

    #[test]
    fn no_word_breaks_a_file(title in "\\PC{0,90}", text in "(.|\n|\r|;|,|\\\\){0,200}") {
        let mut calendar = begun();
        let entry = Entry { title: &title, text: &text, address: &text, ..tea() };
        calendar.once(&entry, moment("2026-11-24T18:00"), 90);
        let file = calendar.finish();
        prop_assert!(file.ends_with("END:VCALENDAR\r\n"));
        prop_assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
        for line in file.split("\r\n") {
            prop_assert!(line.len() <= 75, "{}: {line}", line.len());
        }
        let lines = lines(&file);
        for line in &lines {
            prop_assert!(line.split([':', ';']).next().unwrap().chars().all(|c| c.is_ascii_uppercase()), "{line}");
        }
        let read = value(&lines, "SUMMARY").unwrap_or_default();
        prop_assert_eq!(unescaped(read), title);
    }
}

fn unescaped(words: &str) -> String {
    let (mut plain, mut chars) = (String::new(), words.chars());
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => plain.push('\n'),
                other => plain.extend(other),
            },
            c => plain.push(c),
        }
    }
    plain
}

#[test]
fn a_series_stays_at_ten_whatever_the_clocks_do() {
    let zone = vancouver();
    assert_eq!(zone.utc(moment("2026-01-06T10:00")), moment("2026-01-06T18:00"));
    assert_eq!(zone.utc(moment("2026-06-02T10:00")), moment("2026-06-02T17:00"));
    assert_eq!(zone.utc(moment("2025-12-31T20:00")), moment("2026-01-01T04:00"));
    // The hour that is shown twice, and the one that is jumped over.
    assert_eq!(zone.utc(moment("2025-11-02T01:30")), moment("2025-11-02T08:30"));
    assert_eq!(zone.utc(moment("2026-03-08T02:30")), moment("2026-03-08T10:30"));
    assert_eq!(zone.utc(moment("2026-03-08T03:00")), moment("2026-03-08T10:00"));
}

#[test]
fn a_tea_that_pauses_in_august_is_written_whole() {
    let day = |text| Day::parse(text).unwrap();
    let start = moment("2026-01-06T10:00");
    let schedule = Schedule {
        start,
        minutes: 90,
        rule: Some(Rule::parse("FREQ=WEEKLY;BYDAY=TU", start).unwrap()),
        dates: Vec::new(),
        exdates: vec![day("2026-12-29")],
        pauses: vec![Pause { from: day("2026-08-01"), to: day("2026-08-31") }],
        valid_to: Some(day("2026-12-31")),
    };
    let zone = vancouver();
    let mut calendar = begun();
    calendar.zone(&zone);
    let entry = Entry {
        place: "Example House, 1 Example St",
        text: "604-555-0100\nAsk for Mei",
        address: "https://example.org/en/s/k7f3q/",
        alarm_minutes: Some(120),
        ..tea()
    };
    assert!(calendar.series(&entry, &schedule, &zone));
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Signpost//EN
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:America/Vancouver
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0800
TZOFFSETTO:-0800
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250309T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251102T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260308T020000
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:k7f3q@signpost
DTSTAMP:20261123T170000Z
SUMMARY:Tuesday tea
LOCATION:Example House\\, 1 Example St
DESCRIPTION:604-555-0100\\nAsk for Mei
URL:https://example.org/en/s/k7f3q/
CLASS:PRIVATE
DTSTART;TZID=America/Vancouver:20260106T100000
DURATION:PT90M
RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T170000Z
EXDATE;TZID=America/Vancouver:20260804T100000,20260811T100000,20260818T100000,20260825T100000,20261229T100000
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Tuesday tea
TRIGGER:-PT120M
END:VALARM
END:VEVENT
END:VCALENDAR";
    assert_eq!(lines(&calendar.finish()).join("\n"), expected);
}

#[test]
fn what_never_takes_place_is_in_no_calendar() {
    let start = moment("2026-01-06T10:00");
    let pause = |to| vec![Pause { from: start.day, to }];
    let once = Schedule {
        start,
        minutes: 60,
        rule: None,
        dates: Vec::new(),
        exdates: Vec::new(),
        pauses: pause(start.day),
        valid_to: None,
    };
    let daily = Schedule {
        rule: Some(Rule::parse("FREQ=DAILY", start).unwrap()),
        pauses: pause(Day(i32::MAX)),
        ..once.clone()
    };
    let zone = vancouver();
    for schedule in [once, daily] {
        let mut calendar = begun();
        assert!(!calendar.series(&tea(), &schedule, &zone));
        assert!(!calendar.finish().contains("VEVENT"));
    }
}
