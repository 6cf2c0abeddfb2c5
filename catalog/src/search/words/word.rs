//! One typed word, and the words that it may stand for.

use crate::term_dictionary::{Lexicon, Nearness, near};
use crate::text::is_one_of_a_stretch;

/// What a word counts that only begins like the typed one: while it is typed, and when the typed
/// one is a word itself.
const BEGINNING_WEIGHT: f32 = 0.8;
const LONGER_WEIGHT: f32 = 0.3;

/// What a word counts that is written as two, and typed so.
const JOINED_WEIGHT: f32 = 0.8;

/// What a word counts that differs in its ending.
const ENDING_WEIGHT: f32 = 0.85;

/// What a word counts that is one or two slips away, and one that goes on after that.
const SLIP_WEIGHTS: [f32; 3] = [1.0, 0.6, 0.35];
const BEGUN_WEIGHT: f32 = 0.6;

/// Most words that one beginning stands for: more than any two letters begin in a directory of a
/// thousand services in ten languages, few enough for a slow phone.
const BEGINNINGS: usize = 1_000;

/// Shortest beginning that stands for longer words, in characters; and where the word is finished,
/// as in languages that add endings nobody listed.
const BEGINNING_CHARS: usize = 2;
const STEM_CHARS: usize = 4;

/// How a word must be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It is a word of the directory.
    Exact,
    /// Words of the directory begin so.
    Beginning,
    /// Neither: it is mistyped, or a form that the directory does not use.
    Near,
}

/// See the module.
pub(crate) struct Word {
    /// Its place in the question.
    pub place: usize,
    pub letters: Vec<char>,
    /// It may not be typed to its end.
    pub is_unfinished: bool,
    /// It says too little to be asked for.
    pub is_stop_word: bool,
    pub how: How,
    /// The word that it makes with a neighbour, if the directory has that; else empty.
    pub joined: Vec<char>,
}

impl Word {
    pub fn new(place: usize, token: &str, is_last: bool) -> Self {
        let letters: Vec<char> = token.chars().collect();
        let is_unfinished =
            is_one_of_a_stretch(&letters) || is_last && letters.len() >= BEGINNING_CHARS;
        Self {
            place,
            letters,
            is_unfinished,
            is_stop_word: false,
            how: How::Exact,
            joined: Vec::new(),
        }
    }

    /// A part of it, which is a known word.
    pub fn part(&self, letters: &[char], is_unfinished: bool) -> Self {
        let letters = letters.to_vec();
        Self { letters, is_unfinished, how: How::Exact, joined: Vec::new(), ..*self }
    }

    /// Whether words of the directory begin so.
    pub fn begins_one_of(&self, lexicon: &Lexicon) -> bool {
        let mut begins = false;
        lexicon.beginning_with(&self.letters, 1, &mut |_| begins = true);
        begins
    }

    /// Shows each class of words that it may stand for, with what that counts; of words that only
    /// begin so when `fewest` letters of them are typed.
    pub fn matches(
        &self,
        lexicon: &Lexicon,
        endings: &[String],
        fewest: usize,
        found: &mut dyn FnMut(u32, f32),
    ) {
        if let Some(class) = lexicon.exact(&self.joined) {
            found(class, JOINED_WEIGHT);
        }
        if self.how != How::Near {
            if let Some(class) = lexicon.exact(&self.letters) {
                found(class, 1.0);
            }
            if self.is_unfinished && self.letters.len() >= fewest {
                let weight = if self.how == How::Exact { LONGER_WEIGHT } else { BEGINNING_WEIGHT };
                lexicon
                    .beginning_with(&self.letters, BEGINNINGS, &mut |class| found(class, weight));
            }
            return;
        }
        self.forms(lexicon, endings, found);
        if self.letters.len() >= STEM_CHARS {
            lexicon
                .beginning_with(&self.letters, BEGINNINGS, &mut |class| found(class, BEGUN_WEIGHT));
        }
        let mut slipped = |letters: &[char], is_unfinished, counts: f32| {
            near(
                lexicon,
                letters,
                is_unfinished,
                &mut |class, Nearness { slips, is_beginning }| {
                    let weight =
                        SLIP_WEIGHTS.get(usize::from(slips)).map_or(0.0, |weight| weight * counts);
                    found(class, if is_beginning { weight * BEGUN_WEIGHT } else { weight });
                },
            );
        };
        slipped(&self.letters, self.is_unfinished, 1.0);
        // "Stamering" for "stammer": a slip, and a form that no text has.
        self.stems(endings, &mut |stem, ending| {
            if ending.len() > 1 {
                slipped(stem, false, ENDING_WEIGHT);
            }
        });
    }

    /// Shows the class of each word that is this one with another ending, of those that words of the
    /// directory change.
    pub fn forms(&self, lexicon: &Lexicon, endings: &[String], found: &mut dyn FnMut(u32, f32)) {
        self.stems(endings, &mut |stem, ending| {
            for other in
                endings.iter().map(String::as_str).chain([""]).filter(|other| *other != ending)
            {
                let mut letters = stem.to_vec();
                letters.extend(other.chars());
                if let Some(class) = lexicon.exact(&letters) {
                    found(class, ENDING_WEIGHT);
                }
            }
        });
    }

    /// Shows what is left of the word without each ending that it has, the whole of it last.
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
