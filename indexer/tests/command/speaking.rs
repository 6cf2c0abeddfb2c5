//! How the command speaks: loudly, quietly, in colours, to a script, to a shell, and of warnings.

use std::fs;
use std::process::Output;

use crate::kit::{NOW, Town, files, said};

const TEA: &str = "riverside/tuesday-tea.md";

fn check(town: &Town, arguments: &[&str]) -> Output {
    town.signpost(&["check", "--now", NOW]).args(arguments).env_remove("NO_COLOR").output().unwrap()
}

/// A town in which nobody has asked after the tea for two years.
fn forgetful() -> Town {
    let town = Town::new();
    town.change(TEA, "date: 2026-10-01", "date: 2024-10-01");
    town
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_script_that_accepts_no_warnings_hears_of_the_first_one() {
    let town = forgetful();
    let checked = check(&town, &[]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    let denied = check(&town, &["--deny-warnings"]);
    assert_eq!(denied.status.code(), Some(1), "{}", said(&denied));
    assert!(text(&denied.stderr).starts_with("--deny-warnings: "), "{}", text(&denied.stderr));
    // What was not asked for is somebody else's.
    let elsewhere = check(&town, &["--deny-warnings", "content/riverside/organization.md"]);
    assert_eq!(elsewhere.status.code(), Some(0), "{}", said(&elsewhere));
    assert_eq!(check(&Town::new(), &["--deny-warnings"]).status.code(), Some(0));
}

#[test]
fn a_build_that_accepts_no_warnings_writes_nothing_where_there_is_one() {
    let town = forgetful();
    let denied = town.builds(&["--deny-warnings"]);
    assert_eq!(denied.status.code(), Some(1), "{}", said(&denied));
    let told = text(&denied.stderr);
    assert!(
        told.contains("hidden-page (warning)") && told.contains("Nothing was written"),
        "{told}"
    );
    assert_eq!(town.names(), ["content"]);
}

#[test]
fn a_build_names_the_page_that_has_left_the_search_and_counts_what_else_there_is() {
    let town = forgetful();
    fs::write(town.at("content/riverside/notes.odd"), "x").unwrap();
    let built = town.builds(&[]);
    assert!(built.status.success(), "{}", said(&built));
    let told = text(&built.stderr);
    assert!(told.contains("content/riverside/tuesday-tea.md has left the search"), "{told}");
    assert!(told.contains("content/riverside/notes.odd is not read (unknown-file)"), "{told}");
    let line = text(&built.stdout);
    assert!(line.contains(" warnings: ") && line.contains("1 hidden-page"), "{line}");
    assert!(!line.contains("note"), "{line}");
    // Quietly, it still says what nobody will find, and nothing else.
    let quiet = town.builds(&["--quiet"]);
    assert_eq!(text(&quiet.stdout), "");
    assert!(text(&quiet.stderr).contains("has left the search"), "{}", text(&quiet.stderr));
}

#[test]
fn somebody_who_wants_it_quiet_hears_what_is_wrong_and_nothing_else() {
    let town = Town::new();
    assert_eq!(said(&check(&town, &["-q"])), "");
    let new = town.signpost(&["new", "riverside", "Chess", "-q"]).output().unwrap();
    assert!(new.status.success());
    assert_eq!(said(&new), "");
    assert!(town.at("content/riverside/chess.md").is_file());
    let wrong = check(&town, &["--quiet"]);
    assert_eq!(wrong.status.code(), Some(1));
    let told = text(&wrong.stdout);
    assert!(told.contains("still-a-template") && !told.contains("files read"), "{told}");
}

#[test]
fn colours_are_for_who_wants_them_and_the_letters_are_the_same() {
    let town = forgetful();
    let plain = text(&check(&town, &[]).stdout);
    assert!(!plain.contains('\x1b'), "{plain}");
    let coloured = text(&check(&town, &["--color", "always"]).stdout);
    assert!(coloured.contains("\x1b[33mhidden-page (warning)\x1b[0m"), "{coloured}");
    let letters = coloured.split('\x1b').map(|part| match part.split_once('m') {
        Some((code, rest)) if code.starts_with('[') => rest,
        _ => part,
    });
    assert_eq!(letters.collect::<String>(), plain);
    for (name, value, has_colours) in
        [("CLICOLOR_FORCE", "1", true), ("NO_COLOR", "1", false), ("CLICOLOR", "0", false)]
    {
        let mut command = town.signpost(&["check", "--now", NOW]);
        let said = text(&command.env_remove("NO_COLOR").env(name, value).output().unwrap().stdout);
        assert_eq!(said.contains('\x1b'), has_colours, "{name}");
    }
    // What is typed wins, and mistakes of the arguments follow it too.
    let mut forced = town.signpost(&["chekc", "--color=never"]);
    assert!(!said(&forced.env("CLICOLOR_FORCE", "1").output().unwrap()).contains('\x1b'));
    let wrong = town.signpost(&["chekc", "--colour", "always"]).output().unwrap();
    assert!(text(&wrong.stderr).contains('\x1b'), "{}", said(&wrong));
}

#[test]
fn progress_is_never_in_a_file_or_a_pipe() {
    let town = Town::new();
    let built = town.builds(&[]);
    assert_eq!(text(&built.stdout).lines().count(), 1, "{}", said(&built));
    for word in ["Reading", "Checking", "Drawing", "\r"] {
        assert!(!said(&built).contains(word), "{}", said(&built));
    }
}

#[test]
fn somebody_asks_for_help_and_for_the_version_by_a_word_or_by_a_flag() {
    let town = Town::new();
    let typed = |arguments: &[&str]| town.signpost(arguments).output().unwrap();
    for (word, flag) in [
        (&["version"][..], &["--version"][..]),
        (&["help"], &["--help"]),
        (&["help", "check"], &["check", "--help"]),
        (&["help", "help"], &["help", "--help"]),
    ] {
        let (word, flag) = (typed(word), typed(flag));
        assert!(word.status.success() && flag.status.success(), "{}", said(&word));
        assert_eq!(text(&word.stdout), text(&flag.stdout));
    }
    let unknown = typed(&["help", "chekc"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(said(&unknown).contains("Do you mean check?"), "{}", said(&unknown));
    let export = typed(&["export"]);
    assert_eq!(export.status.code(), Some(2));
    assert!(said(&export).contains("folder data of the site"), "{}", said(&export));
}

#[test]
fn somebody_who_names_a_file_that_is_not_there_hears_it_in_words() {
    let town = Town::new();
    for arguments in [
        &["new", "riverside", "Tea", "--content", "nowhere"][..],
        &["translated", "--content", "nowhere"],
        &["places", "absent.geojson"],
        &["places", "content"],
        &["words", "absent.txt"],
        &["apply", "absent.eml"],
        &["import", "csv", "content/directory.toml", "--mapping", "absent.toml"],
        &["man", "--into", "content/directory.toml"],
        &["due", "--messages", "content/directory.toml"],
        &["build", "--bundle", "nowhere"],
    ] {
        let told = town.signpost(arguments).output().unwrap();
        let told = (told.status.code(), said(&told));
        assert_eq!(told.0, Some(2), "{arguments:?}: {}", told.1);
        assert!(!told.1.contains("os error"), "{arguments:?}: {}", told.1);
    }
}

#[test]
fn a_shell_completes_what_the_command_takes_and_the_manual_has_a_page_for_each() {
    let town = Town::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = town.signpost(&["completions", shell]).output().unwrap();
        assert!(script.status.success(), "{shell}");
        let script = text(&script.stdout);
        assert!(script.contains("deny-warnings") && script.contains("published"), "{shell}");
    }
    let page = text(&town.signpost(&["man", "check"]).output().unwrap().stdout);
    for part in [".SH EXAMPLES", ".SH \"EXIT CODES\"", "signpost check", "deny\\-warnings"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let written = town.signpost(&["man", "--into", "man"]).output().unwrap();
    assert!(written.status.success(), "{}", said(&written));
    let pages = files(&town.at("man"));
    for page in ["signpost.1", "signpost-check.1", "signpost-serve.1", "signpost-man.1"] {
        assert!(pages.contains_key(page), "{page}: {:?}", pages.keys());
    }
    assert!(!pages.contains_key("signpost-help.1"));
    let unknown = town.signpost(&["man", "chess"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2), "{}", said(&unknown));
}

#[test]
fn a_town_that_translates_the_pages_gets_all_texts_without_our_source() {
    let town = Town::new();
    let english = text(&town.signpost(&["wording"]).output().unwrap().stdout);
    fs::create_dir_all(town.at("content/_locales")).unwrap();
    fs::write(town.at("content/_locales/pl.toml"), "[finder]\nsearch = \"Szukaj\"\n").unwrap();
    town.change(
        "directory.toml",
        "locales = [\"en\", \"fr\"]",
        "locales = [\"en\", \"fr\", \"pl\"]",
    );
    let told = text(&check(&town, &["content/_locales"]).stdout);
    assert!(told.contains("`signpost wording pl --into` your content folder prints"), "{told}");
    let waiting =
        text(&town.signpost(&["wording", "pl", "--into", "content"]).output().unwrap().stdout);
    assert!(waiting.contains("\n#languages = ") && !waiting.contains("search = \"Search\""));
    let missing = told.split("English: ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
    let (section, key) = missing.rsplit_once('.').unwrap();
    assert!(english.contains(&format!("[{section}]")) && english.contains(&format!("\n{key} = ")));
    let none = town.signpost(&["wording", "xx"]).output().unwrap();
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("fr"), "{}", said(&none));
}

#[test]
fn nobody_is_told_to_type_what_only_our_own_checkout_has() {
    let town = Town::new();
    fs::create_dir(town.at("empty")).unwrap();
    for arguments in
        [&["build", "--bundle", "empty"][..], &["check"], &["serve", "--bundle", "empty"]]
    {
        let said = said(&town.signpost(arguments).args(["--now", NOW]).output().unwrap());
        for ours in ["cargo", "app/locales", "content/README.md"] {
            assert!(!said.contains(ours), "{said}");
        }
    }
}
