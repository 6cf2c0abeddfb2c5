//! The finder as a plain state machine: what is known, and what follows from an [`Action`].
//!
//! Deliberately absent: words, markup, a browser. What the model shows is drawn by the finder's
//! view.

use catalog::day::Moment;
use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;
use catalog::query::{Origin, Query};
use catalog::results::{Meant, MeantAs, Results};
use catalog::search::Catalog;
use catalog::tiles::NEARBY_SERVICES;

use super::action::{Action, LocateProblem, Side};
use super::map_view::MapView;
use crate::choice::{choice_ids, facet_number};
use crate::markup::Markup;

/// The facet whose values the typed words may name.
const NEED: &str = "need";

/// How many cards are drawn at first, and with each "show more": two screens of a phone; more
/// would be work for the phone that nobody has asked for.
pub const CARDS_AT_ONCE: usize = 10;

/// As many hits as the map shows, nearest or best first: nobody could press more marks.
pub const MAP_HITS: usize = 1_000;

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
    /// Whether the question names a place by its id.
    pub fn is_at_a_place(&self) -> bool {
        matches!(self.query.origin, Some(Origin::Place(_)))
    }

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

    /// What follows from an action. Those that only the browser can do (open the dialog of
    /// filters, copy a link, keep) change nothing here.
    pub fn apply(&mut self, action: Action, manifest: &Manifest) {
        let leaves_the_list = matches!(
            action,
            Action::OpenFilters
                | Action::CloseFilters
                | Action::Locate
                | Action::Share
                | Action::Keep(_)
                | Action::ShowMore
                | Action::LookFurther
                | Action::TypePlace(_)
                | Action::ShowKept(_)
        ) || action.is_of_map();
        let origin = self.query.origin.clone();
        match action {
            Action::OpenFilters | Action::CloseFilters | Action::Share | Action::Keep(_) => {}
            Action::Locate => self.locate_problem = Some(LocateProblem::Looking),
            Action::Type(words) => self.type_words(words),
            Action::ClearWords => self.type_words(String::new()),
            Action::TakeBack(meant) => {
                let meant = self.meant().into_iter().nth(meant as usize);
                if let Some(Meant { key, as_what }) = meant {
                    // It may have been ticked, too.
                    if let MeantAs::Choice(facet, value) = as_what
                        && let Some((facet, value)) = choice_ids(manifest, facet, value)
                    {
                        self.query.chosen.remove(facet, value);
                    }
                    self.query.plain.push(key);
                }
            }
            Action::TypePlace(typed) => {
                self.typed_place = typed;
                self.locate_problem = None;
            }
            Action::ChoosePlace(place) => self.choose_place(place as usize, manifest),
            Action::ChooseFirstPlace => {
                if let Some(place) = self.places().first() {
                    self.choose_place(*place, manifest);
                }
            }
            Action::ForgetPlace => self.stand_at(None),
            // What was said after the device was asked holds, however late its answer comes.
            Action::StandAt(_) | Action::StandNowhere(_)
                if self.locate_problem != Some(LocateProblem::Looking) => {}
            Action::StandAt(position) => {
                self.stand_at(Some(Origin::Device(position.rounded())));
            }
            Action::StandNowhere(problem) => self.locate_problem = Some(problem),
            Action::Toggle(facet, value) => {
                if let Some((facet, value)) = choice_ids(manifest, facet, value) {
                    self.query.toggle(facet, value);
                }
            }
            Action::ToggleKnownOnly => self.query.known_only = !self.query.known_only,
            Action::SortBy(sort) => self.query.sort = sort,
            Action::ChooseNeed(need) => {
                if let Some((facet, value)) = choice_ids(manifest, facet_number(NEED), need) {
                    self.type_words(String::new());
                    self.query.toggle(facet, value);
                }
            }
            Action::ClearAll => {
                self.query = Query { sort: self.query.sort, ..Query::default() };
                self.stand_at(None);
            }
            Action::ShowMore => self.shown += CARDS_AT_ONCE,
            Action::LookFurther => {
                self.rounds = self.rounds.saturating_add(1);
                self.is_part_missing = false;
            }
            Action::ShowKept(ids) => self.kept = ids,
            Action::Restore(query) => self.query = query,
            Action::ToggleMap
            | Action::ZoomOut
            | Action::ZoomIn
            | Action::Pan(_)
            | Action::TapMap(..)
            | Action::PickMark(_)
            | Action::ChooseSpot => self.move_map(&action, manifest),
        }
        if self.query.origin != origin {
            self.rounds = 1;
            if let Some(map) = &mut self.map {
                map.middle = catalog::search::origin(manifest, &self.query).unwrap_or(map.middle);
            }
        }
        if !leaves_the_list {
            self.shown = CARDS_AT_ONCE;
            if let Some(map) = &mut self.map {
                map.picked = None;
            }
        }
        // A question has left the page's own list, also when its words are taken back.
        self.is_streaming &= self.query.is_empty();
    }

    /// What was taken back stays so as long as its phrase stands in the words.
    fn type_words(&mut self, words: String) {
        let plain = std::mem::take(&mut self.query.plain);
        self.query.plain = match self.catalog() {
            Some(catalog) => {
                plain.into_iter().filter(|key| catalog.holds_phrase(&words, key)).collect()
            }
            None => Vec::new(),
        };
        self.query.words = words;
    }

    /// Where the person is: as they chose it, or else as their words say.
    pub fn origin(&self, results: &Results, manifest: &Manifest) -> Option<Origin> {
        let named = results.meant.iter().find_map(|meant| match meant.as_what {
            MeantAs::Place(place) => manifest.places.get(place as usize),
            _ => None,
        });
        self.query.origin.clone().or_else(|| named.map(|place| Origin::Place(place.id.clone())))
    }

    /// What of the words is understood as a choice.
    fn meant(&self) -> Vec<Meant> {
        let results = self.catalog().zip(self.now);
        results
            .map_or_else(Vec::new, |(catalog, now)| catalog.search_first(&self.query, now, 0).meant)
    }

    /// The map on all that was found.
    fn open_map(&self, manifest: &Manifest) -> MapView {
        let mut map = MapView::open(manifest, &self.query);
        if let (Some(catalog), Some(now)) = (self.catalog(), self.now) {
            let found = catalog.search_first(&self.query, now, MAP_HITS).hits;
            let hits = found.iter().take(MAP_HITS);
            let positions = hits.filter_map(|hit| catalog.position(hit.service, hit.at));
            map.fit(positions, manifest, &self.query);
        }
        map
    }

    /// What an action does to the map, while the map is open.
    fn move_map(&mut self, action: &Action, manifest: &Manifest) {
        if matches!(action, Action::ToggleMap) {
            self.map = match self.map {
                Some(_) => None,
                None => Some(self.open_map(manifest)),
            };
            return;
        }
        let Some(map) = &mut self.map else { return };
        match *action {
            Action::ZoomOut => map.zoom(map.half.saturating_mul(2)),
            Action::ZoomIn => map.zoom(map.half / 2),
            Action::Pan(Side::West) => map.pan(-1.0, 0.0, manifest),
            Action::Pan(Side::North) => map.pan(0.0, -1.0, manifest),
            Action::Pan(Side::South) => map.pan(0.0, 1.0, manifest),
            Action::Pan(Side::East) => map.pan(1.0, 0.0, manifest),
            Action::TapMap(across, down) => {
                map.pan(across * 2.0 - 1.0, down * 2.0 - 1.0, manifest);
            }
            Action::PickMark(mark) => map.pick(mark),
            Action::ChooseSpot => {
                let spot = Origin::Spot(map.middle.rounded());
                self.stand_at(Some(spot));
            }
            _ => {}
        }
    }

    /// Takes in where the person is, or that they no longer say.
    fn stand_at(&mut self, origin: Option<Origin>) {
        self.locate_problem = None;
        self.query.origin = origin;
        self.typed_place.clear();
    }

    fn choose_place(&mut self, place: usize, manifest: &Manifest) {
        if let Some(place) = manifest.places.get(place) {
            self.stand_at(Some(Origin::Place(place.id.clone())));
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
        let wanted = if self.map.is_some() { MAP_HITS.max(self.shown) } else { self.shown };
        Some(self.catalog()?.search_first(&self.query, self.now?, wanted))
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

/// Whether a travel choice waits for a place before it can do anything.
pub fn needs_a_place(model: &Model) -> bool {
    let travels = FACETS.iter().filter(|facet| facet.kind == Kind::Travel);
    model.query.origin.is_none()
        && travels
            .flat_map(|facet| model.query.chosen.of(facet.id))
            .any(|value| value != catalog::facet::COMES_TO_ME)
}
