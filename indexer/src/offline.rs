//! The directory as a phone keeps it for the time without a connection: the worker, and for each
//! locale a list of what belongs to it, every file with its hash.
//!
//! What is kept of a locale depends on nothing but the site: a phone may be shared, and a trail of
//! visited pages would tell about its owner's health. So it is everything, as far as [`BUDGET`]
//! goes, and else the start, the search and the lists; a page of a kind is kept with all of its kind
//! or not at all. Pages travel in a few large files: that is one request for hundreds of pages
//! that share most of their words.
//!
//! A release is named by what is kept of it. The page where somebody presses to keep it names the
//! same release as the worker, or else the worker refuses; that page is therefore drawn last.

use std::collections::BTreeMap;

use app::pages::{self, Address, Kept, Site};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use catalog::day::Day;
use catalog::format::content_hash;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::host::{CONTENT_SECURITY_POLICY, WEB_MANIFEST};
use crate::staging::{Draft, SiteError};

/// Most that a phone keeps of a locale, in bytes. Pages are most of it, and they travel in a
/// fourteenth of their size (the sample's English pages: 5.7 MB, by gzip 0.4 MB), so this is under
/// 2 MB on the way.
const BUDGET: u64 = 24 * 1024 * 1024;

/// The size from which on a file of pages is full, in bytes: a phone holds one at a time.
const PART: usize = 1024 * 1024;

/// The folder of the lists and the pages to keep.
const FOLDER: &str = "offline";

/// Its template: a line with the release is put before it.
const WORKER: &str = include_str!("../../public/worker.js");

/// Things that are kept all together or not at all.
#[derive(Default)]
struct Set<'a> {
    files: Vec<String>,
    pages: Vec<&'a Address>,
}

/// The files that are kept beside pages, by their paths from the root of the site.
pub struct Files {
    /// Styles, scripts and programs, which all pages share.
    pub shared: Vec<String>,
    /// Each locale's catalog.
    pub catalogs: BTreeMap<String, Vec<String>>,
}

/// What has been built so far.
struct Build<'a> {
    /// What is written.
    draft: &'a Draft,
    /// Pages that are not: drawn for the time being, as they are before they name the release.
    nameless: BTreeMap<String, Vec<u8>>,
}

/// What is kept of a locale.
struct Choice<'a> {
    files: Vec<String>,
    pages: Vec<&'a Address>,
    bytes: u64,
    has_services: bool,
}

/// Writes the worker, its lists and the pages that name the release, and tells how many files have
/// come besides those pages. Everything else of the site must be written already.
///
/// # Errors
/// When the disk says no.
pub fn write(
    draft: &Draft,
    mut site: Site<'_>,
    addresses: &[Address],
    files: &Files,
) -> Result<usize, SiteError> {
    let keep_pages = addresses.iter().filter(|address| matches!(address, Address::Keep(_)));
    let draw = |page: &Address| (page.path(), pages::render(&site, page).into_bytes());
    let mut build = Build { draft, nameless: keep_pages.map(draw).collect() };
    let mut choices = BTreeMap::new();
    for locale in &site.directory.config.locales {
        choices.insert(locale, choose(&build, sets(&site, addresses, files, locale))?);
    }
    let release = release(&build, site.now.day, &choices)?;
    let kept = choices.iter().map(|(locale, choice)| {
        let Choice { bytes, has_services, .. } = *choice;
        ((*locale).clone(), Kept { release: release.clone(), bytes, has_services })
    });
    site.assets.kept = kept.collect();
    build.nameless.clear();
    let (mut lists, mut written) = (BTreeMap::new(), 1);
    for (locale, choice) in &choices {
        let page = Address::Keep((*locale).clone());
        draft.write(&page.path(), pages::render(&site, &page).as_bytes())?;
        let parts = write_parts(draft, locale, &choice.pages)?;
        written += parts.len() + 1;
        let named =
            choice.files.iter().map(|path| Ok(json!([path, integrity(&draft.read(path)?)])));
        let list =
            json!({ "files": named.collect::<Result<Vec<_>, SiteError>>()?, "pages": parts });
        lists.insert(locale, write_json(draft, locale, &list)?);
    }
    let head = json!({
        "id": release,
        "day": site.now.day.to_string(),
        "policy": CONTENT_SECURITY_POLICY,
        "locales": lists,
    });
    draft.write("worker.js", format!("const RELEASE = {head};\n{WORKER}").as_bytes())?;
    Ok(written)
}

/// Most files that [`write`] gives for so many languages: the worker, and for each language its list and
/// its pages in parts.
pub fn files_at_most(locales: usize) -> usize {
    1 + locales * (2 + BUDGET as usize / PART)
}

impl Build<'_> {
    fn size(&self, path: &str) -> Result<u64, SiteError> {
        let nameless = self.nameless.get(path).map(|bytes| Ok(bytes.len() as u64));
        nameless.unwrap_or_else(|| self.draft.size(path))
    }

    /// A hash of a file's content.
    fn hash(&self, path: &str) -> Result<String, SiteError> {
        match self.nameless.get(path) {
            Some(bytes) => Ok(content_hash(bytes)),
            None => Ok(content_hash(&self.draft.read(path)?)),
        }
    }
}

/// What there is of a locale, what matters most first; the first is always kept.
fn sets<'a>(
    site: &Site<'_>,
    addresses: &'a [Address],
    files: &Files,
    locale: &str,
) -> [Set<'a>; 5] {
    let [mut core, mut rest, mut services, mut browse, mut groups] = <[Set<'_>; 5]>::default();
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
    for address in addresses {
        let set = match address {
            Address::NotFound => continue,
            Address::Service(..) => &mut services,
            Address::Browse(..) | Address::BrowseBoth(..) | Address::BrowsePlace(..) => &mut browse,
            Address::Organization(..) => &mut groups,
            _ => &mut core,
        };
        // A service that has its page in the directory's own language only is read there.
        let nearest = match address {
            Address::Service(own, id) => site.directory.service(id).is_some_and(|service| {
                service.pages.nearest(locale, &site.directory.config.default_locale) == Some(own)
            }),
            _ => address.locale().is_none_or(|own| own == locale),
        };
        if nearest {
            set.pages.push(address);
        }
    }
    [core, rest, services, browse, groups]
}

/// As many sets as the budget holds.
fn choose<'a>(build: &Build<'_>, sets: [Set<'a>; 5]) -> Result<Choice<'a>, SiteError> {
    let mut choice = Choice { files: Vec::new(), pages: Vec::new(), bytes: 0, has_services: true };
    for (number, set) in sets.into_iter().enumerate() {
        let mut bytes = 0;
        for path in &set.files {
            bytes += build.size(path)?;
        }
        for page in &set.pages {
            bytes += build.size(&page.path())?;
        }
        if number == 0 || choice.bytes + bytes <= BUDGET {
            choice.bytes += bytes;
            choice.files.extend(set.files);
            choice.pages.extend(set.pages);
        } else if set.pages.iter().any(|page| matches!(page, Address::Service(..))) {
            choice.has_services = false;
        }
    }
    Ok(choice)
}

/// The name of this release: a hash of everything that is kept of it, and of the worker.
fn release(
    build: &Build<'_>,
    day: Day,
    choices: &BTreeMap<&String, Choice<'_>>,
) -> Result<String, SiteError> {
    let mut all = format!("{WORKER}\n{CONTENT_SECURITY_POLICY}\n{day}\n");
    for (locale, choice) in choices {
        all.extend([locale.as_str(), "\n"]);
        let pages = choice.pages.iter().map(|page| page.path());
        for path in choice.files.iter().cloned().chain(pages) {
            let hash = build.hash(&path)?;
            all.extend([&path, " ", &hash, "\n"]);
        }
    }
    Ok(content_hash(all.as_bytes()))
}

/// Writes pages into as few files as may be, each a map from address to page.
fn write_parts(draft: &Draft, locale: &str, pages: &[&Address]) -> Result<Vec<Value>, SiteError> {
    let mut parts = Vec::new();
    let mut part = BTreeMap::new();
    let mut bytes = 0;
    for page in pages {
        let path = page.path();
        let html = String::from_utf8_lossy(&draft.read(&path)?).into_owned();
        bytes += html.len();
        part.insert(path.trim_end_matches("index.html").to_owned(), html);
        if bytes >= PART {
            parts.push(write_json(draft, &format!("{locale}-pages"), &json!(part))?);
            part.clear();
            bytes = 0;
        }
    }
    if !part.is_empty() {
        parts.push(write_json(draft, &format!("{locale}-pages"), &json!(part))?);
    }
    Ok(parts)
}

/// Writes a file named by its content; gives its path and what a browser checks it by.
fn write_json(draft: &Draft, stem: &str, value: &Value) -> Result<Value, SiteError> {
    let bytes = value.to_string().into_bytes();
    let path = format!("{FOLDER}/{stem}.{}.json", content_hash(&bytes));
    draft.write(&path, &bytes)?;
    Ok(json!([path, integrity(&bytes)]))
}

/// For `fetch`'s option of that name.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}
