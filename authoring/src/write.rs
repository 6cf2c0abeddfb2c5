//! Drafts as Markdown: one writer for `signpost new`, a form, an import and "still right".
//!
//! What is written is read back as the same draft; a test holds that for every page of the sample.
//! A page that somebody wrote is not written anew, but edited ([`edit`](crate::edit)): a draft knows
//! nothing of comments. What of a draft could not be read is not in it, and so is not written.

mod facts;
mod parts;
mod service;
mod template;
pub(crate) mod yaml;

pub use service::{service, translation};
pub use template::{is_placeholder, is_template, new_organization, new_service};

use crate::draft::{
    DraftList, DraftListTranslation, DraftOrganization, DraftOrganizationTranslation, DraftPage,
};
use crate::value::Value;
use facts::Facts;
use parts::{contacts, translator};

/// A page of facts and the text below them, in Markdown.
pub fn page(facts: &[(String, Value)], body: &str) -> String {
    let mut page = String::from("---\n");
    for (key, value) in facts {
        page.push_str(&yaml::entry(key, value, 0));
        page.push('\n');
    }
    page.push_str("---\n");
    page.push_str(body);
    page
}

/// A group's page.
pub fn organization(draft: &DraftOrganization) -> String {
    let DraftOrganization {
        path: _,
        folder: _,
        front: _,
        id,
        lacks_id,
        name,
        summary,
        website,
        contact,
        body,
    } = draft;
    let mut facts = Facts::default();
    facts.text("id", id.as_ref().filter(|_| !lacks_id));
    facts.text("name", name.as_ref());
    facts.text("summary", summary.as_ref());
    facts.text("website", website.as_ref());
    facts.list("contact", contacts(contact));
    page(&facts.entries(), &body.markdown.value)
}

/// A translation of a group's page.
pub fn organization_translation(draft: &DraftOrganizationTranslation) -> String {
    let DraftOrganizationTranslation {
        folder: _,
        locale: _,
        front: _,
        summary,
        translator: by,
        body,
    } = draft;
    let mut facts = Facts::default();
    facts.text("summary", summary.as_ref());
    facts.map("translation", by.as_ref().map(translator));
    page(&facts.entries(), &body.markdown.value)
}

/// A curated list.
pub fn list(draft: &DraftList) -> String {
    let DraftList { id: _, title, for_whom, version, services, body } = draft;
    let mut facts = Facts::default();
    facts.text("title", title.as_ref());
    facts.text("for_whom", for_whom.as_ref());
    facts.plain("version", version.as_ref());
    facts.texts("services", services);
    page(&facts.entries(), &body.markdown.value)
}

/// A translation of a curated list.
pub fn list_translation(draft: &DraftListTranslation) -> String {
    let DraftListTranslation { id: _, locale: _, title, for_whom, translator: by, body } = draft;
    let mut facts = Facts::default();
    facts.text("title", title.as_ref());
    facts.text("for_whom", for_whom.as_ref());
    facts.map("translation", by.as_ref().map(translator));
    page(&facts.entries(), &body.markdown.value)
}

/// A plain page.
pub fn plain_page(draft: &DraftPage) -> String {
    let DraftPage { name: _, locale: _, title, summary, translator: by, body } = draft;
    let mut facts = Facts::default();
    facts.text("title", title.as_ref());
    facts.text("summary", summary.as_ref());
    facts.map("translation", by.as_ref().map(translator));
    page(&facts.entries(), &body.markdown.value)
}
