//! What a result says of a place is true of that place: asked of the whole sample, with every fact of
//! access, way of travelling and area, against the directory as it was read.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;
use std::sync::Arc;

use app::locales::Locales;
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::facet::FACETS;
use catalog::query::{Origin, Query};
use catalog::search::Catalog;
use catalog::service::{Answer, Service, ServiceAtLocation};
use indexer::pack::{DirectoryTopics, conflation, pack, tiles};
use indexer::read::read_directory;

fn now() -> Moment {
    Moment::parse("2026-11-29T09:00").unwrap()
}

fn sample() -> (Directory, Catalog) {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let directory = read_directory(&content, now().day).directory.unwrap();
    let locales = Locales::load().unwrap();
    let (cuts, conflation) = (tiles::cut(&directory), Arc::new(conflation(&directory)));
    let topics = DirectoryTopics::new(&directory);
    let messages = locales.get("en").unwrap();
    let catalog = pack(&directory, &cuts, "en", messages, &conflation, &topics).unwrap().catalog;
    (directory, catalog)
}

fn of<'d>(directory: &'d Directory, catalog: &Catalog, service: u32) -> &'d Service {
    directory.service(&catalog.card(service).unwrap().id).unwrap()
}

#[test]
fn distance_door_and_hours_on_a_card_are_those_of_one_place() {
    let (directory, catalog) = sample();
    let facts = &directory.vocabulary.access;
    let areas: Vec<&str> = directory.places.iter().map(|place| place.id.as_str()).collect();
    let mut several = 0;
    for (number, fact) in facts.iter().enumerate() {
        for other in facts.iter().skip(number) {
            let mut query = Query::default();
            query.chosen.add("access", &fact.id);
            query.chosen.add("access", &other.id);
            query.chosen.add("travel", "walk");
            let area = areas[number * 7 % areas.len()];
            query.origin = Some(Origin::Place(area.to_owned()));
            let origin = catalog.origin(&query).unwrap();
            let results = catalog.search(&query, now());
            for hit in results.hits.iter().chain(&results.near_misses) {
                let service = of(&directory, &catalog, hit.service);
                let Some(place) = service.whereabouts.places().get(usize::from(hit.at)) else {
                    assert_eq!(hit.metres, None, "{}", service.path);
                    continue;
                };
                several += usize::from(service.whereabouts.places().len() > 1);
                let is_no =
                    |place: &ServiceAtLocation, id: &str| place.access.get(id) == Some(&Answer::No);
                for asked in [&fact.id, &other.id] {
                    assert!(!is_no(place, asked), "{}: {asked} is a no there", service.path);
                }
                assert_eq!(
                    hit.metres,
                    place.position.map(|at| origin.metres_to(at)),
                    "{}",
                    service.path
                );
                let next = service
                    .sessions_at(usize::from(hit.at))
                    .filter_map(|row| row.times.next(now()))
                    .min();
                assert_eq!(hit.next, next, "{}", service.path);
                let access = FACETS.iter().position(|facet| facet.id == "access").unwrap() as u32;
                let met = hit.why.met.iter().filter(|(facet, _)| *facet == access);
                for (_, value) in met {
                    let id = &facts[*value as usize].id;
                    assert_eq!(place.access.get(id), Some(&Answer::Yes), "{}: {id}", service.path);
                }
            }
        }
    }
    assert!(several > 0, "no result has several places: this proves nothing");
}

#[test]
fn the_slow_walk_near_v5x_is_told_of_one_of_its_parks() {
    let (directory, catalog) = sample();
    let ask = |fragment: &str| {
        let hits = catalog.search(&Query::from_fragment(fragment), now()).hits;
        hits.into_iter().find(|hit| of(&directory, &catalog, hit.service).id == "nxm23")
    };
    let near = ask("travel=walk&at=V5X").unwrap();
    let place =
        |at: u8| directory.service("nxm23").unwrap().whereabouts.places()[usize::from(at)].clone();
    assert!(place(near.at).name.unwrap().starts_with("Sunset Park"), "the nearer park");
    let seated = ask("access=seats-with-backs&travel=walk&at=V5X").unwrap();
    let park = place(seated.at);
    assert!(park.name.unwrap().starts_with("Memorial South Park"), "the one with seats");
    assert!(seated.metres.unwrap() > 1_900, "and its own distance");
    // Its washroom is open from April to October: nobody is promised it in November.
    assert!(ask("access=accessible-toilet&unknown=no&at=V5X").is_none());
}
