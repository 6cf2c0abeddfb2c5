//! The days of a rule, period by period: a day, a week or a month at a time.
//!
//! Whole periods are skipped where the rule allows it, so that a question costs as many steps as
//! it looks ahead and not as many as the years since the first session. Only a rule that counts
//! its sessions is followed from its beginning.

use super::{End, Frequency, Rule, Schedule};
use crate::day::{Day, Weekday, days_in_month};

/// Most days, weeks or months that one question looks at: the months from year 1 to year 9999.
const PERIODS_MAX: i32 = 120_000;

/// Visits the days of a schedule from `from` to `to`, ascending and each once, while `visit` asks for
/// more: those of its rule and its further dates.
pub(super) fn each(schedule: &Schedule, from: Day, to: Day, visit: &mut dyn FnMut(Day) -> bool) {
    let mut dates = schedule.dates.iter().filter(|day| (from..=to).contains(*day)).peekable();
    let (mut last, mut goes_on) = (None, true);
    let mut visit = |day: Day| {
        let is_new = last.replace(day) != Some(day);
        goes_on = goes_on && (!is_new || visit(day));
        goes_on
    };
    each_of_rule(schedule, from, to, &mut |day| {
        while let Some(date) = dates.next_if(|date| **date < day) {
            visit(*date);
        }
        visit(day)
    });
    for date in dates {
        visit(*date);
    }
}

/// Visits the days of a schedule's rule, or its first day where it has none.
fn each_of_rule(schedule: &Schedule, from: Day, to: Day, visit: &mut dyn FnMut(Day) -> bool) {
    let start = schedule.start.day;
    let Some(rule) = &schedule.rule else {
        if (from..=to).contains(&start) {
            visit(start);
        }
        return;
    };
    let (to, mut left) = match rule.end {
        End::Never => (to, u32::MAX),
        End::Until(until) => (to.min(until), u32::MAX),
        End::Count(count) => (to, u32::from(count)),
    };
    let interval = i32::from(rule.interval.max(1));
    let is_counted = matches!(rule.end, End::Count(_));
    let first =
        if is_counted || from <= start { 0 } else { period_of(rule, start, from) / interval };
    for number in first..first.saturating_add(PERIODS_MAX) {
        let (begin, mut days) = period(rule, start, number.saturating_mul(interval));
        if begin > to {
            return;
        }
        while days != 0 {
            let day = begin.plus(days.trailing_zeros() as i32);
            days &= days - 1;
            if day < start {
                continue;
            }
            if day > to || left == 0 {
                return;
            }
            left -= 1;
            if day >= from && !visit(day) {
                return;
            }
        }
    }
}

/// How many days, weeks or months after the one with `start` the one with `day` is.
fn period_of(rule: &Rule, start: Day, day: Day) -> i32 {
    match rule.frequency {
        Frequency::Daily => day.0.saturating_sub(start.0),
        Frequency::Weekly(_) => (monday(day).0 - monday(start).0) / 7,
        Frequency::MonthlyByWeekday(_) | Frequency::MonthlyByDay(_) => month(day) - month(start),
    }
}

/// The first day of the period `ahead` periods after the one with `start`, and the rule's days in
/// it as bits, counted from that first day.
fn period(rule: &Rule, start: Day, ahead: i32) -> (Day, u32) {
    match &rule.frequency {
        Frequency::Daily => (start.plus(ahead), 1),
        Frequency::Weekly(days) => {
            let bits = days.iter().fold(0, |bits, day| bits | 1 << day.number());
            (monday(start).plus(ahead.saturating_mul(7)), bits)
        }
        Frequency::MonthlyByWeekday(days) => {
            let (begin, length) = month_ahead(start, ahead);
            let first = begin.weekday();
            let bits =
                days.iter().filter_map(|(nth, weekday)| nth_of(*nth, *weekday, first, length));
            (begin, bits.fold(0, |bits, offset| bits | 1 << offset))
        }
        Frequency::MonthlyByDay(days) => {
            let (begin, length) = month_ahead(start, ahead);
            let days = days.iter().filter(|day| (1..=length).contains(*day));
            (begin, days.fold(0, |bits, day| bits | 1 << (day - 1)))
        }
    }
}

/// The `nth` such weekday of a month, counted from 0, in a month that begins on `first`.
fn nth_of(nth: i8, weekday: Weekday, first: Weekday, length: u8) -> Option<i32> {
    let earliest = (weekday.number() as i32 - first.number() as i32).rem_euclid(7);
    let length = i32::from(length);
    let offset = match i32::from(nth) {
        0 => return None,
        nth @ 1.. => earliest + 7 * (nth - 1),
        nth => earliest + 7 * ((length - 1 - earliest) / 7 + 1 + nth),
    };
    (0..length).contains(&offset).then_some(offset)
}

fn monday(day: Day) -> Day {
    day.plus(-(day.weekday().number() as i32))
}

/// Months since the year 0.
fn month(day: Day) -> i32 {
    let (year, month, _) = day.ymd();
    year * 12 + i32::from(month) - 1
}

/// The first day of a month, and its length. A month after the year 9999 is after everything.
fn month_ahead(start: Day, ahead: i32) -> (Day, u8) {
    let month = month(start).saturating_add(ahead);
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u8 + 1);
    let begin = Day::from_ymd(year, month, 1).unwrap_or(Day(i32::MAX));
    (begin, days_in_month(year, month))
}
