//! Words of one page locale, on both sides: every text that a page or the finder shows, and the
//! locale's own ways with numbers, days and lists.
//!
//! A text is named by a [`Key`]; the words stand in `app/locales/<locale>.toml`, which only the
//! native side reads. The finder gets its part of them, in the order of the keys, inside the
//! manifest: so the phone knows no names of texts, only numbers.
//!
//! What is deliberately absent: the browser's Intl. Build and phone must write the same text, to
//! the letter, and browsers differ.

use std::sync::Arc;

use catalog::day::Weekday;
use catalog::facet::FACETS;

pub use crate::locale::keys::Key;

mod keys;
mod plural;

pub use plural::{PluralRule, TABLE};

/// Between the parts of a text that has several: plural forms, months, days of the week. A control
/// character that no writer types (ASCII "unit separator").
pub const PART: char = '\u{1f}';

/// The way a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// For the attribute `dir`.
    pub fn code(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

/// The words of one locale. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Messages {
    /// Its code, such as `zh-Hant`.
    pub locale: Arc<str>,
    /// The way it is read.
    pub direction: Direction,
    plural: PluralRule,
    texts: Arc<[String]>,
}

impl Messages {
    /// From the finder's part, as [`Messages::shipped`] made it. A text that is missing is empty:
    /// a page without a word is better than no page.
    pub fn from_shipped(locale: &str, shipped: Vec<String>) -> Self {
        let texts: Arc<[String]> = shipped.into();
        let form = |key: Key| texts.get(key as usize).map_or("", String::as_str);
        let direction = match form(Key::FormDirection) {
            "rtl" => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        };
        let plural = PluralRule::named(form(Key::FormPlural)).unwrap_or(PluralRule::AlwaysOther);
        Self { locale: locale.into(), direction, plural, texts }
    }

    /// From some of the texts, in the order of `keys`; the others are empty.
    pub fn from_some(locale: &str, keys: &[Key], some: Vec<String>) -> Self {
        let mut texts = vec![String::new(); Key::COUNT];
        for (key, text) in keys.iter().zip(some) {
            texts[*key as usize] = text;
        }
        Self::from_shipped(locale, texts)
    }

    /// These and some more, in the order of `keys`: what one program needs beside what all have.
    #[must_use]
    pub fn and_some(&self, keys: &[Key], some: Vec<String>) -> Self {
        let mut texts = self.texts.to_vec();
        texts.resize(Key::COUNT, String::new());
        for (key, text) in keys.iter().zip(some) {
            texts[*key as usize] = text;
        }
        Self { texts: texts.into(), ..self.clone() }
    }

    /// Some of the texts, for [`Self::from_some`].
    pub fn some(&self, keys: &[Key]) -> Vec<&str> {
        keys.iter().map(|key| self.text(*key)).collect()
    }

    /// What the finder needs of this: its texts and the locale's forms, in the order of the keys.
    pub fn shipped(&self) -> Vec<String> {
        self.texts.iter().take(Key::FINDER).cloned().collect()
    }

    /// A text without gaps.
    pub fn text(&self, key: Key) -> &str {
        self.texts.get(key as usize).map_or("", String::as_str)
    }

    /// A text whose gaps, written `{name}`, are filled.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// A text in the plural form that `n` asks for, with `{n}` in the locale's digits.
    pub fn count(&self, key: Key, n: u32, values: &[(&str, &str)]) -> String {
        let forms = self.text(key);
        let form = forms.split(PART).nth(self.plural.form(n)).unwrap_or(forms);
        let number = self.number(n);
        let mut all = vec![("n", number.as_str())];
        all.extend_from_slice(values);
        fill(form, &all)
    }

    /// One of a text's parts, such as a month's name.
    pub(crate) fn part(&self, key: Key, index: usize) -> &str {
        self.text(key).split(PART).nth(index).unwrap_or_default()
    }

    /// The title of `FACETS[facet]`.
    pub fn facet_title(&self, facet: usize) -> &str {
        let id = FACETS.get(facet).map_or("", |facet| facet.id);
        let title = keys::FACET_TITLES.iter().find(|(known, _)| *known == id);
        title.map_or("", |(_, key)| self.text(*key))
    }

    /// The words of a fixed value of `FACETS[facet]`; its id where nobody has words for it.
    pub fn fixed_choice<'a>(&'a self, facet: usize, value: &'a str) -> &'a str {
        let id = FACETS.get(facet).map_or("", |facet| facet.id);
        let choice =
            keys::FIXED_CHOICES.iter().find(|(facet, known, _)| *facet == id && *known == value);
        let day = Weekday::ALL.iter().position(|day| id == "when" && day.id() == value);
        match (choice, day) {
            (Some((.., key)), _) => self.text(*key),
            (None, Some(day)) => self.part(Key::FormWeekdays, day),
            (None, None) => value,
        }
    }
}

/// Fills gaps in one pass: a value that looks like a gap stays what it is.
fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len() + 32);
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let (before, gap) = rest.split_at(open);
        filled.push_str(before);
        let Some(close) = gap.find('}') else {
            rest = gap;
            break;
        };
        let name = &gap[1..close];
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.push_str(&gap[..=close]),
        }
        rest = &gap[close + 1..];
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::facet::{INTENTS, WHEN};

    #[test]
    fn a_gap_is_filled_once_and_a_value_is_never_a_pattern() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "x")]), "{b} and x");
        assert_eq!(fill("{nobody} stays, {", &[]), "{nobody} stays, {");
        assert_eq!(fill("", &[("a", "b")]), "");
    }

    #[test]
    fn every_filter_and_every_fixed_choice_has_words() {
        let titled: Vec<_> = keys::FACET_TITLES.iter().map(|(id, _)| *id).collect();
        let facets: Vec<_> = FACETS.iter().map(|facet| facet.id).collect();
        assert_eq!(titled, facets);
        for (facet, values) in [("when", WHEN), ("intent", INTENTS)] {
            for value in values {
                let is_day = Weekday::ALL.iter().any(|day| day.id() == *value);
                assert!(
                    is_day || keys::FIXED_CHOICES.iter().any(|(f, v, _)| *f == facet && v == value),
                    "{facet}.{value}"
                );
            }
        }
    }

    #[test]
    fn a_phone_with_no_words_at_all_still_draws() {
        let messages = Messages::from_shipped("en", Vec::new());
        assert_eq!(messages.text(Key::FinderSearch), "");
        assert_eq!(messages.count(Key::FinderCount, 3, &[]), "");
        assert_eq!(messages.fixed_choice(2, "ferry"), "ferry");
    }
}
