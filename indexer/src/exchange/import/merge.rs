//! A page that people have edited since, and what the source says now.
//!
//! Of every field three are known: as the source had it (a hash), as the page has it, as the source has it
//! now. What only the source has changed is set; what only people have changed stays; where both have, the
//! page stays as it is and the field is a conflict. Every other byte of the page stays.

use std::collections::BTreeSet;

use authoring::edit::{self, Path};
use authoring::node::{Kind, parse_yaml, split_front_matter};
use authoring::report::Findings;
use authoring::value::Value;

use super::base::{BODY, Known, hash, prints};

/// A field that both have changed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Conflict {
    /// The page.
    pub path: String,
    /// The field.
    pub field: String,
    /// What the page says; it stays.
    pub here: String,
    /// What the source says now.
    pub there: String,
}

/// What came of a page.
pub struct Merged {
    /// Its text.
    pub text: String,
    /// What both have changed.
    pub conflicts: Vec<Conflict>,
}

/// Brings a page together with what the source says now. `None` where its facts cannot be read.
pub fn merge(page: &str, known: &Known, facts: &[(String, Value)], body: &str) -> Option<Merged> {
    let (here_facts, here_body) = parts(page)?;
    let here = prints(&here_facts, &here_body);
    let there = prints(facts, body);
    let mut text = page.to_owned();
    let mut conflicts = Vec::new();
    let fields: BTreeSet<&String> = known.fields.keys().chain(there.keys()).collect();
    let get = |facts: &[(String, Value)], field: &str| {
        facts.iter().find(|(key, _)| key == field).map(|(_, value)| value.clone())
    };
    for field in fields.into_iter().filter(|field| *field != "id") {
        let (base, mine, theirs) = (known.fields.get(field), here.get(field), there.get(field));
        if mine == theirs || theirs == base {
            continue;
        }
        let mut is_set = false;
        if mine == base {
            let edited = match (field.as_str(), get(facts, field)) {
                (BODY, _) => edit::set_body(&text, body),
                (key, Some(value)) => edit::set(&text, &Path::page().key(key), &value),
                (key, None) => edit::remove(&text, &Path::page().key(key)),
            };
            if let Ok(edited) = edited {
                text = edited;
                is_set = true;
            }
        }
        if !is_set {
            let shown = |facts: &[(String, Value)], body: &str| match field.as_str() {
                BODY => short(body),
                key => get(facts, key).as_ref().map(say).unwrap_or_default(),
            };
            conflicts.push(Conflict {
                path: String::new(),
                field: field.clone(),
                here: shown(&here_facts, &here_body),
                there: shown(facts, body),
            });
        }
    }
    Some(Merged { text, conflicts })
}

/// The facts of a page and the text below.
pub fn parts(page: &str) -> Option<(Vec<(String, Value)>, String)> {
    let text = page.replace("\r\n", "\n");
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let front = split_front_matter(text).ok()?;
    let findings = Findings::default();
    let node = parse_yaml(0, text, front.facts, &findings)?;
    let Kind::Map(entries) = &node.kind else { return None };
    let facts = entries.iter().map(|entry| (entry.key.value.clone(), Value::of(&entry.value)));
    Some((facts.collect(), text.get(front.body).unwrap_or_default().to_owned()))
}

/// A value on one line, for the list of conflicts.
fn say(value: &Value) -> String {
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) | Value::Plain(text) => short(text),
        Value::List(list) => short(&list.iter().map(say).collect::<Vec<_>>().join("; ")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", say(value)));
            short(&entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn short(text: &str) -> String {
    super::words::cut(&super::words::one_line(text), 300).0
}

/// What is remembered of a page that was written.
pub fn known(
    key: &str,
    id: &str,
    path: &str,
    whole: &str,
    facts: &[(String, Value)],
    body: &str,
) -> Known {
    let whole = if whole.is_empty() { String::new() } else { hash(whole) };
    Known {
        key: key.to_owned(),
        id: id.to_owned(),
        path: path.to_owned(),
        whole,
        fields: prints(facts, body),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn fact(key: &str, value: &str) -> (String, Value) {
        (key.to_owned(), Value::Text(value.to_owned()))
    }

    #[test]
    fn what_people_wrote_stays_and_what_the_source_changed_comes() {
        let then = [
            fact("id", "k7f3q"),
            fact("name", "Tea"),
            fact("summary", "Old"),
            fact("joining", "drop-in"),
        ];
        let known = known("service/1", "k7f3q", "a/tea.md", "x", &then, "Old text\n");
        let page = "---\nid: k7f3q\nname: Tea for all # ours\nsummary: Old\njoining: drop-in\naudience: [men]\n---\nOld text\n";
        let now = [
            fact("id", "k7f3q"),
            fact("name", "Tea"),
            fact("summary", "New"),
            fact("website", "https://a.example/"),
        ];
        let merged = merge(page, &known, &now, "New text\n").unwrap();
        assert_eq!(
            merged.text,
            "---\nid: k7f3q\nname: Tea for all # ours\nsummary: New\nwebsite: https://a.example/\naudience: [men]\n---\nNew text\n"
        );
        assert!(merged.conflicts.is_empty());
        let now = [
            fact("id", "k7f3q"),
            fact("name", "Tea time"),
            fact("summary", "Old"),
            fact("joining", "drop-in"),
        ];
        let merged = merge(page, &known, &now, "Old text\n").unwrap();
        assert_eq!(merged.text, page);
        let fields: Vec<_> = merged
            .conflicts
            .iter()
            .map(|found| (&*found.field, &*found.here, &*found.there))
            .collect();
        assert_eq!(fields, [("name", "Tea for all", "Tea time")]);
    }
}
