//! A picture of what is around a neighbourhood, drawn here and standing in the page: no tile is
//! fetched from anybody, no script is needed. Outlines, rings in walking time, and the numbers of
//! the cards in the list, each a link to its card.
//!
//! It is the list once more, so everything in it is said there, too. What stands so near that two
//! fingertips would not fit shares a mark.

use catalog::directory::{Place, PlaceKind};
use catalog::place::Position;
use catalog::results::Hit;
use leptos::prelude::*;

use super::address::NEAR_TRAVEL;
use super::here::Here;
use crate::locale::Key;
use crate::markup::Markup;

/// The picture's width and height in its own units.
const SIDE: f64 = 1_000.0;

/// How much wider than its widest ring it is.
const MARGIN: f64 = 1.15;

/// Marks are this far apart at least, in units: on the narrowest phone (a picture of 290 CSS
/// pixels) 44 of its pixels, the least size of a control.
const APART: f64 = 152.0;

/// Half a mark's width, in units.
const MARK: u32 = 60;

/// The height of a line of words, in units.
const LINE: f64 = 46.0;

/// How far around the middle is shown where the directory has no walking distance, in metres.
const AROUND_M: u32 = 1_600;

/// Metres in a degree of latitude, on the sphere of `catalog::place`.
const DEGREE_M: f64 = 111_195.1;

/// From positions to units: a plane that touches the earth in the middle, which is exact to a metre
/// over a town.
struct Plane {
    middle: Position,
    units_a_metre: f64,
}

impl Plane {
    fn put(&self, at: Position) -> (f64, f64) {
        let east = (at.lon() - self.middle.lon()) * DEGREE_M * self.middle.lat().to_radians().cos();
        let north = (at.lat() - self.middle.lat()) * DEGREE_M;
        (SIDE / 2.0 + east * self.units_a_metre, SIDE / 2.0 - north * self.units_a_metre)
    }
}

fn is_inside((x, y): (f64, f64)) -> bool {
    (0.0..=SIDE).contains(&x) && (0.0..=SIDE).contains(&y)
}

/// Cards that share a mark: their places in the list, from 1 on.
struct Mark {
    at: (f64, f64),
    cards: Vec<usize>,
}

/// The id of a card in the list, by its place in it.
pub fn anchor(card: usize) -> String {
    format!("n{card}")
}

/// The picture, to be opened; `None` where nothing that was found has a place in it.
pub fn around(here: &Here<'_>, place: &Place, hits: &[Hit]) -> Option<AnyView> {
    let travel = &here.config().travel;
    let rings: Vec<u32> = match travel.iter().position(|way| way.id == NEAR_TRAVEL) {
        Some(widest) => travel[..=widest].iter().map(|way| way.metres).collect(),
        None => vec![AROUND_M],
    };
    let widest = rings.iter().copied().max().unwrap_or(AROUND_M).max(1);
    let plane =
        Plane { middle: place.centre, units_a_metre: SIDE / (f64::from(widest) * 2.0 * MARGIN) };
    let marks = marks(here, &plane, place, hits);
    if marks.is_empty() {
        return None;
    }
    let mut picture = Markup::new();
    outlines(&mut picture, here, &plane, place);
    for metres in &rings {
        let radius = f64::from(*metres) * plane.units_a_metre;
        let middle = (SIDE / 2.0) as u32;
        picture.tag("<circle class=\"ring\" cx=\"").number(middle).tag("\" cy=\"").number(middle);
        picture.tag("\" r=\"").number(radius as u32).tag("\"/>");
        // On the ring, below the middle, where fewest marks are.
        words(&mut picture, "<text class=\"far\" x=\"", (SIDE / 2.0, SIDE / 2.0 + radius - 14.0));
        picture.text(&here.messages.on_foot(*metres)).tag("</text>");
    }
    for mark in &marks {
        draw(&mut picture, here, hits, mark);
    }
    let title = here.fill(Key::BrowseMap, &[("place", &place.name)]);
    Some(
        view! {
            <details class="group noprint">
                <summary>{title.clone()}</summary>
                <p class="small">{here.text(Key::BrowseMapText)}</p>
                <svg class="map" viewBox="0 0 1000 1000" role="group" aria-label=title inner_html=picture.into_text()></svg>
            </details>
        }
        .into_any(),
    )
}

/// The neighbourhoods that reach into the picture, this one last, above the others.
fn outlines(picture: &mut Markup, here: &Here<'_>, plane: &Plane, own: &Place) {
    let drawn = |place: &&Place| place.kind == PlaceKind::Neighbourhood && !place.outline.is_empty();
    let (others, this): (Vec<&Place>, Vec<&Place>) =
        here.directory().places.iter().filter(drawn).partition(|place| place.id != own.id);
    for place in others.iter().chain(&this) {
        picture.tag(if place.id == own.id { "<path class=\"area own\" d=\"" } else { "<path class=\"area\" d=\"" });
        for (corner, at) in place.outline.iter().enumerate() {
            let (x, y) = plane.put(*at);
            picture.text(&format!("{}{x:.0} {y:.0}", if corner == 0 { 'M' } else { 'L' }));
        }
        picture.tag("z\"/>");
    }
    for place in others.iter().chain(&this) {
        let at = plane.put(place.centre);
        if is_inside(at) {
            // A part of a name a line: "Kensington-Cedar Cottage" is wider than its neighbourhood.
            for (line, part) in place.name.split_inclusive([' ', '-']).enumerate() {
                let (x, y) = at;
                words(picture, "<text class=\"name\" x=\"", (x, y + LINE * line as f64));
                picture.text(part.trim_end()).tag("</text>");
            }
        }
    }
}

/// Opens words at a point; `open` ends where that stands.
fn words(picture: &mut Markup, open: &'static str, (x, y): (f64, f64)) {
    picture.tag(open).number(x.max(0.0) as u32).tag("\" y=\"").number(y.max(0.0) as u32).tag("\">");
}

fn marks(here: &Here<'_>, plane: &Plane, place: &Place, hits: &[Hit]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (card, hit) in (1..).zip(hits) {
        let Some(at) = position(here, place, hit).map(|at| plane.put(at)).filter(|at| is_inside(*at))
        else {
            continue;
        };
        let is_near = |mark: &&mut Mark| (mark.at.0 - at.0).hypot(mark.at.1 - at.1) < APART;
        match marks.iter_mut().find(is_near) {
            Some(mark) => mark.cards.push(card),
            None => marks.push(Mark { at, cards: vec![card] }),
        }
    }
    marks
}

/// The nearest of a service's locations, where it may be told.
fn position(here: &Here<'_>, place: &Place, hit: &Hit) -> Option<Position> {
    let id = here.catalog()?.card(hit.service)?.id;
    let service = here.directory().service(&id).filter(|service| !service.confidential_address)?;
    let positions = service.locations.iter().filter_map(|location| location.position);
    positions.min_by_key(|position| position.metres_to(place.centre))
}

/// A mark with the number of its first card, and a sign that there are more.
fn draw(picture: &mut Markup, here: &Here<'_>, hits: &[Hit], mark: &Mark) {
    let Some(first) = mark.cards.first() else { return };
    let named = mark.cards.iter().filter_map(|card| {
        let hit = hits.get(card.checked_sub(1)?)?;
        let name = here.catalog()?.card(hit.service)?.name.text;
        Some(format!("{} {name}", here.messages.number(*card as u32)))
    });
    let named: Vec<String> = named.collect();
    let number = here.messages.number(*first as u32);
    let (x, y) = (mark.at.0.max(0.0) as u32, mark.at.1.max(0.0) as u32);
    picture.tag("<a href=\"#").text(&anchor(*first)).tag("\" aria-label=\"");
    picture.text(&here.messages.list(&named)).tag("\"><circle cx=\"").number(x);
    picture.tag("\" cy=\"").number(y).tag("\" r=\"").number(MARK).tag("\"/>");
    words(picture, "<text x=\"", (mark.at.0, mark.at.1 + 17.0));
    picture.text(&number).tag(if mark.cards.len() > 1 { "+</text></a>" } else { "</text></a>" });
}
