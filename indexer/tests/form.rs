//! The form's own code, natively: what somebody types becomes a page that the build accepts, and the slips
//! that new writers make cannot be made there, or are answered at the field.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

// Written and checked as in the browser, by the very same file.
#[path = "../../app/web/form/src/page.rs"]
mod page;

use std::path::Path;

use app::form::answers::Answers;
use app::form::file::FormFile;
use app::form::page::{Making, pages};
use app::form::remark::{Remark, Weight};
use app::form::screen::Screen;
use app::form::send::PageText;
use app::form::times::{self, ROWS, Times};
use app::locale::Messages;
use app::locales::Locales;
use authoring::town;
use catalog::day::{Day, Moment};
use catalog::directory::Directory;
use catalog::text::decompose_natively;
use indexer::read::read_directory;
use serde_json::Value;

/// A Monday.
fn today() -> Day {
    Day::from_ymd(2026, 11, 23).expect("a day")
}

struct Town {
    directory: Directory,
    told: Value,
    file: FormFile,
    own: Messages,
}

impl Town {
    /// The sample: South Vancouver.
    fn sample() -> Self {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let outcome = read_directory(&content, today());
        let directory = outcome.directory.expect("the sample has no error");
        let locales = Locales::load().expect("locales");
        let own = locales.get("en").expect("English").clone();
        let mut file = FormFile {
            site: "Signpost".into(),
            locale: "en".into(),
            holidays: "public-holidays".into(),
            closed: directory.holidays.iter().flat_map(|list| list.days.clone()).collect(),
            currency: "CAD".into(),
            country: "CA".into(),
            ..FormFile::default()
        };
        for group in &directory.organizations {
            file.groups.push(app::form::file::FormGroup {
                folder: group.folder.clone(),
                id: group.id.clone(),
                name: group.name.clone(),
            });
        }
        let words = &directory.vocabulary;
        for (name, terms) in [("needs", &words.needs), ("audience", &words.audience)] {
            let terms = terms.iter().map(|term| app::form::file::FormTerm {
                id: term.id.clone(),
                sensitive: term.sensitive,
                ..Default::default()
            });
            file.lists.insert(name.to_owned(), terms.collect());
        }
        // As it travels: by way of the file.
        let told = town::write(&directory).to_string();
        let told = serde_json::from_str(&told).expect("JSON");
        Self { directory, told, file, own }
    }

    fn pages(&self, answers: &Answers) -> Vec<PageText> {
        let making = Making { file: &self.file, today: today(), own: &self.own };
        page::written(&pages(answers, &making), decompose_natively)
    }

    fn remarks(&self, answers: &Answers) -> Vec<Remark> {
        page::remarks(&self.pages(answers), &self.told, today(), decompose_natively)
    }
}

/// The least that somebody must say, of a new group.
fn least() -> Answers {
    let mut answers = Answers::default();
    for (field, text) in [
        ("id", "k7f3q"),
        ("group", "new"),
        ("group-id", "m4w8t"),
        ("group-name", "Larch Table Friends"),
        ("group-line", "Neighbours who drink tea together."),
        ("name", "Tea and chat"),
        ("summary", "Tea, biscuits and time to talk."),
        ("about", "About ten of us sit around two tables. Nobody has to say anything."),
        ("day.0", "1"),
        ("from.0", "13:30"),
        ("to.0", "15:30"),
        ("delivery", "in-person-group"),
        ("place", "known"),
        ("place-name", "Larch Hall"),
        ("street", "1805 Larch Street"),
        ("town", "Vancouver"),
        ("access.step-free-entrance", "yes"),
        ("languages", "en fa"),
        ("cost", "free"),
        ("joining", "drop-in"),
        ("phone", "604-555-0123"),
        ("needs", "company"),
    ] {
        answers.put(field, text);
    }
    answers
}

fn with(changes: &[(&str, &str)]) -> Answers {
    let mut answers = least();
    changes.iter().for_each(|(field, text)| answers.put(field, text));
    answers
}

#[test]
fn what_a_secretary_types_is_a_page_without_a_fault() {
    let town = Town::sample();
    let remarks = town.remarks(&least());
    assert!(remarks.is_empty(), "{remarks:#?}\n{:#?}", town.pages(&least()));
    let pages = town.pages(&least());
    let paths: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
    assert_eq!(
        paths,
        ["larch-table-friends/organization.md", "larch-table-friends/tea-and-chat.md"]
    );
    assert!(!pages[1].text.contains("prescriber"), "{}", pages[1].text);
    insta_like(&pages[1].text);
}

/// The page as a reader of the folder sees it.
fn insta_like(text: &str) {
    let expected = "---\n\
        id: k7f3q\n\
        name: Tea and chat\n\
        summary: Tea, biscuits and time to talk.\n\
        status: active\n\
        needs: [company]\n\
        cost:\n  - { kind: free }\n\
        delivery: [in-person-group]\n\
        joining: drop-in\n\
        languages:\n  - { code: en, how: native }\n  - { code: fa, how: native }\n\
        locations:\n  - name: Larch Hall\n    address: { line1: 1805 Larch Street, city: Vancouver }\n    access:\n      step-free-entrance: \"yes\"\n\
        confidential_address: false\n\
        schedule:\n  - text: \"Every Tuesday, 1:30 pm to 3:30 pm\"\n    start: 2026-11-24T13:30\n    minutes: 120\n    rrule: FREQ=WEEKLY;BYDAY=TU\n\
        contact:\n  - { phone: 604-555-0123 }\n\
        assurance: { date: 2026-11-23, by: Larch Table Friends, how: self, level: self-declared }\n\
        ---\n\
        About ten of us sit around two tables. Nobody has to say anything.\n";
    let plain = |text: &str| text.replace('"', "");
    // How the writer breaks lines is its own affair: what counts is that the facts are these.
    let lines = |text: &str| -> Vec<String> {
        plain(text)
            .split(['\n', '[', ']', '{', '}'])
            .map(|l| l.trim().trim_start_matches("- ").trim_end_matches(',').to_owned())
            .filter(|l| !l.is_empty())
            .collect()
    };
    assert_eq!(lines(text), lines(expected), "{text}");
}

#[test]
fn what_a_form_says_the_command_says_too() {
    let town = Town::sample();
    let faulty = with(&[
        ("phone", "604-555-012"),
        ("summary", &"tea ".repeat(50)),
        ("age-from", "60"),
        ("age-to", "50"),
    ]);
    let folder = tempfile(&town, &town.pages(&faulty));
    let said = read_directory(&folder, today()).diagnostics;
    let mut of_command: Vec<(String, String)> = said
        .iter()
        .filter(|found| found.path.contains("larch-table-friends") && found.is_error())
        .map(|found| (found.code.to_owned(), found.message.clone()))
        .collect();
    let mut of_form: Vec<(String, String)> = town
        .remarks(&faulty)
        .iter()
        .filter(|remark| remark.weight == Weight::Mend)
        .map(|remark| (remark.code.clone(), remark.message.clone()))
        .collect();
    of_command.sort();
    of_command.dedup();
    of_form.sort();
    assert_eq!(of_form, of_command);
    assert!(of_form.len() >= 3, "{of_form:?}");
    std::fs::remove_dir_all(folder).expect("it was ours");
}

/// The sample with these pages beside it.
fn tempfile(_: &Town, pages: &[PageText]) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!(
        "signpost-form-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    let _ = std::fs::remove_dir_all(&folder);
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    copy(&content, &folder);
    for page in pages {
        let path = folder.join(&page.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, &page.text).expect("written");
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn a_page_from_the_form_is_accepted_by_the_build() {
    let town = Town::sample();
    for (name, answers) in [
        ("least", least()),
        (
            "sensitive",
            with(&[
                ("needs", "safe"),
                ("place", "private"),
                ("access.step-free-entrance", ""),
                ("street", ""),
                ("place-name", ""),
                ("town", ""),
            ]),
        ),
        (
            "phone line",
            with(&[
                ("delivery", "phone"),
                ("place", "none"),
                ("day.0", ""),
                ("from.0", ""),
                ("to.0", ""),
            ]),
        ),
        (
            "rich",
            with(&[
                ("audience", "older-adults carers"),
                ("age-from", "55"),
                ("often.0", "second"),
                ("first.0", "2026-12-01"),
                ("off.0", "holidays months days"),
                ("month.0", "7 8"),
                ("off-day.0", "2026-12-29"),
                ("day.1", "5"),
                ("from.1", "10:00"),
                ("to.1", "11:00"),
                ("often.1", "monthly"),
                ("nth.1", "-1"),
                ("spot", "49.22,-123.09"),
                ("transport", "Bus 20, stop 51234"),
                ("note.step-free-entrance", "Side door: ring #12"),
                ("cost", "donation"),
                ("amount", "$2"),
                ("cost-note", "Tea & cake included"),
                ("interpreter", "pa"),
                ("extension", "5"),
                ("sms", "yes"),
                ("email", "hello@larch.example"),
                ("website", "https://larch.example"),
                ("role", "Front desk"),
                ("first", "Mei meets you at the door."),
                ("ask-for", "Mei"),
                ("meet", "yes"),
                ("company", "yes"),
                ("bring", "Nothing"),
            ]),
        ),
    ] {
        let remarks: Vec<_> =
            town.remarks(&answers).into_iter().filter(|r| r.weight == Weight::Mend).collect();
        assert!(remarks.is_empty(), "{name}: {remarks:#?}\n{}", town.pages(&answers)[1].text);
        let folder = tempfile(&town, &town.pages(&answers));
        let outcome = read_directory(&folder, today());
        let own: Vec<_> = outcome.diagnostics.iter().filter(|found| found.is_error()).collect();
        assert!(own.is_empty(), "{name}: {own:#?}");
        let directory = outcome.directory.expect("no error");
        assert_eq!(directory.services.len(), town.directory.services.len() + 1);
        let service = directory.service("k7f3q").expect("it is there");
        // The finder counts the very times that the form read back.
        let rows: Vec<_> = (0..ROWS).filter_map(|row| Times::of(&answers, row)).collect();
        for (row, times) in service.schedule.iter().zip(&rows) {
            let meant = times.schedule(today(), &town.file.closed).expect("whole");
            let now = Moment { day: today(), minute: 0 };
            let until = today().plus(380);
            assert_eq!(row.times.sessions(now, until), meant.sessions(now, until), "{name}");
        }
        std::fs::remove_dir_all(folder).expect("it was ours");
    }
}

/// A slip of `users.md`, what is typed, and what becomes of it: a code beside a field, or a page in which
/// it is as it was meant.
enum Becomes {
    /// It is answered at this field with this code.
    Answered(Screen, &'static str, &'static str),
    /// It cannot be made: the page has these words.
    Meant(&'static str),
}

#[test]
fn slips_of_new_writers_cannot_be_made_or_are_answered_at_the_field() {
    use Becomes::{Answered, Meant};
    let town = Town::sample();
    let long = "word ".repeat(40);
    /// What somebody does, what they type (field and words), and what becomes of it.
    type Slip<'a> = (&'a str, &'a [(&'a str, &'a str)], Becomes);
    let table: &[Slip<'_>] = &[
        (
            "F1: words after # are lost",
            &[("summary", "Tea & chat #1 in town")],
            Meant("summary: \"Tea & chat #1 in town\""),
        ),
        (
            "F1: in a note",
            &[("note.step-free-entrance", "Ring #12 at the side door")],
            Meant("Ring #12 at the side door"),
        ),
        (
            "F2: an untouched page is published",
            &[("name", ""), ("summary", "")],
            Answered(Screen::What, "name", "missing-field"),
        ),
        (
            "F3: don't know becomes yes",
            &[("access.accessible-toilet", "unknown")],
            Meant("access: { step-free-entrance: \"yes\" }\n"),
        ),
        ("F3: an age in words", &[("age-from", "55+")], Meant("eligibility: { min_age: 55+ }")),
        ("F3: a price with its sign", &[("cost", "fixed"), ("amount", "$2")], Meant("amount: $2")),
        (
            "F3: an extension is lost",
            &[("phone", "604-555-0123"), ("extension", "5")],
            Meant("extension: \"5\""),
        ),
        (
            "F4: the wrong second week",
            &[("often.0", "second"), ("first.0", "2026-12-01")],
            Meant("start: 2026-12-01T13:30"),
        ),
        (
            "F6, M16: a file that is not read",
            &[("name", "Téa ☕️ party")],
            Meant("name: Téa ☕ party"),
        ),
        (
            "M1: a folder with spaces",
            &[("group-name", "Tea and Chat")],
            Meant("name: Tea and chat"),
        ),
        ("M2: dashes of a word processor", &[("about", "—\nCome in.")], Meant("—\nCome in.")),
        ("M3: a tab", &[("about", "Come\tin.")], Meant("Come in.")),
        ("M4: a full-width colon", &[("summary", "地點：公園")], Meant("地點：公園")),
        (
            "M5: a space of a word processor",
            &[("summary", "Tea\u{a0}for two")],
            Meant("summary: Tea for two"),
        ),
        (
            "M6: curly quotes and a colon",
            &[("summary", "“Tea and chat: all”")],
            Meant("“Tea and chat: all”"),
        ),
        ("M7: Name with a capital", &[], Meant("\nname: Tea and chat")),
        (
            "M8: needs that are no list",
            &[("needs", "company grief")],
            Meant("needs: [company, grief]"),
        ),
        (
            "M10: a comma in an address",
            &[("street", "St. Mark's Hall, 1805 Larch Street")],
            Meant("St. Mark's Hall, 1805 Larch Street"),
        ),
        ("M11: nobody to ask", &[("phone", "")], Answered(Screen::Reach, "phone", "no-contact")),
        (
            "M11: no number at all",
            &[("phone", "Margaret")],
            Answered(Screen::Reach, "phone", "not-a-phone"),
        ),
        (
            "M12: every second Tuesday",
            &[("often.0", "second")],
            Meant("rrule: FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ),
        ("M13: hidden signs of a phone", &[("name", "Tea ❤\u{fe0f}")], Meant("name: Tea ❤\n")),
        ("M14: no page of the group", &[], Meant("by: Larch Table Friends")),
        ("M16: bullets", &[("about", "• Tea\n• Biscuits")], Meant("- Tea\n- Biscuits")),
        (
            "a number with a digit short",
            &[("phone", "604-555-012")],
            Answered(Screen::Reach, "phone", "not-a-phone"),
        ),
        (
            "an e-mail without its end",
            &[("email", "hello@larch")],
            Answered(Screen::Reach, "email", "bad-email"),
        ),
        (
            "a summary too long for its card",
            &[("summary", &long)],
            Answered(Screen::What, "summary", "summary-too-long"),
        ),
        (
            "a sentence without an end",
            &[("about", &long)],
            Answered(Screen::What, "about", "long-sentence"),
        ),
        (
            "a word of offices",
            &[("about", "We utilise tea.")],
            Answered(Screen::What, "about", "jargon"),
        ),
        (
            "ages that cross",
            &[("age-from", "60"), ("age-to", "50")],
            Answered(Screen::Fits, "age-from", "ages-backwards"),
        ),
        (
            "an end before the beginning",
            &[("to.0", "12:00")],
            Answered(Screen::When, "to.0", "missing-field"),
        ),
        (
            "a day that is not one",
            &[("off.0", "days"), ("off-day.0", "2026-12-30")],
            Answered(Screen::When, "off.0", "exdate-hits-nothing"),
        ),
        (
            "a mark in another country",
            &[("spot", "41.0,2.0")],
            Answered(Screen::Where, "spot", "position-outside"),
        ),
        ("no need", &[("needs", "")], Answered(Screen::Fits, "needs", "missing-field")),
        (
            "no language",
            &[("languages", "")],
            Answered(Screen::Start, "languages", "missing-field"),
        ),
        (
            "not said how one starts",
            &[("joining", "")],
            Answered(Screen::Start, "joining", "missing-field"),
        ),
        (
            "not said how people take part",
            &[("delivery", "")],
            Answered(Screen::Where, "delivery", "missing-field"),
        ),
        (
            "a page with HTML",
            &[("about", "<b>Tea</b>")],
            Answered(Screen::What, "about", "html-in-text"),
        ),
        (
            "a link that hides where it goes",
            &[("website", "https://bank.example@evil.example")],
            Answered(Screen::Reach, "website", "unsafe-link"),
        ),
        (
            "a street where somebody hides",
            &[("needs", "safe"), ("place", "private"), ("about", "We are at 1805 Larch Street.")],
            Answered(Screen::What, "about", "address-in-confidential-text"),
        ),
        (
            "a sensitive page that says nothing of its place",
            &[("needs", "safe"), ("place", "")],
            Answered(Screen::Where, "place", "yes-or-no-needed"),
        ),
    ];
    let mut wrong = Vec::new();
    for (slip, changes, becomes) in table {
        let answers = with(changes);
        let text = &town.pages(&answers)[1].text;
        let remarks = town.remarks(&answers);
        let is_right = match becomes {
            Answered(screen, field, code) => remarks.iter().any(|remark| {
                (remark.screen, remark.field, remark.code.as_str()) == (*screen, *field, *code)
            }),
            Meant(words) => {
                text.contains(words) && !remarks.iter().any(|remark| remark.weight == Weight::Mend)
            }
        };
        if !is_right {
            wrong.push(format!("{slip}: {remarks:?}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nobody_is_shown_a_rule_and_the_words_say_what_the_rule_counts() {
    let town = Town::sample();
    let locales = Locales::load().expect("locales");
    for often in ["weekly", "second", "monthly", "once"] {
        for days in ["0", "1 3", "5 6", "0 1 2 3 4 5 6"] {
            for off in ["", "months", "holidays", "months holidays"] {
                let answers = with(&[
                    ("often.0", often),
                    ("day.0", days),
                    ("off.0", off),
                    ("month.0", "7 8 12"),
                    ("date.0", "2026-12-05"),
                    ("nth.0", "2"),
                ]);
                let remarks = town.remarks(&answers);
                assert!(
                    remarks.is_empty(),
                    "{often} {days} {off}: {remarks:#?}\n{}",
                    town.pages(&answers)[1].text
                );
                let times = Times::of(&answers, 0).expect("said");
                for locale in locales.codes() {
                    let messages = locales.get(locale).expect("it is listed");
                    let words = times.words(messages).expect("whole");
                    assert!(!words.contains("FREQ") && !words.contains('{'), "{locale}: {words}");
                    // What a page in that language would say agrees with the rule, where it can be read.
                    let reader = authoring::timetable::Reader::new(locale, decompose_natively);
                    let said = reader.and_then(|reader| reader.days(&words));
                    let counted: std::collections::BTreeSet<usize> = match often {
                        "once" => [5].into(),
                        _ => times.days.iter().map(|day| day.number()).collect(),
                    };
                    if let Some(said) = said {
                        assert_eq!(said, counted, "{locale}: {words}");
                    }
                }
            }
        }
    }
    // The texts that travel for it are all there.
    let own = Messages::from_some(
        "en",
        times::WORDS,
        town.own.some(times::WORDS).into_iter().map(str::to_owned).collect(),
    );
    let times = Times::of(&least(), 0).expect("said");
    assert_eq!(times.words(&own), times.words(&town.own));
}
