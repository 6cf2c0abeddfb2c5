//! A town's own places, from the open data of a town: outlines or points of neighbourhoods (GeoJSON), and tables of
//! postcode areas or of neighbourhoods (CSV).
//!
//! Reading order: [`geojson`] and [`table`] say what a file holds, and refuse what is not in degrees or has them the wrong
//! way round; [`outline`] takes from an outline what nothing here needs; [`merge`] puts what was found into the files of
//! `_places`, and leaves what people have edited there.
//!
//! Pure: texts in, texts and a report out. `command/places.rs` reads and writes.

pub mod geojson;
pub mod merge;
pub mod outline;
pub mod table;

use authoring::report::{Finding, Findings, codes};
use authoring::source::Span;
use catalog::place::Position;

/// South-west and north-east corners.
pub type Bounds = (Position, Position);

/// Where a place is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Its middle, where nothing more is known.
    Spot(Position),
    /// Its outline, without the first point again at its end.
    Outline(Vec<Position>),
}

/// A place as a file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What the source calls it: a name, or the code of a postcode area.
    pub name: String,
    /// What else the source says of a postcode area; empty where it says nothing.
    pub label: String,
    /// Where it is.
    pub ground: Ground,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Neighbourhoods.
    Neighbourhoods,
    /// Postcode areas.
    Postcodes,
}

/// What was read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it holds.
    pub kind: Kind,
    /// Those within the town's bounds.
    pub found: Vec<Found>,
    /// Names of those outside.
    pub outside: Vec<String>,
    /// Where the names were taken from.
    pub named_by: String,
    /// How many corners the outlines have in the source.
    pub corners: usize,
    /// What was done that somebody should know, a sentence each.
    pub remarks: Vec<String>,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// What is wrong is among the findings.
    Told,
    /// Several properties or columns could hold the names: each with its first values.
    WhichName(Vec<(String, Vec<String>)>),
}

/// Two numbers of the source as a position within the bounds, `None` for one that is outside. What cannot be a position in
/// degrees, or is one only the other way round, is told, and is an error of the whole file.
fn position(
    [lat, lon]: [f64; 2],
    order: &str,
    bounds: Bounds,
    span: Span,
    findings: &Findings,
) -> Result<Option<Position>, Unread> {
    let tell = |message: String| {
        findings.add(&codes::BAD_PLACES, Finding::at(span, message));
        Err(Unread::Told)
    };
    let swapped = Position::from_degrees(lon, lat).filter(|at| is_within(*at, bounds));
    match Position::from_degrees(lat, lon) {
        None if swapped.is_some() => {
            tell(format!("latitude and longitude have changed places here: {order}"))
        }
        None if lat.abs() > 1_000.0 || lon.abs() > 1_000.0 => tell(format!(
            "{lon}, {lat} are no degrees, but metres of a map's own grid: save the file again in WGS 84 (EPSG:4326)"
        )),
        None => tell(format!("{lon}, {lat} is not on the earth: {order}, in degrees")),
        Some(at) if is_within(at, bounds) => Ok(Some(at)),
        Some(_) if swapped.is_some() => {
            tell(format!("latitude and longitude have changed places here: {order}"))
        }
        Some(_) => Ok(None),
    }
}

/// Whether a position lies between two corners; an area may lie across 180 degrees.
fn is_within(at: Position, (south_west, north_east): Bounds) -> bool {
    let (west, east) = (south_west.lon_e5, north_east.lon_e5);
    let is_beside = match west <= east {
        true => (west..=east).contains(&at.lon_e5),
        false => at.lon_e5 >= west || at.lon_e5 <= east,
    };
    is_beside && (south_west.lat_e5..=north_east.lat_e5).contains(&at.lat_e5)
}

/// Letters that are all capitals as a sign on a wall has them, the way a name is written; any other name as it is.
fn as_written(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_shouted = name.chars().filter(|c| c.is_alphabetic()).count() > 3
        && !name.chars().any(char::is_lowercase);
    if !is_shouted {
        return name;
    }
    let mut out = String::with_capacity(name.len());
    let mut is_first = true;
    for letter in name.chars() {
        if is_first {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        is_first = !letter.is_alphabetic() && letter != '\'' && letter != '’';
    }
    out
}

/// A key without capitals, spaces and signs, to be compared with words that people use for it.
fn evened(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_capitals_is_written_as_a_name() {
        for (typed, written) in [
            ("DEER LAKE", "Deer Lake"),
            ("KING'S CROSS", "King's Cross"),
            ("BRENTWOOD-HALL", "Brentwood-Hall"),
            ("UBC", "UBC"),
            ("Mc  Kay", "Mc Kay"),
        ] {
            assert_eq!(as_written(typed), written);
        }
    }
}
