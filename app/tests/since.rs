//! What has changed of a kept activity since its owner last looked: facts, told once, in her language.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use app::locale::Messages;
use app::locales::Locales;
use app::markup::Markup;
use app::plan::action::Action;
use app::plan::file;
use app::plan::since::{self, Facts, Standing};
use app::plan::state::PlanModel;
use app::plan::view::{self, PlanProps, WORDS};
use app::plan::{Item, Mark, Plan};
use app::slip::{Line, Room, Slip, SlipContact, SlipFile, SlipPlace};
use catalog::day::{Day, Moment};
use catalog::schedule::{End, Frequency, Rule, Schedule};

static LOCALES: LazyLock<Locales> = LazyLock::new(|| Locales::load().unwrap());

fn words(locale: &str) -> Messages {
    LOCALES.get(locale).unwrap().clone()
}

fn monday() -> Moment {
    Moment::parse("2026-11-30T09:00").unwrap()
}

/// Every week from this day on, for an hour and a half.
fn weekly(from: &str) -> Schedule {
    let start = Moment::parse(from).unwrap();
    Schedule {
        start,
        minutes: 90,
        rule: Some(Rule::parse("FREQ=WEEKLY", start).unwrap()),
        dates: vec![],
        exdates: vec![],
        pauses: vec![],
        valid_to: None,
    }
}

fn tuesdays() -> Schedule {
    weekly("2026-01-06T10:00")
}

fn thursdays() -> Schedule {
    weekly("2026-01-08T14:00")
}

fn place(address: &str) -> SlipPlace {
    SlipPlace { address: address.into(), ..SlipPlace::default() }
}

fn contact(phone: &str, languages: &[&str]) -> SlipContact {
    let languages = languages.iter().map(|code| (*code).to_owned()).collect();
    SlipContact { phone: phone.into(), languages, ..SlipContact::default() }
}

fn tea() -> Slip {
    Slip {
        id: "vh73j".into(),
        name: Line { text: "Tea".into(), lang: String::new() },
        when: vec![Line { text: "Tuesdays at 10".into(), lang: String::new() }],
        times: vec![tuesdays().to_line()],
        places: vec![place("Sunset Hall, 1 Example St")],
        contacts: vec![
            contact("+16045550100", &["en"]),
            contact("+16045550102;shown=(604) 555-0102", &["pa"]),
        ],
        ..Slip::default()
    }
}

fn file_of(locale: &str, slips: Vec<Slip>) -> SlipFile {
    SlipFile {
        locale: locale.into(),
        speaks: vec![locale.into()],
        slips,
        apart: "q1afj hidden".into(),
        ..SlipFile::default()
    }
}

/// Somebody who kept the tea as it was, in this language.
fn kept(locale: &str) -> PlanModel {
    let file = file_of(locale, vec![tea()]);
    let item = since::item_of(&file.slips[0], Some(&file), Some(monday()));
    let item = Item { note: "Ask for Harbans".into(), mark: Mark::Going, ..item };
    opens(locale, Plan { items: vec![item], ..Plan::default() })
}

fn opens(locale: &str, plan: Plan) -> PlanModel {
    let mut model = PlanModel { now: Some(monday()), ..PlanModel::default() };
    model.open(Some(&file::write(&plan)), &words(locale));
    assert_eq!(model.plan, plan, "what is known is written down and read");
    model
}

/// The same plan, opened again when this is listed.
fn opens_again(model: &PlanModel, locale: &str, slips: Vec<Slip>) -> PlanModel {
    let mut model = opens(locale, model.plan.clone());
    model.receive(vec![file_of(locale, slips)], &words(locale));
    model
}

/// What it is told of the first activity.
fn told(model: &PlanModel, locale: &str) -> Vec<String> {
    let messages = words(locale);
    let changes = model.changes_of(&model.plan.items[0].id);
    changes.iter().map(|change| since::words(change, &messages, monday().day)).collect()
}

fn drawn(model: &PlanModel, locale: &str) -> String {
    let props = PlanProps { messages: words(locale), folder: "../".into() };
    let mut list = Markup::new();
    for state in view::items(model) {
        view::item(&mut list, &state, model, &props);
    }
    list.into_text()
}

#[test]
fn somebody_is_told_that_tuesday_becomes_thursday_until_she_has_seen_it() {
    let moved = Slip {
        times: vec![thursdays().to_line()],
        when: vec![Line { text: "Thursdays at 2".into(), lang: String::new() }],
        ..tea()
    };
    let mut model = opens_again(&kept("en"), "en", vec![moved.clone()]);
    let line = "Tuesday, 10:00 am to 11:30 am becomes Thursday, 2:00 pm to 3:30 pm.";
    assert_eq!(told(&model, "en"), [line]);
    assert_eq!(model.said, "1 activity has changed.");
    // The card has what is so today, with her own words.
    let html = drawn(&model, "en");
    for words in [line, "Thursdays at 2", "Ask for Harbans", "Changed since you last looked"] {
        assert!(html.contains(words), "{words}: {html}");
    }
    // Who closes the page without a word is told once more.
    model = opens_again(&model, "en", vec![moved.clone()]);
    assert_eq!(told(&model, "en"), [line]);
    model.apply(Action::read("seen vh73j").unwrap(), &words("en"));
    assert!(told(&model, "en").is_empty() && !drawn(&model, "en").contains("class=\"alert"));
    model = opens_again(&model, "en", vec![moved]);
    assert!(model.changed.is_empty());
    assert_eq!(model.plan.items[0].mark, Mark::Going);
}

#[test]
fn another_language_a_better_translation_and_another_order_are_no_change() {
    let mut translated = tea();
    translated.name.text = "ਚਾਹ".into();
    translated.when[0].text = "ਮੰਗਲਵਾਰ ਸਵੇਰੇ 10".into();
    translated.contacts.reverse();
    translated.contacts[0].phone = "+16045550102".into();
    // The same days, written as another rule.
    let start = Moment::parse("2026-01-06T10:00").unwrap();
    let days = Frequency::Weekly(vec![start.day.weekday()]);
    let rule =
        Rule { frequency: days, interval: 1, end: End::Until(Day::parse("2028-01-01").unwrap()) };
    translated.times = vec![Schedule { rule: Some(rule), ..tuesdays() }.to_line()];
    let model = opens_again(&kept("en"), "pa", vec![translated]);
    assert!(model.changed.is_empty(), "{:?}", model.changed);
    // She reads it in her language from now on.
    assert_eq!(
        (model.plan.items[0].name.as_str(), model.plan.items[0].lang.as_str()),
        ("ਚਾਹ", "pa")
    );
    assert!(model.is_compared());
}

#[test]
fn each_kind_of_change_is_told_in_every_language() {
    let (mut off, mut also) = (tuesdays(), tuesdays());
    off.exdates = vec![Day::parse("2026-12-22").unwrap()];
    also.exdates = vec![Day::parse("2026-12-29").unwrap()];
    let base = kept("en");
    let slips: Vec<(Slip, usize)> = vec![
        (Slip { places: vec![place("Elm House, 2 Elm St")], ..tea() }, 2),
        (Slip { contacts: vec![contact("+16045550199", &["en"])], ..tea() }, 3),
        (Slip { room_is: Room::Full, ..tea() }, 1),
        (Slip { room_is: Room::WaitingList, ..tea() }, 1),
        (Slip { is_paused: true, times: vec![], ..tea() }, 1),
        (Slip { is_over: true, times: vec![], contacts: vec![], places: vec![], ..tea() }, 1),
        (Slip { times: vec![off.to_line()], ..tea() }, 1),
        (Slip { times: vec![tuesdays().to_line(), thursdays().to_line()], ..tea() }, 1),
        (Slip { times: vec![], ..tea() }, 1),
        (Slip { id: "other".into(), ..tea() }, 1),
    ];
    for (slip, lines) in slips {
        for locale in LOCALES.codes() {
            let model = opens_again(&base, locale, vec![slip.clone()]);
            let told = told(&model, locale);
            assert_eq!(told.len(), lines, "{locale}: {told:?}");
            assert!(told.iter().all(|line| !line.is_empty() && !line.contains('{')), "{told:?}");
            // The phone has the words.
            let whole = words(locale);
            let some = whole.some(WORDS).into_iter().map(str::to_owned).collect();
            let carried = Messages::from_some(locale, WORDS, some);
            let changes = model.changes_of("vh73j");
            let carried = changes.iter().map(|change| since::words(change, &carried, monday().day));
            assert_eq!(carried.collect::<Vec<_>>(), told);
        }
    }
    let once = opens_again(&base, "en", vec![Slip { times: vec![also.to_line()], ..tea() }]);
    assert_eq!(told(&once, "en"), ["Not on Tuesday 29 December."]);
    let mut seen = once;
    seen.apply(Action::Seen("vh73j".into()), &words("en"));
    let again = opens_again(&seen, "en", vec![tea()]);
    assert_eq!(told(&again, "en"), ["Also on Tuesday 29 December."]);
}

#[test]
fn a_term_that_goes_on_and_a_summer_that_is_far_are_no_news() {
    let term = Schedule { valid_to: Some(Day::parse("2026-12-15").unwrap()), ..tuesdays() };
    let longer = Schedule { valid_to: Some(Day::parse("2027-06-15").unwrap()), ..tuesdays() };
    let summer = Schedule {
        start: Moment::parse("2027-06-05T09:00").unwrap(),
        ..weekly("2027-06-05T09:00")
    };
    let old = Facts { times: vec![term], ..Facts::default() };
    let new = Facts { times: vec![longer, summer.clone()], ..Facts::default() };
    assert_eq!(since::changes(&old, &new, monday()), []);
    let june = Moment::parse("2027-06-01T09:00").unwrap();
    assert!(!since::changes(&old, &new, june).is_empty());
}

#[test]
fn what_a_card_told_is_compared_as_far_as_it_told() {
    // Kept from the finder: one place by its name, one number, one place's times.
    let item = Item {
        id: "vh73j".into(),
        name: "Tea".into(),
        lang: "en".into(),
        phone: Some("+16045550102".into()),
        place: "Sunset Hall".into(),
        times: vec![tuesdays()],
        ..Item::default()
    };
    let plan = Plan { items: vec![item], ..Plan::default() };
    let two = Slip {
        times: vec![tuesdays().to_line(), thursdays().to_line()],
        places: vec![place("Sunset Hall, 1 Example St"), place("Elm House")],
        ..tea()
    };
    let mut model = opens("en", plan.clone());
    assert!(model.receive(vec![file_of("en", vec![two.clone()])], &words("en")), "it is stored");
    assert!(model.changed.is_empty(), "{:?}", model.changed);
    assert_eq!(model.plan.items[0].facts, Some(Facts::of(&two)));
    assert!(!model.receive(vec![file_of("en", vec![two])], &words("en")), "nothing new");
    let mut model = opens("en", plan);
    model.receive(vec![file_of("en", vec![])], &words("en"));
    assert_eq!(told(&model, "en"), ["No longer listed here. Call before you go."]);
    // What she knew of it stays on its card.
    assert!(drawn(&model, "en").contains("604-555-0102"));
}

#[test]
fn what_calls_for_discretion_or_is_told_on_its_page_only_is_not_said_to_be_gone() {
    let secret = Item { id: "q1afj".into(), sensitive: true, ..Item::default() };
    let hidden = Item { id: "hidden".into(), name: "Safe house group".into(), ..Item::default() };
    let mut model = opens("en", Plan { items: vec![secret, hidden], ..Plan::default() });
    let before = model.plan.clone();
    assert!(!model.receive(vec![file_of("en", vec![tea()])], &words("en")));
    assert_eq!(model.plan, before);
    assert!(model.changed.is_empty() && !model.is_compared());
    assert!(!file::write(&model.plan).contains("facts"));
}

#[test]
fn what_was_gone_and_seen_is_told_again_only_when_it_is_back() {
    let mut model = opens_again(&kept("en"), "en", vec![]);
    model.apply(Action::Seen("vh73j".into()), &words("en"));
    assert_eq!(model.plan.items[0].facts.as_ref().unwrap().standing, Standing::Gone);
    model = opens_again(&model, "en", vec![]);
    assert!(model.changed.is_empty());
    model = opens_again(&model, "en", vec![tea()]);
    assert_eq!(told(&model, "en"), ["It takes place again."]);
}

#[test]
fn a_hostile_place_or_number_is_no_markup_and_a_plan_without_facts_opens() {
    let bad = Slip { places: vec![place("<img src=x onerror=alert(1)>")], ..tea() };
    let model = opens_again(&kept("en"), "en", vec![bad]);
    assert!(!drawn(&model, "en").contains("<img"));
    let old = "{\"signpost-plan\":2,\"matters\":\"\",\"kept\":[{\"id\":\"vh73j\",\"facts\":7}]}";
    assert_eq!(file::read(old).unwrap().items[0].facts, None);
    let odd = "{\"signpost-plan\":2,\"kept\":[{\"id\":\"vh73j\",\"facts\":{\"phones\":[\"tel:1\"],\"times\":[4],\"standing\":\"x\"}}]}";
    assert_eq!(file::read(odd).unwrap().items[0].facts, Some(Facts::default()));
}
