//! The term dictionary: words in the order of their letters, each with its class. A class is the
//! set of forms of one word, which are searched as one.
//!
//! The words stay front-coded as they are shipped: each as the number of letters that it shares
//! with the word before, and the rest, in blocks that begin with a whole word. So exact and prefix
//! search halve the blocks, and fuzzy search (edit distance, see `near`) is a single walk that
//! skips every word that shares a hopeless beginning.

use crate::format::FormatError;

mod near;

pub(crate) use near::{Nearness, near};

/// Words of a block. Every block costs one whole word instead of a rest; a search reads half a
/// block on average.
const BLOCK: usize = 32;

/// Longest word of the index, in characters; longer words are cut. tantivy and Lucene leave out
/// words longer than 40; here they are cut, for names in long compounds are typed only to their
/// middle.
pub const WORD_CHARS: usize = 40;

/// A front-coded term dictionary.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TermDictionary {
    /// For each word, how many characters it shares with the one before.
    pub shared: Vec<u8>,
    /// For each word, how many bytes its rest has.
    pub lengths: Vec<u8>,
    /// The rests, one after the other.
    pub rests: String,
    /// For each word, its class.
    pub classes: Vec<u32>,
    /// Where in `rests` each block begins.
    blocks: Vec<u32>,
}

impl TermDictionary {
    /// A dictionary of these words, which are in order, with their classes.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>, classes: Vec<u32>) -> Self {
        let mut dictionary = Self { classes, ..Self::default() };
        let mut previous = "";
        for word in words {
            let is_first = dictionary.shared.len().is_multiple_of(BLOCK);
            if is_first {
                dictionary.blocks.push(dictionary.rests.len() as u32);
            }
            let pairs = previous.chars().zip(word.chars());
            let shared = if is_first { 0 } else { pairs.take_while(|(a, b)| a == b).count() };
            let rest = word.char_indices().nth(shared).map_or("", |(at, _)| &word[at..]);
            dictionary.shared.push(shared as u8);
            dictionary.lengths.push(rest.len() as u8);
            dictionary.rests.push_str(rest);
            previous = word;
        }
        dictionary
    }

    /// Reads the columns of a shipped dictionary.
    ///
    /// # Errors
    /// When the columns don't belong together, or the words are too long or in another order.
    pub fn read(
        shared: &[u8],
        lengths: &[u8],
        rests: &[u8],
        classes: Vec<u32>,
    ) -> Result<Self, FormatError> {
        let rests = std::str::from_utf8(rests).map_err(|_| FormatError::Impossible)?.to_owned();
        if shared.len() != lengths.len() || shared.len() != classes.len() {
            return Err(FormatError::Impossible);
        }
        let blocks = Vec::with_capacity(shared.len().div_ceil(BLOCK));
        let mut dictionary =
            Self { shared: shared.to_vec(), lengths: lengths.to_vec(), rests, classes, blocks };
        let mut at = 0_usize;
        let mut word: Vec<char> = Vec::with_capacity(WORD_CHARS);
        for ordinal in 0..dictionary.len() {
            if ordinal.is_multiple_of(BLOCK) {
                dictionary.blocks.push(at as u32);
            }
            let shared = usize::from(dictionary.shared[ordinal]);
            let end = at + usize::from(dictionary.lengths[ordinal]);
            let rest = dictionary.rests.get(at..end).ok_or(FormatError::Impossible)?;
            let is_next = ordinal == 0 || rest.chars().next() > word.get(shared).copied();
            if ordinal.is_multiple_of(BLOCK)
                && (shared > 0 || rest.chars().lt(word.iter().copied()))
            {
                return Err(FormatError::Impossible);
            }
            if shared > word.len() || !(is_next || shared == 0) {
                return Err(FormatError::Impossible);
            }
            word.truncate(shared);
            word.extend(rest.chars());
            if word.len() > WORD_CHARS {
                return Err(FormatError::Impossible);
            }
            at = end;
        }
        if at == dictionary.rests.len() { Ok(dictionary) } else { Err(FormatError::Impossible) }
    }

    /// How many words the dictionary has.
    pub fn len(&self) -> usize {
        self.shared.len()
    }

    fn rest(&self, ordinal: usize, at: usize) -> &str {
        self.lengths
            .get(ordinal)
            .and_then(|length| self.rests.get(at..at + usize::from(*length)))
            .unwrap_or("")
    }

    /// Shows words to `visit` until it says no, beginning with the first word of the block where
    /// `from` stands or would stand.
    fn walk(&self, from: &[char], visit: &mut dyn FnMut(usize, &[char]) -> bool) {
        let (mut low, mut high) = (0, self.blocks.len());
        while low < high {
            let middle = low.midpoint(high);
            let head = self.rest(middle * BLOCK, self.blocks[middle] as usize);
            if head.chars().le(from.iter().copied()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let block = low.saturating_sub(1);
        let mut at = self.blocks.get(block).map_or(0, |at| *at as usize);
        let mut word = Vec::with_capacity(WORD_CHARS);
        for ordinal in block * BLOCK..self.len() {
            let rest = self.rest(ordinal, at);
            word.truncate(usize::from(self.shared[ordinal]));
            word.extend(rest.chars());
            if !visit(ordinal, &word) {
                return;
            }
            at += rest.len();
        }
    }

    /// Exact search: the class of this word.
    pub fn exact(&self, word: &[char]) -> Option<u32> {
        let mut found = None;
        self.walk(word, &mut |ordinal, known| {
            if known == word {
                found = self.classes.get(ordinal).copied();
            }
            known < word
        });
        found
    }

    /// Prefix search: the classes of at most `most` words that begin so and are longer.
    pub fn beginning_with(&self, beginning: &[char], most: usize, found: &mut dyn FnMut(u32)) {
        let mut left = most;
        self.walk(beginning, &mut |ordinal, known| {
            let begins = known.starts_with(beginning);
            if begins && known.len() > beginning.len() {
                if let Some(class) = self.classes.get(ordinal) {
                    found(*class);
                }
                left = left.saturating_sub(1);
            }
            left > 0 && (begins || known < beginning)
        });
    }
}
