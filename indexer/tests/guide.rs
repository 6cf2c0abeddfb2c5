//! The writers' guide, `content/README.md`: its tables are made from what the program reads, and it speaks of
//! every code as the program does.
//!
//! `SIGNPOST_BLESS=1 cargo test -p indexer --test guide` makes the tables anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use authoring::guide::renewed;
use authoring::source::SourceFile;
use indexer::explain::{codes, guide, severity};
use indexer::folder::read_folder;
use indexer::read::{drafts_of, read_files};

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

#[test]
fn the_tables_say_what_the_program_reads_and_which_words_there_are() {
    let file = content().join("README.md");
    let guide = fs::read_to_string(&file).unwrap();
    let (_, drafts) = drafts_of(&content()).unwrap();
    let new = renewed(&guide, &drafts.terms, "en").unwrap();
    if std::env::var_os("SIGNPOST_BLESS").is_some() {
        fs::write(&file, &new).unwrap();
    } else {
        assert!(
            new == guide,
            "A field or a word has changed. Run SIGNPOST_BLESS=1 cargo test -p indexer --test guide, and read the \
             difference."
        );
    }
    let tables = authoring::guide::TABLES.iter().map(|(name, _)| *name);
    for name in tables.chain(["directory.toml"]) {
        assert!(
            new.contains(&format!("<!-- made: {name} -->")),
            "the guide has no table of {name}"
        );
    }
}

#[test]
fn each_explanation_begins_with_how_much_it_matters() {
    for code in codes() {
        let word = severity(code);
        let said = guide(code).to_lowercase();
        assert!(
            said.starts_with(word),
            "{}: is of the severity {word}, and the guide says: {said}",
            code.id
        );
    }
}

#[test]
fn the_guide_explains_no_code_that_is_not_there() {
    let guide = fs::read_to_string(content().join("README.md")).unwrap();
    let known: Vec<&str> = codes().map(|code| code.id).collect();
    for heading in guide.lines().filter_map(|line| line.strip_prefix("### ")) {
        assert!(known.contains(&heading), "the guide explains `{heading}`, which no check says");
    }
}

#[test]
fn somebody_who_opens_the_guide_is_first_shown_the_form() {
    let guide = fs::read_to_string(content().join("README.md")).unwrap();
    let form = guide.find("/add/").expect("the form");
    let by_hand = guide.find("## How to write a page").expect("by hand");
    assert!(form < by_hand);
}

/// Whoever copies the examples has pages without a fault.
#[test]
fn the_examples_can_be_copied_as_they_stand() {
    let guide = fs::read_to_string(content().join("README.md")).unwrap();
    let pages: Vec<&str> = guide
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("```"))
        .map(|(page, _)| page)
        .filter(|page| page.starts_with("---\n"))
        .collect();
    let [service, group, translation] = pages.as_slice() else { panic!("{} pages", pages.len()) };
    let mut files = read_folder(&content()).unwrap();
    files.retain(|file| file.path.starts_with('_') || file.path == "directory.toml");
    files.retain(|file| !file.path.starts_with("_lists/"));
    for (name, text) in [
        ("friday-soup.md", service),
        ("organization.md", group),
        ("friday-soup.zh-Hant.md", translation),
    ] {
        files.push(SourceFile::new(format!("riverside-friends/{name}"), text));
    }
    let outcome = read_files(files, catalog::day::Day::parse("2026-12-01").unwrap());
    let own: Vec<_> =
        outcome.diagnostics.iter().filter(|found| found.path.starts_with("riverside")).collect();
    assert!(own.is_empty(), "{own:#?}");
}
