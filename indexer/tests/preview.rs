//! A page seen while it is written is the page that the build will write.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

use catalog::day::Moment;
use indexer::build::build;
use indexer::preview::preview;
use indexer::read::read_directory;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

#[test]
fn what_a_group_sees_while_it_writes_is_what_everybody_will_see() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    build(read_directory(&content(), now().day).directory.unwrap(), None, now(), &out).unwrap();
    let (mut groups, mut services) = (0, 0);
    for entry in fs::read_dir(content()).unwrap().map(|entry| entry.unwrap().path()) {
        if !entry.is_dir() || entry.file_name().unwrap().to_str().unwrap().starts_with('_') {
            continue;
        }
        groups += 1;
        let pages = preview(&content(), &[entry.join("any.md")], None, now()).unwrap();
        for (path, bytes) in pages {
            services += usize::from(path.starts_with("en/s/") && path.ends_with(".html"));
            assert!(fs::read(out.join(&path)).unwrap() == bytes, "{path} differs");
        }
    }
    assert!(groups > 10 && services > 40, "{groups} groups, {services} services");
}

#[test]
fn what_all_groups_share_is_left_to_the_build() {
    for shared in ["directory.toml", "_taxonomy/needs.toml", "_lists/any.md"] {
        assert!(preview(&content(), &[content().join(shared)], None, now()).is_none(), "{shared}");
    }
}

#[test]
fn what_a_group_writes_is_seen_although_another_group_makes_a_mistake_at_the_same_time() {
    let folder = tempfile::tempdir().unwrap();
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
    let file = |path: &str| folder.path().join(path);
    for part in ["", "_pages", "_taxonomy", "_places", "riverside"] {
        fs::create_dir_all(file(part)).unwrap();
        for from in fs::read_dir(good.join(part)).unwrap().map(|entry| entry.unwrap().path()) {
            if from.is_file() {
                fs::copy(&from, file(part).join(from.file_name().unwrap())).unwrap();
            }
        }
    }
    fs::create_dir(file("hillside")).unwrap();
    fs::write(file("hillside/tea.md"), "no page yet").unwrap();
    let changed = [file("hillside/tea.md"), file("riverside/tuesday-tea.md")];
    let pages = preview(folder.path(), &changed, None, now()).unwrap();
    assert!(pages.contains_key("en/s/k7f3q/index.html"), "{:?}", pages.keys());
    assert!(preview(folder.path(), &changed[..1], None, now()).is_none());
}
