//! What follows from an action on a plan, and what the plan's owner is then told.

use catalog::day::Moment;

use super::action::Action;
use super::file::{self, Refusal};
use super::near::CheckInDraft;
use super::reply::ReplyDraft;
use super::since::{self, Change};
use super::{CheckIn, Item, Plan, Way, own_words};
use crate::locale::{Key, Messages};
use crate::slip::SlipFile;

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

/// The plan on its page.
#[derive(Clone, Debug, Default)]
pub struct PlanModel {
    /// What is kept.
    pub plan: Plan,
    /// Whether the browser keeps it.
    pub storage: Storage,
    /// The one polite line.
    pub said: String,
    /// How often the plan was replaced or added to as a whole: what stands in the fields of the page
    /// is then no longer what the person typed.
    pub revision: u32,
    /// What was taken out last, and where it stood: it can be put back.
    pub taken: Option<(usize, Item)>,
    /// What was chosen for an answer.
    pub reply: ReplyDraft,
    /// What is being said of how near one is.
    pub check_in: CheckInDraft,
    /// The present moment on the directory's wall clock; `None` until the browser says.
    pub now: Option<Moment>,
    /// All that is listed in the page's locale; nothing until it is there, or where it is in several files.
    pub files: Vec<SlipFile>,
    /// What has changed since its owner last looked: ids of activities, in the order of the plan.
    pub changed: Vec<(String, Vec<Change>)>,
}

impl PlanModel {
    /// The plan from the browser's storage: `stored` is what stands there, if anything does.
    pub fn open(&mut self, stored: Option<&str>, messages: &Messages) {
        self.revision = self.revision.wrapping_add(1);
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
        self.compare();
    }

    /// What is listed today has come. The plan is brought up to date, and what has changed is told until its owner
    /// has seen it. Gives whether there is something new to store.
    pub fn receive(&mut self, files: Vec<SlipFile>, messages: &Messages) -> bool {
        self.files = files;
        let before = self.plan.clone();
        self.bring_up_to_date();
        let changed = self.changed.len() as u32;
        if changed > 0 {
            self.said = messages.count(Key::PlanSinceCount, changed, &[]);
        }
        self.plan != before
    }

    fn bring_up_to_date(&mut self) {
        let Some(now) = self.now else { return };
        self.compare();
        for item in &mut self.plan.items {
            let Some(today) = since::today(item, &self.files, now) else { continue };
            let is_changed = self.changed.iter().any(|(id, _)| *id == item.id);
            let facts = match is_changed {
                // It is told until it is seen, whatever the card shows.
                true => since::seen(item),
                false => today.facts,
            };
            since::renew(item, today.item, facts);
        }
    }

    /// Finds what has changed.
    fn compare(&mut self) {
        self.changed.clear();
        let Some(now) = self.now else { return };
        for item in &self.plan.items {
            let Some(today) = since::today(item, &self.files, now) else { continue };
            let changes = since::changes(&since::seen(item), &today.facts, now);
            if !changes.is_empty() {
                self.changed.push((item.id.clone(), changes));
            }
        }
    }

    /// What has changed of an activity.
    pub fn changes_of(&self, id: &str) -> &[Change] {
        let changed = self.changed.iter().find(|(changed, _)| changed == id);
        changed.map_or(&[], |(_, changes)| changes)
    }

    /// Whether all that is kept was compared with what is listed today.
    pub fn is_compared(&self) -> bool {
        self.plan.items.iter().all(|item| since::is_compared(item, &self.files))
    }

    fn see(&mut self, id: &str, messages: &Messages) {
        let Some(now) = self.now else { return };
        let files = &self.files;
        let item = self.plan.items.iter_mut().find(|item| item.id == id);
        if let Some((item, today)) = item.and_then(|item| {
            let today = since::today(item, files, now)?;
            Some((item, today))
        }) {
            item.facts = Some(today.facts);
        }
        self.changed.retain(|(changed, _)| changed != id);
        self.said = match self.changed.len() as u32 {
            0 => self.count(messages),
            left => messages.count(Key::PlanSinceCount, left, &[]),
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

    /// What follows from an action. Those that only the browser can do (files, paper) change nothing
    /// here.
    pub fn apply(&mut self, action: Action, messages: &Messages) {
        match action {
            Action::TakeDate(_) | Action::TakeDates | Action::Export | Action::Print => {}
            Action::Shift(id, way) => self.shift(&id, way, messages),
            Action::Remove(id) => {
                if let Some(taken) = self.plan.take(&id) {
                    let name = shown_name(&taken.1, messages);
                    self.said = messages.fill(Key::PlanRemoved, &[("name", &name)]);
                    self.taken = Some(taken);
                    self.compare();
                }
            }
            Action::PutBack => {
                if let Some((place, item)) = self.taken.take() {
                    self.plan.put(place, item);
                    self.said = self.count(messages);
                    self.compare();
                }
            }
            Action::Seen(id) => self.see(&id, messages),
            Action::Mark(id, mark) => {
                if let Some(item) = self.plan.item_mut(&id) {
                    item.mark = mark;
                    item.why = item.why.filter(|_| mark.has_reason());
                }
            }
            Action::Why(id, why) => {
                if let Some(item) = self.plan.item_mut(&id) {
                    item.why = why.filter(|_| item.mark.has_reason());
                }
            }
            Action::Note(id, note) => {
                if let Some(item) = self.plan.item_mut(&id) {
                    item.note = own_words(&note);
                }
            }
            Action::Tell(tells) => self.reply.tells = tells,
            Action::ReplyWords(words) => self.reply.words = own_words(&words),
            Action::ReplyOf(reference) => self.reply.reference = reference,
            Action::ReplyTo(phone, email) => {
                self.reply.phone = phone;
                self.reply.email = email;
            }
            Action::Near(near) => {
                self.check_in.near = Some(near);
                if self.check_in.is_low(&self.plan) {
                    self.said = messages.text(Key::PlanNearHelp).to_owned();
                }
            }
            Action::NearWords(words) => self.check_in.words = own_words(&words),
            Action::KeepNear => self.keep_near(messages),
            Action::ForgetNear => {
                self.plan.check_ins.clear();
                self.check_in = CheckInDraft::default();
                self.revision = self.revision.wrapping_add(1);
                self.said = messages.text(Key::PlanNearForgotten).to_owned();
            }
            Action::Matters(words) => self.plan.matters = own_words(&words),
            Action::Import(text) => self.import(&text, messages),
            Action::Wipe => {
                let Self { now, .. } = *self;
                let files = std::mem::take(&mut self.files);
                let said = messages.text(Key::PlanWiped).to_owned();
                let revision = self.revision.wrapping_add(1);
                *self = Self { now, said, revision, files, ..Self::default() };
            }
        }
    }

    fn keep_near(&mut self, messages: &Messages) {
        let chosen = self.now.and_then(|now| Some((now.day, self.check_in.near?)));
        let Some((day, near)) = chosen else {
            self.said = messages.text(Key::PlanNearChoose).to_owned();
            return;
        };
        let CheckInDraft { words, .. } = std::mem::take(&mut self.check_in);
        self.plan.keep_check_in(CheckIn { day, near, words });
        self.revision = self.revision.wrapping_add(1);
        self.said = messages.text(Key::PlanNearSaved).to_owned();
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
                self.revision = self.revision.wrapping_add(1);
                // They have said what is to stand here now.
                self.storage = Storage::Works;
                self.bring_up_to_date();
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
