//! The answer to a question, from what is already on the phone: no request, no clock, no panic.
//!
//! A question's words are first read as phrases (`vocabulary`, `pieces`, `understood`), and only what no
//! phrase has is looked for in texts (`words`). The reading order is in the crate's documentation.

use std::sync::{Arc, Mutex, PoisonError};

use crate::bits::Bits;
use crate::card::Card;
use crate::columns::Columns;
use crate::day::{Day, Moment};
use crate::format::{Cards, FormatError, Rows, read, read_head};
use crate::manifest::Manifest;
use crate::place::Position;
use crate::query::{Query, Sort};
use crate::results::{Age, Hit, Results, Why};
use crate::sayings::{FurtherLine, Topic};
use crate::schedule::Schedule;
use crate::text::{Decompose, phrase_key};

mod counts;
mod hits;
mod order;
mod pieces;
mod places;
mod plan;
mod sessions;
mod suggestions;
mod travel;
mod understood;
mod vocabulary;
mod words;

pub use places::origin;

use sessions::Sessions;
use travel::Travels;
use vocabulary::Vocabulary;
use words::TileWords;

/// The tiles that have arrived, ready to be searched as one.
pub struct Catalog {
    manifest: Arc<Manifest>,
    /// Services are numbered in the order in which their tiles came.
    columns: Columns,
    tiles: Vec<OpenTile>,
    /// The services that call for discretion.
    discreet: Bits,
    /// The words of the tiles whose heads have arrived.
    tile_words: Vec<TileWords>,
    vocabulary: Vocabulary,
    /// The names of the services that are here, as phrases.
    names: Vec<String>,
    decompose: Decompose,
    /// Sessions and ages at the present minute, cached until the minute is over.
    sessions: Mutex<Option<Arc<Sessions>>>,
    /// The reaches from where the person was last, cached until they are elsewhere.
    travels: Mutex<Option<Arc<Travels>>>,
}

/// A tile that has arrived.
struct OpenTile {
    /// Its number in the manifest.
    number: usize,
    /// The number of its first service here.
    first_service: u32,
    /// How many services stand before it in the whole directory.
    before: u32,
    services: u32,
    cards: Option<Cards>,
}

impl Catalog {
    /// A catalog that holds nothing yet.
    pub fn new(manifest: Arc<Manifest>, decompose: Decompose) -> Self {
        Self {
            columns: Columns::new(&manifest),
            vocabulary: Vocabulary::default(),
            names: Vec::new(),
            manifest,
            tiles: Vec::new(),
            discreet: Bits::none(0),
            tile_words: Vec::new(),
            decompose,
            sessions: Mutex::new(None),
            travels: Mutex::new(None),
        }
    }

    /// Adds a tile with its cards, whole or not at all: from here on filters answer for its
    /// services, and results can be shown. Texts may follow. A tile that is here already is left
    /// as it is.
    ///
    /// # Errors
    /// When the bytes cannot be read, or belong to another tile.
    pub fn add_tile(
        &mut self,
        tile: usize,
        columns: &[u8],
        cards: &[u8],
    ) -> Result<(), FormatError> {
        let cards = read::cards(cards)?;
        let known = self.manifest.tiles.get(tile).ok_or(FormatError::Impossible)?;
        if cards.len() != known.services as usize {
            return Err(FormatError::Impossible);
        }
        self.add_columns(tile, columns)?;
        self.discreet.grow(self.len() as u32);
        if let Some(open) = self.tiles.iter_mut().find(|open| open.number == tile) {
            for number in cards.discreet() {
                self.discreet.insert(open.first_service.saturating_add(number));
            }
            open.cards = Some(cards);
        }
        Ok(())
    }

    /// Adds a tile without cards: results have numbers only.
    ///
    /// # Errors
    /// When the bytes cannot be read, or belong to another tile.
    pub fn add_columns(&mut self, tile: usize, bytes: &[u8]) -> Result<(), FormatError> {
        let known = self.manifest.tiles.get(tile).ok_or(FormatError::Impossible)?;
        if self.has_tile(tile) {
            return Ok(());
        }
        let rows = Rows::read(bytes)?;
        if rows.len() != known.services as usize {
            return Err(FormatError::Impossible);
        }
        let first_service = self.len() as u32;
        let earlier = self.manifest.tiles.iter().take(tile);
        let before = earlier.fold(0_u32, |sum, tile| sum.saturating_add(tile.services));
        let services = known.services;
        let open = OpenTile { number: tile, first_service, before, services, cards: None };
        self.tiles.push(open);
        self.columns.add(rows);
        *self.sessions.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
        *self.travels.get_mut().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    /// Adds a text of a tile: from its head on words answer, from its body on all of them. A head
    /// needs the tile's cards here, for names and summaries are read from them, and a body its head.
    ///
    /// # Errors
    /// When the bytes cannot be read, or belong to another tile or to other cards.
    pub fn add_text(&mut self, tile: usize, bytes: &[u8]) -> Result<(), FormatError> {
        let open =
            self.tiles.iter().find(|open| open.number == tile).ok_or(FormatError::Impossible)?;
        let (first_service, services) = (open.first_service, open.services as usize);
        let cards = open.cards.as_ref().ok_or(FormatError::Impossible)?;
        match read_head(bytes, cards, self.decompose) {
            Ok(head) => {
                let words = TileWords::new(first_service, head);
                if words.len() != services
                    || self.tile_words.iter().any(|known| known.first_service == first_service)
                {
                    return Err(FormatError::Impossible);
                }
                let names = (0..open.services).filter_map(|number| cards.name(number));
                self.names.extend(names.map(|name| phrase_key(name, self.decompose)));
                self.tile_words.push(words);
                Ok(())
            }
            Err(FormatError::NotThisKind) => {
                let head =
                    self.tile_words.iter_mut().find(|words| words.first_service == first_service);
                head.ok_or(FormatError::Impossible)?.add_body(bytes)
            }
            Err(error) => Err(error),
        }
    }

    /// Adds how people say things: in the manifest's locale, or in all of them.
    ///
    /// # Errors
    /// When the bytes cannot be read.
    pub fn add_sayings(&mut self, bytes: &[u8], is_common: bool) -> Result<(), FormatError> {
        self.vocabulary.receive(bytes, is_common)
    }

    /// Whether words hold a phrase, by its key.
    pub fn holds_phrase(&self, words: &str, key: &str) -> bool {
        phrase_key(words, self.decompose).contains(key)
    }

    /// Every topic of the directory; none before the sayings of the locale have come.
    pub fn topics(&self) -> &[Topic] {
        &self.vocabulary.topics
    }

    /// Who can ask further for what nobody lists.
    pub fn further(&self) -> &[FurtherLine] {
        &self.vocabulary.further
    }

    /// Whether any tile is here.
    pub fn has_tiles(&self) -> bool {
        !self.tiles.is_empty()
    }

    /// Whether any text is here, so that words can be found.
    pub fn has_texts(&self) -> bool {
        !self.tile_words.is_empty()
    }

    /// Whether a tile's services are here.
    pub fn has_tile(&self, tile: usize) -> bool {
        self.tiles.iter().any(|open| open.number == tile)
    }

    /// The words of the choices, the places, the thresholds, the tiles.
    pub fn manifest(&self) -> &Arc<Manifest> {
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
        let open = self.open_tile(service)?;
        let card = open.cards.as_ref()?.get(service - open.first_service)?;
        let row = self.columns.row(service)?;
        let access = row.places().map(|place| place.access()).collect();
        let (languages, assured) = (row.languages(), row.times(&mut |_, _| {}));
        Some(Card { languages, access, has_door: row.has_door(), assured, ..card })
    }

    /// The name of a service.
    fn name(&self, service: u32) -> Option<&str> {
        let open = self.open_tile(service)?;
        open.cards.as_ref()?.name(service - open.first_service)
    }

    /// The name of a service's group.
    fn group(&self, service: u32) -> Option<&str> {
        let open = self.open_tile(service)?;
        open.cards.as_ref()?.group(service - open.first_service)
    }

    /// When a service takes place at one of its places: every row of its timetable that holds there.
    pub fn schedules(&self, service: u32, at: u8) -> Vec<Schedule> {
        let mut schedules = Vec::new();
        if let Some(row) = self.columns.row(service) {
            row.times(&mut |place, schedule| {
                if place.is_none_or(|place| place == at) {
                    schedules.push(schedule);
                }
            });
        }
        schedules
    }

    /// Answers a question, with every hit.
    pub fn search(&self, query: &Query, now: Moment) -> Results {
        self.search_first(query, now, usize::MAX)
    }

    /// Answers a question with the first `wanted` hits only, the same as [`Self::search`] has, and
    /// everything else as there: what a screen shows costs no more than that.
    pub fn search_first(&self, query: &Query, now: Moment, wanted: usize) -> Results {
        let understood = self.understand(query, now.day);
        let query = &understood.query;
        let plan = self.plan(&understood, now);
        let passing = self.passing(&plan, &|_| true);
        let sort = match query.sort {
            Sort::Nearest if !plan.travels.has_origin => Sort::Best,
            sort => sort,
        };
        let found = passing.services(&self.columns.owners).count();
        let first = self.in_order(&passing, sort, &plan, wanted);
        let ranked: Vec<u32> = first.iter().map(|(service, _)| *service).collect();
        let counts = self.counts(&plan, &passing);
        Results {
            found,
            hits: first
                .into_iter()
                .map(|(service, place)| self.hit_of(service, place, &plan))
                .collect(),
            known: self.known(&plan, &passing, &counts),
            counts,
            near_misses: self.near_misses(&plan, &passing),
            relaxations: if found == 0 { self.relaxations(&plan) } else { Vec::new() },
            suggested_needs: self.suggested_needs(&plan, &ranked),
            names_sensitive: self.names_sensitive(&plan),
            perhaps: self.perhaps(&plan, sort),
            meant: understood.meant.clone(),
            not_understood: self.not_understood(&plan),
            absent: self.absent(&plan),
            searched: plan.base.count(),
            left_out: self.manifest.services().saturating_sub(self.len() as u32),
            complete_within: self.origin(query).and_then(|origin| {
                self.manifest.complete_within(origin, |tile| self.has_tile(tile))
            }),
            sort,
        }
    }

    /// The number of a service's tile.
    pub fn tile_of(&self, service: u32) -> Option<usize> {
        self.open_tile(service).map(|open| open.number)
    }

    /// Where one of a service's places is, as far as that is known and may be.
    pub fn position(&self, service: u32, at: u8) -> Option<Position> {
        self.columns.row(service)?.places().nth(at.into())?.position
    }

    fn open_tile(&self, service: u32) -> Option<&OpenTile> {
        self.tiles.iter().rev().find(|open| open.first_service <= service)
    }

    /// A service's ordinal in the whole directory: the same in whatever order its tiles came.
    fn ordinal(&self, service: u32) -> u32 {
        self.open_tile(service)
            .map_or(service, |open| open.before.saturating_add(service - open.first_service))
    }

    /// A service as a hit, whatever is asked: for lists that a person has put together.
    pub fn hit(&self, service: u32, now: Moment) -> Option<Hit> {
        ((service as usize) < self.len()).then(|| {
            let sessions = self.sessions(now);
            let next = |place| sessions.next.get(place).flatten();
            let places = (0..=u8::MAX).zip(self.columns.owners.places(service));
            let soonest = places.min_by_key(|(_, place)| (next(*place).is_none(), next(*place)));
            Hit {
                service,
                score: 0.0,
                at: soonest.map_or(0, |(at, _)| at),
                metres: None,
                is_inside: false,
                next: soonest.and_then(|(_, place)| next(place)),
                why: Why::default(),
                age: sessions.ages[service as usize],
            }
        })
    }

    fn sessions(&self, now: Moment) -> Arc<Sessions> {
        let mut cached = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some(sessions) if sessions.now == now => sessions.clone(),
            _ => cached.insert(Arc::new(Sessions::new(&self.columns, &self.manifest, now))).clone(),
        }
    }

    fn travels(&self, query: &Query) -> Arc<Travels> {
        let mut cached = self.travels.lock().unwrap_or_else(PoisonError::into_inner);
        match &*cached {
            Some(travels) if travels.is_of(self, query) => travels.clone(),
            _ => cached.insert(Arc::new(Travels::new(self, query))).clone(),
        }
    }

    /// Where the person of this question is.
    pub fn origin(&self, query: &Query) -> Option<Position> {
        origin(&self.manifest, query)
    }

    /// The numbers of the places that typed words may mean, best first: a code that begins so, or
    /// a name with a word that does. A whole postcode finds its area.
    pub fn find_places(&self, typed: &str) -> Vec<usize> {
        places::find(&self.manifest, typed.trim(), self.decompose)
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
