//! How well typed words find what they should, on real directories:
//! `cargo run --release -p indexer --example relevance -- [FOLDER] [CLASS]`.
//!
//! FOLDER holds `services/`, `text/` and `queries/` (`../shared/data` when nothing is said); what
//! is missing is said and left out. For each class of queries: nDCG at 10, the mean reciprocal
//! rank, the share found in the first five, and the time of a search. With a CLASS, every query of
//! it that finds little is shown.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../tests/sets/mod.rs"]
mod sets;

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use catalog::query::Query;
use sets::{Opened, Set};

/// What is reported of a class of queries.
#[derive(Default)]
struct Measured {
    queries: usize,
    ndcg: f64,
    reciprocal_rank: f64,
    in_first_five: usize,
    hits: usize,
    spent: Duration,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "../shared/data".to_owned());
    let shown = arguments.next().unwrap_or_default();
    let queries = sets::queries(folder.as_ref());
    if queries.is_empty() {
        println!("{folder}/queries holds no queries: nothing was measured");
        return;
    }
    let mut opened: HashMap<String, Opened> = HashMap::new();
    let mut measured: BTreeMap<String, Measured> = BTreeMap::new();
    for query in &queries {
        let key = format!("{} {:?}", query.dataset, query.exclude_fields);
        let catalog = opened.entry(key).or_insert_with(|| {
            let set = Set::read(folder.as_ref(), &query.dataset, &query.exclude_fields);
            let opened = set.open();
            let (head, body) = (opened.head.len(), opened.body.len());
            println!("{}: {} services, head {head} B, body {body} B", query.dataset, set.ids.len());
            opened
        });
        let asked = Query { words: query.words.clone(), ..Query::default() };
        let began = Instant::now();
        let results = catalog.catalog.search(&asked, sets::now());
        let spent = began.elapsed();
        let found: Vec<&str> =
            results.hits.iter().map(|hit| catalog.ids[hit.service as usize].as_str()).collect();
        let is_relevant = |id: &&str| query.relevant.iter().any(|relevant| relevant == id);
        let gain = |rank: usize| 1.0 / (rank as f64 + 2.0).log2();
        let ideal: f64 = (0..query.relevant.len().min(10)).map(gain).sum();
        let places =
            found.iter().enumerate().filter(|(_, id)| is_relevant(id)).map(|(rank, _)| rank);
        let gained: f64 = places.clone().take_while(|rank| *rank < 10).map(gain).sum();
        let first = places.clone().next();
        let of = measured.entry(query.class.clone()).or_default();
        of.queries += 1;
        of.ndcg += gained / ideal;
        of.reciprocal_rank += first.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0));
        of.in_first_five += usize::from(first.is_some_and(|rank| rank < 5));
        of.hits += found.len();
        of.spent += spent;
        if shown == query.class && gained / ideal < 0.5 {
            let (wanted, hits) = (query.relevant.len(), found.len());
            println!("{:.2}  {:?}  {wanted} wanted, {hits} hits", gained / ideal, query.words);
        }
    }
    println!("class                 queries  nDCG@10     MRR  first 5    hits  µs a search");
    for (class, of) in measured {
        let share = |sum: f64| sum / of.queries as f64;
        println!(
            "{class:<21} {:>7}    {:.3}   {:.3}    {:.3} {:>7.0} {:>9.0}",
            of.queries,
            share(of.ndcg),
            share(of.reciprocal_rank),
            share(of.in_first_five as f64),
            share(of.hits as f64),
            share(of.spent.as_secs_f64() * 1e6),
        );
    }
}
