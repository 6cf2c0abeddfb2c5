//! All dates of a service as a calendar file (RFC 5545), one a locale, beside its page.
//!
//! Times are told in the directory's zone, so that they are right for somebody in another one and
//! on both sides of a change of the clock.

use catalog::calendar::{Calendar, Entry, Zone};
use catalog::day::Day;
use catalog::format::content_hash;

use super::parts::ServicePage;
use super::place::name_and_street;
use crate::locale::Key;
use crate::pages::context::PageContext;
use crate::pages::{Address, Site};

/// The file's name, in the folder of the service's page: the same for all, because a phone's list
/// of downloads is seen by others.
pub const FILE: &str = "dates.ics";

/// The file of a page: its path from the site's root and its text. `None` where no date is to come.
pub fn dates(site: &Site<'_>, address: &Address) -> Option<(String, String)> {
    let Address::Service(_, id) = address else { return None };
    let context = PageContext::new(site, address);
    let service = site.directory.service(id)?;
    let service_page = ServicePage { context: &context, service, hit: context.hit(id) };
    if !service_page.has_dates() {
        return None;
    }
    let name = service.name(context.locale, context.default_locale()).text;
    let neutral = context.text(Key::PlanNeutral);
    let phone = service.phone().map(|phone| context.messages.phone(phone)).unwrap_or_default();
    let page = context.absolute(address);
    let sessions = || service.schedule.iter().enumerate().filter(|(_, row)| row.has_sessions());
    let first = sessions().map(|(_, row)| row.times.start.day).min()?;
    let zone = since(&site.zone, first);
    let mut calendar = Calendar::new("-//Signpost//Dates//EN", zone.utc(site.now));
    calendar.zone(&zone);
    let mut is_any = false;
    for (row, schedule) in sessions() {
        let place = name_and_street(service, schedule.at.unwrap_or_default());
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
        is_any |= calendar.series(&entry, &schedule.times, &zone);
    }
    is_any.then(|| (address.path().replace("index.html", FILE), calendar.finish()))
}

/// The zone without the changes of its clock before a day.
fn since(zone: &Zone, first: Day) -> Zone {
    let (before, after) =
        zone.changes.split_at(zone.changes.partition_point(|change| change.at.day < first));
    let offset = before.last().map_or(zone.offset, |change| change.offset);
    Zone { id: zone.id.clone(), offset, changes: after.to_vec() }
}
