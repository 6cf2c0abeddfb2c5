//! What was typed and ticked, by the names of the fields, as the page has them.
//!
//! A field holds a text; one of which several values can be ticked holds their ids with a space between.
//! A form of some fifty fields, most of which stay empty, is a map and no struct: it is kept, sent
//! through the page's own names and changed by them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// All answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, String>);

impl Answers {
    /// What stands in a field, as it was typed.
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// What somebody said in a field of one line; `None` where that is nothing. A word processor's own
    /// spaces, and the signs that a phone puts behind pictures, are nobody's words.
    pub fn said(&self, field: &str) -> Option<String> {
        let words = self.text(field).replace(['\u{a0}', '\u{202f}', '\n', '\t'], " ");
        let words = words.replace('\u{fe0f}', "");
        let words = words.trim();
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// What is ticked in a field, in the order in which it was.
    pub fn ticked<'a>(&'a self, field: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(field).split(' ').filter(|id| !id.is_empty())
    }

    /// Whether a value is ticked, or is the one that was chosen.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.ticked(field).any(|ticked| ticked == value)
    }

    /// Puts a text into a field.
    pub fn put(&mut self, field: &str, text: &str) {
        match text {
            "" => self.0.remove(field),
            _ => self.0.insert(field.to_owned(), text.to_owned()),
        };
    }

    /// Ticks a value, or takes the tick away.
    pub fn tick(&mut self, field: &str, value: &str, is_on: bool) {
        let others = self.ticked(field).filter(|ticked| *ticked != value);
        let all: Vec<&str> = others.chain(is_on.then_some(value)).collect();
        let all = all.join(" ");
        self.put(field, &all);
    }

    /// Whether nobody has said anything yet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every field and what stands in it.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str()))
    }

    /// For the browser's storage.
    pub fn to_stored(&self) -> String {
        let fields = self.0.iter().map(|(field, text)| (field.clone(), Value::from(text.as_str())));
        Value::Object(fields.collect::<Map<_, _>>()).to_string()
    }

    /// From the browser's storage; what cannot be read is nothing.
    pub fn from_stored(text: &str) -> Self {
        let stored = serde_json::from_str::<Value>(text).ok();
        let fields = stored.as_ref().and_then(Value::as_object).into_iter().flatten();
        let read =
            |(field, text): (&String, &Value)| Some((field.clone(), text.as_str()?.to_owned()));
        Self(fields.filter_map(read).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_kept_and_read_again() {
        let mut answers = Answers::default();
        answers.put("name", "  Tea\u{a0}& \"chat\" ☕\u{fe0f} ");
        answers.tick("needs", "company", true);
        answers.tick("needs", "food", true);
        answers.tick("needs", "company", false);
        answers.put("gone", "x");
        answers.put("gone", "");
        assert_eq!(answers.said("name").as_deref(), Some("Tea & \"chat\" ☕"));
        assert!(answers.has("needs", "food") && !answers.has("needs", "company"));
        assert_eq!(Answers::from_stored(&answers.to_stored()), answers);
        assert!(Answers::from_stored("not ours").is_empty());
    }
}
