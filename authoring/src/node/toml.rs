//! TOML as a tree.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::{Entry, Kind, MAX_DEPTH, Node, Spanned};
use crate::report::{Finding, Findings, codes};
use crate::source::Span;

/// Reads a whole TOML file; `None` when it cannot be read, which is then among the findings.
pub fn parse_toml(file: u32, text: &str, findings: &Findings) -> Option<Node> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            report(file, &error, findings);
            return None;
        }
    };
    let reader = Reader { file, text, findings };
    let top = 0..text.find('\n').unwrap_or(text.len());
    Some(reader.table(document.as_table(), top, 0))
}

fn report(file: u32, error: &toml_edit::TomlError, findings: &Findings) {
    let span = Span::new(file, error.span().unwrap_or(0..0));
    let found = error.message().lines().next().unwrap_or_default();
    if found.contains("duplicate key") {
        findings
            .add(&codes::DUPLICATE_KEY, Finding::at(span, "this key stands here a second time"));
        return;
    }
    let message = format!("this cannot be read: {found}");
    findings
        .add(&codes::TOML_SYNTAX, Finding::at(span, message).example("key = \"text in quotes\""));
}

struct Reader<'a> {
    file: u32,
    text: &'a str,
    findings: &'a Findings,
}

impl Reader<'_> {
    fn table(&self, table: &dyn TableLike, span: Range<usize>, depth: usize) -> Node {
        let span_here = Span::new(self.file, span.clone());
        if depth > MAX_DEPTH {
            self.findings.add(&codes::TOO_DEEP, Finding::at(span_here, "this is nested too deep"));
            return Node::empty_map(span_here);
        }
        let mut entries = Vec::new();
        for (name, item) in table.iter() {
            let key_span = table.key(name).and_then(toml_edit::Key::span).unwrap_or(span.clone());
            // A table written in parts (`a.b = 1`) has no place of its own: its key has.
            let value_span = item.span().unwrap_or(key_span.clone());
            if let Some(value) = self.item(item, value_span, depth + 1) {
                let key = Spanned::new(name.to_owned(), Span::new(self.file, key_span));
                entries.push(Entry { key, value });
            }
        }
        entries.sort_by_key(|entry| entry.key.span);
        Node { span: span_here, kind: Kind::Map(entries) }
    }

    fn item(&self, item: &Item, span: Range<usize>, depth: usize) -> Option<Node> {
        match item {
            Item::None => None,
            Item::Value(value) => Some(self.value(value, span, depth)),
            Item::Table(table) => Some(self.table(table, span, depth)),
            Item::ArrayOfTables(tables) => {
                let list = tables
                    .iter()
                    .map(|table| self.table(table, table.span().unwrap_or(span.clone()), depth + 1))
                    .collect();
                Some(Node { span: Span::new(self.file, span), kind: Kind::List(list) })
            }
        }
    }

    fn value(&self, value: &Value, span: Range<usize>, depth: usize) -> Node {
        let kind = match value {
            Value::InlineTable(table) => return self.table(table, span, depth),
            Value::Array(array) => {
                let item = |value: &Value| {
                    self.value(value, value.span().unwrap_or(span.clone()), depth + 1)
                };
                Kind::List(array.iter().map(item).collect())
            }
            Value::String(text) => Kind::Scalar { text: text.value().clone(), quoted: true },
            // Numbers, dates and truth values keep their raw text.
            _ => Kind::Scalar {
                text: self.text.get(span.clone()).unwrap_or_default().to_owned(),
                quoted: false,
            },
        };
        Node { span: Span::new(self.file, span), kind }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_place() {
        let text =
            "a = 1\nb.x = \"é\"\nb.y = [true, 2026-01-02]\n[c]\nd = { e = 1.5 }\n[[f]]\ng = 'h'\n";
        let findings = Findings::default();
        let node = parse_toml(0, text, &findings).unwrap();
        let Kind::Map(entries) = &node.kind else { panic!("{node:?}") };
        let at = |span: Span| &text[span.start as usize..span.end as usize];
        let keys: Vec<_> = entries.iter().map(|entry| at(entry.key.span)).collect();
        assert_eq!(keys, ["a", "b", "c", "f"]);
        assert_eq!(at(entries[0].value.span), "1");
        assert!(findings.is_empty());
    }

    #[test]
    fn a_broken_file_is_one_problem_not_a_panic() {
        for text in
            ["a = ", "a = 1\na = 2", "[a", "a = \"x", "= 1", "[[a]]\n[a]", &"[".repeat(9_000)]
        {
            let findings = Findings::default();
            assert!(parse_toml(0, text, &findings).is_none(), "{text}");
            assert_eq!(findings.take().len(), 1, "{text}");
        }
    }
}
