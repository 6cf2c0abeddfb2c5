//! Everything a person can do with a plan: one [`Action`] each, and how those of buttons stand in the
//! page.

use super::reply::Tells;
use super::{Mark, Way, Why};
use crate::markup::Markup;

/// Something that a person does. Activities are named by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Move an activity.
    Shift(String, Way),
    /// Take one out.
    Remove(String),
    /// Put back what was taken out last.
    PutBack,
    /// What has changed of one is seen.
    Seen(String),
    /// The next session of one, as a calendar file.
    TakeDate(String),
    /// The next sessions of all, as a calendar file.
    TakeDates,
    /// The plan as a file.
    Export,
    /// The plan on paper.
    Print,
    /// Delete everything.
    Wipe,
    /// Say what became of it.
    Mark(String, Mark),
    /// Say why, or no longer.
    Why(String, Option<Why>),
    /// Say how much an answer tells.
    Tell(Tells),
    /// Write own words for an answer.
    ReplyWords(String),
    /// Say which reference is answered.
    ReplyOf(String),
    /// Say to whom an answer goes: a number and an e-mail address, each perhaps empty.
    ReplyTo(String, String),
    /// Choose how near one is.
    Near(u8),
    /// Write own words about that.
    NearWords(String),
    /// Keep both.
    KeepNear,
    /// Delete all that was said about that.
    ForgetNear,
    /// Write a note.
    Note(String, String),
    /// Write what matters.
    Matters(String),
    /// Add what stands in a file.
    Import(String),
}

impl Action {
    /// The action that stands in the page as `text`; `None` for what this program did not write.
    pub fn read(text: &str) -> Option<Self> {
        let (name, id) = text.split_once(' ')?;
        let id = id.to_owned();
        Some(match (name, id.is_empty()) {
            ("up", false) => Self::Shift(id, Way::Up),
            ("down", false) => Self::Shift(id, Way::Down),
            ("remove", false) => Self::Remove(id),
            ("date", false) => Self::TakeDate(id),
            ("seen", false) => Self::Seen(id),
            ("put-back", true) => Self::PutBack,
            ("dates", true) => Self::TakeDates,
            ("export", true) => Self::Export,
            ("print", true) => Self::Print,
            ("wipe", true) => Self::Wipe,
            ("near", true) => Self::KeepNear,
            ("forget-near", true) => Self::ForgetNear,
            _ => return None,
        })
    }

    /// How a button's action stands in the page: a word, and the activity's id. What is no button
    /// has no word.
    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Shift(id, Way::Up) => ("up", id),
            Self::Shift(id, Way::Down) => ("down", id),
            Self::Remove(id) => ("remove", id),
            Self::TakeDate(id) => ("date", id),
            Self::Seen(id) => ("seen", id),
            Self::PutBack => ("put-back", ""),
            Self::TakeDates => ("dates", ""),
            Self::Export => ("export", ""),
            Self::Print => ("print", ""),
            Self::Wipe => ("wipe", ""),
            Self::KeepNear => ("near", ""),
            Self::ForgetNear => ("forget-near", ""),
            Self::Mark(..) | Self::Why(..) | Self::Note(..) => ("", ""),
            Self::Matters(_) | Self::Import(_) | Self::Tell(_) | Self::ReplyWords(_) => ("", ""),
            Self::ReplyOf(_) | Self::ReplyTo(..) | Self::Near(_) | Self::NearWords(_) => ("", ""),
        }
    }

    /// A button's action as it stands in the page.
    pub fn name(&self) -> String {
        let (name, id) = self.parts();
        [name, " ", id].concat()
    }

    /// Adds a button's action to the tag that is being written.
    pub fn write(&self, markup: &mut Markup) {
        let (name, id) = self.parts();
        markup.tag(" data-action=\"").tag(name).tag(" ").text(id).tag("\"");
    }
}
