//! Everything that pages are drawn from, apart from the directory.

use std::collections::BTreeMap;
use std::sync::Arc;

use app::locales::Locales;
use app::pages::gaps::SiteGaps;
use app::pages::topics::SiteTopics;
use app::pages::{self, Assets, FinderAssets, Site};
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::search::Catalog;
use rayon::prelude::*;
use serde_json::json;

use super::assets::{FinderScripts, SharedAssets};
use crate::clock;
use crate::hashed::{Files, hashed_name};
use crate::offline::OfflineFiles;
use crate::pack::tiles::Cut;
use crate::pack::{self, DirectoryTopics, Packed, conflation, numbers, pack};
use crate::progress::Progress;
use crate::wording::locales_of;

/// The folder of the catalog's files, from the root of the site.
const FOLDER: &str = "catalog";

/// What a site is made of, apart from the directory.
pub struct Parts {
    locales: Locales,
    /// A catalog for each page locale.
    catalogs: BTreeMap<String, Catalog>,
    numbers: Vec<u32>,
    topics: SiteTopics,
    assets: Assets,
    /// Which of the files beside pages a phone stores.
    pub offline: OfflineFiles,
}

impl Parts {
    /// Packs a catalog for each locale. Gives the files beside pages, too: assets and catalogs.
    ///
    /// # Errors
    /// A sentence: when a locale is not known, or a catalog cannot be packed.
    pub fn new(
        directory: &Directory,
        shared: SharedAssets,
        cuts: &[Cut],
        now: Moment,
        progress: &dyn Progress,
    ) -> Result<(Self, Files), String> {
        let locales = locales_of(directory);
        let SharedAssets { mut files, paths: mut assets, finder: scripts } = shared;
        let mut offline =
            OfflineFiles { shared: shared_offline(&files, &assets), ..OfflineFiles::default() };
        let map = pages::ground::whole(directory).map(String::into_bytes);
        let map = map.map(|map| (hashed_name("map", "svg", &map), map));
        let (mut catalogs, mut finder) = (BTreeMap::new(), BTreeMap::new());
        let found = DirectoryTopics::new(directory);
        for (locale, packed) in pack_all(directory, &locales, cuts, &found, progress)? {
            if let Some(scripts) = &scripts {
                finder.insert(locale.clone(), finder_assets(scripts, &packed, map.as_ref()));
                let own = packed.files.into_iter().chain(map.clone());
                let own = own.map(|(name, bytes)| (format!("{FOLDER}/{name}"), bytes));
                let own: Vec<_> = own.collect();
                let names = own.iter().map(|(path, _)| path.clone()).collect();
                offline.catalogs.insert(locale.clone(), names);
                files.extend(own);
            }
            catalogs.insert(locale, packed.catalog);
        }
        assets.finder = scripts.is_some().then_some(finder);
        let numbers = numbers(cuts);
        let any = catalogs.values().next();
        let topics = SiteTopics::new(directory, found.for_pages(), &numbers, any, now);
        Ok((Self { locales, catalogs, numbers, topics, assets, offline }, files))
    }

    /// The site that pages of this directory are drawn from.
    pub fn site<'a>(&'a self, directory: &'a Directory, now: Moment) -> Site<'a> {
        Site {
            directory,
            groups: pages::by_group(directory),
            catalogs: &self.catalogs,
            numbers: &self.numbers,
            topics: &self.topics,
            gaps: SiteGaps::new(directory, self.topics.of_services(), now.day),
            locales: &self.locales,
            now,
            zone: clock::zone(&directory.config.time_zone, now),
            assets: self.assets.clone(),
        }
    }
}

/// What prescribers are told, a file a locale; the site then knows their names. Nothing without a desk.
pub fn desk_notes(site: &mut Site<'_>) -> Files {
    let mut files = Files::new();
    if site.assets.desk.is_none() {
        return files;
    }
    for locale in &site.directory.config.locales {
        let bytes = pages::desk_notes::desk_notes(site, locale).into_bytes();
        let name = hashed_name(&format!("notes-{locale}"), "json", &bytes);
        files.insert(format!("{FOLDER}/{name}"), bytes);
        if let Some(desk) = &mut site.assets.desk {
            desk.notes.insert(locale.clone(), name);
        }
    }
    files
}

/// What the form is told of its town, a file a locale; the site then knows their names. Nothing without a
/// form.
pub fn form_files(site: &mut Site<'_>) -> Files {
    let mut files = Files::new();
    if site.assets.form.is_none() {
        return files;
    }
    let town = authoring::town::write(site.directory);
    for locale in &site.directory.config.locales {
        let told = json!({ "town": town, "form": pages::form_file(site, locale) });
        let bytes = told.to_string().into_bytes();
        let path = format!("{FOLDER}/{}", hashed_name(&format!("form-{locale}"), "json", &bytes));
        files.insert(path.clone(), bytes);
        if let Some(form) = &mut site.assets.form {
            form.files.insert(locale.clone(), path);
        }
    }
    files
}

/// Most files of catalogs that [`Parts::new`], [`desk_notes`] and [`form_files`] give with a bundle, before anything is packed.
/// Locales share some of them, and the map.
pub fn catalog_files_at_most(directory: &Directory, tiles: usize) -> usize {
    // One of prescribers' notes and one for the form for each locale, and the map.
    directory.config.locales.len() * (pack::files(tiles) + 2) + 1
}

/// The catalog of each locale, packed side by side.
fn pack_all(
    directory: &Directory,
    locales: &Locales,
    cuts: &[Cut],
    topics: &DirectoryTopics,
    progress: &dyn Progress,
) -> Result<Vec<(String, Packed)>, String> {
    let spoken = directory.config.locales.iter().map(|locale| {
        let messages = locales.get(locale).ok_or_else(|| {
            format!(
                "directory.toml lists the language {locale}, for which signpost has no words: take it out of `locales`, \
                 or write its words into _locales/{locale}.toml."
            )
        })?;
        Ok((locale, messages))
    });
    let spoken = spoken.collect::<Result<Vec<_>, String>>()?;
    progress.begins("Packing the catalog of each language", spoken.len());
    let conflation = Arc::new(conflation(directory));
    let packed = spoken.par_iter().map(|(locale, messages)| {
        let packed = pack(directory, cuts, locale, messages, &conflation, topics)?;
        progress.step();
        Ok(((*locale).clone(), packed))
    });
    packed.collect()
}

/// The shared files that a phone stores: all but those for people at work, and for groups.
fn shared_offline(files: &Files, assets: &Assets) -> Vec<String> {
    let desk = assets.desk.iter().flat_map(|desk| [&desk.script, &desk.wasm, &desk.stylesheet]);
    let people = assets.people.iter().flat_map(|people| [&people.script, &people.wasm]);
    let form = assets.form.iter().flat_map(|form| [&form.script, &form.wasm, &form.stylesheet]);
    let at_work: Vec<&String> = desk.chain(people).chain(form).collect();
    files.keys().filter(|path| !at_work.contains(path)).cloned().collect()
}

fn finder_assets(
    scripts: &FinderScripts,
    packed: &Packed,
    map: Option<&(String, Vec<u8>)>,
) -> FinderAssets {
    FinderAssets {
        script: scripts.script.clone(),
        wasm: scripts.wasm.clone(),
        catalog: FOLDER.to_owned(),
        manifest: packed.manifest.clone(),
        first: packed.first.clone(),
        loads_all: packed.catalog.manifest().loads_all,
        places: packed.places.clone(),
        map: map.map(|(name, _)| name.clone()),
    }
}
