//! Times of a day and days of a week as other programs write them.
//!
//! A time of which it cannot be told whether it is in the morning or in the evening is nobody's guess: it is
//! a question.

use catalog::day::Weekday;

/// Why a time is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// `9:00m`, `8:00`: in the morning or in the evening?
    HalfOfDay,
    /// Not a time.
    NotATime,
}

/// Minutes since midnight.
///
/// # Errors
/// When it cannot be told.
pub fn time(text: &str) -> Result<u16, Unclear> {
    let lower = text.trim().to_lowercase();
    match lower.as_str() {
        "noon" | "12 noon" | "12:00 noon" | "midday" => return Ok(12 * 60),
        "midnight" | "12 midnight" => return Ok(0),
        _ => {}
    }
    // `2021-05-01T09:00:00`, and `09:00:00Z` or `09:00:00+01:00`: a wall clock has no zone.
    let of_day =
        lower.rsplit_once('t').filter(|(day, _)| day.len() == 10).map_or(&*lower, |(_, time)| time);
    let of_day = of_day.split('+').next().unwrap_or(of_day).trim_end_matches('z');
    if are_apart(of_day) {
        return Err(Unclear::NotATime);
    }
    let plain: String =
        pointed(of_day).chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let letters = plain.find(|c: char| !c.is_ascii_digit() && c != ':' && c != 'h');
    let (digits, half) = plain.split_at(letters.unwrap_or(plain.len()));
    let parts: Vec<&str> = digits.split([':', 'h']).filter(|part| !part.is_empty()).collect();
    // `10.3` and `10:3`: three minutes past, or half past?
    if parts.get(1).is_some_and(|minute| minute.len() == 1 && *minute != "0") {
        return Err(Unclear::NotATime);
    }
    let number = |text: &str| text.parse::<u16>().map_err(|_| Unclear::NotATime);
    let (hour, minute, is_clear) = match parts.as_slice() {
        [hour] if hour.len() <= 2 => (number(hour)?, 0, false),
        // `830am` and `0830`.
        [all] if all.len() <= 4 => {
            let (hour, minute) = all.split_at(all.len() - 2);
            (number(hour)?, number(minute)?, all.len() == 4)
        }
        [hour, minute] => (number(hour)?, number(minute)?, hour.len() == 2 && minute.len() == 2),
        [hour, minute, _] => (number(hour)?, number(minute)?, true),
        _ => return Err(Unclear::NotATime),
    };
    if minute > 59 {
        return Err(Unclear::NotATime);
    }
    let hour = match half {
        "am" | "a" if (1..=12).contains(&hour) => hour % 12,
        "pm" | "p" if (1..=12).contains(&hour) => hour % 12 + 12,
        // Of 24 hours.
        "am" | "pm" | "a" | "p" | "" if (13..=23).contains(&hour) || (hour == 0 && is_clear) => {
            hour
        }
        "" if hour == 24 && minute == 0 => return Ok(0),
        "" if hour <= 12 && is_clear => hour,
        "" if hour <= 12 => return Err(Unclear::HalfOfDay),
        "m" if (1..=12).contains(&hour) => return Err(Unclear::HalfOfDay),
        _ => return Err(Unclear::NotATime),
    };
    Ok(hour * 60 + minute)
}

/// A point between hour and minute as a colon: `10.30am`. Behind a colon it stands before parts of a second.
fn pointed(text: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match text.split_once('.') {
        Some((hour, minute))
            if hour.chars().all(|c| c.is_ascii_digit()) && is_digit(minute.chars().next()) =>
        {
            [hour, ":", minute].concat()
        }
        _ => text.to_owned(),
    }
}

/// Whether nothing but a blank stands between two digits: `10 12` are two times.
fn are_apart(text: &str) -> bool {
    let mut words = text.split_whitespace().peekable();
    while let (Some(word), Some(next)) = (words.next(), words.peek()) {
        let is_digit = |c: char| c.is_ascii_digit();
        if word.ends_with(is_digit) && next.starts_with(is_digit) {
            return true;
        }
    }
    false
}

/// An opening and a closing, as each is read by itself, and settled by the other: beside a closing that says its half of
/// the day, two digits need not count 24 hours.
///
/// # Errors
/// When it cannot be told which half of the day is meant.
pub fn stretch(
    (from, opens): (&str, u16),
    (to, closes): (&str, u16),
) -> Result<(u16, u16), Unclear> {
    let is_bare = |text: &str| !text.contains(char::is_alphabetic);
    let is_after_noon = |text: &str| {
        let text = text.to_lowercase();
        text.contains('p') && time(&text).is_ok()
    };
    if is_bare(from) && is_after_noon(to) && opens < NOON {
        // `02:00-04:00pm` and `07:30-09:30pm`.
        let later = opens + NOON;
        return match opens {
            0..60 => Err(Unclear::HalfOfDay),
            // `07:00-10:00pm`: a whole day, or an evening? Two hours are an evening.
            SEVEN.. if from.trim_start().starts_with('0') && closes > later + 120 => {
                Err(Unclear::HalfOfDay)
            }
            _ if later < closes => Ok((later, closes)),
            // `06:00-12:00pm`: until noon, or the whole evening?
            60..SEVEN if closes < NOON + 7 * 60 && opens < closes => Err(Unclear::HalfOfDay),
            _ => Ok((opens, closes)),
        };
    }
    // `7pm-09:30`: in the evening, or the next morning? `10pm-06:00` is clear.
    if is_after_noon(from) && is_bare(to) && (60..NOON + 60).contains(&closes) {
        let evening = closes % NOON + NOON;
        if evening > opens || closes >= NOON {
            return Err(Unclear::HalfOfDay);
        }
    }
    Ok((opens, closes))
}

/// Minutes until noon.
const NOON: u16 = 12 * 60;

/// Before seven in the morning hardly anybody opens: an hour without its half of the day is not simply taken for it.
pub const SEVEN: u16 = 7 * 60;

/// Minutes between two times; a closing before the opening is on the next day, where the opening is in the
/// evening.
pub fn between(opens: u16, closes: u16) -> Option<u16> {
    match closes.checked_sub(opens) {
        Some(0) => Some(1_440),
        Some(minutes) => Some(minutes),
        None if opens >= 17 * 60 && closes <= 12 * 60 => Some(1_440 - opens + closes),
        None => None,
    }
}

/// A day of the week: a name, two or three letters of it, or a number from 1 (Monday, as HSDS 1 counts) to 7; of an address
/// its last part. `Sat/Sun` and `1st/Monday` are no day.
pub fn weekday(text: &str) -> Option<Weekday> {
    let lower = text.trim().to_lowercase();
    if let Ok(number) = lower.parse::<usize>() {
        return Weekday::ALL.get(number.checked_sub(1)?).copied();
    }
    let name = match lower.contains("://") {
        true => lower.rsplit('/').next()?,
        false => &lower,
    };
    let name = name.trim_end_matches(['.', 's']);
    // Of one letter it cannot be told: `T`.
    let is_short = name.len() >= 2 && name.is_ascii();
    Weekday::ALL.into_iter().find(|day| is_short && day.id().starts_with(name))
}

/// Two letters of a day, as rules have them.
pub fn code(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].get(day.number()).copied().unwrap_or("MO")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_and_programs_write_them() {
        for (text, hour, minute) in [
            ("9:00am", 9, 0),
            ("9 am ", 9, 0),
            ("830am", 8, 30),
            ("9:0am", 9, 0),
            ("9:00a", 9, 0),
            ("12:00am", 0, 0),
            ("12:30pm", 12, 30),
            ("1:50 p.m.", 13, 50),
            ("09:00:00", 9, 0),
            ("17:00", 17, 0),
            ("08:00", 8, 0),
            ("9h30am", 9, 30),
            ("10:00:00+01:00", 10, 0),
            ("10:00:00Z", 10, 0),
            ("noon", 12, 0),
            ("13:00pm", 13, 0),
            ("10.30am", 10, 30),
            ("14.30", 14, 30),
            ("10.0am", 10, 0),
            ("10:00:00.000Z", 10, 0),
        ] {
            assert_eq!(time(text), Ok(hour * 60 + minute), "{text}");
        }
        for text in ["9:00m", "8:00", "5", "9.30"] {
            assert_eq!(time(text), Err(Unclear::HalfOfDay), "{text}");
        }
        for text in [
            "",
            "open",
            "25:00",
            "9:75am",
            ":",
            "9:00xm",
            "99999999999999",
            "10.3am",
            "10:3am",
            "9h3",
            "10 12pm",
        ] {
            assert_eq!(time(text), Err(Unclear::NotATime), "{text}");
        }
    }

    #[test]
    fn days_are_read_by_name_letters_and_number() {
        for (text, day) in [
            ("Monday", 0),
            ("tue", 1),
            ("WE", 2),
            ("4", 3),
            ("Fri.", 4),
            ("http://schema.org/Sunday", 6),
        ] {
            assert_eq!(weekday(text), Weekday::ALL.get(day).copied(), "{text}");
        }
        for text in [
            "",
            "0",
            "8",
            "x",
            "T",
            "T.",
            "ss",
            "Sat/Sun",
            "Mon/Tue",
            "1st/Monday",
            "alternate/Monday",
            "2/3/2026",
        ] {
            assert_eq!(weekday(text), None, "{text}");
        }
    }

    #[test]
    fn an_opening_is_in_the_half_of_the_day_that_its_closing_leaves() {
        let read = |from: &str, to: &str| {
            let (opens, closes) = stretch((from, time(from)?), (to, time(to)?))?;
            let clock = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
            Ok([clock(opens), clock(closes)].join("-"))
        };
        for (from, to, meant) in [
            ("02:00", "04:00pm", "14:00-16:00"),
            ("07:30", "09:30pm", "19:30-21:30"),
            ("06:00", "08:00 pm", "18:00-20:00"),
            ("10.30", "11.30pm", "22:30-23:30"),
            ("11:00", "11:45pm", "23:00-23:45"),
            ("09:00", "05:00pm", "9:00-17:00"),
            ("08:00", "08:00pm", "8:00-20:00"),
            ("11:30", "12:30pm", "11:30-12:30"),
            ("12:30", "02:00pm", "12:30-14:00"),
            ("14:00", "04:00pm", "14:00-16:00"),
            ("02:00", "04:00", "2:00-4:00"),
            ("10am", "12:00", "10:00-12:00"),
            ("10pm", "06:00", "22:00-6:00"),
            ("7pm", "21:00", "19:00-21:00"),
        ] {
            assert_eq!(read(from, to).as_deref(), Ok(meant), "{from} {to}");
        }
        for (from, to) in [
            ("06:00", "12:00pm"),
            ("05:00", "01:00pm"),
            ("00:30", "2pm"),
            ("7pm", "09:30"),
            ("10pm", "12:00"),
        ] {
            assert_eq!(read(from, to), Err(Unclear::HalfOfDay), "{from} {to}");
        }
    }

    #[test]
    fn a_night_goes_on_into_the_next_day() {
        assert_eq!(between(9 * 60, 17 * 60), Some(480));
        assert_eq!(between(21 * 60, 5 * 60), Some(480));
        assert_eq!(between(0, 0), Some(1_440));
        assert_eq!(between(9 * 60, 5 * 60), None);
    }
}
