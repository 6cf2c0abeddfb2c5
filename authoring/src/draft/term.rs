//! A word list, and words per locale.

use super::Fields;
use crate::node::{Kind, Node, Spanned, Text};
use crate::report::{Finding, Findings, codes};
use crate::source::Span;

/// Words per locale, as typed.
#[derive(Debug, Default)]
pub struct DraftWords {
    /// Where they stand, or where they are missed.
    pub span: Span,
    /// Locale and words.
    pub words: Vec<(Text, Text)>,
}

/// A word list as it was typed.
#[derive(Debug)]
pub struct DraftTermList {
    /// The file's name without `.toml`: `needs`.
    pub name: &'static str,
    /// Whether it could be read: else an unknown word means nothing.
    pub is_readable: bool,
    /// Its words.
    pub terms: Vec<DraftTerm>,
}

/// A word of a list as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::Term"
)]
pub struct DraftTerm {
    pub id: Option<Text>,
    pub label: DraftWords,
    pub description: DraftWords,
    /// Locale and how people say it.
    pub synonyms: Vec<(Text, Vec<Text>)>,
    pub asked: Vec<(Text, Vec<Text>)>,
    pub chosen: Vec<(Text, Vec<Text>)>,
    pub need: Option<Text>,
    /// Facet and values.
    pub chooses: Vec<(Text, Vec<Text>)>,
    /// Where the word stands.
    pub span: Span,
    pub icon: Option<Text>,
    pub sensitive: Option<Spanned<bool>>,
    pub comes_to_me: Option<Spanned<bool>>,
    pub codes: Vec<(Text, Text)>,
}

/// Lists whose words are choices that typed phrases can tick.
const CHOSEN: [&str; 6] = ["access", "audience", "cost", "delivery", "joining", "languages"];

impl DraftTermList {
    /// A list whose file is not there or cannot be read.
    pub fn unreadable(name: &'static str) -> Self {
        Self { name, is_readable: false, terms: Vec::new() }
    }

    /// A list that a directory may do without.
    pub fn empty(name: &'static str) -> Self {
        Self { name, is_readable: true, terms: Vec::new() }
    }

    /// Takes apart a word list, read as a tree.
    pub fn read(name: &'static str, node: &Node, findings: &Findings) -> Self {
        let fields = Fields::open_toml(node, "[[term]]", findings);
        let terms = fields
            .nodes("term")
            .into_iter()
            .map(|node| DraftTerm::read(node, name, findings))
            .collect();
        fields.finish();
        Self { name, is_readable: true, terms }
    }
}

impl DraftTerm {
    fn read(node: &Node, list: &str, findings: &Findings) -> Self {
        let fields = Fields::open_toml(node, "[[term]]", findings);
        let id = fields.required("id", "id = \"company\"");
        let span = id.as_ref().map_or(fields.span(), |id| id.span);
        let is_need = list == "needs";
        let term = Self {
            label: DraftWords::read(&fields, "label", span),
            description: DraftWords::read(&fields, "description", span),
            synonyms: phrases(&fields, "synonyms", findings),
            asked: phrases(&fields, "asked", findings),
            chosen: match CHOSEN.contains(&list) {
                true => phrases(&fields, "chosen", findings),
                false => Vec::new(),
            },
            need: match list == "topics" {
                true => fields.required("need", "need = \"company\""),
                false => None,
            },
            chooses: match list == "topics" {
                true => choices(&fields, findings),
                false => Vec::new(),
            },
            span,
            icon: if is_need { fields.text("icon") } else { None },
            sensitive: if is_need || list == "audience" { fields.tri("sensitive") } else { None },
            comes_to_me: if list == "delivery" { fields.tri("comes_to_me") } else { None },
            codes: fields.named_texts("codes"),
            id,
        };
        fields.finish();
        term
    }
}

/// Values by facet.
fn choices(fields: &Fields<'_>, findings: &Findings) -> Vec<(Text, Vec<Text>)> {
    let Some(node) = fields.node("chooses") else { return Vec::new() };
    let Kind::Map(entries) = &node.kind else {
        let finding = Finding::at(node.span, "chooses are given per filter");
        let example = "chooses.audience = [\"men\"]";
        findings.add(&codes::WRONG_SHAPE, finding.example(example));
        return Vec::new();
    };
    entries.iter().map(|entry| (entry.key.clone(), list_of_texts(&entry.value, findings))).collect()
}

/// Phrases per language.
fn phrases(fields: &Fields<'_>, key: &'static str, findings: &Findings) -> Vec<(Text, Vec<Text>)> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    let Kind::Map(entries) = &node.kind else {
        let finding = Finding::at(node.span, format!("{key} are given per language"));
        let example = format!("{key}.en = [\"lonely\", \"no friends\"]");
        findings.add(&codes::WRONG_SHAPE, finding.example(example));
        return Vec::new();
    };
    entries.iter().map(|entry| (entry.key.clone(), list_of_texts(&entry.value, findings))).collect()
}

pub(super) fn list_of_texts(node: &Node, findings: &Findings) -> Vec<Text> {
    let wrong = |node: &Node, message: &str| {
        let finding = Finding::at(node.span, message).example("[\"lonely\", \"no friends\"]");
        findings.add(&codes::WRONG_SHAPE, finding);
    };
    let Kind::List(list) = &node.kind else {
        wrong(node, "a list belongs here, in brackets");
        return Vec::new();
    };
    list.iter()
        .filter_map(|node| match &node.kind {
            Kind::Scalar { text, .. } => Some(Spanned::new(text.trim().to_owned(), node.span)),
            _ => {
                wrong(node, "one text belongs here");
                None
            }
        })
        .filter(|text| !text.value.is_empty())
        .collect()
}

impl DraftWords {
    /// Reads a table of locale = words; `missed` is where a missing one is reported.
    pub(super) fn read(fields: &Fields<'_>, key: &'static str, missed: Span) -> Self {
        let words = fields.named_texts(key);
        let span = if words.is_empty() { missed } else { fields.key_span(key) };
        Self {
            span,
            words: words.into_iter().filter(|(_, words)| !words.value.is_empty()).collect(),
        }
    }

    /// The words in a locale.
    pub fn get(&self, locale: &str) -> Option<&Text> {
        self.words.iter().find(|(key, _)| key.value == locale).map(|(_, words)| words)
    }
}
