//! From a checked directory to a whole site: catalogs, pages, and what a host needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use app::icon;
use app::locales::Locales;
use app::pages::{self, Address, Assets, FinderAssets, PlanAssets, Site};
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::format::content_hash;
use catalog::search::Catalog;
use rayon::prelude::*;

use crate::clock;
use crate::host;
use crate::limit;
use crate::offline;
use crate::pack::{Packed, conflation, numbers, pack, tiles};
use crate::staging::{Draft, SiteError};

/// The folder of the catalog's files, from the root of the site.
const CATALOG: &str = "catalog";

/// The folder of styles, scripts and programs.
const ASSETS: &str = "assets";

/// What a phone loads as programs, made by `cargo xtask bundle`.
pub struct Bundle {
    finder: Program,
    plan: Program,
}

/// A program as a phone loads it.
struct Program {
    glue: Vec<u8>,
    wasm: Vec<u8>,
}

/// What a build has written.
pub struct Built {
    /// Pages for people.
    pub pages: usize,
    /// Files in all.
    pub files: usize,
    /// Pages of services for which the host has no room.
    pub left_out: usize,
}

impl Bundle {
    /// Reads `finder.js` and `finder_bg.wasm`, `plan.js` and `plan_bg.wasm`.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let read = |name: &str| {
            fs::read(folder.join(name)).map_err(|error| {
                format!(
                    "{}: {error}. Make it with: cargo xtask bundle",
                    folder.join(name).display()
                )
            })
        };
        Ok(Self {
            finder: Program { glue: read("finder.js")?, wasm: read("finder_bg.wasm")? },
            plan: Program { glue: read("plan.js")?, wasm: read("plan_bg.wasm")? },
        })
    }
}

/// Files kept by their content's hash, so that a host may let browsers keep them for ever.
#[derive(Default)]
struct Kept(Vec<(String, Vec<u8>)>);

impl Kept {
    /// Takes in a file, and says under which path from the site's root it will stand.
    fn keep(&mut self, folder: &str, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let path = format!("{folder}/{stem}.{}.{extension}", content_hash(&bytes));
        self.0.push((path.clone(), bytes));
        path
    }
}

/// Builds everything and swaps it in at `out`.
///
/// # Errors
/// A sentence for the person at the keyboard; the old site then still stands.
pub fn build(
    directory: &Directory,
    bundle: Option<&Bundle>,
    now: Moment,
    out: &Path,
) -> Result<Built, String> {
    // Tells before the work whether `out` can be had.
    let draft = Draft::begin(out).map_err(|error| error.to_string())?;
    let mut parts = Parts::new(directory, bundle)?;
    let whole = parts.site(directory, now);
    let addresses = pages::addresses(&whole);
    let limited = limit::fit(&whole, &addresses, parts.files.len())?;
    let left_out = limited.as_ref().map_or(0, |limited| limited.left_out);
    let directory = limited.as_ref().map_or(directory, |limited| &limited.directory);
    if limited.is_some() {
        // Cards tell which services have a page.
        parts = Parts::new(directory, bundle)?;
    }
    let site = parts.site(directory, now);
    let addresses = pages::addresses(&site);
    let mut files: Vec<_> =
        parts.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let of_host = host::files(&site, &addresses);
    files.extend(of_host.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())));
    let written = write_all(&draft, &site, &addresses, &files)?;
    let more = offline::write(&draft, site, &addresses, &parts.to_keep())
        .map_err(|error| error.to_string())?;
    draft.finish().map_err(|error| error.to_string())?;
    // The pages that name the release are written by `offline`; the last one is the mark of a site.
    let nameless = addresses.iter().filter(|page| matches!(page, Address::Keep(_))).count();
    let files = written + nameless + more + 1;
    Ok(Built { pages: addresses.len(), files, left_out })
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
    let parts = Parts::new(directory, bundle)?;
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

/// What a site is made of, apart from the directory.
struct Parts {
    locales: Locales,
    /// A catalog for each page locale.
    catalogs: BTreeMap<String, Catalog>,
    numbers: Vec<u32>,
    assets: Assets,
    /// Files beside the pages, each with its path.
    files: Vec<(String, Vec<u8>)>,
    /// The paths of each locale's catalog.
    catalog_files: BTreeMap<String, Vec<String>>,
}

impl Parts {
    fn new(directory: &Directory, bundle: Option<&Bundle>) -> Result<Self, String> {
        let locales = Locales::load().map_err(|error| error.to_string())?;
        let spoken = directory.config.locales.iter().map(|locale| {
            let messages = locales.get(locale).ok_or_else(|| format!(
                "directory.toml asks for the locale {locale}, but app/locales/{locale}.toml is not there."
            ))?;
            Ok((locale, messages))
        });
        let spoken = spoken.collect::<Result<Vec<_>, String>>()?;
        let mut kept = Kept::default();
        let (mut catalogs, mut finder, mut catalog_files) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let scripts = bundle.map(|bundle| keep_scripts(bundle, &mut kept));
        let cuts = tiles::cut(directory);
        let conflation = Arc::new(conflation(directory));
        let packed = spoken
            .par_iter()
            .map(|(locale, messages)| pack(directory, &cuts, locale, messages, &conflation));
        let packed = packed.collect::<Result<Vec<_>, _>>()?;
        let map = pages::ground::whole(directory)
            .map(|map| (format!("map.{}.svg", content_hash(map.as_bytes())), map.into_bytes()));
        for (packed, (locale, _)) in packed.into_iter().zip(&spoken) {
            let locale = *locale;
            if let Some(scripts) = &scripts {
                finder.insert(locale.clone(), finder_assets(scripts, &packed, map.as_ref()));
                let files = packed.files.into_iter().chain(map.clone());
                let files = files.map(|(name, bytes)| (format!("{CATALOG}/{name}"), bytes));
                let files: Vec<_> = files.collect();
                let names = files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
                catalog_files.insert(locale.clone(), names);
                kept.0.extend(files);
            }
            catalogs.insert(locale.clone(), packed.catalog);
        }
        let assets = Assets {
            plan: bundle.map(|bundle| keep_plan(bundle, &mut kept)),
            ..keep_assets(&mut kept, stylesheet(directory), scripts.is_some().then_some(finder))
        };
        let numbers = numbers(&cuts);
        Ok(Self { locales, catalogs, numbers, assets, files: kept.0, catalog_files })
    }

    fn site<'a>(&'a self, directory: &'a Directory, now: Moment) -> Site<'a> {
        Site {
            directory,
            groups: pages::by_group(directory),
            catalogs: &self.catalogs,
            numbers: &self.numbers,
            locales: &self.locales,
            now,
            zone: clock::zone(&directory.config.time_zone, now),
            assets: self.assets.clone(),
        }
    }

    /// What a phone keeps of it.
    fn to_keep(&self) -> offline::Files {
        let paths = self.files.iter().map(|(path, _)| path);
        let shared = paths.filter(|path| path.starts_with(ASSETS)).cloned().collect();
        offline::Files { shared, catalogs: self.catalog_files.clone() }
    }
}

struct Scripts {
    start: String,
    glue: String,
    wasm: String,
}

fn keep_scripts(bundle: &Bundle, kept: &mut Kept) -> Scripts {
    Scripts {
        start: kept.keep(ASSETS, "start", "js", public("start.js")),
        glue: kept.keep(ASSETS, "finder", "js", bundle.finder.glue.clone()),
        wasm: kept.keep(ASSETS, "finder", "wasm", bundle.finder.wasm.clone()),
    }
}

fn keep_plan(bundle: &Bundle, kept: &mut Kept) -> PlanAssets {
    PlanAssets {
        add_script: kept.keep(ASSETS, "plan-add", "js", public("plan-add.js")),
        start_script: kept.keep(ASSETS, "plan-page", "js", public("plan-page.js")),
        glue: kept.keep(ASSETS, "plan", "js", bundle.plan.glue.clone()),
        wasm: kept.keep(ASSETS, "plan", "wasm", bundle.plan.wasm.clone()),
    }
}

fn finder_assets(
    scripts: &Scripts,
    packed: &Packed,
    map: Option<&(String, Vec<u8>)>,
) -> FinderAssets {
    FinderAssets {
        start_script: scripts.start.clone(),
        glue: scripts.glue.clone(),
        wasm: scripts.wasm.clone(),
        catalog: CATALOG.to_owned(),
        manifest: packed.manifest.clone(),
        first: packed.first.clone(),
        places: packed.places.clone(),
        map: map.map(|(name, _)| name.clone()),
    }
}

/// The look, with the pictures that this directory shows.
fn stylesheet(directory: &Directory) -> Vec<u8> {
    let named = directory.vocabulary.needs.iter().filter_map(|need| need.icon.as_deref());
    let look = without_comments(include_str!("../../public/signpost.css"));
    [look, icon::rules(named)].concat().into_bytes()
}

/// A style sheet as a phone needs it: comments are for us, and a fourteenth of its bytes.
fn without_comments(style: &str) -> String {
    let mut parts = style.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |so_far, part| {
        so_far + part.split_once("*/").map_or("", |(_, rest)| rest).trim_start()
    })
}

fn keep_assets(
    kept: &mut Kept,
    stylesheet: Vec<u8>,
    finder: Option<BTreeMap<String, FinderAssets>>,
) -> Assets {
    Assets {
        stylesheet: kept.keep(ASSETS, "signpost", "css", stylesheet),
        noscript_stylesheet: kept.keep(ASSETS, "noscript", "css", public("noscript.css")),
        icon: kept.keep(ASSETS, "icon", "svg", public("icon.svg")),
        early_script: finder
            .is_some()
            .then(|| kept.keep(ASSETS, "early", "js", public("early.js"))),
        finder,
        plan: None,
        leave_script: kept.keep(ASSETS, "leave", "js", public("leave.js")),
        several_script: kept.keep(ASSETS, "several", "js", public("several.js")),
        keep_script: kept.keep(ASSETS, "keep", "js", public("keep.js")),
        kept: BTreeMap::new(),
    }
}

/// A file of `public/`, which the program carries with it.
fn public(name: &str) -> Vec<u8> {
    match name {
        "noscript.css" => include_bytes!("../../public/noscript.css").to_vec(),
        "icon.svg" => include_bytes!("../../public/icon.svg").to_vec(),
        "leave.js" => include_bytes!("../../public/leave.js").to_vec(),
        "several.js" => include_bytes!("../../public/several.js").to_vec(),
        "keep.js" => include_bytes!("../../public/keep.js").to_vec(),
        "early.js" => include_bytes!("../../public/early.js").to_vec(),
        "plan-add.js" => include_bytes!("../../public/plan-add.js").to_vec(),
        "plan-page.js" => include_bytes!("../../public/plan-page.js").to_vec(),
        _ => include_bytes!("../../public/start.js").to_vec(),
    }
}

/// Renders and writes on every core, and tells how many files that makes; the first problem stops the
/// build.
fn write_all(
    draft: &Draft,
    site: &Site<'_>,
    addresses: &[Address],
    files: &[(&str, &[u8])],
) -> Result<usize, String> {
    // Locales share files such as columns: the same path is written once.
    let mut written = BTreeSet::new();
    for (path, bytes) in files {
        if written.insert(path) {
            draft.write(path, bytes).map_err(|error| error.to_string())?;
        }
    }
    // The page where the directory is kept names the release, which all other pages make: `offline`
    // draws it.
    let drawn = addresses.par_iter().filter(|address| !matches!(address, Address::Keep(_)));
    let drawn = drawn.map(|address| {
        let dates = pages::dates(site, address);
        if let Some((path, text)) = &dates {
            draft.write(path, text.as_bytes())?;
        }
        draft.write(&address.path(), pages::render(site, address).as_bytes())?;
        Ok(1 + usize::from(dates.is_some()))
    });
    let drawn = drawn.sum::<Result<usize, SiteError>>().map_err(|error| error.to_string())?;
    Ok(written.len() + drawn)
}
