//! Filters, counts and distances against a plain loop that was written from the rules alone.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use catalog::columns::Row;
use catalog::day::Weekday;
use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::service::Spoken;
use common::{as_it_is, catalog_of, manifest, now, position, row};
use proptest::collection::vec;
use proptest::prelude::*;

/// The directory that everything here is asked of.
static DIRECTORY: LazyLock<Manifest> = LazyLock::new(manifest);

fn query() -> impl Strategy<Value = Query> {
    let choices = manifest().choices;
    let value = (0..FACETS.len()).prop_flat_map(move |facet| {
        let ids: Vec<String> = choices[facet].iter().map(|choice| choice.id.clone()).collect();
        (Just(FACETS[facet].id.to_owned()), prop::sample::select(ids))
    });
    let origin = prop_oneof![
        Just(None),
        Just(Some(Origin::Place("sunset".into()))),
        Just(Some(Origin::Place("nowhere".into()))),
        position().prop_map(|at| Some(Origin::Device(at))),
    ];
    let sort = prop_oneof![Just(Sort::Best), Just(Sort::Nearest), Just(Sort::Soonest)];
    (vec(value, 0..5), any::<bool>(), origin, sort).prop_map(
        |(values, known_only, origin, sort)| {
            let mut query = Query { known_only, origin, sort, ..Query::default() };
            for (facet, value) in values {
                query.chosen.add(&facet, &value);
            }
            query
        },
    )
}

/// One service, one value: does it have it?
fn has(row: &Row, facet: usize, value: u32) -> bool {
    match FACETS[facet].id {
        "language" => row
            .languages
            .iter()
            .any(|(language, how)| *language == value && *how != Spoken::Written),
        "access" => row.access.contains(&(value, true)),
        _ => row.terms[facet].contains(&value),
    }
}

fn reaches(row: &Row, id: &str, origin: Option<Position>, query: &Query) -> Option<bool> {
    if id == "comes" {
        // In the common manifest only "sunset" and V5X are near anything.
        let here: Vec<u32> = match (&query.origin, origin) {
            (_, None) => return Some(row.comes_to_me),
            (Some(Origin::Place(_)), Some(_)) => vec![0, 1],
            (_, Some(at)) => {
                let places = &DIRECTORY.places;
                let near = places[0].centre.metres_to(at) <= 3_000;
                let postcode = if places[1].centre.metres_to(at) <= places[2].centre.metres_to(at) {
                    1
                } else {
                    2
                };
                if near { vec![0, postcode] } else { vec![postcode] }
            }
        };
        let serves = row.area.is_empty() || row.area.iter().any(|place| here.contains(place));
        return Some(row.comes_to_me && serves);
    }
    let limit = if id == "walk" { 1_600 } else { 6_000 };
    let origin = origin?;
    Some(row.positions.iter().any(|at| at.metres_to(origin) <= limit))
}

fn on(row: &Row, id: &str) -> bool {
    let week = now().day.plus(6);
    row.schedules.iter().flat_map(|schedule| schedule.sessions(now(), week)).any(|session| {
        let (day, minute) = (session.start.day, session.start.minute);
        match id {
            "today" => day <= now().day,
            "week" => true,
            "morning" => minute < 720,
            "afternoon" => (720..1_020).contains(&minute),
            "evening" => minute >= 1_020,
            _ => matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    })
}

fn passes(row: &Row, facet: usize, query: &Query, origin: Option<Position>) -> bool {
    let manifest = &*DIRECTORY;
    let chosen: Vec<u32> = (0..manifest.choices[facet].len() as u32)
        .filter(|value| query.has(FACETS[facet].id, &manifest.choices[facet][*value as usize].id))
        .collect();
    if chosen.is_empty() {
        return true;
    }
    let id = |value: u32| manifest.choices[facet][value as usize].id.clone();
    match FACETS[facet].kind {
        Kind::AnyTerm => chosen.iter().any(|value| has(row, facet, *value)),
        Kind::EveryFact => chosen.iter().all(|value| {
            if query.known_only {
                has(row, facet, *value)
            } else {
                !row.access.contains(&(*value, false))
            }
        }),
        Kind::When => chosen.iter().any(|value| on(row, &id(*value))),
        Kind::Travel => {
            let reached: Vec<bool> = chosen
                .iter()
                .filter_map(|value| reaches(row, &id(*value), origin, query))
                .collect();
            reached.is_empty() || reached.contains(&true)
        }
    }
}

fn is_found(row: &Row, query: &Query, origin: Option<Position>, but: Option<usize>) -> bool {
    let age = catalog::search::age(&DIRECTORY, row.assured, now().day);
    row.is_listed
        && age != catalog::results::Age::Hidden
        && (0..FACETS.len()).all(|facet| Some(facet) == but || passes(row, facet, query, origin))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn hits_counts_and_distances_are_those_of_a_plain_loop(rows in vec(row(), 0..66), query in query()) {
        let catalog = catalog_of(manifest(), &rows, as_it_is);
        let results = catalog.search(&query, now());
        let origin = catalog.origin(&query);

        let expected: BTreeSet<u32> = (0..rows.len() as u32)
            .filter(|service| is_found(&rows[*service as usize], &query, origin, None))
            .collect();
        let found: BTreeSet<u32> = results.hits.iter().map(|hit| hit.service).collect();
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(results.hits.len(), expected.len());

        for hit in &results.hits {
            let row = &rows[hit.service as usize];
            let metres = origin.and_then(|at| row.positions.iter().map(|to| at.metres_to(*to)).min());
            prop_assert_eq!(hit.metres, metres);
        }
        for (facet, known) in FACETS.iter().enumerate() {
            for (value, count) in results.counts[facet].iter().enumerate() {
                let id = DIRECTORY.choices[facet][value].id.clone();
                let of_value = rows.iter().filter(|row| match known.kind {
                    Kind::AnyTerm => is_found(row, &query, origin, Some(facet)) && has(row, facet, value as u32),
                    Kind::When => is_found(row, &query, origin, Some(facet)) && on(row, &id),
                    Kind::Travel => is_found(row, &query, origin, Some(facet))
                        && reaches(row, &id, origin, &query).unwrap_or(true),
                    Kind::EveryFact => {
                        let mut more = query.clone();
                        more.chosen.add("access", &id);
                        is_found(row, &more, origin, None)
                    }
                });
                prop_assert_eq!(*count as usize, of_value.count(), "{} {}", known.id, value);
            }
        }
        if results.sort == Sort::Nearest {
            let metres = results.hits.iter().map(|hit| hit.metres.unwrap_or(u32::MAX));
            prop_assert!(metres.is_sorted());
        }
        let mut ways: Vec<u32> = Vec::new();
        if expected.is_empty() {
            let count = |query: &Query| {
                rows.iter().filter(|row| is_found(row, query, origin, None)).count() as u32
            };
            ways.push(count(&Query { known_only: false, ..query.clone() }));
            for (facet, values) in query.chosen.iter() {
                for value in values {
                    let mut without = query.clone();
                    without.toggle(facet, value);
                    ways.push(count(&without));
                }
            }
            ways.retain(|hits| *hits > 0);
            ways.sort_by_key(|hits| std::cmp::Reverse(*hits));
            ways.truncate(3);
        }
        let offered: Vec<u32> = results.relaxations.iter().map(|way| way.hits).collect();
        prop_assert_eq!(offered, ways);
        for miss in &results.near_misses {
            prop_assert!(!expected.contains(&miss.service) && miss.metres.is_some());
        }
    }

    #[test]
    fn a_link_says_what_was_asked(mut query in query(), words in ".{0,30}") {
        query.words = words;
        let again = Query::from_fragment(&query.to_fragment());
        let expected = match query.origin {
            Some(Origin::Device(_)) => Query { origin: None, ..query },
            _ => query,
        };
        prop_assert_eq!(again, expected);
    }

    #[test]
    fn any_link_opens(fragment in ".{0,80}|(need|q|at|sort|access)=[%a-z0-9,&=]{0,40}") {
        let query = Query::from_fragment(&fragment);
        prop_assert_eq!(&Query::from_fragment(&query.to_fragment()), &query);
    }
}

#[test]
fn a_link_has_the_form_that_people_share() {
    let link = "q=tai%20chi%20%E5%A4%AA%E6%A5%B5&language=yue&need=company,move&unknown=no&at=V5X&sort=nearest";
    let query = Query::from_fragment(link);
    assert_eq!(query.words, "tai chi 太極");
    assert!(query.has("need", "move") && query.has("language", "yue") && query.known_only);
    assert_eq!(query.choice_count(), 4);
    assert_eq!(query.to_fragment(), link);
    // Some messengers encode commas; some people cut links, or type their own.
    assert_eq!(Query::from_fragment("need=company%2Cmove").chosen.of("need").len(), 2);
    assert!(
        Query::from_fragment("need=<b>,&colour=red&at=a%20b&q&sort=cheapest&unknown").is_empty()
    );
    assert!(Query::from_fragment(&"q=a&".repeat(9_000)).to_fragment().len() < 10);
    // What is no id is never written: it would change the rest of the link.
    let mut odd = Query::default();
    odd.toggle("need", "a&at=V5X");
    odd.toggle("colour", "red");
    odd.origin = Some(Origin::Place("a&b".into()));
    assert_eq!(odd.to_fragment(), "");
}

#[test]
fn the_phones_own_position_is_in_no_link() {
    let here = Position::from_degrees(49.2205, -123.0904).unwrap();
    let query = Query { origin: Some(Origin::Device(here)), ..Query::default() };
    assert_eq!(query.to_fragment(), "");
}

#[test]
fn a_full_postcode_finds_its_area() {
    let catalog = catalog_of(manifest(), &[], as_it_is);
    assert_eq!(catalog.find_places("v5x 1a2"), [1]);
    assert_eq!(catalog.find_places("V0"), [2]);
    assert_eq!(catalog.find_places("sun"), [0]);
    assert!(catalog.find_places("  ").is_empty());
}

#[test]
fn the_facets_can_be_told_apart() {
    let ids: BTreeSet<_> = FACETS.iter().map(|facet| facet.id).collect();
    assert_eq!(ids.len(), FACETS.len());
    for id in ["q", "at", "sort", "unknown"] {
        assert!(!ids.contains(id), "{id} has another meaning in links");
    }
    for kind in [Kind::EveryFact, Kind::Travel, Kind::When] {
        assert_eq!(FACETS.iter().filter(|facet| facet.kind == kind).count(), 1);
    }
}
