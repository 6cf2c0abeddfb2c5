//! What is handed over of an activity: everything that stands on a sheet, in a message or on a plan that
//! is opened from a link, in one language. A file of a locale holds many; the build writes it, the phone
//! reads it.
//!
//! Slips carry no prescriber's note, no need and no position, and there is none of a sensitive service
//! or of a confidential place: what is not in the file can be in no output.

use std::collections::BTreeMap;

use catalog::day::{Day, Moment};
use catalog::schedule::{Schedule, Session};
use serde::Serialize;

use crate::card::page_from;
use crate::handout::WORDS;
use crate::locale::Messages;

mod read;

/// A file of slips. Each can be used without the others of its locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipFile {
    /// The page locale.
    pub locale: String,
    /// The texts that a sheet is drawn with, in the order of [`WORDS`].
    pub words: Vec<String>,
    /// The whole address of the page that opens plans in this locale: what a link begins with.
    pub page: String,
    /// Codes of the languages that the readers of this locale speak.
    pub speaks: Vec<String>,
    /// What these and the languages of contacts are called, by their codes.
    pub languages: BTreeMap<String, String>,
    /// Whom to call in need.
    pub help: Vec<SlipHelp>,
    /// By id.
    pub slips: Vec<Slip>,
    /// The ids, with a space between, of services beside these that are listed but have no slip: a plan must
    /// not say of them that they are gone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub apart: String,
}

/// A help line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipHelp {
    /// Its number, as people read it.
    pub phone: String,
    /// What it is for.
    pub label: Line,
}

/// In which file of a locale each slip is, where there are several: about 250 services that lie near
/// each other share one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipIndex {
    /// The files.
    pub blocks: Vec<SlipBlock>,
}

/// A file of a [`SlipIndex`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipBlock {
    /// Its name, in the folder of the index.
    pub file: String,
    /// The tile of the catalog that its services are in.
    pub tile: u32,
    /// The ids of its slips, with a space between.
    pub ids: String,
}

/// A text in another language than the file's, where nobody has translated it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The words.
    #[serde(rename = "t")]
    pub text: String,
    /// BCP 47; empty where it is the file's own.
    #[serde(rename = "l", skip_serializing_if = "String::is_empty")]
    pub lang: String,
}

/// A service, with all that who goes there must know. An empty text is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// The service's id.
    pub id: String,
    /// Its name.
    pub name: Line,
    /// The group's name, never translated.
    pub group: String,
    /// The usual times in words, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Line>,
    /// Its timetable as [`Schedule::to_line`] writes it: sessions only, and none of what does not run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<String>,
    /// At which of `places` each of `times` is, counted from 1; 0 for all of them. Empty where there is
    /// one place only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times_at: Vec<u8>,
    /// Which of `when` says each of `times` in words. Empty where they stand in the same order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times_when: Vec<u8>,
    /// Where: the place's name and street, never translated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<SlipPlace>,
    /// How it is given, in words, where there is no place to go to.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Whom to ask for, never translated.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ask_for: String,
    /// Ways to reach it, in the writer's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<SlipContact>,
    /// Codes of the languages that are spoken there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What happens the first time.
    #[serde(skip_serializing_if = "Line::is_empty")]
    pub first_visit: Line,
    /// Somebody will meet them at the door.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meet_me: Option<bool>,
    /// They may bring somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bring_someone: Option<bool>,
    /// What to bring.
    #[serde(skip_serializing_if = "Line::is_empty")]
    pub bring: Line,
    /// Papers that are asked for, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// Whom it is for, in words: age, residence and the writer's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Line>,
    /// What it costs, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost: Vec<Line>,
    /// It is known to cost nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_free: bool,
    /// How one starts: the term's id, such as `drop-in`.
    pub joining: String,
    /// The same in words.
    pub joining_words: String,
    /// What stands in its way: it has ended, is closed for a time or just now different; in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<Line>,
    /// The last day on which `alerts` hold, as `2026-12-24`; empty where nobody knows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub alerts_until: String,
    /// That it is full or has a waiting list, and who said so when; in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub room: Vec<String>,
    /// The same as a fact.
    #[serde(skip_serializing_if = "Room::is_free")]
    pub room_is: Room,
    /// It does not take place for a time.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_paused: bool,
    /// It has ended.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_over: bool,
    /// The day of the last check by a person, as `2026-09-14`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub checked: String,
    /// In which language it has its page, as a plan keeps it: [`crate::card::page_field`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// A hash of all the above: a plan knows by it that something has changed.
    pub version: String,
}

/// Whether there is room, as far as anybody has said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Room {
    /// There is, or nobody has said.
    #[default]
    Free,
    /// One has to wait.
    WaitingList,
    /// There is none.
    Full,
}

impl Room {
    /// All but the first, and their names in a file.
    const NAMED: [(Self, &'static str); 2] =
        [(Self::WaitingList, "waiting-list"), (Self::Full, "full")];

    /// Whether nobody has said that there is none.
    pub fn is_free(&self) -> bool {
        *self == Self::Free
    }

    /// Its name in a file; empty for the first.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(room, _)| *room == self).map_or("", |(_, name)| name)
    }

    /// The one with this name; the first for anything else.
    pub fn named(name: &str) -> Self {
        let known = Self::NAMED.iter().find(|(_, known)| *known == name);
        known.map_or(Self::Free, |(room, _)| *room)
    }
}

/// A place of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipPlace {
    /// Its name and street in one line.
    pub address: String,
    /// The way in, such as "Use the side door".
    #[serde(skip_serializing_if = "Line::is_empty")]
    pub door: Line,
    /// What else is noted of getting in, a line each with its fact.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Line>,
    /// How to get there.
    #[serde(skip_serializing_if = "Line::is_empty")]
    pub transport: Line,
    /// The town, for a question to a map.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub town: String,
}

/// A way to reach a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SlipContact {
    /// Who answers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// As [`Phone`](catalog::phone::Phone) writes it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Whether that number takes text messages.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sms: bool,
    /// E-mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Codes of the languages that are spoken on that line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
}

impl Line {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl SlipFile {
    /// The texts that a sheet is drawn with.
    pub fn messages(&self) -> Messages {
        Messages::from_some(&self.locale, WORDS, self.words.clone())
    }

    /// Whether a service is listed that has no slip.
    pub fn is_apart(&self, id: &str) -> bool {
        self.apart.split(' ').any(|known| known == id)
    }

    /// A slip by its service's id.
    pub fn slip(&self, id: &str) -> Option<&Slip> {
        self.slips.iter().find(|slip| slip.id == id)
    }

    /// What its readers call their own language: "Cantonese / Mandarin".
    pub fn own_language(&self) -> String {
        let names: Vec<&str> = self
            .speaks
            .iter()
            .filter_map(|code| Some(self.languages.get(code)?.as_str()))
            .collect();
        names.join(" / ")
    }
}

impl SlipIndex {
    /// The names of the files that hold the slips of these services, each once.
    pub fn files_of(&self, ids: &[String]) -> Vec<&str> {
        let holds = |block: &&SlipBlock| {
            block.ids.split(' ').any(|id| ids.iter().any(|wanted| wanted == id))
        };
        self.blocks.iter().filter(holds).map(|block| block.file.as_str()).collect()
    }
}

impl Slip {
    /// The next session, or the one going on.
    pub fn next(&self, now: Moment) -> Option<Session> {
        self.next_at(now).map(|(session, _)| session)
    }

    /// The same, with the place where it is.
    pub fn next_at(&self, now: Moment) -> Option<(Session, usize)> {
        let rows = self.times.iter().enumerate();
        let next = rows.filter_map(|(row, line)| {
            let session = Schedule::from_line(line)?.next(now)?;
            Some((session, self.place_of(row)))
        });
        next.min()
    }

    /// The place of a row of the timetable; the first where it is at all of them.
    fn place_of(&self, row: usize) -> usize {
        let at = self.times_at.get(row).map_or(0, |at| usize::from(*at).saturating_sub(1));
        if at < self.places.len() { at } else { 0 }
    }

    /// The timetable; a row that cannot be read is left out.
    pub fn schedules(&self) -> Vec<Schedule> {
        self.times.iter().filter_map(|line| Schedule::from_line(line)).collect()
    }

    /// The rows of the timetable that have a session within so many days, each with its number.
    fn rows_until(&self, now: Moment, days: i32) -> impl Iterator<Item = (usize, Schedule)> {
        let rows = self.times.iter().enumerate();
        rows.filter_map(move |(row, line)| {
            let schedule = Schedule::from_line(line)?;
            let next = schedule.next(now)?;
            (next.start.day <= now.day.plus(days)).then_some((row, schedule))
        })
    }

    /// The same without the numbers.
    pub fn schedules_until(&self, now: Moment, days: i32) -> Vec<Schedule> {
        self.rows_until(now, days).map(|(_, schedule)| schedule).collect()
    }

    /// The usual times in words, without those of a season that is far: of a group that walks elsewhere
    /// in summer. All of them where nothing takes place in so many days.
    pub fn usual_times(&self, now: Moment, days: i32) -> Vec<Line> {
        let words_of = |row: usize| match self.times_when.get(row) {
            Some(at) => usize::from(*at),
            None => row,
        };
        let soon: Vec<usize> = self.rows_until(now, days).map(|(row, _)| words_of(row)).collect();
        let is_session = |at: usize| (0..self.times.len()).any(|row| words_of(row) == at);
        let lines = self.when.iter().enumerate();
        let lines =
            lines.filter(|(at, _)| soon.is_empty() || soon.contains(at) || !is_session(*at));
        lines.map(|(_, line)| line.clone()).collect()
    }

    /// The timetable of one of its places.
    pub fn schedules_at(&self, place: usize) -> Vec<Schedule> {
        let is_there = |row: usize| match self.times_at.get(row) {
            None | Some(0) => true,
            Some(at) => usize::from(*at) == place + 1,
        };
        let rows = self.times.iter().enumerate().filter(|(row, _)| is_there(*row));
        rows.filter_map(|(_, line)| Schedule::from_line(line)).collect()
    }

    /// What stands in its way today.
    pub fn alerts_on(&self, today: Day) -> &[Line] {
        let is_past = Day::parse(&self.alerts_until).is_some_and(|until| until < today);
        if is_past { &[] } else { &self.alerts }
    }

    /// The day of the last check by a person.
    pub fn checked_on(&self) -> Option<Day> {
        Day::parse(&self.checked)
    }

    /// Where its page is, from the folder of a locale such as `../`; `None` where it has none.
    pub fn page_from(&self, folder: &str) -> Option<String> {
        page_from(&self.page, &self.id, folder)
    }

    /// The way to reach somebody there who speaks one of these languages: whose first language it is before
    /// those who speak it, too. Or else the first with a number.
    pub fn contact_for(&self, languages: &[String]) -> Option<&SlipContact> {
        let place = |contact: &SlipContact| {
            let spoken = contact.languages.iter().position(|code| languages.contains(code));
            spoken.unwrap_or(usize::MAX)
        };
        self.contacts
            .iter()
            .filter(|contact| !contact.phone.is_empty())
            .min_by_key(|contact| place(contact))
    }
}

impl SlipContact {
    /// Whether one of these languages is spoken on that line.
    pub fn speaks(&self, languages: &[String]) -> bool {
        self.languages.iter().any(|code| languages.contains(code))
    }
}
