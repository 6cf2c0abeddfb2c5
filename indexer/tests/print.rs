//! `signpost pack`: a folder in, a file to print out.
//!
//! Goldens stand in `printed/`; write them anew with `SIGNPOST_BLESS=1 cargo test -p indexer --test print`.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::{env, fs};

use app::pages::pack::is_printable;
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::service::{Intent, Status, Whereabouts};
use indexer::paper::{Wanted, paper};

fn tests(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder)
}

fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

/// The sample.
static SAMPLE: LazyLock<Directory> = LazyLock::new(|| {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    indexer::read::read_directory(&content, now().day).directory.unwrap()
});

fn booklet_of(area: &str, locale: &str) -> String {
    let wanted = Wanted::Booklet { area: area.to_owned(), need: None, points: 14 };
    paper(SAMPLE.clone(), locale, &wanted, now()).unwrap().html
}

/// Runs `signpost pack` on a folder of content.
fn pack(content: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.args(["pack", "--now", "2026-11-23T09:00", "--content"]).arg(content);
    command.args(arguments).output().unwrap()
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Compares a file with its golden, a tag a line and without the style sheet.
fn compare(name: &str, html: &str) {
    let (before, rest) = html.split_once("<style>").unwrap();
    let (style, after) = rest.split_once("</style>").unwrap();
    assert!(style.contains("@page"));
    let without_style = format!("{before}<style></style>{after}");
    // The policy names the style sheet by its hash.
    let (before, rest) = without_style.split_once("'sha256-").unwrap();
    let (_, after) = rest.split_once('\'').unwrap();
    let found = format!("{before}''{after}").replace('<', "\n<").replace("\n</", "</");
    let path = tests("printed").join(name);
    if env::var_os("SIGNPOST_BLESS").is_some() {
        fs::write(&path, &found).unwrap();
        return;
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    let differs = wanted.lines().zip(found.lines()).find(|(wanted, found)| wanted != found);
    assert!(wanted == found, "{name}: {differs:?}. If that is meant: SIGNPOST_BLESS=1");
}

#[test]
fn a_folder_becomes_a_booklet_and_a_poster() {
    let folder = tempfile::tempdir().unwrap();
    for (name, arguments) in [
        ("booklet-en.html", &["--area", "sunset", "--locale", "en"][..]),
        (
            "booklet-fr.html",
            &["--area", "V5P", "--locale", "fr", "--size", "24", "--need", "company"],
        ),
        ("poster-fr.html", &["--poster", "k7f3q", "--locale", "fr"]),
    ] {
        let out = folder.path().join(name);
        let mut arguments = arguments.to_vec();
        arguments.extend(["--out", out.to_str().unwrap()]);
        let output = pack(&tests("fixtures/good"), &arguments);
        assert!(output.status.success(), "{name}: {}", said(&output.stderr));
        assert_eq!(said(&output.stdout), format!("{}: 1 activity\n", out.display()));
        compare(name, &fs::read_to_string(&out).unwrap());
    }
}

#[test]
fn without_a_name_for_the_file_its_name_tells_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    let output = command
        .current_dir(folder.path())
        .args(["pack", "--area", "sunset", "--locale", "fr", "--size", "18"])
        .args(["--now", "2026-11-23T09:00", "--content"])
        .arg(tests("fixtures/good"))
        .output()
        .unwrap();
    assert_eq!(said(&output.stdout), "sunset-fr-18.html: 1 activity\n", "{output:?}");
    assert!(folder.path().join("sunset-fr-18.html").is_file());
}

#[test]
fn what_is_not_known_is_told_with_what_is() {
    for (arguments, says) in [
        (&["--area", "atlantis", "--locale", "en"][..], "There is no area `atlantis`. Known are: "),
        (&["--area", "sunset", "--locale", "xx"], "There is no language `xx`. Known are: en, fr."),
        (
            &["--area", "sunset", "--locale", "en", "--need", "x"],
            "There is no need `x`. Known are: ",
        ),
        (&["--area", "sunset", "--locale", "en", "--size", "15"], "14, 18 or 24"),
        (&["--poster", "zzzzz", "--locale", "en"], "There is no activity `zzzzz`."),
        (&["--locale", "en"], "--area"),
    ] {
        let output = pack(&tests("fixtures/good"), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let error = said(&output.stderr);
        assert!(error.contains(says), "{arguments:?}: {error}");
    }
    let help = said(&pack(&tests("fixtures/good"), &["--help"]).stdout);
    assert!(help.contains("signpost pack --area sunset --locale pa --size 24"), "{help}");
}

#[test]
fn a_booklet_stands_by_itself() {
    for locale in &SAMPLE.config.locales {
        let html = booklet_of("sunset", locale);
        for asks in ["<script", "src=", "href=", "url(", "@import", "http-equiv=\"refresh"] {
            assert!(!html.contains(asks), "{locale}: {asks}");
        }
        assert!(html.contains("default-src 'none'"), "{locale}");
    }
}

#[test]
fn whoever_finds_a_booklet_learns_nothing_of_what_calls_for_discretion() {
    let html = booklet_of("sunset", "en");
    let (mut hidden, mut seen) = (0, 0);
    for service in &SAMPLE.services {
        let name = service.name("en", "en").text;
        if is_printable(service) {
            seen += usize::from(html.contains(&format!(">{}<", service.id)));
            continue;
        }
        hidden += 1;
        assert!(!html.contains(&format!(">{}<", service.id)), "{name}");
        let wanted = Wanted::Poster(service.id.clone());
        assert!(paper(SAMPLE.clone(), "en", &wanted, now()).is_err(), "{name} has a poster");
    }
    assert!(hidden > 5 && seen > 40, "{hidden} hidden, {seen} seen");
    let sensitive = SAMPLE.vocabulary.needs.iter().filter(|need| need.sensitive);
    for need in sensitive {
        assert!(!html.contains(&need.label["en"]), "{}", need.id);
        let wanted =
            Wanted::Booklet { area: "sunset".into(), need: Some(need.id.clone()), points: 14 };
        assert!(paper(SAMPLE.clone(), "en", &wanted, now()).is_err(), "{}", need.id);
    }
}

#[test]
fn a_place_that_is_kept_private_and_what_has_ended_are_on_no_paper() {
    let mut directory = SAMPLE.clone();
    // Two that are in the booklet of Sunset otherwise.
    for id in ["vh73j", "rb146"] {
        assert!(booklet_of("sunset", "en").contains(&format!(">{id}<")), "{id}");
    }
    for service in &mut directory.services {
        match service.id.as_str() {
            "vh73j" => service.whereabouts = Whereabouts::Confidential,
            "rb146" => service.status = Status::Defunct,
            _ => {}
        }
    }
    let wanted = Wanted::Booklet { area: "sunset".into(), need: None, points: 14 };
    let html = paper(directory.clone(), "en", &wanted, now()).unwrap().html;
    for id in ["vh73j", "rb146"] {
        assert!(!html.contains(&format!(">{id}<")), "{id}");
        assert!(paper(directory.clone(), "en", &Wanted::Poster(id.into()), now()).is_err(), "{id}");
    }
}

#[test]
fn each_activity_stands_in_a_booklet_once_and_none_that_only_seeks_helpers() {
    let html = booklet_of("V5X", "pa");
    let mut ids = BTreeSet::new();
    for part in html.split("<article>").skip(1) {
        let id = part.split("translate=\"no\">").nth(1).unwrap().split('<').next().unwrap();
        assert!(ids.insert(id), "{id} twice");
        let service = SAMPLE.service(id).unwrap();
        assert!(service.intent.contains(&Intent::Join), "{id}");
        // Whom to call stands before the group, when and where.
        let call = part.find("class=\"phone\"").or_else(|| part.find("class=\"written\""));
        let group = part.find("<bdi translate=\"no\">").unwrap();
        assert!(call.is_none_or(|call| call < group), "{id}");
    }
    assert!(ids.len() > 40, "{}", ids.len());
}
