//! Who can be reached from where a person is, and who comes to them.

use super::{Catalog, places};
use crate::bits::Bits;
use crate::columns::index_of_kind;
use crate::facet::{COMES_TO_ME, Kind};
use crate::place::Position;
use crate::query::Query;

/// Distances and reaches for one question.
pub(super) struct Travels {
    /// Where the person is.
    pub origin: Option<Position>,
    /// Metres to the nearest location of each service; `u32::MAX` without one.
    metres: Vec<u32>,
    /// For each value of the facet: who is reached. Without an origin only `comes` says anything.
    reached: Vec<Option<Bits>>,
    /// The chosen values.
    chosen: Vec<usize>,
    /// Who comes to where the person is.
    comes: Bits,
}

impl Travels {
    pub fn new(catalog: &Catalog, query: &Query) -> Self {
        let manifest = &catalog.manifest;
        let rows = &catalog.columns.rows;
        let len = rows.len() as u32;
        let origin = places::origin(manifest, query);
        let metres: Vec<u32> = origin.map_or_else(Vec::new, |origin| {
            rows.iter()
                .map(|row| {
                    row.positions.iter().map(|at| origin.metres_to(*at)).min().unwrap_or(u32::MAX)
                })
                .collect()
        });
        let here = places::around(manifest, query);
        let mut comes = catalog.columns.comes.clone();
        for service in catalog.columns.comes.iter() {
            let area = &rows[service as usize].area;
            let serves = area.is_empty()
                || origin.is_none()
                || area.iter().any(|place| here.contains(&(*place as usize)));
            if !serves {
                let mut one = Bits::none(len);
                one.insert(service);
                comes.remove(&one);
            }
        }
        let travel = index_of_kind(Kind::Travel);
        let choices = manifest.choices.get(travel).map_or(&[][..], Vec::as_slice);
        let reached = choices
            .iter()
            .map(|choice| {
                if choice.id == COMES_TO_ME {
                    return Some(comes.clone());
                }
                origin?;
                let limit = manifest.travel.iter().find(|way| way.id == choice.id)?.metres;
                let mut reached = Bits::none(len);
                for (service, metres) in metres.iter().enumerate() {
                    if *metres <= limit {
                        reached.insert(service as u32);
                    }
                }
                Some(reached)
            })
            .collect();
        Self { origin, metres, reached, chosen: catalog.chosen(travel, query).collect(), comes }
    }

    /// Who passes; `None` when the choices cannot narrow anything without a place.
    pub fn passing(&self) -> Option<Bits> {
        let mut sets = self.chosen.iter().filter_map(|value| self.reached[*value].as_ref());
        let mut passing = sets.next()?.clone();
        for set in sets {
            passing.add(set);
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
        self.metres.get(service as usize).copied().filter(|metres| *metres != u32::MAX)
    }

    /// Whether a service comes to the person.
    pub fn comes(&self, service: u32) -> bool {
        self.comes.has(service)
    }
}
