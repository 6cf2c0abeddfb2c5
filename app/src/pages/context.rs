//! What every page is handed: the site, its own address, and its locale's words.

use catalog::directory::{Config, Directory, PerLocale, Term};
use catalog::results::Hit;
use catalog::search::Catalog;
use catalog::service::{LocalizedText, Service};
use leptos::prelude::*;

use super::{Address, Site};
use crate::card::Said;
use crate::locale::{Key, Messages};

/// Where we are.
pub struct PageContext<'a> {
    /// Everything.
    pub site: &'a Site<'a>,
    /// This page.
    pub address: &'a Address,
    /// Its locale, or the directory's own before one is chosen.
    pub locale: &'a str,
    /// That locale's words.
    pub messages: Messages,
    /// The way to the root of the site.
    pub root: String,
}

impl<'a> PageContext<'a> {
    /// At `address`.
    pub fn new(site: &'a Site<'a>, address: &'a Address) -> Self {
        let config = &site.directory.config;
        let locale = address.locale().unwrap_or(&config.default_locale);
        let messages = site
            .locales
            .get(locale)
            .cloned()
            .unwrap_or_else(|| Messages::from_shipped(locale, Vec::new()));
        // A 404 is served at any depth, so relative links would lead astray.
        let root = match address {
            Address::NotFound => base_path(&config.base_url).to_owned(),
            _ => address.root(),
        };
        Self { site, address, locale, messages, root }
    }

    /// The directory.
    pub fn directory(&self) -> &'a Directory {
        self.site.directory
    }

    /// `directory.toml`.
    pub fn config(&self) -> &'a Config {
        &self.site.directory.config
    }

    /// The locale of texts that are not translated.
    pub fn default_locale(&self) -> &'a str {
        &self.site.directory.config.default_locale
    }

    /// The catalog of this locale.
    pub fn catalog(&self) -> Option<&'a Catalog> {
        self.site.catalogs.get(self.locale)
    }

    /// A service as a hit, whatever is asked, by its id.
    pub fn hit(&self, id: &str) -> Option<Hit> {
        let services = &self.directory().services;
        let place = services.binary_search_by(|service| service.id.as_str().cmp(id)).ok()?;
        self.catalog()?.hit(*self.site.numbers.get(place)?, self.site.now)
    }

    /// A text.
    pub fn text(&self, key: Key) -> String {
        self.messages.text(key).to_owned()
    }

    /// A text with its gaps filled.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        self.messages.fill(key, values)
    }

    /// A link to another page.
    pub fn to(&self, address: &Address) -> String {
        let link = [self.root.as_str(), &address.folder()].concat();
        if link.is_empty() { "./".to_owned() } else { link }
    }

    /// The page of a service: in this language, or else in the directory's own.
    pub fn page_of(&self, service: &Service) -> Option<Address> {
        let locale = service.pages.nearest(self.locale, self.default_locale())?;
        Some(Address::Service(locale.to_owned(), service.id.clone()))
    }

    /// This page in another language; `None` where the host has no room for it.
    pub fn in_locale(&self, locale: &str) -> Option<Address> {
        let is_there = match self.service() {
            Some(service) => service.pages.has(locale, self.default_locale()),
            None => true,
        };
        is_there.then(|| self.address.in_locale(locale))
    }

    /// Where a change of language leads: to this page, or else to its group.
    pub fn nearest_in(&self, locale: &str) -> Address {
        let group = || {
            let group = self.service()?.organization.clone();
            Some(Address::Organization(locale.to_owned(), group))
        };
        let same = self.in_locale(locale);
        same.or_else(group).unwrap_or_else(|| Address::Home(locale.to_owned()))
    }

    /// The service that this page is about.
    fn service(&self) -> Option<&'a Service> {
        match self.address {
            Address::Service(_, id) => self.directory().service(id),
            _ => None,
        }
    }

    /// The whole address of a page, scheme and host included.
    pub fn absolute(&self, address: &Address) -> String {
        [self.config().base_url.as_str(), &address.folder()].concat()
    }

    /// A link to a file, by its path from the root of the site.
    pub fn file(&self, path: &str) -> String {
        [self.root.as_str(), path].concat()
    }

    /// This locale, for an address.
    pub fn own(&self) -> String {
        self.locale.to_owned()
    }

    /// Words of the directory in this locale, or in its own.
    pub fn words(&self, words: &PerLocale) -> Said {
        let found = [self.locale, self.default_locale()]
            .into_iter()
            .find_map(|locale| words.get(locale).map(|text| LocalizedText { text, locale }));
        found.map_or(Said { text: String::new(), lang: None }, |text| self.said(text))
    }

    /// A text, marked with its language where that is not the page's.
    pub fn said(&self, text: LocalizedText<'_>) -> Said {
        Said {
            text: text.text.to_owned(),
            lang: (text.locale != self.locale).then(|| text.locale.to_owned()),
        }
    }

    /// The directory's name.
    pub fn site_name(&self) -> String {
        self.words(&self.config().name).text
    }

    /// The label of a term in a word list; its id where it is not in the list.
    pub fn label(&self, terms: &'a [Term], id: &'a str) -> String {
        let term = terms.iter().find(|term| term.id == id);
        term.map_or(id, |term| term.label(self.locale, self.default_locale())).to_owned()
    }

    /// The note that something on the page is not in the page's language; nothing where it is.
    pub fn untranslated(&self, lang: Option<&str>) -> Option<AnyView> {
        let language = self.site.locales.own_name(lang?);
        let words = self.fill(Key::SiteUntranslated, &[("language", language)]);
        Some(view! { <p class="note small noprint">{words}</p> }.into_any())
    }
}

impl Said {
    /// For the attribute `dir`: a text in another language may read the other way.
    pub fn dir(&self) -> Option<&'static str> {
        self.lang.as_ref().map(|_| "auto")
    }
}

/// The path of a base URL, from `/` on.
fn base_path(base_url: &str) -> &str {
    let after_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after_scheme.find('/').map_or("/", |slash| &after_scheme[slash..])
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn a_site_may_stand_in_a_folder_of_another() {
        assert_eq!(base_path("https://a.example/"), "/");
        assert_eq!(base_path("https://a.example"), "/");
        assert_eq!(base_path("https://a.example/b/c/"), "/b/c/");
    }
}
