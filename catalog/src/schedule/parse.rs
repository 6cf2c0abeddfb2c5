//! RRULE text (RFC 5545 section 3.3.10), in and out.

use std::fmt;

use super::{End, Frequency, Rule, RuleError};
use crate::day::{Day, Moment, Weekday};

/// RFC 5545's two letters, Monday first.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// The parts of a rule that are known here.
const KEYS: [&str; 6] = ["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "COUNT", "UNTIL"];

/// What a rule says, part by part.
#[derive(Default)]
struct Parts<'a> {
    freq: Option<Value<'a, ()>>,
    interval: Option<Value<'a, u16>>,
    end: Option<Value<'a, End>>,
    by_day: Option<Value<'a, Vec<(i8, Weekday)>>>,
    by_month_day: Option<Value<'a, Vec<u8>>>,
}

/// What a part says, what it was read from, and where that stands.
struct Value<'a, T> {
    at: usize,
    text: &'a str,
    means: T,
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
        read_part(&mut parts, at, key, value)?;
        at += part.len() + 1;
    }
    finish(parts, start)
}

fn read_part<'a>(
    parts: &mut Parts<'a>,
    key_at: usize,
    key: &'a str,
    text: &'a str,
) -> Result<(), RuleError> {
    let at = key_at + key.len() + 1;
    let is_new = match key {
        "FREQ" => put(&mut parts.freq, at, text, ()),
        "INTERVAL" => match number(text) {
            Some(interval @ 1..=366) => put(&mut parts.interval, at, text, interval),
            _ => return error(at, text, "type a number from 1 to 366"),
        },
        "COUNT" => match number(text) {
            Some(count @ 1..) => put(&mut parts.end, at, text, End::Count(count)),
            _ => return error(at, text, "type how many sessions there are, 1 or more"),
        },
        "UNTIL" => match until(text) {
            Some(day) => put(&mut parts.end, at, text, End::Until(day)),
            None => return error(at, text, "type the last day like UNTIL=20261231"),
        },
        "BYDAY" => put(&mut parts.by_day, at, text, list(at, text, by_day)?),
        "BYMONTHDAY" => put(&mut parts.by_month_day, at, text, list(at, text, by_month_day)?),
        _ if KEYS.contains(&key.to_ascii_uppercase().as_str()) => {
            return error(key_at, key, "type it in capital letters, as in FREQ=WEEKLY;BYDAY=TU");
        }
        _ => {
            return error(
                key_at,
                key,
                "only FREQ, INTERVAL, BYDAY, BYMONTHDAY, COUNT and UNTIL are known here",
            );
        }
    };
    match (is_new, key) {
        (true, _) => Ok(()),
        (false, "COUNT" | "UNTIL") => {
            error(key_at, key, "a rule ends once: leave either COUNT or UNTIL")
        }
        (false, _) => error(key_at, key, "this is said twice: leave one of them"),
    }
}

/// Keeps what a part says; `false` when it was said before.
fn put<'a, T>(part: &mut Option<Value<'a, T>>, at: usize, text: &'a str, means: T) -> bool {
    part.replace(Value { at, text, means }).is_none()
}

/// Digits only: `parse` alone would take `+2`.
fn number(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
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
    match number(item) {
        Some(day @ 1..=31) => Ok(day as u8),
        _ => Err("type a day of the month, 1 to 31; for the last Friday write BYDAY=-1FR"),
    }
}

/// `20261231` or `2026-12-31`. A time of day is refused: with a `Z` it would mean another day here.
fn until(text: &str) -> Option<Day> {
    if text.len() != 8 || !text.is_ascii() {
        return Day::parse(text);
    }
    Day::parse(&[&text[..4], "-", &text[4..6], "-", &text[6..]].concat())
}

fn finish(parts: Parts<'_>, start: Moment) -> Result<Rule, RuleError> {
    let Parts { freq, interval, end, by_day, by_month_day } = parts;
    let Some(freq) = freq else {
        return error(0, "", "begin with FREQ=DAILY, FREQ=WEEKLY or FREQ=MONTHLY");
    };
    if let Some(Value { at, text, means: End::Until(last) }) = &end
        && *last < start.day
    {
        return error(*at, text, "this is before the first session");
    }
    let frequency = match freq.text {
        "DAILY" => daily(by_day, by_month_day)?,
        "WEEKLY" => weekly(by_day, by_month_day, start)?,
        "MONTHLY" => monthly(by_day, by_month_day, start)?,
        _ => return error(freq.at, freq.text, "type DAILY, WEEKLY or MONTHLY"),
    };
    Ok(Rule {
        frequency,
        interval: interval.map_or(1, |interval| interval.means),
        end: end.map_or(End::Never, |end| end.means),
    })
}

type ByDay<'a> = Option<Value<'a, Vec<(i8, Weekday)>>>;
type ByMonthDay<'a> = Option<Value<'a, Vec<u8>>>;

fn daily(by_day: ByDay<'_>, by_month_day: ByMonthDay<'_>) -> Result<Frequency, RuleError> {
    const HINT: &str = "a daily rule has no BYDAY or BYMONTHDAY; use FREQ=WEEKLY or FREQ=MONTHLY";
    let by_day = by_day.map(|value| (value.at, value.text));
    match by_day.or(by_month_day.map(|value| (value.at, value.text))) {
        Some((at, text)) => error(at, text, HINT),
        None => Ok(Frequency::Daily),
    }
}

fn weekly(
    by_day: ByDay<'_>,
    by_month_day: ByMonthDay<'_>,
    start: Moment,
) -> Result<Frequency, RuleError> {
    if let Some(Value { at, text, .. }) = by_month_day {
        return error(at, text, "BYMONTHDAY needs FREQ=MONTHLY");
    }
    let Some(Value { at, text, means }) = by_day else {
        return Ok(Frequency::Weekly(vec![start.day.weekday()]));
    };
    if means.iter().any(|(nth, _)| *nth != 0) {
        return error(at, text, "a number before the day needs FREQ=MONTHLY");
    }
    Ok(Frequency::Weekly(sorted(means.into_iter().map(|(_, weekday)| weekday).collect())))
}

fn monthly(
    by_day: ByDay<'_>,
    by_month_day: ByMonthDay<'_>,
    start: Moment,
) -> Result<Frequency, RuleError> {
    match (by_day, by_month_day) {
        (None, None) => Ok(Frequency::MonthlyByDay(vec![start.day.ymd().2])),
        (None, Some(days)) => Ok(Frequency::MonthlyByDay(sorted(days.means))),
        (Some(_), Some(days)) => error(days.at, days.text, "leave either BYDAY or BYMONTHDAY"),
        (Some(days), None) if days.means.iter().any(|(nth, _)| *nth == 0) => {
            error(days.at, days.text, "say which one of the month: 1TU is the first Tuesday")
        }
        (Some(days), None) => Ok(Frequency::MonthlyByWeekday(sorted(days.means))),
    }
}

fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
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
