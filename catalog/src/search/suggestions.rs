//! What may help beside the hits: what is a little further away, what to take away from the
//! question, and the needs that the typed words name.

use super::Catalog;
use super::plan::{Part, Passing, QueryPlan};
use super::understood::Understood;
use super::words::THIN;
use crate::bits::Bits;
use crate::columns::{index_of, index_of_kind};
use crate::facet::Kind;
use crate::place_set::PlaceSet;
use crate::query::Sort;
use crate::results::{Hit, Meant, MeantAs, NEAR_MISSES, PERHAPS, Relaxation, Without};
use crate::sort::sort;
use crate::text::query_tokens;

/// Most ways out of an empty answer: more would be another list to read.
const RELAXATIONS: usize = 3;

/// Most needs suggested: a line on a phone.
const SUGGESTED_NEEDS: usize = 3;

/// How many of the first hits tell under which need more of the kind stand; and how many of them must have one
/// that no word named.
const TELLING_HITS: usize = 3;
const AGREEING_HITS: usize = 2;

impl Catalog {
    /// Who fits all but the distance, nearest first.
    pub(super) fn near_misses(&self, plan: &QueryPlan<'_>, passing: &PlaceSet) -> Vec<Hit> {
        let travel = index_of_kind(Kind::Travel);
        if plan.facets[travel].is_none() || !plan.travels.has_origin {
            return Vec::new();
        }
        let places = self.passing(plan, &|part| part != Part::Facet(travel));
        let owners = &self.columns.owners;
        let mut missed = places.services(owners);
        missed.subtract(&passing.services(owners));
        let mut nearest: Vec<(u32, u32)> = Vec::new();
        for service in missed.iter() {
            let (_, place) = self.place_of(service, &places, Sort::Nearest, plan);
            nearest.extend(plan.travels.metres(place).map(|metres| (metres, service)));
        }
        sort(&mut nearest, |a, b| a < b);
        nearest.truncate(NEAR_MISSES);
        let hit = |(_, service): (u32, u32)| {
            self.hit_of(service, self.place_of(service, &places, Sort::Nearest, plan), plan)
        };
        nearest.into_iter().map(hit).collect()
    }

    /// Each part of the question taken away in turn.
    pub(super) fn relaxations(&self, plan: &QueryPlan<'_>) -> Vec<Relaxation> {
        let mut ways = Vec::new();
        let mut offer = |without: Without, hits: u32| {
            if hits > 0 {
                ways.push(Relaxation { without, hits });
            }
        };
        let count = |places: &PlaceSet| places.services(&self.columns.owners).count();
        offer(Without::Words, count(&self.passing(plan, &|part| part != Part::Words)));
        // Hits when one facet is chosen otherwise and every other part of the question stays.
        let otherwise = |facet: usize, set: Option<Passing>| {
            let mut passing = self.passing(plan, &|part| part != Part::Facet(facet));
            if let Some(set) = set {
                self.narrow(&mut passing, &set);
            }
            count(&passing)
        };
        let access = index_of_kind(Kind::EveryFact);
        let anything_known = self.passing_facet(access, &plan.chosen[access], false, plan);
        offer(Without::KnownOnly, otherwise(access, anything_known));
        for (facet, chosen) in plan.chosen.iter().enumerate() {
            for value in chosen {
                let left: Vec<usize> =
                    chosen.iter().copied().filter(|other| other != value).collect();
                let set = self.passing_facet(facet, &left, plan.query.known_only, plan);
                offer(Without::Value(facet as u32, *value as u32), otherwise(facet, set));
            }
        }
        sort(&mut ways, |a, b| a.hits > b.hits);
        ways.truncate(RELAXATIONS);
        ways
    }

    /// Needs that the typed words name, and those under which the first of `ranked` stand, with how many services
    /// meet them and the other choices.
    pub(super) fn suggested_needs(&self, plan: &QueryPlan<'_>, ranked: &[u32]) -> Vec<(u32, u32)> {
        let need = index_of("need");
        let Some(choices) = self.columns.having.get(need) else { return Vec::new() };
        let mut named = self.needs_named(plan.understood);
        for value in self.needs_of_first(plan, ranked, named.is_empty()) {
            if !named.iter().any(|(known, _)| *known == value) {
                named.push((value, 0.0));
            }
        }
        named.retain(|(value, _)| *value < choices.len() && !plan.chosen[need].contains(value));
        if named.is_empty() {
            return Vec::new();
        }
        let others = self.passing(plan, &|part| part != Part::Facet(need) && part != Part::Words);
        let others = others.services(&self.columns.owners);
        named
            .into_iter()
            .map(|(value, _)| (value as u32, others.count_with(&self.columns.having[need][value])))
            .filter(|(_, services)| *services > 0)
            .take(SUGGESTED_NEEDS)
            .collect()
    }

    /// The first needs of the first hits, where these say something: that of the best one, if it has a topic that
    /// was asked for; and, where the words name no need (`is_unnamed`), one that most of them have. None that calls
    /// for discretion: nobody is sent there who has not said so.
    fn needs_of_first(&self, plan: &QueryPlan<'_>, ranked: &[u32], is_unnamed: bool) -> Vec<usize> {
        let mut telling = Vec::new();
        if plan.words.is_none() || !plan.coded.is_empty() {
            return telling;
        }
        let first = ranked.get(..TELLING_HITS).unwrap_or(ranked);
        let open_need = |service: &u32| {
            let need = self.main_need(*service).filter(|_| !self.discreet.has(*service));
            need.filter(|need| !self.is_sensitive(index_of("need"), *need))
        };
        let best = first.first().filter(|best| !self.topics_met(**best, plan).is_empty());
        telling.extend(best.and_then(open_need));
        if is_unnamed && telling.is_empty() {
            let needs: Vec<usize> = first.iter().filter_map(open_need).collect();
            let agreed =
                |need: &&usize| needs.iter().filter(|other| other == need).count() >= AGREEING_HITS;
            telling.extend(needs.iter().find(agreed));
        }
        telling
    }

    /// Whether the typed words name a need that calls for discretion.
    pub(super) fn names_sensitive(&self, plan: &QueryPlan<'_>) -> bool {
        let Some(needs) = self.manifest.choices.get(index_of("need")) else { return false };
        let is_sensitive = |value: usize| needs.get(value).is_some_and(|need| need.sensitive);
        let named = self.needs_named(plan.understood);
        named.into_iter().any(|(value, _)| is_sensitive(value))
    }

    /// See `Results::perhaps`.
    pub(super) fn perhaps(&self, plan: &QueryPlan<'_>, sort: Sort) -> Vec<Hit> {
        let Some(matches) = &plan.words else { return Vec::new() };
        let mut passing = self.passing_with(plan, Some(&matches.perhaps), &|_| true);
        // What the words say of a time leaves out much: what fits at other times is told, where little is left.
        let when = index_of("when");
        let is_said = |meant: &Meant| matches!(meant.as_what, MeantAs::Choice(facet, _) if facet as usize == when);
        if plan.understood.meant.iter().any(is_said) {
            let fitting = self.passing(plan, &|_| true);
            if fitting.services(&self.columns.owners).count() < THIN {
                let mut others = self.passing(plan, &|part| part != Part::Facet(when));
                others.subtract(&fitting);
                passing.union(&others);
            }
        }
        let first = self.in_order(&passing, sort, plan, PERHAPS).into_iter();
        first.map(|(service, place)| self.hit_of(service, place, plan)).collect()
    }

    /// See `Results::not_understood`.
    pub(super) fn not_understood(&self, plan: &QueryPlan<'_>) -> Vec<String> {
        let mut strange = plan.understood.unheeded.clone();
        let Some(matches) = &plan.words else {
            strange.extend(plan.understood.left.iter().cloned());
            return strange;
        };
        strange.extend(plan.question.beyond.clone());
        for word in &plan.question.words {
            // Stop words were not looked for, and say nothing.
            if matches.unknown.contains(&word.ordinal) {
                let letters: String = word.letters.iter().collect();
                let left = plan.understood.left.iter();
                let typed = left
                    .into_iter()
                    .find(|left| query_tokens(left, self.decompose).contains(&letters));
                if let Some(typed) = typed.filter(|typed| !strange.contains(*typed)) {
                    strange.push(typed.clone());
                }
            }
        }
        strange
    }

    /// See `Results::absent`.
    pub(super) fn absent(&self, plan: &QueryPlan<'_>) -> Vec<u32> {
        let mut absent = Vec::new();
        for asked in plan.understood.topics.iter().filter(|asked| self.is_absent(asked)) {
            absent.extend(asked.values.first().map(|(_, topic)| *topic as u32));
        }
        absent
    }

    /// The topics that were asked for and that a service has.
    pub(super) fn topics_met(&self, service: u32, plan: &QueryPlan<'_>) -> Vec<u32> {
        let mut met = Vec::new();
        let has = |topic: usize| self.has_topic(service, topic);
        for (_, topic) in plan.understood.topics.iter().flat_map(|asked| &asked.values) {
            if has(*topic) && !met.contains(&(*topic as u32)) {
                met.push(*topic as u32);
            }
        }
        met
    }

    /// Services with a topic that is not wanted.
    pub(super) fn refused(&self, understood: &Understood) -> Bits {
        let mut refused = Bits::none(self.len() as u32);
        for topic in &understood.refused {
            for service in (0..self.len() as u32).filter(|service| self.has_topic(*service, *topic))
            {
                refused.insert(service);
            }
        }
        refused
    }
}
