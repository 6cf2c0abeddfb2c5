//! How well people's own words are understood: the labelled questions of `../shared/data/queries/own-words.jsonl`
//! (what its fields mean is told there, and `bench/own-words.json` adds what is right in today's sample) asked of the sample directory, without a browser.
//!
//! `cargo run -p indexer --example own_words [-- PATTERN all|fails]` prints shares for each locale and kind;
//! `OWN_WORDS=FILE` asks the questions of another file; `SAYINGS=FOLDER` writes the files of sayings there, to be weighed;
//! with `fails` the questions that were answered otherwise than the labels say, with `all` every one.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use app::locales::Locales;
use catalog::day::{Day, Moment};
use catalog::facet::FACETS;
use catalog::query::Query;
use catalog::results::MeantAs;
use catalog::search::Catalog;
use indexer::pack::{DirectoryTopics, conflation, pack, tiles};
use indexer::read::read_directory;
use serde_json::Value;

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(all) => all.iter().map(|one| one.as_str().unwrap().to_owned()).collect(),
        Value::String(one) => vec![one.clone()],
        _ => Vec::new(),
    }
}

#[derive(Default)]
struct Shares(BTreeMap<&'static str, (u32, u32)>);

impl Shares {
    fn add(&mut self, what: &'static str, is_right: bool) {
        let (right, all) = self.0.entry(what).or_default();
        *all += 1;
        *right += u32::from(is_right);
    }

    fn line(&self) -> String {
        let share = |(what, (right, all)): (&&str, &(u32, u32))| {
            format!("{what} {right}/{all} {:.2}", f64::from(*right) / f64::from(*all))
        };
        self.0.iter().map(share).collect::<Vec<_>>().join("  ")
    }
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let pattern = env::args().nth(1).unwrap_or_default();
    let wanted = env::args().nth(2).unwrap_or_default();
    let labelled = root.parent().unwrap().join("shared/data/queries/own-words.jsonl");
    let file = env::var_os("OWN_WORDS").map_or(labelled, PathBuf::from);
    let Ok(rows) = fs::read_to_string(&file) else {
        println!("{} is not there: nothing is measured", file.display());
        return;
    };
    // The labels were written before a part of the sample was.
    let more = fs::read_to_string(root.join("bench/own-words.json")).unwrap();
    let more: Vec<Value> = serde_json::from_str(&more).unwrap();
    let today = Day::parse("2026-11-30").unwrap();
    let outcome = read_directory(&root.join("content"), today);
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let directory = outcome.directory.unwrap();
    let locales = Locales::load().unwrap();
    let cuts = tiles::cut(&directory);
    let conflation = conflation(&directory).into();
    let topics = DirectoryTopics::new(&directory);
    let mut catalogs: BTreeMap<String, Catalog> = BTreeMap::new();
    for locale in &directory.config.locales {
        let messages = locales.get(locale).unwrap();
        let packed = pack(&directory, &cuts, locale, messages, &conflation, &topics).unwrap();
        if let Some(folder) = env::var_os("SAYINGS") {
            let sayings = packed
                .files
                .iter()
                .filter(|(name, _)| name.starts_with("sayings") || name.starts_with("common"));
            for (name, bytes) in sayings {
                let kind = name.split('.').next().unwrap();
                fs::write(Path::new(&folder).join(format!("{kind}.{locale}.bin")), bytes).unwrap();
            }
        }
        catalogs.insert(locale.clone(), packed.catalog);
    }
    let now = Moment::parse("2026-11-30T09:00").unwrap();
    if pattern == "ask" {
        // `-- ask LOCALE WORDS`: one question of one's own.
        let words = env::args().nth(3).unwrap_or_default();
        let catalog = &catalogs[&wanted];
        let results = catalog.search(&Query { words, ..Query::default() }, now);
        for hit in results.hits.iter().chain(&results.perhaps).take(12) {
            println!("{:6.2} {}", hit.score, catalog.card(hit.service).unwrap().name.text);
        }
        let (meant, strange) = (&results.meant, &results.not_understood);
        println!("{} found; meant {meant:?}; strange {strange:?}", results.found);
        println!("needs {:?}; sensitive {}", results.suggested_needs, results.names_sensitive);
        return;
    }
    let mut shares: BTreeMap<String, Shares> = BTreeMap::new();
    let mut times: Vec<Duration> = Vec::new();
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let (locale, kind) = (row["locale"].as_str().unwrap(), row["kind"].as_str().unwrap());
        let words = row["q"].as_str().unwrap();
        let catalog = &catalogs[locale];
        let query = Query { words: words.to_owned(), ..Query::default() };
        let started = Instant::now();
        let results = catalog.search_first(&query, now, 10);
        times.push(started.elapsed());
        let id = |service: u32| catalog.card(service).unwrap().id;
        // Where nobody has it, the page lists what is near to it.
        let shown = if results.hits.is_empty() { &results.perhaps } else { &results.hits };
        let first: Vec<String> = shown.iter().take(3).map(|hit| id(hit.service)).collect();
        let choices = &catalog.manifest().choices;
        let needs: Vec<&str> = results
            .suggested_needs
            .iter()
            .map(|(need, _)| choices[0][*need as usize].id.as_str())
            .collect();
        let meant: Vec<String> = results
            .meant
            .iter()
            .map(|meant| match meant.as_what {
                MeantAs::Choice(facet, value) | MeantAs::Wish(facet, value) => {
                    let choice = &choices[facet as usize][value as usize];
                    format!("{}={}", FACETS[facet as usize].id, choice.id)
                }
                MeantAs::Place(place) => {
                    format!("at={}", catalog.manifest().places[place as usize].id)
                }
            })
            .collect();
        let mut wrong = Vec::new();
        let mut tell = |what: &'static str, is_right: bool| {
            if !is_right {
                wrong.push(what);
            }
            for key in ["all".to_owned(), format!("1 {locale}"), format!("2 {kind}")] {
                shares.entry(key).or_default().add(what, is_right);
            }
        };
        let (mut want, mut best) = (list(&row["want"]), list(&row["best"]));
        let (never, mut right_needs) = (list(&row["never"]), list(&row["need"]));
        let more =
            more.iter().find(|more| more["q"] == row["q"] && more["locale"] == row["locale"]);
        if let Some(more) = more {
            want.extend(list(&more["want"]));
            best.extend(list(&more["best"]));
            right_needs.extend(list(&more["need"]));
        }
        let is_absent = row["absent"] == true && more.is_none_or(|more| more["absent"] != false);
        if !want.is_empty() {
            tell("found", first.iter().any(|id| want.contains(id)));
        }
        if !best.is_empty() {
            tell("best", first.first().is_some_and(|id| best.contains(id)));
        }
        if !never.is_empty() {
            tell("never", !first.iter().any(|id| never.contains(id)));
        }
        let is_aside = is_absent
            || row.get("panel").is_some_and(Value::is_string)
            || ["access", "audience", "name"].contains(&kind);
        if !right_needs.is_empty() && (!needs.is_empty() || !is_aside) {
            tell("need", needs.iter().any(|need| right_needs.iter().any(|right| right == need)));
        }
        let filters: Vec<String> = row["filter"]
            .as_object()
            .into_iter()
            .flatten()
            .flat_map(|(facet, values)| {
                list(values).into_iter().map(move |value| format!("{facet}={value}"))
            })
            .collect();
        if !filters.is_empty() {
            tell("choice", filters.iter().any(|filter| meant.contains(filter)));
        }
        if is_absent {
            tell("absent", !results.absent.is_empty());
        }
        let is_shown = wanted == "all" || wanted == "fails" && !wrong.is_empty();
        if is_shown && (words.contains(&pattern) || locale == pattern || kind == pattern) {
            let absent: Vec<&str> = results
                .absent
                .iter()
                .map(|topic| catalog.topics()[*topic as usize].id.as_str())
                .collect();
            let of_topics = results.hits.iter().take(3).map(|hit| {
                let topics = hit.why.topics.iter();
                topics
                    .map(|topic| catalog.topics()[*topic as usize].id.as_str())
                    .collect::<Vec<_>>()
            });
            println!(
                "{wrong:?} {locale} {kind} {words:?}\n    got {first:?} of {} {:?} want {want:?} best {best:?} never {never:?}\n    needs {needs:?} right {right_needs:?} meant {meant:?} filter {filters:?} strange {:?} absent {absent:?} perhaps {:?}",
                results.found,
                of_topics.collect::<Vec<_>>(),
                results.not_understood,
                results.perhaps.iter().map(|hit| id(hit.service)).collect::<Vec<_>>(),
            );
        }
    }
    for (key, shares) in &shares {
        println!("{key:14} {}", shares.line());
    }
    times.sort();
    println!("search: p50 {:?}, p95 {:?}", times[times.len() / 2], times[times.len() * 95 / 100]);
}
