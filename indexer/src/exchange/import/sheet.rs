//! Plain sheets: a row a service, columns as somebody named them, and a mapping that says what each is.

mod guess;

use std::collections::BTreeMap;
use std::rc::Rc;

use app::people::csv::unquoted;
use serde::Deserialize;

pub use guess::{Guess, guess};

use super::ledger::{CellId, Fate, Ledger, RowId};
use super::maker::own::COLUMN;
use super::package::Package;
use super::tables::{Record, Tables};
use super::tabular::{is_table, rows};
use super::town::folded;
use super::{ImportError, Notes};

/// What a column can be: a table and a field of HSDS 3; `term.`: words of one of the town's lists, by what people read for them,
/// several with a semicolon between. A fact of access is `access.` and its word.
pub const TARGETS: [&str; 55] = [
    "service.id",
    "service.name",
    "service.alternate_name",
    "service.description",
    "service.url",
    "service.email",
    "service.status",
    "service.application_process",
    "service.fees_description",
    "service.wait_time",
    "service.eligibility_description",
    "service.minimum_age",
    "service.maximum_age",
    "service.interpretation_services",
    "service.alert",
    "service.assured_date",
    "service.assurer_email",
    "organization.id",
    "organization.name",
    "organization.description",
    "organization.website",
    "organization.email",
    "organization.phone",
    "location.name",
    "location.transportation",
    "location.latitude",
    "location.longitude",
    "address.address_1",
    "address.address_2",
    "address.city",
    "address.state_province",
    "address.postal_code",
    "address.country",
    "phone.number",
    "phone.extension",
    "contact.name",
    "contact.title",
    "contact.email",
    "schedule.weekday",
    "schedule.opens_at",
    "schedule.closes_at",
    "schedule.description",
    "language.name",
    "accessibility.description",
    "cost_option.amount",
    "required_document.document",
    "service_area.name",
    "attribute.value",
    "term.id",
    "term.need",
    "term.audience",
    "term.delivery",
    "term.joining",
    "term.requires",
    "term.interpreter",
];

/// What a column about one fact of access begins with: `access.step-free-entrance`.
const ACCESS: &str = "access.";

/// What says how a service is called and nothing about it.
const NAMES_ONLY: [&str; 3] = ["service.id", "service.name", "service.alternate_name"];

/// Said before a page is written that would have nothing but a name.
const ONLY_NAMES: &str = "Of this sheet, at most the name is understood: pages would have a name, and nothing else. \
    Say in the mapping which columns are the group (organization.name), what happens (service.description), the telephone \
    (phone.number), the street (address.address_1), the times (schedule.description) and so on. To take in nothing but names, \
    delete the lines of the other columns.";

/// Whether a mapping may name it.
fn is_target(target: &str) -> bool {
    TARGETS.contains(&target) || target.strip_prefix(ACCESS).is_some_and(|fact| !fact.is_empty())
}

/// A mapping as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The name of a column, and what it is; empty: it is left out.
    pub columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// When it cannot be read, names what no page can hold, or leaves out all that is said of a name.
    pub fn read(text: &str) -> Result<Self, ImportError> {
        let mapping: Self = toml::from_str(text)
            .map_err(|error| ImportError::Table(format!("The mapping cannot be read: {error}")))?;
        let unknown =
            mapping.columns.values().find(|target| !target.is_empty() && !is_target(target));
        match unknown {
            Some(target) => Err(ImportError::Table(format!(
                "The mapping names `{target}`, which is nothing that a page can hold. Type one of: {}, or access. and a fact",
                TARGETS.join(", ")
            ))),
            None if !mapping.columns.values().any(|target| target == "service.name") => {
                Err(ImportError::Table(
                    "The mapping names no column as service.name: what is it called?".to_owned(),
                ))
            }
            None if mapping.is_only_names() => Err(ImportError::Table(ONLY_NAMES.to_owned())),
            None => Ok(mapping),
        }
    }

    /// Whether it knows of columns, and understands only those with names.
    fn is_only_names(&self) -> bool {
        let (unread, read): (Vec<&str>, Vec<&str>) =
            self.columns.values().map(String::as_str).partition(|target| target.is_empty());
        !unread.is_empty() && read.iter().all(|target| NAMES_ONLY.contains(target))
    }

    fn target(&self, column: &str) -> Option<(&str, &str)> {
        let wanted = folded(column);
        let (_, target) = self
            .columns
            .iter()
            .find(|(name, _)| folded(name) == wanted || name.trim() == column)?;
        target.split_once('.')
    }
}

/// Reads every sheet of a package.
///
/// # Errors
/// When a file cannot be opened, or is far too large.
pub fn read(
    package: &mut Package,
    mapping: &Mapping,
    ledger: &mut Ledger,
    tables: &mut Tables,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    for name in package.names().into_iter().filter(|name| is_table(name)) {
        rows(package, &name, notes, |header, row, line| {
            let source = ledger.source_of(&name);
            let Some(row) = row else {
                let (id, _) = ledger.row((source, "row", line), []);
                ledger.settle(id, Fate::Lost("the row cannot be read"));
                return ledger.rows();
            };
            let values = row.iter().enumerate().map(|(at, value)| {
                let column = header.get(at).map_or("", String::as_str);
                let column = if column.is_empty() { "(a column without a name)" } else { column };
                (column, unquoted(value))
            });
            let (id, fields) = ledger.row((source, "row", line), values);
            one(id, &fields, mapping, ledger, tables);
            ledger.rows()
        })?;
    }
    Ok(())
}

/// Makes the rows of HSDS of one row of a sheet.
fn one(
    row: RowId,
    fields: &[(Rc<str>, CellId)],
    mapping: &Mapping,
    ledger: &mut Ledger,
    tables: &mut Tables,
) {
    let mut by_table: BTreeMap<&str, Vec<(Rc<str>, CellId)>> = BTreeMap::new();
    for (column, cell) in fields {
        match mapping.target(column) {
            Some((table, field)) => {
                by_table.entry(table).or_default().push((Rc::from(field), *cell))
            }
            None => ledger.set(*cell, Fate::Lost("the mapping gives this column no meaning")),
        }
    }
    let said = |by_table: &BTreeMap<&str, Vec<(Rc<str>, CellId)>>, table: &str, field: &str| {
        let fields = by_table.get(table)?;
        let (_, cell) = fields.iter().find(|(known, _)| **known == *field)?;
        Some(ledger.text(*cell).trim().to_owned())
    };
    let name = said(&by_table, "service", "name").unwrap_or_default();
    let group = said(&by_table, "organization", "name");
    let street = said(&by_table, "address", "address_1").unwrap_or_default();
    let own = || {
        format!(
            "{}/{}/{}",
            folded(group.as_deref().unwrap_or_default()),
            folded(&name),
            folded(&street)
        )
    };
    let id = said(&by_table, "service", "id").unwrap_or_else(own);
    let group_id = said(&by_table, "organization", "id").or_else(|| group.as_deref().map(folded));
    if name.is_empty() {
        ledger.settle(row, Fate::Question("a row without the name of a service"));
        return;
    }
    let mut add =
        |table: &'static str, fields: Vec<(Rc<str>, CellId)>, links: &[(&'static str, &str)]| {
            let mut record = Record::new(row, fields);
            for (key, id) in links {
                record.link(key, (*id).to_owned());
            }
            tables.add(table, record, ledger);
        };
    if let Some(group_id) = &group_id {
        let mut own = by_table.remove("organization").unwrap_or_default();
        let phones: Vec<_> = own.extract_if(.., |(field, _)| **field == *"phone").collect();
        add("organization", own, &[("id", group_id)]);
        for (_, cell) in phones {
            add("phone", vec![(Rc::from("number"), cell)], &[("organization_id", group_id)]);
        }
    }
    let mut links: Vec<(&'static str, &str)> = vec![("id", &id)];
    links.extend(group_id.as_deref().map(|group| ("organization_id", group)));
    add("service", by_table.remove("service").unwrap_or_default(), &links);
    let place = by_table.remove("location");
    if place.is_some() || by_table.contains_key("address") || by_table.contains_key("accessibility")
    {
        add("location", place.unwrap_or_default(), &[("id", &id)]);
        add(
            "service_at_location",
            Vec::new(),
            &[("id", &id), ("service_id", &id), ("location_id", &id)],
        );
    }
    let mut columns: Vec<(String, CellId)> = Vec::new();
    for table in ["term", "access"] {
        for (field, cell) in by_table.remove(table).unwrap_or_default() {
            let kind = if table == "term" { field.to_string() } else { format!("{table}.{field}") };
            columns.push((kind, cell));
        }
    }
    for (kind, cell) in columns {
        let links = [("link_id", id.as_str()), (COLUMN, kind.as_str())];
        add("attribute", vec![(Rc::from("value"), cell)], &links);
    }
    for (table, fields) in by_table {
        let key =
            if matches!(table, "address" | "accessibility") { "location_id" } else { "service_id" };
        let Some(table) = super::tables::canonical(table) else { continue };
        add(table, fields, &[(key, &id)]);
    }
}
