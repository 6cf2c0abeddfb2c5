//! Typed words: random texts, packed and read again, scores as the formula says; and what people
//! type besides words.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use catalog::columns::Row;
use catalog::facet::FACETS;
use catalog::format::write;
use catalog::manifest::{Choice, Manifest, Tile};
use catalog::query::Query;
use catalog::results::Results;
use catalog::sayings::{Meaning, Sayings};
use catalog::search::Catalog;
use catalog::text::{FIELDS, decompose_natively, phrase_key};
use common::words::{self, Texts, body, head, only, row, with_cards, with_text};
use common::{manifest, now};
use proptest::collection::vec;
use proptest::prelude::*;

fn open(documents: &[Texts]) -> Catalog {
    with_text(manifest(), &vec![row(); documents.len()], documents)
}

fn ask(catalog: &Catalog, words: &str) -> Results {
    catalog.search(&Query { words: words.into(), ..Query::default() }, now())
}

/// Who is found, best first.
fn found(catalog: &Catalog, words: &str) -> Vec<u32> {
    ask(catalog, words).hits.iter().map(|hit| hit.service).collect()
}

/// BM25 in double precision, from the texts alone.
fn score(documents: &[Texts], document: usize, word: &str) -> f64 {
    let all = documents.len() as f64;
    (0..FIELDS.len())
        .map(|field| {
            let times = |texts: &Texts| words::times(field, &texts[field]);
            let length =
                |texts: &Texts| times(texts).values().map(|times| f64::from(*times)).sum::<f64>();
            let here = times(&documents[document]).get(word).copied().map_or(0.0, f64::from);
            if here == 0.0 {
                return 0.0;
            }
            let having =
                documents.iter().filter(|texts| times(texts).contains_key(word)).count() as f64;
            let mean = documents.iter().map(length).sum::<f64>() / all;
            let idf = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
            let norm = 1.2 * (0.25 + 0.75 * length(&documents[document]) / mean);
            f64::from(FIELDS[field].weight) * idf * 2.2 * here / (here + norm)
        })
        .sum()
}

fn texts() -> impl Strategy<Value = Texts> {
    let word =
        prop::sample::select(vec!["tea", "team", "tai", "chi", "walk", "太極", "太極班", "ਪੰਜਾਬੀ"]);
    let text = vec(word, 0..6).prop_map(|words| words.join(" "));
    [text.clone(), text.clone(), text.clone(), text.clone(), text]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn scores_are_those_of_the_formula(
        documents in vec(texts(), 1..12),
        words in vec(prop::sample::select(vec!["tea", "te", "tai", "walk", "極班", "ਪੰਜਾਬੀ"]), 1..4),
    ) {
        let catalog = open(&documents);
        let scored = catalog.score_words(&words.join(" "));
        let expected: BTreeMap<u32, f64> = (0..documents.len())
            .filter_map(|document| {
                let scores: Vec<f64> =
                    words.iter().map(|word| score(&documents, document, word)).collect();
                let fits = scores.iter().all(|score| *score > 0.0);
                fits.then(|| (document as u32, scores.iter().sum()))
            })
            .collect();
        prop_assert_eq!(scored.len(), expected.len());
        prop_assert!(scored.is_sorted_by(|a, b| a.1 >= b.1));
        for (document, score) in scored {
            prop_assert!((f64::from(score) - expected[&document]).abs() < 1e-4 * expected[&document]);
        }
    }

    #[test]
    fn a_word_that_is_still_being_typed_finds_what_it_begins(documents in vec(texts(), 1..12)) {
        let catalog = open(&documents);
        let all = |words: &str| -> BTreeSet<u32> { found(&catalog, words).into_iter().collect() };
        let having = |word: &str| -> BTreeSet<u32> {
            catalog.score_words(word).into_iter().map(|(service, _)| service).collect()
        };
        let both: BTreeSet<u32> = having("tea").union(&having("team")).copied().collect();
        prop_assert_eq!(all("te"), both);
        // Where nobody has it, what is a slip away.
        let team = if having("team").is_empty() { having("tea") } else { having("team") };
        prop_assert_eq!(all("team"), team);
        // One character of a script without spaces begins pairs, wherever it stands.
        prop_assert_eq!(all("太"), having("太極"));
        // A longer word is found by its pairs: whoever has all of them stands first.
        let (one, other) = (having("太極"), having("極班"));
        let whole = &one & &other;
        let first: BTreeSet<u32> = found(&catalog, "太極班").into_iter().take(whole.len()).collect();
        prop_assert!(all("太極班").is_subset(&(&one | &other)));
        prop_assert_eq!(first, whole);
    }
}

#[test]
fn an_exact_word_stands_before_a_longer_one_and_that_before_a_mistyped_one() {
    let catalog = open(&[only(0, "team"), only(0, "tea"), only(0, "walk")]);
    let results = ask(&catalog, "Tea");
    assert_eq!(results.hits.iter().map(|hit| hit.service).collect::<Vec<_>>(), [1, 0]);
    assert!(results.hits.iter().all(|hit| hit.why.words && hit.score > 0.0));
    let catalog = open(&[only(0, "gardens"), only(0, "gardening"), only(0, "wardens")]);
    assert_eq!(found(&catalog, "gardens"), [0], "nothing is guessed where the word is known");
    assert_eq!(found(&catalog, "gardenss"), [0, 2, 1], "one slip, two slips, more to come");
}

#[test]
fn somebody_who_mistypes_finds_it_all_the_same() {
    let catalog = open(&[
        only(0, "Counselling for grief"),
        only(3, "We play badminton"),
        only(0, "Alzheimer café"),
        only(4, "Câu lạc bộ người cao tuổi"),
    ]);
    for (typed, service) in [
        ("counceling", 0),
        ("greif", 0),
        ("badmitton", 1),
        ("vadminton", 1),
        ("badimnt", 1),
        ("alzhiemer", 2),
        ("nguoi cao tuoi", 3),
    ] {
        assert_eq!(found(&catalog, typed).first(), Some(&service), "{typed}");
    }
    assert_eq!(found(&catalog, "xylophone"), []);
}

#[test]
fn a_rare_word_says_more_than_a_frequent_one() {
    let mut texts = vec![only(0, "support group"); 12];
    texts.push(only(0, "stroke support"));
    texts.push(only(0, "stroke café"));
    let catalog = open(&texts);
    let found = found(&catalog, "stroke support group");
    assert_eq!(found[0], 12);
    assert!(found.contains(&13) && found[..2].contains(&13), "{found:?}");
}

/// "Meeting people" is what services 1 and 3 are for; 2 and 3 speak Punjabi.
fn synonym() -> Catalog {
    let place = |id: &str| FACETS.iter().position(|facet| facet.id == id).unwrap();
    let row = |has_need: bool, speaks: bool| {
        let mut row = Row { languages: Vec::new(), ..row() };
        if has_need {
            row.terms[place("need")] = vec![2];
        }
        if speaks {
            row.languages = vec![(1, catalog::service::Spoken::Native)];
        }
        row
    };
    let rows = [row(false, false), row(true, false), row(false, true), row(true, true)];
    let documents = [only(0, "tea"), only(0, "tea"), only(0, "tea"), only(0, "tea with friends")];
    let mut catalog = with_text(manifest(), &rows, &documents);
    let need = Meaning::Wish(place("need") as u8, 2);
    let language = Meaning::Choice(place("language") as u8, 1);
    say(&mut catalog, need, &["lonely", "meeting people", "no friends", "孤獨"]);
    say(&mut catalog, language, &["punjabi", "ਪੰਜਾਬੀ"]);
    catalog
}

/// Teaches a catalog how people say one thing: in its own language, or, behind another, in all.
fn say(catalog: &mut Catalog, meaning: Meaning, phrases: &[&str]) {
    let keys = phrases.iter().map(|phrase| phrase_key(phrase, decompose_natively)).collect();
    let sayings = Sayings { phrases: vec![(meaning, keys)], ..Sayings::default() };
    let is_common = matches!(meaning, Meaning::Choice(..));
    catalog.add_sayings(&write::sayings(&sayings), is_common).unwrap();
}

#[test]
fn how_people_say_a_need_finds_every_service_that_meets_it() {
    let catalog = synonym();
    let all = |words: &str| -> BTreeSet<u32> { found(&catalog, words).into_iter().collect() };
    for typed in ["lonely", "Lonley", "lone", "no friends", "meeting people", "meeting peo", "孤獨"]
    {
        assert!(all(typed).is_superset(&BTreeSet::from([1, 3])), "{typed}: {:?}", all(typed));
        assert_eq!(ask(&catalog, typed).suggested_needs, [(2, 2)], "{typed}");
    }
    assert_eq!(all("punjabi"), BTreeSet::from([2, 3]));
    assert_eq!(found(&catalog, "lonely punjabi")[0], 3);
    assert_eq!(ask(&catalog, "punjabi").suggested_needs, []);
    assert_eq!(ask(&catalog, "people").suggested_needs, [], "half of a synonym says nothing");
}

#[test]
fn a_reason_says_what_the_words_stand_for_and_never_that_words_are_in_it_which_are_not() {
    let catalog = synonym();
    let need = FACETS.iter().position(|facet| facet.id == "need").unwrap() as u32;
    for hit in ask(&catalog, "lonely").hits {
        assert_eq!(hit.why.met, [(need, 2)], "it fits for the need");
        assert!(!hit.why.words, "no page says \"lonely\"");
    }
    let friends = ask(&catalog, "friends").hits;
    assert!(friends.iter().any(|hit| hit.service == 3 && hit.why.words), "its name does say that");
}

#[test]
fn forms_of_a_word_are_one_word_and_an_unknown_form_is_understood() {
    let documents = [only(0, "walk"), only(0, "walking"), only(3, "walked"), only(0, "tea")];
    let mut catalog = words::without_text(manifest(), &vec![row(); 4], &documents);
    let mut head = head(&documents);
    assert_eq!(head.classes, [0, 1, 2], "tea, walk, walking");
    head.classes = vec![0, 1, 1];
    head.endings = ["ed", "er", "ing"].map(str::to_owned).to_vec();
    catalog.add_text(0, &write::head(&head)).unwrap();
    let all = |catalog: &Catalog, words: &str| -> BTreeSet<u32> {
        found(catalog, words).into_iter().collect()
    };
    assert_eq!(all(&catalog, "walked"), BTreeSet::from([0, 1]), "a form that no card has");
    let mut body = body(&documents);
    assert_eq!((body.head_classes, &body.words[..]), (3, &[("walked".to_owned(), 3)][..]));
    (body.head_classes, body.words[0].1) = (2, 1);
    body.postings = vec![Vec::new(), body.postings.remove(3)];
    catalog.add_text(0, &write::body(&body)).unwrap();
    for form in ["walk", "walking", "walked", "walker"] {
        assert_eq!(all(&catalog, form), BTreeSet::from([0, 1, 2]), "{form}");
    }
    assert_eq!(
        all(&catalog, "waalker"),
        BTreeSet::from([0, 1, 2]),
        "a slip in a form that no text has"
    );
}

#[test]
fn services_of_two_neighbourhoods_are_searched_as_one() {
    let (here, there) = ([only(0, "walk"), only(3, "tea")], [only(0, "tea")]);
    let all: Vec<Texts> = here.iter().chain(&there).cloned().collect();
    let tile = |services| Tile { services, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile(2), tile(1)], ..manifest() };
    let mut catalog = Catalog::new(manifest.into(), decompose_natively);
    let cards = |texts: &[Texts]| write::cards(&texts.iter().map(words::card).collect::<Vec<_>>());
    // Counts of the whole directory: of names, "tea" and "walk" are in one each; of bodies, "tea".
    let head = |texts: &[Texts], having: Vec<Vec<u32>>| {
        let mut head = head(texts);
        head.totals = words::totals(&all, catalog::text::HEAD);
        head.totals.having = Some(having);
        write::head(&head)
    };
    let elsewhere = head(&there, vec![vec![1, 0, 0]]);
    assert!(catalog.add_text(1, &elsewhere).is_err(), "the second neighbourhood is not here yet");
    catalog.add_tile(0, &write::columns(&vec![row(); 2]), &cards(&here)).unwrap();
    assert!(catalog.add_text(0, &elsewhere).is_err(), "it tells of one service, not of two");
    catalog.add_text(0, &head(&here, vec![vec![1, 0, 0]])).unwrap();
    let mut body = body(&here);
    body.totals = words::totals(&all, catalog::text::BODY);
    body.totals.having = Some(vec![vec![0, 0], vec![1, 0]]);
    let body = write::body(&body);
    catalog.add_text(0, &body).unwrap();
    assert!(catalog.add_text(0, &body).is_err(), "it is here already");
    let first = ask(&catalog, "tea");
    assert_eq!((first.hits.len(), first.searched, first.left_out), (1, 2, 1));
    assert!(catalog.add_columns(1, &write::columns(&[])).is_err(), "it should have one service");
    catalog.add_tile(1, &write::columns(&[row()]), &cards(&there)).unwrap();
    catalog.add_text(1, &elsewhere).unwrap();
    assert!(catalog.add_columns(2, &write::columns(&[])).is_err(), "there is no third one");
    let results = ask(&catalog, "tea");
    assert_eq!(results.left_out, 0);
    assert_eq!(found(&catalog, "tea"), [2, 1], "its name says it");
    assert_eq!(found(&catalog, "teas"), [2, 1], "a form that neither has");
    for (service, score) in catalog.score_words("tea") {
        let expected = self::score(&all, service as usize, "tea") as f32;
        assert!((score - expected).abs() < 1e-4, "{service}: {score} {expected}");
    }
}

#[test]
fn a_form_that_only_another_neighbourhood_writes_is_understood_here() {
    let (here, there) = ([only(0, "tablet")], [only(0, "tablets"), only(0, "table")]);
    let tile = |services| Tile { services, ..Tile::default() };
    let manifest = Manifest { tiles: vec![tile(1), tile(2)], ..manifest() };
    let mut catalog = Catalog::new(manifest.into(), decompose_natively);
    for (number, texts) in [&here[..], &there[..]].into_iter().enumerate() {
        let cards: Vec<_> = texts.iter().map(words::card).collect();
        let rows = write::columns(&vec![row(); texts.len()]);
        catalog.add_tile(number, &rows, &write::cards(&cards)).unwrap();
        let mut head = head(texts);
        head.endings = vec!["s".to_owned()];
        catalog.add_text(number, &write::head(&head)).unwrap();
    }
    assert_eq!(found(&catalog, "tablets"), [1, 0], "what is written so stands first");
    assert_eq!(BTreeSet::from_iter(found(&catalog, "tablet")), BTreeSet::from([0, 1]));
}

#[test]
fn a_head_of_other_cards_is_refused() {
    let mut catalog = words::without_text(manifest(), &[row()], &[only(0, "tea")]);
    assert!(catalog.add_text(0, &write::head(&head(&[only(0, "walk")]))).is_err());
    assert!(catalog.add_text(0, &write::head(&head(&[only(0, "tea")]))).is_ok());
}

#[test]
fn two_words_are_found_as_one_and_one_as_two() {
    let catalog =
        open(&[only(0, "foodbank"), only(0, "food bank"), only(0, "food"), only(0, "walk")]);
    assert_eq!(found(&catalog, "food bank")[..2], [1, 0]);
    let catalog = open(&[only(0, "food bank"), only(0, "bank"), only(0, "walk")]);
    assert_eq!(found(&catalog, "foodbank")[0], 0);
    assert_eq!(found(&catalog, "foodbanc"), [], "neither a word nor two");
}

#[test]
fn a_service_of_just_that_name_stands_first() {
    let catalog = open(&[
        ["Tea house", "Tea house", "Tea, a house of tea", "", ""].map(str::to_owned),
        only(0, "Tea house friends"),
        only(0, "Tea-House"),
    ]);
    let results = ask(&catalog, "tea house");
    assert_eq!(results.hits.len(), 3);
    // The long one would win by its words; of the other two, the name says it.
    let place = |service| results.hits.iter().position(|hit| hit.service == service).unwrap();
    assert!(place(2) < place(1));
    assert!(
        results.hits[place(2)].score
            > 1.4 * catalog.score_words("tea house").iter().find(|of| of.0 == 2).unwrap().1
    );
}

/// A refuge called "Quiet rooms", of the group "Safe harbour", for a need that calls for discretion; a tea
/// group for the same need, and a choir.
fn refuge() -> Catalog {
    let need = FACETS.iter().position(|facet| facet.id == "need").unwrap();
    let mut manifest = manifest();
    manifest.choices[need][1] = Choice { sensitive: true, ..Choice::default() };
    let mut of_need = row();
    of_need.terms[need] = vec![1];
    let rows = [of_need.clone(), of_need, row()];
    let mut refuge = only(0, "quiet rooms");
    refuge[1] = "safe harbour".to_owned();
    refuge[2] = "a home for a time, with forms and a hot meal".to_owned();
    let documents = [refuge, only(0, "tea at home"), only(0, "quiet choir")];
    let mut catalog =
        with_cards(manifest, &rows, &documents, &|number, card| card.sensitive = number == 0);
    say(&mut catalog, Meaning::Wish(need as u8, 1), &["afraid at home", "he hits me"]);
    catalog
}

#[test]
fn words_that_call_for_discretion_are_known_also_where_a_filter_leaves_nobody() {
    let catalog = refuge();
    for (words, is_sensitive) in [("he hits me", true), ("quiet choir", false)] {
        let mut query = Query { words: words.into(), ..Query::default() };
        assert_eq!(catalog.search(&query, now()).names_sensitive, is_sensitive, "{words}");
        let language = FACETS.iter().position(|facet| facet.id == "language").unwrap();
        query.toggle("language", &catalog.manifest().choices[language][0].id);
        let results = catalog.search(&query, now());
        assert_eq!(results.found, 0, "nobody speaks it");
        assert_eq!(results.suggested_needs, []);
        assert_eq!(results.names_sensitive, is_sensitive, "{words}");
    }
}

#[test]
fn nobody_is_led_to_a_refuge_by_a_slip_a_beginning_or_a_shared_word() {
    let catalog = refuge();
    for typed in
        ["quiet", "rooms", "quite rooms", "quiet roo", "home", "meal", "forms", "harbour", "hits"]
    {
        assert!(!found(&catalog, typed).contains(&0), "{typed}");
    }
    for typed in
        ["quiet rooms", "Quiet Rooms please", "safe harbour", "he hits me", "afraid at home"]
    {
        assert!(found(&catalog, typed).contains(&0), "{typed}");
    }
}

#[test]
fn a_code_is_an_address_whatever_else_is_asked() {
    let documents = [only(0, "tea"), only(0, "walk"), only(0, "dance")];
    let mut rows = [row(), row(), row()];
    // Nobody has checked the walk for two years, and the tea has ended.
    rows[1].assured = Some(now().day.plus(-730));
    rows[0].is_listed = false;
    let codes = ["0zdps", "1d1d2", "dance"];
    let catalog = with_cards(manifest(), &rows, &documents, &|number, card| {
        card.id = codes[number].to_owned();
    });
    assert_eq!(found(&catalog, "0zdps"), [0]);
    assert_eq!(found(&catalog, "OZDPS"), [0], "a round letter is a nought");
    assert_eq!(found(&catalog, "IdLd2"), [1], "a straight one is a one");
    assert_eq!(found(&catalog, "0zdps, 1d1d2"), [0, 1], "two of one sheet");
    assert_eq!(found(&catalog, "0zdps tea"), [], "that is no code");
    let mut query = Query { words: "0ZDPS".into(), ..Query::default() };
    query.toggle("need", "need3");
    query.toggle("travel", "comes");
    let results = catalog.search(&query, now());
    assert_eq!(results.hits.iter().map(|hit| hit.service).collect::<Vec<_>>(), [0]);
}

#[test]
fn a_word_that_is_also_a_code_finds_what_the_word_says_too() {
    let documents = [only(0, "soup"), only(0, "dance evening")];
    let catalog = with_cards(manifest(), &[row(), row()], &documents, &|number, card| {
        card.id = ["dance", "abcde"][number].to_owned();
    });
    assert_eq!(found(&catalog, "dance"), [0, 1]);
}

#[test]
fn the_code_on_a_printed_page_finds_its_service() {
    let texts = |words: &str| -> Texts { std::array::from_fn(|_| words.to_owned()) };
    let catalog = open(&[texts("tea"), texts("walk")]);
    // The cards of these tests share one code; the first that has it is meant.
    assert_eq!(found(&catalog, "abcde"), [0]);
    assert_eq!(found(&catalog, " ABCDE "), [0]);
    assert!(found(&catalog, "abcdf").is_empty());
    assert!(found(&catalog, "abcd").is_empty());
}
