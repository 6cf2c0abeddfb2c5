//! A site within what its host takes: free hosts count files, and a service has two in every language.
//!
//! Pages of services give way, and nothing else: a card in the search, on the browse pages and on the
//! page of the group tells who, where, when and how to call. First all services have their page in the
//! directory's own language; then those in the other languages follow as far as there is room, and to
//! the services that somebody has translated first.

use std::cmp::Reverse;

use app::pages::{Address, Site};
use catalog::directory::Directory;
use catalog::service::{PageLocales, Service, Status};

use crate::{host, offline};

/// A directory of which not every service has a page in every language.
pub struct Limited {
    /// The same, with [`Service::pages`] as there is room.
    pub directory: Directory,
    /// How many pages are left out.
    pub left_out: usize,
}

/// As many pages as the host takes; `None` where it takes them all. `addresses` are all pages, and
/// `others` the files of styles, programs and catalogs.
///
/// # Errors
/// When what is not a service's page is already too much.
pub fn fit(
    site: &Site<'_>,
    addresses: &[Address],
    others: usize,
) -> Result<Option<Limited>, String> {
    let config = &site.directory.config;
    let Some(most) = config.files_at_most.and_then(|most| usize::try_from(most).ok()) else {
        return Ok(None);
    };
    let locales = config.locales.len();
    let is_of_service = |page: &&Address| matches!(page, Address::Service(..));
    let without = addresses.len() - addresses.iter().filter(is_of_service).count();
    let fixed = without
        + others
        + host::files_at_most(addresses.len())
        + offline::files_at_most(locales)
        + 1;
    let services = &site.directory.services;
    if fixed + services.iter().map(|service| files(service) * locales).sum::<usize>() <= most {
        return Ok(None);
    }
    let Some(room) = most.checked_sub(fixed) else {
        return Err(format!(
            "files_at_most = {most} (directory.toml) has no room for a single activity: everything \
             else, such as the pages of groups and of lists, makes up to {fixed} files. Type a larger \
             number, or fewer locales."
        ));
    };
    let mut directory = site.directory.clone();
    let left_out = share(&mut directory.services, locales, room);
    Ok(Some(Limited { directory, left_out }))
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
    1 + usize::from(!service.schedule.is_empty())
}
