//! Everything that a phone decodes, fed with bytes that nobody meant: shared by the cargo-fuzz
//! target, the plain test that replays its corpus, and the example that mutates a million times.
//!
//! The first byte of an input says what the rest pretends to be. Headers and checksums are made
//! right, for behind them lies all that could go wrong.

use std::sync::Arc;

use catalog::columns::PlaceRow;
use catalog::day::{Day, Moment};
use catalog::format::{VERSION, read, write};
use catalog::manifest::{Manifest, Tile};
use catalog::place::Position;
use catalog::query::Query;
use catalog::sayings::{FurtherLine, Meaning, Sayings, Topic};
use catalog::schedule::Rule;
use catalog::search::Catalog;
use catalog::service::Answer;
use catalog::text::{decompose_natively, fold};

use super::common::{self, words};

/// Kinds of files, in the order of the first byte of an input; what follows them is a question.
pub const KINDS: &[u8; 7] = b"MCKHBSP";

/// Bytes before the payload of a file.
const HEADER: usize = 10;

/// A small catalog that is whole: files by kind, in the order of [`KINDS`].
pub struct Whole {
    pub files: [Vec<u8>; 7],
}

impl Whole {
    /// Three services with words, schedules, places and prices.
    pub fn new() -> Self {
        let documents = [
            words::only(0, "Morning tai chi in the park"),
            words::only(3, "tea and company, friends 太極 ਚਾਹ"),
            words::only(4, "walking walks tea"),
        ];
        let mut rows = vec![words::row(); 3];
        rows[0].places = vec![PlaceRow {
            position: Some(Position { lat_e5: 4_922_000, lon_e5: -12_309_000 }),
            within: vec![0],
            access: vec![(2, Answer::AtTimes)],
        }];
        rows[0].schedules =
            common::a_schedule().into_iter().map(|schedule| (None, schedule)).collect();
        rows[1].comes_to_me = true;
        rows[1].area = vec![0];
        rows[2].places = [Answer::Yes, Answer::No]
            .map(|answer| PlaceRow { access: vec![(0, answer)], ..PlaceRow::default() })
            .to_vec();
        let cards: Vec<_> = documents.iter().map(words::card).collect();
        let manifest =
            Manifest { tiles: vec![Tile { services: 3, ..Tile::default() }], ..common::manifest() };
        let text = str::to_owned;
        let sayings = Sayings {
            phrases: vec![
                (Meaning::Topic(0), vec![text("taichi"), text("walk"), text("太極")]),
                (Meaning::Choice(1, 0), vec![text("cantonese")]),
                (Meaning::Wish(0, 2), vec![text("nofriends")]),
                (Meaning::Place(0), vec![text("v5x")]),
                (Meaning::Small(0), vec![text("the")]),
                (Meaning::NotNext, vec![text("not")]),
            ],
            topics: vec![Topic {
                id: text("tai-chi"),
                label: text("Tai chi"),
                need: 1,
                services: 1,
                chooses: vec![(1, 0)],
            }],
            han: text("學学"),
            further: vec![FurtherLine {
                display: text("2-1-1"),
                label: text("anything"),
                href: text("tel:211"),
            }],
        };
        Self {
            files: [
                write::manifest(&manifest),
                write::columns(&rows),
                write::cards(&cards),
                write::head(&words::head(&documents)),
                write::body(&words::body(&documents)),
                write::sayings(&sayings),
                write::places(&manifest.places),
            ],
        }
    }

    /// Inputs that are whole, to be mutated.
    pub fn inputs(&self) -> Vec<Vec<u8>> {
        let files = self.files.iter().enumerate();
        let files = files.map(|(kind, file)| [&[kind as u8], &file[HEADER..]].concat());
        let questions = [
            "q=tai%20chi&need=company,move&language=yue&unknown=no&at=V5X&sort=nearest",
            "2026-02-29T24:00",
            "FREQ=MONTHLY;BYDAY=-1FR;COUNT=9",
        ];
        files
            .chain(questions.map(|text| [&[KINDS.len() as u8], text.as_bytes()].concat()))
            .collect()
    }

    /// Decodes an input as what its first byte says, and searches with it among files that are
    /// whole. Nothing may panic.
    pub fn meets(&self, input: &[u8]) {
        let Some((first, rest)) = input.split_first() else { return };
        let kind = usize::from(*first) % (KINDS.len() + 1);
        if kind == KINDS.len() {
            let text = String::from_utf8_lossy(rest);
            self.asked(&text);
            return;
        }
        let file = file(KINDS[kind], rest);
        let mut files: [&[u8]; 7] = std::array::from_fn(|kind| &self.files[kind][..]);
        files[kind] = &file;
        if let Some(catalog) = open(files) {
            ask(&catalog, "q=tai%20chii&need=company&language=yue&travel=walk&at=V5X&sort=nearest");
            ask(&catalog, "q=walk%20the%20tai%20chi%20not%20V5X%20no%20frends&plain=v5x");
            ask(&catalog, "q=frend&access=step-free-entrance&unknown=no&when=today&sort=soonest");
        }
    }

    /// A question of any letters, as typed and as a link.
    fn asked(&self, text: &str) {
        let folded = fold(text, decompose_natively);
        assert_eq!(fold(&folded, decompose_natively), folded, "folding twice changes nothing more");
        let query = Query::from_fragment(text);
        assert_eq!(Query::from_fragment(&query.to_fragment()).to_fragment(), query.to_fragment());
        let _ = (Day::parse(text), Moment::parse(text), Rule::parse(text, now()));
        if let Some(catalog) = open(std::array::from_fn(|kind| &self.files[kind][..])) {
            let _ = catalog.find_places(text);
            ask(&catalog, text);
            let typed = Query { words: text.to_owned(), ..Query::default() };
            let _ = catalog.search(&typed, now());
        }
    }
}

/// A file of a kind with this payload, its header right.
pub fn file(kind: u8, payload: &[u8]) -> Vec<u8> {
    let hash = payload.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let version = VERSION.to_le_bytes();
    let checksum = (hash as u32).to_le_bytes();
    [b"SGP", &[kind][..], &version, &checksum, payload].concat()
}

fn open([manifest, columns, cards, head, body, sayings, places]: [&[u8]; 7]) -> Option<Catalog> {
    let mut manifest: Manifest = read::manifest(manifest).ok()?;
    // A hostile tile list is read, too; but to get behind it, the first tile counts what is there.
    if let (Some(tile), Ok(rows)) = (manifest.tiles.first_mut(), read::columns(columns)) {
        tile.services = rows.len() as u32;
        assert_eq!(
            read::columns(&write::columns(&rows)).as_ref(),
            Ok(&rows),
            "it reads as it is written"
        );
    }
    let _ = manifest.places.receive(places);
    let _ = manifest.tiles_around(None, 1_000);
    let mut catalog = Catalog::new(Arc::new(manifest), decompose_natively);
    let _ = catalog.add_tile(0, columns, cards);
    let _ = catalog.add_columns(0, columns);
    let _ = catalog.add_text(0, head);
    let _ = catalog.add_text(0, body);
    let _ = catalog.add_sayings(sayings, false);
    Some(catalog)
}

fn ask(catalog: &Catalog, link: &str) {
    let results = catalog.search(&Query::from_fragment(link), now());
    for hit in results.hits.iter().chain(&results.near_misses).take(20) {
        let _ = catalog.card(hit.service);
    }
}

fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap_or(Moment { day: Day(0), minute: 0 })
}
