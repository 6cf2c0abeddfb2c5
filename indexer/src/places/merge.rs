//! Puts what was found into the files of `_places`, and leaves what people have edited there.
//!
//! What was written is remembered in `_import/_places.jsonl`, a line for each place: what the source called it, the name that
//! was written, and a hash of its ground. What still is as it was written follows the source; what is not was edited by
//! somebody, and stays. A place that is remembered nowhere was made by hand, and stays as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use authoring::names::plain_name_or;
use catalog::place::Position;
use catalog::text::decompose_natively;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::{Found, Ground, Kind, Source, outline};

/// Where what was written is remembered.
pub const MEMORY: &str = "_import/_places.jsonl";

/// The first line of `postcodes.csv`.
const HEAD: &str = "code,lat,lon,name";

/// Largest text of outlines that is written: the loader takes 4 MiB, and half of that leaves room for what people add.
const LARGEST: usize = 2 << 20;

impl Kind {
    /// The file of the content folder that holds such places.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Neighbourhoods => "_places/neighbourhoods.geojson",
            Self::Postcodes => "_places/postcodes.csv",
        }
    }
}

/// What becomes of what people have edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It stays.
    Stays,
    /// The source's own takes its place.
    GivesWay,
}

/// What was done, by ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Places that were not there.
    pub new: Vec<String>,
    /// Places whose name or ground followed the source, and which of both.
    pub changed: Vec<(String, &'static str)>,
    /// How many are as they were.
    pub same: usize,
    /// What somebody has edited here, and the source says otherwise: a sentence each.
    pub kept: Vec<String>,
    /// Places that are here and not in the source.
    pub left: Vec<String>,
    /// How many corners the outlines have as they are written.
    pub corners: usize,
    /// How far a border was moved at most, in metres.
    pub tolerance: f64,
}

/// The files as they shall be, and what was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// The text of [`Kind::file`].
    pub text: String,
    /// The text of [`MEMORY`].
    pub memory: String,
    /// What was done.
    pub report: Report,
}

/// A place as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    file: String,
    id: String,
    source: String,
    name: String,
    ground: String,
}

/// A place as it is here.
struct Here<'a> {
    id: String,
    name: String,
    /// The ground as it would be written.
    ground: String,
    /// The properties of a shape as somebody wrote them.
    properties: Option<&'a RawValue>,
    /// The whole line or shape as it is.
    raw: &'a str,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct Shape<'a> {
    #[serde(borrow)]
    properties: &'a RawValue,
    geometry: Value,
}

/// Puts them together. `here` is the file as it is, empty where there is none; `is_ours` tells lines of postcode areas that
/// `signpost init` has written.
///
/// # Errors
/// A sentence, when the file that is here cannot be read.
pub fn merge(
    source: &Source,
    here: &str,
    memory: &str,
    edited: Edited,
    is_ours: &dyn Fn(&str) -> bool,
) -> Result<Merged, String> {
    let mut tolerance = outline::TOLERANCE_M;
    loop {
        let merged = merged_with(source, here, memory, edited, is_ours, tolerance)?;
        if merged.text.len() <= LARGEST || tolerance > 1_000.0 {
            return Ok(merged);
        }
        tolerance *= 2.0;
    }
}

fn merged_with(
    source: &Source,
    here: &str,
    memory: &str,
    edited: Edited,
    is_ours: &dyn Fn(&str) -> bool,
    tolerance: f64,
) -> Result<Merged, String> {
    let file = source.kind.file();
    let all: Vec<Remembered> =
        memory.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| one.file == file);
    let mut own: BTreeMap<String, Remembered> =
        own.into_iter().map(|one| (one.id.clone(), one)).collect();
    let here = match source.kind {
        Kind::Neighbourhoods => shapes(here)?,
        Kind::Postcodes => rows(here)?,
    };
    let mut report = Report { tolerance, ..Report::default() };
    let mut ids: BTreeSet<String> = here.iter().map(|place| place.id.clone()).collect();
    // What each place here becomes; those that the source does not have stay as they are.
    let mut lines: Vec<String> = here.iter().map(|place| place.raw.to_owned()).collect();
    let mut is_met = vec![false; here.len()];
    let mut added = Vec::new();
    for found in &source.found {
        let ground = written(found, tolerance, &mut report.corners);
        let plain = match source.kind {
            Kind::Neighbourhoods => plain_name_or(&found.name, "place", decompose_natively),
            Kind::Postcodes => found.name.clone(),
        };
        let remembered = own.values().find(|one| one.source == found.name);
        let id = remembered.map_or(plain, |one| one.id.clone());
        let place = here.iter().position(|place| place.id == id || place.name == found.name);
        let own_name = match source.kind {
            Kind::Neighbourhoods => found.name.clone(),
            Kind::Postcodes => found.label.clone(),
        };
        let Some(at) = place else {
            let mut numbered =
                (1..).map(|number| if number == 1 { id.clone() } else { format!("{id}-{number}") });
            let Some(id) = numbered.find(|id| ids.insert(id.clone())) else { continue };
            added.push((own_name.clone(), line(source.kind, &id, &own_name, &ground, None)));
            own.insert(id.clone(), remember(file, &id, found, &own_name, &ground));
            report.new.push(id);
            continue;
        };
        is_met[at] = true;
        let place = &here[at];
        let before = own.get(&place.id);
        let gives_way = edited == Edited::GivesWay || is_ours(place.raw);
        let is_untouched = |was: Option<bool>| was.unwrap_or(false) || gives_way;
        let kept = report.kept.len();
        let mut changes = Vec::new();
        let mut name = place.name.clone();
        if !own_name.is_empty() && name != own_name {
            if is_untouched(before.map(|one| one.name == name)) {
                name.clone_from(&own_name);
                changes.push("its name");
            } else if before.is_none_or(|one| one.name != own_name) {
                report.kept.push(format!(
                    "{}: is called {name} here, and {own_name} in the source",
                    place.id
                ));
            }
        }
        let mut stays = place.ground.clone();
        if stays != ground {
            if is_untouched(before.map(|one| one.ground == hash(&stays))) {
                stays.clone_from(&ground);
                changes.push("its place");
            } else if before.is_none_or(|one| one.ground != hash(&ground)) {
                report.kept.push(format!("{}: lies elsewhere here than in the source", place.id));
            }
        }
        // What is remembered is what the source says, so that a later edit of the source shows as such.
        let kept_name = if name == own_name {
            own_name.clone()
        } else {
            before.map_or(own_name.clone(), |one| one.name.clone())
        };
        let mut one = remember(file, &place.id, found, &kept_name, &ground);
        if stays != ground {
            one.ground = before.map_or(one.ground, |before| before.ground.clone());
        }
        own.insert(place.id.clone(), one);
        match changes.as_slice() {
            [] if report.kept.len() > kept => {}
            [] => report.same += 1,
            [one] => report.changed.push((place.id.clone(), one)),
            _ => report.changed.push((place.id.clone(), "its name and its place")),
        }
        if !changes.is_empty() {
            lines[at] = line(source.kind, &place.id, &name, &stays, place.properties);
        }
    }
    report.left = here
        .iter()
        .zip(&is_met)
        .filter(|(_, met)| !**met)
        .map(|(place, _)| place.id.clone())
        .collect();
    added.sort();
    lines.extend(added.into_iter().map(|(_, line)| line));
    if source.kind == Kind::Postcodes {
        lines.sort();
    }
    let text = match source.kind {
        Kind::Neighbourhoods => {
            format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", lines.join(",\n"))
        }
        Kind::Postcodes => format!("{HEAD}\n{}\n", lines.join("\n")),
    };
    let mut memory = String::new();
    for one in others.iter().chain(own.values()) {
        let line = serde_json::to_string(one).map_err(|error| error.to_string())?;
        let _ = writeln!(memory, "{line}");
    }
    Ok(Merged { text, memory, report })
}

fn remember(file: &str, id: &str, found: &Found, name: &str, ground: &str) -> Remembered {
    Remembered {
        file: file.to_owned(),
        id: id.to_owned(),
        source: found.name.clone(),
        name: name.to_owned(),
        ground: hash(ground),
    }
}

/// The first 16 digits of the SHA-256: of some hundred places no two have the same.
fn hash(text: &str) -> String {
    let mut out = String::new();
    for byte in Sha256::digest(text.as_bytes()).iter().take(8) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The ground of a place as it is written: a geometry, or two numbers.
fn written(found: &Found, tolerance: f64, corners: &mut usize) -> String {
    match &found.ground {
        Ground::Spot(at) => spot(*at),
        Ground::Outline(corners_of) => {
            let simple = outline::simpler(corners_of, tolerance);
            *corners += simple.len();
            ring(&simple)
        }
    }
}

/// A position as `lat,lon`.
fn spot(at: Position) -> String {
    format!("{},{}", at.lat(), at.lon())
}

/// An outline as GeoJSON has it: longitude first, and the first corner again at the end.
fn ring(outline: &[Position]) -> String {
    let corners = outline.iter().chain(outline.first());
    let corners: Vec<String> = corners.map(|at| format!("[{},{}]", at.lon(), at.lat())).collect();
    format!("[[{}]]", corners.join(","))
}

/// A line of the file.
fn line(kind: Kind, id: &str, name: &str, ground: &str, properties: Option<&RawValue>) -> String {
    match kind {
        Kind::Postcodes => format!("{id},{ground},{}", in_csv(name)),
        Kind::Neighbourhoods => {
            let geometry = match ground.split_once(',').filter(|_| !ground.starts_with('[')) {
                Some((lat, lon)) => format!("{{\"type\":\"Point\",\"coordinates\":[{lon},{lat}]}}"),
                None => format!("{{\"type\":\"Polygon\",\"coordinates\":{ground}}}"),
            };
            format!(
                "{{\"type\":\"Feature\",\"properties\":{},\"geometry\":{geometry}}}",
                properties_with(id, name, properties)
            )
        }
    }
}

/// The properties of a shape with this name: as somebody wrote them, but for the name where that is another.
fn properties_with(id: &str, name: &str, properties: Option<&RawValue>) -> String {
    let old =
        properties.and_then(|old| Some((old, serde_json::from_str::<Value>(old.get()).ok()?)));
    match old {
        Some((old, value)) if value.get("name").and_then(Value::as_str) == Some(name) => {
            old.get().to_owned()
        }
        Some((_, Value::Object(mut all))) => {
            all.insert("name".to_owned(), Value::from(name));
            Value::Object(all).to_string()
        }
        _ => format!("{{\"id\":{},\"name\":{}}}", Value::from(id), Value::from(name)),
    }
}

/// A name in a row (RFC 4180).
fn in_csv(name: &str) -> String {
    if name.contains([',', '"']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

/// The shapes that are here.
fn shapes(text: &str) -> Result<Vec<Here<'_>>, String> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let told = |error: serde_json::Error| {
        format!(
            "{} cannot be read ({error}): signpost check says where",
            Kind::Neighbourhoods.file()
        )
    };
    let collection: Collection<'_> = serde_json::from_str(text).map_err(told)?;
    let read = |raw: &&'_ RawValue| -> Result<(String, String, String), String> {
        let shape: Shape<'_> = serde_json::from_str(raw.get()).map_err(told)?;
        let properties: Value = serde_json::from_str(shape.properties.get()).map_err(told)?;
        let text =
            |key: &str| properties.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok((text("id"), text("name"), ground_of(&shape.geometry)))
    };
    let all = collection.features.into_iter().map(|raw| {
        let (id, name, ground) = read(&raw)?;
        let shape: Shape<'_> = serde_json::from_str(raw.get()).map_err(told)?;
        Ok(Here { id, name, ground, properties: Some(shape.properties), raw: raw.get() })
    });
    all.collect()
}

/// A geometry as [`written`] writes it.
fn ground_of(geometry: &Value) -> String {
    let at =
        |point: &Value| Position::from_degrees(point.get(1)?.as_f64()?, point.get(0)?.as_f64()?);
    let coordinates = geometry.get("coordinates").unwrap_or(&Value::Null);
    if geometry.get("type").and_then(Value::as_str) == Some("Point") {
        return at(coordinates).map(spot).unwrap_or_default();
    }
    let first = match geometry.get("type").and_then(Value::as_str) {
        Some("MultiPolygon") => coordinates.pointer("/0/0"),
        _ => coordinates.get(0),
    };
    let mut corners: Vec<Position> =
        first.and_then(Value::as_array).into_iter().flatten().filter_map(at).collect();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    ring(&corners)
}

/// The lines of postcode areas that are here.
fn rows(text: &str) -> Result<Vec<Here<'_>>, String> {
    let lines = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let all = lines.map(|line| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let row = reader.records().next().and_then(Result::ok);
        let read = row.as_ref().and_then(|row| {
            let at = Position::from_degrees(
                row.get(1)?.trim().parse().ok()?,
                row.get(2)?.trim().parse().ok()?,
            )?;
            Some((
                row.get(0)?.trim().to_uppercase(),
                row.get(3).unwrap_or_default().trim().to_owned(),
                at,
            ))
        });
        let (id, name, at) = read.ok_or_else(|| {
            format!(
                "a line of {} cannot be read, {line:?}: signpost check says more",
                Kind::Postcodes.file()
            )
        })?;
        Ok(Here { id, name, ground: spot(at), properties: None, raw: line })
    });
    all.collect()
}
