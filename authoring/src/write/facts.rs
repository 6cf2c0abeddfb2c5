//! The facts of a draft, gathered key by key; what is not said gets no key.

use std::fmt::Display;

use crate::node::{Spanned, Text};
use crate::value::Value;

/// Keys and values in the order in which they are written.
#[derive(Default)]
pub(super) struct Facts(Vec<(String, Value)>);

impl Facts {
    pub fn entries(self) -> Vec<(String, Value)> {
        self.0
    }

    pub fn value(&mut self, key: &str, value: Option<Value>) {
        self.0.extend(value.map(|value| (key.to_owned(), value)));
    }

    /// Words for people.
    pub fn text(&mut self, key: &str, text: Option<&Text>) {
        self.value(key, text.map(|text| Value::Text(text.value.clone())));
    }

    /// A number, a day, a time, `true`.
    pub fn plain<T: Display>(&mut self, key: &str, value: Option<&Spanned<T>>) {
        self.value(key, value.map(|value| Value::Plain(value.value.to_string())));
    }

    /// One of the words that code knows.
    pub fn word<T: PartialEq>(
        &mut self,
        key: &str,
        value: Option<&Spanned<T>>,
        words: &[(&str, T)],
    ) {
        self.value(key, value.and_then(|value| word(&value.value, words)));
    }

    /// A list, unless it is empty.
    pub fn list(&mut self, key: &str, list: Vec<Value>) {
        self.value(key, (!list.is_empty()).then_some(Value::List(list)));
    }

    pub fn texts(&mut self, key: &str, list: &[Text]) {
        self.list(key, texts(list));
    }

    /// A list of which an empty one says something.
    pub fn texts_said(&mut self, key: &str, list: Option<&[Text]>) {
        self.value(key, list.map(|list| Value::List(texts(list))));
    }

    /// A list that is there even when it is empty, and in which a text can be.
    pub fn said_texts(&mut self, key: &str, list: Option<&Spanned<Vec<Text>>>) {
        self.value(key, list.map(|list| Value::List(texts(&list.value))));
    }

    pub fn days<T: Display>(&mut self, key: &str, days: &[Spanned<T>]) {
        self.list(key, days.iter().map(|day| Value::Plain(day.value.to_string())).collect());
    }

    pub fn map(&mut self, key: &str, facts: Option<Facts>) {
        self.value(key, facts.map(|facts| Value::Map(facts.0)));
    }

    /// Keys of the writer's own with a text each.
    pub fn named_texts(&mut self, key: &str, texts: &[(Text, Text)]) {
        let entries =
            texts.iter().map(|(key, text)| (key.value.clone(), Value::from(&*text.value)));
        self.named(key, entries.collect());
    }

    /// Keys of the writer's own with yes, no or not known each, in quotes as the sample has them:
    /// other readers of YAML take a bare `no` for a truth value.
    pub fn named_answers(&mut self, key: &str, answers: &[(Text, Option<bool>)]) {
        let entries = answers.iter().map(|(key, answer)| {
            let word = match answer {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not known",
            };
            (key.value.clone(), Value::from(word))
        });
        self.named(key, entries.collect());
    }

    fn named(&mut self, key: &str, entries: Vec<(String, Value)>) {
        self.value(key, (!entries.is_empty()).then_some(Value::Map(entries)));
    }
}

impl From<Facts> for Value {
    fn from(facts: Facts) -> Self {
        Self::Map(facts.0)
    }
}

fn texts(list: &[Text]) -> Vec<Value> {
    list.iter().map(|text| Value::Text(text.value.clone())).collect()
}

/// The word of a list of words that means a value.
pub(super) fn word<T: PartialEq>(value: &T, words: &[(&str, T)]) -> Option<Value> {
    words.iter().find(|(_, known)| known == value).map(|(word, _)| Value::from(*word))
}
