//! Packages of each sort become pages that `check` accepts.

use std::fs;

use authoring::draft::{DraftOrganization, DraftService, Source};
use authoring::report::Findings;
use authoring::write;
use indexer::exchange::import::ledger::{Fate, said};
use indexer::exchange::import::{Format, guess_mapping};

use super::town::{Town, adds_up, packages};

fn page<'a>(pages: &'a std::collections::BTreeMap<String, String>, path: &str) -> &'a str {
    pages.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", pages.keys()))
}

/// Read back, every page is what was written.
fn reads_back(town: &Town) {
    for (path, text) in town.pages() {
        let findings = Findings::default();
        let source = Source { file: 0, path: &path, text: &text };
        let (folder, file) = path.split_once('/').unwrap();
        let again = match file {
            "organization.md" => DraftOrganization::read(&source, folder, &findings)
                .map(|draft| write::organization(&draft)),
            _ => DraftService::read(&source, folder, "x", &findings)
                .map(|draft| write::service(&draft)),
        };
        assert_eq!(again.as_deref(), Some(text.as_str()), "{path}");
    }
}

#[test]
fn tables_of_the_first_standard_with_every_fault_become_pages() {
    let town = Town::new();
    let (summary, _) = town.import(Format::Hsds, &packages().join("hsds-1"));
    adds_up(&summary);
    let pages = town.pages();
    assert_eq!(town.errors(), [], "{:#?}", summary.settled.refused);
    reads_back(&town);
    // Lines of the tables, less their heads: no row is missing from the account.
    let lines = |name: &str| {
        fs::read_to_string(packages().join("hsds-1").join(name)).unwrap().lines().count() - 1
    };
    let names = fs::read_dir(packages().join("hsds-1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let tables: Vec<String> =
        names.filter(|name| name.ends_with(".csv") && name != "odd_table.csv").collect();
    assert_eq!(summary.ledger.rows(), tables.iter().map(|name| lines(name)).sum::<usize>() as u64);

    let tea = page(&pages, "sunset-neighbours-of-the-north-inc/sunset-tea-circle.md");
    for words in [
        "name: Sunset Tea Circle\n",
        "summary: Tea & talk for everyone. “Come” along.\n",
        "needs: [company]",
        "audience: [older-adults]",
        "text: 55 and over",
        "kind: free",
        "joining: drop-in",
        "{ code: en, how: native }",
        "code: yue, how: native, note: Cantonese (limited)",
        "name: Sunset Hall\n",
        "name: Sunset Hall 2\n",
        "line1: 5 Example Street",
        "region: BC",
        "lat: 49.22051",
        "step-free-entrance: \"yes\"",
        "step-free-entrance: Wheelchair accessible",
        "at: Sunset Hall 2",
        "extension: \"12\"",
        "email: mei@sunset.example",
        "assurance: { level: listed }",
        "- cakes\n- songs",
        "How to begin: Walk-ins welcome",
        "Getting in: No wheelchair access",
    ] {
        assert!(tea.contains(words), "{words}\n{tea}");
    }
    for words in ["MON", "COL", "GÇ", "date:"] {
        assert!(!tea.contains(words), "{words}\n{tea}");
    }
    // A group that is missing gets a page with the only name there is, and a question.
    assert!(
        page(&pages, "pantry-of-a-lost-group/organization.md")
            .contains("name: Pantry of a lost group")
    );
    let pantry = page(&pages, "pantry-of-a-lost-group/pantry-of-a-lost-group.md");
    assert!(
        pantry.contains("Hours: 9:00m-5:00pm, Fri") && !pantry.contains("schedule:"),
        "{pantry}"
    );
    assert!(!pantry.contains("lat:") && pantry.contains("1 Far Street"), "{pantry}");
    // Whoever looks for harm done to her is not told where others hide.
    let rooms = page(&pages, "harbour-rooms/rooms-for-women-who-were-hurt.md");
    assert!(
        rooms.contains("confidential_address: true") && rooms.contains("Nobody is asked why."),
        "{rooms}"
    );
    assert!(!rooms.contains("Hidden") && !rooms.contains("locations"), "{rooms}");
    let walks = page(&pages, "sunset-neighbours-of-the-north-inc/walks-in-the-park.md");
    assert!(
        walks.contains("rrule: FREQ=WEEKLY;BYDAY=MO,TU,WE")
            && walks.contains("kind: by-arrangement"),
        "{walks}"
    );
    assert!(walks.contains("from: 2026-12-24"), "{walks}");
    assert!(pages.contains_key("sunset-neighbours-of-the-north-inc/walks-in-the-park-2.md"));
    let night = page(&pages, "sunset-neighbours-of-the-north-inc/open-all-night.md");
    assert!(night.contains("minutes: 480") && night.contains("Saturday"), "{night}");
    let fates = |table: &str, column: &str, text: &str| -> Vec<&'static str> {
        let entries = summary.ledger.entries();
        let same = entries
            .filter(|entry| entry.table == table && entry.column == column && entry.text == text);
        same.map(|entry| said(entry.fate).0).collect()
    };
    for (table, column, text, kind) in [
        ("schedule", "opens_at", "9:00m", "question"),
        ("schedule", "closes_at", "5:00am", "question"),
        ("eligibility", "eligibility", "Women only", "question"),
        ("service", "organization_id", "99", "question"),
        ("service", "status", "maybe", "question"),
        ("service", "description", "A row without a name", "question"),
        ("service", "description", "Fast walks", "question"),
        ("location", "latitude", "25.77", "question"),
        ("location", "name", "A place of nobody", "lost"),
        ("service_at_location", "service_id", "999", "question"),
        ("service_at_location", "location_id", "888", "question"),
        ("attribute", "taxonomy_id", "T4", "lost"),
        ("attribute", "taxonomy_id", "T9", "question"),
        ("phone", "number", "555", "question"),
        ("phone", "number", "604-555-0103", "lost"),
        ("contact", "name", "A Name Alone", "lost"),
        ("contact", "phone_number", "4841", "question"),
        ("language", "language", "Chinese", "question"),
        ("language", "language", "Klingon", "changed"),
        ("address", "address_1", "9 Orphan Street", "question"),
    ] {
        let found = fates(table, column, text);
        assert!(found.contains(&kind), "{table}.{column} {text}: {found:?}");
    }
    assert!(summary.counts.unmapped_terms.contains_key("Something odd"));
    assert!(
        summary.twins.iter().any(|twins| twins.contains("walks-in-the-park-2")),
        "{:?}",
        summary.twins
    );
    assert!(summary.notes.files.iter().any(|(name, _)| name == "odd_table.csv"));
}

#[test]
fn objects_of_the_third_standard_become_pages() {
    let town = Town::new();
    let (summary, _) = town.import(Format::Hsds, &packages().join("hsds-3"));
    adds_up(&summary);
    assert_eq!(town.errors(), [], "{:#?}", summary.settled.refused);
    reads_back(&town);
    let pages = town.pages();
    let class = page(&pages, "type-hub/learn-to-type.md");
    for words in [
        "rrule: FREQ=WEEKLY;BYDAY=TU,TH",
        "start: 2026-09-01T10:00",
        "valid_to: 2027-06-30",
        "rrule: FREQ=MONTHLY;BYDAY=1SA",
        "{ code: pa, how: native, note: on Tuesdays }",
        "amount: 2.50, currency: CAD, note: Members",
        "requires: [photo-id]",
        "needs: [digital]",
        "hearing-loop: \"yes\"",
        "phone: \"+1 604 555 0110\"",
        "url: https://type.example/online",
        "Please note: Moved for the summer",
        "assurance: { level: listed }",
    ] {
        assert!(class.contains(words), "{words}\n{class}");
    }
    assert!(
        !class.contains("min_age") && !class.contains("2026-05-01") && !class.contains("9.00"),
        "{class}"
    );
    assert!(pages.contains_key("a-service-of-nobody/a-service-of-nobody.md"));
}

#[test]
fn the_pages_of_an_interface_are_read_as_one_list() {
    let town = Town::new();
    let (summary, _) = town.import(Format::Oruk, &packages().join("oruk-3"));
    adds_up(&summary);
    assert_eq!(town.errors(), [], "{:#?}", summary.settled.refused);
    reads_back(&town);
    let pages = town.pages();
    let paths: Vec<&str> = pages.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "green-hands/choir.md",
            "green-hands/garden-days.md",
            "green-hands/organization.md",
            "other-hands/organization.md"
        ]
    );
    // What a later page of the answer adds is not lost.
    assert!(page(&pages, "green-hands/choir.md").contains("sing@green.example"));
}

#[test]
fn a_sheet_is_read_by_a_mapping_that_was_guessed_and_can_be_corrected() {
    let town = Town::new();
    let sheet = town.path().join("_groups.csv");
    fs::copy(packages().join("sheet/groups.csv"), &sheet).unwrap();
    let guess = guess_mapping(&sheet).unwrap().mapping;
    fs::write(sheet.with_extension("mapping.toml"), &guess).unwrap();
    let (summary, _) = town.import(Format::Sheet, &sheet);
    adds_up(&summary);
    fs::remove_file(&sheet).unwrap();
    fs::remove_file(sheet.with_extension("mapping.toml")).unwrap();
    assert_eq!(town.errors(), [], "{:#?}", summary.settled.refused);
    reads_back(&town);
    let pages = town.pages();
    let yoga = page(&pages, "cafe-soleil/chair-yoga.md");
    for words in [
        "phone: \"604-555-0120\"",
        "postal: V5X 0A0",
        "code: fr",
        "kind: free",
        "Hours: Mondays at 10",
    ] {
        assert!(yoga.contains(words), "{words}\n{yoga}\n{guess}");
    }
    assert!(page(&pages, "cafe-soleil/organization.md").contains("name: Café Soleil"));
    let lost = summary
        .ledger
        .entries()
        .any(|entry| entry.text == "ask Ann" && matches!(entry.fate, Fate::Lost(_)));
    assert!(lost, "{guess}");
}
