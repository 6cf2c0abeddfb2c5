//! Takes a map apart, key by key.
//!
//! A key is known because somebody asked for it: what is left at the end is unknown. So no list
//! of keys can drift away from the code that reads them.
//!
//! What is plain is read as it was meant ([`people`]): capitals and spaces in keys, one
//! word where a list belongs, an answer or a day in people's own form. What is not plain is one finding
//! that repeats what was typed, corrected; or asks.

mod parts;

use std::cell::RefCell;
use std::ops::RangeInclusive;

use catalog::day::{Day, Moment};

use super::keys;
use crate::node::{Entry, Kind, Node, Spanned, Text, nearest};
use crate::people::{self, Read, answers, dates, marks, numbers, times};
use crate::report::{Code, Finding, Findings, codes};
use crate::source::Span;
use crate::value::Value;
use crate::write::yaml;
pub use parts::choice;
use parts::{
    as_id, as_place, as_term, days_between_commas, form_with, in_parts, is_of_our_time,
    is_word_alone, map_of, named, only_number, split_at_commas, words_of,
};

/// The keys of one map.
pub struct Fields<'a> {
    entries: &'a [Entry],
    span: Span,
    /// What stands between a key and its value: `: ` in pages, ` = ` in settings and word lists.
    sign: &'static str,
    /// Whether this is the top of a page.
    is_page: bool,
    asked: RefCell<Vec<&'static str>>,
    findings: &'a Findings,
}

impl<'a> Fields<'a> {
    /// Opens a map of a page's head; anything else is of the wrong shape, and then there are no keys.
    pub fn open(node: &'a Node, example: &str, findings: &'a Findings) -> Self {
        let fields = Self::signed(": ", node, findings);
        Self {
            is_page: true,
            ..fields.unwrap_or_else(|| Self::none(": ", node, example, findings))
        }
    }

    /// Opens a map of a TOML file, where examples are written as one writes them there.
    pub fn open_toml(node: &'a Node, example: &str, findings: &'a Findings) -> Self {
        Self::signed(" = ", node, findings)
            .unwrap_or_else(|| Self::none(" = ", node, example, findings))
    }

    fn signed(sign: &'static str, node: &'a Node, findings: &'a Findings) -> Option<Self> {
        let entries = match &node.kind {
            Kind::Map(entries) => entries.as_slice(),
            // A list of one map, where a map belongs.
            Kind::List(list) => match list.as_slice() {
                [Node { kind: Kind::Map(entries), .. }] => entries.as_slice(),
                _ => return None,
            },
            Kind::Scalar { .. } => return None,
        };
        let asked = RefCell::default();
        Some(Self { entries, span: node.span, sign, is_page: false, asked, findings })
    }

    /// No keys: what stands there is no map.
    fn none(sign: &'static str, node: &Node, example: &str, findings: &'a Findings) -> Self {
        let finding =
            Finding::at(node.span, "several facts belong here, each with its name before it");
        findings.add(&codes::WRONG_SHAPE, finding.example(example));
        Self {
            entries: &[],
            span: node.span,
            sign,
            is_page: false,
            asked: RefCell::default(),
            findings,
        }
    }

    /// Where the map stands: its first line, for what is missing.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Where a key stands, or else the map.
    pub fn key_span(&self, key: &str) -> Span {
        self.entry(key).map_or(self.span, |entry| entry.key.span)
    }

    /// The entry of a key: its own spelling before that of capitals and spaces.
    fn entry(&self, key: &str) -> Option<&'a Entry> {
        let exact = self.entries.iter().find(|entry| entry.key.value == key);
        exact.or_else(|| self.entries.iter().find(|entry| keys::is_key(&entry.key.value, key)))
    }

    /// The value of a key, unless the key is not there or stands alone.
    pub fn node(&self, key: &'static str) -> Option<&'a Node> {
        self.asked.borrow_mut().push(key);
        let entry = self.entry(key)?;
        (!entry.value.is_nothing()).then_some(&entry.value)
    }

    /// Says that a key must be there; nothing where another word for it stands there, which
    /// [`Self::finish`] names.
    pub fn missing(&self, key: &'static str, example: &str) {
        let (span, message) = match self.entry(key) {
            Some(entry) => (entry.key.span, format!("`{key}` is empty")),
            None if self.entries.iter().any(|entry| keys::stands_for(entry, key)) => return,
            None if self.is_page && self.has_keys_of(key) => return,
            None => (self.beginning(), format!("`{key}` is missing")),
        };
        let finding = match key {
            // An id is given, never made up: no example could be anybody's.
            "id" if self.is_page => {
                Finding::at(span, format!("{message}: `signpost new` makes one, or leave it to us"))
            }
            _ => Finding::at(span, message).example(example),
        };
        self.findings.add(&codes::MISSING_FIELD, finding);
    }

    /// Whether keys stand here that belong into the map `key`.
    fn has_keys_of(&self, key: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| self.belongs_below(entry).is_some_and(|(map, _)| map == key))
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

    /// A text as it is typed in this file.
    fn typed(&self, text: &str) -> String {
        match self.sign {
            ": " => yaml::scalar(text, yaml::Around::Flow),
            _ => yaml::double_quoted(text),
        }
    }

    /// What was typed at `span`, corrected.
    pub(super) fn corrected(
        &self,
        finding: Finding,
        key: &str,
        span: Span,
        value: &str,
    ) -> Finding {
        let shown = self.like(key, value);
        finding.correct_at(span, value).shown(shown)
    }

    fn scalar(&self, node: &Node, key: &str) -> Option<Text> {
        match &node.kind {
            Kind::Scalar { text, .. } => Some(Spanned::new(marks::decoded(text.trim()), node.span)),
            // A list of one, where one belongs.
            Kind::List(list)
                if matches!(list.as_slice(), [Node { kind: Kind::Scalar { .. }, .. }]) =>
            {
                list.first().and_then(|node| self.scalar(node, key))
            }
            Kind::List(list) => {
                let finding = Finding::at(node.span, "one text belongs here, not several");
                let texts = list.iter().filter_map(|node| match &node.kind {
                    Kind::Scalar { text, .. } => Some(self.like(key, &self.typed(text.trim()))),
                    _ => None,
                });
                self.findings.add(&codes::WRONG_SHAPE, finding.choices(texts.take(6)));
                None
            }
            // `- Tuesdays: 10 to 11`, where a text belongs.
            Kind::Map(entries) if words_of(entries).is_some() => {
                let words = words_of(entries).unwrap_or_default();
                let finding = Finding::at(node.span, "a text with a colon in it needs quotes");
                let typed = self.typed(&words);
                self.findings.add(&codes::WRONG_SHAPE, finding.correct(typed));
                Some(Spanned::new(words, node.span))
            }
            Kind::Map(_) => {
                let finding = Finding::at(node.span, "one text belongs here, not several facts");
                self.findings.add(
                    &codes::WRONG_SHAPE,
                    finding
                        .example(self.like(key, "\"a text, in quotes if it has a colon in it\"")),
                );
                None
            }
        }
    }

    /// The nodes of a list.
    pub fn nodes(&self, key: &'static str) -> Vec<&'a Node> {
        self.list(key).map(|list| list.value).unwrap_or_default()
    }

    /// A list, and where it stands. One text stands for a list of one.
    pub fn list(&self, key: &'static str) -> Option<Spanned<Vec<&'a Node>>> {
        let node = self.node(key)?;
        match &node.kind {
            Kind::List(list) => Some(Spanned::new(list.iter().collect(), node.span)),
            Kind::Scalar { .. } => Some(Spanned::new(vec![node], node.span)),
            Kind::Map(_) => {
                let finding =
                    Finding::at(node.span, "a list belongs here: each entry after a hyphen");
                self.findings.add(&codes::WRONG_SHAPE, finding.example(format!("{key}:\n  - …")));
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

    /// A list of words of a word list, in small letters. No such word has a comma in it: a text with
    /// commas is several.
    pub fn terms(&self, key: &'static str) -> Vec<Text> {
        self.texts(key).iter().flat_map(split_at_commas).map(as_term).collect()
    }

    /// A list of neighbourhoods and postcode areas. A text with commas is several.
    pub fn places(&self, key: &'static str) -> Vec<Text> {
        let places = self.texts(key);
        places.iter().flat_map(split_at_commas).map(as_place).collect()
    }

    /// A list of places by any name, such as that of a city. A text with commas is several.
    pub fn place_names(&self, key: &'static str) -> Vec<Text> {
        self.texts(key).iter().flat_map(split_at_commas).collect()
    }

    /// A word of a word list that may be there.
    pub fn term(&self, key: &'static str) -> Option<Text> {
        self.text(key).map(as_term)
    }

    /// A word of a word list that must be there.
    pub fn required_term(&self, key: &'static str, example: &str) -> Option<Text> {
        self.required(key, example).map(as_term)
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
            .into_iter()
            .filter(|entry| !entry.value.is_nothing())
            .filter_map(|entry| {
                Some((as_id(&entry.key, self.sign), self.scalar(&entry.value, &entry.key.value)?))
            })
            .collect()
    }

    /// Keys of the writer's own with yes, no or not known each.
    pub fn named_answers(&self, key: &'static str) -> Vec<(Text, Option<bool>)> {
        let Some(node) = self.node(key) else { return Vec::new() };
        named(node, key, self.findings)
            .into_iter()
            .filter_map(|entry| {
                let answer = self.answer(&entry.value, &entry.key.value, answers::read)?;
                Some((as_id(&entry.key, self.sign), answer))
            })
            .collect()
    }

    /// A map within this one. Where a text stands for the whole, the map with that text is what to type.
    pub fn map(&self, key: &'static str, example: &str) -> Option<Fields<'a>> {
        let node = self.node(key)?;
        if let Some(fields) = Self::signed(self.sign, node, self.findings) {
            return Some(fields);
        }
        let message = "several facts belong here, each with its name before it";
        let finding = Finding::at(node.span, message);
        let short = keys::SHORT.iter().find(|(map, _)| *map == key).map(|(_, short)| *short);
        let finding = match (&node.kind, short) {
            (Kind::Scalar { text, .. }, Some(short)) if self.sign == ": " => {
                let value = format!("{{ {short}: {} }}", self.typed(text.trim()));
                self.corrected(finding, key, node.span, &value)
            }
            _ => finding.example(example),
        };
        self.findings.add(&codes::WRONG_SHAPE, finding);
        None
    }

    /// A list of maps, each taken apart by `read`. One map stands for a list of one; a text stands for a
    /// map where a word is all that people say of it, such as `free`.
    pub fn maps<T>(
        &self,
        key: &'static str,
        example: &str,
        read: impl for<'n> Fn(Fields<'n>) -> T,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let nodes: Vec<&Node> = match &node.kind {
            Kind::List(list) => list.iter().collect(),
            Kind::Scalar { .. } | Kind::Map(_) => vec![node],
        };
        let short = keys::SHORT.iter().find(|(map, _)| *map == key).map(|(_, short)| *short);
        let mut all = Vec::new();
        for inner in nodes {
            match (&inner.kind, short) {
                (Kind::Map(_), _) => {
                    all.extend(Self::signed(self.sign, inner, self.findings).map(&read));
                }
                (Kind::Scalar { text, .. }, Some(short)) if is_word_alone(key, text) => {
                    let text = Spanned::new(text.trim().to_owned(), inner.span);
                    let words = match key {
                        "languages" => split_at_commas(&text),
                        _ => vec![text],
                    };
                    for word in words {
                        let map = map_of(short, word);
                        all.extend(Fields::signed(self.sign, &map, self.findings).map(&read));
                    }
                }
                (Kind::Scalar { text, .. }, _) if inner.is_nothing() || text.trim().is_empty() => {}
                (kind, _) => {
                    let finding = Finding::at(
                        inner.span,
                        "several facts belong here, each with its name before it",
                    );
                    let is_whole = std::ptr::eq(inner, node);
                    let meant = match kind {
                        Kind::Scalar { text, .. } if self.sign == ": " => {
                            in_parts(key, text.trim())
                        }
                        _ => None,
                    };
                    let finding = match meant {
                        Some(map) => {
                            let map = yaml::flow(&map, yaml::Around::Flow);
                            let value = if is_whole { format!("[{map}]") } else { map };
                            finding.correct_at(inner.span, value.clone()).shown(if is_whole {
                                self.like(key, &value)
                            } else {
                                value
                            })
                        }
                        None => finding.example(match kind {
                            Kind::Scalar { text, .. } => form_with(key, text.trim(), example),
                            _ => format!("{key}:\n  - {example}"),
                        }),
                    };
                    self.findings.add(&codes::WRONG_SHAPE, finding);
                }
            }
        }
        all
    }

    /// Yes, no, or not known.
    pub fn tri(&self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        Some(Spanned::new(self.answer(node, key, answers::read)??, node.span))
    }

    /// Yes, no, or not known, in so many words: somebody's safety depends on the answer.
    pub fn tri_exactly(&self, key: &'static str) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        Some(Spanned::new(self.answer(node, key, answers::read_exactly)??, node.span))
    }

    /// Those of `keys` that stand here and say neither yes nor no: a writer has seen the question, and
    /// left it open.
    pub fn undecided(&self, keys: &[&'static str]) -> Vec<Text> {
        let entries = self.entries.iter().filter(|entry| keys.contains(&&*entry.key.value));
        let is_open = |node: &Node| match &node.kind {
            Kind::Scalar { text, .. } => {
                answers::NOT_KNOWN.contains(&text.trim().to_ascii_lowercase().as_str())
            }
            Kind::List(_) | Kind::Map(_) => false,
        };
        entries
            .filter(|entry| entry.value.is_nothing() || is_open(&entry.value))
            .map(|entry| entry.key.clone())
            .collect()
    }

    /// Outer `None`: neither yes, no nor not known; that is reported here.
    fn answer(
        &self,
        node: &Node,
        key: &str,
        read: fn(&str) -> answers::Answer,
    ) -> Option<Option<bool>> {
        let text = self.scalar(node, key)?;
        match read(&text.value) {
            answers::Answer::Yes => Some(Some(true)),
            answers::Answer::No => Some(Some(false)),
            answers::Answer::NotKnown => Some(None),
            answers::Answer::Unclear => {
                let message = "yes, no or \"not known\" belongs here; other words belong in a note";
                let ways = ["\"yes\"", "\"no\""].map(|answer| self.like(key, answer));
                self.findings
                    .add(&codes::NOT_YES_OR_NO, Finding::at(node.span, message).choices(ways));
                None
            }
        }
    }

    /// A whole number in a range.
    pub fn number(&self, key: &'static str, range: RangeInclusive<u32>) -> Option<Spanned<u32>> {
        self.number_as(key, range, |text| people::evened(text).parse().ok())
    }

    /// A whole number in a range, in the forms that `read` knows.
    pub fn number_as(
        &self,
        key: &'static str,
        range: RangeInclusive<u32>,
        read: impl Fn(&str) -> Option<u32>,
    ) -> Option<Spanned<u32>> {
        let text = self.text(key)?;
        let number = read(&text.value).filter(|number| range.contains(number));
        if number.is_none() {
            let message =
                format!("a whole number from {} to {} belongs here", range.start(), range.end());
            let alone = only_number(&text.value).filter(|number| range.contains(number));
            let finding = Finding::at(text.span, message);
            let finding = match alone {
                Some(number) if number.to_string() != text.value => {
                    self.corrected(finding, key, text.span, &number.to_string())
                }
                _ => finding,
            };
            self.findings.add(&codes::BAD_NUMBER, finding);
        }
        Some(Spanned::new(number?, text.span))
    }

    /// Keys of the writer's own, such as locales, with a whole number in a range each.
    pub fn named_numbers(
        &self,
        key: &'static str,
        range: RangeInclusive<u32>,
    ) -> Vec<(Text, Spanned<u32>)> {
        let numbers = self.named_texts(key).into_iter().filter_map(|(name, text)| {
            let number = people::evened(&text.value).parse().ok();
            let number = number.filter(|number| range.contains(number));
            if number.is_none() {
                let (least, most) = (range.start(), range.end());
                let message = format!("a whole number from {least} to {most} belongs here");
                self.findings.add(&codes::BAD_NUMBER, Finding::at(text.span, message));
            }
            Some((name, Spanned::new(number?, text.span)))
        });
        numbers.collect()
    }

    /// A number of degrees.
    pub fn decimal(&self, key: &'static str) -> Option<Spanned<f64>> {
        let text = self.text(key)?;
        let number = numbers::degrees(&text.value).filter(|number| number.is_finite());
        if number.is_none() {
            let message = match numbers::pair(&text.value) {
                Some((lat, lon)) => {
                    format!(
                        "two numbers stand here; each has a line of its own: lat {lat}, lon {lon}"
                    )
                }
                None => "a number of degrees belongs here, with a point".to_owned(),
            };
            self.findings.add(&codes::BAD_NUMBER, Finding::at(text.span, message));
        }
        Some(Spanned::new(number?, text.span))
    }

    /// A day.
    pub fn day(&self, key: &'static str) -> Option<Spanned<Day>> {
        self.as_day(self.text(key)?, key)
    }

    /// A list of days. A text with commas that is no day is several.
    pub fn days(&self, key: &'static str) -> Vec<Spanned<Day>> {
        let days = self.texts(key).into_iter().flat_map(|text| match dates::read(&text.value) {
            Read::Unknown => days_between_commas(&text),
            _ => vec![text],
        });
        days.filter_map(|text| self.as_day(text, key)).collect()
    }

    fn as_day(&self, text: Text, key: &str) -> Option<Spanned<Day>> {
        let shown = |value: &str| match key {
            "exdates" => value.to_owned(),
            _ => self.like(key, value),
        };
        let finding = match dates::read(&text.value) {
            Read::Plain(day) if is_of_our_time(day) => return Some(Spanned::new(day, text.span)),
            Read::OneOf(days) => {
                let ways = days.iter().filter(|day| is_of_our_time(**day));
                let ways: Vec<String> = ways.map(|day| shown(&day.to_string())).collect();
                Finding::at(text.span, "which day is this? A day is written year-month-day")
                    .choices(ways)
            }
            Read::Plain(_) => Finding::at(text.span, "there is no such day in our time"),
            Read::Unknown => {
                let is_written_so = text.value.len() == 10 && text.value.matches('-').count() == 2;
                match is_written_so {
                    true => Finding::at(text.span, "there is no such day in our time"),
                    false => Finding::at(text.span, "a day is written year-month-day, all three")
                        .example(shown("2026-12-29")),
                }
            }
        };
        self.findings.add(&codes::BAD_DATE, finding);
        None
    }

    /// A day and a time that must be there.
    pub fn required_moment(&self, key: &'static str) -> Option<Spanned<Moment>> {
        let example = format!("{key}: 2026-01-06T10:00");
        let text = self.required(key, &example)?;
        let at = |message: &str| Finding::at(text.span, message);
        let finding = match times::read(&text.value) {
            times::Time::Read(Read::Plain(moment)) if is_of_our_time(moment.day) => {
                return Some(Spanned::new(moment, text.span));
            }
            times::Time::Read(Read::OneOf(moments)) => {
                let ways = moments.iter().filter(|moment| is_of_our_time(moment.day));
                at("which day and time is this? The hours go from 0 to 23")
                    .choices(ways.map(|moment| self.like(key, &moment.to_string())))
            }
            times::Time::Read(Read::Plain(_)) => at("there is no such day in our time"),
            times::Time::WithOffset(moment, zone) => {
                let message = format!("the time on the clock here is written without {zone}");
                self.corrected(at(&message), key, text.span, &moment.to_string())
            }
            times::Time::OfGreenwich => {
                at("Z is the clock of Greenwich; write the time that the clock shows here")
            }
            times::Time::NoTime => {
                at("the time is missing: the day, a T, and the time in 24 hours").example(example)
            }
            times::Time::Read(Read::Unknown) => {
                at("a day and a time are written with a T between them; the hours go to 23")
                    .example(example)
            }
        };
        self.findings.add(&codes::BAD_TIME, finding);
        None
    }

    /// One of a few words that code knows.
    pub fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let text = self.text(key)?;
        self.as_word(&text, words, &format!("{key}: "))
    }

    /// A list of a few words that code knows.
    pub fn words<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Vec<Spanned<T>> {
        let texts: Vec<Text> = self.texts(key).iter().flat_map(split_at_commas).collect();
        texts.iter().filter_map(|text| self.as_word(text, words, "")).collect()
    }

    fn as_word<T: Copy>(
        &self,
        text: &Text,
        words: &[(&str, T)],
        before: &str,
    ) -> Option<Spanned<T>> {
        let even = |text: &str| people::evened(text).to_lowercase().replace([' ', '_'], "-");
        let typed = even(&text.value);
        let typed = typed.trim_end_matches('.');
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == typed) {
            return Some(Spanned::new(*value, text.span));
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let finding = Finding::at(text.span, format!("this can be {}", choice(&known)));
        let finding = match nearest(&text.value, known.iter().copied()) {
            Some(word) => finding.correct(word).shown(format!("{before}{word}")),
            None => finding.choices(known.iter().map(|word| format!("{before}{word}"))),
        };
        self.findings.add(&codes::UNKNOWN_WORD, finding);
        None
    }

    /// Reports through the same list as everything else.
    pub fn add(&self, code: &'static Code, finding: Finding) {
        self.findings.add(code, finding);
    }

    /// Reports keys that belong somewhere else.
    pub fn refuse(&self, keys: &[&'static str], code: &'static Code, message: &str) {
        for entry in self.entries {
            if let Some(key) = keys.iter().find(|key| keys::is_key(&entry.key.value, key)) {
                self.asked.borrow_mut().push(key);
                self.findings.add(code, Finding::at(entry.key.span, message));
            }
        }
    }

    /// The map of a page into which a key at its top belongs, and the key there.
    fn belongs_below(&self, entry: &Entry) -> Option<(&'static str, &'static str)> {
        let typed = keys::evened(&entry.key.value);
        keys::BELOW.iter().find_map(|(map, inner)| {
            let key = inner.iter().find(|key| **key == typed).copied();
            Some((*map, key.or_else(|| keys::meant_by(&typed, inner))?))
        })
    }

    /// Reports every key that no reader has asked for, which is a key that no page has; and every key
    /// that stands there twice in two spellings.
    pub fn finish(self) {
        let asked = self.asked.take();
        #[cfg(test)]
        super::asked::note(&asked);
        let is_asked = |entry: &&Entry| asked.iter().any(|key| keys::is_key(&entry.key.value, key));
        for key in &asked {
            let same = self.entries.iter().filter(|entry| keys::is_key(&entry.key.value, key));
            let Some(first) = self.entry(key) else { continue };
            for second in same.filter(|entry| !std::ptr::eq(*entry, first)) {
                let message = format!("`{key}` stands here a second time");
                let finding = Finding::at(second.key.span, message);
                self.findings
                    .add(&codes::DUPLICATE_KEY, finding.label(first.key.span, "the first time"));
            }
        }
        let unknown: Vec<&Entry> = self.entries.iter().filter(|entry| !is_asked(entry)).collect();
        let mut moved: Vec<&'static str> = Vec::new();
        for entry in &unknown {
            let key = &entry.key;
            let typed = &key.value;
            let meant = keys::meant_by(typed, &asked);
            let near = meant.or_else(|| nearest(typed, asked.iter().copied()));
            if let (true, Some((map, _))) =
                (self.is_page && near.is_none(), self.belongs_below(entry))
                && asked.contains(&map)
            {
                if !moved.contains(&map) {
                    moved.push(map);
                    self.report_moved(map, &unknown);
                }
                continue;
            }
            let Some(near) = near else {
                let finding = Finding::at(key.span, format!("there is no `{typed}` here"));
                self.findings.add(&codes::UNKNOWN_KEY, finding);
                continue;
            };
            let message = match meant {
                Some(_) => format!("`{typed}` is called `{near}` here"),
                None => format!("there is no `{typed}`, but there is `{near}`"),
            };
            let finding = Finding::at(key.span, message);
            self.findings.add(
                &codes::UNKNOWN_KEY,
                match self.entry(near) {
                    Some(correct) => finding.label(correct.key.span, "which stands here already"),
                    None => {
                        let shown = match &entry.value.kind {
                            Kind::Scalar { text, .. } if !entry.value.is_nothing() => {
                                self.like(near, &self.typed(text.trim()))
                            }
                            _ => format!("{near}{}", self.sign.trim_end()),
                        };
                        finding.correct(near).shown(shown)
                    }
                },
            );
        }
    }

    /// Reports the keys at the top of a page that belong into one of its maps: each at its place, and
    /// the map with all of them as what to type.
    fn report_moved(&self, map: &'static str, unknown: &[&Entry]) {
        let below: Vec<(&Entry, &str)> = unknown
            .iter()
            .filter_map(|entry| match self.belongs_below(entry) {
                Some((into, key)) if into == map => Some((*entry, key)),
                _ => None,
            })
            .collect();
        let there = self.entry(map);
        let facts = below.iter().map(|(entry, key)| ((*key).to_owned(), Value::of(&entry.value)));
        let facts = Value::Map(facts.collect());
        let value = if keys::LISTS.contains(&map) { Value::List(vec![facts]) } else { facts };
        let written = yaml::entry(map, &value, 0);
        for (at, (entry, key)) in below.iter().enumerate() {
            let message = format!("`{key}` belongs under `{map}`");
            let mut finding = Finding::at(entry.key.span, message);
            if let Some(there) = there {
                finding = finding.label(there.key.span, "which stands here");
            } else if at == 0 {
                for (number, (entry, _)) in below.iter().enumerate() {
                    let whole = Span { end: entry.value.span.end, ..entry.key.span };
                    let with = if number == 0 { written.clone() } else { String::new() };
                    finding = finding.correct_at(whole, with);
                }
                finding = finding.shown(written.clone());
            }
            self.findings.add(&codes::UNKNOWN_KEY, finding);
        }
    }
}
