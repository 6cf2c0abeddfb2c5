//! Which services may leave the directory as data, and the words they leave with: those of the directory's own
//! language, in which facts are written.

use std::collections::BTreeSet;

use app::pages::context::PageContext;
use app::pages::{Address, Site};
use catalog::directory::{Term, Vocabulary};
use catalog::results::Age;
use catalog::search::age;
use catalog::service::{Organization, Service, Status, Words};

use super::ids::uuid;
use crate::exchange::own::{self, Sentences};

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
        own::area(&self.context.directory().places, id)
    }

    /// The sentences that are made of facts, in the directory's own language.
    pub fn sentences(&self) -> Sentences<'_> {
        Sentences { messages: &self.context.messages, locale: self.context.default_locale() }
    }

    /// What it costs, in words.
    pub fn cost(&self, service: &'a Service) -> Vec<String> {
        let notes = self.words(service).map_or(&[][..], |words| words.cost.as_slice());
        let costs = service.cost.iter().enumerate().map(|(at, cost)| {
            let sentences = self.sentences();
            let kind = sentences.label(&self.vocabulary().cost, &cost.kind);
            let currency = cost.currency.as_deref().unwrap_or_default();
            let note = notes.get(at).map_or("", String::as_str);
            sentences.price(kind, cost.amount_cents, currency, note)
        });
        costs.collect()
    }

    /// Who may come, in words: the writer's own, and where one must live.
    pub fn eligibility(&self, service: &'a Service) -> String {
        let text = self.text(service, |words| words.eligibility.as_deref());
        let places = &self.context.directory().places;
        let residency = self.sentences().residency(places, &service.eligibility.residency);
        let parts = [Some(text.to_owned()), residency].into_iter().flatten();
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// How one starts: the way, what happens the first time, and what to bring; a line each.
    pub fn joining(&self, service: &'a Service) -> String {
        let way = self.label(&self.vocabulary().joining, &service.joining);
        let first = self.text(service, |words| words.first_visit.as_deref());
        let bring = match self.text(service, |words| words.what_to_bring.as_deref()) {
            "" => String::new(),
            bring => self.sentences().to_bring(bring),
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

/// The text of sanitized HTML: paragraphs with an empty line between them, items of lists in lines of their own with
/// their hyphen or number, the address of a link behind its words.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    // The number of the next item of each open list; `None` where items have none.
    let mut lists: Vec<Option<u64>> = Vec::new();
    let mut link: Option<(String, usize)> = None;
    // Where the words of the last item begin.
    let mut item: Option<usize> = None;
    while let Some(at) = rest.find('<') {
        push(&mut text, &rest[..at]);
        let tag = &rest[at..];
        let Some(end) = tag.find('>') else { break };
        let name = tag[1..end].split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        match (name, tag.starts_with("</")) {
            ("li", false) => {
                text.push('\n');
                text.push_str(&match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                });
                item = Some(text.len());
            }
            ("br", _) => text.push('\n'),
            ("ul", false) => lists.push(None),
            ("ol", false) => {
                let start = attribute(tag, "start").and_then(|start| start.parse().ok());
                lists.push(Some(start.unwrap_or(1)));
            }
            ("ul" | "ol", true) => drop(lists.pop()),
            ("a", false) => link = attribute(tag, "href").map(|href| (href, text.len())),
            ("a", true) => push_address(&mut text, link.take()),
            _ => {}
        }
        // A paragraph that an item begins with stands behind its hyphen.
        let begins_item =
            item.and_then(|at| text.get(at..)).is_some_and(|words| words.trim().is_empty());
        if matches!(
            name,
            "p" | "ul" | "ol" | "blockquote" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "hr"
        ) && !begins_item
        {
            text.push_str("\n\n");
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

/// Where a link leads, behind its words, unless these say it.
fn push_address(text: &mut String, link: Option<(String, usize)>) {
    let Some((href, from)) = link else { return };
    let shown = href.strip_prefix("mailto:").or_else(|| href.strip_prefix("tel:")).unwrap_or(&href);
    let words = text.get(from..).unwrap_or_default();
    let is_said = words.contains(shown.trim_end_matches('/')) || href.starts_with('#');
    if !is_said {
        text.extend([" (", shown, ")"]);
    }
}

/// An attribute of an element that our own Markdown has written.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.get(..tag.find('>')?)?;
    let (_, value) = tag.split_once(&[name, "=\""].concat())?;
    let mut read = String::new();
    push(&mut read, value.split('"').next()?);
    Some(read)
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
        let html = "<p>Tea &amp; talk,\n<em>no</em> rush.</p>\n<ul>\n<li>a chair</li>\n<li>a &lt;cup&gt;</li>\n</ul>\n<p>Come.</p>";
        assert_eq!(plain(html), "Tea & talk, no rush.\n\n- a chair\n- a <cup>\n\nCome.");
        assert_eq!(plain(""), "");
    }

    #[test]
    fn a_list_keeps_its_numbers_and_a_link_its_address() {
        let html = "<h3>How</h3>\n<ol start=\"2\">\n<li>Ring.</li>\n<li>Come.</li>\n</ol>\n<p><a href=\"https://a.example/?a&amp;b\">Us</a> \
            or <a href=\"mailto:a@b.example\">a@b.example</a>.</p>";
        assert_eq!(
            plain(html),
            "How\n\n2. Ring.\n3. Come.\n\nUs (https://a.example/?a&b) or a@b.example."
        );
    }
}
