//! The answer to a question: hits, the counts of every choice, why, and what would help.

use crate::query::Sort;
use crate::schedule::Session;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// How many services fit.
    pub found: u32,
    /// The services that fit, in order: all of them, or the first ones, as many as were wanted.
    pub hits: Vec<Hit>,
    /// For each of `facet::FACETS` and each value of `Manifest::choices`: how many would fit if
    /// that value alone were changed (chosen in addition for `EveryFact` and `NoTerm`; beside the other chosen
    /// values of its facet otherwise it is how many fit every other facet and have this value).
    pub counts: Vec<Vec<u32>>,
    /// Of [`Self::counts`] for each fact of access, and for each thing that somebody lacks: at how many it is
    /// certain, and at how many nobody knows. The others are what comes to people, where a fact of access does
    /// not apply. Nothing for other facets.
    pub known: Vec<Vec<KnownCount>>,
    /// Services that fit all but the distance, nearest first, at most [`NEAR_MISSES`]; filled when
    /// a travel choice is active.
    pub near_misses: Vec<Hit>,
    /// When nothing fits: what to take away, and how many would then fit, most first, at most 3.
    pub relaxations: Vec<Relaxation>,
    /// Needs whose label, synonym or topic the typed words name, with how many services meet them.
    pub suggested_needs: Vec<(u32, u32)>,
    /// Whether the words name a need that calls for discretion, also where no service meets it.
    pub names_sensitive: bool,
    /// Services that have a little of the words only, the same need as a topic that few or none have, or all
    /// but the time that the words say, where few have that: not counted in [`Self::found`]; best first, at
    /// most [`PERHAPS`].
    pub perhaps: Vec<Hit>,
    /// What of the words was taken as a choice, a wish or a place, in the order in which it was typed.
    pub meant: Vec<Meant>,
    /// Words that say nothing here, as they were typed.
    pub not_understood: Vec<String>,
    /// Topics that were asked for and that no service has, as numbers of the directory's topics.
    pub absent: Vec<u32>,
    /// How many services were searched (those old enough to be hidden, or ended, are not counted).
    pub searched: u32,
    /// How many services of the directory are in tiles that are not here.
    pub left_out: u32,
    /// Metres around the person within which no location is left out; `None` without a place, and
    /// when none is left out at all.
    pub complete_within: Option<u32>,
    /// The order that was used (`Nearest` falls back to `Best` without a place).
    pub sort: Sort,
}

/// How many near misses are worth showing: a glance, not a second list.
pub const NEAR_MISSES: usize = 3;

/// How many services that fit perhaps are worth showing.
pub const PERHAPS: usize = 5;

/// A phrase of the words, and what it was taken as. A question says with the phrase's key that it is plain
/// words, see [`crate::query::Query::plain`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The phrase's key.
    pub key: String,
    /// What it was taken as.
    pub as_what: MeantAs,
}

/// What a phrase was taken as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeantAs {
    /// A chosen value: facet index, value index.
    Choice(u32, u32),
    /// A value that services had better have, others being there all the same.
    Wish(u32, u32),
    /// Where the person is: the number of the place.
    Place(u32),
}

/// How many services meet a choice for certain, and of how many nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownCount {
    /// It is so.
    pub yes: u32,
    /// Nobody knows, or it is so at some times only.
    pub unknown: u32,
}

/// A service that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its number in the catalog, the same for its card.
    pub service: u32,
    /// BM25 of the plain words and what topics and needs add to it, 0 without words.
    pub score: f32,
    /// Which of its places this is: one that meets all that is asked, the nearest of these or the one
    /// with the next session. Everything that a card says of a place is of this one.
    pub at: u8,
    /// Metres in a straight line from the person to that place; `None` without a place on either
    /// side. Somebody who named an area may be anywhere in it: the metres are from its middle.
    pub metres: Option<u32>,
    /// The place lies in the area that the person named.
    pub is_inside: bool,
    /// The next session there, or the one going on.
    pub next: Option<Session>,
    /// Why it fits.
    pub why: Why,
    /// How old its check is.
    pub age: Age,
}

/// Why a service fits: (index in `FACETS`, index in `Manifest::choices[facet]`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// Chosen values that it meets, and values that the typed words wish for or are a synonym of.
    pub met: Vec<(u32, u32)>,
    /// Languages chosen and there only through an interpreter.
    pub by_interpreter: Vec<u32>,
    /// Chosen facts of access that are not known, or hold at some times only, and things of which nobody knows
    /// whether they are asked for.
    pub unknown: Vec<(u32, u32)>,
    /// One of the typed words stands in its own text.
    pub words: bool,
    /// The topics that were asked for and that it has, as numbers of the directory's topics.
    pub topics: Vec<u32>,
    /// It comes to the person (home visit, phone, video), and travel asked for that.
    pub comes: Option<Comes>,
}

/// Whether something comes to where a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comes {
    /// It serves all of where they may be.
    Yes,
    /// It serves a part of where they may be: they have to ask.
    Perhaps,
}

/// What to take away from the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxation {
    /// What.
    pub without: Without,
    /// How many would then fit.
    pub hits: u32,
}

/// One part of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Without {
    /// The words.
    Words,
    /// One chosen value: facet index, value index.
    Value(u32, u32),
    /// "Leave out what is not known."
    KnownOnly,
}

/// How old a person's check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Younger than the first reminder.
    Fresh,
    /// A reminder is due; nothing is shown.
    Due,
    /// "Not checked since": shown, ranks lower. A service never checked is here.
    Stale,
    /// Out of search and browse; its page still opens and says so.
    Hidden,
}
