//! Without JavaScript: every page is a page, every way is a link.

use journeys::{Habits, Site, Town};

#[test]
fn without_javascript_somebody_finds_by_need_and_language_and_can_call() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("");
    mei.follows_one_that_begins("English");
    assert_eq!((mei.language().as_str(), mei.heading().as_str()), ("en", "What matters to you?"));
    mei.follows_one_that_begins("Moving and exercise");
    let all = mei.results();
    assert!(all.contains(&"Slow walk with benches".to_owned()), "{all:?}");
    mei.follows_one_that_begins("Cantonese");
    let found = mei.results();
    assert!(found.contains(&"Morning tai chi".to_owned()), "{found:?}");
    assert!(!found.contains(&"Slow walk with benches".to_owned()), "{found:?}");
    mei.follows("Morning tai chi");
    assert_eq!(mei.heading(), "Morning tai chi");
    assert!(mei.links().contains(&"tel:+16045550100".to_owned()), "{:?}", mei.links());
    mei.goes_back();
    assert_eq!(mei.results(), found);
}

#[test]
fn without_javascript_somebody_finds_by_neighbourhood() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("en/browse/");
    mei.follows_one_that_begins("Sunset");
    let found = mei.results();
    assert!(found.contains(&"Morning tai chi".to_owned()), "{found:?}");
    assert!(mei.card(&found[0]).contains("In Sunset"), "{}", mei.card(&found[0]));
    let far = found.iter().find(|name| mei.card(name).contains("on foot"));
    assert!(far.is_some(), "nothing that is a walk away says how far it is: {found:?}");
}

#[test]
fn without_javascript_the_finder_offers_its_list_and_ways_to_browse() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("en/find/");
    assert!(!mei.results().is_empty());
    mei.finds_one(&["heading"], mei.words().say("find.plain"));
    mei.follows(mei.words().say("browse.title"));
    assert_eq!(mei.address(), "en/browse/");
}

#[test]
fn without_javascript_every_page_is_there_and_no_dead_control_is_drawn() {
    let town = Town::opens();
    let site = Site::sample();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    let mut pages = site.one_page_of_each_kind("en");
    pages.extend([
        "".to_owned(),
        "pa/find/".to_owned(),
        "zh-Hant/s/rb146/".to_owned(),
        "404.html".to_owned(),
    ]);
    assert!(pages.len() > 12, "{pages:?}");
    for page in pages {
        mei.opens(&page);
        assert!(!mei.title().is_empty() && !mei.heading().is_empty(), "{page} has no heading");
        let dead =
            ["button", "checkbox", "searchbox", "textbox", "combobox", "radio", "status", "dialog"];
        // The size of letters on paper is a choice that the style sheet answers to.
        let words = mei.words();
        let letters = ["take.ordinary", "take.large", "take.largest"].map(|key| words.say(key));
        let drawn: Vec<_> = mei
            .hears()
            .into_iter()
            .filter(|heard| dead.contains(&heard.role.as_str()))
            .filter(|heard| !letters.contains(&heard.name.as_str()))
            .collect();
        assert!(drawn.is_empty(), "{page} draws what cannot work: {drawn:?}");
    }
}

#[test]
fn a_change_of_language_keeps_the_page() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().without_javascript());
    mei.opens("en/s/rb146/");
    for (locale, own_name, heading) in [
        ("zh-Hant", "about.own-name", "晨間太極"),
        ("pa", "about.own-name", "ਸਵੇਰ ਦੀ ਤਾਈ ਚੀ"),
        ("en", "about.own-name", "Morning tai chi"),
    ] {
        let name = journeys::words::Words::of(locale).say(own_name).to_owned();
        mei.opens_languages();
        mei.follows(&name);
        assert_eq!((mei.language().as_str(), mei.heading().as_str()), (locale, heading));
        assert_eq!(mei.address(), format!("{locale}/s/rb146/"));
    }
}

#[test]
fn an_address_that_leads_nowhere_leads_home() {
    let town = Town::opens();
    let mei = town.visitor_who(Habits::phone().among_errors());
    mei.opens("en/s/zzzzz/");
    assert!(!mei.heading().is_empty());
    assert!(!mei.links().is_empty());
}
