//! The facts of every service, ready for filters: no words.

use crate::bits::Bits;
use crate::day::Day;
use crate::facet::{FACETS, Kind};
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

/// The facts of a tile, and the sets that answer filters.
#[derive(Clone, Debug)]
pub struct Columns {
    pub(crate) rows: Vec<Row>,
    /// For each facet and value: the services that have the value. For access: those that are known
    /// to have it. For languages: those where one can speak it; leaflets alone are shown on the
    /// card and answer no filter.
    pub(crate) having: Vec<Vec<Bits>>,
    /// For each access value: the services that are known not to have it.
    pub(crate) lacking: Vec<Bits>,
    /// For each language: the services that have it only through an interpreter.
    pub(crate) by_interpreter: Vec<Bits>,
    /// The services that come to people.
    pub(crate) comes: Bits,
    /// The services that take part in search.
    pub(crate) listed: Bits,
}

impl Columns {
    /// Turns rows into sets. Indices that the manifest does not have are left out.
    pub fn new(rows: Vec<Row>, manifest: &Manifest) -> Self {
        let len = rows.len() as u32;
        let none = Bits::none(len);
        let values = |facet: usize| manifest.choices.get(facet).map_or(0, Vec::len);
        let mut having: Vec<Vec<Bits>> =
            (0..FACETS.len()).map(|facet| vec![none.clone(); values(facet)]).collect();
        let language = index_of("language");
        let access = index_of("access");
        let mut lacking = vec![none.clone(); values(access)];
        let mut by_interpreter = vec![none.clone(); values(language)];
        let (mut comes, mut listed) = (none.clone(), none);
        for (service, row) in rows.iter().enumerate() {
            let service = service as u32;
            for (sets, values) in having.iter_mut().zip(&row.terms) {
                put(sets, values.iter().copied(), service);
            }
            let there = |wanted: Spoken| {
                row.languages.iter().filter(move |(_, how)| *how == wanted).map(|(value, _)| *value)
            };
            put(&mut having[language], there(Spoken::Native), service);
            let native = |value: &u32| row.languages.contains(&(*value, Spoken::Native));
            let interpreted = || there(Spoken::Interpreter).filter(|value| !native(value));
            put(&mut by_interpreter, interpreted(), service);
            put(&mut having[language], interpreted(), service);
            let known = |wanted: bool| {
                row.access.iter().filter(move |(_, is)| *is == wanted).map(|(value, _)| *value)
            };
            put(&mut having[access], known(true), service);
            put(&mut lacking, known(false), service);
            if row.comes_to_me {
                comes.insert(service);
            }
            if row.is_listed {
                listed.insert(service);
            }
        }
        Self { rows, having, lacking, by_interpreter, comes, listed }
    }

    /// Adds further rows at the end.
    pub(crate) fn extend(&mut self, further: Vec<Row>, manifest: &Manifest) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.extend(further);
        *self = Self::new(rows, manifest);
    }

    /// How many services.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

fn put(sets: &mut [Bits], values: impl Iterator<Item = u32>, service: u32) {
    for value in values {
        if let Some(set) = sets.get_mut(value as usize) {
            set.insert(service);
        }
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
