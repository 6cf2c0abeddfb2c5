//! What people read for a place: where they are, and where they may say that they are.

use catalog::directory::{Place, PlaceKind};
use catalog::manifest::Manifest;
use catalog::query::Origin;

use crate::locale::{Key, Messages};

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

/// What people call the area that the person named; `None` where they told a spot, or nothing.
pub fn named_area(origin: Option<&Origin>, manifest: &Manifest) -> Option<String> {
    let Some(Origin::Place(id)) = origin else { return None };
    manifest.places.iter().find(|place| &place.id == id).map(|place| short_label(place).to_owned())
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
