//! Folders of fixtures, each laid over the good one; `check.rs` says how they are written.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use authoring::source::SourceFile;
use catalog::day::Day;
use indexer::folder::read_folder;
use indexer::read::{Outcome, read_files};

/// A page that is not translated is no fault of a fixture, unless it says so.
const NOT_COUNTED: &str = "missing-translations";

pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

pub fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

/// A folder laid over the good one.
pub struct Fixture {
    /// Where it lies.
    pub folder: PathBuf,
    /// Every file, the good ones included.
    pub files: Vec<SourceFile>,
    /// `code path:line:column`
    pub expected: BTreeSet<String>,
}

impl Fixture {
    pub fn read(folder: &Path) -> Self {
        let mut files = read_folder(&fixtures().join("good")).unwrap();
        let mut expected = BTreeSet::new();
        let control = fs::read_to_string(folder.join("fixture.txt")).unwrap_or_default();
        for line in control.lines() {
            if let Some(what) = line.strip_prefix("expect: ") {
                expected.insert(what.to_owned());
            } else if let Some(path) = line.strip_prefix("remove: ") {
                files.retain(|file| file.path != path);
            } else {
                panic!("{}: {line}", folder.display());
            }
        }
        for path in paths_below(folder) {
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            if matches!(name.as_str(), "fixture.txt" | "report.txt") {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines() {
                if let Some((code, place)) =
                    line.strip_prefix("# expect: ").and_then(|rest| rest.split_once(' '))
                {
                    expected.insert(format!("{code} {name}:{place}"));
                }
            }
            files.retain(|file| file.path != name);
            files.push(SourceFile::from_bytes(name, &expand(&text)));
        }
        Self { folder: folder.to_path_buf(), files, expected }
    }

    pub fn name(&self) -> String {
        self.folder.file_name().unwrap().to_string_lossy().into_owned()
    }

    pub fn outcome(&self) -> Outcome {
        let mut outcome = read_files(self.files.clone(), today());
        let is_expected = self.expected.iter().any(|line| line.starts_with(NOT_COUNTED));
        outcome.diagnostics.retain(|found| found.code != NOT_COUNTED || is_expected);
        outcome
    }
}

pub fn all_fixtures() -> Vec<Fixture> {
    fixtures_in("bad")
}

/// Every folder of a folder of fixtures.
pub fn fixtures_in(name: &str) -> Vec<Fixture> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(fixtures().join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|folder| Fixture::read(folder)).collect()
}

pub fn paths_below(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            paths.extend(paths_below(&path));
        } else {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

/// Puts in what the marks stand for.
fn expand(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('«') {
        bytes.extend(before.as_bytes());
        let (mark, after) = after.split_once('»').unwrap();
        if let Some(hex) = mark.strip_prefix("U+") {
            let character = char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap();
            bytes.extend(character.to_string().as_bytes());
        } else if let Some(hex) = mark.strip_prefix("byte ") {
            bytes.push(u8::from_str_radix(hex, 16).unwrap());
        } else if let Some((times, words)) =
            mark.strip_prefix("repeat ").and_then(|mark| mark.split_once(' '))
        {
            bytes.extend(words.repeat(times.parse().unwrap()).as_bytes());
        } else {
            panic!("«{mark}» stands for nothing");
        }
        rest = after;
    }
    bytes.extend(rest.as_bytes());
    bytes
}
