//! Yes, no, and not known.

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No: somebody has looked.
    No,
    /// Nobody knows.
    NotKnown,
    /// Neither for certain: `yes, one step`, `mostly`.
    Unclear,
}

const YES: [&str; 12] =
    ["yes", "y", "yeah", "yep", "true", "on", "oui", "sí", "si", "是", "有", "✓"];

/// `none` stands for "there is none".
const NO: [&str; 10] = ["no", "n", "nope", "false", "off", "none", "non", "否", "没有", "沒有"];

pub(crate) const NOT_KNOWN: [&str; 15] = [
    "",
    "~",
    "null",
    "?",
    "not known",
    "not-known",
    "unknown",
    "don't know",
    "dont know",
    "i don't know",
    "do not know",
    "not sure",
    "unsure",
    "no idea",
    "to be confirmed",
];

/// Reads an answer. White space, capitals and a full stop at the end say nothing.
pub fn read(text: &str) -> Answer {
    let text = super::evened(text).to_lowercase();
    let text = match text.as_str() {
        "?" => "?",
        text => text.trim_end_matches(['.', '!', '?', '。']).trim_end(),
    };
    let is_one_of = |words: &[&str]| words.contains(&text);
    match () {
        () if is_one_of(&YES) => Answer::Yes,
        () if is_one_of(&NO) => Answer::No,
        () if is_one_of(&NOT_KNOWN) => Answer::NotKnown,
        () => Answer::Unclear,
    }
}

/// Reads an answer that somebody's safety depends on: only the words themselves count.
pub fn read_exactly(text: &str) -> Answer {
    match read(text) {
        Answer::No if matches!(super::evened(text).to_lowercase().as_str(), "none" | "off") => {
            Answer::Unclear
        }
        answer => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_it_was_meant_or_asked_again() {
        for (typed, meant) in [
            ("Yes", Answer::Yes),
            ("y", Answer::Yes),
            ("ＹＥＳ", Answer::Yes),
            ("off", Answer::No),
            ("n", Answer::No),
            ("none", Answer::No),
            ("No.", Answer::No),
            (" no\u{A0}", Answer::No),
            ("don't know", Answer::NotKnown),
            ("Don’t know.", Answer::NotKnown),
            ("not known", Answer::NotKnown),
            ("?", Answer::NotKnown),
            ("Yes, one step", Answer::Unclear),
            ("no (ring the bell)", Answer::Unclear),
            ("mostly", Answer::Unclear),
            ("1", Answer::Unclear),
            ("n/a", Answer::Unclear),
        ] {
            assert_eq!(read(typed), meant, "{typed}");
        }
        assert_eq!(read_exactly("none"), Answer::Unclear, "none of what?");
        assert_eq!(read_exactly("no"), Answer::No);
    }
}
