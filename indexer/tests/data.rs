//! The data that a site gives away: what is in it, and above all what is not. Whether the files are what their
//! standards want is asked of others' validators (`tests/tests/journeys/data.rs`).
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use catalog::day::{Day, Moment};
use catalog::directory::{Directory, Licence};
use catalog::service::{Answer, Service};
use icalendar::parser::{read_calendar, unfold};
use indexer::build::build;
use indexer::exchange::export::{files_at_most, own_files_at_most};
use indexer::read::read_directory;
use rrule::RRuleSet;
use serde_json::Value;

/// Files by their paths inside `data/`.
type Files = BTreeMap<String, Vec<u8>>;

fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

/// The sample in English alone.
fn directory() -> &'static Directory {
    static DIRECTORY: OnceLock<Directory> = OnceLock::new();
    DIRECTORY.get_or_init(|| {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let mut directory = read_directory(&content, now().day).directory.unwrap();
        directory.config.locales.retain(|locale| locale == "en");
        directory
    })
}

/// The data of a site that is built at a moment.
fn data(directory: Directory, now: Moment) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    build(directory, None, now, &out).unwrap();
    let root = out.join("data");
    let (mut folders, mut files) = (vec![root.clone()], Files::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            let name = entry.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read(entry).unwrap());
        }
    }
    files
}

/// The sample's.
fn sample() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| data(directory().clone(), now()))
}

/// What a town gives away that says: all of it, under this licence.
fn everything() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut directory = directory().clone();
        directory.config.data.sensitive = true;
        directory.config.data.licence = Some(Licence {
            name: "CC-BY-4.0".into(),
            title: "CC BY 4.0".into(),
            url: "https://creativecommons.org/licenses/by/4.0/".into(),
        });
        data(directory, now())
    })
}

fn text<'f>(files: &'f Files, name: &str) -> std::borrow::Cow<'f, str> {
    String::from_utf8_lossy(files.get(name).unwrap_or_else(|| panic!("{name} is not there")))
}

/// The records of HSDS, by our own ids.
fn records(files: &Files) -> BTreeMap<String, Value> {
    let page: Value = serde_json::from_str(&text(files, "hsds/services-1.json")).unwrap();
    let contents = page["contents"].as_array().unwrap().clone();
    contents.into_iter().map(|record| (own_id(&record), record)).collect()
}

fn own_id(record: &Value) -> String {
    let id = attributes(record).find(|(code, _)| *code == "id:service").unwrap().1;
    id.unwrap().to_owned()
}

/// Codes and values of a record's attributes.
fn attributes(record: &Value) -> impl Iterator<Item = (&str, Option<&str>)> {
    let all = record["attributes"].as_array().map_or(&[][..], Vec::as_slice);
    all.iter().map(|one| (one["taxonomy_term"]["code"].as_str().unwrap(), one["value"].as_str()))
}

fn sensitive() -> impl Iterator<Item = &'static Service> {
    directory().services.iter().filter(|service| service.sensitive)
}

#[test]
fn what_calls_for_discretion_leaves_the_directory_only_when_the_directory_says_so() {
    assert!(sensitive().count() > 5, "the sample has a few");
    let name = |service: &Service| service.words["en"].name.clone().unwrap();
    for (file, bytes) in sample() {
        let text = String::from_utf8_lossy(bytes);
        for service in sensitive() {
            assert!(!text.contains(&service.id), "{file} tells of {}", service.id);
            assert!(!text.contains(&name(service)), "{file} tells of {}", name(service));
        }
    }
    let told = records(everything());
    assert!(sensitive().filter(|service| told.contains_key(&service.id)).count() > 5);
    // What people see on a screen beside others never tells.
    let open = ["activities.csv", "checked.atom"].into_iter().map(str::to_owned);
    let calendars = everything().keys().filter(|name| name.ends_with(".ics")).cloned();
    for file in open.chain(calendars) {
        let text = text(everything(), &file);
        assert!(sensitive().all(|service| !text.contains(&name(service))), "{file}");
    }
}

#[test]
fn a_confidential_service_has_no_place_in_the_data_and_notes_for_prescribers_are_nowhere() {
    let told = records(everything());
    let confidential: Vec<_> =
        directory().services.iter().filter(|service| service.is_confidential()).collect();
    assert!(!confidential.is_empty());
    for service in confidential {
        let record = told.get(&service.id).unwrap();
        assert_eq!(record.get("service_at_locations"), None, "{}", service.path);
    }
    let notes: Vec<&str> = directory()
        .services
        .iter()
        .filter_map(|service| service.prescriber_notes.as_deref())
        .collect();
    assert!(notes.len() > 10);
    for (file, bytes) in everything() {
        let text = String::from_utf8_lossy(bytes);
        assert!(notes.iter().all(|note| !text.contains(note)), "{file}");
    }
}

#[test]
fn what_nobody_knows_is_absent_and_never_a_no() {
    for (id, record) in records(sample()) {
        let service = directory().service(&id).unwrap();
        let places = record["service_at_locations"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(places.len(), service.whereabouts.places().len());
        for (told, ours) in places.iter().zip(service.whereabouts.places()) {
            let answers: BTreeMap<String, &str> = attributes(&told["location"])
                .map(|(code, value)| (code.trim_start_matches("access:").into(), value.unwrap()))
                .collect();
            let known = ours.access.iter().map(|(fact, answer)| {
                let answer = match answer {
                    Answer::Yes => "yes",
                    Answer::No => "no",
                    Answer::AtTimes => "at-times",
                };
                (fact.clone(), answer)
            });
            assert_eq!(answers, known.collect(), "{id}");
        }
        let documents = record.get("required_documents").map(|of| of.as_array().unwrap().len());
        assert_eq!(documents.unwrap_or(0), service.eligibility.requires.len(), "{id}");
        let none_needed = attributes(&record).any(|(code, _)| code == "requires:nothing");
        assert_eq!(none_needed, service.eligibility.asks_nothing, "{id}");
        assert_eq!(record.get("minimum_age").is_some(), service.eligibility.min_age.is_some());
        assert_eq!(record.get("assured_date").is_some(), service.assurance.is_some());
        assert_eq!(record.get("cost_options").is_some(), !service.cost.is_empty());
    }
    let bundle = text(sample(), "fhir/bundle-1.json");
    assert!(!bundle.contains("null") && !text(sample(), "hsds/services-1.json").contains("null"));
}

#[test]
fn a_timetable_in_hsds_has_the_sessions_of_the_page_by_a_program_that_we_did_not_write() {
    let (from, to) = (now().day, now().day.plus(200));
    let mut compared = 0;
    for (id, record) in records(sample()) {
        let service = directory().service(&id).unwrap();
        let of_places = record["service_at_locations"].as_array().into_iter().flatten();
        let entries = of_places.map(|place| &place["schedules"]).chain([&record["schedules"]]);
        let entries = entries.flat_map(|list| list.as_array().into_iter().flatten());
        let mut theirs: Vec<String> = entries.flat_map(|entry| told(entry, from, to)).collect();
        let rows = service.schedule.iter();
        let ours = rows.flat_map(|row| {
            let start = Moment { day: from, minute: 0 };
            row.times.sessions(start, to).into_iter().filter(move |of| of.start.day >= from)
        });
        let mut ours: Vec<String> = ours.map(|session| session.start.to_string()).collect();
        theirs.sort();
        ours.sort();
        compared += ours.len();
        assert_eq!(theirs, ours, "{}", service.path);
    }
    assert!(compared > 1_000, "only {compared} sessions");
}

/// The sessions that an entry of HSDS tells, by the crate `rrule`.
fn told(entry: &Value, from: Day, to: Day) -> Vec<String> {
    let field = |name: &str| entry[name].as_str();
    let compact = |day: &str| day.replace('-', "");
    let time = &field("opens_at").unwrap()[..5];
    let (Some(start), first, last) = (field("dtstart"), field("valid_from"), field("valid_to"))
    else {
        panic!("an entry without a first day: {entry}")
    };
    let opens = time.replace(':', "");
    let mut set = format!("DTSTART:{}T{opens}00Z\n", compact(start));
    match field("freq") {
        None => set.push_str(&format!("RDATE:{}T{opens}00Z", compact(start))),
        Some(freq) => {
            set.push_str(&format!("RRULE:FREQ={freq};INTERVAL={}", entry["interval"]));
            for (name, part) in [("BYDAY", "byday"), ("BYMONTHDAY", "bymonthday")] {
                let part = field(part).map(|days| format!(";{name}={days}"));
                set.push_str(&part.unwrap_or_default());
            }
            let until = field("until").map(|day| format!(";UNTIL={}T235900Z", compact(day)));
            set.push_str(&until.unwrap_or_default());
            let count = entry["count"].as_u64().map(|count| format!(";COUNT={count}"));
            set.push_str(&count.unwrap_or_default());
        }
    }
    let set: RRuleSet = set.parse().unwrap_or_else(|error| panic!("{set}: {error}"));
    let days = set.all(2_000).dates.into_iter().map(|at| at.format("%Y-%m-%d").to_string());
    let (from, to) = (from.to_string(), to.to_string());
    let is_in = |day: &String| {
        first.is_none_or(|first| first <= day.as_str())
            && last.is_none_or(|last| day.as_str() <= last)
            && from <= *day
            && *day <= to
    };
    days.filter(is_in).map(|day| format!("{day}T{time}")).collect()
}

#[test]
fn the_data_is_the_same_whatever_the_day_of_the_build() {
    let later = Moment { day: now().day.plus(1), minute: now().minute };
    let tomorrow = data(directory().clone(), later);
    let names: Vec<&String> = tomorrow.keys().collect();
    assert_eq!(names, sample().keys().collect::<Vec<_>>());
    for (name, bytes) in &tomorrow {
        // A calendar says when it was written: RFC 5545 wants that. How much is stale is true of a day.
        if !name.ends_with(".ics") && name != "gaps.json" {
            assert!(bytes == &sample()[name], "{name} knows the day of the build");
        }
    }
    assert!(data(directory().clone(), now()) == *sample(), "two builds differ");
}

#[test]
fn a_feed_has_only_days_on_which_a_person_said_something() {
    let said = |service: &Service| {
        let checked = service.assurance.as_ref().map(|assurance| assurance.date);
        checked.max(service.capacity.as_ref().and_then(|capacity| capacity.updated))
    };
    let days: BTreeSet<String> =
        directory().services.iter().filter_map(said).map(|day| day.to_string()).collect();
    let feed = text(sample(), "checked.atom");
    let updated = feed.match_indices("<updated>").map(|(at, tag)| {
        let from = at + tag.len();
        feed[from..from + 10].to_owned()
    });
    let updated: Vec<String> = updated.collect();
    assert!(updated.len() > 50 && updated.iter().all(|day| days.contains(day)));
    assert!(updated[1..].is_sorted_by(|a, b| a >= b), "the latest first");
    assert_eq!(updated[0], updated[1], "the feed is as new as its newest entry");
}

#[test]
fn every_calendar_opens_in_a_program_that_we_did_not_write_with_its_zone() {
    let calendars: Vec<&String> = sample().keys().filter(|name| name.ends_with(".ics")).collect();
    assert!(calendars.len() > 10, "{calendars:?}");
    let events = |name: &str| {
        let text = unfold(&text(sample(), name));
        let calendar = read_calendar(&text).unwrap();
        let of = |kind: &str| calendar.components.iter().filter(|part| part.name == kind).count();
        assert_eq!(of("VTIMEZONE"), 1, "{name}");
        assert!(calendar.properties.iter().any(|property| property.name == "X-WR-CALNAME"));
        of("VEVENT")
    };
    let whole = events("calendar/all.ics");
    for name in calendars {
        let number = events(name);
        assert!((1..=whole).contains(&number), "{name}: {number} of {whole}");
    }
}

#[test]
fn a_table_opened_in_a_spreadsheet_works_nothing_out() {
    let mut directory = directory().clone();
    let service = directory.services.iter_mut().find(|service| !service.sensitive).unwrap();
    let words = service.words.get_mut("en").unwrap();
    words.name = Some("=HYPERLINK(\"https://bad.example\")".into());
    words.summary = Some("+1, \"quoted\"\nand more".into());
    let files = data(directory, now());
    let table = text(&files, "activities.csv");
    assert!(table.starts_with('\u{feff}'));
    assert!(table.contains(",\"'=HYPERLINK(\"\"https://bad.example\"\")\","), "{table}");
    assert!(table.contains(",\"'+1, \"\"quoted\"\"\nand more\","));
    // West of Greenwich is a number.
    assert!(table.contains(",-123.0"));
}

#[test]
fn a_licence_stands_with_the_data_and_without_one_nobody_is_told_that_there_is() {
    let url = "https://creativecommons.org/licenses/by/4.0/";
    for file in
        ["LICENCE.txt", "hsds/tabular/datapackage.json", "fhir/bundle-1.json", "checked.atom"]
    {
        assert!(text(everything(), file).contains(url), "{file}");
        assert!(!text(sample(), file).contains("creativecommons"), "{file}");
    }
    let calendar = unfold(&text(everything(), "calendar/all.ics"));
    assert!(calendar.contains("https://signpost.example/ (CC BY 4.0)"));
    assert!(text(sample(), "LICENCE.txt").contains("ask us before you publish"));
}

#[test]
fn a_host_with_little_room_gets_the_data_in_fewer_files() {
    let most = files_at_most(directory());
    let own = own_files_at_most(directory());
    let is_own = |name: &&String| name.starts_with("oruk/services/");
    let of_services = sample().keys().filter(is_own).count();
    assert!((1..=own).contains(&of_services));
    // What the next release compares is counted with the files for hosts.
    let compared = ["gaps.json", "listed.json"];
    assert!(compared.iter().all(|name| sample().contains_key(*name)));
    let others = sample().len() - of_services - compared.len();
    assert!(others <= most, "{others} of {most}");
    let mut directory = directory().clone();
    // Room for every page of the site, and not for a file each beside.
    directory.config.files_at_most = Some(2_000);
    let roomy = data(directory.clone(), now());
    assert_eq!(roomy.keys().filter(is_own).count(), of_services);
    directory.config.files_at_most = Some(700);
    let tight = data(directory, now());
    assert_eq!(tight.keys().filter(is_own).count(), 0);
    let page: Value = serde_json::from_str(&text(&tight, "oruk/services-1.json")).unwrap();
    assert!(page["contents"][0]["contacts"].is_array(), "the page holds all then");
}

#[test]
fn no_code_of_a_licensed_taxonomy_goes_out() {
    let mut directory = directory().clone();
    for need in &mut directory.vocabulary.needs {
        need.codes.insert("airs".into(), "PL-6400.6500".into());
        need.codes.insert("211".into(), "PL-6400.6500".into());
    }
    let files = data(directory, now());
    assert!(files.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("PL-6400")));
}
