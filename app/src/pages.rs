//! Every page as a whole HTML document: a function of a directory, an address and a moment.
//!
//! Native only. No page carries an inline style, and none needs a script to be read. One script
//! stands in a page, the find page's `early.js`, which saves its round trip; the content security
//! policy names it by its hash.
//!
//! Reading order: [`address`] (what pages there are), [`context`] (what every page is handed), `page`
//! (what a page hands back), `document` and `frame` (what all pages share), then a module a kind of
//! page.

use std::collections::BTreeMap;

use catalog::calendar::Zone;
use catalog::day::Moment;
use catalog::directory::Directory;
use catalog::search::Catalog;
use catalog::service::Service;
use leptos::prelude::Owner;

use crate::locales::Locales;
use address::TOPIC;
use context::PageContext;
use gaps::SiteGaps;
use page::Page;
use topics::SiteTopics;

pub use add::form_file;
pub use address::{Address, addresses};
pub use browse::{Listing, listing};
pub use data::{DataFile, DataFormat, attribution};
pub use groups::{is_discreet_group, is_discreet_group_of};
pub use service::{Calendars, calendar, dates, dates_path, has_slip, room_words, slip_file};

mod add;
pub mod address;
mod aloud;
mod browse;
mod cards;
mod contact;
pub mod context;
mod data;
mod desk;
pub mod desk_notes;
mod document;
mod find;
mod frame;
pub mod gaps;
mod gone;
pub mod ground;
mod groups;
mod handed;
mod home;
mod language_choice;
mod leave;
mod lists;
mod map;
mod not_found;
mod offline;
pub mod pack;
mod page;
mod people;
mod plain;
mod plan;
pub mod policy;
mod qr;
mod service;
mod sheet;
pub mod topics;
mod unfound;
mod urgent;

/// The services of each group, by the group's id, in the order of their own.
pub type ByGroup<'a> = BTreeMap<&'a str, Vec<&'a Service>>;

/// Sorts the services of a directory by their groups, once for all pages.
pub fn by_group(directory: &Directory) -> ByGroup<'_> {
    let mut groups = ByGroup::new();
    for service in &directory.services {
        groups.entry(&service.organization).or_default().push(service);
    }
    groups
}

/// Everything that pages are made of.
pub struct Site<'a> {
    /// The directory, checked.
    pub directory: &'a Directory,
    /// The services of each group, by the group's id: [`by_group`].
    pub groups: ByGroup<'a>,
    /// A catalog for each page locale, with every tile.
    pub catalogs: &'a BTreeMap<String, Catalog>,
    /// For each of the directory's services, its number in these catalogs.
    pub numbers: &'a [u32],
    /// Which topics the services have.
    pub topics: &'a SiteTopics,
    /// What the directory has and lacks, counted.
    pub gaps: SiteGaps<'a>,
    /// The words of every locale.
    pub locales: &'a Locales,
    /// The present moment on the directory's wall clock.
    pub now: Moment,
    /// That clock, and when it is moved, around now.
    pub zone: Zone,
    /// Where the files beside the pages are.
    pub assets: Assets,
}

/// Paths of files beside the pages, from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// `signpost.css`.
    pub stylesheet: String,
    /// The sheet that somebody is handed, on the pages that draw one.
    pub handout_stylesheet: String,
    /// The squares of the page that says what is missing.
    pub gaps_stylesheet: String,
    /// What is different where no script runs.
    pub noscript_stylesheet: String,
    /// The site's icon.
    pub icon: String,
    /// The script that stands in the find page, runs before anything is drawn, and asks for what the
    /// finder needs.
    pub early_script: Option<String>,
    /// The script that stands in the page of the plan, and says so where its program does not come.
    pub wait_script: Option<String>,
    /// The finder's files for each locale; `None`: a site without a finder.
    pub finder: Option<BTreeMap<String, FinderAssets>>,
    /// The files of "My people" and of a group's answer; `None`: a site without them.
    pub people: Option<PeopleAssets>,
    /// The desk's files; `None`: a site without a desk.
    pub desk: Option<DeskAssets>,
    /// The plan's files; `None`: a site on which nothing is kept.
    pub plan: Option<PlanAssets>,
    /// The files of the page that opens a plan from a link; `None`: a site without programs.
    pub handed: Option<HandedAssets>,
    /// The form's files; `None`: a site without programs.
    pub form: Option<FormAssets>,
    /// The script that leaves at once a page that calls for discretion.
    pub leave_script: String,
    /// The script that stands in every page, so that Back shows nothing after that; `None`: a
    /// directory without a way out.
    pub left_script: Option<String>,
    /// The script of the start page: one types there, says where one is, and chooses several needs at once.
    pub home_script: String,
    /// The script of the page for an address that leads nowhere.
    pub lost_script: String,
    /// The script of the page where the directory is stored on a phone.
    pub store_script: String,
    /// The phrases that speak of danger, for `urgent.js`; `None` where the directory knows none.
    pub urgent: Option<String>,
    /// The hashes of scripts that stand in pages, as [`policy`] takes them.
    pub inline_scripts: Vec<String>,
    /// The slips of each locale; empty on a site without programs.
    pub slips: BTreeMap<String, SlipAssets>,
    /// The files of the data, for people who take it.
    pub data: Vec<DataFile>,
    /// What a phone would store, for each locale; empty until everything else is drawn.
    pub stored: BTreeMap<String, Stored>,
}

/// Paths of the files of "My people", from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct PeopleAssets {
    /// Starts the program, its JavaScript side included.
    pub script: String,
    /// The program.
    pub wasm: String,
}

/// Paths of the plan's files, from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct PlanAssets {
    /// Keeps an activity, on its page and in the finder.
    pub add_script: String,
    /// Starts the plan on its own page, its JavaScript side included.
    pub script: String,
    /// The plan.
    pub wasm: String,
}

/// Paths of the desk's files, from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct DeskAssets {
    /// Starts the desk, its JavaScript side included.
    pub script: String,
    /// The desk.
    pub wasm: String,
    /// What only the desk looks like.
    pub stylesheet: String,
    /// What prescribers are told, by locale: no other page knows these files.
    pub notes: BTreeMap<String, String>,
}

/// Paths of the files of the page that opens a plan from a link, from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct HandedAssets {
    /// The script that stands in the page, asks for what it needs, and keeps the link when the
    /// language is changed.
    pub early_script: String,
    /// Starts the program, its JavaScript side included.
    pub script: String,
    /// The program.
    pub wasm: String,
    /// Starts the program by which it is kept, printed and noted, once it can be read; its JavaScript side
    /// included.
    pub take_script: String,
    /// That program.
    pub take_wasm: String,
}

/// Paths of the form's files, from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct FormAssets {
    /// Starts the form, its JavaScript side included.
    pub script: String,
    /// The form.
    pub wasm: String,
    /// What only the form looks like.
    pub stylesheet: String,
    /// What it is told of its town, by locale: no other page knows these files.
    pub files: BTreeMap<String, String>,
}

/// Where a locale's slips are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlipAssets {
    /// All in one file: its path from the root of the site.
    Whole(String),
    /// In several, which this index names.
    Index(String),
}

/// What a phone stores of one locale.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// The release that it is of: page and worker must name the same.
    pub release: String,
    /// The room that it takes on the phone, in bytes.
    pub bytes: u64,
    /// The page of every single service is among it.
    pub has_services: bool,
}

/// Paths of the finder's files, from the root of the site.
#[derive(Clone, Debug, Default)]
pub struct FinderAssets {
    /// Starts the finder, its JavaScript side included.
    pub script: String,
    /// The finder.
    pub wasm: String,
    /// The folder of the catalog's files.
    pub catalog: String,
    /// Words of choices, places, thresholds, tiles: a file in that folder.
    pub manifest: String,
    /// The files in it that a person needs first who has not said where they are.
    pub first: Vec<String>,
    /// Whether every phone loads everything in this order, wherever it is.
    pub loads_all: bool,
    /// The one that a person needs first who has said where they are.
    pub places: String,
    /// The ground of the map, a file in that folder, where the directory has one.
    pub map: Option<String>,
}

/// The page at `address`, from `<!DOCTYPE html>` on.
pub fn render(site: &Site<'_>, address: &Address) -> String {
    Owner::new().with(|| {
        let context = PageContext::new(site, address);
        document::document(&context, page(&context))
    })
}

fn page(context: &PageContext<'_>) -> Page {
    match context.address {
        Address::Root => language_choice::language_choice(context),
        Address::NotFound => not_found::not_found(context),
        Address::Home(_) => home::home(context),
        Address::Find(_) => find::find(context),
        Address::Plan(_) => plan::plan(context),
        Address::People(_) => people::people(context),
        Address::Reply(_) => people::reply(context),
        Address::Desk(_) => desk::desk(context),
        Address::Handed(_) => handed::handed(context),
        Address::Add(_) => add::add(context),
        Address::Service(_, id) => service::service(context, id),
        Address::Organization(_, id) => groups::group(context, id),
        Address::Organizations(_) => groups::groups(context),
        Address::BrowseIndex(_) => browse::index(context),
        Address::Browse(_, facet, topic) if facet == TOPIC => browse::topic(context, topic),
        Address::Browse(_, facet, value) => browse::value(context, facet, value),
        Address::BrowseBoth(_, need, language) => browse::both(context, need, language),
        Address::BrowsePlace(_, place) => browse::place(context, place),
        Address::Lists(_) => lists::index(context),
        Address::List(_, id) => lists::list(context, id),
        Address::Page(_, name) => plain::page(context, name),
        Address::Gone(..) => gone::gone(context),
        Address::Gaps(_) => gaps::missing(context),
        Address::Data(_) => data::data(context),
        Address::Store(_) => offline::store(context),
        Address::Away(_) => offline::away(context),
    }
}
