//! The change note: a group sends a change, not a page, as a few plain lines that a person can read.
//!
//! ```text
//! Signpost change note, 2026-11-30
//! Page vh73j, Punjabi seniors' tea
//! Made from 5f3a9c
//!
//! time 1: Monday and Friday, 1:30 to 3:30
//! time 1 rrule: FREQ=WEEKLY;BYDAY=MO,FR
//! room: waitlist, until March 2027
//! still right: all else
//!
//! Said by Harbans Gill, for Sunset Neighbours
//! Seal 8bj5 ck1j tqxw 3k2f9a
//! ```
//!
//! The form, "Still right", the room of a group and `signpost apply` all speak it. It goes by text message,
//! by mail, by copy and paste or as a file, and is exact when it arrives: the seal tells whether the lines are
//! those that were sent, and how to undo what a mail program did to them.
//!
//! **For a form.** [`Facts`] is the small file of a page, `facts/<id>.txt` (a group's page has one, too): the
//! page in the one way this crate writes, without what a prescriber reads and without comments, and the hash of
//! that. The form shows [`Facts::page`], lets somebody change it, and makes of both:
//! ```text
//! let lines = note::between(Some(&facts.page), &new_page, PageKind::Service)?;
//! let note = Note { day, subject: Subject::Page(id), title, of: Some(facts.of), lines,
//!                   still_right, by, group };
//! let text = note.write();            // what is sent; `text.chars().count()` is its length
//! ```
//! "Still right" is a note with `still_right: true` and no line. Room is [`Line::room`], which is sent even
//! where nothing changed: its day is then renewed; no other line may be in such a note, and `still_right` is
//! `false`, for nobody looked at the rest. A whole new page is `between(None, &page, ..)` under
//! [`Subject::NewPage`]: `signpost apply` gives it its id. The title of a page that is
//! [sensitive](crate::discretion) is left out by the form. A page without `facts/` file has no form either.
//!
//! Keys are one vocabulary in every language ([`Field`]); digits and words of any script are values. Numbers in
//! keys count from 1, and are those of the page that the note was made from.
//!
//! Reading order: [`Field`] (what a line is about), [`Said`] (what it says), [`between()`] (lines out of two
//! pages), [`Note::write`], [`read`](read()) (notes out of whatever arrived), [`apply`](apply()) (a page with
//! them).
//!
//! Deliberately absent: mail. [`read`](read()) takes the plain text of a message; what MIME makes of that is for the
//! command. No IO, no clock.

mod apply;
mod between;
mod facts;
mod field;
mod read;
mod said;
mod seal;
#[cfg(test)]
mod tests;
mod write;

use catalog::day::Day;
use catalog::service::CapacityStatus;

pub use apply::{Applied, Fate, Sayer, apply, new_page};
pub use between::between;
pub use facts::Facts;
pub use field::Field;
pub use read::{Found, Trouble, read};
pub use said::Said;

use crate::draft::CAPACITY;

/// What a page is about: their facts have other names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// An activity or a service.
    Service,
    /// `organization.md`.
    Group,
}

/// Which page a note is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The page of a service, by its id.
    Page(String),
    /// The page of a group, by its id.
    Group(String),
    /// A page that is not there yet, of the group that is so named: by its name, its folder or its id.
    NewPage(String),
    /// A group that is not there yet.
    NewGroup,
}

impl Subject {
    /// What kind of page it is.
    pub fn kind(&self) -> PageKind {
        match self {
            Self::Page(_) | Self::NewPage(_) => PageKind::Service,
            Self::Group(_) | Self::NewGroup => PageKind::Group,
        }
    }
}

/// One changed fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub field: Field,
    /// What it is now.
    pub said: Said,
    /// The hash of what it was; `None` where nobody knows.
    pub was: Option<String>,
}

impl Line {
    /// Whether there is room, with a few words such as "until March 2027". `was` stays unknown: what was said
    /// of room before does not matter.
    pub fn room(status: CapacityStatus, note: Option<&str>) -> Self {
        let word = CAPACITY.iter().find(|(_, known)| *known == status).map_or("unknown", |it| it.0);
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        Self { field: Field::room(), said: Said::room(word, note), was: None }
    }
}

/// A change of one page.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The day on which it was said.
    pub day: Day,
    /// The page.
    pub subject: Subject,
    /// The page's name, for people; not looked at. Left out where the page is sensitive.
    pub title: Option<String>,
    /// [`Facts::of`] of the page that it was made from.
    pub of: Option<String>,
    /// What changes.
    pub lines: Vec<Line>,
    /// Whether the person says that everything else is as the page has it.
    pub still_right: bool,
    /// Who says so.
    pub by: Option<String>,
    /// For which group.
    pub group: Option<String>,
}

/// Why lines cannot be made of two pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// One of the pages has no facts that can be read.
    Unreadable,
}
