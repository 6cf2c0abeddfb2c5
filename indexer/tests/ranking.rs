//! The phone's ranking against tantivy's, on the sample directory, in every language.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod sets;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use app::locales::Locales;
use catalog::day::Day;
use catalog::directory::Directory;
use catalog::search::Catalog;
use catalog::text::{decompose_natively, query_tokens};
use indexer::pack::{DirectoryTopics, Packed, conflation, pack, rank, tiles};
use indexer::ranking::{Ranking, Texts};
use indexer::read::read_directory;
use sets::{Set, skipped};

fn sample() -> Directory {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let today = Day::parse("2026-11-23").unwrap();
    read_directory(&content, today).directory.expect("the sample has no errors")
}

fn packed(directory: &Directory, locale: &str) -> Catalog {
    all_packed(directory, locale).catalog
}

fn all_packed(directory: &Directory, locale: &str) -> Packed {
    let locales = Locales::load().unwrap();
    let (cuts, conflation) = (tiles::cut(directory), Arc::new(conflation(directory)));
    let topics = DirectoryTopics::new(directory);
    pack(directory, &cuts, locale, locales.get(locale).unwrap(), &conflation, &topics).unwrap()
}

/// What people might type: words of names and summaries, how needs are said, two words of a name.
fn questions(directory: &Directory, locale: &str) -> BTreeSet<String> {
    let mut questions = BTreeSet::new();
    let default_locale = &directory.config.default_locale;
    for service in &directory.services {
        let name = service.name(locale, default_locale).text;
        let tokens = query_tokens(name, decompose_natively);
        questions.insert(name.to_owned());
        questions.extend(tokens.windows(2).map(|pair| pair.join(" ")));
        questions.extend(tokens);
        let summary = service.summary(locale, default_locale).text;
        questions.extend(query_tokens(summary, decompose_natively));
    }
    for need in &directory.vocabulary.needs {
        questions.extend(need.synonyms.get(locale).into_iter().flatten().cloned());
    }
    questions
}

/// Every service that tantivy finds is found, at the same rank and with the same score. Says
/// whether there was any.
fn compare(
    catalog: &Catalog,
    oracle: &Ranking,
    tokens: &[String],
    question: &str,
    all: usize,
) -> bool {
    let ours = catalog.score_words(question);
    let theirs = oracle.top(tokens, all).unwrap();
    assert_eq!(ours.len(), theirs.len(), "{question}");
    // Equal scores may stand in any order: each rank has the same score, and each service too.
    for ((_, ours), (_, theirs)) in ours.iter().zip(&theirs).take(10) {
        assert!((ours - theirs).abs() <= theirs * 1e-4, "{question}: {ours} {theirs}");
    }
    let theirs: BTreeMap<u32, f32> = theirs.into_iter().collect();
    for (service, score) in &ours {
        let theirs = *theirs.get(service).expect(question);
        assert!((score - theirs).abs() <= theirs * 1e-4, "{question}: {score} {theirs}");
    }
    !ours.is_empty()
}

#[test]
fn the_phone_ranks_as_tantivy_does() {
    let directory = sample();
    for locale in &directory.config.locales {
        let catalog = packed(&directory, locale);
        let oracle = rank(&directory, &tiles::cut(&directory), locale).unwrap();
        let questions = questions(&directory, locale);
        assert!(questions.len() > 150, "{locale}: only {} questions", questions.len());
        let mut found = 0;
        for question in questions {
            let tokens = query_tokens(&question, decompose_natively);
            // How people say a need may be a form that no text has: forms are another test's.
            let is_said =
                directory.vocabulary.needs.iter().any(|need| {
                    need.synonyms.get(locale).is_some_and(|said| said.contains(&question))
                });
            if is_said && catalog.score_words(&question).is_empty() {
                continue;
            }
            found += usize::from(compare(
                &catalog,
                &oracle,
                &tokens,
                &question,
                directory.services.len(),
            ));
        }
        assert!(found > 150, "{locale}: only {found} questions found anything");
    }
}

/// Words of names and of texts, alone and in pairs, of some documents.
fn words_of(documents: &[Texts]) -> BTreeSet<String> {
    let mut questions = BTreeSet::new();
    for (place, texts) in documents.iter().enumerate().step_by(documents.len().div_ceil(60).max(1))
    {
        for text in [&texts[0], &texts[3]] {
            let tokens = query_tokens(text, decompose_natively);
            let at = place % tokens.len().max(1);
            questions.extend(tokens.iter().skip(at).take(2).cloned());
            questions.extend(tokens.windows(2).skip(at).take(2).map(|pair| pair.join(" ")));
        }
    }
    questions
}

#[test]
fn the_phone_ranks_real_directories_and_twenty_languages_as_tantivy_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let mut asked = 0;
    for dataset in ["vancouver-open-data", "workbc", "miami-211", "text/parallel.jsonl"] {
        let set = Set::read(&folder, dataset, &[]);
        if set.ids.is_empty() {
            let folder = folder.display();
            skipped(&format!("{folder}/{dataset} is not there, so nothing was compared"));
            continue;
        }
        let mut set = set;
        // Enough for every rank to be tried; tantivy is slow without optimization.
        set.documents.truncate(1_200);
        set.ids.truncate(1_200);
        let opened = set.open();
        for question in words_of(&set.documents) {
            let tokens = query_tokens(&question, decompose_natively);
            compare(&opened.catalog, &opened.ranking, &tokens, &question, set.ids.len());
            asked += 1;
        }
    }
    assert!(asked == 0 || asked >= 500, "only {asked} questions");
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let directory = sample();
    let (once, again) = (all_packed(&directory, "pa"), all_packed(&directory, "pa"));
    assert!(once.manifest == again.manifest && once.files == again.files);
}

#[test]
fn somebody_lonely_finds_company_in_their_own_words_and_script() {
    let directory = sample();
    let now = catalog::day::Moment::parse("2026-11-23T09:00").unwrap();
    for (locale, words) in [
        ("en", "lonely"),
        ("en", "孤獨"),
        ("zh-Hant", "孤獨"),
        ("pa", "ਇਕੱਲਾਪਣ"),
        ("pa", "no friends"),
    ] {
        let catalog = packed(&directory, locale);
        let query = catalog::query::Query { words: words.to_owned(), ..Default::default() };
        let results = catalog.search(&query, now);
        assert!(results.hits.len() > 3, "{locale}: {words}");
        assert!(!results.suggested_needs.is_empty(), "{locale}: {words}");
        let first = &results.hits[0];
        let id = catalog.card(first.service).unwrap().id;
        let service = directory.service(&id).unwrap();
        assert!(service.needs.iter().any(|need| need == "company"), "{locale}: {words}: {id}");
    }
}
