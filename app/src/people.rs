//! "My people": what somebody who hands activities over keeps of it, on their own computer, so that they
//! look again. And the page of a group that answers whether somebody can come.
//!
//! What is kept of a person is a reference, a language and the activities: there is no name and no field
//! for notes, because a field for notes turns into a field for names. Silence is "no word yet", and never
//! "did not go".
//!
//! Everything here is pure: [`Ledger`] is what is kept, [`mod@file`] how it is written down, [`heard`]
//! finds an answer in whatever was pasted, [`action`] is what can be done, [`state`] what follows, [`view`]
//! how it looks; [`record`], [`csv`], [`fhir`] and [`report`] are what is taken away from it. [`answer`] is the
//! group's side. The browser's side is the crate `app/web/people`.

use catalog::day::Day;
use catalog::link::plan::Reference;
use catalog::link::reply::{Outcome, Reply, Spoken};

pub mod action;
pub mod answer;
pub mod csv;
pub mod fhir;
pub mod file;
pub mod heard;
pub mod record;
pub mod report;
pub mod state;
pub mod view;
pub mod words;

/// Most entries: some years of one link worker's, and few enough for any computer's storage.
pub const ENTRIES_MAX: usize = 500;

/// Most activities of an entry: those of the longest link.
pub const ACTIVITIES_MAX: usize = catalog::link::plan::SERVICES_MAX;

/// How many days a closed entry stays.
pub const CLOSED_DAYS: i32 = 90;

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// In the order of the hand-overs, each reference once.
    pub entries: Vec<Entry>,
}

/// What was handed over to somebody, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The reference, which stands in the record by hand.
    pub reference: Reference,
    /// The code of their language.
    pub language: String,
    /// When it was handed over.
    pub given: Day,
    /// When to look again.
    pub look_again: Option<Day>,
    /// When it was closed.
    pub closed: Option<Day>,
    /// Their own words, where they gave them.
    pub words: Option<String>,
    /// What was handed over, in that order: the order of a spoken code.
    pub activities: Vec<Activity>,
}

/// An activity, with what was known when it was handed over: the page loads no catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Activity {
    /// The service's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A number to call, as [`Phone`](catalog::phone::Phone) writes it; empty for none.
    pub phone: String,
    /// That number takes text messages.
    pub takes_texts: bool,
    /// One joins by referral or by a waiting list: the group can be asked.
    pub asks_group: bool,
    /// What became of it.
    pub outcome: Outcome,
    /// When that was said.
    pub said: Option<Day>,
    /// Until when it is full.
    pub full_until: Option<Day>,
}

/// Whether a group is asked before somebody joins: by the id of the way to join.
pub fn asks_group(joining: &str) -> bool {
    matches!(joining, "any-referral" | "doctor-referral" | "waitlist")
}

/// Why an answer was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// Nothing with that reference is here.
    Unknown(Reference),
    /// It is about other activities.
    Other(Reference),
}

impl Entry {
    /// Whether it is time to look again, or past it.
    pub fn is_due(&self, today: Day) -> bool {
        self.closed.is_none() && self.look_again.is_some_and(|day| day <= today)
    }

    /// Whether nobody has said a word about any of it.
    pub fn is_silent(&self) -> bool {
        self.activities.iter().all(|activity| activity.outcome == Outcome::NoWord)
    }

    /// The last day on which it is here.
    pub fn goes_on(&self) -> Option<Day> {
        self.closed.map(|day| day.plus(CLOSED_DAYS))
    }
}

impl Activity {
    /// Notes what became of it; no word changes nothing.
    pub fn hear(&mut self, outcome: Outcome, full_until: Option<Day>, today: Day) {
        if outcome != Outcome::NoWord {
            (self.outcome, self.full_until, self.said) = (outcome, full_until, Some(today));
        }
    }
}

impl Ledger {
    /// An entry by its reference.
    pub fn entry(&self, reference: Reference) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.reference == reference)
    }

    /// The same, to change it.
    pub fn entry_mut(&mut self, reference: Reference) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.reference == reference)
    }

    /// Puts an entry in; nothing where its reference is here or there is no room.
    pub fn put(&mut self, at: usize, entry: Entry) -> bool {
        let has_room = self.entries.len() < ENTRIES_MAX && self.entry(entry.reference).is_none();
        if has_room {
            self.entries.insert(at.min(self.entries.len()), entry);
        }
        has_room
    }

    /// Takes an entry out; gives it with its place, so that it can be put back.
    pub fn take(&mut self, reference: Reference) -> Option<(usize, Entry)> {
        let at = self.entries.iter().position(|entry| entry.reference == reference)?;
        Some((at, self.entries.remove(at)))
    }

    /// Adds what another computer kept: what is here already stays as it is. Gives how many were added.
    pub fn add(&mut self, other: Self) -> usize {
        other.entries.into_iter().filter(|entry| self.put(usize::MAX, entry.clone())).count()
    }

    /// Takes in an answer that came as a link.
    ///
    /// # Errors
    /// Why nothing has changed.
    pub fn hear(&mut self, reply: &Reply, today: Day) -> Result<(), NotTaken> {
        let reference = reply.reference;
        let entry = self.entry_mut(reference).ok_or(NotTaken::Unknown(reference))?;
        let mut is_about = false;
        for (id, outcome) in &reply.outcomes {
            if let Some(activity) = entry.activities.iter_mut().find(|known| known.id == *id) {
                is_about = true;
                activity.hear(*outcome, reply.full_until, today);
            }
        }
        if !is_about {
            return Err(NotTaken::Other(reference));
        }
        if reply.words.is_some() {
            entry.words.clone_from(&reply.words);
        }
        Ok(())
    }

    /// Takes in an answer that came as a code: its digits are in the order of the plan.
    ///
    /// # Errors
    /// Why nothing has changed.
    pub fn hear_spoken(&mut self, spoken: &Spoken, today: Day) -> Result<(), NotTaken> {
        let reference = spoken.reference;
        let entry = self.entry_mut(reference).ok_or(NotTaken::Unknown(reference))?;
        if spoken.outcomes.len() != entry.activities.len() {
            return Err(NotTaken::Other(reference));
        }
        for (activity, outcome) in entry.activities.iter_mut().zip(&spoken.outcomes) {
            activity.hear(*outcome, None, today);
        }
        Ok(())
    }

    /// Lets go of what was closed long ago; gives whether anything went.
    pub fn let_go(&mut self, today: Day) -> bool {
        let before = self.entries.len();
        self.entries.retain(|entry| entry.goes_on().is_none_or(|day| day >= today));
        self.entries.len() != before
    }

    /// What to look at, in that order: what is due first, then by the day to look again, then what has
    /// none; what is closed last.
    pub fn in_order(&self, today: Day) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| {
            let look_again = entry.look_again.map_or(i32::MAX, |day| day.0);
            (entry.closed.is_some(), !entry.is_due(today), look_again, entry.given)
        });
        entries
    }
}
