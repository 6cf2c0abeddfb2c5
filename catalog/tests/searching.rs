//! Who is found, how many, in which order, and what else is offered: against what a person would
//! count by hand (`common/by_hand.rs`). And links.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use catalog::columns::Row;
use catalog::facet::{FACETS, Kind};
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::results::{Age, Hit, Relaxation, Results, Without};
use catalog::search::Catalog;
use catalog::service::Spoken;
use common::by_hand::{Asked, Listed, TOLERANCE_M};
use common::words::{only, with_text};
use common::{as_it_is, catalog_of, manifest, now, position, row};
use proptest::collection::vec;
use proptest::prelude::*;

/// The directory that everything here is asked of.
static DIRECTORY: LazyLock<Manifest> = LazyLock::new(manifest);

/// Words of which none begins another or is near one.
const WORDS: [&str; 4] = ["tea", "walk", "choir", "garden"];

fn listed() -> impl Strategy<Value = Listed> {
    (row(), vec(prop::sample::select(&WORDS[..]), 0..4))
        .prop_map(|(row, name)| Listed { row, name })
}

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

/// No word, one that services have, or one that nobody has.
fn words() -> impl Strategy<Value = String> {
    let some = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    prop_oneof![2 => Just(String::new()), 3 => some, 1 => Just("zzz".to_owned())]
}

fn open(services: &[Listed]) -> Catalog {
    let rows: Vec<Row> = services.iter().map(|service| service.row.clone()).collect();
    let texts: Vec<_> = services.iter().map(|service| only(0, &service.name.join(" "))).collect();
    with_text(manifest(), &rows, &texts)
}

/// How many fit a question.
fn count(services: &[Listed], query: &Query) -> u32 {
    let asked = Asked { manifest: &DIRECTORY, query, now: now() };
    services.iter().filter(|service| asked.fits(service)).count() as u32
}

/// In how many ways one part of a question can be left aside, and how many then fit.
fn ways_out(services: &[Listed], query: &Query) -> Vec<Relaxation> {
    let mut ways = vec![
        (Without::Words, Query { words: String::new(), ..query.clone() }),
        (Without::KnownOnly, Query { known_only: false, ..query.clone() }),
    ];
    for (facet, known) in FACETS.iter().enumerate() {
        for (value, choice) in DIRECTORY.choices[facet].iter().enumerate() {
            if query.has(known.id, &choice.id) {
                let mut without = query.clone();
                without.toggle(known.id, &choice.id);
                ways.push((Without::Value(facet as u32, value as u32), without));
            }
        }
    }
    ways.into_iter()
        .map(|(without, query)| Relaxation { without, hits: count(services, &query) })
        .filter(|way| way.hits > 0)
        .collect()
}

/// In the order of the hits, what that order is by, the first of it the weightiest.
fn order_of(hit: &Hit, services: &[Listed], asked: &Asked<'_>, sort: Sort) -> Vec<u64> {
    let service = &services[hit.service as usize];
    let far = hit.metres.unwrap_or(u32::MAX);
    let is_stale = asked.age(service) >= Age::Stale;
    let met = asked.met(service);
    let best = || {
        // A stale page's score counts seven tenths. Scores are positive, so that their bits are in
        // their order.
        let score = if is_stale { hit.score * 0.7 } else { hit.score };
        let near = if asked.origin().is_some() { far / 400 } else { 0 };
        vec![
            u64::from(u32::MAX - score.to_bits()),
            is_stale.into(),
            u64::MAX - (met.for_certain + met.by_interpreter) as u64,
            met.unknown as u64,
            met.by_interpreter as u64,
            near.into(),
            u64::MAX - service.row.access.len().min(6) as u64,
        ]
    };
    let mut order = match sort {
        Sort::Best => best(),
        Sort::Nearest => vec![far.into()],
        Sort::Soonest => {
            let start = asked.next(service).map_or(u64::MAX, |start| {
                (i64::from(start.day.0) * 1_440 + i64::from(start.minute)) as u64
            });
            vec![start, far.into()]
        }
    };
    order.push(hit.service.into());
    order
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn who_is_found_and_how_many_is_what_one_counts_by_hand(
        services in vec(listed(), 0..66),
        mut query in query(),
        words in words(),
    ) {
        query.words = words;
        let asked = Asked { manifest: &DIRECTORY, query: &query, now: now() };
        prop_assume!(asked.is_clear(&services));
        let results = open(&services).search(&query, now());
        let all = 0..services.len() as u32;
        let expected: BTreeSet<u32> =
            all.filter(|service| asked.fits(&services[*service as usize])).collect();
        let found: Vec<u32> = results.hits.iter().map(|hit| hit.service).collect();
        prop_assert_eq!(results.found as usize, expected.len());
        prop_assert_eq!(found.len(), expected.len(), "each once");
        prop_assert_eq!(BTreeSet::from_iter(found), expected);
        let searched = services.iter().filter(|service| asked.is_searched(service)).count();
        prop_assert_eq!(results.searched as usize, searched);

        for hit in &results.hits {
            let service = &services[hit.service as usize];
            match (hit.metres, asked.metres(service)) {
                (Some(told), Some(measured)) => {
                    prop_assert!((f64::from(told) - measured).abs() <= TOLERANCE_M);
                }
                (told, measured) => prop_assert_eq!(told.is_some(), measured.is_some()),
            }
            prop_assert_eq!(hit.next.map(|next| next.start), asked.next(service));
            prop_assert_eq!(hit.age, asked.age(service));
            prop_assert_eq!(hit.score > 0.0, !query.words.is_empty());
            let met = asked.met(service);
            prop_assert_eq!(hit.why.met.len(), met.for_certain);
            prop_assert_eq!(hit.why.by_interpreter.len(), met.by_interpreter);
            prop_assert_eq!(hit.why.unknown.len(), met.unknown);
        }

        for (facet, known) in FACETS.iter().enumerate() {
            for (value, choice) in DIRECTORY.choices[facet].iter().enumerate() {
                // As if this value alone were changed: see `Results::counts`.
                let expected = if known.kind == Kind::EveryFact {
                    let mut more = query.clone();
                    more.chosen.add(known.id, &choice.id);
                    count(&services, &more) as usize
                } else {
                    let fitting = services.iter().filter(|service| {
                        asked.fits_but(service, Some(facet))
                            && asked.has(service, facet, value as u32, &choice.id)
                    });
                    fitting.count()
                };
                let counted = results.counts[facet][value] as usize;
                prop_assert_eq!(counted, expected, "{} {}", known.id, choice.id);
            }
        }
    }

    #[test]
    fn results_stand_in_the_order_that_was_asked_for(
        services in vec(listed(), 0..66),
        mut query in query(),
        words in words(),
        wanted in 0..70_usize,
    ) {
        query.words = words;
        let asked = Asked { manifest: &DIRECTORY, query: &query, now: now() };
        let catalog = open(&services);
        let results = catalog.search(&query, now());
        let has_place = asked.origin().is_some();
        let sort = if query.sort == Sort::Nearest && !has_place { Sort::Best } else { query.sort };
        prop_assert_eq!(results.sort, sort);
        let order = |hit: &Hit| order_of(hit, &services, &asked, sort);
        prop_assert!(results.hits.is_sorted_by_key(order), "{:?}", results.hits);
        // A screen that shows the first few shows the same ones, and everything else as it was.
        let mut first = results.clone();
        first.hits.truncate(wanted);
        prop_assert_eq!(catalog.search_first(&query, now(), wanted), first);
    }

    #[test]
    fn what_is_a_little_too_far_is_the_nearest_of_what_fits_otherwise(
        services in vec(listed(), 0..66),
        mut query in query(),
        words in words(),
        way in prop::sample::select(vec!["walk", "bus", "comes"]),
    ) {
        query.words = words;
        query.chosen.add("travel", way);
        let asked = Asked { manifest: &DIRECTORY, query: &query, now: now() };
        prop_assume!(asked.is_clear(&services));
        let travel = FACETS.iter().position(|facet| facet.kind == Kind::Travel).unwrap();
        let misses = |service: &Listed| {
            asked.fits_but(service, Some(travel)) && !asked.fits(service)
        };
        let too_far = services.iter().filter(|service| misses(service));
        let mut too_far: Vec<f64> = too_far.filter_map(|service| asked.metres(service)).collect();
        too_far.sort_by(f64::total_cmp);
        too_far.truncate(3);
        let offered = open(&services).search(&query, now()).near_misses;
        prop_assert_eq!(offered.len(), too_far.len());
        let mut each = BTreeSet::new();
        for (miss, measured) in offered.iter().zip(too_far) {
            prop_assert!(misses(&services[miss.service as usize]), "it fits all but the distance");
            prop_assert!(each.insert(miss.service), "each once");
            let told = f64::from(miss.metres.unwrap());
            prop_assert!((told - measured).abs() <= TOLERANCE_M, "nearest first");
        }
    }

    #[test]
    fn where_nothing_fits_the_best_ways_out_are_offered(
        services in vec(listed(), 0..30),
        mut query in query(),
        words in words(),
    ) {
        query.words = words;
        let asked = Asked { manifest: &DIRECTORY, query: &query, now: now() };
        prop_assume!(asked.is_clear(&services));
        let Results { found, relaxations, .. } = open(&services).search(&query, now());
        let mut ways = if found == 0 { ways_out(&services, &query) } else { Vec::new() };
        for (number, way) in relaxations.iter().enumerate() {
            prop_assert!(ways.contains(way), "{way:?} is no way out, or for another number: {ways:?}");
            prop_assert!(!relaxations[..number].contains(way), "each once");
        }
        ways.sort_by_key(|way| Reverse(way.hits));
        ways.truncate(3);
        let best: Vec<u32> = ways.iter().map(|way| way.hits).collect();
        let offered: Vec<u32> = relaxations.iter().map(|way| way.hits).collect();
        prop_assert_eq!(offered, best, "the three of which most fits, most first");
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

/// Facts that one may regret, each said plainly; whoever mends one changes the test.
mod as_it_is_now {
    use super::*;

    fn service(name: &[&'static str], row: Row) -> Listed {
        let terms = vec![Vec::new(); FACETS.len()];
        let row = Row { terms, assured: Some(now().day), is_listed: true, ..row };
        Listed { row, name: name.to_vec() }
    }

    fn found(services: &[Listed], query: &Query) -> Vec<u32> {
        open(services).search(query, now()).hits.iter().map(|hit| hit.service).collect()
    }

    #[test]
    fn a_telephone_line_counts_as_a_place_of_whose_entrance_nobody_knows() {
        let line = service(&["tea"], Row { comes_to_me: true, ..Row::default() });
        let mut query = Query::default();
        query.toggle("access", "access0");
        let results = open(std::slice::from_ref(&line)).search(&query, now());
        assert_eq!(results.hits[0].why.unknown, [(3, 0)], "it has no entrance");
        query.known_only = true;
        assert_eq!(found(&[line], &query), [], "nothing that it lacks could keep anybody out");
    }

    #[test]
    fn who_serves_a_spot_is_guessed_from_centres() {
        let visits = |area| Row { comes_to_me: true, area: vec![area], ..Row::default() };
        let services = [0, 1, 2].map(|area| service(&[], visits(area)));
        let mut query = Query::default();
        query.toggle("travel", "comes");
        let calgary = Position::from_degrees(51.0447, -114.0719).unwrap();
        query.origin = Some(Origin::Device(calgary));
        assert_eq!(
            found(&services, &query),
            [2],
            "Calgary is in no area of a directory of Vancouver"
        );
        query.origin = Some(Origin::Place("V5X".into()));
        assert_eq!(
            found(&services, &query),
            [0, 1],
            "by the centre of V5X, not by what it overlaps"
        );
    }

    #[test]
    fn a_slightly_better_word_stands_before_what_is_eighteen_kilometres_nearer() {
        let here = DIRECTORY.places[0].centre;
        let there = Position { lat_e5: here.lat_e5 + 16_200, ..here };
        let at = |position, access| Row { positions: vec![position], access, ..Row::default() };
        let services = [
            service(&["tea"], at(there, Vec::new())),
            service(&["tea", "garden"], at(here, vec![(0, true)])),
        ];
        let mut query = Query { words: "tea".into(), ..Query::default() };
        query.toggle("access", "access0");
        query.origin = Some(Origin::Place("sunset".into()));
        let results = open(&services).search(&query, now());
        assert_eq!(results.hits.iter().map(|hit| hit.service).collect::<Vec<_>>(), [0, 1]);
        assert!(results.hits[0].metres.unwrap() > 17_900 && results.hits[1].metres == Some(0));
        assert!(results.hits[0].why.met.is_empty(), "and of the fact that was asked nobody knows");
    }

    #[test]
    fn what_nobody_checked_stands_behind_what_meets_less() {
        let speaking = |languages| Row { languages, ..Row::default() };
        let both = vec![(0, Spoken::Native), (1, Spoken::Native)];
        let mut services =
            [service(&[], speaking(both)), service(&[], speaking(vec![(0, Spoken::Native)]))];
        services[0].row.assured = Some(now().day.plus(-31 * 15));
        let mut query = Query::default();
        query.toggle("language", "language0");
        query.toggle("language", "language1");
        assert_eq!(found(&services, &query), [1, 0]);
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
