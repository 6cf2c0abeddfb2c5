//! A service page, default locale: facts and words.

use catalog::service::{Intent, Status};

use super::people::{DraftAssurance, DraftContact, read_contacts};
use super::service_parts::{
    DraftAlert, DraftCapacity, DraftCost, DraftEligibility, DraftFirstVisit, DraftLanguage,
    DraftLocation, DraftSchedule, DraftVolunteer,
};
use super::{DraftBody, Fields, Source};
use crate::node::{Spanned, Text};
use crate::report::Findings;
use crate::source::Span;

/// A service as it was typed.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::service::Service"
)]
pub struct DraftService {
    /// Path inside the content folder.
    pub path: String,
    /// The group's folder.
    pub folder: String,
    /// The file's name without `.md`: its translations have the same.
    pub stem: String,
    /// Where its facts begin.
    pub front: Span,
    pub id: Option<Text>,
    pub name: Option<Text>,
    pub summary: Option<Text>,
    pub status: Option<Spanned<Status>>,
    pub alert: Option<DraftAlert>,
    pub needs: Vec<Text>,
    pub topics: Vec<Text>,
    pub not_topics: Vec<Text>,
    pub intent: Vec<Spanned<Intent>>,
    pub audience: Vec<Text>,
    pub eligibility: Option<DraftEligibility>,
    pub cost: Vec<DraftCost>,
    pub delivery: Vec<Text>,
    pub joining: Option<Text>,
    pub languages: Vec<DraftLanguage>,
    pub locations: Vec<DraftLocation>,
    pub area: Vec<Text>,
    pub confidential_address: Option<Spanned<bool>>,
    /// Keys of [`DECIDED`] that stand there without a yes or a no.
    pub undecided: Vec<Text>,
    pub schedule: Vec<DraftSchedule>,
    pub contact: Vec<DraftContact>,
    pub first_visit: Option<DraftFirstVisit>,
    pub volunteer: Option<DraftVolunteer>,
    pub capacity: Option<DraftCapacity>,
    pub assurance: Option<DraftAssurance>,
    pub prescriber_notes: Option<Text>,
    pub sensitive: Option<Spanned<bool>>,
    pub body: DraftBody,
}

pub(crate) const STATUS: [(&str, Status); 4] = [
    ("active", Status::Active),
    ("inactive", Status::Inactive),
    ("defunct", Status::Defunct),
    ("temporarily-closed", Status::TemporarilyClosed),
];

pub(crate) const INTENT: [(&str, Intent); 2] =
    [("join", Intent::Join), ("volunteer", Intent::Volunteer)];

/// Keys that protect somebody: what is not known there would be read as no.
const DECIDED: [&str; 2] = ["confidential_address", "sensitive"];

/// Headings in a body begin below the page's own two levels.
const HEADING: u8 = 3;

impl DraftService {
    /// Reads a page; `None` when its facts cannot be read at all.
    pub fn read(
        source: &Source<'_>,
        folder: &str,
        stem: &str,
        findings: &Findings,
    ) -> Option<Self> {
        let (node, body) = source.parts(HEADING, findings)?;
        let fields = Fields::open(&node, "name: Morning tai chi", findings);
        let assurance = DraftAssurance::read(&fields);
        // What another list says and nobody has asked about may be silent where a person would be asked.
        let is_only_listed = assurance.as_ref().is_some_and(DraftAssurance::is_only_listed);
        let draft = Self {
            path: source.path.to_owned(),
            folder: folder.to_owned(),
            stem: stem.to_owned(),
            front: fields.span(),
            id: fields.required("id", "id: …"),
            name: fields.required("name", "name: Morning tai chi"),
            summary: fields.required("summary", "summary: one line that says what it is"),
            status: fields.word("status", &STATUS),
            alert: DraftAlert::read(&fields),
            needs: fields.terms("needs"),
            topics: fields.terms("topics"),
            not_topics: fields.terms("not_topics"),
            intent: fields.words("intent", &INTENT),
            audience: fields.terms("audience"),
            eligibility: DraftEligibility::read(&fields),
            cost: fields.maps("cost", "{ kind: free }", DraftCost::read),
            delivery: fields.terms("delivery"),
            joining: match is_only_listed {
                true => fields.term("joining"),
                false => fields.required_term("joining", "joining: drop-in"),
            },
            languages: fields.maps("languages", "{ code: en, how: native }", DraftLanguage::read),
            locations: fields.maps("locations", "name: Sunset Hall", DraftLocation::read),
            area: fields.places("area"),
            confidential_address: fields.tri_exactly("confidential_address"),
            undecided: fields.undecided(&DECIDED),
            schedule: fields.maps("schedule", "text: Tuesdays 10 to 11", DraftSchedule::read),
            contact: read_contacts(&fields),
            first_visit: DraftFirstVisit::read(&fields),
            volunteer: DraftVolunteer::read(&fields),
            capacity: DraftCapacity::read(&fields),
            assurance,
            prescriber_notes: fields.text("prescriber_notes"),
            sensitive: fields.tri_exactly("sensitive"),
            body,
        };
        draft.report_missing(&fields, is_only_listed);
        fields.finish();
        Some(draft)
    }

    /// What must be there and is not a text.
    fn report_missing(&self, fields: &Fields<'_>, is_only_listed: bool) {
        let required = [
            ("status", "status: active"),
            ("needs", "needs: [company]"),
            ("delivery", "delivery: [in-person-group]"),
            ("languages", "languages: [{ code: en, how: native }]"),
        ];
        let required = required.iter().filter(|(key, _)| !is_only_listed || *key == "status");
        for (key, example) in required {
            let is_missing = match fields.node(key).map(|node| &node.kind) {
                None => true,
                Some(crate::node::Kind::List(list)) => list.is_empty(),
                Some(_) => false,
            };
            if is_missing {
                fields.missing(key, example);
            }
        }
    }

    /// Where to point when the page as a whole is meant.
    pub fn place(&self) -> Span {
        self.id.as_ref().or(self.name.as_ref()).map_or(self.front, |text| text.span)
    }
}
