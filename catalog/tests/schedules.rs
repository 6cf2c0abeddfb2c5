//! Sessions against a day-by-day reference, and the calendars that people really keep.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::day::{Day, Moment};
use catalog::schedule::{Frequency, Rule, Schedule};
use common::schedule;
use common::sessions::reference;
use proptest::prelude::*;

proptest! {
    #[test]
    fn sessions_are_those_of_the_standard(
        schedule in schedule(),
        from in (20_300..20_950, 0..1_440_u16),
        days in 0..60,
    ) {
        let from = Moment { day: Day(from.0), minute: from.1 };
        let to = from.day.plus(days);
        prop_assert_eq!(schedule.sessions(from, to), reference(&schedule, from, to));
        prop_assert_eq!(
            schedule.next(from),
            reference(&schedule, from, from.day.plus(400)).first().copied()
        );
    }

    #[test]
    fn a_rule_is_read_as_it_is_written(rule in common::rule()) {
        // Reading puts days in order, and each once.
        let mut tidy = rule.clone();
        match &mut tidy.frequency {
            Frequency::Daily => {}
            Frequency::Weekly(days) => tidied(days),
            Frequency::MonthlyByWeekday(days) => tidied(days),
            Frequency::MonthlyByDay(days) => tidied(days),
        }
        let start = Moment::parse("2025-01-07T10:00").unwrap();
        prop_assert_eq!(Rule::parse(&rule.to_string(), start).unwrap(), tidy);
    }

    #[test]
    fn a_timetable_is_kept_as_a_line_of_numbers(schedule in schedule()) {
        prop_assert_eq!(Schedule::from_line(&schedule.to_line()), Some(schedule));
    }

    #[test]
    fn any_line_is_read_or_refused(
        line in "20459 600 90( (0|1|2|3|4|5|7|-1[0-6]|31|20459|99999999|-9)){0,16}|.{0,30}"
    ) {
        if let Some(read) = Schedule::from_line(&line) {
            let from = read.start;
            prop_assert!(read.sessions(from, from.day.plus(700)).len() <= 400);
            prop_assert_eq!(Schedule::from_line(&read.to_line()), Some(read));
        }
    }

    #[test]
    fn any_rule_text_is_read_or_refused(text in "(FREQ=(WEEKLY|MONTHLY|DAILY))?[;=A-Z0-9,-]{0,30}|.{0,20}") {
        if let Err(error) = Rule::parse(&text, Moment::parse("2026-01-06T10:00").unwrap()) {
            prop_assert!(error.at <= text.len());
        }
    }
}

fn tidied<T: Ord>(days: &mut Vec<T>) {
    days.sort();
    days.dedup();
}

fn days(start: &str, rule: &str, count: usize) -> Vec<String> {
    let start = Moment::parse(start).unwrap();
    let rule = Some(Rule::parse(rule, start).unwrap());
    let (dates, exdates, pauses) = (Vec::new(), Vec::new(), Vec::new());
    let schedule = Schedule { start, minutes: 60, rule, dates, exdates, pauses, valid_to: None };
    let sessions = schedule.sessions(start, start.day.plus(700));
    sessions.iter().take(count).map(|session| session.start.day.to_string()).collect()
}

#[test]
fn the_calendars_people_keep_fall_on_the_right_days() {
    assert_eq!(
        days("2026-01-06T10:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", 3),
        ["2026-01-06", "2026-01-20", "2026-02-03"]
    );
    assert_eq!(
        days("2026-01-17T10:00", "FREQ=MONTHLY;BYDAY=3SA", 3),
        ["2026-01-17", "2026-02-21", "2026-03-21"]
    );
    assert_eq!(
        days("2026-01-30T10:00", "FREQ=MONTHLY;BYDAY=-1FR", 3),
        ["2026-01-30", "2026-02-27", "2026-03-27"]
    );
    assert_eq!(
        days("2026-01-31T10:00", "FREQ=MONTHLY;BYMONTHDAY=31", 3),
        ["2026-01-31", "2026-03-31", "2026-05-31"]
    );
    assert_eq!(days("2026-01-06T10:00", "FREQ=DAILY;COUNT=2", 9), ["2026-01-06", "2026-01-07"]);
    assert_eq!(
        days("2026-01-06T10:00", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260113", 9),
        ["2026-01-06", "2026-01-08", "2026-01-13"]
    );
}

/// Tuesdays from 10 to 11:30, from 6 January 2026 on.
fn tuesdays(rule: &str) -> Schedule {
    let start = Moment::parse("2026-01-06T10:00").unwrap();
    Schedule {
        start,
        minutes: 90,
        rule: Some(Rule::parse(rule, start).unwrap()),
        dates: Vec::new(),
        exdates: Vec::new(),
        pauses: Vec::new(),
        valid_to: None,
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn starts(schedule: &Schedule, from: &str, to: &str) -> Vec<String> {
    let sessions = schedule.sessions(Moment::parse(from).unwrap(), day(to));
    sessions.iter().map(|session| session.start.day.to_string()).collect()
}

#[test]
fn a_session_that_falls_out_is_counted_but_not_shown() {
    let mut course = tuesdays("FREQ=WEEKLY;BYDAY=TU;COUNT=4");
    course.exdates = vec![day("2026-01-13")];
    let shown = starts(&course, "2026-01-01T00:00", "2026-12-31");
    assert_eq!(shown, ["2026-01-06", "2026-01-20", "2026-01-27"]);
    assert!(course.occurs_on(day("2026-01-13")) && !course.occurs_on(day("2026-02-03")));
}

#[test]
fn a_summer_break_and_the_end_of_what_is_known_are_kept() {
    let mut class = tuesdays("FREQ=WEEKLY;BYDAY=TU");
    class.pauses =
        vec![catalog::schedule::Pause { from: day("2026-07-21"), to: day("2026-08-18") }];
    class.valid_to = Some(day("2026-09-01"));
    let shown = starts(&class, "2026-07-14T12:00", "2026-12-31");
    assert_eq!(shown, ["2026-08-25", "2026-09-01"]);
    assert_eq!(class.next(Moment::parse("2026-09-01T11:30").unwrap()), None);
}

#[test]
fn somebody_who_is_late_still_sees_the_session_that_is_going_on() {
    let mut night = tuesdays("FREQ=WEEKLY;BYDAY=TU");
    night.start.minute = 22 * 60;
    night.minutes = 300;
    let next = |at: &str| night.next(Moment::parse(at).unwrap()).unwrap().start.day.to_string();
    assert_eq!(next("2026-01-07T02:59"), "2026-01-06");
    assert_eq!(next("2026-01-07T03:00"), "2026-01-13");
}

#[test]
fn the_first_to_begin_of_several_is_next() {
    let mut later = tuesdays("FREQ=WEEKLY;BYDAY=TU");
    later.start.minute += 60;
    let both = [later, tuesdays("FREQ=WEEKLY;BYDAY=TU")];
    let from = Moment::parse("2026-01-06T09:00").unwrap();
    assert_eq!(catalog::schedule::next_of(&both, from).map(|(place, _)| place), Some(1));
    assert_eq!(catalog::schedule::next_of(&[], from), None);
}

#[test]
fn no_rule_makes_a_phone_count_for_long() {
    let mut rules = vec![tuesdays("FREQ=DAILY;COUNT=65535"), tuesdays("FREQ=DAILY")];
    rules.push(tuesdays("FREQ=MONTHLY;INTERVAL=366;BYMONTHDAY=31;COUNT=65535"));
    rules.push(tuesdays("FREQ=MONTHLY;BYDAY=5MO;COUNT=65535"));
    for mut schedule in rules {
        schedule.start.day = day("0001-01-01");
        let far = Moment { day: Day(i32::MAX), minute: 0 };
        assert!(schedule.sessions(far, Day(i32::MAX)).len() <= 400);
        let now = Moment::parse("2026-01-06T09:00").unwrap();
        assert!(schedule.sessions(now, day("9999-12-31")).len() <= 400);
        schedule.pauses = vec![catalog::schedule::Pause { from: Day(i32::MIN), to: Day(i32::MAX) }];
        assert_eq!(schedule.sessions(now, Day(i32::MAX)), []);
    }
}

#[test]
fn a_mistake_in_a_rule_is_pointed_at() {
    let start = Moment::parse("2026-01-06T10:00").unwrap();
    for (text, at, found) in [
        ("", 0, ""),
        ("EVERY=WEEK", 0, "EVERY"),
        ("weekly", 0, "weekly"),
        ("freq=WEEKLY", 0, "freq"),
        ("FREQ=YEARLY", 5, "YEARLY"),
        ("FREQ=WEEKLY;BYDAY=TU,XX", 21, "XX"),
        ("FREQ=WEEKLY;BYDAY=TU,é", 21, "é"),
        ("FREQ=WEEKLY;BYDAY=2TU", 18, "2TU"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", 23, "3"),
        ("FREQ=MONTHLY;BYDAY=TU", 19, "TU"),
        ("FREQ=MONTHLY;BYDAY=6TU", 19, "6TU"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,32", 26, "32"),
        ("FREQ=MONTHLY;BYDAY=1TU;BYMONTHDAY=2", 34, "2"),
        ("FREQ=DAILY;BYDAY=TU", 17, "TU"),
        ("FREQ=WEEKLY;INTERVAL=0", 21, "0"),
        ("FREQ=WEEKLY;COUNT=0", 18, "0"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", 20, "UNTIL"),
        ("FREQ=WEEKLY;FREQ=DAILY", 12, "FREQ"),
        ("FREQ=WEEKLY;UNTIL=20260230", 18, "20260230"),
        ("FREQ=WEEKLY;UNTIL=20270101T075959Z", 18, "20270101T075959Z"),
        ("FREQ=WEEKLY;UNTIL=20251231", 18, "20251231"),
        ("FREQ=WEEKLY;WKST=SU", 12, "WKST"),
    ] {
        let error = Rule::parse(text, start).unwrap_err();
        assert_eq!((error.at, error.found.as_str()), (at, found), "{text}");
        assert!(!error.hint.is_empty() && text[error.at..].starts_with(&error.found));
    }
}
