//! A page that calls for discretion can be left at once, and Back does not show it.

use journeys::server::Kind;
use journeys::site::{Scratch, Site};
use journeys::{Habits, Town, Visitor};
use thirtyfour::Key;

/// A service that calls for discretion.
const PAGE: &str = "en/s/q1afj/";

/// Where its way out leads in this copy of the sample: the sample's own leads to another host, to
/// which no journey turns.
const AWAY: &str = "/en/lists/";

fn sample(name: &str) -> (Scratch, Site) {
    let copy = Scratch::empty(name);
    let sample = Site::sample();
    for file in sample.files() {
        // One language is enough of it.
        if file.contains('/')
            && !["en/", "assets/", "catalog/", "offline/en"]
                .iter()
                .any(|start| file.starts_with(start))
        {
            continue;
        }
        copy.write(&file, std::fs::read(sample.folder.join(&file)).expect("the site is there"));
    }
    let page = format!("{PAGE}index.html");
    let html = copy.text(&page);
    let (before, after) = html.split_once("class=\"button leave\"").expect("it has a way out");
    let start = before.rfind("<a ").expect("a link");
    let end = start + html[start..].find('>').expect("a link ends");
    let link = &html[start..end];
    let target =
        link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a target");
    assert!(target.starts_with("https://") && !after.is_empty(), "{link}");
    copy.write(&page, html.replace(&format!("href=\"{target}\""), &format!("href=\"{AWAY}\"")));
    let folder = copy.folder.clone();
    (copy, Site { folder })
}

fn leaves(town: &Town, visitor: &Visitor) {
    visitor.opens("en/browse/");
    visitor.opens(PAGE);
    assert_eq!(visitor.title(), "Signpost South Vancouver", "the tab tells what was read");
    let mark = town.server.mark();
    // The first of that name is for the keyboard, and seen only there.
    let ways_out = visitor
        .all("link")
        .into_iter()
        .filter(|link| link.is_called(visitor.words().say("site.leave")));
    let button = ways_out.last().expect("a way out");
    visitor.leaves_by(|| visitor.presses_on(&button));
    assert_eq!(visitor.address(), AWAY.trim_start_matches('/'));
    for request in town.server.log_since(mark) {
        assert_eq!(request.header("Referer"), None, "{} tells where from", request.line);
    }
}

#[test]
fn who_leaves_a_discreet_page_is_gone_at_once_and_back_does_not_show_it() {
    let (_copy, site) = sample("leaving");
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor();
    leaves(&town, &noor);
    noor.goes_back();
    assert_eq!(noor.address(), "en/browse/", "Back leads to what was left");
}

#[test]
fn without_a_script_the_link_leaves_and_does_not_say_where_from() {
    let (_copy, site) = sample("leaving-plainly");
    let town = Town::at(&site, "/", Kind::Plain);
    let noor = town.visitor_who(Habits::phone().without_javascript());
    leaves(&town, &noor);
}

#[test]
fn with_a_keyboard_the_way_out_comes_first() {
    let (_copy, site) = sample("leaving-first");
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor_who(Habits::computer());
    noor.opens(PAGE);
    let first = noor.presses_tab();
    assert_eq!(
        (first.role.as_str(), first.name.as_str()),
        ("link", noor.words().say("site.leave"))
    );
    assert_eq!(noor.focus_is_hidden(), None);
    noor.leaves_by(|| noor.presses_key(Key::Enter));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
}

#[test]
fn shift_three_times_leaves_and_each_press_is_told() {
    let (_copy, site) = sample("leaving-by-shift");
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor_who(Habits::computer());
    noor.opens("en/browse/");
    noor.opens(PAGE);
    noor.presses_key(Key::Shift);
    noor.sees("Press Shift 2 more times to leave this page.");
    // Somebody who writes a capital letter, or goes on to read, stays.
    noor.presses_keys("a");
    noor.sees(noor.words().say("site.leave-over"));
    for left in [
        "Press Shift 2 more times to leave this page.",
        "Press Shift once more to leave this page.",
    ] {
        noor.presses_key(Key::Shift);
        noor.sees(left);
    }
    noor.leaves_by(|| noor.presses_key(Key::Shift));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
    noor.goes_back();
    assert_eq!(noor.address(), "en/browse/", "Back leads to what was left");
}

#[test]
fn who_leaves_and_forgets_leaves_a_phone_that_keeps_nothing() {
    let (_copy, site) = sample("leaving-and-forgetting");
    let town = Town::at(&site, "/", Kind::WithHeaders);
    let noor = town.visitor();
    noor.opens(PAGE);
    let page = noor.opens_in_a_new_tab("en/");
    noor.keeps_the_directory("en");
    noor.stores_as_plan("{}");
    assert!(noor.keeps().len() >= 2, "{:?}", noor.keeps());
    noor.closes_the_tab_for(page);
    noor.leaves_by(|| noor.presses(noor.words().say("site.forget")));
    assert_eq!(noor.address(), AWAY.trim_start_matches('/'));
    assert_eq!(noor.keeps(), Vec::<String>::new());
    assert_eq!(noor.workers(), Vec::<String>::new());
}
