//! "My plan": what a person keeps for themselves, on their own device and nowhere else.
//!
//! Everything here is pure: [`Plan`] is what is kept, [`mod@file`] how a plan is written down (in the
//! browser's storage and as a file to take along), [`mod@mark`] what became of an activity, [`reply`] the answer that its owner may send, [`near`] how near
//! they are to what matters to them, [`pack`] what to take along, [`since`] what has changed, [`action`] what can be done, [`state`] what
//! follows, [`view`] how a plan looks, [`calendar`] its next dates for other programs. The browser's
//! side is the crate `app/web/plan`.
//!
//! A kept activity carries all that its owner needs when there is no network: no request ever
//! follows from what somebody keeps. One that calls for discretion is kept without its name.

use catalog::day::{Day, Moment};
use catalog::link::plan::PlanLink;
use catalog::schedule::{Schedule, Session, next_of};

use crate::card::page_from;

pub use mark::{Mark, Why};
pub use near::CheckIn;
pub use since::Facts;

pub mod action;
pub mod calendar;
pub mod file;
pub mod mark;
pub mod near;
pub mod pack;
pub mod reply;
pub mod since;
pub mod state;
pub mod view;

/// Most activities in a plan: more than anybody plans, few enough for any phone's storage.
pub const ITEMS_MAX: usize = 60;

/// Most plan links that are remembered: the oldest goes first.
pub const LINKS_MAX: usize = 12;

/// Most characters of a person's own words in one field: a full page of handwriting.
pub const WORDS_MAX: usize = 2_000;

/// What a person keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What matters to them, in their own words.
    pub matters: String,
    /// What they keep, in their own order, each id once.
    pub items: Vec<Item>,
    /// The plan links that some of it came from, each reference once: a code that is read over the
    /// telephone counts its activities in the order of the link, whatever the person's own order is.
    pub links: Vec<PlanLink>,
    /// How near they say they are to what matters to them: at most [`near::ASKED_MAX`].
    pub check_ins: Vec<CheckIn>,
}

/// A kept activity, with what was known when it was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// The service's id: its page's address.
    pub id: String,
    /// Its name; empty where it calls for discretion.
    pub name: String,
    /// The language of `name`, `when` and `place`.
    pub lang: String,
    /// E.164.
    pub phone: Option<String>,
    /// The usual times, in words; empty for none.
    pub when: String,
    /// Where, never translated; empty for none.
    pub place: String,
    /// Its timetable.
    pub times: Vec<Schedule>,
    /// It calls for discretion.
    pub sensitive: bool,
    /// Where it has a page: [`crate::card::page_field`].
    pub page: String,
    /// Papers that are asked for there, in words.
    pub papers: Vec<String>,
    /// What to bring, in words; empty for nothing.
    pub bring: String,
    /// The reference of the plan link that it came from, as
    /// [`Reference::shown`](catalog::link::plan::Reference::shown) writes it; empty where nobody will
    /// ask after it.
    pub reference: String,
    /// The person's own note.
    pub note: String,
    /// What became of it.
    pub mark: Mark,
    /// Why, where the person says so.
    pub why: Option<Why>,
    /// What was so when the person last looked; `None` where it was kept and not looked at since.
    pub facts: Option<Facts>,
}

/// Which way an activity is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Nearer to the beginning.
    Up,
    /// Nearer to the end.
    Down,
}

impl Item {
    /// Its page, from the folder of a locale, such as `../`.
    pub fn page_from(&self, folder: &str) -> Option<String> {
        page_from(&self.page, &self.id, folder)
    }

    /// The next session, or the one going on.
    pub fn next(&self, now: Moment) -> Option<Session> {
        next_of(&self.times, now).map(|(_, session)| session)
    }
}

impl Plan {
    /// Whether there is nothing in it: then nothing is stored.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.matters.is_empty() && self.check_ins.is_empty()
    }

    /// An activity by its id.
    pub fn item_mut(&mut self, id: &str) -> Option<&mut Item> {
        self.items.iter_mut().find(|item| item.id == id)
    }

    /// The place of an activity, from 0.
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// Whether an activity cannot be moved this way, because it is at that end.
    pub fn is_end(&self, id: &str, way: Way) -> bool {
        match way {
            Way::Up => self.items.first(),
            Way::Down => self.items.last(),
        }
        .is_none_or(|item| item.id == id)
    }

    /// Moves an activity one place; gives its new place, or `None` where it is there already.
    pub fn shift(&mut self, id: &str, way: Way) -> Option<usize> {
        let from = self.place_of(id)?;
        let to = match way {
            Way::Up => from.checked_sub(1)?,
            Way::Down => Some(from + 1).filter(|to| *to < self.items.len())?,
        };
        self.items.swap(from, to);
        Some(to)
    }

    /// Takes an activity out; gives it with its place, so that it can be put back.
    pub fn take(&mut self, id: &str) -> Option<(usize, Item)> {
        let place = self.place_of(id)?;
        Some((place, self.items.remove(place)))
    }

    /// Puts an activity back, or in; nothing where it is there already or there is no room.
    pub fn put(&mut self, place: usize, item: Item) -> bool {
        let has_room = self.items.len() < ITEMS_MAX && self.place_of(&item.id).is_none();
        if has_room {
            self.items.insert(place.min(self.items.len()), item);
        }
        has_room
    }

    /// Adds another plan, such as a copy from an old phone, behind this one: what is here already
    /// stays as it is. Gives how many activities were added.
    pub fn add(&mut self, other: Self) -> usize {
        if self.matters.is_empty() {
            self.matters = other.matters;
        }
        if self.check_ins.is_empty() {
            self.check_ins = other.check_ins;
        }
        let links = other.links.clone();
        let added =
            other.items.into_iter().filter(|item| self.put(usize::MAX, item.clone())).count();
        links.into_iter().for_each(|link| self.remember(link));
        added
    }

    /// Keeps what was handed over by a link: `items` are its activities as far as they are known. One
    /// that is here already stays where it is, with its note and its mark, and takes the reference.
    /// Gives how many were added.
    pub fn keep_handed(&mut self, link: &PlanLink, items: Vec<Item>) -> usize {
        let reference = match link.reference.is_none() {
            true => String::new(),
            false => link.reference.shown(),
        };
        let mut added = 0;
        for item in items {
            match self.item_mut(&item.id) {
                Some(kept) if !reference.is_empty() => kept.reference.clone_from(&reference),
                Some(_) => {}
                None => {
                    let item = Item { reference: reference.clone(), ..item };
                    added += usize::from(self.put(usize::MAX, item));
                }
            }
        }
        self.remember(link.clone());
        added
    }

    /// Remembers a plan link, unless nobody will ask after it. A newer one of the same reference takes
    /// the place of the older.
    pub fn remember(&mut self, link: PlanLink) {
        if link.reference.is_none() {
            return;
        }
        self.links.retain(|known| known.reference != link.reference);
        self.links.push(link);
        let too_many = self.links.len().saturating_sub(LINKS_MAX);
        self.links.drain(..too_many);
    }

    /// The links that something kept still came from.
    pub fn used_links(&self) -> impl Iterator<Item = &PlanLink> {
        let is_used = |link: &&PlanLink| {
            let reference = link.reference.shown();
            self.items.iter().any(|item| item.reference == reference)
        };
        self.links.iter().filter(is_used)
    }

    /// The activities that take place again, soonest first, each with its next session.
    pub fn coming(&self, now: Moment) -> Vec<(&Item, Session)> {
        let mut coming: Vec<(&Item, Session)> = Vec::new();
        // There are few of them, and a sort would be 4 KB of a program.
        for (item, session) in self.items.iter().filter_map(|item| Some((item, item.next(now)?))) {
            let at = coming.partition_point(|(_, other)| *other <= session);
            coming.insert(at, (item, session));
        }
        coming
    }
}

/// Adjusts a person's own words to what is kept: no more than [`WORDS_MAX`] characters.
pub fn own_words(typed: &str) -> String {
    typed.chars().take(WORDS_MAX).collect()
}

/// The day after a session, when its owner is asked how it went.
pub(crate) fn day_after(session: Session) -> Day {
    session.start.plus_minutes(u32::from(session.minutes)).day.plus(1)
}
