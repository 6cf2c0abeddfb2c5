//! Codes for the record: whether a record system can take them, and whether they are what somebody meant.

use catalog::link::reply::Outcome;

use super::{CheckFindings, Context};
use crate::draft::{DraftConfig, DraftRecordCodes};
use crate::node::{Text, nearest};
use crate::report::Finding;

/// Longest name of a code system, and longest code with what it is called: together with the rest, the text
/// for two activities stays below 400 letters.
const SYSTEM_MAX: usize = 24;
const CODE_MAX: usize = 20;
const TERM_MAX: usize = 40;

pub(super) fn record_codes(
    context: &Context<'_>,
    config: &DraftConfig,
    findings: &CheckFindings<'_>,
) {
    let Some(codes) = &config.record_codes else { return };
    if let Some(system) = codes.system.as_ref().filter(|system| !is_plain(system, SYSTEM_MAX)) {
        let message = format!("the name of a code system is at most {SYSTEM_MAX} plain letters");
        findings.add(Finding::at(system.span, message).example("system = \"SNOMED CT\""));
    }
    let is_snomed = codes
        .system
        .as_ref()
        .is_some_and(|system| system.value.to_ascii_lowercase().starts_with("snomed"));
    for code in codes.all() {
        if let Some(message) = what_is_wrong(code, is_snomed) {
            findings.add(Finding::at(code.span, message));
        }
    }
    needs(context, codes, findings);
    for (id, _) in &codes.outcomes {
        if Outcome::of_id(&id.value).is_none() {
            let ids = || Outcome::ALL.into_iter().map(Outcome::id);
            let message = format!("there is no outcome `{}`", id.value);
            let finding = Finding::at(id.span, message);
            findings.add(match nearest(&id.value, ids()) {
                Some(meant) => finding.correct(meant.to_owned()),
                None => finding.example(ids().collect::<Vec<_>>().join(", ")),
            });
        }
    }
}

fn needs(context: &Context<'_>, codes: &DraftRecordCodes, findings: &CheckFindings<'_>) {
    let list = context.drafts.terms.iter().find(|list| list.name == "needs");
    let Some(list) = list.filter(|list| list.is_readable) else { return };
    let ids = || list.terms.iter().filter_map(|term| Some(term.id.as_ref()?.value.as_str()));
    for (need, _) in &codes.needs {
        if !ids().any(|id| id == need.value) {
            let message = format!("`_taxonomy/needs.toml` has no need `{}`", need.value);
            let guess = nearest(&need.value, ids()).map(str::to_owned);
            findings.add(Finding::at(need.span, message).maybe_correct(guess));
        }
    }
}

/// Why a record could not hold a code, or would hold another one.
fn what_is_wrong(code: &Text, is_snomed: bool) -> Option<String> {
    let (alone, term) = code.value.split_once(' ').unwrap_or((&code.value, ""));
    if !is_plain(code, CODE_MAX + 1 + TERM_MAX) || alone.len() > CODE_MAX || term.len() > TERM_MAX {
        return Some(format!(
            "a code is at most {CODE_MAX} plain letters and digits; behind a space may stand what it is \
             called, in {TERM_MAX} letters, without ; and line breaks"
        ));
    }
    let is_wrong = is_snomed && !is_snomed_id(alone);
    is_wrong.then(|| "this is no SNOMED CT identifier: a digit is missing or wrong".to_owned())
}

/// Letters that every record system takes, without the sign that stands between two codes.
fn is_plain(text: &Text, most: usize) -> bool {
    let text = text.value.as_bytes();
    (1..=most).contains(&text.len())
        && text.iter().all(|byte| (b' '..=b'~').contains(byte) && *byte != b';')
}

/// 6 to 18 digits whose last is Verhoeff's check digit, as SNOMED CT's release file specification asks.
fn is_snomed_id(code: &str) -> bool {
    /// The multiplication of the dihedral group of ten elements.
    const TIMES: [[u8; 10]; 10] = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
        [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
        [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
        [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
        [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
        [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
        [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];
    /// What a digit becomes for each place that it stands further left.
    const TURN: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let is_length = (6..=18).contains(&code.len()) && !code.starts_with('0');
    if !is_length || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let rest = code.bytes().rev().enumerate().fold(0, |rest, (place, byte)| {
        // After eight turns a digit is itself again.
        let turned = (0..place % 8).fold(byte - b'0', |digit, _| TURN[usize::from(digit)]);
        TIMES[usize::from(rest)][usize::from(turned)]
    });
    rest == 0
}

#[cfg(test)]
mod tests {
    use super::is_snomed_id;

    #[test]
    fn a_snomed_identifier_with_a_wrong_digit_is_none() {
        // "SNOMED CT Concept", the root of the hierarchy.
        assert!(is_snomed_id("138875005"));
        for wrong in ["138875006", "138857005", "13887500", "1388750055", "abc", "", "0138875005"] {
            assert!(!is_snomed_id(wrong), "{wrong}");
        }
    }
}
