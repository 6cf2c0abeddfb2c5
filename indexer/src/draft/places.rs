//! Postcode areas and neighbourhoods.

use catalog::directory::PlaceKind;
use catalog::place::Position;
use serde_json::Value;

use crate::node::{Spanned, Text};
use crate::report::{Problems, Remark, codes};
use crate::source::Span;

/// A place as it was typed.
#[derive(Debug)]
pub struct DraftPlace {
    /// Its id and where it stands.
    pub id: Text,
    /// What people call it.
    pub name: String,
    /// What sort of place.
    pub kind: PlaceKind,
    /// Its centre.
    pub centre: Position,
    /// Its outline.
    pub outline: Vec<Position>,
}

/// The first line of `postcodes.csv`.
const HEADER: &str = "code,lat,lon,name";

/// Reads `postcodes.csv`; the flag says whether every line could be read.
pub fn read_postcodes(file: u32, text: &str, problems: &Problems) -> (Vec<DraftPlace>, bool) {
    let mut places = Vec::new();
    let mut at = 0;
    let mut all = true;
    for (number, line) in text.split('\n').enumerate() {
        let span = Span::new(file, at..at + line.len());
        at += line.len() + 1;
        let bad = |message: &str, words: &str| {
            problems.add(&codes::BAD_PLACES, Remark::at(span, message).typing(words));
            false
        };
        if number == 0 {
            if line.trim_end() != HEADER {
                all = bad("the first line names the columns", HEADER);
            }
        } else if !line.trim().is_empty() {
            match postcode(line, span) {
                Some(place) => places.push(place),
                None => {
                    all = bad(
                        "a line is a code, two numbers and a name",
                        "V5X,49.2153,-123.0985,Sunset",
                    )
                }
            }
        }
    }
    (places, all)
}

fn postcode(line: &str, span: Span) -> Option<DraftPlace> {
    let mut parts = line.trim_end().splitn(4, ',');
    let code = parts.next()?.trim();
    let (lat, lon) = (parts.next()?.trim().parse().ok()?, parts.next()?.trim().parse().ok()?);
    // A name with a comma stands in quotes (RFC 4180).
    let name = parts.next().unwrap_or_default().trim();
    let name = match name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        Some(inner) => inner.replace("\"\"", "\""),
        None if name.contains(['"', ',']) => return None,
        None => name.to_owned(),
    };
    let is_code =
        (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    Some(DraftPlace {
        id: Spanned::new(is_code.then(|| code.to_ascii_uppercase())?, span.within(0..code.len())),
        name,
        kind: PlaceKind::PostcodeArea,
        centre: Position::from_degrees(lat, lon)?,
        outline: Vec::new(),
    })
}

/// Reads `neighbourhoods.geojson`; the flag says whether every shape could be read.
pub fn read_neighbourhoods(file: u32, text: &str, problems: &Problems) -> (Vec<DraftPlace>, bool) {
    let document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => {
            let line = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1))
                .map(str::len)
                .sum::<usize>();
            let at = (line + error.column().saturating_sub(1)).min(text.len().saturating_sub(1));
            let remark =
                Remark::at(Span::new(file, at..at + 1), "the file is not JSON from here on");
            problems.add(&codes::BAD_PLACES, remark);
            return (Vec::new(), false);
        }
    };
    let Some(features) = document.get("features").and_then(Value::as_array) else {
        let remark =
            Remark::at(Span::top(file), "a FeatureCollection with `features` belongs here");
        problems.add(&codes::BAD_PLACES, remark);
        return (Vec::new(), false);
    };
    let mut places = Vec::new();
    // JSON has no positions once it is read. An id stands in quotes, after the one before it;
    // where one is not found (escaped letters) we stop looking, so that the time stays linear.
    let mut from = Some(0);
    for feature in features {
        let id = feature.pointer("/properties/id").and_then(Value::as_str).unwrap_or_default();
        let quoted = format!("\"{id}\"");
        from = from.and_then(|from| Some(from + text.get(from..)?.find(&quoted)? + 1));
        let span = Span::new(file, from.map_or(0..0, |at| at..at + id.len()));
        match neighbourhood(feature, id, span) {
            Ok(place) => places.push(place),
            Err(message) => problems.add(&codes::BAD_PLACES, Remark::at(span, message)),
        }
    }
    let all = places.len() == features.len();
    (places, all)
}

fn neighbourhood(feature: &Value, id: &str, span: Span) -> Result<DraftPlace, &'static str> {
    let is_id = !id.is_empty()
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !is_id {
        return Err("a shape needs an `id` of small letters, digits and hyphens in its properties");
    }
    let name =
        feature.pointer("/properties/name").and_then(Value::as_str).unwrap_or_default().trim();
    if name.is_empty() {
        return Err("this shape needs a `name` in its properties");
    }
    let rings = match feature.pointer("/geometry/type").and_then(Value::as_str) {
        Some("Polygon") => feature.pointer("/geometry/coordinates/0"),
        // Of several parts, the first: an outline is a picture, and `area` goes by id.
        Some("MultiPolygon") => feature.pointer("/geometry/coordinates/0/0"),
        _ => return Err("this shape is not a Polygon"),
    };
    let mut outline: Vec<Position> = rings
        .and_then(Value::as_array)
        .and_then(|points| points.iter().map(position).collect())
        .ok_or("this shape has a point that is not on the earth")?;
    // GeoJSON repeats the first point at the end.
    if outline.len() > 1 && outline.first() == outline.last() {
        outline.pop();
    }
    if outline.len() < 3 {
        return Err("a shape has three points at least");
    }
    let centre = centroid(&outline).ok_or("this shape has no inside")?;
    Ok(DraftPlace {
        id: Spanned::new(id.to_owned(), span),
        name: name.to_owned(),
        kind: PlaceKind::Neighbourhood,
        centre,
        outline,
    })
}

fn position(point: &Value) -> Option<Position> {
    Position::from_degrees(point.get(1)?.as_f64()?, point.get(0)?.as_f64()?)
}

/// The centre of mass of an outline (shoelace formula): plane geometry is exact enough at the
/// size of a neighbourhood.
fn centroid(outline: &[Position]) -> Option<Position> {
    let origin = outline.first()?;
    let (mut area, mut lat, mut lon) = (0.0, 0.0, 0.0);
    for (i, a) in outline.iter().enumerate() {
        let b = outline.get(i + 1).unwrap_or(origin);
        let (ax, ay) = (a.lon() - origin.lon(), a.lat() - origin.lat());
        let (bx, by) = (b.lon() - origin.lon(), b.lat() - origin.lat());
        let cross = ax * by - bx * ay;
        area += cross;
        lon += (ax + bx) * cross;
        lat += (ay + by) * cross;
    }
    if area.abs() < 1e-12 {
        return None;
    }
    Position::from_degrees(origin.lat() + lat / (3.0 * area), origin.lon() + lon / (3.0 * area))
}
