//! What a line of a note says, as one line of text.
//!
//! Words stand as they are. Lines of a longer text are divided by `¶`, and what a text message or a mail
//! program could change on the way (double spaces, spaces of another kind, quotes at the beginning) stands in
//! quotes with the signs of [`quoted`].

use super::between::get;
use super::field::Shape;
use crate::value::Value;

/// What a field is said to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// This.
    Is(Value),
    /// Nothing is said of it any more.
    Nothing,
    /// The whole entry, or the whole map, is taken away.
    TakenAway,
}

/// Divides lines of a text: on every keyboard of a phone under the hyphen, and in no word.
const BREAK: char = '¶';

const NOTHING: &str = "(nothing)";
const TAKEN_AWAY: &str = "(taken away)";
/// A list that says that there is none.
const NONE: &str = "(none)";

impl Said {
    /// A status and a few words.
    pub(super) fn room(status: &str, note: Option<&str>) -> Self {
        let mut entries = vec![("status".to_owned(), Value::from(status))];
        entries.extend(note.map(|note| ("note".to_owned(), Value::from(note))));
        Self::Is(Value::Map(entries))
    }

    /// What a page says of room; the day of it is that of the note.
    pub(super) fn of_room(room: Option<&Value>) -> Option<Self> {
        let text = |key| room.and_then(|room| get(room, key)).and_then(Value::text);
        text("status").map(|status| Self::room(status, text("note")))
    }

    /// As it stands in a note.
    pub fn write(&self) -> String {
        match self {
            Self::Nothing => NOTHING.to_owned(),
            Self::TakenAway => TAKEN_AWAY.to_owned(),
            Self::Is(Value::List(list)) if list.is_empty() => NONE.to_owned(),
            Self::Is(Value::List(list)) => {
                let items = list.iter().filter_map(Value::text).map(|text| one(text, true));
                items.collect::<Vec<_>>().join(", ")
            }
            Self::Is(Value::Map(entries)) => {
                let texts: Vec<String> = entries
                    .iter()
                    .filter_map(|(_, value)| Some(one(value.text()?, false)))
                    .collect();
                texts.join(", ")
            }
            Self::Is(value) => one(value.text().unwrap_or_default(), false),
        }
    }

    /// From what stands in a note, its spaces evened; `None` where a quote does not end.
    pub(super) fn read(text: &str, shape: Shape) -> Option<Self> {
        let text = text.trim();
        match text {
            NOTHING => return Some(Self::Nothing),
            TAKEN_AWAY => return Some(Self::TakenAway),
            _ => {}
        }
        let plain = |text: String| match shape {
            Shape::Plain | Shape::Days => Value::Plain(text),
            _ => Value::Text(text),
        };
        Some(Self::Is(match shape {
            Shape::Texts | Shape::Days if text == NONE || text.is_empty() => {
                Value::List(Vec::new())
            }
            Shape::Texts | Shape::Days => {
                let items: Option<Vec<String>> = items(text).into_iter().map(unwritten).collect();
                Value::List(items?.into_iter().map(plain).collect())
            }
            Shape::Room => {
                let end = text.find([',', '،', '，', '、', ' ']).unwrap_or(text.len());
                let (status, note) = text.split_at(end);
                let note = note.trim_start_matches([',', '،', '，', '、', ' ']);
                let note = (!note.is_empty()).then_some(note);
                let note = match note {
                    Some(note) => Some(unwritten(note)?),
                    None => None,
                };
                return Some(Self::room(&status.to_lowercase(), note.as_deref()));
            }
            _ => plain(unwritten(text)?),
        }))
    }
}

/// A text on one line, so that [`unwritten`] gives it back.
fn one(text: &str, in_list: bool) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let written = lines.join(" ¶ ").trim().to_owned();
    let is_marked = matches!(&*written, NOTHING | TAKEN_AWAY | NONE | "");
    let would_be_read_otherwise = is_marked
        || (in_list && text.contains([',', '،', '，', '、']))
        || text.contains(BREAK)
        || text.starts_with(['"', '“', '”', '„', '«', '\''])
        || text.contains(|c: char| c.is_control() && c != '\n');
    let is_same = !would_be_read_otherwise && unwritten(&even(&written)).as_deref() == Some(text);
    if is_same { even(&written) } else { quoted(text) }
}

/// Every stretch of white space as one space: what is left of it after a wrap, a quote or a copy.
pub(super) fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text that [`one`] wrote.
fn unwritten(text: &str) -> Option<String> {
    let text = text.trim();
    match text.strip_prefix('"') {
        Some(rest) => unquoted(rest),
        None => Some(text.split(BREAK).map(str::trim).collect::<Vec<_>>().join("\n")),
    }
}

/// The items of a list: commas within quotes divide nothing.
fn items(text: &str) -> Vec<&str> {
    let (mut items, mut start, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    for (at, character) in text.char_indices() {
        let begins = || text.get(start..at).is_some_and(|before| before.trim().is_empty());
        match character {
            '\\' if is_quoted => {
                is_escaped = !is_escaped;
                continue;
            }
            '"' if is_escaped => {}
            '"' if is_quoted || begins() => is_quoted = !is_quoted,
            ',' | '،' | '，' | '、' if !is_quoted => {
                items.push(text.get(start..at).unwrap_or_default());
                start = at + character.len_utf8();
            }
            _ => {}
        }
        is_escaped = false;
    }
    items.push(text.get(start..).unwrap_or_default());
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// In quotes: `\n` for a break, `\"` and `\\`, and `\u{a0}` for white space that would not survive.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            ' ' if before != ' ' && signs.peek().is_some_and(|next| !next.is_whitespace()) => {
                out.push(' ')
            }
            _ if sign.is_whitespace() || sign.is_control() => {
                out.push_str(&format!("\\u{{{:x}}}", u32::from(sign)));
            }
            _ => out.push(sign),
        }
        before = if sign == ' ' && !out.ends_with(' ') { '}' } else { sign };
    }
    out.push('"');
    out
}

/// What stands after the first quote, up to the last.
fn unquoted(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut signs = text.chars();
    loop {
        match signs.next()? {
            '"' => return signs.as_str().trim().is_empty().then_some(out),
            '\\' => match signs.next()? {
                'n' => out.push('\n'),
                'u' => {
                    let (hex, rest) = signs.as_str().strip_prefix('{')?.split_once('}')?;
                    out.push(char::from_u32(u32::from_str_radix(hex, 16).ok()?)?);
                    signs = rest.chars();
                }
                sign @ ('"' | '\\') => out.push(sign),
                _ => return None,
            },
            sign => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_one_line_and_comes_back() {
        for text in [
            "plain words",
            "Tea\nand cake",
            "Tea\n\nand cake\n",
            "a  b",
            " a",
            "a ",
            "13\u{a0}h",
            "\"so\"",
            "“so”",
            "'s",
            "it's “so”",
            "(nothing)",
            "(none)",
            "(taken away)",
            "",
            "¶",
            "a\\b",
            "a\tb",
            "\u{85}",
            "a\n  - b",
            "تازه‌واردان",
            "\\u{20}",
            "  ",
            "\n",
            "a: b",
            "# a",
            "- a",
        ] {
            for shape in [Shape::Text, Shape::Plain] {
                let value = match shape {
                    Shape::Plain => Value::Plain(text.to_owned()),
                    _ => Value::from(text),
                };
                let written = Said::Is(value.clone()).write();
                assert!(!written.contains('\n') && even(&written) == written, "{written:?}");
                assert_eq!(Said::read(&written, shape), Some(Said::Is(value)), "{written:?}");
            }
            let list = Value::List(vec![Value::from(text), Value::from("b"), Value::from(text)]);
            let written = Said::Is(list.clone()).write();
            assert_eq!(Said::read(&written, Shape::Texts), Some(Said::Is(list)), "{written:?}");
            if !text.trim().is_empty() {
                let room = Said::room("full", Some(text));
                assert_eq!(Said::read(&room.write(), Shape::Room), Some(room));
            }
        }
        for said in [
            Said::Nothing,
            Said::TakenAway,
            Said::Is(Value::List(Vec::new())),
            Said::room("open", None),
        ] {
            let shape =
                if matches!(said, Said::Is(Value::Map(_))) { Shape::Room } else { Shape::Days };
            assert_eq!(Said::read(&said.write(), shape), Some(said));
        }
    }

    #[test]
    fn a_list_is_read_as_people_write_it() {
        let list = |items: &[&str]| {
            Some(Said::Is(Value::List(items.iter().map(|it| Value::from(*it)).collect())))
        };
        assert_eq!(Said::read("company,  move", Shape::Texts), list(&["company", "move"]));
        assert_eq!(Said::read("a، b、c", Shape::Texts), list(&["a", "b", "c"]));
        assert_eq!(
            Said::read("full until March", Shape::Room),
            Some(Said::room("full", Some("until March")))
        );
        assert_eq!(Said::read("\"no end", Shape::Text), None);
    }
}
