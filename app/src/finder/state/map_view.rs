//! Where the finder's map looks: its middle, how far it shows, and the mark that was picked. The
//! map is moved and scaled with buttons or a tap, never by dragging alone.

use catalog::manifest::Manifest;
use catalog::place::{Plane, Point, Position, STEP_M};
use catalog::query::Query;

use crate::map::Window;

/// The first part of the ids of ways of travelling on foot: their reach is told in minutes.
pub const ON_FOOT: &str = "walk";

/// How much wider than what it shows the map is at first: a ring or a mark at its edge is seen whole.
const MARGIN: f64 = 1.15;

/// How far from the middle it shows, in metres: a few doors at least, at most a region.
const HALF_M: std::ops::RangeInclusive<u32> = 250..=500_000;

/// What the open map shows.
#[derive(Clone, Debug, PartialEq)]
pub struct MapView {
    /// Its middle.
    pub middle: Position,
    /// From the middle to each side, in metres.
    pub half: u32,
    /// The mark whose cards are shown.
    pub picked: Option<u32>,
}

impl MapView {
    /// As it opens where nothing was found: a walk around the person, or around the directory's middle.
    pub fn open(manifest: &Manifest, query: &Query) -> Self {
        let middle = catalog::search::origin(manifest, query).unwrap_or(manifest.centre);
        let walks = manifest.travel.iter().filter(|way| way.id.starts_with(ON_FOOT));
        let reach = walks.map(|way| way.metres).max().unwrap_or(1_600);
        let half = (f64::from(reach) * MARGIN) as u32;
        Self { middle, half: half.clamp(*HALF_M.start(), *HALF_M.end()), picked: None }
    }

    /// Shows all of these positions, and where the person is.
    pub fn fit(
        &mut self,
        positions: impl Iterator<Item = Position>,
        manifest: &Manifest,
        query: &Query,
    ) {
        let plane = Plane::at(manifest.centre);
        let origin = catalog::search::origin(manifest, query);
        let points = positions.chain(origin).map(|at| plane.put(at));
        let bounds = points.fold(None, |bounds: Option<(Point, Point)>, Point { x, y }| {
            let (low, high) = bounds.unwrap_or((Point { x, y }, Point { x, y }));
            let low = Point { x: low.x.min(x), y: low.y.min(y) };
            Some((low, Point { x: high.x.max(x), y: high.y.max(y) }))
        });
        let Some((low, high)) = bounds else { return };
        let span = high.x.saturating_sub(low.x).max(high.y.saturating_sub(low.y));
        let half = (f64::from(span) * f64::from(STEP_M) * MARGIN / 2.0) as u32;
        self.half = half.clamp(*HALF_M.start(), *HALF_M.end());
        self.middle = plane.back(Point { x: low.x.midpoint(high.x), y: low.y.midpoint(high.y) });
    }

    /// Shows less or more of the surroundings; no mark is picked any longer.
    pub fn zoom(&mut self, half: u32) {
        self.half = half.clamp(*HALF_M.start(), *HALF_M.end());
        self.picked = None;
    }

    /// Moves the map's middle by parts of half the picture, to the east and to the south.
    pub fn pan(&mut self, east: f64, south: f64, manifest: &Manifest) {
        let window = self.window(manifest);
        let part = |part: f64| (f64::from(window.half) * part) as i32;
        let Point { x, y } = window.middle;
        let (x, y) = (x.saturating_add(part(east)), y.saturating_add(part(south)));
        self.middle = window.plane.back(Point { x, y });
        self.picked = None;
    }

    /// Picks a mark, so that its cards are shown, or lets it go.
    pub fn pick(&mut self, mark: u32) {
        self.picked = (self.picked != Some(mark)).then_some(mark);
    }

    /// What the map shows, as a square of the directory's plane.
    pub fn window(&self, manifest: &Manifest) -> Window {
        Window::around(Plane::at(manifest.centre), self.middle, self.half)
    }
}
