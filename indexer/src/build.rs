//! From a checked directory to a whole site: catalogs, pages, and what a host needs.
//!
//! Reading order: [`bundle`] (the programs for the browser), `assets` (styles, scripts and programs
//! under hashed names), `parts` (assets and catalogs: everything that pages are drawn from), `unchanged` (pages that
//! need not be drawn again), `render` (pages, drawn and written).

pub mod bundle;

mod assets;
mod parts;
pub(crate) mod render;
pub(crate) mod unchanged;

use std::collections::BTreeMap;
use std::path::Path;

use app::gaps::kept::Since;
use app::pages::{self, Address};
use authoring::source::SourceFile;
use catalog::day::Moment;
use catalog::directory::{Config, Directory};

use crate::earlier::Earlier;
use crate::exchange::export;
use crate::facts;
use crate::host;
use crate::limit::{self, LeftOut, NoRoom};
use crate::offline;
use crate::pack::tiles;
use crate::progress::Untold;
use crate::slips::{self, slips};
use crate::staging::Staging;
use parts::catalog_files_at_most;

pub(crate) use assets::SharedAssets;
pub use bundle::Bundle;
pub(crate) use parts::Parts;
pub(crate) use unchanged::{Unchanged, whole};

/// What a build has written.
pub struct Built {
    /// Pages for people.
    pub pages: usize,
    /// Those of them that stood in the old site already, and were not drawn again.
    pub as_they_were: usize,
    /// Files in all.
    pub files: usize,
    /// What the host has no room for.
    pub left_out: LeftOut,
}

/// Whether the host has room for a site of this directory, as a build with a finder would find:
/// nothing is packed or drawn.
///
/// # Errors
/// When there is no room for a single service.
pub fn has_room(directory: &Directory) -> Result<(), NoRoom> {
    if limit::hosts::files(&directory.config).is_none() {
        return Ok(());
    }
    let cuts = tiles::cut(directory);
    let others = assets::FILES_AT_MOST + files_of_programs(directory, &cuts);
    limit::room(directory, others).map(|_| ())
}

/// Most files that programs for the browser read; a site without them has none.
fn files_of_programs(directory: &Directory, cuts: &[tiles::Cut]) -> usize {
    facts::files_at_most(directory)
        + catalog_files_at_most(directory, cuts.len())
        + slips::files_at_most(directory, cuts)
}

/// Builds everything and swaps it in at `out`: [`build_into`] a folder that nobody else builds.
///
/// # Errors
/// As for [`build_into`], and when `out` cannot be had.
pub fn build(
    directory: Directory,
    bundle: Option<&Bundle>,
    now: Moment,
    out: &Path,
) -> Result<Built, String> {
    // Before the work, so that a folder that cannot be had is told at once.
    let staging = Staging::begin(out).map_err(|error| error.to_string())?;
    build_into(staging, directory, &[], bundle, now, None)
}

/// Builds everything and swaps it in. Takes the directory, because a host with little room limits
/// which services have a page. `sources` are the files that it was read from: the form gets its facts of them.
/// `earlier` is what an earlier release had, where somebody asked for it: the page of gaps and the feed tell what has changed.
///
/// # Errors
/// A sentence for the person at the keyboard; the old site then still stands.
pub fn build_into(
    staging: Staging,
    mut directory: Directory,
    sources: &[SourceFile],
    bundle: Option<&Bundle>,
    now: Moment,
    earlier: Option<&Earlier>,
) -> Result<Built, String> {
    let shared = SharedAssets::new(&directory, bundle);
    let cuts = tiles::cut(&directory);
    let of_programs = bundle.map_or(0, |_| files_of_programs(&directory, &cuts));
    let others = shared.files.len() + of_programs;
    let pages = limit::fit(&mut directory, others).map_err(|no_room| no_room.to_string())?;
    let own_files = limit::own_files(&directory, others);
    let by_group = pages::by_group(&directory);
    let unchanged = Unchanged::new(&directory, sources, &shared.paths, &by_group, now);
    let (parts, mut files) = Parts::new(&directory, shared, &cuts, now, staging.progress())?;
    let mut offline_files = parts.offline.clone();
    let mut site = parts.site(&directory, now);
    site.gaps.since =
        earlier.map_or(Since::NotAsked, |earlier| earlier.compared(&site.gaps.counts()));
    let news = earlier.and_then(|earlier| earlier.news(&directory, now.day));
    if bundle.is_some() {
        let mut of_locales = BTreeMap::new();
        for made in slips(&site, &cuts)? {
            of_locales.insert(made.locale.clone(), made.files.keys().cloned().collect());
            site.assets.slips.insert(made.locale, made.assets);
            files.extend(made.files);
        }
        offline_files.slips = of_locales;
    }
    let data = export::write(&staging, &site, own_files, &unchanged, news.as_ref())
        .map_err(|error| error.to_string())?;
    let data_files = match own_files {
        export::OwnFiles::Written => 0,
        export::OwnFiles::LeftOut => export::own_files_of(&site),
    };
    let left_out = LeftOut { pages, data_files };
    site.assets.data = data;
    let mut notes = parts::desk_notes(&mut site);
    notes.extend(parts::form_files(&mut site));
    let addresses = pages::addresses(&site);
    for (path, bytes) in files.into_iter().chain(notes).chain(host::files(&site, &addresses)) {
        staging.write(&path, &bytes).map_err(|error| error.to_string())?;
    }
    if bundle.is_some() {
        let written = facts::write(&staging, site.directory, sources, &unchanged);
        written.map_err(|error| error.to_string())?;
    }
    staging.holds_until(now.minute, Unchanged::until(&site));
    let headers = host::headers(&site);
    staging.progress().begins("Drawing pages", addresses.len());
    offline::write(&staging, site, &addresses, &offline_files, &unchanged)
        .map_err(|error| error.to_string())?;
    fits_its_host(&directory.config, &staging, &headers)?;
    staging.progress().begins("Putting the site in its place", 0);
    let files = staging.finish().map_err(|error| error.to_string())?;
    Ok(Built { pages: addresses.len(), as_they_were: unchanged.reused(), files, left_out })
}

/// Whether the host of the site takes what was written.
///
/// # Errors
/// What it does not take, by how much, and what to do.
fn fits_its_host(config: &Config, staging: &Staging, headers: &str) -> Result<(), String> {
    let broken = limit::hosts::broken(config, &staging.sizes(), headers);
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!("{}\nNothing was written: the site stands as it was.", broken.join("\n")))
}

/// The pages of a directory's services and groups as [`build`] would write them, by path: a group
/// by itself is drawn at once, however large the directory is that it belongs to.
///
/// # Errors
/// As for a build.
pub fn pages_of_groups(
    directory: &Directory,
    bundle: Option<&Bundle>,
    now: Moment,
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let shared = SharedAssets::new(directory, bundle);
    let (parts, _) = Parts::new(directory, shared, &tiles::cut(directory), now, &Untold)?;
    let site = parts.site(directory, now);
    let addresses = pages::addresses(&site).into_iter();
    let own = addresses
        .filter(|page| matches!(page, Address::Service(..) | Address::Organization(..)))
        .flat_map(|page| {
            let html = pages::render(&site, &page).into_bytes();
            let dates = pages::dates(&site, &page).map(|(path, text)| (path, text.into_bytes()));
            [(page.path(), html)].into_iter().chain(dates)
        });
    Ok(own.collect())
}

/// The pages of a directory's services and groups with the styles and scripts that they need, for a look:
/// they open from a folder, and nothing on them searches.
///
/// # Errors
/// As for a build.
pub fn drawn_groups(
    directory: &Directory,
    now: Moment,
) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let mut files = pages_of_groups(directory, None, now)?;
    files.extend(SharedAssets::new(directory, None).files);
    Ok(files)
}
