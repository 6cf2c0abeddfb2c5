//! The facts of every service, ready for filters: no words.

use crate::bits::Bits;
use crate::day::Day;
use crate::facet::{FACETS, Kind};
use crate::format::{RowRef, Rows};
use crate::manifest::Manifest;
use crate::place::Position;
use crate::place_set::{Owners, PerPlace, PlaceSet};
use crate::schedule::Schedule;
use crate::service::{Answer, Spoken};

/// The facts of one service, as packed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// For each of `FACETS`, the values it has, as indices into `Manifest::choices`. Empty for
    /// languages, access, travel and when, which have fields of their own. Of `NoTerm`: the values that are
    /// asked for, and those that are known not to be, each moved on by how many values there are.
    pub terms: Vec<Vec<u32>>,
    /// Languages spoken there, as indices into the choices of `language`.
    pub languages: Vec<(u32, Spoken)>,
    /// The places that the service serves, as indices into `Manifest::places`; empty: everywhere.
    pub area: Vec<u32>,
    /// The service reaches people where they are: by visit, phone or video.
    pub comes_to_me: bool,
    /// People go to it, so that facts of access apply. They do not to a telephone line.
    pub has_door: bool,
    /// Its places, as far as they may be told: none of a confidential one.
    pub places: Vec<PlaceRow>,
    /// The rows of its timetable that are sessions, each with the number of its place; `None`: at
    /// every place, or at none.
    pub schedules: Vec<(Option<u8>, Schedule)>,
    /// The day of the last check by a person.
    pub assured: Option<Day>,
    /// The service takes part in search and browse: its status allows it. Age is judged later.
    pub is_listed: bool,
}

/// The facts of one place of a service, as packed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlaceRow {
    /// Where it is.
    pub position: Option<Position>,
    /// The neighbourhood and the postcode area that it lies in, as indices into `Manifest::places`.
    pub within: Vec<u32>,
    /// Known facts of access, as indices into the choices of `access`.
    pub access: Vec<(u32, Answer)>,
}

/// Most places of one service: more than any one service of the directories that were seen has.
pub const PLACES_MAX: usize = 200;

/// Facts of access beyond which a page does not tell more of getting in.
pub(crate) const TOLD_MAX: u8 = 6;

/// The facts of the tiles that have arrived, and the sets that answer filters.
///
/// A set takes one bit of memory for each service or place, and there is one for each choice (two for a
/// fact of access or a language): `format` says how many choices there can be.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// The rows of each tile, as they were shipped.
    tiles: Vec<Rows>,
    len: u32,
    /// The services of further places, ascending.
    pub owners: Owners,
    /// For each facet of terms and value: the services that have the value. For languages: those
    /// where one can speak it; leaflets alone are shown on the card and answer no filter. Of `NoTerm`, behind
    /// those that ask for the values, as many sets of those that are known not to ask.
    pub having: Vec<Vec<Bits>>,
    /// For each fact of access: the places that are known to have it at all times.
    pub certain: Vec<PlaceSet>,
    /// For each fact of access: the places that are known not to have it.
    pub lacking: Vec<PlaceSet>,
    /// For each language: the services that have it only through an interpreter.
    pub by_interpreter: Vec<Bits>,
    /// How many facts of access are known of each place, as far as more of them tell more.
    pub told: PerPlace<u8>,
    /// The services that come to people.
    pub comes: Bits,
    /// The services to which facts of access do not apply: nobody goes there.
    pub without_door: Bits,
    /// The services that take part in search.
    pub listed: Bits,
}

impl Columns {
    /// No service yet, and a set for each of the manifest's choices.
    pub fn new(manifest: &Manifest) -> Self {
        let choices = |facet: usize| manifest.choices.get(facet).map_or(0, Vec::len);
        let sets = |facet: usize| match FACETS[facet].kind {
            Kind::AnyTerm => vec![Bits::none(0); choices(facet)],
            Kind::NoTerm => vec![Bits::none(0); 2 * choices(facet)],
            // These are places', and change with the moment and the person.
            Kind::EveryFact | Kind::Travel | Kind::When => Vec::new(),
        };
        let place_sets = vec![PlaceSet::none(0, 0); choices(index_of("access"))];
        Self {
            tiles: Vec::new(),
            len: 0,
            owners: Owners::default(),
            having: (0..FACETS.len()).map(sets).collect(),
            certain: place_sets.clone(),
            lacking: place_sets,
            by_interpreter: sets(index_of("language")),
            told: PerPlace::default(),
            comes: Bits::none(0),
            without_door: Bits::none(0),
            listed: Bits::none(0),
        }
    }

    /// Adds the rows of a tile at the end. Indices that the manifest does not have are left out.
    pub fn add(&mut self, rows: Rows) {
        let first = self.len;
        self.len = first.saturating_add(rows.len() as u32);
        let len = self.len;
        for (service, row) in (first..len).zip(rows.iter()) {
            row.places().skip(1).for_each(|_| self.owners.add(service));
        }
        let sets = self.having.iter_mut().flatten().chain(&mut self.by_interpreter);
        sets.chain([&mut self.comes, &mut self.without_door, &mut self.listed])
            .for_each(|set| set.grow(len));
        let place_sets = self.certain.iter_mut().chain(&mut self.lacking);
        place_sets.for_each(|set| set.grow(len, self.owners.len()));
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
        let mut places = row.places();
        for place in self.owners.places(service) {
            let mut told: u8 = 0;
            for (value, answer) in places.next().map(|place| place.access()).unwrap_or_default() {
                told = TOLD_MAX.min(told + 1);
                let sets = match answer {
                    Answer::Yes => &mut self.certain,
                    Answer::No => &mut self.lacking,
                    Answer::AtTimes => continue,
                };
                if let Some(set) = sets.get_mut(value as usize) {
                    set.insert(place);
                }
            }
            self.told.push(place, told);
        }
        if row.comes_to_me() {
            self.comes.insert(service);
        }
        if !row.has_door() {
            self.without_door.insert(service);
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
