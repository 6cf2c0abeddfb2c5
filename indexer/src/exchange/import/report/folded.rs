//! The same thing said of many values is told once: how often, of which fields, and with the values that it is said
//! of most. The sheet of the report has each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::ledger::{Ledger, said};

/// How many values stand beside what is said of them.
const EXAMPLES: usize = 3;

/// What was said of values of one table.
pub struct Folded<'a> {
    /// What the rows are.
    pub table: &'static str,
    /// Lost, changed, or a question.
    pub kind: &'static str,
    /// Why.
    pub why: &'static str,
    /// Of how many values.
    pub count: u64,
    /// Of which fields.
    pub fields: BTreeSet<&'a str>,
    /// How many different values they are.
    pub different: usize,
    /// Those of which it is said most.
    pub examples: Vec<Example<'a>>,
}

/// A value, and where it stands first.
pub struct Example<'a> {
    /// The value.
    pub text: &'a str,
    /// How often it is there.
    pub count: u64,
    /// The file.
    pub source: &'a str,
    /// Its line, or the number of the object in it.
    pub line: u64,
}

#[derive(Default)]
struct Group<'a> {
    count: u64,
    fields: BTreeSet<&'a str>,
    /// By the value: where its example is.
    known: HashMap<&'a str, usize>,
    examples: Vec<Example<'a>>,
}

/// Everything that was said of values, the most frequent first.
pub fn folded(ledger: &Ledger) -> Vec<Folded<'_>> {
    let mut groups: BTreeMap<(&'static str, &'static str, &'static str), Group<'_>> =
        BTreeMap::new();
    // A row without a value is counted among the rows.
    for entry in ledger.entries().filter(|entry| !entry.column.is_empty()) {
        let (kind, why) = said(entry.fate);
        let group = groups.entry((entry.table, kind, why)).or_default();
        group.count += 1;
        group.fields.insert(entry.column);
        let at = *group.known.entry(entry.text).or_insert(group.examples.len());
        match group.examples.get_mut(at) {
            Some(example) => example.count += 1,
            None => group.examples.push(Example {
                text: entry.text,
                count: 1,
                source: entry.source,
                line: entry.line,
            }),
        }
    }
    let mut all: Vec<Folded<'_>> = groups
        .into_iter()
        .map(|((table, kind, why), Group { count, fields, known, mut examples })| {
            // Of equals, the one that stands first.
            examples.sort_by_key(|example| std::cmp::Reverse(example.count));
            examples.truncate(EXAMPLES);
            Folded { table, kind, why, count, fields, different: known.len(), examples }
        })
        .collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then((a.table, a.why).cmp(&(b.table, b.why))));
    all
}
