//! Terms of the directory's word lists as attributes: what HSDS has no field for.
//!
//! A term's code is `need:company`, so that no two lists share one. Importers that know ours read it back; others
//! read its name. That it is ours is said by its taxonomy ([`taxonomy`]).

use catalog::directory::Term;
use serde_json::{Value, json};

use crate::exchange::export::exported::Exported;
use crate::exchange::export::record::record;
use crate::exchange::own::taxonomy;

/// The published list of the Gravity Project's categories, as FHIR names it.
pub const SDOHCC: &str =
    "http://hl7.org/fhir/us/sdoh-clinicalcare/CodeSystem/SDOHCC-CodeSystemTemporaryCodes";

/// The attributes of one record.
pub struct Attributes<'a> {
    exported: &'a Exported<'a>,
    /// The record's UUID.
    id: &'a str,
    made: Vec<Value>,
}

impl<'a> Attributes<'a> {
    /// None yet.
    pub fn of(exported: &'a Exported<'a>, id: &'a str) -> Self {
        Self { exported, id, made: Vec::new() }
    }

    /// Adds a term of a list, perhaps with a value.
    pub fn add(&mut self, kind: &str, code: &str, value: Option<&str>) {
        let exported = self.exported;
        let term = self.list(kind).iter().find(|term| term.id == code);
        let locale = exported.context.default_locale();
        let name = term.map_or(code, |term| term.label(locale, locale));
        self.push(&taxonomy(&exported.context.config().id), kind, code, name, value);
        let sdohcc = term.filter(|_| kind == "need").and_then(|term| term.codes.get("sdohcc"));
        if let Some(code) = sdohcc {
            self.push(SDOHCC, "sdohcc", code, code, None);
        }
    }

    /// The same for a single term.
    pub fn term(mut self, kind: &str, code: &str) -> Value {
        self.add(kind, code, None);
        self.finish()
    }

    /// Adds our own id of the record, by which its page and every later export know it.
    pub fn own_id(mut self, kind: &str, id: &str) -> Value {
        let taxonomy = taxonomy(&self.exported.context.config().id);
        self.push(&taxonomy, "id", kind, kind, Some(id));
        self.finish()
    }

    /// All of them.
    pub fn finish(self) -> Value {
        Value::Array(self.made)
    }

    fn list(&self, kind: &str) -> &'a [Term] {
        let vocabulary = self.exported.vocabulary();
        match kind {
            "need" => &vocabulary.needs,
            "topic" => &vocabulary.topics,
            "audience" => &vocabulary.audience,
            "delivery" => &vocabulary.delivery,
            "joining" => &vocabulary.joining,
            "cost" => &vocabulary.cost,
            "requires" => &vocabulary.requires,
            "access" => &vocabulary.access,
            "volunteer-joining" => &vocabulary.joining,
            "interpreter" | "in-writing" | "language" => &vocabulary.languages,
            _ => &[],
        }
    }

    fn push(&mut self, taxonomy: &str, kind: &str, code: &str, name: &str, value: Option<&str>) {
        let exported = self.exported;
        let id = exported.id("attribute", &[self.id, kind, code]);
        // Two needs may be of one category.
        if self.made.iter().any(|made| made["id"] == id.as_str()) {
            return;
        }
        self.made.push(record([
            ("id", json!(id)),
            ("link_type", json!(kind)),
            ("value", Value::from(value)),
            (
                "taxonomy_term",
                record([
                    ("id", json!(exported.id("taxonomy_term", &[taxonomy, kind, code]))),
                    ("code", json!([kind, ":", code].concat())),
                    ("name", json!(name)),
                    // The standard wants one; the sentences of our word lists are for residents.
                    ("description", json!(name)),
                    ("taxonomy", json!(taxonomy)),
                ]),
            ),
        ]));
    }
}
