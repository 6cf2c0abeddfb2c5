//! What is near enough, spoken there and can be got into: the same answers that somebody finds who
//! looks at every service of three real directories, one by one.
#![allow(clippy::unwrap_used, missing_docs)]

mod sets;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalog::columns::{PlaceRow, Row};
use catalog::directory::Travel;
use catalog::facet::FACETS;
use catalog::format::write;
use catalog::manifest::{Choice, Manifest, Tile};
use catalog::place::Position;
use catalog::query::{Origin, Query, Sort};
use catalog::search::Catalog;
use catalog::service::{Answer, Spoken};
use catalog::text::decompose_natively;
use serde_json::Value;
use sets::{card, lines, manifest, now, skipped, strings};

/// How far one may go in the questions, in kilometres.
const RADII_KM: [u32; 5] = [1, 2, 5, 10, 25];

/// Positions are kept to 1/100,000 degree: two of them move a distance by this at most, in metres.
const ROUNDING_M: f64 = 2.0;

/// A directory with its facts and nothing else.
struct Facts {
    ids: Vec<String>,
    catalog: Catalog,
}

impl Facts {
    /// With the words that somebody asks for.
    fn read(file: &Path, asked: &[Value]) -> Self {
        let services = lines(file);
        let values = |key: &str| {
            let all: BTreeSet<&str> =
                asked.iter().filter_map(|question| question[key].as_str()).collect();
            all.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let (needs, languages, access) =
            (values("need"), values("language"), values("accessibility"));
        // These directories say "Creole with translators available" where a word list has "Creole";
        // their needs are terms of a taxonomy.
        let numbers = |line: &Value, key: &str, all: &[String]| -> Vec<u32> {
            let said = strings(&line[key]);
            let is_said = |value: &String| {
                said.iter()
                    .any(|said| said == value || key != "needs" && said.contains(value.as_str()))
            };
            (0..).zip(all).filter(|(_, value)| is_said(value)).map(|(number, _)| number).collect()
        };
        let row = |line: &Value| {
            let position = line["lat"].as_f64().zip(line["lon"].as_f64());
            let mut terms = vec![Vec::new(); FACETS.len()];
            terms[of("need")] = numbers(line, "needs", &needs);
            let spoken = numbers(line, "languages", &languages).into_iter();
            let there = numbers(line, "accessibility", &access).into_iter();
            Row {
                terms,
                languages: spoken.map(|language| (language, Spoken::Native)).collect(),
                has_door: true,
                places: vec![PlaceRow {
                    position: position.and_then(|(lat, lon)| Position::from_degrees(lat, lon)),
                    access: there.map(|fact| (fact, Answer::Yes)).collect(),
                    ..PlaceRow::default()
                }],
                assured: Some(now().day),
                is_listed: true,
                ..Row::default()
            }
        };
        let rows: Vec<Row> = services.iter().map(row).collect();
        let ids: Vec<String> =
            services.iter().map(|line| line["id"].as_str().unwrap().to_owned()).collect();
        let cards: Vec<_> = ids.iter().map(|id| card(id, &vec![String::new(); 5])).collect();
        let mut choices = vec![Vec::new(); FACETS.len()];
        for (facet, values) in [("need", needs), ("language", languages), ("access", access)] {
            choices[of(facet)] = values.into_iter().map(choice).collect();
        }
        choices[of("travel")] = RADII_KM.map(|km| choice(km.to_string())).to_vec();
        let travel = RADII_KM.map(|km| Travel { id: km.to_string(), metres: km * 1_000 }).to_vec();
        let tiles = vec![Tile { services: rows.len() as u32, ..Tile::default() }];
        let manifest = Manifest { choices, travel, tiles, ..manifest() };
        let mut catalog = Catalog::new(manifest.into(), decompose_natively);
        catalog.add_tile(0, &write::columns(&rows), &write::cards(&cards)).unwrap();
        Self { ids, catalog }
    }
}

fn of(facet: &str) -> usize {
    FACETS.iter().position(|known| known.id == facet).unwrap()
}

fn choice(id: String) -> Choice {
    Choice { id, ..Choice::default() }
}

#[test]
fn everybody_finds_exactly_what_is_near_enough_and_fits() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let asked = lines(&folder.join("queries/filter-distance.jsonl"));
    if asked.is_empty() {
        skipped(&format!("{} is not there, so nothing was compared", folder.display()));
        return;
    }
    let mut directories: BTreeMap<String, Facts> = BTreeMap::new();
    let (mut found, mut empty) = (0, 0);
    for question in &asked {
        let dataset = question["dataset"].as_str().unwrap();
        let directory = directories.entry(dataset.to_owned()).or_insert_with(|| {
            Facts::read(&folder.join(format!("services/{dataset}.jsonl")), &asked)
        });
        let degrees = |place: usize| question["origin"][place].as_f64().unwrap();
        let origin = Position::from_degrees(degrees(0), degrees(1)).unwrap();
        let mut query = Query {
            origin: Some(Origin::Device(origin)),
            sort: Sort::Nearest,
            known_only: true,
            ..Query::default()
        };
        query.toggle("travel", &question["radius_km"].to_string());
        for (facet, key) in
            [("need", "need"), ("language", "language"), ("access", "accessibility")]
        {
            if let Some(value) = question[key].as_str() {
                query.toggle(facet, value);
            }
        }
        let results = directory.catalog.search(&query, now());
        let hits = results.hits.iter();
        let seen: BTreeMap<&str, f64> = hits
            .map(|hit| {
                (directory.ids[hit.service as usize].as_str(), f64::from(hit.metres.unwrap()))
            })
            .collect();
        let far = question["distances_km"]
            .as_array()
            .unwrap()
            .iter()
            .map(|km| km.as_f64().unwrap() * 1e3);
        let wanted = strings(&question["relevant"]);
        let id = &question["qid"];
        assert_eq!(
            seen.keys().copied().collect::<BTreeSet<_>>(),
            wanted.iter().map(String::as_str).collect::<BTreeSet<_>>(),
            "{id}"
        );
        for (service, metres) in wanted.iter().zip(far) {
            assert!((seen[service.as_str()] - metres).abs() <= ROUNDING_M, "{id}: {service}");
        }
        found += wanted.len();
        empty += usize::from(wanted.is_empty());
    }
    println!(
        "{} questions, {empty} of them rightly without an answer, {found} answers, all exact",
        asked.len()
    );
}
