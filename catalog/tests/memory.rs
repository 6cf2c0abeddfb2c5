//! What a hostile file can take: no more than a small multiple of its own size.
//!
//! Alone in its binary, for it watches every allocation.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::format::{Posting, TextIndex, read, write};
use common::{as_it_is, catalog_of, manifest};
use peak_alloc::PeakAlloc;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// An empty text takes one byte in a file and 24 in memory, and a list that grows holds its old
/// and its new place for a moment: three times 24, and some room for errors.
const PER_BYTE: usize = 80;

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

fn read_all(bytes: &[u8]) {
    let room = PER_BYTE * bytes.len() + FIXED;
    assert!(taken(|| read::manifest(bytes)) <= room);
    assert!(taken(|| read::columns(bytes)) <= room);
    assert!(taken(|| read::cards(bytes.to_vec())) <= room);
    assert!(taken(|| read::text(bytes)) <= room);
}

#[test]
fn no_file_takes_more_than_a_multiple_of_its_size() {
    let mut runner = TestRunner::deterministic();
    let mut sample = || {
        let rows = proptest::collection::vec(common::row(), 20..30);
        let cards = proptest::collection::vec(common::card(), 20..30);
        let (rows, cards) = (rows, cards).new_tree(&mut runner).unwrap().current();
        let terms = ["tai", "taiko", "tea"].map(|term| {
            (term.to_owned(), vec![Posting { document: 1, times: vec![1; 6] }])
        });
        let text = TextIndex {
            terms: terms.to_vec(),
            lengths: vec![vec![4; 3]; 6],
            total_tokens: vec![12; 6],
            total_documents: 3,
            document_counts: vec![vec![1; 6]; 3],
            stop_words: Vec::new(),
        };
        [write::columns(&rows), write::cards(&cards), write::manifest(&manifest()), write::text(&text)]
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
        for kind in *b"MCTK" {
            let mut hostile = [b"SGP", &[kind][..], &[1, 0, 0, 0, 0, 0]].concat();
            hostile.extend([0xa0, 0x9c, 0x01]);
            hostile.resize(20_010, filler);
            mend(&mut hostile);
            read_all(&hostile);
        }
    }
    // A dictionary whose every term repeats a long one.
    let long = "a".repeat(60_000);
    let terms = (b'a'..=b'z').map(|last| ([long.as_str(), &(last as char).to_string()].concat(), Vec::new()));
    let bomb = write::text(&TextIndex { terms: terms.collect(), ..TextIndex::default() });
    read_all(&bomb);
    let mut catalog = catalog_of(manifest(), &[], as_it_is);
    let _ = catalog.add_text(0, &bomb);
}
