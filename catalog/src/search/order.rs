//! The order of hits.
//!
//! Each service that fits gets a key, one number, and of two services the one with the smaller key
//! stands first. So a thousand services are put in order without a thousand hits, and only those
//! that are shown become hits.

use super::Catalog;
use super::hits::Fit;
use super::plan::QueryPlan;
use crate::bits::Bits;
use crate::query::Sort;
use crate::results::Age;
use crate::sort::smallest;

/// How much a stale page's score counts: it must be clearly better to stand before a checked one.
const STALE_WEIGHT: f32 = 0.7;

/// Metres within which two services are as near as each other: a few minutes on foot.
const BUCKET_M: u32 = 400;

/// Facts of access beyond which a page does not tell more of getting in.
const TOLD_MAX: usize = 6;

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
            let mut key = Key(0);
            match sort {
                Sort::Nearest => key.push(metres(service, plan), 32),
                Sort::Soonest => {
                    push_start(&mut key, service, plan);
                    key.push(metres(service, plan), 32);
                }
                Sort::Best => self.push_fit(&mut key, service, plan),
            }
            key.push(self.ordinal(service), 32);
            (key.0, service)
        });
        smallest(keys.collect(), wanted).into_iter().map(|(_, service)| service).collect()
    }

    /// Best first: by words, then by what is met of the question, then by distance in large steps,
    /// then by how much is told of getting in.
    fn push_fit(&self, key: &mut Key, service: u32, plan: &QueryPlan<'_>) {
        let row = service as usize;
        let is_stale = plan.sessions.ages[row] >= Age::Stale;
        let score = plan.words.as_ref().map_or(0.0, |matches| matches.scores[row]);
        key.push(descending(if is_stale { score * STALE_WEIGHT } else { score }), 32);
        let (mut met, mut by_interpreter, mut unknown) = (0, 0, 0);
        self.each_fit(service, plan, &mut |_, _, fit| match fit {
            Fit::Met => met += 1,
            Fit::ByInterpreter => by_interpreter += 1,
            Fit::Unknown => unknown += 1,
            Fit::ComesToMe => {}
        });
        key.push(is_stale.into(), 1);
        key.push_most(met + by_interpreter, 12);
        key.push(unknown, 12);
        key.push(by_interpreter, 12);
        let is_somewhere = plan.travels.origin.is_some();
        key.push(if is_somewhere { metres(service, plan) / BUCKET_M } else { 0 }, 24);
        let told = self.columns.rows.get(row).map_or(0, |row| row.access.len().min(TOLD_MAX));
        key.push_most(told as u32, 3);
    }
}

/// A number under construction; what is pushed first weighs most. 128 bits are all that any order
/// needs.
struct Key(u128);

impl Key {
    /// The smaller `value` stands first. What does not fit into `bits` counts as the greatest value
    /// that does.
    fn push(&mut self, value: u32, bits: u32) {
        let greatest = u32::MAX >> (32 - bits);
        self.0 = self.0 << bits | u128::from(value.min(greatest));
    }

    /// The greater `value` stands first.
    fn push_most(&mut self, value: u32, bits: u32) {
        let greatest = u32::MAX >> (32 - bits);
        self.push(greatest - value.min(greatest), bits);
    }
}

/// A number that is smaller for a greater score.
fn descending(score: f32) -> u32 {
    // As `f32::total_cmp` does: the bits of a negative number order it the wrong way round.
    let bits = score.to_bits();
    if bits >> 31 == 0 { !(bits | 1 << 31) } else { bits }
}

fn metres(service: u32, plan: &QueryPlan<'_>) -> u32 {
    plan.travels.metres(service).unwrap_or(u32::MAX)
}

/// The next session's beginning; services without a session stand last.
fn push_start(key: &mut Key, service: u32, plan: &QueryPlan<'_>) {
    let start = plan.sessions.next[service as usize].map(|session| session.start);
    key.push(start.is_none().into(), 1);
    // The sign turned round, so that days before 1970 are the smaller numbers.
    key.push(start.map_or(0, |start| start.day.0 as u32 ^ 1 << 31), 32);
    key.push(start.map_or(0, |start| start.minute.into()), 16);
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
