//! What a prescriber hands over, and what the desk forgets.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, missing_docs)]

use app::desk::action::{Action, Choice, Way};
use app::desk::hand_over::{HandOver, paper, screen};
use app::desk::record::{self, Told};
use app::desk::state::{DeskLocale, DeskModel, Screen};
use app::desk::{CHOSEN_MAX, message, review};
use app::locale::Messages;
use app::locales::Locales;
use app::record_codes::RecordCodes;
use app::slip::{Line, Slip, SlipContact, SlipFile, SlipPlace};
use catalog::day::{Day, Moment};
use catalog::link::plan::{PlanLink, Reference};
use catalog::schedule::{Rule, Schedule};
use catalog::text::decompose_natively;

fn messages(locale: &str) -> Messages {
    Locales::load().unwrap().get(locale).unwrap().clone()
}

fn line(text: &str) -> Line {
    Line { text: text.to_owned(), ..Line::default() }
}

/// From half past one on these days of every week, as a file has it.
fn weekly(days: &str) -> String {
    let start = Moment::parse("2026-01-05T13:30").unwrap();
    let rule = Rule::parse(&format!("FREQ=WEEKLY;BYDAY={days}"), start).ok();
    let times = Schedule {
        start,
        minutes: 120,
        rule,
        dates: Vec::new(),
        exdates: Vec::new(),
        pauses: Vec::new(),
        valid_to: None,
    };
    times.to_line()
}

/// A group with as long a name, street and times as the sample has.
fn slip(id: &str, name: &str, role: &str, languages: &[&str]) -> Slip {
    let contact = |role: &str, phone: &str, languages: &[&str]| SlipContact {
        role: role.to_owned(),
        phone: phone.to_owned(),
        languages: languages.iter().map(|code| (*code).to_owned()).collect(),
        ..SlipContact::default()
    };
    Slip {
        id: id.to_owned(),
        name: line(name),
        group: "Sunset Neighbours".to_owned(),
        when: vec![line("Mondays, Wednesdays and Fridays, 1:30 pm to 3:30 pm")],
        places: vec![SlipPlace {
            address: "Sunset Neighbours Hall, 318 E 51st Ave".to_owned(),
            ..SlipPlace::default()
        }],
        contacts: vec![
            contact("Office", "+16045550100", &["en"]),
            contact(role, "+16045550102", languages),
        ],
        times: vec![weekly("MO,WE,FR")],
        joining: "drop-in".to_owned(),
        checked: "2026-09-14".to_owned(),
        ..Slip::default()
    }
}

fn file(locale: &str, names: [&str; 2]) -> SlipFile {
    SlipFile {
        locale: locale.to_owned(),
        slips: vec![
            slip("vh73j", names[0], "Harbans", &["pa", "hi"]),
            slip("nxm23", names[1], "Walk leader", &["pa"]),
        ],
        ..SlipFile::default()
    }
}

/// Two activities are chosen for somebody who speaks Punjabi.
fn desk() -> DeskModel {
    let mut desk = DeskModel::new(249_572);
    desk.slips
        .insert("en".into(), vec![file("en", ["Punjabi seniors’ tea", "Slow walk with benches"])]);
    desk.slips.insert("pa".into(), vec![file("pa", ["ਪੰਜਾਬੀ ਬਜ਼ੁਰਗਾਂ ਦੀ ਚਾਹ", "ਬੈਂਚਾਂ ਵਾਲੀ ਹੌਲੀ ਸੈਰ"])]);
    for id in ["vh73j", "nxm23"] {
        desk.apply(Action::Tick(id.to_owned()), &[]);
    }
    desk.apply(Action::HandOver, &[]);
    desk
}

fn locales() -> Vec<DeskLocale> {
    let locale = |locale: &str, own_name: &str, speaks: &[&str]| DeskLocale {
        locale: locale.to_owned(),
        own_name: own_name.to_owned(),
        speaks: speaks.iter().map(|code| (*code).to_owned()).collect(),
    };
    vec![
        locale("en", "English", &["en"]),
        locale("zh-Hant", "繁體中文", &["yue", "cmn"]),
        locale("zh-Hans", "简体中文", &["cmn", "yue"]),
        locale("pa", "ਪੰਜਾਬੀ", &["pa"]),
    ]
}

fn now() -> Moment {
    Moment::parse("2026-11-30T09:00").unwrap()
}

fn today() -> Day {
    now().day
}

fn with_hand<T>(desk: &DeskModel, locale: &str, tell: impl FnOnce(&HandOver<'_>) -> T) -> T {
    let messages = messages("en");
    let (sheet, code) = paper(desk, locale, "en", "https://signpost.example/", "Code", now());
    tell(&HandOver {
        messages: &messages,
        desk,
        locales: &locales(),
        locale,
        site: "https://signpost.example/",
        record: "the record",
        sheet: &sheet,
        code: &code,
        today: today(),
        can_share: false,
    })
}

fn record_of(desk: &DeskModel) -> String {
    record_with(desk, &RecordCodes::default())
}

fn record_with(desk: &DeskModel, codes: &RecordCodes) -> String {
    let messages = messages("en");
    let told = Told {
        messages: &messages,
        decompose: decompose_natively,
        reasons: &["Meeting people".to_owned(), "Moving".to_owned()],
        needs: &["company".to_owned(), "move".to_owned()],
        codes,
        language: "Punjabi",
        now: now(),
    };
    record::write(desk, &desk.chosen_slips("en"), &told)
}

#[test]
fn three_are_a_prescription_and_a_fourth_is_not_taken() {
    let mut desk = DeskModel::new(7);
    let rows: Vec<String> = ["aaaa1", "aaaa2", "aaaa3", "aaaa4"].map(str::to_owned).to_vec();
    for number in 1..=4 {
        desk.apply(Action::TickRow(number), &rows);
    }
    assert_eq!(desk.chosen, rows[..CHOSEN_MAX]);
    desk.apply(Action::TickRow(2), &rows);
    desk.apply(Action::TickRow(9), &rows);
    assert_eq!(
        desk.chosen,
        ["aaaa1", "aaaa3"],
        "the same key takes it away, and there is no row 9"
    );
}

#[test]
fn nothing_is_handed_over_before_something_is_chosen() {
    let mut desk = DeskModel::new(7);
    desk.apply(Action::HandOver, &[]);
    assert_eq!(desk.screen, Screen::Find);
}

#[test]
fn the_next_person_finds_nothing_of_the_last() {
    let mut desk = desk();
    for action in [
        Action::Type("78 lonely".into()),
        Action::Line("See you on Monday".into()),
        Action::Speak("pa".into()),
        Action::Toggle(Choice::Plain),
        Action::Given(Way::Print),
        Action::OpenList("first-steps-out".into()),
    ] {
        desk.apply(action, &[]);
    }
    assert_eq!(desk.age, Some(78));
    desk.apply(Action::NextPerson(5), &[]);
    let files = (desk.notes.take(), std::mem::take(&mut desk.slips));
    assert_eq!(files.1.len(), 2, "files are nobody's");
    assert_eq!(desk, DeskModel { persons: 1, ..DeskModel::new(5) });
}

#[test]
fn what_they_get_is_in_the_language_that_was_asked_for() {
    let desk = desk();
    let locales = locales();
    let asked = |codes: &[&str]| {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        desk.locale("en", &codes, &locales).to_owned()
    };
    assert_eq!(asked(&["pa"]), "pa");
    assert_eq!(asked(&["yue"]), "zh-Hant");
    assert_eq!(asked(&[]), "en");
    assert_eq!(asked(&["so"]), "en", "no page is in Somali");
    let mut chosen = desk.clone();
    chosen.apply(Action::Speak("zh-Hans".into()), &[]);
    assert_eq!(chosen.locale("en", &["pa".into()], &locales), "zh-Hans");
}

#[test]
fn a_record_of_two_is_under_400_letters_of_ascii_in_80_columns() {
    let mut desk = desk();
    desk.apply(Action::Given(Way::Print), &[]);
    desk.apply(Action::Toggle(Choice::Called), &[]);
    let record = record_of(&desk);
    assert!(record.is_ascii(), "{record}");
    assert!(record.len() < 400, "{} letters:\n{record}", record.len());
    assert!(record.lines().all(|line| line.len() <= 80), "{record}");
    for told in [
        "2026-11-30",
        &desk.reference.shown(),
        "Meeting people, Moving",
        "1 Punjabi seniors' tea [vh73j]",
        "2 Slow walk with benches [nxm23]",
        "Mon Wed Fri 13:30",
        "604-555-0100",
        "print, Punjabi",
        "2027-01-11",
        "2026-09-14",
    ] {
        assert!(record.contains(told), "no “{told}” in:\n{record}");
    }
}

#[test]
fn a_record_tells_the_towns_own_codes_and_stays_under_400_letters() {
    let mut desk = desk();
    desk.apply(Action::Given(Way::Print), &[]);
    let texts = ["Local codes", "X1 Offered", "company", "X2 Lonely", "home", "X3 Not asked for"];
    let codes = RecordCodes::from_shipped(texts.map(str::to_owned).to_vec());
    let record = record_with(&desk, &codes);
    assert!(record.contains("\nLocal codes: X1 Offered; X2 Lonely\n"), "{record}");
    assert!(record.len() < 400 && record.is_ascii(), "{} letters:\n{record}", record.len());

    // The longest that `authoring` lets through: each code is there, and what it is called gives way.
    desk.apply(Action::Toggle(Choice::Called), &[]);
    let long = |digit: &str| [&digit.repeat(20), " ", &"a long term ".repeat(3)].concat();
    let texts = ["A system of twenty-four l".to_owned(), long("1"), "company".into(), long("2")];
    let texts = texts.into_iter().chain(["move".into(), long("3")]);
    let record = record_with(&desk, &RecordCodes::from_shipped(texts.collect()));
    for digit in ["1", "2", "3"] {
        assert!(record.contains(&digit.repeat(20)), "{record}");
    }
    assert!(record.len() < 400, "{} letters:\n{record}", record.len());
    assert!(record.lines().all(|line| line.len() <= 80), "{record}");
}

#[test]
fn a_record_stays_short_however_long_a_group_s_words_are() {
    let mut desk = desk();
    for slip in &mut desk.slips.get_mut("en").unwrap()[0].slips {
        slip.name = line(&"A very long name ".repeat(9));
        slip.times.clear();
        slip.when = vec![line(&"on the second Tuesday after the moon is full ".repeat(4))];
        slip.places[0].address = "The hall behind the church, ".repeat(5);
    }
    let record = record_of(&desk);
    assert!(record.len() < 400, "{} letters:\n{record}", record.len());
    assert!(record.contains("[vh73j]") && record.contains("604-555-0100"), "{record}");
}

#[test]
fn a_text_leads_to_the_plan_and_names_who_speaks_the_language() {
    let mut desk = desk();
    let short = with_hand(&desk, "pa", |hand| hand.text());
    assert!(short.contains("604-555-0102") && !short.contains("604-555-0100"), "{short}");
    let (_, fragment) = short.split_once("https://signpost.example/pa/p/#").unwrap();
    let link = PlanLink::read(fragment).unwrap();
    assert_eq!(
        link,
        PlanLink {
            services: vec!["vh73j".into(), "nxm23".into()],
            reference: Reference::new(249_572)
        }
    );
    assert_eq!(message::count(&short).alphabet, message::Alphabet::Ucs2);
    desk.apply(Action::Toggle(Choice::Long), &[]);
    let long = with_hand(&desk, "pa", |hand| hand.text());
    assert!(long.contains("318 E 51st Ave") && long.len() > short.len(), "{long}");
}

#[test]
fn a_day_to_look_again_is_a_monday_and_says_nothing_of_the_person() {
    let mut desk = desk();
    for (weeks, monday) in [(4, "2026-12-28"), (6, "2027-01-11"), (12, "2027-02-22")] {
        desk.apply(Action::Weeks(weeks), &[]);
        assert_eq!(desk.review(today()).to_string(), monday);
    }
    let title = with_hand(&desk, "pa", |hand| hand.review_title());
    let link = with_hand(&desk, "pa", |hand| hand.link());
    let file = review::write(desk.review(today()), &title, "7KQ4", &link, now(), &|moment| moment);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\n") && file.contains("DTSTART:20270222T090000Z"));
    assert!(!file.contains("tea") && !file.contains("ਚਾਹ"), "{file}");
}

#[test]
fn nothing_that_a_group_or_a_prescriber_writes_is_markup() {
    let mut desk = desk();
    let evil = "<img src=x onerror=alert(1)>\"'";
    for files in desk.slips.values_mut() {
        files[0].slips[0].name = line(evil);
        files[0].slips[0].contacts[1].role = evil.to_owned();
    }
    desk.apply(Action::Line(evil.to_owned()), &[]);
    let markup = with_hand(&desk, "pa", screen);
    assert!(!markup.contains("<img"), "{markup}");
    assert!(markup.contains("&lt;img"), "{markup}");
}

#[test]
fn what_the_prescriber_writes_is_on_paper_and_nowhere_else() {
    let mut desk = desk();
    desk.apply(Action::Line("Ask for me at the desk".into()), &[]);
    let (sheet, _) = paper(&desk, "pa", "en", "https://signpost.example/", "Code", now());
    assert!(sheet.into_text().contains("Ask for me at the desk"));
    let (text, link) = with_hand(&desk, "pa", |hand| (hand.text(), hand.link()));
    for other in [text, link, record_of(&desk)] {
        assert!(!other.contains("Ask for me"), "{other}");
    }
}
