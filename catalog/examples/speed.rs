//! How long an answer takes over 1,000 services:
//! `cargo run --release -p catalog --features tables --example speed`.
//!
//! Of many runs the fastest is told: on a busy machine all others measure the machine. A number
//! behind `--` says how many runs.
#![allow(clippy::unwrap_used)]

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use catalog::columns::{PlaceRow, Row};
use catalog::day::{Day, Moment};
use catalog::directory::{Freshness, Place, PlaceKind, Travel};
use catalog::facet::{COMES_TO_ME, FACETS, INTENTS, Kind, WHEN};
use catalog::format::write;
use catalog::manifest::{Choice, FileRef, Manifest, Tile};
use catalog::place::Position;
use catalog::query::Query;
use catalog::schedule::{Rule, Schedule};
use catalog::search::Catalog;
use catalog::service::{Answer, Spoken};
use catalog::text::decompose_natively;
use common::words::{self, Texts};

const SERVICES: u32 = 1_000;
const WORDS: u32 = 8_000;
const RUNS: u32 = 500;
/// Hits that a finder shows at first.
const SHOWN: usize = 10;
const OPENINGS: u32 = 20;

/// Numbers that look random and are the same every time (Knuth's MMIX generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

fn manifest() -> Manifest {
    let choice = |id: &str| Choice { id: id.into(), ..Choice::default() };
    let choices = FACETS.iter().map(|facet| match facet.kind {
        Kind::Travel => ["walk", "bus", COMES_TO_ME].map(choice).to_vec(),
        Kind::When => WHEN.iter().copied().map(choice).collect(),
        _ if facet.id == "intent" => INTENTS.iter().copied().map(choice).collect(),
        _ => (0..15).map(|n| choice(&format!("{}{n}", facet.id))).collect(),
    });
    let centre = Position { lat_e5: 4_922_000, lon_e5: -12_309_000 };
    let place = |id: &str, kind| Place {
        id: id.into(),
        name: id.into(),
        kind,
        centre,
        outline: Vec::new(),
        radius_m: 1_000,
        overlaps: Vec::new(),
    };
    Manifest {
        locale: "en".into(),
        default_locale: "en".into(),
        time_zone: "America/Vancouver".into(),
        centre,
        freshness: Freshness { remind: vec![11, 12], stale: 14, hide: 18 },
        travel: vec![
            Travel { id: "walk".into(), metres: 1_600 },
            Travel { id: "bus".into(), metres: 6_000 },
        ],
        choices: choices.collect(),
        delivery: Vec::new(),
        places: vec![
            place("sunset", PlaceKind::Neighbourhood),
            place("V5X", PlaceKind::PostcodeArea),
        ]
        .into(),
        loads_all: false,
        tiles: vec![Tile { services: SERVICES, ..Tile::default() }],
        sayings: FileRef::default(),
        common_sayings: FileRef::default(),
        spoken: None,
        messages: Vec::new(),
    }
}

fn row(dice: &mut Dice) -> Row {
    let start =
        Moment { day: Day(20_000 + dice.below(700) as i32), minute: 540 + dice.below(600) as u16 };
    let rules = ["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=3SA", "FREQ=WEEKLY;COUNT=30", "FREQ=DAILY"];
    let schedules = (0..1 + dice.below(2)).map(|_| Schedule {
        start,
        minutes: 90,
        rule: Rule::parse(rules[dice.below(4) as usize], start).ok(),
        dates: Vec::new(),
        exdates: Vec::new(),
        pauses: Vec::new(),
        valid_to: None,
    });
    Row {
        schedules: schedules.map(|schedule| (None, schedule)).collect(),
        terms: FACETS
            .iter()
            .map(|facet| match facet.kind {
                Kind::AnyTerm if facet.id == "intent" => vec![0],
                Kind::AnyTerm if facet.id != "language" => vec![dice.below(15), dice.below(15)],
                _ => Vec::new(),
            })
            .collect(),
        languages: vec![(0, Spoken::Native), (dice.below(15), Spoken::Interpreter)],
        has_door: true,
        places: vec![PlaceRow {
            position: Some(Position {
                lat_e5: 4_915_000 + dice.below(15_000) as i32,
                lon_e5: -12_320_000 + dice.below(20_000) as i32,
            }),
            within: vec![dice.below(2)],
            access: (0..6)
                .map(|_| (dice.below(15), if dice.below(3) > 0 { Answer::Yes } else { Answer::No }))
                .collect(),
        }],
        area: vec![dice.below(2)],
        comes_to_me: dice.below(5) == 0,
        assured: Some(Day(20_780 - dice.below(500) as i32)),
        is_listed: true,
    }
}

/// A word as long as words are: the frequent ones shorter.
fn word(dice: &mut Dice) -> String {
    // Zipf's law, roughly: few words are everywhere, most are rare.
    let number = dice.below(WORDS).min(dice.below(WORDS)).min(dice.below(WORDS));
    let letters = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti"];
    let mut word = String::new();
    let mut left = number + 13;
    while left > 0 {
        word.push_str(letters[left as usize % letters.len()]);
        left /= letters.len() as u32;
    }
    word
}

/// Name, organization, summary, body: 170 words; nothing in other languages.
fn texts(dice: &mut Dice) -> Texts {
    [4, 3, 20, 143, 0].map(|count| (0..count).map(|_| word(dice)).collect::<Vec<_>>().join(" "))
}

fn main() {
    let mut dice = Dice(7);
    let rows: Vec<Row> = (0..SERVICES).map(|_| row(&mut dice)).collect();
    let documents: Vec<Texts> = (0..SERVICES).map(|_| texts(&mut dice)).collect();
    let (head, body) =
        (write::head(&words::head(&documents)), write::body(&words::body(&documents)));
    println!("head {} bytes, body {} bytes", head.len(), body.len());

    let (columns, cards) = (write::columns(&rows), {
        let cards: Vec<_> = documents.iter().map(words::card).collect();
        write::cards(&cards)
    });
    let manifest = Arc::new(manifest());
    let empty = || Catalog::new(manifest.clone(), decompose_natively);
    told("open columns", OPENINGS, empty, |mut catalog| {
        catalog.add_columns(0, &columns).unwrap();
        catalog
    });
    let with_tile = || {
        let mut catalog = empty();
        catalog.add_tile(0, &columns, &cards).unwrap();
        catalog
    };
    told("open columns and cards", OPENINGS, empty, |mut catalog| {
        catalog.add_tile(0, &columns, &cards).unwrap();
        catalog
    });
    told("open head", OPENINGS, with_tile, |mut catalog| {
        catalog.add_text(0, &head).unwrap();
        catalog
    });
    let with_head = || {
        let mut catalog = with_tile();
        catalog.add_text(0, &head).unwrap();
        catalog
    };
    told("open body", OPENINGS, with_head, |mut catalog| {
        catalog.add_text(0, &body).unwrap();
        catalog
    });
    let now = Moment::parse("2026-11-23T09:00").unwrap();
    told("first answer of a minute: every schedule, every age", OPENINGS, with_tile, |catalog| {
        catalog.search(&Query::default(), now);
        catalog
    });
    let mut catalog = with_head();
    catalog.add_text(0, &body).unwrap();
    for fragment in [
        "",
        "at=V5X&sort=nearest",
        "need=need1,need2&language=language3&access=access1,access2&when=week&at=V5X&travel=bus",
        "need=need1&language=language3&access=access1,access2&unknown=no&when=today&cost=cost1&at=V5X&travel=walk",
        "q=f",
        "q=fo",
        "q=bafoba",
        "q=bafoba%20cedi",
        "q=bafoba%20cedi%20dimi&need=need1,need2,need3,need4&at=V5X&travel=bus",
        "q=bafooba",
        "q=xafobace%20cedyba%20dimixe",
        "q=need%20said%203",
    ] {
        let query = Query::from_fragment(fragment);
        let hits = catalog.search_first(&query, now, SHOWN).found;
        told(
            &format!("{hits:>5} hits  {fragment}"),
            RUNS,
            || (),
            |()| catalog.search_first(black_box(&query), now, SHOWN),
        );
    }
}

/// Prints how long `work` takes at best; neither what prepares it nor letting go of what it made
/// counts.
fn told<P, T>(name: &str, runs: u32, prepare: impl Fn() -> P, work: impl Fn(P) -> T) {
    // `valgrind --tool=callgrind --toggle-collect='*measured*'` counts what is measured.
    let runs = std::env::args().nth(1).and_then(|runs| runs.parse().ok()).unwrap_or(runs);
    let times = (0..runs).map(|_| {
        let prepared = prepare();
        let began = Instant::now();
        let made = measured(&work, prepared);
        let time = began.elapsed();
        drop(made);
        time
    });
    println!("{:>9.1?}  {name}", times.min().unwrap_or_default());
}

/// A function of its own, for profilers.
#[inline(never)]
fn measured<P, T>(work: &impl Fn(P) -> T, prepared: P) -> T {
    black_box(work(prepared))
}
