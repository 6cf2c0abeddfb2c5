//! A row of a timetable as one line of numbers, for what people keep on their own device: it is
//! read again by every later version, which the catalog's bytes are not. Numbers, because a phone
//! that only writes them needs next to no program for it.
//!
//! Days are counted from 1970-01-01, and every list begins with its length:
//! first day, minute, minutes; last known day; days without; pauses, each its first and last day;
//! how often (0: never), on which days, every how many; until when, or how many times; further dates.
//! From "how often" on everything may be missing, and the further dates again.

use super::{EXCEPTIONS_MAX, End, Frequency, Pause, Rule, Schedule};
use crate::day::{Day, Moment, Weekday};

/// How often, as a number.
const WITHOUT_RULE: i32 = 0;
const DAILY: i32 = 1;
const WEEKLY: i32 = 2;
const MONTHLY_BY_WEEKDAY: i32 = 3;
const MONTHLY_BY_DAY: i32 = 4;

/// When a rule ends, as a number.
const NEVER: i32 = 0;
const UNTIL: i32 = 1;
const COUNT: i32 = 2;

pub(super) fn write(schedule: &Schedule) -> String {
    let Schedule { start, minutes, rule, dates, exdates, pauses, valid_to } = schedule;
    let mut all = vec![start.day.0, i32::from(start.minute), i32::from(*minutes)];
    list(&mut all, valid_to.iter().map(|day| day.0));
    list(&mut all, exdates.iter().map(|day| day.0));
    all.push(pauses.len() as i32);
    all.extend(pauses.iter().flat_map(|pause| [pause.from.0, pause.to.0]));
    if let Some(Rule { frequency, interval, end }) = rule {
        match frequency {
            Frequency::Daily => all.push(DAILY),
            Frequency::Weekly(days) => {
                all.push(WEEKLY);
                list(&mut all, days.iter().map(|day| day.number() as i32));
            }
            Frequency::MonthlyByWeekday(days) => {
                all.push(MONTHLY_BY_WEEKDAY);
                // The third Tuesday is 31, the last Monday -10.
                let number = |(nth, day): &(i8, Weekday)| {
                    let (nth, day) = (i32::from(*nth), day.number() as i32);
                    nth * 10 + day * nth.signum()
                };
                list(&mut all, days.iter().map(number));
            }
            Frequency::MonthlyByDay(days) => {
                all.push(MONTHLY_BY_DAY);
                list(&mut all, days.iter().map(|day| i32::from(*day)));
            }
        }
        all.push(i32::from(*interval));
        match *end {
            End::Never => all.push(NEVER),
            End::Until(day) => all.extend([UNTIL, day.0]),
            End::Count(count) => all.extend([COUNT, i32::from(count)]),
        }
    } else if !dates.is_empty() {
        all.push(WITHOUT_RULE);
    }
    if !dates.is_empty() {
        list(&mut all, dates.iter().map(|day| day.0));
    }
    let mut text = String::new();
    for number in all {
        text.push_str(&number.to_string());
        text.push(' ');
    }
    text
}

fn list(all: &mut Vec<i32>, items: impl ExactSizeIterator<Item = i32>) {
    all.push(items.len() as i32);
    all.extend(items);
}

/// Takes numbers one by one; every step may say no.
struct Numbers<'a>(std::str::SplitAsciiWhitespace<'a>);

impl Numbers<'_> {
    fn next(&mut self) -> Option<i32> {
        self.0.next()?.parse().ok()
    }

    /// A number that fits.
    fn small<T: TryFrom<i32>>(&mut self) -> Option<T> {
        T::try_from(self.next()?).ok()
    }

    /// A day in the years 1 to 9999.
    fn day(&mut self) -> Option<Day> {
        let day = Day(self.next()?);
        let (year, month, date) = day.ymd();
        Day::from_ymd(year, month, date)
    }

    fn list<T>(&mut self, most: usize, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length: usize = self.small().filter(|length| *length <= most)?;
        (0..length).map(|_| item(self)).collect()
    }

    /// Days, ascending: they are looked up by halving.
    fn days(&mut self) -> Option<Vec<Day>> {
        let mut days: Vec<Day> = Vec::new();
        // They stand in order, as they were written; a sort would be 4 KB of a program.
        for day in self.list(EXCEPTIONS_MAX, Self::day)? {
            days.insert(days.partition_point(|other| *other <= day), day);
        }
        Some(days)
    }

    fn is_over(&self) -> bool {
        self.0.clone().next().is_none()
    }
}

pub(super) fn read(text: &str) -> Option<Schedule> {
    let mut from = Numbers(text.split_ascii_whitespace());
    let day = from.day()?;
    let start = Moment::new(day, from.small()?)?;
    let minutes = from.small().filter(|minutes| (1..=1_440).contains(minutes))?;
    let valid_to = from.list(1, Numbers::day)?.pop();
    let exdates = from.days()?;
    let pause = |from: &mut Numbers<'_>| Some(Pause { from: from.day()?, to: from.day()? });
    let pauses = from.list(EXCEPTIONS_MAX, pause)?;
    let rule = match from.is_over().then_some(WITHOUT_RULE).or_else(|| from.next())? {
        WITHOUT_RULE => None,
        often => Some(rule(often, &mut from)?),
    };
    let dates = if from.is_over() { Vec::new() } else { from.days()? };
    from.is_over().then_some(Schedule { start, minutes, rule, dates, exdates, pauses, valid_to })
}

fn rule(often: i32, from: &mut Numbers<'_>) -> Option<Rule> {
    let frequency = match often {
        DAILY => Frequency::Daily,
        WEEKLY => Frequency::Weekly(from.list(7, |from| weekday(from.next()?))?),
        MONTHLY_BY_WEEKDAY => Frequency::MonthlyByWeekday(from.list(70, |from| {
            let number = from.next()?;
            let nth = i8::try_from(number / 10)
                .ok()
                .filter(|nth| (1..=5).contains(&nth.unsigned_abs()))?;
            Some((nth, weekday((number % 10).abs())?))
        })?),
        MONTHLY_BY_DAY => {
            let date = |from: &mut Numbers<'_>| from.small().filter(|date| (1..=31).contains(date));
            Frequency::MonthlyByDay(from.list(31, date)?)
        }
        _ => return None,
    };
    let interval = from.small().filter(|interval| (1..=366).contains(interval))?;
    let end = match from.next()? {
        NEVER => End::Never,
        UNTIL => End::Until(from.day()?),
        COUNT => End::Count(from.small().filter(|count| *count > 0)?),
        _ => return None,
    };
    Some(Rule { frequency, interval, end })
}

fn weekday(number: i32) -> Option<Weekday> {
    Weekday::ALL.get(usize::try_from(number).ok()?).copied()
}
