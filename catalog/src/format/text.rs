//! Kind `T`: terms, postings, lengths and statistics of a tile in a locale.
//!
//! The dictionary is the sorted terms, each as what it shares with the one before and the rest,
//! with the length of its postings. It is decoded once, in a few milliseconds for ten thousand
//! terms; an `fst` would be searched in place, but panics on bytes that are not its own (fst
//! 0.4.7), and no bytes may do that here.
//!
//! A postings list is the directory-wide number of documents that have the term, field by field,
//! then the documents as gaps, each with a mask of fields and the times it is in each.

use std::ops::Range;

use super::FormatError;
use super::wire::{Read, Reader, Writer};

const KIND: u8 = b'T';

/// Most fields a text can have: one bit each in a posting's mask.
pub(crate) const FIELDS_MAX: usize = 8;

/// What is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextIndex {
    /// Terms in the order of their bytes, each once, each with its postings.
    pub terms: Vec<(String, Vec<Posting>)>,
    /// For each field, the length of each document as tantivy's one-byte code.
    pub lengths: Vec<Vec<u8>>,
    /// For each field, tokens in the whole directory.
    pub total_tokens: Vec<u64>,
    /// Documents in the whole directory.
    pub total_documents: u32,
    /// For each term, and each field, documents of the whole directory that have it.
    pub document_counts: Vec<Vec<u32>>,
    /// Words that are too common to be asked for: a question is not narrowed by them.
    pub stop_words: Vec<String>,
}

/// One document that has a term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The document, which is the service's number.
    pub document: u32,
    /// How often it is in each field.
    pub times: Vec<u32>,
}

/// The index as a file.
pub fn write(index: &TextIndex) -> Vec<u8> {
    let mut postings = Writer::default();
    let mut terms = Writer::default();
    let mut previous = "";
    for (place, (term, documents)) in index.terms.iter().enumerate() {
        let begin = postings.len();
        for count in index.document_counts.get(place).into_iter().flatten() {
            postings.number(*count);
        }
        write_postings(&mut postings, documents);
        let pairs = previous.bytes().zip(term.bytes());
        let shared = pairs.take_while(|(before, here)| before == here).count();
        terms.number(shared as u32);
        terms.bytes(&term.as_bytes()[shared..]);
        terms.number((postings.len() - begin) as u32);
        previous = term;
    }
    let mut out = Writer::begin(KIND);
    out.number(index.total_documents);
    out.list(&index.lengths, |out, lengths| out.bytes(lengths));
    for total in &index.total_tokens {
        out.number(u32::try_from(*total).unwrap_or(u32::MAX));
    }
    out.list(&index.stop_words, |out, word| out.text(word));
    out.number(index.terms.len() as u32);
    out.bytes(&terms.into_bytes());
    out.bytes(&postings.into_bytes());
    out.finish()
}

fn write_postings(out: &mut Writer, documents: &[Posting]) {
    let mut previous = 0;
    out.list(documents, |out, posting| {
        out.number(posting.document - previous);
        previous = posting.document;
        let mask = (0..posting.times.len()).filter(|field| posting.times[*field] > 0);
        out.byte(mask.fold(0, |mask, field| mask | 1 << field));
        for times in posting.times.iter().filter(|times| **times > 0) {
            out.number(*times);
        }
    });
}

/// An index as a phone has it: dictionary and postings stay as they came.
pub struct TextReader {
    terms: Terms,
    postings: Vec<u8>,
    /// For each field, the length of each document in tokens.
    pub(crate) lengths: Vec<Vec<u8>>,
    /// For each field, the mean length in tokens over the whole directory.
    pub(crate) mean_lengths: Vec<f32>,
    /// Documents in the whole directory.
    pub(crate) total_documents: u32,
    /// See [`TextIndex::stop_words`].
    pub(crate) stop_words: Vec<String>,
}

/// The sorted terms, one after the other.
struct Terms {
    text: String,
    /// Where each term begins in `text`, and where the last one ends.
    starts: Vec<u32>,
    /// Where each term's postings begin.
    postings: Vec<u32>,
}

impl Terms {
    /// Decodes the terms. Together they may not be longer than 16 times their bytes: real
    /// dictionaries share less, and a hostile one shall not fill a phone.
    fn read(count: usize, bytes: &[u8], postings_len: usize) -> Read<Self> {
        let mut from = Reader::plain(bytes);
        if count > bytes.len() {
            return Err(FormatError::Impossible);
        }
        let mut terms =
            Self { text: String::new(), starts: vec![0], postings: Vec::with_capacity(count) };
        let mut term: Vec<u8> = Vec::new();
        let mut at = 0_usize;
        for _ in 0..count {
            let shared = from.number()? as usize;
            let rest = from.bytes()?;
            if shared > term.len() || terms.text.len() > bytes.len().saturating_mul(16) {
                return Err(FormatError::Impossible);
            }
            let is_sorted = term.is_empty() || rest.first() > term.get(shared);
            term.truncate(shared);
            term.extend(rest);
            if !is_sorted {
                return Err(FormatError::Impossible);
            }
            terms.text.push_str(std::str::from_utf8(&term).map_err(|_| FormatError::Impossible)?);
            terms.starts.push(terms.text.len() as u32);
            terms.postings.push(at as u32);
            at = at.saturating_add(from.number()? as usize);
        }
        from.finish()?;
        if at == postings_len { Ok(terms) } else { Err(FormatError::Impossible) }
    }

    fn len(&self) -> usize {
        self.postings.len()
    }

    fn get(&self, place: usize) -> Option<&str> {
        let (start, end) = (*self.starts.get(place)?, *self.starts.get(place + 1)?);
        self.text.get(start as usize..end as usize)
    }

    /// The place of the first term that does not stand before `term`.
    fn first_not_before(&self, term: &str) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.get(middle).is_some_and(|known| known < term) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// The postings of a term, decoded one by one.
pub(crate) struct TermPostings<'a> {
    /// For each field, documents of the whole directory that have it.
    pub document_counts: [u32; FIELDS_MAX],
    from: Reader<'a>,
    left: u32,
    document: u32,
    documents: usize,
    fields: usize,
}

impl TermPostings<'_> {
    /// The next document of this tile, with how often the term is in each field. Postings that
    /// say something impossible end there.
    pub(crate) fn next(&mut self) -> Option<(usize, [u32; FIELDS_MAX])> {
        self.left = self.left.checked_sub(1)?;
        self.document = self.document.checked_add(self.from.number().ok()?)?;
        let mask = self.from.byte().ok()?;
        let mut times = [0; FIELDS_MAX];
        for (field, times) in times.iter_mut().enumerate().take(self.fields) {
            if mask >> field & 1 == 1 {
                *times = self.from.number().ok()?;
            }
        }
        let document = self.document as usize;
        (document < self.documents).then_some((document, times))
    }
}

/// Reads an index.
///
/// # Errors
/// When the bytes are no text of this version, whole and possible.
pub fn read(bytes: &[u8]) -> Result<TextReader, FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    let total_documents = from.number()?;
    let lengths = from.list(|from| Ok(from.bytes()?.to_vec()))?;
    if lengths.len() > FIELDS_MAX || lengths.iter().any(|field| field.len() != lengths[0].len()) {
        return Err(FormatError::Impossible);
    }
    let mut mean_lengths = Vec::with_capacity(lengths.len());
    for _ in 0..lengths.len() {
        mean_lengths.push(from.number()? as f32 / total_documents.max(1) as f32);
    }
    let stop_words = from.list(Reader::text)?;
    let count = from.number()? as usize;
    let terms = from.bytes()?;
    let postings = from.bytes()?.to_vec();
    from.finish()?;
    let terms = Terms::read(count, terms, postings.len())?;
    Ok(TextReader { terms, postings, lengths, mean_lengths, total_documents, stop_words })
}

impl TextReader {
    /// How many services it tells of.
    pub(crate) fn documents(&self) -> usize {
        self.lengths.first().map_or(0, Vec::len)
    }

    /// The number of exactly this term.
    pub(crate) fn exact(&self, term: &str) -> Option<usize> {
        let place = self.terms.first_not_before(term);
        (self.terms.get(place)? == term).then_some(place)
    }

    /// The numbers of the terms that begin with `prefix`, at most `most`; the prefix itself is
    /// among them when it is a term.
    pub(crate) fn beginning_with(&self, prefix: &str, most: usize) -> Range<usize> {
        let first = self.terms.first_not_before(prefix);
        let begins = |place: &usize| {
            self.terms.get(*place).is_some_and(|term| term.starts_with(prefix))
        };
        let last = first.saturating_add(most).min(self.terms.len());
        first..first + (first..last).take_while(begins).count()
    }

    /// The postings of a term.
    pub(crate) fn postings(&self, term: usize) -> Option<TermPostings<'_>> {
        let begin = *self.terms.postings.get(term)? as usize;
        let end = self.terms.postings.get(term + 1).map_or(self.postings.len(), |end| *end as usize);
        let mut from = Reader::plain(self.postings.get(begin..end)?);
        let fields = self.lengths.len();
        let mut document_counts = [0; FIELDS_MAX];
        for count in document_counts.iter_mut().take(fields) {
            *count = from.number().ok()?.min(self.total_documents);
        }
        let left = from.number().ok()?;
        let documents = self.documents();
        Some(TermPostings { document_counts, from, left, document: 0, documents, fields })
    }
}
