//! Calendars that other calendars subscribe to: one of everything, and one for each need.

use std::collections::BTreeSet;

use app::pages::{Calendars, calendar};
use catalog::service::Service;

use super::exported::Exported;
use super::licence;

/// The calendar of everything.
const WHOLE: &str = "all";

/// The calendars that have a date to come, by name: the need's id. Only what everybody may see beside: a need that
/// calls for discretion has none, and the calendar of everything has nothing of it.
pub fn calendars(exported: &Exported<'_>) -> Vec<(String, String)> {
    let site = exported.context.site;
    let locale = exported.context.default_locale();
    let about = licence::attribution(&exported.context);
    let make = |title: &str, services: Vec<&Service>| {
        calendar(site, &Calendars { locale, title, about: &about }, &services)
    };
    let name = exported.context.site_name();
    let all: Vec<&Service> = exported.open().collect();
    let used: BTreeSet<&str> =
        all.iter().flat_map(|service| service.needs.iter().map(String::as_str)).collect();
    let needs = exported.vocabulary().needs.iter();
    let of_needs = needs.filter(|need| !need.sensitive && used.contains(need.id.as_str()));
    let of_needs = of_needs.filter_map(|need| {
        let label = need.label(locale, locale);
        let of_need = all.iter().copied().filter(|service| service.needs.contains(&need.id));
        let title = [label, " · ", &name].concat();
        Some((need.id.clone(), make(&title, of_need.collect())?))
    });
    let whole = make(&name, all.clone()).map(|text| (WHOLE.to_owned(), text));
    whole.into_iter().chain(of_needs).collect()
}
