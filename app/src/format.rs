//! Numbers, distances, days, times and lists, written as a locale writes them.
//!
//! All of it comes from the locale's own file, so that build and phone cannot differ.

use catalog::day::Day;
use catalog::phone::Phone;
use catalog::place::walking_minutes;
use catalog::schedule::Session;

use crate::locale::{Key, Messages};

/// From here on a distance is told in kilometres without a decimal: nobody plans by 100 metres
/// of a bus ride.
const WHOLE_KILOMETRES_M: u32 = 10_000;

/// A straight line is not the path walked: anything finer than this would be a pretence.
const METRE_STEP: u32 = 50;

/// From how many days ahead a date needs its year: before that, only one such day can be meant.
const YEAR_NEEDED_DAYS: i32 = 300;

/// The same for what is read later than it is drawn: a page of last spring still hangs on a wall.
const YEAR_NEEDED_ON_PAPER_DAYS: i32 = 180;

impl Messages {
    /// `1,240` in the locale's digits.
    pub fn number(&self, n: u32) -> String {
        let plain = n.to_string();
        let mut grouped = String::with_capacity(plain.len() * 2);
        for (index, digit) in plain.chars().enumerate() {
            // Four digits read well without a mark; more need one.
            if plain.len() > 3 && index > 0 && (plain.len() - index).is_multiple_of(3) {
                grouped.push_str(self.text(Key::FormGroup));
            }
            grouped.push(digit);
        }
        self.digits(&grouped)
    }

    /// `1.4`, of 14 tenths; `2`, of 20.
    pub fn tenths(&self, tenths: u32) -> String {
        let (whole, tenth) = (self.number(tenths / 10), tenths % 10);
        if tenth == 0 {
            return whole;
        }
        [&whole, self.text(Key::FormDecimal), &self.digits(&tenth.to_string())].concat()
    }

    /// `650 m`, `1.4 km`, `12 km`: no finer than a straight line can tell.
    pub fn distance(&self, metres: u32) -> String {
        let steps = metres.saturating_add(METRE_STEP / 2) / METRE_STEP;
        let rounded = (steps * METRE_STEP).max(METRE_STEP);
        if rounded < 1_000 {
            return self.fill(Key::FormMetres, &[("n", &self.digits(&rounded.to_string()))]);
        }
        let number = if metres >= WHOLE_KILOMETRES_M {
            self.number(metres.saturating_add(500) / 1_000)
        } else {
            self.tenths(metres.saturating_add(50) / 100)
        };
        self.fill(Key::FormKilometres, &[("n", &number)])
    }

    /// `about 14 minutes on foot`.
    pub fn on_foot(&self, metres: u32) -> String {
        self.count(Key::FormOnFoot, walking_minutes(metres), &[])
    }

    /// `3 May 2026`.
    pub fn day(&self, day: Day) -> String {
        self.dated(Key::FormDay, day)
    }

    /// `Tuesday 24 November`.
    pub fn day_of_week(&self, day: Day) -> String {
        self.dated(Key::FormWeekdayDay, day)
    }

    /// `May 2026`.
    pub fn month_year(&self, day: Day) -> String {
        self.dated(Key::FormMonthYear, day)
    }

    /// `Today`, `Tomorrow`, `Tuesday 24 November`; with its year where that could be mistaken.
    pub fn day_soon(&self, day: Day, today: Day) -> String {
        match day.0.saturating_sub(today.0) {
            0 => self.text(Key::FormToday).to_owned(),
            1 => self.text(Key::FormTomorrow).to_owned(),
            2..YEAR_NEEDED_DAYS => self.day_of_week(day),
            _ => self.day(day),
        }
    }

    /// `10:00 am` or `14:00`: the locale says which clock, and how it names the parts of a day.
    pub fn time(&self, minute: u16) -> String {
        let (hour, minute) = (minute / 60 % 24, minute % 60);
        let twelve = self.text(Key::FormHours) == "12";
        let shown = if !twelve {
            hour
        } else if hour % 12 == 0 {
            12
        } else {
            hour % 12
        };
        let clock = self.digits(&[&shown.to_string(), ":", &two_digits(minute)].concat());
        let part = match hour {
            0..12 => Key::FormMorning,
            12..18 => Key::FormAfternoon,
            _ => Key::FormEvening,
        };
        self.fill(part, &[("time", &clock)])
    }

    /// `Tomorrow, 10:00 am to 11:30 am`, as only what is drawn on the very day may say.
    pub fn session_soon(&self, session: Session, today: Day) -> String {
        self.session(session, &self.day_soon(session.start.day, today))
    }

    /// `Tuesday 24 November, 10:00 am to 11:30 am`, for what is read later than it is `drawn`; with its
    /// year where that could be mistaken.
    pub fn session_dated(&self, session: Session, drawn: Day) -> String {
        self.session(session, &self.day_dated(session.start.day, drawn))
    }

    /// `Tuesday 24 November`, for what is read later than it is `drawn`; with its year where that could be
    /// mistaken.
    pub fn day_dated(&self, day: Day, drawn: Day) -> String {
        let is_far = day.0.saturating_sub(drawn.0) >= YEAR_NEEDED_ON_PAPER_DAYS;
        if is_far { self.day(day) } else { self.day_of_week(day) }
    }

    fn session(&self, session: Session, day: &str) -> String {
        let end = session.start.plus_minutes(u32::from(session.minutes));
        self.fill(
            Key::FormSession,
            &[
                ("day", day),
                ("from", &self.time(session.start.minute)),
                ("to", &self.time(end.minute)),
            ],
        )
    }

    /// `one, two and three`.
    pub fn list(&self, items: &[String]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        let start = before.iter().fold(String::new(), |so_far, item| {
            if so_far.is_empty() {
                item.clone()
            } else {
                self.fill(Key::FormListMore, &[("a", &so_far), ("b", item)])
            }
        });
        if start.is_empty() {
            last.clone()
        } else {
            self.fill(Key::FormListLast, &[("a", &start), ("b", last)])
        }
    }

    /// A number as [`Phone`] writes it, to be read: `604-555-0100` for a North American number, which
    /// people here know without its country; another as its owner or its country writes it; with its
    /// extension. Digits stay as a telephone has them.
    pub fn phone(&self, text: &str) -> String {
        let Phone { number, extension, shown } = Phone::read(text);
        let shown = match number.strip_prefix("+1") {
            _ if shown.is_some() => shown.unwrap_or_default().to_owned(),
            Some(local) if local.len() == 10 && local.bytes().all(|byte| byte.is_ascii_digit()) => {
                [&local[..3], "-", &local[3..6], "-", &local[6..]].concat()
            }
            _ => number.to_owned(),
        };
        match extension {
            Some(extension) => {
                self.fill(Key::FormPhoneExtension, &[("phone", &shown), ("extension", extension)])
            }
            None => shown,
        }
    }

    /// `$2`, `$2.50`; a currency without a sign of its own keeps its code.
    pub fn money(&self, cents: u32, currency: &str) -> String {
        let whole = self.number(cents / 100);
        let amount = match cents % 100 {
            0 => whole,
            rest => {
                let rest = self.digits(&two_digits(rest));
                [&whole, self.text(Key::FormDecimal), &rest].concat()
            }
        };
        let sign = match currency {
            "CAD" | "USD" | "AUD" | "NZD" => "$",
            "GBP" => "£",
            "EUR" => "€",
            code => {
                return self.fill(Key::FormMoneyCode, &[("amount", &amount), ("code", code)]);
            }
        };
        self.fill(Key::FormMoney, &[("sign", sign), ("amount", &amount)])
    }

    fn dated(&self, pattern: Key, day: Day) -> String {
        let (year, month, date) = day.ymd();
        self.fill(
            pattern,
            &[
                ("year", &self.digits(&year.to_string())),
                ("month", self.part(Key::FormMonths, usize::from(month) - 1)),
                ("day", &self.digits(&date.to_string())),
                ("weekday", self.part(Key::FormWeekdays, day.weekday().number())),
            ],
        )
    }

    /// The same number in the locale's digits.
    fn digits(&self, number: &str) -> String {
        let digits = self.text(Key::FormDigits);
        if digits.starts_with('0') || digits.is_empty() {
            return number.to_owned();
        }
        let digit = |c: char| {
            c.to_digit(10).and_then(|value| digits.chars().nth(value as usize)).unwrap_or(c)
        };
        number.chars().map(digit).collect()
    }
}

/// A number that somebody is typing in a country (ISO 3166-1), as [`Phone`] writes numbers. Whether there is
/// such a number, only the check of a page can tell.
pub fn typed_phone(typed: &str, country: &str, extension: Option<&str>) -> String {
    let digits: String =
        typed.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    let is_north_american = matches!(country, "CA" | "US") && !digits.starts_with('+');
    let number = match (digits.len(), digits.starts_with('1')) {
        (10, _) if is_north_american => ["+1", &digits].concat(),
        (11, true) if is_north_american => ["+", &digits].concat(),
        _ => digits,
    };
    Phone { number: &number, extension, shown: None }.to_text()
}

/// A number below a hundred with both its digits. Not by way of a formatter, which a phone would load
/// for this alone.
fn two_digits(number: impl Into<u32>) -> String {
    let number: u32 = number.into();
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}
