//! A feed of what somebody has checked lately (Atom, RFC 4287).
//!
//! `updated` is the day on which a person checked a page, or asked whether there is room, whichever is later: the only
//! days on which anybody has said that something is so. A file's date or the build's would make every page new at every
//! build, so they are nowhere in it, and a page that nobody has checked is not either. The feed does not know which pages are
//! new: no record says when a page was first there.

use app::card::checked;
use app::locale::Key;
use app::pages::room_words;
use catalog::day::Day;
use catalog::service::{CapacityStatus, Service};

use super::exported::Exported;
use super::licence;
use crate::host::in_xml;

/// Most entries: feeds are asked for again and again, and readers keep what they have seen.
const ENTRIES: usize = 100;

/// The feed, the latest first; `None` where nobody has checked anything.
pub fn feed(exported: &Exported<'_>) -> Option<String> {
    let mut dated: Vec<(Day, &Service)> =
        exported.open().filter_map(|service| Some((said_on(service)?, service))).collect();
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    dated.truncate(ENTRIES);
    let (latest, _) = dated.first()?;
    let context = &exported.context;
    let config = context.config();
    let name = context.site_name();
    let own = [&config.base_url, super::FOLDER, "/checked.atom"].concat();
    let licence = config.data.licence.as_ref().map(|licence| licence.url.as_str());
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    text.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    text.extend([&in_xml(context.default_locale()), "\">\n"]);
    let title = context.fill(Key::DataFeedTitle, &[("site", &name)]);
    element(&mut text, "title", &title);
    element(&mut text, "id", &own);
    element(&mut text, "updated", &instant(*latest));
    link(&mut text, "self", &own);
    link(&mut text, "alternate", &config.base_url);
    licence.into_iter().for_each(|url| link(&mut text, "license", url));
    element(&mut text, "rights", &licence::attribution(&exported.context));
    text.extend(["<author><name>", &in_xml(&name), "</name></author>\n"]);
    for (day, service) in dated {
        entry(exported, &mut text, day, service);
    }
    text.push_str("</feed>\n");
    Some(text)
}

/// The last day on which somebody said that something of a service is so.
fn said_on(service: &Service) -> Option<Day> {
    let checked = service.assurance.as_ref().map(|assurance| assurance.date);
    let room = service.capacity.as_ref().and_then(|capacity| capacity.updated);
    checked.max(room)
}

fn entry(exported: &Exported<'_>, text: &mut String, day: Day, service: &Service) {
    let context = &exported.context;
    let page = exported.page(service);
    let messages = &context.messages;
    text.push_str("<entry>\n");
    element(text, "title", exported.name(service));
    element(text, "id", &["urn:uuid:", &exported.id("service", &[&service.id])].concat());
    element(text, "updated", &instant(day));
    page.iter().for_each(|page| link(text, "alternate", page));
    if let Some(group) = exported.group(service) {
        text.extend(["<author><name>", &in_xml(&group.name), "</name></author>\n"]);
    }
    for need in &service.needs {
        let label = exported.label(&exported.vocabulary().needs, need);
        let (need, label) = (in_xml(need), in_xml(&label));
        text.extend(["<category term=\"", &need, "\" label=\"", &label, "\"/>\n"]);
    }
    let check = service
        .assurance
        .as_ref()
        .map(|check| context.fill(checked(check.how), &[("day", &messages.day(check.date))]));
    let room = service.capacity.as_ref();
    let room = room.filter(|capacity| capacity.status != CapacityStatus::Unknown);
    let room = room.and_then(|capacity| {
        let key = room_words(capacity.status);
        let day = capacity.updated?;
        let date = context.fill(Key::ServiceRoomDate, &[("day", &messages.day(day))]);
        Some([&context.text(key), " ", &date].concat())
    });
    let alert = exported.alert(service).to_owned();
    let summary = exported.text(service, |words| words.summary.as_deref()).to_owned();
    let lines = [Some(summary), Some(alert), room, check].into_iter().flatten();
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    element(text, "summary", &lines.join("\n"));
    text.push_str("</entry>\n");
}

/// A day as RFC 3339 writes a moment: nobody noted the hour, and noon in UTC is the same day nearly everywhere.
fn instant(day: Day) -> String {
    format!("{day}T12:00:00Z")
}

fn element(text: &mut String, name: &str, words: &str) {
    // XML has no place for a sign that only steers a terminal.
    let shown: String = words.chars().filter(|sign| !sign.is_control() || *sign == '\n').collect();
    text.extend(["<", name, ">", &in_xml(&shown), "</", name, ">\n"]);
}

fn link(text: &mut String, rel: &str, href: &str) {
    text.extend(["<link rel=\"", rel, "\" href=\"", &in_xml(href), "\"/>\n"]);
}
