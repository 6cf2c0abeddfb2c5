//! People say it in their own words: phrases that mean topics, choices, places and nothing at all.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use catalog::columns::Row;
use catalog::day::Moment;
use catalog::facet::{FACETS, INTENTS, WHEN};
use catalog::format::write;
use catalog::manifest::{Choice, Manifest};
use catalog::query::Query;
use catalog::results::{MeantAs, Results};
use catalog::sayings::{Meaning, Sayings, ServiceTopics, Strength, Topic};
use catalog::schedule::{Rule, Schedule};
use catalog::search::Catalog;
use catalog::text::{decompose_natively, phrase_key};
use common::words::{self, only, row};
use common::{manifest, now};
use proptest::prelude::*;

const SWIMMING: u16 = 0;
const TAI_CHI: u16 = 1;
const SINGING: u16 = 2;
const FALLING: u16 = 3;

fn facet(id: &str) -> u8 {
    FACETS.iter().position(|facet| facet.id == id).unwrap() as u8
}

fn when(id: &str) -> Meaning {
    Meaning::Choice(facet("when"), WHEN.iter().position(|known| *known == id).unwrap() as u16)
}

fn keys(phrases: &[&str]) -> Vec<String> {
    phrases.iter().map(|phrase| phrase_key(phrase, decompose_natively)).collect()
}

/// A session every week on one day, at an hour.
fn weekly(day: &str, hour: u16) -> Schedule {
    let start = Moment::parse(&format!("2026-01-06T{hour:02}:00")).unwrap();
    let rule = Rule::parse(&format!("FREQ=WEEKLY;BYDAY={}", &day[..2].to_uppercase()), start);
    Schedule {
        start,
        minutes: 60,
        rule: rule.ok(),
        dates: Vec::new(),
        exdates: Vec::new(),
        pauses: Vec::new(),
        valid_to: None,
    }
}

/// What people say on an English page; French people ask with French small words, language 1.
fn own() -> Sayings {
    let topic = |id: &str, services| Topic {
        id: id.into(),
        label: id.into(),
        need: 0,
        services,
        chooses: Vec::new(),
    };
    let phrases = [
        (Meaning::Topic(SWIMMING), keys(&["swim", "swimming", "游水", "수영"])),
        (Meaning::Topic(TAI_CHI), keys(&["tai chi", "太極"])),
        (Meaning::Topic(SINGING), keys(&["sing", "choir", "drop-in singing"])),
        (Meaning::Topic(FALLING), keys(&["falling", "i fall a lot"])),
        (Meaning::Choice(facet("language"), 1), keys(&["punjabi", "speaks punjabi"])),
        (Meaning::Choice(facet("cost"), 0), keys(&["free"])),
        (Meaning::Choice(facet("joining"), 2), keys(&["drop-in"])),
        (Meaning::Wish(facet("need"), 3), keys(&["lonely"])),
        (Meaning::Place(1), keys(&["V5X"])),
        (when("evening"), keys(&["evening", "in the evening"])),
        (when("tuesday"), keys(&["tuesday", "on tuesday"])),
        (Meaning::NotNext, keys(&["not", "no"])),
        (Meaning::NotBefore, keys(&["唔得"])),
        (Meaning::Small(0), keys(&["where can i", "for", "the", "and", "no", "i", "want", "못"])),
    ];
    Sayings {
        phrases: phrases.to_vec(),
        topics: vec![
            topic("swimming", 0),
            topic("tai-chi", 2),
            topic("singing", 1),
            topic("falling", 1),
        ],
        further: Vec::new(),
        han: String::new(),
    }
}

fn common_to_all() -> Sayings {
    let phrases = [
        (Meaning::Topic(SINGING), keys(&["chorale", "noi"])),
        (Meaning::Small(1), keys(&["je cherche", "une", "pour", "for"])),
        (Meaning::Small(2), keys(&["toi", "muon", "noi"])),
    ];
    Sayings { phrases: phrases.to_vec(), ..Sayings::default() }
}

/// 0: tai chi, free, on Tuesday mornings. 1: tai chi with Punjabi, also for who falls. 2: a choir on Tuesday
/// evenings, drop-in. 3: "Tuesday tea", for lonely people. 4: a page that only speaks of swimming.
fn town() -> Catalog {
    let about = |main_need, topics: &[(u16, Strength)]| ServiceTopics {
        main_need: Some(main_need),
        topics: topics.to_vec(),
    };
    let topics = [
        about(0, &[(TAI_CHI, Strength::Name)]),
        about(0, &[(TAI_CHI, Strength::First), (FALLING, Strength::Said)]),
        about(1, &[(SINGING, Strength::Name)]),
        about(3, &[]),
        about(0, &[]),
    ];
    let with = |needs: &[u32], sessions: &[(&str, u16)]| {
        let mut row = row();
        row.terms[usize::from(facet("need"))] = needs.to_vec();
        row.schedules = sessions.iter().map(|(day, hour)| (None, weekly(day, *hour))).collect();
        row
    };
    let mut rows = [
        with(&[0], &[("tuesday", 9)]),
        with(&[0], &[("friday", 18)]),
        with(&[1], &[("tuesday", 18)]),
        with(&[3], &[("tuesday", 14)]),
        with(&[0], &[]),
    ];
    rows[0].terms[usize::from(facet("cost"))] = vec![0];
    rows[2].terms[usize::from(facet("joining"))] = vec![2];
    rows[1].languages = vec![(1, catalog::service::Spoken::Native)];
    let documents = [
        only(0, "Slow forms"),
        only(0, "Tai chi in the park"),
        only(0, "Sunset choir"),
        only(0, "Tuesday tea"),
        only(3, "after the bus to the swimming pool there is tea"),
    ];
    open(&rows, &documents, &topics)
}

fn open(rows: &[Row], documents: &[words::Texts], topics: &[ServiceTopics]) -> Catalog {
    let manifest = Manifest { ..manifest() };
    let mut catalog = words::without_text(manifest, rows, documents);
    let body = catalog::format::BodyIndex { topics: topics.to_vec(), ..words::body(documents) };
    catalog.add_text(0, &write::head(&words::head(documents))).unwrap();
    catalog.add_text(0, &write::body(&body)).unwrap();
    catalog.add_sayings(&write::sayings(&own()), false).unwrap();
    catalog.add_sayings(&write::sayings(&common_to_all()), true).unwrap();
    catalog
}

fn ask(catalog: &Catalog, words: &str) -> Results {
    catalog.search(&Query { words: words.into(), ..Query::default() }, now())
}

fn found(results: &Results) -> Vec<u32> {
    results.hits.iter().map(|hit| hit.service).collect()
}

#[test]
fn a_topic_is_found_in_whichever_language_it_is_asked_for() {
    let town = town();
    for typed in ["tai chi", "Tai-Chi", "taichi", "where can I tai chi", "想 太極"] {
        assert_eq!(found(&ask(&town, typed)), [1, 0], "{typed}");
    }
    assert_eq!(found(&ask(&town, "je cherche une chorale")), [2]);
    assert_eq!(ask(&town, "tai chi").hits[0].why.topics, [u32::from(TAI_CHI)]);
}

#[test]
fn what_nobody_lists_is_said_and_not_sixteen_other_things() {
    let town = town();
    for typed in ["where can i swim", "swimming", "수영을", "수영 못"] {
        let results = ask(&town, typed);
        assert_eq!(found(&results), [], "{typed}");
        assert_eq!(results.absent, [u32::from(SWIMMING)], "{typed}");
        let perhaps: Vec<u32> = results.perhaps.iter().map(|hit| hit.service).collect();
        assert!(perhaps.contains(&1) && !perhaps.contains(&2), "near to it is the same need");
        assert_eq!(results.suggested_needs[0].0, 0);
    }
}

#[test]
fn the_longest_phrase_is_meant() {
    let town = town();
    assert_eq!(found(&ask(&town, "i fall a lot")), [1]);
    let results = ask(&town, "drop-in singing");
    assert_eq!(found(&results), [2]);
    assert_eq!(results.meant, [], "that is all one topic");
    assert_eq!(ask(&town, "dropin choir").meant.len(), 1);
}

#[test]
fn words_that_are_choices_are_chosen_and_can_be_taken_back() {
    let town = town();
    let results = ask(&town, "tai chi speaks punjabi");
    assert_eq!(found(&results), [1]);
    assert_eq!(results.meant.len(), 1);
    let meant = &results.meant[0];
    assert_eq!(meant.as_what, MeantAs::Choice(facet("language").into(), 1));
    let mut query = Query { words: "tai chi speaks punjabi".into(), ..Query::default() };
    query.plain.push(meant.key.clone());
    let again = Query::from_fragment(&query.to_fragment());
    assert_eq!(again, query, "a link keeps what was taken back");
    let results = town.search(&query, now());
    assert!(found(&results).contains(&0), "{:?}", found(&results));
    assert!(
        ask(&town, "tai chi near V5X 1A1")
            .meant
            .contains(&catalog::results::Meant { key: "v5x".into(), as_what: MeantAs::Place(1) })
    );
    assert!(ask(&town, "tai chi V5X 1A1").not_understood.is_empty());
}

#[test]
fn a_day_and_a_part_of_a_day_are_both_meant() {
    let town = town();
    assert_eq!(found(&ask(&town, "choir on tuesday in the evening")), [2]);
    let mut on_tuesday = found(&ask(&town, "on tuesday"));
    on_tuesday.sort_unstable();
    assert_eq!(on_tuesday, [0, 2, 3]);
    assert_eq!(found(&ask(&town, "tai chi not in the evening")), [0]);
}

#[test]
fn what_is_not_wanted_is_left_out() {
    let town = town();
    let results = ask(&town, "tai chi evening 唔得");
    assert_eq!(found(&results), [0]);
    assert!(results.not_understood.is_empty(), "{:?}", results.not_understood);
    let results = ask(&town, "on tuesday not tai chi");
    let mut found = found(&results);
    found.sort_unstable();
    assert_eq!(found, [2, 3]);
}

#[test]
fn a_not_that_cannot_be_heeded_is_told_and_never_turned_round() {
    let town = town();
    for (typed, told) in [
        ("tai chi not punjabi", "not punjabi"),
        ("not punjabi", "not punjabi"),
        ("tai chi not on tuesday", "not on tuesday"),
        ("choir 唔得", ""),
        ("tai chi, tuesday 唔得", "tuesday 唔得"),
        ("tai chi not free", "not free"),
    ] {
        let results = ask(&town, typed);
        assert_eq!(results.not_understood.concat(), told, "{typed}");
        assert_eq!(results.meant, [], "{typed}");
        assert!(results.found > 0, "{typed}");
    }
    assert_eq!(
        ask(&town, "not punjabi").found,
        5,
        "all, and not those with the word in their text"
    );
}

#[test]
fn who_asks_for_a_topic_chooses_what_it_chooses_and_can_take_that_back() {
    let mut town = town();
    let mut sayings = own();
    let volunteer = INTENTS.iter().position(|intent| *intent == "volunteer").unwrap() as u16;
    sayings.topics[usize::from(FALLING)].chooses = vec![(facet("language"), 1)];
    sayings.topics[usize::from(SINGING)].chooses = vec![(facet("intent"), volunteer)];
    town.add_sayings(&write::sayings(&sayings), false).unwrap();
    let results = ask(&town, "i fall a lot");
    assert_eq!(meant(&results), [MeantAs::Wish(facet("language").into(), 1)]);
    assert_eq!(found(&results), [1]);
    let mut query = Query { words: "i fall a lot".into(), ..Query::default() };
    query.plain.push(results.meant[0].key.clone());
    let results = town.search(&query, now());
    assert_eq!(
        (meant(&results), found(&results)),
        (vec![], vec![1]),
        "the topic is asked for still"
    );
    assert_eq!(meant(&ask(&town, "choir")), [], "nobody here seeks volunteers");
}

#[test]
fn what_stands_behind_all_that_is_looked_at_is_told() {
    let town = town();
    let long =
        |words: usize| format!("tai chi {}and then karaoke at my aunt's", "for ".repeat(words));
    assert!(ask(&town, &long(100)).not_understood.concat().contains("karaoke"));
    let results = ask(&town, &long(254));
    assert_eq!(results.not_understood, ["and…"]);
    assert_eq!(found(&results), [1, 0]);
    let strange: String = (0..20).map(|number| format!("word{number} ")).collect();
    let told = ask(&town, &strange).not_understood;
    assert!(told.iter().any(|words| words == "word16…"), "{told:?}");
}

#[test]
fn a_phrase_does_not_begin_within_one_word_and_end_in_the_next() {
    let mut town = town();
    let phrases = vec![(Meaning::Topic(SINGING), keys(&["책 모임"]))];
    let sayings = Sayings { phrases, ..own() };
    town.add_sayings(&write::sayings(&sayings), false).unwrap();
    assert_eq!(found(&ask(&town, "책 모임이")), [2]);
    assert_eq!(found(&ask(&town, "산책 모임")), []);
}

#[test]
fn a_day_in_a_name_is_a_part_of_the_name() {
    let results = ask(&town(), "Tuesday tea");
    assert_eq!(found(&results)[0], 3);
    assert_eq!(results.meant, []);
}

#[test]
fn small_words_are_small_in_the_language_of_the_question_only() {
    let town = town();
    // "Noi" is nothing in one language, and a choir in a question that is in none.
    assert_eq!(found(&ask(&town, "noi")), [2]);
    assert!(ask(&town, "toi muon tai chi").not_understood.is_empty());
    assert_eq!(ask(&town, "tai chi zxqv").not_understood, ["zxqv"]);
}

#[test]
fn what_has_a_little_of_the_words_only_stands_below_a_line() {
    let results = ask(&town(), "tai chi tea");
    assert_eq!(found(&results), [1, 0]);
    assert!(results.perhaps.iter().any(|hit| hit.service == 3));
    assert_eq!(results.found, 2, "what is perhaps is not counted");
}

#[test]
fn a_slip_in_a_phrase_is_forgiven_and_a_beginning_is_known() {
    let town = town();
    for typed in ["tai chu", "tay chi", "choirr", "tai c", "lonly"] {
        let results = ask(&town, typed);
        assert!(results.found > 0, "{typed}");
        assert!(results.found < 4, "{typed}: {:?}", found(&results));
    }
}

#[test]
fn those_whose_first_need_it_is_stand_first() {
    let mut town = town();
    let _ = &mut town;
    let mut query = Query::default();
    query.toggle("need", "need0");
    assert!(found(&town.search(&query, now())).len() >= 3);
    assert_eq!(found(&ask(&town, "lonely")), [3]);
}

proptest! {
    #[test]
    fn whatever_is_typed_is_answered(words in "[a-z太極수영游 .-]{0,40}") {
        let town = town();
        let results = ask(&town, &words);
        prop_assert!(results.hits.len() <= 5);
    }

    #[test]
    fn sayings_that_are_broken_are_refused_and_never_panic(
        at in any::<prop::sample::Index>(), byte in any::<u8>(), words in "[a-z ]{0,12}"
    ) {
        let mut town = town();
        let mut bytes = write::sayings(&own());
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = town.add_sayings(&bytes, false);
        let _ = ask(&town, &words);
    }
}

#[test]
fn choices_that_nobody_has_are_words() {
    let town = town();
    let choice: Option<&Choice> = town.manifest().choices[usize::from(facet("joining"))].first();
    assert!(choice.is_some());
    let results = ask(&town, "free");
    assert_eq!(found(&results), [0]);
}

#[test]
fn traditional_and_simplified_characters_say_the_same() {
    let mut town = town();
    let phrases = vec![(Meaning::Topic(SINGING), keys(&["学唱歌"]))];
    let sayings = Sayings { phrases, han: "學学".into(), ..own() };
    town.add_sayings(&write::sayings(&sayings), false).unwrap();
    for typed in ["學唱歌", "学唱歌", "我想學唱歌"] {
        assert_eq!(found(&ask(&town, typed)), [2], "{typed}");
    }
}

/// What was meant, as facet and value.
fn meant(results: &Results) -> Vec<MeantAs> {
    results.meant.iter().map(|meant| meant.as_what).collect()
}

fn chosen(id: &str, value: u32) -> MeantAs {
    MeantAs::Choice(facet(id).into(), value)
}

fn at(id: &str) -> MeantAs {
    chosen("when", WHEN.iter().position(|known| *known == id).unwrap() as u32)
}

#[test]
fn a_long_question_of_strange_words_is_not_taken_for_the_first_phrases_that_are_known() {
    let town = town();
    // Longer, together, than any phrase.
    let typed = "zxqvwk jjqqxx vvkkww qqzzxx wwvvqq kkxxzz zzqqvv xxwwkk";
    let results = ask(&town, typed);
    assert_eq!((found(&results), results.absent.as_slice()), (vec![], &[][..]));
    assert_eq!(results.not_understood.len(), 8);
    assert_eq!(found(&ask(&town, &format!("{typed} tai c"))), [1, 0], "its end is still known");
}

#[test]
fn a_choice_that_was_said_twice_is_taken_back_with_one_press() {
    let town = town();
    for typed in ["punjabi tai chi speaks punjabi", "speaks punjabi tai chi punjabi"] {
        let first = ask(&town, typed);
        assert_eq!(meant(&first), [chosen("language", 1)], "{typed}");
        let plain = vec![first.meant[0].key.clone()];
        let query = Query { words: typed.into(), plain, ..Query::default() };
        assert_eq!(meant(&town.search(&query, now())), [], "{typed}");
    }
}

#[test]
fn a_second_place_is_not_swallowed() {
    let town = town();
    let elsewhere = Query {
        words: "tai chi V5X".into(),
        origin: Some(catalog::query::Origin::Place(town.manifest().places[0].id.clone())),
        ..Query::default()
    };
    let results = town.search(&elsewhere, now());
    assert_eq!(meant(&results), []);
    assert_eq!(results.not_understood, ["v5x"]);
    let there = town.manifest().places[1].id.clone();
    let origin = Some(catalog::query::Origin::Place(there));
    let results = town.search(&Query { origin, ..elsewhere }, now());
    assert!(results.not_understood.is_empty(), "that is where they are");
}

#[test]
fn in_the_morning_and_not_in_the_evening_is_in_the_morning() {
    let mut town = town();
    let mut sayings = own();
    sayings.phrases.push((when("morning"), keys(&["morning"])));
    town.add_sayings(&write::sayings(&sayings), false).unwrap();
    for typed in ["morning not evening", "not in the evening morning"] {
        assert_eq!(meant(&ask(&town, typed)), [at("morning")], "{typed}");
    }
    assert_eq!(meant(&ask(&town, "not evening")), [at("morning"), at("afternoon")]);
    assert_eq!(meant(&ask(&town, "not evening not morning")), [at("afternoon")]);
}

#[test]
fn a_not_that_stands_before_or_behind_is_of_the_time_that_follows() {
    let mut town = town();
    let mut sayings = own();
    sayings.phrases.push((Meaning::NotBefore, keys(&["nope", "never"])));
    sayings.phrases.push((Meaning::NotNext, keys(&["nope"])));
    town.add_sayings(&write::sayings(&sayings), false).unwrap();
    let by_day = |typed| meant(&ask(&town, typed));
    assert_eq!(
        by_day("punjabi nope evening"),
        [chosen("language", 1), at("morning"), at("afternoon")]
    );
    assert_eq!(by_day("tai chi evening nope"), [at("morning"), at("afternoon")]);
    assert_eq!(by_day("tai chi evening never"), [at("morning"), at("afternoon")]);
}

#[test]
fn a_whole_page_that_was_pasted_is_answered() {
    let town = town();
    for typed in [
        "tai chi ",
        "z",
        "zxqv ",
        "太",
        "太極唔要",
        "수영을",
        "not ",
        "V5X ",
        "in the evening not ",
    ] {
        let page = typed.repeat(10_000 / typed.len());
        let plain = vec![phrase_key(typed, decompose_natively); 40];
        for query in [
            Query { words: page.clone(), ..Query::default() },
            Query { words: page, plain, ..Query::default() },
        ] {
            assert!(town.search(&query, now()).hits.len() <= 5, "{typed}");
        }
    }
}
