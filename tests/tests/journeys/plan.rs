//! A person's own plan: on their phone, in their order, and nowhere else.

use std::fs;

use journeys::visitor::planning::Refusing;
use journeys::{Habits, Site, Town, Visitor};

const TAI_CHI: &str = "Morning tai chi";

/// Keeps tai chi from its card, and the first other service from its page.
fn keeps_two(mei: &Visitor) -> String {
    mei.opens_finder("en");
    mei.types("tai chi");
    mei.finds_first(TAI_CHI);
    mei.presses(&format!("Keep: {TAI_CHI}"));
    let link = mei.waits_for_focus_on("In my plan");
    assert_eq!(link.role, "link");
    mei.clears_the_words();
    let other = mei
        .finds_results("all", |results| results.len() > 3)
        .into_iter()
        .find(|name| name != TAI_CHI)
        .expect("there is another");
    mei.follows(&other);
    mei.presses("Keep");
    mei.waits_for_focus_on("In my plan");
    mei.follows("In my plan");
    mei.waits_for_the_plan();
    other
}

#[test]
fn somebody_makes_a_plan_of_their_own() {
    let town = Town::opens();
    // What is compared with it has journeys of its own.
    town.lists_nothing(Site::sample());
    let mei = town.visitor_who(Habits::phone().among_errors());
    let mark = town.server.mark();
    mei.opens_plan("en");
    mei.sees("Nothing is kept yet");
    assert_eq!(mei.keeps(), Vec::<String>::new());
    let asked = town.server.log_since(mark);
    assert!(asked.iter().any(|asked| asked.address().contains("/plan")), "{}", asked.len());
    for asked in asked {
        let address = asked.address();
        assert!(!address.contains("/catalog/") && !address.contains("/s/"), "{address}");
    }
    let other = keeps_two(&mei);
    let (seen_by_host, asked_by_browser) = (town.server.mark(), mei.requests().len());

    assert_eq!(mei.planned(), [TAI_CHI, &*other]);
    mei.sees("Next: ");
    assert_eq!(mei.status(), "2 activities in your plan");

    // Order, by keyboard: the focus stays on the button.
    mei.presses(&format!("Move up: {other}"));
    assert_eq!(mei.planned(), [&*other, TAI_CHI]);
    assert_eq!(mei.status(), format!("{other} is now number 1 of 2."));
    mei.waits_for_focus_on(&format!("Move up: {other}"));
    mei.presses(&format!("Move down: {other}"));
    assert_eq!(mei.planned(), [TAI_CHI, &*other]);

    // Words and marks.
    let matters = mei.finds_one(&["textbox"], "What matters to me");
    mei.types_into(&matters, "My knees\n茶");
    let note = mei.finds_one(&["textbox"], &format!("My note {TAI_CHI}"));
    mei.types_into(&note, "Ask for Mei & <b>bring</b> tea");
    let how = mei.hears().into_iter().find(|heard| heard.name.starts_with("How did it go?"));
    mei.presses_on(&how.expect("a way to say how it went"));
    let full = mei.waits_for("the marks", || Some(mei.all("radio")).filter(|all| !all.is_empty()));
    let full = full.into_iter().find(|radio| radio.is_called("It was full"));
    mei.presses_on(&full.expect("a mark"));
    let stored = mei.waits_for("the mark to be stored", || {
        mei.stored_plan().filter(|plan| plan["kept"][0]["mark"] == "full")
    });
    assert_eq!(stored["matters"], "My knees\n茶");
    assert_eq!(stored["kept"][0]["note"], "Ask for Mei & <b>bring</b> tea");
    mei.sees("How did it go? It was full");
    assert_eq!(mei.keeps(), ["local storage signpost.plan /"]);

    // A file to take along, and dates.
    let copy = mei.takes_file("Save my plan as a file");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&copy).expect("JSON"), stored);
    let dates = mei.takes_file("Add all next dates to calendar");
    assert!(dates.starts_with("BEGIN:VCALENDAR\r\n"), "{dates}");
    assert!(dates.contains(&format!("SUMMARY:{TAI_CHI}\r\n")), "{dates}");
    assert!(dates.contains(&format!("SUMMARY:How was it? {TAI_CHI}\r\n")), "{dates}");

    // A slip.
    mei.presses(&format!("Remove: {TAI_CHI}"));
    assert_eq!(mei.planned(), [&*other]);
    mei.waits_for_focus_on("Put it back");
    mei.presses("Put it back");
    assert_eq!(mei.planned(), [TAI_CHI, &*other]);
    mei.waits_for_focus_on(TAI_CHI);

    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    let asked = mei.requests().split_off(asked_by_browser);
    assert!(
        asked.iter().all(|asked| asked.starts_with("blob:")),
        "the browser asked for {asked:?}"
    );

    // It is all there again.
    mei.reloads();
    mei.waits_for_the_plan();
    assert_eq!(mei.planned(), [TAI_CHI, &*other]);
    assert_eq!(mei.stored_plan(), Some(stored.clone()));

    // Everything goes, then comes back from the file.
    let wipe = mei.hears().into_iter().find(|heard| heard.is_called("Delete my plan"));
    mei.presses_on(&wipe.expect("a way to delete"));
    mei.presses("Delete everything now");
    mei.sees("Your plan is deleted.");
    assert_eq!(mei.keeps(), Vec::<String>::new());
    assert_eq!(mei.planned(), Vec::<String>::new());
    mei.hands_in_file("hostile.json", "{\"signpost-plan\":1,\"kept\":[{\"id\":\"../../x\"}]}");
    mei.sees("This file is not a plan from this site. Nothing has changed.");
    mei.hands_in_file("plan.json", &copy);
    mei.sees("2 activities were added.");
    assert_eq!(mei.planned(), [TAI_CHI, &*other]);
    assert_eq!(mei.stored_plan(), Some(stored));

    // What the finder shows is what is in the plan.
    mei.opens_finder("en");
    mei.types("tai chi");
    mei.finds_first(TAI_CHI);
    assert!(mei.card(TAI_CHI).contains("In my plan"));
}

#[test]
fn where_a_phone_keeps_nothing_it_says_so_and_a_file_still_works() {
    for refusing in [Refusing::Everything, Refusing::More] {
        let town = Town::opens();
        let mei = town.visitor();
        mei.has_a_browser_that_refuses(refusing);
        mei.opens_finder("en");
        mei.types("tai chi");
        mei.finds_first(TAI_CHI);
        mei.presses(&format!("Keep: {TAI_CHI}"));
        mei.sees("This phone does not let this site keep anything.");
        mei.follows(TAI_CHI);
        mei.presses("Keep");
        mei.sees("This phone does not let this site keep anything.");
        mei.opens_plan("en");
        mei.sees("Nothing is kept yet");
        mei.hands_in_file(
            "refused.json",
            "{\"signpost-plan\":1,\"matters\":\"tea\",\"kept\":[{\"id\":\"k7f3q\",\"name\":\"Tea\"}]}",
        );
        mei.sees("This phone does not let this site save your plan.");
        assert_eq!(mei.planned(), ["Tea"]);
        assert!(mei.takes_file("Save my plan as a file").contains("k7f3q"), "{refusing:?}");
    }
}

#[test]
fn without_the_script_that_keeps_a_page_reads_as_ever_and_the_finder_keeps() {
    let town = Town::opens();
    // The finder brings its own.
    let page = Site::sample().text("en/s/q1afj/index.html");
    let script = page.split("src=\"../../../").find(|rest| rest.starts_with("assets/plan-add."));
    let script = script.and_then(|rest| rest.split('"').next()).expect("a page has its script");
    town.server.loses(script);
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/s/q1afj/");
    assert!(!mei.heading().is_empty());
    assert!(!mei.all("button").iter().any(|button| button.name.starts_with("Keep")));
    mei.opens_finder("en");
    mei.types("tai chi");
    mei.finds_first(TAI_CHI);
    mei.presses(&format!("Keep: {TAI_CHI}"));
    mei.sees("In my plan");
}

#[test]
fn what_could_endanger_somebody_is_kept_without_its_name() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("en/s/q1afj/");
    let name = mei.heading();
    mei.presses("Keep");
    mei.follows("In my plan");
    mei.waits_for_the_plan();
    assert_eq!(mei.planned(), ["Appointment"]);
    mei.sees("Kept without its name");
    let stored = mei.stored_plan().expect("a plan").to_string();
    let dates = mei.takes_file("Add next date to calendar: Appointment");
    for said in [stored, dates.clone(), mei.title()] {
        assert!(!said.contains(&name), "{said}");
    }
    assert!(dates.contains("SUMMARY:Appointment\r\n") && !dates.contains("q1afj"), "{dates}");
    // The same from its card.
    mei.presses("Remove: Appointment");
    assert_eq!(mei.keeps(), Vec::<String>::new());
    mei.opens_finder("en");
    mei.types(&name);
    mei.finds_first(&name);
    mei.presses(&format!("Keep: {name}"));
    mei.follows("In my plan");
    mei.waits_for_the_plan();
    assert_eq!(mei.planned(), ["Appointment"]);
    let stored = mei.stored_plan().expect("a plan").to_string();
    assert!(!stored.contains(&name), "{stored}");
}

#[test]
fn what_cannot_be_read_is_neither_used_nor_lost() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("en/s/q1afj/");
    let odd = "{\"signpost-plan\":9,\"kept\":[]}";
    mei.stores_as_plan(odd);
    mei.presses("Keep");
    mei.sees("The plan on this phone cannot be read.");
    mei.opens_plan("en");
    mei.sees("The plan on this phone cannot be read.");
    let matters = mei.finds_one(&["textbox"], "What matters to me");
    mei.types_into(&matters, "My knees");
    assert_eq!(mei.stored_plan().expect("it stays")["signpost-plan"], 9);
    let wipe = mei.hears().into_iter().find(|heard| heard.is_called("Delete my plan"));
    mei.presses_on(&wipe.expect("a way to delete"));
    mei.presses("Delete everything now");
    mei.sees("Your plan is deleted.");
    assert_eq!(mei.keeps(), Vec::<String>::new());
}

#[test]
fn who_opens_its_page_has_new_times_in_their_plan() {
    let town = Town::opens();
    town.lists_nothing(Site::sample());
    let mei = town.visitor_who(Habits::phone().among_errors());
    let other = keeps_two(&mei);
    let fresh = mei.stored_plan().expect("a plan");
    let mut old = fresh.clone();
    old["kept"][1]["phone"] = "+16045550000".into();
    old["kept"][1]["times"] = serde_json::json!([]);
    old["kept"][1]["note"] = "my own".into();
    mei.stores_as_plan(&old.to_string());
    mei.reloads();
    mei.waits_for_the_plan();
    mei.sees("604-555-0000");
    mei.sees("Open an activity's page to bring them up to date.");
    mei.follows(&other);
    mei.sees("In my plan");
    mei.opens_plan("en");
    let now = mei.stored_plan().expect("a plan");
    for field in ["phone", "times", "when", "name"] {
        assert_eq!(now["kept"][1][field], fresh["kept"][1][field], "{field}");
    }
    assert_eq!(now["kept"][1]["note"], "my own");
    assert_eq!(now["kept"][0], fresh["kept"][0]);
}

#[test]
fn a_plan_that_is_full_says_so() {
    let town = Town::opens();
    town.lists_nothing(Site::sample());
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/s/q1afj/");
    let kept: Vec<String> =
        (0..60).map(|n| format!("{{\"id\":\"a{n:04}\",\"name\":\"A{n}\"}}")).collect();
    mei.stores_as_plan(&format!("{{\"signpost-plan\":1,\"kept\":[{}]}}", kept.join(",")));
    mei.presses("Keep");
    mei.sees("Your plan is full.");
    mei.opens_plan("en");
    assert_eq!(mei.status(), "60 activities in your plan");
}

#[test]
fn without_a_script_the_page_says_what_to_do_instead() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("en/plan/");
    let page = mei.all("heading");
    assert!(
        page.iter().any(|heading| heading.is_called("This browser cannot keep a plan")),
        "{page:?}"
    );
    assert!(mei.all("textbox").is_empty() && mei.all("radio").is_empty());
    mei.opens(&format!("en/s/{}/", "q1afj"));
    assert!(!mei.all("button").iter().any(|button| button.is_called("Keep")));
}

#[test]
fn a_full_plan_has_no_barrier_in_any_direction_or_width() {
    let town = Town::opens();
    let mei = town.visitor();
    keeps_two(&mei);
    for locale in ["en", "pa", "fa", "zh-Hant"] {
        mei.opens_plan(locale);
        mei.meets_no_barrier(&format!("a plan in {locale}"));
        assert_eq!(mei.small_controls(), Vec::<String>::new(), "{locale}");
    }
    mei.turns_to_screen(320, 256);
    mei.enlarges_text();
    assert_eq!(mei.sticks_out(), Vec::<String>::new());
    mei.turns_to_screen(1280, 800);
    mei.prefers(true, false);
    mei.opens_plan("en");
    mei.meets_no_barrier("a plan in the dark");
}

#[test]
fn the_page_is_the_same_for_everybody() {
    let site = Site::sample();
    let page = site.text("en/plan/index.html");
    for file in site.files().iter().filter(|file| file.starts_with("en/s/")) {
        let id = file.split('/').nth(2).expect("an id");
        assert!(!page.contains(id), "the plan's page names {id}");
    }
    assert!(fs::metadata(site.folder.join("pa/plan/index.html")).is_ok());
}
