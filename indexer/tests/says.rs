//! What reaches people of what writers say: numbers, translations, and pages beside others' mistakes.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use authoring::source::SourceFile;
use catalog::day::Day;
use catalog::directory::Directory;
use indexer::folder::read_folder;
use indexer::read::{drafts_of, read_files, read_leniently};
use indexer::translated::{Written, translated};

fn today() -> Day {
    Day::parse("2026-11-23").unwrap()
}

fn good() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good")
}

/// The good folder with some of its texts replaced, on a disk.
fn changed(changes: &[(&str, &str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in read_folder(&good()).unwrap() {
        let mut text = fs::read_to_string(good().join(&file.path)).unwrap();
        for (path, from, to) in changes.iter().filter(|(path, ..)| *path == file.path) {
            assert!(text.contains(from), "{path}: {from}");
            text = text.replace(from, to);
        }
        let to = folder.path().join(&file.path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, text).unwrap();
    }
    folder
}

fn directory(folder: &Path) -> Directory {
    let outcome = indexer::read::read_directory(folder, today());
    outcome.directory.unwrap_or_else(|| panic!("{:?}", outcome.diagnostics))
}

fn codes(folder: &Path) -> Vec<&'static str> {
    let found = indexer::read::read_directory(folder, today()).diagnostics;
    found.iter().map(|found| found.code).collect()
}

const TEA: &str = "riverside/tuesday-tea.md";
const THE: &str = "riverside/tuesday-tea.fr.md";

/// Runs what `signpost translated` runs.
fn say_translated(folder: &Path, paths: &[&str]) -> Vec<(String, Written)> {
    let (files, drafts) = drafts_of(folder).unwrap();
    let raw = |path: &str| fs::read_to_string(folder.join(path)).ok();
    let is_named = |path: &str| paths.contains(&path);
    let all = translated(&drafts, &files, &raw, &is_named, !paths.is_empty());
    all.into_iter()
        .map(|(path, written, text)| {
            if let Some(text) = text {
                fs::write(folder.join(&path), text).unwrap();
            }
            (path, written)
        })
        .collect()
}

fn edit(folder: &Path, path: &str, from: &str, to: &str) {
    let path = folder.join(path);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_moved_day_makes_its_own_translation_stale_and_no_other_field() {
    let folder = changed(&[]);
    let folder = folder.path();
    assert!(say_translated(folder, &[]).iter().all(|(_, written)| *written == Written::Now));
    assert!(say_translated(folder, &[]).iter().all(|(_, written)| *written == Written::Already));
    assert!(codes(folder).is_empty(), "{:?}", codes(folder));
    edit(folder, TEA, "text: Tuesdays 10 to 11:30", "text: Tuesdays 10 to 11:30, upstairs");
    assert_eq!(codes(folder), ["stale-translation"]);
    let words = &directory(folder).services[0].words["fr"];
    assert_eq!(words.schedule, [""], "the default words are shown instead");
    assert_eq!(words.name.as_deref(), Some("Thé du mardi"));
    assert_eq!(words.cost, ["Pour le thé", ""]);
    assert!(words.body_html.contains("dizaine"));
    // Without a name nobody says that somebody has looked.
    let stale = Written::Stale(vec!["schedule".into()]);
    assert!(say_translated(folder, &[]).contains(&(THE.into(), stale)));
    edit(folder, THE, "11 h 30", "11 h 30 en haut");
    assert_eq!(say_translated(folder, &[THE]), [(THE.to_owned(), Written::Now)]);
    assert!(codes(folder).is_empty(), "{:?}", codes(folder));
    assert_eq!(
        directory(folder).services[0].words["fr"].schedule,
        ["Les mardis de 10 h à 11 h 30 en haut"]
    );
}

#[test]
fn rows_that_change_places_take_their_translations_along() {
    let first = "  - { kind: donation, amount: 2.5, currency: CAD, note: For the tea }\n";
    let second = "  - { kind: free }\n";
    let folder = changed(&[
        (TEA, second, "  - { kind: free, note: With a card }\n"),
        (THE, "[Pour le thé, \"\"]", "[Pour le thé, Avec une carte]"),
    ]);
    let folder = folder.path();
    say_translated(folder, &[]);
    let second = "  - { kind: free, note: With a card }\n";
    edit(folder, TEA, &[first, second].concat(), &[second, first].concat());
    assert!(codes(folder).is_empty(), "{:?}", codes(folder));
    let service = &directory(folder).services[0];
    assert_eq!(service.words["en"].cost, ["With a card", "For the tea"]);
    assert_eq!(service.words["fr"].cost, ["Avec une carte", "Pour le thé"]);
}

#[test]
fn a_number_reaches_people_with_all_that_was_said_of_it() {
    let contact =
        "{ role: Front desk, phone: \"+1-604-555-0100\", sms: no, email: tea@riverside.example";
    let folder = changed(&[
        (
            TEA,
            contact,
            "{ role: Front desk, phone: \"Office 604-555-0171 ext 23 / 1-800-555-HELP\", email: tea@riverside.example",
        ),
        ("riverside/organization.md", "\"+1-604-555-0100\"", "\"Office: 604-555-0171\""),
        ("directory.toml", "\"+1-604-555-0199\"", "\"Tel. 604-555-0199\""),
        ("directory.toml", "phone = \"911\"", "phone = \"9-1-1\""),
    ]);
    let directory = directory(folder.path());
    let contacts = &directory.services[0].contact;
    let said: Vec<_> = contacts
        .iter()
        .map(|contact| {
            (contact.phone.as_deref().unwrap(), contact.role.as_deref(), contact.email.is_some())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("+16045550171;ext=23", Some("Front desk, Office"), true),
            ("+18005554357;shown=1-800-555-HELP", Some("Front desk"), false),
        ]
    );
    assert_eq!(directory.organizations[0].contact[0].phone.as_deref(), Some("+16045550171"));
    assert_eq!(directory.config.contact_phone.as_deref(), Some("+16045550199"));
    assert_eq!(directory.config.help_now[0].phone, "911");
    let locales = app::locales::Locales::load().unwrap();
    let shown = |locale: &str| locales.get(locale).unwrap().phone("+16045550171;ext=23");
    assert_eq!(shown("en"), "604-555-0171 ext. 23");
    assert_eq!(shown("fr"), "604-555-0171, poste 23");
    assert_eq!(shown("zh-Hant"), "604-555-0171 內線 23");
    assert_eq!(
        locales.get("en").unwrap().phone("+18005554357;shown=1-800-555-HELP"),
        "1-800-555-HELP"
    );
}

#[test]
fn nobody_is_silenced_by_somebody_elses_page() {
    let folder = changed(&[("_lists/first-outing.md", "[k7f3q]", "[k7f3q, b4d00]")]);
    let folder = folder.path();
    let page = |name: &str, id: &str, more: &str| {
        format!(
            "---\nid: {id}\nname: {name}\nsummary: A call.\nstatus: active\nneeds: [company]\ndelivery: [phone]\njoining: phone-first\nlanguages: [{{ code: en }}]\ncontact: [{{ phone: \"+1-604-555-0101\" }}]\n{more}---\nWe ring.\n"
        )
    };
    fs::create_dir(folder.join("other")).unwrap();
    fs::write(folder.join("other/organization.md"), "---\nid: g8rdn\nname: Others\n---\nWe.\n")
        .unwrap();
    fs::write(folder.join("other/bad.md"), page("Bad", "b4d00", "colour: red\n")).unwrap();
    fs::write(
        folder.join("other/bad.fr.md"),
        "---\nname: Mauvais\ntranslation: { how: person }\n---\n",
    )
    .unwrap();
    fs::write(folder.join("other/fine.md"), page("Fine", "f1ne0", "")).unwrap();
    assert!(indexer::read::read_directory(folder, today()).directory.is_none());
    let outcome = read_leniently(folder, today());
    let directory = outcome.directory.unwrap();
    let ids: Vec<&str> = directory.services.iter().map(|service| service.id.as_str()).collect();
    assert_eq!(ids, ["f1ne0", "k7f3q"]);
    assert_eq!(directory.lists[0].services, ["k7f3q"], "a list goes on without it");
    assert_eq!(outcome.left_out, ["other/bad.fr.md", "other/bad.md"]);
    assert!(
        outcome.diagnostics.iter().any(|found| found.code == "unknown-key"),
        "the reason is said"
    );
    // A group without its page is left out as a whole; settings that are wrong still stop everything.
    fs::write(folder.join("other/organization.md"), "no facts").unwrap();
    let outcome = read_leniently(folder, today());
    assert_eq!(outcome.directory.unwrap().services.len(), 1);
    edit(folder, "directory.toml", "America/Vancouver", "America/Vancuver");
    assert!(read_leniently(folder, today()).directory.is_none());
}

#[test]
fn a_hundred_thousand_names_are_read_and_none_is_refused_for_its_letters() {
    let mut files: Vec<SourceFile> = read_folder(&good()).unwrap();
    let words = [
        "Seniors\u{2019} lunch",
        "Seniors' lunch",
        "Caf\u{e9} Roma",
        "Cafe Roma",
        "Bamburgh walkers",
        "Barnburgh walkers",
        "Illinois club",
        "IIlinois club",
        "Memory cafe",
        "C0ffee O'clock",
    ];
    for number in 0..2_000 {
        let group = format!("group-{number}");
        let name = format!("{} {}", words[number % words.len()], number / 40);
        files.push(SourceFile::new(
            format!("{group}/organization.md"),
            &format!("---\nid: a{number:05}\nname: {name}\n---\nWe.\n"),
        ));
    }
    let started = Instant::now();
    let outcome = read_files(files, today());
    let errors: Vec<_> =
        outcome.diagnostics.iter().filter(|found| found.is_error()).take(3).collect();
    assert!(errors.is_empty(), "{errors:?}");
    // A fiftieth of the hundred thousand, in a debug build; work that grows with the square would not
    // end in time.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
