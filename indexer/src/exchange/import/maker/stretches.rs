//! Rows of a timetable that are parts of one: HSDS has rules and no exceptions, so that a row with days off comes in
//! stretches, between which it falls out, and one of single days comes as a row a day.
//!
//! What falls out is said by the notes where these are days and stretches of days as ISO 8601 writes them; elsewhere the gap
//! itself says it: one session in it is a day off, several are a pause.

use catalog::day::{Day, Moment};
use catalog::schedule::{Rule, Schedule};

use authoring::value::Value;

use super::super::times::code;
use super::timetable::Slot;

/// Days on which it falls out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Off {
    /// The first.
    pub from: Day,
    /// The last; `None`: it is one day.
    to: Option<Day>,
    why: Option<String>,
}

impl Off {
    /// What notes name: `2026-12-29; 2026-08-01/2026-08-31: Summer break`. `None` for any other text.
    pub(super) fn all(notes: &str) -> Option<Vec<Self>> {
        let mut all: Vec<Self> = Vec::new();
        for part in notes.split("; ") {
            match (Self::read(part), all.last_mut()) {
                (Some(off), _) => all.push(off),
                // A reason may have a semicolon in it.
                (None, Some(Self { why: Some(why), .. })) => {
                    why.extend(["; ", part].into_iter().map(str::to_owned))
                }
                (None, _) => return None,
            }
        }
        Some(all)
    }

    fn read(part: &str) -> Option<Self> {
        let day = |from: usize, to: usize| Day::parse(part.get(from..to)?);
        let from = day(0, 10)?;
        let rest = part.get(10..)?;
        let (to, rest) = match rest.strip_prefix('/') {
            Some(rest) => (Some(day(11, 21)?), rest.get(10..)?),
            None => (None, rest),
        };
        let why = match rest {
            "" => None,
            rest => Some(rest.strip_prefix(": ")?.to_owned()),
        };
        let is_stretch = to.is_some_and(|to| from <= to) || (to.is_none() && why.is_none());
        is_stretch.then_some(Self { from, to, why })
    }

    /// Whether it is a day, and no stretch.
    pub(super) fn is_day(&self) -> bool {
        self.to.is_none()
    }

    fn last(&self) -> Day {
        self.to.unwrap_or(self.from)
    }

    fn holds(&self, day: Day) -> bool {
        (self.from..=self.last()).contains(&day)
    }

    fn pause(from: Day, to: Day, why: Option<&String>) -> Value {
        let day = |key: &str, day: Day| (key.to_owned(), Value::Plain(day.to_string()));
        let why = why.map(|why| ("why".to_owned(), Value::Text(why.clone())));
        Value::Map([day("from", from), day("to", to)].into_iter().chain(why).collect())
    }
}

impl Slot {
    /// Its rule, as RFC 5545 writes it; `None`: it is on single days.
    fn rule_text(&self) -> Option<String> {
        match (&self.rule, self.days.is_empty()) {
            (Some(rule), _) => Some(rule.clone()),
            (None, false) => {
                let days: Vec<&str> = self.days.iter().map(|day| code(*day)).collect();
                Some(format!("FREQ=WEEKLY;BYDAY={}", days.join(",")))
            }
            (None, true) => None,
        }
    }

    /// The row as if it began on a day, without its exceptions.
    pub(super) fn schedule(&self, day: Day) -> Option<Schedule> {
        let start = Moment::new(day, self.opens)?;
        let rule = match self.rule_text() {
            Some(rule) => Some(Rule::parse(&rule, start).ok()?),
            None => None,
        };
        let none = Vec::new;
        Some(Schedule {
            start,
            minutes: self.minutes,
            rule,
            dates: none(),
            exdates: none(),
            pauses: Vec::new(),
            valid_to: None,
        })
    }

    /// Its days off and its pauses.
    pub(super) fn days_off(&self, first: &Schedule) -> (Vec<Day>, Vec<Value>) {
        let days = self.off.iter().filter(|off| off.is_day()).map(|off| off.from);
        // A day on which nothing would be falls out of nothing.
        let mut exdates: Vec<Day> = days.filter(|day| first.occurs_on(*day)).collect();
        let stretches = self.off.iter().filter_map(|off| Some((off, off.to?)));
        let mut pauses: Vec<Value> =
            stretches.map(|(off, to)| Off::pause(off.from, to, off.why.as_ref())).collect();
        for (from, to) in &self.gaps {
            let mut missing = Vec::new();
            first.each_day(*from, *to, &mut |day| {
                missing.push(day);
                true
            });
            missing.retain(|day| !self.off.iter().any(|off| off.holds(*day)));
            match missing.as_slice() {
                [] => {}
                [day] => exdates.push(*day),
                _ => pauses.push(Off::pause(*from, *to, None)),
            }
        }
        exdates.sort_unstable();
        exdates.dedup();
        (exdates, pauses)
    }

    /// How many days its rule counts in all: those of its stretches, and those on which it falls out.
    pub(super) fn counted(&self, first: &Schedule) -> Option<u16> {
        let mut count = self.count?;
        let before = self.from.map(|day| (first.start.day, day.plus(-1)));
        for (from, to) in self.gaps.iter().copied().chain(before) {
            first.each_day(from, to, &mut |_| {
                count = count.saturating_add(1);
                true
            });
        }
        let last = self.valid_to;
        let behind = self.off.iter().filter(|off| {
            off.is_day() && last.is_some_and(|last| off.from > last) && first.occurs_on(off.from)
        });
        count = count.saturating_add(behind.count() as u32);
        u16::try_from(count).ok()
    }

    /// Until when it is known. Where it falls out at its end, nothing is promised behind that: a rule that ends by itself says so,
    /// any other is known until the last of these days.
    pub(super) fn known_until(&self) -> Option<Day> {
        let last = self.valid_to?;
        let behind = self.off.iter().filter(|off| off.from > last).map(Off::last).max();
        let is_until = self.rule.as_ref().is_some_and(|rule| rule.contains("UNTIL="));
        let ends = is_until || self.count.is_some();
        match behind {
            Some(_) if ends => None,
            Some(day) => Some(day),
            None => Some(last),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        self.opens == other.opens
            && self.minutes == other.minutes
            && self.text == other.text
            && self.at == other.at
            && self.kind == other.kind
    }

    /// Whether another row goes on where this one stops, at the same rhythm.
    fn goes_on_in(&self, next: &Self) -> bool {
        let is_same = self.is_like(next)
            && self.rule == next.rule
            && self.days == next.days
            && self.rule_text().is_some()
            && self.count.is_some() == next.count.is_some();
        let (Some(last), Some(from), Some(first), Some(again)) =
            (self.valid_to, next.valid_from, self.from, next.from)
        else {
            return false;
        };
        let in_step = || self.schedule(first).is_some_and(|schedule| schedule.occurs_on(again));
        is_same && from > last && in_step()
    }

    /// Whether another row is one more day of this one. Without words of their own, two days are two rows.
    fn has_day(&self, other: &Self) -> bool {
        let is_known =
            |day: Day| self.rule_text().is_none() || self.valid_to.is_none_or(|last| day <= last);
        self.is_like(other)
            && self.text.is_some()
            && other.rule_text().is_none()
            && other.from.is_some_and(is_known)
    }
}

/// Puts rows together that are parts of one.
pub(super) fn joined(slots: Vec<Slot>) -> Vec<Slot> {
    let mut all: Vec<Slot> = Vec::new();
    for slot in slots {
        if let Some(known) = all.iter_mut().rev().find(|known| known.goes_on_in(&slot)) {
            if let (Some(last), Some(from)) = (known.valid_to, slot.valid_from)
                && last.plus(1) < from
            {
                known.gaps.push((last.plus(1), from.plus(-1)));
            }
            known.valid_to = slot.valid_to;
            known.count = known.count.zip(slot.count).map(|(one, other)| one.saturating_add(other));
            known.off.extend(slot.off);
            known.cells.extend(slot.cells);
        } else if let Some(known) = all.iter_mut().rev().find(|known| known.has_day(&slot)) {
            known.dates.extend(slot.from);
            known.cells.extend(slot.cells);
        } else {
            all.push(slot);
        }
    }
    all
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_name_days_are_read_and_others_are_words() {
        let day = |text: &str| Day::parse(text).unwrap();
        let off = |from: &str, to: Option<&str>, why: Option<&str>| Off {
            from: day(from),
            to: to.map(day),
            why: why.map(str::to_owned),
        };
        for (notes, all) in [
            ("2026-12-29", vec![off("2026-12-29", None, None)]),
            (
                "2026-08-01/2026-08-31: Summer; and rest; 2026-12-29",
                vec![
                    off("2026-08-01", Some("2026-08-31"), Some("Summer; and rest")),
                    off("2026-12-29", None, None),
                ],
            ),
            ("2026-08-01/2026-08-31", vec![off("2026-08-01", Some("2026-08-31"), None)]),
        ] {
            assert_eq!(Off::all(notes).as_ref(), Some(&all), "{notes}");
        }
        for notes in [
            "",
            "Closed at times",
            "2026-12-29 perhaps",
            "2026-12-29: why",
            "2026-08-31/2026-08-01",
        ] {
            assert_eq!(Off::all(notes), None, "{notes}");
        }
    }
}
