//! Kinds `H` and `B`: the words of a tile in a locale.
//!
//! The words of names, organizations and summaries are on the cards, and a phone indexes them
//! itself. The head (`H`) is what cards cannot tell: which of their words are forms of one, and
//! how common each is in the whole directory. The body (`B`) is the index of all other text.
//! The body also says what each service is about. Each comes as columns, one kind of number after the other, because a compressor finds more to
//! save so: of a body's words (those that no card has), what each shares with the one before, the
//! length and the letters of its rest, and its class; of its classes, how many documents have it;
//! of its postings, the gap to the one before, and the times in each field. Classes are numbered
//! through both: those of the head, then new ones. A class is told as 0: a new one; 1: one of the
//! head, whose number stands in a column of its own; n + 2: that of the word n + 1 places before.

use super::sayings::{TileTopics, read_topics, write_topics};
use super::wire::{Read, Reader, Writer};
use super::{Cards, FormatError, fnv};
use crate::card::Card;
use crate::index_builder::IndexBuilder;
use crate::postings::{Postings, length_code, norms, times};
use crate::sayings::ServiceTopics;
use crate::term_dictionary::TermDictionary;
use crate::text::{BODY, Decompose, FIELDS, HEAD, field_tokens};

const KIND_HEAD: u8 = b'H';
const KIND_BODY: u8 = b'B';

/// Numbers of the whole directory that scores need, so that they mean the same in every tile.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    /// Documents.
    pub documents: u32,
    /// For each field of the part, tokens.
    pub tokens: Vec<u32>,
    /// For each class and each field of the part, documents that have it; `None` where the tile is
    /// the whole directory.
    pub having: Option<Vec<Vec<u32>>>,
}

/// What is written as a head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadIndex {
    /// See [`Totals`].
    pub totals: Totals,
    /// Documents in this tile.
    pub documents: u32,
    /// Words, in order, that say too little to be asked for.
    pub stop_words: Vec<String>,
    /// Endings, in order, that the forms of one word differ by.
    pub endings: Vec<String>,
    /// For each word of the cards, in order, its class; classes are numbered as they come.
    pub classes: Vec<u32>,
    /// What [`card_words`] says of the cards.
    pub words_hash: u32,
}

/// What is written as a body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BodyIndex {
    /// See [`Totals`].
    pub totals: Totals,
    /// Classes of the head, which have the first numbers.
    pub head_classes: u32,
    /// Words that no card has, in order, each once, with its class; new classes are numbered as
    /// they come, after those of the head.
    pub words: Vec<(String, u32)>,
    /// For each class, those of the head first, the documents that have it, ascending.
    pub postings: Vec<Vec<Posting>>,
    /// For each field, the length of each document as tantivy's one-byte code.
    pub lengths: Vec<Vec<u8>>,
    /// For each document, what it is about.
    pub topics: Vec<ServiceTopics>,
}

/// One document that has a class of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The document: the service's number in the tile.
    pub document: u16,
    /// How often it is in each field of the part; above zero somewhere, and at most
    /// `Field::most`.
    pub times: Vec<u8>,
}

/// The head as a file.
pub fn write_head(index: &HeadIndex) -> Vec<u8> {
    let HeadIndex { totals, documents, stop_words, endings, classes, words_hash } = index;
    let mut out = Writer::begin(KIND_HEAD);
    write_totals(&mut out, totals);
    out.number(*documents);
    out.text(&stop_words.join(" "));
    out.text(&endings.join(" "));
    out.number(*words_hash);
    out.bytes(&back_references(0, classes.iter()).0);
    write_having(&mut out, totals.having.as_ref());
    out.finish()
}

/// The body as a file.
pub fn write_body(index: &BodyIndex) -> Vec<u8> {
    let BodyIndex { totals, head_classes, words, postings, lengths, topics } = index;
    let mut out = Writer::begin(KIND_BODY);
    write_totals(&mut out, totals);
    out.number(lengths.first().map_or(0, Vec::len) as u32);
    lengths.iter().for_each(|of_field| out.raw(of_field));
    write_topics(&mut out, topics, lengths.first().map_or(0, Vec::len));
    let classes = words.iter().map(|(_, class)| *class).collect();
    let dictionary = TermDictionary::new(words.iter().map(|(word, _)| word.as_str()), classes);
    out.bytes(&dictionary.shared);
    out.raw(&dictionary.lengths);
    let (references, of_head) =
        back_references(*head_classes, words.iter().map(|(_, class)| class));
    out.bytes(&references);
    out.bytes(&of_head);
    out.text(&dictionary.rests);
    let (mut counts, mut gaps, mut packed) = (Writer::default(), Writer::default(), Vec::new());
    for of_class in postings {
        counts.number(of_class.len() as u32);
        let mut next = 0;
        for Posting { document, times } in of_class {
            gaps.number(u32::from(*document) - next);
            next = u32::from(*document) + 1;
            let fields = FIELDS[BODY].iter().zip(times).rev();
            packed.push(fields.fold(0, |packed, (field, times)| packed << field.bits | times));
        }
    }
    out.bytes(&counts.into_bytes());
    out.bytes(&gaps.into_bytes());
    out.bytes(&packed);
    write_having(&mut out, totals.having.as_ref());
    out.finish()
}

fn write_totals(out: &mut Writer, totals: &Totals) {
    out.number(totals.documents);
    totals.tokens.iter().for_each(|tokens| out.number(*tokens));
}

/// Counts of the whole directory, where a class is in a field at all: each as the code of a
/// length, which is right to four bits.
fn write_having(out: &mut Writer, having: Option<&Vec<Vec<u32>>>) {
    out.option(having, |out, having| {
        let above_zero = having.iter().flatten().filter(|count| **count > 0);
        out.bytes(&above_zero.map(|count| length_code(*count)).collect::<Vec<u8>>());
    });
}

/// The class of each word as told in the file, and the numbers of those of the head.
fn back_references<'a>(of_head: u32, classes: impl Iterator<Item = &'a u32>) -> (Vec<u8>, Vec<u8>) {
    let (mut references, mut head) = (Writer::default(), Writer::default());
    let mut last: Vec<usize> = Vec::new();
    for (word, class) in classes.enumerate() {
        let Some(new) = class.checked_sub(of_head) else {
            references.number(1);
            head.number(*class);
            continue;
        };
        match last.get_mut(new as usize) {
            Some(last) => {
                references.number((word - *last + 1) as u32);
                *last = word;
            }
            None => {
                references.number(0);
                last.push(word);
            }
        }
    }
    (references.into_bytes(), head.into_bytes())
}

/// The class of each word, and how many classes there are with those of the head.
fn read_classes(of_head: u32, references: &[u8], head: &[u8]) -> Read<(Vec<u32>, u32)> {
    let (mut from, mut head) = (Reader::plain(references), Reader::plain(head));
    let mut classes: Vec<u32> = Vec::with_capacity(references.len());
    let mut next = of_head;
    while from.left() > 0 {
        let class = match from.number()? as usize {
            0 => {
                next += 1;
                next - 1
            }
            1 => head
                .number()
                .ok()
                .filter(|class| *class < of_head)
                .ok_or(FormatError::Impossible)?,
            back => {
                let word = classes.len().checked_sub(back - 1).ok_or(FormatError::Impossible)?;
                *classes.get(word).ok_or(FormatError::Impossible)?
            }
        };
        classes.push(class);
    }
    head.finish()?;
    Ok((classes, next))
}

/// The words of some cards in order, and a number by which a reader knows that its cards are the
/// same.
pub fn card_words<'a>(
    cards: impl Iterator<Item = &'a Card>,
    decompose: Decompose,
    is_stop_word: &dyn Fn(&str) -> bool,
) -> (Vec<String>, u32) {
    let mut builder = IndexBuilder::new();
    cards.zip(0..).for_each(|(card, document)| {
        let texts = [card.name.text.as_str(), &card.organization, &card.summary.text];
        add_texts(&mut builder, document, texts, decompose, is_stop_word);
    });
    let words = builder.words().into_iter().map(str::to_owned).collect();
    (words, builder.hash())
}

/// Indexes the texts of one card, those of the fields [`HEAD`].
fn add_texts(
    builder: &mut IndexBuilder,
    document: u16,
    texts: [&str; HEAD.end],
    decompose: Decompose,
    is_stop_word: &dyn Fn(&str) -> bool,
) {
    for (field, text) in (0..).zip(texts) {
        field_tokens(field, text, decompose, is_stop_word, &mut |word| {
            builder.add(document, field as u8, word);
        });
    }
}

/// A head as a phone has it.
pub(crate) struct Head {
    pub dictionary: TermDictionary,
    pub postings: Postings,
    /// See [`HeadIndex::stop_words`].
    pub stop_words: Vec<String>,
    /// See [`HeadIndex::endings`].
    pub endings: Vec<String>,
}

/// Reads a head, and indexes the cards that it belongs to.
///
/// # Errors
/// When the bytes are no head of this version, whole and possible, or belong to other cards.
pub(crate) fn read_head(
    bytes: &[u8],
    cards: &Cards,
    decompose: Decompose,
) -> Result<Head, FormatError> {
    let mut from = Reader::begin(KIND_HEAD, bytes)?;
    let total_documents = from.number()?;
    let norms = read_norms(&mut from, HEAD.len(), total_documents)?;
    let documents = u16::try_from(from.number()?).map_err(|_| FormatError::Impossible)?;
    let stop_words = read_words(&mut from)?;
    let endings = read_words(&mut from)?;
    let words_hash = from.number()?;
    let (classes, _) = read_classes(0, from.bytes()?, &[])?;
    let having = read_having(&mut from)?;
    from.finish()?;
    let is_stop_word =
        |word: &str| stop_words.binary_search_by(|known| known.as_str().cmp(word)).is_ok();
    let mut builder = IndexBuilder::new();
    if usize::from(documents) != cards.len() {
        return Err(FormatError::Impossible);
    }
    for (document, texts) in (0..).zip(cards.head_texts()) {
        add_texts(&mut builder, document, texts, decompose, &is_stop_word);
    }
    if builder.len() != classes.len() || builder.hash() != words_hash {
        return Err(FormatError::Impossible);
    }
    let (dictionary, mut postings) = builder.finish(documents.into(), HEAD, classes);
    (postings.total_documents, postings.norms) = (total_documents, norms);
    spread_having(&mut postings, having)?;
    Ok(Head { dictionary, postings, stop_words, endings })
}

/// A body as a phone has it.
pub(crate) struct Body {
    pub dictionary: TermDictionary,
    pub postings: Postings,
    /// See [`BodyIndex::topics`].
    pub topics: TileTopics,
}

/// Reads a body, the words that no card has and where all are; its head has `head_classes`.
///
/// # Errors
/// When the bytes are no body of this version, whole and possible.
pub(crate) fn read_body(bytes: &[u8], head_classes: u32) -> Result<Body, FormatError> {
    let mut from = Reader::begin(KIND_BODY, bytes)?;
    let total_documents = from.number()?;
    let norms = read_norms(&mut from, BODY.len(), total_documents)?;
    let documents = u16::try_from(from.number()?).map_err(|_| FormatError::Impossible)?;
    let mut lengths = Vec::with_capacity(BODY.len());
    for _ in BODY {
        lengths.push(from.take(documents.into())?.to_vec());
    }
    let topics = read_topics(&mut from, documents)?;
    let shared = from.bytes()?;
    let rest_lengths = from.take(shared.len())?;
    let (classes, all_classes) = read_classes(head_classes, from.bytes()?, from.bytes()?)?;
    let dictionary = TermDictionary::read(shared, rest_lengths, from.bytes()?, classes)?;
    let (counts, gaps, packed) = (from.bytes()?, from.bytes()?, from.bytes()?);
    let having = read_having(&mut from)?;
    from.finish()?;
    let (starts, documents) = read_postings(all_classes, counts, gaps, packed.len(), documents)?;
    let times = packed.to_vec();
    let fields = BODY;
    let document_counts = Vec::new();
    let mut postings = Postings {
        starts,
        documents,
        times,
        fields,
        lengths,
        norms,
        total_documents,
        document_counts,
    };
    spread_having(&mut postings, having)?;
    Ok(Body { dictionary, postings, topics })
}

fn read_norms(from: &mut Reader<'_>, fields: usize, total_documents: u32) -> Read<Vec<f32>> {
    let mut all = Vec::with_capacity(fields << 8);
    for _ in 0..fields {
        all.extend(norms(from.number()?, total_documents));
    }
    Ok(all)
}

fn read_words(from: &mut Reader<'_>) -> Read<Vec<String>> {
    let words = std::str::from_utf8(from.bytes()?).map_err(|_| FormatError::Impossible)?;
    Ok(words.split_whitespace().map(str::to_owned).collect())
}

/// Where each class's postings begin, and the document of each posting.
fn read_postings(
    classes: u32,
    counts: &[u8],
    gaps: &[u8],
    postings: usize,
    documents: u16,
) -> Read<(Vec<u32>, Vec<u16>)> {
    let (mut counts, mut gaps) = (Reader::plain(counts), Reader::plain(gaps));
    let classes = classes as usize;
    if postings > gaps.left() || classes > counts.left() {
        return Err(FormatError::Impossible);
    }
    let mut starts = Vec::with_capacity(classes + 1);
    let mut all: Vec<u16> = Vec::with_capacity(postings);
    for _ in 0..classes {
        starts.push(all.len() as u32);
        let mut next = 0_u32;
        for _ in 0..counts.number()? {
            let document = next.saturating_add(gaps.number()?);
            if document >= documents.into() {
                return Err(FormatError::Impossible);
            }
            all.push(document as u16);
            next = document + 1;
        }
    }
    starts.push(all.len() as u32);
    counts.finish()?;
    gaps.finish()?;
    if all.len() == postings { Ok((starts, all)) } else { Err(FormatError::Impossible) }
}

fn read_having<'a>(from: &mut Reader<'a>) -> Read<Option<&'a [u8]>> {
    from.option(Reader::bytes)
}

/// Gives each class and field its count, for only those above zero were written.
fn spread_having(postings: &mut Postings, having: Option<&[u8]>) -> Read<()> {
    let Some(having) = having else { return Ok(()) };
    let fields = &FIELDS[postings.fields.clone()];
    let mut from = Reader::plain(having);
    let mut counts = Vec::with_capacity((postings.starts.len() - 1) * fields.len());
    for class in postings.starts.windows(2) {
        let packed = postings.times.get(class[0] as usize..class[1] as usize).unwrap_or(&[]);
        let all = packed.iter().fold(0, |all, packed| all | packed);
        for times in times(fields, all).iter().take(fields.len()) {
            counts.push(if *times > 0 { from.byte()? } else { 0 });
        }
    }
    from.finish()?;
    postings.document_counts = counts;
    Ok(())
}

impl IndexBuilder {
    /// A number that is equal for two builders that have collected the same words.
    fn hash(&self) -> u32 {
        fnv(self.in_order_of_appearance().as_bytes()) as u32
    }
}
