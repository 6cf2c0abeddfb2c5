//! A group, and the translations of what it says about itself.

use super::people::{DraftContact, DraftTranslator, read_contacts};
use super::{DraftBody, Fields, Source};
use crate::names::id_of_folder;
use crate::node::{Spanned, Text};
use crate::people::addresses;
use crate::report::{Findings, codes};
use crate::source::Span;

/// A group as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::service::Organization"
)]
pub struct DraftOrganization {
    /// Path inside the content folder.
    pub path: String,
    /// Its folder.
    pub folder: String,
    /// Where its facts begin.
    pub front: Span,
    pub id: Option<Text>,
    /// The page does not say its id: `id` was made from the folder's name.
    pub lacks_id: bool,
    pub name: Option<Text>,
    pub summary: Option<Text>,
    pub website: Option<Text>,
    pub contact: Vec<DraftContact>,
    pub body: DraftBody,
}

/// Headings in a body begin below the page's own two levels.
const HEADING: u8 = 3;

impl DraftOrganization {
    /// Reads `organization.md`; `None` when its facts cannot be read at all.
    pub fn read(source: &Source<'_>, folder: &str, findings: &Findings) -> Option<Self> {
        let (node, body) = source.parts(HEADING, findings)?;
        let fields = Fields::open(&node, "name: Sunset Neighbours", findings);
        let id = fields.text("id").filter(|id| !id.value.is_empty());
        let draft = Self {
            path: source.path.to_owned(),
            folder: folder.to_owned(),
            front: fields.span(),
            lacks_id: id.is_none(),
            id: Some(id.unwrap_or_else(|| Spanned::new(id_of_folder(folder), fields.span()))),
            name: fields.required("name", "name: Sunset Neighbours"),
            summary: fields.text("summary"),
            website: fields
                .text("website")
                .map(|text| Spanned::new(addresses::web(&text.value), text.span)),
            contact: read_contacts(&fields),
            body,
        };
        fields.finish();
        Some(draft)
    }
}

/// A translation of a group's page as it was typed.
#[derive(Debug)]
pub struct DraftOrganizationTranslation {
    /// The group's folder.
    pub folder: String,
    /// Its locale.
    pub locale: String,
    /// Where its words begin.
    pub front: Span,
    /// One line.
    pub summary: Option<Text>,
    /// Who translated it.
    pub translator: Option<DraftTranslator>,
    /// The text.
    pub body: DraftBody,
}

impl DraftOrganizationTranslation {
    /// Reads a translation; `None` when it cannot be read at all.
    pub fn read(
        source: &Source<'_>,
        (folder, locale): (&str, &str),
        findings: &Findings,
    ) -> Option<Self> {
        let (node, body) = source.parts(HEADING, findings)?;
        let fields = Fields::open(&node, "summary: …", findings);
        let refusal = "this stands in organization.md only, and is the same in every language";
        fields.refuse(
            &["id", "name", "website", "contact"],
            &codes::TRANSLATION_HAS_FACTS,
            refusal,
        );
        let draft = Self {
            folder: folder.to_owned(),
            locale: locale.to_owned(),
            front: fields.span(),
            summary: fields.text("summary"),
            translator: DraftTranslator::read(&fields),
            body,
        };
        fields.finish();
        Some(draft)
    }
}
