//! The plan of one query: a question taken apart into the sets of services that pass each part.

use std::sync::Arc;

use super::Catalog;
use super::sessions::Sessions;
use super::travel::Travels;
use super::words::{Question, WordMatches};
use crate::bits::Bits;
use crate::day::Moment;
use crate::facet::{FACETS, Kind};
use crate::query::Query;

/// The plan of one query: each part of the question as the set of services that pass it.
pub(super) struct QueryPlan<'a> {
    pub query: &'a Query,
    pub sessions: Arc<Sessions>,
    pub travels: Arc<Travels>,
    /// For each facet, the numbers of the chosen values that this directory knows.
    pub chosen: Vec<Vec<usize>>,
    /// Listed, and not too old.
    pub base: Bits,
    /// Who matches the typed words; `None` without any.
    pub words: Option<WordMatches>,
    /// The analysis of the typed words.
    pub question: Question,
    /// For each facet: who passes; `None` where nothing is chosen.
    pub facets: Vec<Option<Bits>>,
}

/// A part of a question that may be left aside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Words,
    Facet(usize),
}

impl Catalog {
    /// Takes a question apart.
    pub(super) fn plan<'a>(&self, query: &'a Query, now: Moment) -> QueryPlan<'a> {
        let sessions = self.sessions(now);
        let travels = self.travels(query);
        let chosen: Vec<Vec<usize>> =
            (0..FACETS.len()).map(|facet| self.chosen(facet, query)).collect();
        let mut base = self.columns.listed.clone();
        base.subtract(&sessions.hidden);
        let question = self.question(&query.words);
        let words = self.find_words(&query.words, &question);
        let facets = Vec::new();
        let mut plan =
            QueryPlan { query, sessions, travels, chosen, base, words, question, facets };
        plan.facets = (0..FACETS.len())
            .map(|facet| self.passing_facet(facet, &plan.chosen[facet], query.known_only, &plan))
            .collect();
        plan
    }

    /// Who passes a facet with these values chosen; `None` when that narrows nothing.
    pub(super) fn passing_facet(
        &self,
        facet: usize,
        chosen: &[usize],
        known_only: bool,
        plan: &QueryPlan<'_>,
    ) -> Option<Bits> {
        if chosen.is_empty() {
            return None;
        }
        let having = self.columns.having.get(facet)?;
        let mut passing = Bits::none(self.len() as u32);
        match FACETS[facet].kind {
            Kind::AnyTerm => chosen.iter().for_each(|value| passing.union(&having[*value])),
            Kind::When => {
                let sets = chosen.iter().filter_map(|value| plan.sessions.when.get(*value));
                sets.for_each(|set| passing.union(set));
            }
            Kind::Travel => return plan.travels.passing(chosen),
            Kind::EveryFact => {
                passing = Bits::all(self.len() as u32);
                for value in chosen {
                    if known_only {
                        passing.intersect(&having[*value]);
                    } else {
                        passing.subtract(&self.columns.lacking[*value]);
                    }
                }
            }
        }
        Some(passing)
    }

    /// The numbers of a facet's chosen values.
    fn chosen(&self, facet: usize, query: &Query) -> Vec<usize> {
        let chosen = query.chosen.of(FACETS[facet].id);
        let choices = self.manifest.choices.get(facet).map_or(&[][..], Vec::as_slice);
        let numbers = choices.iter().enumerate();
        numbers.filter(|(_, choice)| chosen.contains(&choice.id)).map(|(value, _)| value).collect()
    }
}

impl QueryPlan<'_> {
    /// Who passes every part of the question that `is_asked` keeps.
    pub fn passing(&self, is_asked: &dyn Fn(Part) -> bool) -> Bits {
        let mut passing = self.base.clone();
        if let Some(matches) = self.words.as_ref().filter(|_| is_asked(Part::Words)) {
            passing.intersect(&matches.services);
        }
        for (facet, set) in self.facets.iter().enumerate() {
            if let Some(set) = set.as_ref().filter(|_| is_asked(Part::Facet(facet))) {
                passing.intersect(set);
            }
        }
        passing
    }
}
