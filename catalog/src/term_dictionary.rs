//! Words in the order of their letters, each of a class: forms of a word that are searched as one.
//!
//! They stay as they are shipped, each as what it shares with the one before and the rest, in
//! blocks that begin with a whole word. So a word is found by halving the blocks, and all words
//! near a mistyped one in a single walk that leaves aside whatever shares a hopeless beginning.

use crate::format::FormatError;

mod near;

pub(crate) use near::{Nearness, near};

/// Words of a block. Each costs a whole word instead of a rest; a word is found by reading half of
/// one.
const BLOCK: usize = 32;

/// Longest word that is kept, in characters; longer ones are cut. tantivy and Lucene leave out
/// what is longer than 40; names in long compounds are typed only to their middle.
pub const WORD_CHARS: usize = 40;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lexicon {
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

impl Lexicon {
    /// From words in order, with their classes.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>, classes: Vec<u32>) -> Self {
        let mut lexicon = Self { classes, ..Self::default() };
        let mut previous = "";
        for word in words {
            let is_first = lexicon.shared.len().is_multiple_of(BLOCK);
            if is_first {
                lexicon.blocks.push(lexicon.rests.len() as u32);
            }
            let pairs = previous.chars().zip(word.chars());
            let shared = if is_first { 0 } else { pairs.take_while(|(a, b)| a == b).count() };
            let rest = word.char_indices().nth(shared).map_or("", |(at, _)| &word[at..]);
            lexicon.shared.push(shared as u8);
            lexicon.lengths.push(rest.len() as u8);
            lexicon.rests.push_str(rest);
            previous = word;
        }
        lexicon
    }

    /// From what was shipped.
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
        let mut lexicon =
            Self { shared: shared.to_vec(), lengths: lengths.to_vec(), rests, classes, blocks };
        let mut at = 0_usize;
        let mut word: Vec<char> = Vec::with_capacity(WORD_CHARS);
        for place in 0..lexicon.len() {
            if place.is_multiple_of(BLOCK) {
                lexicon.blocks.push(at as u32);
            }
            let shared = usize::from(lexicon.shared[place]);
            let end = at + usize::from(lexicon.lengths[place]);
            let rest = lexicon.rests.get(at..end).ok_or(FormatError::Impossible)?;
            let is_next = place == 0 || rest.chars().next() > word.get(shared).copied();
            if place.is_multiple_of(BLOCK) && (shared > 0 || rest.chars().lt(word.iter().copied()))
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
        if at == lexicon.rests.len() { Ok(lexicon) } else { Err(FormatError::Impossible) }
    }

    /// How many words.
    pub fn len(&self) -> usize {
        self.shared.len()
    }

    fn rest(&self, place: usize, at: usize) -> &str {
        self.lengths
            .get(place)
            .and_then(|length| self.rests.get(at..at + usize::from(*length)))
            .unwrap_or("")
    }

    /// Shows each word from the one on that begins the block where `from` stands or would stand,
    /// until `visit` says no.
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
        for place in block * BLOCK..self.len() {
            let rest = self.rest(place, at);
            word.truncate(usize::from(self.shared[place]));
            word.extend(rest.chars());
            if !visit(place, &word) {
                return;
            }
            at += rest.len();
        }
    }

    /// The class of exactly this word.
    pub fn exact(&self, word: &[char]) -> Option<u32> {
        let mut found = None;
        self.walk(word, &mut |place, known| {
            if known == word {
                found = self.classes.get(place).copied();
            }
            known < word
        });
        found
    }

    /// The classes of the words that begin so and are longer, at most `most`.
    pub fn beginning_with(&self, beginning: &[char], most: usize, found: &mut dyn FnMut(u32)) {
        let mut left = most;
        self.walk(beginning, &mut |place, known| {
            let begins = known.starts_with(beginning);
            if begins && known.len() > beginning.len() {
                if let Some(class) = self.classes.get(place) {
                    found(*class);
                }
                left = left.saturating_sub(1);
            }
            left > 0 && (begins || known < beginning)
        });
    }
}
