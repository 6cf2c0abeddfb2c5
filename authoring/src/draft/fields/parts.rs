//! Texts taken apart, and the forms of what is missing: what [`Fields`](super::Fields) reads values with.

use catalog::day::Day;

use super::keys;
use crate::node::{Entry, Kind, Node, Spanned, Text};
use crate::people::{self, Read, dates, numbers, rules};
use crate::report::{Finding, Findings, codes};
use crate::source::Span;
use crate::value::Value;
use crate::write::yaml;

/// The words of a map of one key that is none of ours: a text with a colon in it.
pub(super) fn words_of(entries: &[Entry]) -> Option<String> {
    match entries {
        [Entry { key, value: Node { kind: Kind::Scalar { text, quoted: false }, .. } }]
            if !keys::is_known_key(&key.value) && !text.is_empty() =>
        {
            Some(format!("{}: {text}", key.value))
        }
        _ => None,
    }
}

/// Whether somebody living may have meant this day. A slip such as 0206 would be counted from
/// for centuries.
pub(super) fn is_of_our_time(day: Day) -> bool {
    (1970..2200).contains(&day.ymd().0)
}

/// The entries of a map with keys of the writer's own. A list of such maps is one map.
pub(super) fn named<'a>(node: &'a Node, key: &str, findings: &Findings) -> Vec<&'a Entry> {
    match &node.kind {
        Kind::Map(entries) => return entries.iter().collect(),
        Kind::List(list) if list.iter().all(|node| matches!(node.kind, Kind::Map(_))) => {
            let maps = list.iter().filter_map(|node| match &node.kind {
                Kind::Map(entries) => Some(entries),
                _ => None,
            });
            return maps.flatten().collect();
        }
        _ => {}
    }
    let finding = Finding::at(node.span, "several facts belong here, each with a colon after it");
    let list = match &node.kind {
        Kind::List(list) => list.as_slice(),
        _ => &[],
    };
    let words = list.iter().filter_map(|node| match &node.kind {
        Kind::Scalar { text, .. } => Some(format!("{}: …", text.trim())),
        _ => None,
    });
    let words: Vec<String> = words.collect();
    let words = match words.is_empty() {
        true => "step-free-entrance: …".to_owned(),
        false => words.join(", "),
    };
    findings.add(&codes::WRONG_SHAPE, finding.example(format!("{key}: {{ {words} }}")));
    Vec::new()
}

/// `a, b or c`
pub fn choice(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}

/// The parts of a text between commas, each at its place.
pub(super) fn split_at_commas(text: &Text) -> Vec<Text> {
    let is_comma = |c: char| matches!(c, ',' | '，' | '、' | '،' | ';' | '；');
    if !text.value.contains(is_comma) {
        return vec![text.clone()];
    }
    // A text in quotes begins one character later.
    let is_quoted = (text.span.end - text.span.start) as usize == text.value.len() + 2;
    let mut at = usize::from(is_quoted);
    let mut parts = Vec::new();
    let mut rest = text.value.as_str();
    loop {
        let end = rest.find(is_comma).unwrap_or(rest.len());
        let (raw, after) = rest.split_at(end);
        let word = raw.trim();
        if !word.is_empty() {
            let from = at + (raw.len() - raw.trim_start().len());
            parts.push(Spanned::new(word.to_owned(), text.span.within(from..from + word.len())));
        }
        let Some(comma) = after.chars().next() else { return parts };
        at += end + comma.len_utf8();
        rest = after.get(comma.len_utf8()..).unwrap_or_default();
    }
}

/// The days of a text with commas, some of which may stand within a day: `January 19, 2027`.
pub(super) fn days_between_commas(text: &Text) -> Vec<Text> {
    let mut days: Vec<Text> = Vec::new();
    for part in split_at_commas(text) {
        let joined = days.last().filter(|last| dates::read(&last.value) == Read::Unknown);
        let joined = joined.map(|last| {
            let span = Span { end: part.span.end, ..last.span };
            Spanned::new(format!("{}, {}", last.value, part.value), span)
        });
        match joined.filter(|joined| dates::read(&joined.value) != Read::Unknown) {
            Some(joined) => {
                days.pop();
                days.push(joined);
            }
            None => days.push(part),
        }
    }
    days
}

/// Ids of words are small letters: capitals say nothing.
pub(super) fn as_term(text: Text) -> Text {
    let lower = people::evened(&text.value).to_ascii_lowercase();
    let is_id = lower.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match is_id {
        true => Spanned::new(lower, text.span),
        false => text,
    }
}

/// Neighbourhoods are small letters, postcode areas capitals with a digit: `Sunset`, `v5x`.
pub(super) fn as_place(text: Text) -> Text {
    let is_code = text.value.len() <= 4 && text.value.bytes().any(|byte| byte.is_ascii_digit());
    match is_code {
        true => Spanned::new(text.value.to_ascii_uppercase(), text.span),
        false => as_term(text),
    }
}

/// A key of the writer's own that is the id of a word: `Step-free entrance` is `step-free-entrance`.
/// In settings, keys are languages, whose capitals count.
pub(super) fn as_id(key: &Text, sign: &str) -> Text {
    let plain = people::evened(&key.value).to_ascii_lowercase().replace([' ', '_'], "-");
    let is_id = plain.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    match is_id && sign == ": " {
        true => Spanned::new(plain, key.span),
        false => key.clone(),
    }
}

/// The only number of a text, where it has one: `about 90`. Words such as `under` would turn it around.
pub(super) fn only_number(text: &str) -> Option<u32> {
    let text = people::evened(text).to_lowercase();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (number, more) = (numbers.next()?, numbers.next());
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let says_no_more = words.into_iter().all(|word| {
        matches!(word, "about" | "around" | "approx" | "approximately" | "min" | "minutes")
    });
    let is_alone = more.is_none() && says_no_more && !text.contains(['-', '<', '>', '.', ',']);
    number.parse().ok().filter(|_| is_alone)
}

/// Whether a text is all that people say of a price or of a language.
pub(super) fn is_word_alone(key: &str, text: &str) -> bool {
    let is_short = text.split_whitespace().count() <= 4 && !text.contains([':', '{']);
    is_short
        && !text.trim().is_empty()
        && !(key == "cost" && text.contains(|c: char| c.is_ascii_digit()))
}

/// The form of an entry with what was typed at its place, and points where facts are missing.
pub(super) fn form_with(key: &str, text: &str, example: &str) -> String {
    let words = yaml::scalar(text, yaml::Around::Block);
    match key {
        "schedule" => {
            let rule = rules::said(text).map_or("…".to_owned(), |rule| rule);
            format!("schedule:\n  - text: {words}\n    start: …\n    minutes: …\n    rrule: {rule}")
        }
        "locations" => format!("locations:\n  - name: {words}\n    address: …"),
        "contact" => format!("contact:\n  - role: {words}\n    phone: …"),
        "cost" if numbers::price(text).plain().is_some() => {
            let amount: String =
                text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
            format!("cost:\n  - {{ kind: …, amount: {}, currency: … }}", amount.replace(',', "."))
        }
        _ => format!("{key}:\n  - {example}"),
    }
}

/// A map of one key.
pub(super) fn map_of(key: &str, word: Text) -> Node {
    let span = word.span;
    let value = Node { span, kind: Kind::Scalar { text: word.value, quoted: false } };
    let entry = Entry { key: Spanned::new(key.to_owned(), span), value };
    Node { span, kind: Kind::Map(vec![entry]) }
}

/// A contact that stands in one text, in its parts: `Margaret, 604-555-0123`.
pub(super) fn in_parts(key: &str, text: &str) -> Option<Value> {
    if key != "contact" {
        return None;
    }
    let mut parts: Vec<(&str, String)> = Vec::new();
    for part in text.split([',', ';', '，']).map(str::trim).filter(|part| !part.is_empty()) {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let is_number =
            digits >= 3 && part.chars().all(|c| c.is_ascii_digit() || " +-.()".contains(c));
        let kind = match part {
            _ if is_number => "phone",
            _ if part.contains("://") || part.starts_with("www.") => "url",
            _ if part.contains('@') => "email",
            _ if digits == 0 => "role",
            _ => return None,
        };
        if parts.iter().any(|(known, _)| *known == kind) {
            return None;
        }
        parts.push((kind, part.to_owned()));
    }
    let reaches = parts.iter().any(|(kind, _)| *kind != "role");
    let order = ["role", "phone", "email", "url"];
    parts.sort_by_key(|(kind, _)| order.iter().position(|known| known == kind));
    let quoted = |(kind, part): (&str, String)| (kind.to_owned(), Value::Text(part));
    reaches.then(|| Value::Map(parts.into_iter().map(quoted).collect()))
}
