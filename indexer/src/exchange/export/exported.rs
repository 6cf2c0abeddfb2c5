//! Which services may leave the directory as data, and the words they leave with: those of the directory's own
//! language, in which facts are written.

use std::collections::BTreeSet;

use app::locale::Key;
use app::pages::context::PageContext;
use app::pages::{Address, Site};
use catalog::directory::{Term, Vocabulary};
use catalog::results::Age;
use catalog::search::age;
use catalog::service::{Organization, Service, Status, Words};

use super::ids::uuid;

/// What of a directory goes out.
pub struct Exported<'a> {
    /// The directory in its own language.
    pub context: PageContext<'a>,
    /// The services, by id.
    pub services: Vec<&'a Service>,
    /// The groups that have one of them, by id.
    pub groups: Vec<&'a Organization>,
}

impl<'a> Exported<'a> {
    /// Everything that may leave: not what calls for discretion, unless `directory.toml` says so, and not what
    /// nobody has checked for so long that the search hides it.
    pub fn of(site: &'a Site<'a>) -> Self {
        let context = PageContext::new(site, own_address());
        let is_open = |service: &&Service| {
            (!service.sensitive || site.directory.config.data.sensitive)
                && !is_hidden(site, service)
        };
        let services: Vec<&Service> = site.directory.services.iter().filter(is_open).collect();
        let named: BTreeSet<&str> =
            services.iter().map(|service| service.organization.as_str()).collect();
        let groups = site.directory.organizations.iter();
        let groups = groups.filter(|group| named.contains(group.id.as_str())).collect();
        Self { context, services, groups }
    }

    /// The services that everybody may see on a screen beside: no feed, calendar or table for spreadsheets names
    /// what calls for discretion, whatever the directory says.
    pub fn open(&self) -> impl Iterator<Item = &'a Service> + '_ {
        self.services.iter().copied().filter(|service| !service.sensitive)
    }

    /// The services, so many at a time; a page without any where there is none.
    pub fn pages(&self, size: usize) -> Vec<&[&'a Service]> {
        if self.services.is_empty() { vec![&[]] } else { self.services.chunks(size).collect() }
    }

    /// An identifier, the same in every build.
    pub fn id(&self, kind: &str, parts: &[&str]) -> String {
        uuid(&self.context.config().id, kind, parts)
    }

    /// The words of the directory's own language.
    pub fn words(&self, service: &'a Service) -> Option<&'a Words> {
        service.words.get(self.context.default_locale())
    }

    /// A text of the directory's own language; empty where there is none.
    pub fn text(
        &self,
        service: &'a Service,
        pick: impl Fn(&'a Words) -> Option<&'a str>,
    ) -> &'a str {
        self.words(service).and_then(pick).unwrap_or_default()
    }

    /// A service's name.
    pub fn name(&self, service: &'a Service) -> &'a str {
        service.name(self.context.default_locale(), self.context.default_locale()).text
    }

    /// A group's name, which is never translated.
    pub fn group(&self, service: &Service) -> Option<&'a Organization> {
        self.context.directory().organization(&service.organization)
    }

    /// The whole address of a service's page in the directory's own language, where it has one.
    pub fn page(&self, service: &Service) -> Option<String> {
        Some(self.context.absolute(&self.context.page_of(service)?))
    }

    /// What is different just now, while it is.
    pub fn alert(&self, service: &'a Service) -> &'a str {
        let today = self.context.site.now.day;
        match service.alert_until {
            Some(until) if until < today => "",
            _ => self.text(service, |words| words.alert.as_deref()),
        }
    }

    /// The word lists.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        &self.context.directory().vocabulary
    }

    /// What people read for a term.
    pub fn label(&self, terms: &'a [Term], id: &'a str) -> String {
        self.context.label(terms, id)
    }

    /// The names of areas: a neighbourhood's own, or the code of a postcode area.
    pub fn area(&self, id: &'a str) -> &'a str {
        let place = self.context.directory().places.iter().find(|place| place.id == id);
        place.map_or(id, |place| if place.name.is_empty() { id } else { &place.name })
    }

    /// What it costs, in words.
    pub fn cost(&self, service: &'a Service) -> Vec<String> {
        let notes = self.words(service).map_or(&[][..], |words| words.cost.as_slice());
        let costs = service.cost.iter().enumerate().map(|(at, cost)| {
            let kind = self.label(&self.vocabulary().cost, &cost.kind);
            let price = match cost.amount_cents {
                None | Some(0) => kind,
                Some(cents) => {
                    let currency = cost.currency.as_deref().unwrap_or_default();
                    let amount = self.context.messages.money(cents, currency);
                    let values = [("kind", kind.as_str()), ("amount", &amount)];
                    self.context.fill(Key::ServiceCostAmount, &values)
                }
            };
            let note = notes.get(at).filter(|note| !note.is_empty());
            note.map_or_else(|| price.clone(), |note| [&price, " (", note, ")"].concat())
        });
        costs.collect()
    }

    /// Who may come, in words: the writer's own, else what the facts say.
    pub fn eligibility(&self, service: &'a Service) -> String {
        let text = self.text(service, |words| words.eligibility.as_deref());
        let places: Vec<String> =
            service.eligibility.residency.iter().map(|id| self.area(id).to_owned()).collect();
        let residency = (!places.is_empty()).then(|| {
            let list = self.context.messages.list(&places);
            self.context.fill(Key::ServiceResidency, &[("list", &list)])
        });
        let parts = [Some(text.to_owned()), residency].into_iter().flatten();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// How one starts: the way, what happens the first time, and what to bring.
    pub fn joining(&self, service: &'a Service) -> String {
        let way = self.label(&self.vocabulary().joining, &service.joining);
        let first = self.text(service, |words| words.first_visit.as_deref());
        let bring = self.text(service, |words| words.what_to_bring.as_deref());
        let bring = match bring {
            "" => String::new(),
            bring => [&self.context.text(Key::ServiceWhatToBring), " ", bring].concat(),
        };
        let parts = [way.as_str(), first, &bring];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n")
    }

    /// What it is, in words: the one line of the card, then the page's text.
    pub fn description(&self, service: &'a Service) -> String {
        let summary = self.text(service, |words| words.summary.as_deref());
        let body = plain(self.text(service, |words| Some(&words.body_html)));
        let parts = [summary, &body];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n\n")
    }

    /// What a group says of itself.
    pub fn group_description(&self, group: &'a Organization) -> String {
        let Some(words) = group.words.get(self.context.default_locale()) else {
            return String::new();
        };
        let body = plain(&words.body_html);
        let parts = [words.summary.as_deref().unwrap_or_default(), &body];
        parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n\n")
    }
}

/// The address from which the words are asked: a page before a language is chosen is in the directory's own.
fn own_address() -> &'static Address {
    const OWN: &Address = &Address::Root;
    OWN
}

/// Whether the search hides it, because nobody has checked it for so long. What has ended keeps its record, so
/// that others learn of it.
fn is_hidden(site: &Site<'_>, service: &Service) -> bool {
    let checked = service.assurance.as_ref().map(|assurance| assurance.date);
    // The catalogs of all locales hide the same.
    let catalog = site.catalogs.values().next();
    service.status != Status::Defunct
        && catalog
            .is_some_and(|catalog| age(catalog.manifest(), checked, site.now.day) == Age::Hidden)
}

/// The text of sanitized HTML: paragraphs with an empty line between them, items of lists in lines of their own.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push(&mut text, &rest[..at]);
        let tag = &rest[at..];
        let Some(end) = tag.find('>') else { break };
        let name = tag[1..end].split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        match name {
            "li" | "br" if !tag.starts_with("</") => text.push('\n'),
            "p" | "ul" | "ol" | "blockquote" | "h2" | "h3" | "h4" | "hr" => text.push_str("\n\n"),
            _ => {}
        }
        rest = &tag[end + 1..];
    }
    push(&mut text, rest);
    let lines = text.lines().map(str::trim);
    let mut shown = String::with_capacity(text.len());
    let mut empty = 0;
    for line in lines {
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if !shown.is_empty() {
            shown.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        shown.push_str(line);
        empty = 0;
    }
    shown
}

/// Adds a text of HTML, its five entities read.
fn push(text: &mut String, html: &str) {
    let read = html
        .replace('\n', " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
    text.push_str(&read);
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_text_keeps_its_paragraphs_and_loses_its_markup() {
        let html = "<p>Tea &amp; talk,\n<em>no</em> rush.</p>\n<ul><li>a chair</li><li>a &lt;cup&gt;</li></ul><p>Come.</p>";
        assert_eq!(plain(html), "Tea & talk, no rush.\n\na chair\na <cup>\n\nCome.");
        assert_eq!(plain(""), "");
    }
}
