//! The order of hits.

use std::cmp::{Ordering, Reverse};

use super::Catalog;
use super::plan::QueryPlan;
use crate::query::Sort;
use crate::results::{Age, Hit, Why};

/// How much a stale page's score counts: it must be clearly better to stand before a checked one.
const STALE_WEIGHT: f32 = 0.7;

/// Metres within which two services are as near as each other: a few minutes on foot.
const BUCKET_M: u32 = 400;

/// Sorts hits. Equal hits stand in the order of the whole directory, so that an answer never jumps,
/// whichever tile came first.
pub(super) fn sort(hits: &mut [Hit], sort: Sort, plan: &QueryPlan<'_>, catalog: &Catalog) {
    let (has_words, has_origin) = (plan.words.is_some(), plan.travels.origin.is_some());
    let metres = |hit: &Hit| hit.metres.unwrap_or(u32::MAX);
    let fit = |hit: &Hit| {
        let Why { met, by_interpreter, unknown, .. } = &hit.why;
        let met = Reverse(met.len() + by_interpreter.len());
        (hit.age >= Age::Stale, met, unknown.len(), by_interpreter.len())
    };
    let near = |hit: &Hit| if has_origin { metres(hit) / BUCKET_M } else { 0 };
    // Of hits that are equal otherwise, those whose page tells more of getting in come first.
    let told = |hit: &Hit| {
        let row = catalog.columns.rows.get(hit.service as usize);
        Reverse(row.map_or(0, |row| row.access.len().min(6)))
    };
    let soon = |hit: &Hit| (hit.next.is_none(), hit.next.map(|next| next.start));
    let by_words = |a: &Hit, b: &Hit| {
        if has_words { weighted(b).total_cmp(&weighted(a)) } else { Ordering::Equal }
    };
    crate::sort::sort(hits, |a, b| {
        let first = match sort {
            Sort::Nearest => metres(a).cmp(&metres(b)),
            Sort::Soonest => soon(a).cmp(&soon(b)).then_with(|| metres(a).cmp(&metres(b))),
            Sort::Best => by_words(a, b)
                .then_with(|| fit(a).cmp(&fit(b)))
                .then_with(|| near(a).cmp(&near(b)))
                .then_with(|| told(a).cmp(&told(b))),
        };
        first.then_with(|| catalog.ordinal(a.service).cmp(&catalog.ordinal(b.service))).is_lt()
    });
}

fn weighted(hit: &Hit) -> f32 {
    if hit.age >= Age::Stale { hit.score * STALE_WEIGHT } else { hit.score }
}
