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
    let plain: String = of_day.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let letters = plain.find(|c: char| !c.is_ascii_digit() && c != ':' && c != 'h');
    let (digits, half) = plain.split_at(letters.unwrap_or(plain.len()));
    let parts: Vec<&str> = digits.split([':', 'h']).filter(|part| !part.is_empty()).collect();
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

/// A day of the week: a name, two or three letters of it, or a number from 1 (Monday, as HSDS 1 counts) to 7.
pub fn weekday(text: &str) -> Option<Weekday> {
    let lower = text.trim().to_lowercase();
    if let Ok(number) = lower.parse::<usize>() {
        return Weekday::ALL.get(number.checked_sub(1)?).copied();
    }
    let lower = lower.rsplit('/').next().unwrap_or(&lower);
    let is_short = lower.len() >= 2 && lower.is_ascii();
    Weekday::ALL
        .into_iter()
        .find(|day| is_short && day.id().starts_with(lower.trim_end_matches(['.', 's'])))
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
        ] {
            assert_eq!(time(text), Ok(hour * 60 + minute), "{text}");
        }
        for text in ["9:00m", "8:00", "5"] {
            assert_eq!(time(text), Err(Unclear::HalfOfDay), "{text}");
        }
        for text in ["", "open", "25:00", "9:75am", ":", "9:00xm", "99999999999999"] {
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
        for text in ["", "0", "8", "x", "T"] {
            assert_eq!(weekday(text), None, "{text}");
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
