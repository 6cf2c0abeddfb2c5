//! Where a person is, in the directory's own places.

use crate::directory::PlaceKind;
use crate::manifest::Manifest;
use crate::place::Position;
use crate::query::{Origin, Query};
use crate::results::Comes;
use crate::sort::sort;
use crate::text::{Decompose, fold, is_of_word};

/// Of the ground where a person may be, the share in percent that a service must serve so that it
/// comes to them for certain: outlines are drawn by hand, and never meet to the metre.
const WHOLE_PERCENT: u32 = 95;

/// The share from which on it perhaps comes to them.
const PART_PERCENT: u32 = 5;

/// Where a person may be.
pub(super) struct Spot {
    /// Its middle.
    pub middle: Position,
    /// How far from it they may be, in metres: 0 where they said where they are.
    pub radius_m: u32,
    /// The number of the place, where they named one.
    pub area: Option<u32>,
}

/// Where the person of this question may be.
pub(super) fn spot(manifest: &Manifest, query: &Query) -> Option<Spot> {
    match query.origin.as_ref()? {
        Origin::Device(position) | Origin::Spot(position) => {
            Some(Spot { middle: *position, radius_m: 0, area: None })
        }
        Origin::Place(id) => {
            let number = manifest.places.iter().position(|place| &place.id == id)?;
            let place = manifest.places.get(number)?;
            let (middle, radius_m) = (place.centre, place.radius_m);
            Some(Spot { middle, radius_m, area: Some(number as u32) })
        }
    }
}

/// Where the person of this question is, or the middle of where they may be.
pub fn origin(manifest: &Manifest, query: &Query) -> Option<Position> {
    spot(manifest, query).map(|spot| spot.middle)
}

/// The numbers of the places that the person may be in: the one they named, or else the nearest
/// neighbourhood and the nearest postcode area, as far as these are near enough to hold them.
pub(super) fn around(manifest: &Manifest, query: &Query) -> Vec<u32> {
    let Some(spot) = spot(manifest, query) else { return Vec::new() };
    if let Some(area) = spot.area {
        return vec![area];
    }
    let nearest = |kind: PlaceKind| {
        let places = (0..).zip(manifest.places.iter()).filter(|(_, place)| place.kind == kind);
        let nearest = places.map(|(number, place)| (place.centre.metres_to(spot.middle), number));
        let (metres, number) = nearest.min()?;
        let radius = manifest.places.get(number as usize)?.radius_m;
        // No area is a circle: its corners are further away than its radius.
        (metres <= radius.saturating_mul(2)).then_some(number)
    };
    let kinds = [PlaceKind::Neighbourhood, PlaceKind::PostcodeArea];
    kinds.into_iter().filter_map(nearest).collect()
}

/// Whether a service that serves `area` comes to somebody who may be in any of the places `here`.
pub(super) fn serves(manifest: &Manifest, area: &[u32], here: &[u32]) -> Option<Comes> {
    let percent = |place: &u32| {
        if area.contains(place) {
            return 100;
        }
        let overlaps = manifest.places.get(*place as usize).map(|place| place.overlaps.iter());
        let shared = overlaps.into_iter().flatten().filter(|(other, _)| area.contains(other));
        shared.map(|(_, percent)| u32::from(*percent)).sum()
    };
    let most = here.iter().map(percent).max()?;
    let least = here.iter().map(percent).min()?;
    match (least, most) {
        (WHOLE_PERCENT.., _) => Some(Comes::Yes),
        (_, PART_PERCENT..) => Some(Comes::Perhaps),
        _ => None,
    }
}

/// The numbers of the places that typed words may mean, best first.
pub(super) fn find(manifest: &Manifest, typed: &str, decompose: Decompose) -> Vec<usize> {
    let folded = &fold(typed, decompose);
    let code: String = folded.chars().filter(|c| is_of_word(*c)).collect();
    if code.is_empty() {
        return Vec::new();
    }
    let area_code = area_code(folded, &code);
    let mut found: Vec<(u8, usize, usize)> = manifest
        .places
        .iter()
        .enumerate()
        .filter_map(|(number, place)| {
            let id = place.id.to_ascii_lowercase();
            let name = fold(&place.name, decompose);
            let rank = match place.kind {
                PlaceKind::PostcodeArea if area_code.is_some_and(|of| of == id) => 0,
                PlaceKind::PostcodeArea if area_code.is_none() && code.starts_with(&id) => 0,
                PlaceKind::PostcodeArea if id.starts_with(&code) => 1,
                PlaceKind::Neighbourhood if name.starts_with(folded) => 1,
                PlaceKind::Neighbourhood if has_word(&name, folded) => 2,
                PlaceKind::PostcodeArea if name.starts_with(folded) => 3,
                PlaceKind::PostcodeArea if has_word(&name, folded) => 4,
                _ => return None,
            };
            // Of two areas that a code begins with, S1 and S10, the longer one says more.
            let length = if rank == 0 { usize::MAX - id.len() } else { 0 };
            Some((rank, length, number))
        })
        .collect();
    sort(&mut found, |a, b| a < b);
    found.into_iter().map(|(_, _, number)| number).collect()
}

/// The part of a whole postcode that names its area, where the code says so itself: what stands
/// before a space, or before the digit and two letters that end a British one.
fn area_code<'t>(folded: &'t str, code: &'t str) -> Option<&'t str> {
    if let Some((area, _)) = folded.split_once(char::is_whitespace) {
        return Some(area);
    }
    let (area, rest) = code.split_at_checked(code.len().checked_sub(3)?)?;
    let is_inward = matches!(rest.as_bytes(), [digit, a, b]
        if digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
    (is_inward && area.len() >= 2).then_some(area)
}

fn has_word(name: &str, start: &str) -> bool {
    name.split(|c| !is_of_word(c)).any(|word| word.starts_with(start))
}
