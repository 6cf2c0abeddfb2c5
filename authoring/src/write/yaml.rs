//! Values as YAML: what a person would have typed, and what is read back as it was meant.

use crate::value::Value;

/// Longest line that is written in brackets or braces: the sample's longest address takes 98
/// characters, and an editor shows about as many beside its line numbers.
const WIDTH: usize = 100;

/// What every deeper level is indented by.
pub(crate) const STEP: usize = 2;

/// What stands around a text, and therefore must not stand in it without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Around {
    /// The end of the line.
    Block,
    /// Commas, brackets or braces.
    Flow,
}

/// `key: value` and further lines, whose key stands at `indent`. The first line has no indentation,
/// the last one no end.
pub(crate) fn entry(key: &str, value: &Value, indent: usize) -> String {
    let key = scalar(key, Around::Block);
    let column = indent + key.chars().count() + 1;
    [&key, ":", &after_colon(value, indent, column)].concat()
}

/// What follows the colon of a key at `indent`, from `column` on: a space and a value, or lines.
pub(crate) fn after_colon(value: &Value, indent: usize, column: usize) -> String {
    let inner = indent + STEP;
    match value {
        Value::Nothing => String::new(),
        Value::Text(text) if text.contains('\n') => match literal(text, inner) {
            Some(lines) => [" ", &lines].concat(),
            None => [" ", &double_quoted(text)].concat(),
        },
        Value::Text(_) | Value::Plain(_) => [" ", &flow(value, Around::Block)].concat(),
        Value::List(_) | Value::Map(_) if is_short(value, column + 1) => {
            [" ", &flow(value, Around::Block)].concat()
        }
        Value::List(list) => {
            list.iter().map(|value| format!("\n{}{}", spaces(inner), item(value, inner))).collect()
        }
        Value::Map(entries) => entries
            .iter()
            .map(|(key, value)| format!("\n{}{}", spaces(inner), entry(key, value, inner)))
            .collect(),
    }
}

/// `- value` and further lines, whose hyphen stands at `indent`.
pub(crate) fn item(value: &Value, indent: usize) -> String {
    let inner = indent + STEP;
    match value {
        Value::Map(entries) if !is_short(value, inner) => {
            let lines: Vec<String> =
                entries.iter().map(|(key, value)| entry(key, value, inner)).collect();
            ["- ", &lines.join(&format!("\n{}", spaces(inner)))].concat()
        }
        Value::Nothing => "-".to_owned(),
        Value::Text(text) if text.contains('\n') => ["- ", &double_quoted(text)].concat(),
        _ => ["- ", &flow(value, Around::Block)].concat(),
    }
}

/// On one line, in brackets and braces.
pub(crate) fn flow(value: &Value, around: Around) -> String {
    let inner = |value: &Value| flow(value, Around::Flow);
    match value {
        Value::Nothing => "null".to_owned(),
        Value::Text(text) => scalar(text, around),
        Value::Plain(text) if is_plain(text, around) => text.clone(),
        Value::Plain(text) => double_quoted(text),
        Value::List(list) => format!("[{}]", list.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| match value {
                Value::Nothing => format!("{}: null", scalar(key, Around::Flow)),
                _ => format!("{}: {}", scalar(key, Around::Flow), inner(value)),
            });
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether a value is written on one line that begins at `column`: a list of texts, or a map of
/// texts and such lists.
fn is_short(value: &Value, column: usize) -> bool {
    let is_text = |value: &Value| value.text().is_some_and(|text| !text.contains('\n'));
    let is_texts = |value: &Value| matches!(value, Value::List(list) if list.iter().all(is_text));
    let is_flat = match value {
        Value::List(_) => is_texts(value),
        Value::Map(entries) => entries.iter().all(|(_, value)| is_text(value) || is_texts(value)),
        _ => true,
    };
    is_flat && column + flow(value, Around::Block).chars().count() <= WIDTH
}

/// A text as it is written on one line: in quotes where YAML would take it for something else.
pub(crate) fn scalar(text: &str, around: Around) -> String {
    match is_plain(text, around) && !looks_like_another_kind(text) {
        true => text.to_owned(),
        false => double_quoted(text),
    }
}

/// Whether a text without quotes is read as it stands.
pub(crate) fn is_plain(text: &str, around: Around) -> bool {
    let is_sign = |c: char| c.is_ascii_punctuation() && !matches!(c, '(' | '/' | '$' | '.');
    // A number may begin with its sign.
    let begins_well = match text.strip_prefix('-') {
        Some(rest) => rest.starts_with(|c: char| c.is_ascii_digit()),
        None => !text.starts_with(is_sign),
    };
    begins_well
        && !text.is_empty()
        && text.trim() == text
        && !text.starts_with("...")
        && !text.contains(|c: char| c.is_control() || is_line_break(c))
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && (around == Around::Block || !text.contains([',', '[', ']', '{', '}', '?']))
}

/// Breaks of lines in YAML 1.1, and a mark of byte order, which some readers take away.
fn is_line_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

/// Whether some reader of YAML would take words for a truth value, nothing, a number, a day or a
/// time. Ours does not; the page may be read by others.
fn looks_like_another_kind(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_word = matches!(
        lower.as_str(),
        "yes" | "no" | "true" | "false" | "on" | "off" | "y" | "n" | "null" | "~"
    );
    let is_number = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'))
        && text.chars().all(|c| c.is_ascii_hexdigit() || "+-._:xXoOtTzZ ".contains(c));
    is_word || is_number || matches!(lower.as_str(), ".inf" | ".nan")
}

/// In double quotes, on one line.
pub(crate) fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            _ if character.is_control() || is_line_break(character) => {
                out.push_str(&format!("\\u{:04X}", u32::from(character)));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// In single quotes, where a text can stand in them.
pub(crate) fn single_quoted(text: &str) -> Option<String> {
    let is_one_line = !text.contains(|c: char| c.is_control() || is_line_break(c));
    is_one_line.then(|| format!("'{}'", text.replace('\'', "''")))
}

/// `|` and the lines of a text below it, indented; `None` for a text that needs quotes.
pub(crate) fn literal(text: &str, indent: usize) -> Option<String> {
    let is_odd = |c: char| (c.is_control() && c != '\n') || is_line_break(c);
    let (words, header) = match text.strip_suffix('\n') {
        Some(words) => (words, "|"),
        None => (text, "|-"),
    };
    let is_simple = !words.is_empty()
        && !words.starts_with([' ', '\n'])
        && !words.ends_with('\n')
        && !text.contains(is_odd);
    is_simple.then(|| [header, &indented(words, indent)].concat())
}

/// `>` and the paragraphs of a text below it, each on one line; `None` for a text that would be
/// read otherwise.
pub(crate) fn folded(text: &str, indent: usize) -> Option<String> {
    let (words, header) = match text.strip_suffix('\n') {
        Some(words) => (words, ">"),
        None => (text, ">-"),
    };
    let is_simple = !words.is_empty()
        && words.split('\n').all(|line| !line.is_empty() && line.trim() == line)
        && !text.contains(|c: char| (c.is_control() && c != '\n') || is_line_break(c));
    is_simple.then(|| [header, &indented(&words.replace('\n', "\n\n"), indent)].concat())
}

fn indented(words: &str, indent: usize) -> String {
    let line = |line: &str| match line {
        "" => "\n".to_owned(),
        _ => format!("\n{}{line}", spaces(indent)),
    };
    words.split('\n').map(line).collect()
}

pub(crate) fn spaces(count: usize) -> String {
    " ".repeat(count)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use super::*;
    use crate::node::{Kind, parse_yaml};
    use crate::report::Findings;

    fn read(text: &str) -> Value {
        let findings = Findings::default();
        let node = parse_yaml(0, text, 0..text.len(), &findings);
        let Some(node) = node else { panic!("{text}\n{:?}", findings.take()) };
        let Kind::Map(entries) = &node.kind else { panic!("{text}") };
        Value::of(&entries[0].value)
    }

    const HARD: [&str; 38] = [
        "plain words",
        "yes",
        "No",
        "null",
        "~",
        "12",
        "-12",
        "+1-604-555-0100",
        "2026-01-06",
        "10:30",
        "1e3",
        "0x1F",
        "a: b",
        "a:",
        ":a",
        "a #b",
        "#1 walk",
        "a#b",
        "- a",
        "-",
        "[a",
        "a, b",
        "{a}",
        "it's",
        "say \"so\"",
        "back\\slash",
        " lead",
        "trail ",
        "",
        "é 茶",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "a\tb",
        "a\u{85}b",
        "...",
    ];

    #[test]
    fn whatever_somebody_writes_is_read_as_it_was_meant() {
        let two = |a: &str, b: &str| format!("{a}\n{b}");
        let multi = ["a\nb", "a\n\nb\n", "\na", "a\n b", "a: b\n# c", "a\n\n"];
        let texts = HARD.iter().map(|text| (*text).to_owned());
        let texts = texts.chain(multi.map(str::to_owned)).chain([two("yes", "no")]);
        for text in texts {
            let value = Value::Text(text.clone());
            let nested = Value::Map(vec![
                ("one".into(), value.clone()),
                ("two".into(), Value::List(vec![value.clone(), value.clone()])),
            ]);
            for value in [
                value.clone(),
                Value::List(vec![value.clone()]),
                nested.clone(),
                Value::List(vec![nested.clone(), nested]),
            ] {
                let page = entry("key", &value, 0);
                assert!(read(&page).says_the_same_as(&value), "{page}");
                let page = format!("key: {}", flow(&value, Around::Block));
                assert!(read(&page).says_the_same_as(&value), "{page}");
            }
            if let Some(lines) = folded(&text, 2) {
                assert!(read(&format!("key: {lines}")).says_the_same_as(&value), "{lines}");
            }
            if let Some(quoted) = single_quoted(&text) {
                assert!(read(&format!("key: {quoted}")).says_the_same_as(&value), "{quoted}");
            }
        }
    }

    #[test]
    fn what_needs_no_quotes_has_none() {
        for text in [
            "55 and over",
            "Tuesdays 10 to 11:30",
            "Bus 20, stop 51234",
            "it's (free)",
            "https://example.org/a",
            "Mei",
            "k7f3q",
        ] {
            assert_eq!(scalar(text, Around::Block), text);
        }
        for text in ["yes", "55", "#1 walk", "Tea: and cake", "Room #4 and # 5", "2026-01-06", "-"]
        {
            assert!(scalar(text, Around::Block).starts_with('"'), "{text}");
        }
    }
}
