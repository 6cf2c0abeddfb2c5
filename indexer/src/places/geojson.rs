//! Neighbourhoods from GeoJSON (RFC 7946), as towns publish them.

use std::collections::BTreeSet;

use authoring::report::{Finding, Findings, codes};
use authoring::source::Span;
use catalog::place::Position;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Bounds, Found, Ground, Kind, Source, Unread, as_written, evened, outline, position};

/// How points of GeoJSON are written.
const ORDER: &str = "a point of GeoJSON is longitude first, then latitude";

/// What towns call the property with the name, evened; the likeliest first.
const NAMES: [&str; 12] = [
    "name",
    "neighbourhood",
    "neighborhood",
    "neighbourhoodname",
    "areaname",
    "nbhdname",
    "title",
    "label",
    "mapname",
    "community",
    "wardname",
    "ward",
];

/// Names of the only system of coordinates that GeoJSON has now, as older files say it.
const DEGREES: [&str; 4] = ["crs84", "epsg::4326", "epsg:4326", "epsg/0/4326"];

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    crs: Option<&'a RawValue>,
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    properties: Option<Map<String, Value>>,
    #[serde(borrow)]
    geometry: Option<Geometry<'a>>,
}

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

/// Reads a file. `name` is the property that holds the name, where somebody has said which.
///
/// # Errors
/// When something is wrong, which is then among the findings, or when nobody can tell where the names are.
pub fn read(
    file: u32,
    text: &str,
    name: Option<&str>,
    bounds: Bounds,
    findings: &Findings,
) -> Result<Source, Unread> {
    let spoilt = |span: Span, message: String| {
        findings.add(&codes::BAD_PLACES, Finding::at(span, message));
        Unread::Told
    };
    let collection: Collection<'_> = serde_json::from_str(text).map_err(|error| {
        let message = if error.is_data() {
            "a FeatureCollection with `features` belongs here".to_owned()
        } else {
            "the file is not JSON from here on".to_owned()
        };
        spoilt(Span::new(file, at(text, &error)), message)
    })?;
    if let Some(crs) = collection.crs {
        in_degrees(crs.get()).map_err(|message| spoilt(span_of(file, text, crs.get()), message))?;
    }
    let features: Vec<(Feature<'_>, Span)> = collection
        .features
        .iter()
        .map(|raw| {
            let span = span_of(file, text, raw.get());
            let feature = serde_json::from_str(raw.get());
            Ok((
                feature
                    .map_err(|error| spoilt(span, format!("this shape cannot be read: {error}")))?,
                span,
            ))
        })
        .collect::<Result<_, Unread>>()?;
    let properties: Vec<&Map<String, Value>> =
        features.iter().filter_map(|(feature, _)| feature.properties.as_ref()).collect();
    let named_by = match name {
        Some(name) if properties.iter().any(|all| all.contains_key(name)) => name.to_owned(),
        Some(name) => {
            let known: BTreeSet<&str> =
                properties.iter().flat_map(|all| all.keys().map(String::as_str)).collect();
            let known = known.into_iter().collect::<Vec<_>>().join(", ");
            return Err(spoilt(
                Span::top(file),
                format!("no shape has a property {name}; there are: {known}"),
            ));
        }
        None => guess(&properties)?,
    };
    let mut reading = Reading { file, text, bounds, findings, corners: 0, remarks: Vec::new() };
    let (mut found, mut outside) = (Vec::new(), Vec::new());
    let mut names = BTreeSet::new();
    let mut is_told = false;
    for (feature, span) in &features {
        let named = feature.properties.as_ref().and_then(|all| all.get(&named_by));
        let typed = match named {
            Some(Value::String(name)) => name.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        let name = as_written(&typed);
        if name.is_empty() {
            reading.remarks.push("a shape without a name is left out".to_owned());
            continue;
        }
        if !names.insert(name.clone()) {
            is_told = true;
            let _ = spoilt(
                *span,
                format!(
                    "there are two shapes called {name}: name another property, or join the two"
                ),
            );
            continue;
        }
        match reading.ground(&name, feature.geometry.as_ref(), *span) {
            Ok(Some(ground)) => found.push(Found { name, label: String::new(), ground }),
            Ok(None) => outside.push(name),
            Err(Unread::Told) => is_told = true,
            Err(unread) => return Err(unread),
        }
    }
    if is_told {
        return Err(Unread::Told);
    }
    if found.is_empty() {
        let message =
            "nothing in this file lies within the `[bounds]` of directory.toml".to_owned();
        return Err(spoilt(Span::top(file), message));
    }
    let Reading { corners, remarks, .. } = reading;
    Ok(Source { kind: Kind::Neighbourhoods, found, outside, named_by, corners, remarks })
}

/// Where a part of the text stands in it.
fn span_of(file: u32, text: &str, part: &str) -> Span {
    let from = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    Span::new(file, from..from + part.len())
}

/// Where a reader of JSON has stopped.
fn at(text: &str, error: &serde_json::Error) -> std::ops::Range<usize> {
    if error.is_data() {
        return 0..0;
    }
    let lines = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let at = lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
    let at = at.min(text.len());
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    at..at
}

/// Whether an old file's `crs` says that its numbers are degrees.
fn in_degrees(crs: &str) -> Result<(), String> {
    let evened = crs.to_lowercase();
    if evened == "null" || DEGREES.iter().any(|known| evened.contains(known)) {
        return Ok(());
    }
    let value: Value = serde_json::from_str(crs).unwrap_or_default();
    let named =
        value.pointer("/properties/name").and_then(Value::as_str).unwrap_or("another system");
    Err(format!(
        "the numbers of this file are not degrees (its crs is {named}): save it again in WGS 84 (EPSG:4326), as most programs \
         for maps and most open data pages offer"
    ))
}

/// The property whose values are names: the likeliest of those that every shape has, each with a value of its own.
fn guess(properties: &[&Map<String, Value>]) -> Result<String, Unread> {
    let first = properties.first().map(|all| all.keys().cloned().collect::<Vec<_>>());
    let mut candidates: Vec<String> = first.unwrap_or_default();
    candidates.retain(|key| {
        let values: Vec<&str> = properties
            .iter()
            .filter_map(|all| all.get(key)?.as_str())
            .filter(|name| is_a_name(name))
            .collect();
        let own: BTreeSet<&&str> = values.iter().collect();
        values.len() == properties.len() && own.len() == values.len()
    });
    let likely = NAMES.iter().find_map(|known| candidates.iter().find(|key| evened(key) == *known));
    match (likely, candidates.as_slice()) {
        (Some(key), _) | (None, [key]) => Ok(key.clone()),
        (None, _) => {
            let shown = |key: &String| {
                let values =
                    properties.iter().filter_map(|all| Some(all.get(key)?.as_str()?.to_owned()));
                (key.clone(), values.take(3).collect())
            };
            Err(Unread::WhichName(candidates.iter().map(shown).collect()))
        }
    }
}

/// Whether this could be what people call a place: with letters in it, and short.
fn is_a_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.chars().count() <= 60 && !text.contains("://")
}

struct Reading<'a> {
    file: u32,
    text: &'a str,
    bounds: Bounds,
    findings: &'a Findings,
    corners: usize,
    remarks: Vec<String>,
}

impl Reading<'_> {
    /// Where a shape is; `None` for one outside the bounds.
    fn ground(
        &mut self,
        name: &str,
        geometry: Option<&Geometry<'_>>,
        span: Span,
    ) -> Result<Option<Ground>, Unread> {
        let tell = |message: &str| {
            self.findings.add(&codes::BAD_PLACES, Finding::at(span, format!("{name}: {message}")));
            Unread::Told
        };
        let Some((kind, raw)) = geometry.and_then(|of| Some((of.kind.as_str(), of.coordinates?)))
        else {
            return Err(tell("this shape says nothing of where it is"));
        };
        let value: Value =
            serde_json::from_str(raw.get()).map_err(|_| tell("this shape cannot be read"))?;
        let start = span_of(self.file, self.text, raw.get());
        let mut points = Points { raw: raw.get(), from: 0, start };
        let rings = match kind {
            "Point" => {
                let at = self.point(&value, points.next())?;
                return Ok(at.map(Ground::Spot));
            }
            "Polygon" => vec![&value],
            "MultiPolygon" => {
                value.as_array().map(|parts| parts.iter().collect()).unwrap_or_default()
            }
            _ => return Err(tell("this is no Polygon, MultiPolygon or Point")),
        };
        let mut outlines = Vec::new();
        let mut holes = 0;
        for part in rings {
            for (number, ring) in part.as_array().into_iter().flatten().enumerate() {
                let mut read = Vec::new();
                for point in ring.as_array().into_iter().flatten() {
                    read.push(self.point(point, points.next())?);
                }
                self.corners += read.len();
                if number > 0 {
                    holes += 1;
                    continue;
                }
                // The last corner of a ring is its first once more (RFC 7946, 3.1.6).
                if read.len() > 1 && read.first() == read.last() {
                    read.pop();
                }
                // A border that leaves the bounds belongs to who lies outside with most of its corners.
                let inside: Vec<Position> = read.iter().flatten().copied().collect();
                if inside.len() * 2 > read.len() {
                    outlines.push((inside, read.len()));
                }
            }
        }
        if outlines.is_empty() {
            return Ok(None);
        }
        if outlines.len() > 1 {
            self.remarks.push(format!(
                "{name} has {} parts, and its outline here is that of the largest",
                outlines.len()
            ));
        }
        if holes > 0 {
            let what = if holes == 1 { "a hole, which is" } else { "holes, which are" };
            self.remarks.push(format!("{name} has {what} filled"));
        }
        let largest = outlines
            .into_iter()
            .max_by(|(a, _), (b, _)| outline::area(a).total_cmp(&outline::area(b)));
        let (mut largest, corners) = largest.unwrap_or_default();
        match corners - largest.len() {
            0 => {}
            1 => self
                .remarks
                .push(format!("{name} reaches beyond [bounds]: one of its corners is left out")),
            beyond => self.remarks.push(format!(
                "{name} reaches beyond [bounds]: {beyond} of its corners are left out"
            )),
        }
        largest.dedup();
        if largest.len() > 1 && largest.first() == largest.last() {
            largest.pop();
        }
        if largest.len() < 3 {
            return Err(tell("a shape has three corners at least"));
        }
        Ok(Some(Ground::Outline(largest)))
    }

    fn point(&self, value: &Value, span: Span) -> Result<Option<Position>, Unread> {
        let number = |at: usize| value.get(at).and_then(Value::as_f64);
        let (Some(lon), Some(lat)) = (number(0), number(1)) else {
            let message = "a point is two numbers, longitude and latitude";
            self.findings.add(&codes::BAD_PLACES, Finding::at(span, message));
            return Err(Unread::Told);
        };
        position([lat, lon], ORDER, self.bounds, span, self.findings)
    }
}

/// Where the points of a shape stand in the text, one after the other: in coordinates there is nothing but brackets, commas
/// and numbers.
struct Points<'a> {
    raw: &'a str,
    from: usize,
    start: Span,
}

impl Points<'_> {
    fn next(&mut self) -> Span {
        let is_number = |c: char| c.is_ascii_digit() || c == '-' || c == '+';
        let rest = self.raw.get(self.from..).unwrap_or_default();
        let from = rest.find(is_number).map_or(self.raw.len(), |at| self.from + at);
        let end = self
            .raw
            .get(from..)
            .and_then(|rest| rest.find(']'))
            .map_or(self.raw.len(), |at| from + at);
        self.from = end;
        self.start.within(from..end)
    }
}
