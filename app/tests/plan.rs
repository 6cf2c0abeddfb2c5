//! A person's own plan: what they do to it, how it is written down, and what it never takes in.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use app::card::NO_PAGE;
use app::locale::Messages;
use app::native::locales::Locales;
use app::plan::calendar::{self, Dating};
use app::plan::desk::{Desk, Intention, Storage};
use app::plan::draw::{self, PlanProps, WORDS};
use app::plan::file::{self, FIELDS, Refusal};
use app::plan::press::Press;
use app::plan::{ITEMS_MAX, Item, Mark, Plan, WORDS_MAX, Way};
use catalog::day::Moment;
use catalog::schedule::{Rule, Schedule};
use proptest::prelude::*;

fn words(locale: &str) -> Messages {
    static LOCALES: LazyLock<Locales> = LazyLock::new(|| Locales::load().unwrap());
    LOCALES.get(locale).unwrap().clone()
}

fn monday() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

/// Tuesdays from ten to half past eleven.
fn weekly() -> Schedule {
    let start = Moment::parse("2026-01-06T10:00").unwrap();
    let rule = Some(Rule::parse("FREQ=WEEKLY", start).unwrap());
    Schedule { start, minutes: 90, rule, exdates: Vec::new(), pauses: Vec::new(), valid_to: None }
}

fn tea() -> Item {
    Item {
        id: "k7f3q".into(),
        name: "Tuesday tea".into(),
        lang: "en".into(),
        phone: Some("+16045550100".into()),
        when: "Tuesdays 10 to 11:30".into(),
        place: "Example House".into(),
        times: vec![weekly()],
        ..Item::default()
    }
}

fn named(id: &str, name: &str) -> Item {
    Item { id: id.into(), name: name.into(), ..tea() }
}

fn private() -> Item {
    Item {
        name: String::new(),
        when: String::new(),
        place: String::new(),
        sensitive: true,
        ..named("q1afj", "")
    }
}

/// Somebody with a tea, a walk and a call.
fn desk() -> Desk {
    let items = vec![tea(), named("w2222", "Walk"), named("c3333", "Call")];
    let plan = Plan { matters: "My knees".into(), items };
    let mut desk = Desk { now: Some(monday()), ..Desk::default() };
    desk.open(Some(&file::write(&plan)), &words("en"));
    assert_eq!(desk.plan, plan);
    desk
}

fn names(desk: &Desk) -> Vec<&str> {
    desk.plan.items.iter().map(|item| item.name.as_str()).collect()
}

fn item() -> impl Strategy<Value = Item> {
    let page = prop_oneof![Just(""), Just(NO_PAGE), Just("zh-Hant")].prop_map(str::to_owned);
    let words = (
        "[a-z0-9]{5,8}",
        "[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,40}",
        "(en|pa|zh-Hant)?",
    );
    let mark = (0..Mark::ALL.len()).prop_map(|place| Mark::ALL[place].0);
    let facts = (proptest::option::of("\\+[1-9][0-9]{6,12}"), any::<bool>(), mark);
    (words, facts, page, "[a-z\n<&\"]{0,60}").prop_map(
        |((id, text, lang), (phone, sensitive, mark), page, note)| {
            let shown = if sensitive { String::new() } else { text };
            Item {
                id,
                name: shown.clone(),
                lang,
                phone,
                when: shown.clone(),
                place: shown,
                times: tea().times,
                sensitive,
                page,
                note,
                mark,
            }
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
    (proptest::collection::vec(item(), 0..6), "[a-z ]{0,40}").prop_map(|(items, matters)| {
        let mut plan = Plan { matters, items: Vec::new() };
        for item in items {
            plan.put(usize::MAX, item);
        }
        plan
    })
}

/// Any JSON, with the names that mean something here.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        (0..3_u64).prop_map(Into::into),
        "(k7f3q|../../x|javascript:|\\+16045550100|went|20459 600 90 0 0 0|<b>|.{0,12})"
            .prop_map(Into::into),
    ];
    let names: Vec<&str> = FIELDS.into_iter().chain(["signpost-plan", "matters", "kept"]).collect();
    leaf.prop_recursive(4, 48, 6, move |inner| {
        let name = proptest::sample::select(names.clone());
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            proptest::collection::vec((name, inner), 0..8).prop_map(|fields| {
                let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
                serde_json::Value::Object(fields.collect())
            }),
        ]
    })
}

fn is_tame(html: &str) -> bool {
    !html.contains("<b>") && !html.contains("href=\"javascript") && !html.contains("../../x/")
}

proptest! {
    #[test]
    fn a_plan_comes_back_as_it_was(plan in plan()) {
        prop_assert_eq!(file::read(&file::write(&plan)), Ok(plan));
    }

    #[test]
    fn a_file_from_anywhere_is_read_or_refused(mut value in json(), text in ".{0,60}") {
        let _ = file::read(&text);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("signpost-plan".into(), 1.into());
        }
        if let Ok(plan) = file::read(&value.to_string()) {
            prop_assert!(plan.items.len() <= ITEMS_MAX);
            prop_assert_eq!(file::read(&file::write(&plan)), Ok(plan.clone()));
            let desk = Desk { plan, now: Some(monday()), ..Desk::default() };
            let props = PlanProps { messages: words("en"), folder: "../".into() };
            prop_assert!(is_tame(&draw::list(&desk, &props)));
        }
    }

    #[test]
    fn a_kept_item_of_a_stranger_is_tame(fields in proptest::collection::hash_map(
        proptest::sample::select(FIELDS.to_vec()), json(), 0..FIELDS.len()
    ), name in "(<b>x</b>|.{0,20})") {
        let mut item = serde_json::json!({ "id": "k7f3q", "name": name });
        for (field, value) in fields {
            item[field] = value;
        }
        let text = serde_json::json!({ "signpost-plan": 1, "matters": "", "kept": [item] }).to_string();
        if let Ok(plan) = file::read(&text) {
            let desk = Desk { plan, now: Some(monday()), ..Desk::default() };
            let props = PlanProps { messages: words("en"), folder: "../".into() };
            prop_assert!(is_tame(&draw::list(&desk, &props)));
        }
    }

    #[test]
    fn no_order_of_presses_loses_or_doubles_anything(presses in proptest::collection::vec((0..4_usize, 0..4_usize), 0..30)) {
        let messages = words("en");
        let mut desk = desk();
        let ids = ["k7f3q", "w2222", "c3333", "nobody"];
        for (what, whom) in presses {
            let id = ids[whom].to_owned();
            desk.apply(match what {
                0 => Intention::Shift(id, Way::Up),
                1 => Intention::Shift(id, Way::Down),
                2 => Intention::Remove(id),
                _ => Intention::PutBack,
            }, &messages);
            let mut seen: Vec<_> = desk.plan.items.iter().map(|item| item.id.clone()).collect();
            seen.sort();
            seen.dedup();
            prop_assert_eq!(seen.len(), desk.plan.items.len());
            prop_assert_eq!(file::read(&file::write(&desk.plan)), Ok(desk.plan.clone()));
        }
    }
}

#[test]
fn somebody_puts_what_comes_first_first() {
    let messages = words("en");
    let mut desk = desk();
    assert_eq!(desk.said, "3 activities in your plan");
    desk.apply(Intention::Shift("c3333".into(), Way::Up), &messages);
    assert_eq!(names(&desk), ["Tuesday tea", "Call", "Walk"]);
    assert_eq!(desk.said, "Call is now number 2 of 3.");
    desk.apply(Intention::Shift("k7f3q".into(), Way::Up), &messages);
    assert_eq!(names(&desk), ["Tuesday tea", "Call", "Walk"]);
    assert_eq!(desk.said, "Tuesday tea is now number 1 of 3.");
}

#[test]
fn what_was_removed_by_a_slip_comes_back_with_its_note() {
    let messages = words("en");
    let mut desk = desk();
    desk.apply(Intention::Note("w2222".into(), "bring water".into()), &messages);
    desk.apply(Intention::Mark("w2222".into(), Mark::CouldNot), &messages);
    desk.apply(Intention::Remove("w2222".into()), &messages);
    assert_eq!((names(&desk), desk.said.as_str()), (vec!["Tuesday tea", "Call"], "Removed: Walk"));
    desk.apply(Intention::PutBack, &messages);
    assert_eq!(names(&desk), ["Tuesday tea", "Walk", "Call"]);
    assert_eq!(
        (desk.plan.items[1].note.as_str(), desk.plan.items[1].mark),
        ("bring water", Mark::CouldNot)
    );
    assert_eq!(draw::undo(&desk, &PlanProps { messages, folder: "../".into() }), "");
}

#[test]
fn nothing_is_stored_before_something_is_kept_nor_after_the_last_is_gone() {
    let messages = words("en");
    let mut desk = Desk::default();
    desk.open(None, &messages);
    assert_eq!(desk.to_store(), None);
    desk.apply(Intention::Matters("My knees".into()), &messages);
    assert!(desk.to_store().is_some());
    desk.apply(Intention::Matters(String::new()), &messages);
    assert_eq!(desk.to_store(), None);
    let mut desk = self::desk();
    desk.apply(Intention::Wipe, &messages);
    assert_eq!((desk.to_store(), desk.plan, desk.taken), (None, Plan::default(), None));
}

#[test]
fn a_copy_from_an_old_phone_adds_what_is_new_and_changes_nothing() {
    let messages = words("en");
    let mut desk = desk();
    let other = Plan {
        matters: "Another's".into(),
        items: vec![named("w2222", "Imposter"), named("n4444", "Choir")],
    };
    desk.apply(Intention::Import(file::write(&other)), &messages);
    assert_eq!(names(&desk), ["Tuesday tea", "Walk", "Call", "Choir"]);
    assert_eq!(
        (desk.plan.matters.as_str(), desk.said.as_str()),
        ("My knees", "1 activity was added.")
    );
    desk.apply(Intention::Import(file::write(&other)), &messages);
    assert_eq!(desk.said, messages.text(app::locale::Key::PlanNothingNew));
}

#[test]
fn a_hostile_file_is_refused_with_a_sentence_and_changes_nothing() {
    let item = |rest: &str| {
        format!(r#"{{"signpost-plan":1,"matters":"","kept":[{{"id":"k7f3q"{rest}}}]}}"#)
    };
    let many: Vec<String> = (0..61).map(|n| format!(r#"{{"id":"a{n:04}"}}"#)).collect();
    let twice = r#"{"signpost-plan":1,"kept":[{"id":"k7f3q"},{"id":"k7f3q"}]}"#.to_owned();
    for (text, refusal) in [
        (String::new(), Refusal::NotAPlan),
        ("[]".into(), Refusal::NotAPlan),
        (r#"{"kept":[]}"#.into(), Refusal::NotAPlan),
        (r#"{"signpost-plan":2,"kept":[]}"#.into(), Refusal::Newer),
        (r#"{"signpost-plan":0,"kept":[]}"#.into(), Refusal::NotAPlan),
        (r#"{"signpost-plan":1,"kept":{}}"#.into(), Refusal::NotAPlan),
        ("[".repeat(100_000), Refusal::NotAPlan),
        (" ".repeat(file::BYTES_MAX + 1), Refusal::TooLarge),
        (format!(r#"{{"signpost-plan":1,"kept":[{}]}}"#, many.join(",")), Refusal::NotAPlan),
        (twice, Refusal::NotAPlan),
        (item(r#","phone":"javascript:alert(1)""#), Refusal::NotAPlan),
        (item(r#","phone":"+1604555010012345""#), Refusal::NotAPlan),
        (item(r#","lang":"en\" onload=\"x""#), Refusal::NotAPlan),
        (item(r#","mark":"vanished""#), Refusal::NotAPlan),
        (item(r#","name":7"#), Refusal::NotAPlan),
        (item(&format!(r#","note":"{}""#, "x".repeat(WORDS_MAX + 1))), Refusal::NotAPlan),
        (item("").replace("k7f3q", "../../x"), Refusal::NotAPlan),
        (item("").replace("k7f3q", "k7F3q"), Refusal::NotAPlan),
    ] {
        assert_eq!(file::read(&text), Err(refusal), "{}", text.get(..80).unwrap_or(&text));
        let messages = words("en");
        let mut desk = desk();
        let before = desk.plan.clone();
        desk.apply(Intention::Import(text), &messages);
        assert_eq!((&desk.plan, desk.said.as_str()), (&before, messages.text(refusal.key())));
    }
    // What a later page may have written is worth keeping without it.
    let odd =
        file::read(&item(r#","times":["every day", 7, "20459 600 90 0 0 0"],"more":{}"#)).unwrap();
    assert_eq!(odd.items[0].times.len(), 1);
    let long = file::read(&item(&format!(r#","when":"{}""#, "茶".repeat(900)))).unwrap();
    assert_eq!(long.items[0].when.chars().count(), 400);
    let turned = file::read(&item(r#","name":"a\u202egpj\u0007b""#)).unwrap();
    assert_eq!(turned.items[0].name, "agpjb");
}

#[test]
fn what_cannot_be_read_is_left_alone_until_its_owner_says_otherwise() {
    let messages = words("en");
    let mut desk = Desk::default();
    desk.open(Some(r#"{"signpost-plan":9}"#), &messages);
    assert_eq!(desk.storage, Storage::Unreadable);
    assert_eq!(desk.said, messages.text(app::locale::Key::PlanBroken));
    desk.apply(Intention::Wipe, &messages);
    assert_eq!(desk.storage, Storage::Works);
}

#[test]
fn where_storage_is_refused_the_plan_stays_on_the_page_and_says_so() {
    let messages = words("en");
    let mut desk = desk();
    desk.refuse(&messages);
    assert_eq!(desk.plan.items.len(), 3);
    assert_eq!(desk.said, messages.text(app::locale::Key::PlanNotSaved));
}

#[test]
fn every_word_that_a_phone_needs_is_carried_along() {
    for locale in ["en", "pa", "fa", "ko"] {
        let whole = words(locale);
        let some = whole.some(WORDS).into_iter().map(str::to_owned).collect();
        let carried = Messages::from_some(locale, WORDS, some);
        let mut desk = desk();
        desk.plan.items.push(private());
        desk.plan.items.push(Item { times: Vec::new(), ..named("n4444", "None") });
        let now = Item {
            times: vec![Schedule {
                start: Moment::parse("2026-11-23T08:30").unwrap(),
                rule: None,
                ..weekly()
            }],
            ..named("n5555", "Now")
        };
        desk.plan.items.push(now);
        let drawn = |messages: &Messages| {
            let mut desk = desk.clone();
            let mut said = Vec::new();
            for intention in [
                Intention::Shift("c3333".into(), Way::Up),
                Intention::Remove("c3333".into()),
                Intention::PutBack,
                Intention::Import(file::write(&Plan {
                    items: vec![named("z9999", "Z")],
                    ..Plan::default()
                })),
                Intention::Import(file::write(&Plan::default())),
            ] {
                desk.apply(intention, messages);
                said.push(desk.said.clone());
            }
            for refusal in [Refusal::TooLarge, Refusal::NotAPlan, Refusal::Newer] {
                desk.refuse_file(refusal, messages);
                said.push(desk.said.clone());
            }
            desk.refuse(messages);
            said.push(desk.said.clone());
            let props = PlanProps { messages: messages.clone(), folder: "../".into() };
            desk.taken = Some((0, tea()));
            said.extend([draw::list(&desk, &props), draw::undo(&desk, &props)]);
            let coming = desk.plan.coming(monday());
            let utc = |moment| moment;
            let dating =
                Dating { messages, stamp: monday(), folder: "https://a.example/en/", utc: &utc };
            said.push(calendar::write(&coming, &dating));
            for stored in [None, Some("x")] {
                desk.open(stored, messages);
                said.push(desk.said.clone());
            }
            desk.apply(Intention::Wipe, messages);
            said.push(desk.said.clone());
            said
        };
        assert_eq!(drawn(&carried), drawn(&whole));
        assert_eq!(carried.direction, whole.direction);
    }
}

#[test]
fn what_calls_for_discretion_is_named_nowhere() {
    let text = file::write(&Plan {
        items: vec![Item { name: "Safe talk".into(), sensitive: true, ..private() }],
        ..Plan::default()
    });
    let plan = file::read(&text).unwrap();
    assert_eq!(plan.items, [private()]);
    let desk = Desk { plan, now: Some(monday()), ..Desk::default() };
    let messages = words("en");
    let html = draw::list(&desk, &PlanProps { messages: messages.clone(), folder: "../".into() });
    assert!(html.contains("Appointment") && html.contains("others may see this phone"), "{html}");
    let utc = |moment: Moment| moment.plus_minutes(480);
    let dating =
        Dating { messages: &messages, stamp: monday(), folder: "https://a.example/en/", utc: &utc };
    let file = calendar::write(&desk.plan.coming(monday()), &dating);
    assert!(
        file.contains("SUMMARY:Appointment\r\n") && file.contains("DTSTART:20261124T180000Z"),
        "{file}"
    );
    for word in ["q1afj", "example", "604", "LOCATION", "URL", "Tuesday tea"] {
        assert!(!file.contains(word), "{word}: {file}");
    }
}

#[test]
fn a_calendar_says_when_and_asks_how_it_went() {
    let messages = words("en");
    let item = tea();
    let coming = [(&item, item.next(monday()).unwrap())];
    let utc = |moment: Moment| moment.plus_minutes(480);
    let dating =
        Dating { messages: &messages, stamp: monday(), folder: "https://a.example/en/", utc: &utc };
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Signpost//Plan//EN
CALSCALE:GREGORIAN
BEGIN:VEVENT
UID:k7f3q-2026-11-24T10:00@signpost.plan
DTSTAMP:20261123T090000Z
SUMMARY:Tuesday tea
LOCATION:Example House
DESCRIPTION:604-555-0100
URL:https://a.example/en/s/k7f3q/
CLASS:PRIVATE
DTSTART:20261124T180000Z
DURATION:PT90M
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Tuesday tea
TRIGGER:-PT120M
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:k7f3q-after-2026-11-24T10:00@signpost.plan
DTSTAMP:20261123T090000Z
SUMMARY:How was it? Tuesday tea
URL:https://a.example/en/plan/
CLASS:PRIVATE
DTSTART:20261125T180000Z
DURATION:PT15M
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:How was it? Tuesday tea
TRIGGER:-PT0M
END:VALARM
END:VEVENT
END:VCALENDAR
";
    assert_eq!(calendar::write(&coming, &dating).replace("\r\n", "\n"), expected);
}

#[test]
fn every_button_is_understood_again() {
    let props = PlanProps { messages: words("en"), folder: "../".into() };
    let mut desk = desk();
    desk.taken = Some((0, tea()));
    let html =
        [draw::island(&props), draw::undo(&desk, &props), draw::list(&desk, &props)].concat();
    let presses: Vec<_> =
        html.split("data-press=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(presses.len(), 4 + 1 + 3 * 4);
    assert!(presses.iter().all(|press| Press::read(press).is_some()), "{presses:?}");
    for text in ["", "up", "up\u{a0}k7f3q", "export k7f3q", "Up k7f3q"] {
        assert_eq!(Press::read(text), None, "{text}");
    }
}

#[test]
fn an_activity_without_a_page_is_a_name_and_one_in_another_language_a_link_to_it() {
    let shown = |page: &str| {
        let plan = Plan { items: vec![Item { page: page.into(), ..tea() }], ..Plan::default() };
        let desk = Desk { plan, now: Some(monday()), ..Desk::default() };
        draw::list(&desk, &PlanProps { messages: words("pa"), folder: "../".into() })
    };
    let title = |page: &str| {
        shown(page).split("</h2>").next().unwrap().split("<h2").nth(1).unwrap().to_owned()
    };
    assert!(title("").contains("<a href=\"../s/k7f3q/\""), "{}", title(""));
    assert!(title("en").contains("<a href=\"../../en/s/k7f3q/\""), "{}", title("en"));
    let unlinked = title(NO_PAGE);
    assert!(unlinked.contains(&tea().name) && !unlinked.contains("href"), "{unlinked}");
}

#[test]
fn the_little_script_writes_what_this_reads() {
    let script = include_str!("../../public/plan-add.js");
    for field in FIELDS {
        let reads = ["note", "mark"].contains(&field);
        assert!(reads || script.contains(field), "{field}");
    }
    for constant in ["signpost.plan", "signpost-plan", &format!("MOST = {ITEMS_MAX}")] {
        assert!(script.contains(constant), "{constant}");
    }
}
