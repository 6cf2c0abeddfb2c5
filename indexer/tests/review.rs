//! What a maintainer is told of a change: two folders or two revisions in, words out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use app::locales::Locales;
use authoring::source::SourceFile;
use catalog::day::Moment;
use indexer::folder::read_folder;
use indexer::read::{Outcome, read_files_leniently};
use indexer::review::{Fate, Review, Side, json, look, markdown, review, side_by_side, text};
use indexer::revision::files_at;
use pulldown_cmark::{Event, Parser, Tag};

#[path = "laid_over/mod.rs"]
mod laid_over;

use laid_over::{fixtures, paths_below, today};

const TEA: &str = "riverside/tuesday-tea.md";

fn good() -> Vec<SourceFile> {
    read_folder(&fixtures().join("good")).unwrap()
}

/// The good content with one page edited.
fn edited(path: &str, edits: &[(&str, &str)]) -> Vec<SourceFile> {
    let mut files = good();
    let file = files.iter_mut().find(|file| file.path == path).unwrap();
    for (from, to) in edits {
        assert!(file.text.contains(from), "{path} has no {from}");
        file.text = file.text.replace(from, to);
    }
    files
}

fn with(path: &str, text: &str) -> Vec<SourceFile> {
    let mut files = good();
    files.push(SourceFile::new(path, text));
    files
}

fn side(outcome: &Outcome) -> Side<'_> {
    Side {
        directory: outcome.directory.as_ref(),
        diagnostics: &outcome.diagnostics,
        left_out: &outcome.left_out,
    }
}

fn between(old: Vec<SourceFile>, new: Vec<SourceFile>) -> Review {
    let (old, new) = (read_files_leniently(old, today()), read_files_leniently(new, today()));
    review(&side(&old), &side(&new), &Locales::load().unwrap())
}

fn of(edits: &[(&str, &str)]) -> Review {
    between(good(), edited(TEA, edits))
}

/// Each line of the text that is about a change, without the marks before it.
fn lines(review: &Review) -> Vec<String> {
    text(review)
        .lines()
        .filter_map(|line| Some(line.strip_prefix("  ")?.trim().to_owned()))
        .collect()
}

#[track_caller]
fn told(edits: &[(&str, &str)], wanted: &[&str]) {
    let lines = lines(&of(edits));
    for wanted in wanted {
        assert!(lines.iter().any(|line| line == wanted), "{wanted}\nis not among\n{lines:#?}");
    }
}

#[test]
fn a_change_is_told_in_a_readers_words() {
    told(
        &[
            ("text: Tuesdays 10 to 11:30", "text: Thursdays 2 to 3:30"),
            ("2026-01-06T10:00", "2026-01-08T14:00"),
            ("BYDAY=TU", "BYDAY=TH"),
            ("exdates: [2026-12-29]", "exdates: [2026-12-31]"),
        ],
        &[
            "times: “Tuesdays 10 to 11:30” becomes “Thursdays 2 to 3:30”",
            "day: “Tuesday” becomes “Thursday”",
            "time: “10:00 am to 11:30 am” becomes “2:00 pm to 3:30 pm”",
            "closed on: “29 December 2026” becomes “31 December 2026”",
        ],
    );
    told(&[("hearing-loop: no", "hearing-loop: yes")], &["Hearing loop: “no” becomes “yes”"]);
    told(&[(", hearing-loop: no", "")], &["no longer Hearing loop: “no”"]);
    told(&[("status: open", "status: full")], &["room: “there is room” becomes “full”"]);
    told(
        &[
            ("rrule: FREQ=WEEKLY;BYDAY=TU", "rrule: FREQ=WEEKLY;BYDAY=TU;INTERVAL=2"),
            ("exdates: [2026-12-29]", "exdates: []"),
        ],
        &[
            "day: “Tuesday” becomes “Tuesday, every second week”",
            "no longer closed on: “29 December 2026”",
        ],
    );
    told(
        &[("They drink *tea* and talk.", "They drink *coffee* and talk.")],
        &["text: “They drink tea and talk.” becomes “They drink coffee and talk.”"],
    );
}

#[test]
fn what_can_send_somebody_to_the_wrong_door_comes_first() {
    let first = [
        (
            ("\"+1-604-555-0100\", sms", "\"+1-604-555-0111\", sms"),
            "!! phone: “604-555-0100” becomes “604-555-0111”",
        ),
        (
            ("line1: 1 Example St", "line1: 2 Other St"),
            "!! address: “1 Example St, Vancouver, BC, V5X 0A0, CA” becomes “2 Other St, Vancouver, BC, V5X 0A0, CA”",
        ),
        (("lat: 49.2200", "lat: 49.2300"), "!! the point on the map moves by “1.1 km”"),
        (
            ("amount: 2.5,", "amount: 25,"),
            "!! cost: “By donation, $2.50” becomes “By donation, $25”",
        ),
        (
            ("https://riverside.example/tea", "https://riverside.example/cake"),
            "!! web address: “https://riverside.example/tea” becomes “https://riverside.example/cake”",
        ),
        (("sensitive: no", "sensitive: yes"), "!! calls for discretion: “no” becomes “yes”"),
        (("status: active", "status: inactive"), "!! status: “running” becomes “not running now”"),
        (
            ("level: checked", "level: partner-vouched"),
            "!! how sure: “somebody else checked it” becomes “a partner vouches for it”",
        ),
        (
            ("tel:+16045550100", "tel:+16045550199"),
            "!! text, a link: “tel:+16045550100” becomes “tel:+16045550199”",
        ),
        (
            ("id: k7f3q", "id: k7f3r"),
            "!! id (printed codes lead to the old one): “k7f3q” becomes “k7f3r”",
        ),
    ];
    for ((from, to), wanted) in first {
        // A second change, which can wait.
        let review = of(&[(from, to), ("summary: Tea", "summary: Cake, tea")]);
        let lines = lines(&review);
        assert_eq!(lines.first().map(String::as_str), Some(wanted), "{lines:#?}");
        assert!(text(&review).starts_with("!! "), "{}", text(&review));
    }
    let review = of(&[("summary: Tea", "summary: Cake, tea")]);
    assert!(!text(&review).contains("!!"), "{}", text(&review));
}

#[test]
fn translations_that_no_longer_fit_are_said_once() {
    let mut new = edited(
        TEA,
        &[
            ("summary: Tea", "summary: Cake, tea"),
            ("Tuesdays 10 to 11:30", "Tuesdays 10 until 11:30"),
        ],
    );
    let french = new.iter_mut().find(|file| file.path.ends_with("tuesday-tea.fr.md")).unwrap();
    french.text = french
        .text
        .replace("date: 2026-11-01", "date: 2026-11-01, of: { summary: zzzz, schedule: [zzzz] }");
    let said = lines(&between(good(), new));
    let about: Vec<_> = said.iter().filter(|line| line.contains("Français")).collect();
    let wanted = "translations that no longer fit, until somebody looks at them: “schedule, summary (Français)”";
    assert_eq!(about, [wanted], "{said:#?}");
}

#[test]
fn new_pages_gone_pages_and_moved_pages_are_told() {
    let page = "---\nid: b4d00\nname: Phone friend\nsummary: A call.\nstatus: active\nneeds: [company]\ndelivery: [phone]\njoining: phone-first\nlanguages: [{ code: en }]\ncontact: [{ phone: \"+1-604-555-0101\" }]\n---\nWe call.\n";
    let new = with("riverside/phone-friend.md", page);
    let added = between(good(), new.clone());
    let said = text(&added);
    assert!(
        said.contains(
            "“Phone friend” of “Riverside Neighbours” (“riverside/phone-friend.md”): new page"
        ),
        "{said}"
    );
    assert!(said.contains("!! now phone: “604-555-0101”"), "{said}");
    let gone = between(new.clone(), good());
    assert_eq!(gone.pages.first().map(|page| page.fate.clone()), Some(Fate::Gone));
    assert!(
        text(&gone).contains("gone. Its address and every printed code lead nowhere"),
        "{}",
        text(&gone)
    );
    let mut moved = good();
    moved.push(SourceFile::new("other/phone-friend.md", page));
    moved.push(SourceFile::new(
        "other/organization.md",
        "---\nid: m4w8t\nname: Other people\ncontact: [{ phone: \"+1-604-555-0102\" }]\n---\nWe.\n",
    ));
    let moved = between(new, moved);
    assert!(
        lines(&moved).iter().any(|line| line
            == "!! moved to another group: “Riverside Neighbours” becomes “Other people”"),
        "{}",
        text(&moved)
    );
}

#[test]
fn a_page_that_cannot_be_read_is_told_with_its_errors_and_hides_no_other() {
    let mut new = edited(TEA, &[("status: active", "status: open")]);
    let page = "---\nid: b4d00\nname: Phone friend\nsummary: A call.\nstatus: active\nneeds: [company]\ndelivery: [phone]\njoining: phone-first\nlanguages: [{ code: en }]\ncontact: [{ phone: \"+1-604-555-0101\" }]\n---\nWe call.\n";
    new.push(SourceFile::new("riverside/phone-friend.md", page));
    let review = between(good(), new.clone());
    let said = text(&review);
    assert!(
        said.contains(
            "“riverside/tuesday-tea.md”): it cannot be read, and is left out until it is mended"
        ),
        "{said}"
    );
    assert!(said.contains("unknown-word"), "{said}");
    assert!(said.contains("“Phone friend”"), "{said}");
    assert!(!review.pages.iter().any(|page| page.fate == Fate::Gone), "{said}");
    let mended = between(new, good());
    assert!(
        text(&mended).contains("it could not be read before, and now it can"),
        "{}",
        text(&mended)
    );
    // Settings that cannot be read leave nothing to compare with.
    let broken =
        between(good(), edited("directory.toml", &[("id = \"riverside\"", "id = riverside")]));
    assert!(broken.is_unreadable && !broken.errors.is_empty());
    assert!(markdown(&broken).contains("cannot be read"), "{}", markdown(&broken));
}

#[test]
fn a_name_or_a_number_of_somebody_else_is_pointed_at() {
    let group = "---\nid: m4w8t\nname: Riverside Neighbour\ncontact: [{ phone: \"+1-604-555-0100\" }]\n---\nWe.\n";
    let page = "---\nid: b4d00\nname: Tuesday teas\nsummary: Tea.\nstatus: active\nneeds: [company]\ndelivery: [phone]\njoining: phone-first\nlanguages: [{ code: en }]\ncontact: [{ email: \"tea@riverside.example\" }]\n---\nTea.\n";
    let mut new = with("other/organization.md", group);
    new.push(SourceFile::new("other/tea.md", page));
    let said = text(&between(good(), new));
    for wanted in [
        "!! the name is nearly that of another: “Riverside Neighbours”",
        "!! the name is nearly that of another: “Tuesday tea”",
        "“tea@riverside.example is also that of” “Riverside Neighbours”",
        "“604-555-0100 is also that of” “Riverside Neighbours”",
    ] {
        assert!(said.contains(wanted), "{wanted}\n{said}");
    }
}

#[test]
fn a_help_line_with_another_number_is_looked_at_first() {
    let review =
        between(good(), edited("directory.toml", &[("phone = \"911\"", "phone = \"912\"")]));
    let said = lines(&review);
    assert_eq!(
        said.first().map(String::as_str),
        Some("!! help line: “9-1-1 (dials 911): Emergency” becomes “9-1-1 (dials 912): Emergency”"),
        "{said:#?}"
    );
}

/// Whatever somebody writes into a page, its host shows it as code: no markup, link, image, mention or
/// reference, and no end of the comment's own list.
#[test]
fn nothing_of_a_page_is_markup_in_a_pull_request() {
    let hostile = [
        "Hello @everyone and @org/team, see #12, GH-3, a/b#4 and https://evil.example/x www.evil.example",
        "![x](https://evil.example/p.png) [y](javascript:alert(1)) <https://evil.example>",
        "` `` ``` ```` a ` b",
        "<!-- --> <img src=x> <details> &lt;b&gt;",
        "- [ ] task | table |\\n--- | ---",
        "**bold** _it_ ~~s~~ $x$ :smile: 0123456789abcdef0123456789abcdef01234567",
        "`",
        "\\` \\",
        "~~~\\n# heading",
        "\\u202Egnp.exe\\u2066",
    ];
    for words in hostile {
        let facts = format!(
            "summary: \"{}\"",
            words.replace('"', "'").replace("\\`", "\\\\`").replace(" \\", " \\\\")
        );
        let mut new = edited(TEA, &[("summary: Tea and talk in a small group.", &facts)]);
        // And where nobody expects it: in the name of a file, in a page that cannot be read.
        new.push(SourceFile::new("riverside/@x `#1` [a](b).md", "---\nname: \"`@y` <b>\"\n---\n"));
        let said = markdown(&between(good(), new));
        let mut is_code_alone = true;
        for event in Parser::new(&said) {
            match event {
                Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::Heading { .. },
                ) => {
                    is_code_alone = false;
                }
                Event::Html(html) => is_code_alone &= html.trim() == "<!-- signpost diff -->",
                Event::InlineHtml(_) => is_code_alone = false,
                Event::Text(ours) => {
                    is_code_alone &= !ours.contains(['@', '#', '`', '<', '[', '\u{202E}'])
                        && !ours.contains("evil");
                }
                Event::Code(theirs) => is_code_alone &= !theirs.contains('\u{202E}'),
                _ => {}
            }
        }
        assert!(is_code_alone, "{words}\n{said}");
        assert!(said.chars().count() < 65_536);
    }
}

#[test]
fn a_huge_change_still_fits_into_a_comment_and_says_what_is_left_out() {
    let page = |n: usize| {
        format!(
            "---\nid: b{n:04}\nname: Friend {n}\nsummary: A call.\nstatus: active\nneeds: [company]\ndelivery: [phone]\njoining: phone-first\nlanguages: [{{ code: en }}]\ncontact: [{{ phone: \"+1-604-555-0101\" }}]\n---\nWe call.\n"
        )
    };
    let mut new = good();
    new.extend((0..400).map(|n| SourceFile::new(format!("riverside/friend-{n}.md"), &page(n))));
    let said = markdown(&between(good(), new));
    assert!(said.chars().count() <= 60_200, "{}", said.chars().count());
    assert!(said.contains("There is no room for"), "{}", &said[said.len() - 300..]);
}

#[test]
fn programs_get_every_change_as_data() {
    let review = of(&[("\"+1-604-555-0100\", sms", "\"+1-604-555-0111\", sms")]);
    let document: serde_json::Value = serde_json::from_str(&json(&review)).unwrap();
    let change = &document["pages"][0]["changes"][0];
    assert_eq!(document["look_first"], 1);
    assert_eq!(change["field"], "contact");
    assert_eq!(
        (&change["before"], &change["after"]),
        (&"604-555-0100".into(), &"604-555-0111".into())
    );
    assert_eq!(change["look_first"], true);
    assert_eq!(change["what"], "becomes");
}

#[test]
fn the_pages_before_and_after_can_be_looked_at() {
    let (old, new) = (
        read_files_leniently(good(), today()),
        read_files_leniently(edited(TEA, &[("summary: Tea", "summary: Cake, tea")]), today()),
    );
    let review = review(&side(&old), &side(&new), &Locales::load().unwrap());
    let now = Moment::parse("2026-11-23T09:00").unwrap();
    let look = look(&review, old.directory.as_ref(), new.directory.as_ref().unwrap(), now).unwrap();
    let path = "en/s/k7f3q/index.html";
    let of = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        String::from_utf8(files.get(path).unwrap().clone()).unwrap()
    };
    assert!(of(&look.before).contains("Tea and talk") && !of(&look.before).contains("Cake, tea"));
    assert!(of(&look.after).contains("Cake, tea and talk"));
    assert!(look.after.keys().any(|path| path.ends_with(".css")), "with the styles that they need");
    assert!(look.after.keys().any(|path| path.starts_with("fr/s/")), "in every language");
    let page = side_by_side(&look, &review);
    assert!(
        page.contains("before/en/s/k7f3q/index.html")
            && page.contains("after/en/s/k7f3q/index.html")
    );
    assert!(!page.contains("<script"));
}

fn git(folder: &Path, args: &[&str]) {
    let done = Command::new("git")
        .current_dir(folder)
        .args([
            "-c",
            "user.name=Mei",
            "-c",
            "user.email=mei@example.org",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .output()
        .unwrap();
    assert!(done.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A repository with the good content in a folder of it, committed once.
fn repository() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let content = folder.path().join("town/content");
    for path in paths_below(&fixtures().join("good")) {
        let to = content.join(path.strip_prefix(fixtures().join("good")).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(path, to).unwrap();
    }
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "one"]);
    (folder, content)
}

#[test]
fn a_revision_of_git_is_the_same_content_as_its_folder_and_nothing_is_checked_out() {
    let (folder, content) = repository();
    let of = |files: Vec<SourceFile>| -> Vec<_> {
        files.into_iter().map(|file| (file.path, file.text, file.trouble)).collect()
    };
    let mut from_git = files_at(&content, "HEAD").unwrap();
    from_git.sort_by(|a, b| a.path.cmp(&b.path));
    assert_eq!(of(from_git), of(read_folder(&content).unwrap()));
    // What is not committed is not in the revision, and what is in a revision is not on the disk.
    fs::write(content.join(TEA), "not committed").unwrap();
    git(folder.path(), &["rm", "-q", "--cached", "town/content/riverside/tuesday-tea.fr.md"]);
    git(folder.path(), &["commit", "-q", "-m", "two"]);
    let files = files_at(&content, "HEAD~1").unwrap();
    assert!(files.iter().any(|file| file.path == TEA && file.text.contains("Tuesday tea")));
    assert_eq!(fs::read_to_string(content.join(TEA)).unwrap(), "not committed");
    let files = files_at(&content, "HEAD").unwrap();
    assert!(!files.iter().any(|file| file.path == "riverside/tuesday-tea.fr.md"));
}

#[test]
fn a_revision_that_is_a_trick_is_only_a_revision_that_is_not_there() {
    let (folder, content) = repository();
    let secret = folder.path().join("secret.md");
    fs::write(&secret, "secret").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, content.join("riverside/link.md")).unwrap();
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "a link"]);
    for trick in
        ["--help", "--output=x", "-h", "HEAD; touch x", "$(touch x)", "HEAD:../..", "", "no-such"]
    {
        let why = files_at(&content, trick);
        assert!(why.is_err(), "{trick}: {:?}", why.map(|files| files.len()));
    }
    let files = files_at(&content, "HEAD").unwrap();
    assert!(files.iter().all(|file| !file.text.contains("secret")));
    assert!(!folder.path().join("x").exists() && !Path::new("x").exists());
}
