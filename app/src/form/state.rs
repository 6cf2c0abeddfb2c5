//! What follows from an action in the form.

use std::collections::BTreeSet;

use catalog::day::{Day, Moment};
use catalog::link::code;
use catalog::place::{Plane, Point, Position};
use catalog::service::CapacityStatus;

use super::answers::Answers;
use super::file::FormFile;
use super::page::{self, Making, NEW_GROUP, PLACE_KNOWN, PageFacts};
use super::remark::{Remark, Weight};
use super::screen::Screen;
use super::send::PageText;
use super::times::{ROWS, field};
use crate::locale::{Key, Messages};
use crate::map::Window;

/// Something that somebody presses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// On to the next screen.
    Next,
    /// Back to the one before.
    Back,
    /// To a screen, and the field that is to be mended there.
    Mend(usize, String),
    /// See the page as this.
    See(See),
    /// Another row of the timetable.
    AddRow,
    /// Take the last one away.
    RemoveRow,
    /// Leave out the day that was chosen for a row.
    AddOffDay(usize),
    /// Do not leave it out.
    RemoveOffDay(usize, Day),
    /// Nothing more is known of getting in.
    NoneKnown,
    /// Open the map, or close it.
    Map,
    /// Move the map by quarters of its side, to the east and to the south.
    Pan(i32, i32),
    /// See more of the surroundings, or less.
    Zoom(bool),
    /// The middle of the map is the place.
    ChooseMiddle,
    /// There is no mark.
    ClearSpot,
    /// Copy the pages as text.
    Copy,
    /// Save one of the pages as a file.
    Save(usize),
    /// Save an e-mail with all of them in it.
    SaveEmail,
    /// Hand one of them to another program of the phone.
    Share(usize),
    /// All else is as the page has it.
    Right,
    /// Only whether there is room has changed.
    Room(CapacityStatus),
    /// It has ended.
    Ended,
    /// Something else has changed, which is asked on this screen.
    Change(usize),
    /// The group whose page is open has another activity.
    AddActivity,
    /// Save the note as a file.
    SaveNote,
    /// It has left the phone by a link: by e-mail, by text message, to a site.
    Opened,
    /// The person says that it has arrived.
    Arrived,
    /// Throw away what was typed.
    Wipe,
}

/// How the page is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum See {
    /// As a card among others.
    #[default]
    Card,
    /// With all its facts.
    Page,
    /// On paper.
    Paper,
}

impl Action {
    /// The action that stands in the page as `text`; `None` for what this program did not write.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let name = parts.next()?;
        let mut number = || parts.next()?.parse::<usize>().ok();
        Some(match name {
            "next" => Self::Next,
            "back" => Self::Back,
            "mend" => Self::Mend(number()?, parts.next()?.to_owned()),
            "see-card" => Self::See(See::Card),
            "see-page" => Self::See(See::Page),
            "see-paper" => Self::See(See::Paper),
            "add-row" => Self::AddRow,
            "remove-row" => Self::RemoveRow,
            "off-add" => Self::AddOffDay(number()?),
            "off-remove" => Self::RemoveOffDay(number()?, Day(parts.next()?.parse().ok()?)),
            "none-known" => Self::NoneKnown,
            "map" => Self::Map,
            "map-north" => Self::Pan(0, -1),
            "map-south" => Self::Pan(0, 1),
            "map-west" => Self::Pan(-1, 0),
            "map-east" => Self::Pan(1, 0),
            "map-closer" => Self::Zoom(true),
            "map-wider" => Self::Zoom(false),
            "map-middle" => Self::ChooseMiddle,
            "map-clear" => Self::ClearSpot,
            "copy" => Self::Copy,
            "save" => Self::Save(number()?),
            "save-email" => Self::SaveEmail,
            "share" => Self::Share(number()?),
            "right" => Self::Right,
            "room-open" => Self::Room(CapacityStatus::Open),
            "room-waitlist" => Self::Room(CapacityStatus::Waitlist),
            "room-full" => Self::Room(CapacityStatus::Full),
            "ended" => Self::Ended,
            "change" => Self::Change(number()?),
            "add-activity" => Self::AddActivity,
            "save-note" => Self::SaveNote,
            "opened" => Self::Opened,
            "arrived" => Self::Arrived,
            "wipe" => Self::Wipe,
            _ => return None,
        })
    }
}

/// Where what was typed is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// In memory, until the page is left: nobody has said otherwise.
    #[default]
    Memory,
    /// In the browser's storage, because somebody ticked it.
    Kept,
    /// In memory, because the browser refuses to keep it.
    Refused,
}

/// The open map: where it looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView {
    /// Its middle.
    pub middle: Position,
    /// From the middle to each side, in metres.
    pub half: u32,
}

/// How far the map shows at first and at most, and at least, in metres.
const HALF_M: (u32, u32, u32) = (4_000, 64_000, 250);

/// Digits of a new id: 32^5 is 33 million, and a typed code stays short.
const ID_DIGITS: usize = 5;

/// Whether nobody can take an id for something else: a word means something, and a number could be taken
/// for a count, by spreadsheets also `1e234` and `0x123`.
fn is_only_an_id(id: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() && !b"ebx".contains(&byte);
    id.bytes().any(|byte| byte.is_ascii_digit()) && id.bytes().any(is_letter)
}

/// A page that is there already, and what somebody says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Change {
    /// Its id.
    pub id: String,
    /// It is a group's own page.
    pub is_group: bool,
    /// The hash of its facts.
    pub of: String,
    /// The name of its group.
    pub group: String,
    /// It must not be named where others can see it.
    pub is_discreet: bool,
    /// Its times, in its own words.
    pub times: Vec<String>,
    /// Whether there is room.
    pub room: Option<CapacityStatus>,
    /// The day of the last check by a person.
    pub checked: Option<Day>,
    /// Whether the form has questions for its times.
    pub asks_times: bool,
    /// The page.
    pub page: String,
    /// What the fields would hold of it.
    pub before: Answers,
    /// What is said of it.
    pub said: Option<Said>,
}

/// What somebody says of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// All of it is right.
    Right,
    /// Whether there is room.
    Room(CapacityStatus),
    /// It has ended.
    Ended,
    /// Something else: what the fields hold now.
    Changed,
}

/// The form on its page.
#[derive(Clone, Debug, Default)]
pub struct FormModel {
    /// What was typed and ticked.
    pub answers: Answers,
    /// The screen.
    pub screen: Screen,
    /// Screens that somebody has pressed "next" on: what is to be mended there is shown.
    pub seen: BTreeSet<Screen>,
    /// What the check says.
    pub remarks: Vec<Remark>,
    /// The pages, written.
    pub pages: Vec<PageText>,
    /// What is sent, as plain lines; empty while there is nothing to say.
    pub note: String,
    /// The page that is there already, where the form is about one.
    pub change: Option<Change>,
    /// Nobody has said yet what it is about that page.
    pub is_asking: bool,
    /// How the page is looked at.
    pub see: See,
    /// How many rows the timetable asks for; at least 1.
    pub rows: usize,
    /// The open map.
    pub map: Option<MapView>,
    /// Where what was typed is.
    pub storage: Storage,
    /// The one polite line.
    pub said: String,
    /// The present moment on the directory's wall clock; `None` until the browser says.
    pub now: Option<Moment>,
    /// It was sent in some way: whether it has arrived, only the person knows.
    pub is_sent: bool,
    /// It has arrived, and nothing is left here.
    pub is_done: bool,
}

impl FormModel {
    /// A form for a new page; `random` makes its ids.
    pub fn new(now: Option<Moment>, random: impl FnMut() -> u32) -> Self {
        let mut model = Self { now, rows: 1, ..Self::default() };
        model.give_ids(random);
        model
    }

    /// Gives the page and a new group their ids, unless they have some.
    pub fn give_ids(&mut self, mut random: impl FnMut() -> u32) {
        if self.change.is_some() {
            return;
        }
        for name in ["id", "group-id"] {
            while self.answers.text(name).is_empty() {
                let id = code::digits(random(), ID_DIGITS);
                if is_only_an_id(&id) {
                    self.answers.put(name, &id);
                }
            }
        }
    }

    /// Whether somebody has typed or ticked something: ids are nobody's words.
    pub fn is_touched(&self) -> bool {
        match &self.change {
            Some(change) => self.answers != change.before,
            None => {
                let is_own = |field: &str| !matches!(field, "id" | "group-id" | "group");
                self.answers.entries().any(|(field, _)| is_own(field))
            }
        }
    }

    /// Opens a page that is there already.
    pub fn open(&mut self, change: Change, answers: Answers) {
        let has_row = |row: &usize| !answers.text(&field("from", *row)).is_empty();
        self.rows = (1..ROWS).take_while(has_row).count() + 1;
        self.answers = answers;
        self.is_asking = true;
        self.change = Some(change);
        self.screen = Screen::What;
    }

    /// Says something of the page that is open.
    pub fn say(&mut self, said: Said) {
        if let Some(change) = &mut self.change {
            change.said = Some(said);
            self.is_asking = false;
            self.screen = Screen::Look;
        }
    }

    /// Takes in what was kept.
    pub fn restore(&mut self, stored: &str, messages: &Messages) {
        let answers = Answers::from_stored(stored);
        if answers.is_empty() {
            return;
        }
        self.answers = answers;
        let has_row = |row: &usize| {
            self.answers
                .entries()
                .any(|(name, _)| name.ends_with(&[".", &row.to_string()].concat()))
        };
        self.rows = (1..ROWS).take_while(has_row).count() + 1;
        self.storage = Storage::Kept;
        self.said = messages.text(Key::AddRestored).to_owned();
    }

    /// Somebody has typed into a field, or chosen one of its values.
    pub fn put(&mut self, name: &str, value: &str) {
        self.answers.put(name, value);
        // Of a group that is there the address of the page says more than its name.
        if name == "group" && value != NEW_GROUP {
            self.answers.put("group-name", "");
            self.answers.put("group-line", "");
        }
        self.is_done = false;
    }

    /// Somebody has ticked a value, or taken the tick away.
    pub fn tick(&mut self, name: &str, value: &str, is_on: bool) {
        self.answers.tick(name, value, is_on);
        self.is_done = false;
    }

    /// The facts of the pages so far; `own` are the words of the directory's own language.
    pub fn facts(&self, file: &FormFile, own: &Messages) -> Vec<PageFacts> {
        let Some(now) = self.now else { return Vec::new() };
        page::pages(&self.answers, &Making { file, today: now.day, own })
    }

    /// The remarks of a screen.
    pub fn remarks_on(&self, screen: Screen) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(move |remark| remark.screen == screen)
    }

    /// How many things must be mended, and how many are worth a thought.
    pub fn counts(&self) -> (u32, u32) {
        let of = |weight: Weight| {
            self.remarks.iter().filter(|remark| remark.weight == weight).count() as u32
        };
        (of(Weight::Mend), of(Weight::Consider))
    }

    /// Whether the remarks about a field are shown: once somebody has gone on from there.
    pub fn is_shown(&self, remark: &Remark) -> bool {
        self.seen.contains(&remark.screen)
    }

    /// What follows from an action that needs nothing of the browser.
    pub fn apply(&mut self, action: &Action, file: &FormFile, messages: &Messages) {
        self.said.clear();
        match action {
            Action::Next => self.go_on(messages),
            Action::Back if self.change.is_some() => {
                self.is_asking = true;
                self.is_sent = false;
            }
            Action::Back => self.go(self.before()),
            Action::Right => self.say(Said::Right),
            Action::Room(status) => self.say(Said::Room(*status)),
            Action::Ended => self.say(Said::Ended),
            Action::AddActivity => {
                let group = self.change.take().map(|change| change.id).unwrap_or_default();
                *self = Self { now: self.now, rows: 1, screen: Screen::What, ..Self::default() };
                self.answers.put("group", &group);
            }
            Action::Change(screen) => {
                self.say(Said::Changed);
                self.go(Screen::at(*screen));
            }
            Action::Mend(screen, _) => self.go(Screen::at(*screen)),
            Action::See(see) => self.see = *see,
            Action::AddRow => self.rows = (self.rows + 1).min(ROWS),
            Action::RemoveRow => self.remove_row(),
            Action::AddOffDay(row) => {
                let day = self.answers.text(&field("off-new", *row)).to_owned();
                if Day::parse(&day).is_some() {
                    self.answers.tick(&field("off-day", *row), &day, true);
                    self.answers.put(&field("off-new", *row), "");
                }
            }
            Action::RemoveOffDay(row, day) => {
                self.answers.tick(&field("off-day", *row), &day.to_string(), false);
            }
            Action::NoneKnown => {
                for term in file.list("access") {
                    let name = ["access.", &term.id].concat();
                    if self.answers.text(&name).is_empty() {
                        self.answers.put(&name, "unknown");
                    }
                }
                self.seen.insert(Screen::Access);
                self.go(self.after());
            }
            Action::Map => {
                let middle = self.spot().or(file.centre);
                let open = middle.map(|middle| MapView { middle, half: HALF_M.0 });
                self.map = if self.map.is_some() { None } else { open };
            }
            Action::Pan(east, south) => self.pan(*east, *south),
            Action::Zoom(is_closer) => {
                if let Some(map) = &mut self.map {
                    let half = if *is_closer { map.half / 2 } else { map.half.saturating_mul(2) };
                    map.half = half.clamp(HALF_M.2, HALF_M.1);
                }
            }
            Action::ChooseMiddle => {
                if let Some(map) = self.map {
                    self.choose(map.middle, messages);
                }
            }
            Action::ClearSpot => self.answers.put("spot", ""),
            Action::Opened => self.is_sent = true,
            Action::Arrived => {
                let storage = Storage::Memory;
                *self = Self { now: self.now, rows: 1, storage, is_done: true, ..Self::default() };
                self.screen = Screen::Look;
                self.said = messages.text(Key::AddDone).to_owned();
            }
            Action::Wipe => {
                *self = Self { now: self.now, rows: 1, ..Self::default() };
                self.said = messages.text(Key::AddWiped).to_owned();
            }
            Action::Copy
            | Action::Save(_)
            | Action::SaveEmail
            | Action::SaveNote
            | Action::Share(_) => {
                self.is_sent = true;
            }
        }
    }

    /// Goes on, unless something here must be mended first, and that was not shown before.
    fn go_on(&mut self, messages: &Messages) {
        let mend = self.remarks_on(self.screen).filter(|remark| remark.weight == Weight::Mend);
        let mend = mend.count() as u32;
        if self.seen.insert(self.screen) && mend > 0 {
            self.said = messages.count(Key::AddMend, mend, &[]);
            return;
        }
        self.go(self.after());
    }

    fn go(&mut self, screen: Screen) {
        // Whoever looks at the whole has been asked everything.
        if screen == Screen::Look {
            self.seen.extend(Screen::ALL.iter().map(|(screen, _)| *screen));
        }
        self.screen = screen;
        self.map = None;
    }

    /// Where there is no place to come to, nobody asks how one gets in.
    fn is_asked(&self, screen: Screen) -> bool {
        screen != Screen::Access || self.answers.text("place") == PLACE_KNOWN
    }

    fn after(&self) -> Screen {
        // Of a page that is there, only what has changed is asked.
        if self.change.is_some() {
            return Screen::Look;
        }
        let next = Screen::at(self.screen.number() + 1);
        if self.is_asked(next) { next } else { Screen::at(next.number() + 1) }
    }

    fn before(&self) -> Screen {
        let last = Screen::at(self.screen.number().saturating_sub(1));
        if self.is_asked(last) { last } else { Screen::at(last.number() - 1) }
    }

    fn remove_row(&mut self) {
        self.rows = self.rows.saturating_sub(1).max(1);
        let end = [".", &self.rows.to_string()].concat();
        let of_row = |(name, _): &(&str, &str)| name.ends_with(&end);
        let names: Vec<String> =
            self.answers.entries().filter(of_row).map(|(name, _)| name.to_owned()).collect();
        names.iter().for_each(|name| self.answers.put(name, ""));
    }

    /// The mark on the map.
    pub fn spot(&self) -> Option<Position> {
        let (lat, lon) = self.answers.text("spot").split_once(',')?;
        Position::from_degrees(lat.parse().ok()?, lon.parse().ok()?)
    }

    fn pan(&mut self, east: i32, south: i32) {
        let Some(map) = &mut self.map else { return };
        let window = Window::around(Plane::at(map.middle), map.middle, map.half);
        let step = window.half / 2;
        let Point { x, y } = window.middle;
        map.middle = window.plane.back(Point { x: x + east * step, y: y + south * step });
    }

    /// The mark is here.
    pub fn choose(&mut self, at: Position, messages: &Messages) {
        self.answers.put("spot", &[&at.lat().to_string(), ",", &at.lon().to_string()].concat());
        self.said = messages.text(Key::AddSpotSet).to_owned();
    }
}
