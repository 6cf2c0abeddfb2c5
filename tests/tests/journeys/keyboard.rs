//! With a keyboard alone: everything can be reached, and one always sees where one is.

use journeys::{Habits, Site, Town, Visitor};
use thirtyfour::Key;

#[track_caller]
fn sees_the_focus(visitor: &Visitor) {
    if let Some(why) = visitor.focus_is_hidden() {
        panic!("the focus cannot be seen on {}: {why}", visitor.address());
    }
}

#[track_caller]
fn is_on(visitor: &Visitor, role: &str, name: &str) {
    let focus = visitor.waits_for("the focus", || visitor.focus());
    assert!(
        focus.role == role && focus.is_called(name),
        "the focus is on {} “{}”, not on {role} “{name}”",
        focus.role,
        focus.name
    );
}

#[test]
fn somebody_with_only_a_keyboard_finds_opens_and_goes_back() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens_finder("en");
    let words = lena.words();
    let first = lena.presses_tab();
    assert_eq!(first.name, words.say("site.skip"), "the first stop skips what repeats");
    sees_the_focus(&lena);

    lena.tabs_to("searchbox", words.say("finder.search"));
    sees_the_focus(&lena);
    lena.presses_keys("tai chi");
    lena.finds_first("Morning tai chi");
    is_on(&lena, "searchbox", words.say("finder.search"));

    lena.tabs_to("button", words.say("finder.filters"));
    lena.presses_key(Key::Enter);
    let sheet = lena.filters();
    let inside = |lena: &Visitor| {
        let focus = lena.waits_for("the focus", || lena.focus());
        lena.hears_inside(&sheet).iter().any(|heard| heard.is(&focus))
    };
    assert!(inside(&lena), "the focus did not go into the sheet: {:?}", lena.focus());
    lena.tabs_to("checkbox", "Cantonese");
    sees_the_focus(&lena);
    lena.presses_keys(" ");
    lena.waits_for("the tick", || lena.has_ticked("Cantonese").then_some(()));
    is_on(&lena, "checkbox", "Cantonese");
    lena.presses_key(Key::Escape);
    lena.waits_for("the sheet to close", || {
        let dialogs = lena.all("dialog");
        dialogs.is_empty().then_some(())
    });
    is_on(&lena, "button", words.say("finder.filters"));
    sees_the_focus(&lena);

    lena.tabs_to("link", "Morning tai chi");
    sees_the_focus(&lena);
    lena.leaves_by(|| lena.presses_key(Key::Enter));
    assert_eq!(lena.heading(), "Morning tai chi");
    lena.goes_back();
    lena.finds_first("Morning tai chi");
    assert_eq!(lena.chips(), ["Cantonese"]);
}

#[test]
fn whoever_takes_choices_away_by_keyboard_keeps_their_place() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens_finder("en");
    lena.opens_filters();
    lena.ticks("Cantonese");
    lena.ticks("Punjabi");
    lena.closes_filters();
    let words = lena.words();
    let (before, after) = words.around_gap("finder.remove");
    lena.tabs_to("button", &format!("{before}Cantonese{after}"));
    lena.presses_key(Key::Enter);
    let next = format!("{before}Punjabi{after}");
    lena.waits_for_focus_on(&next);
    lena.presses_key(Key::Enter);
    lena.waits_for("the focus to go to the line that says what was found", || {
        lena.focus().filter(|focus| focus.role == "status")
    });
    assert!(lena.chips().is_empty());
}

#[test]
fn the_focus_is_seen_at_every_stop_even_on_a_small_low_screen() {
    let town = Town::opens();
    let lena = town.visitor_who(Habits::phone().on_screen(320, 256));
    // Enough for a page's own controls and a few cards; further cards repeat.
    const STOPS: usize = 40;
    let mut hidden = Vec::new();
    let mut stops = 0;
    for page in Site::sample().one_page_of_each_kind("en") {
        lena.opens(&page);
        if page == "en/find/" {
            lena.waits_for_the_finder();
        }
        for _ in 0..STOPS {
            lena.presses_key(Key::Tab);
            match lena.focus_is_hidden().as_deref() {
                // After the last stop comes the browser's own bar.
                Some("nowhere") => break,
                why => hidden.extend(why.map(|why| format!("{page}: {why}"))),
            }
            stops += 1;
        }
    }
    assert!(
        hidden.is_empty(),
        "the focus is hidden at {} of {stops} stops:\n{}",
        hidden.len(),
        hidden.join("\n")
    );
    assert!(stops > 200, "only {stops} stops on all pages");
}

#[test]
fn the_skip_link_leads_to_the_content() {
    let town = Town::opens();
    let lena = town.visitor();
    lena.opens("en/s/rb146/");
    lena.presses_tab();
    lena.presses_key(Key::Enter);
    let next = lena.presses_tab();
    assert_ne!(next.name, lena.words().say("site.find"), "the menu was not skipped");
    let inside = lena
        .waits_for("the content", || lena.hears().into_iter().find(|heard| heard.role == "main"));
    assert!(
        lena.hears_inside(&inside).iter().any(|heard| heard.is(&next)),
        "{next:?} is not in the content"
    );
}

#[test]
fn a_map_is_read_and_moved_with_keys_and_tells_nobody() {
    let town = Town::opens();
    let visitor = town.visitor();
    visitor.opens_finder("en");
    let words = visitor.words();
    let asked = visitor.requests().len();
    visitor.tabs_to("button", words.say("finder.map-open"));
    visitor.presses_key(Key::Enter);
    let list = visitor.results();
    visitor.tabs_to("button", words.say("finder.share"));
    let mark = visitor.presses_tab();
    assert_eq!(mark.role, "button", "Tab leads into the map");
    let found = list.iter().any(|name| mark.name.contains(name.as_str()));
    assert!(found, "a mark says what is there: {}", mark.name);
    visitor.presses_key(Key::Enter);
    visitor.sees(words.say("finder.map-picked"));
    assert!(visitor.focus().is_some_and(|focus| focus.is_called(&mark.name)), "the focus stays");

    visitor.tabs_to("button", words.say("finder.map-north"));
    visitor.presses_key(Key::Enter);
    visitor.tabs_to("button", words.say("finder.map-choose"));
    visitor.presses_key(Key::Enter);
    visitor.waits_for("what is near there", || {
        visitor.status().contains(words.say("finder.map-spot")).then_some(())
    });
    assert_eq!(visitor.address(), "en/find/", "where somebody is stands in no address");
    let requests = visitor.requests().split_off(asked);
    assert!(requests.is_empty(), "the host learns that the map is open: {requests:?}");
}
