//! A translation of a service page: words only.

use super::people::DraftTranslator;
use super::{DraftBody, Fields, Source};
use crate::node::{Spanned, Text};
use crate::report::{Findings, codes};
use crate::source::Span;

/// A translation as it was typed.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the word field of the same name of DraftService")]
pub struct DraftTranslation {
    /// Path inside the content folder.
    pub path: String,
    /// The group's folder.
    pub folder: String,
    /// The name of the default file, without `.md`.
    pub stem: String,
    /// Its locale.
    pub locale: String,
    /// Where its words begin.
    pub front: Span,
    pub name: Option<Text>,
    pub summary: Option<Text>,
    pub alert: Option<Text>,
    pub eligibility: Option<Text>,
    /// One per schedule entry.
    pub schedule: Option<Spanned<Vec<Text>>>,
    /// One per cost entry.
    pub cost: Option<Spanned<Vec<Text>>>,
    /// By access fact, for any location.
    pub access_notes: Vec<(Text, Text)>,
    /// By access fact, when it holds, for any location.
    pub access_only: Vec<(Text, Text)>,
    /// One per location.
    pub transport: Option<Spanned<Vec<Text>>>,
    pub language_notes: Vec<(Text, Text)>,
    pub what_happens: Option<Text>,
    pub what_to_bring: Option<Text>,
    pub capacity: Option<Text>,
    pub volunteer: Option<Text>,
    pub translator: Option<DraftTranslator>,
    pub body: DraftBody,
}

/// Fields of a service page that are the same in every language.
const FACTS: [&str; 18] = [
    "id",
    "status",
    "needs",
    "topics",
    "not_topics",
    "intent",
    "audience",
    "delivery",
    "joining",
    "languages",
    "locations",
    "area",
    "confidential_address",
    "contact",
    "assurance",
    "prescriber_notes",
    "sensitive",
    "access",
];

/// Facts of a first visit.
const VISIT_FACTS: [&str; 3] = ["ask_for", "meet_me", "bring_someone"];

const REFUSAL: &str =
    "this is a fact: it stands in the default file only, and is the same in every language";

impl DraftTranslation {
    /// Reads a translation; `None` when it cannot be read at all.
    pub fn read(
        source: &Source<'_>,
        (folder, stem, locale): (&str, &str, &str),
        findings: &Findings,
    ) -> Option<Self> {
        let (node, body) = source.parts(3, findings)?;
        let fields = Fields::open(&node, "name: …", findings);
        fields.refuse(&FACTS, &codes::TRANSLATION_HAS_FACTS, REFUSAL);
        let (what_happens, what_to_bring) = fields
            .map("first_visit", "first_visit: { what_happens: …, what_to_bring: … }")
            .map(|visit| {
                visit.refuse(&VISIT_FACTS, &codes::TRANSLATION_HAS_FACTS, REFUSAL);
                let words = (visit.text("what_happens"), visit.text("what_to_bring"));
                visit.finish();
                words
            })
            .unwrap_or_default();
        let draft = Self {
            path: source.path.to_owned(),
            folder: folder.to_owned(),
            stem: stem.to_owned(),
            locale: locale.to_owned(),
            front: fields.span(),
            name: fields.text("name"),
            summary: fields.text("summary"),
            alert: fields.text("alert"),
            eligibility: fields.text("eligibility"),
            schedule: fields.texts_or_blanks("schedule"),
            cost: fields.texts_or_blanks("cost"),
            access_notes: fields.named_texts("access_notes"),
            access_only: fields.named_texts("access_only"),
            transport: fields.texts_or_blanks("transport"),
            language_notes: fields.named_texts("language_notes"),
            what_happens,
            what_to_bring,
            capacity: fields.text("capacity"),
            volunteer: fields.text("volunteer"),
            translator: DraftTranslator::read(&fields),
            body,
        };
        fields.finish();
        Some(draft)
    }
}
