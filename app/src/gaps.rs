//! What a directory lacks: its services counted by subject (a need, or a topic) with language, neighbourhood and
//! access, and which of the combinations that are not there say most.
//!
//! Three rules. What nobody knows is not a "no": it is counted apart, and named apart. What calls for discretion is
//! counted without a place, and its access is not told: of such a service every neighbourhood and every fact is "not
//! known", the same for all of them, so that no number depends on where it is. A small number is no reproach: a
//! combination is named only where the rest of the directory lets one expect it (`rank`).
//!
//! Reading order: [`Counted`] (what is counted of a service), [`read`] (from a directory), [`count`] (the sets),
//! [`rank`] (which gaps are named), [`say`] (in words),
//! [`kept`] (the counts as a file, and what has changed since another).

use std::collections::BTreeSet;

pub mod count;
pub mod kept;
pub mod rank;
pub mod read;
pub mod say;

/// Fewest activities of which it means something that one is not there: as many as there are needs. With fewer, an average
/// need has not even one, and nearly every square would be empty because the directory is young, not because a town lacks
/// anything.
pub fn least(needs: usize) -> u32 {
    u32::try_from(needs).unwrap_or(u32::MAX)
}

/// What is counted of a service. Numbers are those of the lists of a [`Shape`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Its subjects.
    pub subjects: Vec<usize>,
    /// Languages spoken there, each with whether somebody speaks it without an interpreter; `None`: not known.
    pub languages: Option<Vec<(usize, bool)>>,
    /// Whom it reaches.
    pub reach: Reach,
    /// Each of its places; none for what has no door that a stranger may know of.
    pub doors: Vec<Door>,
    /// It may have doors that are not told: what is known of them is not told either, and no "no".
    pub has_untold_doors: bool,
    /// Nobody has checked it for long, or ever.
    pub is_stale: bool,
}

/// Whom a service reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Nobody may know, or nobody does.
    #[default]
    Untold,
    /// Everybody: by phone, online, or whoever comes.
    Everywhere,
    /// Neighbourhoods in which it has a place, or which it serves; none for what is somewhere else.
    In(BTreeSet<usize>),
    /// These, and perhaps others: the position of one of its places is not written down.
    AtLeast(BTreeSet<usize>),
}

/// A place of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Door {
    /// The neighbourhood.
    pub place: Option<usize>,
    /// What is known of each fact of access.
    pub facts: Vec<Known>,
}

/// What is known of a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// It is so.
    Yes,
    /// It is not.
    No,
    /// Nobody knows, or it is so at some times only.
    #[default]
    Unknown,
}

/// How long the lists are, and which subjects call for discretion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// For each subject, whether it calls for discretion.
    pub subjects: Vec<bool>,
    /// How many languages there are.
    pub languages: usize,
    /// How many neighbourhoods.
    pub places: usize,
    /// How many facts of access.
    pub facts: usize,
}
