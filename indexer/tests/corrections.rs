//! What the checker tells people to type can be typed: it makes no fact, and it comes to an end.
//!
//! Every fixture is mended by a reader who believes each `type:` and does nothing else. What needs a
//! fact that nobody typed must stay a question.

#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "laid_over/mod.rs"]
mod laid_over;

use std::collections::BTreeSet;
use std::path::Path;

use authoring::order;
use authoring::report::{self, Diagnostic, LocatedEdit, LocatedSuggestion};
use authoring::source::SourceFile;
use indexer::folder::read_folder;
use indexer::read::read_files;
use laid_over::{all_fixtures, fixtures, fixtures_in, paths_below, today};

/// Rounds of reading the report and typing what it says: in a group without a computer of its own, each
/// is an email.
const ROUNDS: usize = 3;

/// What a word may be made into: keys, words of the lists, and words of rules. Which of them stands for
/// what was typed is the report's own matter; that it says nothing else is this test's.
fn vocabulary() -> BTreeSet<String> {
    let keys =
        ["", "alert", "eligibility", "cost", "languages", "locations", "address", "schedule"];
    let more = ["pauses", "contact", "first_visit", "volunteer", "capacity", "assurance"];
    let mut words: BTreeSet<String> = keys
        .iter()
        .chain(&more)
        .flat_map(|map| order::keys(map).iter().chain(std::iter::once(map)))
        .flat_map(|key| words_of(key))
        .collect();
    let rule =
        "freq daily weekly monthly interval byday bymonthday until count mo tu we th fr sa su";
    let names = "md https page group zh hant hans fil active inactive defunct temporarily closed open full \
                 company safe drop in phone first yue cmn sunset access facts hearing loop gb ca us";
    words.extend(rule.split(' ').chain(names.split_whitespace()).map(str::to_owned));
    words
}

/// Words and numbers, in small letters; zeros before a number say nothing.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for c in text.to_lowercase().chars() {
        let kind = match c {
            _ if c.is_ascii_digit() => Some(true),
            _ if c.is_alphanumeric() => Some(false),
            _ => None,
        };
        match (kind, last == kind, words.last_mut()) {
            (None, ..) => {}
            (Some(_), true, Some(word)) => word.push(c),
            (Some(_), ..) => words.push(c.to_string()),
        }
        last = kind;
    }
    words
        .into_iter()
        .map(|word| match word.trim_start_matches('0') {
            "" => word.clone(),
            rest => rest.to_owned(),
        })
        .collect()
}

/// Puts a reader's corrections into the files; whether anything changed.
fn mend(files: &mut [SourceFile], diagnostics: &[Diagnostic]) -> bool {
    let mut edits: Vec<LocatedEdit> = Vec::new();
    let mut changed = false;
    for diagnostic in diagnostics {
        let Some(LocatedSuggestion::Correction { words, edits: these }) = &diagnostic.suggestion
        else {
            continue;
        };
        if these.is_empty() {
            let file = files.iter_mut().find(|file| file.path == diagnostic.path).unwrap();
            let folder = file.path.split_once('/').map_or("", |(folder, _)| folder);
            let path =
                if words.contains('/') { words.clone() } else { format!("{folder}/{words}") };
            // Another ending makes a page of it, whose words were not read before.
            let text = if file.text.is_empty() { "---\nname: …\n---\n" } else { &file.text };
            *file = SourceFile::new(path, text);
            changed = true;
        }
        // What two findings say of one place is typed once.
        let is_new = |edit: &LocatedEdit| {
            !edits.iter().any(|other| {
                other.path == edit.path
                    && (edit.line, edit.column)
                        < (other.end_line, other.end_column.max(other.column + 1))
                    && (other.line, other.column)
                        < (edit.end_line, edit.end_column.max(edit.column + 1))
            })
        };
        if these.iter().all(is_new) {
            edits.extend(these.iter().cloned());
        }
    }
    edits.sort_by_key(|edit| std::cmp::Reverse((edit.line, edit.column)));
    for edit in edits {
        let file = files.iter_mut().find(|file| file.path == edit.path).unwrap();
        let byte = |line: usize, column: usize| {
            let start: usize = file.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let rest = &file.text[start..];
            start + rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at)
        };
        let range = byte(edit.line, edit.column)..byte(edit.end_line, edit.end_column);
        if file.text[range.clone()] != edit.with {
            file.text.replace_range(range, &edit.with);
            changed = true;
        }
    }
    changed
}

/// Somebody who believes the checker; how many words it said.
fn believe(name: &str, mut files: Vec<SourceFile>) -> usize {
    let vocabulary = vocabulary();
    let mut said_words = 0;
    let lists: BTreeSet<String> = files.iter().flat_map(|file| words_of(&file.text)).collect();
    for round in 0.. {
        let diagnostics = read_files(files.clone(), today()).diagnostics;
        for diagnostic in &diagnostics {
            let Some(LocatedSuggestion::Correction { words, edits }) = &diagnostic.suggestion
            else {
                continue;
            };
            let file = files.iter().find(|file| file.path == diagnostic.path);
            let text = file.map_or("", |file| file.text.as_str());
            let typed: BTreeSet<String> =
                words_of(text).into_iter().chain(words_of(&diagnostic.path)).collect();
            // `Call 9-1-1` is 911, and `20270625T000000Z` begins with a day.
            let squeezed = |text: &str| {
                text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>()
            };
            let line = squeezed(&diagnostic.quote);
            // "Every second week" and what calendars call it is every 2.
            let says_two =
                ["second", "biweekly", "fortnight", "other"].iter().any(|two| line.contains(two));
            // A word near to one of a list is that word; a file without letters is called after its
            // page's id, or by a number.
            let is_of_a_list =
                matches!(diagnostic.code, "unknown-term" | "unknown-area" | "list-unknown-service");
            let is_name = edits.is_empty();
            let said = edits.iter().map(|edit| edit.with.as_str()).chain([words.as_str()]);
            for word in said.flat_map(words_of) {
                said_words += 1;
                let is_known = typed.contains(&word)
                    || vocabulary.contains(&word)
                    || line.contains(&word)
                    || (says_two && word == "2")
                    || (is_of_a_list && lists.contains(&word))
                    || is_name;
                assert!(
                    is_known,
                    "{}: `{word}` was typed by nobody\n{}",
                    name,
                    report::text(std::slice::from_ref(diagnostic), 1)
                );
            }
        }
        let is_changed = mend(&mut files, &diagnostics);
        if !is_changed {
            break;
        }
        assert!(round < ROUNDS, "{}: round {round}\n{}", name, report::text(&diagnostics, 1));
    }
    said_words
}

#[test]
fn whoever_types_what_is_said_types_no_new_fact_and_is_soon_done() {
    let said: usize =
        all_fixtures().iter().map(|fixture| believe(&fixture.name(), fixture.files.clone())).sum();
    assert!(said > 100, "only {said} words");
}

/// Pages of other systems, where the machine has some: their writers knew nothing of ours.
#[test]
fn pages_of_other_systems_are_told_no_new_fact() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/markdown");
    let good = read_folder(&fixtures().join("good")).unwrap();
    if !folder.is_dir() {
        return;
    }
    for path in
        paths_below(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "md"))
    {
        let mut files = good.clone();
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.push(SourceFile::from_bytes(format!("riverside/{name}"), &bytes));
        believe(&name, files);
    }
}

#[test]
fn what_is_plain_is_read_without_a_word() {
    let mut wrong = String::new();
    for fixture in fixtures_in("fine") {
        let outcome = fixture.outcome();
        if !outcome.diagnostics.is_empty() {
            wrong += &format!("{}\n{}", fixture.name(), report::text(&outcome.diagnostics, 1));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn directory_of(name: &str) -> catalog::directory::Directory {
    let fixture = fixtures_in("fine").into_iter().find(|fixture| fixture.name() == name).unwrap();
    let outcome = fixture.outcome();
    outcome.directory.unwrap_or_else(|| panic!("{}", report::text(&outcome.diagnostics, 1)))
}

fn walk(directory: &catalog::directory::Directory) -> &catalog::service::Service {
    directory.services.iter().find(|service| service.id == "b4d00").unwrap()
}

#[test]
fn peoples_own_forms_mean_what_people_meant() {
    let directory = directory_of("peoples-own-forms");
    let walk = walk(&directory);
    assert_eq!((walk.eligibility.min_age, walk.eligibility.max_age), (Some(55), Some(90)));
    let prices: Vec<_> =
        walk.cost.iter().map(|cost| (cost.amount_cents, cost.currency.as_deref())).collect();
    let cad = Some("CAD");
    assert_eq!(prices, [(Some(200), cad), (Some(250), cad), (Some(150), cad)]);
    let row = &walk.schedule[0];
    assert_eq!((row.times.start.to_string().as_str(), row.times.minutes), ("2027-01-12T10:30", 90));
    assert_eq!(row.times.exdates[0].to_string(), "2027-01-26");
    assert_eq!(row.times.pauses[0].from.to_string(), "2027-03-02");
    assert_eq!(row.times.pauses[0].to.to_string(), "2027-03-31");
    assert_eq!(row.times.valid_to.unwrap().to_string(), "2027-06-30");
    assert_eq!(walk.contact[0].email.as_deref(), Some("tea@riverside.example"));
    assert_eq!(walk.contact[1].url.as_deref(), Some("https://riverside.example/Tea"));
}

#[test]
fn keys_and_words_are_read_whatever_their_letters() {
    let directory = directory_of("keys-and-words");
    let walk = walk(&directory);
    assert_eq!(walk.needs, ["company"]);
    assert_eq!(walk.joining, "drop-in");
    let spoken: Vec<&str> = walk.languages.iter().map(|language| language.code.as_str()).collect();
    assert_eq!(spoken, ["en", "yue"]);
    assert_eq!(walk.cost[0].kind, "free");
    assert_eq!(walk.area, ["sunset", "V5P"]);
    assert_eq!(walk.first_visit.meet_me, Some(true));
}

#[test]
fn a_comment_is_left_out_and_a_number_sign_is_kept() {
    let directory = directory_of("comments");
    let words = &walk(&directory).words["en"];
    assert_eq!(words.name.as_deref(), Some("C# and F# singers"));
    assert_eq!(words.summary.as_deref(), Some("Room #4, and bread & butter: for all"));
    let directory = directory_of("entities-and-pictures");
    assert_eq!(walk(&directory).words["en"].name.as_deref(), Some("☕️ Tea & Café 👩‍🌾"));
}
