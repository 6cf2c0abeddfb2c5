//! All dates of a service as a calendar file (RFC 5545), one a locale, beside its page.
//!
//! Times are told in the directory's zone, so that they are right for somebody in another one and
//! on both sides of a change of the clock.

use catalog::calendar::{Calendar, Entry, Zone};
use catalog::day::{Day, Moment};
use catalog::format::content_hash;
use catalog::service::Service;

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
    let mut calendar = begin(&context, "-//Signpost//Dates//EN", [service])?;
    let is_any = add(&context, service, &mut calendar);
    is_any.then(|| (dates_path(address), calendar.calendar.finish()))
}

/// Where the file of a page is, if there is one: its path from the site's root.
pub fn dates_path(address: &Address) -> String {
    address.path().replace("index.html", FILE)
}

/// A calendar of several services, to subscribe to.
pub struct Calendars<'a> {
    /// Its language.
    pub locale: &'a str,
    /// What it is called.
    pub title: &'a str,
    /// Whose it is.
    pub about: &'a str,
}

/// All dates of some services; `None` where no date is to come.
pub fn calendar(site: &Site<'_>, of: &Calendars<'_>, services: &[&Service]) -> Option<String> {
    let address = Address::Home(of.locale.to_owned());
    let context = PageContext::new(site, &address);
    let mut dated = begin(&context, "-//Signpost//Calendar//EN", services.iter().copied())?;
    dated.calendar.named(of.title, of.about);
    dated.zone();
    let mut is_any = false;
    for service in services {
        is_any |= add(&context, service, &mut dated);
    }
    is_any.then(|| dated.calendar.finish())
}

/// A calendar in the making, with the zone that its dates are told in.
struct Dated {
    calendar: Calendar,
    zone: Zone,
    has_zone: bool,
}

impl Dated {
    /// Adds the zone, once.
    fn zone(&mut self) {
        if !self.has_zone {
            self.calendar.zone(&self.zone);
        }
        self.has_zone = true;
    }
}

/// An empty one, whose zone reaches back to the first session of these services; `None` where there is none.
fn begin<'s>(
    context: &PageContext<'_>,
    product: &str,
    services: impl IntoIterator<Item = &'s Service>,
) -> Option<Dated> {
    let site = context.site;
    let rows = services.into_iter().flat_map(|service| &service.schedule);
    let first = rows.filter(|row| row.has_sessions()).map(|row| row.times.start.day).min()?;
    let zone = since(&site.zone, first);
    // When it was made (`DTSTAMP`), by the day: a build an hour later makes the same file.
    let made = zone.utc(Moment { minute: 0, ..site.now });
    Some(Dated { calendar: Calendar::new(product, made), zone, has_zone: false })
}

/// Adds the dates of a service, where one is to come; says whether there is any.
fn add(context: &PageContext<'_>, service: &Service, dated: &mut Dated) -> bool {
    let id = &service.id;
    let service_page = ServicePage { context, service, hit: context.hit(id) };
    if !service_page.has_dates() {
        return false;
    }
    let name = service.name(context.locale, context.default_locale()).text;
    let neutral = context.text(Key::PlanNeutral);
    let phone = service.phone().map(|phone| context.messages.phone(phone)).unwrap_or_default();
    let page = context.page_of(service).map(|page| context.absolute(&page)).unwrap_or_default();
    let sessions = service.schedule.iter().enumerate().filter(|(_, row)| row.has_sessions());
    dated.zone();
    let mut is_any = false;
    for (row, schedule) in sessions {
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
        is_any |= dated.calendar.series(&entry, &schedule.times, &dated.zone);
    }
    is_any
}

/// The zone without the changes of its clock before a day.
fn since(zone: &Zone, first: Day) -> Zone {
    let (before, after) =
        zone.changes.split_at(zone.changes.partition_point(|change| change.at.day < first));
    let offset = before.last().map_or(zone.offset, |change| change.offset);
    Zone { id: zone.id.clone(), offset, changes: after.to_vec() }
}
