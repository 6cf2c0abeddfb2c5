//! What a result shows, in one locale.

use crate::day::Day;
use crate::service::{Answer, AssuranceHow, CapacityStatus, PageLocales, Spoken, Status};

/// Words, and whether they are in the page's locale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardText {
    /// The words; empty for none.
    pub text: String,
    /// They are in the page's locale; otherwise in the default one.
    pub translated: bool,
}

/// One place of a service on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardPlace {
    /// Name of the place or the neighbourhood, never translated; empty for none.
    pub name: String,
    /// The city, never translated; empty for none.
    pub city: String,
    /// The usual times there, in words.
    pub schedule: CardText,
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
    /// Its places, in the order of its page; where it has none, one without words.
    pub places: Vec<CardPlace>,
    /// As [`Phone`](crate::phone::Phone) writes it.
    pub phone: Option<String>,
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
    /// Known facts of access at each place, as indices into the choices of `access`.
    pub access: Vec<Vec<(u32, Answer)>>,
    /// Whether facts of access apply: people go there.
    pub has_door: bool,
    /// The last check by a person.
    pub assured: Option<Day>,
    /// How it was checked.
    pub assured_how: AssuranceHow,
    /// It calls for discretion: whatever leaves the page must not name it.
    pub sensitive: bool,
    /// The languages in which it has a page of its own.
    pub pages: PageLocales,
}

impl Card {
    /// One of its places; the first where there is no such number.
    pub fn place(&self, at: u8) -> Option<&CardPlace> {
        self.places.get(usize::from(at)).or_else(|| self.places.first())
    }

    /// What is known of a fact of access at one of its places; `None`: it is not known, or does not
    /// apply.
    pub fn answer(&self, at: u8, fact: u32) -> Option<Answer> {
        let known = self.access.get(usize::from(at))?;
        known.iter().find(|(known, _)| *known == fact).map(|(_, answer)| *answer)
    }
}
