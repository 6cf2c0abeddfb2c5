//! The directory as a phone stores it for the time without a connection: the worker, and for each
//! locale a list of what belongs to it, every file with its hash.
//!
//! What is stored of a locale depends on nothing but the site: a phone may be shared, and a trail of
//! visited pages would tell about its owner's health. So it is everything, as far as [`BUDGET`]
//! goes, and else the start, the search and the lists; a page of a kind is stored with all of its
//! kind or not at all. Pages travel in a few large files: that is one request for hundreds of pages
//! that share most of their words.
//!
//! A release is named by what is stored of it. The page where somebody presses to store it names the
//! same release as the worker, or else the worker refuses; that page is therefore drawn last, and
//! all others on the way: which of them a phone stores is known once they are drawn.

mod parts;

use std::collections::BTreeMap;

use app::pages::{Address, Site, Stored, policy};
use catalog::day::Day;
use serde_json::json;

use crate::build::Unchanged;
use crate::build::render::{Rendered, write_page, write_pages};
use crate::hashed::{content_name, hashed_name};
use crate::host::WEB_MANIFEST;
use crate::staging::{Staging, StagingError, Written};
use parts::PageParts;

/// Most that a phone stores of a locale, in bytes. Pages are most of it, and they travel in a
/// fourteenth of their size (the sample's English pages, those of topics among them: 9.9 MB, by gzip 0.7 MB), so this is under
/// 2 MB on the way. It is also the most text of pages that a build has in memory at a time.
const BUDGET: u64 = 24 * 1024 * 1024;

/// The folder of the lists and the pages to store.
const FOLDER: &str = "offline";

/// The worker's template: a line with the release is put before it.
const WORKER: &str = include_str!("../../public/worker.js");

/// The files beside pages that a phone stores, by their paths from the root of the site.
#[derive(Clone, Default)]
pub struct OfflineFiles {
    /// Styles, scripts and programs, which all pages share.
    pub shared: Vec<String>,
    /// Each locale's catalog.
    pub catalogs: BTreeMap<String, Vec<String>>,
    /// Each locale's slips.
    pub slips: BTreeMap<String, Vec<String>>,
}

/// Files and pages that a phone stores all together or not at all.
#[derive(Default)]
struct OfflineSet<'a> {
    files: Vec<String>,
    pages: Vec<&'a Address>,
}

/// What a phone stores of a locale.
struct OfflineLocale<'a> {
    files: Vec<Written>,
    /// A line for each file and page with its hash, in the order in which they are stored.
    hashes: String,
    parts: PageParts<'a>,
    bytes: u64,
    has_services: bool,
}

/// Draws and writes every page but those that are `unchanged`, the worker and its lists. Everything else of the
/// site must be written already.
///
/// # Errors
/// When a file cannot be written, or `files` names one that was not written.
pub fn write(
    staging: &Staging,
    mut site: Site<'_>,
    addresses: &[Address],
    files: &OfflineFiles,
    unchanged: &Unchanged,
) -> Result<(), StagingError> {
    let is_stored_nowhere =
        |address: &&Address| address.locale().is_none() || is_for_people_at_work(address);
    for address in addresses.iter().filter(is_stored_nowhere) {
        write_page(staging, &site, address, unchanged)?;
    }
    let mut locales = BTreeMap::new();
    for locale in &site.directory.config.locales {
        let sets = sets(&site, addresses, files, locale);
        locales.insert(locale, write_locale(staging, &site, locale, sets, unchanged)?);
    }
    let policy = policy::for_header(&site.assets.inline_scripts);
    let release = release(site.now.day, &policy, &locales);
    let told = locales.iter().map(|(locale, stored)| {
        let OfflineLocale { bytes, has_services, .. } = *stored;
        ((*locale).clone(), Stored { release: release.clone(), bytes, has_services })
    });
    site.assets.stored = told.collect();
    let mut lists = BTreeMap::new();
    for (locale, mut stored) in locales {
        let address = Address::Store(locale.clone());
        let (_, html) = write_page(staging, &site, &address, unchanged)?;
        stored.parts.add(&address, html)?;
        let files: Vec<_> =
            stored.files.iter().map(|file| json!([file.path, file.integrity()])).collect();
        let list = json!({ "files": files, "pages": stored.parts.finish()? });
        let bytes = list.to_string().into_bytes();
        let path = format!("{FOLDER}/{}", hashed_name(locale, "json", &bytes));
        let written = staging.write(&path, &bytes)?;
        lists.insert(locale, json!([path, written.integrity()]));
    }
    let head = json!({
        "id": release,
        "day": site.now.day.to_string(),
        "policy": policy,
        "locales": lists,
    });
    staging.write("worker.js", format!("const RELEASE = {head};\n{WORKER}").as_bytes())?;
    Ok(())
}

/// Most files that [`write()`] gives besides pages for so many languages: the worker, and for each
/// language its list and its pages in parts.
pub fn files_at_most(locales: usize) -> usize {
    1 + locales * (1 + parts::PARTS_MAX)
}

/// Pages that are no resident's business: they, and what prescribers are told, stay off residents' phones.
fn is_for_people_at_work(address: &Address) -> bool {
    matches!(
        address,
        Address::Desk(_)
            | Address::People(_)
            | Address::Reply(_)
            | Address::Data(_)
            | Address::Add(_)
    )
}

/// What there is of a locale, what matters most first; the first is always stored.
fn sets<'a>(
    site: &Site<'_>,
    addresses: &'a [Address],
    files: &OfflineFiles,
    locale: &str,
) -> [OfflineSet<'a>; 6] {
    let [mut core, mut rest, mut slips, mut services, mut browse, mut groups] =
        <[OfflineSet<'_>; 6]>::default();
    core.files.push(WEB_MANIFEST.to_owned());
    core.files.extend(files.shared.iter().cloned());
    if let Some(finder) = site.assets.finder.as_ref().and_then(|finder| finder.get(locale)) {
        for path in files.catalogs.get(locale).into_iter().flatten() {
            let name = path.rsplit('/').next().unwrap_or(path);
            let is_first =
                name == finder.manifest || finder.first.iter().any(|first| first == name);
            if is_first { &mut core } else { &mut rest }.files.push(path.clone());
        }
    }
    slips.files.extend(files.slips.get(locale).into_iter().flatten().cloned());
    for address in addresses {
        let set = match address {
            Address::NotFound => continue,
            address if is_for_people_at_work(address) => continue,
            Address::Service(..) => &mut services,
            Address::Browse(..) | Address::BrowseBoth(..) | Address::BrowsePlace(..) => &mut browse,
            Address::Organization(..) => &mut groups,
            _ => &mut core,
        };
        // A service that has its page in the directory's own language only is read there.
        let is_read_there = match address {
            Address::Service(own, id) => site.directory.service(id).is_some_and(|service| {
                service.pages.nearest(locale, &site.directory.config.default_locale) == Some(own)
            }),
            _ => address.locale().is_none_or(|own| own == locale),
        };
        if is_read_there {
            set.pages.push(address);
        }
    }
    [core, rest, slips, services, browse, groups]
}

/// Draws and writes the pages of a locale, set by set, and stores as many sets as the budget holds.
fn write_locale<'a>(
    staging: &'a Staging,
    site: &Site<'_>,
    locale: &str,
    sets: [OfflineSet<'_>; 6],
    unchanged: &Unchanged,
) -> Result<OfflineLocale<'a>, StagingError> {
    let mut stored = OfflineLocale {
        files: Vec::new(),
        hashes: String::new(),
        parts: PageParts::new(staging, locale),
        bytes: 0,
        has_services: true,
    };
    // The page that names the release is drawn for its size only, and pages that stand in another
    // language, or before a language is chosen, for their texts: they are written elsewhere.
    let is_written = |address: &Address| {
        address.locale() == Some(locale) && !matches!(address, Address::Store(_))
    };
    for (number, set) in sets.into_iter().enumerate() {
        let files = set.files.iter().map(|path| staging.written(path));
        let files = files.collect::<Result<Vec<_>, _>>()?;
        let of_files: u64 = files.iter().map(|file| file.bytes).sum();
        let room = match number {
            0 => Some(u64::MAX),
            _ => BUDGET.checked_sub(stored.bytes + of_files),
        };
        let room_left = room.unwrap_or(0);
        let pages = write_pages(staging, site, &set.pages, is_written, unchanged, room_left)?;
        match pages.filter(|_| room.is_some()) {
            Some(pages) => stored.add(staging, files, pages)?,
            None => {
                let is_service = |page: &&Address| matches!(page, Address::Service(..));
                stored.has_services &= !set.pages.iter().any(is_service);
            }
        }
    }
    Ok(stored)
}

impl OfflineLocale<'_> {
    /// Takes in a set.
    fn add(
        &mut self,
        staging: &Staging,
        files: Vec<Written>,
        pages: Vec<Rendered<'_>>,
    ) -> Result<(), StagingError> {
        for written in files.iter().chain(pages.iter().map(|page| &page.written)) {
            self.bytes += written.bytes;
            self.hashes.extend([&written.path, " ", &written.integrity(), "\n"]);
        }
        self.files.extend(files);
        for Rendered { address, html, .. } in pages {
            if !matches!(address, Address::Store(_)) {
                let html = html.map_or_else(|| staging.read(&address.path()), Ok)?;
                self.parts.add(address, html)?;
            }
        }
        Ok(())
    }
}

/// The name of this release: a hash of everything that is stored of it, and of the worker.
fn release(day: Day, policy: &str, locales: &BTreeMap<&String, OfflineLocale<'_>>) -> String {
    let mut all = format!("{WORKER}\n{policy}\n{day}\n");
    for (locale, stored) in locales {
        all.extend([locale.as_str(), "\n", &stored.hashes]);
    }
    content_name(all.as_bytes())
}
