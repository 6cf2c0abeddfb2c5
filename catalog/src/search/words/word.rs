//! One typed word, and the words of a dictionary that it may stand for.

use crate::term_dictionary::{Nearness, TermDictionary, near};
use crate::text::is_one_of_a_stretch;

/// For each tile whose head is here: the classes of words that a typed word may stand for, with what
/// each counts.
pub(crate) type TileClasses = Vec<Vec<(u32, f32)>>;

/// What a dictionary's word counts that begins with the typed one: while the typed one is known as
/// a beginning only, and when it is a word itself.
const BEGINNING_WEIGHT: f32 = 0.8;
const LONGER_WEIGHT: f32 = 0.3;

/// What a dictionary's word counts that was typed as two words.
const JOINED_WEIGHT: f32 = 0.8;

/// What a dictionary's word counts that differs from the typed one in its ending.
const ENDING_WEIGHT: f32 = 0.85;

/// What a dictionary's word counts at an edit distance of 0, 1 and 2, and by what factor less when
/// only its beginning is so near.
const EDIT_WEIGHTS: [f32; 3] = [1.0, 0.6, 0.35];
const BEGUN_WEIGHT: f32 = 0.6;

/// Most words that one beginning stands for: more than any two letters begin in a directory of a
/// thousand services in ten languages, few enough for a slow phone.
const BEGINNINGS: usize = 1_000;

/// Shortest beginning that stands for longer words, in characters; and where the word is finished,
/// as in languages that add endings nobody listed.
const BEGINNING_CHARS: usize = 2;
const STEM_CHARS: usize = 4;

/// By which kind of search a word is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// The word is one of the directory.
    Exact,
    /// Words of the directory begin with the word.
    Beginning,
    /// Neither: the word is mistyped, or a form that the directory does not use.
    Near,
}

/// One typed word.
pub(crate) struct Word {
    /// Its ordinal in the question; parts of one typed word have the same.
    pub ordinal: usize,
    pub letters: Vec<char>,
    /// The person may not have typed it to its end.
    pub is_unfinished: bool,
    /// A stop word: it says too little to be searched for beside other words.
    pub is_stop_word: bool,
    pub how: How,
    /// The compound that it makes with a neighbour, if the directory has that compound; else empty.
    pub joined: Vec<char>,
    /// The classes that it may stand for, if they are known already.
    pub classes: Option<TileClasses>,
}

impl Word {
    pub fn new(ordinal: usize, token: &str, is_last: bool) -> Self {
        let letters: Vec<char> = token.chars().collect();
        let is_unfinished =
            is_one_of_a_stretch(&letters) || is_last && letters.len() >= BEGINNING_CHARS;
        Self {
            ordinal,
            letters,
            is_unfinished,
            is_stop_word: false,
            how: How::Exact,
            joined: Vec::new(),
            classes: None,
        }
    }

    /// A part of the word; the part is known to be a word of the directory.
    pub fn part(&self, letters: &[char], is_unfinished: bool) -> Self {
        let letters = letters.to_vec();
        Self { letters, is_unfinished, how: How::Exact, joined: Vec::new(), classes: None, ..*self }
    }

    /// Whether a word of the dictionary begins with this word and is longer.
    pub fn begins_one_of(&self, dictionary: &TermDictionary) -> bool {
        let mut begins = false;
        dictionary.beginning_with(&self.letters, 1, &mut |_| begins = true);
        begins
    }

    /// Shows each class of words that the typed word may stand for, with what the class counts.
    /// Prefix search needs at least `fewest` typed letters.
    pub fn matches(
        &self,
        dictionary: &TermDictionary,
        endings: &[String],
        fewest: usize,
        found: &mut dyn FnMut(u32, f32),
    ) {
        if let Some(class) = dictionary.exact(&self.joined) {
            found(class, JOINED_WEIGHT);
        }
        if self.how != How::Near {
            if let Some(class) = dictionary.exact(&self.letters) {
                found(class, 1.0);
            }
            if self.is_unfinished && self.letters.len() >= fewest {
                let weight = if self.how == How::Exact { LONGER_WEIGHT } else { BEGINNING_WEIGHT };
                dictionary
                    .beginning_with(&self.letters, BEGINNINGS, &mut |class| found(class, weight));
            }
            return;
        }
        self.forms(dictionary, endings, found);
        if self.letters.len() >= STEM_CHARS {
            dictionary
                .beginning_with(&self.letters, BEGINNINGS, &mut |class| found(class, BEGUN_WEIGHT));
        }
        let mut search_fuzzily = |letters: &[char], is_unfinished, counts: f32| {
            near(
                dictionary,
                letters,
                is_unfinished,
                &mut |class, Nearness { edits, is_beginning }| {
                    let weight =
                        EDIT_WEIGHTS.get(usize::from(edits)).map_or(0.0, |weight| weight * counts);
                    found(class, if is_beginning { weight * BEGUN_WEIGHT } else { weight });
                },
            );
        };
        search_fuzzily(&self.letters, self.is_unfinished, 1.0);
        // "Stamering" for "stammer": an edit, in a form that no text has.
        self.stems(endings, &mut |stem, ending| {
            if ending.len() > 1 {
                search_fuzzily(stem, false, ENDING_WEIGHT);
            }
        });
    }

    /// Shows the class of each word of the dictionary that is this one with another of `endings`.
    pub fn forms(
        &self,
        dictionary: &TermDictionary,
        endings: &[String],
        found: &mut dyn FnMut(u32, f32),
    ) {
        self.stems(endings, &mut |stem, ending| {
            for other in
                endings.iter().map(String::as_str).chain([""]).filter(|other| *other != ending)
            {
                let mut letters = stem.to_vec();
                letters.extend(other.chars());
                if let Some(class) = dictionary.exact(&letters) {
                    found(class, ENDING_WEIGHT);
                }
            }
        });
    }

    /// Shows the word without each of `endings` that it has, and at last the whole word with the
    /// empty ending.
    fn stems(&self, endings: &[String], stem: &mut dyn FnMut(&[char], &str)) {
        for ending in endings.iter().map(String::as_str).chain([""]) {
            let length = self.letters.len().saturating_sub(ending.chars().count());
            let (left, last) = self.letters.split_at(length);
            if length >= STEM_CHARS - 1 && last.iter().copied().eq(ending.chars()) {
                stem(left, ending);
            }
        }
    }
}
