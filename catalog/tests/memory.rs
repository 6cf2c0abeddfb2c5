//! What a hostile file can take: no more than a small multiple of its own size.
//!
//! Alone in its binary, for it watches every allocation.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::format::{Posting, read, write};
use common::manifest;
use common::words::{self, Texts};
use peak_alloc::PeakAlloc;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// An empty text takes one byte in a file and 24 in memory, and a list that grows holds its old
/// and its new place for a moment: three times 24, and some room for errors.
const PER_BYTE: usize = 80;

/// A text is held as it came, with a start for each class of words and two bytes for each document
/// in it. While it is read, numbers of documents stand beside the bytes that they came from.
const TEXT_PER_BYTE: usize = 3;

/// The table of lengths, the room for a first word, and the cards' own words.
const TEXT_FIXED: usize = 32_768;

/// What an empty answer takes.
const FIXED: usize = 16_384;

/// The most memory that `work` took beyond what was there before.
fn taken<T>(work: impl FnOnce() -> T) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let kept = work();
    let peak = MEMORY.peak_usage();
    drop(kept);
    peak.saturating_sub(before)
}

fn mend(bytes: &mut [u8]) {
    let hash = bytes[10..].iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    bytes[6..10].copy_from_slice(&(hash as u32).to_le_bytes());
}

fn documents() -> Vec<Texts> {
    vec![words::only(0, "tai chi"), words::only(3, "tea tai taiko")]
}

fn read_all(bytes: &[u8]) {
    let room = PER_BYTE * bytes.len() + FIXED;
    assert!(taken(|| read::manifest(bytes)) <= room);
    assert!(taken(|| read::columns(bytes)) <= room);
    assert!(taken(|| read::cards(bytes)) <= room);
    let mut catalog = words::without_text(manifest(), &vec![words::row(); 2], &documents());
    assert!(
        taken(|| catalog.add_text(0, bytes).is_ok()) <= TEXT_PER_BYTE * bytes.len() + TEXT_FIXED
    );
    let _ = catalog.add_text(0, &write::head(&words::head(&documents())));
    assert!(
        taken(|| catalog.add_text(0, bytes).is_ok()) <= TEXT_PER_BYTE * bytes.len() + TEXT_FIXED
    );
}

#[test]
fn no_file_takes_more_than_a_multiple_of_its_size() {
    let mut runner = TestRunner::deterministic();
    let mut sample = || {
        let rows = proptest::collection::vec(common::row(), 20..30);
        let cards = proptest::collection::vec(common::card(), 20..30);
        let (rows, cards) = (rows, cards).new_tree(&mut runner).unwrap().current();
        let texts =
            [write::head(&words::head(&documents())), write::body(&words::body(&documents()))];
        let facts = [write::columns(&rows), write::cards(&cards), write::manifest(&manifest())];
        facts.into_iter().chain(texts)
    };
    // Counts that promise four billion of anything, in every place where one could stand.
    for file in sample() {
        for place in 10..file.len() {
            let mut hostile = file.clone();
            hostile.truncate(place);
            hostile.extend([0xff, 0xff, 0xff, 0xff, 0x0f]);
            hostile.extend(&file[place..]);
            mend(&mut hostile);
            read_all(&hostile);
        }
    }
    // Files whose every byte says "nothing", "one", or "as many as there are bytes".
    for filler in [0, 1, 2, 0x7f] {
        for kind in *b"MCHBK" {
            let mut hostile =
                [b"SGP", &[kind][..], &[catalog::format::VERSION as u8, 0, 0, 0, 0, 0]].concat();
            hostile.extend([0xa0, 0x9c, 0x01]);
            hostile.resize(20_010, filler);
            mend(&mut hostile);
            read_all(&hostile);
        }
    }
    // A dictionary whose every word repeats a long one, and one with many classes.
    let long = "a".repeat(39);
    let repeated = (b'a'..=b'z').map(|last| [long.as_str(), &(last as char).to_string()].concat());
    let short = (0..20_000).map(|number| format!("{number:05}"));
    for words in [repeated.collect::<Vec<_>>(), short.collect()] {
        let mut bomb = words::body(&documents());
        let posting = Posting { document: 1, times: vec![1, 0] };
        let of_head = bomb.head_classes;
        bomb.postings = vec![vec![posting]; words.len() + of_head as usize];
        bomb.words = words.into_iter().zip(of_head..).collect();
        read_all(&write::body(&bomb));
    }
}
