//! Days as people write them.

use catalog::day::Day;

use super::{Read, evened};

/// A month's name, whole or shortened to three letters at least, in the languages whose months stand in
/// Latin letters.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "enero"],
    &["february", "fevrier", "février", "febrero", "pebrero"],
    &["march", "mars", "marzo", "marso"],
    &["april", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "juin", "junio", "hunyo"],
    &["july", "juillet", "julio", "hulyo"],
    &["august", "aout", "août", "agosto"],
    &["september", "septembre", "septiembre", "setyembre"],
    &["october", "octobre", "octubre", "oktubre"],
    &["november", "novembre", "noviembre", "nobyembre"],
    &["december", "decembre", "décembre", "diciembre", "disyembre"],
];

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a day. What could be day and month or month and day is a question; so is a year of two digits.
/// A day without a year is not read: which one it is nobody typed.
pub fn read(text: &str) -> Read<Day> {
    let text = evened(text);
    if let Some(day) = Day::parse(&text) {
        return Read::Plain(day);
    }
    let lower = text.to_lowercase().replace(['年', '月', '년', '월'], "-");
    let lower = lower.replace("tháng", " ").replace("ngày", " ").replace("năm", " ");
    let lower = lower.replace(['日', '일'], " ");
    let mut numbers: Vec<&str> = Vec::new();
    let mut month = None;
    let mut weekday = None;
    let is_separator = |c: char| " ,./-'".contains(c);
    for part in lower.split(is_separator).filter(|part| !part.is_empty()) {
        let part = ["st", "nd", "rd", "th", "er"]
            .iter()
            .find_map(|end| part.strip_suffix(end).filter(|number| is_number(number)))
            .unwrap_or(part);
        if is_number(part) {
            numbers.push(part);
        } else if let Some(number) = month_of(part) {
            if month.replace(number).is_some() {
                return Read::Unknown;
            }
        } else if let Some(day) = weekday_of(part) {
            if weekday.replace(day).is_some() {
                return Read::Unknown;
            }
        } else if !matches!(part, "of" | "de" | "del" | "le" | "the" | "on") {
            return Read::Unknown;
        }
    }
    let found = match (month, numbers.as_slice()) {
        (None, [one]) if one.len() == 8 => days(&[(&one[..4], &one[4..6], &one[6..])]),
        (None, [a, b, c]) if a.len() == 4 => days(&[(a, b, c)]),
        (None, [a, b, c]) if c.len() == 4 => {
            // A point stands between day and month; a slash, between either.
            let day_first = lower.contains('.') || is_vietnamese(&text);
            if day_first { days(&[(c, b, a)]) } else { days(&[(c, b, a), (c, a, b)]) }
        }
        (None, [a, b, c]) if [a, b, c].iter().all(|part| part.len() <= 2) => {
            let short = |year: &str| format!("20{year:0>2}");
            let (first, last) = (short(a), short(c));
            days(&[(&last, b, a), (&last, a, b), (&first, b, c)])
        }
        (Some(month), [a, b]) => {
            let month = month.to_string();
            match (a.len(), b.len()) {
                (4, 1 | 2) => days(&[(a, &month, b)]),
                (1 | 2, 4) => days(&[(b, &month, a)]),
                // `28 Nov 26`: the day is the first, and `Nov 28 26` has it before the year, too.
                (1 | 2, 2) => days(&[(&format!("20{b}"), &month, a)]),
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    };
    // A weekday that was typed with it must be its weekday.
    let found: Vec<Day> = found
        .into_iter()
        .filter(|day| weekday.is_none_or(|number| day.weekday().number() == number))
        .collect();
    match found.as_slice() {
        [] => Read::Unknown,
        // A year of two digits is no certain year.
        [_] if is_short_year(month, &numbers) => Read::OneOf(found),
        [day] => Read::Plain(*day),
        _ => Read::OneOf(found),
    }
}

fn is_short_year(month: Option<usize>, numbers: &[&str]) -> bool {
    let has_year = numbers.iter().any(|number| number.len() >= 4);
    !has_year && numbers.len() == if month.is_some() { 2 } else { 3 }
}

fn is_vietnamese(text: &str) -> bool {
    text.contains("tháng")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 8 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month_of(text: &str) -> Option<usize> {
    let is_named = |names: &&[&str]| {
        let begins =
            |name: &&str| *name == text || (text.chars().count() >= 3 && name.starts_with(text));
        names.iter().any(begins)
    };
    let found: Vec<usize> = MONTHS
        .iter()
        .enumerate()
        .filter(|(_, names)| is_named(names))
        .map(|(at, _)| at + 1)
        .collect();
    match found.as_slice() {
        [one] => Some(*one),
        // `mar` is March, although a month of another language begins so, too.
        [first, ..] => MONTHS
            .iter()
            .position(|names| names.first().is_some_and(|name| name.starts_with(text)))
            .map(|at| at + 1)
            .or(Some(*first)),
        [] => (text == "sept").then_some(9),
    }
}

/// The number of a weekday, Monday 0, from its English name or three letters of it at least.
pub fn weekday_of(text: &str) -> Option<usize> {
    let text = text.to_lowercase();
    let text = text.trim_end_matches('.');
    let single = text.strip_suffix('s').filter(|single| WEEKDAYS.contains(single)).unwrap_or(text);
    WEEKDAYS.iter().position(|name| single.len() >= 3 && name.starts_with(single))
}

/// The days that there are, each once.
fn days(parts: &[(&str, &str, &str)]) -> Vec<Day> {
    let mut days = Vec::new();
    for (year, month, day) in parts {
        let read = || Day::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        days.extend(read().filter(|day| !days.contains(day)).into_iter().collect::<Vec<_>>());
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(typed: &str) -> String {
        match read(typed) {
            Read::Plain(day) => day.to_string(),
            Read::OneOf(days) => {
                days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
            }
            Read::Unknown => String::new(),
        }
    }

    #[test]
    fn a_day_is_read_in_any_form_that_has_one_meaning() {
        for typed in [
            "2026-11-28",
            "2026/11/28",
            "2026.11.28",
            "20261128",
            "28 November 2026",
            "28th of November, 2026",
            "November 28, 2026",
            "Nov. 28 2026",
            "Saturday 28 November 2026",
            "Sat, 28 Nov 2026",
            "28.11.2026",
            "28/11/2026",
            "11/28/2026",
            "28-11-2026",
            "28 novembre 2026",
            "28 de noviembre de 2026",
            "Nobyembre 28, 2026",
            "2026年11月28日",
            "2026년 11월 28일",
            "ngày 28 tháng 11 năm 2026",
            "２０２６-11-28",
            "2026–11–28",
        ] {
            assert_eq!(said(typed), "2026-11-28", "{typed}");
        }
        assert_eq!(said("2026-1-5"), "2026-01-05");
        assert_eq!(said("04/04/2026"), "2026-04-04");
        assert_eq!(said("03.04.2026"), "2026-04-03");
        assert_eq!(said("1 Mar 2026"), "2026-03-01");
        assert_eq!(said("5 May 2026"), "2026-05-05");
    }

    #[test]
    fn a_day_that_could_be_another_is_a_question() {
        assert_eq!(said("03/04/2026"), "2026-04-03 or 2026-03-04");
        assert_eq!(said("29.07.17"), "2017-07-29 or 2029-07-17");
        assert_eq!(said("28 Nov 26"), "2026-11-28");
        assert!(matches!(read("28 Nov 26"), Read::OneOf(_)), "which century");
    }

    #[test]
    fn what_is_no_day_is_not_completed() {
        for typed in [
            "28 November",
            "next Tuesday",
            "Friday 28 November 2026",
            "2026-02-30",
            "31 April 2026",
            "",
            "2026",
            "28 November 2026 and 5 December 2026",
            "tomorrow",
            "11/2026",
        ] {
            assert_eq!(read(typed), Read::Unknown, "{typed}");
        }
    }
}
