//! When something happens: the part of RFC 5545 that community groups use, and the next session.

use std::fmt;

use crate::day::{Day, Moment, Weekday, days_in_month};

mod parse;

/// One row of a timetable (HSDS `schedule`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The first session.
    pub start: Moment,
    /// Length of a session in minutes, 1 to 1,440.
    pub minutes: u16,
    /// How it repeats; `None`: once.
    pub rule: Option<Rule>,
    /// Days on which a session falls out, ascending.
    pub exdates: Vec<Day>,
    /// Stretches without sessions, both days included.
    pub pauses: Vec<Pause>,
    /// Known until this day; later sessions are not shown, for nobody promised them.
    pub valid_to: Option<Day>,
}

/// A stretch without sessions, both days included. The reason is a word, see `Words::pauses`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// First day without.
    pub from: Day,
    /// Last day without.
    pub to: Day,
}

/// A recurrence rule (RFC 5545 section 3.3.10), the subset that Signpost accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How it repeats.
    pub frequency: Frequency,
    /// Every so many days, weeks or months, 1 to 366.
    pub interval: u16,
    /// When it ends.
    pub end: End,
}

/// What repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Every day.
    Daily,
    /// On these days of the week, ascending, never empty. Weeks start on Monday (RFC 5545 default).
    Weekly(Vec<Weekday>),
    /// On the nth such weekday of a month: 1 to 5, or -1 to -5 from the end. Never empty.
    MonthlyByWeekday(Vec<(i8, Weekday)>),
    /// On these days of a month, 1 to 31, ascending, never empty; months without the day are left out.
    MonthlyByDay(Vec<u8>),
}

/// When a rule ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It goes on.
    Never,
    /// The last possible day, included.
    Until(Day),
    /// So many sessions in all, those of [`Schedule::exdates`] included (RFC 5545), at least 1.
    Count(u16),
}

/// One session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Session {
    /// When it begins.
    pub start: Moment,
    /// Its length in minutes.
    pub minutes: u16,
}

/// How far ahead a next session is looked for, in days: a yearly event is found, and no rule can
/// make a phone count for ever.
const HORIZON_DAYS: i32 = 400;

/// Most sessions that one question returns: more than a year of days.
const SESSIONS_MAX: usize = 400;

impl Schedule {
    /// Sessions from `from` to the end of `to`, ascending; one that is still going on at `from`
    /// is among them.
    pub fn sessions(&self, from: Moment, to: Day) -> Vec<Session> {
        let last = self.valid_to.map_or(to, |valid_to| to.min(valid_to));
        // A session may have begun yesterday and run past midnight.
        let first = from.day.plus(-1).max(self.start.day);
        let mut sessions = Vec::new();
        if last.0.saturating_sub(first.0) > 20 * 366 {
            return sessions;
        }
        let mut day = first;
        while day <= last && sessions.len() < SESSIONS_MAX {
            if self.takes_place_on(day) {
                let start = Moment { day, minute: self.start.minute };
                if start.plus_minutes(u32::from(self.minutes)) > from {
                    sessions.push(Session { start, minutes: self.minutes });
                }
            }
            day = day.plus(1);
        }
        sessions
    }

    /// The next session, or the one going on.
    pub fn next(&self, from: Moment) -> Option<Session> {
        let last = from.day.plus(HORIZON_DAYS);
        let last = self.valid_to.map_or(last, |valid_to| last.min(valid_to));
        let mut day = from.day.plus(-1).max(self.start.day);
        while day <= last {
            if self.takes_place_on(day) {
                let start = Moment { day, minute: self.start.minute };
                if start.plus_minutes(u32::from(self.minutes)) > from {
                    return Some(Session { start, minutes: self.minutes });
                }
            }
            day = day.plus(1);
        }
        None
    }

    /// Whether `day` is one of the rule's days, whatever falls out or is paused.
    pub fn occurs_on(&self, day: Day) -> bool {
        if day < self.start.day {
            return false;
        }
        let Some(rule) = &self.rule else { return day == self.start.day };
        match rule.end {
            End::Until(until) if day > until => return false,
            End::Count(count) => {
                return rule.matches(self.start.day, day) && self.number_of(rule, day) <= count;
            }
            End::Never | End::Until(_) => {}
        }
        rule.matches(self.start.day, day)
    }

    fn takes_place_on(&self, day: Day) -> bool {
        self.occurs_on(day)
            && self.exdates.binary_search(&day).is_err()
            && !self.pauses.iter().any(|pause| (pause.from..=pause.to).contains(&day))
    }

    /// Which occurrence `day` is, counted from 1; stops counting at the largest `u16`.
    fn number_of(&self, rule: &Rule, day: Day) -> u16 {
        let mut number: u16 = 0;
        let mut at = self.start.day;
        while at <= day && number < u16::MAX {
            number += u16::from(rule.matches(self.start.day, at));
            at = at.plus(1);
        }
        number
    }
}

/// The schedule whose next session comes first, and that session.
pub fn next_of(schedules: &[Schedule], from: Moment) -> Option<(usize, Session)> {
    let nexts = schedules.iter().enumerate();
    nexts
        .filter_map(|(index, schedule)| Some((index, schedule.next(from)?)))
        .min_by_key(|(index, session)| (*session, *index))
}

impl Rule {
    /// Whether `day`, on or after `start`, is one of the rule's days, its end apart.
    fn matches(&self, start: Day, day: Day) -> bool {
        let interval = i32::from(self.interval.max(1));
        match &self.frequency {
            Frequency::Daily => (day.0 - start.0) % interval == 0,
            Frequency::Weekly(days) => {
                let monday = |day: Day| day.0 - day.weekday().number() as i32;
                (monday(day) - monday(start)) / 7 % interval == 0 && days.contains(&day.weekday())
            }
            Frequency::MonthlyByWeekday(days) => {
                let (year, month, date) = day.ymd();
                let from_start = i32::from((date - 1) / 7) + 1;
                let from_end = i32::from((days_in_month(year, month) - date) / 7) + 1;
                months_between(start, day) % interval == 0
                    && days.iter().any(|&(nth, weekday)| {
                        weekday == day.weekday()
                            && (i32::from(nth) == from_start || i32::from(nth) == -from_end)
                    })
            }
            Frequency::MonthlyByDay(days) => {
                months_between(start, day) % interval == 0 && days.contains(&day.ymd().2)
            }
        }
    }

    /// Reads RRULE text such as `FREQ=WEEKLY;BYDAY=TU,TH`. A rule without `BYDAY` or `BYMONTHDAY`
    /// repeats on the day of `start`.
    ///
    /// # Errors
    /// The first part that is not understood, and what to type instead.
    pub fn parse(text: &str, start: Moment) -> Result<Self, RuleError> {
        parse::rule(text, start)
    }
}

fn months_between(start: Day, day: Day) -> i32 {
    let ((y1, m1, _), (y2, m2, _)) = (start.ymd(), day.ymd());
    (y2 - y1) * 12 + i32::from(m2) - i32::from(m1)
}

/// A rule that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// Where in the text, in bytes.
    pub at: usize,
    /// What stands there.
    pub found: String,
    /// What to type instead.
    pub hint: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\": {}", self.found, self.hint)
    }
}

impl std::error::Error for RuleError {}
