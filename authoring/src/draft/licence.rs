//! `[data]` of `directory.toml`: what others may do with the data.

use catalog::directory::{DataTerms, Licence};

use super::Fields;
use crate::node::{Spanned, Text, nearest};
use crate::report::{Finding, codes};

/// `[data]` as it was typed.
#[derive(Debug, Default)]
#[allow(
    missing_docs,
    reason = "each field is the field of the same name of catalog::directory::DataTerms"
)]
pub struct DraftData {
    pub licence: Option<Text>,
    pub sensitive: Option<Spanned<bool>>,
}

/// Licences that people give data, by their short names (SPDX), with what they are called and where they stand.
const LICENCES: [(&str, &str, &str); 8] = [
    ("CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("PDDL-1.0", "PDDL 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    ("ODC-By-1.0", "ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    ("ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    (
        "OGL-UK-3.0",
        "Open Government Licence v3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    (
        "OGL-Canada-2.0",
        "Open Government Licence – Canada 2.0",
        "https://open.canada.ca/en/open-government-licence-canada",
    ),
];

/// Reads `[data]`.
pub(super) fn read(top: &Fields<'_>) -> DraftData {
    let Some(fields) = top.map("data", "[data]") else { return DraftData::default() };
    let licence = fields.text("licence");
    if let Some(licence) = licence.as_ref().filter(|licence| known(&licence.value).is_none()) {
        let names = || LICENCES.iter().map(|(name, _, _)| *name);
        let near = nearest(&licence.value, names()).map(|name| format!("\"{name}\""));
        let message = format!("the licence is one of {}", names().collect::<Vec<_>>().join(", "));
        let finding = Finding::at(licence.span, message).maybe_correct(near);
        fields.add(&codes::UNKNOWN_WORD, finding);
    }
    let read = DraftData { licence, sensitive: fields.tri("sensitive") };
    fields.finish();
    read
}

fn known(name: &str) -> Option<Licence> {
    let found = LICENCES.iter().find(|(known, _, _)| known.eq_ignore_ascii_case(name))?;
    let (name, title, url) = found;
    Some(Licence { name: (*name).into(), title: (*title).into(), url: (*url).into() })
}

impl DraftData {
    /// What is true of it. What calls for discretion stays out unless it says otherwise.
    pub fn terms(&self) -> DataTerms {
        DataTerms {
            licence: self.licence.as_ref().and_then(|licence| known(&licence.value)),
            sensitive: self.sensitive.as_ref().is_some_and(|said| said.value),
        }
    }
}
