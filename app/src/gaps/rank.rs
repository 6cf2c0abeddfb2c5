//! Which gaps are worth a sentence.
//!
//! How many services of a combination one would expect follows from its parts, as if nothing but these mattered: of
//! two from how often each is found (n₁·n₂/N), of three and four from the pairs and threes in them (Kirkwood's
//! superposition). Fewer than that are a gap; how telling it is, is how seldom chance would leave so few, with
//! Poisson's law: with nothing found that is e^-expected. So a neighbourhood with two services is blamed for
//! nothing, and a language that nearly every group speaks is missed where it is not.
//!
//! A gap is named once, by its fewest words: where nobody speaks Punjabi, it is no news that nobody does in
//! Killarney.

use std::collections::{BTreeMap, BTreeSet};

use super::Shape;
use super::count::{FACTS_IN_PLACES, Sets};

/// A gap is named where chance would leave so few less often than once in so many times. One in four is no proof
/// of anything: it tells a maintainer where to look first.
const ODDS: f64 = 4.0;

/// Most sentences with one subject, one language, one neighbourhood or one fact: whoever reads eight sentences
/// wants to see the town, and not one need eight times.
const OF_ONE_SUBJECT: usize = 2;
const OF_ONE_OTHER: usize = 3;

/// The same part of all sentences for each shape: needs in a language, in a neighbourhood, with a fact, or more.
const OF_ONE_SHAPE: usize = 3;

/// What is asked of a service at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Combination {
    /// A subject.
    pub subject: Option<usize>,
    /// A language that somebody speaks there.
    pub language: Option<usize>,
    /// A fact of access.
    pub fact: Option<usize>,
    /// A neighbourhood that it reaches.
    pub place: Option<usize>,
}

impl Combination {
    fn parts(&self) -> u32 {
        [self.subject, self.language, self.fact, self.place].into_iter().flatten().count() as u32
    }

    /// Which parts it has.
    fn shape(&self) -> [bool; 4] {
        [self.subject, self.language, self.fact, self.place].map(|part| part.is_some())
    }

    /// All that are a part of it, but for nothing and itself.
    fn smaller(&self) -> impl Iterator<Item = Self> {
        let whole = *self;
        let keep = |bit: u8, bits: u8, part: Option<usize>| part.filter(|_| bits & bit != 0);
        (1..16_u8)
            .map(move |bits| Self {
                subject: keep(1, bits, whole.subject),
                language: keep(2, bits, whole.language),
                fact: keep(4, bits, whole.fact),
                place: keep(8, bits, whole.place),
            })
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter(move |part| *part != whole && part.parts() > 0)
    }
}

/// What kind of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// There is none.
    Nothing,
    /// There is one, but only through an interpreter.
    Interpreter,
    /// None is known; of some nobody knows.
    Unknown,
    /// There are less than half as many as one would expect, those of which nobody knows included.
    Few,
}

/// A gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// What is missing.
    pub of: Combination,
    /// In which way.
    pub kind: Kind,
    /// How many there are.
    pub found: u32,
    /// Of how many nobody knows.
    pub unknown: u32,
    /// How many one would expect.
    pub expected: f64,
    /// How telling it is: minus the logarithm of the chance of so few.
    pub weight: f64,
}

/// All gaps that are worth naming, the most telling first.
pub fn gaps(sets: &Sets, shape: &Shape) -> Vec<Gap> {
    let mut named: BTreeMap<Combination, Gap> = BTreeMap::new();
    missing_subjects(sets, shape, &mut named);
    let languages = || some(shape.languages);
    let facts = || some(shape.facts);
    let places = || some(shape.places);
    // Fewer words first, so that longer sentences can be left out.
    let mut all: Vec<Combination> = Vec::new();
    for (subject, is_discreet) in shape.subjects.iter().enumerate() {
        for language in languages() {
            for fact in facts() {
                for place in places() {
                    let of = Combination { subject: Some(subject), language, fact, place };
                    let is_told = !is_discreet || (fact.is_none() && place.is_none());
                    let is_counted =
                        place.is_none() || fact.is_none_or(|fact| fact < FACTS_IN_PLACES);
                    if is_told && is_counted && of.parts() > 1 {
                        all.push(of);
                    }
                }
            }
        }
    }
    all.sort_by_key(|of| (of.parts(), *of));
    for of in all {
        if of.smaller().all(|part| !named.contains_key(&part))
            && let Some(gap) = gap(sets, of)
        {
            named.insert(of, gap);
        }
    }
    let mut gaps: Vec<Gap> = named.into_values().collect();
    gaps.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.of.cmp(&b.of)));
    gaps
}

fn some(length: usize) -> impl Iterator<Item = Option<usize>> {
    std::iter::once(None).chain((0..length).map(Some))
}

/// Subjects that nobody has at all, where most have some.
fn missing_subjects(sets: &Sets, shape: &Shape, named: &mut BTreeMap<Combination, Gap>) {
    let counts: Vec<u32> = sets.subjects.iter().map(super::count::Set::len).collect();
    let mean = f64::from(counts.iter().sum::<u32>()) / shape.subjects.len().max(1) as f64;
    for (subject, found) in counts.into_iter().enumerate() {
        let weight = weight(found, mean);
        if found == 0 && weight >= ODDS.ln() {
            let of = Combination { subject: Some(subject), ..Combination::default() };
            let gap = Gap { of, kind: Kind::Nothing, found, unknown: 0, expected: mean, weight };
            named.insert(of, gap);
        }
    }
}

fn gap(sets: &Sets, of: Combination) -> Option<Gap> {
    let universe = sets.universe(&of);
    let all = f64::from(universe.len());
    // Every second order of parts counts against the one before.
    let mut log = 0.0;
    for part in of.smaller() {
        let having = sets.count(&universe, &part);
        // No more is expected of the whole than there is of a part.
        if f64::from(having) < ODDS.ln() {
            return None;
        }
        let share = (f64::from(having) / all).ln();
        log += if (of.parts() - part.parts()) % 2 == 1 { share } else { -share };
    }
    let expected = all * log.exp();
    if expected < ODDS.ln() {
        return None;
    }
    let found = sets.count(&sets.all, &of);
    let unknown = sets.perhaps(&of).len();
    let kind = match (found, unknown) {
        (0, 0) if !sets.by_interpreter(&of).is_empty() => Kind::Interpreter,
        (0, 0) => Kind::Nothing,
        (0, _) => Kind::Unknown,
        _ => Kind::Few,
    };
    let perhaps = if kind == Kind::Few { found + unknown } else { 0 };
    let weight = weight(perhaps, expected);
    // Nine where twelve were expected are plenty.
    let is_little = f64::from(perhaps) * 2.0 <= expected;
    (is_little && weight >= ODDS.ln()).then_some(Gap { of, kind, found, unknown, expected, weight })
}

/// Minus the logarithm of the chance of so many or fewer, where so many are expected.
fn weight(found: u32, expected: f64) -> f64 {
    let mut term = 1.0_f64;
    let mut sum = 1.0_f64;
    for n in 1..=found {
        term *= expected / f64::from(n);
        sum += term;
    }
    expected - sum.ln()
}

/// The first of these gaps, so that no subject, language, place or fact fills the page, and no kind of gap does.
pub fn telling(gaps: &[Gap], most: usize) -> Vec<&Gap> {
    let mut told: Vec<&Gap> = Vec::new();
    for gap in gaps {
        let same = |part: fn(&Combination) -> Option<usize>| {
            let part_of = part(&gap.of);
            part_of.map_or(0, |_| told.iter().filter(|told| part(&told.of) == part_of).count())
        };
        let alike = told.iter().filter(|told| told.of.shape() == gap.of.shape()).count();
        let is_new = alike < most.div_ceil(OF_ONE_SHAPE)
            && same(|of| of.subject) < OF_ONE_SUBJECT
            && same(|of| of.language) < OF_ONE_OTHER
            && same(|of| of.fact) < OF_ONE_OTHER
            && same(|of| of.place) < OF_ONE_OTHER;
        if is_new && told.len() < most {
            told.push(gap);
        }
    }
    told
}

#[cfg(test)]
mod tests;
