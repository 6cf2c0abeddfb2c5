//! Services as hits, each with why it fits.

use super::Catalog;
use super::plan::QueryPlan;
use crate::columns::index_of;
use crate::facet::{FACETS, Kind};
use crate::results::{Hit, Why};

/// How a service fits one of the chosen values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It has the value.
    Met,
    /// It has the language, but only through an interpreter.
    ByInterpreter,
    /// Nobody knows whether it has the fact of access.
    Unknown,
    /// It comes to the person, who asked for that.
    ComesToMe,
}

impl Catalog {
    /// A service as a hit.
    pub(super) fn hit_of(&self, service: u32, plan: &QueryPlan<'_>) -> Hit {
        let row = service as usize;
        let mut why = Why { words: plan.words.is_some(), ..Why::default() };
        self.each_fit(service, plan, &mut |facet, value, fit| match fit {
            Fit::Met => why.met.push((facet, value)),
            Fit::ByInterpreter => why.by_interpreter.push(value),
            Fit::Unknown => why.unknown.push((facet, value)),
            Fit::ComesToMe => why.comes_to_me = true,
        });
        Hit {
            service,
            score: plan.words.as_ref().map_or(0.0, |matches| matches.scores[row]),
            metres: plan.travels.metres(service),
            next: plan.sessions.next[row],
            why,
            age: plan.sessions.ages[row],
        }
    }

    /// Shows how a service fits each chosen value, with the numbers of the facet and the value.
    pub(super) fn each_fit(
        &self,
        service: u32,
        plan: &QueryPlan<'_>,
        fit: &mut dyn FnMut(u32, u32, Fit),
    ) {
        let language = index_of("language");
        for (facet, chosen) in plan.chosen.iter().enumerate() {
            for &value in chosen {
                let has = self.columns.having[facet][value].has(service);
                let how = match FACETS[facet].kind {
                    Kind::AnyTerm | Kind::EveryFact if has => {
                        let is_interpreted =
                            facet == language && self.columns.by_interpreter[value].has(service);
                        if is_interpreted { Fit::ByInterpreter } else { Fit::Met }
                    }
                    Kind::EveryFact if !self.columns.lacking[value].has(service) => Fit::Unknown,
                    Kind::Travel if plan.travels.comes(value, service) => Fit::ComesToMe,
                    _ => continue,
                };
                fit(facet as u32, value as u32, how);
            }
        }
    }
}
