//! Services as hits, each with why it fits.

use super::Catalog;
use super::plan::QueryPlan;
use super::words::WordMatches;
use crate::columns::index_of;
use crate::facet::{FACETS, Kind};
use crate::place_set::{PlaceNumber, PlaceSet};
use crate::query::Sort;
use crate::results::{Comes, Hit, Why};

/// How a service fits one of the chosen values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// It has the value.
    Met,
    /// It has the language, but only through an interpreter.
    ByInterpreter,
    /// Nobody knows whether it has the fact of access, or it has it at some times only; or whether it asks for
    /// what somebody lacks.
    Unknown,
    /// It comes to the person, or perhaps does, and they asked for that.
    Comes(Comes),
}

impl Catalog {
    /// Of the places of a service that are in `passing` (of all of them, where none is), the one to
    /// go to: the nearest, or the one with the next session.
    pub(super) fn place_of(
        &self,
        service: u32,
        passing: &PlaceSet,
        sort: Sort,
        plan: &QueryPlan<'_>,
    ) -> (u8, PlaceNumber) {
        let mut best = (0, PlaceNumber::First(service));
        let mut best_key = None;
        for (at, place) in self.columns.owners.places(service).enumerate() {
            // A place that does not pass stands last, after all that do.
            let mut key = [u32::from(!passing.has(place)), 0, 0, plan.metres(place), 0, 0];
            let of_start = if sort == Sort::Soonest { 1 } else { 4 };
            key[of_start..of_start + 2].copy_from_slice(&plan.start(place));
            if best_key.is_none_or(|best| key < best) {
                best = (at as u8, place);
                best_key = Some(key);
            }
        }
        best
    }

    /// A service as a hit, at one of its places.
    pub(super) fn hit_of(
        &self,
        service: u32,
        (at, place): (u8, PlaceNumber),
        plan: &QueryPlan<'_>,
    ) -> Hit {
        let row = service as usize;
        let has_words = |matches: &WordMatches| matches.having.has(service);
        let words = plan.words.as_ref().is_some_and(has_words);
        let topics = self.topics_met(service, plan);
        let mut why = Why { words, topics, ..Why::default() };
        self.each_fit(service, place, plan, &mut |facet, value, fit| match fit {
            Fit::Met => why.met.push((facet, value)),
            Fit::ByInterpreter => why.by_interpreter.push(value),
            Fit::Unknown => why.unknown.push((facet, value)),
            Fit::Comes(comes) => why.comes = Some(comes),
        });
        // What the words stand for, and the service has, is a reason as if it had been ticked.
        let wished = plan.understood.wishes.iter().flat_map(|asked| asked.values.iter().copied());
        for (facet, value) in wished {
            let told = (facet as u32, value as u32);
            let having = self.columns.having.get(facet).and_then(|sets| sets.get(value));
            if having.is_some_and(|having| having.has(service)) && !why.met.contains(&told) {
                why.met.push(told);
            }
        }
        Hit {
            service,
            score: plan.words.as_ref().map_or(0.0, |matches| matches.scores[row]),
            at,
            metres: plan.travels.metres(place),
            is_inside: plan.travels.is_inside(place),
            next: plan.sessions.next.get(place).flatten(),
            why,
            age: plan.sessions.ages[row],
        }
    }

    /// Shows how a service fits each chosen value at one of its places, with the numbers of the facet
    /// and the value.
    pub(super) fn each_fit(
        &self,
        service: u32,
        place: PlaceNumber,
        plan: &QueryPlan<'_>,
        fit: &mut dyn FnMut(u32, u32, Fit),
    ) {
        let language = index_of("language");
        for (facet, chosen) in plan.chosen.iter().enumerate() {
            for &value in chosen {
                let how = match FACETS[facet].kind {
                    Kind::AnyTerm if self.columns.having[facet][value].has(service) => {
                        let is_interpreted =
                            facet == language && self.columns.by_interpreter[value].has(service);
                        if is_interpreted { Fit::ByInterpreter } else { Fit::Met }
                    }
                    Kind::NoTerm if self.without(facet, value).has(service) => Fit::Met,
                    Kind::NoTerm if !self.columns.having[facet][value].has(service) => Fit::Unknown,
                    Kind::EveryFact if self.columns.certain[value].has(place) => Fit::Met,
                    Kind::EveryFact
                        if !self.columns.lacking[value].has(place) && !plan.free.has(place) =>
                    {
                        Fit::Unknown
                    }
                    Kind::Travel => match plan.travels.comes(value, service) {
                        Some(comes) => Fit::Comes(comes),
                        None => continue,
                    },
                    _ => continue,
                };
                fit(facet as u32, value as u32, how);
            }
        }
    }
}

impl QueryPlan<'_> {
    /// Metres to a place; more than any for what has none.
    pub(super) fn metres(&self, place: PlaceNumber) -> u32 {
        self.travels.metres(place).unwrap_or(u32::MAX)
    }

    /// The day and minute at which the next session at a place begins; what has none stands last.
    pub(super) fn start(&self, place: PlaceNumber) -> [u32; 2] {
        let next = self.sessions.next.get(place).flatten();
        // The sign turned round, so that days before 1970 are the smaller numbers.
        next.map_or([u32::MAX; 2], |next| {
            [next.start.day.0 as u32 ^ 1 << 31, next.start.minute.into()]
        })
    }
}
