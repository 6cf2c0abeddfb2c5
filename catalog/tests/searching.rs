//! Who is found, how many, in which order, and what else is offered: against what a person would
//! count by hand (`common/by_hand.rs`). And links.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod common;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use catalog::columns::{PlaceRow, Row};
use catalog::directory::{Place, PlaceKind};
use catalog::facet::{FACETS, INTENTS, Kind};
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::results::{Age, Comes, Hit, Relaxation, Results, Why, Without};
use catalog::search::Catalog;
use catalog::service::{Answer, Spoken};
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

/// How well the words fit; a stale page's score counts seven tenths.
fn score(hit: &Hit, services: &[Listed], asked: &Asked<'_>) -> f32 {
    let is_stale = asked.age(&services[hit.service as usize]) >= Age::Stale;
    if is_stale { hit.score * 0.7 } else { hit.score }
}

/// In the order of the hits, what that order is by, the first of it the weightiest.
fn order_of(
    hit: &Hit,
    services: &[Listed],
    asked: &Asked<'_>,
    sort: Sort,
    best_score: f32,
) -> Vec<u64> {
    let service = &services[hit.service as usize];
    let at = usize::from(hit.at);
    let far = hit.metres.unwrap_or(u32::MAX);
    let is_stale = asked.age(service) >= Age::Stale;
    let met = asked.met(service, at);
    let start = || {
        asked.next(service, at).map_or(u64::MAX, |start| {
            (i64::from(start.day.0) * 1_440 + i64::from(start.minute)) as u64
        })
    };
    let best = || {
        let score = score(hit, services, asked);
        // Words fit about as well within a seventh. Scores are positive, so that their bits are in
        // their order.
        let mut floor = best_score;
        let mut band = 0;
        while band < 25
            && score < {
                floor /= 1.15;
                floor
            }
        {
            band += 1;
        }
        let near = if asked.origin().is_some() { far / 400 } else { 0 };
        let told = service.row.places.get(at).map_or(0, |place| place.access.len());
        // Who only seeks helpers stands last, unless their own words or their intent were asked for.
        let intent = FACETS.iter().position(|facet| facet.id == "intent").unwrap();
        let has = |intent_id: &str| {
            let value = INTENTS.iter().position(|known| *known == intent_id).unwrap() as u32;
            service.row.terms[intent].contains(&value)
        };
        let is_offer = has("volunteer") && !has("join");
        let is_aside = is_offer && !hit.why.words && !asked.query.has("intent", "volunteer");
        vec![
            is_aside.into(),
            band,
            is_stale.into(),
            u64::MAX - (met.for_certain + met.by_interpreter) as u64,
            met.unknown as u64,
            met.by_interpreter as u64,
            near.into(),
            u64::MAX - told.min(6) as u64,
            u64::from(u32::MAX - score.to_bits()),
            start(),
        ]
    };
    let mut order = match sort {
        Sort::Best => best(),
        Sort::Nearest => vec![far.into()],
        Sort::Soonest => vec![start(), far.into()],
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
            let has_origin = asked.origin().is_some();
            let sort = if query.sort == Sort::Nearest && !has_origin { Sort::Best } else { query.sort };
            let at = asked.place(service, sort, None);
            prop_assert_eq!(usize::from(hit.at), at, "the card shows a place that fits");
            let place = &asked.places(service)[at];
            prop_assert_eq!(hit.is_inside, asked.is_inside(place));
            prop_assert_eq!(hit.why.comes, asked.comes(service).filter(|_| query.has("travel", "comes")));
            match (hit.metres, asked.metres(place)) {
                (Some(told), Some(measured)) => {
                    prop_assert!((f64::from(told) - measured).abs() <= TOLERANCE_M);
                }
                (told, measured) => prop_assert_eq!(told.is_some(), measured.is_some()),
            }
            prop_assert_eq!(hit.next.map(|next| next.start), asked.next(service, at));
            prop_assert_eq!(hit.age, asked.age(service));
            prop_assert_eq!(hit.score > 0.0, !query.words.is_empty());
            let met = asked.met(service, at);
            prop_assert_eq!(hit.why.met.len(), met.for_certain);
            prop_assert_eq!(hit.why.by_interpreter.len(), met.by_interpreter);
            prop_assert_eq!(hit.why.unknown.len(), met.unknown);
        }

        for (facet, known) in FACETS.iter().enumerate() {
            for (value, choice) in DIRECTORY.choices[facet].iter().enumerate() {
                // As if this value alone were changed: see `Results::counts`.
                let expected = if matches!(known.kind, Kind::EveryFact | Kind::NoTerm) {
                    let mut more = query.clone();
                    more.chosen.add(known.id, &choice.id);
                    count(&services, &more) as usize
                } else {
                    let fits = |service: &Listed, place: usize| {
                        asked.fits_at(service, place, Some(facet))
                            && asked.has(service, place, facet, value as u32, &choice.id)
                    };
                    let fitting = services.iter().filter(|service| {
                        (0..asked.places(service).len()).any(|place| fits(service, place))
                    });
                    fitting.count()
                };
                let counted = results.counts[facet][value] as usize;
                prop_assert_eq!(counted, expected, "{} {}", known.id, choice.id);
            }
        }
        let access = FACETS.iter().position(|facet| facet.kind == Kind::EveryFact).unwrap();
        for (value, choice) in DIRECTORY.choices[access].iter().enumerate() {
            let has = |service: &&Listed| {
                (0..asked.places(service).len()).any(|place| {
                    asked.fits_at(service, place, None)
                        && service.row.places.get(place).is_some_and(|place| {
                            place.access.contains(&(value as u32, Answer::Yes))
                        })
                })
            };
            let yes = services.iter().filter(has).count();
            // Where nobody knows: it would fit, and would not if it had to be certain at that place.
            let mut more = query.clone();
            more.chosen.add("access", &choice.id);
            let asked_more = Asked { query: &more, ..asked };
            let settled = |service: &&Listed| {
                has(service) || asked.fits(service) && asked.is_free(service)
            };
            let unknown = services
                .iter()
                .filter(|service| asked_more.fits(service) && !settled(service))
                .count();
            prop_assert_eq!(results.known[access][value].yes as usize, yes, "{} yes", choice.id);
            prop_assert_eq!(results.known[access][value].unknown as usize, unknown, "{} unknown", choice.id);
        }
        // Of what somebody lacks: who is known not to ask for it, and of whom nobody knows.
        let requires = FACETS.iter().position(|facet| facet.kind == Kind::NoTerm).unwrap();
        for value in 0..DIRECTORY.choices[requires].len() as u32 {
            let count = |needs: Option<bool>| {
                let such = services.iter().filter(|service| asked.fits(service));
                such.filter(|service| asked.needs(service, requires, value) == needs).count() as u32
            };
            let known = results.known[requires][value as usize];
            prop_assert_eq!((known.yes, known.unknown), (count(Some(false)), count(None)));
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
        let scores = results.hits.iter().map(|hit| score(hit, &services, &asked));
        let best = scores.fold(0.0, f32::max);
        let order = |hit: &Hit| order_of(hit, &services, &asked, sort, best);
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
        let far = |service: &Listed| {
            let at = asked.place(service, Sort::Nearest, Some(travel));
            asked.metres(&asked.places(service)[at])
        };
        let mut too_far: Vec<f64> = too_far.filter_map(far).collect();
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

fn service(name: &[&'static str], row: Row) -> Listed {
    let terms = vec![Vec::new(); FACETS.len()];
    let row = Row { terms, assured: Some(now().day), is_listed: true, ..row };
    Listed { row, name: name.to_vec() }
}

fn found(services: &[Listed], query: &Query) -> Vec<u32> {
    open(services).search(query, now()).hits.iter().map(|hit| hit.service).collect()
}

fn index_of(facet: &str) -> usize {
    FACETS.iter().position(|known| known.id == facet).unwrap()
}

#[test]
fn what_asks_for_a_paper_is_left_out_and_of_what_says_nothing_nobody_knows() {
    let requires = index_of("requires");
    let of_all = DIRECTORY.choices[requires].len() as u32;
    let asking = |told: Vec<u32>| {
        let mut listed = service(&["tea"], Row::default());
        listed.row.terms[requires] = told;
        listed
    };
    // The first asks for the first paper, the second for the other one only, the third says nothing.
    let services = [asking(vec![0, of_all + 1]), asking(vec![1, of_all]), asking(Vec::new())];
    let mut query = Query::default();
    query.toggle("requires", "requires0");
    let results = open(&services).search(&query, now());
    let told: Vec<_> = results.hits.iter().map(|hit| (hit.service, &hit.why)).collect();
    let (met, unknown) = (vec![(requires as u32, 0)], Vec::new());
    assert_eq!(told[0], (1, &Why { met, unknown, ..Why::default() }), "known to go without");
    let (met, unknown) = (Vec::new(), vec![(requires as u32, 0)]);
    assert_eq!(told[1], (2, &Why { met, unknown, ..Why::default() }), "it fits, and that is said");
    assert_eq!(told.len(), 2);
    assert_eq!(results.counts[requires][..2], [2, 1], "each one more leaves out more");
    let known = results.known[requires][0];
    assert_eq!((known.yes, known.unknown), (1, 1));
    assert_eq!(Query::from_fragment(&query.to_fragment()), query);
}

#[test]
fn of_a_telephone_line_nobody_asks_whether_its_entrance_has_a_step() {
    let line = service(&["tea"], Row { comes_to_me: true, ..Row::default() });
    let mut query = Query::default();
    query.toggle("access", "access0");
    let results = open(std::slice::from_ref(&line)).search(&query, now());
    assert_eq!(results.hits[0].why.unknown, [], "it has no entrance");
    query.known_only = true;
    assert_eq!(found(&[line], &query), [0], "nothing that it lacks could keep anybody out");
}

#[test]
fn one_place_meets_all_that_is_asked_and_the_card_shows_that_place() {
    let here = DIRECTORY.places[0].centre;
    let at = |lat_e5: i32, access| PlaceRow {
        position: Some(Position { lat_e5: here.lat_e5 + lat_e5, ..here }),
        access,
        ..PlaceRow::default()
    };
    let (seats, toilet) = (0, 1);
    // Near, with seats and without a toilet; and far, with both.
    let near = at(900, vec![(seats, Answer::Yes), (toilet, Answer::No)]);
    let far = at(9_000, vec![(seats, Answer::Yes), (toilet, Answer::Yes)]);
    let walk = Row { has_door: true, places: vec![near, far], ..Row::default() };
    let walk = [service(&["walk"], walk)];
    let mut query = Query { origin: Some(Origin::Device(here)), ..Query::default() };
    query.toggle("access", "access0");
    let hit = &open(&walk).search(&query, now()).hits[0];
    assert_eq!((hit.at, hit.metres), (0, Some(1_001)));
    query.toggle("access", "access1");
    let hit = &open(&walk).search(&query, now()).hits[0];
    assert_eq!((hit.at, hit.metres), (1, Some(10_008)), "the other has no toilet");
    query.toggle("travel", "walk");
    assert_eq!(found(&walk, &query), [], "no place has both and is within a walk");
}

#[test]
fn what_holds_from_april_to_october_is_no_plain_yes() {
    let place = PlaceRow { access: vec![(0, Answer::AtTimes)], ..PlaceRow::default() };
    let park = [service(&[], Row { has_door: true, places: vec![place], ..Row::default() })];
    let mut query = Query::default();
    query.toggle("access", "access0");
    let results = open(&park).search(&query, now());
    assert_eq!(results.hits[0].why.unknown, [(3, 0)]);
    assert_eq!(results.known[index_of("access")][0].unknown, 1);
    query.known_only = true;
    assert_eq!(found(&park, &query), []);
}

#[test]
fn who_comes_to_a_part_of_an_area_perhaps_comes() {
    let visits = |area| Row { comes_to_me: true, area: vec![area], ..Row::default() };
    let services = [0, 1, 2].map(|area| service(&[], visits(area)));
    let mut query = Query::default();
    query.toggle("travel", "comes");
    let comes = |query: &Query| -> Vec<(u32, Option<Comes>)> {
        let hits = open(&services).search(query, now()).hits;
        hits.iter().map(|hit| (hit.service, hit.why.comes)).collect()
    };
    let calgary = Position::from_degrees(51.0447, -114.0719).unwrap();
    query.origin = Some(Origin::Device(calgary));
    assert_eq!(comes(&query), [], "Calgary is in no area of a directory of Vancouver");
    query.origin = Some(Origin::Place("V5X".into()));
    let perhaps = [(0, Some(Comes::Perhaps)), (1, Some(Comes::Yes))];
    assert_eq!(comes(&query), perhaps, "two fifths of V5X are in Sunset");
    query.origin = Some(Origin::Place("sunset".into()));
    assert_eq!(comes(&query), [(0, Some(Comes::Yes)), (1, Some(Comes::Yes))]);
}

#[test]
fn somebody_in_an_area_may_live_at_its_edge() {
    let v5x = DIRECTORY.places[1].clone();
    let at = |lat_e5: i32, within| PlaceRow {
        position: Some(Position { lat_e5: v5x.centre.lat_e5 + lat_e5, ..v5x.centre }),
        within,
        ..PlaceRow::default()
    };
    // In V5X, though far from its middle; 2 km away, of which 900 m are V5X; and beyond that.
    let places = [at(3_000, vec![1]), at(1_800, Vec::new()), at(2_400, Vec::new())];
    let row = |place| Row { has_door: true, places: vec![place], ..Row::default() };
    let services = places.map(|place| service(&[], row(place)));
    let mut query = Query { origin: Some(Origin::Place("V5X".into())), ..Query::default() };
    query.toggle("travel", "walk");
    let results = open(&services).search(&query, now());
    let mut hits: Vec<_> = results.hits.iter().map(|hit| (hit.service, hit.is_inside)).collect();
    hits.sort_unstable();
    assert_eq!(hits, [(0, true), (1, false)]);
    query.origin = Some(Origin::Device(v5x.centre));
    assert_eq!(found(&services, &query), [], "who told the spot is not anywhere else");
}

#[test]
fn among_words_that_fit_about_as_well_what_is_asked_and_near_comes_first() {
    let here = DIRECTORY.places[0].centre;
    let there = Position { lat_e5: here.lat_e5 + 16_200, ..here };
    let at = |position, access| Row {
        has_door: true,
        places: vec![PlaceRow { position: Some(position), access, ..PlaceRow::default() }],
        ..Row::default()
    };
    let services = [
        service(&["tea", "choir", "garden", "walk"], at(there, Vec::new())),
        service(&["tea", "choir", "garden", "walk", "walk"], at(here, vec![(0, Answer::Yes)])),
    ];
    let mut query = Query { words: "tea choir".into(), ..Query::default() };
    query.toggle("access", "access0");
    query.origin = Some(Origin::Place("sunset".into()));
    let hits = open(&services).search(&query, now()).hits;
    assert!(hits[1].score > hits[0].score && hits[1].score < hits[0].score * 1.15, "{hits:?}");
    assert_eq!(hits[0].service, 1, "eighteen kilometres nearer, and its entrance is known");
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
fn of_two_areas_that_a_british_postcode_begins_with_the_right_one_is_found() {
    let area = |id: &str| Place {
        id: id.into(),
        name: String::new(),
        kind: PlaceKind::PostcodeArea,
        centre: DIRECTORY.centre,
        outline: Vec::new(),
        radius_m: 1_000,
        overlaps: Vec::new(),
    };
    let places = vec![area("S1"), area("S10"), area("S11"), area("SW1A")];
    let catalog = catalog_of(Manifest { places: places.into(), ..manifest() }, &[], as_it_is);
    for (typed, first) in [
        ("S10 2AB", 1),
        ("s102ab", 1),
        ("S1 1AB", 0),
        ("s11ab", 0),
        ("S11 1AB", 2),
        ("SW1A 1AA", 3),
    ] {
        assert_eq!(catalog.find_places(typed).first(), Some(&first), "{typed}");
    }
}

#[test]
fn the_facets_can_be_told_apart() {
    let ids: BTreeSet<_> = FACETS.iter().map(|facet| facet.id).collect();
    assert_eq!(ids.len(), FACETS.len());
    for id in ["q", "at", "sort", "unknown"] {
        assert!(!ids.contains(id), "{id} has another meaning in links");
    }
    for kind in [Kind::EveryFact, Kind::NoTerm, Kind::Travel, Kind::When] {
        assert_eq!(FACETS.iter().filter(|facet| facet.kind == kind).count(), 1);
    }
}
