//! What pressing something in a plan means, as it stands in the attribute `data-press` of a button.

use super::Way;
use super::desk::Intention;
use crate::markup::Markup;

/// What a press means. Activities are named by their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press<'a> {
    /// Move one.
    Shift(&'a str, Way),
    /// Take one out.
    Remove(&'a str),
    /// Put back what was taken out last.
    PutBack,
    /// The next session of one, as a calendar file.
    Date(&'a str),
    /// The next sessions of all, as a calendar file.
    Dates,
    /// The plan as a file.
    Export,
    /// The plan on paper.
    Print,
    /// Delete everything.
    Wipe,
}

impl<'a> Press<'a> {
    /// How it stands in the page: a word, and the activity's id.
    fn parts(self) -> (&'static str, &'a str) {
        match self {
            Self::Shift(id, Way::Up) => ("up", id),
            Self::Shift(id, Way::Down) => ("down", id),
            Self::Remove(id) => ("remove", id),
            Self::PutBack => ("put-back", ""),
            Self::Date(id) => ("date", id),
            Self::Dates => ("dates", ""),
            Self::Export => ("export", ""),
            Self::Print => ("print", ""),
            Self::Wipe => ("wipe", ""),
        }
    }

    /// From the page; `None` for what this program did not write.
    pub fn read(text: &'a str) -> Option<Self> {
        let (word, id) = text.split_once(' ')?;
        let all = [
            Self::Shift(id, Way::Up),
            Self::Shift(id, Way::Down),
            Self::Remove(id),
            Self::PutBack,
            Self::Date(id),
            Self::Dates,
            Self::Export,
            Self::Print,
            Self::Wipe,
        ];
        all.into_iter().find(|press| press.parts() == (word, id))
    }

    /// Adds it to the tag that is being written.
    pub fn write(self, markup: &mut Markup) {
        let (word, id) = self.parts();
        markup.tag(" data-press=\"").tag(word).tag(" ").text(id).tag("\"");
    }

    /// What it means for the plan; `None` where it means something outside.
    pub fn intention(self) -> Option<Intention> {
        Some(match self {
            Self::Shift(id, way) => Intention::Shift(id.to_owned(), way),
            Self::Remove(id) => Intention::Remove(id.to_owned()),
            Self::PutBack => Intention::PutBack,
            Self::Wipe => Intention::Wipe,
            Self::Date(_) | Self::Dates | Self::Export | Self::Print => return None,
        })
    }
}
