//! When something happens: the part of RFC 5545 that community groups use, and the next session.

use std::fmt;

use crate::day::{Day, Moment, Weekday};

mod days;
mod parse;
mod text;

/// One row of a timetable (HSDS `schedule`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// The first session.
    pub start: Moment,
    /// Length of a session in minutes, 1 to 1,440.
    pub minutes: u16,
    /// How it repeats; `None`: once, and on [`Self::dates`].
    pub rule: Option<Rule>,
    /// Further days with a session at the same hour, ascending (RFC 5545 RDATE): for what no rule
    /// tells, such as the days of a lunar calendar.
    pub dates: Vec<Day>,
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

/// Most exceptions that are read, of each kind: more than a weekly row has in seven years.
pub(crate) const EXCEPTIONS_MAX: usize = 400;

/// Most sessions that one question returns: more than a year of days.
const SESSIONS_MAX: usize = 400;

impl Schedule {
    /// Sessions from `from` to the end of `to`, ascending; one that is still going on at `from`
    /// is among them. Never more than 400.
    pub fn sessions(&self, from: Moment, to: Day) -> Vec<Session> {
        let mut sessions = Vec::new();
        self.each_session(from, to, &mut |session| {
            sessions.push(session);
            sessions.len() < SESSIONS_MAX
        });
        sessions
    }

    /// As a line of numbers, which every later version can read.
    pub fn to_line(&self) -> String {
        text::write(self)
    }

    /// From a line that [`Self::to_line`] has written; `None` for anything else.
    pub fn from_line(line: &str) -> Option<Self> {
        text::read(line)
    }

    /// The next session, or the one going on.
    pub fn next(&self, from: Moment) -> Option<Session> {
        let mut next = None;
        self.each_session(from, from.day.plus(HORIZON_DAYS), &mut |session| {
            next = Some(session);
            false
        });
        next
    }

    /// Whether `day` is one of the rule's days, whatever falls out or is paused.
    pub fn occurs_on(&self, day: Day) -> bool {
        let mut occurs = false;
        days::each(self, day, day, &mut |_| {
            occurs = true;
            false
        });
        occurs
    }

    /// Visits the rule's days from `from` to `to` in order while `visit` asks for more, whatever
    /// falls out or is paused.
    pub fn each_day(&self, from: Day, to: Day, visit: &mut dyn FnMut(Day) -> bool) {
        days::each(self, from, to, visit);
    }

    /// Whether a day of the rule falls out or is paused.
    pub(crate) fn is_off(&self, day: Day) -> bool {
        self.exdates.binary_search(&day).is_ok()
            || self.pauses.iter().any(|pause| (pause.from..=pause.to).contains(&day))
    }

    /// Visits sessions in order while `visit` asks for more: those from `from` to the end of `to`, and
    /// one that is still going on at `from`.
    pub(crate) fn each_session(
        &self,
        from: Moment,
        to: Day,
        visit: &mut dyn FnMut(Session) -> bool,
    ) {
        let last = self.valid_to.map_or(to, |valid_to| to.min(valid_to));
        // A session may have begun yesterday and run past midnight.
        days::each(self, from.day.plus(-1), last, &mut |day| {
            let start = Moment { day, minute: self.start.minute };
            let is_over = start.plus_minutes(u32::from(self.minutes)) <= from;
            is_over || self.is_off(day) || visit(Session { start, minutes: self.minutes })
        });
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
    /// Reads RRULE text such as `FREQ=WEEKLY;BYDAY=TU,TH`. A rule without `BYDAY` or `BYMONTHDAY`
    /// repeats on the day of `start`.
    ///
    /// # Errors
    /// The first part that is not understood, and what to type instead.
    pub fn parse(text: &str, start: Moment) -> Result<Self, RuleError> {
        parse::rule(text, start)
    }
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
