//! Whoever changes one field of a page changes that field, and nothing else that anybody wrote.

use std::collections::BTreeMap;

use authoring::edit::{Path, remove, set};
use authoring::node::{Kind, Node, parse_yaml, split_front_matter};
use authoring::report::Findings;
use authoring::value::Value;

use crate::sample::pages;

/// What is typed instead: words, words that need quotes, a number, lines.
fn new_values() -> [Value; 6] {
    let text = |text: &str| Value::Text(text.to_owned());
    [
        text("Something else"),
        text("Room #4: ring \"twice\", then wait # there"),
        text("yes"),
        Value::Plain("12".to_owned()),
        text("One line.\nAnother line."),
        text("茶 & {tea}, [cake]"),
    ]
}

/// The facts of a page as a tree.
fn tree(page: &str) -> Node {
    let text = page.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
    let findings = Findings::default();
    let front = split_front_matter(&text).unwrap();
    parse_yaml(0, &text, front.facts, &findings).unwrap_or_else(|| panic!("{page}"))
}

/// Every field with its value, from the outermost to the innermost.
fn fields(page: &str) -> Vec<(Path, Value)> {
    fn walk(node: &Node, path: &Path, fields: &mut Vec<(Path, Value)>) {
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::List(items) => items.iter().enumerate().for_each(|(index, item)| {
                fields.push((path.index(index), Value::of(item)));
                walk(item, &path.index(index), fields);
            }),
            Kind::Map(entries) => entries.iter().for_each(|entry| {
                let path = path.key(&entry.key.value);
                fields.push((path.clone(), Value::of(&entry.value)));
                walk(&entry.value, &path, fields);
            }),
        }
    }
    let mut fields = Vec::new();
    walk(&tree(page), &Path::page(), &mut fields);
    fields
}

/// The texts of a page, each by the name of its field.
fn texts(page: &str) -> BTreeMap<String, String> {
    fn walk(node: &Node, name: &str, texts: &mut BTreeMap<String, String>) {
        match &node.kind {
            _ if node.is_nothing() => {}
            Kind::Scalar { text, .. } => {
                texts.insert(name.to_owned(), text.clone());
            }
            Kind::List(items) => items
                .iter()
                .enumerate()
                .for_each(|(index, item)| walk(item, &format!("{name}[{index}]"), texts)),
            Kind::Map(entries) => entries.iter().for_each(|entry| {
                let dot = if name.is_empty() { "" } else { "." };
                walk(&entry.value, &[name, dot, &entry.key.value].concat(), texts);
            }),
        }
    }
    let mut texts = BTreeMap::new();
    walk(&tree(page), "", &mut texts);
    texts
}

/// The lines that are not the same in both: from which to which, before and after.
fn hunk<'a>(before: &'a str, after: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let (old, new): (Vec<_>, Vec<_>) =
        (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
    let first = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - first;
    let last =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    (old[first..old.len() - last].to_vec(), new[first..new.len() - last].to_vec())
}

/// The bytes of a field's value, as far as the tree tells.
fn own_bytes<'a>(page: &'a str, tree: &Node, path: &Path) -> &'a str {
    fn find<'n>(node: &'n Node, at: &Path, path: &Path) -> Option<&'n Node> {
        if at == path {
            return Some(node);
        }
        match &node.kind {
            Kind::Scalar { .. } => None,
            Kind::List(items) => items
                .iter()
                .enumerate()
                .find_map(|(index, item)| find(item, &at.index(index), path)),
            Kind::Map(entries) => {
                entries.iter().find_map(|entry| find(&entry.value, &at.key(&entry.key.value), path))
            }
        }
    }
    let span = find(tree, &Path::page(), path).unwrap().span;
    &page[span.start as usize..span.end as usize]
}

fn with_returns(page: &str) -> String {
    format!("\u{FEFF}{}", page.replace('\n', "\r\n"))
}

#[test]
fn a_field_that_is_set_to_what_it_says_changes_no_byte() {
    for (path, page) in pages() {
        for (field, value) in fields(&page) {
            assert_eq!(set(&page, &field, &value).as_ref(), Ok(&page), "{path}: {field}");
        }
    }
}

#[test]
fn a_field_that_is_set_changes_alone_and_can_be_set_back() {
    let mut number = 0;
    for (path, page) in pages() {
        let (before, tree) = (texts(&page), tree(&page));
        for (field, value) in fields(&page) {
            let Some(text) = value.text() else { continue };
            number += 1;
            let new = &new_values()[number % 6];
            let after = set(&page, &field, new).unwrap_or_else(|error| panic!("{path}: {error}"));
            // It says the new words, and everything else says what it said.
            let mut expected = before.clone();
            expected.insert(field.to_string(), new.text().unwrap().to_owned());
            assert_eq!(texts(&after), expected, "{path}: {field}");
            // One stretch is another: all bytes before and after the value are as they were.
            let own = own_bytes(&page, &tree, &field);
            let start = own.as_ptr() as usize - page.as_ptr() as usize;
            let block = page[..start].trim_end().ends_with(['|', '>', '-', '+']);
            let start = if block { page[..start].trim_end().rfind('\n').unwrap() } else { start };
            let kept = &page[..start];
            let rest = &page[own.as_ptr() as usize - page.as_ptr() as usize + own.len()..];
            assert!(after.starts_with(kept) && after.ends_with(rest), "{path}: {field}\n{after}");
            // The words that stood there come back, byte for byte, where they stood on one line, and
            // where their quotes were not asked away.
            let had_quotes = matches!(value, Value::Text(_)) && matches!(new, Value::Plain(_));
            if !own.contains('\n') && !had_quotes {
                assert_eq!(
                    set(&after, &field, &value).as_ref(),
                    Ok(&page),
                    "{path}: {field}: {text}"
                );
            }
        }
    }
    assert!(number > 5_000, "only {number} fields");
}

#[test]
fn line_ends_and_the_mark_of_windows_stay() {
    let mut number = 0;
    for (path, page) in pages() {
        let windows = with_returns(&page);
        for (field, value) in fields(&page).into_iter().skip(number % 3).step_by(3) {
            number += 1;
            let Some(_) = value.text() else { continue };
            let new = &new_values()[number % 6];
            let expected = with_returns(&set(&page, &field, new).unwrap());
            assert_eq!(set(&windows, &field, new), Ok(expected), "{path}: {field}");
        }
    }
}

#[test]
fn a_field_that_is_taken_away_takes_nothing_else_with_it() {
    let mut number = 0;
    for (turn, (path, page)) in pages().into_iter().enumerate() {
        let before = texts(&page);
        for (at, (field, value)) in fields(&page).into_iter().enumerate() {
            let name = field.to_string();
            // Entries of lists move up: another test looks at them. Of the pages, which are alike in
            // ten languages, each third field is enough.
            if name.ends_with(']') || (turn + at) % 3 > 0 {
                continue;
            }
            let is_alone =
                matches!(remove(&page, &field), Err(authoring::edit::EditError::LastOf(_)));
            if is_alone {
                continue;
            }
            number += 1;
            let after = remove(&page, &field).unwrap_or_else(|error| panic!("{path}: {error}"));
            let is_within = |key: &String| {
                key.strip_prefix(&name)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            let mut expected = before.clone();
            expected.retain(|key, _| !is_within(key));
            assert_eq!(texts(&after), expected, "{path}: {field}");
            let (_, added) = hunk(&page, &after);
            assert!(added.len() <= 1, "{path}: {field} {added:?}");
            // Put in again, it is there, and nothing else is another.
            let again =
                set(&after, &field, &value).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_eq!(texts(&again), before, "{path}: {field}\n{again}");
            let (gone, _) = hunk(&after, &again);
            assert!(gone.len() <= 1, "{path}: {field} {gone:?}");
        }
    }
    assert!(number > 1_500, "only {number} fields");
}

#[test]
fn a_list_grows_and_shrinks_and_its_other_entries_stay_as_they_are_written() {
    let mut number = 0;
    for (path, page) in pages() {
        for (field, value) in fields(&page) {
            let Value::List(items) = &value else { continue };
            number += 1;
            let first = items.first().cloned().unwrap_or(Value::from("new"));
            let longer: Vec<Value> = items.iter().cloned().chain([first]).collect();
            let grown = set(&page, &field, &Value::List(longer)).unwrap();
            assert!(fields(&grown).len() > fields(&page).len(), "{path}: {field}");
            assert_eq!(set(&grown, &field, &value).as_ref(), Ok(&page), "{path}: {field}");
            // `requires: []` has no entry to stand behind.
            let Some(first) = items.first() else { continue };
            let appended = set(&page, &field.index(items.len()), first).unwrap();
            assert_eq!(appended, grown, "{path}: {field}");
            assert_eq!(
                remove(&grown, &field.index(items.len())).as_ref(),
                Ok(&page),
                "{path}: {field}"
            );
            if items.len() > 1 {
                let shorter = remove(&page, &field.index(0)).unwrap();
                let all = set(&shorter, &field, &value).unwrap();
                assert_eq!(texts(&all), texts(&page), "{path}: {field}\n{all}");
            }
        }
    }
    assert!(number > 500, "only {number} lists");
}
