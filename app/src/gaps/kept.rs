//! The counts as a small file that stands beside a site, and what has changed since an earlier one.
//!
//! The file holds numbers and ids only. What calls for discretion has no neighbourhoods and no access in it.

use std::collections::BTreeMap;

use catalog::day::Day;
use catalog::directory::Term;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::count::{Set, Sets};
use super::rank::Combination;
use super::read::Town;

/// Where the file stands, from the root of a site.
pub const FILE: &str = "data/gaps.json";

/// The version of the file. 2 tells of how many nobody knows whom they reach.
const VERSION: u32 = 2;

/// The counts of a town on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    #[serde(rename = "signpost-gaps")]
    version: u32,
    /// The day.
    #[serde(serialize_with = "write_day", deserialize_with = "read_day")]
    pub day: Day,
    /// How many activities there are.
    pub services: u32,
    /// How many of them nobody has checked for long.
    pub stale: u32,
    /// Those of each subject, by its id.
    pub subjects: BTreeMap<String, OfSubject>,
}

/// The counts of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct OfSubject {
    /// How many activities.
    pub services: u32,
    /// How many of them nobody has checked for long.
    pub stale: u32,
    /// Of how many nobody knows what is spoken there.
    pub languages_unknown: u32,
    /// For each language: where somebody speaks it, and where an interpreter does.
    pub languages: BTreeMap<String, [u32; 2]>,
    /// Of how many is not told, or not known, whom they reach. None of this where the subject calls for discretion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_unknown: Option<u32>,
    /// For each neighbourhood: how many reach people there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<BTreeMap<String, u32>>,
    /// For each fact of access, of those that have a place or may have one: yes, no, not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<BTreeMap<String, [u32; 3]>>,
}

/// Why a file holds no counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// An older signpost wrote it, and counted otherwise.
    Older,
    /// A newer signpost wrote it.
    Newer,
    /// It is something else, or broken: the line and the column, counted from 1.
    Broken {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

/// The counts of a combination of a subject with one other thing: found, perhaps, and through an interpreter.
pub fn cell(sets: &Sets, of: &Combination) -> [u32; 3] {
    let (having, perhaps) = (sets.having(&sets.all, of), sets.perhaps(of));
    [having.len(), perhaps.len(), sets.by_interpreter(of).len()]
}

/// What is known of a fact for a subject: yes, no, not known; of what has a place, or may have one.
pub fn access(sets: &Sets, subject: &Set, of: &Combination) -> [u32; 3] {
    let [yes, unknown, _] = cell(sets, of);
    let all = subject.and(&sets.doors.or(&sets.untold_doors)).len();
    [yes, all.saturating_sub(yes + unknown), unknown]
}

/// The counts of a town.
pub fn counts(town: &Town<'_>, sets: &Sets) -> Counts {
    let subjects = town.subjects.iter().enumerate().filter_map(|(number, term)| {
        Some((term.id.clone(), of_subject(town, sets, number, sets.subjects.get(number)?)))
    });
    Counts {
        version: VERSION,
        day: town.day,
        services: sets.all.len(),
        stale: sets.stale.len(),
        subjects: subjects.collect(),
    }
}

fn of_subject(town: &Town<'_>, sets: &Sets, number: usize, all: &Set) -> OfSubject {
    let subject = Combination { subject: Some(number), ..Combination::default() };
    let is_told = town.shape.subjects.get(number) == Some(&false);
    let languages = by_id(&town.languages, |language| {
        let [native, _, interpreter] =
            cell(sets, &Combination { language: Some(language), ..subject });
        [native, interpreter]
    });
    let places = town.places.iter().enumerate().map(|(place, named)| {
        let [reached, ..] = cell(sets, &Combination { place: Some(place), ..subject });
        (named.id.clone(), reached)
    });
    OfSubject {
        services: all.len(),
        stale: all.and(&sets.stale).len(),
        languages_unknown: all.without(&sets.languages_known).len(),
        languages,
        reach_unknown: is_told.then(|| all.without(&sets.placed).len()),
        places: is_told.then(|| places.collect()),
        access: is_told.then(|| {
            by_id(&town.facts, |fact| {
                access(sets, all, &Combination { fact: Some(fact), ..subject })
            })
        }),
    }
}

fn by_id<T>(terms: &[&Term], count: impl Fn(usize) -> T) -> BTreeMap<String, T> {
    terms.iter().enumerate().map(|(at, term)| (term.id.clone(), count(at))).collect()
}

fn write_day<S: Serializer>(day: &Day, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(day)
}

fn read_day<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
    let text = String::deserialize(from)?;
    Day::parse(&text).ok_or_else(|| serde::de::Error::custom("no day"))
}

/// Reads such a file. Numbers and a day come out of it, and ids that are only ever looked up: nothing that a stranger
/// has put into it is shown.
///
/// # Errors
/// Why it holds no counts that can be compared.
pub fn read(text: &str) -> Result<Counts, Unreadable> {
    /// What every version has.
    #[derive(Deserialize)]
    struct Versioned {
        #[serde(rename = "signpost-gaps")]
        version: u32,
    }
    let broken = |error: serde_json::Error| Unreadable::Broken {
        line: error.line().max(1),
        column: error.column().max(1),
    };
    let Versioned { version } = serde_json::from_str(text).map_err(broken)?;
    match version {
        VERSION => serde_json::from_str(text).map_err(broken),
        0..VERSION => Err(Unreadable::Older),
        _ => Err(Unreadable::Newer),
    }
}

/// What a square of a subject and one other thing says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Square {
    /// So many.
    There(u32),
    /// None is known, and of some nobody knows.
    Unknown,
    /// None.
    Empty,
}

impl Square {
    fn new(found: u32, unknown: u32) -> Self {
        match (found, unknown) {
            (0, 0) => Self::Empty,
            (0, _) => Self::Unknown,
            _ => Self::There(found),
        }
    }

    fn found(self) -> u32 {
        if let Self::There(found) = self { found } else { 0 }
    }
}

/// What the other side of a square is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A language.
    Language,
    /// A neighbourhood.
    Place,
    /// A fact of access.
    Access,
}

/// What became of a square.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// There was none, and there is.
    Filled,
    /// There was, and there is none.
    Emptied,
    /// Nobody knew of any, and now somebody does: no gap was closed.
    Learned,
    /// There was, and nobody knows of any now: no gap has come. Of languages only: a place may be confidential by now.
    Forgotten,
}

/// A square of a subject and one other thing that says something else than it did.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What became of it.
    pub turn: Turn,
    /// The subject's id.
    pub subject: String,
    /// What the other is.
    pub by: By,
    /// The id of the other.
    pub value: String,
    /// How many there were.
    pub from: u32,
    /// How many there are.
    pub to: u32,
}

/// What has changed since earlier counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The day of the earlier ones.
    pub since: Day,
    /// How many services there were, and are.
    pub services: (u32, u32),
    /// The subjects that both know, by their ids: how many services there were, and are.
    pub subjects: Vec<(String, u32, u32)>,
    /// Squares, those of a turn together.
    pub squares: Vec<Change>,
}

impl Changes {
    /// The squares that turned in one way.
    pub fn turned(&self, turn: Turn) -> impl Iterator<Item = &Change> {
        self.squares.iter().filter(move |change| change.turn == turn)
    }
}

/// What is known of earlier counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Since {
    /// Nobody asked.
    #[default]
    NotAsked,
    /// There are none, or none that can be compared.
    NotKnown,
    /// What has changed.
    Known(Changes),
}

/// Compares counts. What one of the two does not know (a new need, a language that was dropped, what calls for
/// discretion by now) is no change.
pub fn changes(old: &Counts, new: &Counts) -> Changes {
    let both = new.subjects.iter().filter_map(|(id, now)| Some((id, old.subjects.get(id)?, now)));
    let mut squares = Vec::new();
    for (subject, before, now) in both.clone() {
        let (old, new) = (squares_of(before), squares_of(now));
        for ((by, value), now) in new {
            let Some(before) = old.get(&(by, value)) else { continue };
            let turn = match (before, now) {
                (Square::Empty, Square::There(_)) => Turn::Filled,
                (Square::There(_), Square::Empty) => Turn::Emptied,
                (Square::Unknown, Square::There(_)) => Turn::Learned,
                // A place may have become confidential: then nobody is told where it was.
                (Square::There(_), Square::Unknown) if by == By::Language => Turn::Forgotten,
                _ => continue,
            };
            let (from, to) = (before.found(), now.found());
            let (subject, value) = (subject.clone(), value.to_owned());
            squares.push(Change { turn, subject, by, value, from, to });
        }
    }
    squares.sort();
    Changes {
        since: old.day,
        services: (old.services, new.services),
        subjects: both
            .map(|(id, before, now)| (id.clone(), before.services, now.services))
            .collect(),
        squares,
    }
}

fn squares_of(subject: &OfSubject) -> BTreeMap<(By, &str), Square> {
    let OfSubject { languages_unknown, languages, reach_unknown, places, access, .. } = subject;
    let languages = languages.iter().map(|(id, [spoken, _])| {
        ((By::Language, id.as_str()), Square::new(*spoken, *languages_unknown))
    });
    let reach_unknown = reach_unknown.unwrap_or_default();
    let places = places
        .iter()
        .flatten()
        .map(|(id, reached)| ((By::Place, id.as_str()), Square::new(*reached, reach_unknown)));
    let access = access
        .iter()
        .flatten()
        .map(|(id, [yes, _, unknown])| ((By::Access, id.as_str()), Square::new(*yes, *unknown)));
    languages.chain(places).chain(access).collect()
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests;
