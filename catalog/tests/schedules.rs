//! Sessions against a day-by-day reference, and the calendars that people really keep.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::day::{Day, Moment, Weekday, days_in_month};
use catalog::schedule::{End, Frequency, Rule, Schedule, Session};
use common::schedule;
use proptest::prelude::*;

/// RFC 5545 word for word: every occurrence from the first on, in order.
fn occurrences(schedule: &Schedule, until: Day) -> Vec<Day> {
    let Some(rule) = &schedule.rule else { return vec![schedule.start.day] };
    let start = schedule.start.day;
    let mut days = Vec::new();
    let mut day = start;
    while day <= until {
        let (year, month, date) = day.ymd();
        let (start_year, start_month, _) = start.ymd();
        let weeks = |day: Day| (day.0 + 3).div_euclid(7);
        let months = (year - start_year) * 12 + i32::from(month) - i32::from(start_month);
        let interval = i32::from(rule.interval);
        let fits = match &rule.frequency {
            Frequency::Daily => (day.0 - start.0) % interval == 0,
            Frequency::Weekly(on) => {
                (weeks(day) - weeks(start)) % interval == 0 && on.contains(&day.weekday())
            }
            Frequency::MonthlyByDay(on) => months % interval == 0 && on.contains(&date),
            Frequency::MonthlyByWeekday(on) => {
                let all: Vec<u8> = (1..=days_in_month(year, month))
                    .filter(|date| {
                        Day::from_ymd(year, month, *date).unwrap().weekday() == day.weekday()
                    })
                    .collect();
                months % interval == 0
                    && on.iter().any(|(nth, weekday)| {
                        let place = if *nth > 0 {
                            usize::try_from(*nth - 1).ok()
                        } else {
                            all.len().checked_sub(usize::from(nth.unsigned_abs()))
                        };
                        *weekday == day.weekday() && place.and_then(|at| all.get(at)) == Some(&date)
                    })
            }
        };
        if fits {
            days.push(day);
        }
        day = day.plus(1);
    }
    match rule.end {
        End::Never => {}
        End::Until(last) => days.retain(|day| *day <= last),
        End::Count(count) => days.truncate(usize::from(count)),
    }
    days
}

fn reference(schedule: &Schedule, from: Moment, to: Day) -> Vec<Session> {
    occurrences(schedule, to)
        .into_iter()
        .filter(|day| !schedule.exdates.contains(day))
        .filter(|day| !schedule.pauses.iter().any(|pause| pause.from <= *day && *day <= pause.to))
        .filter(|day| *day <= to && schedule.valid_to.is_none_or(|last| *day <= last))
        .map(|day| Session {
            start: Moment { day, minute: schedule.start.minute },
            minutes: schedule.minutes,
        })
        .filter(|session| session.start.plus_minutes(u32::from(session.minutes)) > from)
        .collect()
}

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
        let start = Moment::parse("2026-01-06T10:00").unwrap();
        // Reading puts days in order, and each once.
        let tidy = Rule::parse(&rule.to_string(), start).unwrap();
        prop_assert_eq!(Rule::parse(&tidy.to_string(), start).unwrap(), tidy.clone());
        prop_assert_eq!((tidy.interval, tidy.end), (rule.interval, rule.end));
    }

    #[test]
    fn any_rule_text_is_read_or_refused(text in "(FREQ=(WEEKLY|MONTHLY|DAILY))?[;=A-Z0-9,-]{0,30}|.{0,20}") {
        if let Err(error) = Rule::parse(&text, Moment::parse("2026-01-06T10:00").unwrap()) {
            prop_assert!(error.at <= text.len());
        }
    }
}

fn days(start: &str, rule: &str, count: usize) -> Vec<String> {
    let start = Moment::parse(start).unwrap();
    let rule = Some(Rule::parse(rule, start).unwrap());
    let (exdates, pauses) = (Vec::new(), Vec::new());
    let schedule = Schedule { start, minutes: 60, rule, exdates, pauses, valid_to: None };
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

#[test]
fn a_mistake_in_a_rule_is_pointed_at() {
    let start = Moment::parse("2026-01-06T10:00").unwrap();
    let error = |text| Rule::parse(text, start).unwrap_err();
    assert_eq!(error("FREQ=WEEKLY;BYDAY=TU,XX").at, 21);
    assert_eq!(error("FREQ=WEEKLY;BYDAY=TU,XX").found, "XX");
    assert_eq!(error("FREQ=YEARLY").at, 5);
    assert_eq!(error("EVERY=WEEK").at, 0);
    assert_eq!(error("").at, 0);
    assert_eq!(Weekday::ALL[start.day.weekday().number()], Weekday::Tuesday);
}
