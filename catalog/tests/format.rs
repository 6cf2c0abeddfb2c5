//! What is written is read again; what is broken is refused, and never panics.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::columns::Row;
use catalog::format::{FormatError, Posting, TextIndex, read, write};
use common::{as_it_is, card, manifest, row};
use proptest::collection::vec;
use proptest::prelude::*;

fn text_index() -> TextIndex {
    let posting = |document, times: [u32; 6]| Posting { document, times: times.to_vec() };
    TextIndex {
        terms: vec![
            ("tai".into(), vec![posting(0, [1, 0, 0, 2, 0, 0]), posting(2, [0, 0, 0, 0, 9, 0])]),
            ("tea".into(), vec![posting(1, [0, 1, 0, 0, 0, 300])]),
            ("太極".into(), vec![posting(2, [1, 1, 1, 1, 1, 1])]),
        ],
        lengths: vec![vec![1, 40, 99]; 6],
        total_tokens: vec![7; 6],
        total_documents: 3,
        document_counts: vec![vec![1, 0, 0, 1, 1, 0], vec![0, 1, 0, 0, 0, 1], vec![1; 6]],
        stop_words: vec!["the".into()],
    }
}

/// Reads bytes as every kind, decoding everything that is read late, too.
fn read_everything(bytes: &[u8]) {
    let _ = read::manifest(bytes);
    if let Ok(cards) = read::cards(bytes.to_vec()) {
        for number in 0..cards.len() as u32 + 1 {
            let _ = cards.get(number, &Default::default());
        }
    }
    if let Ok(rows) = read::columns(bytes) {
        let mut catalog = common::catalog_of(manifest(), &rows, as_it_is);
        let _ = catalog.search(&Default::default(), common::now());
        let _ = catalog.add_text(0, bytes);
    }
    let mut catalog = common::catalog_of(manifest(), &vec![Default::default(); 3], as_it_is);
    if catalog.add_text(0, bytes).is_ok() {
        for words in ["tai", "t", "te", "太極"] {
            let _ = catalog.score_words(words);
            let query = catalog::query::Query { words: words.into(), ..Default::default() };
            let _ = catalog.search(&query, common::now());
        }
    }
}

proptest! {
    #[test]
    fn facts_come_back_as_they_were(rows in vec(row(), 0..12)) {
        prop_assert_eq!(read::columns(&write::columns(&rows)).unwrap(), rows);
    }

    #[test]
    fn cards_come_back_as_they_were(cards in vec(card(), 0..12)) {
        let read = read::cards(write::cards(&cards)).unwrap();
        prop_assert_eq!(read.len(), cards.len());
        for (number, card) in cards.into_iter().enumerate() {
            let (languages, access) = (card.languages.clone(), card.access.clone());
            let row = Row { languages, access, assured: card.assured, ..Row::default() };
            prop_assert_eq!(read.get(number as u32, &row), Some(card));
        }
        prop_assert_eq!(read.get(read.len() as u32, &Row::default()), None);
    }

    #[test]
    fn changed_bytes_never_panic(
        rows in vec(row(), 0..6),
        cards in vec(card(), 0..4),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        keep in any::<prop::sample::Index>(),
    ) {
        let files =
            [write::columns(&rows), write::cards(&cards), write::manifest(&manifest()), write::text(&text_index())];
        for mut bytes in files {
            let place = at.index(bytes.len());
            bytes[place] = byte;
            read_everything(&bytes);
            // With a checksum that fits, so that the change reaches the decoders.
            mend(&mut bytes);
            read_everything(&bytes);
            bytes.truncate(keep.index(bytes.len() + 1));
            mend(&mut bytes);
            read_everything(&bytes);
        }
    }

    #[test]
    fn anything_at_all_is_refused(bytes in vec(any::<u8>(), 0..200)) {
        read_everything(&bytes);
    }
}

/// Puts the right checksum in.
fn mend(bytes: &mut [u8]) {
    if bytes.len() >= 10 {
        let hash = bytes[10..].iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        bytes[6..10].copy_from_slice(&(hash as u32).to_le_bytes());
    }
}

#[test]
fn a_manifest_comes_back_as_it_was() {
    assert_eq!(read::manifest(&write::manifest(&manifest())).unwrap(), manifest());
}

#[test]
fn each_kind_of_damage_has_its_name() {
    let bytes = write::columns(&[]);
    assert_eq!(read::manifest(&bytes), Err(FormatError::NotThisKind));
    assert_eq!(read::columns(b"SG"), Err(FormatError::NotThisKind));
    let mut other = bytes.clone();
    other[4] = 99;
    assert_eq!(read::columns(&other), Err(FormatError::OtherVersion(99)));
    let mut damaged = bytes;
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(read::columns(&damaged), Err(FormatError::Damaged));
}

#[test]
fn a_hostile_count_takes_no_memory() {
    let mut bytes = write::columns(&[]);
    bytes.truncate(10);
    bytes.extend([0xff, 0xff, 0xff, 0xff, 0x0f]);
    mend(&mut bytes);
    assert_eq!(read::columns(&bytes), Err(FormatError::Impossible));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(write::text(&text_index()), write::text(&text_index()));
    assert_eq!(catalog::format::content_hash(b"signpost"), catalog::format::content_hash(b"signpost"));
    assert_ne!(catalog::format::content_hash(b"signpost"), catalog::format::content_hash(b"signposu"));
}
