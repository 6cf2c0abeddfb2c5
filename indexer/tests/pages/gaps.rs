//! "Where something is missing", of towns whose figures are known.

use app::gaps::kept::{Changes, Counts, Since, changes};
use app::pages::{Address, render};
use catalog::service::{Service, Whereabouts};

use super::small::{Small, day};
use super::small_services::services;

fn gaps(locale: &str) -> Address {
    Address::Gaps(locale.into())
}

/// What people read of the page, in one line.
fn read(html: &str) -> String {
    let main = html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    let mut text = String::new();
    let mut is_tag = true;
    for c in main.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                text.push(' ');
            }
            _ if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Five groups for company: one of which everything is known, and four that each lack a piece.
fn five() -> Small {
    let mut small = Small::plain();
    let one = services(str::to_owned).swap_remove(0);
    let with = |id: &str, change: fn(&mut Service)| {
        let mut service = Service { id: id.into(), needs: vec!["company".into()], ..one.clone() };
        change(&mut service);
        service
    };
    small.directory.services = vec![
        with("a1111", |_| {}),
        with("a2222", |service| service.languages.clear()),
        with("a3333", |service| service.sensitive = true),
        with("a4444", |service| service.assurance.as_mut().unwrap().date = day("2025-08-03")),
        with("a5555", |service| {
            let Whereabouts::Places(places) = &mut service.whereabouts else { panic!() };
            places[0].position = None;
            places[0].access.clear();
        }),
    ];
    small.pack();
    small
}

#[test]
fn shares_of_what_is_not_known_and_of_what_is_old_are_told_and_right() {
    let text = read(&render(&five().site(), &gaps("en")));
    for told in [
        "Meeting people 5 activities",
        "Languages not known 1 of 5",
        "Neighbourhood not known or not told 2 of 5",
        "Not checked for long 1 of 5",
        // Three doors are known; one is not told, of one nobody knows.
        "Step-free entrance 3 0 2",
        "Accessible washroom 0 3 2",
        // Four speak Cantonese, one more may. That one may speak Punjabi, too: "only through an interpreter" nobody knows.
        "Not known whether spoken English and Punjabi",
    ] {
        assert!(text.contains(told), "{told}\nin: {text}");
    }
    // Of a need without activities there is nothing that one could not know.
    assert!(!text.contains("0 of 0"), "{text}");
}

#[test]
fn topics_stand_below_their_need_by_what_there_is() {
    let mut small = five();
    let text = |small: &Small| read(&render(&small.site(), &gaps("en")));
    let none = text(&small);
    assert!(none.contains("Topics with nothing listed Chess"), "{none}");
    assert!(
        !none.contains("Tai chi"),
        "there are five, and of one nobody knows its languages: {none}"
    );
    for service in [0, 3] {
        small.directory.services[service].topics = vec!["chess".into()];
    }
    small.pack();
    let some = text(&small);
    assert!(!some.contains("listed Chess"), "{some}");
    small.directory.services[3].topics.clear();
    small.pack();
    let one = text(&small);
    assert!(one.contains("Topics with one activity only Chess"), "{one}");
    for service in [0, 3] {
        let service = &mut small.directory.services[service];
        service.topics = vec!["chess".into()];
        service.languages.retain(|language| language.code == "yue");
    }
    small.pack();
    let tongue = text(&small);
    assert!(tongue.contains("Topics in one language only Chess · Cantonese"), "{tongue}");
}

/// With fewer activities than needs nearly every square is empty, because the directory is young.
#[test]
fn a_young_town_is_told_that_there_are_too_few_activities_and_not_that_all_is_missing() {
    let mut small = five();
    small.directory.services.truncate(2);
    small.pack();
    let english = render(&small.site(), &gaps("en"));
    let text = read(&english);
    let few = "Too few activities yet to say what is missing (2 now). From 3 on";
    assert!(text.contains(few), "{text}");
    for part in ["What stands out", "Need by need", "At a glance", "Cantonese"] {
        assert!(!text.contains(part), "{part}: {text}");
    }
    let punjabi = read(&render(&small.site(), &gaps("pa")));
    assert!(punjabi.contains("ਹਾਲੇ ਪ੍ਰੋਗਰਾਮ ਬਹੁਤ ਘੱਟ ਹਨ (ਹੁਣ 2)"), "{punjabi}");
    // What has changed is told all the same.
    let mut site = small.site();
    site.gaps.since = Since::NotKnown;
    assert!(read(&render(&site, &gaps("en"))).contains("What has changed"));
}

/// The page says the same wherever a place is that is not told, and however one gets in.
#[test]
fn nothing_on_the_page_depends_on_a_place_that_is_not_told() {
    let pages = |change: fn(&mut Service)| {
        let mut small = five();
        change(&mut small.directory.services[2]);
        ["en", "pa"].map(|locale| render(&small.site(), &gaps(locale)))
    };
    let there = pages(|_| {});
    assert!(there == pages(|service| service.whereabouts = Whereabouts::Confidential));
    assert!(there == pages(|service| service.area = vec!["sunset".into()]));
    assert!(
        there
            == pages(|service| {
                let Whereabouts::Places(places) = &mut service.whereabouts else { panic!() };
                places[0].position = None;
                places[0].access.clear();
            })
    );
}

/// The counts of an earlier release: one group less, nobody who speaks Cantonese, and of nobody was known how one gets in.
fn earlier(now: &Counts) -> Counts {
    let mut before = now.clone();
    before.day = day("2026-05-01");
    before.services = 1_004;
    let company = before.subjects.get_mut("company").unwrap();
    company.services = 4;
    company.languages.insert("yue".into(), [0, 0]);
    company.languages.insert("en".into(), [2, 0]);
    company.languages_unknown = 0;
    company.access.as_mut().unwrap().insert("step-free-entrance".into(), [0, 0, 4]);
    before
}

#[test]
fn people_read_what_has_changed_since_the_last_release_in_their_language() {
    let small = five();
    let mut site = small.site();
    let now = site.gaps.counts();
    site.gaps.since = Since::Known(changes(&earlier(&now), &now));
    let english = read(&render(&site, &gaps("en")));
    for told in [
        "What has changed Activities: 1,004 on 1 May 2026, 5 on 23 November 2026.",
        "Gaps closed 1 Meeting people · Cantonese: 0 then, 4 now",
        "Known now 1 Meeting people · Step-free entrance: 0 then, 3 now",
        // English was spoken by two, and of one group nobody knows what is spoken there now.
        "Not known any more 1 Meeting people · English: 2 then, 0 now",
        "Activities, need by need Need 1 May 2026 23 November 2026 Meeting people 4 5",
        "Activities 4 on 1 May 2026, 5 on 23 November 2026",
    ] {
        assert!(english.contains(told), "{told}\nin: {english}");
    }
    assert!(!english.contains("New gaps"), "{english}");
    let chinese = read(&render(&site, &gaps("zh-Hant")));
    assert!(chinese.contains("認識朋友 · 廣東話：之前 0 個，現在 4 個"), "{chinese}");
    let punjabi = read(&render(&site, &gaps("pa")));
    assert!(punjabi.contains("ਲੋਕਾਂ ਨੂੰ ਮਿਲਣਾ · ਕੈਂਟੋਨੀਜ਼: ਪਹਿਲਾਂ 0, ਹੁਣ 4"), "{punjabi}");
}

#[test]
fn where_a_place_was_that_is_confidential_now_is_told_of_no_release() {
    let small = five();
    let mut site = small.site();
    let now = site.gaps.counts();
    let mut before = now.clone();
    before.day = day("2026-05-01");
    let company = before.subjects.get_mut("company").unwrap();
    company.reach_unknown = Some(0);
    for (_, reached) in company.places.as_mut().unwrap().iter_mut() {
        *reached += 1;
    }
    site.gaps.since = Since::Known(changes(&before, &now));
    let text = read(&render(&site, &gaps("en")));
    assert!(text.contains("No gap was closed, and none is new."), "{text}");
    assert!(!text.contains("Not known any more"), "{text}");
}

/// A grid of cards would pull a table's heads off its columns, and take from those who listen that it is a table.
#[test]
fn no_rule_for_other_pages_makes_something_else_of_a_table() {
    let small = five();
    let mut site = small.site();
    let now = site.gaps.counts();
    site.gaps.since = Since::Known(changes(&earlier(&now), &now));
    let html = render(&site, &gaps("en"));
    let of_all_pages = include_str!("../../../public/signpost.css");
    let classes: Vec<&str> = html
        .split("<table class=\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .flat_map(|(classes, _)| classes.split(' '))
        .collect();
    assert!(classes.len() > 3, "{classes:?}");
    for class in classes {
        assert!(!of_all_pages.contains(&format!(".{class}")), "{class}");
    }
}

#[test]
fn a_page_that_cannot_compare_says_so_and_one_that_was_not_asked_is_silent() {
    let small = five();
    let mut site = small.site();
    assert!(!read(&render(&site, &gaps("en"))).contains("What has changed"));
    site.gaps.since = Since::NotKnown;
    let text = read(&render(&site, &gaps("en")));
    assert!(text.contains("What there was at the earlier release is not known"), "{text}");
    let now = site.gaps.counts();
    site.gaps.since = Since::Known(changes(&now, &now));
    let text = read(&render(&site, &gaps("en")));
    assert!(text.contains("No gap was closed, and none is new."), "{text}");
}

#[test]
fn many_changes_are_folded_after_the_first_few() {
    let small = five();
    let mut site = small.site();
    let now = site.gaps.counts();
    let Changes { mut squares, .. } = changes(&earlier(&now), &now);
    let one = squares.remove(0);
    let squares = vec![one; 8];
    site.gaps.since = Since::Known(Changes { squares, ..changes(&earlier(&now), &now) });
    let text = read(&render(&site, &gaps("en")));
    assert!(text.contains("Gaps closed 8") && text.contains("3 more"), "{text}");
}
