//! The answer to a question, from what is already on the phone: no request, no clock, no panic.

use std::sync::{Arc, Mutex, PoisonError};

use crate::bits::Bits;
use crate::card::Card;
use crate::columns::Columns;
use crate::day::{Day, Moment};
use crate::facet::{FACETS, Kind};
use crate::format::{Cards, FormatError, read};
use crate::manifest::Manifest;
use crate::place::Position;
use crate::query::{Query, Sort};
use crate::results::{Age, Hit, Results, Why};
use crate::text::{Decompose, fold};

mod counts;
mod hits;
mod instead;
mod order;
mod places;
mod timely;
mod travel;
mod words;

use timely::Timely;
use travel::Travels;
use words::{Found, TextPart};

/// A tile's services, ready to be searched.
pub struct Catalog {
    manifest: Manifest,
    columns: Columns,
    /// Texts that have arrived: of each tile one, or several with different fields.
    texts: Vec<TextPart>,
    cards: Option<Cards>,
    decompose: Decompose,
    /// What depends on the present minute, kept until the minute is over.
    timely: Mutex<Option<Arc<Timely>>>,
    /// Metres from where the person was last to each service, kept until they are elsewhere.
    metres: Mutex<Option<(Position, Arc<Vec<u32>>)>>,
}

/// A question taken apart: each part as the set of services that pass it.
struct Asked<'a> {
    query: &'a Query,
    timely: Arc<Timely>,
    travels: Travels,
    /// For each facet, the numbers of the chosen values that this directory knows.
    chosen: Vec<Vec<usize>>,
    /// Listed, and not too old.
    base: Bits,
    /// Words, if any were typed.
    words: Option<Found>,
    /// For each facet: who passes; `None` where nothing is chosen.
    facets: Vec<Option<Bits>>,
}

/// A part of a question that may be left aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Words,
    Facet(usize),
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
        let (timely, metres) = (Mutex::new(None), Mutex::new(None));
        Ok(Self { manifest, columns, texts: Vec::new(), cards: None, decompose, timely, metres })
    }

    /// Adds a text of the services from `first_service` on: from the first one on words answer,
    /// and every further one (of other services, or other fields of the same) adds to the scores.
    ///
    /// # Errors
    /// When the bytes cannot be read, or tell of services that are not here.
    pub fn add_text(&mut self, first_service: u32, bytes: &[u8]) -> Result<(), FormatError> {
        let text = read::text(bytes)?;
        if text.documents().saturating_add(first_service as usize) > self.len() {
            return Err(FormatError::Impossible);
        }
        self.texts.push(TextPart { first_service, text });
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
        let asked = self.ask(query, now);
        let passing = asked.passing(&|_| true);
        let sort = match query.sort {
            Sort::Nearest if asked.travels.origin.is_none() => Sort::Best,
            sort => sort,
        };
        let mut hits = self.hits(&passing, &asked);
        order::sort(&mut hits, sort, &asked, self);
        Results {
            counts: self.counts(&asked, &passing),
            near_misses: self.near_misses(&asked, &passing),
            relaxations: if hits.is_empty() { self.relaxations(&asked) } else { Vec::new() },
            suggested_needs: self.suggested_needs(&asked),
            searched: asked.base.count(),
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

    fn metres_from(&self, origin: Position) -> Arc<Vec<u32>> {
        let mut kept = self.metres.lock().unwrap_or_else(PoisonError::into_inner);
        match &*kept {
            Some((position, metres)) if *position == origin => metres.clone(),
            _ => {
                let metres = Arc::new(travel::metres(&self.columns, origin));
                *kept = Some((origin, metres.clone()));
                metres
            }
        }
    }

    fn ask<'a>(&self, query: &'a Query, now: Moment) -> Asked<'a> {
        let timely = self.timely(now);
        let travels = Travels::new(self, query);
        let chosen: Vec<Vec<usize>> =
            (0..FACETS.len()).map(|facet| self.chosen(facet, query)).collect();
        let mut base = self.columns.listed.clone();
        base.remove(&timely.hidden);
        let words = self.find_words(&query.words);
        let mut asked =
            Asked { query, timely, travels, chosen, base, words, facets: Vec::new() };
        asked.facets = (0..FACETS.len())
            .map(|facet| self.passing_facet(facet, &asked.chosen[facet], query.known_only, &asked))
            .collect();
        asked
    }

    /// Who passes a facet with these values chosen; `None` when that narrows nothing.
    fn passing_facet(
        &self,
        facet: usize,
        chosen: &[usize],
        known_only: bool,
        asked: &Asked<'_>,
    ) -> Option<Bits> {
        if chosen.is_empty() {
            return None;
        }
        let having = self.columns.having.get(facet)?;
        let mut passing = Bits::none(self.len() as u32);
        match FACETS[facet].kind {
            Kind::AnyTerm => chosen.iter().for_each(|value| passing.add(&having[*value])),
            Kind::When => {
                let sets = chosen.iter().filter_map(|value| asked.timely.when.get(*value));
                sets.for_each(|set| passing.add(set));
            }
            Kind::Travel => return asked.travels.passing(chosen),
            Kind::EveryFact => {
                passing = Bits::all(self.len() as u32);
                for value in chosen {
                    if known_only {
                        passing.keep(&having[*value]);
                    } else {
                        passing.remove(&self.columns.lacking[*value]);
                    }
                }
            }
        }
        Some(passing)
    }

    /// The numbers of a facet's chosen values.
    fn chosen(&self, facet: usize, query: &Query) -> Vec<usize> {
        let Some(chosen) = query.chosen.get(FACETS[facet].id) else { return Vec::new() };
        let choices = self.manifest.choices.get(facet).map_or(&[][..], Vec::as_slice);
        let numbers = choices.iter().enumerate();
        numbers.filter(|(_, choice)| chosen.contains(&choice.id)).map(|(value, _)| value).collect()
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

impl Asked<'_> {
    /// Who passes every part of the question that `is_asked` keeps.
    fn passing(&self, is_asked: &dyn Fn(Part) -> bool) -> Bits {
        let mut passing = self.base.clone();
        if let Some(found) = self.words.as_ref().filter(|_| is_asked(Part::Words)) {
            passing.keep(&found.services);
        }
        for (facet, set) in self.facets.iter().enumerate() {
            if let Some(set) = set.as_ref().filter(|_| is_asked(Part::Facet(facet))) {
                passing.keep(set);
            }
        }
        passing
    }
}

/// How old a check is on a day.
pub fn age(manifest: &Manifest, assured: Option<Day>, today: Day) -> Age {
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
