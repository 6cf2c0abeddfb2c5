//! Services as hits, each with why it fits.

use super::{Asked, Catalog};
use crate::bits::Bits;
use crate::columns::index_of;
use crate::facet::{FACETS, Kind};
use crate::results::{Hit, Why};

impl Catalog {
    /// A set of services as hits, in the order of the catalog.
    pub(super) fn hits(&self, services: &Bits, asked: &Asked<'_>) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(services.count() as usize);
        for service in services.iter() {
            let place = service as usize;
            hits.push(Hit {
                service,
                score: asked.words.as_ref().map_or(0.0, |found| found.scores[place]),
                metres: asked.travels.metres(service),
                next: asked.timely.next[place],
                why: self.why(service, asked),
                age: asked.timely.ages[place],
            });
        }
        hits
    }

    fn why(&self, service: u32, asked: &Asked<'_>) -> Why {
        let mut why = Why { words: asked.words.is_some(), ..Why::default() };
        let language = index_of("language");
        for (facet, chosen) in asked.chosen.iter().enumerate() {
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
                    Kind::Travel => why.comes_to_me |= asked.travels.comes(value, service),
                    Kind::When => {}
                }
            }
        }
        why
    }
}
