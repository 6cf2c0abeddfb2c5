//! Random catalogs for the property tests.
#![allow(clippy::unwrap_used, clippy::panic, dead_code)]

pub mod by_hand;
pub mod sessions;
pub mod words;

use catalog::card::{Card, CardPlace, CardText};
use catalog::columns::{PlaceRow, Row};
use catalog::day::{Day, Moment, Weekday};
use catalog::directory::{Freshness, Place, PlaceKind, Travel};
use catalog::facet::{FACETS, INTENTS, Kind, WHEN};
use catalog::format::write;
use catalog::manifest::{Choice, FileRef, Manifest, Tile};
use catalog::place::Position;
use catalog::schedule::{End, Frequency, Pause, Rule, Schedule};
use catalog::search::Catalog;
use catalog::service::{Answer, AssuranceHow, CapacityStatus, PageLocales, Spoken, Status};
use catalog::text::Decompose;
use proptest::collection::vec;
use proptest::prelude::*;

/// Text stays as it is: these tests type only plain letters.
pub fn as_it_is(text: &str) -> String {
    text.to_owned()
}

/// Monday 23 November 2026, nine o'clock.
pub fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

/// A catalog of one tile with these services, without text and cards.
pub fn catalog_of(manifest: Manifest, rows: &[Row], decompose: Decompose) -> Catalog {
    let tile = Tile { services: rows.len() as u32, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile], ..manifest };
    let mut catalog = Catalog::new(manifest.into(), decompose);
    catalog.add_columns(0, &write::columns(rows)).unwrap();
    catalog
}

/// Values of each facet that takes terms.
pub const VALUES: u32 = 4;

pub fn manifest() -> Manifest {
    let choice = |id: &str| Choice { id: id.to_owned(), label: id.to_owned(), ..Choice::default() };
    let fixed = |ids: &[&str]| ids.iter().map(|id| choice(id)).collect();
    let at = |lat_e5, lon_e5| Position { lat_e5, lon_e5 };
    let place = |id: &str, kind, centre| Place {
        id: id.to_owned(),
        name: id.to_owned(),
        kind,
        centre,
        outline: Vec::new(),
        radius_m: 0,
        overlaps: Vec::new(),
    };
    let [mut sunset, mut v5x] = [
        place("sunset", PlaceKind::Neighbourhood, at(4_922_000, -12_309_000)),
        place("V5X", PlaceKind::PostcodeArea, at(4_921_500, -12_309_500)),
    ];
    // Most of V5X is not in Sunset, and nearly all of Sunset is in V5X.
    (sunset.radius_m, sunset.overlaps) = (1_000, vec![(1, 97)]);
    (v5x.radius_m, v5x.overlaps) = (900, vec![(0, 40)]);
    let mut v0x = place("V0X", PlaceKind::PostcodeArea, at(4_940_000, -12_150_000));
    v0x.radius_m = 20_000;
    Manifest {
        locale: "en".into(),
        default_locale: "en".into(),
        time_zone: "America/Vancouver".into(),
        centre: at(4_922_050, -12_309_040),
        freshness: Freshness { remind: vec![11, 12], stale: 14, hide: 18 },
        travel: vec![
            Travel { id: "walk".into(), metres: 1_600 },
            Travel { id: "bus".into(), metres: 6_000 },
        ],
        choices: FACETS
            .iter()
            .map(|facet| match facet.kind {
                Kind::Travel => fixed(&["walk", "bus", "comes"]),
                Kind::When => fixed(WHEN),
                _ if facet.id == "intent" => fixed(INTENTS),
                _ => (0..VALUES).map(|n| choice(&format!("{}{n}", facet.id))).collect(),
            })
            .collect(),
        delivery: vec![choice("phone")],
        places: vec![sunset, v5x, v0x].into(),
        loads_all: false,
        tiles: vec![Tile {
            bounds: Some((at(1, 2), at(3, 4))),
            services: 7,
            columns: FileRef { name: "c".into(), bytes: 1 },
            texts: vec![FileRef { name: "t".into(), bytes: 2 }, FileRef::default()],
            cards: FileRef { name: "k".into(), bytes: 3 },
        }],
        sayings: FileRef { name: "s".into(), bytes: 4 },
        common_sayings: FileRef { name: "a".into(), bytes: 5 },
        spoken: None,
        messages: vec!["one".into(), String::new(), "三".into()],
    }
}

pub fn position() -> impl Strategy<Value = Position> {
    (4_915_000..4_930_000, -12_320_000..-12_300_000)
        .prop_map(|(lat_e5, lon_e5)| Position { lat_e5, lon_e5 })
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (0..7_usize).prop_map(|number| Weekday::ALL[number])
}

fn day() -> impl Strategy<Value = Day> {
    (20_300..20_900).prop_map(Day)
}

pub fn rule() -> impl Strategy<Value = Rule> {
    let sorted = |mut days: Vec<Weekday>| {
        days.sort_unstable();
        days.dedup();
        Frequency::Weekly(days)
    };
    let nth = prop_oneof![1..6_i8, -5..0_i8];
    let frequency = prop_oneof![
        Just(Frequency::Daily),
        vec(weekday(), 1..4).prop_map(sorted),
        vec((nth, weekday()), 1..3).prop_map(Frequency::MonthlyByWeekday),
        vec(1..32_u8, 1..3).prop_map(Frequency::MonthlyByDay),
    ];
    let end =
        prop_oneof![Just(End::Never), day().prop_map(End::Until), (1..50_u16).prop_map(End::Count)];
    (frequency, 1..4_u16, end).prop_map(|(frequency, interval, end)| Rule {
        frequency,
        interval,
        end,
    })
}

pub fn schedule() -> impl Strategy<Value = Schedule> {
    let pauses = vec((day(), 0..40), 0..2);
    let rest = (vec(day(), 0..3), vec(day(), 0..3), pauses, proptest::option::of(day()));
    ((day(), 0..1_440_u16), 1..1_441_u16, proptest::option::of(rule()), rest).prop_map(
        |((day, minute), minutes, rule, (mut dates, mut exdates, pauses, valid_to))| {
            exdates.sort_unstable();
            // Further dates come after the first one.
            dates.iter_mut().for_each(|further: &mut Day| *further = (*further).max(day));
            dates.sort_unstable();
            let pauses = pauses
                .into_iter()
                .map(|(from, days): (Day, i32)| Pause { from, to: from.plus(days) })
                .collect();
            let start = Moment { day, minute };
            Schedule { start, minutes, rule, dates, exdates, pauses, valid_to }
        },
    )
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![3 => Just(Answer::Yes), 2 => Just(Answer::No), 1 => Just(Answer::AtTimes)]
}

fn place() -> impl Strategy<Value = PlaceRow> {
    let access = proptest::collection::btree_map(0..VALUES, answer(), 0..4);
    let position = proptest::option::weighted(0.8, position());
    (position, vec(0..3_u32, 0..2), access).prop_map(|(position, within, access)| PlaceRow {
        position,
        within,
        access: access.into_iter().collect(),
    })
}

pub fn row() -> impl Strategy<Value = Row> {
    let values = || vec(0..VALUES, 0..3);
    // What one needs of a service and what not, or nothing where nobody has said.
    let needs = proptest::option::of(vec(any::<bool>(), VALUES as usize)).prop_map(|needs| {
        let each = |(value, is_needed): (u32, bool)| if is_needed { value } else { VALUES + value };
        let mut told: Vec<u32> = (0..).zip(needs.into_iter().flatten()).map(each).collect();
        told.sort_unstable();
        told
    });
    let terms = (values(), values(), values(), values(), vec(0..2_u32, 0..2), needs);
    let how = prop_oneof![Just(Spoken::Native), Just(Spoken::Interpreter), Just(Spoken::Written)];
    let facts =
        (vec((0..VALUES, how), 0..3), vec(place(), 0..4), any::<bool>(), vec(0..3_u32, 0..2));
    let rest = (
        any::<bool>(),
        vec((proptest::option::of(0..3_u8), schedule()), 0..3),
        proptest::option::of(19_900..20_780).prop_map(|days| days.map(Day)),
        proptest::bool::weighted(0.9),
    );
    (terms, facts, rest).prop_map(|(terms, facts, rest)| {
        let (need, cost, audience, joining, intent, requires) = terms;
        let (languages, places, has_door, area) = facts;
        let (comes_to_me, schedules, assured, is_listed) = rest;
        Row {
            terms: FACETS
                .iter()
                .map(|facet| match facet.id {
                    "need" => need.clone(),
                    "cost" => cost.clone(),
                    "audience" => audience.clone(),
                    "joining" => joining.clone(),
                    "intent" => intent.clone(),
                    "requires" => requires.clone(),
                    _ => Vec::new(),
                })
                .collect(),
            languages,
            area,
            comes_to_me,
            has_door: has_door || !places.is_empty(),
            places,
            schedules,
            assured,
            is_listed,
        }
    })
}

pub fn card() -> impl Strategy<Value = Card> {
    let text = || {
        ("[^\x00]{0,12}", any::<bool>())
            .prop_map(|(text, translated)| CardText { text, translated })
    };
    let words = ("[a-z0-9]{5}", text(), "[^\x00]{0,8}", text());
    let place = ("[^\x00\x1f]{0,8}", "[^\x00\x1f]{0,8}", "[^\x00\x1f]{0,12}");
    let more = (
        proptest::option::of("\\+1[0-9]{10}"),
        (vec(place, 1..4), any::<bool>()),
        text(),
        proptest::option::of((text(), day())),
    );
    let facts = (
        vec((0..9_u32, Just(Spoken::Interpreter)), 0..3),
        vec(vec((0..9_u32, answer()), 0..3), 0..3),
        any::<bool>(),
    );
    (words, more, facts, proptest::option::of(day()), pages()).prop_map(
        |(words, more, facts, assured, pages)| {
            let (id, name, organization, summary) = words;
            let (phone, (places, translated), cost, alert) = more;
            let (languages, access, sensitive) = facts;
            let places = places.into_iter().map(|(name, city, text)| CardPlace {
                name,
                city,
                schedule: CardText { text, translated },
            });
            Card {
                id,
                name,
                organization,
                summary,
                places: places.collect(),
                phone,
                cost,
                alert,
                capacity: CapacityStatus::Full,
                status: Status::TemporarilyClosed,
                languages,
                access,
                has_door: true,
                assured,
                assured_how: AssuranceHow::Event,
                sensitive,
                pages,
            }
        },
    )
}

fn pages() -> impl Strategy<Value = PageLocales> {
    prop_oneof![Just(PageLocales::Every), Just(PageLocales::Default), Just(PageLocales::None)]
}

/// A session every Tuesday morning, with an exception and a pause.
pub fn a_schedule() -> Option<Schedule> {
    let start = Moment::parse("2026-01-06T10:00")?;
    Some(Schedule {
        start,
        minutes: 90,
        rule: Rule::parse("FREQ=WEEKLY;BYDAY=TU", start).ok(),
        dates: Vec::new(),
        exdates: vec![Day::parse("2026-12-29")?],
        pauses: vec![Pause { from: Day::parse("2026-08-01")?, to: Day::parse("2026-08-31")? }],
        valid_to: None,
    })
}
