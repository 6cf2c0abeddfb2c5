//! Kind `T`: terms, postings, lengths and statistics of a tile in a locale.
//!
//! The dictionary is an `fst` from term to where its postings begin. A postings list is the
//! directory-wide number of documents that have the term, field by field, then the documents as
//! gaps, each with a mask of fields and the times it is in each.

use fst::{IntoStreamer, Map, Streamer};

use super::FormatError;
use super::wire::{Read, Reader, Writer};

const KIND: u8 = b'T';

/// Most fields a text can have: one bit each in a posting's mask.
const FIELDS_MAX: usize = 8;

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
    let mut terms = fst::MapBuilder::memory();
    for (place, (term, documents)) in index.terms.iter().enumerate() {
        // Terms come sorted and once: anything else is left out rather than written wrongly.
        if terms.insert(term, postings.len() as u64).is_err() {
            continue;
        }
        for count in index.document_counts.get(place).into_iter().flatten() {
            postings.number(*count);
        }
        write_postings(&mut postings, documents);
    }
    let terms = terms.into_inner().unwrap_or_default();
    let mut out = Writer::begin(KIND);
    out.number(index.total_documents);
    out.list(&index.lengths, |out, lengths| out.bytes(lengths));
    for total in &index.total_tokens {
        out.number(u32::try_from(*total).unwrap_or(u32::MAX));
    }
    out.list(&index.stop_words, |out, word| out.text(word));
    out.bytes(&terms);
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
    terms: Map<Vec<u8>>,
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

/// The postings of a term.
pub(crate) struct TermPostings {
    /// For each field, documents of the whole directory that have it.
    pub document_counts: Vec<u32>,
    /// The documents of this tile.
    pub postings: Vec<Posting>,
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
    let terms = Map::new(from.bytes()?.to_vec()).map_err(|_| FormatError::Impossible)?;
    let postings = from.bytes()?.to_vec();
    from.finish()?;
    Ok(TextReader { terms, postings, lengths, mean_lengths, total_documents, stop_words })
}

impl TextReader {
    /// The postings of exactly this term.
    pub(crate) fn exact(&self, term: &str) -> Option<TermPostings> {
        self.at(self.terms.get(term)?)
    }

    /// Up to `most` terms that begin with `prefix` and are longer, in the order of their bytes.
    pub(crate) fn beginning_with(&self, prefix: &str, most: usize) -> Vec<TermPostings> {
        let mut found = Vec::new();
        let mut stream = self.terms.range().gt(prefix).into_stream();
        while let Some((term, at)) = stream.next() {
            if !term.starts_with(prefix.as_bytes()) || found.len() == most {
                break;
            }
            found.extend(self.at(at));
        }
        found
    }

    fn at(&self, at: u64) -> Option<TermPostings> {
        let bytes = self.postings.get(usize::try_from(at).ok()?..)?;
        self.read_postings(&mut Reader::plain(bytes)).ok()
    }

    fn read_postings(&self, from: &mut Reader<'_>) -> Read<TermPostings> {
        let fields = self.lengths.len();
        let documents = self.lengths.first().map_or(0, Vec::len);
        let mut document_counts = Vec::with_capacity(fields);
        for _ in 0..fields {
            document_counts.push(from.number()?.min(self.total_documents));
        }
        let mut document = 0_u32;
        let postings = from.list(|from| {
            document = document.checked_add(from.number()?).ok_or(FormatError::Impossible)?;
            if document as usize >= documents {
                return Err(FormatError::Impossible);
            }
            let mask = from.byte()?;
            let mut times = vec![0; fields];
            for (field, times) in times.iter_mut().enumerate() {
                if mask >> field & 1 == 1 {
                    *times = from.number()?;
                }
            }
            Ok(Posting { document, times })
        })?;
        Ok(TermPostings { document_counts, postings })
    }
}
