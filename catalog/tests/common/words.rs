//! Catalogs with words, packed without tantivy: every word is a class of its own.

use std::collections::{BTreeMap, BTreeSet};

use catalog::card::{Card, CardPlace, CardText};
use catalog::columns::Row;
use catalog::facet::FACETS;
use catalog::format::{BodyIndex, HeadIndex, Posting, Totals, card_words, write};
use catalog::manifest::{Manifest, Tile};
use catalog::sayings::ServiceTopics;
use catalog::search::Catalog;
use catalog::service::{AssuranceHow, CapacityStatus, PageLocales, Status};
use catalog::text::{BODY, FIELDS, HEAD, decompose_natively, field_tokens};

use super::now;

/// The text of each field of one service.
pub type Texts = [String; FIELDS.len()];

/// A text in which only one field says something.
pub fn only(field: usize, text: &str) -> Texts {
    std::array::from_fn(|place| if place == field { text.to_owned() } else { String::new() })
}

/// The words of a field, nothing left out.
pub fn tokens(field: usize, text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    field_tokens(field, text, decompose_natively, &|_| false, &mut |token| {
        tokens.push(token.to_owned())
    });
    tokens
}

/// How often each word is in a field, as far as that counts.
pub fn times(field: usize, text: &str) -> BTreeMap<String, u8> {
    let mut times = BTreeMap::new();
    for token in tokens(field, text) {
        let times: &mut u8 = times.entry(token).or_default();
        *times = FIELDS[field].most().min(*times + 1);
    }
    times
}

fn length(field: usize, text: &str) -> u32 {
    times(field, text).values().map(|times| u32::from(*times)).sum()
}

pub fn totals(documents: &[Texts], fields: std::ops::Range<usize>) -> Totals {
    let of = |field: usize| documents.iter().map(|texts| length(field, &texts[field])).sum();
    Totals { documents: documents.len() as u32, tokens: fields.map(of).collect(), having: None }
}

/// For each word, and each field of a part, how many of all documents have it, where any of those
/// here has.
pub fn having(
    words: &[String],
    here: &[Texts],
    all: &[Texts],
    fields: std::ops::Range<usize>,
) -> Vec<Vec<u32>> {
    let count = |documents: &[Texts], field: usize, word: &String| {
        documents.iter().filter(|texts| times(field, &texts[field]).contains_key(word)).count()
            as u32
    };
    let of_word = |word: &String| {
        let of_field =
            |field| if count(here, field, word) > 0 { count(all, field, word) } else { 0 };
        fields.clone().map(of_field).collect()
    };
    words.iter().map(of_word).collect()
}

/// The words of the cards of these texts, in order.
pub fn words_of_cards(documents: &[Texts]) -> Vec<String> {
    let cards: Vec<Card> = documents.iter().map(card).collect();
    card_words(cards.iter(), decompose_natively, &|_| false).0
}

pub fn card(texts: &Texts) -> Card {
    let text = |text: &str| CardText { text: text.to_owned(), translated: true };
    Card {
        id: "abcde".to_owned(),
        name: text(&texts[0]),
        organization: texts[1].clone(),
        summary: text(&texts[2]),
        places: vec![CardPlace::default()],
        phone: None,
        cost: CardText::default(),
        alert: None,
        capacity: CapacityStatus::Unknown,
        status: Status::Active,
        languages: Vec::new(),
        access: Vec::new(),
        has_door: true,
        assured: None,
        assured_how: AssuranceHow::NotSaid,
        sensitive: false,
        pages: PageLocales::Every,
    }
}

pub fn head(documents: &[Texts]) -> HeadIndex {
    let cards: Vec<Card> = documents.iter().map(card).collect();
    let (words, words_hash) = card_words(cards.iter(), decompose_natively, &|_| false);
    HeadIndex {
        totals: totals(documents, HEAD),
        documents: documents.len() as u32,
        classes: (0..words.len() as u32).collect(),
        words_hash,
        ..HeadIndex::default()
    }
}

pub fn body(documents: &[Texts]) -> BodyIndex {
    let cards: Vec<Card> = documents.iter().map(card).collect();
    let (card_words, _) = card_words(cards.iter(), decompose_natively, &|_| false);
    let mut postings: BTreeMap<String, Vec<Posting>> =
        card_words.iter().map(|word| (word.clone(), Vec::new())).collect();
    for (document, texts) in documents.iter().enumerate() {
        let fields: Vec<BTreeMap<String, u8>> =
            BODY.map(|field| times(field, &texts[field])).collect();
        let words: BTreeSet<&String> = fields.iter().flat_map(BTreeMap::keys).collect();
        for word in words {
            let times = fields.iter().map(|times| times.get(word).copied().unwrap_or(0)).collect();
            postings
                .entry(word.clone())
                .or_default()
                .push(Posting { document: document as u16, times });
        }
    }
    let lengths = BODY.map(|field| {
        // The one-byte code of a short length is the length.
        documents.iter().map(|texts| u8::try_from(length(field, &texts[field])).unwrap()).collect()
    });
    let of_head: Vec<Vec<Posting>> =
        card_words.iter().map(|word| postings.remove(word).unwrap_or_default()).collect();
    let head_classes = of_head.len() as u32;
    BodyIndex {
        totals: totals(documents, BODY),
        head_classes,
        words: postings.keys().cloned().zip(head_classes..).collect(),
        postings: of_head.into_iter().chain(postings.into_values()).collect(),
        lengths: lengths.collect(),
        topics: vec![ServiceTopics::default(); documents.len()],
    }
}

/// Somebody checked it today; nothing else is known of it.
pub fn row() -> Row {
    Row {
        terms: vec![Vec::new(); FACETS.len()],
        assured: Some(now().day),
        is_listed: true,
        ..Row::default()
    }
}

/// A catalog of one tile whose cards are changed before they are packed; their words stay.
pub fn with_cards(
    manifest: Manifest,
    rows: &[Row],
    documents: &[Texts],
    change: &dyn Fn(usize, &mut Card),
) -> Catalog {
    let tile = Tile { services: documents.len() as u32, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile], ..manifest };
    let mut cards: Vec<Card> = documents.iter().map(card).collect();
    cards.iter_mut().enumerate().for_each(|(number, card)| change(number, card));
    let mut catalog = Catalog::new(manifest.into(), decompose_natively);
    catalog.add_tile(0, &write::columns(rows), &write::cards(&cards)).unwrap();
    catalog.add_text(0, &write::head(&head(documents))).unwrap();
    catalog.add_text(0, &write::body(&body(documents))).unwrap();
    catalog
}

/// A catalog of one tile without its text.
pub fn without_text(manifest: Manifest, rows: &[Row], documents: &[Texts]) -> Catalog {
    let tile = Tile { services: documents.len() as u32, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile], ..manifest };
    let cards: Vec<Card> = documents.iter().map(card).collect();
    let mut catalog = Catalog::new(manifest.into(), decompose_natively);
    catalog.add_tile(0, &write::columns(rows), &write::cards(&cards)).unwrap();
    catalog
}

/// A catalog of one tile.
pub fn with_text(manifest: Manifest, rows: &[Row], documents: &[Texts]) -> Catalog {
    let mut catalog = without_text(manifest, rows, documents);
    catalog.add_text(0, &write::head(&head(documents))).unwrap();
    catalog.add_text(0, &write::body(&body(documents))).unwrap();
    catalog
}
