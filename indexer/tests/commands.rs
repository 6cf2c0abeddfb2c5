//! `signpost check` with names, and `signpost build --lenient`, as they are typed.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use indexer::folder::read_folder;

/// The good folder of the fixtures, with a group beside it that has a mistake.
fn town() -> tempfile::TempDir {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
    let folder = tempfile::tempdir().unwrap();
    for file in read_folder(&good).unwrap() {
        let to = folder.path().join("content").join(&file.path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(good.join(&file.path), to).unwrap();
    }
    let other = folder.path().join("content/other");
    fs::create_dir(&other).unwrap();
    fs::write(
        other.join("organization.md"),
        "---\nid: g8rdn\nname: Others\ncolour: red\n---\nWe.\n",
    )
    .unwrap();
    folder
}

fn signpost(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command
        .current_dir(folder)
        .args(arguments)
        .args(["--now", "2026-11-23T09:00"])
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn somebody_who_names_a_folder_hears_of_it_alone() {
    let town = town();
    let own = signpost(town.path(), &["check", "content/riverside"]);
    assert!(own.status.success(), "{}", text(&own.stdout));
    assert!(!text(&own.stdout).contains("other/"), "{}", text(&own.stdout));
    // What is wrong elsewhere is somebody else's, and no secret.
    let elsewhere =
        "\nElsewhere: 1 error, 1 warning, 0 notes. `signpost check` without a path tells them.\n";
    assert!(text(&own.stdout).ends_with(elsewhere), "{}", text(&own.stdout));
    let file = signpost(town.path(), &["check", "content/other/organization.md"]);
    assert_eq!(file.status.code(), Some(1));
    assert!(
        text(&file.stdout).starts_with("content/other/organization.md:4:1"),
        "{}",
        text(&file.stdout)
    );
    // From within the folder, the directory is found upwards.
    let here = signpost(&town.path().join("content/other"), &["check", "organization.md"]);
    assert_eq!(here.status.code(), Some(1));
    assert!(text(&here.stdout).contains("unknown-key"), "{}", text(&here.stdout));
    let nothing = signpost(town.path(), &["check", "content/nobody"]);
    assert_eq!(nothing.status.code(), Some(2));
}

#[test]
fn a_whole_town_hears_whose_the_mistakes_are() {
    let town = town();
    let all = signpost(town.path(), &["check"]);
    assert_eq!(all.status.code(), Some(1));
    let said = text(&all.stdout);
    let (_, whose) = said.split_once("\nWhose:\n").unwrap();
    assert!(whose.starts_with("  other: 1 error, 0 warnings, 0 notes\n"), "{said}");
}

#[test]
fn check_says_what_a_build_would_stop_at() {
    let town = town();
    fs::remove_dir_all(town.path().join("content/other")).unwrap();
    let settings = town.path().join("content/directory.toml");
    let before = fs::read_to_string(&settings).unwrap();
    for (from, to, says) in [
        ("locales = [\"en\", \"fr\"]", "locales = [\"en\", \"fr\", \"so\"]", "no words for it yet"),
        ("sample = true", "sample = true\nfiles_at_most = 500\n", ""),
    ] {
        fs::write(&settings, before.replace(from, to)).unwrap();
        let check = signpost(town.path(), &["check"]);
        let build = signpost(town.path(), &["build"]);
        assert_eq!(check.status.success(), build.status.success(), "{to}");
        let said = text(&check.stdout) + &text(&check.stderr);
        assert!(said.contains(says), "{said}");
    }
}

#[test]
fn a_maintainer_compares_two_folders_and_the_exit_code_says_what_came_of_it() {
    let town = town();
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
    let good = good.to_string_lossy();
    let diff = |arguments: &[&str]| signpost(town.path(), &[&["diff"], arguments].concat());
    let same = diff(&[&good, &good]);
    assert_eq!(same.status.code(), Some(0), "{}", text(&same.stderr));
    assert_eq!(text(&same.stdout), "Nothing that a reader sees has changed.\n");
    // The town has a group more, whose page has an error.
    let wrong = diff(&[&good, "content"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stdout).contains("other/organization.md"), "{}", text(&wrong.stdout));
    let mended = diff(&["content", &good, "--format", "json"]);
    assert_eq!(mended.status.code(), Some(0), "{}", text(&mended.stdout));
    for nothing in [&["no-such", "content"][..], &["content", "--output=x"], &["content"]] {
        assert_eq!(diff(nothing).status.code(), Some(2), "{nothing:?}");
    }
    let page = town.path().join("content/riverside/tuesday-tea.md");
    let tea = fs::read_to_string(&page).unwrap();
    fs::write(&page, tea.replace("Tea and talk", "Cake and talk")).unwrap();
    let drawn = diff(&[&good, "content", "--pages", "look"]);
    assert_eq!(drawn.status.code(), Some(1), "{}", text(&drawn.stderr));
    let look = town.path().join("look");
    for side in ["before", "after"] {
        assert!(look.join(side).join("en/s/k7f3q/index.html").is_file(), "{side}");
    }
    assert!(look.join("index.html").is_file());
    let again = diff(&[&good, "content", "--pages", "look"]);
    assert_eq!(again.status.code(), Some(2), "nothing is written over");
    let help = text(&diff(&["--help"]).stdout);
    assert!(help.contains("  0\n      compared"), "{help}");
}

/// A file's name with a line end in it must not write a line of its own into a log: a host takes lines that
/// begin with `::` for orders.
#[cfg(unix)]
#[test]
fn a_name_of_a_file_is_never_a_line_of_ours() {
    let town = town();
    let odd = town.path().join("content/riverside/a\n::error::b.md");
    fs::write(odd, "---\nname: a\n---\nb\n").unwrap();
    for arguments in
        [&["check"][..], &["build", "--lenient"], &["check", "--format", "annotations"]]
    {
        let said = signpost(town.path(), arguments);
        let said = text(&said.stdout) + &text(&said.stderr);
        assert!(!said.lines().any(|line| line.starts_with("::error::b")), "{said}");
    }
}

#[test]
fn a_lenient_build_leaves_out_what_is_wrong_and_says_so() {
    let town = town();
    let strict = signpost(town.path(), &["build"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(!town.path().join("dist").exists());
    let lenient = signpost(town.path(), &["build", "--lenient"]);
    let said = text(&lenient.stderr);
    assert!(lenient.status.success(), "{said}");
    assert!(
        said.contains("unknown-key") && said.contains("left out: content/other/organization.md"),
        "{said}"
    );
    let pages = fs::read_to_string(town.path().join("dist/en/o/index.html")).unwrap();
    assert!(pages.contains("Riverside Neighbours") && !pages.contains("Others"));
    assert!(!town.path().join("dist/en/o/g8rdn").exists());
}

#[test]
fn a_writer_sees_the_topics_of_each_page_and_where_they_stand() {
    let town = town();
    let content = town.path().join("content");
    fs::remove_dir_all(content.join("other")).unwrap();
    let topics = "[[term]]\nid = \"tea\"\nneed = \"company\"\nlabel = { en = \"Tea\", fr = \"Thé\" }\n\
                  [[term]]\nid = \"chess\"\nneed = \"company\"\nlabel = { en = \"Chess\", fr = \"Échecs\" }\n";
    fs::write(content.join("_taxonomy/topics.toml"), topics).unwrap();
    let page = content.join("riverside/tuesday-tea.md");
    let text_of = fs::read_to_string(&page).unwrap();
    fs::write(&page, text_of.replace("\nintent:", "\ntopics: [chess]\nintent:")).unwrap();
    let line = "  content/riverside/tuesday-tea.md: chess (topics); tea (name)\n";
    let said = text(&signpost(town.path(), &["check", "--topics"]).stdout);
    assert!(said.ends_with(line), "{said}");
    let plain = text(&signpost(town.path(), &["check"]).stdout);
    assert!(!plain.contains("tea (name)"), "only where somebody asks: {plain}");
    let json = text(&signpost(town.path(), &["check", "--topics", "--format", "json"]).stdout);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["topics"][0]["topics"][1], serde_json::json!(["tea", "name"]));
}
