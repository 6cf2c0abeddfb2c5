//! `signpost gaps`, as it is typed, of the sample.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn signpost(arguments: &[&str]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(env!("CARGO_BIN_EXE_signpost"))
        .current_dir(root)
        .arg("gaps")
        .args(arguments)
        .args(["--now", "2026-11-23T09:00"])
        .output()
        .unwrap()
}

fn said(arguments: &[&str]) -> String {
    let output = signpost(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn whole(arguments: &[&str]) -> Value {
    serde_json::from_str(&said(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn a_maintainer_reads_what_stands_out_in_their_language() {
    let english = said(&["--most", "3"]);
    assert!(english.contains(" found, ") && english.contains(" expected"), "{english}");
    let punjabi = said(&["--most", "3", "--locale", "pa"]);
    assert_eq!(english.lines().count(), punjabi.lines().count());
    assert_ne!(english.lines().next(), punjabi.lines().next());
    // The numbers below a sentence are in its language, too.
    let french = said(&["--most", "3", "--locale", "fr"]);
    assert!(french.contains("trouvé : ") && french.contains(", attendu : "), "{french}");
    assert!(!french.contains(" expected"), "{french}");
    let nowhere = signpost(&["--locale", "tlh"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("zh-Hant"));
    assert!(said(&["--by", "topic"]).contains(" expected"));
}

#[test]
fn what_calls_for_discretion_has_no_place_and_no_door() {
    let all = whole(&[]);
    let safe = &all["counts"]["subjects"]["safe"];
    assert!(safe["services"].as_u64().unwrap() > 0);
    assert!(safe.get("places").is_none() && safe.get("access").is_none(), "{safe}");
    for gap in all["gaps"].as_array().unwrap() {
        let is_safe = gap["subject"] == "safe";
        assert!(!is_safe || (gap["place"].is_null() && gap["access"].is_null()), "{gap}");
        assert!(gap["expected"].as_f64() > gap["found"].as_f64(), "{gap}");
    }
    // A confidential place is in no neighbourhood: who serves nobody else there is not counted there.
    let open = &all["counts"]["subjects"]["company"]["places"];
    assert!(open.as_object().unwrap().len() > 3, "{open}");
}

#[test]
fn a_spreadsheet_has_a_line_for_every_square() {
    let rows = said(&["--format", "csv"]);
    let mut lines = rows.lines();
    assert_eq!(lines.next(), Some("subject,services,stale,by,value,yes,interpreter,no,unknown"));
    let lines: Vec<&str> = lines.collect();
    assert!(lines.iter().all(|line| line.split(',').count() == 9), "{rows}");
    assert!(lines.iter().any(|line| line.starts_with("move,") && line.contains(",languages,pa,")));
    assert!(!lines.iter().any(|line| line.starts_with("safe,") && line.contains(",places,")));
}

/// The good town in a repository, committed on 1 September, and again on 15 October when somebody speaks Cantonese.
struct Town(tempfile::TempDir);

impl Town {
    fn new() -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        town.begins();
        town.git(&["init", "-q"], "");
        town.commit("2026-09-01T12:00:00Z");
        town.edit("{ code: yue, how: interpreter", "{ code: yue");
        town.commit("2026-10-15T12:00:00Z");
        town
    }

    /// The content as it is on 1 September.
    fn begins(&self) {
        let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
        for file in indexer::folder::read_folder(&good).unwrap() {
            let to = self.content().join(&file.path);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(good.join(&file.path), to).unwrap();
        }
        self.edit("assurance: { date: 2026-10-01", "assurance: { date: 2026-08-01");
        self.edit("updated: 2026-11-01", "updated: 2026-08-01");
    }

    fn content(&self) -> PathBuf {
        self.0.path().join("content")
    }

    fn file(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn edit(&self, from: &str, to: &str) {
        let page = self.content().join("riverside/tuesday-tea.md");
        let text = fs::read_to_string(&page).unwrap();
        assert!(text.contains(from), "{from}");
        fs::write(page, text.replace(from, to)).unwrap();
    }

    fn commit(&self, date: &str) {
        self.git(&["add", "-A"], date);
        self.git(&["commit", "-q", "-m", date], date);
    }

    fn git(&self, args: &[&str], date: &str) {
        let done = Command::new("git")
            .current_dir(self.0.path())
            .args(["-c", "user.name=Mei", "-c", "user.email=mei@example.org"])
            .args(args)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_COMMITTER_DATE", date)
            .output()
            .unwrap();
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// A command about this town, on 23 November.
    fn asks(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_signpost"))
            .current_dir(self.0.path())
            .args(arguments)
            .args(["--now", "2026-11-23T09:00"])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap()
    }

    fn builds(&self, out: &str, since: &str) -> Output {
        self.asks(&["build", "--out", out, "--since", since])
    }

    fn page(&self, site: &str, locale: &str) -> String {
        let path = self.0.path().join(site).join(locale).join("gaps/index.html");
        fs::read_to_string(path).unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_earlier_release_is_a_revision_or_a_day() {
    let town = Town::new();
    for (since, day) in [
        ("HEAD~1", "2026-09-01"),
        ("2026-09-20", "2026-09-20"),
        // The evening before the commit.
        ("40-days", "2026-10-14"),
    ] {
        let told = out(&town.asks(&["gaps", "--since", since]));
        assert!(told.contains(&format!("Since {day}: 1 activity then, 1 now.")), "{told}");
        assert!(
            told.contains("There now: Meeting people · Cantonese (0 then, 1 now)"),
            "{since}: {told}"
        );
    }
    let told = out(&town.asks(&["gaps", "--since", "2026-10-15"]));
    assert!(told.contains("No square was filled, none became empty."), "{told}");
    let before_all = town.asks(&["gaps", "--since", "2026-08-01"]);
    assert!(before_all.status.success());
    assert!(err(&before_all).contains("does not reach back to 2026-08-01"), "{}", err(&before_all));
    assert!(!out(&before_all).contains("Since"), "{}", out(&before_all));
    for (wrong, said) in [
        ("no-such", "no such folder, file, day or revision"),
        ("HEAD; touch x", "no such folder, file, day or revision"),
        ("--output=x", "no such folder, file, day or revision"),
        ("2027-01-01", "after 2026-11-23"),
        ("0-days", "1 to 36500"),
        ("content", "is a content folder"),
    ] {
        let refused = town.asks(&["gaps", &format!("--since={wrong}")]);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
        assert!(err(&refused).contains(said), "{wrong}: {}", err(&refused));
    }
    assert!(!Path::new(&town.file("x")).exists());
    let as_table = town.asks(&["gaps", "--since", "HEAD~1", "--format", "csv"]);
    assert_eq!(as_table.status.code(), Some(2));
    assert!(err(&as_table).contains("the counts of one day"), "{}", err(&as_table));
}

#[test]
fn somebody_who_asks_for_a_day_before_the_folder_is_told_that_there_was_none() {
    let town = Town(tempfile::tempdir().unwrap());
    fs::write(town.file("README.md"), "A directory comes here.\n").unwrap();
    town.git(&["init", "-q"], "");
    town.commit("2026-08-01T12:00:00Z");
    town.begins();
    town.commit("2026-09-01T12:00:00Z");
    let before = town.asks(&["gaps", "--since", "2026-08-10"]);
    assert!(before.status.success(), "{}", err(&before));
    let told = err(&before);
    assert!(told.contains("On 2026-08-10 there was no folder content yet."), "{told}");
    assert!(!out(&before).contains("Since"), "{}", out(&before));
    let told = out(&town.asks(&["gaps", "--since", "2026-09-02"]));
    assert!(told.contains("Since 2026-09-02: 1 activity then, 1 now."), "{told}");
}

#[test]
fn topics_are_compared_with_a_revision_and_not_with_the_needs_of_a_site() {
    let town = Town::new();
    let by_topic = ["gaps", "--by", "topic", "--since"];
    assert!(town.asks(&[&by_topic[..], &["HEAD~1"]].concat()).status.success());
    fs::write(town.file("gaps.json"), "{}").unwrap();
    let refused = town.asks(&[&by_topic[..], &["gaps.json"]].concat());
    assert!(err(&refused).contains("counted by need"), "{}", err(&refused));
}

#[test]
fn the_page_tells_what_has_changed_and_the_same_input_gives_the_same_bytes() {
    let town = Town::new();
    for site in ["one", "two"] {
        let built = town.builds(site, "HEAD~1");
        assert!(built.status.success(), "{}", err(&built));
    }
    assert_eq!(town.page("one", "en"), town.page("two", "en"));
    assert_eq!(
        fs::read(town.file("one/data/gaps.json")).unwrap(),
        fs::read(town.file("two/data/gaps.json")).unwrap()
    );
    let english = town.page("one", "en");
    for told in
        ["Activities: 1 on 1 September 2026, 1 on 23 November 2026.", "Cantonese: 0 then, 1 now"]
    {
        assert!(english.contains(told), "{told} in {english}");
    }
    assert!(town.page("one", "fr").contains("Cantonais : avant 0, maintenant 1"));
    // The site of the last release, or its file, says the same as its revision.
    for since in ["one", "one/", "one/data/gaps.json"] {
        let built = town.builds("three", since);
        assert!(built.status.success(), "{}", err(&built));
        assert!(town.page("three", "en").contains("No gap was closed, and none is new."));
    }
}

#[test]
fn the_feed_tells_what_is_new_changed_and_gone_since_the_release_that_was_compared() {
    let town = Town::new();
    let feed = |site: &str, since: &str| {
        let built = town.builds(site, since);
        assert!(built.status.success(), "{}", err(&built));
        fs::read_to_string(town.file(&format!("{site}/data/checked.atom"))).unwrap()
    };
    let changed = feed("one", "HEAD~1");
    let page = fs::read_to_string(town.file("one/en/data/index.html")).unwrap();
    assert!(page.contains("What is new, changed or was checked lately (Atom)"), "{page}");
    for told in [
        "<subtitle>Compared with what was listed on 1 September 2026.</subtitle>",
        "Changed since 1 September 2026: Language spoken there.\n",
        // The day of the commit that changed the page: its check is older.
        "<updated>2026-10-15T12:00:00Z</updated>",
        "term=\"changed\"",
    ] {
        assert!(changed.contains(told), "{told} in {changed}");
    }
    assert_eq!(feed("again", "HEAD~1"), changed, "two builds differ");
    // A page that nobody has committed or checked yet, after the site of the last release.
    let tea = fs::read_to_string(town.content().join("riverside/tuesday-tea.md")).unwrap();
    let (head, rest) = tea.split_once("assurance:").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    let chess =
        [head, rest].concat().replace("k7f3q", "m2n4p").replace("name: Tuesday tea", "name: Chess");
    let page = town.content().join("riverside/chess.md");
    fs::write(&page, chess).unwrap();
    let new = feed("two", "one");
    let told = "<title>Chess</title>";
    assert!(
        new.contains(told) && new.contains("New: it was not listed on 23 November 2026."),
        "{new}"
    );
    assert!(!new.contains("term=\"changed\""), "{new}");
    fs::remove_file(page).unwrap();
    let gone = feed("three", "two");
    assert!(gone.contains("No longer listed. It was on 23 November 2026."), "{gone}");
    // Perhaps it had become discreet before it went: its name is told to nobody.
    let listed = fs::read_to_string(town.file("two/data/listed.json")).unwrap();
    assert!(!gone.contains("Chess") && !listed.contains("Chess"), "{gone}{listed}");
    // Counts alone say which squares were filled, and nothing of activities.
    fs::create_dir(town.file("counts")).unwrap();
    fs::copy(town.file("one/data/gaps.json"), town.file("counts/gaps.json")).unwrap();
    let alone = feed("four", "counts/gaps.json");
    assert!(alone.contains("<subtitle>Nothing earlier was compared"), "{alone}");
    assert!(!alone.contains("scheme="), "{alone}");
}

#[test]
fn a_release_that_is_absent_or_older_is_not_known_and_a_broken_one_is_refused() {
    let town = Town::new();
    fs::write(town.file("older.json"), r#"{"signpost-gaps": 1, "day": "2026-05-01"}"#).unwrap();
    for since in ["last/", "last/gaps.json", "older.json"] {
        let built = town.builds("site", since);
        assert!(built.status.success(), "{}", err(&built));
        assert!(
            err(&built).contains("is not known, and the page of gaps says so"),
            "{}",
            err(&built)
        );
        assert!(town.page("site", "en").contains("at the earlier release is not known"));
    }
    let before = town.page("site", "en");
    for (text, said) in [
        ("{\n  \"signpost-gaps\": 2,\n  \"day\": 7 }", "broken.json:3:"),
        ("<html>", "broken.json:1:1"),
        ("{\"signpost-gaps\": 9}", "newer signpost"),
    ] {
        fs::write(town.file("broken.json"), text).unwrap();
        let refused = town.builds("site", "broken.json");
        assert_eq!(refused.status.code(), Some(2), "{}", err(&refused));
        assert!(err(&refused).contains(said), "{}", err(&refused));
        assert_eq!(town.page("site", "en"), before, "the site stands as it was");
    }
}
