//! "My people": what somebody keeps who hands over, what comes back, and what is taken away.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use app::locale::Messages;
use app::locales::Locales;
use app::people::action::Action;
use app::people::answer::{self, AnswerModel, AnswerProps};
use app::people::file::{self, Refusal, add, read, write};
use app::people::heard::{Heard, hear};
use app::people::state::{PeopleModel, Storage};
use app::people::view::{self, PeopleProps};
use app::people::{Activity, CLOSED_DAYS, ENTRIES_MAX, Entry, Ledger, csv, fhir, record, report};
use app::record_codes::RecordCodes;
use catalog::day::Day;
use catalog::link::Unreadable;
use catalog::link::dictated::Spelling;
use catalog::link::plan::{PlanLink, Reference};
use catalog::link::reply::{Outcome, Reply, Spoken};
use catalog::text::decompose_natively;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

fn messages(locale: &str) -> Messages {
    Locales::load().unwrap().get(locale).unwrap().clone()
}

fn reference(text: &str) -> Reference {
    Reference::read(text).expect("a reference")
}

fn activity(id: &str, name: &str) -> Activity {
    Activity {
        id: id.into(),
        name: name.into(),
        phone: "+16045550102".into(),
        ..Activity::default()
    }
}

fn entry(code: &str, activities: &[(&str, &str)]) -> Entry {
    Entry {
        reference: reference(code),
        language: "pa".into(),
        given: day("2026-10-19"),
        look_again: Some(day("2026-11-30")),
        closed: None,
        words: None,
        activities: activities.iter().map(|(id, name)| activity(id, name)).collect(),
    }
}

/// Two hand-overs on 30 November 2026: one is due.
fn model() -> PeopleModel {
    let mut later = entry("M3XD", &[("q1afj", "Pho lunch")]);
    later.look_again = Some(day("2027-01-11"));
    later.activities[0].asks_group = true;
    let due = entry("7KQ4", &[("vh73j", "Punjabi seniors’ tea"), ("nxm23", "Slow walk")]);
    let ledger = Ledger { entries: vec![later, due] };
    let today = Some(day("2026-11-30"));
    PeopleModel { ledger, today, storage: Storage::Kept, ..PeopleModel::default() }
}

fn reply(code: &str, outcomes: &[(&str, Outcome)], words: Option<&str>) -> Reply {
    Reply {
        reference: reference(code),
        outcomes: outcomes.iter().map(|(id, outcome)| ((*id).to_owned(), *outcome)).collect(),
        words: words.map(str::to_owned),
        full_until: None,
    }
}

fn outcomes(model: &PeopleModel, code: &str) -> Vec<Outcome> {
    let entry = model.ledger.entry(reference(code)).expect("it is there");
    entry.activities.iter().map(|activity| activity.outcome).collect()
}

#[test]
fn an_answer_is_taken_in_from_a_link_a_text_or_a_code() {
    let english = messages("en");
    let went = reply("7KQ4", &[("vh73j", Outcome::Went)], Some("The tea was good."));
    let link = format!("https://signpost.example/pa/people/#{}", went.to_fragment());
    let (start, end) = link.split_at(60);
    let pasted = [
        link.clone(),
        format!("Hello,\n> here it is: {link}.\nThank you"),
        link.replace('#', "%2523"),
        format!("{start}=\r\n{end}\r\nGreetings"),
        went.to_fragment(),
    ];
    for text in pasted {
        let mut model = model();
        model.apply(Action::Hear(text.clone()), &english);
        assert_eq!(outcomes(&model, "7KQ4"), [Outcome::Went, Outcome::NoWord], "{text}");
        assert_eq!(model.said, "7KQ4: the answer is noted.");
        let entry = model.ledger.entry(reference("7KQ4")).unwrap();
        assert_eq!(entry.words.as_deref(), Some("The tea was good."));
        assert_eq!(entry.activities[0].said, Some(day("2026-11-30")));
    }
    let outcomes_of_code = vec![Outcome::CouldNotTransport, Outcome::Going];
    let code =
        Spoken { reference: reference("7KQ4"), outcomes: outcomes_of_code.clone() }.to_code();
    for text in [code.clone(), code.to_lowercase(), format!("She says thanks: {code}, bye")] {
        let mut model = model();
        model.apply(Action::Hear(text.clone()), &english);
        assert_eq!(outcomes(&model, "7KQ4"), outcomes_of_code, "{text}");
    }
}

#[test]
fn what_does_not_fit_changes_nothing_and_says_so() {
    let english = messages("en");
    let before = model();
    let unknown = reply("AAAA", &[("vh73j", Outcome::Went)], None).to_fragment();
    let other = reply("7KQ4", &[("q1afj", Outcome::Went)], None).to_fragment();
    let short = Spoken { reference: reference("7KQ4"), outcomes: vec![Outcome::Went] }.to_code();
    let silent = reply("7KQ4", &[("vh73j", Outcome::NoWord)], None).to_fragment();
    for (text, said) in [
        (unknown, "AAAA is not here. Nothing has changed."),
        (other, "This answer does not fit what 7KQ4 was given. Nothing has changed."),
        (short, "This answer does not fit what 7KQ4 was given. Nothing has changed."),
        (silent, "7KQ4: the answer is noted."),
        (
            "thanks a lot for the phone call yesterday".into(),
            "There is no link and no code in this, or a letter is missing. Nothing has changed.",
        ),
        (
            String::new(),
            "There is no link and no code in this, or a letter is missing. Nothing has changed.",
        ),
    ] {
        let mut model = model();
        model.apply(Action::Hear(text.clone()), &english);
        assert_eq!(model.ledger, before.ledger, "{text}");
        assert_eq!(model.said, said, "{text}");
    }
}

#[test]
fn several_answers_in_one_mail_are_all_taken_in() {
    let one = reply("7KQ4", &[("nxm23", Outcome::Going)], None).to_fragment();
    let two = reply("M3XD", &[("q1afj", Outcome::GroupFull)], None).to_fragment();
    let mut model = model();
    let text = format!("https://a.example/#{one} and https://a.example/#{two} and again /#{one}");
    assert_eq!(hear(&text, &Spelling::default(), |_| true).unwrap().len(), 2);
    model.apply(Action::Hear(text), &messages("en"));
    assert_eq!(outcomes(&model, "7KQ4"), [Outcome::NoWord, Outcome::Going]);
    assert_eq!(outcomes(&model, "M3XD"), [Outcome::GroupFull]);
}

#[test]
fn what_is_due_stands_on_top_and_what_is_closed_at_the_end() {
    let (english, mut model) = (messages("en"), model());
    let keys = |model: &PeopleModel| -> Vec<_> {
        view::entries(model).iter().map(view::EntryState::key).collect()
    };
    assert_eq!(keys(&model), ["7KQ4", "M3XD"]);
    assert_eq!(model.count(&english), "One is due. It stands first.");
    model.apply(Action::LookAgain(reference("7KQ4"), 12), &english);
    assert_eq!(keys(&model), ["M3XD", "7KQ4"]);
    assert_eq!(model.said, "2 hand-overs are here. None is due.");
    model.apply(Action::Close(reference("M3XD")), &english);
    assert_eq!(keys(&model), ["7KQ4", "M3XD"]);
    let closed = model.ledger.entry(reference("M3XD")).unwrap().closed;
    assert_eq!(closed, Some(day("2026-11-30")));
}

#[test]
fn what_was_closed_goes_after_ninety_days_and_not_before() {
    let mut ledger = model().ledger;
    ledger.entries[0].closed = Some(day("2026-11-30"));
    let last = day("2026-11-30").plus(CLOSED_DAYS);
    assert!(!ledger.let_go(last));
    assert!(ledger.let_go(last.plus(1)));
    assert_eq!(ledger.entries.len(), 1, "what is open stays");
}

#[test]
fn nothing_is_stored_before_somebody_says_so_and_nothing_is_left_after_a_wipe() {
    let english = messages("en");
    let mut model = PeopleModel { today: Some(day("2026-11-30")), ..PeopleModel::default() };
    model.open(None, &english);
    model.apply(Action::Import(write(&self::model().ledger)), &english);
    assert_eq!((model.said.as_str(), model.to_store()), ("2 were added.", None));
    model.apply(Action::Keep, &english);
    assert_eq!(read(&model.to_store().unwrap()), Ok(model.ledger.clone()));
    model.apply(Action::Wipe, &english);
    assert_eq!((model.to_store(), model.ledger.entries.len()), (None, 0));
    // What nobody can read stays as it is.
    model.open(Some("{"), &english);
    assert_eq!((model.storage, model.to_store()), (Storage::Unreadable, None));
}

#[test]
fn an_entry_can_be_deleted_and_put_back_where_it_was() {
    let (english, mut model) = (messages("en"), model());
    let before = model.ledger.clone();
    model.apply(Action::Remove(reference("M3XD")), &english);
    assert_eq!(model.ledger.entries.len(), 1);
    model.apply(Action::PutBack, &english);
    assert_eq!(model.ledger, before);
}

#[test]
fn the_desk_adds_an_entry_to_what_is_stored() {
    let first = add(None, entry("7KQ4", &[("vh73j", "Tea")])).unwrap();
    let second = add(Some(&first), entry("M3XD", &[("nxm23", "Walk")])).unwrap();
    assert_eq!(read(&second).unwrap().entries.len(), 2);
    // The same plan, handed over once more: nothing that was said of it is lost.
    let mut ledger = read(&second).unwrap();
    ledger.entries[0].activities[0].outcome = Outcome::Went;
    let again = add(Some(&write(&ledger)), entry("7KQ4", &[("vh73j", "Tea"), ("nxm23", "Walk")]));
    let ledger = read(&again.unwrap()).unwrap();
    let outcomes: Vec<_> = ledger.entries[0].activities.iter().map(|a| a.outcome).collect();
    assert_eq!(outcomes, [Outcome::Went, Outcome::NoWord]);
    assert_eq!(add(Some("[]"), entry("7KQ4", &[("vh73j", "Tea")])), Err(Refusal::NotALedger));
    let full = Ledger {
        entries: (1..=ENTRIES_MAX as u32)
            .map(|n| Entry { reference: Reference::new(n), ..entry("7KQ4", &[("vh73j", "Tea")]) })
            .collect(),
    };
    let full = write(&full);
    assert!(full.len() < file::BYTES_MAX, "{} bytes", full.len());
    assert_eq!(add(Some(&full), entry("7KQ4", &[("vh73j", "Tea")])), Err(Refusal::Full));
}

#[test]
fn a_file_is_read_whole_or_refused_whole() {
    let whole = write(&model().ledger);
    assert_eq!(read(&whole), Ok(model().ledger));
    for (from, to) in [
        ("\"7KQ4\"", "\"0000\""),
        ("\"7KQ4\"", "\"M3XD\""),
        ("\"vh73j\"", "\"../../x\""),
        ("2026-10-19", "2026-13-19"),
        ("\"pa\"", "\"p a\""),
        ("+16045550102", "javascript:alert(1)"),
        ("\"outcome\":0", "\"outcome\":31"),
        ("\"outcome\":0", "\"outcome\":\"went\""),
        ("\"signpost-people\":1", "\"signpost-people\":0"),
        ("\"signpost-people\"", "\"signpost-plan\""),
    ] {
        let broken = whole.replace(from, to);
        assert_ne!(broken, whole, "{from}");
        assert_eq!(read(&broken), Err(Refusal::NotALedger), "{to}");
    }
    assert_eq!(read(&whole.replace("people\":1", "people\":2")), Err(Refusal::Newer));
    assert_eq!(read(&"[".repeat(file::BYTES_MAX + 1)), Err(Refusal::TooLarge));
    assert_eq!(read(&"[".repeat(100_000)), Err(Refusal::NotALedger), "no deep nesting");
}

#[test]
fn no_file_brings_a_name_a_note_or_markup_along() {
    let whole = write(&model().ledger).replace("Pho lunch", "<b onclick=x>\\u202e\\u0000Pho");
    let whole = whole
        .replace("\"language\"", "\"note\":\"Mrs Gill\",\"patient\":\"Mrs Gill\",\"language\"");
    let ledger = read(&whole).unwrap();
    assert!(!write(&ledger).contains("Gill"));
    assert_eq!(ledger.entries[0].activities[0].name, "<b onclick=x>Pho");
    let model = PeopleModel { ledger, open: Some(reference("M3XD")), ..model() };
    let props = PeopleProps { messages: messages("en"), languages: Vec::new() };
    let drawn: String =
        view::entries(&model).iter().map(|state| view::entry(state, &props)).collect();
    assert!(drawn.contains("&lt;b onclick=x&gt;Pho") && !drawn.contains("<b "));
}

#[test]
fn the_page_has_no_field_for_a_name_or_a_note_and_says_why() {
    let props =
        PeopleProps { messages: messages("en"), languages: vec![("pa".into(), "Punjabi".into())] };
    let model = PeopleModel { open: Some(reference("7KQ4")), ..model() };
    let mut page = view::island(&props) + &view::storage(&model, &props);
    page.extend(view::entries(&model).iter().map(|state| view::entry(state, &props)));
    // The one field for text is the one to paste into.
    assert_eq!(page.matches("<textarea").count(), 1);
    assert_eq!(page.matches("<input").count(), 1, "the file");
    assert!(!page.contains(" name=") && !page.contains("<form"));
    assert!(page.contains("7KQ4\u{2069} · Punjabi") || page.contains("7KQ4</bdi>"), "{page}");
    assert!(page.contains("No word yet. That is not a no"));
    assert!(
        page.contains("href=\"tel:+1-604-555-0102\"") || page.contains("href=\"tel:+16045550102\""),
        "{page}"
    );
}

#[test]
fn the_text_for_the_record_says_what_was_offered_and_what_happened() {
    let mut entry = entry("7KQ4", &[("vh73j", "Punjabi seniors’ tea"), ("nxm23", "Café – đi bộ")]);
    entry.activities[0].hear(Outcome::CouldNotTransport, None, day("2026-11-24"));
    entry.words = Some("ਚਾਹ ਚੰਗੀ ਸੀ, “très bien”".into());
    let english = messages("en");
    let text = record::write(
        &entry,
        day("2026-11-30"),
        &english,
        &RecordCodes::default(),
        decompose_natively,
    );
    assert_eq!(
        text,
        "Social prescription 7KQ4, handed over 2026-10-19. Looked again 2026-11-30.\n\
         1 Punjabi seniors' tea [vh73j]: Could not get there: no way to travel. The\n\
         person said so, 2026-11-24.\n\
         2 Cafe - di bo [nxm23]: No word yet. That is not a no.\n\
         In the person's own words: \"ਚਾਹ ਚੰਗੀ ਸੀ, \"tres bien\"\"\n\
         Look again: 2026-11-30."
    );
    entry.closed = Some(day("2026-12-07"));
    entry.words = None;
    let text = record::write(
        &entry,
        day("2026-12-08"),
        &english,
        &RecordCodes::default(),
        decompose_natively,
    );
    assert!(
        text.starts_with("Social prescription 7KQ4, handed over 2026-10-19. Closed 2026-12-07.")
    );
    assert!(text.is_ascii() && !text.contains("Look again"), "{text}");
    for locale in Locales::load().unwrap().codes() {
        let text = record::write(
            &entry,
            day("2026-12-08"),
            &messages(locale),
            &RecordCodes::default(),
            decompose_natively,
        );
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{locale}: {text}");
    }
}

#[test]
fn a_closing_text_tells_the_towns_own_codes_of_what_became_of_each() {
    let mut entry = entry("7KQ4", &[("vh73j", "Tea"), ("nxm23", "Walks"), ("k7f3q", "Choir")]);
    entry.activities[0].hear(Outcome::Went, None, day("2026-11-24"));
    entry.activities[1].hear(Outcome::CouldNotTransport, None, day("2026-11-24"));
    let texts = ["Local codes", "X9 Ended", "2", "X2 Attended", "6", "X6 No transport"];
    let codes = RecordCodes::from_shipped(texts.map(str::to_owned).to_vec());
    let english = messages("en");
    let text = record::write(&entry, day("2026-11-30"), &english, &codes, decompose_natively);
    assert!(text.contains("\nLocal codes: 1 = X2 Attended; 2 = X6 No transport\n"), "{text}");
    entry.closed = Some(day("2026-12-07"));
    let text = record::write(&entry, day("2026-12-08"), &english, &codes, decompose_natively);
    assert!(
        text.ends_with("\nLocal codes: X9 Ended; 1 = X2 Attended; 2 = X6 No transport"),
        "{text}"
    );
}

#[test]
fn a_code_that_somebody_said_into_the_keyboard_is_heard_where_its_reference_is_known() {
    let spelling = app::spelling::spelling(&messages("en"));
    let said = "seven kay queue four, oh two en";
    let known = reference("7KQ4");
    let heard = hear(said, &spelling, |reference| reference == known);
    assert_eq!(heard.unwrap()[0].reference(), known);
    assert_eq!(hear(said, &spelling, |_| false), Err(Unreadable::Damaged));
}

#[test]
fn a_text_is_offered_to_a_number_that_takes_texts_and_to_no_other() {
    let props = PeopleProps { messages: messages("en"), languages: Vec::new() };
    let mut people = model();
    people.ledger.entries[1].activities[1].takes_texts = true;
    people.ledger.entries[1].activities[1].phone = "+16045550103".into();
    let page: String =
        view::entries(&people).iter().map(|entry| view::entry(entry, &props)).collect();
    assert_eq!(page.matches("href=\"sms:").count(), 1, "{page}");
    assert!(page.contains("href=\"sms:+16045550103\""), "{page}");
    assert!(page.contains("Slow walk") && page.contains(">Text "), "{page}");
}

#[test]
fn the_code_on_somebodys_paper_opens_what_is_kept_of_them_and_changes_nothing() {
    let english = messages("en");
    let before = model().ledger;
    let known = PlanLink { services: vec!["vh73j".into()], reference: reference("7KQ4") };
    let link = ["https://signpost.example/pa/p/#", &known.to_fragment()].concat();
    for pasted in [link.clone(), known.to_code(), ["See ", &link, " please"].concat()] {
        let mut people = model();
        people.apply(Action::Hear(pasted.clone()), &english);
        assert_eq!((people.open, &people.ledger), (Some(known.reference), &before), "{pasted}");
        assert_eq!(people.said, "7KQ4 is open below. Nothing has changed.");
    }
    let other = PlanLink { reference: reference("AAAA"), ..known };
    let mut people = model();
    people.apply(Action::Hear(other.to_code()), &english);
    assert_eq!((people.open, &people.ledger), (None, &before));
    assert!(people.said.contains("AAAA"), "{}", people.said);
}

#[test]
fn a_spreadsheet_works_nothing_out() {
    let mut ledger = model().ledger;
    ledger.entries[0].activities[0].name = "=HYPERLINK(\"http://x\",\"tea\")".into();
    ledger.entries[1].reference = reference("12E4");
    ledger.entries[1].activities[0].name = "－1\r\n@SUM(A1)".into();
    ledger.entries[1].words = Some("never in here".into());
    ledger.entries[1].activities[0].hear(
        Outcome::GroupFull,
        Some(day("2027-01-12")),
        day("2026-11-24"),
    );
    let table = csv::write(&ledger, &messages("en"));
    let mut lines = table.split("\r\n");
    assert_eq!(
        lines.next(),
        Some(
            "\u{feff}\"Reference\",\"Language\",\"Id\",\"Activity\",\"How it went\",\"Said by\",\"Said on\",\"Full until\",\"Handed over\",\"Look again\",\"Closed\""
        )
    );
    assert!(table.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"tea\"\")\""));
    assert!(table.contains("\"'12E4\",\"pa\",\"vh73j\",\"'－1\r\n@SUM(A1)\",\"Full\",\"The group\",\"2026-11-24\",\"2027-01-12\""));
    assert!(!table.contains("never in here"));
}

#[test]
fn what_a_spreadsheet_was_to_take_for_text_is_read_as_somebody_wrote_it() {
    for field in [
        "=1+1",
        "+1 604 555 0102",
        "-3",
        "@mei",
        " =1",
        "＝1",
        "\t1",
        "0012",
        "12E4",
        "12e45",
        "Tea",
        "Mei's tea",
        "\"Tea\", she said",
        "'t Hooft",
        "'12",
        "''=1",
        "",
    ] {
        let written = csv::quoted(field);
        // What a reader of CSV gives: without the quotes around it, and inner ones once.
        let cell = written.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
        assert_eq!(csv::unquoted(&cell.replace("\"\"", "\"")), field, "{written}");
    }
}

#[test]
fn small_numbers_are_not_told_and_cannot_be_worked_out() {
    assert_eq!(report::told(&[11, 5, 7]), [true, true, true]);
    // 3 would be the sum less the others; so the smallest of the others goes, too.
    assert_eq!(report::told(&[11, 3, 7]), [true, false, false]);
    // 1 and 2 together are 3: that would tell that each is few.
    assert_eq!(report::told(&[11, 1, 2, 7]), [true, false, false, false]);
    // Nothing tells whether none or few are hidden.
    assert_eq!(report::told(&[11, 4, 3, 0]), [true, false, false, false]);
    assert_eq!(report::told(&[4, 0]), [false, false]);
    let english = messages("en");
    let few = "There is too little here to tell. Numbers under 5 are not shown.";
    assert_eq!(report::write(&model().ledger, &english), few);
    let entries = (1..=20u32).map(|n| {
        let mut entry =
            Entry { reference: Reference::new(n), ..entry("7KQ4", &[("vh73j", "Tea")]) };
        entry.activities[0].outcome = if n <= 12 { Outcome::Went } else { Outcome::NoWord };
        entry
    });
    let mut ledger = Ledger { entries: entries.collect() };
    assert_eq!(
        report::write(&ledger, &english),
        "Of 20 activities handed over: 12 went and 8 without a word yet. Numbers under 5 are not shown."
    );
    ledger.entries[19].activities[0].outcome = Outcome::CouldNotMoney;
    assert_eq!(
        report::write(&ledger, &english),
        "Of 20 activities handed over: 12 went. Numbers under 5 are not shown."
    );
}

proptest! {
    #[test]
    fn no_number_below_five_can_be_worked_out(numbers in prop::collection::vec(0u32..30, 1..8)) {
        let told = report::told(&numbers);
        let sum: u32 = numbers.iter().sum();
        let hidden: Vec<u32> =
            numbers.iter().zip(&told).filter(|(_, told)| !**told).map(|(n, _)| *n).collect();
        for (number, told) in numbers.iter().zip(&told) {
            prop_assert!(!told || *number >= 5);
        }
        let few: Vec<u32> = hidden.iter().copied().filter(|n| (1..5).contains(n)).collect();
        if sum >= 5 && !few.is_empty() {
            prop_assert!(hidden.iter().filter(|n| **n > 0).count() > 1);
            prop_assert!(hidden.iter().sum::<u32>() >= 5);
        }
    }

    #[test]
    fn any_text_is_heard_or_refused(text in "\\PC{0,200}", code in "[0-9a-zA-Z#%~ \n:.-]{0,120}") {
        for text in [text, code] {
            let _ = hear(&text, &Spelling::default(), |_| true);
            let mut model = model();
            model.apply(Action::Hear(text.clone()), &Messages::from_shipped("en", Vec::new()));
            let _ = (Action::read(&text), read(&text));
        }
    }

    #[test]
    fn every_ledger_comes_back_whole(
        numbers in prop::collection::btree_set(1u32..1 << 20, 0..8),
        name in "\\PC{0,40}",
        outcome in 0u32..21,
        days in 0i32..40_000,
    ) {
        let entries = numbers.into_iter().map(|n| {
            let mut entry = entry("7KQ4", &[("vh73j", "Tea"), ("nxm23", "Walk")]);
            entry.reference = Reference::new(n);
            entry.activities[1].hear(Outcome::of_number(outcome).unwrap(), None, Day(days));
            entry.activities[0].name = name.chars().filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
            entry
        });
        let ledger = Ledger { entries: entries.collect() };
        prop_assert_eq!(read(&write(&ledger)), Ok(ledger));
    }
}

#[test]
fn silence_is_never_told_as_a_no() {
    for locale in Locales::load().unwrap().codes() {
        let messages = messages(locale);
        let text = record::write(
            &entry("7KQ4", &[("vh73j", "Tea")]),
            day("2026-11-30"),
            &messages,
            &RecordCodes::default(),
            decompose_natively,
        );
        let no_word = messages.text(app::locale::Key::PeopleNoWord);
        let plain = record::plain(no_word, decompose_natively);
        assert!(
            text.replace('\n', " ").contains(&plain) || text.replace('\n', "").contains(&plain),
            "{locale}: {text}"
        );
    }
}

/// Every outcome, each in an activity of its own.
fn every_outcome() -> Ledger {
    let entries = Outcome::ALL.into_iter().enumerate().map(|(n, outcome)| {
        let mut entry = entry("7KQ4", &[("vh73j", "Tea \"and\" talk"), ("nxm23", "茶")]);
        entry.reference = Reference::new(n as u32 + 1);
        entry.activities[0].hear(outcome, None, day("2026-11-24"));
        let until = (outcome == Outcome::GroupFull).then(|| day("2027-01-12"));
        entry.activities[1].hear(outcome, until, day("2026-11-24"));
        entry
    });
    Ledger { entries: entries.collect() }
}

/// The bundle that `tests/tests/journeys/exchange.rs` gives to a validator that we did not write.
#[test]
fn every_outcome_has_its_words_in_fhir() {
    let bundle = fhir::write(&every_outcome());
    let value: serde_json::Value = serde_json::from_str(&bundle).unwrap();
    let entries = value["entry"].as_array().unwrap();
    assert_eq!(entries.len(), 21 * 2 * 2);
    let mut urls: Vec<_> = entries.iter().map(|entry| entry["fullUrl"].as_str().unwrap()).collect();
    urls.sort_unstable();
    urls.dedup();
    assert_eq!(urls.len(), entries.len(), "each has an address of its own");
    for pair in entries.chunks(2) {
        assert_eq!(pair[1]["resource"]["focus"]["reference"], pair[0]["fullUrl"]);
        let status = pair[1]["resource"]["status"].as_str().unwrap();
        let has_reason = pair[1]["resource"]["statusReason"]["text"].is_string();
        assert!(has_reason || !["rejected", "failed", "on-hold", "cancelled"].contains(&status));
    }
    assert!(!bundle.contains("profile"), "no conformance is claimed");
    assert_eq!(
        fhir::write(&Ledger::default()),
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\"}"
    );
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/people.fhir.json");
    if std::env::var_os("SIGNPOST_BLESS").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, bundle + "\n").unwrap();
    } else {
        assert_eq!(
            bundle + "\n",
            fs::read_to_string(&golden).unwrap(),
            "bless with SIGNPOST_BLESS=1"
        );
    }
}

#[test]
fn a_group_answers_with_a_text_that_a_link_worker_can_paste() {
    let asked = PlanLink { services: vec!["q1afj".into()], reference: reference("M3XD") };
    let props = AnswerProps {
        messages: messages("en"),
        people: "https://signpost.example/en/people/".into(),
        directory: "hello@signpost.example".into(),
    };
    let mut model = AnswerModel::default();
    model.open(&format!("#{}", asked.to_fragment()));
    assert!(answer::asked(&model, &props.messages).contains("M3XD"));
    assert_eq!((model.text(&props), answer::ready(&model, &props)), (None, String::new()));
    // The activity has its name where what is listed is at hand; anything else changes nothing.
    for listed in ["", "7", "{\"slips\":[{\"id\":7}]}"] {
        model.take_names(listed);
        assert!(model.names.is_empty(), "{listed}");
    }
    model.take_names("{\"slips\":[{\"id\":\"q1afj\",\"name\":{\"t\":\"<Tea>\",\"l\":\"pa\"}}]}");
    let asked = answer::asked(&model, &props.messages);
    assert!(asked.contains("lang=\"pa\">&lt;Tea&gt;</p>"), "{asked}");
    for outcome in answer::CHOICES {
        model.outcome = Some(outcome);
        model.until = Some(day("2027-01-12"));
        let text = model.text(&props).unwrap();
        assert!(text.starts_with("M3XD: "), "{text}");
        let mut people = self::model();
        people.apply(Action::Hear(text), &props.messages);
        assert_eq!(outcomes(&people, "M3XD"), [outcome]);
        let until = people.ledger.entry(reference("M3XD")).unwrap().activities[0].full_until;
        assert_eq!(until.is_some(), outcome == Outcome::GroupFull, "a day belongs to full");
        let ready = answer::ready(&model, &props);
        assert_eq!(ready.contains("mailto:hello@"), outcome == Outcome::GroupFull);
        assert!(ready.contains("mailto:?subject=M3XD&amp;body=M3XD%3A%20"));
    }
    for (fragment, words) in [("", "by the link in the message"), ("#q1afjm3xd", "is damaged")] {
        let mut model = AnswerModel { outcome: Some(Outcome::GroupFull), ..AnswerModel::default() };
        model.open(fragment);
        assert!(answer::asked(&model, &props.messages).contains(words));
        assert_eq!(model.text(&props), None);
    }
}

#[test]
fn a_group_is_asked_by_a_reference_alone() {
    let english = messages("en");
    let question = model().question(reference("M3XD"), 0, "https://a.example/en/reply/", &english);
    let question = question.unwrap();
    let (_, fragment) = question.split_once('#').unwrap();
    let asked = PlanLink::read(fragment).unwrap();
    assert_eq!((asked.services, asked.reference), (vec!["q1afj".to_owned()], reference("M3XD")));
    let mut people = model();
    people.apply(Action::Hear(question), &english);
    assert_eq!(outcomes(&people, "M3XD"), [Outcome::NoWord], "a question is no answer");
    assert_eq!(model().question(reference("AAAA"), 0, "x", &english), None);
}

#[test]
fn a_button_s_action_is_read_as_it_was_written() {
    let one = reference("7KQ4");
    for action in [
        Action::Keep,
        Action::Open(one),
        Action::LookAgain(one, 6),
        Action::Close(one),
        Action::Reopen(one),
        Action::Remove(one),
        Action::PutBack,
        Action::Record(one),
        Action::Ask(one, 2),
        Action::Report,
        Action::Csv,
        Action::Fhir,
        Action::Export,
        Action::Wipe,
    ] {
        assert_eq!(Action::read(&action.name()), Some(action));
    }
    for other in ["", "open", "open ?", "again 7KQ4 x", "up 7KQ4"] {
        assert_eq!(Action::read(other), None, "{other}");
    }
    assert!(
        matches!(hear("7KQ4 02N", &Spelling::default(), |_| false), Ok(found) if matches!(found[..], [Heard::Spoken(_)]))
    );
}
