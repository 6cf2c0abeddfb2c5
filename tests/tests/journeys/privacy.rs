//! Nobody learns what a person looks for: the host's log of whole searches proves it.

use journeys::server::Kind;
use journeys::site::{self, Scratch};
use journeys::{Habits, Site, Town, Visitor};

/// A phone whose browser has been nowhere yet.
fn phone() -> Habits {
    Habits::phone().with_a_new_browser()
}

/// A search with words, ticks and a place, up to its results.
fn searches(visitor: &Visitor) {
    visitor.types("tai chi");
    visitor.opens_filters();
    visitor.ticks("Moving and exercise");
    visitor.ticks("Cantonese");
    visitor.ticks("Step-free entrance");
    visitor.says_they_are_at("V5X");
    visitor.ticks("A longer walk");
    visitor.closes_filters();
    visitor.finds_first("Morning tai chi");
}

#[test]
fn between_the_first_key_and_the_results_nothing_is_asked_for() {
    let town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.opens_finder("en");
    let (seen_by_host, asked_by_browser) = (town.server.mark(), mei.requests().len());
    searches(&mei);
    mei.removes("Cantonese");
    mei.clears_the_words();
    mei.types("lonely");
    mei.sees("Meeting people, ");
    let log: Vec<_> =
        town.server.log_since(seen_by_host).into_iter().map(|seen| seen.line).collect();
    assert!(log.is_empty(), "the host saw {log:?}");
    let asked = mei.requests().split_off(asked_by_browser);
    assert!(asked.is_empty(), "the browser asked for {asked:?}");
}

#[test]
fn a_whole_visit_leaves_no_trace_with_anybody() {
    let town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.opens("en/");
    mei.opens_finder("en");
    searches(&mei);
    mei.follows("Morning tai chi");
    mei.goes_back();
    mei.finds_first("Morning tai chi");
    mei.shares();
    mei.reloads();
    mei.finds_first("Morning tai chi");
    assert_eq!(mei.address(), "en/find/");
    assert_eq!(mei.keeps(), Vec::<String>::new(), "nothing is stored until something is kept");
    // A page of its own, so that whatever was waiting to be sent is sent now.
    mei.opens("en/");

    assert_eq!(mei.requests_elsewhere(), Vec::<String>::new());
    for request in town.server.log() {
        assert!(request.line.starts_with("GET "), "{}", request.line);
        assert!(request.body.is_empty(), "{} has a body", request.line);
        assert!(!request.address().contains('?'), "{} has a query", request.line);
        for name in ["Cookie", "Referer"] {
            assert_eq!(request.header(name), None, "{} sends {name}", request.line);
        }
        let everything = request.everything().to_lowercase();
        for word in
            ["tai chi", "tai%20chi", "tai+chi", "yue", "cantonese", "v5x", "step-free", "lonely"]
        {
            assert!(!everything.contains(word), "“{word}” was sent:\n{everything}");
        }
    }
}

#[test]
fn a_search_goes_on_when_the_host_is_gone() {
    let mut town = Town::opens();
    let mei = town.visitor_who(phone());
    mei.opens_finder("en");
    town.server.stops();
    searches(&mei);
    town.server.starts_again();
    mei.follows("Morning tai chi");
    assert_eq!(mei.heading(), "Morning tai chi");
}

#[test]
fn the_site_stands_below_a_path_on_a_host_that_sends_its_headers() {
    let town = Town::at(Site::sample(), "/town/", Kind::WithHeaders);
    let mei = town.visitor_who(phone().reading("zh-Hant"));
    mei.opens("");
    mei.opens("en/");
    mei.opens_finder("en");
    searches(&mei);
    mei.follows("Morning tai chi");
    assert_eq!(mei.address(), "en/s/rb146/");
    for request in town.server.log() {
        // Browsers ask for an icon at the root of a host when a page names none.
        assert!(request.address().starts_with("/town/"), "{} is outside of the site", request.line);
    }
}

#[test]
fn without_the_words_of_the_activities_filters_still_work_and_the_page_says_so() {
    let town = Town::opens();
    town.server.loses(&Site::sample().catalog_file("en", "head"));
    let mei = town.visitor_who(phone().among_errors());
    mei.opens("en/find/");
    mei.waits_for_the_finder();
    mei.sees(mei.words().say("finder.part-missing"));
    assert!(!mei.results().is_empty(), "the list is gone");
}

#[test]
fn a_broken_catalog_leaves_the_plain_list_and_says_so() {
    let town = Town::opens();
    town.server.loses(&Site::sample().catalog_file("en", "columns"));
    let mei = town.visitor_who(phone().among_errors());
    mei.opens("en/find/");
    mei.sees(mei.words().say("finder.failed"));
    assert!(!mei.results().is_empty(), "the list is gone");
}

#[test]
fn without_the_bundle_there_are_lists_to_browse() {
    let town = Town::opens();
    town.server.loses(&Site::sample().finder_file("en", "wasm"));
    let mei = town.visitor_who(phone().among_errors());
    mei.opens("en/find/");
    mei.finds_one(&["heading"], mei.words().say("find.plain"));
    let results = mei.results();
    assert!(!results.is_empty(), "the list is gone");
    mei.follows(&results[0]);
    assert_eq!(mei.heading(), results[0]);
}

#[test]
fn a_private_address_is_refused_before_anything_is_written() {
    let content = Scratch::content("private-address");
    let page = "safe-harbour/safe-stay.md";
    let text = content.text(page);
    assert!(text.contains("confidential_address: true"));
    let location = "locations:\n  - name: Hidden House\n    address: { line1: 17 Hidden Lane, city: Vancouver, \
                    region: BC, postal: V5X 9Z9, country: CA }\nconfidential_address: true";
    content.write(page, text.replace("confidential_address: true", location));
    let out = Scratch::empty("private-address-site");
    let site = out.folder.join("dist");
    let built = site::build(&content.folder, &site);
    assert!(!built.status.success(), "a private address was published");
    let said = site::said(&built);
    assert!(said.contains(page) && said.contains("confidential-address"), "{said}");
    assert!(!site.exists(), "something was written");
}

#[test]
fn a_private_address_with_a_position_is_refused() {
    let content = Scratch::content("private-position");
    let page = "safe-harbour/safe-stay.md";
    let location = "locations:\n  - name: Hidden House\n    lat: 49.2236\n    lon: -123.0984\nconfidential_address: true";
    content.write(page, content.text(page).replace("confidential_address: true", location));
    let checked = site::check(&content.folder);
    let said = site::said(&checked);
    assert!(!checked.status.success() && said.contains(page), "{said}");
}
