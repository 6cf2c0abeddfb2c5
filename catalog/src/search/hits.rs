//! Services as hits, each with why it fits.

use super::Catalog;
use super::plan::QueryPlan;
use crate::bits::Bits;
use crate::columns::index_of;
use crate::facet::{FACETS, Kind};
use crate::results::{Hit, Why};

impl Catalog {
    /// A set of services as hits, in the order of the catalog.
    pub(super) fn hits(&self, services: &Bits, plan: &QueryPlan<'_>) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(services.count() as usize);
        for service in services.iter() {
            let row = service as usize;
            hits.push(Hit {
                service,
                score: plan.words.as_ref().map_or(0.0, |matches| matches.scores[row]),
                metres: plan.travels.metres(service),
                next: plan.sessions.next[row],
                why: self.why(service, plan),
                age: plan.sessions.ages[row],
            });
        }
        hits
    }

    fn why(&self, service: u32, plan: &QueryPlan<'_>) -> Why {
        let mut why = Why { words: plan.words.is_some(), ..Why::default() };
        let language = index_of("language");
        for (facet, chosen) in plan.chosen.iter().enumerate() {
            for &value in chosen {
                let pair = (facet as u32, value as u32);
                let has = self.columns.having[facet][value].has(service);
                match FACETS[facet].kind {
                    Kind::AnyTerm if !has => {}
                    Kind::AnyTerm => {
                        let is_interpreted =
                            facet == language && self.columns.by_interpreter[value].has(service);
                        if is_interpreted {
                            why.by_interpreter.push(value as u32);
                        } else {
                            why.met.push(pair);
                        }
                    }
                    Kind::EveryFact if has => why.met.push(pair),
                    Kind::EveryFact => {
                        if !self.columns.lacking[value].has(service) {
                            why.unknown.push(pair);
                        }
                    }
                    Kind::Travel => why.comes_to_me |= plan.travels.comes(value, service),
                    Kind::When => {}
                }
            }
        }
        why
    }
}
