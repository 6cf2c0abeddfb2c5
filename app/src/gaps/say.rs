//! A gap in words, in the language of a page. No sentence is made of pieces: each kind has its own, and only names
//! are put in.

use catalog::directory::Term;

use super::kept::{By, Change};
use super::rank::{Combination, Gap, Kind};
use super::read::Town;
use crate::locale::{Key, Messages};

/// The sentence.
pub fn say(gap: &Gap, town: &Town<'_>, messages: &Messages, own: &str) -> String {
    let Gap { of, kind, found, unknown, .. } = gap;
    let names = Names { town, messages, own };
    let need = names.term(&town.subjects, of.subject);
    let language = names.term(&town.languages, of.language);
    let fact = names.term(&town.facts, of.fact);
    let place = names.place(of.place);
    let list = names.all(of);
    let values = [
        ("need", need.as_str()),
        ("language", &language),
        ("fact", &fact),
        ("place", &place),
        ("list", &list),
    ];
    let fill = |key: Key| messages.fill(key, &values);
    let (n, not_known) = (messages.number(*found), messages.number(*unknown));
    let numbers = [("n", n.as_str()), ("unknown", &not_known), ("list", &list)];
    let filled_with = |key: Key| messages.fill(key, &numbers);
    let is_one = |part: Option<usize>| {
        part.is_some() && [of.language, of.fact, of.place].into_iter().flatten().count() == 1
    };
    match kind {
        Kind::Few if *unknown > 0 => filled_with(Key::GapsFewUnknown),
        Kind::Few => filled_with(Key::GapsFew),
        Kind::Unknown => filled_with(Key::GapsNotKnown),
        Kind::Interpreter if is_one(of.language) => fill(Key::GapsInterpreter),
        Kind::Interpreter => fill(Key::GapsInterpreterOnly),
        Kind::Nothing if is_one(of.language) => fill(Key::GapsNoLanguage),
        Kind::Nothing if is_one(of.place) => fill(Key::GapsNoPlace),
        Kind::Nothing if is_one(of.fact) => fill(Key::GapsNoFact),
        Kind::Nothing if list == need => fill(Key::GapsNobody),
        Kind::Nothing => fill(Key::GapsNothing),
    }
}

/// What has changed, as the names of its two sides.
pub fn sentence_of_change(
    change: &Change,
    town: &Town<'_>,
    messages: &Messages,
    own: &str,
) -> String {
    let names = Names { town, messages, own };
    let find = |list: &[&Term], id: &str| list.iter().position(|term| term.id == id);
    let subject = find(&town.subjects, &change.subject);
    let mut of = Combination { subject, ..Combination::default() };
    match change.by {
        By::Language => of.language = find(&town.languages, &change.value),
        By::Access => of.fact = find(&town.facts, &change.value),
        By::Place => of.place = town.places.iter().position(|place| place.id == change.value),
    }
    names.all(&of)
}

struct Names<'a, 'd> {
    town: &'a Town<'d>,
    messages: &'a Messages,
    own: &'a str,
}

impl Names<'_, '_> {
    fn term(&self, list: &[&Term], at: Option<usize>) -> String {
        let term = at.and_then(|at| list.get(at));
        term.map_or(String::new(), |term| term.label(&self.messages.locale, self.own).to_owned())
    }

    fn place(&self, at: Option<usize>) -> String {
        let place = at.and_then(|at| self.town.places.get(at));
        place.map_or(String::new(), |place| place.name.clone())
    }

    /// The names of all parts of a combination.
    fn all(&self, of: &Combination) -> String {
        let Combination { subject, language, fact, place } = *of;
        let names = [
            self.term(&self.town.subjects, subject),
            self.term(&self.town.languages, language),
            self.term(&self.town.facts, fact),
            self.place(place),
        ];
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).collect();
        // Labels hold commas of their own.
        names.join(self.messages.text(Key::FormSeparator))
    }
}
