//! What a check says of the page, beside the field that it is about: the very same code, words and
//! suggestions as `signpost check` prints, which speak the language of writers, and above them a sentence
//! in the person's own where there is one.

use super::screen::{Screen, place_of};
use crate::locale::Key;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It must be mended: the page cannot be published so.
    Mend,
    /// It is worth a thought.
    Consider,
}

/// What a check says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where what it is about is asked.
    pub screen: Screen,
    /// The field.
    pub field: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// The check's code.
    pub code: String,
    /// Its words.
    pub message: String,
    /// What to type, by the check: the word before, and the words.
    pub suggestions: Vec<(&'static str, String)>,
}

/// Codes of which a writer of a form is told in the page's own language.
const KNOWN: &[(&str, Key)] = &[
    ("missing-field", Key::AddSaysMissing),
    ("no-way-to-reach", Key::AddSaysReach),
    ("no-contact", Key::AddSaysReach),
    ("not-a-phone", Key::AddSaysPhone),
    ("phone-format", Key::AddSaysPhoneOdd),
    ("bad-email", Key::AddSaysEmail),
    ("unsafe-link", Key::AddSaysLink),
    ("summary-too-long", Key::AddSaysLong),
    ("text-too-long", Key::AddSaysLong),
    ("long-sentence", Key::AddSaysSentence),
    ("jargon", Key::AddSaysJargon),
    ("ages-backwards", Key::AddSaysAges),
    ("bad-amount", Key::AddSaysAmount),
    ("bad-number", Key::AddSaysAmount),
    ("cost-contradicts", Key::AddSaysAmount),
    ("no-access-facts", Key::AddSaysAccess),
    ("exdate-hits-nothing", Key::AddSaysOffDay),
    ("position-outside", Key::AddSaysOutside),
    ("nowhere", Key::AddSaysNowhere),
];

/// The texts of all of them.
pub fn keys() -> impl Iterator<Item = Key> {
    KNOWN.iter().map(|(_, key)| *key).chain([Key::AddSaysBackwards])
}

/// What a check has found in a page's text.
pub struct Found<'a> {
    /// Its code.
    pub code: &'a str,
    /// Whether a build stops for it.
    pub is_error: bool,
    /// Its words.
    pub message: &'a str,
    /// What to type.
    pub suggestions: Vec<(&'static str, String)>,
    /// The line of the page, from 1 on.
    pub line: usize,
    /// The column, from 1 on.
    pub column: usize,
}

impl Remark {
    /// Puts what was found in the text of a page beside the field that it was typed in.
    pub fn new(found: Found<'_>, text: &str, is_group: bool) -> Self {
        let path = match found.code {
            "missing-field" => missing(found.message, &path_at(text, found.line, found.column)),
            "no-contact" => "contact".to_owned(),
            // Said at the need; answered where the place is asked.
            "yes-or-no-needed" => "confidential_address".to_owned(),
            _ => path_at(text, found.line, found.column),
        };
        let (screen, field) = place_of(&path, is_group);
        Self {
            screen,
            field,
            weight: if found.is_error { Weight::Mend } else { Weight::Consider },
            code: found.code.to_owned(),
            message: found.message.to_owned(),
            suggestions: found.suggestions,
        }
    }

    /// The sentence in the person's language.
    pub fn key(&self) -> Option<Key> {
        KNOWN.iter().find(|(code, _)| *code == self.code).map(|(_, key)| *key)
    }
}

/// A field that is missing is not there to be pointed at: its name stands in the check's words, in
/// backticks, and the place of the finding says in which part it is missing.
fn missing(message: &str, at: &str) -> String {
    let name = message.split('`').nth(1).unwrap_or_default();
    let part = at.split('.').next().unwrap_or_default();
    match (part, name) {
        ("schedule", "minutes" | "start" | "text") => ["schedule.", name].concat(),
        ("cost" | "languages" | "locations" | "contact", "kind" | "code") => {
            [part, ".", name].concat()
        }
        _ => name.to_owned(),
    }
}

/// The keys that lead to a place of a page that `authoring` has written, with a point between any two:
/// `contact.phone`. `body` for the text below the facts.
pub fn path_at(text: &str, line: usize, column: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().skip(1).position(|line| *line == "---").map_or(lines.len(), |at| at + 2);
    if line > end {
        return "body".to_owned();
    }
    let mut keys: Vec<String> = Vec::new();
    let mut depth = usize::MAX;
    for (at, line_text) in lines.iter().enumerate().take(line).rev() {
        let indent = line_text.len() - line_text.trim_start_matches([' ', '-']).len();
        if indent >= depth {
            continue;
        }
        // An entry of a list in braces has its keys on one line.
        if let Some(flow) = line_text.get(indent..).filter(|rest| rest.starts_with('{')) {
            if at + 1 == line {
                keys.extend(key_in_flow(flow, column.saturating_sub(indent + 1)));
                depth = indent;
            }
            continue;
        }
        let Some((key, rest)) = line_text.get(indent..).and_then(|rest| rest.split_once(':'))
        else {
            continue;
        };
        if at + 1 == line
            && let Some(inner) = key_in_flow(rest, column.saturating_sub(indent + key.len() + 1))
        {
            keys.push(inner);
        }
        keys.push(key.to_owned());
        depth = indent;
        if indent == 0 {
            break;
        }
    }
    keys.reverse();
    keys.join(".")
}

/// The last key before a column of what stands in braces on one line.
fn key_in_flow(rest: &str, column: usize) -> Option<String> {
    let before: String = rest.chars().take(column).collect();
    let open = rest.find('{')?;
    let parts = rest.get(open + 1..)?;
    // The place of a key is that of its value, or of itself.
    let mut found = None;
    let mut at = open + 1;
    for part in parts.split([',', '{', '}']) {
        if at > before.len() {
            break;
        }
        if let Some((key, _)) = part.split_once(':') {
            found = Some(key.trim().to_owned());
        }
        at += part.len() + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\nid: k7f3q\nname: Tea\ncost: [{ kind: fixed, amount: lots }]\nlocations:\n  - name: Hall\n    address: { line1: 1 Example St }\n    access:\n      lift: \"yes\"\ncontact:\n  - role: Desk\n    phone: \"12\"\n  - { phone: \"12\", email: x }\n---\nWe drink tea.\n";

    #[test]
    fn every_place_of_a_page_has_its_field() {
        for (line, column, path) in [
            (3, 7, "name"),
            (4, 30, "cost.amount"),
            (6, 11, "locations.name"),
            (7, 24, "locations.address.line1"),
            (9, 13, "locations.access.lift"),
            (12, 12, "contact.phone"),
            (13, 14, "contact.phone"),
            (13, 27, "contact.email"),
            (15, 3, "body"),
        ] {
            assert_eq!(path_at(PAGE, line, column), path, "{line}:{column}");
        }
        assert_eq!(place_of("contact.phone", false), (Screen::Reach, "phone"));
        assert_eq!(place_of("locations.access.lift", false).0, Screen::Access);
    }
}
