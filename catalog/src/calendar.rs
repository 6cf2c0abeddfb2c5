//! Sessions as a calendar file that any calendar program reads (RFC 5545, iCalendar).
//!
//! A series ([`Calendar::series`]) names its zone and brings the zone's rules along, so that it
//! stays at ten in the morning whatever the reader's own clock says. A single session
//! ([`Calendar::once`]) is an instant in UTC, which needs no zone at all: a phone can write it.
//!
//! What is deliberately absent: a clock, a time zone database and chance. The moment of writing,
//! the zone's changes and every `uid` are arguments, so that the same input gives the same bytes.

use std::fmt::Write as _;

use crate::day::{Day, Moment};
use crate::schedule::{End, Rule, Schedule};

/// Longest line in bytes, without its end (RFC 5545 section 3.1).
const LINE_BYTES: usize = 75;

/// Most days of a series that are named as falling out. A pause with more of them ends the series:
/// nobody knows what is on years after it.
const OFF_DAYS_MAX: usize = 400;

/// How far from its beginning a series is searched for a session that takes place, in days: ten
/// years.
const SEARCHED_DAYS: i32 = 3_660;

/// What an entry in a calendar says, besides when it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The same for the same thing in every file, so that a calendar replaces what it has.
    pub uid: &'a str,
    /// The one line that people see.
    pub title: &'a str,
    /// Where; empty for none.
    pub place: &'a str,
    /// Anything else, lines separated by `\n`; empty for none.
    pub text: &'a str,
    /// An address with its scheme; empty for none.
    pub address: &'a str,
    /// How many minutes before it the calendar says so; `None`: not at all.
    pub alarm_minutes: Option<u16>,
}

/// The clock of a place, and when it is moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its IANA name, such as `America/Vancouver`.
    pub id: String,
    /// Minutes ahead of UTC before the first of `changes`; behind is negative.
    pub offset: i16,
    /// When the clock is moved, ascending: all changes between the first and the last session.
    pub changes: Vec<Change>,
}

/// A clock that is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The moment that the clock shows just before (RFC 5545: the onset in local time).
    pub at: Moment,
    /// Minutes ahead of UTC from then on.
    pub offset: i16,
    /// It is summer time from then on.
    pub is_summer: bool,
}

impl Zone {
    /// What a clock in UTC shows when the one here shows `moment`. One that is shown twice is the
    /// earlier, one that is jumped over is counted as before the jump (RFC 5545 section 3.3.5).
    pub fn utc(&self, moment: Moment) -> Moment {
        let mut offset = self.offset;
        for change in &self.changes {
            let jump = (i32::from(change.offset) - i32::from(offset)).max(0);
            if moment < moved(change.at, jump) {
                break;
            }
            offset = change.offset;
        }
        moved(moment, -i32::from(offset))
    }
}

/// A moment some minutes later, or earlier.
fn moved(moment: Moment, minutes: i32) -> Moment {
    let all = i32::from(moment.minute).saturating_add(minutes);
    // Between 0 and 1,439.
    let minute = all.rem_euclid(1_440) as u16;
    Moment { day: moment.day.plus(all.div_euclid(1_440)), minute }
}

/// A calendar file in the making.
#[derive(Clone, Debug)]
pub struct Calendar {
    text: String,
    /// When it is written, in UTC.
    stamp: Moment,
}

impl Calendar {
    /// An empty one. `product` names the program that writes it, `stamp` is the moment in UTC to
    /// which what it says is true.
    pub fn new(product: &str, stamp: Moment) -> Self {
        let mut calendar = Self { text: String::new(), stamp };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.words("PRODID", product);
        calendar.line("CALSCALE:GREGORIAN");
        calendar
    }

    /// Says what the whole calendar is called (RFC 7986, and the name that programs knew before it) and whose it is, for
    /// people who subscribe to it.
    pub fn named(&mut self, title: &str, about: &str) {
        self.words("NAME", title);
        self.words("X-WR-CALNAME", title);
        self.words("DESCRIPTION", about);
        // Once a day: people check pages at a slower pace.
        self.line("REFRESH-INTERVAL;VALUE=DURATION:P1D");
    }

    /// The file: UTF-8, lines ending in CRLF, none longer than 75 bytes.
    pub fn finish(mut self) -> String {
        self.line("END:VCALENDAR");
        self.text
    }

    /// Adds a zone, which each series that is told in it needs once, and before it.
    pub fn zone(&mut self, zone: &Zone) {
        self.line("BEGIN:VTIMEZONE");
        self.line(&["TZID:", &plain(&zone.id)].concat());
        let long_ago = Moment { day: Day(0), minute: 0 };
        self.observance("STANDARD", long_ago, zone.offset, zone.offset);
        let mut before = zone.offset;
        for change in &zone.changes {
            let kind = if change.is_summer { "DAYLIGHT" } else { "STANDARD" };
            self.observance(kind, change.at, before, change.offset);
            before = change.offset;
        }
        self.line("END:VTIMEZONE");
    }

    fn observance(&mut self, kind: &str, at: Moment, from: i16, to: i16) {
        self.line(&["BEGIN:", kind].concat());
        self.line(&["DTSTART:", &compact(at)].concat());
        self.line(&["TZOFFSETFROM:", &offset(from)].concat());
        self.line(&["TZOFFSETTO:", &offset(to)].concat());
        self.line(&["END:", kind].concat());
    }

    /// Adds one thing that begins at `start`, in UTC, and lasts `minutes`.
    pub fn once(&mut self, entry: &Entry<'_>, start: Moment, minutes: u16) {
        self.begin(entry);
        self.line(&["DTSTART:", &compact(start), "Z"].concat());
        self.line(&["DURATION:PT", &minutes.to_string(), "M"].concat());
        self.end(entry);
    }

    /// Adds all sessions of a row of a timetable; its zone has been added by [`Self::zone`]. Adds
    /// nothing, and says `false`, where no session takes place.
    pub fn series(&mut self, entry: &Entry<'_>, schedule: &Schedule, zone: &Zone) -> bool {
        let Some(series) = Series::of(schedule) else {
            return false;
        };
        let minute = schedule.start.minute;
        let at = |day| Moment { day, minute };
        let zone_id = plain(&zone.id);
        self.begin(entry);
        self.line(&["DTSTART;TZID=", &zone_id, ":", &compact(at(series.first))].concat());
        self.line(&["DURATION:PT", &schedule.minutes.to_string(), "M"].concat());
        if let Some(rule) = &series.rule {
            let until =
                series.until.map(|day| ["UNTIL=", &compact(zone.utc(at(day))), "Z"].concat());
            let mut parts = vec![["RRULE:", &rule.to_string()].concat()];
            parts.extend(until);
            self.line(&parts.join(";"));
        }
        if !series.dates.is_empty() {
            let dates: Vec<_> = series.dates.iter().map(|day| compact(at(*day))).collect();
            self.line(&["RDATE;TZID=", &zone_id, ":", &dates.join(",")].concat());
        }
        if !series.off.is_empty() {
            let off: Vec<_> = series.off.iter().map(|day| compact(at(*day))).collect();
            self.line(&["EXDATE;TZID=", &zone_id, ":", &off.join(",")].concat());
        }
        self.end(entry);
        true
    }

    fn begin(&mut self, entry: &Entry<'_>) {
        let Entry { uid, title, place, text, address, alarm_minutes: _ } = *entry;
        self.line("BEGIN:VEVENT");
        self.words("UID", uid);
        self.line(&["DTSTAMP:", &compact(self.stamp), "Z"].concat());
        self.words("SUMMARY", title);
        for (name, words) in [("LOCATION", place), ("DESCRIPTION", text)] {
            if !words.is_empty() {
                self.words(name, words);
            }
        }
        if !address.is_empty() {
            let address: String =
                address.chars().filter(|c| !c.is_control() && *c != ' ').collect();
            self.line(&["URL:", &address].concat());
        }
        // What somebody does with their time is nobody else's business where calendars are shared.
        self.line("CLASS:PRIVATE");
    }

    fn end(&mut self, entry: &Entry<'_>) {
        if let Some(minutes) = entry.alarm_minutes {
            self.line("BEGIN:VALARM");
            self.line("ACTION:DISPLAY");
            self.words("DESCRIPTION", entry.title);
            self.line(&["TRIGGER:-PT", &minutes.to_string(), "M"].concat());
            self.line("END:VALARM");
        }
        self.line("END:VEVENT");
    }

    /// A property that holds words.
    fn words(&mut self, name: &str, words: &str) {
        let mut line = [name, ":"].concat();
        for c in words.chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// A line, folded where it is too long, never inside a character.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > LINE_BYTES {
                self.text.push_str("\r\n ");
                // The space counts.
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A row of a timetable as RFC 5545 wants it: from a first day that the rule hits, to a last one.
struct Series {
    first: Day,
    /// Its rule, without `UNTIL`; `None`: once.
    rule: Option<Rule>,
    /// The last possible day.
    until: Option<Day>,
    /// Further days, ascending.
    dates: Vec<Day>,
    /// The days on which nothing takes place, ascending.
    off: Vec<Day>,
}

impl Series {
    fn of(schedule: &Schedule) -> Option<Self> {
        let ruled = Schedule { dates: Vec::new(), ..schedule.clone() };
        let start = schedule.start.day;
        let far = start.plus(SEARCHED_DAYS);
        let mut first = None;
        ruled.each_day(start, far, &mut |day| {
            first = Some(day);
            false
        });
        let end = schedule.rule.as_ref().map(|rule| rule.end);
        let last = match end {
            Some(End::Until(day)) => Some(schedule.valid_to.map_or(day, |valid| valid.min(day))),
            _ => schedule.valid_to,
        };
        let (mut off, until) = off_days(&ruled, last);
        let is_in = |first: &Day| until.is_none_or(|until| *first <= until);
        let Some(first) = first.filter(is_in) else {
            // A rule that hits no day: what is left are the further dates.
            let start = Moment { day: *schedule.dates.first()?, ..schedule.start };
            return schedule
                .rule
                .as_ref()
                .and_then(|_| Self::of(&Schedule { start, rule: None, ..schedule.clone() }));
        };
        // Where the series has been cut short, nobody knows of the dates behind the cut either.
        let known = if until == last { schedule.valid_to } else { until };
        let is_known = |day: &Day| *day != first && known.is_none_or(|known| *day <= known);
        let mut dates: Vec<Day> = schedule.dates.iter().copied().filter(is_known).collect();
        dates.dedup();
        off.extend(dates.iter().copied().filter(|day| schedule.is_off(*day)));
        off.sort_unstable();
        off.dedup();
        let mut takes_place = dates.iter().any(|day| off.binary_search(day).is_err());
        ruled.each_day(first, until.map_or(far, |until| until.min(far)), &mut |day| {
            takes_place |= off.binary_search(&day).is_err();
            !takes_place
        });
        if !takes_place {
            return None;
        }
        let rule = schedule.rule.as_ref().map(|rule| Rule {
            end: match rule.end {
                End::Count(count) => End::Count(until.map_or(count, |until| {
                    let mut before = 0;
                    ruled.each_day(first, until, &mut |_| {
                        before += 1;
                        before < count
                    });
                    before
                })),
                End::Never | End::Until(_) => End::Never,
            },
            ..rule.clone()
        });
        // A rule ends once: by a count or by a day (RFC 5545 section 3.3.10).
        let until = until.filter(|_| !matches!(end, Some(End::Count(_))));
        Some(Self { first, rule, until, dates, off })
    }
}

/// The rule's days up to `until` on which nothing takes place, ascending, and where the series ends
/// because they are too many.
fn off_days(schedule: &Schedule, mut until: Option<Day>) -> (Vec<Day>, Option<Day>) {
    let is_in = |day: &Day, until: Option<Day>| until.is_none_or(|until| *day <= until);
    let mut pauses = schedule.pauses.clone();
    pauses.sort_unstable_by_key(|pause| pause.from);
    let mut off: Vec<Day> =
        schedule.exdates.iter().copied().filter(|day| schedule.occurs_on(*day)).collect();
    for pause in &pauses {
        let to = until.map_or(pause.to, |until| until.min(pause.to));
        let mut paused = Vec::new();
        schedule.each_day(pause.from, to, &mut |day| {
            paused.push(day);
            off.len() + paused.len() <= OFF_DAYS_MAX
        });
        if off.len() + paused.len() > OFF_DAYS_MAX {
            until = Some(pause.from.plus(-1));
            break;
        }
        off.extend(paused);
    }
    off.retain(|day| is_in(day, until));
    off.sort_unstable();
    off.dedup();
    (off, until)
}

/// `20260106T100000`.
fn compact(moment: Moment) -> String {
    let (year, month, day) = moment.day.ymd();
    let (hour, minute) = (moment.minute / 60, moment.minute % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}00")
}

/// `-0800`.
fn offset(minutes: i16) -> String {
    let mut text = String::from(if minutes < 0 { "-" } else { "+" });
    let minutes = minutes.unsigned_abs();
    // A string takes whatever is written to it.
    let _ = write!(text, "{:02}{:02}", minutes / 60, minutes % 60);
    text
}

/// A parameter's value, without what could end it or its line.
fn plain(value: &str) -> String {
    value.chars().filter(|c| !c.is_control() && !matches!(c, '"' | ';' | ':' | ',')).collect()
}
