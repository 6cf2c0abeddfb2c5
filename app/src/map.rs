//! A picture of an area, drawn here: no tile is fetched from anybody. The ground (outlines, water,
//! parks, lines, their names), rings in walking time, and marks: the places of what was found, with
//! their numbers in the list. It is the list once more, so everything in it is said there, too.
//!
//! Build and phone draw it with these functions, in steps of [`Plane`]. A letter of the picture
//! (`1em`) is a set part of its width, so that the style sheet can give every size in letters,
//! whatever the scale is.

use catalog::place::{Plane, Point, Position, STEP_M};

use crate::locale::Messages;
use crate::markup::Markup;

/// Letters in a picture's width. A mark is 3.1 of them wide: 44 CSS pixels, what a fingertip
/// needs, of a picture of 315, as on a phone of 360.
const LETTERS: i32 = 22;

/// Marks are at least this part of the picture's width apart: a little more than they are wide.
/// What stands nearer shares a mark.
const APART: f64 = 3.3 / LETTERS as f64;

/// From this side on, in steps, stops stand too near each other for their names: 6 km.
const WIDE: i32 = 6_000 / STEP_M as i32;

/// From this side on, in steps, neighbourhoods do, too: 20 km.
const WIDER: i32 = 20_000 / STEP_M as i32;

/// What a picture shows: a square.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The plane it lies in.
    pub plane: Plane,
    /// Its middle.
    pub middle: Point,
    /// From the middle to each side, in steps of the plane; at least 1.
    pub half: i32,
}

/// Found things that share a mark.
pub struct Mark {
    /// Where.
    pub at: Point,
    /// Their places in the list, from 0 on, at least one.
    pub cards: Vec<usize>,
}

impl Window {
    /// The square around `middle` that shows everything within `metres`.
    pub fn around(plane: Plane, middle: Position, metres: u32) -> Self {
        Self { plane, middle: plane.put(middle), half: ((metres / STEP_M) as i32).max(1) }
    }

    /// Whether a point is in the picture.
    pub fn shows(&self, at: Point) -> bool {
        let is_near = |a: i32, b: i32| a.abs_diff(b) <= self.half.unsigned_abs();
        is_near(at.x, self.middle.x) && is_near(at.y, self.middle.y)
    }

    /// The attributes of the picture's tag that say what it shows.
    pub fn write(&self, picture: &mut Markup) {
        let (side, left) = (self.half.saturating_mul(2), self.middle.x.saturating_sub(self.half));
        picture.tag(" class=\"map");
        // Names that would lie on each other are left out by the style sheet.
        if side > WIDE {
            picture.tag(" wide");
        }
        if side > WIDER {
            picture.tag(" wider");
        }
        picture.tag("\" viewBox=\"").signed(left).tag(" ");
        picture.signed(self.middle.y.saturating_sub(self.half)).tag(" ").signed(side);
        picture.tag(" ").signed(side).tag("\" font-size=\"").signed(side / LETTERS).tag("\"");
    }

    /// What is found, as marks in the order of the list: `positions` are those of each card.
    pub fn marks<'p>(&self, positions: impl IntoIterator<Item = &'p [Position]>) -> Vec<Mark> {
        let apart = f64::from(self.half) * 2.0 * APART;
        let mut marks: Vec<Mark> = Vec::new();
        for (card, positions) in positions.into_iter().enumerate() {
            let points = positions.iter().map(|at| self.plane.put(*at));
            let in_picture = points.filter(|at| self.shows(*at));
            let Some(at) = in_picture.min_by_key(|at| far(*at, self.middle) as u64) else {
                continue;
            };
            match marks.iter_mut().find(|mark| far(mark.at, at) < apart * apart) {
                Some(mark) => mark.cards.push(card),
                None => marks.push(Mark { at, cards: vec![card] }),
            }
        }
        marks
    }
}

/// The square of a distance, in steps.
fn far(a: Point, b: Point) -> f64 {
    let (x, y) = (f64::from(a.x) - f64::from(b.x), f64::from(a.y) - f64::from(b.y));
    x * x + y * y
}

/// A ring around where somebody is, with what it means below its middle, where fewest marks are.
pub fn ring(picture: &mut Markup, middle: Point, metres: u32, words: &str) {
    let radius = (metres / STEP_M) as i32;
    picture.tag("<circle class=\"ring\"");
    write_circle(picture, middle);
    picture.tag(" r=\"").signed(radius).tag("\"/><text class=\"far\" dy=\"-.4em\"");
    write_at(picture, Point { y: middle.y.saturating_add(radius), ..middle });
    picture.tag(">").text(words).tag("</text>");
}

/// What stands in a mark: the number of its first card, and a sign that there are more.
pub fn mark(picture: &mut Markup, mark: &Mark, messages: &Messages) {
    let number = mark.cards.first().map_or(0, |card| *card as u32 + 1);
    picture.tag("<circle r=\"1.55em\"");
    write_circle(picture, mark.at);
    picture.tag("/><text dy=\".36em\"");
    write_at(picture, mark.at);
    picture.tag(">").text(&messages.number(number));
    picture.tag(if mark.cards.len() > 1 { "+</text>" } else { "</text>" });
}

/// Where a circle is.
pub fn write_circle(picture: &mut Markup, at: Point) {
    picture.tag(" cx=\"").signed(at.x).tag("\" cy=\"").signed(at.y).tag("\"");
}

/// Where words or a line of them are.
pub fn write_at(picture: &mut Markup, at: Point) {
    picture.tag(" x=\"").signed(at.x).tag("\" y=\"").signed(at.y).tag("\"");
}
