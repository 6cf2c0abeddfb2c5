//! Words that tell where a house stands: streets with numbers, named streets, postal codes, positions
//! and links to maps, as people write them in the languages of our pages.
//!
//! It reads texts of pages whose address could bring somebody into danger, and there a word too many
//! does less harm than a house too few. Deliberately absent: a list of the streets of the earth. What
//! gives an address away is how it is written.
//!
//! The words of streets stand in [`words`]; how they are put together, in [`streets`].

mod codes;
mod streets;
mod tokens;
mod words;

use std::ops::Range;

use tokens::Letters;

/// What gives a place away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A street, with or without its number, or the corner of two.
    Street,
    /// A postal code.
    PostalCode,
    /// A latitude and a longitude, or a code that stands for them.
    Position,
    /// A link to a map.
    MapLink,
}

impl Kind {
    /// In a sentence: "this is …".
    pub fn words(self) -> &'static str {
        match self {
            Self::Street => "a street",
            Self::PostalCode => "a postal code",
            Self::Position => "a position on the map",
            Self::MapLink => "a link to a map",
        }
    }
}

/// What was found, and where, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Every address that a text tells. `areas` are the postcode areas of the directory: a longer code
/// that is one of them is a postal code, too.
pub fn told(text: &str, areas: &[&str]) -> Vec<Told> {
    let letters = Letters::of(text);
    let mut found = codes::found(&letters, areas);
    found.extend(streets::found(&letters));
    found.sort_by_key(|told| (told.range.start, std::cmp::Reverse(told.range.end)));
    // Of two that overlap, the first says it.
    let mut last = 0;
    found.retain(|told| {
        let is_new = told.range.start >= last;
        last = if is_new { told.range.end } else { last };
        is_new
    });
    found
}

/// Whether a text names this street: its number, where it has one, and the name that follows.
/// `street` is the first line of an address that is known.
pub fn names(text: &str, street: &str) -> Option<Range<usize>> {
    let (text, street) = (Letters::of(text), Letters::of(street));
    let wanted: Vec<_> = street
        .tokens()
        .into_iter()
        .filter(|token| token.is_word() || token.is_number() || token.is_ordinal())
        .collect();
    // A number and the name; without a number, the whole line.
    let number = wanted.iter().position(|token| token.is_number());
    let wanted: Vec<String> = match number {
        Some(at) => wanted
            .get(at..)
            .unwrap_or_default()
            .iter()
            .filter(|token| !words::is_direction(&token.lower))
            .take(2)
            .map(|token| token.lower.clone())
            .collect(),
        None => wanted.iter().map(|token| token.lower.clone()).collect(),
    };
    if wanted.len() < 2 {
        return None;
    }
    let tokens: Vec<_> = text
        .tokens()
        .into_iter()
        .filter(|token| token.is_word() || token.is_number() || token.is_ordinal())
        .filter(|token| !words::is_direction(&token.lower))
        .collect();
    let hit = tokens
        .windows(wanted.len())
        .find(|window| window.iter().zip(&wanted).all(|(token, wanted)| token.lower == *wanted))?;
    Some(hit.first()?.range.start..hit.last()?.range.end)
}

#[cfg(test)]
mod tests;
