//! Takes a map apart, key by key.
//!
//! A key is known because somebody asked for it: what is left at the end is unknown. So no list
//! of keys can drift away from the code that reads them.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use catalog::day::{Day, Moment};

use crate::node::{Entry, Kind, Node, Spanned, Text, nearest};
use crate::report::{Code, Finding, Findings, codes};
use crate::source::Span;

/// The keys of one map.
pub struct Fields<'a> {
    entries: &'a [Entry],
    span: Span,
    /// What stands between a key and its value: `: ` in pages, ` = ` in settings and word lists.
    sign: &'static str,
    asked: RefCell<Vec<&'static str>>,
    findings: &'a Findings,
}

impl<'a> Fields<'a> {
    /// Opens a map of a page's head; anything else is of the wrong shape, and then there are no keys.
    pub fn open(node: &'a Node, example: &str, findings: &'a Findings) -> Self {
        Self::signed(": ", node, example, findings)
    }

    /// Opens a map of a TOML file, where examples are written as one writes them there.
    pub fn open_toml(node: &'a Node, example: &str, findings: &'a Findings) -> Self {
        Self::signed(" = ", node, example, findings)
    }

    fn signed(sign: &'static str, node: &'a Node, example: &str, findings: &'a Findings) -> Self {
        let entries = match &node.kind {
            Kind::Map(entries) => entries.as_slice(),
            _ => {
                let finding =
                    Finding::at(node.span, "keys and values belong here, in braces or below");
                findings.add(&codes::WRONG_SHAPE, finding.suggest(example));
                &[]
            }
        };
        Self { entries, span: node.span, sign, asked: RefCell::default(), findings }
    }

    /// Where the map stands: its first line, for what is missing.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where a key stands, or else the map.
    pub fn key_span(&self, key: &str) -> Span {
        self.entries
            .iter()
            .find(|entry| entry.key.value == key)
            .map_or(self.span, |entry| entry.key.span)
    }

    /// The value of a key, unless the key is not there or stands alone.
    pub fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(key);
        let entry = self.entries.iter().find(|entry| entry.key.value == key)?;
        (!entry.value.is_nothing()).then_some(&entry.value)
    }

    /// Says that a key must be there.
    pub fn missing(&self, key: &'static str, example: &str) {
        let (span, message) = match self.entries.iter().find(|entry| entry.key.value == key) {
            Some(entry) => (entry.key.span, format!("`{key}` is empty")),
            None => (self.beginning(), format!("`{key}` is missing")),
        };
        self.findings.add(&codes::MISSING_FIELD, Finding::at(span, message).suggest(example));
    }

    /// The first line of a map, whose length says nothing.
    fn beginning(&self) -> Span {
        Span { end: self.span.end.min(self.span.start + 1), ..self.span }
    }

    /// A text; white space around it is not part of it, and an empty text is none.
    pub fn text(&self, key: &'static str) -> Option<Text> {
        self.scalar(self.node(key)?, key).filter(|text| !text.value.is_empty())
    }

    /// A text that must be there.
    pub fn required(&self, key: &'static str, example: &str) -> Option<Text> {
        let node = self.node(key);
        let text = node.and_then(|node| self.scalar(node, key));
        match text {
            Some(text) if !text.value.is_empty() => return Some(text),
            // A list or a map is there; `scalar` has reported the wrong shape.
            None if node.is_some() => {}
            _ => self.missing(key, example),
        }
        None
    }

    /// What somebody types instead.
    fn like(&self, key: &str, value: &str) -> String {
        [key, self.sign, value].concat()
    }

    fn scalar(&self, node: &Node, key: &str) -> Option<Text> {
        match &node.kind {
            Kind::Scalar { text, .. } => Some(Spanned::new(text.trim().to_owned(), node.span)),
            Kind::List(_) | Kind::Map(_) => {
                let finding = Finding::at(node.span, "one text belongs here, not several")
                    .suggest(self.like(key, "\"a text\", in quotes if it has a colon in it"));
                self.findings.add(&codes::WRONG_SHAPE, finding);
                None
            }
        }
    }

    /// The nodes of a list.
    pub fn nodes(&self, key: &'static str) -> Vec<&'a Node> {
        self.list(key).map(|list| list.value).unwrap_or_default()
    }

    /// A list, and where it stands.
    pub fn list(&self, key: &'static str) -> Option<Spanned<Vec<&'a Node>>> {
        let node = self.node(key)?;
        match &node.kind {
            Kind::List(list) => Some(Spanned::new(list.iter().collect(), node.span)),
            Kind::Scalar { text, .. } => {
                let finding = Finding::at(node.span, "a list belongs here, in brackets");
                self.findings.add(
                    &codes::WRONG_SHAPE,
                    finding.suggest(self.like(key, &format!("[\"{text}\"]"))),
                );
                None
            }
            Kind::Map(_) => {
                let finding =
                    Finding::at(node.span, "a list belongs here: each entry after a hyphen");
                self.findings.add(&codes::WRONG_SHAPE, finding.suggest(format!("{key}:\n  - …")));
                None
            }
        }
    }

    /// A list of texts, none of them empty.
    pub fn texts(&self, key: &'static str) -> Vec<Text> {
        let mut texts = self.texts_or_blanks(key).map(|list| list.value).unwrap_or_default();
        texts.retain(|text| !text.value.is_empty());
        texts
    }

    /// A list of texts, where an empty one keeps its position.
    pub fn texts_or_blanks(&self, key: &'static str) -> Option<Spanned<Vec<Text>>> {
        let list = self.list(key)?;
        let texts = list.value.iter().filter_map(|node| match node.is_nothing() {
            true => Some(Spanned::new(String::new(), node.span)),
            false => self.scalar(node, key),
        });
        Some(Spanned::new(texts.collect(), list.span))
    }

    /// Keys of the writer's own, such as access facts, with a text each.
    pub fn named_texts(&self, key: &'static str) -> Vec<(Text, Text)> {
        let Some(node) = self.node(key) else { return Vec::new() };
        named(node, key, self.findings)
            .iter()
            .filter(|entry| !entry.value.is_nothing())
            .filter_map(|entry| {
                Some((entry.key.clone(), self.scalar(&entry.value, &entry.key.value)?))
            })
            .collect()
    }

    /// Keys of the writer's own with yes, no or not known each.
    pub fn named_answers(&self, key: &'static str) -> Vec<(Text, Option<bool>)> {
        let Some(node) = self.node(key) else { return Vec::new() };
        named(node, key, self.findings)
            .iter()
            .filter_map(|entry| {
                Some((entry.key.clone(), self.answer(&entry.value, &entry.key.value)?))
            })
            .collect()
    }

    /// A map within this one.
    pub fn map(&self, key: &'static str, example: &str) -> Option<Fields<'a>> {
        Some(Self::signed(self.sign, self.node(key)?, example, self.findings))
    }

    /// A list of maps, each taken apart by `read`.
    pub fn maps<T>(
        &self,
        key: &'static str,
        example: &str,
        read: impl Fn(Fields<'a>) -> T,
    ) -> Vec<T> {
        let example = format!("{key}:\n  - {example}");
        self.nodes(key)
            .into_iter()
            .map(|node| read(Self::signed(self.sign, node, &example, self.findings)))
            .collect()
    }

    /// Yes, no, or not known.
    pub fn tri(&self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        Some(Spanned::new(self.answer(node, key)??, node.span))
    }

    /// Those of `keys` that stand here and say neither yes nor no: a writer has seen the question, and
    /// left it open.
    pub fn undecided(&self, keys: &[&'static str]) -> Vec<Text> {
        let entries = self.entries.iter().filter(|entry| keys.contains(&&*entry.key.value));
        let is_open = |node: &Node| match &node.kind {
            Kind::Scalar { text, .. } => {
                NOT_KNOWN.contains(&text.trim().to_ascii_lowercase().as_str())
            }
            Kind::List(_) | Kind::Map(_) => false,
        };
        entries
            .filter(|entry| entry.value.is_nothing() || is_open(&entry.value))
            .map(|entry| entry.key.clone())
            .collect()
    }

    /// Outer `None`: neither yes, no nor not known; that is reported here.
    fn answer(&self, node: &Node, key: &str) -> Option<Option<bool>> {
        let text = self.scalar(node, key)?;
        match text.value.to_ascii_lowercase().as_str() {
            "yes" | "true" => Some(Some(true)),
            "no" | "false" => Some(Some(false)),
            text if NOT_KNOWN.contains(&text) => Some(None),
            _ => {
                let finding = Finding::at(node.span, "yes, no or \"not known\" belongs here");
                self.findings
                    .add(&codes::NOT_YES_OR_NO, finding.suggest(self.like(key, "\"yes\"")));
                None
            }
        }
    }

    /// A whole number in a range.
    pub fn number(&self, key: &'static str, range: RangeInclusive<u32>) -> Option<Spanned<u32>> {
        let text = self.text(key)?;
        let number = text.value.parse::<u32>().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let message =
                format!("a whole number from {} to {} belongs here", range.start(), range.end());
            let example = range.start().max(&1).to_string();
            let finding = Finding::at(text.span, message).suggest(self.like(key, &example));
            self.findings.add(&codes::BAD_NUMBER, finding);
        }
        Some(Spanned::new(number?, text.span))
    }

    /// A number with a point.
    pub fn decimal(&self, key: &'static str, example: &str) -> Option<Spanned<f64>> {
        let text = self.text(key)?;
        let number = text.value.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            let finding =
                Finding::at(text.span, "a number belongs here").suggest(self.like(key, example));
            self.findings.add(&codes::BAD_NUMBER, finding);
        }
        Some(Spanned::new(number?, text.span))
    }

    /// A day.
    pub fn day(&self, key: &'static str) -> Option<Spanned<Day>> {
        self.as_day(self.text(key)?, key)
    }

    /// A list of days.
    pub fn days(&self, key: &'static str) -> Vec<Spanned<Day>> {
        self.texts(key).into_iter().filter_map(|text| self.as_day(text, key)).collect()
    }

    fn as_day(&self, text: Text, key: &str) -> Option<Spanned<Day>> {
        let day = Day::parse(&text.value).filter(|day| is_of_our_time(*day));
        if day.is_none() {
            let is_written_so = text.value.len() == 10 && text.value.matches('-').count() == 2;
            let message = match is_written_so {
                true => "there is no such day in our time",
                false => "a day is written year-month-day",
            };
            let finding = Finding::at(text.span, message).suggest(match key {
                "exdates" => "2026-12-29".to_owned(),
                _ => format!("{key}: 2026-12-29"),
            });
            self.findings.add(&codes::BAD_DATE, finding);
        }
        Some(Spanned::new(day?, text.span))
    }

    /// A day and a time that must be there.
    pub fn required_moment(&self, key: &'static str) -> Option<Spanned<Moment>> {
        let example = format!("{key}: 2026-01-06T10:00");
        let text = self.required(key, &example)?;
        let moment = Moment::parse(&text.value).filter(|moment| is_of_our_time(moment.day));
        if moment.is_none() {
            let message = "a day and a time are written with a T between them; the hours go to 23";
            self.findings.add(&codes::BAD_TIME, Finding::at(text.span, message).suggest(example));
        }
        Some(Spanned::new(moment?, text.span))
    }

    /// One of a few words that code knows.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        self.as_word(&text, words, &format!("{key}: "))
    }

    /// A list of a few words that code knows.
    pub fn words<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Vec<Spanned<T>> {
        self.texts(key).iter().filter_map(|text| self.as_word(text, words, "")).collect()
    }

    fn as_word<T: Copy>(
        &self,
        text: &Text,
        words: &[(&str, T)],
        before: &str,
    ) -> Option<Spanned<T>> {
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*value, text.span));
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("this can be {}", choice(&known));
        let guess = nearest(&text.value, known).map(|word| format!("{before}{word}"));
        self.findings
            .add(&codes::UNKNOWN_WORD, Finding::at(text.span, message).maybe_suggest(guess));
        None
    }

    /// Reports through the same list as everything else.
    pub fn add(&self, code: &'static Code, finding: Finding) {
        self.findings.add(code, finding);
    }

    /// Reports keys that belong somewhere else.
    pub fn refuse(&self, keys: &[&'static str], code: &'static Code, message: &str) {
        for entry in self.entries {
            if let Some(key) = keys.iter().find(|key| **key == entry.key.value) {
                self.asked.borrow_mut().push(key);
                self.findings.add(code, Finding::at(entry.key.span, message));
            }
        }
    }

    /// Reports every key that no reader has asked for, which is a key that no page has.
    pub fn finish(self) {
        let asked = self.asked.into_inner();
        for Entry { key, .. } in
            self.entries.iter().filter(|entry| !asked.contains(&&*entry.key.value))
        {
            let typed = &key.value;
            let Some(near) = nearest(typed, asked.iter().copied()) else {
                let finding = Finding::at(key.span, format!("there is no `{typed}` here"));
                self.findings.add(&codes::UNKNOWN_KEY, finding);
                continue;
            };
            let message = format!("there is no `{typed}`, but there is `{near}`");
            let finding = Finding::at(key.span, message);
            let correct = self.entries.iter().find(|entry| entry.key.value == near);
            self.findings.add(
                &codes::UNKNOWN_KEY,
                match correct {
                    Some(correct) => finding.label(correct.key.span, "which stands here already"),
                    None => finding.suggest(format!("{near}:")),
                },
            );
        }
    }
}

/// How people write that they do not know.
const NOT_KNOWN: [&str; 6] = ["", "~", "null", "not known", "unknown", "not-known"];

/// Whether somebody living may have meant this day. A slip such as 0206 would be counted from
/// for centuries.
fn is_of_our_time(day: Day) -> bool {
    (1970..2200).contains(&day.ymd().0)
}

fn named<'a>(node: &'a Node, key: &str, findings: &Findings) -> &'a [Entry] {
    if let Kind::Map(entries) = &node.kind {
        return entries;
    }
    let finding = Finding::at(node.span, "keys and values belong here, in braces or below");
    findings
        .add(&codes::WRONG_SHAPE, finding.suggest(format!("{key}: {{ step-free-entrance: … }}")));
    &[]
}

/// `a, b or c`
pub fn choice(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
