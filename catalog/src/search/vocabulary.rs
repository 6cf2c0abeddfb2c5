//! The phrases that have come, ready to be looked up.

use crate::format::{FormatError, SayingsRef, read_sayings};
use crate::sayings::{FurtherLine, Meaning, Topic};
use crate::term_dictionary::{TermDictionary, WORD_CHARS, near};
use crate::text::Atom;

/// The sayings of the page's locale, and those common to all, as far as they have come.
#[derive(Default)]
pub(super) struct Vocabulary {
    own: Phrases,
    common: Phrases,
    /// Every topic of the directory.
    pub topics: Vec<Topic>,
    /// Who can ask further.
    pub further: Vec<FurtherLine>,
    /// Traditional characters, each with its simplified one, in order.
    han: Vec<(char, char)>,
}

/// A phrase that is, or begins, or is nearly what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub meaning: Meaning,
    /// It is of the page's locale.
    pub is_own: bool,
}

/// Phrases by their keys.
#[derive(Default)]
struct Phrases {
    /// Every key; its class is its ordinal.
    keys: TermDictionary,
    /// For each key, where its meanings begin; and where the last one's end.
    starts: Vec<u32>,
    meanings: Vec<Meaning>,
}

impl Phrases {
    fn new(sayings: &SayingsRef<'_>) -> Self {
        let phrases = || sayings.phrases().filter(|(_, key)| key.chars().count() <= WORD_CHARS);
        // Every list is made as long as it will be: one that grows is there twice, see `format`.
        let count = phrases().count();
        let mut all: Vec<(&str, Meaning)> = Vec::with_capacity(count);
        all.extend(phrases().map(|(meaning, key)| (key, meaning)));
        let order = crate::sort::order(all.len() as u32, &|a, b| {
            let key = |number: u32| all.get(number as usize).map(|(key, _)| key);
            key(a) < key(b)
        });
        let mut phrases = Self {
            starts: Vec::with_capacity(count + 1),
            meanings: Vec::with_capacity(count),
            ..Self::default()
        };
        let mut keys: Vec<&str> = Vec::with_capacity(count);
        for (key, meaning) in order.into_iter().filter_map(|number| all.get(number as usize)) {
            if keys.last() != Some(key) {
                keys.push(key);
                phrases.starts.push(phrases.meanings.len() as u32);
            }
            phrases.meanings.push(*meaning);
        }
        phrases.starts.push(phrases.meanings.len() as u32);
        phrases.starts.shrink_to_fit();
        drop(all);
        phrases.keys = TermDictionary::new(keys.iter().copied(), (0..keys.len() as u32).collect());
        phrases
    }

    fn meanings(&self, class: u32) -> &[Meaning] {
        let at = |ordinal: usize| self.starts.get(ordinal).map(|start| *start as usize);
        let range = at(class as usize).zip(at(class as usize + 1));
        range.and_then(|(start, end)| self.meanings.get(start..end)).unwrap_or(&[])
    }
}

impl Vocabulary {
    /// Takes in a file of sayings: the one of the locale, which has the topics, or the common one.
    ///
    /// # Errors
    /// When the bytes are no sayings of this version.
    pub fn receive(&mut self, bytes: &[u8], is_common: bool) -> Result<(), FormatError> {
        let sayings = read_sayings(bytes)?;
        let phrases = Phrases::new(&sayings);
        if is_common {
            self.common = phrases;
        } else {
            self.own = phrases;
            (self.topics, self.further) = (sayings.topics, sayings.further);
            let mut characters = sayings.han.chars();
            self.han.clear();
            while let (Some(traditional), Some(simple)) = (characters.next(), characters.next()) {
                self.han.push((traditional, simple));
            }
        }
        Ok(())
    }

    /// An atom as phrases have it: in simplified characters.
    pub fn simplify(&self, atom: &mut Atom) {
        let simple = |c: char| {
            let known = self.han.binary_search_by(|(traditional, _)| traditional.cmp(&c));
            known.ok().and_then(|place| self.han.get(place)).map_or(c, |(_, simple)| *simple)
        };
        if atom.is_syllable && !self.han.is_empty() {
            atom.letters = atom.letters.chars().map(simple).collect();
        }
    }

    /// Whether no file has come yet.
    pub fn is_empty(&self) -> bool {
        self.own.starts.is_empty() && self.common.starts.is_empty()
    }

    fn files(&self) -> [(&Phrases, bool); 2] {
        [(&self.own, true), (&self.common, false)]
    }

    /// What a key means.
    pub fn exact(&self, key: &[char], known: &mut dyn FnMut(Known)) {
        for (phrases, is_own) in self.files() {
            if let Some(class) = phrases.keys.exact(key) {
                let meanings = phrases.meanings(class).iter();
                meanings.for_each(|meaning| known(Known { meaning: *meaning, is_own }));
            }
        }
    }

    /// What the phrases mean that begin with a key, at most `most` of each file.
    pub fn beginning_with(&self, key: &[char], most: usize, known: &mut dyn FnMut(Known)) {
        for (phrases, is_own) in self.files() {
            phrases.keys.beginning_with(key, most, &mut |class| {
                let meanings = phrases.meanings(class).iter();
                meanings.for_each(|meaning| known(Known { meaning: *meaning, is_own }));
            });
        }
    }

    /// What the phrases mean that a key is a slip of, of at most `most` edits; those with the fewest only.
    pub fn near(&self, key: &[char], most: u8, known: &mut dyn FnMut(Known)) {
        let mut best = most;
        let mut found = Vec::new();
        for (phrases, is_own) in self.files() {
            near(&phrases.keys, key, false, &mut |class, nearness| {
                if nearness.edits < best {
                    best = nearness.edits;
                    found.clear();
                }
                if nearness.edits == best {
                    let meanings = phrases.meanings(class).iter();
                    found.extend(meanings.map(|meaning| Known { meaning: *meaning, is_own }));
                }
            });
        }
        found.into_iter().for_each(known);
    }
}
