//! Finding something to do: by need, language, place and words; opening it, and coming back.

use journeys::{Habits, Town, Visitor};

/// Somebody near the south end of Main Street, who would like to move, in Cantonese, not far away.
fn asks_for_moving_in_cantonese_within_a_walk(visitor: &Visitor) {
    visitor.ticks("Moving and exercise");
    visitor.ticks("Cantonese");
    visitor.says_they_are_at("V5X");
    visitor.ticks("A longer walk");
}

/// What is found, what is chosen, what the status line says.
fn picture(visitor: &Visitor) -> (Vec<String>, Vec<String>, String) {
    (visitor.results(), visitor.chips(), visitor.status())
}

#[test]
fn somebody_types_the_code_from_a_printed_page() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens_finder("en");
    mei.types("RB146");
    assert_eq!(
        mei.finds_results("the one with the code", |found| found.len() == 1),
        ["Morning tai chi"]
    );
}

#[test]
fn somebody_finds_tai_chi_in_their_language_within_a_walk_opens_it_and_comes_back() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens_finder("en");
    let everything = mei.status();
    mei.opens_filters();
    asks_for_moving_in_cantonese_within_a_walk(&mei);
    mei.closes_filters();
    mei.finds_first("Morning tai chi");
    assert_ne!(mei.status(), everything);

    let card = mei.card("Morning tai chi");
    for fact in ["Sunset Neighbours", "In V5X", "Tomorrow", "Cantonese", "Fits:", "604-555-010"] {
        assert!(card.contains(fact), "“{fact}” is missing on the card:\n{card}");
    }

    let found = picture(&mei);
    assert!(found.1.iter().any(|chip| chip.contains("V5X")), "{:?}", found.1);
    for chosen in ["Moving and exercise", "Cantonese", "A longer walk"] {
        assert!(found.1.iter().any(|chip| chip == chosen), "{chosen}: {:?}", found.1);
    }
    mei.follows("Morning tai chi");
    assert_eq!(mei.heading(), "Morning tai chi");
    mei.sees("Mrs. Lau");
    mei.goes_back();
    mei.waits_for("the same results after going back", || (picture(&mei) == found).then_some(()));
    mei.reloads();
    mei.waits_for_the_finder();
    mei.waits_for("the same results after a reload", || (picture(&mei) == found).then_some(()));
    assert_eq!(mei.address(), "en/find/", "the address stays clean");
}

#[test]
fn a_friend_who_opens_a_shared_link_finds_the_same() {
    let town = Town::opens();
    let mei = town.visitor();
    mei.opens_finder("en");
    mei.types("tai");
    mei.opens_filters();
    asks_for_moving_in_cantonese_within_a_walk(&mei);
    mei.closes_filters();
    mei.finds_first("Morning tai chi");
    let link = mei.shares();
    let (page, asked) = link.split_once('#').expect("the question is after #");
    assert_eq!(page, format!("{}en/find/", town.server.address()));
    assert!(asked.contains("yue") && asked.contains("V5X"), "{asked}");

    // The second browser waits long for the bundle, and must not see everything meanwhile.
    let wasm = journeys::Site::sample().finder_file("en", "wasm");
    town.server.holds_back(&wasm);
    let wei = town.visitor_who(Habits::computer());
    wei.opens_link(&link);
    wei.waits_for("the bundle to be asked for", || {
        let log = town.server.log();
        (log.iter().filter(|request| request.address().ends_with(&wasm)).count() > 1).then_some(())
    });
    assert_eq!(wei.results(), Vec::<String>::new(), "the unfiltered list flashed");
    town.server.lets_go();
    wei.waits_for_the_finder();
    wei.waits_for("what the friend found", || (picture(&wei) == picture(&mei)).then_some(()));
    assert_eq!(wei.typed(), "tai");
    assert_eq!(wei.address(), "en/find/", "a link does not stay in the address bar");
}

#[test]
fn what_somebody_types_before_the_finder_wakes_is_kept_and_answered() {
    let town = Town::opens();
    town.server.holds_back(&journeys::Site::sample().finder_file("en", "wasm"));
    let mei = town.visitor();
    mei.opens("en/find/");
    mei.types("tai chi");
    town.server.lets_go();
    mei.waits_for_the_finder();
    assert_eq!(mei.typed(), "tai chi");
    mei.finds_first("Morning tai chi");
}

#[test]
fn when_nothing_fits_the_page_says_what_would() {
    let town = Town::opens();
    let jo = town.visitor();
    jo.opens_finder("en");
    jo.types("mahjong");
    jo.finds_first("Mahjong afternoons");
    jo.opens_filters();
    jo.ticks("Punjabi");
    jo.closes_filters();
    // What is near to it, in Punjabi, stands below a line and is not counted.
    jo.finds_results("no mahjong", |results| !results.contains(&"Mahjong afternoons".to_owned()));
    assert_eq!(jo.status(), jo.words().say("finder.none"));
    let ways: Vec<_> = jo.all("button").into_iter().map(|button| button.name).collect();
    let way = ways.iter().find(|name| name.starts_with("Without Punjabi")).cloned();
    jo.presses(&way.unwrap_or_else(|| panic!("no way out is offered: {ways:?}")));
    jo.finds_first("Mahjong afternoons");
    assert!(jo.chips().is_empty(), "{:?}", jo.chips());
}

#[test]
fn somebody_with_a_hearing_aid_sees_what_is_known_and_what_is_not() {
    let town = Town::opens();
    let rosa = town.visitor_who(Habits::computer());
    rosa.opens_finder("en");
    rosa.ticks("Hearing loop");
    let open = rosa.finds_results("places with a loop, or not known", |results| {
        !results.is_empty() && !results.contains(&"Morning tai chi".to_owned())
    });
    let says_not_known = |name: &String| rosa.card(name).contains("Not known: Hearing loop");
    // A filter that filters nothing shows it: so many are certain, and of so many nobody knows.
    rosa.sees("Hearing loop: ");
    rosa.sees(" not known.");

    rosa.unticks("Include places where this is not known");
    let known = rosa.finds_results("only places where it is known", |results| {
        !results.is_empty() && !results.iter().any(says_not_known)
    });
    let says_yes = |name: &String| {
        let card = rosa.card(name);
        card.lines().any(|line| line.starts_with("Hearing loop") && line.contains(": yes"))
    };
    assert!(known.iter().any(says_yes), "nobody has a loop: {known:?}");
    // What comes to people has no door, so that it is neither left out nor said to have a loop.
    for name in &known {
        assert!(!rosa.card(name).contains("Hearing loop: no"), "{name}");
    }
    rosa.removes(rosa.words().say("finder.known-only"));
    rosa.finds_results("both again", |results| results == open);
}

#[test]
fn people_say_it_in_their_own_words_and_script() {
    let town = Town::opens();
    let visitor = town.visitor();
    for (locale, words, name) in [
        ("en", "tai", "Morning tai chi"),
        ("en", "TAI CHI", "Morning tai chi"),
        ("en", "太極", "Morning tai chi"),
        ("zh-Hant", "太極", "晨間太極"),
        ("pa", "ਤਾਈ ਚੀ", "ਸਵੇਰ ਦੀ ਤਾਈ ਚੀ"),
    ] {
        visitor.opens_finder(locale);
        visitor.types(words);
        visitor.finds_results(&format!("“{name}” for “{words}”"), |results| {
            results.first().is_some_and(|first| first == name)
        });
        // Another page must start with an empty question.
        visitor.clears_the_words();
        visitor.finds_results("everything again", |results| results.len() > 1);
    }
    visitor.opens_finder("en");
    visitor.types("lonely");
    visitor.sees("Meeting people, ");
}

#[test]
fn the_finder_answers_in_every_language() {
    let town = Town::opens();
    let visitor = town.visitor();
    for (locale, need) in [("en", "Meeting people"), ("zh-Hant", "認識朋友"), ("pa", "ਲੋਕਾਂ ਨੂੰ ਮਿਲਣਾ")]
    {
        visitor.opens_finder(locale);
        assert_eq!(visitor.language(), locale);
        let everything = visitor.status();
        visitor.opens_filters();
        visitor.ticks(need);
        visitor.closes_filters();
        visitor.waits_for("fewer results", || (visitor.status() != everything).then_some(()));
        assert_eq!(visitor.chips(), [need]);
        visitor.removes(need);
        visitor.waits_for("all results", || (visitor.status() == everything).then_some(()));
    }
}

#[test]
fn somebody_who_cannot_go_out_finds_what_comes_to_them() {
    let town = Town::opens();
    let ravi = town.visitor();
    ravi.opens_finder("en");
    ravi.opens_filters();
    ravi.ticks("They come to me, or call");
    ravi.closes_filters();
    ravi.waits_for("the choice", || (!ravi.chips().is_empty()).then_some(()));
    let found = ravi.shows_all_results();
    for name in ["Home visits", "Phone friends", "Book van"] {
        assert!(found.iter().any(|result| result == name), "{name} is not in {found:?}");
    }
    assert!(!found.iter().any(|result| result == "Morning tai chi"), "{found:?}");
}

#[test]
fn what_has_grown_old_says_so_and_what_has_ended_is_no_longer_found() {
    let town = Town::opens();
    let jo = town.visitor();
    jo.opens_finder("en");
    jo.types("pickleball");
    jo.finds_first("Easy pickleball");
    let card = jo.card("Easy pickleball");
    assert!(card.contains("Not checked since August 2025"), "{card}");
    // Hidden after eighteen months; ended. Their pages stay, for those who look for them.
    for (words, page) in [("drum making", "en/s/yky9h/"), ("seniors gym", "en/s/9br5s/")] {
        jo.opens(page);
        let name = jo.heading();
        jo.opens_finder("en");
        jo.clears_the_words();
        jo.types(words);
        jo.finds_results(&format!("no {name}"), |results| !results.contains(&name));
    }
    jo.opens("en/s/yky9h/");
    jo.sees(jo.words().say("service.checked-hidden"));
    jo.opens("en/s/9br5s/");
    jo.sees(jo.words().say("service.ended"));
}

#[test]
fn whoever_is_in_another_time_zone_reads_the_times_of_the_place() {
    let town = Town::opens();
    let card = |zone: &str| {
        let mei = town.visitor();
        mei.travels_to(zone);
        mei.opens_finder("en");
        mei.types("morning tai chi");
        mei.finds_first("Morning tai chi");
        mei.card("Morning tai chi")
    };
    let at_home = card("America/Vancouver");
    assert!(at_home.contains("9:30 am"), "{at_home}");
    for zone in ["Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"] {
        assert_eq!(card(zone), at_home, "in {zone}");
    }
}
