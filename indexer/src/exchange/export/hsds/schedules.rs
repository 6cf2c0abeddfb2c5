//! A row of a timetable in HSDS, which has rules but no exceptions: a row with days off is told as several
//! entries, each with the days between which the rule holds.
//!
//! The gap between two entries with the same words is the exception, and the notes of the entry before it name its days
//! (`2026-12-29; 2026-08-01/2026-08-31: Summer break`, as ISO 8601 writes days and stretches), so that an importer can put
//! the row together again. Not sayable there, and told in words only: every second or third day. A day of each week,
//! seven times, is how HSDS says "daily".

use catalog::day::Day;
use catalog::schedule::{End, Frequency, Rule, Schedule};
use catalog::service::{ScheduleKind, Service, ServiceSchedule};
use serde_json::{Value, json};

use super::terms::Attributes;
use crate::exchange::export::exported::Exported;
use crate::exchange::export::record::record;

/// Days of the week as RFC 5545 writes them, Monday first.
pub const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// How far ahead a first session is looked for, in days: ten years.
const SEARCHED_DAYS: i32 = 3_660;

/// Days between which a rule holds without an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    from: Day,
    /// The last one; `None`: it goes on.
    to: Option<Day>,
}

/// The entries of a row.
pub fn entries(
    exported: &Exported<'_>,
    service: &Service,
    number: usize,
    row: &ServiceSchedule,
) -> Vec<Value> {
    let words = exported.words(service);
    let text = words.and_then(|words| words.schedule.get(number)).map(String::as_str);
    let reasons = words.and_then(|words| words.pauses.get(number)).map_or(&[][..], Vec::as_slice);
    let times = &row.times;
    let closes = (u32::from(times.start.minute) + u32::from(times.minutes)) % 1_440;
    let entry = |part: usize, (rule, notes): ([(&'static str, Value); 9], String)| {
        let id = exported.id("schedule", &[&service.id, &number.to_string(), &part.to_string()]);
        let kind = match row.kind {
            ScheduleKind::Session => "session",
            ScheduleKind::ByArrangement => "by-arrangement",
        };
        let attributes = Attributes::of(exported, &id).term("schedule", kind);
        let own = [
            ("id", json!(id)),
            ("opens_at", json!(clock(u32::from(times.start.minute)))),
            ("closes_at", json!(clock(closes))),
            ("description", Value::from(text)),
            ("notes", json!(notes)),
            ("attributes", attributes),
        ];
        record(own.into_iter().chain(rule))
    };
    let mut parts = Vec::new();
    let ruled = rule(times);
    if let Some((freq, interval, byday, bymonthday)) = &ruled {
        let told: Vec<(Stretch, Day)> = stretches(times)
            .into_iter()
            .filter_map(|stretch| Some((stretch, first(times, stretch.from, stretch.to)?)))
            .collect();
        let off = exceptions(times, reasons);
        for (at, (Stretch { from, to }, first)) in told.iter().enumerate() {
            let end = times.rule.as_ref().map(|rule| rule.end);
            let until = match end {
                Some(End::Until(day)) => Some(day),
                _ => None,
            };
            let count = counted(times, Stretch { from: *from, to: *to });
            // Each exception is named once: by the entry that it ends, those before the first by the first.
            let next = told.get(at + 1).map(|(next, _)| next.from);
            let named = off.iter().filter(|(day, _)| {
                (at == 0 || *day >= *from) && next.is_none_or(|next| *day < next)
            });
            let notes: Vec<&str> = named.map(|(_, said)| said.as_str()).collect();
            let rule = [
                ("valid_from", json!(from.to_string())),
                ("valid_to", Value::from(to.map(|day| day.to_string()))),
                ("dtstart", json!(first.to_string())),
                ("until", Value::from(until.map(|day| day.to_string()))),
                ("count", Value::from(count)),
                ("freq", json!(freq)),
                ("interval", json!(interval)),
                ("byday", json!(byday)),
                ("bymonthday", json!(bymonthday)),
            ];
            parts.push((rule, notes.join("; ")));
        }
    }
    let none = || Value::Null;
    let dated = |day: Option<Day>| {
        let day = || Value::from(day.map(|day| day.to_string()));
        let names = ["valid_from", "valid_to", "dtstart"].map(|name| (name, day()));
        let [a, b, c] = names;
        let empty = ["until", "count", "freq", "interval", "byday", "bymonthday"];
        let [d, e, f, g, h, i] = empty.map(|name| (name, none()));
        ([a, b, c, d, e, f, g, h, i], String::new())
    };
    let single = times.rule.is_none().then_some(times.start.day);
    let days = single.into_iter().chain(times.dates.iter().copied());
    let is_known =
        |day: &Day| times.valid_to.is_none_or(|last| *day <= last) && !is_off(times, *day);
    parts.extend(days.filter(is_known).map(|day| dated(Some(day))));
    if parts.is_empty() && (ruled.is_none() && times.rule.is_some()) {
        parts.push(dated(None));
    }
    parts.into_iter().enumerate().map(|(part, rule)| entry(part, rule)).collect()
}

/// `10:00:00`.
fn clock(minute: u32) -> String {
    format!("{:02}:{:02}:00", minute / 60, minute % 60)
}

fn is_off(times: &Schedule, day: Day) -> bool {
    times.exdates.contains(&day)
        || times.pauses.iter().any(|pause| (pause.from..=pause.to).contains(&day))
}

/// Days off and pauses in the order of their first days, each as its note says it.
fn exceptions(times: &Schedule, reasons: &[String]) -> Vec<(Day, String)> {
    let days = times.exdates.iter().map(|day| (*day, day.to_string()));
    let pauses = times.pauses.iter().enumerate().map(|(at, pause)| {
        let stretch = format!("{}/{}", pause.from, pause.to);
        let said = match reasons.get(at).map_or("", String::as_str) {
            "" => stretch,
            why => format!("{stretch}: {why}"),
        };
        (pause.from, said)
    });
    let mut all: Vec<(Day, String)> = days.chain(pauses).collect();
    all.sort();
    all
}

/// How many days of the rule lie in a stretch, of a rule that counts them: each entry counts its own.
fn counted(times: &Schedule, Stretch { from, to }: Stretch) -> Option<u16> {
    let End::Count(most) = times.rule.as_ref()?.end else { return None };
    let ruled = Schedule { dates: Vec::new(), ..times.clone() };
    let mut count = 0;
    ruled.each_day(from, to.unwrap_or(from.plus(SEARCHED_DAYS)), &mut |_| {
        count += 1;
        count < most
    });
    Some(count)
}

/// How often, every how many, on which days of the week, of the month. `None`: no rule, or one that HSDS has no words
/// for.
fn rule(times: &Schedule) -> Option<(&'static str, u16, String, String)> {
    let Rule { frequency, interval, end: _ } = times.rule.as_ref()?;
    let day = |day: &catalog::day::Weekday| WEEKDAYS[day.number()];
    let list = |all: Vec<String>| all.join(",");
    Some(match frequency {
        Frequency::Daily if *interval == 1 => {
            ("WEEKLY", 1, list(WEEKDAYS.map(str::to_owned).to_vec()), String::new())
        }
        Frequency::Daily => return None,
        Frequency::Weekly(days) => {
            let days = days.iter().map(|of| day(of).to_owned()).collect();
            ("WEEKLY", *interval, list(days), String::new())
        }
        Frequency::MonthlyByWeekday(days) => {
            let days = days.iter().map(|(nth, of)| format!("{nth}{}", day(of))).collect();
            ("MONTHLY", *interval, list(days), String::new())
        }
        Frequency::MonthlyByDay(days) => {
            let days = days.iter().map(u8::to_string).collect();
            ("MONTHLY", *interval, String::new(), list(days))
        }
    })
}

/// The days between which the rule holds.
fn stretches(times: &Schedule) -> Vec<Stretch> {
    let last = times.valid_to;
    let mut off: Vec<(Day, Day)> = times.exdates.iter().map(|day| (*day, *day)).collect();
    off.extend(times.pauses.iter().map(|pause| (pause.from, pause.to)));
    off.sort_unstable();
    let mut found = Vec::new();
    let mut from = times.start.day;
    for (first, end) in off {
        if last.is_some_and(|last| first > last) {
            break;
        }
        if first > from {
            found.push(Stretch { from, to: Some(first.plus(-1)) });
        }
        from = from.max(end.plus(1));
    }
    if last.is_none_or(|last| from <= last) {
        found.push(Stretch { from, to: last });
    }
    found
}

/// The first day of the rule in a stretch; further dates apart.
fn first(times: &Schedule, from: Day, to: Option<Day>) -> Option<Day> {
    let ruled = Schedule { dates: Vec::new(), ..times.clone() };
    let mut found = None;
    ruled.each_day(from, to.unwrap_or(from.plus(SEARCHED_DAYS)), &mut |day| {
        found = Some(day);
        false
    });
    found
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use catalog::day::Moment;
    use catalog::schedule::Pause;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn tuesdays() -> Schedule {
        let start = Moment::parse("2026-01-06T10:00").unwrap();
        Schedule {
            start,
            minutes: 90,
            rule: Some(Rule::parse("FREQ=WEEKLY;BYDAY=TU", start).unwrap()),
            dates: Vec::new(),
            exdates: vec![day("2026-12-29")],
            pauses: vec![Pause { from: day("2026-08-01"), to: day("2026-08-31") }],
            valid_to: Some(day("2027-03-31")),
        }
    }

    #[test]
    fn a_row_with_days_off_is_told_in_stretches_and_the_gaps_are_the_days_off() {
        let stretch = |from, to| Stretch { from: day(from), to: Some(day(to)) };
        let found = stretches(&tuesdays());
        assert_eq!(
            found,
            [
                stretch("2026-01-06", "2026-07-31"),
                stretch("2026-09-01", "2026-12-28"),
                stretch("2026-12-30", "2027-03-31"),
            ]
        );
        let times = tuesdays();
        let firsts: Vec<_> = found.iter().filter_map(|s| first(&times, s.from, s.to)).collect();
        assert_eq!(firsts, [day("2026-01-06"), day("2026-09-01"), day("2027-01-05")]);
        // Told so, the sessions are the very same.
        let from = Moment::parse("2026-01-01T00:00").unwrap();
        let mut told = Vec::new();
        for Stretch { from: begin, to } in found {
            let part = Schedule { exdates: vec![], pauses: vec![], ..times.clone() };
            let part = Schedule { valid_to: to, ..part };
            let at = Moment { day: begin, minute: 0 };
            told.extend(part.sessions(at, day("2028-01-01")));
        }
        assert_eq!(told, times.sessions(from, day("2028-01-01")));
    }

    #[test]
    fn each_stretch_of_a_rule_that_counts_counts_its_own_days() {
        let start = Moment::parse("2026-01-06T10:00").unwrap();
        let rule = Rule::parse("FREQ=WEEKLY;BYDAY=TU;COUNT=5", start).unwrap();
        let times = Schedule {
            rule: Some(rule),
            exdates: vec![day("2026-01-20")],
            pauses: vec![],
            valid_to: None,
            ..tuesdays()
        };
        let counts: Vec<_> = stretches(&times).into_iter().map(|s| counted(&times, s)).collect();
        assert_eq!(counts, [Some(2), Some(2)], "and one that falls out between");
        assert_eq!(counted(&tuesdays(), stretches(&tuesdays())[0]), None);
    }

    #[test]
    fn days_off_are_named_in_their_order_with_the_reason_of_a_pause() {
        let told = exceptions(&tuesdays(), &["Summer break".to_owned()]);
        let told: Vec<&str> = told.iter().map(|(_, said)| said.as_str()).collect();
        assert_eq!(told, ["2026-08-01/2026-08-31: Summer break", "2026-12-29"]);
    }

    #[test]
    fn every_third_day_has_no_words_in_hsds() {
        let start = Moment::parse("2026-01-06T10:00").unwrap();
        let third = Rule::parse("FREQ=DAILY;INTERVAL=3", start).unwrap();
        assert_eq!(rule(&Schedule { rule: Some(third), ..tuesdays() }), None);
    }
}
