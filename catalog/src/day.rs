//! Civil time in the directory's own zone: days, minutes of a day, and their ISO form.
//!
//! There is no zone here on purpose. A schedule says "Tuesdays at 10" and means the clock on the
//! wall; only whoever knows the present moment (the browser's Intl, the indexer's time zone
//! database) turns an instant into a [`Moment`], once.

use std::fmt;

/// A calendar day, counted from 1970-01-01 (proleptic Gregorian), negative before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub i32);

/// A day of the week, Monday first (ISO 8601 number less one).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

impl Weekday {
    /// The id of the day among [`WHEN`](crate::facet::WHEN): its English name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Monday => "monday",
            Self::Tuesday => "tuesday",
            Self::Wednesday => "wednesday",
            Self::Thursday => "thursday",
            Self::Friday => "friday",
            Self::Saturday => "saturday",
            Self::Sunday => "sunday",
        }
    }

    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// 0 for Monday to 6 for Sunday.
    pub fn number(self) -> usize {
        self as usize
    }
}

/// A minute of a day on the wall clock of the directory's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// Minutes since midnight, 0 to 1,439.
    pub minute: u16,
}

impl Day {
    /// From year, month 1 to 12 and day 1 to 31; `None` when there is no such day, or the year is
    /// not in 1 to 9999.
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        if day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Days from civil, Howard Hinnant, "chrono-compatible low-level date algorithms" (2013).
        let y = if month <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let month_from_march = (i32::from(month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i32::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(era * 146_097 + day_of_era - 719_468))
    }

    /// Year, month 1 to 12, day 1 to 31.
    pub fn ymd(self) -> (i32, u8, u8) {
        // Civil from days, the same source. In 64 bits, so that no count of days overflows.
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
        let year = (yoe + era * 400) as i32 + i32::from(month <= 2);
        (year, month, day)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[(i64::from(self.0) + 3).rem_euclid(7) as usize]
    }

    /// This day moved by a number of days; stops at the ends of the range.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Whole months from `self` to `later`, as people count a birthday: 3 May to 2 June is 0.
    /// Negative when `later` is before.
    pub fn months_until(self, later: Self) -> i32 {
        let ((y1, m1, d1), (y2, m2, d2)) = (self.ymd(), later.ymd());
        let months = (y2 - y1) * 12 + i32::from(m2) - i32::from(m1);
        months - i32::from(d2 < d1)
    }

    /// From `2026-05-03`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<i32> {
            let part = text.get(range)?;
            if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
        };
        Self::from_ymd(number(0..4)?, number(5..7)? as u8, number(8..10)? as u8)
    }
}

impl fmt::Display for Day {
    /// ISO 8601: `2026-05-03`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl Moment {
    /// `None` when the minute is past the end of the day.
    pub fn new(day: Day, minute: u16) -> Option<Self> {
        (minute < 1_440).then_some(Self { day, minute })
    }

    /// From `2026-01-06T10:00`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_once('T')?;
        let (hour, minute) = time.split_once(':')?;
        if hour.len() != 2 || minute.len() != 2 {
            return None;
        }
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        if hour > 23 || minute > 59 {
            return None;
        }
        Self::new(Day::parse(day)?, hour * 60 + minute)
    }

    /// This moment moved by minutes, across midnight where needed.
    pub fn plus_minutes(self, minutes: u32) -> Self {
        let total = u64::from(self.minute) + u64::from(minutes);
        Self { day: self.day.plus((total / 1_440) as i32), minute: (total % 1_440) as u16 }
    }
}

impl fmt::Display for Moment {
    /// ISO 8601 without a zone: `2026-01-06T10:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.day, self.minute / 60, self.minute % 60)
    }
}

/// Days in a month of the Gregorian calendar.
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_day_survives_a_round_trip(days in -700_000..2_900_000) {
            let day = Day(days);
            let (year, month, date) = day.ymd();
            if (1..=9999).contains(&year) {
                prop_assert_eq!(Day::from_ymd(year, month, date), Some(day));
                prop_assert_eq!(Day::parse(&day.to_string()), Some(day));
            }
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in ".{0,20}") {
            let _ = (Day::parse(&text), Moment::parse(&text));
        }
    }

    #[test]
    fn days_people_know_fall_where_they_should() {
        assert_eq!(Day::parse("1970-01-01"), Some(Day(0)));
        assert_eq!(Day::parse("2026-11-23").unwrap().weekday(), Weekday::Monday);
        assert_eq!(Day::parse("2026-02-29"), None);
        assert_eq!(Day::parse("2028-02-29").unwrap().weekday(), Weekday::Tuesday);
        assert_eq!(Day::parse("0000-01-01"), None);
        assert_eq!(Moment::parse("2026-01-06T24:00"), None);
    }

    #[test]
    fn months_are_counted_like_birthdays() {
        let day = |text| Day::parse(text).unwrap();
        assert_eq!(day("2025-05-03").months_until(day("2026-05-02")), 11);
        assert_eq!(day("2025-05-03").months_until(day("2026-05-03")), 12);
        assert_eq!(day("2026-05-03").months_until(day("2025-05-03")), -12);
    }
}
