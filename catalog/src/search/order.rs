//! The order of hits.
//!
//! Each service that fits gets a key, one number, and of two services the one with the smaller key
//! stands first. So a thousand services are put in order without a thousand hits, and only those
//! that are shown become hits.

use super::Catalog;
use super::hits::Fit;
use super::plan::QueryPlan;
use crate::bits::Bits;
use crate::columns::TOLD_MAX;
use crate::query::Sort;
use crate::results::Age;
use crate::sort::smallest;

/// How much a stale page's score counts: it must be clearly better to stand before a checked one.
const STALE_WEIGHT: f32 = 0.7;

/// Metres within which two services are as near as each other: a few minutes on foot.
const BUCKET_M: u32 = 400;

impl Catalog {
    /// The first `wanted` of some services, in order. Equal ones stand in the order of the whole
    /// directory, so that an answer never jumps, whichever tile came first.
    pub(super) fn in_order(
        &self,
        services: &Bits,
        sort: Sort,
        plan: &QueryPlan<'_>,
        wanted: usize,
    ) -> Vec<u32> {
        let keys = services.iter().map(|service| {
            let ordinal = self.ordinal(service);
            match sort {
                Sort::Nearest => [metres(service, plan), ordinal, 0, 0, service],
                Sort::Soonest => {
                    let [day, minute] = start(service, plan);
                    [day, minute, metres(service, plan), ordinal, service]
                }
                Sort::Best => {
                    let [score, fit, near] = self.best(service, plan);
                    [score, fit, near, ordinal, service]
                }
            }
        });
        smallest(&keys.collect::<Vec<_>>(), wanted)
    }

    /// Best first: by words; then by freshness and what is met of the question; then by distance in
    /// large steps and by how much is told of getting in.
    fn best(&self, service: u32, plan: &QueryPlan<'_>) -> [u32; 3] {
        let row = service as usize;
        let is_stale = plan.sessions.ages[row] >= Age::Stale;
        let score = plan.words.as_ref().map_or(0.0, |matches| matches.scores[row]);
        let score = descending(if is_stale { score * STALE_WEIGHT } else { score });
        let (mut met, mut by_interpreter, mut unknown) = (0, 0, 0);
        self.each_fit(service, plan, &mut |_, _, fit| match fit {
            Fit::Met => met += 1,
            Fit::ByInterpreter => by_interpreter += 1,
            Fit::Unknown => unknown += 1,
            Fit::ComesToMe => {}
        });
        let most_met = COUNTED_MAX - COUNTED_MAX.min(met + by_interpreter);
        let mut fit = is_stale.into();
        for count in [most_met, unknown, by_interpreter] {
            fit = fit << COUNTED_BITS | count.min(COUNTED_MAX);
        }
        let is_somewhere = plan.travels.origin.is_some();
        let bucket = if is_somewhere { metres(service, plan) / BUCKET_M } else { 0 };
        let told = self.columns.told.get(row).copied().unwrap_or_default();
        [score, fit, bucket << 3 | u32::from(TOLD_MAX.saturating_sub(told))]
    }
}

/// Bits of a key that hold how many chosen values are met, not known, or met through an
/// interpreter; more than they can count are not chosen.
const COUNTED_BITS: u32 = 10;
const COUNTED_MAX: u32 = (1 << COUNTED_BITS) - 1;

/// A number that is smaller for a greater score.
fn descending(score: f32) -> u32 {
    // As `f32::total_cmp` does: the bits of a negative number order it the wrong way round.
    let bits = score.to_bits();
    if bits >> 31 == 0 { !(bits | 1 << 31) } else { bits }
}

fn metres(service: u32, plan: &QueryPlan<'_>) -> u32 {
    plan.travels.metres(service).unwrap_or(u32::MAX)
}

/// The day and minute at which the next session begins; services without one stand last.
fn start(service: u32, plan: &QueryPlan<'_>) -> [u32; 2] {
    let next = plan.sessions.next[service as usize];
    // The sign turned round, so that days before 1970 are the smaller numbers.
    next.map_or([u32::MAX; 2], |next| [next.start.day.0 as u32 ^ 1 << 31, next.start.minute.into()])
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
