//! What is handed over: slips, the sheet, and the plan that is opened from a link.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use app::handout::{Look, Note, Options, Side, WORDS, sheet};
use app::locales::Locales;
use app::slip::{Line, Slip, SlipBlock, SlipContact, SlipFile, SlipHelp, SlipIndex, SlipPlace};
use catalog::day::{Day, Moment};
use catalog::link::plan::{PlanLink, Reference};
use catalog::schedule::{Rule, Schedule};

static LOCALES: LazyLock<Locales> = LazyLock::new(|| Locales::load().unwrap());

fn line(text: &str) -> Line {
    Line { text: text.into(), lang: String::new() }
}

fn monday() -> Moment {
    Moment::parse("2026-11-30T09:00").unwrap()
}

/// Tuesdays from ten to half past eleven, not on 22 December.
fn weekly() -> String {
    let start = Moment::parse("2026-01-06T10:00").unwrap();
    let rule = Some(Rule::parse("FREQ=WEEKLY", start).unwrap());
    let exdates = vec![Day::parse("2026-12-22").unwrap()];
    let schedule = Schedule {
        start,
        minutes: 90,
        rule,
        dates: vec![],
        exdates,
        pauses: vec![],
        valid_to: None,
    };
    schedule.to_line()
}

fn contact(phone: &str, languages: &[&str]) -> SlipContact {
    let languages = languages.iter().map(|code| (*code).to_owned()).collect();
    SlipContact { phone: phone.into(), languages, ..SlipContact::default() }
}

fn tea(name: &str, when: &str) -> Slip {
    Slip {
        id: "vh73j".into(),
        name: line(name),
        group: "Sunset Neighbours".into(),
        when: vec![line(when)],
        times: vec![weekly()],
        places: vec![SlipPlace {
            address: "Sunset Hall, 1 Example St".into(),
            door: line("Ring the bell"),
            ..SlipPlace::default()
        }],
        ask_for: "Harbans".into(),
        contacts: vec![
            contact("+16045550100", &["en", "pa"]),
            contact("+16045550102", &["pa", "hi"]),
        ],
        bring_someone: Some(true),
        is_free: true,
        joining: "drop-in".into(),
        checked: "2026-09-14".into(),
        ..Slip::default()
    }
}

fn file(locale: &str, speaks: &str, slips: Vec<Slip>) -> SlipFile {
    let messages = LOCALES.get(locale).unwrap();
    let languages = [("en", "English"), ("pa", "Punjabi")];
    SlipFile {
        locale: locale.into(),
        words: messages.some(WORDS).into_iter().map(str::to_owned).collect(),
        page: ["https://signpost.example/", locale, "/p/"].concat(),
        speaks: vec![speaks.into()],
        languages: languages.map(|(code, name)| (code.to_owned(), name.to_owned())).into(),
        help: vec![SlipHelp { phone: "9-1-1".into(), label: line("Ambulance") }],
        slips,
        apart: String::new(),
    }
}

fn link(ids: &[&str]) -> PlanLink {
    let services = ids.iter().map(|id| (*id).to_owned()).collect();
    PlanLink { services, reference: Reference::new(7) }
}

fn options(look: Look) -> Options<'static> {
    Options { look, now: monday(), review: Day::parse("2027-01-11"), note: Note::Line }
}

/// The sheet in Punjabi with English beneath.
fn drawn(ids: &[&str], look: Look) -> String {
    let pa = [file("pa", "pa", vec![tea("ਚਾਹ", "ਮੰਗਲਵਾਰ ਸਵੇਰੇ 10")])];
    let en = [file("en", "en", vec![tea("Tuesday tea", "Tuesdays at 10")])];
    let link = link(ids);
    let own = Side::new(&pa, &link.services).unwrap();
    let beneath = Side::new(&en, &link.services).unwrap();
    sheet(&own, Some(&beneath), &link, &options(look)).into_text()
}

#[test]
fn a_sheet_is_in_the_language_of_who_gets_it_with_the_other_one_beneath() {
    let html = drawn(&["vh73j"], Look::Whole);
    for words in
        ["lang=\"pa\"", "ਚਾਹ", "Tuesday tea", "ਮੰਗਲਵਾਰ ਸਵੇਰੇ 10", "Tuesdays at 10", "Sunset Hall"]
    {
        assert!(html.contains(words), "{words}: {html}");
    }
    assert!(html.contains("class=\"beneath\" lang=\"en\" dir=\"ltr\""));
    // What nobody has translated stands there once.
    assert_eq!(html.matches("Ring the bell").count(), 1);
    assert!(html.contains("Next: Tuesday 1 December. Not on Tuesday 22 December."), "{html}");
}

#[test]
fn the_number_on_a_sheet_is_that_of_the_person_whose_language_it_is() {
    let html = drawn(&["vh73j"], Look::Whole);
    assert!(html.contains("604-555-0102") && !html.contains("604-555-0100"), "{html}");
    assert!(html.contains("They speak Punjabi on this number."));
}

#[test]
fn what_is_true_of_all_is_said_once_and_what_is_not_known_is_not_said() {
    assert!(drawn(&["vh73j"], Look::Whole).contains("It is free. Just turn up."));
    let mut other = tea("Walk", "Saturdays");
    (other.id, other.is_free, other.joining) = ("nxm23".into(), false, "phone-first".into());
    let en = [file("en", "en", vec![tea("Tea", "Tuesdays"), other])];
    let link = link(&["vh73j", "nxm23"]);
    let own = Side::new(&en, &link.services).unwrap();
    let html = sheet(&own, None, &link, &options(Look::Whole)).into_text();
    assert!(!html.contains("free") && !html.contains("Just turn up"), "{html}");
    assert!(html.contains("You can bring somebody with you."));
    assert!(!html.contains("lang=\"\""), "{html}");
}

#[test]
fn a_discreet_sheet_says_neither_what_nor_where() {
    let html = drawn(&["vh73j"], Look::Discreet);
    for words in ["ਚਾਹ", "tea", "Sunset", "Harbans", "bell", "Tuesdays at"] {
        assert!(!html.contains(words), "{words}: {html}");
    }
    assert!(html.contains("604-555-0102") && html.contains("VH73J 0007"), "{html}");
    assert!(html.contains("Tuesday 1 December, 10:00 am to 11:30 am"), "{html}");
}

#[test]
fn a_copy_for_the_file_has_the_code_but_nothing_to_scan() {
    let html = drawn(&["vh73j"], Look::Copy);
    assert!(html.contains("Copy for the file") && html.contains("VH73J 0007"), "{html}");
    assert!(!html.contains("<svg"), "{html}");
}

#[test]
fn more_than_three_are_a_list_and_one_that_is_gone_is_told() {
    let ids = ["vh73j", "aaaa1", "aaaa2", "aaaa3"];
    let slips = ids.map(|id| Slip { id: id.into(), ..tea(id, "Tuesdays") }).to_vec();
    let files = [file("en", "en", slips)];
    let link = link(&["vh73j", "aaaa1", "aaaa2", "aaaa3", "zzzz9"]);
    let own = Side::new(&files, &link.services).unwrap();
    let html = sheet(&own, None, &link, &options(Look::Whole)).into_text();
    assert_eq!(html.matches("class=\"brief\"").count(), 4, "{html}");
    assert!(html.contains("1 activity of this plan is no longer listed."), "{html}");
}

#[test]
fn whom_it_is_for_and_where_else_it_is_stand_on_the_sheet() {
    let mut slip = tea("Walk", "Tuesdays");
    slip.eligibility = vec![line("For Burnaby residents.")];
    slip.places.push(SlipPlace { address: "Elm House, 2 Elm St".into(), ..SlipPlace::default() });
    slip.times.push(weekly().replace(" 600 ", " 840 "));
    slip.times_at = vec![1, 2];
    let en = [file("en", "en", vec![slip])];
    let link = link(&["vh73j"]);
    let html = sheet(&Side::new(&en, &link.services).unwrap(), None, &link, &options(Look::Whole));
    let html = html.into_text();
    assert!(html.contains("Who is it for?") && html.contains("For Burnaby residents."), "{html}");
    assert!(html.contains("Also at \u{2068}Elm House, 2 Elm St\u{2069}"), "{html}");
}

#[test]
fn what_has_ended_says_so_and_no_time_or_number_of_it_is_on_the_sheet() {
    let over = Slip {
        id: "vh73j".into(),
        name: line("Tea"),
        alerts: vec![line("This has ended.")],
        is_over: true,
        ..Slip::default()
    };
    let files = [file("en", "en", vec![over])];
    let link = link(&["vh73j"]);
    let own = Side::new(&files, &link.services).unwrap();
    let html = sheet(&own, None, &link, &options(Look::Whole)).into_text();
    assert!(html.contains("This has ended.") && !html.contains("class=\"tel\""), "{html}");
    assert!(!html.contains("The next date is not known"), "{html}");
}

#[test]
fn nothing_that_somebody_wrote_is_markup_on_a_sheet() {
    let bad = "<img src=x onerror=\"1\">";
    let mut slip = tea(bad, bad);
    (slip.group, slip.ask_for) = (bad.into(), bad.into());
    slip.places[0].address = bad.into();
    let files = [SlipFile { page: bad.into(), ..file("en", "en", vec![slip]) }];
    let link = link(&["vh73j"]);
    let own = Side::new(&files, &link.services).unwrap();
    for look in [Look::Whole, Look::Discreet, Look::Copy] {
        let options = Options { note: Note::Words(bad), ..options(look) };
        assert!(!sheet(&own, None, &link, &options).into_text().contains("<img"));
    }
}

#[test]
fn twelve_activities_make_a_code_of_version_7_at_most() {
    let ids = [
        "k7f3q", "k7f3r", "k7f3s", "k7f3t", "k7f3v", "k7f3w", "k7f3x", "k7f3y", "k7f3z", "k7f40",
        "k7f41", "k7f42",
    ];
    let link = ["https://signpost.example/zh-Hant/p/#", &link(&ids).to_fragment()].concat();
    assert!(app::qr::Qr::of(&link).unwrap().version <= 7, "{link}");
}

#[test]
fn a_place_for_the_summer_is_not_told_in_winter() {
    let start = Moment::parse("2026-05-06T18:00").unwrap();
    let rule = Some(Rule::parse("FREQ=WEEKLY", start).unwrap());
    let summer = Schedule {
        start,
        minutes: 45,
        rule,
        dates: vec![],
        exdates: vec![],
        pauses: vec![],
        valid_to: Day::parse("2026-09-30"),
    };
    let slip = Slip {
        when: vec![line("Tuesdays"), line("Wednesdays in summer"), line("By arrangement")],
        times: vec![weekly(), summer.to_line()],
        ..tea("Walk", "")
    };
    let told = slip.usual_times(monday(), 62);
    assert_eq!(told, [line("Tuesdays"), line("By arrangement")]);
}

#[test]
fn an_alert_is_told_until_its_day_and_an_index_names_each_file_once() {
    let slip = Slip {
        alerts: vec![line("In the small hall")],
        alerts_until: "2026-12-24".into(),
        ..Slip::default()
    };
    assert_eq!(slip.alerts_on(Day::parse("2026-12-24").unwrap()).len(), 1);
    assert!(slip.alerts_on(Day::parse("2026-12-25").unwrap()).is_empty());
    let block = |file: &str, ids: &str| SlipBlock { file: file.into(), tile: 0, ids: ids.into() };
    let index = SlipIndex { blocks: vec![block("a", "vh73j nxm23"), block("b", "k7f3q")] };
    assert_eq!(index.files_of(&["nxm23".into(), "vh73j".into()]), ["a"]);
    assert!(index.files_of(&["zzzz9".into()]).is_empty());
}

#[test]
fn a_file_of_slips_is_read_as_it_was_written_and_anything_else_is_empty() {
    let mut full = tea("Tea", "Tuesdays");
    full.room = vec!["Full".into()];
    (full.times_at, full.times_when, full.meet_me) = (vec![1], vec![0], Some(false));
    (full.papers, full.given, full.is_over) = (vec!["A bill".into()], "By phone".into(), true);
    full.cost = vec![Line { text: "Free".into(), lang: "en".into() }];
    let written = file("en", "en", vec![full, Slip::default()]);
    let text = serde_json::to_string(&written).unwrap();
    assert_eq!(serde_json::from_str::<SlipFile>(&text).unwrap(), written);
    let index = SlipIndex {
        blocks: vec![SlipBlock { file: "a.json".into(), tile: 3, ids: "vh73j nxm23".into() }],
    };
    let text = serde_json::to_string(&index).unwrap();
    assert_eq!(serde_json::from_str::<SlipIndex>(&text).unwrap(), index);
    for other in ["[]", "7", "{\"slips\":{\"id\":1}}", "{\"slips\":[7]}"] {
        let file: SlipFile = serde_json::from_str(other).unwrap();
        assert!(file.slip("vh73j").is_none(), "{other}");
    }
    assert!(serde_json::from_str::<SlipFile>("{").is_err());
}

mod opened {
    use super::*;
    use app::handed::state::{HandedModel, Opened};
    use app::handed::view::{self, HandedProps};
    use app::plan::file as plan_file;
    use catalog::link::Unreadable;

    fn props() -> HandedProps {
        HandedProps { messages: LOCALES.get("en").unwrap().clone(), folder: "../".into() }
    }

    /// Tea and one that nobody lists any more.
    fn model() -> HandedModel {
        let mut model = HandedModel { now: Some(monday()), ..HandedModel::default() };
        model.open(&link(&["vh73j", "zzzz9"]).to_fragment());
        model.receive(Some(vec![file("en", "en", vec![tea("Tuesday tea", "Tuesdays")])]));
        model
    }

    #[test]
    fn a_link_opens_with_its_dates_its_door_and_its_telephone() {
        let (model, props) = (model(), props());
        let list = view::list(&model, &props);
        for words in [
            "Tuesday tea",
            "Next: Tomorrow, 10:00 am",
            "Ring the bell",
            "tel:+16045550100",
            "../s/vh73j/",
        ] {
            assert!(list.contains(words), "{words}: {list}");
        }
        let top = view::top(&model, &props);
        assert!(top.contains("1 activity of this plan is no longer listed."), "{top}");
        assert!(top.contains("0007"), "{top}");
        assert!(view::keep(&model, &props).contains("Keep it on this phone"));
        assert!(view::paper(&model).contains("class=\"handout\""));
    }

    #[test]
    fn everything_is_kept_at_once_beside_what_is_there() {
        let (mut model, props) = (model(), props());
        let kept = model.keep(None, &props.messages).unwrap();
        let plan = plan_file::read(&kept).unwrap();
        assert_eq!(plan.items.len(), 1);
        assert_eq!((&*plan.items[0].name, &*plan.items[0].reference), ("Tuesday tea", "0007"));
        model.kept(true, &props.messages);
        assert!(view::keep(&model, &props).contains("../plan/"));
        // Once more, and nothing is there twice.
        let again = model.keep(Some(&kept), &props.messages).unwrap();
        assert_eq!(plan_file::read(&again).unwrap().items.len(), 1);
        // What cannot be read is left alone.
        assert_eq!(model.keep(Some("{}"), &props.messages), None);
        assert_eq!(model.said, props.messages.text(app::locale::Key::PlanBroken));
    }

    #[test]
    fn what_has_changed_of_what_is_kept_is_told_until_it_is_seen() {
        let (mut model, props) = (model(), props());
        let kept = model.keep(None, &props.messages).unwrap();
        model.look_at(Some(&kept));
        assert_eq!(view::changes(&model, &props), "");
        let mut other = tea("Tuesday tea", "Tuesdays");
        other.contacts = vec![contact("+16045550199", &["en"])];
        model.receive(Some(vec![file("en", "en", vec![other])]));
        // Who has kept nothing knows of nothing before.
        model.look_at(None);
        assert_eq!(view::changes(&model, &props), "");
        model.look_at(Some(&kept));
        let html = view::changes(&model, &props);
        assert!(
            html.contains("604-555-0199") && html.contains("data-action=\"seen vh73j\""),
            "{html}"
        );
        let seen = model.see("vh73j", Some(&kept)).unwrap();
        assert_eq!(plan_file::read(&seen).unwrap().items[0].phone.as_deref(), Some("+16045550199"));
        model.look_at(Some(&seen));
        assert_eq!(view::changes(&model, &props), "");
    }

    #[test]
    fn the_sheet_has_the_other_language_beneath_where_it_is_at_hand() {
        let mut model = model();
        assert!(!view::paper(&model).contains("lang=\"pa\""));
        model.beneath = vec![file("pa", "pa", vec![tea("ਚਾਹ", "ਮੰਗਲਵਾਰ")])];
        let html = view::paper(&model);
        assert!(html.contains("class=\"beneath\" lang=\"pa\"") && html.contains("ਚਾਹ"), "{html}");
    }

    #[test]
    fn what_leads_nowhere_says_why() {
        let mut model = model();
        for (fragment, why) in [
            ("#vh73jnxm237kq41vj", Opened::Unreadable(Unreadable::Damaged)),
            ("#", Opened::Nothing),
        ] {
            model.open(fragment);
            assert_eq!(model.opened, why, "{fragment}");
        }
        for same in ["#vh73jnxm237kq41vh", "%23vh73jnxm237kq41vh", "vh73jnxm237kq41vh/"] {
            model.open(same);
            assert_eq!(model.link().map(|link| link.services.len()), Some(2), "{same}");
        }
    }

    #[test]
    fn a_typed_code_is_read_as_people_write_it_and_says_where_to_look_again() {
        let (mut model, props) = (model(), props());
        let typed = model.type_code("VH73J 0007 1", &props.messages);
        assert_eq!(typed, None);
        assert_eq!(model.wrong, props.messages.text(app::locale::Key::HandedCodeWrong));
        model.type_code("vh73j ?007", &props.messages);
        assert!(model.wrong.contains('?'), "{}", model.wrong);
        model.type_code("vh73k 0007 111", &props.messages);
        assert!(model.wrong.contains("VH73K"), "{}", model.wrong);
        model.type_code("  ", &props.messages);
        assert_eq!(model.wrong, props.messages.text(app::locale::Key::HandedCodeEmpty));
        let code = link(&["vh73j"]).to_code().replace('0', "o");
        assert_eq!(model.type_code(&code, &props.messages), Some(link(&["vh73j"]).to_fragment()));
        assert_eq!((model.gone(), &*model.wrong), (0, ""));
    }
}
