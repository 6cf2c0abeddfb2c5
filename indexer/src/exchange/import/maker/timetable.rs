//! Timetables: rows of days and times as rows of ours, with the words of the source.

use std::collections::BTreeSet;

use app::locale::Key;
use authoring::value::Value;
use catalog::day::{Day, Moment, Weekday};
use catalog::facet::FACETS;
use catalog::schedule::{End, Rule};

use super::super::ledger::{CellId, Fate};
use super::super::page::Page;
use super::super::tables::View;
use super::super::times::{Unclear, between, code, stretch, time, weekday};
use super::super::words::{cut, one_line};
use super::in_words::UNREAD;
use super::stretches::{Off, joined};
use super::{Maker, cells};

/// Sessions of groups are shorter: what is open for longer are hours at which one can come or call. On how many days there are
/// sessions says nothing about it.
const SESSION_MINUTES: u16 = 240;

/// Most places at each of which the hours of the service as a whole are written.
const PLACES_MAX: usize = 6;

/// How far a first day is looked for: every rule that Signpost reads has a day within a year.
const DAYS: i32 = 400;

/// What says how a row repeats.
pub(super) const RULE: [&str; 8] =
    ["freq", "interval", "byday", "bymonthday", "byweekno", "byyearday", "until", "count"];

/// A row on its way: days with the same hours.
pub(super) struct Slot {
    pub(super) days: BTreeSet<Weekday>,
    /// A rule that is not simply days of a week.
    pub(super) rule: Option<String>,
    /// After how many days the rule ends, where it counts.
    pub(super) count: Option<u32>,
    pub(super) opens: u16,
    pub(super) minutes: u16,
    pub(super) text: Option<String>,
    pub(super) at: Option<String>,
    /// What its hours are, where a Signpost directory says it.
    pub(super) kind: Option<&'static str>,
    pub(super) from: Option<Day>,
    /// From which day on the row holds.
    pub(super) valid_from: Option<Day>,
    pub(super) valid_to: Option<Day>,
    /// What its notes name as days off.
    pub(super) off: Vec<Off>,
    /// Between which days nothing is said, while it holds before and after.
    pub(super) gaps: Vec<(Day, Day)>,
    /// Further days with a session.
    pub(super) dates: Vec<Day>,
    pub(super) cells: Vec<CellId>,
}

impl<'a> Maker<'a> {
    /// The timetable of a service. `places` are the ids and names of its locations; `sal` the ids of it at its
    /// places, with the location of each.
    pub(super) fn timetable(
        &self,
        page: &mut Page,
        id: &str,
        places: &[(String, Option<String>)],
        sal: &[(String, String)],
    ) {
        let mut rows: Vec<View<'a>> = self.of_service("schedule", id);
        for (at, _) in sal {
            rows.extend(self.tables.hanging("schedule", "service_at_location_id", at, self.ledger));
        }
        for (place, _) in places {
            let own =
                self.tables.hanging("schedule", "location_id", place, self.ledger).into_iter();
            rows.extend(own.filter(|row| row.points_at("service_id").is_none()));
        }
        let mut seen = BTreeSet::new();
        rows.retain(|row| seen.insert(row.record.row));
        let mut slots: Vec<Slot> = Vec::new();
        for row in &rows {
            row.joined();
            self.delivery(page, std::slice::from_ref(row));
            let at = self.place_of(*row, places, sal);
            match self.slot(*row, at.clone()) {
                Some(slot) => join(&mut slots, slot),
                None => match self.slots_in_words(*row, at) {
                    Ok(several) => several.into_iter().for_each(|slot| join(&mut slots, slot)),
                    Err(question) => self.in_words(page, *row, question),
                },
            }
        }
        let pauses = self.pauses(id, sal);
        for slot in joined(slots) {
            let named: Vec<Option<&String>> = match (&slot.at, places) {
                // The one place needs no name.
                (_, [] | [_]) => vec![None],
                (Some(name), _) => vec![Some(name)],
                (None, several) if several.len() <= PLACES_MAX => {
                    several.iter().map(|(_, name)| name.as_ref()).collect()
                }
                (None, _) => {
                    let text = slot.text.clone().unwrap_or_else(|| self.words(&slot, None));
                    slot.cells.iter().for_each(|cell| {
                        self.ledger.set(*cell, Fate::Question("at which of the places is this?"));
                    });
                    page.say_labelled(self.label("schedules"), &text, slot.cells.iter().copied());
                    continue;
                }
            };
            for at in named {
                match self.value(&slot, at, &pauses) {
                    Some(value) => page.push("schedule", value, slot.cells.iter().copied()),
                    None => {
                        slot.cells.iter().for_each(|cell| {
                            self.ledger.set(*cell, Fate::Question("the rule cannot be read"));
                        });
                        let text = slot.text.clone().unwrap_or_else(|| self.words(&slot, None));
                        page.say_labelled(
                            self.label("schedules"),
                            &text,
                            slot.cells.iter().copied(),
                        );
                    }
                }
            }
        }
    }

    /// The name of the place that a row is at.
    fn place_of(
        &self,
        row: View<'a>,
        places: &[(String, Option<String>)],
        sal: &[(String, String)],
    ) -> Option<String> {
        let by_service = row.points_at("service_at_location_id").and_then(|id| {
            sal.iter().find(|(known, _)| known == id).map(|(_, location)| location.as_str())
        });
        let id = by_service.or_else(|| row.points_at("location_id"))?;
        places.iter().find(|(known, _)| known == id).and_then(|(_, name)| name.clone())
    }

    /// What a row says, when it can be said by a rule.
    fn slot(&self, row: View<'a>, at: Option<String>) -> Option<Slot> {
        let (opens, closes) = (row.peek("opens_at")?, row.peek("closes_at")?);
        let asked = |field: &str, why: Unclear| {
            row.say(
                field,
                Fate::Question(match why {
                    Unclear::HalfOfDay => "in the morning or in the evening?",
                    Unclear::NotATime => "not a time",
                }),
            );
        };
        let read = |field: &str, text: &str| time(text).map_err(|why| asked(field, why)).ok();
        let (opens_at, closes_at) = (read("opens_at", opens), read("closes_at", closes));
        let both = stretch((opens, opens_at?), (closes, closes_at?));
        let (opens_at, closes_at) = both
            .map_err(|why| {
                ["opens_at", "closes_at"].into_iter().for_each(|field| asked(field, why))
            })
            .ok()?;
        let own = self.own_of(row);
        let kinds = ["session", "by-arrangement"];
        let kind = kinds.into_iter().find(|kind| own.has("schedule", kind));
        // Where it is known to be one session, one that ends before it begins ends on the next day.
        let over_night = || kind.map(|_| closes_at + 1_440 - opens_at);
        let Some(minutes) = between(opens_at, closes_at).or_else(over_night) else {
            for field in ["opens_at", "closes_at"] {
                row.say(field, Fate::Question("it closes before it opens"));
            }
            return None;
        };
        let named = row.peek("weekday");
        let days = named.and_then(|named| self.days_of(named));
        if named.is_some() && days.is_none() {
            row.say("weekday", UNREAD);
            return None;
        }
        let days = days.unwrap_or_default();
        if !are_days(row) {
            return None;
        }
        let (rule, count) =
            match days.is_empty() || RULE.iter().any(|field| row.peek(field).is_some()) {
                true => self.rule(row, &days).map(|(rule, count)| (Some(rule), count))?,
                false => (None, None),
            };
        // Every other week from when on, or how often until when, depends on a first day.
        let counts_on =
            count.is_some() || rule.as_ref().is_some_and(|rule| rule.contains("INTERVAL="));
        if counts_on && row.peek("dtstart").or_else(|| row.peek("valid_from")).is_none() {
            for field in ["interval", "count"] {
                row.say(field, Fate::Question("from which day does it count?"));
            }
            return None;
        }
        // A rule that says no more than the days is none: days of the same hours become one row.
        let is_plain = |rule: &String| *rule == format!("FREQ=WEEKLY;BYDAY={}", codes(&days));
        let rule = rule.filter(|rule| days.is_empty() || count.is_some() || !is_plain(rule));
        let days = if rule.is_some() { BTreeSet::new() } else { days };
        for (field, typed, minute) in
            [("opens_at", opens, opens_at), ("closes_at", closes, closes_at)]
        {
            let plain = format!("{:02}:{:02}", minute / 60, minute % 60);
            let is_same = typed == plain || typed == format!("{plain}:00");
            row.say(
                field,
                if is_same { Fate::Taken } else { Fate::Changed("written as a time of 24 hours") },
            );
        }
        row.say("weekday", Fate::Changed("days of the same hours are one row"));
        let day = |field: &str| row.peek(field).and_then(day);
        let from = day("dtstart").or_else(|| day("valid_from"));
        let valid_to = day("valid_to");
        for field in [
            "valid_from",
            "valid_to",
            "dtstart",
            "freq",
            "interval",
            "byday",
            "bymonthday",
            "until",
            "count",
        ] {
            row.say(field, Fate::Taken);
        }
        for field in ["timezone", "wkst"] {
            row.say(field, Fate::Lost("a directory has one time zone, and weeks begin on Monday"));
        }
        row.say("schedule_link", Fate::Lost("a row has no place for an address"));
        let mut own = cells(row, &["weekday", "opens_at", "closes_at", "byday", "freq"]);
        let mut text: Option<String> = None;
        let off = row.peek("notes").and_then(Off::all).unwrap_or_default();
        for field in ["original_text", "description", "notes"] {
            if field == "notes" && !off.is_empty() {
                row.say("notes", Fate::Changed("read as days on which it falls out"));
                own.extend(cells(row, &["notes"]));
            } else if let Some(line) = self.plain(row, field) {
                own.extend(cells(row, &[field]));
                let line = one_line(&line);
                text = match text {
                    Some(text) if text.contains(&line) => Some(text),
                    Some(text) => Some([text, line].join("; ")),
                    None => Some(line),
                };
            }
        }
        let text = text.map(|text| {
            let (text, is_cut) = cut(&text, 600);
            if is_cut {
                for field in ["original_text", "description", "notes"] {
                    row.say(field, Fate::Changed("shortened to what a row can hold"));
                }
            }
            text
        });
        row.say("attending_type", Fate::Lost("the town's table has no word for it"));
        Some(Slot {
            days,
            rule: rule.filter(|rule| !rule.is_empty()),
            count,
            opens: opens_at,
            minutes,
            text,
            at,
            kind,
            from,
            valid_from: day("valid_from"),
            valid_to,
            off,
            gaps: Vec::new(),
            dates: Vec::new(),
            cells: own,
        })
    }

    /// The days of a text that names days and nothing else, as people write them or as programs do.
    pub(super) fn days_of(&self, text: &str) -> Option<BTreeSet<Weekday>> {
        self.day_names.days(text).or_else(|| Some(BTreeSet::from([weekday(text)?])))
    }

    /// The rule of HSDS 3 as RFC 5545 writes it, empty for a single day, and how many days it counts. `days` are those
    /// that the row names beside it. `None`: it cannot be said.
    fn rule(&self, row: View<'a>, days: &BTreeSet<Weekday>) -> Option<(String, Option<u32>)> {
        let mut parts = Vec::new();
        let upper =
            |field: &str| row.peek(field).map(|text| text.to_ascii_uppercase().replace(' ', ""));
        let freq = upper("freq");
        let byday = upper("byday");
        let named = (!days.is_empty()).then(|| codes(days));
        let Some(freq) =
            freq.or_else(|| byday.as_ref().or(named.as_ref()).map(|_| "WEEKLY".to_owned()))
        else {
            return row.peek("dtstart").map(|_| (String::new(), None));
        };
        let is_weekly = freq == "WEEKLY";
        let byday = match (byday, named) {
            // `1MO` is a Monday.
            (Some(byday), Some(named)) => {
                let is_sign = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-');
                let of_rule: BTreeSet<&str> =
                    byday.split(',').map(|day| day.trim_start_matches(is_sign)).collect();
                if of_rule != named.split(',').collect() {
                    for field in ["weekday", "byday"] {
                        row.say(field, Fate::Question("its rule names other days: on which days?"));
                    }
                    return None;
                }
                Some(byday)
            }
            (None, Some(_)) if !is_weekly => {
                row.say("weekday", Fate::Question("on which of these days, by its rule?"));
                return None;
            }
            (byday, named) => byday.or(named),
        };
        // The standard has no other way to say it.
        let is_daily = is_weekly
            && byday.as_deref() == Some("MO,TU,WE,TH,FR,SA,SU")
            && upper("interval").is_none_or(|every| every == "1");
        let (freq, byday) = if is_daily { ("DAILY".to_owned(), None) } else { (freq, byday) };
        parts.push(format!("FREQ={freq}"));
        if let Some(interval) = upper("interval").filter(|text| text != "1" && text != "0") {
            parts.push(format!("INTERVAL={interval}"));
        }
        parts.extend(byday.map(|days| format!("BYDAY={days}")));
        let month_days = upper("bymonthday");
        if is_weekly && month_days.is_some() {
            row.say("bymonthday", Fate::Question("a week has no days of a month"));
            return None;
        }
        parts.extend(month_days.map(|days| format!("BYMONTHDAY={days}")));
        for field in ["byweekno", "byyearday"] {
            if row.peek(field).is_some() {
                row.say(field, Fate::Question("weeks and days of a year cannot be said"));
                return None;
            }
        }
        let until = row.peek("until").and_then(day);
        let count = upper("count").map(|count| count.trim_end_matches(".0").parse::<u32>());
        if matches!(count, Some(Err(_))) {
            row.say("count", Fate::Question("not a number of days"));
            return None;
        }
        let count = count.and_then(Result::ok);
        let count: Option<u32> = count.filter(|count| *count > 0 && until.is_none());
        if let Some(until) = until {
            parts.push(format!("UNTIL={}", until.to_string().replace('-', "")));
        }
        let rule = parts.join(";");
        let start = Moment::new(self.since, 0)?;
        match Rule::parse(&rule, start) {
            Ok(_) => Some((rule, count)),
            Err(_) => {
                for field in ["freq", "byday", "interval", "bymonthday"] {
                    row.say(field, Fate::Question("the rule cannot be read"));
                }
                None
            }
        }
    }

    /// Days on which a service is closed.
    fn pauses(&self, id: &str, sal: &[(String, String)]) -> Vec<Value> {
        let mut rows = self.of_service("holiday_schedule", id);
        for (at, _) in sal {
            rows.extend(self.tables.hanging(
                "holiday_schedule",
                "service_at_location_id",
                at,
                self.ledger,
            ));
        }
        let mut pauses = Vec::new();
        for row in rows {
            row.joined();
            let day = |field: &str| row.peek(field).and_then(day);
            let is_closed = row.peek("closed").is_some_and(|text| {
                matches!(text.to_lowercase().as_str(), "true" | "1" | "yes" | "t" | "y")
            });
            match (is_closed, day("start_date"), day("end_date")) {
                (true, Some(from), Some(to)) if from <= to => {
                    let pause = Value::Map(vec![
                        ("from".to_owned(), Value::Plain(from.to_string())),
                        ("to".to_owned(), Value::Plain(to.to_string())),
                    ]);
                    for field in ["closed", "start_date", "end_date"] {
                        row.say(field, Fate::Taken);
                    }
                    if !pauses.contains(&pause) {
                        pauses.push(pause);
                    }
                }
                _ => {
                    row.say_rest(Fate::Question("other hours on some days cannot be said by a row"))
                }
            }
        }
        pauses
    }

    /// A row as it is written.
    fn value(&self, slot: &Slot, at: Option<&String>, pauses: &[Value]) -> Option<Value> {
        let from = slot.from.unwrap_or(self.since);
        let days = (0..DAYS).map(|days| from.plus(days));
        let begins =
            |day: Day| slot.schedule(day).filter(|schedule| schedule.occurs_on(schedule.start.day));
        let first = days.filter_map(begins).next()?;
        // A first session that falls out is still the first.
        let named = slot.off.iter().filter(|off| off.is_day() && off.from < first.start.day);
        let earlier = named.map(|off| off.from).min().and_then(begins);
        let first = earlier.filter(|it| it.occurs_on(first.start.day)).unwrap_or(first);
        if slot.valid_to.is_some_and(|last| last < first.start.day) {
            return None;
        }
        let is_session = match slot.kind {
            Some(kind) => kind == "session",
            None => slot.minutes <= SESSION_MINUTES,
        };
        let (exdates, mut pauses_off) = slot.days_off(&first);
        pauses_off.extend(
            pauses.iter().filter(|pause| !pauses_off.contains(pause)).cloned().collect::<Vec<_>>(),
        );
        let mut entries = vec![(
            "text".to_owned(),
            Value::Text(
                slot.text.clone().unwrap_or_else(|| self.words(slot, Some(first.start.day))),
            ),
        )];
        entries.extend(at.map(|name| ("at".to_owned(), Value::Text(name.clone()))));
        if !is_session {
            entries.push(("kind".to_owned(), Value::Text("by-arrangement".to_owned())));
        }
        entries.push(("start".to_owned(), Value::Plain(first.start.to_string())));
        entries.push(("minutes".to_owned(), Value::Plain(slot.minutes.to_string())));
        let has_rule = first.rule.is_some();
        let counts = slot.counted(&first);
        let rule = first.rule.map(|rule| Rule { end: counts.map_or(rule.end, End::Count), ..rule });
        entries.extend(rule.map(|rule| ("rrule".to_owned(), Value::Plain(rule.to_string()))));
        let plain = |days: &[Day]| {
            Value::List(days.iter().map(|day| Value::Plain(day.to_string())).collect())
        };
        for (key, days) in [("dates", &slot.dates), ("exdates", &exdates)] {
            if !days.is_empty() {
                entries.push((key.to_owned(), plain(days)));
            }
        }
        if !pauses_off.is_empty() {
            entries.push(("pauses".to_owned(), Value::List(pauses_off)));
        }
        // Single days are known for themselves.
        let valid_to = slot.known_until().filter(|_| has_rule);
        entries.extend(valid_to.map(|day| ("valid_to".to_owned(), Value::Plain(day.to_string()))));
        Some(Value::Map(entries))
    }

    /// What a day is called in the town's language.
    pub(super) fn day_name(&self, day: Weekday) -> String {
        let when = FACETS.iter().position(|facet| facet.id == "when").unwrap_or_default();
        let name = self.messages.map_or(day.id(), |messages| messages.fixed_choice(when, day.id()));
        name.to_owned()
    }

    /// The words of a row that has none: its days of the week, or its first day, and its hours, in the town's
    /// language.
    fn words(&self, slot: &Slot, first: Option<Day>) -> String {
        let Some(messages) = self.messages else {
            return slot.rule.clone().unwrap_or_else(|| codes(&slot.days).replace(',', ", "));
        };
        let days: Vec<String> = slot.days.iter().map(|day| self.day_name(*day)).collect();
        let named = match days.is_empty() {
            true => first.or(slot.from).map_or_else(String::new, |day| messages.day(day)),
            false => messages.list(&days),
        };
        let until = (slot.opens + slot.minutes) % 1_440;
        messages.fill(
            Key::FormSession,
            &[("day", &named), ("from", &messages.time(slot.opens)), ("to", &messages.time(until))],
        )
    }
}

/// Two letters of each day, as a rule has them.
fn codes(days: &BTreeSet<Weekday>) -> String {
    days.iter().map(|day| code(*day)).collect::<Vec<_>>().join(",")
}

/// A day, with a time behind it or not.
fn day(text: &str) -> Option<Day> {
    Day::parse(text.get(..10).unwrap_or(text))
}

/// Whether every day of a row can be read, as far as the row has any; of others a person is asked.
fn are_days(row: View<'_>) -> bool {
    let is_unread = |field: &&str| row.peek(field).is_some_and(|text| day(text).is_none());
    let fields = ["dtstart", "until", "valid_from", "valid_to"];
    let unread: Vec<&str> = fields.into_iter().filter(is_unread).collect();
    unread.iter().for_each(|field| row.say(field, Fate::Question("not a day such as 2026-12-31")));
    unread.is_empty()
}

/// Puts a row to those of the same hours.
fn join(slots: &mut Vec<Slot>, slot: Slot) {
    let is_same = |known: &&mut Slot| {
        known.opens == slot.opens
            && known.minutes == slot.minutes
            && known.text == slot.text
            && known.at == slot.at
            && known.rule == slot.rule
            && known.count == slot.count
            && known.from == slot.from
            && known.valid_to == slot.valid_to
            && known.kind == slot.kind
            && slot.off.is_empty()
            && !slot.days.is_empty()
    };
    match slots.iter_mut().find(is_same) {
        Some(known) => {
            known.days.extend(slot.days);
            known.cells.extend(slot.cells);
        }
        None => slots.push(slot),
    }
}
