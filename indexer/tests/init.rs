//! A new town's folder: whatever its country and its languages, what `signpost init` writes is read without an error.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use authoring::source::SourceFile;
use catalog::day::Day;
use catalog::place::Position;
use indexer::init::{Town, files};
use indexer::read::{known_locales, read_files};

fn town(country: &str, [lat, lon]: [f64; 2], locales: &[&str]) -> Town {
    Town {
        name: "Signpost \"Riverside\"".into(),
        area: "Riverside".into(),
        country: country.into(),
        centre: Position::from_degrees(lat, lon).unwrap(),
        within_km: 12.0,
        time_zone: "Europe/London".into(),
        locales: locales.iter().map(|locale| (*locale).to_owned()).collect(),
        email: Some("hello@example.org".into()),
        phone: None,
        neighbourhoods: String::new(),
        remembered: String::new(),
        host: None,
        base_url: "https://directory.example/".into(),
    }
}

#[test]
fn a_new_town_anywhere_has_no_error_and_one_help_line_to_ring() {
    let all = known_locales();
    let today = Day::from_ymd(2026, 11, 23).unwrap();
    for (country, centre, locales) in [
        ("CA", [49.2488, -122.9805], &all[..]),
        ("CA", [43.65, -79.38], &["fr", "en"][..]),
        ("GB", [53.7997, -1.5492], &["en"]),
        ("JE", [49.19, -2.11], &["fr"]),
        ("IR", [35.7, 51.4], &["fa", "en"]),
    ] {
        let town = town(country, centre, locales);
        let files = files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap();
        let sources = files.iter().map(|(path, text)| SourceFile::new(path.clone(), text));
        let outcome = read_files(sources.collect(), today);
        let errors: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty(), "{country} {locales:?}: {errors:?}");
        let unrung = outcome.diagnostics.iter().filter(|found| found.code == "placeholder-line");
        assert_eq!(unrung.count(), 2, "{country}: in directory.toml and in urgent.toml");
    }
}

#[test]
fn a_town_elsewhere_says_nothing_of_the_sample() {
    let town = town("GB", [53.7997, -1.5492], &known_locales());
    for (path, text) in files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap() {
        for word in [
            "ancouver",
            "SkyTrain",
            "HandyDART",
            "9-1-1",
            "溫哥華",
            "ونکوور",
            "MSP",
            "CPP",
            "WorkBC",
            "workbc",
            "usqueam",
            "ompass card",
            "illcrest",
            "Fraser",
            "seabus",
            "strongstart",
            "Sunset Clinic",
            "ircc",
        ] {
            // What nobody is shown: comments, and the words of people in danger.
            let shown = text.lines().filter(|line| !line.starts_with('#'));
            let line = shown.clone().find(|line| line.contains(word));
            assert_eq!(line, None, "{path}");
        }
    }
}

#[test]
fn a_town_writes_prices_in_the_money_of_its_country() {
    for (country, centre, currency, money) in [
        ("IE", [53.35, -6.26], "EUR", "Euros"),
        ("AU", [-37.81, 144.96], "AUD", "Australian dollars"),
    ] {
        let town = town(country, centre, &["en"]);
        let files = files(&town, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap();
        let guide = &files["README.md"];
        assert!(guide.contains(&format!("{money} are `{currency}`")), "{country}: {guide}");
        assert!(guide.contains(&format!("currency: {currency}")), "{country}: {guide}");
        assert!(!guide.contains("CAD"), "{country}: {guide}");
    }
}

fn signpost(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn begins(folder: &Path, [country, email, locales]: [&str; 3]) -> Output {
    let area = ["init", "ely", "--area", "Ely", "--centre", "52.4,0.26"];
    let zone = ["--time-zone", "Europe/London", "--country", country];
    signpost(folder, &[&area[..], &zone, &["--email", email, "--locales", locales]].concat())
}

#[test]
fn what_a_check_would_refuse_is_asked_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for (asked, says) in [
        (["XX", "hello@ely.example", "en"], "there is no such country"),
        (["GB", "hello at ely", "en"], "type one like hello@example.org"),
        (["GB", "hello@ely.example", "en,pl"], "in _locales/pl.toml of the town"),
    ] {
        let output = begins(folder.path(), asked);
        assert_eq!(output.status.code(), Some(2), "{asked:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(says), "{said}");
        assert!(!folder.path().join("ely").exists());
    }
    // What people in Britain call it.
    assert!(begins(folder.path(), ["UK", "hello@ely.example", "en"]).status.success());
    let settings = fs::read_to_string(folder.path().join("ely/directory.toml")).unwrap();
    assert!(settings.contains("country = \"GB\""), "{settings}");
}

#[test]
fn somebody_who_does_not_know_the_next_step_is_told_it() {
    let folder = tempfile::tempdir().unwrap();
    let begun = begins(folder.path(), ["GB", "hello@ely.example", "en"]);
    let told = String::from_utf8_lossy(&begun.stdout).into_owned();
    assert!(told.contains("ely/directory.toml and ely/_taxonomy/urgent.toml"), "{told}");
    let said = |output: Output| {
        let Output { stdout, stderr, .. } = output;
        String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned()
    };
    let ely = folder.path().join("ely");
    let lost = said(signpost(&ely, &["check"]));
    assert!(lost.contains("--content ."), "{lost}");
    let settings = fs::read_to_string(ely.join("directory.toml")).unwrap();
    let more = settings.replace("locales = [\"en\"]", "locales = [\"en\", \"pl\"]");
    assert_ne!(settings, more);
    fs::write(ely.join("directory.toml"), more).unwrap();
    let checked = said(signpost(&ely, &["check", "--content", "."]));
    assert!(checked.contains("saved as _locales/pl.toml"), "{checked}");
}
