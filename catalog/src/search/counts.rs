//! How many would fit with each value: what makes a filter an offer and not a trap.

use super::{Asked, Catalog, Part};
use crate::bits::Bits;
use crate::facet::{FACETS, Kind};

impl Catalog {
    /// See `Results::counts`. `passing` is who passes the whole question.
    pub(super) fn counts(&self, asked: &Asked<'_>, passing: &Bits) -> Vec<Vec<u32>> {
        (0..FACETS.len())
            .map(|facet| {
                let without_it;
                let others = if asked.facets[facet].is_some() {
                    without_it = asked.passing(&|part| part != Part::Facet(facet));
                    &without_it
                } else {
                    passing
                };
                let values = self.manifest.choices.get(facet).map_or(0, Vec::len);
                (0..values).map(|value| self.count(facet, value, others, passing, asked)).collect()
            })
            .collect()
    }

    fn count(
        &self,
        facet: usize,
        value: usize,
        others: &Bits,
        passing: &Bits,
        asked: &Asked<'_>,
    ) -> u32 {
        match FACETS[facet].kind {
            Kind::AnyTerm => others.count_with(&self.columns.having[facet][value]),
            Kind::When => asked.timely.when.get(value).map_or(0, |set| others.count_with(set)),
            Kind::Travel => asked.travels.count(value, others),
            Kind::EveryFact if asked.query.known_only => {
                passing.count_with(&self.columns.having[facet][value])
            }
            Kind::EveryFact => passing.count_without(&self.columns.lacking[value]),
        }
    }
}
