//! The places that a person can reach from where they are, and the services that come to them.

use super::{Catalog, places};
use crate::bits::Bits;
use crate::columns::{Columns, index_of_kind};
use crate::facet::{COMES_TO_ME, Kind};
use crate::place_set::{PerPlace, PlaceNumber, PlaceSet};
use crate::query::{Origin, Query};
use crate::results::Comes;

/// Further than anything on earth: for what has no place.
const NOWHERE: u32 = u32::MAX;

/// Distances and reaches from where a person is.
pub(super) struct Travels {
    /// Where the person said that they are, and how many places were known then: a name says
    /// nothing before the places have come.
    said: (Option<Origin>, usize),
    /// Whether it is known where the person is.
    pub has_origin: bool,
    /// How far each place is; empty without an origin.
    distances: PerPlace<Distance>,
    /// For each value of the facet: the places within reach. Without an origin only `comes` has a
    /// set.
    reached: Vec<Option<PlaceSet>>,
    /// The number of the value `comes`.
    comes: Option<usize>,
    /// The services that come to a part only of where the person may be.
    perhaps: Bits,
}

/// How far a place is from where a person is.
#[derive(Clone, Copy, Default)]
struct Distance {
    /// Metres, [`NOWHERE`] for what has no position.
    metres: u32,
    /// The place lies in the area that the person named.
    is_inside: bool,
}

/// The distances of all places.
fn distances(columns: &Columns, spot: &places::Spot) -> PerPlace<Distance> {
    let mut distances = PerPlace::default();
    for (service, row) in (0..).zip(columns.rows()) {
        let mut places = row.places();
        for place in columns.owners.places(service) {
            let known = places.next();
            let position = known.and_then(|known| known.position);
            let metres = position.map_or(NOWHERE, |at| spot.middle.metres_to(at));
            let is_in = |area| known.is_some_and(|known| known.within().contains(&area));
            distances.push(place, Distance { metres, is_inside: spot.area.is_some_and(is_in) });
        }
    }
    distances
}

impl Travels {
    pub fn new(catalog: &Catalog, query: &Query) -> Self {
        let manifest = &catalog.manifest;
        let spot = places::spot(manifest, query);
        let columns = &catalog.columns;
        let distances = spot.as_ref().map(|spot| distances(columns, spot)).unwrap_or_default();
        let choices = manifest.choices.get(index_of_kind(Kind::Travel));
        let choices = choices.map_or(&[][..], Vec::as_slice);
        let (coming, perhaps) = coming(catalog, query);
        let reached = choices
            .iter()
            .map(|choice| {
                if choice.id == COMES_TO_ME {
                    return Some(PlaceSet::of(&coming, &columns.owners));
                }
                let limit = manifest.travel.iter().find(|way| way.id == choice.id)?.metres;
                // Somebody in an area may live at its edge.
                let limit = limit.saturating_add(spot.as_ref()?.radius_m);
                Some(distances.set(&|Distance { metres, is_inside }| {
                    is_inside || metres != NOWHERE && metres <= limit
                }))
            })
            .collect();
        let comes = choices.iter().position(|choice| choice.id == COMES_TO_ME);
        let said = (query.origin.clone(), manifest.places.len());
        Self { said, has_origin: spot.is_some(), distances, reached, comes, perhaps }
    }

    /// Whether these are the reaches for a question.
    pub fn is_of(&self, catalog: &Catalog, query: &Query) -> bool {
        self.said.0 == query.origin && self.said.1 == catalog.manifest.places.len()
    }

    /// The places within reach in any of the chosen ways; `None` when these cannot narrow anything
    /// without a place.
    pub fn passing(&self, chosen: &[usize]) -> Option<PlaceSet> {
        let mut sets = chosen.iter().filter_map(|value| self.reached(*value));
        let mut passing = sets.next()?.clone();
        for set in sets {
            passing.union(set);
        }
        Some(passing)
    }

    /// The places that a value reaches; `None` where it cannot narrow.
    pub fn reached(&self, value: usize) -> Option<&PlaceSet> {
        self.reached.get(value)?.as_ref()
    }

    /// Metres to a place.
    pub fn metres(&self, place: PlaceNumber) -> Option<u32> {
        let metres = self.distances.get(place)?.metres;
        (metres != NOWHERE).then_some(metres)
    }

    /// Whether a place lies in the area that the person named.
    pub fn is_inside(&self, place: PlaceNumber) -> bool {
        self.distances.get(place).is_some_and(|distance| distance.is_inside)
    }

    /// The places of what comes to the person, where one of the chosen values asks for that.
    pub fn coming(&self, chosen: &[usize]) -> Option<&PlaceSet> {
        self.comes.filter(|comes| chosen.contains(comes)).and_then(|comes| self.reached(comes))
    }

    /// Whether `value` asks for what comes to the person, and a service does.
    pub fn comes(&self, value: usize, service: u32) -> Option<Comes> {
        let coming = self.coming(&[value])?.has(PlaceNumber::First(service));
        let comes = if self.perhaps.has(service) { Comes::Perhaps } else { Comes::Yes };
        coming.then_some(comes)
    }
}

/// The services that come to where the person is, or perhaps do, and those that perhaps do; without
/// a place, those that come to people at all.
fn coming(catalog: &Catalog, query: &Query) -> (Bits, Bits) {
    let mut coming = catalog.columns.comes.clone();
    let mut perhaps = Bits::none(catalog.len() as u32);
    if places::origin(&catalog.manifest, query).is_none() {
        return (coming, perhaps);
    }
    let here = places::around(&catalog.manifest, query);
    for service in catalog.columns.comes.iter() {
        let Some(row) = catalog.columns.row(service) else { continue };
        let area = row.area();
        if area.is_empty() {
            continue;
        }
        match places::serves(&catalog.manifest, &area, &here) {
            Some(Comes::Yes) => {}
            Some(Comes::Perhaps) => perhaps.insert(service),
            None => coming.remove(service),
        }
    }
    (coming, perhaps)
}
