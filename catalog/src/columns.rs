//! The facts of every service, ready for filters: no words.

use crate::bits::Bits;
use crate::day::Day;
use crate::facet::{FACETS, Kind};
use crate::format::{RowRef, Rows};
use crate::manifest::Manifest;
use crate::place::Position;
use crate::schedule::Schedule;
use crate::service::Spoken;

/// The facts of one service, as packed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// For each of `FACETS`, the values it has, as indices into `Manifest::choices`. Empty for
    /// languages, access, travel and when, which have fields of their own.
    pub terms: Vec<Vec<u32>>,
    /// Languages spoken there, as indices into the choices of `language`.
    pub languages: Vec<(u32, Spoken)>,
    /// Known facts of access, as indices into the choices of `access`. With several locations,
    /// "yes" when one of them has it, "no" when none has and one is known not to.
    pub access: Vec<(u32, bool)>,
    /// The positions of its locations, as far as they are known and not confidential.
    pub positions: Vec<Position>,
    /// The places that the service serves, as indices into `Manifest::places`; empty: everywhere.
    pub area: Vec<u32>,
    /// The service reaches people where they are: by visit, phone or video.
    pub comes_to_me: bool,
    /// Its timetable.
    pub schedules: Vec<Schedule>,
    /// The day of the last check by a person.
    pub assured: Option<Day>,
    /// The service takes part in search and browse: its status allows it. Age is judged later.
    pub is_listed: bool,
}

/// Facts of access beyond which a page does not tell more of getting in.
pub(crate) const TOLD_MAX: u8 = 6;

/// The facts of the tiles that have arrived, and the sets that answer filters.
///
/// A set takes one bit of memory for each service, and there is one for each choice (two for a fact
/// of access or a language): `format` says how many choices there can be.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// The rows of each tile, as they were shipped.
    tiles: Vec<Rows>,
    len: u32,
    /// For each facet and value: the services that have the value. For access: those that are known
    /// to have it. For languages: those where one can speak it; leaflets alone are shown on the
    /// card and answer no filter.
    pub having: Vec<Vec<Bits>>,
    /// For each access value: the services that are known not to have it.
    pub lacking: Vec<Bits>,
    /// For each language: the services that have it only through an interpreter.
    pub by_interpreter: Vec<Bits>,
    /// How many facts of access are known of each service, as far as more of them tell more.
    pub told: Vec<u8>,
    /// The services that come to people.
    pub comes: Bits,
    /// The services that take part in search.
    pub listed: Bits,
}

impl Columns {
    /// No service yet, and a set for each of the manifest's choices.
    pub fn new(manifest: &Manifest) -> Self {
        let sets =
            |facet: usize| vec![Bits::none(0); manifest.choices.get(facet).map_or(0, Vec::len)];
        Self {
            tiles: Vec::new(),
            len: 0,
            having: (0..FACETS.len()).map(sets).collect(),
            lacking: sets(index_of("access")),
            by_interpreter: sets(index_of("language")),
            told: Vec::new(),
            comes: Bits::none(0),
            listed: Bits::none(0),
        }
    }

    /// Adds the rows of a tile at the end. Indices that the manifest does not have are left out.
    pub fn add(&mut self, rows: Rows) {
        let first = self.len;
        self.len = first.saturating_add(rows.len() as u32);
        let len = self.len;
        let sets = self.having.iter_mut().flatten().chain(&mut self.lacking);
        let sets = sets.chain(&mut self.by_interpreter);
        sets.chain([&mut self.comes, &mut self.listed]).for_each(|set| set.grow(len));
        for (row, service) in (0..).zip(first..len) {
            if let Some(facts) = rows.get(row) {
                self.add_row(service, &facts);
            }
            if rows.is_listed(row) {
                self.listed.insert(service);
            }
        }
        self.tiles.push(rows);
    }

    /// The facts of a service.
    pub fn row(&self, service: u32) -> Option<RowRef<'_>> {
        let mut row = service;
        let tile = self.tiles.iter().find(|tile| {
            let is_here = (row as usize) < tile.len();
            row = if is_here { row } else { row - tile.len() as u32 };
            is_here
        });
        tile?.get(row)
    }

    /// The facts of every service.
    pub fn rows(&self) -> impl Iterator<Item = RowRef<'_>> {
        self.tiles.iter().flat_map(Rows::iter)
    }

    fn add_row(&mut self, service: u32, row: &RowRef<'_>) {
        row.terms(&mut |facet, value| {
            if let Some(sets) = self.having.get_mut(facet) {
                put(sets, value, service);
            }
        });
        let languages = &mut self.having[index_of("language")];
        let spoken = row.languages();
        for &(value, how) in &spoken {
            let is_native = || spoken.contains(&(value, Spoken::Native));
            match how {
                Spoken::Native => put(languages, value, service),
                Spoken::Interpreter if !is_native() => {
                    put(languages, value, service);
                    put(&mut self.by_interpreter, value, service);
                }
                Spoken::Interpreter | Spoken::Written => {}
            }
        }
        let having = &mut self.having[index_of("access")];
        let mut told: u8 = 0;
        for (value, is) in row.access() {
            told = TOLD_MAX.min(told + 1);
            put(if is { &mut *having } else { &mut self.lacking }, value, service);
        }
        self.told.push(told);
        if row.comes_to_me() {
            self.comes.insert(service);
        }
    }

    /// How many services.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn put(sets: &mut [Bits], value: u32, service: u32) {
    if let Some(set) = sets.get_mut(value as usize) {
        set.insert(service);
    }
}

/// The index of a facet that is always there.
pub(crate) fn index_of(id: &str) -> usize {
    FACETS.iter().position(|facet| facet.id == id).unwrap_or(0)
}

/// The index of the facet of this kind (there is one of each but `AnyTerm`).
pub(crate) fn index_of_kind(kind: Kind) -> usize {
    FACETS.iter().position(|facet| facet.kind == kind).unwrap_or(0)
}
