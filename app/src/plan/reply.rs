//! The answer that a person may give about activities that were handed to them: what it says in words,
//! as a link and as a code, and where it leads. Nothing is sent from here: all of it is shown, and
//! the person sends it themselves, or does not.
//!
//! An answer holds only activities of one reference, never one that calls for discretion, never the
//! person's notes, and not more than the step of consent that they chose.

use catalog::link::plan::Reference;
use catalog::link::reply::{Outcome, Reply, own_words};

use super::{Item, Mark, Plan, Why};
use crate::encoded::encoded;
use crate::locale::{Key, Messages};

/// How much the person wants to tell: each step holds the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tells {
    /// Only what happened.
    #[default]
    Outcome,
    /// Why, too.
    Reason,
    /// Their own words, too.
    Words,
}

impl Tells {
    /// All of them, and their names in the page.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Outcome, "outcome"), (Self::Reason, "reason"), (Self::Words, "words")];

    /// The step with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(tells, _)| *tells)
    }
}

/// What a person has chosen for their answer. It is in memory only: when the page closes, it is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyDraft {
    /// How much to tell.
    pub tells: Tells,
    /// Their own words, as they stand in the field.
    pub words: String,
    /// The reference that is answered; empty for the first.
    pub reference: String,
    /// The number for text messages of whom they chose; empty where they choose in their own program.
    pub phone: String,
    /// The same, an e-mail address.
    pub email: String,
}

/// An answer, ready to be sent by the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The subject of an e-mail, which is the first line.
    pub subject: String,
    /// The whole text.
    pub text: String,
    /// A link that says the same; empty where the site has no page that reads it.
    pub link: String,
    /// A code to read over the telephone, where one can say it.
    pub code: Option<String>,
}

/// Longest address of a message, in bytes: Outlook is said to fail near 2,000. What is longer is pasted.
const ADDRESS_MAX: usize = 1_900;

/// The references that can be answered, in the order of the plan.
pub fn references(plan: &Plan) -> Vec<&str> {
    let mut all: Vec<&str> = Vec::new();
    for item in plan.items.iter().filter(|item| can_be_told(item)) {
        if !all.contains(&item.reference.as_str()) {
            all.push(&item.reference);
        }
    }
    all
}

/// The activities of a reference, in the order of the plan.
pub fn items_of<'a>(plan: &'a Plan, reference: &str) -> impl Iterator<Item = &'a Item> {
    plan.items.iter().filter(move |item| can_be_told(item) && item.reference == reference)
}

fn can_be_told(item: &Item) -> bool {
    !item.reference.is_empty() && !item.sensitive
}

/// The reference that the draft is about; `None` where there is none to answer.
pub fn answered<'a>(plan: &'a Plan, draft: &ReplyDraft) -> Option<&'a str> {
    let all = references(plan);
    let chosen = all.iter().find(|known| **known == draft.reference);
    chosen.or(all.first()).copied()
}

/// The answer; `None` while nothing is said of any of its activities. `page` is the address of the page
/// that reads a link.
pub fn answer(plan: &Plan, draft: &ReplyDraft, page: &str, messages: &Messages) -> Option<Answer> {
    let shown = answered(plan, draft)?;
    let reference = Reference::read(shown)?;
    let subject = messages.fill(Key::PlanReplyHead, &[("reference", shown)]);
    let mut lines = vec![subject.clone()];
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for item in items_of(plan, shown).filter(|item| item.mark != Mark::NotYet) {
        let why = item.why.filter(|_| draft.tells >= Tells::Reason);
        lines.push(line(item, why, messages));
        outcomes.push((item.id.clone(), item.mark.outcome(why)));
    }
    if outcomes.is_empty() {
        return None;
    }
    let words = own_words(&draft.words).filter(|_| draft.tells >= Tells::Words);
    lines.extend(words.clone());
    let reply = Reply { reference, outcomes, words, full_until: None };
    let link = match page {
        "" => String::new(),
        page => [page, "#", &reply.to_fragment()].concat(),
    };
    let handed = plan.links.iter().find(|link| link.reference == reference);
    let spoken = handed.and_then(|handed| reply.spoken(&handed.services));
    let code = spoken.map(|spoken| spoken.to_code());
    // Whoever gets it reads it by that, whatever the language of the words is.
    lines.push(code.clone().unwrap_or_else(|| link.clone()));
    lines.retain(|line| !line.is_empty());
    Some(Answer { subject, text: lines.join("\n"), link, code })
}

fn line(item: &Item, why: Option<Why>, messages: &Messages) -> String {
    let what = messages.text(item.mark.key());
    match why {
        None => messages.fill(Key::PlanReplyLine, &[("name", &item.name), ("what", what)]),
        Some(why) => messages.fill(
            Key::PlanReplyLineWhy,
            &[("name", &item.name), ("what", what), ("why", messages.text(why.key()))],
        ),
    }
}

impl Answer {
    /// The address that opens a text message with this answer: to a number, or to nobody yet.
    pub fn to_text_message(&self, phone: &str) -> String {
        // Android takes the body after `?`, iOS after `&`; both take this.
        fitting(["sms:", phone, "?&body="].concat(), &self.text)
    }

    /// The address that opens an e-mail with this answer.
    pub fn to_email(&self, address: &str) -> String {
        let head = ["mailto:", &encoded(address), "?subject=", &encoded(&self.subject), "&body="];
        // RFC 6068: lines end with both.
        fitting(head.concat(), &self.text.replace('\n', "\r\n"))
    }
}

/// An address with its text, or without where it is too long: the text is copied in any case.
fn fitting(head: String, text: &str) -> String {
    let whole = [head.as_str(), &encoded(text)].concat();
    if whole.len() <= ADDRESS_MAX { whole } else { head }
}
