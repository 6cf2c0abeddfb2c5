//! A form that sees one page finds what the build will find on it.

use std::collections::BTreeSet;

use authoring::draft::Drafts;
use authoring::read::{Pages, read_shared};
use authoring::report::{Diagnostic, Findings};
use authoring::source::SourceFile;
use authoring::validate::{CHECKS, Check, Scope};

use crate::sample::{drafts, files, found};

fn of_pages() -> impl Iterator<Item = &'static Check> {
    CHECKS.iter().filter(|check| check.scope == Scope::Page)
}

/// The sample on a later day has more to say; here its pages are given some faults as well.
fn with_faults(mut files: Vec<SourceFile>) -> Vec<SourceFile> {
    let faults = [
        ("needs: [", "needs: [compny, "),
        ("phone: \"+1-", "phone: \"1-"),
        ("lat: 49", "lat: 39"),
        ("date: 2026", "date: 2024"),
        ("valid_to: 2027", "valid_to: 2025"),
        ("\n---\n", "\n---\nWe facilitate <b>talks</b>.\n\n"),
    ];
    for (number, file) in files.iter_mut().filter(|file| is_group_page(&file.path)).enumerate() {
        let (right, wrong) = faults[number % faults.len()];
        file.text = file.text.replacen(right, wrong, 1);
    }
    files
}

fn is_group_page(path: &str) -> bool {
    !path.starts_with('_') && path.contains('/')
}

/// The files with the texts of a few of them.
fn only(files: &[SourceFile], paths: &BTreeSet<&String>) -> Vec<SourceFile> {
    let masked = files.iter().map(|file| match paths.contains(&file.path) {
        true => file.clone(),
        false => SourceFile { path: file.path.clone(), text: String::new(), trouble: None },
    });
    masked.collect()
}

#[test]
fn what_a_form_says_of_a_page_is_what_the_build_says() {
    let files = with_faults(files());
    let whole = found(&drafts(&files), &files, of_pages());
    let codes: BTreeSet<&str> = whole.iter().map(|found| found.code).collect();
    assert!(codes.len() > 7, "too little is wrong to tell: {codes:?}");
    let mut near = read_shared(&files, &Findings::default());
    let mut pages = 0;
    for page in files.iter().filter(|file| is_group_page(&file.path)) {
        // A page, its group's page, the page it translates, and what the directory shares.
        let (folder, name) = page.path.split_once('/').unwrap();
        let original = format!("{folder}/{}.md", name.split('.').next().unwrap());
        let group = format!("{folder}/organization.md");
        let paths = BTreeSet::from([&page.path, &original, &group]);
        let parts: Vec<Drafts> = {
            let pages = Pages::new(&near, &files);
            let mine = files.iter().enumerate().filter(|(_, file)| paths.contains(&file.path));
            mine.map(|(index, _)| pages.read(index, &files[index..=index]).0).collect()
        };
        parts.into_iter().for_each(|part| near.append(part));
        let is_here = |found: &&Diagnostic| found.path == page.path;
        let said = found(&near, &only(&files, &paths), of_pages());
        let (said, expected) = (said.iter().filter(is_here), whole.iter().filter(is_here));
        assert_eq!(said.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{}", page.path);
        near.services.clear();
        near.translations.clear();
        near.organizations.clear();
        near.organization_translations.clear();
        pages += 1;
    }
    assert!(pages > 300, "only {pages} pages");
}
