//! Another town: one program in an empty folder, on a machine that has nothing else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use journeys::server::Kind;
use journeys::site::{NOW, Scratch, Site, files_below, said};
use journeys::{Town, tools};

/// The program in a single file, in an empty folder, with an empty PATH, no home and no variable of ours.
fn signpost(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(folder.join("signpost"));
    command.args(arguments).current_dir(folder).env_clear().env("PATH", "");
    command.output().expect("signpost could not be started")
}

/// Runs it, and expects that all is well.
#[track_caller]
fn does(folder: &Path, arguments: &[&str]) -> String {
    let output = signpost(folder, arguments);
    assert!(output.status.success(), "signpost {arguments:?}:\n{}", said(&output));
    said(&output)
}

/// An empty folder with the program in it, and nothing else.
fn machine(name: &str) -> Scratch {
    let scratch = Scratch::empty(name);
    fs::create_dir_all(&scratch.folder).expect("a folder");
    fs::copy(tools::single(), scratch.folder.join("signpost")).expect("the program is copied");
    scratch
}

/// Somebody rings the help lines, and says so.
fn rings_the_lines(content: &Path) {
    for file in ["directory.toml", "_taxonomy/urgent.toml"] {
        let path = content.join(file);
        let text = fs::read_to_string(&path).expect("a file that init wrote");
        assert!(text.contains("placeholder = true\n"), "{file} has a line that nobody has rung");
        fs::write(&path, text.replace("placeholder = true\n", "")).expect("it is written");
    }
}

/// Words of the sample's own town, province and country.
const NOT_OF_LEEDS: &[&str] = &[
    "vancouver",
    "british columbia",
    "v5x",
    "9-1-1",
    "604-555",
    "skytrain",
    "handydart",
    "canada",
    "washroom",
    "postal code",
    "zip code",
    "fraser street",
    "musqueam",
    "compass card",
    "pharmacare",
    "service canada",
    "cad\"",
    "toisan",
    "hoisan",
    "ilocano",
    "fiji hindi",
    "2slgbtq",
    "american sign language",
    "smudge",
    "sweat lodge",
    "friendship centre",
];

/// Builds the site, and gives its folder.
fn built(folder: &Path, content: &str) -> PathBuf {
    does(folder, &["build", "--content", content, "--out", "site", "--now", NOW]);
    folder.join("site")
}

#[test]
fn burnaby_begins_with_one_program_and_nothing_else_on_the_machine() {
    let machine = machine("burnaby");
    let folder = &machine.folder;
    let area = ["--area", "Burnaby", "--country", "CA", "--centre", "49.2488,-122.9805"];
    let rest = ["--time-zone", "America/Vancouver", "--locales", "en,zh-Hans,ko,fa"];
    let told = ["--email", "hello@burnaby.example"];
    does(folder, &[&["init", "burnaby"][..], &area, &rest, &told].concat());
    let checked = does(folder, &["check", "--content", "burnaby", "--now", NOW]);
    assert!(checked.contains(" 0 errors"), "{checked}");

    let too_early = signpost(folder, &["build", "--content", "burnaby", "--out", "site"]);
    assert_eq!(too_early.status.code(), Some(1), "a line that nobody has rung is not published");
    assert!(said(&too_early).contains("9-1-1"), "{}", said(&too_early));
    assert!(!folder.join("site").exists());

    rings_the_lines(&folder.join("burnaby"));
    let town = Town::at(&Site { folder: built(folder, "burnaby") }, "/", Kind::Plain);
    let mei = town.visitor();
    mei.opens_finder("zh-Hans");
    mei.types("tea");
    mei.finds_first("Example tea and chat");
    mei.opens_finder("fa");
    mei.opens_filters();
    mei.says_they_are_at("V5H");
    mei.waits_for("the example near V5H", || {
        mei.results().iter().any(|name| name == "Example tea and chat").then_some(())
    });
}

#[test]
fn leeds_speaks_polish_says_postcode_and_nothing_in_it_is_from_vancouver() {
    let machine = machine("leeds");
    let folder = &machine.folder;
    let area = ["--area", "Leeds", "--country", "GB", "--centre", "53.7997,-1.5492"];
    let rest = ["--time-zone", "Europe/London", "--locales", "en,pl", "--email", "a@leeds.example"];
    let begun = does(folder, &[&["init", "leeds"][..], &area, &rest].concat());
    assert!(begun.contains("pl is new to Signpost"), "{begun}");
    let content = folder.join("leeds");
    rings_the_lines(&content);
    // Somebody has translated some of the texts.
    let polish = content.join("_locales/pl.toml");
    assert!(polish.exists(), "a file of words waits to be translated");
    fs::copy(tools::town("leeds").join("_locales/pl.toml"), polish).expect("a file of the test");
    let checked = does(folder, &["check", "--content", "leeds", "--now", NOW]);
    assert!(checked.contains("missing-wording"), "what Polish lacks is counted:\n{checked}");
    assert!(checked.contains("untranslated-label"), "{checked}");

    let site = built(folder, "leeds");
    for file in files_below(&site) {
        let bytes = fs::read(site.join(&file)).expect("a file of the site");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        for word in NOT_OF_LEEDS {
            // What people say in their own words is of all countries: "new to Canada", "washroom" and "2SLGBTQ" are asked
            // anywhere. The sentences of the checks, which the form has inside, are of no town.
            let is_asked =
                ["canada", "washroom", "2slgbtq"].contains(word) && file.starts_with("catalog/");
            let is_of_checks = *word == "postal code" && file.ends_with(".wasm");
            assert!(is_asked || is_of_checks || !text.contains(word), "{file} says {word}");
        }
    }

    let site = Site { folder: site };
    let hint = site.text("pl/find/index.html");
    assert!(hint.contains("na przykład LS"), "the example is an area of Leeds");
    let town = Town::at(&site, "/", Kind::Plain);
    let ola = town.visitor();
    ola.opens_finder("pl");
    ola.sees("1 zajęcie");
    ola.opens_finder("en");
    ola.opens_filters();
    ola.sees("your postcode, such as LS");
}
