//! What a check's code means: the sentence that stands beside the check, and what the writers' guide says of
//! it, so that program and guide never differ.

use authoring::report::codes::{NOTE_CODES, READER_CODES};
use authoring::report::{Code, Severity};
use authoring::validate::CHECKS;

/// The writers' guide, with a heading for each code.
const GUIDE: &str = include_str!("../../content/README.md");

/// Every code: of what is found while reading, then of the checks, in their order, then of
/// change notes.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let of_notes = NOTE_CODES.iter().copied();
    READER_CODES.iter().copied().chain(CHECKS.iter().map(|check| &check.code)).chain(of_notes)
}

/// The code of this name.
pub fn code(name: &str) -> Option<&'static Code> {
    codes().find(|code| code.id == name)
}

/// What the guide says of a code, without its heading; nothing where it says nothing.
pub fn guide(code: &Code) -> &'static str {
    let heading = ["\n### ", code.id, "\n"].concat();
    let text = GUIDE.split_once(&heading).map_or("", |(_, rest)| rest);
    let end = text.find("\n#").unwrap_or(text.len());
    text[..end].trim()
}

/// How much a finding of this code matters, in a word.
pub fn severity(code: &Code) -> &'static str {
    match code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_and_no_explanation_runs_into_the_next() {
        let mut names: Vec<&str> = codes().map(|code| code.id).collect();
        for code in codes() {
            let said = guide(code);
            assert!(said.len() > 20, "the guide says nothing of {}", code.id);
            assert!(!said.contains("\n###"), "{}: {said}", code.id);
        }
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all, "a code stands for one thing");
    }
}
