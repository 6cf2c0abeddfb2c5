//! All dates of a service as a calendar file (RFC 5545), one a locale, beside its page.
//!
//! Times are told in the directory's zone, so that they are right for somebody in another one and
//! on both sides of a change of the clock.

use catalog::calendar::{Calendar, Entry, Zone};
use catalog::day::Day;
use catalog::format::content_hash;

use super::Site;
use super::address::Address;
use super::here::Here;
use super::service::At;
use super::service_keep::place;
use crate::locale::Key;

/// The file's name, in the folder of the service's page: the same for all, because a phone's list
/// of downloads is seen by others.
pub const FILE: &str = "dates.ics";

/// The file of a page: its path from the site's root and its text. `None` where no date is to come.
pub fn dates(site: &Site<'_>, address: &Address) -> Option<(String, String)> {
    let Address::Service(_, id) = address else { return None };
    let here = Here::new(site, address);
    let service = site.directory.service(id)?;
    let at = At { here: &here, service, hit: here.hit(id) };
    if !has_dates(&at) {
        return None;
    }
    let name = service.name(here.locale, here.default_locale()).text;
    let neutral = here.text(Key::PlanNeutral);
    let place = place(service);
    let phone = service.phone().map(|phone| here.messages.phone(phone)).unwrap_or_default();
    let page = here.absolute(address);
    let first = service.schedule.iter().map(|row| row.start.day).min()?;
    let zone = since(&site.zone, first);
    let mut calendar = Calendar::new("-//Signpost//Dates//EN", zone.utc(site.now));
    calendar.zone(&zone);
    let mut is_any = false;
    for (row, schedule) in service.schedule.iter().enumerate() {
        // What calls for discretion has no name, no place and no address: calendars are shared.
        let kind = if service.sensitive { content_hash(id.as_bytes()) } else { id.clone() };
        let uid = [&kind, "-", &row.to_string(), "@signpost.dates"].concat();
        let entry = match service.sensitive {
            true => Entry { uid: &uid, title: &neutral, ..Entry::default() },
            false => Entry {
                uid: &uid,
                title: name,
                place: &place,
                text: &phone,
                address: &page,
                alarm_minutes: None,
            },
        };
        is_any |= calendar.series(&entry, schedule, &zone);
    }
    is_any.then(|| (address.path().replace("index.html", FILE), calendar.finish()))
}

/// Whether a session is to come.
pub fn has_dates(at: &At<'_>) -> bool {
    at.is_running() && at.hit.as_ref().is_some_and(|hit| hit.next.is_some())
}

/// The zone without the changes of its clock before a day.
fn since(zone: &Zone, first: Day) -> Zone {
    let (before, after) =
        zone.changes.split_at(zone.changes.partition_point(|change| change.at.day < first));
    let offset = before.last().map_or(zone.offset, |change| change.offset);
    Zone { id: zone.id.clone(), offset, changes: after.to_vec() }
}
