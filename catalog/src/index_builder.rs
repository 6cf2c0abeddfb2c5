//! An inverted index that the phone builds itself, from texts that it has anyway: the names,
//! organizations and summaries of cards.

use std::ops::Range;

use crate::format::fnv;
use crate::postings::{Postings, length_code, norms};
use crate::sort::order;
use crate::term_dictionary::TermDictionary;
use crate::text::{FIELDS, Field};

/// Collects words, document by document, and becomes a term dictionary with postings.
pub(crate) struct IndexBuilder {
    /// The words in the order of their first appearance, one after the other.
    words: String,
    /// Where each word begins, and where the last one ends.
    starts: Vec<u32>,
    /// A hash table of the words' numbers, each plus one; its length is a power of two, and at
    /// least a third of it is free.
    slots: Vec<u32>,
    /// The number of each word that came, once for each time.
    occurrences: Vec<u32>,
    /// Whose occurrences they are.
    runs: Vec<Run>,
}

/// The words of one field of a document.
#[derive(Clone, Copy)]
struct Run {
    document: u16,
    field: u8,
    /// How many occurrences there are up to here.
    end: u32,
}

impl IndexBuilder {
    /// A builder without words.
    pub fn new() -> Self {
        Self {
            words: String::new(),
            starts: vec![0],
            slots: vec![0; 1 << 10],
            occurrences: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Takes in a word of a document. Documents come in ascending order.
    pub fn add(&mut self, document: u16, field: u8, word: &str) {
        let word = self.number(word);
        self.occurrences.push(word);
        let end = self.occurrences.len() as u32;
        match self.runs.last_mut() {
            Some(run) if (run.document, run.field) == (document, field) => run.end = end,
            _ => self.runs.push(Run { document, field, end }),
        }
    }

    /// How many different words have come.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Every word once, in the order of first appearance, one after the other.
    pub fn in_order_of_appearance(&self) -> &str {
        &self.words
    }

    fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let ends = self.starts.get(number).zip(self.starts.get(number + 1));
        ends.and_then(|(start, end)| self.words.get(*start as usize..*end as usize)).unwrap_or("")
    }

    fn slot(&self, word: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = fnv(word.as_bytes()) as usize & mask;
        while self.slots[slot] > 0 && self.get(self.slots[slot] - 1) != word {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn number(&mut self, word: &str) -> u32 {
        let slot = self.slot(word);
        if self.slots[slot] > 0 {
            return self.slots[slot] - 1;
        }
        self.words.push_str(word);
        self.starts.push(self.words.len() as u32);
        let count = self.starts.len() as u32 - 1;
        self.slots[slot] = count;
        if count as usize * 3 > self.slots.len() * 2 {
            self.slots = vec![0; self.slots.len() * 2];
            for number in 0..count {
                let slot = self.slot(self.get(number));
                self.slots[slot] = number + 1;
            }
        }
        count - 1
    }

    /// Each run with the numbers of its words.
    fn runs(&self) -> impl Iterator<Item = (Run, &[u32])> {
        let mut begin = 0;
        self.runs.iter().map(move |run| {
            let words = self.occurrences.get(begin..run.end as usize).unwrap_or(&[]);
            begin = run.end as usize;
            (*run, words)
        })
    }

    /// The numbers of the words, in the order of the words' letters.
    fn order(&self) -> Vec<u32> {
        // Most words differ in their first eight bytes, which are compared as one number.
        let beginning = |number| {
            let mut bytes = [0; 8];
            bytes.iter_mut().zip(self.get(number).bytes()).for_each(|(to, byte)| *to = byte);
            u64::from_be_bytes(bytes)
        };
        let beginnings: Vec<u64> = (0..self.len() as u32).map(beginning).collect();
        order(self.len() as u32, &|a, b| match (
            beginnings.get(a as usize),
            beginnings.get(b as usize),
        ) {
            (Some(first), Some(second)) if first != second => first < second,
            _ => self.get(a) < self.get(b),
        })
    }

    /// The words in the order of their letters.
    pub fn words(&self) -> Vec<&str> {
        self.order().into_iter().map(|number| self.get(number)).collect()
    }

    /// The dictionary and the postings of `documents` documents; `classes` holds the class of each
    /// word, in the order of the words' letters. Statistics of the whole directory are set to those
    /// of these documents; a caller that knows the directory's overwrites them.
    pub fn finish(
        self,
        documents: u32,
        fields: Range<usize>,
        classes: Vec<u32>,
    ) -> (TermDictionary, Postings) {
        let order = self.order();
        let mut class_of = vec![0; order.len()];
        for (number, class) in order.iter().zip(&classes) {
            class_of[*number as usize] = *class;
        }
        let dictionary = TermDictionary::new(order.iter().map(|number| self.get(*number)), classes);
        let mut postings =
            Postings { fields: fields.clone(), total_documents: documents, ..Postings::default() };
        postings.starts = self.posting_starts(&class_of);
        let known = FIELDS.get(fields).unwrap_or(&[]);
        let all = postings.starts.last().map_or(0, |all| *all as usize);
        (postings.documents, postings.times) = (vec![0; all], vec![0; all]);
        let mut tokens = vec![vec![0_u32; documents as usize]; known.len()];
        // Where the next posting of each class goes.
        let mut next = postings.starts.clone();
        for (Run { document, field, .. }, words) in self.runs() {
            let field = usize::from(field);
            let (most, shift) = bits_of(known, field);
            let mut count = 0;
            for word in words {
                let class = class_of[*word as usize] as usize;
                let first = postings.starts[class] as usize;
                let here = next[class] as usize;
                let posting = if here > first && postings.documents[here - 1] == document {
                    here - 1
                } else {
                    postings.documents[here] = document;
                    next[class] += 1;
                    here
                };
                let times = &mut postings.times[posting];
                if *times >> shift & most < most {
                    *times += 1 << shift;
                    count += 1;
                }
            }
            let of_field = tokens.get_mut(field);
            if let Some(all) = of_field.and_then(|of_field| of_field.get_mut(usize::from(document)))
            {
                *all += count;
            }
        }
        for counts in &tokens {
            postings.norms.extend(norms(counts.iter().sum(), documents));
            postings.lengths.push(counts.iter().map(|count| length_code(*count)).collect());
        }
        (dictionary, postings)
    }

    /// Where the postings of each class begin: each document counts once.
    fn posting_starts(&self, class_of: &[u32]) -> Vec<u32> {
        let classes = class_of.iter().max().map_or(0, |last| *last as usize + 1);
        let mut starts = vec![0_u32; classes + 1];
        // The last document of each class, plus one.
        let mut last = vec![0_u32; classes];
        for (Run { document, .. }, words) in self.runs() {
            for word in words {
                let class = class_of[*word as usize] as usize;
                if last[class] != u32::from(document) + 1 {
                    last[class] = u32::from(document) + 1;
                    starts[class + 1] += 1;
                }
            }
        }
        for class in 0..classes {
            starts[class + 1] += starts[class];
        }
        starts
    }
}

/// How often a word of a field counts at most, and where in a posting's byte that is counted.
fn bits_of(fields: &[Field], field: usize) -> (u8, u32) {
    let shift = fields.iter().take(field).map(|before| before.bits).sum();
    (fields.get(field).map_or(0, Field::most), shift)
}
