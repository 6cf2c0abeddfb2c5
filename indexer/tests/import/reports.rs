//! What an import says of itself: the same question once, and lines that somebody only has to put in.

use std::fs;

use indexer::exchange::import::report;
use indexer::exchange::import::{Format, Summary};
use serde_json::Value;

use super::town::{Town, adds_up, packages};

/// Puts lines at the end of a word list of the town.
fn put(town: &Town, file: &str, lines: &str) {
    let path = town.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, [&text, "\n", lines].concat()).unwrap();
}

/// What is ready for a word list.
fn ready(summary: &Summary, file: &str) -> String {
    let files = summary.paste.files();
    files.into_iter().find(|(name, _)| *name == file).map(|(_, text)| text).unwrap()
}

const LANGUAGES: &str = "_taxonomy/languages.toml";
const IMPORT: &str = "_taxonomy/import.toml";

#[test]
fn a_question_that_is_asked_forty_times_is_one_line_with_its_count_and_examples() {
    let town = Town::new();
    let mut sheet = "Name,Group,Phone\n".to_owned();
    for at in 0..40 {
        let number = if at < 30 { "ask Ann" } else { "see the door" };
        sheet.push_str(&format!("Tea {at},Round Table,{number}\n"));
    }
    let summary = town.import_sheet(&sheet);
    let text = report::text(&summary);
    let asked: Vec<&str> = text.lines().filter(|line| line.contains("40 ×")).collect();
    assert_eq!(asked.len(), 1, "{text}");
    assert!(text.contains("\"ask Ann\" 30 times, groups.csv:2"), "{text}");
    assert!(text.contains("\"see the door\" 10 times, groups.csv:32"), "{text}");
    assert!(text.contains("each value is in import-report.csv"), "{text}");
    assert_eq!(report::csv(&summary).matches("ask Ann").count(), 30);
}

#[test]
fn however_it_is_folded_every_value_is_accounted_for() {
    let town = Town::new();
    let (summary, _) = town.import(Format::Hsds, &packages().join("hsds-1"));
    adds_up(&summary);
    let data: Value = serde_json::from_str(&report::json(&summary)).unwrap();
    let reasons = data["reasons"].as_array().unwrap();
    for kind in ["changed", "lost", "question"] {
        let of_kind = reasons.iter().filter(|reason| reason["kind"] == kind);
        let counted: u64 = of_kind.map(|reason| reason["count"].as_u64().unwrap()).sum();
        assert_eq!(data["fields"]["sums"][kind], counted, "{kind}");
    }
    for reason in reasons {
        let examples = reason["examples"].as_array().unwrap();
        assert!((1..=3).contains(&examples.len()), "{reason}");
        assert!(examples.iter().all(|example| example["line"].as_u64().is_some()), "{reason}");
    }
    // The text has every list to its end.
    let whole = report::whole(&summary);
    assert!(!whole.contains(" more in import-report.txt"), "{whole}");
}

#[test]
fn a_language_that_the_town_lacks_is_there_once_the_lines_of_the_report_are_put_in() {
    let town = Town::new();
    let sheet = "Name,Group,Languages\n\
         Tea,Round Table,Creole\n\
         Soup,Round Table,\"English, creole (limited)\"\n\
         Cake,Round Table,Italian\n\
         Bread,Round Table,Podunkish\n";
    let summary = town.import_sheet(sheet);
    let lines = ready(&summary, LANGUAGES);
    // The town's own table says which creole it means; the most frequent comes first.
    let at = |words: &str| lines.find(words).unwrap_or_else(|| panic!("{words}: {lines}"));
    assert!(
        at("id = \"ht\"") < at("id = \"it\"") && at("id = \"it\"") < at("podunkish"),
        "{lines}"
    );
    assert!(lines.contains("# 2 × creole, creole (limited)"), "{lines}");
    assert!(lines.contains("en = \"Haitian Creole\""), "{lines}");
    assert!(lines.contains("# 1 × podunkish: is it a language"), "{lines}");
    assert!(report::text(&summary).contains("id = \"ht\""), "{}", report::text(&summary));
    // One import at a time works on a town.
    drop(summary);
    put(&town, LANGUAGES, &lines);
    assert_eq!(town.errors(), []);
    town.import_sheet(sheet);
    let pages = town.pages();
    for (path, code) in [("tea", "ht"), ("soup", "ht"), ("cake", "it")] {
        let page = &pages[&format!("round-table/{path}.md")];
        assert!(page.contains(&format!("code: {code}")), "{page}");
    }
}

#[test]
fn nobody_is_told_which_creole_is_meant_where_nobody_has_said_it() {
    let town = Town::new();
    let path = town.path().join(IMPORT);
    let table = fs::read_to_string(&path).unwrap();
    let without: Vec<&str> = table.lines().filter(|line| !line.contains("Creole")).collect();
    fs::write(path, without.join("\n")).unwrap();
    let summary = town.import_sheet("Name,Group,Languages\nTea,Round Table,Creole\n");
    let lines = ready(&summary, LANGUAGES);
    assert!(lines.contains("# 1 × creole: which one? ht (Haitian Creole)"), "{lines}");
    assert!(!lines.contains("[[term]]"), "{lines}");
}

#[test]
fn a_term_means_a_need_once_somebody_has_said_which_in_the_lines_of_the_report() {
    let town = Town::new();
    let sheet = "Name,Group,Category\n\
         Qua,Round Table,Zither evenings\n\
         Que,Round Table,Zither evenings\n\
         Qui,Round Table,Odd things\n";
    let summary = town.import_sheet(sheet);
    let lines = ready(&summary, IMPORT);
    assert!(
        lines.starts_with(
            "# 2 × Zither evenings\n[[term]]\nwords = [\"zither evenings\"]\nneeds = []\n"
        ),
        "{lines}"
    );
    assert!(lines.contains("words = [\"odd things\"]"), "{lines}");
    let text = report::text(&summary);
    assert!(text.contains("words = [\"zither evenings\"]") && text.contains("company"), "{text}");
    drop(summary);
    // As they are, they change nothing; with a need, they say it.
    put(&town, IMPORT, &lines);
    assert_eq!(ready(&town.import_sheet(sheet), IMPORT), lines);
    let said = lines.replacen("needs = []", "needs = [\"create\"]", 1);
    let path = town.path().join(IMPORT);
    let table = fs::read_to_string(&path).unwrap().replace(&lines, &said);
    fs::write(path, table).unwrap();
    town.import_sheet(sheet);
    assert!(town.pages()["round-table/qua.md"].contains("needs: [create]"));
    assert!(!town.pages()["round-table/qui.md"].contains("needs:"));
}
