//! Which pages there are, and where.
//!
//! Addresses are neutral: a host's log sees paths, and nothing that a person filters, types or
//! keeps ever enters one.

use std::collections::{BTreeMap, BTreeSet};

use catalog::directory::{Directory, PlaceKind};
use catalog::facet::FACETS;
use catalog::query::{Origin, Query, Sort};
use catalog::results::Results;
use catalog::search::Catalog;

use super::Site;

type Locale = String;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Address {
    /// The choice of a language.
    Root,
    /// For an address that leads nowhere, at any depth.
    NotFound,
    /// "What matters to you?"
    Home(Locale),
    /// The finder.
    Find(Locale),
    /// A person's own plan.
    Plan(Locale),
    /// What somebody who hands over keeps of it.
    People(Locale),
    /// A group's answer to them.
    Reply(Locale),
    /// For a prescriber, with somebody in front of them.
    Desk(Locale),
    /// A plan that somebody was handed, as a link or as a code.
    Handed(Locale),
    /// The form by which a group adds its page.
    Add(Locale),
    /// A service, by id.
    Service(Locale, String),
    /// A group, by id.
    Organization(Locale, String),
    /// All groups.
    Organizations(Locale),
    /// All ways to browse.
    BrowseIndex(Locale),
    /// One value of a facet: facet id, value id.
    Browse(Locale, String, String),
    /// A need in a language: their ids.
    BrowseBoth(Locale, String, String),
    /// A neighbourhood, by id.
    BrowsePlace(Locale, String),
    /// All lists.
    Lists(Locale),
    /// A list, by id.
    List(Locale, String),
    /// A plain page such as "about", by name.
    Page(Locale, String),
    /// What was published once and has no page now: its address behind the language.
    Gone(Locale, String),
    /// What the directory lacks.
    Gaps(Locale),
    /// For people who take the data.
    Data(Locale),
    /// Where the directory is kept on a phone, and taken off again.
    Store(Locale),
    /// What a phone shows without a connection in place of a page that it has not kept.
    Away(Locale),
}

impl Address {
    /// Its file, from the root of the site.
    pub fn path(&self) -> String {
        match self {
            Self::NotFound => "404.html".to_owned(),
            _ => self.folder() + "index.html",
        }
    }

    /// Its folder, from the root of the site: empty, or ending in `/`.
    pub(super) fn folder(&self) -> String {
        match self {
            Self::Root | Self::NotFound => String::new(),
            Self::Home(locale) => format!("{locale}/"),
            Self::Find(locale) => format!("{locale}/find/"),
            Self::Plan(locale) => format!("{locale}/plan/"),
            Self::People(locale) => format!("{locale}/people/"),
            Self::Reply(locale) => format!("{locale}/reply/"),
            Self::Desk(locale) => format!("{locale}/desk/"),
            Self::Handed(locale) => format!("{locale}/p/"),
            Self::Add(locale) => format!("{locale}/add/"),
            Self::Service(locale, id) => format!("{locale}/s/{id}/"),
            Self::Organization(locale, id) => format!("{locale}/o/{id}/"),
            Self::Organizations(locale) => format!("{locale}/o/"),
            Self::BrowseIndex(locale) => format!("{locale}/browse/"),
            Self::Browse(locale, facet, value) => format!("{locale}/browse/{facet}/{value}/"),
            Self::BrowseBoth(locale, need, language) => {
                format!("{locale}/browse/need/{need}/{language}/")
            }
            Self::BrowsePlace(locale, place) => format!("{locale}/browse/place/{place}/"),
            Self::Lists(locale) => format!("{locale}/lists/"),
            Self::List(locale, id) => format!("{locale}/lists/{id}/"),
            Self::Page(locale, name) => format!("{locale}/pages/{name}/"),
            Self::Gone(locale, address) => format!("{locale}/{address}/"),
            Self::Gaps(locale) => format!("{locale}/gaps/"),
            Self::Data(locale) => format!("{locale}/data/"),
            Self::Store(locale) => format!("{locale}/keep/"),
            Self::Away(locale) => format!("{locale}/away/"),
        }
    }

    /// The way from its folder to the root of the site, such as `../../`.
    pub fn root(&self) -> String {
        "../".repeat(self.folder().matches('/').count())
    }

    /// Its page locale; `None` for the pages before a language is chosen.
    pub fn locale(&self) -> Option<&str> {
        match self {
            Self::Root | Self::NotFound => None,
            Self::Home(locale)
            | Self::Find(locale)
            | Self::Plan(locale)
            | Self::People(locale)
            | Self::Reply(locale)
            | Self::Desk(locale)
            | Self::Handed(locale)
            | Self::Add(locale)
            | Self::Service(locale, _)
            | Self::Organization(locale, _)
            | Self::Organizations(locale)
            | Self::BrowseIndex(locale)
            | Self::Browse(locale, _, _)
            | Self::BrowseBoth(locale, _, _)
            | Self::BrowsePlace(locale, _)
            | Self::Lists(locale)
            | Self::List(locale, _)
            | Self::Page(locale, _)
            | Self::Gone(locale, _)
            | Self::Gaps(locale)
            | Self::Data(locale)
            | Self::Store(locale)
            | Self::Away(locale) => Some(locale),
        }
    }

    /// The same page in another locale.
    pub fn in_locale(&self, other: &str) -> Self {
        let mut same = self.clone();
        match &mut same {
            Self::Root | Self::NotFound => {}
            Self::Home(locale)
            | Self::Find(locale)
            | Self::Plan(locale)
            | Self::People(locale)
            | Self::Reply(locale)
            | Self::Desk(locale)
            | Self::Handed(locale)
            | Self::Add(locale)
            | Self::Service(locale, _)
            | Self::Organization(locale, _)
            | Self::Organizations(locale)
            | Self::BrowseIndex(locale)
            | Self::Browse(locale, _, _)
            | Self::BrowseBoth(locale, _, _)
            | Self::BrowsePlace(locale, _)
            | Self::Lists(locale)
            | Self::List(locale, _)
            | Self::Page(locale, _)
            | Self::Gone(locale, _)
            | Self::Gaps(locale)
            | Self::Data(locale)
            | Self::Store(locale)
            | Self::Away(locale) => other.clone_into(locale),
        }
        same
    }
}

/// Every page of the site, in the order of their paths. Each exists in every locale, so that a
/// change of language always finds the same page; but pages of services as far as the host takes
/// them ([`catalog::service::PageLocales`]).
pub fn addresses(site: &Site<'_>) -> Vec<Address> {
    addresses_with(site.directory, &browsed(site))
}

/// The same with these browse pages, in any one locale: to count pages before there is a catalog.
pub fn addresses_with(directory: &Directory, browsed: &BTreeSet<Address>) -> Vec<Address> {
    let mut all = BTreeMap::new();
    let mut add = |address: Address| {
        all.insert(address.path(), address);
    };
    add(Address::Root);
    add(Address::NotFound);
    for locale in &directory.config.locales {
        let own = || locale.clone();
        for address in [
            Address::Home(own()),
            Address::Find(own()),
            Address::Plan(own()),
            Address::People(own()),
            Address::Reply(own()),
            Address::Desk(own()),
            Address::Handed(own()),
            Address::Add(own()),
            Address::Organizations(own()),
            Address::BrowseIndex(own()),
            Address::Lists(own()),
            Address::Gaps(own()),
            Address::Data(own()),
            Address::Store(own()),
            Address::Away(own()),
        ] {
            add(address);
        }
        for service in &directory.services {
            if service.pages.has(locale, &directory.config.default_locale) {
                add(Address::Service(own(), service.id.clone()));
            }
        }
        for organization in &directory.organizations {
            add(Address::Organization(own(), organization.id.clone()));
        }
        for address in &directory.gone {
            add(Address::Gone(own(), address.clone()));
        }
        for list in &directory.lists {
            add(Address::List(own(), list.id.clone()));
        }
        for page in &directory.pages {
            add(Address::Page(own(), page.name.clone()));
        }
        for address in browsed {
            add(address.in_locale(locale));
        }
    }
    all.into_values().collect()
}

/// What stands in place of a facet in the address of a topic: topics are found in words, and no
/// column of the catalog holds them.
pub const TOPIC: &str = "topic";

/// The browse pages that have something on them: the same in every locale, since facts are.
/// A value page exists also when it is empty, so that a link to it never breaks when the last
/// group leaves; topics, combinations and places come and go.
fn browsed(site: &Site<'_>) -> BTreeSet<Address> {
    let config = &site.directory.config;
    let locale = &config.default_locale;
    let Some(catalog) = site.catalogs.get(locale) else {
        return BTreeSet::new();
    };
    let mut browsed = BTreeSet::new();
    for (facet, values) in FACETS.iter().zip(&catalog.manifest().choices) {
        if facet.has_browse_pages {
            browsed.extend(values.iter().map(|value| {
                Address::Browse(locale.clone(), facet.id.to_owned(), value.id.clone())
            }));
        }
    }
    let topics = site.topics.shown(site.directory);
    browsed.extend(
        topics
            .map(|(_, topic)| Address::Browse(locale.clone(), TOPIC.to_owned(), topic.id.clone())),
    );
    for need in choices(catalog, "need") {
        let results = catalog.search(&choosing(&[("need", need)]), site.now);
        for (language, services) in counted(catalog, &results, "language") {
            if services > 0 {
                browsed.insert(Address::BrowseBoth(
                    locale.clone(),
                    need.to_owned(),
                    language.to_owned(),
                ));
            }
        }
    }
    for place in &site.directory.places {
        let is_named = place.kind == PlaceKind::Neighbourhood;
        if is_named && !catalog.search(&near(site, &place.id), site.now).hits.is_empty() {
            browsed.insert(Address::BrowsePlace(locale.clone(), place.id.clone()));
        }
    }
    browsed
}

/// The question that chooses these values.
pub(super) fn choosing(values: &[(&str, &str)]) -> Query {
    let mut query = Query::default();
    for (facet, value) in values {
        query.chosen.add(facet, value);
    }
    query
}

/// The question for what is around a place: within a longer walk, nearest first.
pub(super) fn near(site: &Site<'_>, place: &str) -> Query {
    let mut query = Query {
        origin: Some(Origin::Place(place.to_owned())),
        sort: Sort::Nearest,
        ..Query::default()
    };
    if site.directory.config.travel.iter().any(|way| way.id == NEAR_TRAVEL) {
        query.chosen.add("travel", NEAR_TRAVEL);
    }
    query
}

/// How far around a neighbourhood's middle its page looks: neighbourhoods of cities are two to three kilometres
/// across.
pub const NEAR_TRAVEL: &str = "walk";

/// Ids of a facet's values.
pub(super) fn choices<'a>(catalog: &'a Catalog, facet: &str) -> impl Iterator<Item = &'a str> {
    let place = FACETS.iter().position(|known| known.id == facet);
    let values = place.and_then(|place| catalog.manifest().choices.get(place));
    values.into_iter().flatten().map(|choice| choice.id.as_str())
}

/// Ids of a facet's values, and how many services each would find.
pub(super) fn counted<'a>(
    catalog: &'a Catalog,
    results: &'a Results,
    facet: &str,
) -> impl Iterator<Item = (&'a str, u32)> {
    let place = FACETS.iter().position(|known| known.id == facet);
    let counts = place.and_then(|place| results.counts.get(place));
    choices(catalog, facet).zip(counts.into_iter().flatten().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_knows_its_way_back_to_the_root() {
        let root = |address: Address| (address.path(), address.root());
        let pair = |path: &str, root: &str| (path.to_owned(), root.to_owned());
        let en = || "en".to_owned();
        assert_eq!(root(Address::Root), pair("index.html", ""));
        assert_eq!(root(Address::NotFound), pair("404.html", ""));
        assert_eq!(root(Address::Home(en())), pair("en/index.html", "../"));
        assert_eq!(
            root(Address::BrowseBoth(en(), "food".into(), "yue".into())),
            pair("en/browse/need/food/yue/index.html", "../../../../../"),
        );
    }

    #[test]
    fn another_language_keeps_the_page() {
        let page = Address::Service("en".into(), "k7f3q".into());
        assert_eq!(page.in_locale("pa"), Address::Service("pa".into(), "k7f3q".into()));
        assert_eq!(Address::Root.in_locale("pa"), Address::Root);
    }
}
