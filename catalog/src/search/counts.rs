//! How many would fit with each value: what makes a filter an offer and not a trap.

use super::Catalog;
use super::plan::{Part, QueryPlan};
use crate::bits::Bits;
use crate::facet::{FACETS, Kind};

impl Catalog {
    /// See `Results::counts`. `passing` is who passes the whole question.
    pub(super) fn counts(&self, plan: &QueryPlan<'_>, passing: &Bits) -> Vec<Vec<u32>> {
        (0..FACETS.len())
            .map(|facet| {
                let without_it;
                let others = if plan.facets[facet].is_some() {
                    without_it = plan.passing(&|part| part != Part::Facet(facet));
                    &without_it
                } else {
                    passing
                };
                let values = self.manifest.choices.get(facet).map_or(0, Vec::len);
                (0..values).map(|value| self.count(facet, value, others, passing, plan)).collect()
            })
            .collect()
    }

    fn count(
        &self,
        facet: usize,
        value: usize,
        others: &Bits,
        passing: &Bits,
        plan: &QueryPlan<'_>,
    ) -> u32 {
        match FACETS[facet].kind {
            Kind::AnyTerm => others.count_with(&self.columns.having[facet][value]),
            Kind::When => plan.sessions.when.get(value).map_or(0, |set| others.count_with(set)),
            Kind::Travel => plan.travels.count(value, others),
            Kind::EveryFact if plan.query.known_only => {
                passing.count_with(&self.columns.having[facet][value])
            }
            Kind::EveryFact => passing.count_without(&self.columns.lacking[value]),
        }
    }
}
