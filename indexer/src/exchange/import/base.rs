//! What an import wrote, remembered for the next one: `_import/<name>.jsonl` in the content folder.
//!
//! Of each page its id, its path, and a hash of each field as the source had it. With these, the next import
//! can tell what the source has changed from what people have changed. The words themselves are not in it.
//! A line a page, sorted, so that a difference in version control is short.

use std::collections::BTreeMap;

use authoring::value::Value;
use catalog::day::Day;
use catalog::format::content_hash;
use serde::{Deserialize, Serialize};

/// What is remembered of one page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// What it is in the package: `service/136`.
    pub key: String,
    /// Its id.
    pub id: String,
    /// Its path inside the content folder.
    pub path: String,
    /// The hash of the whole page as it was written; empty where people's words are in it.
    pub whole: String,
    /// The hash of each field as the source had it.
    pub fields: BTreeMap<String, String>,
}

/// What is remembered of a source.
#[derive(Debug, PartialEq)]
pub struct Base {
    /// The Monday of the first import: rows without a date count from it.
    pub since: Day,
    /// Its pages by their keys.
    pub pages: BTreeMap<String, Known>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    /// Of this form of the file.
    version: u32,
    since: String,
}

/// The form that this program writes.
const VERSION: u32 = 1;

impl Base {
    /// Nothing is known yet.
    pub fn new(today: Day) -> Self {
        Self { since: today.plus(-(today.weekday().number() as i32)), pages: BTreeMap::new() }
    }

    /// What a file says; `None` for a file that cannot be read, or of another version.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let header: Header = serde_json::from_str(lines.next()?).ok()?;
        if header.version != VERSION {
            return None;
        }
        let pages = lines.filter(|line| !line.trim().is_empty()).map(|line| {
            let known: Known = serde_json::from_str(line).ok()?;
            Some((known.key.clone(), known))
        });
        Some(Self { since: Day::parse(&header.since)?, pages: pages.collect::<Option<_>>()? })
    }

    /// The file.
    pub fn write(&self) -> String {
        let line = |value: serde_json::Result<String>| value.unwrap_or_default();
        let header = Header { version: VERSION, since: self.since.to_string() };
        let mut text = line(serde_json::to_string(&header));
        text.push('\n');
        for known in self.pages.values() {
            text.push_str(&line(serde_json::to_string(known)));
            text.push('\n');
        }
        text
    }
}

/// The name of the text below the facts, among the fields.
pub const BODY: &str = "(text)";

/// The hash of each field of a page.
pub fn prints(facts: &[(String, Value)], body: &str) -> BTreeMap<String, String> {
    let facts = facts.iter().map(|(key, value)| (key.clone(), print(value)));
    facts.chain([(BODY.to_owned(), hash(body.trim()))]).collect()
}

/// The hash of what a value says: quotes and the order of keys do not matter.
pub fn print(value: &Value) -> String {
    let mut said = String::new();
    say(value, &mut said);
    hash(&said)
}

/// Ten digits are enough to tell two values of one field.
pub fn hash(text: &str) -> String {
    let hash = content_hash(text.as_bytes());
    hash.get(..10).unwrap_or(&hash).to_owned()
}

fn say(value: &Value, said: &mut String) {
    match value {
        Value::Nothing => said.push('~'),
        Value::Text(text) | Value::Plain(text) => {
            said.push_str(&text.len().to_string());
            said.push('.');
            said.push_str(text);
        }
        Value::List(list) => {
            said.push('[');
            list.iter().for_each(|value| say(value, said));
            said.push(']');
        }
        Value::Map(entries) => {
            let mut sorted: Vec<&(String, Value)> = entries.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
            said.push('{');
            for (key, value) in sorted {
                said.push_str(key);
                said.push(':');
                say(value, said);
            }
            said.push('}');
        }
    }
}
