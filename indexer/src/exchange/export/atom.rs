//! A feed of what is new, has changed, is gone or was checked lately (Atom, RFC 4287).
//!
//! What is new, changed and gone is known only where an earlier release was compared (`--since`), and each such entry names
//! that release's day. `updated` is the last of these days: a person checked a page, or asked whether there is room; its page
//! was changed, which a history tells; or, without a history, the earlier release, after which the change came. A day of a
//! check is only ever a person's. A file's date or the build's would make every page new at every build, so they are nowhere
//! in it.

use std::cmp::Reverse;

use app::card::checked;
use app::locale::Key;
use app::pages::room_words;
use catalog::day::Day;
use catalog::service::{CapacityStatus, Service};

use super::exported::Exported;
use super::licence;
use crate::host::in_xml;
use crate::listed::{Gone, News, Part, Turn};

/// Most entries: feeds are asked for again and again, and readers keep what they have seen.
const ENTRIES: usize = 100;

/// What an entry is of.
enum Of<'a> {
    /// A service, with what became of it since the earlier release.
    Listed(&'a Service, Option<&'a Turn>),
    /// A service of which nothing is left.
    Gone(&'a Gone),
}

impl Of<'_> {
    /// Whether something has become of it since the earlier release.
    fn is_news(&self) -> bool {
        matches!(self, Self::Listed(_, Some(_)) | Self::Gone(_))
    }

    fn id(&self) -> &str {
        match self {
            Self::Listed(service, _) => &service.id,
            Self::Gone(gone) => &gone.id,
        }
    }
}

/// The feed, the latest first; `None` where nobody has checked anything, and nothing is known to be new or gone.
pub fn feed(exported: &Exported<'_>, news: Option<&News>) -> Option<String> {
    let listed = exported.open().filter_map(|service| {
        let turn = news.and_then(|news| news.services.get(&service.id));
        let day = said_on(service).max(turn.map(|turn| turn.day))?;
        Some((day, Of::Listed(service, turn)))
    });
    let gone = news.into_iter().flat_map(|news| &news.gone);
    let mut dated: Vec<(Day, Of<'_>)> =
        listed.chain(gone.map(|gone| (gone.day, Of::Gone(gone)))).collect();
    // Where there is not room for all, a hundred checks do not push out what has changed.
    dated.sort_by_key(|(day, of)| (!of.is_news(), Reverse(*day)));
    dated.truncate(ENTRIES);
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id().cmp(other.id())));
    let (latest, _) = dated.first()?;
    let context = &exported.context;
    let config = context.config();
    let name = context.site_name();
    let own = [&config.base_url, super::FOLDER, "/checked.atom"].concat();
    let licence = config.data.licence.as_ref().map(|licence| licence.url.as_str());
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    text.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    text.extend([&in_xml(context.default_locale()), "\">\n"]);
    let title = if news.is_some() { Key::DataFeedNewsTitle } else { Key::DataFeedTitle };
    let title = context.fill(title, &[("site", &name)]);
    element(&mut text, "title", &title);
    let since = news.map(|news| context.messages.day(news.since));
    let compared = match &since {
        Some(day) => context.fill(Key::DataFeedCompared, &[("day", day)]),
        None => context.text(Key::DataFeedAlone),
    };
    element(&mut text, "subtitle", &compared);
    element(&mut text, "id", &own);
    element(&mut text, "updated", &instant(*latest));
    link(&mut text, "self", &own);
    link(&mut text, "alternate", &config.base_url);
    licence.into_iter().for_each(|url| link(&mut text, "license", url));
    element(&mut text, "rights", &licence::attribution(&exported.context));
    text.extend(["<author><name>", &in_xml(&name), "</name></author>\n"]);
    for (day, of) in dated {
        let since = since.as_deref().unwrap_or_default();
        match of {
            Of::Listed(service, turn) => {
                let what = turn.map(|turn| said_of(exported, turn, since));
                entry(exported, &mut text, day, service, what);
            }
            Of::Gone(gone) => gone_entry(exported, &mut text, gone, since),
        }
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

/// What became of a service, for a program and for people.
fn said_of(exported: &Exported<'_>, turn: &Turn, since: &str) -> (&'static str, String) {
    let context = &exported.context;
    let Some(changed) = &turn.changed else {
        return ("new", context.fill(Key::DataFeedNew, &[("day", since)]));
    };
    let labels: Vec<String> = changed.iter().map(|part| context.text(label(*part))).collect();
    let list = labels.join(&context.text(Key::FormSeparator));
    ("changed", context.fill(Key::DataFeedChanged, &[("day", since), ("list", &list)]))
}

/// What people call a part of a page.
fn label(part: Part) -> Key {
    match part {
        Part::About => Key::DataFeedAbout,
        Part::Running => Key::DataFeedRuns,
        Part::Times => Key::FacetWhen,
        Part::Place => Key::HandoutWhere,
        Part::Access => Key::FacetAccess,
        Part::Price => Key::FacetCost,
        Part::Languages => Key::FacetLanguage,
        Part::Who => Key::FacetAudience,
        Part::Start => Key::HandoutStart,
        Part::Reach => Key::GroupReach,
    }
}

/// What became of a service as a category, so that a program need not read a sentence: its scheme is the feed's own.
fn category(exported: &Exported<'_>, text: &mut String, what: &str) {
    let scheme = [&exported.context.config().base_url, super::FOLDER, "/#feed"].concat();
    text.extend(["<category scheme=\"", &in_xml(&scheme), "\" term=\"", what, "\"/>\n"]);
}

/// An entry of what is not listed any more, by its id alone. A feed wants a link, and there is no page: it leads to the
/// directory.
fn gone_entry(exported: &Exported<'_>, text: &mut String, gone: &Gone, since: &str) {
    let context = &exported.context;
    let Gone { id, day } = gone;
    text.push_str("<entry>\n");
    element(text, "title", &context.text(Key::DataFeedGoneTitle));
    element(text, "id", &["urn:uuid:", &exported.id("service", &[id])].concat());
    element(text, "updated", &instant(*day));
    link(text, "alternate", &context.config().base_url);
    category(exported, text, "gone");
    element(text, "summary", &context.fill(Key::DataFeedGone, &[("day", since)]));
    text.push_str("</entry>\n");
}

fn entry(
    exported: &Exported<'_>,
    text: &mut String,
    day: Day,
    service: &Service,
    what: Option<(&str, String)>,
) {
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
    let became = what.map(|(term, sentence)| {
        category(exported, text, term);
        sentence
    });
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
    let lines = [became, Some(summary), Some(alert), room, check].into_iter().flatten();
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
