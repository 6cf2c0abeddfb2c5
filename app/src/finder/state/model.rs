//! The finder as a plain state machine: what a person intends, and what they then see.
//!
//! Nothing here knows leptos or a browser, so that every rule of the finder is tested natively.

use catalog::day::Moment;
use catalog::directory::{Place, PlaceKind};
use catalog::facet::{FACETS, Kind};
use catalog::format::FormatError;
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::results::{Results, Without};
use catalog::search::Catalog;
use catalog::tiles::NEARBY_SERVICES;

use super::map::{Look, MapView};
use super::press::Press;
use crate::card::{facet_number, label};
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// The facet whose values the typed words may name.
const NEED: &str = "need";

/// How many cards are drawn at first, and with each "show more": two screens of a phone; more
/// would be work for the phone that nobody has asked for.
pub const CARDS_AT_ONCE: usize = 10;

/// Least distance worth telling, in metres, and the step in which "everything within" is told.
const LEAST_DISTANCE_M: u32 = 500;

/// What a person means to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Intention {
    /// The words in the search field are now these.
    Type(String),
    /// The words in the place field are now these.
    TypePlace(String),
    /// They are at the place with this number in the manifest.
    ChoosePlace(usize),
    /// They pressed enter in the place field: the first suggestion is meant.
    ChooseFirstPlace,
    /// They no longer say where they are.
    ForgetPlace,
    /// The device has said where it is.
    StandAt(Position),
    /// The device could not or would not say where it is.
    StandNowhere(LocateProblem),
    /// Tick or untick a value: facet id, value id.
    Toggle(&'static str, String),
    /// Leave out, or take in again, what is not known.
    ToggleKnownOnly,
    /// Another order.
    SortBy(Sort),
    /// Take away one part of the question.
    TakeAway(Without),
    /// The words meant the need with this number in the manifest: choose it instead.
    MeanNeed(u32),
    /// Start again.
    ClearAll,
    /// More cards.
    ShowMore,
    /// Search what is further away, too.
    LookFurther,
    /// Open the map, or close it.
    OpenMap,
    /// Look elsewhere on it.
    Look(Look),
    /// They are in the middle of what the map shows.
    ChooseSpot,
    /// Show what is in the plan now: ids, with spaces between.
    ShowKept(String),
    /// A whole question, from a link or from the browser's history.
    Restore(Query),
}

/// Why a device did not say where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocateProblem {
    /// The person said no.
    Refused,
    /// It cannot tell.
    Unavailable,
}

/// Where the catalog is on its way to the phone.
pub enum Loading {
    /// Not here yet.
    Underway,
    /// It could not be loaded or read.
    Failed,
    /// Here, at least what is nearest.
    Ready(Box<Catalog>),
}

impl Loading {
    /// Whether the catalog is here.
    pub fn is_ready(&self) -> bool {
        matches!(self, Self::Ready(_))
    }
}

/// Everything the finder knows.
pub struct Model {
    /// The question.
    pub query: Query,
    /// What stands in the place field.
    pub typed_place: String,
    /// Why the device's position is not used.
    pub locate_problem: Option<LocateProblem>,
    /// How many cards are drawn.
    pub shown: usize,
    /// The catalog.
    pub loading: Loading,
    /// Further tiles are on their way that nobody has waited for yet.
    pub is_streaming: bool,
    /// Some of the catalog could not be loaded or read.
    pub is_part_missing: bool,
    /// How often `NEARBY_SERVICES` more services are wanted around the person; at least once.
    pub rounds: u32,
    /// The present moment on the directory's wall clock; `None` until the browser says.
    pub now: Option<Moment>,
    /// The ids of what is in the person's own plan, with spaces between.
    pub kept: String,
    /// The map, while it is open.
    pub map: Option<MapView>,
    /// What the map is drawn on; empty until it was asked for.
    pub ground: Markup,
}

impl Model {
    /// As a page arrives: nothing asked, nothing loaded.
    pub fn new() -> Self {
        Self {
            query: Query::default(),
            typed_place: String::new(),
            locate_problem: None,
            shown: CARDS_AT_ONCE,
            loading: Loading::Underway,
            is_streaming: false,
            is_part_missing: false,
            rounds: 1,
            now: None,
            kept: String::new(),
            map: None,
            ground: Markup::new(),
        }
    }

    /// What follows from an intention.
    pub fn apply(&mut self, intention: Intention, manifest: &Manifest) {
        let keeps_the_list = matches!(
            intention,
            Intention::ShowMore
                | Intention::LookFurther
                | Intention::TypePlace(_)
                | Intention::ShowKept(_)
                | Intention::OpenMap
                | Intention::Look(_)
        );
        if !keeps_the_list {
            self.shown = CARDS_AT_ONCE;
        }
        let origin = self.query.origin.clone();
        match intention {
            Intention::Type(words) => self.query.words = words,
            Intention::TypePlace(typed) => self.typed_place = typed,
            Intention::ChoosePlace(place) => self.choose_place(place, manifest),
            Intention::ChooseFirstPlace => {
                if let Some(place) = self.places().first() {
                    self.choose_place(*place, manifest);
                }
            }
            Intention::ForgetPlace => {
                self.query.origin = None;
                self.typed_place.clear();
            }
            Intention::StandAt(position) => {
                self.query.origin = Some(Origin::Device(position.rounded()));
                self.typed_place.clear();
                self.locate_problem = None;
            }
            Intention::StandNowhere(problem) => self.locate_problem = Some(problem),
            Intention::Toggle(facet, value) => self.query.toggle(facet, &value),
            Intention::ToggleKnownOnly => self.query.known_only = !self.query.known_only,
            Intention::SortBy(sort) => self.query.sort = sort,
            Intention::TakeAway(without) => self.take_away(&without, manifest),
            Intention::MeanNeed(need) => {
                if let Some((facet, value)) = choice(manifest, facet_number(NEED), need) {
                    self.query.words.clear();
                    self.query.toggle(facet, value);
                }
            }
            Intention::ClearAll => {
                self.query = Query { sort: self.query.sort, ..Query::default() };
                self.typed_place.clear();
            }
            Intention::ShowMore => self.shown += CARDS_AT_ONCE,
            Intention::LookFurther => {
                self.rounds = self.rounds.saturating_add(1);
                self.is_part_missing = false;
            }
            Intention::ShowKept(ids) => self.kept = ids,
            Intention::OpenMap => {
                self.map = match self.map {
                    Some(_) => None,
                    None => Some(MapView::open(manifest, &self.query)),
                };
            }
            Intention::Look(look) => {
                if let Some(map) = &mut self.map {
                    map.look(look, manifest);
                }
            }
            Intention::ChooseSpot => {
                if let Some(map) = &self.map {
                    self.query.origin = Some(Origin::Spot(map.middle.rounded()));
                    self.typed_place.clear();
                    self.locate_problem = None;
                }
            }
            Intention::Restore(query) => self.query = query,
        }
        if self.query.origin != origin {
            self.rounds = 1;
            if let Some(map) = &mut self.map {
                map.middle = catalog::search::origin(manifest, &self.query).unwrap_or(map.middle);
            }
        }
        if !keeps_the_list && let Some(map) = &mut self.map {
            map.picked = None;
        }
        // Who has asked once has left the page's list, also when they take their words back.
        self.is_streaming &= self.query.is_empty();
    }

    fn choose_place(&mut self, place: usize, manifest: &Manifest) {
        if let Some(place) = manifest.places.get(place) {
            self.query.origin = Some(Origin::Place(place.id.clone()));
            self.typed_place.clear();
            self.locate_problem = None;
        }
    }

    fn take_away(&mut self, without: &Without, manifest: &Manifest) {
        match *without {
            Without::Words => self.query.words.clear(),
            Without::KnownOnly => self.query.known_only = false,
            Without::Value(facet, value) => {
                if let Some((facet, value)) = choice(manifest, facet, value)
                    && self.query.has(facet, value)
                {
                    self.query.toggle(facet, value);
                }
            }
        }
    }

    /// The catalog, once it is here.
    pub fn catalog(&self) -> Option<&Catalog> {
        match &self.loading {
            Loading::Ready(catalog) => Some(catalog),
            Loading::Underway | Loading::Failed => None,
        }
    }

    /// The numbers of the tiles that this question needs, nearest first. Only where somebody is,
    /// and how far they look, counts here: no word and no filter.
    pub fn tiles_wanted(&self, manifest: &Manifest) -> Vec<usize> {
        let origin = catalog::search::origin(manifest, &self.query);
        manifest.tiles_around(origin, NEARBY_SERVICES.saturating_mul(self.rounds))
    }

    /// Adds to the catalog by `add`; what cannot be read is missing.
    pub fn receive(
        &mut self,
        add: impl FnOnce(&mut Catalog) -> Result<(), FormatError>,
        empty: impl FnOnce() -> Catalog,
    ) {
        if let Loading::Ready(catalog) = &mut self.loading {
            self.is_part_missing |= add(catalog).is_err();
            return;
        }
        let mut catalog = empty();
        self.is_part_missing |= add(&mut catalog).is_err();
        // Without its text a tile still answers filters.
        if catalog.has_tiles() {
            self.loading = Loading::Ready(Box::new(catalog));
        }
    }

    /// Numbers of the places that the typed place may mean, at most five: a choice for a thumb.
    pub fn places(&self) -> Vec<usize> {
        let typed = self.typed_place.trim();
        let (Some(catalog), false) = (self.catalog(), typed.is_empty()) else {
            return Vec::new();
        };
        let mut places = catalog.find_places(typed);
        places.truncate(5);
        places
    }

    /// The answer; `None` while there is no catalog or no clock. Whoever has asked nothing yet keeps
    /// the list that the page brought along until all that is near is here: it would only jump.
    pub fn results(&self) -> Option<Results> {
        if self.is_streaming && self.query.is_empty() {
            return None;
        }
        Some(self.catalog()?.search(&self.query, self.now?))
    }

    /// How many choices are made, for the number on the filter button.
    pub fn chosen(&self) -> usize {
        self.query.choice_count() + usize::from(self.query.origin.is_some())
    }
}

impl Default for Model {
    fn default() -> Self {
        Self::new()
    }
}

/// The ids of a numbered value.
pub fn choice(manifest: &Manifest, facet: u32, value: u32) -> Option<(&'static str, &str)> {
    let id = FACETS.get(facet as usize)?.id;
    let value = manifest.choices.get(facet as usize)?.get(value as usize)?;
    Some((id, &value.id))
}

/// What people read for where they are.
pub fn origin_label(manifest: &Manifest, messages: &Messages, origin: &Origin) -> String {
    match origin {
        Origin::Device(_) => messages.text(Key::FinderHere).to_owned(),
        Origin::Spot(_) => messages.text(Key::FinderMapSpot).to_owned(),
        Origin::Place(id) => manifest
            .places
            .iter()
            .find(|place| &place.id == id)
            .map_or_else(|| id.clone(), |place| short_label(place).to_owned()),
    }
}

/// What people call a place in a sentence: its code, or else its name.
fn short_label(place: &Place) -> &str {
    match place.kind {
        PlaceKind::Neighbourhood => &place.name,
        PlaceKind::PostcodeArea => &place.id,
    }
}

/// What people read for a place they may choose: a code tells more with its name.
pub fn place_label(place: &Place) -> String {
    if place.kind == PlaceKind::Neighbourhood || place.name.is_empty() {
        short_label(place).to_owned()
    } else {
        [&place.id, " ", &place.name].concat()
    }
}

/// Everything chosen, as (what people read, the press that takes it away), in the finder's order.
pub fn chips(model: &Model, manifest: &Manifest, messages: &Messages) -> Vec<(String, Press)> {
    let mut chips = Vec::new();
    if let Some(origin) = &model.query.origin {
        let place = origin_label(manifest, messages, origin);
        chips.push((messages.fill(Key::FinderNear, &[("place", &place)]), Press::Forget));
    }
    for (facet, values) in manifest.choices.iter().enumerate().take(FACETS.len()) {
        let id = FACETS[facet].id;
        for (value, choice) in values.iter().enumerate() {
            if model.query.has(id, &choice.id) {
                let words = label(manifest, messages, facet as u32, value as u32);
                chips.push((words, Press::Toggle(facet as u32, value as u32)));
            }
        }
    }
    if model.query.known_only {
        chips.push((messages.text(Key::FinderKnownOnly).to_owned(), Press::Known));
    }
    chips
}

/// The one line that says what was found.
pub fn status(
    model: &Model,
    results: Option<&Results>,
    manifest: &Manifest,
    messages: &Messages,
) -> String {
    match (&model.loading, results) {
        (Loading::Failed, _) => messages.text(Key::FinderFailed).to_owned(),
        (Loading::Underway, _) | (Loading::Ready(_), None) => {
            messages.text(Key::FinderSearching).to_owned()
        }
        (Loading::Ready(_), Some(results)) => {
            let hits = results.hits.len() as u32;
            match &model.query.origin {
                _ if hits == 0 => messages.text(Key::FinderNone).to_owned(),
                None => messages.count(Key::FinderCount, hits, &[]),
                Some(origin) => {
                    let place = origin_label(manifest, messages, origin);
                    messages.count(Key::FinderCountNear, hits, &[("place", &place)])
                }
            }
        }
    }
}

/// What was searched, when the directory is larger than that; `None` when all of it was.
pub fn searched(
    model: &Model,
    results: &Results,
    manifest: &Manifest,
    messages: &Messages,
) -> Option<String> {
    let mut said = Vec::new();
    if results.left_out > 0 {
        said.push(match results.complete_within {
            Some(metres) if metres >= LEAST_DISTANCE_M => {
                // Rounded down: a promise is not rounded up.
                let distance = messages.distance(metres - metres % LEAST_DISTANCE_M);
                messages.count(
                    Key::FinderSearchedWithin,
                    results.searched,
                    &[("distance", &distance)],
                )
            }
            _ => {
                let all = messages.number(manifest.services());
                messages.count(Key::FinderSearchedOf, results.searched, &[("all", &all)])
            }
        });
    }
    if model.is_part_missing {
        said.push(messages.text(Key::FinderPartMissing).to_owned());
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// Whether a travel choice waits for a place before it can do anything.
pub fn needs_a_place(model: &Model) -> bool {
    let travels = FACETS.iter().filter(|facet| facet.kind == Kind::Travel);
    model.query.origin.is_none()
        && travels
            .filter_map(|facet| model.query.chosen.get(facet.id))
            .flatten()
            .any(|value| value != catalog::facet::COMES_TO_ME)
}
