//! A site within what its host takes: free hosts count files, and a service has two in every language.
//!
//! Pages of services give way, and nothing else: a card in the search, on the browse pages and on the
//! page of the group tells who, where, when and how to call. First all services have their page in the
//! directory's own language; then those in the other languages follow as far as there is room, and to
//! the services that somebody has translated first. The data's files of single services come after all pages: what they
//! hold stands in the data's other files, too.

pub mod hosts;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use app::pages::address::{Address, NEAR_TRAVEL, TOPIC, addresses_with};
use catalog::directory::{Config, Directory, PlaceKind};
use catalog::facet::FACETS;
use catalog::service::{PageLocales, Service, ServiceSchedule, Status};

use crate::exchange::export::{self, OwnFiles};
use crate::pack::terms;
use crate::plainly::many;
use crate::{host, offline};

/// A host takes too few files even for what is not a service's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoom {
    /// Files that the host takes.
    pub most: usize,
    /// Files beside services' pages, at most.
    pub fixed: usize,
    /// Files with every page of every service, at most.
    pub all: usize,
}

impl std::fmt::Display for NoRoom {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { most, fixed, all } = self;
        write!(
            f,
            "{most} files have no room for a single activity: the pages of groups, lists and the \
             like make up to {fixed}. All activities fit into {all}: type that only if your host takes \
             so many, or leave out languages"
        )
    }
}

/// What a host has no room for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Pages of services.
    pub pages: usize,
    /// The data's files of single services.
    pub data_files: usize,
}

impl LeftOut {
    /// What is left out, what stands for it, and which limit it is; nothing where all is there.
    pub fn told(self, config: &Config) -> Option<String> {
        let Self { pages, data_files } = self;
        let pages = (pages > 0).then(|| {
            let pages = many(pages, "page of a service", "pages of services");
            format!("{pages}, whose cards tell what there is")
        });
        let data_files = (data_files > 0).then(|| {
            let files = many(data_files, "file", "files");
            format!(
                "data/oruk/services/ ({files}), whose words are in data/oruk/services-1.json and on"
            )
        });
        let what: Vec<String> = pages.into_iter().chain(data_files).collect();
        let limit = hosts::said(config).filter(|_| !what.is_empty())?;
        Some(format!("left out: {}: {limit}", what.join("; and ")))
    }
}

/// Limits [`Service::pages`] to as many as the host takes, and tells how many pages are left out.
/// `others` are at most the files of styles, programs and catalogs. Nothing needs to be packed for
/// this: it counts, and where only a search could tell, it counts a few too many.
///
/// # Errors
/// When what is not a service's page is already too much.
pub fn fit(directory: &mut Directory, others: usize) -> Result<usize, NoRoom> {
    match room(directory, others)? {
        Some(room) => {
            let locales = directory.config.locales.len();
            Ok(share(&mut directory.services, locales, room))
        }
        None => Ok(0),
    }
}

/// The files that are left for services' pages, where the host has not room for all of them.
///
/// # Errors
/// When what is not a service's page is already too much.
pub fn room(directory: &Directory, others: usize) -> Result<Option<usize>, NoRoom> {
    let Some(NoRoom { most, fixed, all }) = counted(directory, others) else { return Ok(None) };
    if all <= most {
        return Ok(None);
    }
    most.checked_sub(fixed).map(Some).ok_or(NoRoom { most, fixed, all })
}

/// Whether the host has room for the data's files of single services beside every page.
pub fn own_files(directory: &Directory, others: usize) -> OwnFiles {
    let has_room =
        |NoRoom { most, fixed: _, all }| all + export::own_files_at_most(directory) <= most;
    if counted(directory, others).is_none_or(has_room) {
        OwnFiles::Written
    } else {
        OwnFiles::LeftOut
    }
}

/// The files, at most; `None` where the host takes as many as there are.
fn counted(directory: &Directory, others: usize) -> Option<NoRoom> {
    let config = &directory.config;
    let most = usize::try_from(hosts::files(config)?).ok()?;
    let locales = config.locales.len();
    let pages = addresses_with(directory, &browsed_at_most(directory));
    let is_of_service = |page: &&Address| matches!(page, Address::Service(..));
    let without = pages.len() - pages.iter().filter(is_of_service).count();
    let beside = host::files_at_most(pages.len()) + offline::files_at_most(locales) + 1;
    let fixed = without + others + beside + export::files_at_most(directory);
    let services = &directory.services;
    let all = fixed + services.iter().map(|service| files(service) * locales).sum::<usize>();
    Some(NoRoom { most, fixed, all })
}

/// The browse pages that have something on them, in the directory's own language, and a few that
/// have not: whether a service has gone out of date, only a search tells.
fn browsed_at_most(directory: &Directory) -> BTreeSet<Address> {
    let locale = || directory.config.default_locale.clone();
    let mut browsed = BTreeSet::new();
    for facet in FACETS.iter().filter(|facet| facet.has_browse_pages) {
        let values = terms(&directory.vocabulary, facet.id).unwrap_or_default();
        let values = values.iter().map(|value| value.id.clone());
        browsed.extend(values.map(|value| Address::Browse(locale(), facet.id.to_owned(), value)));
    }
    let topics = &directory.vocabulary.topics;
    let of_services = crate::topics::for_pages(directory);
    let services = directory.services.iter().zip(of_services);
    for (_, found) in services.filter(|(service, _)| is_listed(service)) {
        let ids = found.iter().filter_map(|topic| Some(topics.get(*topic)?.id.clone()));
        browsed.extend(ids.map(|id| Address::Browse(locale(), TOPIC.to_owned(), id)));
    }
    for service in directory.services.iter().filter(|service| is_listed(service)) {
        for need in &service.needs {
            let codes = service.languages.iter().map(|language| language.code.clone());
            browsed.extend(codes.map(|code| Address::BrowseBoth(locale(), need.clone(), code)));
        }
    }
    let ways = &directory.config.travel;
    let reach = ways.iter().find(|way| way.id == NEAR_TRAVEL).map_or(u32::MAX, |way| way.metres);
    let listed = directory.services.iter().filter(|service| is_listed(service));
    let locations: Vec<_> = listed
        .flat_map(|service| service.whereabouts.places())
        .filter_map(|place| place.position)
        .collect();
    for place in &directory.places {
        let is_near = || locations.iter().any(|at| place.centre.metres_to(*at) <= reach);
        if place.kind == PlaceKind::Neighbourhood && (reach == u32::MAX || is_near()) {
            browsed.insert(Address::BrowsePlace(locale(), place.id.clone()));
        }
    }
    browsed
}

fn is_listed(service: &Service) -> bool {
    matches!(service.status, Status::Active | Status::TemporarilyClosed)
}

/// Gives out `room` files; tells how many pages have none.
fn share(services: &mut [Service], locales: usize, mut room: usize) -> usize {
    let mut order: Vec<usize> = (0..services.len()).collect();
    // What has ended has nothing but its page. What somebody has checked lately is worth the most.
    order.sort_by_key(|&place| {
        let service = &services[place];
        let checked = service.assurance.as_ref().map(|assurance| assurance.date);
        (service.status != Status::Defunct, Reverse(checked))
    });
    let mut left_out = services.len() * locales;
    let mut grant = |service: &mut Service, pages: PageLocales, number: usize| {
        let has_room = room.checked_sub(files(service) * number);
        service.pages = if has_room.is_some() { pages } else { service.pages };
        room = has_room.unwrap_or(room);
        left_out -= if has_room.is_some() { number } else { 0 };
    };
    for &place in &order {
        services[place].pages = PageLocales::None;
        grant(&mut services[place], PageLocales::Default, 1);
    }
    order.sort_by_key(|&place| Reverse(services[place].words.len()));
    for place in order {
        if services[place].pages == PageLocales::Default {
            grant(&mut services[place], PageLocales::Every, locales - 1);
        }
    }
    left_out
}

/// Files of a service in one language: its page, and its dates where it has any.
fn files(service: &Service) -> usize {
    1 + usize::from(service.schedule.iter().any(ServiceSchedule::has_sessions))
}
