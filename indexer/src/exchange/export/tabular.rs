//! The records of HSDS as tables: a CSV file each, and `datapackage.json`, which describes them (Tabular Data
//! Package). They are made of the same records as the JSON, so that the two never differ.
//!
//! Texts stand as they are, because programs read these; what people open in a spreadsheet is the table beside.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::exported::Exported;
use super::licence;
use super::record::record;

/// Most files: a table each, and their description.
pub const FILES_AT_MOST: usize = TABLES.len() + 1;

/// A table: the name of its records, its file, the field of the record it belongs to under which they stand, and its
/// columns.
struct Table {
    name: &'static str,
    path: &'static str,
    member: &'static str,
    columns: &'static [Column],
}

/// A column: its name, its kind, and the table whose records it names.
struct Column {
    name: &'static str,
    kind: Kind,
    refers: Option<&'static str>,
    is_required: bool,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Uuid,
    Uri,
    Email,
    Number,
    Date,
    DateTime,
    Time,
}

impl Kind {
    /// Its type and format in a Table Schema.
    fn schema(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text => ("string", None),
            Self::Uuid => ("string", Some("uuid")),
            Self::Uri => ("string", Some("uri")),
            Self::Email => ("string", Some("email")),
            Self::Number => ("number", None),
            Self::Date => ("date", None),
            Self::DateTime => ("datetime", None),
            Self::Time => ("time", None),
        }
    }
}

const fn column(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, refers: None, is_required: false }
}

const fn required(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, refers: None, is_required: true }
}

const fn key(name: &'static str, table: &'static str) -> Column {
    Column { name, kind: Kind::Uuid, refers: Some(table), is_required: false }
}

const fn needed_key(name: &'static str, table: &'static str) -> Column {
    Column { name, kind: Kind::Uuid, refers: Some(table), is_required: true }
}

/// Every record has one.
const ID: Column = required("id", Kind::Uuid);

/// The tables that we fill, with the columns that we fill, in the standard's order.
const TABLES: [Table; 18] = [
    Table {
        name: "organization",
        path: "organizations.csv",
        member: "organization",
        columns: &[
            ID,
            required("name", Kind::Text),
            required("description", Kind::Text),
            column("email", Kind::Email),
            column("website", Kind::Uri),
        ],
    },
    Table {
        name: "service",
        path: "services.csv",
        member: "",
        columns: &[
            ID,
            needed_key("organization_id", "organization"),
            required("name", Kind::Text),
            column("description", Kind::Text),
            column("url", Kind::Uri),
            column("email", Kind::Email),
            required("status", Kind::Text),
            column("interpretation_services", Kind::Text),
            column("application_process", Kind::Text),
            column("fees_description", Kind::Text),
            column("eligibility_description", Kind::Text),
            column("minimum_age", Kind::Number),
            column("maximum_age", Kind::Number),
            column("assured_date", Kind::Date),
            column("alert", Kind::Text),
        ],
    },
    Table {
        name: "url",
        path: "url.csv",
        member: "additional_urls",
        columns: &[
            ID,
            column("label", Kind::Text),
            required("url", Kind::Uri),
            key("service_id", "service"),
        ],
    },
    Table {
        name: "location",
        path: "locations.csv",
        member: "location",
        columns: &[
            ID,
            required("location_type", Kind::Text),
            column("name", Kind::Text),
            column("transportation", Kind::Text),
            column("latitude", Kind::Number),
            column("longitude", Kind::Number),
        ],
    },
    Table {
        name: "address",
        path: "addresses.csv",
        member: "addresses",
        columns: &[
            ID,
            key("location_id", "location"),
            required("address_1", Kind::Text),
            column("address_2", Kind::Text),
            // The standard wants these filled; an empty cell is its only way to say "not known".
            column("city", Kind::Text),
            column("state_province", Kind::Text),
            column("postal_code", Kind::Text),
            column("country", Kind::Text),
            required("address_type", Kind::Text),
        ],
    },
    Table {
        name: "service_at_location",
        path: "service_at_location.csv",
        member: "service_at_locations",
        columns: &[ID, needed_key("service_id", "service"), needed_key("location_id", "location")],
    },
    Table {
        name: "service_area",
        path: "service_areas.csv",
        member: "service_areas",
        columns: &[
            ID,
            key("service_id", "service"),
            column("name", Kind::Text),
            column("extent", Kind::Text),
        ],
    },
    Table {
        name: "schedule",
        path: "schedules.csv",
        member: "schedules",
        columns: &[
            ID,
            key("service_id", "service"),
            key("service_at_location_id", "service_at_location"),
            column("valid_from", Kind::Date),
            column("valid_to", Kind::Date),
            column("dtstart", Kind::Date),
            column("until", Kind::Date),
            column("count", Kind::Number),
            column("freq", Kind::Text),
            column("interval", Kind::Number),
            column("byday", Kind::Text),
            column("bymonthday", Kind::Text),
            column("description", Kind::Text),
            column("opens_at", Kind::Time),
            column("closes_at", Kind::Time),
            column("notes", Kind::Text),
        ],
    },
    Table {
        name: "contact",
        path: "contacts.csv",
        member: "contacts",
        columns: &[
            ID,
            key("organization_id", "organization"),
            key("service_id", "service"),
            key("service_at_location_id", "service_at_location"),
            column("title", Kind::Text),
            column("email", Kind::Email),
        ],
    },
    Table {
        name: "phone",
        path: "phones.csv",
        member: "phones",
        columns: &[
            ID,
            key("contact_id", "contact"),
            required("number", Kind::Text),
            column("extension", Kind::Number),
            column("type", Kind::Text),
            column("description", Kind::Text),
        ],
    },
    Table {
        name: "language",
        path: "languages.csv",
        member: "languages",
        columns: &[
            ID,
            key("service_id", "service"),
            key("phone_id", "phone"),
            column("name", Kind::Text),
            column("code", Kind::Text),
            column("note", Kind::Text),
        ],
    },
    Table {
        name: "cost_option",
        path: "cost_options.csv",
        member: "cost_options",
        columns: &[
            ID,
            needed_key("service_id", "service"),
            column("option", Kind::Text),
            column("currency", Kind::Text),
            column("amount", Kind::Number),
            column("amount_description", Kind::Text),
        ],
    },
    Table {
        name: "required_document",
        path: "required_documents.csv",
        member: "required_documents",
        columns: &[ID, key("service_id", "service"), column("document", Kind::Text)],
    },
    Table {
        name: "accessibility",
        path: "accessibility.csv",
        member: "accessibility",
        columns: &[
            ID,
            key("location_id", "location"),
            column("description", Kind::Text),
            column("details", Kind::Text),
        ],
    },
    Table {
        name: "unit",
        path: "units.csv",
        member: "unit",
        columns: &[ID, required("name", Kind::Text)],
    },
    Table {
        name: "service_capacity",
        path: "service_capacity.csv",
        member: "capacities",
        columns: &[
            ID,
            needed_key("service_id", "service"),
            needed_key("unit_id", "unit"),
            required("available", Kind::Number),
            column("description", Kind::Text),
            required("updated", Kind::DateTime),
        ],
    },
    Table {
        name: "taxonomy_term",
        path: "taxonomy_terms.csv",
        member: "taxonomy_term",
        columns: &[
            ID,
            column("code", Kind::Text),
            required("name", Kind::Text),
            required("description", Kind::Text),
            column("taxonomy", Kind::Text),
            column("language", Kind::Text),
        ],
    },
    Table {
        name: "attribute",
        path: "attributes.csv",
        member: "attributes",
        columns: &[
            ID,
            required("link_id", Kind::Uuid),
            needed_key("taxonomy_term_id", "taxonomy_term"),
            column("link_type", Kind::Text),
            required("link_entity", Kind::Text),
            column("value", Kind::Text),
        ],
    },
];

/// The table of services.
const SERVICE: usize = 1;

/// The tables as they fill.
#[derive(Default)]
pub struct Tables {
    /// The rows of each table, as text.
    rows: [String; TABLES.len()],
    /// The ids of what several records share: groups, places, terms.
    seen: HashSet<String>,
}

impl Tables {
    /// Adds a service with everything in it.
    pub fn add(&mut self, service: &Value) {
        self.add_to(SERVICE, service, None);
    }

    /// Adds a record with everything in it. Inside another one a record needs no key to say what it belongs to; as a row it does.
    fn add_to(&mut self, table: usize, record: &Value, parent: Option<(usize, &str)>) {
        let Value::Object(fields) = record else { return };
        let id = fields.get("id").and_then(Value::as_str).unwrap_or_default();
        if !self.seen.insert([TABLES[table].name, " ", id].concat()) {
            return;
        }
        let row = &mut self.rows[table];
        for (at, column) in TABLES[table].columns.iter().enumerate() {
            if at > 0 {
                row.push(',');
            }
            match (fields.get(column.name), parent) {
                (Some(value), _) => push_field(row, value),
                (None, parent) => row.push_str(named_by_place(column, fields, parent)),
            }
        }
        row.push_str("\r\n");
        for (at, inner) in TABLES.iter().enumerate() {
            match fields.get(inner.member) {
                Some(Value::Array(list)) => {
                    list.iter().for_each(|record| self.add_to(at, record, Some((table, id))))
                }
                Some(record @ Value::Object(_)) => self.add_to(at, record, Some((table, id))),
                _ => {}
            }
        }
    }

    /// The files, by their names: tables that have a row, and what describes them.
    pub fn finish(self, exported: &Exported<'_>) -> Vec<(String, String)> {
        let filled: Vec<&str> = TABLES
            .iter()
            .zip(&self.rows)
            .filter(|(table, rows)| table.name == TABLES[SERVICE].name || !rows.is_empty())
            .map(|(table, _)| table.name)
            .collect();
        let resources: Vec<Value> = TABLES
            .iter()
            .filter(|table| filled.contains(&table.name))
            .map(|table| resource(table, &filled))
            .collect();
        let package = description(exported, resources);
        let mut files = vec![("datapackage.json".to_owned(), package.to_string())];
        for (table, rows) in TABLES.iter().zip(self.rows) {
            if filled.contains(&table.name) {
                let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
                files.push((table.path.to_owned(), [&names.join(","), "\r\n", &rows].concat()));
            }
        }
        files
    }
}

/// What a column holds that a record does not say itself, because it is inside what it belongs to, or around what it
/// names.
fn named_by_place<'v>(
    column: &Column,
    fields: &'v Map<String, Value>,
    parent: Option<(usize, &'v str)>,
) -> &'v str {
    let inside = |table: &str| {
        let of = TABLES.iter().find(|of| of.name == table)?;
        fields.get(of.member)?.get("id")?.as_str()
    };
    let around = |(table, id): (usize, &'v str)| match (column.name, column.refers) {
        ("link_id", _) => Some(id),
        ("link_entity", _) => TABLES.get(table).map(|of| of.name),
        (_, Some(refers)) => TABLES.get(table).filter(|of| of.name == refers).map(|_| id),
        (_, None) => None,
    };
    column.refers.and_then(inside).or_else(|| parent.and_then(around)).unwrap_or_default()
}

/// A field by RFC 4180.
fn push_field(row: &mut String, value: &Value) {
    let text = match value {
        Value::Null => return,
        Value::String(text) => Cow::Borrowed(text.as_str()),
        other => Cow::Owned(other.to_string()),
    };
    if text.contains(['"', ',', '\r', '\n']) || text.starts_with(' ') || text.ends_with(' ') {
        row.extend(["\"", &text.replace('"', "\"\""), "\""]);
    } else {
        row.push_str(&text);
    }
}

fn description(exported: &Exported<'_>, resources: Vec<Value>) -> Value {
    let context = &exported.context;
    let licences = context.config().data.licence.as_ref().map(
        |licence| json!([{ "name": licence.name, "path": licence.url, "title": licence.title }]),
    );
    record([
        ("name", json!(context.config().id)),
        ("title", json!(context.site_name())),
        ("description", json!(licence::attribution(&exported.context))),
        ("homepage", json!(context.config().base_url)),
        ("profile", json!("tabular-data-package")),
        ("licenses", Value::from(licences)),
        ("sources", json!([{ "title": context.site_name(), "path": context.config().base_url }])),
        ("resources", Value::Array(resources)),
    ])
}

fn resource(table: &Table, filled: &[&str]) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let refers = table.columns.iter().filter_map(|column| {
        let resource = column.refers.filter(|name| filled.contains(name))?;
        let reference = json!({ "resource": resource, "fields": "id" });
        Some(json!({ "fields": column.name, "reference": reference }))
    });
    let schema = record([
        ("fields", Value::Array(fields)),
        ("primaryKey", json!("id")),
        ("foreignKeys", refers.collect()),
        ("missingValues", json!([""])),
    ]);
    json!({
        "name": table.name,
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    let (kind, format) = column.kind.schema();
    let mut constraints = Map::new();
    if column.is_required {
        constraints.insert("required".to_owned(), json!(true));
    }
    if column.name == ID.name {
        constraints.insert("unique".to_owned(), json!(true));
    }
    record([
        ("name", json!(column.name)),
        ("type", json!(kind)),
        ("format", Value::from(format)),
        ("constraints", Value::Object(constraints)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_inside_another_becomes_a_row_of_its_own_once() {
        let service = |id: &str| {
            json!({
                "id": id, "name": "Tea, \"the\" talk", "status": "active", "minimum_age": 55,
                "organization": { "id": "g", "name": "Group", "description": "Ours" },
                "contacts": [{ "id": format!("{id}c"),
                    "phones": [{ "id": format!("{id}p"), "number": "+1" }] }],
            })
        };
        let mut tables = Tables::default();
        tables.add(&service("a"));
        tables.add(&service("b"));
        let of = |name: &str| TABLES.iter().position(|table| table.name == name).unwrap_or(0);
        assert_eq!(tables.rows[of("organization")], "g,Group,Ours,,\r\n");
        assert_eq!(tables.rows[of("phone")], "ap,ac,+1,,,\r\nbp,bc,+1,,,\r\n");
        assert!(tables.rows[SERVICE].starts_with("a,g,\"Tea, \"\"the\"\" talk\",,,,active,"));
    }

    #[test]
    fn every_table_that_a_column_names_is_there() {
        for column in TABLES.iter().flat_map(|table| table.columns) {
            let refers = column.refers;
            assert!(refers.is_none_or(|name| TABLES.iter().any(|table| table.name == name)));
        }
        assert_eq!(TABLES[SERVICE].name, "service");
    }
}
