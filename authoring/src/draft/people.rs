//! The people of a page: who answers, who checked, who translated.

use catalog::day::Day;
use catalog::service::{AssuranceHow, AssuranceLevel};

use super::Fields;
use crate::links::is_email;
use crate::node::{Spanned, Text};
use crate::origin::Hashes;
use crate::people::addresses;
use crate::report::{Finding, codes};
use crate::source::Span;
use crate::value::Value;

/// A way to reach somebody.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftContact {
    pub span: Span,
    pub role: Option<Text>,
    pub phone: Option<Text>,
    /// What is dialled once somebody answers (HSDS `phone.extension`).
    pub extension: Option<Text>,
    pub sms: Option<Spanned<bool>>,
    pub email: Option<Text>,
    pub url: Option<Text>,
    pub languages: Vec<Text>,
}

/// The contacts of a service or a group.
pub(super) fn read_contacts(fields: &Fields<'_>) -> Vec<DraftContact> {
    fields.maps("contact", "phone: \"+1-800-555-0199\"", |fields| {
        let contact = DraftContact {
            span: fields.span(),
            role: fields.text("role"),
            phone: fields.text("phone"),
            extension: fields.text("extension"),
            sms: fields.tri("sms"),
            email: fields
                .text("email")
                .map(|text| Spanned::new(addresses::email(&text.value), text.span)),
            url: fields
                .text("url")
                .map(|text| Spanned::new(addresses::web(&text.value), text.span)),
            languages: fields.terms("languages"),
        };
        report_contact(&fields, &contact);
        fields.finish();
        contact
    })
}

fn report_contact(fields: &Fields<'_>, contact: &DraftContact) {
    if let Some(email) = contact.email.as_ref().filter(|email| !is_email(&email.value)) {
        let finding = Finding::at(email.span, "this is not an email address");
        fields.add(&codes::BAD_EMAIL, about_email(finding, &email.value, "email: "));
    }
}

/// What to say of a text that is no address: which of several is meant, or how one looks.
pub(super) fn about_email(finding: Finding, text: &str, before: &str) -> Finding {
    let parts = text.split([',', ';', ' ', '/']).map(addresses::email);
    let several: Vec<String> = parts.filter(|part| is_email(part)).collect();
    match several.as_slice() {
        [] => finding.example(format!("{before}hello@example.org")),
        [one] => finding.correct(one).shown(format!("{before}{one}")),
        several => finding.choices(several.iter().map(|one| format!("{before}{one}"))),
    }
}

/// A check by a person.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftAssurance {
    pub date: Option<Spanned<Day>>,
    pub by: Option<Text>,
    pub how: Option<Spanned<AssuranceHow>>,
    pub level: Option<Spanned<AssuranceLevel>>,
}

pub(crate) const HOW: [(&str, AssuranceHow); 5] = [
    ("phone", AssuranceHow::Phone),
    ("visit", AssuranceHow::Visit),
    ("email", AssuranceHow::Email),
    ("self", AssuranceHow::SelfDeclared),
    ("event", AssuranceHow::Event),
];

pub(crate) const LEVEL: [(&str, AssuranceLevel); 4] = [
    ("listed", AssuranceLevel::Listed),
    ("self-declared", AssuranceLevel::SelfDeclared),
    ("checked", AssuranceLevel::Checked),
    ("partner-vouched", AssuranceLevel::PartnerVouched),
];

impl DraftAssurance {
    pub(super) fn read(service: &Fields<'_>) -> Option<Self> {
        let example =
            "assurance: { date: 2026-05-03, by: Example House, how: phone, level: checked }";
        let fields = service.map("assurance", example)?;
        let assurance = Self {
            date: fields.day("date"),
            by: fields.text("by"),
            how: fields.word("how", &HOW),
            level: fields.word("level", &LEVEL),
        };
        if fields.node("date").is_none() && !assurance.is_only_listed() {
            fields.missing("date", example);
        }
        fields.finish();
        Some(assurance)
    }

    /// Whether the page was taken from another list, and nobody has asked the group everything yet:
    /// `level: listed`.
    pub fn is_only_listed(&self) -> bool {
        self.level.as_ref().is_some_and(|level| level.value == AssuranceLevel::Listed)
    }
}

/// Whether a machine translated.
pub(crate) const TRANSLATED: [(&str, bool); 2] = [("machine", true), ("person", false)];

/// Who translated a page.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftTranslator {
    pub by: Option<Text>,
    pub by_machine: Option<Spanned<bool>>,
    pub reviewed_by: Option<Text>,
    pub date: Option<Spanned<Day>>,
    /// The words it was made from, as [`crate::origin::Hashes`] writes them.
    pub of: Option<Spanned<Value>>,
    /// Where `translation` stands.
    pub span: Span,
}

impl DraftTranslator {
    /// Reads `translation` where a page may go without.
    pub(super) fn read_if_said(page: &Fields<'_>) -> Option<Self> {
        page.node("translation").and_then(|_| Self::read(page))
    }

    /// From which words each field was made, as far as it is said.
    pub fn made_from(&self) -> Hashes {
        self.of.as_ref().map_or_else(Hashes::default, |of| Hashes::of_value(&of.value))
    }

    /// Reads `translation`, which every translation has: an unreviewed one says so on its page.
    pub(super) fn read(page: &Fields<'_>) -> Option<Self> {
        let example = "translation: { by: \"Mei Lau\", how: person, date: 2026-11-20 }";
        let Some(fields) = page.map("translation", example) else {
            page.missing("translation", example);
            return None;
        };
        let translator = Self {
            by: fields.text("by"),
            by_machine: fields.word("how", &TRANSLATED),
            reviewed_by: fields.text("reviewed_by"),
            date: fields.day("date"),
            of: fields.node("of").map(|node| Spanned::new(Value::of(node), node.span)),
            span: page.key_span("translation"),
        };
        if fields.node("how").is_none() {
            fields.missing("how", example);
        }
        fields.finish();
        Some(translator)
    }
}
