//! The plan of one query: a question taken apart into the sets that pass each part.

use std::sync::Arc;

use super::Catalog;
use super::sessions::Sessions;
use super::travel::Travels;
use super::understood::Understood;
use super::words::{Question, WordMatches};
use crate::bits::Bits;
use crate::columns::index_of_kind;
use crate::day::Moment;
use crate::facet::{FACETS, Kind};
use crate::place_set::{PlaceNumber, PlaceSet};
use crate::query::Query;

/// The plan of one query: each part of the question as the set of what passes it.
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
    /// What the words say besides.
    pub understood: &'a Understood,
    /// Services whose codes were typed: a code is an address, whatever else is asked.
    pub coded: Vec<u32>,
    /// Where facts of access do not apply: what comes to people.
    pub free: PlaceSet,
    /// For each facet: who passes; `None` where nothing is chosen.
    pub facets: Vec<Option<Passing>>,
}

/// Who passes a part of a question.
pub(super) enum Passing {
    /// These services, at any of their places.
    Services(Bits),
    /// These places.
    Places(PlaceSet),
}

/// A part of a question that may be left aside.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Words,
    Facet(usize),
}

impl Catalog {
    /// Takes a question apart.
    pub(super) fn plan<'a>(&self, understood: &'a Understood, now: Moment) -> QueryPlan<'a> {
        let query = &understood.query;
        let sessions = self.sessions(now);
        let travels = self.travels(query);
        let chosen: Vec<Vec<usize>> =
            (0..FACETS.len()).map(|facet| self.chosen(facet, query)).collect();
        let mut base = self.columns.listed.clone();
        base.subtract(&sessions.hidden);
        base.subtract(&self.refused(understood));
        let question = self.question(&query.words, &understood.words);
        let coded = self.services_with_codes(&query.words);
        let words = self.find_words(understood, &question, &coded);
        let mut free = PlaceSet::of(&self.columns.without_door, &self.columns.owners);
        if let Some(coming) = travels.coming(&chosen[index_of_kind(Kind::Travel)]) {
            free.union(coming);
        }
        let facets = Vec::new();
        let mut plan = QueryPlan {
            query,
            sessions,
            travels,
            chosen,
            base,
            words,
            question,
            understood,
            coded,
            free,
            facets,
        };
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
    ) -> Option<Passing> {
        if chosen.is_empty() {
            return None;
        }
        let having = self.columns.having.get(facet)?;
        Some(match FACETS[facet].kind {
            Kind::AnyTerm => {
                let mut passing = Bits::none(self.len() as u32);
                chosen.iter().for_each(|value| passing.union(&having[*value]));
                Passing::Services(passing)
            }
            Kind::NoTerm => {
                let mut passing = Bits::all(self.len() as u32);
                chosen.iter().for_each(|value| passing.subtract(&having[*value]));
                Passing::Services(passing)
            }
            Kind::When => Passing::Places(plan.sessions.passing(chosen)?),
            Kind::Travel => Passing::Places(plan.travels.passing(chosen)?),
            Kind::EveryFact => {
                let all = Bits::all(self.len() as u32);
                let mut passing = PlaceSet::of(&all, &self.columns.owners);
                for value in chosen {
                    if known_only {
                        passing.intersect(&self.columns.certain[*value]);
                    } else {
                        passing.subtract(&self.columns.lacking[*value]);
                    }
                }
                passing.union(&plan.free);
                Passing::Places(passing)
            }
        })
    }

    /// Who is left of a plan's passing places when they pass this, too.
    pub(super) fn narrow(&self, places: &mut PlaceSet, passing: &Passing) {
        match passing {
            Passing::Services(services) => {
                places.intersect(&PlaceSet::of(services, &self.columns.owners));
            }
            Passing::Places(passing) => places.intersect(passing),
        }
    }

    /// The places at which every part of the question that `is_asked` keeps is met: all of it at one
    /// and the same place.
    pub(super) fn passing(
        &self,
        plan: &QueryPlan<'_>,
        is_asked: &dyn Fn(Part) -> bool,
    ) -> PlaceSet {
        let words = plan.words.as_ref().filter(|_| is_asked(Part::Words));
        let mut places = self.passing_with(plan, words.map(|matches| &matches.services), is_asked);
        if is_asked(Part::Words) {
            plan.coded.iter().for_each(|service| places.insert(PlaceNumber::First(*service)));
        }
        places
    }

    /// The places of some services (of all, where they are `None`) at which the facets that `is_asked` keeps
    /// are met.
    pub(super) fn passing_with(
        &self,
        plan: &QueryPlan<'_>,
        some: Option<&Bits>,
        is_asked: &dyn Fn(Part) -> bool,
    ) -> PlaceSet {
        let mut services = plan.base.clone();
        if let Some(some) = some {
            services.intersect(some);
        }
        let asked = || {
            let facets = plan.facets.iter().enumerate();
            facets
                .filter(|(facet, _)| is_asked(Part::Facet(*facet)))
                .filter_map(|(_, set)| set.as_ref())
        };
        for set in asked() {
            if let Passing::Services(passing) = set {
                services.intersect(passing);
            }
        }
        let mut places = PlaceSet::of(&services, &self.columns.owners);
        for set in asked() {
            if let Passing::Places(passing) = set {
                places.intersect(passing);
            }
        }
        places
    }

    /// The numbers of a facet's chosen values.
    fn chosen(&self, facet: usize, query: &Query) -> Vec<usize> {
        let chosen = query.chosen.of(FACETS[facet].id);
        let choices = self.manifest.choices.get(facet).map_or(&[][..], Vec::as_slice);
        let numbers = choices.iter().enumerate();
        numbers.filter(|(_, choice)| chosen.contains(&choice.id)).map(|(value, _)| value).collect()
    }
}
