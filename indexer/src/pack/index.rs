//! From what tantivy has worked out to the words that a tile ships: see `catalog::format`.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use catalog::card::Card;
use catalog::format::{BodyIndex, HeadIndex, Posting, Totals, card_words};
use catalog::text::{BODY, HEAD, decompose_natively};

use crate::conflation::Conflation;
use crate::ranking::{Ranking, TermPostings, Texts, Times};

/// Most services of a tile: documents are numbered with two bytes.
pub const SERVICES_MAX: usize = u16::MAX as usize;

/// A class of words.
struct Class {
    /// The documents that have one of its words.
    documents: Vec<(u32, Times)>,
    /// In each field, how many these are.
    having: Vec<u32>,
}

/// The words of a directory in one locale.
pub struct DirectoryWords<'a> {
    conflation: Arc<Conflation>,
    documents: &'a [Texts],
    classes: HashMap<String, Class>,
    lengths: Vec<Vec<u8>>,
    total_tokens: Vec<u64>,
}

impl<'a> DirectoryWords<'a> {
    /// Takes postings and statistics out of tantivy's index of `documents`.
    ///
    /// # Errors
    /// When tantivy cannot read what it wrote.
    pub fn new(
        conflation: Arc<Conflation>,
        documents: &'a [Texts],
        ranking: &Ranking,
    ) -> tantivy::Result<Self> {
        let postings = ranking.postings()?.into_iter();
        Ok(Self {
            conflation,
            documents,
            classes: postings
                .map(|TermPostings { term, documents }| {
                    let having = (0..BODY.end).map(|field| having(&documents, field)).collect();
                    (term, Class { documents, having })
                })
                .collect(),
            lengths: ranking.field_lengths()?,
            total_tokens: ranking.total_tokens()?,
        })
    }

    /// Head and body of the tile that holds the documents `tile`; `cards` are the cards of these documents.
    pub fn tile(&self, tile: Range<usize>, cards: &[Card]) -> (HeadIndex, BodyIndex) {
        let is_stop_word = |word: &str| self.conflation.is_stop_word(word);
        let (card_words, words_hash) = card_words(cards.iter(), decompose_natively, &is_stop_word);
        let mut numbers = Numbers::default();
        let classes = card_words.iter().map(|word| numbers.of(self.conflation.key(word))).collect();
        let head = HeadIndex {
            totals: self.totals(HEAD, &tile, &numbers.keys),
            documents: tile.len() as u32,
            stop_words: self.conflation.stop_words(),
            endings: self.conflation.shipped_endings().to_vec(),
            classes,
            words_hash,
        };
        let head_classes = numbers.keys.len() as u32;
        let texts = self.documents.get(tile.clone()).unwrap_or(&[]);
        let mut words: BTreeSet<String> = texts
            .iter()
            .flat_map(|texts| BODY.flat_map(|field| self.conflation.words(field, &texts[field])))
            .collect();
        for word in &card_words {
            words.remove(word);
        }
        let number = |word: String| {
            let class = numbers.of(self.conflation.key(&word));
            (word, class)
        };
        let words: Vec<(String, u32)> = words.into_iter().map(number).collect();
        let body = BodyIndex {
            totals: self.totals(BODY, &tile, &numbers.keys),
            head_classes,
            words,
            postings: numbers.keys.iter().map(|key| self.postings(key, &tile)).collect(),
            lengths: self.lengths[BODY].iter().map(|of| of[tile.clone()].to_vec()).collect(),
            // What services are about is no matter of words.
            topics: Vec::new(),
        };
        (head, body)
    }

    fn here(&self, key: &str, tile: &Range<usize>) -> &[(u32, Times)] {
        let documents = self.classes.get(key).map_or(&[][..], |class| &class.documents);
        let place =
            |of: usize| documents.partition_point(|(document, _)| (*document as usize) < of);
        &documents[place(tile.start)..place(tile.end)]
    }

    fn postings(&self, key: &str, tile: &Range<usize>) -> Vec<Posting> {
        let here =
            self.here(key, tile).iter().filter(|(_, times)| times[BODY].iter().any(|n| *n > 0));
        here.map(|(document, times)| Posting {
            document: (*document as usize - tile.start) as u16,
            times: times[BODY].iter().map(|times| *times as u8).collect(),
        })
        .collect()
    }

    /// Counts of the whole directory; those of the tile say the same when it is the whole.
    fn totals(&self, fields: Range<usize>, tile: &Range<usize>, keys: &[String]) -> Totals {
        let of_class = |key: &String| {
            let (here, all) = (self.here(key, tile), self.classes.get(key));
            let count = |field: usize| match having(here, field) {
                0 => 0,
                _ => all.map_or(0, |class| class.having[field]),
            };
            fields.clone().map(count).collect()
        };
        let is_whole = tile.len() == self.documents.len();
        let tokens = self.total_tokens[fields.clone()].iter();
        Totals {
            documents: self.documents.len() as u32,
            tokens: tokens.map(|total| u32::try_from(*total).unwrap_or(u32::MAX)).collect(),
            having: (!is_whole).then(|| keys.iter().map(of_class).collect()),
        }
    }
}

/// How many documents have a word in a field.
fn having(documents: &[(u32, Times)], field: usize) -> u32 {
    documents.iter().filter(|(_, times)| times[field] > 0).count() as u32
}

/// Classes, numbered as they come.
#[derive(Default)]
struct Numbers {
    of: HashMap<String, u32>,
    keys: Vec<String>,
}

impl Numbers {
    fn of(&mut self, key: &str) -> u32 {
        if let Some(number) = self.of.get(key) {
            return *number;
        }
        let number = self.keys.len() as u32;
        self.of.insert(key.to_owned(), number);
        self.keys.push(key.to_owned());
        number
    }
}
