//! A change of any page goes as a note, and comes out as the change that it was.

use authoring::node::{parse_yaml, split_front_matter};
use authoring::note::{Facts, Fate, Note, PageKind, Subject, apply, between, read};
use authoring::report::Findings;
use authoring::value::Value;
use authoring::write;
use catalog::day::Day;

use crate::sample::pages;

/// Numbers that look random and are the same in every run (Numerical Recipes, "an even quicker generator").
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

/// What people and machines type.
const WORDS: [&str; 12] = [
    "Mondays and Fridays, 1:30 to 3:30",
    "604-555-0199",
    "ring \"twice\" # then wait",
    "星期一和星期五，下午",
    "دوشنبه‌ها و جمعه‌ها، ۱۳:۳۰ تا ۱۵:۳۰",
    "ਸੋਮਵਾਰ ਅਤੇ ਸ਼ੁੱਕਰਵਾਰ",
    "One line.\nAnother line.\n\nAnd one more.",
    "13\u{a0}h à 15\u{a0}h, l’été",
    "yes",
    "“so”, she said",
    "(nothing)",
    "- { a: b }",
];

/// The pages of services and groups in the default language.
fn sources() -> Vec<(String, String, PageKind)> {
    let is_source = |path: &str| !path.starts_with('_') && path.matches('.').count() == 1;
    let kind = |path: &str| match path.ends_with("/organization.md") {
        true => PageKind::Group,
        false => PageKind::Service,
    };
    pages()
        .into_iter()
        .filter(|(path, _)| is_source(path))
        .map(|(path, text)| {
            let kind = kind(&path);
            (path, text, kind)
        })
        .collect()
}

/// The facts of a page as a map, and its text.
fn parts(page: &str) -> (Value, String) {
    let front = split_front_matter(page).unwrap();
    let node = parse_yaml(0, page, front.facts, &Findings::default()).unwrap();
    (Value::of(&node), page[front.body].to_owned())
}

/// Changes one thing somewhere below a value; whether it did.
fn change(value: &mut Value, random: &mut Random) -> bool {
    match value {
        Value::Map(entries) => {
            let at = random.below(entries.len());
            let Some((key, inner)) = entries.get_mut(at) else { return false };
            let is_fixed = [
                "id",
                "assurance",
                "updated",
                "confidential_address",
                "sensitive",
                "prescriber_notes",
            ]
            .contains(&key.as_str());
            if is_fixed {
                return false;
            }
            change(inner, random)
        }
        Value::List(list) => {
            match (random.below(4), list.len()) {
                (0, count) if count > 1 => {
                    list.remove(random.below(count));
                }
                (1, count) if count < 9 && count > 0 => {
                    let mut copy = list[random.below(count)].clone();
                    change(&mut copy, random);
                    list.push(copy);
                }
                (_, 0) => return false,
                (_, count) => return change(&mut list[random.below(count)], random),
            }
            true
        }
        Value::Text(text) => {
            *text = WORDS[random.below(WORDS.len())].to_owned();
            true
        }
        Value::Plain(text) => {
            let is_number = text.chars().all(|c| c.is_ascii_digit());
            if is_number {
                *text = (1 + random.below(90)).to_string();
            } else if text.starts_with("20") {
                *text = text.replace("2026", "2027");
            } else {
                *text = WORDS[random.below(WORDS.len())].to_owned();
            }
            true
        }
        Value::Nothing => false,
    }
}

/// What programs on the way do to lines.
fn on_the_way(text: &str, random: &mut Random) -> String {
    match random.below(5) {
        0 => text.replace('\n', "\r\n"),
        1 => text.lines().map(|line| format!("> {line}\n")).collect(),
        2 => text.lines().map(|line| format!("{}\n", wrap(line))).collect(),
        3 => format!("Hello\n\n{}\n-- \nMei", text.replace(' ', "\u{a0}")),
        _ => text.to_owned(),
    }
}

/// At 72 columns, as mail programs do.
fn wrap(line: &str) -> String {
    let mut out = String::new();
    for word in line.split(' ') {
        let last = out.rsplit('\n').next().unwrap_or_default().chars().count();
        if last > 0 {
            out.push(if last + word.chars().count() > 72 { '\n' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// The facts of a page without what a note renews by itself.
fn told(page: &str, kind: PageKind) -> String {
    let page =
        Facts::of_page(page, kind).map(|facts| facts.page).unwrap_or_else(|| panic!("{page}"));
    let (mut facts, body) = parts(&page);
    if let Value::Map(entries) = &mut facts {
        for (key, value) in entries {
            if let (true, Value::Map(room)) = (key == "capacity", value) {
                room.retain(|(key, _)| key != "updated");
            }
        }
    }
    format!("{facts:?}\n{}", body.trim())
}

#[test]
fn whatever_changes_on_a_page_is_the_same_change_after_a_note() {
    let mut random = Random(17);
    let (mut notes, mut longest) = (0, 0);
    for (path, text, kind) in sources() {
        for _ in 0..16 {
            let facts = Facts::of_page(&text, kind).unwrap();
            let (mut value, body) = parts(&facts.page);
            for _ in 0..1 + random.below(3) {
                change(&mut value, &mut random);
            }
            let body =
                if random.below(6) == 0 { "Other words.\n\n* one\n".to_owned() } else { body };
            let Value::Map(entries) = &value else { panic!() };
            let new = write::page(entries, &body);
            // What no page can say is not a change of a page: the form's own checks tell.
            let Some(after) = Facts::of_page(&new, kind) else { continue };
            if parts(&after.page).0 != value {
                continue;
            }
            let lines = between(Some(&facts.page), &new, kind).unwrap();
            if lines.is_empty() {
                continue;
            }
            let sent = Note {
                day: Day::parse("2026-11-30").unwrap(),
                subject: match kind {
                    PageKind::Service => Subject::Page("vh73j".into()),
                    PageKind::Group => Subject::Group("vh73j".into()),
                },
                title: None,
                of: Some(facts.of.clone()),
                lines,
                still_right: true,
                by: Some("Mei".into()),
                group: None,
            };
            let arrived = on_the_way(&sent.write(), &mut random);
            let found = read(&arrived);
            let [Ok(found)] = found.as_slice() else { panic!("{path}\n{arrived}\n{found:?}") };
            assert_eq!(found.note, sent, "{arrived}");
            let applied = apply(&found.note, &text, None).unwrap();
            if applied.fates.iter().any(|fate| matches!(fate, Fate::AsksAPerson)) {
                continue;
            }
            let is_put = applied.fates.iter().all(Fate::is_so);
            assert!(is_put, "{path}\n{arrived}\n{:?}\n{text}", applied.fates);
            assert_eq!(told(&applied.page, kind), told(&new, kind), "{path}\n{arrived}");
            let again = apply(&found.note, &applied.page, None).unwrap();
            assert_eq!(again.page, applied.page, "twice is once: {arrived}");
            notes += 1;
            longest = longest.max(sent.write().chars().count());
        }
    }
    assert!(notes > 500, "only {notes} notes; the longest had {longest} signs");
}

#[test]
fn a_whole_page_goes_as_a_note() {
    for (path, text, kind) in sources() {
        let lines = between(None, &text, kind).unwrap();
        let subject = match kind {
            PageKind::Service => Subject::NewPage("Sunset Neighbours".into()),
            PageKind::Group => Subject::NewGroup,
        };
        let sent = Note {
            day: Day::parse("2026-11-30").unwrap(),
            subject,
            title: None,
            of: None,
            lines,
            still_right: true,
            by: Some("Mei".into()),
            group: None,
        };
        let arrived: String =
            sent.write().lines().map(|line| format!("{}\n", wrap(line))).collect();
        let found = read(&arrived);
        let [Ok(found)] = found.as_slice() else { panic!("{path}\n{arrived}\n{found:?}") };
        assert_eq!(found.note, sent, "{arrived}");
        let made = authoring::note::new_page(&found.note, "k7f3q", None).unwrap();
        assert_eq!(made.fates.len(), sent.lines.len());
        let facts = Facts::of_page(&text, kind).unwrap().page;
        let rest = between(Some(&facts), &made.page, kind).unwrap();
        // The check of a page is the note's own, and the day of its room.
        assert!(rest.is_empty(), "{path}\n{rest:?}\n{}", made.page);
    }
}
