//! What was typed, file by file: every value has its place, nothing is believed yet.
//!
//! A draft is filled as far as it goes, and all that is missing, unknown or of the wrong shape is
//! among the findings. A date is a date here; whether it can be true is for
//! [`validate`](crate::validate).

#[cfg(test)]
pub(crate) mod asked;
mod body;
mod fields;
mod holidays;
mod jargon;
mod keys;
mod licence;
mod no_facts;
mod organization;
mod page;
mod people;
mod places;
mod service;
mod service_parts;
mod settings;
mod term;
mod translation;
mod urgent;

pub use body::DraftBody;
pub use fields::Fields;
pub(crate) use fields::choice;
pub use holidays::DraftHolidays;
pub use jargon::DraftJargon;
pub(crate) use keys::is_known_key;
pub use licence::DraftData;
pub use organization::{DraftOrganization, DraftOrganizationTranslation};
pub use page::{DraftList, DraftListTranslation, DraftPage};
pub use people::{DraftAssurance, DraftContact, DraftTranslator};
pub use places::{DraftPlace, read_landmarks, read_neighbourhoods, read_postcodes};
pub use service::DraftService;
pub use service_parts::{
    DraftAlert, DraftCapacity, DraftCost, DraftEligibility, DraftFirstVisit, DraftLanguage,
    DraftLocation, DraftPause, DraftSchedule, DraftVolunteer,
};
pub use settings::{DraftConfig, DraftDesk, DraftHelpLine, DraftPlainWords, DraftRecordCodes};
pub use term::{DraftTerm, DraftTermList, DraftWords};
pub use translation::DraftTranslation;
pub use urgent::{DraftUrgent, DraftUrgentKind, DraftUrgentLine};

pub(crate) use people::{HOW, LEVEL, TRANSLATED};
pub(crate) use service::{INTENT, STATUS};
pub(crate) use service_parts::{CAPACITY, SCHEDULE_KINDS, SPOKEN};

use catalog::directory::Landmark;

use crate::node::{Kind, Node, parse_yaml, split_front_matter};
use crate::published::Published;
use crate::report::{Finding, Findings, codes};
use crate::source::Span;
use crate::write::{is_placeholder, is_template};

/// A content folder as it was typed.
#[derive(Debug, Default)]
pub struct Drafts {
    /// `directory.toml`, when it could be read.
    pub config: Option<DraftConfig>,
    /// The word lists, in the order of [`crate::layout::WORD_LISTS`].
    pub terms: Vec<DraftTermList>,
    /// Words of danger and their help lines, where the directory has them.
    pub urgent: DraftUrgent,
    /// Words of offices with plainer ones, where the directory has them.
    pub jargon: Vec<DraftJargon>,
    /// Postcode areas and neighbourhoods.
    pub places: Vec<DraftPlace>,
    /// Days on which a region is closed.
    pub holidays: Vec<DraftHolidays>,
    /// What else a map shows.
    pub landmarks: Vec<Landmark>,
    /// A town's own words for its pages: the file, its locale and its text.
    pub wording: Vec<(u32, String, String)>,
    /// Whether every file of places could be read: else an unknown place means nothing.
    pub all_places: bool,
    /// The list of what was ever published, and its file, where the directory has one.
    pub published: Option<(u32, Vec<Published>)>,
    /// Groups.
    pub organizations: Vec<DraftOrganization>,
    /// Their translations.
    pub organization_translations: Vec<DraftOrganizationTranslation>,
    /// Services.
    pub services: Vec<DraftService>,
    /// Whether every service page could be read: else an unknown service means nothing.
    pub all_services: bool,
    /// Their translations.
    pub translations: Vec<DraftTranslation>,
    /// Curated lists.
    pub lists: Vec<DraftList>,
    /// Their translations.
    pub list_translations: Vec<DraftListTranslation>,
    /// Plain pages, every locale one.
    pub pages: Vec<DraftPage>,
}

impl Drafts {
    /// Nothing yet, and no file that could not be read.
    pub fn readable() -> Self {
        Self { all_places: true, all_services: true, ..Self::default() }
    }

    /// Takes in what was read of further files. Settings, words and places are of the whole folder:
    /// they stay as they are.
    pub fn append(&mut self, mut more: Self) {
        self.organizations.append(&mut more.organizations);
        self.organization_translations.append(&mut more.organization_translations);
        self.services.append(&mut more.services);
        self.all_services &= more.all_services;
        self.translations.append(&mut more.translations);
        self.lists.append(&mut more.lists);
        self.list_translations.append(&mut more.list_translations);
        self.pages.append(&mut more.pages);
    }
}

/// Where a page of Markdown stands, and its two parts.
pub struct Source<'a> {
    /// Index of the file.
    pub file: u32,
    /// Path inside the content folder.
    pub path: &'a str,
    /// Its whole text.
    pub text: &'a str,
}

impl Source<'_> {
    /// The facts as a tree, and the text after them; `None` when the facts cannot be read.
    pub fn parts(&self, heading: u8, findings: &Findings) -> Option<(Node, DraftBody)> {
        let front = match split_front_matter(self.text) {
            Ok(front) => front,
            Err(why) => {
                let (code, finding) = no_facts::finding(self.file, self.text, why);
                findings.add(code, finding);
                return None;
            }
        };
        for line in front.odd_lines {
            let message = "three hyphens belong here; a word processor makes a dash of them";
            let finding = Finding::at(Span::new(self.file, line), message);
            findings.add(&codes::ODD_CHARACTERS, finding.correct("---"));
        }
        let mut node = parse_yaml(self.file, self.text, front.facts, findings)?;
        self.report_template(&mut node, findings);
        let body = Span::new(self.file, front.body.clone());
        let words = self.text.get(front.body).unwrap_or_default();
        Some((node, DraftBody::read(words, body, heading)))
    }

    /// Says what is still as a template has it, and takes it away: it is nobody's fact.
    fn report_template(&self, node: &mut Node, findings: &Findings) {
        if let Kind::Map(entries) = &node.kind
            && is_template(self.text)
            && !self.path.ends_with("/organization.md")
            && entries.iter().all(|entry| matches!(&*entry.key.value, "id" | "name"))
            && let Some(first) = entries.first()
        {
            let message = "this page is as `signpost new` wrote it: nothing is said on it yet";
            findings.add(&codes::STILL_A_TEMPLATE, Finding::at(first.key.span, message));
        }
        blank(node, &mut |span, text| {
            let message = format!("`{text}` is from the template: your own words belong here");
            findings.add(&codes::STILL_A_TEMPLATE, Finding::at(span, message));
        });
    }
}

/// Empties every value that is a template's, and tells where it stood.
fn blank(node: &mut Node, tell: &mut impl FnMut(Span, &str)) {
    match &mut node.kind {
        Kind::Scalar { text, quoted } if is_placeholder(text) => {
            tell(node.span, text);
            (*text, *quoted) = (String::new(), false);
        }
        Kind::Scalar { .. } => {}
        Kind::List(list) => list.iter_mut().for_each(|node| blank(node, tell)),
        Kind::Map(entries) => entries.iter_mut().for_each(|entry| blank(&mut entry.value, tell)),
    }
}
