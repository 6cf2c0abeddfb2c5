//! A town whose maintainer works on Windows: line ends, names that mean something else there, and nothing that only a
//! test on Windows would show.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use authoring::report::Diagnostic;
use authoring::source::SourceFile;
use indexer::checked::{Checked, put};
use indexer::folder::read_folder;
use indexer::new::new_service;
use indexer::read::read_files;

#[path = "laid_over/mod.rs"]
mod laid_over;

use laid_over::{fixtures, today};

/// The good folder as an editor on Windows saves it: CRLF, and a mark at the beginning.
fn saved_on_windows() -> Vec<SourceFile> {
    let good = read_folder(&fixtures().join("good")).unwrap();
    good.into_iter()
        .map(|file| {
            let text = ["\u{feff}", &file.text.replace('\n', "\r\n")].concat();
            SourceFile::new(file.path, &text)
        })
        .collect()
}

#[test]
fn a_folder_saved_on_windows_is_the_same_directory() {
    let here = read_files(read_folder(&fixtures().join("good")).unwrap(), today());
    let there = read_files(saved_on_windows(), today());
    assert!(there.diagnostics.is_empty(), "{:?}", there.diagnostics);
    assert_eq!(format!("{:?}", here.directory), format!("{:?}", there.directory));
}

#[test]
fn a_mistake_is_where_the_editor_shows_it_with_any_line_ends() {
    let mistake = |files: Vec<SourceFile>| -> Vec<Diagnostic> {
        let files = files.into_iter().map(|file| match file.path.as_str() {
            "riverside/tuesday-tea.md" => {
                SourceFile::new(file.path, &file.text.replace("status: active", "status: actve"))
            }
            _ => file,
        });
        read_files(files.collect(), today()).diagnostics
    };
    let here = mistake(read_folder(&fixtures().join("good")).unwrap());
    assert!(!here.is_empty());
    assert_eq!(here, mistake(saved_on_windows()));
}

#[test]
fn a_page_that_windows_could_not_even_copy_gets_another_name() {
    let good = read_folder(&fixtures().join("good")).unwrap();
    let page =
        good.iter().find(|file| file.path == "riverside/tuesday-tea.md").unwrap().text.clone();
    for (path, instead) in [
        ("riverside/con.md", "con-1.md"),
        ("riverside/aux.md", "aux-1.md"),
        ("riverside/COM1.md", "com1-1.md"),
        ("nul/tuesday-tea.md", "nul-1/tuesday-tea.md"),
    ] {
        let mut files = good.clone();
        files.push(SourceFile::new(path, &page));
        let found = read_files(files, today()).diagnostics;
        let told = found.iter().find(|found| found.code == "bad-file-name" && found.path == path);
        let told = told.unwrap_or_else(|| panic!("{path}: {found:?}"));
        assert!(told.message.contains("Windows"), "{path}: {}", told.message);
        let shown = format!("{:?}", told.suggestion);
        assert!(shown.contains(instead), "{path}: {shown}");
    }
}

#[test]
fn names_that_differ_in_capitals_or_in_their_end_alone_never_stand_side_by_side() {
    let good = read_folder(&fixtures().join("good")).unwrap();
    let page =
        good.iter().find(|file| file.path == "riverside/tuesday-tea.md").unwrap().text.clone();
    for path in [
        "riverside/Tuesday-Tea.md",
        "Riverside/tuesday-tea.md",
        "riverside/tuesday-tea .md",
        "riverside/tuesday-tea..md",
    ] {
        let mut files = good.clone();
        files.push(SourceFile::new(path, &page));
        let found = read_files(files, today()).diagnostics;
        assert!(
            found.iter().any(|found| found.path == path
                && found.code == "bad-file-name"
                && found.is_error()),
            "{path}: {found:?}"
        );
    }
}

#[test]
fn a_group_or_an_activity_with_a_name_of_a_device_has_a_file_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let page = new_service(folder.path(), "riverside", "Aux", "k7f3q".to_owned()).unwrap();
    assert!(page.ends_with("riverside/aux-1.md"), "{page:?}");
    assert!(new_service(folder.path(), "con", "Tea", "k7f3r".to_owned()).is_err());
}

#[test]
fn a_check_that_is_written_down_leaves_the_line_ends_of_a_page() {
    let page = "---\r\nname: Tea\r\nid: k7f3q\r\nassurance: { date: 2025-01-02, by: Us, how: visit, level: checked }\r\n---\r\nCome.\r\n";
    let checked =
        Checked { day: today(), by: "Us".to_owned(), how: "phone".to_owned(), level: None };
    let new = put(page, &checked).unwrap();
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count(), "{new:?}");
    assert!(new.contains("2026-11-23"), "{new}");
}
