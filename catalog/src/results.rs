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
    /// that value alone were changed (chosen in addition for `EveryFact`; beside the other chosen
    /// values of its facet otherwise it is how many fit every other facet and have this value).
    pub counts: Vec<Vec<u32>>,
    /// Services that fit all but the distance, nearest first, at most [`NEAR_MISSES`]; filled when
    /// a travel choice is active.
    pub near_misses: Vec<Hit>,
    /// When nothing fits: what to take away, and how many would then fit, most first, at most 3.
    pub relaxations: Vec<Relaxation>,
    /// Needs whose label or synonym the typed words name, with how many services meet them.
    pub suggested_needs: Vec<(u32, u32)>,
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

/// A service that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its number in the catalog, the same for its card.
    pub service: u32,
    /// BM25 of the words, 0 without words.
    pub score: f32,
    /// Metres in a straight line from the person to its nearest location; `None` without a place
    /// on either side.
    pub metres: Option<u32>,
    /// Its next session, or the one going on.
    pub next: Option<Session>,
    /// Why it fits.
    pub why: Why,
    /// How old its check is.
    pub age: Age,
}

/// Why a service fits: (index in `FACETS`, index in `Manifest::choices[facet]`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// Chosen values that it meets.
    pub met: Vec<(u32, u32)>,
    /// Languages chosen and there only through an interpreter.
    pub by_interpreter: Vec<u32>,
    /// Chosen facts of access that are not known.
    pub unknown: Vec<(u32, u32)>,
    /// The words typed were found in it.
    pub words: bool,
    /// It comes to the person (home visit, phone, video), and travel asked for that.
    pub comes_to_me: bool,
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
