//! The files of `content/`, and what is found in files.

use std::fs;
use std::path::Path;

use authoring::draft::Drafts;
use authoring::read::read;
use authoring::report::{Diagnostic, Findings, locate};
use authoring::source::SourceFile;
use authoring::validate::{Check, Context, World};
use catalog::day::Day;
use catalog::text::decompose_natively;

/// Every file of the sample, sorted by path, as its bytes stand on the disk.
pub fn texts() -> Vec<(String, String)> {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut texts = Vec::new();
    let mut folders = vec![content.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&content).unwrap().to_string_lossy().into_owned();
                texts.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
}

/// Every page that begins with facts.
pub fn pages() -> Vec<(String, String)> {
    let pages: Vec<_> = texts().into_iter().filter(|(_, text)| text.starts_with("---\n")).collect();
    assert!(pages.len() > 400, "only {} pages", pages.len());
    pages
}

/// The same as a reader takes them in.
pub fn files() -> Vec<SourceFile> {
    texts().into_iter().map(|(path, text)| SourceFile::new(path, &text)).collect()
}

/// The files' drafts, all of them readable.
pub fn drafts(files: &[SourceFile]) -> Drafts {
    let findings = Findings::default();
    let drafts = read(files, &findings);
    assert!(findings.is_empty(), "{:?}", findings.take());
    drafts
}

/// What some checks find in drafts.
pub fn found(
    drafts: &Drafts,
    files: &[SourceFile],
    checks: impl IntoIterator<Item = &'static Check>,
) -> Vec<Diagnostic> {
    let world = World {
        today: Day::parse("2026-11-23").unwrap(),
        knows_zone: &|_| true,
        decompose: decompose_natively,
        find_phone: &authoring::phone::north_american,
        knows_locale: &|_| true,
        page_language: &|typed| Ok(typed.to_owned()),
        language_entry: &|_| None,
    };
    let context = Context::new(drafts, files, world);
    let findings: Vec<_> = checks.into_iter().flat_map(|check| check.run(&context)).collect();
    locate(&findings, files, "")
}
