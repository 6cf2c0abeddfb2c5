//! The analysis of typed words: once for each query, for whatever needs them.

use super::TileWords;
use super::word::{How, TileClasses, Word};
use crate::search::Catalog;
use crate::term_dictionary::TermDictionary;
use crate::text::query_tokens;

/// Most words of a question that are looked at; where those behind them begin is told as not understood.
const WORDS_MAX: usize = 16;

/// Fewest letters of a compound that two typed words stand for, and of each part of a typed
/// compound: with fewer, words fall into parts by accident.
const JOINED_CHARS: usize = 5;
const PART_CHARS: usize = 3;

/// The typed words of a query, analysed.
pub(crate) struct Question {
    /// What was typed.
    pub typed: String,
    /// Every token of what was typed.
    pub tokens: Vec<String>,
    /// The first tokens of what is looked for as words, each with the kind of search that looks for it; compounds are split.
    pub words: Vec<Word>,
    /// The first of the words that are not looked at.
    pub beyond: Option<String>,
}

impl Question {
    /// The words to be searched for: without stop words, unless there are no others.
    pub fn searched(&self) -> impl Iterator<Item = &Word> {
        let has_others = self.words.iter().any(|word| !word.is_stop_word);
        self.words.iter().filter(move |word| !(has_others && word.is_stop_word))
    }
}

impl Catalog {
    /// Analyses typed words, of which `left` are to be looked for as words.
    pub(crate) fn question(&self, typed: &str, left: &str) -> Question {
        let tokens = query_tokens(typed, self.decompose);
        let searched =
            if left == typed { tokens.clone() } else { query_tokens(left, self.decompose) };
        // What was typed last may not be typed to its end, unless a phrase has it.
        let is_open = searched.last() == tokens.last();
        let last = searched.len().min(WORDS_MAX).saturating_sub(1);
        let mut words: Vec<Word> = Vec::with_capacity(searched.len().min(WORDS_MAX));
        for (ordinal, token) in searched.iter().enumerate().take(WORDS_MAX) {
            let mut word = Word::new(ordinal, token, is_open && ordinal == last);
            word.is_stop_word = self.is_stop_word(token);
            word.how = if self.is_known(&word.letters) {
                How::Exact
            } else if word.is_unfinished
                && self.dictionaries().any(|dictionary| word.begins_one_of(dictionary))
            {
                How::Beginning
            } else {
                How::Near
            };
            words.push(word);
        }
        self.join_compounds(&mut words);
        let words = self.split_compounds(words);
        let beyond = searched.get(WORDS_MAX).map(|token| format!("{token}…"));
        Question { typed: typed.to_owned(), tokens, words, beyond }
    }

    /// The classes that a word may stand for.
    pub(super) fn classes(&self, word: &Word) -> TileClasses {
        let of_tile = |tile: &TileWords| {
            let mut classes = Vec::new();
            // Another tile has the word; this tile may have another form of it.
            let is_elsewhere = word.how == How::Exact && !is_in(&tile.dictionaries, &word.letters);
            for dictionary in &tile.dictionaries {
                let mut found = |class, weight| classes.push((class, weight));
                word.matches(dictionary, &tile.endings, 1, &mut found);
                if is_elsewhere {
                    word.forms(dictionary, &tile.endings, &mut found);
                }
            }
            classes
        };
        self.tile_words.iter().map(of_tile).collect()
    }

    fn dictionaries(&self) -> impl Iterator<Item = &TermDictionary> {
        self.tile_words.iter().flat_map(|tile| &tile.dictionaries)
    }

    pub(in crate::search) fn is_known(&self, letters: &[char]) -> bool {
        is_in(self.dictionaries(), letters)
    }

    pub(super) fn is_stop_word(&self, word: &str) -> bool {
        self.tile_words.iter().any(|tile| tile.is_stop_word(word))
    }

    /// Marks neighbours that the directory writes as one compound: "food bank" is also
    /// "foodbank".
    fn join_compounds(&self, words: &mut [Word]) {
        for ordinal in 1..words.len() {
            let joined = [&words[ordinal - 1].letters[..], &words[ordinal].letters].concat();
            if joined.len() >= JOINED_CHARS && self.is_known(&joined) {
                for word in &mut words[ordinal - 1..=ordinal] {
                    word.joined = joined.clone();
                    word.how = if word.how == How::Near { How::Exact } else { word.how };
                }
            }
        }
    }

    /// Splits typed compounds that the directory writes as two words, unless the compound may
    /// stand for a word that a tile has. What was found out on the way stays with the word.
    fn split_compounds(&self, words: Vec<Word>) -> Vec<Word> {
        let mut split = Vec::with_capacity(words.len());
        for mut word in words {
            let length = word.letters.len();
            let mut ends = PART_CHARS..(length + 1).saturating_sub(PART_CHARS);
            let end = ends.find(|end| {
                let (first, second) = word.letters.split_at(*end);
                word.how == How::Near && self.is_known(first) && self.is_known(second)
            });
            if let Some(end) = end {
                let classes = self.classes(&word);
                if classes.iter().all(Vec::is_empty) {
                    let (first, second) = word.letters.split_at(end);
                    split.push(word.part(first, false));
                    split.push(word.part(second, word.is_unfinished));
                    continue;
                }
                word.classes = Some(classes);
            }
            split.push(word);
        }
        split
    }
}

pub(super) fn is_in<'a>(
    dictionaries: impl IntoIterator<Item = &'a TermDictionary>,
    letters: &[char],
) -> bool {
    dictionaries.into_iter().any(|dictionary| dictionary.exact(letters).is_some())
}
