//! A maintainer's two minutes a month, as they are typed: who is to be asked, and that they were.
#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use indexer::folder::read_folder;

fn town() -> tempfile::TempDir {
    let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
    let folder = tempfile::tempdir().unwrap();
    for file in read_folder(&good).unwrap() {
        let to = folder.path().join("content").join(&file.path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(good.join(&file.path), to).unwrap();
    }
    folder
}

fn signpost(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
    command.current_dir(folder).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The first page with a check: its file, its id, and the day.
fn a_checked_page(town: &Path) -> (std::path::PathBuf, String, String) {
    let content = town.join("content");
    let files = read_folder(&content).unwrap();
    let found = files.iter().find_map(|file| {
        let text = fs::read_to_string(content.join(&file.path)).ok()?;
        let value = |key: &str| {
            let line = text.lines().find(|line| line.starts_with(key))?;
            Some(line.split_once(": ")?.1.trim().to_owned())
        };
        let date = text.split_once("date: ")?.1.get(..10)?.to_owned();
        let is_service = text.contains("assurance:") && !file.path.ends_with("organization.md");
        is_service.then(|| Some((content.join(&file.path), value("id:")?, date)))?
    });
    found.unwrap()
}

#[test]
fn twelve_months_go_by_and_a_page_is_asked_after_when_it_should_be() {
    let town = town();
    let (_, id, date) = a_checked_page(town.path());
    let year: i32 = date[..4].parse().unwrap();
    let month: i32 = date[5..7].parse().unwrap();
    for (months, told) in [
        (1, None),
        (10, None),
        (11, Some("checked 11 months ago")),
        (12, Some("checked 12 months ago")),
        (14, Some("shown as not checked since")),
        (18, Some("out of search")),
    ] {
        let at = month - 1 + months;
        let now = format!("{:04}-{:02}-{}T09:00", year + at / 12, at % 12 + 1, &date[8..10]);
        let due = signpost(town.path(), &["due", "--now", &now]);
        assert!(due.status.success(), "{}", text(&due.stderr));
        let said = text(&due.stdout);
        let row = said.lines().find(|line| line.trim_start().starts_with(&id)).unwrap_or_default();
        match told {
            Some(told) => assert!(row.contains(told), "after {months} months: {said}"),
            None => assert!(!row.contains("checked"), "after {months} months: {said}"),
        }
    }
}

#[test]
fn a_group_gets_a_message_that_a_mail_program_opens_and_a_spreadsheet_takes_no_formula() {
    let town = town();
    let now = "2031-01-15T09:00";
    let due =
        signpost(town.path(), &["due", "--now", now, "--format", "csv", "--messages", "letters"]);
    assert!(due.status.success(), "{}", text(&due.stderr));
    let rows = text(&due.stdout);
    assert!(rows.lines().count() > 1 && rows.contains("\r\n"), "{rows}");
    assert!(!rows.contains("\"=") && !rows.contains("\"+"), "{rows}");
    let letters: Vec<_> = fs::read_dir(town.path().join("letters")).unwrap().flatten().collect();
    assert!(!letters.is_empty());
    let letter = fs::read_to_string(letters[0].path()).unwrap();
    assert!(letter.starts_with("X-Unsent: 1\r\n") && letter.contains("=?UTF-8?B?"), "{letter}");
    assert!(letter.lines().all(|line| line.len() <= 998), "{letter}");
    let calendar = signpost(town.path(), &["due", "--now", now, "--format", "ics"]);
    assert!(text(&calendar.stdout).starts_with("BEGIN:VCALENDAR\r\n"));
}

#[test]
fn who_was_asked_and_said_yes_is_asked_no_more_and_no_other_byte_changes() {
    let town = town();
    let (file, id, date) = a_checked_page(town.path());
    let before = fs::read_to_string(&file).unwrap();
    let now = "2027-12-01T09:00";
    let asked = ["checked", &id, "--by", "Ours: the desk", "--how", "phone", "--now", now];
    let done = signpost(town.path(), &asked);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let after = fs::read_to_string(&file).unwrap();
    assert!(after.contains("2027-12-01") && !after.contains(&date), "{after}");
    let differ = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert!(differ <= 4 && before.lines().count() == after.lines().count(), "{after}");
    let check = signpost(town.path(), &["check", "--now", now]);
    assert!(check.status.success(), "{}", text(&check.stdout));
    let due = text(&signpost(town.path(), &["due", "--now", now]).stdout);
    let row = due.lines().find(|line| line.trim_start().starts_with(&id)).unwrap_or_default();
    assert!(!row.contains("months"), "{due}");
    let names: Vec<_> = fs::read_dir(file.parent().unwrap()).unwrap().flatten().collect();
    assert!(names.iter().all(|name| !name.path().to_string_lossy().contains("signpost-new")));
}

#[test]
fn a_check_that_cannot_be_is_refused_and_nothing_is_written() {
    let town = town();
    let (file, id, _) = a_checked_page(town.path());
    let before = fs::read_to_string(&file).unwrap();
    let now = ["--now", "2027-12-01T09:00"];
    for (wrong, told) in [
        (vec!["checked", &id, "zzzzz", "--by", "Us", "--how", "phone"], "zzzzz"),
        (vec!["checked", &id, "--by", " ", "--how", "phone"], "Say who asked"),
        (vec!["checked", &id, "--by", "Us", "--how", "phone", "--date", "2028-01-01"], "not come"),
    ] {
        let arguments: Vec<&str> = wrong.into_iter().chain(now).collect();
        let refused = signpost(town.path(), &arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(text(&refused.stderr).contains(told), "{}", text(&refused.stderr));
        assert_eq!(fs::read_to_string(&file).unwrap(), before);
    }
}

#[test]
fn a_code_of_a_check_is_explained_and_a_slip_in_it_is_forgiven() {
    let town = town();
    let said = text(&signpost(town.path(), &["explain", "stale-page"]).stdout);
    assert!(said.starts_with("stale-page (") && said.lines().count() > 2, "{said}");
    let slip = signpost(town.path(), &["explain", "stale-pge"]);
    assert_eq!(slip.status.code(), Some(2));
    assert!(text(&slip.stderr).contains("stale-page"), "{}", text(&slip.stderr));
    let all = text(&signpost(town.path(), &["explain"]).stdout);
    assert!(all.lines().count() > 80, "{all}");
}

#[test]
fn a_group_gets_a_link_for_each_answer_and_is_asked_before_a_season_begins() {
    let town = town();
    // A check and an answer about room that were there before the summer.
    let page = town.path().join("content/riverside/tuesday-tea.md");
    let text_of_page = fs::read_to_string(&page).unwrap();
    let earlier =
        text_of_page.replace("2026-10-01", "2026-07-01").replace("2026-11-01", "2026-07-01");
    fs::write(&page, earlier).unwrap();
    let said = text(&signpost(town.path(), &["due", "--now", "2026-08-10T09:00"]).stdout);
    assert!(said.contains("it begins again on 2026-09-01 after a break"), "{said}");
    for link in ["/en/add/#k7f3q/right", "/en/add/#k7f3q", "/en/add/#k7f3q/room"] {
        assert!(said.lines().any(|line| line.ends_with(link)), "{link}: {said}");
    }
    let before = text(&signpost(town.path(), &["due", "--now", "2026-07-10T09:00"]).stdout);
    assert!(!before.contains("begins again"), "{before}");
    let ends = text(&signpost(town.path(), &["due", "--now", "2027-06-10T09:00"]).stdout);
    assert!(ends.contains("its timetable ends on 2027-06-30"), "{ends}");
}

#[test]
fn the_answer_goes_into_the_page_and_the_group_is_asked_no_more() {
    let town = town();
    let now = "2027-10-01T09:00";
    let note = "Signpost change note, 2027-10-01\nPage k7f3q\n\ntime 1 valid to: 2028-06-30\nroom: open\n\
                still right: all else\n\nSaid by Mei, for Riverside Neighbours\n";
    fs::create_dir(town.path().join("letters")).unwrap();
    fs::write(town.path().join("letters/sms.txt"), note).unwrap();
    let page = town.path().join("content/riverside/tuesday-tea.md");
    let before = fs::read_to_string(&page).unwrap();
    let dry = signpost(town.path(), &["apply", "letters", "--now", now, "--dry-run"]);
    assert!(dry.status.success(), "{}", text(&dry.stderr));
    assert_eq!(fs::read_to_string(&page).unwrap(), before);
    let done = signpost(town.path(), &["apply", "letters", "--now", now]);
    assert!(done.status.success(), "{}{}", text(&done.stdout), text(&done.stderr));
    let after = fs::read_to_string(&page).unwrap();
    let differ = before.lines().zip(after.lines()).filter(|(a, b)| a != b).count();
    assert_eq!((differ, before.lines().count()), (3, after.lines().count()), "{after}");
    let due = text(&signpost(town.path(), &["due", "--now", now]).stdout);
    assert!(!due.contains("k7f3q"), "{due}");
    let wrong = signpost(town.path(), &["apply", "letters/none.txt", "--now", now]);
    assert_eq!(wrong.status.code(), Some(2));
    fs::write(town.path().join("letters/sms.txt"), note.replace("k7f3q", "zzzz9")).unwrap();
    let unknown = signpost(town.path(), &["apply", "letters", "--now", now]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(
        text(&unknown.stderr).contains("letters/sms.txt:1:1  note-without-page"),
        "{}",
        text(&unknown.stderr)
    );
}

#[test]
fn what_was_published_leads_somewhere_for_ever() {
    let town = town();
    let now = ["--now", "2026-11-23T09:00"];
    let run = |arguments: &[&str]| signpost(town.path(), &[arguments, &now[..]].concat());
    let list = town.path().join("content/_published.txt");
    let published = signpost(town.path(), &["published"]);
    assert!(published.status.success(), "{}", text(&published.stderr));
    let text_of = fs::read_to_string(&list).unwrap();
    assert!(text_of.ends_with("\no/r1ver\ns/k7f3q\n"), "{text_of}");
    signpost(town.path(), &["published"]);
    assert_eq!(fs::read_to_string(&list).unwrap(), text_of, "twice is once");
    assert!(run(&["check"]).status.success());
    fs::write(&list, text_of.clone() + "s/h9abc\n").unwrap();
    let check = run(&["check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stdout).contains("published-without-page"), "{}", text(&check.stdout));
    assert_eq!(run(&["build"]).status.code(), Some(1));
    let lenient = run(&["build", "--lenient"]);
    assert!(lenient.status.success(), "{}", text(&lenient.stderr));
    fs::write(&list, text_of + "s/h9abc gone # moved away\n").unwrap();
    assert!(run(&["check"]).status.success());
    for locale in ["en", "fr"] {
        let page = town.path().join(format!("dist/{locale}/s/h9abc/index.html"));
        let page = fs::read_to_string(page).unwrap();
        assert!(page.contains("noindex") && page.contains(&format!("lang=\"{locale}\"")), "{page}");
        assert!(
            !fs::read_to_string(town.path().join("dist/sitemap.xml")).unwrap().contains("h9abc")
        );
    }
}
