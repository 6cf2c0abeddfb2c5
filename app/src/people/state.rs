//! What follows from an action in "My people", and what is then said.

use catalog::day::Day;
use catalog::link::Unreadable;
use catalog::link::plan::Reference;

use super::action::Action;
use super::file::{self, Refusal};
use super::heard::{Heard, hear};
use super::{Entry, Ledger, NotTaken};
use crate::locale::{Key, Messages};
use crate::spelling::spelling;

/// Where the ledger is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// In memory, until the page is left: nobody has said otherwise.
    #[default]
    Memory,
    /// In the browser's storage, because somebody pressed "keep".
    Kept,
    /// In memory, because the browser refuses to keep it.
    Refused,
    /// What is stored cannot be read. It stays as it is until somebody says otherwise: a newer version of
    /// this site may be able to.
    Unreadable,
}

/// "My people" on its page.
#[derive(Clone, Debug, Default)]
pub struct PeopleModel {
    /// What is there.
    pub ledger: Ledger,
    /// Where.
    pub storage: Storage,
    /// The one polite line.
    pub said: String,
    /// Today on the directory's wall clock; `None` until the browser says.
    pub today: Option<Day>,
    /// The entry that is open.
    pub open: Option<Reference>,
    /// What was deleted last, and where it stood: it can be put back.
    pub taken: Option<(usize, Entry)>,
    /// The text that was copied last, to be read before it is pasted elsewhere.
    pub copied: Option<String>,
}

impl PeopleModel {
    /// The ledger from the browser's storage: `stored` is what stands there, if anything does.
    pub fn open(&mut self, stored: Option<&str>, messages: &Messages) {
        match stored.map(file::read) {
            // Nothing was kept, or it was wiped elsewhere.
            None if self.storage == Storage::Kept => {
                *self = Self { today: self.today, ..Self::default() };
            }
            None => {}
            Some(Ok(ledger)) => {
                self.ledger = ledger;
                self.storage = Storage::Kept;
            }
            Some(Err(_)) => self.storage = Storage::Unreadable,
        }
        if let Some(today) = self.today {
            self.ledger.let_go(today);
        }
        self.said = match self.storage {
            Storage::Unreadable => messages.text(Key::PeopleBroken).to_owned(),
            _ => self.count(messages),
        };
    }

    /// What is to stand in the browser's storage; `None` where nothing is to be stored.
    pub fn to_store(&self) -> Option<String> {
        (self.storage == Storage::Kept).then(|| file::write(&self.ledger))
    }

    /// The browser has refused to keep it.
    pub fn refuse(&mut self, messages: &Messages) {
        self.storage = Storage::Refused;
        self.said = messages.text(Key::PeopleNotSaved).to_owned();
    }

    /// How many are here, and how many are due.
    pub fn count(&self, messages: &Messages) -> String {
        let due = self.today.map_or(0, |today| {
            self.ledger.entries.iter().filter(|entry| entry.is_due(today)).count()
        });
        match (self.ledger.entries.len(), due) {
            (0, _) => messages.text(Key::PeopleNone).to_owned(),
            (all, 0) => messages.count(Key::PeopleCount, all as u32, &[]),
            (_, due) => messages.count(Key::PeopleDue, due as u32, &[]),
        }
    }

    /// What follows from an action. What is copied or saved is made by who calls.
    pub fn apply(&mut self, action: Action, messages: &Messages) {
        match action {
            Action::Record(_)
            | Action::Ask(..)
            | Action::Report
            | Action::Csv
            | Action::Fhir
            | Action::Export => {}
            Action::Keep => {
                self.storage = Storage::Kept;
                self.said = messages.text(Key::PeopleKept).to_owned();
            }
            Action::Hear(text) => self.hear(&text, messages),
            Action::Open(reference) => {
                self.open = (self.open != Some(reference)).then_some(reference);
            }
            Action::Say(reference, at, outcome) => {
                let today = self.today;
                let entry = self.ledger.entry_mut(reference);
                let activity = entry.and_then(|entry| entry.activities.get_mut(at));
                if let Some(activity) = activity {
                    let said = today.filter(|_| outcome.said_by().is_some());
                    (activity.outcome, activity.said, activity.full_until) = (outcome, said, None);
                    self.said =
                        messages.fill(Key::PeopleHeard, &[("reference", &reference.shown())]);
                }
            }
            Action::LookAgain(reference, weeks) => {
                let today = self.today;
                if let (Some(entry), Some(today)) = (self.ledger.entry_mut(reference), today) {
                    let day = today.plus(i32::from(weeks) * 7);
                    entry.look_again = Some(day);
                    self.said = self.count(messages);
                }
            }
            Action::Close(reference) => {
                if let Some(entry) = self.ledger.entry_mut(reference) {
                    entry.closed = self.today;
                    self.said = self.count(messages);
                }
            }
            Action::Reopen(reference) => {
                if let Some(entry) = self.ledger.entry_mut(reference) {
                    entry.closed = None;
                    self.said = self.count(messages);
                }
            }
            Action::Remove(reference) => {
                self.taken = self.ledger.take(reference).or(self.taken.take());
                let values = [("reference", &*reference.shown())];
                self.said = messages.fill(Key::PeopleRemoved, &values);
            }
            Action::PutBack => {
                if let Some((at, entry)) = self.taken.take() {
                    self.ledger.put(at, entry);
                    self.said = self.count(messages);
                }
            }
            Action::Import(text) => self.import(&text, messages),
            Action::Wipe => {
                let said = messages.text(Key::PeopleWiped).to_owned();
                *self = Self { today: self.today, said, ..Self::default() };
            }
        }
    }

    fn hear(&mut self, text: &str, messages: &Messages) {
        let Some(today) = self.today else { return };
        let spelling = spelling(messages);
        let found = hear(text, &spelling, |reference| self.ledger.entry(reference).is_some());
        let said = |key: Key, reference: Reference| {
            messages.fill(key, &[("reference", &reference.shown())])
        };
        let answers = match found {
            Ok(answers) => answers,
            Err(problem) => {
                let key = match problem {
                    Unreadable::Newer => Key::PeopleNewer,
                    Unreadable::Empty | Unreadable::Damaged => Key::PeopleNothingHeard,
                };
                self.said = messages.text(key).to_owned();
                return;
            }
        };
        let mut last = None;
        for answer in answers {
            let taken = match &answer {
                Heard::Reply(reply) => self.ledger.hear(reply, today),
                Heard::Spoken(spoken) => self.ledger.hear_spoken(spoken, today),
                Heard::Plan(reference) => match self.ledger.entry(*reference) {
                    Some(_) => Ok(()),
                    None => Err(NotTaken::Unknown(*reference)),
                },
            };
            // One that was taken in says more than one that was not.
            match taken {
                Ok(()) => {
                    self.open = Some(answer.reference());
                    let key = match answer {
                        Heard::Plan(_) => Key::PeopleFound,
                        Heard::Reply(_) | Heard::Spoken(_) => Key::PeopleHeard,
                    };
                    last = Some(said(key, answer.reference()));
                }
                Err(why) if last.is_none() => {
                    last = Some(match why {
                        NotTaken::Unknown(reference) => said(Key::PeopleUnknown, reference),
                        NotTaken::Other(reference) => said(Key::PeopleOther, reference),
                    });
                }
                Err(_) => {}
            }
        }
        self.said = last.unwrap_or_default();
    }

    fn import(&mut self, text: &str, messages: &Messages) {
        match file::read(text) {
            Err(refusal) => self.refuse_file(refusal, messages),
            Ok(other) => {
                let added = self.ledger.add(other) as u32;
                if let Some(today) = self.today {
                    self.ledger.let_go(today);
                }
                self.said = match added {
                    0 => messages.text(Key::PeopleNothingNew).to_owned(),
                    added => messages.count(Key::PeopleAdded, added, &[]),
                };
            }
        }
    }

    /// A file was not taken in; nothing has changed.
    pub fn refuse_file(&mut self, refusal: Refusal, messages: &Messages) {
        self.said = messages.text(refusal.key()).to_owned();
    }

    /// The message with which a group is asked about an activity; `page` is the address of the page for answers.
    pub fn question(
        &self,
        reference: Reference,
        at: usize,
        page: &str,
        messages: &Messages,
    ) -> Option<String> {
        let activity = self.ledger.entry(reference)?.activities.get(at)?;
        let plan = catalog::link::plan::PlanLink { services: vec![activity.id.clone()], reference };
        let link = [page, "#", &plan.to_fragment()].concat();
        let values =
            [("name", &*activity.name), ("reference", &*reference.shown()), ("link", &*link)];
        Some(messages.fill(Key::PeopleQuestion, &values))
    }
}
