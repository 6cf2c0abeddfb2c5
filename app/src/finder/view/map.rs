//! The finder's map: the results once more, as a picture, when somebody asks for it. Moved and
//! scaled with buttons or a tap, never by dragging alone; a mark shows its cards below.

use catalog::manifest::Manifest;
use catalog::place::{Plane, Point, Position};
use catalog::query::Query;
use catalog::results::{Hit, Results};

use super::FinderProps;
use super::model::Model;
use super::press::Press;
use super::results::{button, cards};
use crate::locale::Key;
use crate::map::{self, Mark, Window};
use crate::markup::Markup;

/// The first part of the ids of ways of travelling on foot: their reach is told in minutes.
const ON_FOOT: &str = "walk";

/// How much wider than a walk the map is at first: its ring is seen whole.
const MARGIN: f64 = 1.15;

/// How far from the middle it shows, in metres: a few doors at least, at most a region.
const HALF_M: std::ops::RangeInclusive<u32> = 250..=500_000;

/// Marks more than this are not drawn: nobody could press them.
const HITS_AT_MOST: usize = 1_000;

/// The ways beside what is shown: arrow, words, and which way it is in parts of half the picture.
pub const SIDES: [(&str, Key, i32, i32); 4] = [
    ("\u{2190}", Key::FinderMapWest, -1, 0),
    ("\u{2191}", Key::FinderMapNorth, 0, -1),
    ("\u{2193}", Key::FinderMapSouth, 0, 1),
    ("\u{2192}", Key::FinderMapEast, 1, 0),
];

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

/// A look elsewhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Look {
    /// At more of the surroundings.
    Wider,
    /// At less, and that larger.
    Closer,
    /// At what lies beside, by number in [`SIDES`].
    Beside(u32),
    /// At what somebody has tapped: how far across the picture and down, from 0 to 1.
    At(f64, f64),
    /// At the cards of a mark, or away from them.
    AtMark(u32),
}

impl MapView {
    /// As it opens: a walk around the person, or around the directory's middle.
    pub fn open(manifest: &Manifest, query: &Query) -> Self {
        let middle = catalog::search::origin(manifest, query).unwrap_or(manifest.centre);
        let walks = manifest.travel.iter().filter(|way| way.id.starts_with(ON_FOOT));
        let reach = walks.map(|way| way.metres).max().unwrap_or(1_600);
        let half = (f64::from(reach) * MARGIN) as u32;
        Self { middle, half: half.clamp(*HALF_M.start(), *HALF_M.end()), picked: None }
    }

    /// Looks elsewhere.
    pub fn look(&mut self, look: Look, manifest: &Manifest) {
        let half = match look {
            Look::AtMark(mark) => {
                self.picked = (self.picked != Some(mark)).then_some(mark);
                return;
            }
            Look::Wider => self.half.saturating_mul(2),
            Look::Closer => self.half / 2,
            Look::Beside(_) | Look::At(..) => self.half,
        };
        let window = self.window(manifest);
        let part = |part: f64| (f64::from(window.half) * part) as i32;
        let (x, y) = match look {
            Look::Beside(side) => SIDES
                .get(side as usize)
                .map_or((0, 0), |(.., x, y)| (part(f64::from(*x)), part(f64::from(*y)))),
            Look::At(across, down) => (part(across * 2.0 - 1.0), part(down * 2.0 - 1.0)),
            _ => (0, 0),
        };
        let Point { x: east, y: south } = window.middle;
        self.middle =
            window.plane.back(Point { x: east.saturating_add(x), y: south.saturating_add(y) });
        self.half = half.clamp(*HALF_M.start(), *HALF_M.end());
        self.picked = None;
    }

    fn window(&self, manifest: &Manifest) -> Window {
        Window::around(Plane::at(manifest.centre), self.middle, self.half)
    }
}

/// The open map, what moves it, and the cards of the mark that was pressed.
pub fn draw(answer: &mut Markup, model: &Model, results: &Results, props: &FinderProps) {
    let (Some(view), Some(catalog)) = (&model.map, model.catalog()) else { return };
    let FinderProps { manifest, messages, .. } = props;
    let window = view.window(manifest);
    let hits = &results.hits[..results.hits.len().min(HITS_AT_MOST)];
    let marks = window.marks(hits.iter().map(|hit| catalog.positions(hit.service)));
    answer.tag("<div class=\"mapped noprint\"><svg id=\"map\" role=\"group\" aria-label=\"");
    answer.text(messages.text(Key::FinderMap)).tag("\"");
    window.write(answer);
    answer.tag(">").drawn(&model.ground);
    if let Some(origin) = catalog::search::origin(manifest, &model.query) {
        let here = window.plane.put(origin);
        for way in manifest.travel.iter().filter(|way| way.id.starts_with(ON_FOOT)) {
            map::ring(answer, here, way.metres, &messages.on_foot(way.metres));
        }
        answer.tag("<circle class=\"you\" r=\".5em\"");
        map::write_circle(answer, here);
        answer.tag("/>");
    }
    for (number, mark) in (0..).zip(&marks) {
        answer.tag("<g role=\"button\" tabindex=\"0\"");
        Press::Mark(number).write(answer);
        answer.tag(if view.picked == Some(number) {
            " aria-pressed=\"true\""
        } else {
            " aria-pressed=\"false\""
        });
        answer.tag(" aria-label=\"").text(&named(mark, hits, model, props)).tag("\">");
        map::mark(answer, mark, messages);
        answer.tag("</g>");
    }
    answer.tag("<text class=\"middle\" dy=\".36em\" aria-hidden=\"true\"");
    map::write_at(answer, window.middle);
    answer.tag(">+</text></svg><div class=\"row moves\">");
    for (side, (arrow, key, ..)) in (0..).zip(SIDES) {
        small(answer, Press::Beside(side), arrow, messages.text(key));
    }
    small(answer, Press::Closer, "+", messages.text(Key::FinderMapCloser));
    small(answer, Press::Wider, "\u{2212}", messages.text(Key::FinderMapWider));
    button(answer, Press::Spot, messages.text(Key::FinderMapChoose));
    answer.tag("</div><p class=\"small\">");
    let shown = marks.iter().map(|mark| mark.cards.len()).sum::<usize>() as u32;
    let all = messages.number(results.hits.len() as u32);
    answer.text(&messages.count(Key::FinderMapShows, shown, &[("all", &all)])).tag(" ");
    answer.text(messages.text(Key::FinderMapText)).tag("</p>");
    if let Some(mark) = view.picked.and_then(|picked| marks.get(picked as usize)) {
        let picked = mark.cards.iter().filter_map(|card| hits.get(*card));
        answer
            .tag("<h2>")
            .text(messages.text(Key::FinderMapPicked))
            .tag("</h2><ul class=\"cards\">");
        cards(answer, model, picked, props);
        answer.tag("</ul>");
    }
    answer.tag("</div>");
}

/// What a mark says to somebody who cannot see it: the names of what is there, and how many more.
fn named(mark: &Mark, hits: &[Hit], model: &Model, props: &FinderProps) -> String {
    let name = |card: &usize| {
        let card = model.catalog()?.card(hits.get(*card)?.service)?;
        Some(card.name.text)
    };
    let mut names: Vec<String> = mark.cards.iter().take(NAMES).filter_map(name).collect();
    let more = mark.cards.len().saturating_sub(NAMES);
    if more > 0 {
        names.push(["+", &props.messages.number(more as u32)].concat());
    }
    props.messages.list(&names)
}

/// As many names of a mark are said as anybody keeps in mind.
const NAMES: usize = 5;

fn small(markup: &mut Markup, press: Press, sign: &'static str, words: &str) {
    markup.tag("<button type=\"button\" class=\"quiet\" aria-label=\"").text(words).tag("\"");
    press.write(markup);
    markup.tag(">").tag(sign).tag("</button>");
}
