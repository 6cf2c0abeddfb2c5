//! The answer to a question, from what is already on the phone: no request, no clock, no panic.

use std::sync::{Arc, Mutex, PoisonError};

use crate::bits::Bits;
use crate::card::Card;
use crate::columns::{Columns, index_of, index_of_kind};
use crate::day::Moment;
use crate::facet::{FACETS, Kind};
use crate::format::{Cards, FormatError, TextReader, read};
use crate::manifest::Manifest;
use crate::place::Position;
use crate::query::{Query, Sort};
use crate::text::{Decompose, fold, query_tokens};
use crate::results::{Age, Hit, NEAR_MISSES, Relaxation, Results, Why, Without};

mod order;
mod places;
mod timely;
mod travel;
mod words;

use timely::Timely;
use travel::Travels;
use words::Found;

/// A tile's services, ready to be searched.
pub struct Catalog {
    manifest: Manifest,
    columns: Columns,
    text: Option<TextReader>,
    cards: Option<Cards>,
    decompose: Decompose,
    /// What depends on the present minute, kept until the minute is over.
    timely: Mutex<Option<Arc<Timely>>>,
}

/// The parts of a question that narrow it, each as the set of services that pass.
struct Narrowed {
    /// Listed, and not too old.
    base: Bits,
    /// Words, if any were typed.
    words: Option<Found>,
    /// For each facet: who passes; `None` where nothing is chosen.
    facets: Vec<Option<Bits>>,
}

impl Catalog {
    /// Opens a tile's columns: from here on filters answer. Text and cards may follow.
    ///
    /// # Errors
    /// When the bytes cannot be read.
    pub fn open(
        manifest: Manifest,
        columns: &[u8],
        decompose: Decompose,
    ) -> Result<Self, FormatError> {
        let columns = Columns::new(read::columns(columns)?, &manifest);
        let timely = Mutex::new(None);
        Ok(Self { manifest, columns, text: None, cards: None, decompose, timely })
    }

    /// Adds the text: from here on words answer.
    ///
    /// # Errors
    /// When the bytes cannot be read, or belong to another tile.
    pub fn add_text(&mut self, bytes: &[u8]) -> Result<(), FormatError> {
        let text = read::text(bytes)?;
        if text.lengths.first().is_some_and(|lengths| lengths.len() != self.len()) {
            return Err(FormatError::Impossible);
        }
        self.text = Some(text);
        Ok(())
    }

    /// Adds the cards: from here on results can be shown.
    ///
    /// # Errors
    /// When the bytes cannot be read, or belong to another tile.
    pub fn add_cards(&mut self, bytes: Vec<u8>) -> Result<(), FormatError> {
        let cards = read::cards(bytes)?;
        if cards.len() != self.len() {
            return Err(FormatError::Impossible);
        }
        self.cards = Some(cards);
        Ok(())
    }

    /// The words of the choices, the places, the thresholds.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// How many services it holds.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// The card of a service.
    pub fn card(&self, service: u32) -> Option<Card> {
        self.cards.as_ref()?.get(service)
    }

    /// The number of the service with this id.
    pub fn number_of(&self, id: &str) -> Option<u32> {
        (0..self.len() as u32).find(|number| self.card(*number).is_some_and(|card| card.id == id))
    }

    /// Answers a question.
    pub fn search(&self, query: &Query, now: Moment) -> Results {
        let timely = self.timely(now);
        let travels = Travels::new(self, query);
        let narrowed = self.narrow(query, &timely, &travels);
        let passing = narrowed.passing(None);
        let sort = match query.sort {
            Sort::Nearest if travels.origin.is_none() => Sort::Best,
            sort => sort,
        };
        let mut hits = self.hits(&passing, query, &narrowed, &timely, &travels);
        order::sort(&mut hits, sort, narrowed.words.is_some(), travels.origin.is_some(), self);
        let is_nothing_found = hits.is_empty();
        Results {
            counts: self.counts(&narrowed, &passing, &timely, &travels, query),
            near_misses: self.near_misses(&passing, query, &narrowed, &timely, &travels),
            relaxations: if is_nothing_found {
                self.relaxations(query, &timely)
            } else {
                Vec::new()
            },
            suggested_needs: self.suggested_needs(query, &narrowed),
            searched: narrowed.base.count(),
            sort,
            hits,
        }
    }

    /// A service as a hit, whatever is asked: for lists that a person has put together.
    pub fn hit(&self, service: u32, now: Moment) -> Option<Hit> {
        ((service as usize) < self.len()).then(|| {
            let timely = self.timely(now);
            Hit {
                service,
                score: 0.0,
                metres: None,
                next: timely.next[service as usize],
                why: Why::default(),
                age: timely.ages[service as usize],
            }
        })
    }

    fn timely(&self, now: Moment) -> Arc<Timely> {
        let mut kept = self.timely.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some(timely) if timely.now == now => timely.clone(),
            _ => kept.insert(Arc::new(Timely::new(&self.columns, &self.manifest, now))).clone(),
        }
    }

    fn narrow(&self, query: &Query, timely: &Timely, travels: &Travels) -> Narrowed {
        let mut base = self.columns.listed.clone();
        base.remove(&timely.hidden);
        let facets = (0..FACETS.len())
            .map(|facet| self.passing_facet(facet, query, timely, travels))
            .collect();
        Narrowed { base, words: self.find_words(&query.words), facets }
    }

    /// Who passes a facet; `None` when nothing that this directory knows is chosen.
    fn passing_facet(
        &self,
        facet: usize,
        query: &Query,
        timely: &Timely,
        travels: &Travels,
    ) -> Option<Bits> {
        let chosen: Vec<usize> = self.chosen(facet, query).collect();
        if chosen.is_empty() {
            return None;
        }
        let len = self.len() as u32;
        match FACETS[facet].kind {
            Kind::AnyTerm => Some(union(len, chosen.iter().map(|v| &self.columns.having[facet][*v]))),
            Kind::When => Some(union(len, chosen.iter().filter_map(|v| timely.when.get(*v)))),
            Kind::Travel => travels.passing(),
            Kind::EveryFact => {
                let mut passing = Bits::all(len);
                for value in chosen {
                    if query.known_only {
                        passing.keep(&self.columns.having[facet][value]);
                    } else {
                        passing.remove(&self.columns.lacking[value]);
                    }
                }
                Some(passing)
            }
        }
    }

    /// The numbers of a facet's chosen values.
    fn chosen<'a>(&'a self, facet: usize, query: &'a Query) -> impl Iterator<Item = usize> + 'a {
        let values = query.chosen.get(FACETS[facet].id);
        let choices = self.manifest.choices.get(facet).map_or(&[][..], Vec::as_slice);
        choices
            .iter()
            .enumerate()
            .filter(move |(_, choice)| values.is_some_and(|values| values.contains(&choice.id)))
            .map(|(value, _)| value)
    }

    fn hits(
        &self,
        passing: &Bits,
        query: &Query,
        narrowed: &Narrowed,
        timely: &Timely,
        travels: &Travels,
    ) -> Vec<Hit> {
        let scores = narrowed.words.as_ref().map(|found| &found.scores);
        passing
            .iter()
            .map(|service| Hit {
                service,
                score: scores.map_or(0.0, |scores| scores[service as usize]),
                metres: travels.metres(service),
                next: timely.next[service as usize],
                why: self.why(service, query, narrowed, travels),
                age: timely.ages[service as usize],
            })
            .collect()
    }

    fn why(&self, service: u32, query: &Query, narrowed: &Narrowed, travels: &Travels) -> Why {
        let mut why = Why { words: narrowed.words.is_some(), ..Why::default() };
        let language = index_of("language");
        for facet in 0..FACETS.len() {
            for value in self.chosen(facet, query) {
                let pair = (facet as u32, value as u32);
                match FACETS[facet].kind {
                    Kind::AnyTerm if self.columns.having[facet][value].has(service) => {
                        let is_through_others =
                            facet == language && self.columns.by_interpreter[value].has(service);
                        if is_through_others {
                            why.by_interpreter.push(value as u32);
                        } else {
                            why.met.push(pair);
                        }
                    }
                    Kind::EveryFact if self.columns.having[facet][value].has(service) => {
                        why.met.push(pair);
                    }
                    Kind::EveryFact if !self.columns.lacking[value].has(service) => {
                        why.unknown.push(pair);
                    }
                    Kind::Travel => why.comes_to_me |= travels.comes(service),
                    Kind::AnyTerm | Kind::EveryFact | Kind::When => {}
                }
            }
        }
        why
    }

    fn counts(
        &self,
        narrowed: &Narrowed,
        passing: &Bits,
        timely: &Timely,
        travels: &Travels,
        query: &Query,
    ) -> Vec<Vec<u32>> {
        (0..FACETS.len())
            .map(|facet| {
                let values = self.manifest.choices.get(facet).map_or(0, Vec::len);
                let is_narrowed = narrowed.facets[facet].is_some();
                let others =
                    if is_narrowed { &narrowed.passing(Some(facet)) } else { passing };
                (0..values)
                    .map(|value| match FACETS[facet].kind {
                        Kind::AnyTerm => others.count_with(&self.columns.having[facet][value]),
                        Kind::When => timely.when.get(value).map_or(0, |set| others.count_with(set)),
                        Kind::Travel => travels.count(value, others),
                        Kind::EveryFact if query.known_only => {
                            passing.count_with(&self.columns.having[facet][value])
                        }
                        Kind::EveryFact => passing.count_without(&self.columns.lacking[value]),
                    })
                    .collect()
            })
            .collect()
    }

    fn near_misses(
        &self,
        passing: &Bits,
        query: &Query,
        narrowed: &Narrowed,
        timely: &Timely,
        travels: &Travels,
    ) -> Vec<Hit> {
        let travel = index_of_kind(Kind::Travel);
        if narrowed.facets[travel].is_none() || travels.origin.is_none() {
            return Vec::new();
        }
        let mut missed = narrowed.passing(Some(travel));
        missed.remove(passing);
        let mut hits = self.hits(&missed, query, narrowed, timely, travels);
        hits.retain(|hit| hit.metres.is_some());
        hits.sort_by_key(|hit| (hit.metres, hit.service));
        hits.truncate(NEAR_MISSES);
        hits
    }

    /// Each part of the question taken away in turn.
    fn relaxations(&self, query: &Query, timely: &Timely) -> Vec<Relaxation> {
        let count = |query: &Query| {
            self.narrow(query, timely, &Travels::new(self, query)).passing(None).count()
        };
        let mut ways = Vec::new();
        if !query.words.trim().is_empty() {
            let without = Query { words: String::new(), ..query.clone() };
            ways.push(Relaxation { without: Without::Words, hits: count(&without) });
        }
        if query.known_only {
            let without = Query { known_only: false, ..query.clone() };
            ways.push(Relaxation { without: Without::KnownOnly, hits: count(&without) });
        }
        for (facet, known) in FACETS.iter().enumerate() {
            for value in self.chosen(facet, query) {
                let mut without = query.clone();
                without.toggle(known.id, &self.manifest.choices[facet][value].id);
                let hits = count(&without);
                ways.push(Relaxation { without: Without::Value(facet as u32, value as u32), hits });
            }
        }
        ways.retain(|way| way.hits > 0);
        ways.sort_by_key(|way| std::cmp::Reverse(way.hits));
        ways.truncate(3);
        ways
    }

    /// Needs that the typed words name, with how many services meet them and the other choices.
    fn suggested_needs(&self, query: &Query, narrowed: &Narrowed) -> Vec<(u32, u32)> {
        let need = index_of("need");
        let Some(choices) = self.manifest.choices.get(need) else { return Vec::new() };
        let typed = query_tokens(&query.words, self.decompose).join(" ");
        if typed.chars().count() < 2 {
            return Vec::new();
        }
        let others = Narrowed { base: narrowed.base.clone(), words: None, facets: narrowed.facets.clone() }
            .passing(Some(need));
        let names = |said: &String| {
            said == &typed || (typed.chars().count() >= 4 && said.starts_with(&typed))
        };
        choices
            .iter()
            .enumerate()
            .filter(|(_, choice)| !query.has("need", &choice.id) && choice.synonyms.iter().any(names))
            .map(|(value, _)| (value as u32, others.count_with(&self.columns.having[need][value])))
            .filter(|(_, services)| *services > 0)
            .take(2)
            .collect()
    }

    /// Where the person of this question is.
    pub fn origin(&self, query: &Query) -> Option<Position> {
        places::origin(&self.manifest, query)
    }

    /// The numbers of the places that typed words may mean, best first: a code that begins so, or
    /// a name with a word that does. A whole postcode finds its area.
    pub fn find_places(&self, typed: &str) -> Vec<usize> {
        places::find(&self.manifest, &fold(typed.trim(), self.decompose))
    }
}

impl Narrowed {
    /// Who passes everything, one facet left aside if asked.
    fn passing(&self, but: Option<usize>) -> Bits {
        let mut passing = self.base.clone();
        if let Some(found) = &self.words {
            passing.keep(&found.services);
        }
        for (facet, set) in self.facets.iter().enumerate() {
            if let (Some(set), true) = (set, Some(facet) != but) {
                passing.keep(set);
            }
        }
        passing
    }
}

fn union<'a>(len: u32, sets: impl Iterator<Item = &'a Bits>) -> Bits {
    let mut all = Bits::none(len);
    for set in sets {
        all.add(set);
    }
    all
}

/// How old a check is on a day.
pub fn age(manifest: &Manifest, assured: Option<crate::day::Day>, today: crate::day::Day) -> Age {
    let Some(assured) = assured else { return Age::Stale };
    let months = assured.months_until(today);
    let freshness = &manifest.freshness;
    if months >= i32::from(freshness.hide) {
        Age::Hidden
    } else if months >= i32::from(freshness.stale) {
        Age::Stale
    } else if freshness.remind.iter().any(|remind| months >= i32::from(*remind)) {
        Age::Due
    } else {
        Age::Fresh
    }
}
