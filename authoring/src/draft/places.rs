//! Postcode areas, neighbourhoods, and what else a map shows.

use catalog::directory::{Landmark, LandmarkKind, PlaceKind, Shape};
use catalog::place::Position;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::node::{Spanned, Text};
use crate::report::{Finding, Findings, codes};
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
pub fn read_postcodes(file: u32, text: &str, findings: &Findings) -> (Vec<DraftPlace>, bool) {
    let mut places = Vec::new();
    let mut at = 0;
    let mut all = true;
    for (number, line) in text.split('\n').enumerate() {
        let span = Span::new(file, at..at + line.len());
        at += line.len() + 1;
        let bad = |message: &str, words: &str| {
            findings.add(&codes::BAD_PLACES, Finding::at(span, message).example(words));
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
                        "A1,50.0000,10.0000,Riverside",
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
pub fn read_neighbourhoods(file: u32, text: &str, findings: &Findings) -> (Vec<DraftPlace>, bool) {
    let Some(features) = features(file, text, findings) else { return (Vec::new(), false) };
    let mut places = Vec::new();
    for Feature { value, span } in &features {
        let id = value.pointer("/properties/id").and_then(Value::as_str).unwrap_or_default();
        let own = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        let at = own.find(&format!("\"{id}\"")).map_or(0..0, |at| at + 1..at + 1 + id.len());
        let span = span.within(at);
        match neighbourhood(value, id, span) {
            Ok(place) => places.push(place),
            Err(message) => findings.add(&codes::BAD_PLACES, Finding::at(span, message)),
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
    // A town that publishes no outlines names the middle.
    if feature.pointer("/geometry/type").and_then(Value::as_str) == Some("Point") {
        let middle = feature.pointer("/geometry/coordinates").and_then(position);
        return Ok(DraftPlace {
            id: Spanned::new(id.to_owned(), span),
            name: name.to_owned(),
            kind: PlaceKind::Neighbourhood,
            centre: middle.ok_or("this shape has a point that is not on the earth")?,
            outline: Vec::new(),
        });
    }
    let rings = match feature.pointer("/geometry/type").and_then(Value::as_str) {
        Some("Polygon") => feature.pointer("/geometry/coordinates/0"),
        // Of several parts, the first: an outline is a picture, and `area` goes by id.
        Some("MultiPolygon") => feature.pointer("/geometry/coordinates/0/0"),
        _ => return Err("this shape is no Polygon, and no Point either"),
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

/// Reads landmarks of one kind; what cannot be drawn is a problem, and left out.
pub fn read_landmarks(
    file: u32,
    text: &str,
    kind: LandmarkKind,
    findings: &Findings,
) -> Vec<Landmark> {
    let features = features(file, text, findings).unwrap_or_default();
    let read = features.into_iter().filter_map(|Feature { value, span }| {
        let name = value.pointer("/properties/name").and_then(Value::as_str).unwrap_or_default();
        match shape(value.get("geometry")) {
            Ok(shape) => Some(Landmark { kind, name: name.trim().to_owned(), shape }),
            Err(message) => {
                findings.add(&codes::BAD_PLACES, Finding::at(span, message));
                None
            }
        }
    });
    read.collect()
}

fn shape(geometry: Option<&Value>) -> Result<Shape, &'static str> {
    const NO_LINE: &str = "this shape has a point that is not on the earth, or a line of fewer than two: a point is \
                           [longitude, latitude]";
    let of = |key: &str| geometry.and_then(|geometry| geometry.get(key));
    let coordinates = of("coordinates").unwrap_or(&Value::Null);
    let line = |points: &Value| -> Option<Vec<Position>> {
        let line: Vec<Position> = points.as_array()?.iter().map(position).collect::<Option<_>>()?;
        (line.len() > 1).then_some(line)
    };
    let lines = |lines: &Value| -> Option<Vec<Vec<Position>>> {
        lines.as_array()?.iter().map(line).collect()
    };
    let areas = |areas: &Value| -> Option<Vec<Vec<Position>>> {
        let areas = areas.as_array()?.iter().map(lines).collect::<Option<Vec<_>>>()?;
        Some(areas.into_iter().flatten().collect())
    };
    let shape = match of("type").and_then(Value::as_str) {
        Some("Point") => position(coordinates).map(Shape::Spot),
        Some("LineString") => line(coordinates).map(|line| Shape::Lines(vec![line])),
        Some("MultiLineString") => lines(coordinates).map(Shape::Lines),
        Some("Polygon") => lines(coordinates).map(Shape::Area),
        Some("MultiPolygon") => areas(coordinates).map(Shape::Area),
        _ => return Err("this shape is no Point, LineString or Polygon, nor several of one kind"),
    };
    shape.ok_or(NO_LINE)
}

/// A shape of a collection, and where it stands.
struct Feature {
    value: Value,
    span: Span,
}

/// What a file of GeoJSON holds; `None` when it is none.
fn features(file: u32, text: &str, findings: &Findings) -> Option<Vec<Feature>> {
    #[derive(Deserialize)]
    struct Collection<'a> {
        // As they were typed: a shape without its place in the file could not be found again.
        #[serde(borrow)]
        features: Vec<&'a RawValue>,
    }
    let spoilt = |span: Span, message: &str| {
        findings.add(&codes::BAD_PLACES, Finding::at(span, message));
    };
    let not_json = |error: &serde_json::Error, from: usize, text: &str| {
        let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line = lines.map(str::len).sum::<usize>();
        let at = (line + error.column().saturating_sub(1)).min(text.len().saturating_sub(1));
        let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let letter = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        spoilt(Span::new(file, from + at..from + at + letter), "the file is not JSON from here on");
    };
    let collection: Collection<'_> = match serde_json::from_str(text) {
        Ok(collection) => collection,
        Err(error) if error.is_data() => {
            spoilt(Span::top(file), "a FeatureCollection with `features` belongs here");
            return None;
        }
        Err(error) => {
            not_json(&error, 0, text);
            return None;
        }
    };
    let mut features = Vec::new();
    for raw in collection.features {
        // A part of `text`: how far its beginning is from that of the whole.
        let at = (raw.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        match serde_json::from_str(raw.get()) {
            Ok(value) => {
                let span = Span::new(file, at..at + raw.get().len());
                features.push(Feature { value, span });
            }
            Err(error) => {
                not_json(&error, at, raw.get());
                return None;
            }
        }
    }
    Some(features)
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
