//! Typed words: an index of random texts, packed and read again, scores as the formula says.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use catalog::columns::Row;
use catalog::facet::FACETS;
use catalog::format::{Posting, TextIndex, write};
use catalog::manifest::{Manifest, Tile};
use catalog::query::Query;
use catalog::search::Catalog;
use catalog::text::{FIELDS, decompose_natively, index_tokens};
use common::{catalog_of, manifest, now};
use proptest::collection::vec;
use proptest::prelude::*;

/// The text of each field of one service.
type Texts = [String; FIELDS.len()];

/// The longest text here is shorter than what the one-byte code rounds.
const EXACT: usize = 40;

fn pack(documents: &[Texts]) -> TextIndex {
    let mut terms: BTreeMap<String, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
    let mut index = TextIndex {
        total_documents: documents.len() as u32,
        lengths: vec![Vec::new(); FIELDS.len()],
        total_tokens: vec![0; FIELDS.len()],
        ..TextIndex::default()
    };
    for (document, texts) in documents.iter().enumerate() {
        for (field, text) in texts.iter().enumerate() {
            let tokens = index_tokens(text, decompose_natively);
            assert!(tokens.len() <= EXACT);
            index.lengths[field].push(tokens.len() as u8);
            index.total_tokens[field] += tokens.len() as u64;
            for token in tokens {
                let documents = terms.entry(token).or_default();
                documents.entry(document as u32).or_insert_with(|| vec![0; FIELDS.len()])[field] += 1;
            }
        }
    }
    for (term, documents) in terms {
        let having = |field: usize| documents.values().filter(|times| times[field] > 0).count();
        index.document_counts.push((0..FIELDS.len()).map(|field| having(field) as u32).collect());
        let postings = documents.into_iter().map(|(document, times)| Posting { document, times });
        index.terms.push((term, postings.collect()));
    }
    index
}

fn open(documents: &[Texts]) -> Catalog {
    let row = Row {
        terms: vec![Vec::new(); FACETS.len()],
        assured: Some(now().day),
        is_listed: true,
        ..Row::default()
    };
    let mut catalog = catalog_of(manifest(), &vec![row; documents.len()], decompose_natively);
    catalog.add_text(0, &write::text(&pack(documents))).unwrap();
    catalog
}

/// BM25 in double precision, from the texts alone.
fn score(documents: &[Texts], document: usize, word: &str) -> f64 {
    let tokens = |text: &String| index_tokens(text, decompose_natively);
    let all = documents.len() as f64;
    (0..FIELDS.len())
        .map(|field| {
            let here = tokens(&documents[document][field]);
            let times = here.iter().filter(|token| *token == word).count() as f64;
            let having = documents.iter().filter(|texts| tokens(&texts[field]).iter().any(|t| t == word));
            let having = having.count() as f64;
            let mean = documents.iter().map(|texts| tokens(&texts[field]).len()).sum::<usize>() as f64 / all;
            if times == 0.0 {
                return 0.0;
            }
            let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
            let length = here.len() as f64;
            f64::from(FIELDS[field].1) * idf * 2.2 * times
                / (times + 1.2 * (0.25 + 0.75 * length / mean))
        })
        .sum()
}

fn texts() -> impl Strategy<Value = Texts> {
    let word = prop::sample::select(vec!["tea", "team", "tai", "chi", "walk", "太極", "太極班", "ਪੰਜਾਬੀ"]);
    let text = vec(word, 0..6).prop_map(|words| words.join(" "));
    [text.clone(), text.clone(), text.clone(), text.clone(), text.clone(), text]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn scores_are_those_of_the_formula(
        documents in vec(texts(), 1..12),
        words in vec(prop::sample::select(vec!["tea", "te", "tai", "walk", "極班", "極", "ਪੰਜਾਬੀ"]), 1..4),
    ) {
        let catalog = open(&documents);
        let scored = catalog.score_words(&words.join(" "));
        let expected: BTreeMap<u32, f64> = (0..documents.len())
            .filter_map(|document| {
                let scores: Vec<f64> =
                    words.iter().map(|word| score(&documents, document, word)).collect();
                let fits = scores.iter().all(|score| *score > 0.0);
                fits.then(|| (document as u32, scores.iter().sum()))
            })
            .collect();
        prop_assert_eq!(scored.len(), expected.len());
        prop_assert!(scored.is_sorted_by(|a, b| a.1 >= b.1));
        for (document, score) in scored {
            prop_assert!((f64::from(score) - expected[&document]).abs() < 1e-4 * expected[&document]);
        }
    }

    #[test]
    fn a_word_that_is_still_being_typed_finds_what_it_begins(documents in vec(texts(), 1..12)) {
        let catalog = open(&documents);
        let found = |words: &str| -> BTreeSet<u32> {
            let query = Query { words: words.into(), ..Query::default() };
            catalog.search(&query, now()).hits.iter().map(|hit| hit.service).collect()
        };
        let having = |word: &str| -> BTreeSet<u32> {
            catalog.score_words(word).into_iter().map(|(service, _)| service).collect()
        };
        let both: BTreeSet<u32> = having("tea").union(&having("team")).copied().collect();
        prop_assert_eq!(found("te"), both);
        prop_assert_eq!(found("team"), having("team"));
        // In Chinese a longer word is found by its parts; where nothing has all of them, half is
        // better than an empty page.
        let (one, other) = (having("太極"), having("極班"));
        let all = &one & &other;
        prop_assert_eq!(found("太極班"), if all.is_empty() { &one | &other } else { all });
    }
}

#[test]
fn an_exact_word_stands_before_a_longer_one() {
    let name = |name: &str| -> Texts { std::array::from_fn(|field| if field == 0 { name.into() } else { String::new() }) };
    let catalog = open(&[name("team"), name("tea"), name("walk")]);
    let query = Query { words: "Tea".into(), ..Query::default() };
    let results = catalog.search(&query, now());
    assert_eq!(results.hits.iter().map(|hit| hit.service).collect::<Vec<_>>(), [1, 0]);
    assert!(results.hits.iter().all(|hit| hit.why.words && hit.score > 0.0));
}

#[test]
fn services_of_two_neighbourhoods_are_searched_as_one() {
    let name = |name: &str| -> Texts { std::array::from_fn(|field| if field == 0 { name.into() } else { String::new() }) };
    let row = Row {
        terms: vec![Vec::new(); FACETS.len()],
        assured: Some(now().day),
        is_listed: true,
        ..Row::default()
    };
    let tile = |services| Tile { services, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile(2), tile(1)], ..manifest() };
    let mut catalog = Catalog::new(manifest.into(), decompose_natively);
    let elsewhere = write::text(&pack(&[name("tea")]));
    assert!(catalog.add_text(1, &elsewhere).is_err(), "the second neighbourhood is not here yet");
    catalog.add_columns(0, &write::columns(&vec![row.clone(); 2])).unwrap();
    assert!(catalog.add_text(0, &elsewhere).is_err(), "it tells of one service, not of two");
    catalog.add_text(0, &write::text(&pack(&[name("walk"), name("tea")]))).unwrap();
    let query = Query { words: "tea".into(), ..Query::default() };
    let first = catalog.search(&query, now());
    assert_eq!((first.hits.len(), first.searched, first.left_out), (1, 2, 1));
    assert!(catalog.add_columns(1, &write::columns(&[])).is_err(), "it should have one service");
    catalog.add_columns(1, &write::columns(&[row])).unwrap();
    catalog.add_text(1, &elsewhere).unwrap();
    assert!(catalog.add_columns(2, &write::columns(&[])).is_err(), "there is no third one");
    let results = catalog.search(&query, now());
    assert_eq!(results.left_out, 0);
    let services: Vec<u32> = results.hits.iter().map(|hit| hit.service).collect();
    assert!(services.len() == 2 && services.contains(&1) && services.contains(&2), "{services:?}");
}
