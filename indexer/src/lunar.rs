//! The days of lunar months, for timetables that no rule can tell: the first and the fifteenth day of
//! the Vietnamese, Chinese and Korean months.
//!
//! A month begins on the day of the new moon where the calendar is kept (UTC+7 for the Vietnamese one,
//! +8 for the Chinese, +9 for the Korean). The new moons are those of Jean Meeus, Astronomical Algorithms
//! (1998), chapter 49, right to a minute in our time. Numbers of months and leap months are left out:
//! they are not needed for a day of every month.

use catalog::day::Day;

/// Days from the Julian day 0 to 1970-01-01, 0 o'clock.
const EPOCH: f64 = 2_440_587.5;

/// Seconds that the clocks of the earth are behind the time of the formulas, in the years around 2030
/// (IERS: 69 s in 2020, some 75 s expected).
const BEHIND_S: f64 = 72.0;

/// The new moon of 6 January 2000, from which Meeus counts.
const FIRST: f64 = 2_451_550.097_66;

/// Days from one new moon to the next, on average.
const MONTH: f64 = 29.530_588_861;

/// The days from `from` to `to` that are one of `days` (1 to 30) of a lunar month, where clocks are
/// `hours` ahead of UTC, ascending.
pub fn days(days: &[u8], from: Day, to: Day, hours: i8) -> Vec<Day> {
    let number = |day: Day| ((f64::from(day.0) + EPOCH - FIRST) / MONTH).floor() as i32;
    let mut found = Vec::new();
    for moon in number(from) - 2..=number(to) + 2 {
        let (first, next) = (new_moon(moon, hours), new_moon(moon + 1, hours));
        for day in days {
            let day = first.plus(i32::from(*day) - 1);
            // A month has 29 or 30 days.
            if day < next && (from..=to).contains(&day) {
                found.push(day);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The day of a new moon, counted from that of 6 January 2000.
fn new_moon(number: i32, hours: i8) -> Day {
    let local = julian_day(f64::from(number)) - BEHIND_S / 86_400.0 + f64::from(hours) / 24.0;
    Day((local - EPOCH).floor() as i32)
}

/// Sines of multiples of the anomalies of the sun and the moon and of the moon's latitude: the
/// coefficient in days, how often it holds the earth's eccentricity, and the multiples (Meeus,
/// table 49.a).
const TERMS: [(f64, i32, [f64; 3]); 24] = [
    (-0.407_20, 0, [0.0, 1.0, 0.0]),
    (0.172_41, 1, [1.0, 0.0, 0.0]),
    (0.016_08, 0, [0.0, 2.0, 0.0]),
    (0.010_39, 0, [0.0, 0.0, 2.0]),
    (0.007_39, 1, [-1.0, 1.0, 0.0]),
    (-0.005_14, 1, [1.0, 1.0, 0.0]),
    (0.002_08, 2, [2.0, 0.0, 0.0]),
    (-0.001_11, 0, [0.0, 1.0, -2.0]),
    (-0.000_57, 0, [0.0, 1.0, 2.0]),
    (0.000_56, 1, [1.0, 2.0, 0.0]),
    (-0.000_42, 0, [0.0, 3.0, 0.0]),
    (0.000_42, 1, [1.0, 0.0, 2.0]),
    (0.000_38, 1, [1.0, 0.0, -2.0]),
    (-0.000_24, 1, [-1.0, 2.0, 0.0]),
    (-0.000_07, 0, [2.0, 1.0, 0.0]),
    (0.000_04, 0, [0.0, 2.0, -2.0]),
    (0.000_04, 0, [3.0, 0.0, 0.0]),
    (0.000_03, 0, [1.0, 1.0, -2.0]),
    (0.000_03, 0, [0.0, 2.0, 2.0]),
    (-0.000_03, 0, [1.0, 1.0, 2.0]),
    (0.000_03, 0, [-1.0, 1.0, 2.0]),
    (-0.000_02, 0, [-1.0, 1.0, -2.0]),
    (-0.000_02, 0, [1.0, 3.0, 0.0]),
    (0.000_02, 0, [0.0, 4.0, 0.0]),
];

/// When a new moon is, in the time of the formulas (Meeus, 49.1 to 49.7). The pull of the planets,
/// half a minute at most, is left out.
fn julian_day(k: f64) -> f64 {
    let t = k / 1_236.85;
    let degrees = |start: f64, step: f64, square: f64| {
        (start + step * k + square * t * t).rem_euclid(360.0).to_radians()
    };
    let sun = degrees(2.553_4, 29.105_356_70, -0.000_001_4);
    let moon = degrees(201.564_3, 385.816_935_28, 0.010_758_2);
    let latitude = degrees(160.710_8, 390.670_502_84, -0.001_611_8);
    let node = degrees(124.774_6, -1.563_755_88, 0.002_067_2);
    let eccentricity = 1.0 - 0.002_516 * t - 0.000_007_4 * t * t;
    let terms = TERMS.iter().map(|(coefficient, power, [of_sun, of_moon, of_latitude])| {
        let angle = of_sun * sun + of_moon * moon + of_latitude * latitude;
        coefficient * eccentricity.powi(*power) * angle.sin()
    });
    FIRST + MONTH * k + 0.000_154_37 * t * t + terms.sum::<f64>() - 0.000_17 * node.sin()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn told(days: &[Day]) -> Vec<String> {
        days.iter().map(ToString::to_string).collect()
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_years_begin_when_calendars_say() {
        // The lunar new years of 2020 to 2030.
        for new_year in [
            "2020-01-25",
            "2021-02-12",
            "2022-02-01",
            "2023-01-22",
            "2024-02-10",
            "2025-01-29",
            "2026-02-17",
            "2027-02-06",
            "2028-01-26",
            "2029-02-13",
            "2030-02-03",
        ] {
            let new_year = day(new_year);
            assert_eq!(days(&[1], new_year, new_year, 8), [new_year]);
        }
    }

    #[test]
    fn the_first_and_fifteenth_of_a_year_are_what_a_vietnamese_calendar_has() {
        // By Ho Ngoc Duc's rules, worked out by another program.
        let first = days(&[1], day("2026-12-01"), day("2027-12-31"), 7);
        assert_eq!(
            told(&first),
            [
                "2026-12-09",
                "2027-01-08",
                "2027-02-06",
                "2027-03-08",
                "2027-04-07",
                "2027-05-06",
                "2027-06-05",
                "2027-07-04",
                "2027-08-02",
                "2027-09-01",
                "2027-09-30",
                "2027-10-29",
                "2027-11-28",
                "2027-12-28",
            ]
        );
        let fifteenth = days(&[15], day("2026-12-01"), day("2027-12-31"), 7);
        assert_eq!(
            told(&fifteenth),
            [
                "2026-12-23",
                "2027-01-22",
                "2027-02-20",
                "2027-03-22",
                "2027-04-21",
                "2027-05-20",
                "2027-06-19",
                "2027-07-18",
                "2027-08-16",
                "2027-09-15",
                "2027-10-14",
                "2027-11-12",
                "2027-12-12",
            ]
        );
    }

    #[test]
    fn no_month_has_a_thirty_first_day() {
        assert!(days(&[31], day("2026-01-01"), day("2030-01-01"), 8).is_empty());
        let thirtieth = days(&[30], day("2026-01-01"), day("2030-01-01"), 8).len();
        assert!((20..32).contains(&thirtieth), "{thirtieth} months of thirty days in four years");
    }
}
