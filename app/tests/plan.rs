//! A person's own plan: what they do to it, how it is written down, and what it never takes in.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use app::card::NO_PAGE;
use app::locale::Messages;
use app::locales::Locales;
use app::markup::Markup;
use app::plan::action::Action;
use app::plan::calendar::{self, Dating};
use app::plan::file::{self, KEPT_FIELDS, Refusal};
use app::plan::near::{AGAIN_DAYS, CheckIn};
use app::plan::pack::to_pack;
use app::plan::reply::{self, Answer, ReplyDraft, Tells};
use app::plan::since::Standing;
use app::plan::state::{PlanModel, Storage};
use app::plan::view::{self, PlanParts, PlanProps, WORDS};
use app::plan::{Facts, ITEMS_MAX, Item, Mark, Plan, WORDS_MAX, Way, Why};
use app::slip::Room;
use catalog::day::Moment;
use catalog::link::plan::{PlanLink, Reference};
use catalog::link::reply::{Outcome, Reply, Spoken};
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
    Schedule {
        start,
        minutes: 90,
        rule,
        dates: Vec::new(),
        exdates: Vec::new(),
        pauses: Vec::new(),
        valid_to: None,
    }
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

/// The fields of an activity in a file: those that are known when it is kept, and the owner's own.
fn fields() -> Vec<&'static str> {
    KEPT_FIELDS.into_iter().chain(["papers", "bring", "reference", "note", "mark", "why"]).collect()
}

/// Somebody with a tea, a walk and a call.
fn model() -> PlanModel {
    let items = vec![tea(), named("w2222", "Walk"), named("c3333", "Call")];
    let plan = Plan { matters: "My knees".into(), items, ..Plan::default() };
    let mut model = PlanModel { now: Some(monday()), ..PlanModel::default() };
    model.open(Some(&file::write(&plan)), &words("en"));
    assert_eq!(model.plan, plan);
    model
}

/// The list as the phone draws it.
fn drawn(model: &PlanModel, props: &PlanProps) -> String {
    let mut list = Markup::new();
    view::items(model).iter().for_each(|state| view::item(&mut list, state, model, props));
    list.into_text()
}

fn names(model: &PlanModel) -> Vec<&str> {
    model.plan.items.iter().map(|item| item.name.as_str()).collect()
}

fn item() -> impl Strategy<Value = Item> {
    let page = prop_oneof![Just(""), Just(NO_PAGE), Just("zh-Hant")].prop_map(str::to_owned);
    let words = (
        "[a-z0-9]{5,8}",
        "[^\u{0}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,40}",
        "(en|pa|zh-Hant)?",
    );
    let mark = (0..Mark::ALL.len()).prop_map(|place| Mark::ALL[place].0);
    let why = proptest::option::of((0..Why::ALL.len()).prop_map(|place| Why::ALL[place].0));
    let seen = (any::<bool>(), 0..4_usize, 0..3_usize, any::<bool>());
    let facts = (proptest::option::of("\\+[1-9][0-9]{6,12}"), any::<bool>(), mark, why, seen);
    let asked = (proptest::collection::vec("[a-z ]{1,9}", 0..3), "([0-9A-HJKMNP-TV-Z]{3}[1-9A])?");
    (words, facts, page, "[a-z\n<&\"]{0,60}", asked).prop_map(
        |(
            (id, text, lang),
            (phone, sensitive, mark, why, seen),
            page,
            note,
            (papers, reference),
        )| {
            let shown = if sensitive { String::new() } else { text };
            let (has_seen, standing, room, is_part) = seen;
            let facts = has_seen.then(|| Facts {
                times: tea().times,
                places: Some(shown.clone()).filter(|place| !place.is_empty()).into_iter().collect(),
                phones: phone.iter().cloned().collect(),
                standing: Standing::named(["", "paused", "over", "gone"][standing]),
                room: Room::named(["", "waiting-list", "full"][room]),
                is_part,
            });
            Item {
                id,
                name: shown.clone(),
                lang,
                phone,
                when: shown.clone(),
                place: shown.clone(),
                times: tea().times,
                sensitive,
                page,
                papers: if sensitive { Vec::new() } else { papers },
                bring: shown,
                reference,
                note,
                mark,
                why: why.filter(|_| mark.has_reason()),
                facts: facts.filter(|_| !sensitive),
            }
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
    (proptest::collection::vec(item(), 0..6), "[a-z ]{0,40}").prop_map(|(items, matters)| {
        let mut plan = Plan { matters, ..Plan::default() };
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
    let names: Vec<&str> =
        fields().into_iter().chain(["signpost-plan", "matters", "kept"]).collect();
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
            fields.insert("signpost-plan".into(), 2.into());
        }
        if let Ok(plan) = file::read(&value.to_string()) {
            prop_assert!(plan.items.len() <= ITEMS_MAX);
            prop_assert_eq!(file::read(&file::write(&plan)), Ok(plan.clone()));
            let model = PlanModel { plan, now: Some(monday()), ..PlanModel::default() };
            let props = PlanProps { messages: words("en"), folder: "../".into() };
            prop_assert!(is_tame(&drawn(&model, &props)));
        }
    }

    #[test]
    fn a_kept_item_of_a_stranger_is_tame(fields in proptest::collection::hash_map(
        proptest::sample::select(fields()), json(), 0..fields().len()
    ), name in "(<b>x</b>|.{0,20})") {
        let mut item = serde_json::json!({ "id": "k7f3q", "name": name });
        for (field, value) in fields {
            item[field] = value;
        }
        let text = serde_json::json!({ "signpost-plan": 2, "matters": "", "kept": [item] }).to_string();
        if let Ok(plan) = file::read(&text) {
            let model = PlanModel { plan, now: Some(monday()), ..PlanModel::default() };
            let props = PlanProps { messages: words("en"), folder: "../".into() };
            prop_assert!(is_tame(&drawn(&model, &props)));
        }
    }

    #[test]
    fn no_order_of_presses_loses_or_doubles_anything(presses in proptest::collection::vec((0..4_usize, 0..4_usize), 0..30)) {
        let messages = words("en");
        let mut model = model();
        let ids = ["k7f3q", "w2222", "c3333", "nobody"];
        for (what, whom) in presses {
            let id = ids[whom].to_owned();
            model.apply(match what {
                0 => Action::Shift(id, Way::Up),
                1 => Action::Shift(id, Way::Down),
                2 => Action::Remove(id),
                _ => Action::PutBack,
            }, &messages);
            let mut seen: Vec<_> = model.plan.items.iter().map(|item| item.id.clone()).collect();
            seen.sort();
            seen.dedup();
            prop_assert_eq!(seen.len(), model.plan.items.len());
            prop_assert_eq!(file::read(&file::write(&model.plan)), Ok(model.plan.clone()));
        }
    }
}

#[test]
fn somebody_puts_what_comes_first_first() {
    let messages = words("en");
    let mut model = model();
    assert_eq!(model.said, "3 activities in your plan");
    model.apply(Action::Shift("c3333".into(), Way::Up), &messages);
    assert_eq!(names(&model), ["Tuesday tea", "Call", "Walk"]);
    assert_eq!(model.said, "Call is now number 2 of 3.");
    model.apply(Action::Shift("k7f3q".into(), Way::Up), &messages);
    assert_eq!(names(&model), ["Tuesday tea", "Call", "Walk"]);
    assert_eq!(model.said, "Tuesday tea is now number 1 of 3.");
}

#[test]
fn what_was_removed_by_a_slip_comes_back_with_its_note() {
    let messages = words("en");
    let mut model = model();
    model.apply(Action::Note("w2222".into(), "bring water".into()), &messages);
    model.apply(Action::Mark("w2222".into(), Mark::CouldNot), &messages);
    model.apply(Action::Remove("w2222".into()), &messages);
    assert_eq!(
        (names(&model), model.said.as_str()),
        (vec!["Tuesday tea", "Call"], "Removed: Walk")
    );
    model.apply(Action::PutBack, &messages);
    assert_eq!(names(&model), ["Tuesday tea", "Walk", "Call"]);
    assert_eq!(
        (model.plan.items[1].note.as_str(), model.plan.items[1].mark),
        ("bring water", Mark::CouldNot)
    );
    assert_eq!(view::undo(&model, &PlanProps { messages, folder: "../".into() }), "");
}

#[test]
fn nothing_is_stored_before_something_is_kept_nor_after_the_last_is_gone() {
    let messages = words("en");
    let mut model = PlanModel::default();
    model.open(None, &messages);
    assert_eq!(model.to_store(), None);
    model.apply(Action::Matters("My knees".into()), &messages);
    assert!(model.to_store().is_some());
    model.apply(Action::Matters(String::new()), &messages);
    assert_eq!(model.to_store(), None);
    let mut model = self::model();
    model.apply(Action::Wipe, &messages);
    assert_eq!((model.to_store(), model.plan, model.taken), (None, Plan::default(), None));
}

#[test]
fn a_copy_from_an_old_phone_adds_what_is_new_and_changes_nothing() {
    let messages = words("en");
    let mut model = model();
    let other = Plan {
        matters: "Another's".into(),
        items: vec![named("w2222", "Imposter"), named("n4444", "Choir")],
        ..Plan::default()
    };
    model.apply(Action::Import(file::write(&other)), &messages);
    assert_eq!(names(&model), ["Tuesday tea", "Walk", "Call", "Choir"]);
    assert_eq!(
        (model.plan.matters.as_str(), model.said.as_str()),
        ("My knees", "1 activity was added.")
    );
    model.apply(Action::Import(file::write(&other)), &messages);
    assert_eq!(model.said, messages.text(app::locale::Key::PlanNothingNew));
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
        (r#"{"signpost-plan":3,"kept":[]}"#.into(), Refusal::Newer),
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
        let mut model = model();
        let before = model.plan.clone();
        model.apply(Action::Import(text), &messages);
        assert_eq!((&model.plan, model.said.as_str()), (&before, messages.text(refusal.key())));
    }
    // What a later page may have written is worth keeping without it.
    let odd =
        file::read(&item(r#","times":["every day", 7, "20459 600 90 0 0 0"],"more":{}"#)).unwrap();
    assert_eq!(odd.items[0].times.len(), 1);
    let long = file::read(&item(&format!(r#","when":"{}""#, "茶".repeat(900)))).unwrap();
    assert_eq!(long.items[0].when.chars().count(), 400);
    let unsure = item(r#","mark":"went","why":"bus","reference":"no one","papers":["a card", 7]"#);
    let unsure = &file::read(&unsure).unwrap().items[0];
    assert_eq!((unsure.mark, unsure.why, &*unsure.reference), (Mark::Went, None, ""));
    assert_eq!(unsure.papers, ["a card"]);
    let turned = file::read(&item(r#","name":"a\u202egpj\u0007b""#)).unwrap();
    assert_eq!(turned.items[0].name, "agpjb");
}

#[test]
fn a_plan_of_the_first_version_opens_with_all_that_was_said() {
    let plan = file::read(include_str!("fixtures/plans/version-1.json")).unwrap();
    let marks: Vec<_> = plan.items.iter().map(|item| item.mark).collect();
    let said = [Mark::NotForMe, Mark::CouldNot, Mark::NotYet, Mark::Went, Mark::Full];
    assert_eq!(marks, said);
    assert!(plan.items.iter().all(|item| item.why.is_none() && item.reference.is_empty()));
    assert_eq!(
        (plan.matters.as_str(), plan.items[0].note.as_str()),
        ("My knees\n茶", "ask for Mei")
    );
    let again = file::write(&plan);
    assert!(again.contains("\"signpost-plan\":2") && again.contains("not-for-me"), "{again}");
    assert_eq!(file::read(&again), Ok(plan));
}

#[test]
fn what_was_handed_over_is_kept_with_its_reference_and_what_was_there_keeps_its_mark() {
    let messages = words("en");
    let mut model = model();
    model.apply(Action::Mark("w2222".into(), Mark::Went), &messages);
    let services = vec!["n4444".to_owned(), "w2222".to_owned()];
    let link = PlanLink { services, reference: Reference::read("7KQ4").unwrap() };
    let handed = vec![named("n4444", "Choir"), named("w2222", "Walk")];
    assert_eq!(model.plan.keep_handed(&link, handed.clone()), 1);
    assert_eq!(names(&model), ["Tuesday tea", "Walk", "Call", "Choir"]);
    let kept: Vec<_> = model.plan.items.iter().map(|item| item.reference.as_str()).collect();
    assert_eq!((kept, model.plan.items[1].mark), (vec!["", "7KQ4", "", "7KQ4"], Mark::Went));
    // Once more, and there is nothing new.
    assert_eq!(model.plan.keep_handed(&link, handed.clone()), 0);
    assert_eq!(model.plan.links, std::slice::from_ref(&link));
    assert_eq!(file::read(&file::write(&model.plan)), Ok(model.plan.clone()));
    // Where the last of it is gone, its link is in no file.
    for id in ["n4444", "w2222"] {
        model.apply(Action::Remove(id.into()), &messages);
    }
    let text = file::write(&model.plan);
    assert!(!text.contains("7kq4") && !text.contains("n4444"), "{text}");
    // A plan that a resident shares says nothing of anybody.
    let shared = PlanLink { reference: Reference::default(), ..link };
    assert_eq!(model.plan.keep_handed(&shared, handed), 2);
    assert!(model.plan.items.iter().all(|item| item.reference != "0000"));
}

/// A plan that was handed over by a link: a walk, then tea, in another order than the person's own.
fn handed() -> PlanModel {
    let mut model = model();
    let services = vec!["w2222".to_owned(), "k7f3q".to_owned()];
    let link = PlanLink { services, reference: Reference::read("7KQ4").unwrap() };
    let items = vec![named("w2222", "Walk"), tea()];
    assert_eq!(model.plan.keep_handed(&link, items), 0);
    let tea = model.plan.item_mut("k7f3q").unwrap();
    tea.mark = Mark::Went;
    tea.note = "not for others".into();
    let walk = model.plan.item_mut("w2222").unwrap();
    (walk.mark, walk.why) = (Mark::CouldNot, Some(Why::Bus));
    model
}

fn draft() -> ReplyDraft {
    ReplyDraft { words: " The bus\ndid \u{202e}not come ".into(), ..ReplyDraft::default() }
}

const PEOPLE: &str = "https://a.example/en/people/";

fn answered(model: &PlanModel, draft: &ReplyDraft, messages: &Messages) -> Answer {
    reply::answer(&model.plan, draft, PEOPLE, messages).unwrap()
}

#[test]
fn each_step_of_consent_adds_to_an_answer_what_it_says_and_nothing_else() {
    let model = handed();
    let at = |tells| answered(&model, &ReplyDraft { tells, ..draft() }, &words("en"));
    let whether = at(Tells::Outcome);
    let code = whether.code.clone().unwrap();
    let expected = ["Plan 7KQ4", "Tuesday tea: I went", "Walk: I could not get there", &code];
    assert_eq!(whether.text, expected.join("\n"));
    let why = at(Tells::Reason);
    let code = why.code.clone().unwrap();
    let line = "Walk: I could not get there (The bus, the way there)";
    assert_eq!(why.text, ["Plan 7KQ4", "Tuesday tea: I went", line, &code].join("\n"));
    let own = at(Tells::Words);
    assert_eq!(own.text, why.text.replace(&code, &["The bus did not come\n", &code].concat()));
    // The code counts in the order of the link, whatever the person's own order is.
    let outcomes = |answer: &Answer| Spoken::read(answer.code.as_ref().unwrap()).unwrap().outcomes;
    assert_eq!(outcomes(&whether), [Outcome::CouldNot, Outcome::Went]);
    assert_eq!(outcomes(&why), [Outcome::CouldNotTransport, Outcome::Went]);
    // So do the links.
    let read = |answer: &Answer| Reply::read(answer.link.split_once('#').unwrap().1).unwrap();
    assert_eq!(read(&whether).outcomes[1], ("w2222".to_owned(), Outcome::CouldNot));
    assert_eq!((read(&why).words, read(&own).words), (None, Some("The bus did not come".into())));
    for answer in [whether, why, own] {
        let all = [answer.text, answer.link].concat();
        assert!(!all.contains("not for others") && !all.contains("My knees"), "{all}");
    }
}

#[test]
fn an_answer_holds_one_reference_and_nothing_that_calls_for_discretion() {
    let messages = words("en");
    let mut model = handed();
    let other = Item { reference: "1234".into(), mark: Mark::Full, ..named("n4444", "Choir") };
    let secret = Item { reference: "7KQ4".into(), mark: Mark::Went, ..private() };
    model.plan.items.extend([other, secret, Item { mark: Mark::Went, ..named("z9999", "Own") }]);
    assert_eq!(reply::references(&model.plan), ["7KQ4", "1234"]);
    let first = answered(&model, &draft(), &messages);
    assert!(!first.text.contains("Choir") && !first.text.contains("Own"), "{}", first.text);
    assert!(!first.text.contains("Appointment") && !first.link.contains("q1afj"), "{first:?}");
    let second = answered(&model, &ReplyDraft { reference: "1234".into(), ..draft() }, &messages);
    // Nobody knows the order of that link: no code, and the text ends with the link.
    assert_eq!(second.code, None);
    assert_eq!(second.text, ["Plan 1234", "Choir: It was full", &second.link].join("\n"));
    // What nobody has asked for is not offered.
    let mut silent = handed();
    silent.plan.items.iter_mut().for_each(|item| item.mark = Mark::NotYet);
    assert_eq!(reply::answer(&silent.plan, &draft(), PEOPLE, &messages), None);
    assert_eq!(reply::answer(&self::model().plan, &draft(), PEOPLE, &messages), None);
    assert!(reply::references(&self::model().plan).is_empty());
}

#[test]
fn an_answer_is_written_into_the_person_s_own_programs() {
    let answer = answered(&handed(), &draft(), &words("fa"));
    let sms = answer.to_text_message("+16045550188");
    assert!(sms.starts_with("sms:+16045550188?&body=%"), "{sms}");
    assert!(answer.to_text_message("").starts_with("sms:?&body=%"));
    let mail = answer.to_email("desk@clinic.example");
    assert!(mail.starts_with("mailto:desk@clinic.example?subject=%") && mail.contains("%0D%0A"));
    let hostile = answer.to_email("a@b.example?bcc=c@d.example&body=x");
    assert!(hostile.starts_with("mailto:a@b.example%3Fbcc%3Dc@d.example%26body%3Dx?"), "{hostile}");
    let is_plain = |address: &str| address.bytes().all(|byte| byte.is_ascii_graphic());
    assert!(is_plain(&sms) && is_plain(&mail));
    // What an address cannot carry is copied and pasted.
    let long = Answer { text: "ਚਾਹ".repeat(300), ..answer };
    assert_eq!(long.to_text_message(""), "sms:?&body=");
    assert!(long.to_email("").ends_with("&body="));
}

#[test]
fn what_is_chosen_for_an_answer_is_stored_nowhere() {
    let messages = words("en");
    let mut model = handed();
    let before = model.to_store();
    for action in [
        Action::Tell(Tells::Words),
        Action::ReplyWords("The bus".into()),
        Action::ReplyTo("+16045550188".into(), "desk@clinic.example".into()),
        Action::ReplyOf("7KQ4".into()),
    ] {
        model.apply(action, &messages);
    }
    assert_eq!(model.to_store(), before);
    assert_eq!(model.reply.words, "The bus");
    model.apply(Action::Wipe, &messages);
    assert_eq!(model.reply, ReplyDraft::default());
}

#[test]
fn how_near_one_is_is_asked_at_the_start_and_once_more() {
    let messages = words("en");
    let mut model = PlanModel { now: Some(monday()), ..PlanModel::default() };
    let today = monday().day;
    assert!(!model.plan.asks_how_near(today), "nothing is kept yet");
    model.plan.put(0, tea());
    assert!(model.plan.asks_how_near(today));
    model.apply(Action::KeepNear, &messages);
    assert_eq!((model.plan.check_ins.len(), model.said.as_str()), (0, "Choose a number first."));
    model.apply(Action::Near(2), &messages);
    assert!(model.check_in.is_low(&model.plan));
    model.apply(Action::NearWords("slow days".into()), &messages);
    model.apply(Action::KeepNear, &messages);
    assert_eq!(model.plan.check_ins, [CheckIn { day: today, near: 2, words: "slow days".into() }]);
    assert!(model.check_in.is_low(&model.plan), "what was said last counts");
    assert!(!model.plan.asks_how_near(today.plus(AGAIN_DAYS - 1)));
    assert!(model.plan.asks_how_near(today.plus(AGAIN_DAYS)));
    model.apply(Action::Near(7), &messages);
    model.apply(Action::KeepNear, &messages);
    assert!(!model.check_in.is_low(&model.plan));
    assert!(!model.plan.asks_how_near(today.plus(10 * AGAIN_DAYS)), "twice at most");
    assert_eq!(file::read(&file::write(&model.plan)), Ok(model.plan.clone()));
    model.apply(Action::ForgetNear, &messages);
    assert!(model.plan.check_ins.is_empty() && !model.to_store().unwrap().contains("slow days"));
    let odd = r#"{"signpost-plan":2,"kept":[],"near":[{"day":"x","near":1},{"day":"2026-11-23","near":11},{"day":"2026-11-23","near":3},7]}"#;
    assert_eq!(file::read(odd).unwrap().check_ins.len(), 1);
}

#[test]
fn papers_are_named_once_with_all_that_ask_for_them() {
    let papers = |papers: &[&str]| papers.iter().map(|paper| (*paper).to_owned()).collect();
    let items = vec![
        Item { papers: papers(&["Photo ID", "Proof of address"]), ..tea() },
        Item {
            papers: papers(&["Photo ID"]),
            bring: "<b>Water</b>".into(),
            ..named("w2222", "Walk")
        },
        private(),
    ];
    let plan = Plan { items, ..Plan::default() };
    let all = to_pack(&plan);
    let whats: Vec<_> = all.iter().map(|thing| thing.what).collect();
    assert_eq!(whats, ["Photo ID", "Proof of address", "<b>Water</b>"]);
    assert_eq!(all[0].names, ["Tuesday tea", "Walk"]);
    assert!(is_tame(&app::plan::pack::list(&plan, "en")));
    assert_eq!(app::plan::pack::list(&model().plan, "en"), "");
}

#[test]
fn what_happened_and_why_are_two_answers() {
    let messages = words("en");
    let mut model = model();
    let said = |model: &PlanModel| (model.plan.items[0].mark, model.plan.items[0].why);
    let id = || "k7f3q".to_owned();
    model.apply(Action::Why(id(), Some(Why::Bus)), &messages);
    assert_eq!(said(&model), (Mark::NotYet, None), "nothing happened that has a reason");
    model.apply(Action::Mark(id(), Mark::CouldNot), &messages);
    assert_eq!(said(&model), (Mark::CouldNot, None), "nobody has to say why");
    model.apply(Action::Why(id(), Some(Why::NoAnswer)), &messages);
    assert_eq!(said(&model), (Mark::CouldNot, Some(Why::NoAnswer)));
    model.apply(Action::Mark(id(), Mark::NotForMe), &messages);
    assert_eq!(said(&model), (Mark::NotForMe, None));
    let reasons = |mark| {
        let items = vec![Item { mark, ..tea() }];
        let model = PlanModel { plan: Plan { items, ..Plan::default() }, ..PlanModel::default() };
        let props = PlanProps { messages: words("en"), folder: "../".into() };
        drawn(&model, &props).split("data-why=\"k7f3q\"").nth(1).unwrap().starts_with('>')
    };
    assert!(reasons(Mark::CouldNot) && !reasons(Mark::Full) && !reasons(Mark::NotYet));
}

#[test]
fn what_cannot_be_read_is_left_alone_until_its_owner_says_otherwise() {
    let messages = words("en");
    let mut model = PlanModel::default();
    model.open(Some(r#"{"signpost-plan":9}"#), &messages);
    assert_eq!(model.storage, Storage::Unreadable);
    assert_eq!(model.said, messages.text(app::locale::Key::PlanBroken));
    model.apply(Action::Wipe, &messages);
    assert_eq!(model.storage, Storage::Works);
}

#[test]
fn where_storage_is_refused_the_plan_stays_on_the_page_and_says_so() {
    let messages = words("en");
    let mut model = model();
    model.refuse(&messages);
    assert_eq!(model.plan.items.len(), 3);
    assert_eq!(model.said, messages.text(app::locale::Key::PlanNotSaved));
}

#[test]
fn every_word_that_a_phone_needs_is_carried_along() {
    for locale in ["en", "pa", "fa", "ko"] {
        let whole = words(locale);
        let some = whole.some(WORDS).into_iter().map(str::to_owned).collect();
        let carried = Messages::from_some(locale, WORDS, some);
        let mut model = model();
        model.plan.items.push(private());
        model.plan.items.push(Item { times: Vec::new(), ..named("n4444", "None") });
        let now = Item {
            times: vec![Schedule {
                start: Moment::parse("2026-11-23T08:30").unwrap(),
                rule: None,
                ..weekly()
            }],
            ..named("n5555", "Now")
        };
        model.plan.items.push(now);
        let everything = |messages: &Messages| {
            let mut model = model.clone();
            let mut said = Vec::new();
            for intention in [
                Action::Shift("c3333".into(), Way::Up),
                Action::Remove("c3333".into()),
                Action::PutBack,
                Action::Import(file::write(&Plan {
                    items: vec![named("z9999", "Z")],
                    ..Plan::default()
                })),
                Action::Import(file::write(&Plan::default())),
                Action::KeepNear,
                Action::Near(4),
                Action::Near(0),
                Action::KeepNear,
                Action::ForgetNear,
            ] {
                model.apply(intention, messages);
                said.push(model.said.clone());
            }
            for refusal in [Refusal::TooLarge, Refusal::NotAPlan, Refusal::Newer] {
                model.refuse_file(refusal, messages);
                said.push(model.said.clone());
            }
            model.refuse(messages);
            said.push(model.said.clone());
            let props = PlanProps { messages: messages.clone(), folder: "../".into() };
            model.taken = Some((0, tea()));
            said.extend([drawn(&model, &props), view::undo(&model, &props)]);
            let coming = model.plan.coming(monday());
            let utc = |moment| moment;
            let dating =
                Dating { messages, stamp: monday(), folder: "https://a.example/en/", utc: &utc };
            said.push(calendar::write(&coming, &dating));
            for stored in [None, Some("x")] {
                model.open(stored, messages);
                said.push(model.said.clone());
            }
            model.apply(Action::Wipe, messages);
            said.push(model.said.clone());
            let answer =
                answered(&handed(), &ReplyDraft { tells: Tells::Reason, ..draft() }, messages);
            said.push(answer.text);
            let day = monday().day;
            model.plan.check_ins = vec![CheckIn { day, near: 4, words: "<b>".into() }];
            said.extend([view::said(&model, messages), view::plans(&handed().plan)]);
            assert!(said.iter().all(|html| is_tame(html)));
            said
        };
        assert_eq!(everything(&carried), everything(&whole));
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
    let model = PlanModel { plan, now: Some(monday()), ..PlanModel::default() };
    let messages = words("en");
    let html = drawn(&model, &PlanProps { messages: messages.clone(), folder: "../".into() });
    assert!(html.contains("Appointment") && html.contains("others may see this phone"), "{html}");
    let utc = |moment: Moment| moment.plus_minutes(480);
    let dating =
        Dating { messages: &messages, stamp: monday(), folder: "https://a.example/en/", utc: &utc };
    let file = calendar::write(&model.plan.coming(monday()), &dating);
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
    let mut model = model();
    model.taken = Some((0, tea()));
    let html = [
        view::island(&props, &PlanParts::default()),
        view::undo(&model, &props),
        drawn(&model, &props),
    ]
    .concat();
    let actions: Vec<_> =
        html.split("data-action=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(actions.len(), 4 + 1 + 3 * 4);
    assert!(actions.iter().all(|action| Action::read(action).is_some()), "{actions:?}");
    for text in ["", "up", "up\u{a0}k7f3q", "export k7f3q", "Up k7f3q"] {
        assert_eq!(Action::read(text), None, "{text}");
    }
}

#[test]
fn an_activity_without_a_page_is_a_name_and_one_in_another_language_a_link_to_it() {
    let shown = |page: &str| {
        let plan = Plan { items: vec![Item { page: page.into(), ..tea() }], ..Plan::default() };
        let model = PlanModel { plan, now: Some(monday()), ..PlanModel::default() };
        drawn(&model, &PlanProps { messages: words("pa"), folder: "../".into() })
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
fn the_plan_s_format_stands_in_one_place() {
    let handed: serde_json::Value = serde_json::from_str(&file::format()).unwrap();
    assert_eq!(handed["stored"], file::STORED);
    assert_eq!(handed["most"], ITEMS_MAX);
    assert_eq!(handed["fields"], serde_json::json!(KEPT_FIELDS));
    // What a page hands to the script is what the script is told to expect, and is read again.
    let item: serde_json::Value = serde_json::from_str(&file::write_one(&tea())).unwrap();
    assert!(KEPT_FIELDS.iter().all(|field| item.get(field).is_some()), "{item}");
    // What is the owner's own is not touched by a page.
    let own = ["reference", "note", "mark", "why"];
    assert!(own.iter().all(|field| item.get(field).is_none()), "{item}");
    assert_eq!(item.as_object().unwrap().len(), KEPT_FIELDS.len() + ["papers", "bring"].len());
    let stored = serde_json::json!({
        handed["versionField"].as_str().unwrap(): handed["versions"][1], "kept": [item]
    });
    assert_eq!(file::read(&stored.to_string()).unwrap().items, [tea()]);
    // No script knows any of it by itself.
    for script in ["plan-add.js", "leave.js", "start.js"] {
        let path = [env!("CARGO_MANIFEST_DIR"), "/../public/", script].concat();
        let script = std::fs::read_to_string(path).unwrap();
        for word in [file::STORED, "signpost-plan", &ITEMS_MAX.to_string(), "\\u001f"] {
            assert!(!script.contains(word), "{word} stands in {script}");
        }
    }
}
