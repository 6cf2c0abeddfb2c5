//! Which services have what, as sets, so that any combination is counted at once.

use super::rank::Combination;
use super::{Counted, Known, Reach, Shape};

/// Facts of access are counted place by place as far as this one of the list: a directory names first what most
/// ask for, and a city of two hundred neighbourhoods has otherwise a million combinations.
pub const FACTS_IN_PLACES: usize = 3;

/// A set of services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set(Vec<u64>);

impl Set {
    /// Of so many services none.
    pub fn none(services: usize) -> Self {
        Self(vec![0; services.div_ceil(64)])
    }

    /// One more.
    pub fn add(&mut self, service: usize) {
        if let Some(word) = self.0.get_mut(service / 64) {
            *word |= 1 << (service % 64);
        }
    }

    /// Those in both.
    pub fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// Those in one of them.
    pub fn or(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a | b).collect())
    }

    /// Those that the other has not.
    pub fn without(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & !b).collect())
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What is known of a fact, for a set of services.
#[derive(Clone, Debug, Default)]
pub struct FactSets {
    /// It is so at one of their places.
    pub yes: Set,
    /// It is so at none, and of one of them nobody knows.
    pub unknown: Set,
}

/// The sets of a directory.
#[derive(Clone, Debug, Default)]
pub struct Sets {
    /// All that is counted.
    pub all: Set,
    /// Not checked for long.
    pub stale: Set,
    /// For each subject.
    pub subjects: Vec<Set>,
    /// For each language: somebody speaks it there.
    pub native: Vec<Set>,
    /// For each language: somebody is brought in who does.
    pub interpreter: Vec<Set>,
    /// Somebody knows what is spoken there.
    pub languages_known: Set,
    /// For each neighbourhood: it reaches people there.
    pub places: Vec<Set>,
    /// Somebody knows whom it reaches.
    pub placed: Set,
    /// It has a door.
    pub doors: Set,
    /// It may have doors that are not told.
    pub untold_doors: Set,
    /// For each fact.
    pub facts: Vec<FactSets>,
    /// For each neighbourhood and each of the first facts: of the places there.
    pub facts_in: Vec<Vec<FactSets>>,
}

impl Sets {
    /// Sorts services into sets.
    pub fn new(services: &[Counted], shape: &Shape) -> Self {
        let none = || Set::none(services.len());
        let fact_sets = || vec![FactSets { yes: none(), unknown: none() }; shape.facts];
        let mut sets = Self {
            all: none(),
            stale: none(),
            subjects: vec![none(); shape.subjects.len()],
            native: vec![none(); shape.languages],
            interpreter: vec![none(); shape.languages],
            languages_known: none(),
            places: vec![none(); shape.places],
            placed: none(),
            doors: none(),
            untold_doors: none(),
            facts: fact_sets(),
            facts_in: vec![fact_sets().into_iter().take(FACTS_IN_PLACES).collect(); shape.places],
        };
        for (number, service) in services.iter().enumerate() {
            sets.add(number, service);
        }
        sets
    }

    fn add(&mut self, number: usize, service: &Counted) {
        let Counted { subjects, languages, reach, doors, has_untold_doors, is_stale } = service;
        self.all.add(number);
        if *is_stale {
            self.stale.add(number);
        }
        for subject in subjects {
            put(&mut self.subjects, *subject, number);
        }
        if let Some(languages) = languages {
            self.languages_known.add(number);
            for (language, is_native) in languages {
                let sets = if *is_native { &mut self.native } else { &mut self.interpreter };
                put(sets, *language, number);
            }
        }
        match reach {
            Reach::Untold => {}
            Reach::Everywhere => {
                self.placed.add(number);
                self.places.iter_mut().for_each(|place| place.add(number));
            }
            Reach::In(places) => {
                self.placed.add(number);
                places.iter().for_each(|place| put(&mut self.places, *place, number));
            }
            Reach::AtLeast(places) => {
                places.iter().for_each(|place| put(&mut self.places, *place, number));
            }
        }
        if *has_untold_doors {
            self.untold_doors.add(number);
        }
        if !doors.is_empty() {
            self.doors.add(number);
        }
        let known = |fact: usize, here: Option<usize>| {
            let doors = doors.iter().filter(|door| here.is_none() || door.place == here);
            let facts = doors.map(|door| door.facts.get(fact).copied().unwrap_or_default());
            facts.reduce(|a, b| match (a, b) {
                (Known::Yes, _) | (_, Known::Yes) => Known::Yes,
                (Known::Unknown, _) | (_, Known::Unknown) => Known::Unknown,
                _ => Known::No,
            })
        };
        for (fact, sets) in self.facts.iter_mut().enumerate() {
            tell(sets, known(fact, None), number);
        }
        for (place, facts) in self.facts_in.iter_mut().enumerate() {
            for (fact, sets) in facts.iter_mut().enumerate() {
                tell(sets, known(fact, Some(place)), number);
            }
        }
    }

    /// The services among which a combination could be: those of which is known what it asks.
    pub fn universe(&self, of: &Combination) -> Set {
        let mut universe = self.all.clone();
        if of.language.is_some() {
            universe = universe.and(&self.languages_known);
        }
        if of.place.is_some() {
            universe = universe.and(&self.placed);
        }
        if let Some(fact) = of.fact.and_then(|fact| self.facts.get(fact)) {
            universe = universe.and(&self.doors).without(&fact.unknown);
        }
        universe
    }

    /// How many of a set have all of a combination.
    pub fn count(&self, among: &Set, of: &Combination) -> u32 {
        let parts = [
            of.subject.and_then(|subject| self.subjects.get(subject)),
            of.language.and_then(|language| self.native.get(language)),
            of.place.and_then(|place| self.places.get(place)),
            self.fact(of).map(|fact| &fact.yes),
        ];
        let word = |at: usize, word: u64| {
            let words = parts.iter().flatten().map(|set| set.0.get(at).copied().unwrap_or(0));
            words.fold(word, |a, b| a & b).count_ones()
        };
        among.0.iter().enumerate().map(|(at, first)| word(at, *first)).sum()
    }

    /// The services of a set that have all of a combination.
    pub fn having(&self, among: &Set, of: &Combination) -> Set {
        let mut having = among.clone();
        let mut narrow = |set: Option<&Set>| {
            if let Some(set) = set {
                having = having.and(set);
            }
        };
        narrow(of.subject.and_then(|subject| self.subjects.get(subject)));
        narrow(of.language.and_then(|language| self.native.get(language)));
        narrow(of.place.and_then(|place| self.places.get(place)));
        narrow(self.fact(of).map(|fact| &fact.yes));
        having
    }

    /// The services that may have all of it, for all that is known, and of which nobody knows.
    pub fn perhaps(&self, of: &Combination) -> Set {
        let mut perhaps = self.all.clone();
        if let Some(subject) = of.subject.and_then(|subject| self.subjects.get(subject)) {
            perhaps = perhaps.and(subject);
        }
        if let Some(language) = of.language.and_then(|language| self.native.get(language)) {
            perhaps = perhaps.and(&language.or(&self.all.without(&self.languages_known)));
        }
        let unplaced = self.all.without(&self.placed);
        if let Some(place) = of.place.and_then(|place| self.places.get(place)) {
            perhaps = perhaps.and(&place.or(&unplaced));
        }
        if let Some(fact) = self.fact(of) {
            let mut may = fact.yes.or(&fact.unknown).or(&self.untold_doors);
            // A door of which nobody knows where it is may be in this neighbourhood.
            if of.place.is_some()
                && let Some(anywhere) = of.fact.and_then(|fact| self.facts.get(fact))
            {
                may = may.or(&unplaced.and(&anywhere.yes.or(&anywhere.unknown)));
            }
            perhaps = perhaps.and(&may);
        }
        perhaps.without(&self.having(&self.all, of))
    }

    /// The services that have all of it but for the language, which an interpreter speaks.
    pub fn by_interpreter(&self, of: &Combination) -> Set {
        let Some(language) = of.language.and_then(|language| self.interpreter.get(language)) else {
            return Set::default();
        };
        self.having(language, &Combination { language: None, ..*of })
    }

    fn fact(&self, of: &Combination) -> Option<&FactSets> {
        match of.place {
            Some(place) => self.facts_in.get(place)?.get(of.fact?),
            None => self.facts.get(of.fact?),
        }
    }
}

fn put(sets: &mut [Set], at: usize, service: usize) {
    if let Some(set) = sets.get_mut(at) {
        set.add(service);
    }
}

fn tell(sets: &mut FactSets, known: Option<Known>, service: usize) {
    match known {
        Some(Known::Yes) => sets.yes.add(service),
        Some(Known::Unknown) => sets.unknown.add(service),
        Some(Known::No) | None => {}
    }
}

#[cfg(test)]
mod tests;
