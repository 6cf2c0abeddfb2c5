//! `signpost import` as it is typed: what it says of a sheet, of what is not there, and where its reports go.

use std::fs;

use crate::kit::{NOW, Town, said};

/// A town beside which somebody has put a sheet.
fn with_sheet(text: &str) -> Town {
    let town = Town::new();
    fs::write(town.at("groups.csv"), text).unwrap();
    town
}

#[test]
fn somebody_hears_how_many_columns_are_understood_and_which_are_not() {
    let town = with_sheet("Name,Group,Price,Notes\nTea,Round Table,$2,ask Ann\n");
    let guessed = town.signpost(&["import", "csv", "groups.csv", "--guess"]).output().unwrap();
    assert_eq!(guessed.status.code(), Some(0), "{}", said(&guessed));
    let told = said(&guessed);
    assert!(told.contains("3 of 4 columns are understood."), "{told}");
    assert!(told.contains("left out: \"notes\"."), "{told}");
    assert!(!told.contains("nothing else"), "{told}");
}

#[test]
fn a_sheet_in_words_that_nobody_knows_is_warned_of_however_quiet_it_is_to_be() {
    let town = with_sheet("名称,电话,地址\n茶,604-555-0100,5 Example Street\n");
    let guessed =
        town.signpost(&["import", "csv", "groups.csv", "--guess", "--quiet"]).output().unwrap();
    let warned = String::from_utf8_lossy(&guessed.stderr).into_owned();
    assert!(warned.contains("organization.name"), "{}", said(&guessed));
}

#[test]
fn an_earlier_report_is_not_lost_to_a_later_one() {
    let town = with_sheet("Name,Group\nTea,Round Table\n");
    town.signpost(&["import", "csv", "groups.csv", "--guess"]).output().unwrap();
    let import = ["import", "csv", "groups.csv", "--mapping", "groups.mapping.toml", "--now", NOW];
    for (folder, more) in [
        ("import-report", &[][..]),
        ("import-report-2", &[]),
        ("mine", &["--report", "mine"]),
        ("mine", &["--report", "mine"]),
        ("import-report-3", &[]),
    ] {
        let imported = town.signpost(&import).args(more).output().unwrap();
        assert_eq!(imported.status.code(), Some(0), "{}", said(&imported));
        assert!(said(&imported).contains(
            &format!("{folder}/import-report.csv").replace('/', std::path::MAIN_SEPARATOR_STR)
        ));
    }
    let names = town.names();
    let reports: Vec<&String> =
        names.iter().filter(|name| name.starts_with("import-report")).collect();
    assert_eq!(reports, ["import-report", "import-report-2", "import-report-3"]);
}

#[test]
fn what_is_not_there_is_told_without_the_system_s_numbers() {
    let town = with_sheet("Name,Group\nTea,Round Table\n");
    fs::write(town.at("file"), "").unwrap();
    for (arguments, words) in [
        (&["csv", "nowhere.csv"][..], "There is no file or folder nowhere.csv."),
        (&["csv", "groups.csv", "--mapping", "no.toml"], "There is no mapping no.toml."),
        (&["csv", "groups.csv", "--into", "nowhere"], "with --into"),
        (&["csv", "groups.csv"], "Make one with --guess"),
        (&["hsds", "groups.csv"], "signpost import csv groups.csv --guess"),
    ] {
        let ended =
            town.signpost(&["import"]).args(arguments).args(["--now", NOW]).output().unwrap();
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}: {}", said(&ended));
        let told = said(&ended);
        assert!(told.contains(words) && !told.contains("os error"), "{arguments:?}: {told}");
    }
    town.signpost(&["import", "csv", "groups.csv", "--guess"]).output().unwrap();
    let import = ["import", "csv", "groups.csv", "--mapping", "groups.mapping.toml", "--now", NOW];
    let ended = town.signpost(&import).args(["--report", "file"]).output().unwrap();
    assert_eq!(ended.status.code(), Some(2), "{}", said(&ended));
    assert!(said(&ended).contains("with --report") && !said(&ended).contains("os error"));
}

#[test]
fn the_sheet_of_the_next_month_is_not_a_second_town() {
    let town = with_sheet("Name,Group\nTea,Round Table\n");
    town.signpost(&["import", "csv", "groups.csv", "--guess"]).output().unwrap();
    let imports = |sheet: &str, more: &[&str]| {
        let import = ["import", "csv", sheet, "--mapping", "groups.mapping.toml", "--now", NOW];
        town.signpost(&import).args(more).output().unwrap()
    };
    let first = imports("groups.csv", &[]);
    assert!(said(&first).contains("type --name groups too"), "{}", said(&first));
    fs::copy(town.at("groups.csv"), town.at("groups-2026-12.csv")).unwrap();
    let doubled = imports("groups-2026-12.csv", &[]);
    assert_eq!(doubled.status.code(), Some(2), "{}", said(&doubled));
    assert!(said(&doubled).contains("add --name groups;"), "{}", said(&doubled));
    let again = imports("groups-2026-12.csv", &["--name", "groups"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(!said(&again).contains("remembered"), "{}", said(&again));
    let services = fs::read_dir(town.at("content/round-table")).unwrap();
    assert_eq!(services.count(), 2, "the group and its tea");
    let other = imports("groups-2026-12.csv", &["--other-source"]);
    assert_eq!(other.status.code(), Some(0), "{}", said(&other));
}
