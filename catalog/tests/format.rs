//! What is written is read again; what is broken is refused, and never panics.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::card::Card;
use catalog::format::{FormatError, read, write};
use catalog::text::{BODY, HEAD};
use common::words::{self, Texts};
use common::{as_it_is, card, manifest, row};
use proptest::collection::vec;
use proptest::prelude::*;

fn documents() -> Vec<Texts> {
    vec![
        ["Tai chi", "Oak House", "for balance", "tai tai chi, 太極", "tea"].map(str::to_owned),
        ["Tea and talk", "Oak House", "", "walking, walks", ""].map(str::to_owned),
        ["太極班", "", "tea", "the walk", "tai chi tea"].map(str::to_owned),
    ]
}

/// A head and a body, as of the only tile and as of one of several.
fn texts() -> Vec<Vec<u8>> {
    let (mut head, mut body) = (words::head(&documents()), words::body(&documents()));
    head.stop_words = vec!["and".into(), "the".into()];
    head.endings = vec!["ing".into(), "s".into()];
    let alone = [write::head(&head), write::body(&body)];
    let of_cards = words::words_of_cards(&documents());
    let all: Vec<String> =
        of_cards.iter().chain(body.words.iter().map(|(word, _)| word)).cloned().collect();
    head.totals.having = Some(words::having(&of_cards, &documents(), &documents(), HEAD));
    body.totals.having = Some(words::having(&all, &documents(), &documents(), BODY));
    alone.into_iter().chain([write::head(&head), write::body(&body)]).collect()
}

/// Reads bytes as every kind, decoding everything that is read late, too.
fn read_everything(bytes: &[u8]) {
    let _ = read::manifest(bytes);
    let _ = read::places(bytes);
    if let Ok(cards) = read::cards(bytes) {
        for number in 0..cards.len() as u32 + 1 {
            let _ = cards.get(number);
        }
    }
    if let Ok(rows) = read::columns(bytes) {
        let mut catalog = common::catalog_of(manifest(), &rows, as_it_is);
        let _ = catalog.search(&Default::default(), common::now());
        let _ = catalog.add_text(0, bytes);
    }
    let mut catalog = words::without_text(manifest(), &vec![words::row(); 3], &documents());
    if catalog.add_text(0, bytes) == Err(FormatError::Impossible) {
        // A body needs its head.
        catalog.add_text(0, &write::head(&words::head(&documents()))).unwrap();
    }
    if catalog.add_text(0, bytes).is_ok() {
        for words in ["tai", "t", "te", "太極", "walkin", "balnace taik", "ze"] {
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
        let read = read::cards(&write::cards(&cards)).unwrap();
        prop_assert_eq!(read.len(), cards.len());
        for (number, card) in cards.into_iter().enumerate() {
            // The columns tell the rest.
            let card = Card { languages: Vec::new(), access: Vec::new(), has_door: true, assured: None, ..card };
            prop_assert_eq!(read.get(number as u32), Some(card));
        }
        prop_assert_eq!(read.get(read.len() as u32), None);
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
            [write::columns(&rows), write::cards(&cards), write::manifest(&manifest())];
        for mut bytes in files.into_iter().chain(texts()) {
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
fn words_are_read_as_of_the_only_tile_and_as_of_one_of_several() {
    for pair in texts().chunks(2) {
        let mut catalog = words::without_text(manifest(), &vec![words::row(); 3], &documents());
        catalog.add_text(0, &pair[0]).unwrap();
        catalog.add_text(0, &pair[1]).unwrap();
        for (word, services) in [("tea", 3), ("walking", 1), ("太極", 2), ("balance", 1)] {
            assert_eq!(catalog.score_words(word).len(), services, "{word}");
        }
    }
}

#[test]
fn a_manifest_comes_back_as_it_was() {
    let (known, read) = (manifest(), read::manifest(&write::manifest(&manifest())).unwrap());
    assert!(read.places.is_empty());
    read.places.receive(&write::places(&known.places)).unwrap();
    assert_eq!(read, known);
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
    assert_eq!(texts(), texts());
    assert_eq!(
        catalog::format::content_hash(b"signpost"),
        catalog::format::content_hash(b"signpost")
    );
    assert_ne!(
        catalog::format::content_hash(b"signpost"),
        catalog::format::content_hash(b"signposu")
    );
}
