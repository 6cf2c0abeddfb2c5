//! What people are told beside the list: why something fits, in which order, what else there is.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::sync::Arc;

use catalog::columns::{PlaceRow, Row};
use catalog::facet::FACETS;
use catalog::format::write;
use catalog::manifest::{Manifest, Tile};
use catalog::place::Position;
use catalog::query::{Origin, Query};
use catalog::results::{Age, Comes, Results};
use catalog::sayings::{Meaning, Sayings};
use catalog::search::Catalog;
use catalog::service::{Answer, Spoken};
use common::{as_it_is, catalog_of, manifest, now};

/// A listed service that was checked this month.
fn listed() -> Row {
    Row {
        terms: vec![Vec::new(); FACETS.len()],
        assured: Some(now().day.plus(-10)),
        is_listed: true,
        has_door: true,
        ..Row::default()
    }
}

fn with_need(need: u32) -> Row {
    let mut row = listed();
    row.terms[0] = vec![need];
    row
}

fn answer(rows: &[Row], link: &str, origin: Option<Origin>) -> Results {
    let catalog = catalog_of(manifest(), rows, as_it_is);
    let mut query = Query::from_fragment(link);
    query.origin = origin.or(query.origin);
    catalog.search(&query, now())
}

fn order(results: &Results) -> Vec<u32> {
    results.hits.iter().map(|hit| hit.service).collect()
}

#[test]
fn leaflets_in_a_language_are_not_somebody_to_talk_to() {
    let speaking = |how| Row { languages: vec![(1, how)], ..listed() };
    let both = Row { languages: vec![(1, Spoken::Interpreter), (1, Spoken::Native)], ..listed() };
    let rows =
        [speaking(Spoken::Written), speaking(Spoken::Interpreter), both, speaking(Spoken::Native)];
    let results = answer(&rows, "language=language1", None);
    assert_eq!(order(&results), [2, 3, 1], "who speaks it comes before who interprets");
    assert_eq!(results.counts[1][1], 3);
    assert!(results.hits[0].why.by_interpreter.is_empty());
    assert_eq!(results.hits[2].why.by_interpreter, [1]);
}

#[test]
fn someone_in_a_wheelchair_sees_what_is_known_and_what_is_not() {
    let knowing = |answer| Row {
        places: vec![PlaceRow { access: vec![(2, answer)], ..PlaceRow::default() }],
        ..listed()
    };
    let rows = [listed(), knowing(Answer::No), knowing(Answer::Yes)];
    let results = answer(&rows, "access=access2", None);
    assert_eq!(
        order(&results),
        [2, 0],
        "known before not known, and never what is known not to fit"
    );
    assert_eq!(results.hits[0].why.met, [(3, 2)]);
    assert_eq!(results.hits[1].why.unknown, [(3, 2)]);
    assert_eq!(order(&answer(&rows, "access=access2&unknown=no", None)), [2]);
}

#[test]
fn something_comes_to_me_only_if_i_asked_for_that() {
    let home = Some(Origin::Place("sunset".into()));
    let here = manifest().places[0].centre;
    let place = |north: i32| PlaceRow {
        position: Some(Position { lat_e5: here.lat_e5 + north, ..here }),
        ..PlaceRow::default()
    };
    let rows = [
        Row { comes_to_me: true, places: vec![place(0)], ..listed() },
        Row { comes_to_me: true, area: vec![2], ..listed() },
        Row { places: vec![place(9_000)], ..listed() },
    ];
    let walking = answer(&rows, "travel=walk", home.clone());
    assert_eq!(order(&walking), [0]);
    assert_eq!(walking.hits[0].why.comes, None);
    assert_eq!(walking.near_misses.len(), 1);
    assert_eq!(walking.near_misses[0].service, 2);
    let waiting = answer(&rows, "travel=comes", home);
    assert_eq!(order(&waiting), [0], "the other one serves another area");
    assert_eq!(waiting.hits[0].why.comes, Some(Comes::Yes));
    // Nobody knows where the person is: distances say nothing, and who comes may come.
    assert_eq!(order(&answer(&rows, "travel=walk", None)).len(), 3);
    assert_eq!(order(&answer(&rows, "travel=comes,walk", None)), [0, 1]);
}

#[test]
fn what_nobody_checked_for_long_stands_last_and_then_goes() {
    let checked = |months: i32| Row { assured: Some(now().day.plus(-31 * months)), ..listed() };
    let rows =
        [checked(15), Row { assured: None, ..listed() }, checked(1), checked(19), checked(12)];
    let results = answer(&rows, "", None);
    assert_eq!(order(&results), [2, 4, 0, 1]);
    let ages: Vec<Age> = results.hits.iter().map(|hit| hit.age).collect();
    assert_eq!(ages, [Age::Fresh, Age::Due, Age::Stale, Age::Stale]);
    assert_eq!(results.searched, 4);
}

#[test]
fn who_meets_more_of_what_was_asked_stands_first() {
    let mut both = with_need(0);
    both.terms[0] = vec![0, 3];
    let results = answer(&[with_need(0), both, with_need(3)], "need=need0,need3", None);
    assert_eq!(order(&results), [1, 0, 2]);
}

#[test]
fn a_person_who_types_a_need_is_offered_it() {
    let mut catalog = catalog_of(manifest(), &[with_need(3), with_need(1)], as_it_is);
    let own = Sayings {
        phrases: vec![(Meaning::Wish(0, 3), vec!["nofriends".to_owned(), "lonely".to_owned()])],
        ..Sayings::default()
    };
    catalog.add_sayings(&write::sayings(&own), false).unwrap();
    let suggested = |typed: &str| {
        let query = Query { words: typed.into(), ..Query::default() };
        catalog.search(&query, now()).suggested_needs
    };
    assert_eq!(suggested("no friends"), [(3, 1)]);
    assert_eq!(suggested("lone"), [(3, 1)]);
    assert_eq!(suggested("lo"), []);
    assert_eq!(suggested("tennis"), []);
}

#[test]
fn a_person_may_say_a_need_in_another_language_than_the_pages() {
    let mut catalog = catalog_of(manifest(), &[with_need(3), with_need(1)], as_it_is);
    let common = Sayings {
        phrases: vec![(Meaning::Wish(0, 3), vec!["lonely".to_owned(), "solo".to_owned()])],
        ..Sayings::default()
    };
    let suggested = |catalog: &Catalog, typed: &str| {
        let query = Query { words: typed.into(), ..Query::default() };
        catalog.search(&query, now()).suggested_needs
    };
    assert_eq!(suggested(&catalog, "solo"), []);
    catalog.add_sayings(&write::sayings(&common), true).unwrap();
    assert_eq!(suggested(&catalog, "solo"), [(3, 1)]);
    assert_eq!(suggested(&catalog, "lonely"), [(3, 1)]);
    assert!(catalog.add_sayings(b"SGPS", true).is_err());
    assert_eq!(suggested(&catalog, "solo"), [(3, 1)], "a broken file takes nothing away");
}

#[test]
fn an_answer_is_the_same_whichever_neighbourhood_came_first() {
    let tile = |services| Tile { services, ..Tile::default() };
    let manifest = Arc::new(Manifest { tiles: vec![tile(2), tile(1)], ..manifest() });
    let files = [write::columns(&[with_need(0), with_need(1)]), write::columns(&[with_need(2)])];
    let tiles_of_answer = |order: [usize; 2]| {
        let mut catalog = Catalog::new(manifest.clone(), as_it_is);
        for tile in order {
            catalog.add_columns(tile, &files[tile]).unwrap();
        }
        let results = catalog.search(&Query::default(), now());
        let tiles = results.hits.iter().map(|hit| catalog.tile_of(hit.service).unwrap());
        tiles.collect::<Vec<_>>()
    };
    assert_eq!(tiles_of_answer([0, 1]), [0, 0, 1]);
    assert_eq!(tiles_of_answer([1, 0]), [0, 0, 1]);
}
