//! How many would fit with each value: what makes a filter an offer and not a trap.

use super::Catalog;
use super::plan::{Part, QueryPlan};
use crate::bits::Bits;
use crate::facet::{FACETS, Kind};
use crate::place_set::PlaceSet;
use crate::results::KnownCount;

impl Catalog {
    /// See `Results::counts`. `passing` is who passes the whole question.
    pub(super) fn counts(&self, plan: &QueryPlan<'_>, passing: &PlaceSet) -> Vec<Vec<u32>> {
        (0..FACETS.len())
            .map(|facet| {
                let without_it;
                let others = if plan.facets[facet].is_some() {
                    without_it = self.passing(plan, &|part| part != Part::Facet(facet));
                    &without_it
                } else {
                    passing
                };
                let values = 0..self.manifest.choices.get(facet).map_or(0, Vec::len);
                let owners = &self.columns.owners;
                let fitting = others.services(owners);
                let with = |set: Option<&PlaceSet>| {
                    set.map_or(fitting.count(), |set| others.count_with(set, owners))
                };
                let count = |value: usize| match FACETS[facet].kind {
                    Kind::AnyTerm => fitting.count_with(&self.columns.having[facet][value]),
                    // Chosen in addition: each one more leaves out more.
                    Kind::NoTerm => {
                        passing.services(owners).count_without(&self.columns.having[facet][value])
                    }
                    Kind::When => plan.sessions.when.get(value).map_or(0, |set| with(Some(set))),
                    Kind::Travel => with(plan.travels.reached(value)),
                    Kind::EveryFact => self.count_fact(value, plan, passing),
                };
                values.map(count).collect()
            })
            .collect()
    }

    /// How many would fit with a fact of access chosen in addition.
    fn count_fact(&self, value: usize, plan: &QueryPlan<'_>, passing: &PlaceSet) -> u32 {
        let owners = &self.columns.owners;
        let (certain, lacking) = (&self.columns.certain[value], &self.columns.lacking[value]);
        if plan.query.known_only {
            let mut known = certain.clone();
            known.union(&plan.free);
            passing.count_with(&known, owners)
        } else {
            let mut lacking = lacking.clone();
            lacking.subtract(&plan.free);
            passing.count_without(&lacking, owners)
        }
    }

    /// See `Results::known`; `counts` are those of all facets.
    pub(super) fn known(
        &self,
        plan: &QueryPlan<'_>,
        passing: &PlaceSet,
        counts: &[Vec<u32>],
    ) -> Vec<Vec<KnownCount>> {
        let owners = &self.columns.owners;
        let of_value = |facet: usize, value: usize, count: u32| match FACETS[facet].kind {
            Kind::EveryFact => {
                let certain = &self.columns.certain[value];
                let mut settled = certain.clone();
                settled.union(&plan.free);
                KnownCount {
                    yes: passing.count_with(certain, owners),
                    unknown: count.saturating_sub(passing.count_with(&settled, owners)),
                }
            }
            _ => {
                let yes = passing.services(owners).count_with(self.without(facet, value));
                KnownCount { yes, unknown: count.saturating_sub(yes) }
            }
        };
        let is_told = |facet: usize| matches!(FACETS[facet].kind, Kind::EveryFact | Kind::NoTerm);
        let facets = counts.iter().enumerate().map(|(facet, counts)| {
            let counts = counts.iter().enumerate().filter(|_| is_told(facet));
            counts.map(|(value, count)| of_value(facet, value, *count)).collect()
        });
        facets.collect()
    }

    /// Of a facet of the kind `NoTerm`: the services that are known not to ask for a value.
    pub(super) fn without(&self, facet: usize, value: usize) -> &Bits {
        let having = &self.columns.having[facet];
        &having[having.len() / 2 + value]
    }
}
