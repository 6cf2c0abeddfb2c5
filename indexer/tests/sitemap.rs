//! The site map names what a search engine may lead to, and nothing else.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::service::Status;
use indexer::build::build;
use indexer::read::read_directory;

/// The sample's directory in one language.
fn sample(now: Moment) -> Directory {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut directory = read_directory(&content, now.day).directory.unwrap();
    directory.config.locales.retain(|locale| locale == "en");
    directory
}

/// The addresses of a folder of the site that its map names, without what comes before and after the
/// id, and those that the site has.
fn named_and_there(
    directory: &Directory,
    now: Moment,
    kind: &str,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    build(directory.clone(), None, now, &out).unwrap();
    let map = fs::read_to_string(out.join("sitemap.xml")).unwrap();
    let begin = format!("<loc>{}en/{kind}/", directory.config.base_url);
    let named = map.lines().filter_map(|line| line.split_once(&begin)?.1.split_once("/</loc>"));
    let pages = fs::read_dir(out.join("en").join(kind)).unwrap().flatten();
    let there = pages.filter(|page| page.path().is_dir());
    (
        named.map(|(id, _)| id.to_owned()).collect(),
        there.map(|page| page.file_name().into_string().unwrap()).collect(),
    )
}

#[test]
fn a_search_engine_is_never_led_to_a_sensitive_service_or_to_one_that_has_ended() {
    let now = Moment::parse("2026-11-23T09:00").unwrap();
    let mut directory = sample(now);
    let ended = directory.services.iter_mut().find(|service| !service.sensitive).unwrap();
    ended.status = Status::Defunct;
    let (named, there) = named_and_there(&directory, now, "s");
    let (mut expected, mut sensitive, mut ended) = (BTreeSet::new(), 0, 0);
    for service in &directory.services {
        assert!(there.contains(&service.id), "{} has no page", service.path);
        sensitive += usize::from(service.sensitive);
        ended += usize::from(service.status == Status::Defunct);
        let checked = service.assurance.as_ref().map(|assurance| assurance.date);
        let hide = i32::from(directory.config.freshness.hide);
        let is_hidden = checked.is_some_and(|date| date.months_until(now.day) >= hide);
        if !service.sensitive && service.status != Status::Defunct && !is_hidden {
            expected.insert(service.id.clone());
        }
    }
    assert!(sensitive > 0 && ended > 0, "{sensitive} sensitive, {ended} ended");
    assert_eq!(named, expected);
}

#[test]
fn a_search_engine_is_never_led_to_a_service_that_nobody_has_checked_for_so_long() {
    let now = Moment::parse("2026-11-23T09:00").unwrap();
    let mut directory = sample(now);
    let hide = i32::from(directory.config.freshness.hide);
    let mut current = directory.services.iter_mut().filter(|service| {
        let is_checked = service.assurance.is_some();
        is_checked && !service.sensitive && service.status != Status::Defunct
    });
    let (old, new) = (current.next().unwrap(), current.next().unwrap());
    // Five days before and after that many months, which are 30 or 31 days long.
    let days = |months: i32| now.day.plus(-months * 365 / 12);
    old.assurance.as_mut().unwrap().date = days(hide).plus(-5);
    new.assurance.as_mut().unwrap().date = days(hide).plus(5);
    let (old, new) = (old.id.clone(), new.id.clone());
    let (named, there) = named_and_there(&directory, now, "s");
    assert!(there.contains(&old) && there.contains(&new));
    assert!(named.contains(&new) && !named.contains(&old));
}

#[test]
fn a_search_engine_is_never_led_to_a_group_all_of_whose_services_call_for_discretion() {
    let now = Moment::parse("2026-11-23T09:00").unwrap();
    let directory = sample(now);
    let (named, there) = named_and_there(&directory, now, "o");
    let (mut discreet, mut open) = (0, 0);
    for group in &directory.organizations {
        let services = directory.services.iter().filter(|own| own.organization == group.id);
        let services: Vec<_> = services.collect();
        let is_discreet = !services.is_empty() && services.iter().all(|service| service.sensitive);
        assert!(there.contains(&group.id), "{} has no page", group.id);
        assert_eq!(named.contains(&group.id), !is_discreet, "{}", group.id);
        discreet += usize::from(is_discreet);
        open += usize::from(!is_discreet);
    }
    assert!(discreet > 0 && open > 0, "{discreet} discreet, {open} open");
}
