//! RRULE text (RFC 5545 section 3.3.10), in and out.

use std::fmt;

use super::{End, Frequency, Rule, RuleError};
use crate::day::{Day, Moment, Weekday};

/// RFC 5545's two letters, Monday first.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What a rule says, part by part.
#[derive(Default)]
struct Parts<'a> {
    freq: Option<(usize, &'a str)>,
    interval: Option<u16>,
    end: Option<End>,
    by_day: Option<(usize, Vec<(i8, Weekday)>)>,
    by_month_day: Option<(usize, Vec<u8>)>,
}

fn error<T>(at: usize, found: &str, hint: &str) -> Result<T, RuleError> {
    Err(RuleError { at, found: found.to_owned(), hint: hint.to_owned() })
}

pub(super) fn rule(text: &str, start: Moment) -> Result<Rule, RuleError> {
    let mut parts = Parts::default();
    let mut at = 0;
    for part in text.split(';') {
        let Some((key, value)) = part.split_once('=') else {
            return error(at, part, "write parts like FREQ=WEEKLY;BYDAY=TU");
        };
        read_part(&mut parts, at, key, at + key.len() + 1, value)?;
        at += part.len() + 1;
    }
    finish(parts, start)
}

fn read_part<'a>(
    parts: &mut Parts<'a>,
    key_at: usize,
    key: &str,
    at: usize,
    value: &'a str,
) -> Result<(), RuleError> {
    match key {
        "FREQ" => parts.freq = Some((at, value)),
        "INTERVAL" => match value.parse() {
            Ok(interval @ 1..=366) => parts.interval = Some(interval),
            _ => return error(at, value, "type a number from 1 to 366"),
        },
        "COUNT" => match value.parse() {
            Ok(count @ 1..) => parts.end = Some(End::Count(count)),
            _ => return error(at, value, "type how many sessions there are, 1 or more"),
        },
        "UNTIL" => match until(value) {
            Some(day) => parts.end = Some(End::Until(day)),
            None => return error(at, value, "type the last day like UNTIL=20261231"),
        },
        "BYDAY" => parts.by_day = Some((at, list(at, value, by_day)?)),
        "BYMONTHDAY" => parts.by_month_day = Some((at, list(at, value, by_month_day)?)),
        _ => {
            return error(
                key_at,
                key,
                "only FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL are known here",
            );
        }
    }
    Ok(())
}

fn list<T>(
    at: usize,
    value: &str,
    read: impl Fn(&str) -> Result<T, &'static str>,
) -> Result<Vec<T>, RuleError> {
    let mut values = Vec::new();
    let mut at = at;
    for item in value.split(',') {
        match read(item) {
            Ok(value) => values.push(value),
            Err(hint) => return error(at, item, hint),
        }
        at += item.len() + 1;
    }
    Ok(values)
}

fn by_day(item: &str) -> Result<(i8, Weekday), &'static str> {
    const HINT: &str = "type MO, TU, WE, TH, FR, SA or SU; 3SA is the third Saturday of a month, -1FR the last Friday";
    let split = item.len().checked_sub(2).filter(|at| item.is_char_boundary(*at)).ok_or(HINT)?;
    let (nth, letters) = item.split_at(split);
    let weekday = WEEKDAYS.iter().position(|known| *known == letters).ok_or(HINT)?;
    let nth: i8 = if nth.is_empty() { 0 } else { nth.parse().map_err(|_| HINT)? };
    let is_known = nth == 0 && split == 0 || (1..=5).contains(&nth.unsigned_abs());
    if is_known { Ok((nth, Weekday::ALL[weekday])) } else { Err(HINT) }
}

fn by_month_day(item: &str) -> Result<u8, &'static str> {
    match item.parse() {
        Ok(day @ 1..=31) => Ok(day),
        _ => Err("type a day of the month, 1 to 31; for the last Friday write BYDAY=-1FR"),
    }
}

fn until(value: &str) -> Option<Day> {
    let digits = value.split('T').next()?;
    if let Some(day) = Day::parse(digits) {
        return Some(day);
    }
    if digits.len() != 8 || !digits.is_ascii() {
        return None;
    }
    Day::parse(&[&digits[..4], "-", &digits[4..6], "-", &digits[6..]].concat())
}

fn finish(parts: Parts<'_>, start: Moment) -> Result<Rule, RuleError> {
    let Some((at, freq)) = parts.freq else {
        return error(0, "", "begin with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY");
    };
    let frequency = match (freq, parts.by_day, parts.by_month_day) {
        ("DAILY", None, None) => Frequency::Daily,
        ("DAILY", Some((at, _)), _) | ("DAILY", _, Some((at, _))) => {
            return error(at, "", "a daily rule has no BYDAY or BYMONTHDAY; use FREQ=WEEKLY");
        }
        ("WEEKLY", None, None) => Frequency::Weekly(vec![start.day.weekday()]),
        ("WEEKLY", Some((at, days)), None) => {
            if let Some((nth, _)) = days.iter().find(|(nth, _)| *nth != 0) {
                return error(at, &nth.to_string(), "a number before the day needs FREQ=MONTHLY");
            }
            let mut days: Vec<Weekday> = days.into_iter().map(|(_, weekday)| weekday).collect();
            days.sort_unstable();
            days.dedup();
            Frequency::Weekly(days)
        }
        ("MONTHLY", None, None) => Frequency::MonthlyByDay(vec![start.day.ymd().2]),
        ("MONTHLY", None, Some((_, mut days))) => {
            days.sort_unstable();
            days.dedup();
            Frequency::MonthlyByDay(days)
        }
        ("MONTHLY", Some((at, mut days)), None) => {
            if days.iter().any(|(nth, _)| *nth == 0) {
                return error(at, "", "say which one of the month: 1TU is the first Tuesday");
            }
            days.sort_unstable();
            days.dedup();
            Frequency::MonthlyByWeekday(days)
        }
        ("WEEKLY", _, Some((at, _))) | ("MONTHLY", Some(_), Some((at, _))) => {
            return error(at, "", "BYMONTHDAY stands with FREQ=MONTHLY and without BYDAY");
        }
        _ => return error(at, freq, "type DAILY, WEEKLY or MONTHLY"),
    };
    Ok(Rule {
        frequency,
        interval: parts.interval.unwrap_or(1),
        end: parts.end.unwrap_or(End::Never),
    })
}

impl fmt::Display for Rule {
    /// RRULE text again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters = |weekday: Weekday| WEEKDAYS[weekday.number()];
        let (freq, by) = match &self.frequency {
            Frequency::Daily => ("DAILY", None),
            Frequency::Weekly(days) => {
                let days: Vec<_> = days.iter().map(|day| letters(*day).to_owned()).collect();
                ("WEEKLY", Some(("BYDAY", days)))
            }
            Frequency::MonthlyByWeekday(days) => {
                let days = days.iter().map(|(nth, day)| format!("{nth}{}", letters(*day)));
                ("MONTHLY", Some(("BYDAY", days.collect())))
            }
            Frequency::MonthlyByDay(days) => {
                ("MONTHLY", Some(("BYMONTHDAY", days.iter().map(u8::to_string).collect())))
            }
        };
        write!(f, "FREQ={freq}")?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        if let Some((key, values)) = by {
            write!(f, ";{key}={}", values.join(","))?;
        }
        match self.end {
            End::Never => Ok(()),
            End::Count(count) => write!(f, ";COUNT={count}"),
            End::Until(day) => {
                let (year, month, date) = day.ymd();
                write!(f, ";UNTIL={year:04}{month:02}{date:02}")
            }
        }
    }
}
