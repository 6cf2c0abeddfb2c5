//! How people ask in a language, whatever the directory: small words, days, and the words by which they choose.
//! A directory's own words stand in its word lists; these stand in `indexer/speech/<tag>.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::init::words::renamed;

/// How people ask in one language. Ids that a directory does not have are not used. Pages in other languages
/// know the first phrase of each list only (`pack::sayings`): the commonest comes first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Speech {
    /// Words that say nothing by themselves.
    pub small: Vec<String>,
    /// Phrases that say nothing by themselves: "where can I".
    pub frames: Vec<String>,
    /// What stands before what is not wanted.
    #[serde(default)]
    pub not: Vec<String>,
    /// What stands behind what is not wanted, as verbs do in Chinese, Korean, Persian and Punjabi.
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Times, by the ids of `catalog::facet::WHEN`; and `tomorrow`.
    pub when: Phrases,
    /// Whom something is for. The ids are those of the word list.
    #[serde(default)]
    pub audience: Phrases,
    /// Facts of access. The ids are those of the word list.
    #[serde(default)]
    pub access: Phrases,
    /// What it costs. The ids are those of the word list.
    #[serde(default)]
    pub cost: Phrases,
    /// How it reaches people. The ids are those of the word list.
    #[serde(default)]
    pub delivery: Phrases,
    /// How one joins. The ids are those of the word list.
    #[serde(default)]
    pub joining: Phrases,
    /// Ids of languages; and `both-chinese` for a word that means Cantonese as well as Mandarin.
    #[serde(default)]
    pub languages: Phrases,
}

/// An id, and the phrases that say it.
pub type Phrases = BTreeMap<String, Vec<String>>;

/// The languages, by the locale's tag.
const LANGUAGES: [(&str, &str); 10] = [
    ("en", include_str!("../speech/en.toml")),
    ("es", include_str!("../speech/es.toml")),
    ("fa", include_str!("../speech/fa.toml")),
    ("fil", include_str!("../speech/fil.toml")),
    ("fr", include_str!("../speech/fr.toml")),
    ("ko", include_str!("../speech/ko.toml")),
    ("pa", include_str!("../speech/pa.toml")),
    ("vi", include_str!("../speech/vi.toml")),
    ("zh-Hans", include_str!("../speech/zh-Hans.toml")),
    ("zh-Hant", include_str!("../speech/zh-Hant.toml")),
];

static SPEECH: LazyLock<BTreeMap<&str, Speech>> = LazyLock::new(|| {
    // What a town elsewhere calls otherwise is said by the same phrases.
    let renamed = renamed();
    let read = |(tag, text): (&'static str, &str)| {
        let mut speech: Speech = toml::from_str(text).ok()?;
        for list in [&mut speech.audience, &mut speech.access] {
            for (id, elsewhere) in &renamed {
                if let Some(phrases) = list.get(id).cloned() {
                    list.insert(elsewhere.clone(), phrases);
                }
            }
        }
        Some((tag, speech))
    };
    LANGUAGES.into_iter().filter_map(read).collect()
});

/// How people ask in the language of a locale; `None` where nobody has written it down yet.
pub fn speech(locale: &str) -> Option<&'static Speech> {
    let language = locale.split('-').next().unwrap_or_default();
    SPEECH.get(locale).or_else(|| SPEECH.get(language))
}

/// Traditional characters, each with its simplified one, from OpenCC; the file's first line tells more.
static HAN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("../speech/han.txt").lines().filter(|line| !line.starts_with('#'));
    let pair = |line: &str| {
        let mut pair = line.chars();
        Some((pair.next()?, pair.next()?))
    };
    lines.filter_map(pair).collect()
});

/// All traditional characters with their simplified ones, in order.
pub fn han_pairs() -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = HAN.iter().map(|(one, other)| (*one, *other)).collect();
    pairs.sort_unstable();
    pairs
}

/// A Chinese text in traditional characters, as far as one character is one character.
pub fn traditional(text: &str) -> String {
    static BACK: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        han_pairs().into_iter().rev().map(|(traditional, simple)| (simple, traditional)).collect()
    });
    text.chars().map(|c| BACK.get(&c).copied().unwrap_or(c)).collect()
}

/// A Chinese text in simplified characters; other characters stay as they are.
pub fn simplified(text: &str) -> String {
    text.chars().map(|c| HAN.get(&c).copied().unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use catalog::facet::WHEN;

    #[test]
    fn every_language_can_be_read_and_names_every_day() {
        for (tag, text) in LANGUAGES {
            let read: Result<Speech, _> = toml::from_str(text);
            assert!(read.is_ok(), "{tag}: {read:?}");
            let Ok(speech) = read else { continue };
            assert!(speech.small.len() > 50 && speech.frames.len() > 30, "{tag}");
            for when in WHEN {
                assert!(
                    speech.when.get(*when).is_some_and(|said| !said.is_empty()),
                    "{tag} {when}"
                );
            }
        }
    }

    #[test]
    fn traditional_characters_become_simplified_ones_and_others_stay() {
        assert_eq!(simplified("學游泳 yoga"), "学游泳 yoga");
        assert_eq!(traditional("学唱歌 yoga"), "學唱歌 yoga");
    }
}
