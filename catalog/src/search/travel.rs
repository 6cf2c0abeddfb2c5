//! The services that a person can reach from where they are, and those that come to them.

use super::{Catalog, places};
use crate::bits::Bits;
use crate::columns::{Columns, index_of_kind};
use crate::facet::{COMES_TO_ME, Kind};
use crate::format::RowRef;
use crate::place::Position;
use crate::query::{Origin, Query};

/// Further than anything on earth: for a service that has no place.
const NOWHERE: u32 = u32::MAX;

/// Distances and reaches from one place.
pub(super) struct Travels {
    /// Where the person said that they are, and how many places were known then: a name says
    /// nothing before the places have come.
    said: (Option<Origin>, usize),
    /// Where the person is.
    pub origin: Option<Position>,
    /// Metres to the nearest location of each service, [`NOWHERE`] without one; empty without an
    /// origin.
    metres: Vec<u32>,
    /// For each value of the facet: the services within reach. Without an origin only `comes` has
    /// a set.
    reached: Vec<Option<Bits>>,
    /// The number of the value `comes`.
    comes: Option<usize>,
}

/// Metres from a position to the nearest location of each service.
fn metres(columns: &Columns, origin: Position) -> Vec<u32> {
    let nearest = |row: RowRef<'_>| row.positions().iter().map(|at| origin.metres_to(*at)).min();
    columns.rows().map(|row| nearest(row).unwrap_or(NOWHERE)).collect()
}

impl Travels {
    pub fn new(catalog: &Catalog, query: &Query) -> Self {
        let manifest = &catalog.manifest;
        let origin = places::origin(manifest, query);
        let metres = origin.map_or_else(Vec::new, |origin| metres(&catalog.columns, origin));
        let choices = manifest.choices.get(index_of_kind(Kind::Travel));
        let choices = choices.map_or(&[][..], Vec::as_slice);
        let reached = choices
            .iter()
            .map(|choice| {
                if choice.id == COMES_TO_ME {
                    return Some(coming(catalog, query));
                }
                origin?;
                let limit = manifest.travel.iter().find(|way| way.id == choice.id)?.metres;
                let mut reached = Bits::none(catalog.len() as u32);
                for (service, metres) in metres.iter().enumerate() {
                    if *metres <= limit && *metres != NOWHERE {
                        reached.insert(service as u32);
                    }
                }
                Some(reached)
            })
            .collect();
        let comes = choices.iter().position(|choice| choice.id == COMES_TO_ME);
        let said = (query.origin.clone(), manifest.places.len());
        Self { said, origin, metres, reached, comes }
    }

    /// Whether these are the reaches for a question.
    pub fn is_of(&self, catalog: &Catalog, query: &Query) -> bool {
        self.said.0 == query.origin && self.said.1 == catalog.manifest.places.len()
    }

    /// The services within reach in any of the chosen ways; `None` when these cannot narrow
    /// anything without a place.
    pub fn passing(&self, chosen: &[usize]) -> Option<Bits> {
        let mut sets = chosen.iter().filter_map(|value| self.reached.get(*value)?.as_ref());
        let mut passing = sets.next()?.clone();
        for set in sets {
            passing.union(set);
        }
        Some(passing)
    }

    /// How many of `others` a value reaches; all, where it cannot narrow.
    pub fn count(&self, value: usize, others: &Bits) -> u32 {
        match self.reached.get(value) {
            Some(Some(reached)) => others.count_with(reached),
            _ => others.count(),
        }
    }

    /// Metres to a service.
    pub fn metres(&self, service: u32) -> Option<u32> {
        self.metres.get(service as usize).copied().filter(|metres| *metres != NOWHERE)
    }

    /// Whether `value` asks for what comes to the person, and this service does.
    pub fn comes(&self, value: usize, service: u32) -> bool {
        let coming = || self.reached.get(value)?.as_ref();
        self.comes == Some(value) && coming().is_some_and(|set| set.has(service))
    }
}

/// The services that come to where the person is; without a place, those that come to people at
/// all.
fn coming(catalog: &Catalog, query: &Query) -> Bits {
    let mut coming = catalog.columns.comes.clone();
    if places::origin(&catalog.manifest, query).is_none() {
        return coming;
    }
    let here = places::around(&catalog.manifest, query);
    for service in catalog.columns.comes.iter() {
        let Some(row) = catalog.columns.row(service) else { continue };
        let area = row.area();
        if !area.is_empty() && !area.iter().any(|place| here.contains(&(*place as usize))) {
            coming.remove(service);
        }
    }
    coming
}
