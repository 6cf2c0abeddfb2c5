//! The order of hits.
//!
//! Each service that fits gets a key, one number, and of two services the one with the smaller key
//! stands first. So a thousand services are put in order without a thousand hits, and only those
//! that are shown become hits.

use super::Catalog;
use super::hits::Fit;
use super::plan::QueryPlan;
use crate::columns::{TOLD_MAX, index_of};
use crate::place_set::{PlaceNumber, PlaceSet};
use crate::query::Sort;
use crate::results::Age;
use crate::sort::smallest;

/// How much a stale page's score counts: it must be clearly better to stand before a checked one.
const STALE_WEIGHT: f32 = 0.7;

/// Metres within which two services are as near as each other: a few minutes on foot.
const BUCKET_M: u32 = 400;

/// How many times smaller the score of the next band is: within a band words fit about as well, and
/// what was checked, filters and distance decide. Measured: see `Sort::Best`.
const BAND: f32 = 1.15;

/// The last band: of a score some thirty times smaller than the best, no difference counts.
const BANDS: u32 = 25;

impl Catalog {
    /// The first `wanted` services with a place in `passing`, in order, each with the place to go to.
    /// Equal ones stand in the order of the whole directory, so that an answer never jumps, whichever
    /// tile came first.
    pub(super) fn in_order(
        &self,
        passing: &PlaceSet,
        sort: Sort,
        plan: &QueryPlan<'_>,
        wanted: usize,
    ) -> Vec<(u32, (u8, PlaceNumber))> {
        let services = passing.services(&self.columns.owners);
        let scores = services.iter().map(|service| self.score(service, plan));
        let best = scores.fold(0.0, f32::max);
        let offers = self.offers();
        let is_aside = |service| {
            offers.has(service) && !self.asks_for_offers(service, plan)
                || self.discreet.has(service) && !self.asks_for_discretion(service, plan)
        };
        let keys = services.iter().map(|service| {
            let ordinal = self.ordinal(service);
            let (_, place) = self.place_of(service, passing, sort, plan);
            match sort {
                Sort::Nearest => [plan.metres(place), ordinal, 0, 0, 0, service],
                Sort::Soonest => {
                    let [day, minute] = plan.start(place);
                    [day, minute, plan.metres(place), ordinal, 0, service]
                }
                Sort::Best => {
                    let [fit, near, score, start] = self.best(service, place, best, plan);
                    [fit | u32::from(is_aside(service)) << 31, near, score, start, ordinal, service]
                }
            }
        });
        let first = smallest(&keys.collect::<Vec<_>>(), wanted).into_iter();
        first.map(|service| (service, self.place_of(service, passing, sort, plan))).collect()
    }

    /// Whether a service that calls for discretion was asked for: by words, or by what was chosen. Nobody comes
    /// upon it at the top of a list of everything.
    fn asks_for_discretion(&self, service: u32, plan: &QueryPlan<'_>) -> bool {
        let is_asked = |(facet, value): (usize, usize)| {
            let having = self.columns.having.get(facet).and_then(|sets| sets.get(value));
            self.is_sensitive(facet, value) && having.is_some_and(|having| having.has(service))
        };
        let facets = plan.chosen.iter().enumerate();
        let mut chosen =
            facets.flat_map(|(facet, values)| values.iter().map(move |value| (facet, *value)));
        plan.words.is_some() || chosen.any(is_asked)
    }

    /// Whether what a service seeks, helpers, was asked for: by a topic, by words of its own text, or by a
    /// need or an intent that was chosen.
    fn asks_for_offers(&self, service: u32, plan: &QueryPlan<'_>) -> bool {
        let has = |facet: &str| {
            let facet = index_of(facet);
            let chosen = plan.chosen.get(facet).map_or(&[][..], Vec::as_slice);
            let sets = self.columns.having.get(facet);
            chosen.iter().any(|value| {
                sets.and_then(|sets| sets.get(*value)).is_some_and(|having| having.has(service))
            })
        };
        let in_words = plan.words.as_ref().is_some_and(|words| words.having.has(service));
        in_words || has("intent") || !self.topics_met(service, plan).is_empty() || {
            plan.chosen.get(index_of("need")).is_some_and(|needs| {
                let main = self.main_need(service);
                main.is_some_and(|main| needs.contains(&main))
            })
        }
    }

    /// Best first: by words in broad bands, or where none were typed by what a service is for before all;
    /// then by freshness, what is met of the question and whether people there speak the page's language;
    /// then by distance in large steps and by how much is told of getting in; by words; and the soonest.
    fn best(&self, service: u32, place: PlaceNumber, best: f32, plan: &QueryPlan<'_>) -> [u32; 4] {
        let is_stale = plan.sessions.ages[service as usize] >= Age::Stale;
        let score = self.score(service, plan);
        let (mut met, mut by_interpreter, mut unknown) = (0, 0, 0);
        self.each_fit(service, place, plan, &mut |_, _, fit| match fit {
            Fit::Met => met += 1,
            Fit::ByInterpreter => by_interpreter += 1,
            Fit::Unknown => unknown += 1,
            Fit::Comes(_) => {}
        });
        let most_met = COUNTED_MAX - COUNTED_MAX.min(met + by_interpreter);
        let mut fit = band(score, best) << 1 | u32::from(is_stale);
        fit = fit << COUNTED_BITS | most_met;
        // Who types a word of a name means that; who asks for a thing asks in the page's language.
        let understood = plan.understood;
        let asks = plan.words.is_none() || understood.topics.len() + understood.wishes.len() > 0;
        fit = fit << 1 | u32::from(asks && !self.speaks_as_page(service));
        for count in [unknown, by_interpreter] {
            fit = fit << COUNTED_BITS | count.min(COUNTED_MAX);
        }
        let bucket = if plan.travels.has_origin { plan.metres(place) / BUCKET_M } else { 0 };
        let told = self.columns.told.get(place).unwrap_or_default();
        let [day, minute] = plan.start(place);
        // Minutes since 1 January 1970, halved, so that no day is too late.
        let start = (day ^ 1 << 31).saturating_mul(24 * 30).saturating_add(minute / 2);
        let near = bucket << 3 | u32::from(TOLD_MAX.saturating_sub(told));
        [fit, near, descending(score), if day == u32::MAX { day } else { start }]
    }

    /// Whether people at a service speak the language of the page, as far as one is sure which that is.
    fn speaks_as_page(&self, service: u32) -> bool {
        let Some(spoken) = self.manifest.spoken else { return true };
        let languages = self.columns.having.get(index_of("language"));
        languages
            .and_then(|languages| languages.get(usize::from(spoken)))
            .is_none_or(|having| having.has(service))
    }
}

/// What a service counts of which a chosen need is not the first, where no words were typed: a tea that also
/// tells about forms stands behind those who do nothing but forms.
const OTHER_NEED: f32 = 0.5;

impl Catalog {
    /// How well a service's words fit, or its first need.
    fn score(&self, service: u32, plan: &QueryPlan<'_>) -> f32 {
        let row = service as usize;
        let needs = plan.chosen.get(index_of("need")).map_or(&[][..], Vec::as_slice);
        let of_need = || match self.main_need(service) {
            Some(main) if needs.contains(&main) => 1.0,
            _ => OTHER_NEED,
        };
        let score = plan.words.as_ref().map_or_else(of_need, |matches| matches.scores[row]);
        let is_stale = plan.sessions.ages[row] >= Age::Stale;
        if is_stale { score * STALE_WEIGHT } else { score }
    }
}

/// The band of a score, 0 for the best one's.
fn band(score: f32, best: f32) -> u32 {
    let mut floor = best;
    (0..BANDS)
        .find(|_| {
            floor /= BAND;
            score >= floor
        })
        .unwrap_or(BANDS)
}

/// Bits of a key that hold how many chosen values are met, not known, or met through an
/// interpreter; more than they can count are not chosen.
const COUNTED_BITS: u32 = 8;
const COUNTED_MAX: u32 = (1 << COUNTED_BITS) - 1;

/// A number that is smaller for a greater score.
fn descending(score: f32) -> u32 {
    // As `f32::total_cmp` does: the bits of a negative number order it the wrong way round.
    let bits = score.to_bits();
    if bits >> 31 == 0 { !(bits | 1 << 31) } else { bits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_greater_score_stands_first(a in any::<f32>(), b in any::<f32>()) {
            prop_assert_eq!(descending(a).cmp(&descending(b)), b.total_cmp(&a));
        }
    }
}
