//! Kind `P`: where people may say that they are. One file serves every locale; it comes after the
//! first results, unless somebody has said where they are before.

use super::FormatError;
use super::wire::{Reader, Writer};
use crate::directory::{Place, PlaceKind};
use crate::place::Position;

const KIND: u8 = b'P';

/// Places column by column, positions as steps from the place before: neighbours stand together.
pub fn write(places: &[Place]) -> Vec<u8> {
    let mut out = Writer::begin(KIND);
    out.list(places, |out, place| out.text(&place.id));
    for place in places {
        out.text(&place.name);
    }
    for place in places {
        out.flag(place.kind == PlaceKind::PostcodeArea);
    }
    for place in places {
        out.number(place.radius_m);
    }
    for place in places {
        out.list(&place.overlaps, |out, (other, percent)| {
            out.number(*other);
            out.byte(*percent);
        });
    }
    for part in PARTS {
        let mut before = 0;
        for place in places {
            out.signed(part(&place.centre) - before);
            before = part(&place.centre);
        }
    }
    out.finish()
}

/// Latitude and longitude.
const PARTS: [fn(&Position) -> i32; 2] = [|at| at.lat_e5, |at| at.lon_e5];

/// Reads places.
///
/// # Errors
/// When the bytes are no places of this version, whole and possible.
pub fn read(bytes: &[u8]) -> Result<Vec<Place>, FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    let mut places = from.list(|from| {
        Ok(Place {
            id: from.text()?,
            name: String::new(),
            kind: PlaceKind::Neighbourhood,
            centre: Position { lat_e5: 0, lon_e5: 0 },
            outline: Vec::new(),
            radius_m: 0,
            overlaps: Vec::new(),
        })
    })?;
    for place in &mut places {
        place.name = from.text()?;
    }
    for place in &mut places {
        if from.flag()? {
            place.kind = PlaceKind::PostcodeArea;
        }
    }
    for place in &mut places {
        place.radius_m = from.number()?;
    }
    for place in &mut places {
        place.overlaps = from.list(|from| Ok((from.number()?, from.byte()?)))?;
    }
    let mut latitude = 0_i32;
    for place in &mut places {
        latitude = latitude.wrapping_add(from.signed()?);
        place.centre.lat_e5 = latitude;
    }
    let mut longitude = 0_i32;
    for place in &mut places {
        longitude = longitude.wrapping_add(from.signed()?);
        place.centre.lon_e5 = longitude;
        if !place.centre.is_on_earth() {
            return Err(FormatError::Impossible);
        }
    }
    from.finish()?;
    Ok(places)
}
