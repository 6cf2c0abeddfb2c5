//! The calendar files of a site, read by programs that we did not write: the crate `icalendar` takes
//! them apart (RFC 5545), the crate `rrule` tells their dates.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use catalog::day::Moment;
use catalog::service::Status;
use icalendar::parser::{Component, read_calendar, unfold};
use indexer::build::build;
use indexer::read::read_directory;
use rrule::RRuleSet;

/// Days that are compared: every file tells more.
const DAYS: i32 = 200;

/// The lines of a component's property with their parameters, as `RRULE` and its kin are written.
fn lines(event: &Component<'_>, name: &str) -> Vec<String> {
    let of_name = event.properties.iter().filter(|property| property.name == name);
    of_name.map(|property| unfold(&property.to_string()).trim_end().to_owned()).collect()
}

/// The beginnings of an event from `from` on, in the directory's own time.
fn dates(event: &Component<'_>, from: &str, to: &str) -> BTreeSet<String> {
    let start = lines(event, "DTSTART").concat();
    let set = match lines(event, "RRULE").as_slice() {
        [] => {
            // The days without a rule, the first one among them.
            let further = lines(event, "RDATE");
            let first = start.replacen("DTSTART", "RDATE", 1);
            let without = lines(event, "EXDATE");
            [std::slice::from_ref(&start), &[first], &further, &without].concat().join("\n")
        }
        rules => {
            let without = lines(event, "EXDATE");
            [std::slice::from_ref(&start), rules, without.as_slice()].concat().join("\n")
        }
    };
    let set: RRuleSet = set.parse().unwrap_or_else(|error| panic!("{set}: {error}"));
    let told =
        set.all(2_000).dates.into_iter().map(|date| date.format("%Y-%m-%dT%H:%M").to_string());
    told.filter(|date| from <= date.as_str() && date.as_str() < to).collect()
}

#[test]
fn any_calendar_shows_the_same_dates_as_the_page() {
    let now = Moment::parse("2026-11-23T09:00").unwrap();
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut directory = read_directory(&content, now.day).directory.unwrap();
    directory.config.locales.retain(|locale| locale == "en");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("site");
    build(directory.clone(), None, now, &out).unwrap();
    let end = now.day.plus(DAYS);
    let (from, to) = (now.to_string(), format!("{end}T00:00"));
    let mut compared = 0;
    for service in &directory.services {
        let sessions = service
            .schedule
            .iter()
            .filter(|row| row.has_sessions())
            .flat_map(|row| row.times.sessions(now, end.plus(-1)));
        let ours: BTreeSet<String> = sessions
            .map(|session| session.start.to_string())
            .filter(|start| *start >= from)
            .collect();
        let file = out.join("en/s").join(&service.id).join("dates.ics");
        let Ok(text) = fs::read_to_string(&file) else {
            let is_running = service.status == Status::Active;
            assert!(ours.is_empty() || !is_running, "{} has dates and no file", service.path);
            continue;
        };
        let text = unfold(&text);
        let calendar = read_calendar(&text).unwrap();
        let events = calendar.components.iter().filter(|component| component.name == "VEVENT");
        let theirs: BTreeSet<String> = events.flat_map(|event| dates(event, &from, &to)).collect();
        assert_eq!(theirs, ours, "{}", service.path);
        compared += ours.len();
    }
    assert!(compared > 1_000, "only {compared} dates were compared");
}
