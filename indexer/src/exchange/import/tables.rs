//! The rows of a package under the names of HSDS 3, whichever version they came in, and how they hang
//! together.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::ledger::{CellId, Fate, Ledger, RowId};

/// Tables by the names that packages give them; the second name is HSDS 3's, in the singular. Tables that
/// HSDS 3 has no more keep their own name.
const NAMES: [(&str, &str); 62] = [
    ("organization", "organization"),
    ("organizations", "organization"),
    ("organization_identifiers", "organization_identifier"),
    ("program", "program"),
    ("programs", "program"),
    ("service", "service"),
    ("services", "service"),
    ("service_at_location", "service_at_location"),
    ("service_at_locations", "service_at_location"),
    ("services_at_location", "service_at_location"),
    ("services_at_locations", "service_at_location"),
    ("location", "location"),
    ("locations", "location"),
    ("phone", "phone"),
    ("phones", "phone"),
    ("contact", "contact"),
    ("contacts", "contact"),
    ("address", "address"),
    ("addresses", "address"),
    ("addresss", "address"),
    ("physical_address", "address"),
    ("physical_addresses", "address"),
    ("postal_address", "postal_address"),
    ("postal_addresses", "postal_address"),
    ("schedule", "schedule"),
    ("schedules", "schedule"),
    ("regular_schedule", "schedule"),
    ("regular_schedules", "schedule"),
    ("holiday_schedule", "holiday_schedule"),
    ("holiday_schedules", "holiday_schedule"),
    ("language", "language"),
    ("languages", "language"),
    ("accessibility", "accessibility"),
    ("accessibilitys", "accessibility"),
    ("accessibilities", "accessibility"),
    ("accessibility_for_disabilities", "accessibility"),
    ("cost_option", "cost_option"),
    ("cost_options", "cost_option"),
    ("required_document", "required_document"),
    ("required_documents", "required_document"),
    ("eligibility", "eligibility"),
    ("eligibilities", "eligibility"),
    ("eligibilitys", "eligibility"),
    ("service_area", "service_area"),
    ("service_areas", "service_area"),
    ("funding", "funding"),
    ("fundings", "funding"),
    ("payments_accepted", "payment_accepted"),
    ("service_taxonomy", "attribute"),
    ("services_taxonomy", "attribute"),
    ("service_taxonomys", "attribute"),
    ("service_attributes", "attribute"),
    ("other_attributes", "attribute"),
    ("attribute", "attribute"),
    ("attributes", "attribute"),
    ("taxonomy", "taxonomy"),
    ("taxonomies", "taxonomy"),
    ("taxonomy_detail", "taxonomy"),
    ("taxonomy_term", "taxonomy_term"),
    ("taxonomy_terms", "taxonomy_term"),
    ("metadata", "metadata"),
    ("meta_table_descriptions", "meta_table_description"),
];

/// Further objects of HSDS 3.1 that nothing on a page shows, except `capacity`.
const FURTHER: [(&str, &str); 9] = [
    ("service_capacity", "capacity"),
    ("service_capacities", "capacity"),
    ("capacities", "capacity"),
    ("units", "unit"),
    ("unit", "unit"),
    ("urls", "url"),
    ("additional_urls", "url"),
    ("additional_websites", "url"),
    ("meta_table_description", "meta_table_description"),
];

/// What a table is called here; `None` for a table that HSDS does not have.
pub fn canonical(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let all = NAMES.iter().chain(&FURTHER);
    all.into_iter().find(|(known, _)| *known == name).map(|(_, table)| *table)
}

/// What other rows point at: one row an id.
const TOP: [&str; 7] = [
    "organization",
    "program",
    "service",
    "location",
    "service_at_location",
    "taxonomy",
    "taxonomy_term",
];

/// Whether rows of a table have an id that others point at.
pub fn is_top(table: &str) -> bool {
    TOP.contains(&table)
}

/// A row under its names.
pub struct Record {
    /// Where its values are accounted for.
    pub row: RowId,
    fields: Vec<(Rc<str>, CellId)>,
    /// What it hangs on because of where it stood, as an object within another.
    links: Vec<(&'static str, String)>,
}

impl Record {
    /// A row with its values.
    pub fn new(row: RowId, fields: Vec<(Rc<str>, CellId)>) -> Self {
        Self { row, fields, links: Vec::new() }
    }

    /// The same, hanging on something.
    pub fn link(&mut self, key: &'static str, id: String) {
        self.links.push((key, id));
    }

    fn cell(&self, name: &str) -> Option<CellId> {
        self.fields.iter().find(|(known, _)| **known == *name).map(|(_, cell)| *cell)
    }
}

/// A row and the ledger that knows what it says.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The ledger.
    pub ledger: &'a Ledger,
    /// The row.
    pub record: &'a Record,
}

impl<'a> View<'a> {
    /// A value, without saying what becomes of it.
    pub fn peek(self, name: &str) -> Option<&'a str> {
        let text = self.ledger.text(self.record.cell(name)?).trim();
        (!text.is_empty()).then_some(text)
    }

    /// The first of several names that has a value, without saying what becomes of it.
    pub fn peek_any(self, names: &[&'static str]) -> Option<(&'static str, &'a str)> {
        names.iter().find_map(|name| Some((*name, self.peek(name)?)))
    }

    /// Its cell.
    pub fn cell(self, name: &str) -> Option<CellId> {
        self.record.cell(name)
    }

    /// A value that joins rows or goes onto a page as it is.
    pub fn take(self, name: &str) -> Option<&'a str> {
        let text = self.peek(name)?;
        self.say(name, Fate::Taken);
        Some(text)
    }

    /// Says what became of a value.
    pub fn say(self, name: &str, fate: Fate) {
        if let Some(cell) = self.record.cell(name) {
            self.ledger.set(cell, fate);
        }
    }

    /// Says it of every value of which nothing was said.
    pub fn say_rest(self, fate: Fate) {
        self.ledger.settle(self.record.row, fate);
    }

    /// What a row hangs on: by where it stood, or by a value.
    pub fn points_at(self, key: &str) -> Option<&'a str> {
        let link = self.record.links.iter().find(|(known, _)| *known == key);
        link.map(|(_, id)| id.as_str()).or_else(|| self.peek(key))
    }

    /// The ids of a row did their work: they are not on the page, and not lost.
    pub fn joined(self) {
        for (name, cell) in &self.record.fields {
            if **name == *"id" || name.ends_with("_id") {
                self.ledger.set(*cell, Fate::Taken);
            }
        }
    }

    /// What a row says, for comparing.
    fn print(self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for (name, cell) in &self.record.fields {
            (name, self.ledger.text(*cell)).hash(&mut hasher);
        }
        self.record.links.hash(&mut hasher);
        hasher.finish()
    }
}

/// Every row of a package.
#[derive(Default)]
pub struct Tables {
    records: BTreeMap<&'static str, Vec<Record>>,
    by_id: HashMap<(&'static str, String), usize>,
    seen: HashSet<(&'static str, u64)>,
    by_link: HashMap<(&'static str, &'static str), HashMap<String, Vec<usize>>>,
}

/// What rows hang on.
const LINKS: [&str; 11] = [
    "service_id",
    "location_id",
    "organization_id",
    "service_at_location_id",
    "contact_id",
    "phone_id",
    "link_id",
    "taxonomy_term_id",
    "taxonomy_id",
    "accessibility_id",
    "parent_organization_id",
];

impl Tables {
    /// One more row. A row of which one with the same id is there already adds what the first lacks.
    pub fn add(&mut self, table: &'static str, record: Record, ledger: &Ledger) {
        let view = View { ledger, record: &record };
        let id = view.points_at("id").map(str::to_owned);
        if let (true, Some(id)) = (is_top(table), id) {
            match self.by_id.get(&(table, id.clone())) {
                Some(first) => {
                    let all = self.records.get_mut(table);
                    if let Some(first) = all.and_then(|all| all.get_mut(*first)) {
                        complete(table, first, &record, ledger);
                    }
                    return;
                }
                None => {
                    let at = self.records.get(table).map_or(0, Vec::len);
                    self.by_id.insert((table, id), at);
                }
            }
        } else if !self.seen.insert((table, view.print())) && !record.fields.is_empty() {
            // The same in two answers of an interface, or twice in one table.
            view.say_rest(Fate::Taken);
            return;
        }
        self.records.entry(table).or_default().push(record);
    }

    /// Finds what hangs on what, once everything is read.
    pub fn join(&mut self, ledger: &Ledger) {
        for (table, records) in &self.records {
            for key in LINKS {
                let mut index: HashMap<String, Vec<usize>> = HashMap::new();
                for (at, record) in records.iter().enumerate() {
                    if let Some(id) = (View { ledger, record }).points_at(key) {
                        index.entry(id.to_owned()).or_default().push(at);
                    }
                }
                if !index.is_empty() {
                    self.by_link.insert((table, key), index);
                }
            }
        }
    }

    /// Every row of a table.
    pub fn all<'a>(&'a self, table: &str, ledger: &'a Ledger) -> impl Iterator<Item = View<'a>> {
        let records = self.records.get(table).into_iter().flatten();
        records.map(move |record| View { ledger, record })
    }

    /// The row with an id.
    pub fn get<'a>(
        &'a self,
        table: &'static str,
        id: &str,
        ledger: &'a Ledger,
    ) -> Option<View<'a>> {
        let at = self.by_id.get(&(table, id.to_owned()))?;
        Some(View { ledger, record: self.records.get(table)?.get(*at)? })
    }

    /// The rows of a table that hang on something, in the order in which they were read.
    pub fn hanging<'a>(
        &'a self,
        table: &'static str,
        key: &'static str,
        id: &str,
        ledger: &'a Ledger,
    ) -> Vec<View<'a>> {
        let index = self.by_link.get(&(table, key)).and_then(|index| index.get(id));
        let records = self.records.get(table).map_or(&[][..], Vec::as_slice);
        let found = index.into_iter().flatten().filter_map(|at| records.get(*at));
        found.map(|record| View { ledger, record }).collect()
    }

    /// The names of the tables that were read.
    pub fn names(&self) -> Vec<&'static str> {
        self.records.keys().copied().collect()
    }
}

/// Adds to a row what it lacks and another row of the same id says.
fn complete(table: &str, first: &mut Record, again: &Record, ledger: &Ledger) {
    // A row of a sheet has an id of ours where the sheet has no column for one: what it is made of is named then.
    let otherwise = match (again.cell("id"), table) {
        (None, "organization") => {
            "another row of the same group says something else; the first counts"
        }
        (None, "service") => {
            "another row with the same group, name and street says something else; the first counts"
        }
        (None, _) => "another row of the same service says something else; the first counts",
        (Some(_), _) => "another row of the same id says something else; the first counts",
    };
    for (name, cell) in &again.fields {
        let known = first.cell(name).map(|cell| ledger.text(cell).trim());
        match known {
            Some(known) if known == ledger.text(*cell).trim() => ledger.set(*cell, Fate::Taken),
            Some(_) => {
                ledger.set(*cell, Fate::Question(otherwise));
            }
            None => first.fields.push((Rc::clone(name), *cell)),
        }
    }
    for (key, id) in &again.links {
        if !first.links.iter().any(|(known, _)| known == key) {
            first.links.push((key, id.clone()));
        }
    }
    ledger.settle_empty(again.row);
}
