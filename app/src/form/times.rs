//! A row of a timetable as somebody chooses it: days, hours, how often, and when not. Nobody is shown a
//! rule; they read it back in words.

use catalog::day::{Day, Moment, Weekday};
use catalog::schedule::{End, Frequency, Pause, Rule, Schedule};

use super::answers::Answers;
use crate::locale::{Key, Messages};

/// Most rows of a timetable that the form asks for: a page with more is written by hand.
pub const ROWS: usize = 3;

/// How far ahead the first day of a rule is looked for: the fifth Monday of a month comes within 92 days.
const AHEAD_DAYS: i32 = 100;

/// The texts that times are told with, also in the directory's own language.
pub const WORDS: &[Key] = &[
    Key::FormDirection,
    Key::FormPlural,
    Key::FormDigits,
    Key::FormMonths,
    Key::FormWeekdays,
    Key::FormDay,
    Key::FormWeekdayDay,
    Key::FormHours,
    Key::FormMorning,
    Key::FormAfternoon,
    Key::FormEvening,
    Key::FormSession,
    Key::FormListMore,
    Key::FormListLast,
    Key::ServiceNotOn,
    Key::AddTimeWeekly,
    Key::AddTimeSecond,
    Key::AddTimeMonthly,
    Key::AddTimeNths,
    Key::AddTimeNotMonths,
    Key::AddTimeNotHolidays,
];

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// Every week.
    Weekly,
    /// Every second week.
    Second,
    /// Once a month, on a day of the week.
    Monthly,
    /// Once.
    Once,
}

impl Often {
    /// All of them, with their ids in the page and their words.
    pub const ALL: [(Self, &'static str, Key); 4] = [
        (Self::Weekly, "weekly", Key::AddWeekly),
        (Self::Second, "second", Key::AddSecond),
        (Self::Monthly, "monthly", Key::AddMonthly),
        (Self::Once, "once", Key::AddOnce),
    ];
}

/// Which such day of a month, with its place among the words.
pub const NTHS: [(&str, i8); 5] = [("1", 1), ("2", 2), ("3", 3), ("4", 4), ("-1", -1)];

/// What was chosen of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    /// How often.
    pub often: Often,
    /// Days of the week, Monday first.
    pub days: Vec<Weekday>,
    /// When it begins, in minutes of the day.
    pub from: Option<u16>,
    /// When it ends.
    pub to: Option<u16>,
    /// For every second week: the next time.
    pub first: Option<Day>,
    /// For once a month: which.
    pub nth: i8,
    /// For once.
    pub date: Option<Day>,
    /// It falls out on public holidays.
    pub is_off_on_holidays: bool,
    /// It falls out in these months, 1 to 12.
    pub months: Vec<u8>,
    /// It falls out on these days.
    pub off: Vec<Day>,
}

/// The name of a field of a row.
pub fn field(name: &str, row: usize) -> String {
    [name, ".", &row.to_string()].concat()
}

impl Times {
    /// A row of the answers; `None` while nobody has said anything of it.
    pub fn of(answers: &Answers, row: usize) -> Option<Self> {
        let text = |name: &str| answers.text(&field(name, row));
        let numbers = |name: &str| -> Vec<u8> {
            answers.ticked(&field(name, row)).filter_map(|number| number.parse().ok()).collect()
        };
        let mut days = numbers("day");
        days.sort_unstable();
        let mut months = numbers("month");
        months.sort_unstable();
        let mut off: Vec<Day> =
            answers.ticked(&field("off-day", row)).filter_map(Day::parse).collect();
        off.sort_unstable();
        let often = Often::ALL.iter().find(|(_, id, _)| *id == text("often"));
        let often = often.map_or(Often::Weekly, |(often, ..)| *often);
        // What happens once falls out on no day.
        let is_off = |what: &str| often != Often::Once && answers.has(&field("off", row), what);
        let times = Self {
            often,
            days: days
                .iter()
                .filter_map(|day| Weekday::ALL.get(usize::from(*day)).copied())
                .collect(),
            from: minute(text("from")),
            to: minute(text("to")),
            first: Day::parse(text("first")),
            nth: text("nth").parse().unwrap_or(1),
            date: Day::parse(text("date")),
            is_off_on_holidays: is_off("holidays"),
            months: if is_off("months") { months } else { Vec::new() },
            off: if is_off("days") { off } else { Vec::new() },
        };
        let is_silent = times.days.is_empty() && times.from.is_none() && times.date.is_none();
        (!is_silent).then_some(times)
    }

    /// Whether it ends before it begins, or as it begins.
    pub fn is_backwards(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| to <= from)
    }

    /// How long it takes.
    pub fn minutes(&self) -> Option<u16> {
        let (from, to) = self.from.zip(self.to)?;
        to.checked_sub(from).filter(|minutes| *minutes > 0)
    }

    /// How it repeats; `None` for what happens once.
    pub fn rule(&self) -> Option<Rule> {
        let (frequency, interval) = match self.often {
            Often::Weekly => (Frequency::Weekly(self.days.clone()), 1),
            Often::Second => (Frequency::Weekly(self.days.clone()), 2),
            Often::Monthly => {
                let days = self.days.iter().map(|day| (self.nth, *day));
                (Frequency::MonthlyByWeekday(days.collect()), 1)
            }
            Often::Once => return None,
        };
        (!self.days.is_empty()).then_some(Rule { frequency, interval, end: End::Never })
    }

    /// For every second week: the two days of which one is the next.
    pub fn firsts(&self, today: Day) -> Option<[Day; 2]> {
        let day = *self.days.first()?;
        let first = (0..7).map(|ahead| today.plus(ahead)).find(|on| on.weekday() == day)?;
        Some([first, first.plus(7)])
    }

    /// The first day from today on.
    pub fn start(&self, today: Day) -> Option<Day> {
        match self.often {
            Often::Once => return self.date,
            Often::Second => {
                let firsts = self.firsts(today)?;
                // Chosen once; a draft that is opened weeks later still means these weeks.
                let chosen = self.first.filter(|first| first.weekday() == firsts[0].weekday());
                return Some(chosen.unwrap_or(firsts[0]));
            }
            Often::Weekly | Often::Monthly => {}
        }
        let rule = self.rule()?;
        let schedule = Schedule {
            start: Moment { day: today, minute: 0 },
            minutes: 1,
            rule: Some(rule),
            dates: Vec::new(),
            exdates: Vec::new(),
            pauses: Vec::new(),
            valid_to: None,
        };
        (0..AHEAD_DAYS).map(|ahead| today.plus(ahead)).find(|day| schedule.occurs_on(*day))
    }

    /// The stretches that the months mean, this time and next: months that follow each other are one.
    pub fn pauses(&self, start: Day) -> Vec<Pause> {
        let (year, ..) = start.ymd();
        let mut pauses: Vec<Pause> = Vec::new();
        for year in year..year + 3 {
            for month in &self.months {
                let next = if *month == 12 { (year + 1, 1) } else { (year, month + 1) };
                let from = Day::from_ymd(year, *month, 1);
                let to = Day::from_ymd(next.0, next.1, 1).map(|day| day.plus(-1));
                let Some((from, to)) = from.zip(to).filter(|(_, to)| *to >= start) else {
                    continue;
                };
                match pauses.last_mut().filter(|last| last.to.plus(1) == from) {
                    Some(last) => last.to = to,
                    None => pauses.push(Pause { from, to }),
                }
            }
        }
        // Two summers: until then somebody has asked the group again.
        pauses.truncate(2 * self.months.len());
        pauses
    }

    /// The row as it is meant; `None` while it is not whole. Public holidays are `closed`.
    pub fn schedule(&self, today: Day, closed: &[Day]) -> Option<Schedule> {
        let start = Moment { day: self.start(today)?, minute: self.from? };
        let mut schedule = Schedule {
            start,
            minutes: self.minutes()?,
            rule: self.rule(),
            dates: Vec::new(),
            exdates: self.off.clone(),
            pauses: self.pauses(start.day),
            valid_to: None,
        };
        if self.is_off_on_holidays {
            let mut hit: Vec<Day> =
                closed.iter().copied().filter(|day| schedule.occurs_on(*day)).collect();
            schedule.exdates.append(&mut hit);
            schedule.exdates.sort_unstable();
            schedule.exdates.dedup();
        }
        Some(schedule)
    }

    /// As people read it: "Every second Tuesday, 1:30 pm to 3:30 pm. Not in August." `None` while it is not
    /// whole.
    pub fn words(&self, messages: &Messages) -> Option<String> {
        let (from, to) = self.from.zip(self.to).filter(|_| !self.is_backwards())?;
        let names: Vec<String> = self.days.iter().map(|day| weekday(*day, messages)).collect();
        let days = messages.list(&names);
        let day = match self.often {
            Often::Once => messages.day(self.date?),
            _ if names.is_empty() => return None,
            Often::Weekly => messages.fill(Key::AddTimeWeekly, &[("days", &days)]),
            Often::Second => messages.fill(Key::AddTimeSecond, &[("days", &days)]),
            Often::Monthly => {
                let nth = nth_words(self.nth, messages);
                messages.fill(Key::AddTimeMonthly, &[("nth", &nth), ("days", &days)])
            }
        };
        let (from, to) = (messages.time(from), messages.time(to));
        let mut words =
            messages.fill(Key::FormSession, &[("day", &day), ("from", &from), ("to", &to)]);
        for not in self.nots(messages) {
            words.push_str(if words.ends_with('.') { " " } else { ". " });
            words.push_str(&not);
        }
        Some(words)
    }

    /// When it is not, a sentence each.
    fn nots(&self, messages: &Messages) -> Vec<String> {
        let mut nots = Vec::new();
        if !self.months.is_empty() {
            let months: Vec<String> =
                self.months.iter().map(|month| month_name(*month, messages)).collect();
            let list = messages.list(&months);
            nots.push(messages.fill(Key::AddTimeNotMonths, &[("list", &list)]));
        }
        if self.is_off_on_holidays {
            nots.push(messages.text(Key::AddTimeNotHolidays).to_owned());
        }
        if !self.off.is_empty() {
            let days: Vec<String> = self.off.iter().map(|day| messages.day(*day)).collect();
            nots.push(messages.fill(Key::ServiceNotOn, &[("list", &messages.list(&days))]));
        }
        nots
    }
}

/// `13:30` as minutes of the day.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// The name of a day of the week.
pub fn weekday(day: Weekday, messages: &Messages) -> String {
    messages.part(Key::FormWeekdays, day.number()).to_owned()
}

/// The name of a month, 1 to 12.
pub fn month_name(month: u8, messages: &Messages) -> String {
    messages.part(Key::FormMonths, usize::from(month).saturating_sub(1)).to_owned()
}

/// "second", as it stands in "the second Tuesday of the month".
pub fn nth_words(nth: i8, messages: &Messages) -> String {
    let at = NTHS.iter().position(|(_, known)| *known == nth).unwrap_or(0);
    messages.part(Key::AddTimeNths, at).to_owned()
}
