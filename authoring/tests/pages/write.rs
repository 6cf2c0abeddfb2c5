//! What is written says what was read: every page of the sample, as a draft and as Markdown again.

use std::fmt::Debug;

use authoring::draft::Drafts;
use authoring::node::{Kind, Node, parse_yaml, split_front_matter};
use authoring::order;
use authoring::report::Findings;
use authoring::source::SourceFile;
use authoring::write;

use crate::sample::{drafts, files};

/// A draft without the places of its words.
fn said(draft: &impl Debug) -> String {
    let text = format!("{draft:?}");
    let mut parts = text.split("Span { file: ");
    let mut said = parts.next().unwrap().to_owned();
    for part in parts {
        said.push_str(part.split_once(" }").unwrap().1);
    }
    said
}

/// Every page with what the writer makes of it, by path.
fn written(drafts: &Drafts) -> Vec<(String, String)> {
    let Drafts {
        config: _,
        terms: _,
        jargon: _,
        wording: _,
        published: _,
        places: _,
        urgent: _,
        holidays: _,
        landmarks: _,
        all_places: _,
        organizations,
        organization_translations,
        services,
        all_services: _,
        translations,
        lists,
        list_translations,
        pages,
    } = drafts;
    let mut written = Vec::new();
    for draft in services {
        written.push((draft.path.clone(), write::service(draft)));
    }
    for draft in translations {
        written.push((draft.path.clone(), write::translation(draft)));
    }
    for draft in organizations {
        written.push((draft.path.clone(), write::organization(draft)));
    }
    for draft in organization_translations {
        let path = format!("{}/organization.{}.md", draft.folder, draft.locale);
        written.push((path, write::organization_translation(draft)));
    }
    for draft in lists {
        written.push((format!("_lists/{}.md", draft.id), write::list(draft)));
    }
    for draft in list_translations {
        let path = format!("_lists/{}.{}.md", draft.id, draft.locale);
        written.push((path, write::list_translation(draft)));
    }
    for draft in pages {
        let locale = draft.locale.as_ref().map_or(String::new(), |locale| format!(".{locale}"));
        written.push((format!("_pages/{}{locale}.md", draft.name), write::plain_page(draft)));
    }
    written
}

#[test]
fn a_draft_that_is_written_is_read_as_the_same_draft() {
    let files = files();
    let before = drafts(&files);
    let pages = written(&before);
    assert!(pages.len() > 400, "only {} pages", pages.len());
    let again: Vec<SourceFile> = files
        .iter()
        .map(|file| match pages.iter().find(|(path, _)| *path == file.path) {
            Some((path, text)) => SourceFile::new(path.clone(), text),
            None => file.clone(),
        })
        .collect();
    let after = drafts(&again);
    macro_rules! same {
        ($($kind:ident),*) => {$(
            assert_eq!(before.$kind.len(), after.$kind.len());
            for (before, after) in before.$kind.iter().zip(&after.$kind) {
                assert_eq!(said(before), said(after), stringify!($kind));
            }
        )*};
    }
    same!(
        services,
        translations,
        organizations,
        organization_translations,
        lists,
        list_translations,
        pages
    );
}

/// Keys stand in the order in which an edit would put them, and every key of the sample is in it.
#[test]
fn every_key_of_the_sample_has_its_place_in_the_order() {
    fn check(node: &Node, parent: &str, path: &str) {
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::List(items) => items.iter().for_each(|item| check(item, parent, path)),
            Kind::Map(entries) => {
                let order = order::keys(parent);
                let place = |key: &str| order.iter().position(|known| *known == key);
                let places: Vec<_> = entries.iter().map(|entry| place(&entry.key.value)).collect();
                let is_own = order.is_empty();
                assert!(is_own || places.iter().all(Option::is_some), "{path}: {parent}");
                assert!(places.is_sorted(), "{path}: {parent}");
                entries.iter().for_each(|entry| check(&entry.value, &entry.key.value, path));
            }
        }
    }
    for (path, page) in written(&drafts(&files())) {
        let findings = Findings::default();
        let facts = split_front_matter(&page).unwrap().facts;
        check(&parse_yaml(0, &page, facts, &findings).unwrap(), "", &path);
    }
}

/// The writer is no stranger to the sample: what people wrote there is mostly what it writes.
#[test]
fn a_page_is_written_as_people_write_it() {
    // A tool has written from which words a translation was made; people write the rest of the line.
    let by_hand = |line: &str| match line.split_once(", of: {") {
        Some((start, _)) if line.starts_with("translation: {") => format!("{start} }}\n"),
        _ => format!("{line}\n"),
    };
    let typed =
        |file: SourceFile| SourceFile { text: file.text.lines().map(by_hand).collect(), ..file };
    let files: Vec<SourceFile> = files().into_iter().map(typed).collect();
    let (mut same, mut all) = (0, 0);
    for (path, page) in written(&drafts(&files)) {
        let file = files.iter().find(|file| file.path == path).unwrap();
        let lines: Vec<&str> = file.text.lines().collect();
        all += page.lines().count();
        same += page.lines().filter(|line| lines.contains(line)).count();
    }
    println!("{same} of {all} lines are those of the sample");
    assert!(same * 10 > all * 8, "only {same} of {all} lines are those of the sample");
}
