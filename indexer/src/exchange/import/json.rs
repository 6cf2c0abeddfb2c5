//! Packages of JSON: HSDS 3 and Open Referral UK as their interfaces answer, page after page, kept as
//! files.
//!
//! Objects within objects become rows of their own that hang on what they stood in, so that both forms of
//! HSDS are the same from here on. A file is read as a stream: of a list, one object at a time is in memory.

use std::fmt;
use std::io::{self, BufReader};

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::encoding::Letters;
use super::ledger::{Fate, Ledger};
use super::package::Package;
use super::tables::{Record, Tables, canonical, is_top};
use super::tabular::{ROWS_MAX, stem_of};
use super::{ImportError, Notes};

/// Where interfaces keep the list of a page of an answer.
const LISTS: [&str; 6] = ["contents", "content", "data", "items", "results", "value"];

/// Reads every JSON file of a package.
///
/// # Errors
/// When a file cannot be opened, or the package is far too large.
pub fn read(
    package: &mut Package,
    ledger: &mut Ledger,
    tables: &mut Tables,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    for name in package.names().into_iter().filter(|name| is_json(name)) {
        let failed = |error: io::Error| ImportError::Io(name.as_str().into(), error);
        let letters = package.with(&name, Letters::of).map_err(failed)?;
        let source = ledger.source(&name);
        let stem = stem_of(&name).to_ascii_lowercase();
        let mut sink = Sink { ledger, tables, source, stem: &stem, count: 0 };
        let read = package.with(&name, |reader| {
            let reader = BufReader::new(letters.read(reader));
            let mut json = serde_json::Deserializer::from_reader(reader);
            loop {
                match Documents(&mut sink).deserialize(&mut json) {
                    Ok(()) => {}
                    Err(error) if error.is_eof() && sink.count > 0 => return Ok(None),
                    Err(error) if error.is_io() => return Err(error.into()),
                    Err(error) => return Ok(Some(error.to_string())),
                }
            }
        });
        if let Some(broken) = read.map_err(failed)? {
            notes.file(
                &name,
                &format!(
                    "it is not JSON from some place on ({broken}); what stands before was read"
                ),
            );
        }
        if ledger.rows() > ROWS_MAX {
            return Err(ImportError::Refused(format!("it has over {ROWS_MAX} objects")));
        }
    }
    Ok(())
}

/// Whether a file has objects; one that describes tables has none.
pub fn is_json(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_json = [".json", ".ndjson", ".jsonl"].iter().any(|end| name.ends_with(end));
    is_json && stem_of(&name) != "datapackage"
}

/// Where objects go.
struct Sink<'a> {
    ledger: &'a mut Ledger,
    tables: &'a mut Tables,
    source: u32,
    stem: &'a str,
    /// Objects of the file so far: an object has no line.
    count: u64,
}

/// A document: an object, a list of them, or a page of an answer.
struct Documents<'s, 'a>(&'s mut Sink<'a>);

impl<'de> DeserializeSeed<'de> for Documents<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Documents<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object or a list of objects")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            if self.0.ledger.rows() > ROWS_MAX {
                return Err(S::Error::custom("too many objects"));
            }
            self.0.document(value);
        }
        self.0.count += 1;
        Ok(())
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let mut rest = Map::new();
        let mut is_page = false;
        while let Some(key) = map.next_key::<String>()? {
            // A list within what has no name and no id: it is a page, and the list is what counts.
            if LISTS.contains(&key.as_str()) && !rest.contains_key("id") {
                is_page = true;
                map.next_value_seed(Documents(self.0))?;
            } else {
                rest.insert(key, map.next_value()?);
            }
        }
        match is_page {
            true => self.0.about_page(&rest),
            false => self.0.document(Value::Object(rest)),
        }
        Ok(())
    }

    // A document that is no object holds no row.
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.0.count += 1;
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.0.count += 1;
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.0.count += 1;
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.0.count += 1;
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.0.count += 1;
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.count += 1;
        Ok(())
    }
}

impl Sink<'_> {
    fn document(&mut self, value: Value) {
        self.count += 1;
        let Value::Object(object) = value else {
            self.unknown(&Map::new(), "it is no object");
            return;
        };
        if let Some(table) = kind(&object, self.stem) {
            self.object(table, &object, &[]);
            return;
        }
        // A whole package in one file: a list under the name of each table.
        let is_list =
            |(key, value): &(&String, &Value)| canonical(key).is_some() && value.is_array();
        let lists: Vec<_> = object.iter().filter(is_list).collect();
        if object.contains_key("id") || lists.is_empty() {
            self.unknown(&object, "what it is cannot be told");
            return;
        }
        for (key, value) in lists {
            let Some(table) = canonical(key) else { continue };
            for object in value.as_array().into_iter().flatten().filter_map(Value::as_object) {
                self.object(table, object, &[]);
            }
        }
    }

    /// What an interface says of a page of its answer.
    fn about_page(&mut self, page: &Map<String, Value>) {
        self.row("page", page, &[Fate::Lost("it is about the answer, not about a service")]);
    }

    fn unknown(&mut self, object: &Map<String, Value>, why: &'static str) {
        self.row("unknown", object, &[Fate::Lost(why)]);
    }

    fn row(&mut self, table: &'static str, object: &Map<String, Value>, fate: &[Fate]) -> Record {
        let texts: Vec<(String, String)> =
            object.iter().flat_map(|(key, value)| texts(key, value)).collect();
        let values = texts.iter().map(|(key, text)| (key.as_str(), text.as_str()));
        let (row, fields) = self.ledger.row((self.source, table, self.count), values);
        if let Some(fate) = fate.first() {
            self.ledger.settle(row, *fate);
        }
        Record::new(row, fields)
    }

    /// An object and those within it; what it hangs on is in `links`.
    fn object(
        &mut self,
        table: &'static str,
        object: &Map<String, Value>,
        links: &[(&'static str, String)],
    ) {
        let mut own = Map::new();
        let mut inner: Vec<(&'static str, &Map<String, Value>, bool)> = Vec::new();
        for (key, value) in object {
            match (canonical(key), value) {
                (Some(table), Value::Array(list)) if list.iter().any(Value::is_object) => {
                    inner.extend(
                        list.iter()
                            .filter_map(Value::as_object)
                            .map(|object| (table, object, true)),
                    );
                }
                (Some(table), Value::Object(object)) => inner.push((table, object, false)),
                _ => {
                    own.insert(key.clone(), value.clone());
                }
            }
        }
        let id = own.get("id").and_then(text).unwrap_or_else(|| {
            // An object without an id that others hang on gets one of its place.
            format!("{}#{}", self.source, self.ledger.rows())
        });
        let mut record = self.row(table, &own, &[]);
        if !own.contains_key("id") && (is_top(table) || !inner.is_empty()) {
            record.link("id", id.clone());
        }
        for (key, id) in links {
            record.link(key, id.clone());
        }
        for (inner_table, object, is_one_of_many) in inner {
            let its_id = object.get("id").and_then(text);
            match (is_one_of_many, link_to(inner_table), its_id) {
                // The organization of a service, the location of a service at a location.
                (false, Some(key), Some(its_id)) if is_top(inner_table) => {
                    record.link(key, its_id);
                    self.object(inner_table, object, &[]);
                }
                _ => {
                    let mut links = Vec::new();
                    if let Some(key) = link_to(table) {
                        links.push((key, id.clone()));
                    }
                    if inner_table == "attribute" {
                        links.push(("link_id", id.clone()));
                    }
                    self.object(inner_table, object, &links);
                }
            }
        }
        self.tables.add(table, record, self.ledger);
    }
}

/// The key by which a row points at a row of this table.
fn link_to(table: &str) -> Option<&'static str> {
    Some(match table {
        "service" => "service_id",
        "location" => "location_id",
        "organization" => "organization_id",
        "service_at_location" => "service_at_location_id",
        "contact" => "contact_id",
        "phone" => "phone_id",
        "program" => "program_id",
        "taxonomy" => "taxonomy_id",
        "taxonomy_term" => "taxonomy_term_id",
        _ => return None,
    })
}

/// What an object is: by what only such an object has, then by the file's name, then by what is left.
fn kind(object: &Map<String, Value>, stem: &str) -> Option<&'static str> {
    let has = |key: &str| object.contains_key(key);
    let has_any = |keys: &[&str]| keys.iter().any(|key| object.contains_key(*key));
    if has_any(&[
        "service_at_locations",
        "application_process",
        "assured_date",
        "cost_options",
        "fees",
    ]) {
        return Some("service");
    }
    if has("location") && (has("service") || has("service_id")) {
        return Some("service_at_location");
    }
    if has_any(&["location_type", "addresses", "physical_addresses", "latitude"]) {
        return Some("location");
    }
    if has_any(&["taxonomy_terms"]) {
        return Some("taxonomy");
    }
    if has_any(&["term_uri", "taxonomy_detail"]) {
        return Some("taxonomy_term");
    }
    if has("name") && (has("organization") || has("organization_id")) {
        return Some("service");
    }
    let is_named = has_any(&["id", "name"]);
    let starts =
        ["service_at_location", "taxonomy_term", "taxonomy", "organization", "location", "service"];
    let hint = starts.iter().find(|start| stem.starts_with(**start)).copied();
    if let Some(table) = hint.filter(|_| is_named).and_then(canonical) {
        return Some(table);
    }
    if is_named
        && has_any(&[
            "website",
            "legal_status",
            "year_incorporated",
            "organization_identifiers",
            "uri",
        ])
    {
        return Some("organization");
    }
    (has("id") && has("name") && has("status")).then_some("service")
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(is) => Some(is.to_string()),
        _ => None,
    }
}

/// A value as texts: those within it have names with points.
fn texts(key: &str, value: &Value) -> Vec<(String, String)> {
    match value {
        Value::Object(object) => object
            .iter()
            .flat_map(|(inner, value)| texts(&format!("{key}.{inner}"), value))
            .collect(),
        Value::Array(list) if list.iter().any(|value| value.is_object() || value.is_array()) => {
            let numbered = list.iter().enumerate();
            numbered.flat_map(|(at, value)| texts(&format!("{key}.{at}"), value)).collect()
        }
        Value::Array(list) => {
            let list: Vec<String> = list.iter().filter_map(text).collect();
            vec![(key.to_owned(), list.join(","))]
        }
        _ => vec![(key.to_owned(), text(value).unwrap_or_default())],
    }
}
