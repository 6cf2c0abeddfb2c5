//! tantivy, at build time only: an analyzer per language, postings and statistics.
//!
//! The phone never sees tantivy. What it has worked out is taken out again term by term and
//! packed into the catalog's own format; tantivy's segment files carry random ids and would
//! differ from build to build. The same index is the oracle of the ranking tests: see [`Ranking::top`].

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::text::FIELDS;
use tantivy::collector::TopDocs;
use tantivy::index::SegmentReader;
use tantivy::indexer::IndexWriterOptions;
use tantivy::postings::Postings;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, Schema, TantivyDocument, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{DocSet, Index, TERMINATED, Term};

use crate::conflation::Conflation;

/// The field that holds a document's number.
const NUMBER: &str = "number";

/// Memory for one locale's index, in bytes: tantivy's smallest, enough for thousands of pages.
const WRITER_BYTES: usize = 15_000_000;

/// The texts of one service in one locale, one per field of `catalog::text::FIELDS`.
pub type Texts = Vec<String>;

/// An index of one locale.
pub struct Ranking {
    index: Index,
    fields: Vec<Field>,
    weights: Vec<f32>,
    conflation: Arc<Conflation>,
}

/// How often a term occurs in each field of a document: 20 bytes of a posting, of which a directory of
/// 10,000 services has more than a million; a list on the heap would be 56.
pub type Times = [u32; FIELDS.len()];

/// A term and the documents that have it.
pub struct TermPostings {
    /// The name of a class of words.
    pub term: String,
    /// Documents that have the term in some field, ascending.
    pub documents: Vec<(u32, Times)>,
}

impl Ranking {
    /// Indexes `documents`, in their order, the forms of a word taken together.
    ///
    /// # Errors
    /// When tantivy runs out of memory.
    pub fn build(conflation: &Arc<Conflation>, documents: &[Texts]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let weights = FIELDS.iter().map(|field| field.weight).collect();
        let mut fields: Vec<Field> = Vec::new();
        for field in FIELDS {
            // An analyzer for each field: stop words and initials are left out of some fields only.
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(field.name)
                .set_index_option(IndexRecordOption::WithFreqs);
            let options = TextOptions::default().set_indexing_options(indexing);
            fields.push(schema.add_text_field(field.name, options));
        }
        let number = schema.add_u64_field(NUMBER, FAST);
        let index = Index::create_in_ram(schema.build());
        for (place, field) in FIELDS.iter().enumerate() {
            let tokenizer = CatalogTokenizer { field: place, conflation: conflation.clone() };
            index.tokenizers().register(field.name, TextAnalyzer::builder(tokenizer).build());
        }
        // One thread and no merging: documents keep their order, and builds repeat exactly.
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(WRITER_BYTES)
            .build();
        let mut writer = index.writer_with_options::<TantivyDocument>(options)?;
        writer.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
        for (place, texts) in (0..).zip(documents) {
            let mut document = TantivyDocument::default();
            document.add_u64(number, place);
            for (field, text) in fields.iter().zip(texts) {
                document.add_text(*field, text);
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        Ok(Self { index, fields, weights, conflation: conflation.clone() })
    }

    /// Every term with its postings, in the order of their bytes.
    ///
    /// # Errors
    /// When tantivy cannot read what it wrote.
    pub fn postings(&self) -> tantivy::Result<Vec<TermPostings>> {
        let mut terms = BTreeMap::<String, Vec<(u32, Times)>>::new();
        self.each_segment(|first, segment| {
            for (place, field) in self.fields.iter().enumerate() {
                let inverted = segment.inverted_index(*field)?;
                let mut stream = inverted.terms().stream()?;
                while stream.advance() {
                    let term = String::from_utf8_lossy(stream.key()).into_owned();
                    let documents = terms.entry(term).or_default();
                    let mut postings = inverted.read_postings_from_terminfo(
                        stream.value(),
                        IndexRecordOption::WithFreqs,
                    )?;
                    while postings.doc() != TERMINATED {
                        let mut times = Times::default();
                        times[place] = postings.term_freq();
                        documents.push((first + postings.doc(), times));
                        postings.advance();
                    }
                }
            }
            Ok(())
        })?;
        let merged = terms.into_iter().map(|(term, documents)| {
            let documents = once_each(documents);
            TermPostings { term, documents }
        });
        Ok(merged.collect())
    }

    /// For each field, the number of tokens of each document as tantivy keeps it (one byte, see
    /// its `fieldnorm::code`).
    ///
    /// # Errors
    /// When tantivy cannot read what it wrote.
    pub fn field_lengths(&self) -> tantivy::Result<Vec<Vec<u8>>> {
        let mut lengths = vec![Vec::new(); self.fields.len()];
        self.each_segment(|_, segment| {
            for (place, field) in self.fields.iter().enumerate() {
                let norms = segment.get_fieldnorms_reader(*field)?;
                lengths[place].extend((0..segment.max_doc()).map(|doc| norms.fieldnorm_id(doc)));
            }
            Ok(())
        })?;
        Ok(lengths)
    }

    /// For each field, the number of tokens of all documents together.
    ///
    /// # Errors
    /// When tantivy cannot read what it wrote.
    pub fn total_tokens(&self) -> tantivy::Result<Vec<u64>> {
        let mut totals = vec![0; self.fields.len()];
        self.each_segment(|_, segment| {
            for (place, field) in self.fields.iter().enumerate() {
                totals[place] += segment.inverted_index(*field)?.total_num_tokens();
            }
            Ok(())
        })?;
        Ok(totals)
    }

    /// The oracle: the best `limit` documents that have every one of `words`, or another form of
    /// it, in some field, with tantivy's own scores. A form that no text has is not understood.
    ///
    /// # Errors
    /// When tantivy cannot read what it wrote.
    pub fn top(&self, words: &[String], limit: usize) -> tantivy::Result<Vec<(u32, f32)>> {
        let everywhere = |term: &String| -> Box<dyn Query> {
            let places = self.fields.iter().zip(&self.weights).map(|(field, weight)| {
                let term = Term::from_field_text(*field, term);
                let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
                (
                    Occur::Should,
                    Box::new(BoostQuery::new(Box::new(query), *weight)) as Box<dyn Query>,
                )
            });
            Box::new(BooleanQuery::new(places.collect()))
        };
        let terms = words.iter().map(|word| self.conflation.known_key(word).map(str::to_owned));
        let Some(terms) = terms.collect::<Option<Vec<String>>>() else { return Ok(Vec::new()) };
        let query =
            BooleanQuery::new(terms.iter().map(|term| (Occur::Must, everywhere(term))).collect());
        let searcher = self.index.reader()?.searcher();
        let top = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        let firsts = first_documents(searcher.segment_readers())?;
        Ok(top
            .into_iter()
            .map(|(score, at)| (firsts[at.segment_ord as usize] + at.doc_id, score))
            .collect())
    }

    /// Visits the segments in the order of their documents, each with the number of its first.
    fn each_segment(
        &self,
        mut visit: impl FnMut(u32, &SegmentReader) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let searcher = self.index.reader()?.searcher();
        let segments = searcher.segment_readers();
        let mut in_order: Vec<_> = first_documents(segments)?.into_iter().zip(segments).collect();
        in_order.sort_by_key(|(first, _)| *first);
        for (first, segment) in in_order {
            visit(first, segment)?;
        }
        Ok(())
    }
}

/// Every document once, ascending, with its times in all fields; before, it stands once for each
/// field that has the term.
fn once_each(mut documents: Vec<(u32, Times)>) -> Vec<(u32, Times)> {
    documents.sort_by_key(|(document, _)| *document);
    documents.dedup_by(|(document, times), (before, all)| {
        let is_same = document == before;
        if is_same {
            all.iter_mut().zip(times).for_each(|(all, times)| *all += *times);
        }
        is_same
    });
    documents.shrink_to_fit();
    documents
}

/// The number of each segment's first document. In a segment they follow each other, but segments
/// stand in any order: a larger directory has several.
fn first_documents(segments: &[SegmentReader]) -> tantivy::Result<Vec<u32>> {
    let first = |segment: &SegmentReader| {
        let numbers = segment.fast_fields().u64(NUMBER)?;
        Ok(numbers.first(0).and_then(|number| u32::try_from(number).ok()).unwrap_or(0))
    };
    segments.iter().map(first).collect()
}

/// The analyzer: the catalog's own words, so that build and phone split text alike, each by the
/// name of its class.
#[derive(Clone)]
struct CatalogTokenizer {
    field: usize,
    conflation: Arc<Conflation>,
}

struct CatalogTokens {
    tokens: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for CatalogTokenizer {
    type TokenStream<'a> = CatalogTokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CatalogTokens {
        let classes = self.conflation.classes(self.field, text);
        CatalogTokens { tokens: classes.into_iter(), token: Token::default() }
    }
}

impl TokenStream for CatalogTokens {
    fn advance(&mut self) -> bool {
        let Some(text) = self.tokens.next() else { return false };
        self.token.text = text;
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
