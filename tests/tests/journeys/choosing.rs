//! On the start page somebody chooses several needs at once, and nobody learns which.

use journeys::{Habits, Town, Visitor};

/// Two needs of the sample, with the ids by which links name them.
const CHOSEN: [(&str, &str); 2] = [("Moving and exercise", "move"), ("Meeting people", "company")];

/// A need that calls for discretion.
const DISCREET: &str = "Safe from harm";

/// Opens the start page, and chooses both needs there.
fn chooses(visitor: &Visitor) {
    visitor.opens("en/");
    visitor.presses(visitor.words().say("home.several"));
    visitor.sees(visitor.words().say("home.chosen-none"));
    for (chosen, (name, _)) in CHOSEN.iter().enumerate() {
        ticks(visitor, name);
        visitor.sees(&format!("{} chosen", chosen + 1));
    }
}

fn ticks(visitor: &Visitor, name: &str) {
    let boxes = visitor.all("checkbox");
    let named = boxes.iter().find(|one| one.name.starts_with(name));
    visitor.presses_on(named.unwrap_or_else(|| panic!("no box is called {name}, only {boxes:?}")));
}

/// The names of what is ticked.
fn ticked(visitor: &Visitor) -> Vec<String> {
    let boxes = visitor.all("checkbox").into_iter().filter(|one| one.checked == Some(true));
    boxes.map(|one| one.name).collect()
}

#[test]
fn several_needs_are_chosen_where_one_starts_and_lead_to_what_fits_any_of_them() {
    let town = Town::opens();
    let mei = town.visitor();
    chooses(&mei);
    assert_eq!(mei.address(), "en/", "what is chosen stands in the address");
    let show = mei.words().say("home.show").to_owned();
    let link = mei.links().into_iter().find(|link| link.contains('#') && link.contains("/find/"));
    let link = link.expect("a link to what fits");
    mei.follows(&show);
    mei.waits_for_the_finder();
    assert_eq!(mei.chips().len(), 2, "{:?}", mei.chips());
    let found = mei.shows_all_results();
    // The link is the one that the finder itself would make.
    assert_eq!(mei.shares(), link);

    // The same as from the finder's own sheet, and more than either alone.
    let ana = town.visitor();
    ana.opens_finder("en");
    ana.opens_filters();
    let mut alone = Vec::new();
    for (name, _) in CHOSEN {
        ana.ticks(name);
        ana.closes_filters();
        alone.push(ana.shows_all_results());
        ana.opens_filters();
        ana.unticks(name);
    }
    let any = |name: &String| alone.iter().any(|fit| fit.contains(name));
    assert!(found.iter().all(any), "{found:?} holds what fits neither of {alone:?}");
    for fit in &alone {
        assert!(fit.len() < found.len(), "one need finds as much as both: {fit:?}");
        assert!(fit.iter().all(|name| found.contains(name)), "{found:?} lacks some of {fit:?}");
    }
}

#[test]
fn what_is_chosen_reaches_no_host_and_is_still_there_when_one_comes_back() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens("en/");
    let before = (town.server.mark(), mei.requests().len());
    chooses(&mei);
    let opened = mei.requests().split_off(before.1);
    mei.reloads();
    assert_eq!(ticked(&mei).len(), 2, "a reload loses what was chosen");
    mei.follows(mei.words().say("home.show"));
    mei.waits_for_the_finder();
    assert_eq!(mei.address(), "en/find/", "the choice stays in the address");
    mei.goes_back();
    mei.sees("2 chosen");
    assert_eq!(ticked(&mei).len(), 2, "Back loses what was chosen");
    mei.presses(mei.words().say("home.several"));
    assert!(mei.all("checkbox").is_empty(), "one cannot go back to one choice");

    assert_eq!(mei.keeps(), Vec::<String>::new(), "nothing is stored until something is kept");
    assert_eq!(mei.requests_elsewhere(), Vec::<String>::new());
    assert!(!opened.is_empty(), "the browser's own list is empty, and proves nothing");
    for request in town.server.log_since(before.0) {
        let everything = request.everything();
        assert!(!request.address().contains('?'), "{} has a query", request.line);
        assert_eq!(request.header("Referer"), None, "{} tells where from", request.line);
        assert!(request.line.starts_with("GET ") && request.body.is_empty(), "{}", request.line);
        for told in ["need=", "company", "move"] {
            assert!(!everything.contains(told), "“{told}” was sent:\n{everything}");
        }
    }
}

#[test]
fn a_need_that_calls_for_discretion_leads_to_its_own_page_with_the_way_out() {
    let town = Town::opens();
    let noor = town.visitor();
    chooses(&noor);
    let boxes = noor.all("checkbox");
    assert!(boxes.iter().all(|one| !one.name.starts_with(DISCREET)), "{boxes:?}");
    noor.follows_one_that_begins(DISCREET);
    assert_eq!(noor.address(), "en/browse/need/safe/");
    assert!(noor.all("link").iter().any(|link| link.is_called(noor.words().say("site.leave"))));
}

#[test]
fn with_a_keyboard_several_are_chosen_and_the_focus_stays_in_sight() {
    let town = Town::opens();
    for habits in [Habits::computer(), Habits::phone().on_screen(320, 568)] {
        let mei = town.visitor_who(habits);
        mei.opens("en/");
        mei.tabs_to("button", mei.words().say("home.several"));
        mei.presses_keys(" ");
        let focus = mei.focus().expect("a focus");
        assert!(focus.is_called(mei.words().say("home.several")), "the focus moved to {focus:?}");
        let mut chosen = 0;
        loop {
            let next = mei.presses_tab();
            assert_eq!(mei.focus_is_hidden(), None);
            match next.role.as_str() {
                "checkbox" => {
                    mei.presses_keys(" ");
                    chosen += 1;
                    mei.sees(&format!("{chosen} chosen"));
                }
                _ if next.is_called(mei.words().say("home.show")) => break,
                _ => assert!(next.name.starts_with(DISCREET), "{next:?} stands among the choices"),
            }
        }
        assert!(chosen > 5, "only {chosen} choices");
    }
}

#[test]
fn without_javascript_each_need_is_one_press_and_nothing_is_promised_that_cannot_be() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("en/");
    let words = mei.words();
    let several = words.say("home.several");
    let named = |role: &str| mei.all(role).iter().any(|one| one.is_called(several));
    assert!(!named("link") && !named("button"), "“{several}” is offered");
    assert!(mei.all("checkbox").is_empty());
    mei.follows_one_that_begins(CHOSEN[0].0);
    assert_eq!(mei.address(), format!("en/browse/need/{}/", CHOSEN[0].1));
    assert!(!mei.results().is_empty());
}

#[test]
fn where_the_script_is_lost_the_finder_offers_all_choices() {
    let town = Town::opens();
    let page = journeys::Site::sample().text("en/index.html");
    let script = page.split("src=\"../").find(|rest| rest.starts_with("assets/home."));
    let script =
        script.and_then(|rest| rest.split('"').next()).expect("the start page has its script");
    town.server.loses(script);
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/");
    mei.follows(mei.words().say("home.several"));
    mei.waits_for_the_finder();
    mei.opens_filters();
    mei.ticks(CHOSEN[0].0);
    mei.ticks(CHOSEN[1].0);
}
