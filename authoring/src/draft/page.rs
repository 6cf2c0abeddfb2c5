//! Curated lists and plain pages.

use catalog::day::Day;

use super::people::DraftTranslator;
use super::{DraftBody, Fields, Source};
use crate::node::{Kind, Spanned, Text};
use crate::report::{Findings, codes};

/// A curated list as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::CuratedList"
)]
pub struct DraftList {
    /// Its file name without `.md`.
    pub id: String,
    pub title: Option<Text>,
    pub for_whom: Option<Text>,
    pub version: Option<Spanned<Day>>,
    pub services: Vec<Text>,
    pub body: DraftBody,
}

/// A list's own title is the second level of its page.
const LIST_HEADING: u8 = 3;

impl DraftList {
    /// Reads a list; `None` when its facts cannot be read at all.
    pub fn read(source: &Source<'_>, id: &str, findings: &Findings) -> Option<Self> {
        let (node, body) = source.parts(LIST_HEADING, findings)?;
        let fields = Fields::open(&node, "title: A first outing", findings);
        let draft = Self {
            id: id.to_owned(),
            title: fields.required("title", "title: A first outing"),
            for_whom: fields
                .required("for_whom", "for_whom: People who have not been out for a while"),
            version: fields.day("version"),
            services: fields.texts("services"),
            body,
        };
        if fields.node("version").is_none() {
            fields.missing("version", "version: 2026-11-01");
        }
        if fields.node("services").is_none_or(|node| node.kind == Kind::List(Vec::new())) {
            fields.missing("services", "services: [k7f3q]");
        }
        fields.finish();
        Some(draft)
    }
}

/// A translation of a list as it was typed.
#[derive(Debug)]
pub struct DraftListTranslation {
    /// The list's id.
    pub id: String,
    /// Its locale.
    pub locale: String,
    /// Its title.
    pub title: Option<Text>,
    /// For whom it was made.
    pub for_whom: Option<Text>,
    /// Who translated it.
    pub translator: Option<DraftTranslator>,
    /// The introduction.
    pub body: DraftBody,
}

impl DraftListTranslation {
    /// Reads a translation; `None` when it cannot be read at all.
    pub fn read(
        source: &Source<'_>,
        (id, locale): (&str, &str),
        findings: &Findings,
    ) -> Option<Self> {
        let (node, body) = source.parts(LIST_HEADING, findings)?;
        let fields = Fields::open(&node, "title: …", findings);
        let refusal = "this stands in the default file only, and is the same in every language";
        fields.refuse(&["version", "services"], &codes::TRANSLATION_HAS_FACTS, refusal);
        let draft = Self {
            id: id.to_owned(),
            locale: locale.to_owned(),
            title: fields.required("title", "title: …"),
            for_whom: fields.required("for_whom", "for_whom: …"),
            // Lists do not show who translated them, yet a writer may say it as on other pages.
            translator: DraftTranslator::read_if_said(&fields),
            body,
        };
        fields.finish();
        Some(draft)
    }
}

/// A plain page in one locale, as it was typed.
#[derive(Debug)]
pub struct DraftPage {
    /// Its file name without locale and `.md`.
    pub name: String,
    /// Its locale; `None`: the default one.
    pub locale: Option<String>,
    /// Its title.
    pub title: Option<Text>,
    /// One line.
    pub summary: Option<Text>,
    /// Who translated it, on a translation that says so.
    pub translator: Option<DraftTranslator>,
    /// The text.
    pub body: DraftBody,
}

impl DraftPage {
    /// Reads a page; `None` when its facts cannot be read at all.
    pub fn read(
        source: &Source<'_>,
        (name, locale): (&str, Option<&str>),
        findings: &Findings,
    ) -> Option<Self> {
        // A plain page's title is its first level; its headings are the second.
        let (node, body) = source.parts(2, findings)?;
        let fields = Fields::open(&node, "title: About", findings);
        let draft = Self {
            name: name.to_owned(),
            locale: locale.map(str::to_owned),
            title: fields.required("title", "title: About"),
            summary: fields.required("summary", "summary: one line"),
            // As with lists.
            translator: locale.and_then(|_| DraftTranslator::read_if_said(&fields)),
            body,
        };
        fields.finish();
        Some(draft)
    }
}
