//! A timetable: "Tuesday becomes Thursday", "10:00 am to 11:30 am becomes …".

use catalog::day::{Day, Moment, Weekday};
use catalog::schedule::{End, Frequency, Rule, Schedule};
use catalog::service::{ScheduleKind, Service, ServiceSchedule};

use super::facts::{Changes, Weight, list};
use super::{What, Words};
use Weight::Usual;

/// Compares the rows of two timetables. Equal rows belong together wherever they stand, then those in the
/// same order.
pub(super) fn compare(old: &Service, new: &Service, words: &Words<'_>, changes: &mut Changes) {
    let text = |service: &Service, row: usize| {
        let own = service.words.get(words.locale())?;
        own.schedule.get(row).cloned().filter(|text| !text.is_empty())
    };
    let same = |at: usize, other: usize| {
        old.schedule.get(at) == new.schedule.get(other) && text(old, at) == text(new, other)
    };
    let mut left: Vec<usize> = (0..old.schedule.len()).collect();
    let mut open = Vec::new();
    for row in 0..new.schedule.len() {
        match left.iter().position(|at| same(*at, row)) {
            Some(at) => drop(left.remove(at)),
            None => open.push(row),
        }
    }
    let mut left = left.into_iter();
    for row in open {
        let Some(after) = new.schedule.get(row) else { continue };
        let after_text = text(new, row);
        match left.next().and_then(|at| Some((old.schedule.get(at)?, text(old, at)))) {
            Some((before, before_text)) => {
                changes.fact(Usual, "schedule.text", "times", before_text, after_text);
                of_rows(before, after, (old, new), words, changes);
            }
            None => {
                let said = after_text.unwrap_or_else(|| in_words(&after.times, words));
                changes.add(Usual, "schedule", "times", What::Now { after: said });
            }
        }
    }
    for at in left {
        let Some(row) = old.schedule.get(at) else { continue };
        let before = text(old, at).unwrap_or_else(|| in_words(&row.times, words));
        changes.add(Usual, "schedule", "times", What::NoLonger { before });
    }
}

fn of_rows(
    before: &ServiceSchedule,
    after: &ServiceSchedule,
    (old, new): (&Service, &Service),
    words: &Words<'_>,
    changes: &mut Changes,
) {
    let ServiceSchedule { at: old_at, kind: old_kind, times: old_times } = before;
    let ServiceSchedule { at, kind, times } = after;
    let place = |service: &Service, at: Option<u8>| {
        let places = service.whereabouts.places();
        at.and_then(|at| places.get(usize::from(at))?.name.clone())
    };
    changes.fact(Usual, "schedule.at", "at", place(old, *old_at), place(new, *at));
    let kind_words = |kind: ScheduleKind| {
        let words = match kind {
            ScheduleKind::Session => "people come then",
            ScheduleKind::ByArrangement => "by arrangement",
        };
        Some(words.to_owned())
    };
    changes.fact(Usual, "schedule.kind", "hours", kind_words(*old_kind), kind_words(*kind));
    let Schedule { start, minutes, rule, dates, exdates, pauses, valid_to } = times;
    let some = |text: String| Some(text);
    changes.fact(
        Usual,
        "schedule.rrule",
        "day",
        some(days(old_times, words)),
        some(days(times, words)),
    );
    changes.fact(
        Usual,
        "schedule.start",
        "time",
        some(hours(old_times.start, old_times.minutes, words)),
        some(hours(*start, *minutes, words)),
    );
    let day = |day: Day| words.messages.day(day);
    if rule.is_some() && old_times.rule.is_some() && days(old_times, words) == days(times, words) {
        let first = (old_times.start.day, start.day);
        changes.fact(Usual, "schedule.start", "first day", some(day(first.0)), some(day(first.1)));
    }
    changes.fact(
        Usual,
        "schedule.rrule",
        "ends",
        old_times.rule.as_ref().and_then(|rule| end(rule, words)),
        rule.as_ref().and_then(|rule| end(rule, words)),
    );
    let all = |days: &[Day]| days.iter().map(|one| day(*one)).collect::<Vec<_>>();
    changes.set(Usual, "schedule.dates", "also on", &all(&old_times.dates), &all(dates));
    changes.set(Usual, "schedule.exdates", "closed on", &all(&old_times.exdates), &all(exdates));
    let stretches = |times: &Schedule| -> Vec<String> {
        let of = times.pauses.iter();
        of.map(|pause| format!("{} to {}", day(pause.from), day(pause.to))).collect()
    };
    if old_times.pauses != *pauses {
        changes.set(Usual, "schedule.pauses", "a break", &stretches(old_times), &stretches(times));
    }
    changes.fact(
        Usual,
        "schedule.valid_to",
        "known until",
        old_times.valid_to.map(day),
        valid_to.map(day),
    );
}

/// The days of a row: `Tuesday`, `every 2 weeks: Tuesday and Friday`, `the first Tuesday of the month`.
pub(super) fn days(times: &Schedule, words: &Words<'_>) -> String {
    let Some(rule) = &times.rule else { return words.messages.day(times.start.day) };
    let (each, unit) = match &rule.frequency {
        Frequency::Daily => ("every day".to_owned(), "days"),
        Frequency::Weekly(days) => {
            let names: Vec<String> = days.iter().map(|day| weekday(*day, words)).collect();
            (words.messages.list(&names), "weeks")
        }
        Frequency::MonthlyByWeekday(days) => {
            let of = |&(nth, day): &(i8, Weekday)| {
                format!("the {} {} of the month", ordinal(nth), weekday(day, words))
            };
            (days.iter().map(of).collect::<Vec<_>>().join(", "), "months")
        }
        Frequency::MonthlyByDay(days) => {
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            (format!("day {} of the month", list(&days)), "months")
        }
    };
    match rule.interval {
        1 => each,
        2 => format!("{each}, every second {}", unit.trim_end_matches('s')),
        n => format!("{each}, every {n} {unit}"),
    }
}

fn ordinal(nth: i8) -> String {
    match nth {
        1 => "first".to_owned(),
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        4 => "fourth".to_owned(),
        5 => "fifth".to_owned(),
        -1 => "last".to_owned(),
        other => format!("last but {}", other.unsigned_abs().saturating_sub(1)),
    }
}

/// A weekday as the directory's readers call it.
fn weekday(day: Weekday, words: &Words<'_>) -> String {
    let when = app::choice::facet_number("when");
    words.messages.fixed_choice(when as usize, day.id()).to_owned()
}

fn hours(start: Moment, minutes: u16, words: &Words<'_>) -> String {
    let end = start.plus_minutes(u32::from(minutes));
    let time = |moment: Moment| words.messages.time(moment.minute);
    format!("{} to {}", time(start), time(end))
}

fn end(rule: &Rule, words: &Words<'_>) -> Option<String> {
    match rule.end {
        End::Never => None,
        End::Until(day) => Some(words.messages.day(day)),
        End::Count(times) => Some(format!("after {times} times")),
    }
}

/// A row that has no words of its own.
fn in_words(times: &Schedule, words: &Words<'_>) -> String {
    format!("{}, {}", days(times, words), hours(times.start, times.minutes, words))
}
