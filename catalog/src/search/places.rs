//! Where a person is, in the directory's own places.

use crate::directory::PlaceKind;
use crate::manifest::Manifest;
use crate::place::Position;
use crate::query::{Origin, Query};
use crate::sort::sort;
use crate::text::{Decompose, fold, is_of_word};

/// A neighbourhood's centre is at most this far from somebody who counts as in it, in metres:
/// half the width of a large one.
const NEIGHBOURHOOD_M: u32 = 3_000;

/// Where the person of this question is.
pub fn origin(manifest: &Manifest, query: &Query) -> Option<Position> {
    match query.origin.as_ref()? {
        Origin::Device(position) | Origin::Spot(position) => Some(*position),
        Origin::Place(id) => {
            manifest.places.iter().find(|place| &place.id == id).map(|place| place.centre)
        }
    }
}

/// The numbers of the places that the person is in: the one they named, the nearest
/// neighbourhood, the nearest postcode area.
pub(super) fn around(manifest: &Manifest, query: &Query) -> Vec<usize> {
    let Some(origin) = origin(manifest, query) else { return Vec::new() };
    let nearest = |kind: PlaceKind| {
        let places = manifest.places.iter().enumerate().filter(|(_, place)| place.kind == kind);
        places
            .map(|(number, place)| (place.centre.metres_to(origin), number))
            .min()
            .filter(|(metres, _)| kind == PlaceKind::PostcodeArea || *metres <= NEIGHBOURHOOD_M)
            .map(|(_, number)| number)
    };
    let named = match &query.origin {
        Some(Origin::Place(id)) => manifest.places.iter().position(|place| &place.id == id),
        _ => None,
    };
    [named, nearest(PlaceKind::Neighbourhood), nearest(PlaceKind::PostcodeArea)]
        .into_iter()
        .flatten()
        .collect()
}

/// The numbers of the places that typed words may mean, best first.
pub(super) fn find(manifest: &Manifest, typed: &str, decompose: Decompose) -> Vec<usize> {
    let folded = &fold(typed, decompose);
    let code: String = folded.chars().filter(|c| is_of_word(*c)).collect();
    if code.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, usize)> = manifest
        .places
        .iter()
        .enumerate()
        .filter_map(|(number, place)| {
            let id = place.id.to_ascii_lowercase();
            let name = fold(&place.name, decompose);
            let rank = match place.kind {
                PlaceKind::PostcodeArea if code == id || code.starts_with(&id) => 0,
                PlaceKind::PostcodeArea if id.starts_with(&code) => 1,
                PlaceKind::Neighbourhood if name.starts_with(folded) => 1,
                PlaceKind::Neighbourhood if has_word(&name, folded) => 2,
                PlaceKind::PostcodeArea if name.starts_with(folded) => 3,
                PlaceKind::PostcodeArea if has_word(&name, folded) => 4,
                _ => return None,
            };
            Some((rank, number))
        })
        .collect();
    sort(&mut found, |a, b| a < b);
    found.into_iter().map(|(_, number)| number).collect()
}

fn has_word(name: &str, start: &str) -> bool {
    name.split(|c| !is_of_word(c)).any(|word| word.starts_with(start))
}
