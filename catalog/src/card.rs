//! What a result shows, in one locale.

use crate::day::Day;
use crate::service::{AssuranceHow, CapacityStatus, PageLocales, Spoken, Status};

/// Words, and whether they are in the page's locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardText {
    /// The words; empty for none.
    pub text: String,
    /// They are in the page's locale; otherwise in the default one.
    pub translated: bool,
}

/// One service on a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its id, its address.
    pub id: String,
    /// Its name.
    pub name: CardText,
    /// Who runs it, never translated.
    pub organization: String,
    /// One line.
    pub summary: CardText,
    /// Where: name of the place or the neighbourhood, never translated; empty for none.
    pub place: String,
    /// The city, never translated; empty for none.
    pub city: String,
    /// As [`Phone`](crate::phone::Phone) writes it.
    pub phone: Option<String>,
    /// The usual times, in words.
    pub schedule: CardText,
    /// The price, in words.
    pub cost: CardText,
    /// What is different just now, and until when.
    pub alert: Option<(CardText, Day)>,
    /// Whether there is room.
    pub capacity: CapacityStatus,
    /// Whether it runs.
    pub status: Status,
    /// Languages, as indices into the choices of `language`.
    pub languages: Vec<(u32, Spoken)>,
    /// Known facts of access, as indices into the choices of `access`.
    pub access: Vec<(u32, bool)>,
    /// The last check by a person.
    pub assured: Option<Day>,
    /// How it was checked.
    pub assured_how: AssuranceHow,
    /// It calls for discretion: whatever leaves the page must not name it.
    pub sensitive: bool,
    /// The languages in which it has a page of its own.
    pub pages: PageLocales,
}
