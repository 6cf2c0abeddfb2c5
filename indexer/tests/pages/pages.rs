//! Whole pages: what they must say, and what must never be on them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use app::locales::Locales;
use app::pages::{Address, addresses, dates, render};
use catalog::directory::PlaceKind;

use super::golden;
use super::small::{EARLY, EARLY_HASH, LEFT, LOCALES, Small, WAIT};

fn service(locale: &str, id: &str) -> Address {
    Address::Service(locale.into(), id.into())
}

#[test]
fn a_service_page_answers_in_every_locale() {
    let small = Small::plain();
    for locale in LOCALES {
        let html = render(&small.site(), &service(locale, "a1111"));
        golden::check(&format!("service.{locale}.html"), &html);
    }
}

#[test]
fn the_way_from_the_language_to_a_service_is_drawn() {
    let small = Small::plain();
    for (name, address) in [
        ("root", Address::Root),
        ("not-found", Address::NotFound),
        ("home", Address::Home("en".into())),
        ("find", Address::Find("en".into())),
        ("plan", Address::Plan("en".into())),
        ("people", Address::People("pa".into())),
        ("reply", Address::Reply("en".into())),
        ("desk", Address::Desk("en".into())),
        ("gaps", Address::Gaps("en".into())),
        ("data", Address::Data("en".into())),
        ("keep", Address::Store("en".into())),
        ("keep-part", Address::Store("pa".into())),
        ("away", Address::Away("en".into())),
        ("browse", Address::BrowseIndex("en".into())),
        ("browse-need", Address::Browse("en".into(), "need".into(), "company".into())),
        ("browse-topic", Address::Browse("en".into(), "topic".into(), "falling".into())),
        ("list", Address::List("pa".into(), "first-steps".into())),
        ("group", Address::Organization("en".into(), "g1234".into())),
    ] {
        golden::check(&format!("{name}.html"), &render(&small.site(), &address));
    }
}

#[test]
fn a_need_with_thousands_of_activities_is_a_page_that_a_phone_can_open() {
    let small = Small::crowded(2_300);
    let need = Address::Browse("en".into(), "need".into(), "company".into());
    let html = render(&small.site(), &need);
    assert_eq!(html.matches("class=\"card\"").count(), 200);
    assert_eq!(html.matches("<li><a href=\"../../../../en/s/0").count(), 2_000);
    assert!(html.contains("The list goes on: 100 more."));
    let small = Small::crowded(200);
    let html = render(&small.site(), &need);
    assert_eq!(html.matches("class=\"card\"").count(), 200);
    assert!(!html.contains("<li><a href=\"../../../../en/s/0") && !html.contains("goes on"));
}

#[test]
fn a_neighbourhood_s_map_points_at_the_cards_below_it() {
    let small = Small::plain();
    let site = small.site();
    let places =
        small.directory.places.iter().filter(|place| place.kind == PlaceKind::Neighbourhood);
    let mut marks = 0;
    for place in places {
        let html = render(&site, &Address::BrowsePlace("en".into(), place.id.clone()));
        let map = html.split_once("class=\"map\"").map_or("", |(_, map)| map);
        let map = map.split_once("</svg>").map_or("", |(map, _)| map);
        for link in map.split("<a href=\"#").skip(1) {
            let card = link.split('"').next().unwrap();
            assert!(html.contains(&format!("id=\"{card}\"")), "{card} is not on the page");
            marks += 1;
        }
    }
    assert!(marks > 0, "no neighbourhood has a map");
}

#[test]
fn another_language_is_one_file_and_its_name_in_the_settings() {
    // The one file: here English under another name, with a question of its own.
    let somali = include_str!("../../../app/locales/en.toml")
        .replace("own-name = \"English\"", "own-name = \"Soomaali\"")
        .replace("What matters to you?", "Maxaa muhiim kuu ah?");
    let known = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/locales");
    let known: Vec<(String, String)> = LOCALES
        .iter()
        .map(|locale| {
            (
                (*locale).to_owned(),
                fs::read_to_string(known.join(format!("{locale}.toml"))).unwrap(),
            )
        })
        .collect();
    let mut files: Vec<(&str, &str)> =
        known.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("so", &somali));
    let mut small = Small::new(Locales::from_files(&files).unwrap(), str::to_owned);
    small.directory.config.locales.push("so".to_owned());
    small.pack();
    let mut site = small.site();
    if let Some(finder) = &mut site.assets.finder {
        finder.insert("so".to_owned(), finder["en"].clone());
    }
    let pages: Vec<Address> = addresses(&site);
    let own: BTreeSet<Address> =
        pages.iter().filter(|page| page.locale() == Some("so")).cloned().collect();
    let english: BTreeSet<Address> = pages
        .iter()
        .filter(|page| page.locale() == Some("en"))
        .map(|page| page.in_locale("so"))
        .collect();
    assert_eq!(own, english, "every page is there");
    for page in pages.iter().filter(|page| **page != Address::NotFound) {
        let html = render(&site, page);
        assert!(html.contains("Soomaali"), "{}: no way to the new language", page.path());
    }
    let home = render(&site, &Address::Home("so".into()));
    assert!(home.contains("<html lang=\"so\"") && home.contains("Maxaa muhiim kuu ah?"));
    // What the group has not translated is in its own language, and says so.
    let service = render(&site, &service("so", "a1111"));
    assert!(
        service.contains("<html lang=\"so\"")
            && service.contains("<h1 lang=\"en\" dir=\"auto\">Morning tai chi")
    );
}

#[test]
fn every_page_is_whole_and_carries_nothing_inline_but_the_script_that_its_policy_names() {
    let small = Small::plain();
    let site = small.site();
    for address in addresses(&site) {
        let html = render(&site, &address);
        let path = address.path();
        assert!(html.starts_with("<!DOCTYPE html><html lang=\""), "{path}");
        assert!(html.contains(&format!("'wasm-unsafe-eval' '{EARLY_HASH}'; style-src")), "{path}");
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert_eq!(html.matches("<main").count(), 1, "{path}");
        assert_eq!(html.matches("<title>").count(), 1, "{path}");
        assert!(html.contains("href=\"tel:911\""), "{path}");
        assert!(!html.contains(" style="), "{path}");
        assert!(!html.contains("<form"), "{path}");
        assert!(!html.contains("SECRET"), "{path}");
        assert!(!html.contains("49.111"), "{path}");
        for script in html.split("<script").skip(1) {
            let (kind, text) = script.split("</script>").next().unwrap().split_once('>').unwrap();
            if kind == " type=\"application/ld+json\"" {
                // A block of data: read, and never run.
                assert!(serde_json::from_str::<serde_json::Value>(text).unwrap().is_object());
                continue;
            }
            let early = match address {
                Address::Find(_) | Address::Desk(_) => Some(EARLY),
                Address::Plan(_) | Address::People(_) | Address::Reply(_) => Some(WAIT),
                _ => None,
            };
            let is_known = text.is_empty() || text == LEFT || Some(text) == early;
            assert!(is_known, "{path}: inline script {text}");
        }
        // Before the title, which a tab would show; after the rule that a page tells nobody where from.
        let (before, after) = html.split_once(LEFT).unwrap();
        assert!(before.contains("no-referrer") && after.contains("<title>"), "{path}");
        assert!(!html.contains(" onclick"), "{path}");
    }
}

#[test]
fn every_link_inside_the_site_leads_to_a_page() {
    let small = Small::plain();
    let site = small.site();
    let all: Vec<String> = addresses(&site).iter().map(Address::path).collect();
    for address in addresses(&site).iter().filter(|address| **address != Address::NotFound) {
        let html = render(&site, address);
        let folder = address.path().trim_end_matches("index.html").to_owned();
        for link in html.split("<a ").skip(1).filter_map(|rest| rest.split("href=\"").nth(1)) {
            let link = link.split('"').next().unwrap();
            let outside = ["tel:", "sms:", "geo:", "mailto:", "https:", "#"];
            if outside.iter().any(|scheme| link.starts_with(scheme)) {
                continue;
            }
            if link == "dates.ics" {
                assert!(dates(&site, address).is_some(), "{}: {link}", address.path());
                continue;
            }
            if let Some(file) = link.strip_prefix("../../").filter(|file| file.starts_with("data/"))
            {
                assert!(site.assets.data.iter().any(|known| known.path == file), "{file}");
                continue;
            }
            let target = resolved(&folder, link.split('#').next().unwrap()) + "index.html";
            assert!(all.contains(&target), "{}: {link} is {target}", address.path());
        }
    }
}

/// A relative link, from the root of the site.
fn resolved(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            assert!(parts.pop().is_some(), "{link} leaves the site from {folder}");
        } else {
            parts.push(part);
        }
    }
    parts.iter().map(|part| [part, "/"].concat()).collect()
}

#[test]
fn somebody_who_must_not_be_found_out_leaves_no_name_behind() {
    let small = Small::plain();
    let html = render(&small.site(), &service("en", "d4444"));
    assert!(html.contains("<title>Signpost Small</title>"));
    assert!(html.contains("content=\"noindex\""));
    assert!(html.contains("href=\"https://weather.example/\" rel=\"noreferrer\""));
    assert!(html.contains("assets/leave.js"), "it does not leave at once");
    assert!(!html.contains("name=\"description\""));
    assert!(html.contains("The address is kept private"));
    assert!(!html.contains("Step-free entrance: yes"));
    let unknown = html.split_once("<h3 class=\"spare\">Not known</h3>").unwrap().1;
    assert!(unknown.contains("Step-free entrance"));
}

#[test]
fn what_has_ended_says_so_before_anything_else() {
    let small = Small::plain();
    let html = render(&small.site(), &service("en", "b2222"));
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("This has ended.") < place("When is it?"));
    assert!(place("This page is old.") > 0);
    assert!(!html.contains("Next: "));
}

#[test]
fn the_page_for_lost_addresses_works_at_any_depth() {
    let small = Small::plain();
    let html = render(&small.site(), &Address::NotFound);
    assert!(html.contains("href=\"/town/assets/signpost.css\""));
    assert!(html.contains("href=\"/town/pa/\""));
    assert!(html.contains("找不到這一頁"));
}

#[test]
fn every_page_names_itself_in_every_language() {
    let small = Small::plain();
    let html = render(&small.site(), &service("pa", "a1111"));
    assert!(html.contains("rel=\"canonical\" href=\"https://small.example/town/pa/s/a1111/\""));
    assert!(
        html.contains("hreflang=\"zh-Hant\" href=\"https://small.example/town/zh-Hant/s/a1111/\"")
    );
    assert!(html.contains("href=\"../../../zh-Hant/s/a1111/\""));
    // Nobody has read the Punjabi words over, and the page says so in Punjabi.
    assert!(html.contains("ਮਸ਼ੀਨ ਨੇ ਲਿਖੇ ਹਨ"));
    assert!(!render(&small.site(), &service("en", "a1111")).contains("A machine drafted"));
}

#[test]
fn all_dates_of_a_service_go_into_a_calendar() {
    let small = Small::plain();
    let (path, calendar) = dates(&small.site(), &service("pa", "a1111")).unwrap();
    assert_eq!(path, "pa/s/a1111/dates.ics");
    golden::check("dates.pa.ics", &calendar.replace("\r\n", "\n"));
    // What has ended has no date.
    assert_eq!(dates(&small.site(), &service("en", "b2222")), None);
    assert_eq!(dates(&small.site(), &Address::Home("en".into())), None);
}

#[test]
fn a_calendar_that_others_see_tells_nothing_of_what_calls_for_discretion() {
    let small = Small::plain();
    let site = small.site();
    let (_, calendar) = dates(&site, &service("en", "d4444")).unwrap();
    assert!(calendar.contains("SUMMARY:Appointment"));
    for told in ["d4444", "SECRET", "LOCATION", "URL:", "DESCRIPTION"] {
        assert!(!calendar.contains(told), "{told} in {calendar}");
    }
}
