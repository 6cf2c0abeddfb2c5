//! What a directory gives away and takes in again is the directory: `import(export(x)) = x`, but for what
//! [`held`](indexer::exchange::held) lists with its reasons. And what it gives away then is the same again, byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use catalog::day::Moment;
use catalog::directory::Directory;
use indexer::build::build;
use indexer::exchange::held::{Form, LOSSES};
use indexer::exchange::import::maker::Wishes;
use indexer::exchange::import::{Format, Request, prepare};
use indexer::read::read_directory;

use super::flat::{facts, kind};
use super::town::{TODAY, Town, adds_up, copy, today};

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A directory in its own language, with all that may go out: what calls for discretion, too.
fn read(content: &Path) -> Directory {
    let outcome = read_directory(content, today());
    let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
    let mut directory = outcome.directory.unwrap_or_else(|| panic!("{errors:#?}"));
    let own = directory.config.default_locale.clone();
    directory.config.locales.retain(|locale| *locale == own);
    directory.config.data.sensitive = true;
    directory
}

/// The folder `data/` of its site.
fn given_away(directory: &Directory) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    let now = Moment::parse(&format!("{TODAY}T09:00")).unwrap();
    build(directory.clone(), None, now, &out).unwrap();
    (folder, out.join("data"))
}

/// What of the data a form is: the format, the path in `data/`, and what stands beside it.
fn package(data: &Path, form: Form, folder: &Path) -> (Format, PathBuf) {
    match form {
        Form::Hsds => (Format::Hsds, data.join("hsds/services-1.json")),
        Form::Tabular => (Format::Hsds, data.join("hsds/tabular")),
        Form::Oruk => (Format::Oruk, data.join("oruk")),
        Form::Table => {
            let sheet = folder.join("_activities.csv");
            fs::copy(data.join("activities.csv"), &sheet).unwrap();
            (Format::Sheet, sheet)
        }
    }
}

/// Imports a form into a town that has the same settings, words and places, and no group.
fn taken_in(content: &Path, data: &Path, form: Form) -> (Directory, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    for part in ["_taxonomy", "_places", "_pages"] {
        copy(&content.join(part), &folder.path().join(part));
    }
    fs::copy(content.join("directory.toml"), folder.path().join("directory.toml")).unwrap();
    let beside = tempfile::tempdir().unwrap();
    let (format, package) = package(data, form, beside.path());
    let mapping = data.join("activities.mapping.toml");
    let request = Request {
        format,
        package: &package,
        content: folder.path(),
        name: "source",
        mapping: Some(&mapping),
        // A check that somebody made elsewhere is theirs until the town says that it believes it.
        wishes: Wishes { keep_checks: true },
        today: today(),
    };
    let summary = prepare(&request, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
    adds_up(&summary);
    assert_eq!(summary.settled.refused, [], "{form:?}: a check refuses nothing of ours");
    summary.write().unwrap();
    (read(folder.path()), folder)
}

/// The kinds of facts that differ, each with where, before and after.
fn differences(before: &Directory, after: &Directory) -> BTreeMap<String, Vec<String>> {
    let (before, after) = (facts(before), facts(after));
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for key in keys.into_iter().filter(|key| before.get(*key) != after.get(*key)) {
        let told = format!("{} {}: {:?} became {:?}", key.0, key.1, before.get(key), after.get(key));
        all.entry(kind(&key.1)).or_default().push(told);
    }
    all
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn explore() {
    for (name, content) in [("sample", repository("../content"))] {
        let before = read(&content);
        let (_kept, data) = given_away(&before);
        for form in [Form::Hsds, Form::Tabular, Form::Oruk] {
            let (after, _town) = taken_in(&content, &data, form);
            println!("==== {name} {form:?}");
            for (kind, all) in differences(&before, &after) {
                println!("## {kind}: {}", all.len());
                all.iter().take(6).for_each(|told| println!("   {told}"));
            }
            if form == Form::Hsds {
                let (_kept, again) = given_away(&after);
                let file = "hsds/services-1.json";
                println!("again: {}", text(&data.join(file)) == text(&again.join(file)));
                fs::write("/tmp/w/exch/a.json", text(&data.join(file))).unwrap();
                fs::write("/tmp/w/exch/b.json", text(&again.join(file))).unwrap();
            }
        }
    }
    let _ = LOSSES;
    let _ = Town::new;
}
