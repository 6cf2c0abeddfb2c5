//! A folder and letters in, the folder out: what groups say has changed, and nothing else.
//!
//! Each folder of `fixtures/apply` is laid over the good one (`content/`), and its `letters/` are applied.
//! `said.txt` is what a person reads, and `after/` the pages that are not as they were, byte for byte.
//! `SIGNPOST_BLESS=1 cargo test -p indexer --test apply` writes both anew; read the difference before you commit
//! it. A new id stands there as `a0000`, the next one as `a0001`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use authoring::names::is_id;
use authoring::note::{Facts, Line, Note, PageKind, Subject, between};
use authoring::report;
use authoring::source::SourceFile;
use catalog::day::Day;
use catalog::service::CapacityStatus;
use indexer::folder::read_folder;
use indexer::notes::{Content, Letter, Options, Outcome, letters, put_all, show};
use indexer::read::read_files;

#[path = "laid_over/mod.rs"]
mod laid_over;

use laid_over::{fixtures, paths_below, today};

/// The good folder with pages laid over it.
fn content(over: &[(String, String)]) -> Content {
    let good = fixtures().join("good");
    let mut files = read_folder(&good).unwrap();
    let mut raw: BTreeMap<String, String> = files
        .iter()
        .filter(|file| file.path.ends_with(".md"))
        .map(|file| (file.path.clone(), fs::read_to_string(good.join(&file.path)).unwrap()))
        .collect();
    for (path, text) in over {
        files.retain(|file| file.path != *path);
        files.push(SourceFile::new(path.clone(), text));
        raw.insert(path.clone(), text.clone());
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Content { files, raw, today: today() }
}

fn below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    if !folder.exists() {
        return Vec::new();
    }
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
    paths_below(folder).iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// Ids that nothing has are not the same twice.
fn with_plain_ids(text: &str, known: &[String], ids: &mut Vec<String>) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_new = is_id(bare)
            && bare.len() == 5
            && bare.bytes().any(|byte| byte.is_ascii_digit())
            && !known.iter().any(|text| text.contains(bare));
        if is_new {
            let at = ids.iter().position(|id| id == bare).unwrap_or_else(|| {
                ids.push(bare.to_owned());
                ids.len() - 1
            });
            out.push_str(&format!("a{at:04}"));
            out.push_str(&word[bare.len()..]);
        } else {
            out.push_str(word);
        }
    }
    out
}

#[test]
fn letters_become_changes_of_pages_and_nothing_else() {
    let bless = std::env::var_os("SIGNPOST_BLESS").is_some();
    let mut wrong = String::new();
    let mut cases: Vec<_> = fs::read_dir(fixtures().join("apply"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() > 4);
    for case in cases {
        let over: Vec<(String, String)> = below(&case.join("content"))
            .into_iter()
            .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
            .collect();
        let old = content(&over);
        let mut new = old.clone();
        let mut all: Vec<Letter> = Vec::new();
        for (name, bytes) in below(&case.join("letters")) {
            all.extend(letters(&name, &bytes).unwrap());
        }
        let options = Options { group: Some("riverside".to_owned()), ..Options::default() };
        let Outcome { done, remarks } = put_all(&mut new, &all, &options);
        let mut said: String = done.iter().map(|done| show::done(done, &all, "")).collect();
        let left: Vec<_> =
            done.iter().flat_map(|done| done.diagnostics.clone()).chain(remarks).collect();
        said.push('\n');
        said.push_str(&report::text(&left, all.len()));
        let known: Vec<String> =
            old.raw.values().cloned().chain(all.iter().map(|letter| letter.text.clone())).collect();
        let mut ids = Vec::new();
        let mut files = vec![("said.txt".to_owned(), with_plain_ids(&said, &known, &mut ids))];
        for (path, text) in new.changed_from(&old) {
            files.push((format!("after/{path}"), with_plain_ids(&text, &known, &mut ids)));
        }
        let golden = below(&case)
            .into_iter()
            .filter(|(path, _)| path == "said.txt" || path.starts_with("after/"));
        let golden: Vec<(String, Vec<u8>)> = golden.collect();
        if bless {
            let _ = fs::remove_dir_all(case.join("after"));
            for (path, text) in &files {
                fs::create_dir_all(case.join(path).parent().unwrap()).unwrap();
                fs::write(case.join(path), text).unwrap();
            }
            continue;
        }
        let mut is: Vec<(String, Vec<u8>)> =
            files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
        is.sort();
        if is != golden {
            wrong += &format!("{}:\n{}\n", case.display(), files[0].1);
        }
    }
    assert!(
        wrong.is_empty(),
        "These are not as they were. If they are better, run\n\
         SIGNPOST_BLESS=1 cargo test -p indexer --test apply\nand read the difference.\n\n{wrong}"
    );
}

/// A secretary's page: her order, her comments, her line ends.
const ODD: &str = "---\r\n# Ask Mei before you change this\r\nname: Tuesday tea   # since 2011\r\nid: k7f3q\r\nsensitive: no\r\ncontact:\r\n  # the desk is closed on Mondays\r\n  - { phone: '+1-604-555-0100', role: Front desk }\r\nneeds: [ company ]\r\nstatus: active\r\ndelivery: [in-person-group]\r\njoining: drop-in\r\nlanguages: [{ code: en }]\r\narea: [sunset]\r\n\r\nsummary: >-\r\n  Tea and talk\r\n  in a small group.\r\nschedule:\r\n- text: Tuesdays 10 to 11:30\r\n  minutes: 90   # it was 120\r\n  start: 2026-01-06T10:00\r\n  rrule: FREQ=WEEKLY;BYDAY=TU\r\n---\r\n\r\nAbout ten people come.\r\n";

#[test]
fn a_page_with_comments_and_an_order_of_its_own_changes_in_its_changed_lines_only() {
    let path = "riverside/tuesday-tea.md".to_owned();
    let old = content(&[(path.clone(), ODD.to_owned())]);
    let facts = Facts::of_page(ODD, PageKind::Service).unwrap();
    let new_page = facts
        .page
        .replace("Tuesdays 10 to 11:30", "Thursdays 10 to 12")
        .replace("minutes: 90", "minutes: 120")
        .replace("2026-01-06", "2026-12-03")
        .replace("BYDAY=TU", "BYDAY=TH");
    let note = Note {
        day: today(),
        subject: Subject::Page("k7f3q".into()),
        title: Some("Tuesday tea".into()),
        of: Some(facts.of.clone()),
        lines: between(Some(&facts.page), &new_page, PageKind::Service).unwrap(),
        still_right: true,
        by: Some("Mei".into()),
        group: Some("Riverside Neighbours".into()),
    };
    let text = note.write();
    assert!(text.chars().count() < 600, "{text}");
    let letter = letters("note.txt", text.as_bytes()).unwrap();
    let mut new = old.clone();
    let outcome = put_all(&mut new, &letter, &Options::default());
    let errors = outcome.done.iter().flat_map(|done| &done.diagnostics).count();
    assert_eq!(errors, 0, "{outcome:?}");
    let changed = new.changed_from(&old);
    let after = &changed[&path];
    let diff: Vec<String> =
        show::changed_lines(ODD, after).iter().map(|line| format!("{line:?}")).collect();
    let expected = [
        "New(9, \"assurance: { date: 2026-11-23, by: Riverside Neighbours, how: self, level: self-declared }\")",
        "Old(20, \"- text: Tuesdays 10 to 11:30\")",
        "Old(21, \"  minutes: 90   # it was 120\")",
        "Old(22, \"  start: 2026-01-06T10:00\")",
        "Old(23, \"  rrule: FREQ=WEEKLY;BYDAY=TU\")",
        "New(21, \"- text: Thursdays 10 to 12\")",
        "New(22, \"  minutes: 120   # it was 120\")",
        "New(23, \"  start: 2026-12-03T10:00\")",
        "New(24, \"  rrule: FREQ=WEEKLY;BYDAY=TH\")",
    ];
    assert_eq!(diff, expected);
    assert_eq!(
        after.matches('\n').count(),
        after.matches("\r\n").count(),
        "every line ends as hers do"
    );
}

#[test]
fn an_ordinary_change_is_short_in_every_script() {
    let page = content(&[]).raw["riverside/tuesday-tea.md"].clone();
    let facts = Facts::of_page(&page, PageKind::Service).unwrap();
    for (words, group) in [
        ("Mondays and Fridays 1:30 to 3:30, not in August", "Riverside Neighbours"),
        ("逢星期一及星期五下午一時半至三時半，八月休息", "河畔街坊會"),
        ("ਸੋਮਵਾਰ ਅਤੇ ਸ਼ੁੱਕਰਵਾਰ 1:30 ਤੋਂ 3:30, ਅਗਸਤ ਵਿੱਚ ਨਹੀਂ", "ਦਰਿਆ ਦੇ ਗੁਆਂਢੀ"),
        ("دوشنبه‌ها و جمعه‌ها ۱:۳۰ تا ۳:۳۰، در مرداد تعطیل", "همسایگان کنار رود"),
        ("Thứ Hai và thứ Sáu, 1 giờ 30 đến 3 giờ 30 chiều, nghỉ tháng Tám", "Hàng xóm ven sông"),
        ("월요일과 금요일 오후 1시 30분부터 3시 30분까지, 8월은 쉼", "강변 이웃"),
    ] {
        let new = facts
            .page
            .replace("Tuesdays 10 to 11:30", words)
            .replace("BYDAY=TU", "BYDAY=MO,FR")
            .replace("T10:00", "T13:30")
            .replace("minutes: 90", "minutes: 120")
            .replace("+1-604-555-0100", "+1-604-555-0133");
        let mut lines = between(Some(&facts.page), &new, PageKind::Service).unwrap();
        lines.push(Line::room(CapacityStatus::Waitlist, Some(words)));
        let note = Note {
            day: today(),
            subject: Subject::Page("k7f3q".into()),
            title: Some("Tuesday tea".into()),
            of: Some(facts.of.clone()),
            lines,
            still_right: true,
            by: Some("Mei Lau".into()),
            group: Some(group.into()),
        };
        let text = note.write();
        assert!(text.chars().count() < 600, "{} signs\n{text}", text.chars().count());
    }
}

/// What somebody writes who means harm, or whose cat walks over the keyboard.
const HOSTILE: [&str; 40] = [
    "../../etc/passwd",
    "k7f3q/../../x",
    "id: other",
    "\nid: abcde\nsensitive: true",
    "confidential address: true",
    "sensitive: false",
    "prescriber notes: call 1-900",
    "assurance by: me",
    "place 1 lat: 91",
    "place 1 address line1: <script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "name: \u{202e}eviL",
    "na\u{200b}me: Tea",
    "name: T\u{0435}a",
    "contact 1 url: javascript:alert(1)",
    "contact 1 phone: +1;url=https://evil.example",
    "contact 1 email: a@b.example?bcc=x@evil.example",
    "summary: \"]\\n---\\nid: evil\\n---\"",
    "summary: ---",
    "words: ---\n---",
    "words: # a\n- b ¶ ¶ <b>c</b> [x](javascript:y)",
    "summary: &a [*a, *a]",
    "summary: !!python/object/apply:os.system [id]",
    "summary: {a: b, c: [d",
    "needs: company, evil, \"\\u{202e}x\"",
    "needs: (none)",
    "name: (nothing)",
    "contact 1: (taken away)",
    "place 1: (taken away)",
    "time 1: (taken away)",
    "time 99 start: 9999-12-31T23:59",
    "time 1 rrule: FREQ=SECONDLY",
    "time 1 minutes: 99999999999999999999",
    "room: full, \"\\u{110000}",
    "room: maybe",
    "status: defunct",
    "alert until: 0001-01-01",
    "Page r1ver",
    "Group k7f3q",
    "\u{0}\u{7}\u{1b}[2J",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// A note of a person or of a machine, and what becomes of it on a bad day.
fn strange(random: &mut Random, sealed: &str) -> String {
    let mut text = match random.below(3) {
        0 => sealed.to_owned(),
        _ => {
            let subject =
                ["Page k7f3q", "Group r1ver", "New page, riverside", "New group", "Page zzzzz"];
            let lines: Vec<&str> =
                (0..1 + random.below(4)).map(|_| HOSTILE[random.below(HOSTILE.len())]).collect();
            let name =
                ["name: Other\nsummary: Other.\n", "still right: yes\n", ""][random.below(3)];
            format!(
                "Signpost change note, 2026-11-{:02}\n{}\n\n{name}{}\n\nSaid by Mei, for Riverside Neighbours\n",
                1 + random.below(24),
                subject[random.below(subject.len())],
                lines.join("\n")
            )
        }
    };
    for _ in 0..random.below(4) {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = ends[random.below(ends.len())];
        match random.below(4) {
            0 => text.insert_str(at, HOSTILE[random.below(HOSTILE.len())]),
            1 => text.insert(
                at,
                ['\u{202e}', '"', '\\', ':', '\n', '¶', '\u{a0}', '>'][random.below(8)],
            ),
            2 => text.truncate(at),
            _ => {
                text.remove(at);
            }
        }
        if text.is_empty() {
            break;
        }
    }
    text
}

#[test]
fn a_thousand_strange_notes_harm_nothing() {
    let hidden = ODD.replace("k7f3q", "h1dde").replace("Tuesday tea", "A quiet room").replace(
        "sensitive: no",
        "sensitive: true\r\nconfidential_address: true\r\nprescriber_notes: Call first",
    );
    let old = content(&[("riverside/quiet-room.md".to_owned(), hidden)]);
    let page = &old.raw["riverside/tuesday-tea.md"];
    let facts = Facts::of_page(page, PageKind::Service).unwrap();
    let other =
        facts.page.replace("Tea and talk", "Coffee and talk").replace("BYDAY=TU", "BYDAY=TU,WE");
    let sealed = Note {
        day: Day::parse("2026-11-20").unwrap(),
        subject: Subject::Page("k7f3q".into()),
        title: None,
        of: Some(facts.of.clone()),
        lines: between(Some(&facts.page), &other, PageKind::Service).unwrap(),
        still_right: true,
        by: Some("Mei".into()),
        group: Some("Riverside Neighbours".into()),
    }
    .write();
    let errors = |content: &Content| {
        let outcome = read_files(content.files.clone(), content.today);
        outcome.diagnostics.into_iter().filter(|found| found.is_error()).count()
    };
    assert_eq!(errors(&old), 0);
    let mut random = Random(2026);
    let (mut put, mut left) = (0, 0);
    for round in 0..100 {
        let texts: Vec<String> = (0..10)
            .map(|_| {
                let text = strange(&mut random, &sealed);
                if random.below(4) == 0 { text.replace("k7f3q", "h1dde") } else { text }
            })
            .collect();
        let all: Vec<Letter> = texts
            .iter()
            .enumerate()
            .flat_map(|(at, text)| letters(&format!("{at}.txt"), text.as_bytes()).unwrap())
            .collect();
        let mut new = old.clone();
        let outcome = put_all(&mut new, &all, &Options::default());
        assert_eq!(errors(&new), 0, "{round}\n{texts:#?}");
        for (path, after) in new.changed_from(&old) {
            let (folder, name) = path.split_once('/').unwrap();
            let is_plain = |name: &str| {
                !name.is_empty()
                    && name
                        .chars()
                        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            };
            assert!(is_plain(folder) && is_plain(name.strip_suffix(".md").unwrap()), "{path}");
            let Some(before) = old.raw.get(&path) else { continue };
            for kept in ["id:", "sensitive:", "confidential_address:", "prescriber_notes:"] {
                let lines = |text: &str| -> Vec<String> {
                    let own = text.lines().filter(|line| line.starts_with(kept));
                    own.map(str::to_owned).collect()
                };
                assert_eq!(lines(before), lines(&after), "{path}\n{texts:#?}");
            }
            let has = |text: &str, comment: &str| text.contains(comment);
            for comment in ["# Ask Mei before you change this", "# since 2011"] {
                assert_eq!(
                    has(before, comment),
                    has(&after, comment),
                    "{path}\n{texts:#?}\n{after}"
                );
            }
        }
        for done in &outcome.done {
            let said = show::done(done, &all, "content/");
            assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
            assert!(!said.contains('\u{202e}'), "{said:?}");
            put += usize::from(done.before != done.after);
            left += usize::from(!done.diagnostics.is_empty());
        }
    }
    assert!(put > 60 && left > 300, "{put} put, {left} left");
}
