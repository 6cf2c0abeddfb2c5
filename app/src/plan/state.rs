//! What a press does to a plan, and what its owner is then told.

use catalog::day::Moment;

use super::file::{self, Refusal};
use super::{Item, Mark, Plan, Way, own_words};
use crate::locale::{Key, Messages};

/// Whether the browser keeps the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    /// As far as is known.
    #[default]
    Works,
    /// It is refused or full: the plan is in memory, until the page is closed.
    Refused,
    /// What is stored cannot be read. It stays as it is until its owner says otherwise: a newer
    /// version of this site may be able to.
    Unreadable,
}

/// The plan on the page.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// What is kept.
    pub plan: Plan,
    /// Whether the browser keeps it.
    pub storage: Storage,
    /// The one polite line.
    pub said: String,
    /// What was taken out last, and where it stood: it can be put back.
    pub taken: Option<(usize, Item)>,
    /// The present moment on the directory's wall clock; `None` until the browser says.
    pub now: Option<Moment>,
}

/// What a person does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intention {
    /// Move an activity.
    Shift(String, Way),
    /// Take one out.
    Remove(String),
    /// Put back what was taken out last.
    PutBack,
    /// Say how it went.
    Mark(String, Mark),
    /// Write a note.
    Note(String, String),
    /// Write what matters.
    Matters(String),
    /// Add what stands in a file.
    Import(String),
    /// Delete everything.
    Wipe,
}

impl Desk {
    /// The plan from the browser's storage: `stored` is what stands there, if anything does.
    pub fn open(&mut self, stored: Option<&str>, messages: &Messages) {
        match stored.map(file::read) {
            None => self.plan = Plan::default(),
            Some(Ok(plan)) => {
                self.plan = plan;
                self.storage = Storage::Works;
            }
            Some(Err(_)) => {
                self.plan = Plan::default();
                self.storage = Storage::Unreadable;
            }
        }
        self.said = match self.storage {
            Storage::Unreadable => messages.text(Key::PlanBroken).to_owned(),
            _ => self.count(messages),
        };
    }

    /// What is to stand in the browser's storage; `None`: nothing at all.
    pub fn to_store(&self) -> Option<String> {
        (!self.plan.is_empty()).then(|| file::write(&self.plan))
    }

    /// The browser has refused to keep it.
    pub fn refuse(&mut self, messages: &Messages) {
        self.storage = Storage::Refused;
        self.said = messages.text(Key::PlanNotSaved).to_owned();
    }

    /// What follows from an intention.
    pub fn apply(&mut self, intention: Intention, messages: &Messages) {
        match intention {
            Intention::Shift(id, way) => self.shift(&id, way, messages),
            Intention::Remove(id) => {
                if let Some(taken) = self.plan.take(&id) {
                    let name = shown_name(&taken.1, messages);
                    self.said = messages.fill(Key::PlanRemoved, &[("name", &name)]);
                    self.taken = Some(taken);
                }
            }
            Intention::PutBack => {
                if let Some((place, item)) = self.taken.take() {
                    self.plan.put(place, item);
                    self.said = self.count(messages);
                }
            }
            Intention::Mark(id, mark) => {
                if let Some(item) = self.plan.item_mut(&id) {
                    item.mark = mark;
                }
            }
            Intention::Note(id, note) => {
                if let Some(item) = self.plan.item_mut(&id) {
                    item.note = own_words(&note);
                }
            }
            Intention::Matters(words) => self.plan.matters = own_words(&words),
            Intention::Import(text) => self.import(&text, messages),
            Intention::Wipe => {
                let Self { now, .. } = *self;
                let said = messages.text(Key::PlanWiped).to_owned();
                *self = Self { now, said, ..Self::default() };
            }
        }
    }

    fn shift(&mut self, id: &str, way: Way, messages: &Messages) {
        let place = self.plan.shift(id, way).or_else(|| self.plan.place_of(id));
        let Some((place, item)) =
            place.and_then(|place| Some((place, self.plan.items.get(place)?)))
        else {
            return;
        };
        let number = |n: usize| messages.number(n as u32);
        self.said = messages.fill(
            Key::PlanMoved,
            &[
                ("name", &shown_name(item, messages)),
                ("n", &number(place + 1)),
                ("all", &number(self.plan.items.len())),
            ],
        );
    }

    fn import(&mut self, text: &str, messages: &Messages) {
        match file::read(text) {
            Err(refusal) => self.refuse_file(refusal, messages),
            Ok(other) => {
                let had_words = !self.plan.matters.is_empty() || other.matters.is_empty();
                let added = self.plan.add(other) as u32;
                // They have said what is to stand here now.
                self.storage = Storage::Works;
                self.said = if added == 0 && had_words {
                    messages.text(Key::PlanNothingNew).to_owned()
                } else {
                    messages.count(Key::PlanAdded, added, &[])
                };
            }
        }
    }

    /// A file was not taken in; nothing has changed.
    pub fn refuse_file(&mut self, refusal: Refusal, messages: &Messages) {
        self.said = messages.text(refusal.key()).to_owned();
    }

    fn count(&self, messages: &Messages) -> String {
        match self.plan.items.len() as u32 {
            0 => messages.text(Key::PlanEmpty).to_owned(),
            kept => messages.count(Key::PlanCount, kept, &[]),
        }
    }
}

/// What an activity is called here: by its name, or by nothing that tells.
pub fn shown_name(item: &Item, messages: &Messages) -> String {
    if item.name.is_empty() {
        messages.text(Key::PlanNeutral).to_owned()
    } else {
        item.name.clone()
    }
}
