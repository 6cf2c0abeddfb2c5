//! What a directory gives away and takes in again is the directory: `import(export(x)) = x`, but for what
//! [`held`](indexer::exchange::held) lists with its reasons. And what it gives away then is the same again, byte for byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use catalog::day::Moment;
use catalog::directory::Directory;
use indexer::build::build;
use indexer::exchange::held::{Form, LOSSES, LOSSES_OF_TABLE, Loss, guide, holds, is_listed};
use indexer::exchange::import::maker::Wishes;
use indexer::exchange::import::{Format, Request, prepare};
use indexer::read::read_directory;

use super::flat::{facts, kind};
use super::town::{TODAY, Town, adds_up, copy, today, untold};

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
        wishes: Wishes { keep_checks: true, ..Wishes::default() },
        today: today(),
    };
    let summary = prepare(&request, &untold()).unwrap_or_else(|error| panic!("{error}"));
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
        let told =
            format!("{} {}: {:?} became {:?}", key.0, key.1, before.get(key), after.get(key));
        all.entry(kind(&key.1)).or_default().push(told);
    }
    all
}

/// A town with a case of everything that is told apart on the way, and of everything that is lost.
fn tricky() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["_taxonomy", "_places", "_pages"] {
        copy(&repository("../content").join(part), &folder.path().join(part));
    }
    let settings = repository("../content/directory.toml");
    fs::copy(settings, folder.path().join("directory.toml")).unwrap();
    copy(&repository("tests/import/tricky"), folder.path());
    folder
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What of `before` goes out by a form: what is not hidden, and by the table nothing that calls for discretion.
fn given(before: &Directory, form: Form, hidden: &[&str]) -> Directory {
    let mut given = before.clone();
    given.services.retain(|service| {
        let is_left_out = form == Form::Table && service.sensitive;
        !hidden.contains(&service.id.as_str()) && !is_left_out
    });
    let groups: BTreeSet<&str> =
        given.services.iter().map(|service| service.organization.as_str()).collect();
    given.organizations.retain(|group| groups.contains(group.id.as_str()));
    given
}

/// Losses that any page may show; all others have a page of their own in the tricky town.
const ANYWHERE: [&str; 9] = [
    "path",
    "group.folder",
    "translations",
    "group.translations",
    "prescriber_notes",
    "not_topics",
    "languages.order",
    "markup",
    "group.markup",
];

/// Pages that are a case of something, and what is lost of each.
const CASES: [(&str, &[&str]); 15] = [
    ("group r0nde", &["group.summary", "group.body"]),
    ("service 0ver0", &["alert.text", "alert.until"]),
    (
        "service th1rd",
        &[
            "schedule.start",
            "schedule.minutes",
            "schedule.rule",
            "schedule.text",
            "schedule.kind",
            "body",
        ],
    ),
    ("service s3ven", &["schedule.rule"]),
    ("service a1y00", &["schedule.at"]),
    ("service tw0pc", &["schedule.at", "schedule.start", "schedule.rule", "schedule.text"]),
    ("service kn0wn", &["schedule.valid_to"]),
    ("service ra5t0", &["schedule.valid_to"]),
    // Of the sample: days of the moon, and a course whose last evening falls out.
    ("service hwj83", &["schedule.valid_to"]),
    ("service qa701", &["schedule.valid_to"]),
    ("service n0str", &["locations.address.city", "locations.address.postal"]),
    ("service n0cnt", &["locations.address.country"]),
    ("service n0nam", &["locations.name"]),
    ("service c4pts", &["name"]),
    ("service m4rkd", &["contact.role", "contact.languages"]),
];

/// What a page that was only listed loses.
const LISTED: (&str, &[&str]) = ("service c1std", &["first_visit.what_happens", "body"]);

/// Fails where a difference is not on the list, or not where it may be; gives the facts that differ.
#[track_caller]
fn is_held(form: Form, before: &Directory, after: &Directory) -> BTreeSet<String> {
    let all = differences(before, after);
    for (fact, told) in &all {
        assert!(is_listed(form, fact), "{form:?} {fact}: {told:#?}");
        for told in
            told.iter().filter(|_| form != Form::Table && !ANYWHERE.contains(&fact.as_str()))
        {
            let cases = CASES.iter().chain([&LISTED]);
            let mut here = cases.filter(|(whose, _)| told.starts_with(whose));
            assert!(here.any(|(_, facts)| facts.contains(&fact.as_str())), "{form:?} {told}");
        }
    }
    all.into_keys().collect()
}

/// The records of HSDS by their ids.
fn records(data: &Path) -> BTreeMap<String, String> {
    let page: serde_json::Value =
        serde_json::from_str(&text(&data.join("hsds/services-1.json"))).unwrap();
    let all = page["contents"].as_array().unwrap().iter();
    all.map(|record| (record["name"].as_str().unwrap().to_owned(), record.to_string())).collect()
}

#[test]
fn the_sample_that_is_given_away_and_taken_in_again_is_the_sample() {
    let before = read(&repository("../content"));
    let (_kept, data) = given_away(&before);
    // Nobody has asked the drum makers for so long that the search hides them.
    let hidden = ["yky9h"];
    for form in Form::ALL {
        let (after, _town) = taken_in(&repository("../content"), &data, form);
        is_held(form, &given(&before, form, &hidden), &after);
        if form == Form::Hsds {
            let (_kept, again) = given_away(&after);
            for file in
                ["hsds/services-1.json", "hsds/tabular/attributes.csv", "oruk/services-1.json"]
            {
                assert!(
                    text(&data.join(file)) == text(&again.join(file)),
                    "{file} is not the same"
                );
            }
        }
    }
}

#[test]
fn of_a_town_with_every_case_only_what_is_listed_is_lost_and_everything_listed_is_seen() {
    let tricky = tricky();
    let before = read(tricky.path());
    let (_kept, data) = given_away(&before);
    for form in Form::ALL {
        let (after, _town) = taken_in(tricky.path(), &data, form);
        let seen = is_held(form, &given(&before, form, &["0edpg"]), &after);
        // The table loses more, so that some of what all forms lose cannot be seen there.
        let all: &[Loss] = if form == Form::Table { &LOSSES_OF_TABLE } else { &LOSSES };
        let listed = all.iter().flat_map(|loss| loss.facts);
        let kept: Vec<_> =
            listed.filter(|listed| !seen.iter().any(|fact| holds(listed, fact))).collect();
        assert!(kept.is_empty(), "{form:?}: these are not lost: {kept:?}");
        if form == Form::Hsds {
            let (_kept, again) = given_away(&after);
            let (first, again) = (records(&data), records(&again));
            for name in
                ["Everything at once", "All sorts of times", "A place to stay", "Seven days"]
            {
                assert_eq!(first.get(name), again.get(name), "{name}");
            }
        }
    }
}

#[test]
fn a_check_that_somebody_made_elsewhere_is_nobody_s_here_until_the_town_believes_it() {
    let tricky = tricky();
    let (_kept, data) = given_away(&read(tricky.path()));
    let town = Town::new();
    let (summary, _) = town.import(Format::Hsds, &data.join("hsds/services-1.json"));
    assert_eq!(summary.settled.refused, []);
    for (path, page) in town.pages() {
        let is_group = path.ends_with("organization.md");
        assert!(is_group || page.contains("assurance: { level: listed }"), "{path}: {page}");
    }
}

#[test]
fn the_guide_names_what_does_not_come_back() {
    let path = repository("../docs/exchange.md");
    if std::env::var_os("SIGNPOST_BLESS").is_some() {
        fs::write(&path, guide()).unwrap();
    }
    assert!(
        text(&path) == guide(),
        "The list has changed. Run SIGNPOST_BLESS=1 cargo test -p indexer --test import guide, and read the difference."
    );
}
