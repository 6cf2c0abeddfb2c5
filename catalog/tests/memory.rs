//! The memory that a file can take, whatever its bytes say: what `catalog::format` promises.
//!
//! Alone in its binary, for it watches every allocation; one test at a time, for the same reason.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::sync::{Mutex, MutexGuard, PoisonError};

use catalog::columns::{PlaceRow, Row};
use catalog::day::Day;
use catalog::facet::FACETS;
use catalog::format::{BodyIndex, CHOICES_MAX, MEMORY_PER_BYTE, Posting, Totals, read, write};
use catalog::manifest::{Choice, Manifest, Tile};
use catalog::place::Position;
use catalog::sayings::{Meaning, Sayings, ServiceTopics};
use catalog::schedule::Schedule;
use catalog::search::Catalog;
use catalog::service::Answer;
use catalog::text::{BODY, decompose_natively};
use common::manifest;
use common::words::{self, Texts};
use peak_alloc::PeakAlloc;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Cards, facts and texts stay as they came, with numbers that say where things begin.
const PACKED_PER_BYTE: usize = 2;

/// What a catalog, an empty answer and the table of lengths take.
const FIXED: usize = 32_768;

/// One test at a time: a neighbour's allocations would count.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

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

/// The most that a file takes, as which kind ever it is read.
fn read_all(bytes: &[u8]) {
    let room = MEMORY_PER_BYTE * bytes.len() + FIXED;
    assert!(taken(|| read::manifest(bytes)) <= room);
    assert!(taken(|| read::places(bytes)) <= room);
    let room = PACKED_PER_BYTE * bytes.len() + FIXED;
    assert!(taken(|| read::cards(bytes)) <= room);
    let mut catalog = words::without_text(manifest(), &vec![words::row(); 2], &documents());
    assert!(taken(|| catalog.add_text(0, bytes).is_ok()) <= room);
    let _ = catalog.add_text(0, &write::head(&words::head(&documents())));
    assert!(taken(|| catalog.add_text(0, bytes).is_ok()) <= room);
}

#[test]
fn no_file_takes_more_than_a_multiple_of_its_size() {
    let _alone = alone();
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
        for kind in *b"MCHBKSP" {
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

/// The sets of a catalog: a bit for each service and choice, and a byte for each service.
fn sets(services: usize, sets: usize) -> usize {
    sets * services.div_ceil(64) * 8 + services
}

/// Whose a further place is, and how much is told of it; both lists may have just grown.
const PLACE_BYTES: usize = 16;

#[test]
fn facts_take_twice_their_file_and_a_bit_for_each_place_and_choice() {
    let _alone = alone();
    let value = |n: usize| Choice { id: n.to_string(), ..Choice::default() };
    let mut manifest = manifest();
    manifest.choices = vec![Vec::new(); FACETS.len()];
    // As many facts of access as there may be: each has two sets.
    let access = FACETS.iter().position(|facet| facet.id == "access").unwrap();
    manifest.choices[access] = (0..CHOICES_MAX).map(value).collect();
    let last = CHOICES_MAX as u32 - 1;
    let exdates = (0..400).map(Day).collect();
    let long = Schedule { exdates, ..common::a_schedule().unwrap() };
    let answer =
        |value: u32| (value, if value.is_multiple_of(2) { Answer::Yes } else { Answer::No });
    let place = PlaceRow { access: (0..=last).map(answer).collect(), ..PlaceRow::default() };
    let position = Some(Position { lat_e5: 1, lon_e5: 1 });
    for row in [
        Row { terms: Vec::new(), ..Row::default() },
        Row { places: vec![place], ..words::row() },
        Row { places: vec![PlaceRow { position, ..PlaceRow::default() }; 100], ..words::row() },
        Row { schedules: vec![(None, long); 3], ..words::row() },
    ] {
        let places = row.places.len().max(1);
        let rows = vec![row; 1_000];
        let tile = Tile { services: 1_000, ..Tile::default() };
        let manifest = Manifest { tiles: vec![tile], ..manifest.clone() };
        let mut catalog = Catalog::new(manifest.into(), decompose_natively);
        let bytes = write::columns(&rows);
        let taken = taken(|| catalog.add_columns(0, &bytes).unwrap());
        let room = PACKED_PER_BYTE * bytes.len()
            + sets(rows.len() * places, 2 * CHOICES_MAX + 2)
            + PLACE_BYTES * rows.len() * places
            + FIXED;
        assert!(taken <= room, "{taken} bytes for {}", bytes.len());
    }
    manifest.choices[0].push(value(0));
    assert!(read::manifest(&write::manifest(&manifest)).is_err(), "one choice too many");
}

/// An index that the phone makes itself, while it is made: its words, where each one begins, a table
/// to find them, every occurrence, and whose they are; each list may have just grown.
const INDEX_PER_BYTE: usize = 32;

#[test]
fn an_index_takes_a_multiple_of_the_words_that_it_is_made_of() {
    let _alone = alone();
    // The shortest words: every letter is one, and every two letters.
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let pairs = letters.iter().flat_map(|a| letters.iter().map(move |b| format!("{a}{b}")));
    let pairs: Vec<String> = pairs.collect();
    for words in [letters.clone(), pairs] {
        let documents = vec![words::only(2, &words.join(" ")); 50];
        let cards = documents.iter().map(|texts| texts[2].len()).sum::<usize>();
        let mut catalog = words::without_text(manifest(), &vec![words::row(); 50], &documents);
        let head = write::head(&words::head(&documents));
        let taken = taken(|| catalog.add_text(0, &head).unwrap());
        assert!(taken <= INDEX_PER_BYTE * (cards + head.len()) + FIXED, "{taken} for {cards}");

        let keys = words.iter().cycle().take(5_000).cloned().collect();
        let phrases = vec![(Meaning::Small(0), keys)];
        let bytes = write::sayings(&Sayings { phrases, ..Sayings::default() });
        let taken = self::taken(|| catalog.add_sayings(&bytes, false).unwrap());
        assert!(taken <= INDEX_PER_BYTE * bytes.len() + FIXED, "{taken} for {}", bytes.len());
    }
}

#[test]
fn what_services_are_about_takes_no_more_than_the_rest_of_their_file() {
    let _alone = alone();
    let services = 60_000_u16;
    let lengths = vec![vec![1; services.into()]; BODY.len()];
    let totals = Totals { documents: services.into(), tokens: vec![1; BODY.len()], having: None };
    let topics = vec![ServiceTopics::default(); services.into()];
    let body = BodyIndex { totals, lengths, topics, ..words::body(&documents()) };
    let bytes = write::body(&body);
    let mut catalog = words::without_text(manifest(), &vec![words::row(); 2], &documents());
    catalog.add_text(0, &write::head(&words::head(&documents()))).unwrap();
    let taken = taken(|| catalog.add_text(0, &bytes).is_ok());
    assert!(taken <= PACKED_PER_BYTE * bytes.len() + FIXED, "{taken} for {}", bytes.len());
}

#[test]
fn sayings_take_a_multiple_of_their_file_while_they_are_made() {
    let _alone = alone();
    // Just more than a list that has just grown can hold.
    for count in [(1 << 16) + 1, (1 << 17) + 1] {
        for key in ["a", "ab"] {
            let keys = vec![key.to_owned(); count];
            let phrases = vec![(Meaning::Small(0), keys)];
            let bytes = write::sayings(&Sayings { phrases, ..Sayings::default() });
            let mut catalog = Catalog::new(manifest().into(), decompose_natively);
            let most = taken(|| catalog.add_sayings(&bytes, false).unwrap());
            assert!(most <= INDEX_PER_BYTE * bytes.len() + FIXED, "{most} for {}", bytes.len());
        }
    }
}
