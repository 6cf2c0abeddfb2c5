//! The counts as a small file that stands beside a site, and what has changed since an earlier one.
//!
//! The file holds numbers and ids only. What calls for discretion has no neighbourhoods and no access in it.

use serde_json::{Map, Value, json};

use super::count::Sets;
use super::rank::Combination;
use super::read::Town;

/// Where the file stands, from the root of a site.
pub const FILE: &str = "data/gaps.json";

/// The field that tells such a file, and its version.
const VERSION: (&str, u64) = ("signpost-gaps", 1);

/// The counts of a combination of a subject with one other thing.
pub fn cell(sets: &Sets, of: &Combination) -> [u32; 3] {
    let (having, perhaps) = (sets.having(&sets.all, of), sets.perhaps(of));
    let third = if of.language.is_some() { sets.by_interpreter(of) } else { perhaps.clone() };
    [having.len(), perhaps.len(), third.len()]
}

/// The counts of a town.
pub fn counts(town: &Town<'_>, sets: &Sets) -> Value {
    let subjects = town.subjects.iter().enumerate().filter_map(|(number, term)| {
        let subject = Combination { subject: Some(number), ..Combination::default() };
        let all = sets.subjects.get(number)?;
        let languages = town.languages.iter().enumerate().map(|(language, term)| {
            let [native, _, interpreter] =
                cell(sets, &Combination { language: Some(language), ..subject });
            (term.id.clone(), json!([native, interpreter]))
        });
        let mut fields = Map::new();
        fields.insert("services".to_owned(), all.len().into());
        fields.insert("stale".to_owned(), all.and(&sets.stale).len().into());
        let unknown = all.without(&sets.languages_known).len();
        fields.insert("languages-unknown".to_owned(), unknown.into());
        fields.insert("languages".to_owned(), Value::Object(languages.collect()));
        if town.shape.subjects.get(number) == Some(&false) {
            let places = town.places.iter().enumerate().map(|(place, named)| {
                let [reached, ..] = cell(sets, &Combination { place: Some(place), ..subject });
                (named.id.clone(), reached.into())
            });
            let facts = town.facts.iter().enumerate().map(|(fact, term)| {
                let [yes, unknown, _] = cell(sets, &Combination { fact: Some(fact), ..subject });
                let no = all.and(&sets.doors).len().saturating_sub(yes + unknown);
                (term.id.clone(), json!([yes, no, unknown]))
            });
            fields.insert("places".to_owned(), Value::Object(places.collect()));
            fields.insert("access".to_owned(), Value::Object(facts.collect()));
        }
        Some((term.id.clone(), Value::Object(fields)))
    });
    json!({
        VERSION.0: VERSION.1,
        "day": town.day.to_string(),
        "services": sets.all.len(),
        "stale": sets.stale.len(),
        "subjects": Value::Object(subjects.collect()),
    })
}

/// Whether a file holds such counts.
pub fn is_counts(file: &Value) -> bool {
    file.get(VERSION.0).and_then(Value::as_u64) == Some(VERSION.1)
}

/// A combination of a subject and one other thing that was empty or is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// `languages`, `places` or `access`.
    pub by: &'static str,
    /// The subject's id.
    pub subject: String,
    /// The id of the other.
    pub value: String,
    /// How many there were.
    pub from: u64,
    /// How many there are.
    pub to: u64,
}

/// What has changed since earlier counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The day of the earlier ones.
    pub since: String,
    /// How many services there were, and are.
    pub services: (u64, u64),
    /// What was empty and is not any more.
    pub filled: Vec<Change>,
    /// What is empty now.
    pub emptied: Vec<Change>,
}

/// Compares counts. What one of the files does not know (a new need, a language that was dropped) is no change.
pub fn changes(old: &Value, new: &Value) -> Changes {
    let number = |file: &Value| file.get("services").and_then(Value::as_u64).unwrap_or_default();
    let mut changes = Changes {
        since: old.get("day").and_then(Value::as_str).unwrap_or_default().to_owned(),
        services: (number(old), number(new)),
        ..Changes::default()
    };
    let subjects = new.get("subjects").and_then(Value::as_object).into_iter().flatten();
    for (subject, now) in subjects {
        let Some(before) = old.get("subjects").and_then(|subjects| subjects.get(subject)) else {
            continue;
        };
        for by in ["languages", "places", "access"] {
            let values = now.get(by).and_then(Value::as_object).into_iter().flatten();
            for (value, now) in values {
                let before = before.get(by).and_then(|values| values.get(value));
                let (Some(from), Some(to)) = (before.and_then(first), first(now)) else { continue };
                let change =
                    Change { by, subject: subject.clone(), value: value.clone(), from, to };
                match (from, to) {
                    (0, 1..) => changes.filled.push(change),
                    (1.., 0) => changes.emptied.push(change),
                    _ => {}
                }
            }
        }
    }
    changes
}

/// A number, or the first of several.
fn first(cell: &Value) -> Option<u64> {
    cell.as_u64().or_else(|| cell.get(0)?.as_u64())
}
