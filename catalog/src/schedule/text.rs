//! A row of a timetable as one line of text, for what people keep on their own device: it is read
//! again by every later version, which the catalog's bytes are not.
//!
//! `2026-01-06T10:00 90 FREQ=WEEKLY;BYDAY=TU -2026-12-29 2026-08-01/2026-08-31 ..2026-12-31`

use std::fmt;

use super::{Pause, Rule, Schedule};
use crate::day::{Day, Moment};

/// Most exceptions that are read, of each kind: more than a weekly row has in seven years.
const EXCEPTIONS_MAX: usize = 400;

impl fmt::Display for Schedule {
    /// First session, minutes, then what there is of: rule, `-` days without, pauses, `..` last day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.start, self.minutes)?;
        if let Some(rule) = &self.rule {
            write!(f, " {rule}")?;
        }
        for day in &self.exdates {
            write!(f, " -{day}")?;
        }
        for Pause { from, to } in &self.pauses {
            write!(f, " {from}/{to}")?;
        }
        if let Some(day) = self.valid_to {
            write!(f, " ..{day}")?;
        }
        Ok(())
    }
}

pub(super) fn parse(text: &str) -> Option<Schedule> {
    let mut parts = text.split(' ');
    let start = Moment::parse(parts.next()?)?;
    let minutes = parts.next()?;
    let minutes = minutes.bytes().all(|byte| byte.is_ascii_digit()).then(|| minutes.parse().ok())?;
    let minutes = minutes.filter(|minutes| (1..=1_440).contains(minutes))?;
    let (rule, exdates, pauses, valid_to) = (None, Vec::new(), Vec::new(), None);
    let mut schedule = Schedule { start, minutes, rule, exdates, pauses, valid_to };
    for part in parts {
        if part.starts_with("FREQ=") && schedule.rule.is_none() {
            schedule.rule = Some(Rule::parse(part, start).ok()?);
        } else if let Some(day) = part.strip_prefix('-') {
            schedule.exdates.push(Day::parse(day)?);
        } else if let Some((from, to)) = part.split_once('/') {
            schedule.pauses.push(Pause { from: Day::parse(from)?, to: Day::parse(to)? });
        } else if schedule.valid_to.is_none() {
            schedule.valid_to = Some(Day::parse(part.strip_prefix("..")?)?);
        } else {
            return None;
        }
    }
    let is_short = schedule.exdates.len().max(schedule.pauses.len()) <= EXCEPTIONS_MAX;
    // Days are looked up among the exceptions by halving.
    schedule.exdates.sort_unstable();
    is_short.then_some(schedule)
}
