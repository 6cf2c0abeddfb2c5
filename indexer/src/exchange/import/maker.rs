//! Makes pages of rows. What every part of a page needs stands in [`Maker`]; the parts are files of their
//! own.

mod contacts;
mod cost;
mod facts;
pub(crate) mod group;
mod in_words;
mod meanings;
pub(crate) mod own;
mod places;
mod service;
mod spoken;
mod stretches;
mod timetable;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use app::locale::Messages;
use authoring::names::{is_plain_name, plain_name};
use authoring::phone::Book;
use authoring::topics::TopicFinder;
use catalog::day::Day;
use catalog::directory::Term;
use catalog::text::decompose_natively;

use super::ledger::{CellId, Fate, Ledger};
use super::page::Page;
use super::tables::{Tables, View};
use super::terms::Table;
use super::town::Town;
use super::when::DayNames;
use super::words::{self, Plain};
use crate::exchange::own::is_taxonomy;
use crate::progress::Progress;

/// What is asked of an import beside its package.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes {
    /// Dates of checks by others are believed.
    pub keep_checks: bool,
    /// It is a source of its own, even though services of it are in the town under another name.
    pub other_source: bool,
}

/// Makes pages.
pub struct Maker<'a> {
    town: &'a Town,
    table: &'a Table,
    tables: &'a Tables,
    ledger: &'a Ledger,
    messages: Option<&'a Messages>,
    topics: &'a [Term],
    finder: Option<TopicFinder<'a>>,
    book: Book<'a>,
    languages: BTreeMap<String, BTreeSet<String>>,
    place_names: BTreeMap<String, String>,
    areas: Vec<&'a str>,
    short_forms: BTreeSet<String>,
    day_names: DayNames,
    today: Day,
    /// The Monday from which a row without a date counts: that of the first import, so that it stays the same.
    since: Day,
    wishes: Wishes,
    counts: RefCell<Counts>,
}

/// What is counted while pages are made.
#[derive(Default)]
pub struct Counts {
    /// Terms that no need was found for: their names, and how many services have them.
    pub unmapped_terms: BTreeMap<String, u64>,
    /// Terms that were read, by the town's table or by its topics.
    pub mapped_terms: u64,
    /// Languages that the town's list does not know.
    pub unknown_languages: BTreeMap<String, u64>,
    /// The codes that the source has for them, by the same names.
    pub language_codes: BTreeMap<String, String>,
    /// Services whose need was found in their own words only.
    pub needs_from_words: u64,
    /// Services without a need.
    pub without_need: u64,
    /// Services of which nobody knows who offers them: each stands in a group of its own.
    pub without_organization: u64,
    /// Services without a position.
    pub without_position: u64,
    /// Pages that must not tell where they are, since nobody has said that anybody may know.
    pub kept_confidential: Vec<String>,
}

impl<'a> Maker<'a> {
    /// For a town and a package.
    pub fn new(
        (town, table): (&'a Town, &'a Table),
        (tables, ledger): (&'a Tables, &'a Ledger),
        messages: Option<&'a Messages>,
        (today, since): (Day, Day),
        wishes: Wishes,
    ) -> Self {
        let (topics, finder) = town.topics();
        let mut short_forms = words::ShortForms::default();
        for table in ["organization", "service"] {
            let texts = tables
                .all(table, ledger)
                .flat_map(|row| [row.peek("description"), row.peek("application_process")]);
            texts.flatten().for_each(|text| short_forms.learn(text));
        }
        Self {
            town,
            table,
            tables,
            ledger,
            messages,
            topics,
            finder,
            book: town.book(),
            languages: town.languages(),
            place_names: town.places(),
            areas: town.postcode_areas(),
            short_forms: short_forms.known(),
            day_names: DayNames::of(town.locale()),
            today,
            since,
            wishes,
            counts: RefCell::default(),
        }
    }

    /// The pages of every group and every service, and what was counted on the way; a step for each.
    pub fn pages(self, progress: &dyn Progress) -> (Vec<Page>, Counts) {
        let mut folders = Names::default();
        let mut pages: Vec<Page> = Vec::new();
        let mut groups: BTreeMap<String, String> = BTreeMap::new();
        for row in self.tables.all("organization", self.ledger) {
            progress.step();
            if let Some((id, page, name)) = self.group(row) {
                let folder = folders.another("", &name, &page.key);
                groups.insert(id, folder.clone());
                pages.push(at(page, format!("{folder}/organization.md")));
            }
        }
        let mut stems = Names::default();
        for row in self.tables.all("service", self.ledger) {
            progress.step();
            let Some(page) = self.service(row) else { continue };
            let name = page.get("name").and_then(|name| name.text()).unwrap_or_default().to_owned();
            let organization = row.points_at("organization_id");
            let known = organization.and_then(|id| groups.get(id)).cloned();
            let folder = match known {
                Some(folder) => {
                    row.say("organization_id", Fate::Taken);
                    folder
                }
                None => {
                    let is_there =
                        |id: &str| self.tables.get("organization", id, self.ledger).is_some();
                    let why = match organization.is_some_and(is_there) {
                        true => "its organization has no name: who offers this?",
                        false => "its organization is not in the package: who offers this?",
                    };
                    row.say("organization_id", Fate::Question(why));
                    self.counts.borrow_mut().without_organization += 1;
                    let stand_in = self.stand_in(&page.key, &name);
                    let folder = folders.another("", &name, &stand_in.key);
                    pages.push(at(stand_in, format!("{folder}/organization.md")));
                    folder
                }
            };
            // A page may not be called as the group's own page is.
            let stem = stems.another(
                &folder,
                if name.trim().eq_ignore_ascii_case("organization") {
                    "the organization"
                } else {
                    &name
                },
                &page.key,
            );
            pages.push(at(page, format!("{folder}/{stem}.md")));
        }
        self.leftovers();
        (pages, self.counts.into_inner())
    }

    /// Says of rows that hang on nothing that is there why they are on no page.
    fn leftovers(&self) {
        for table in self.tables.names() {
            for row in self.tables.all(table, self.ledger) {
                if let Some(why) = why_left(table, row, self) {
                    row.say_rest(why);
                }
            }
        }
    }

    /// A text made plain, and its cell told what was changed.
    fn plain(&self, row: View<'_>, name: &str) -> Option<String> {
        let raw = row.peek(name)?;
        let Plain { text, changed } = words::plain(raw);
        if text.is_empty() {
            row.say(name, Fate::Lost("nothing is left of it without marks of the other program"));
            return None;
        }
        row.say(name, changed.map_or(Fate::Taken, Fate::Changed));
        Some(text)
    }

    /// A name made plain, without capitals, at most 100 letters.
    fn name(&self, row: View<'_>, name: &str) -> Option<String> {
        let text = words::one_line(&self.plain(row, name)?);
        let text = match words::is_in_capitals(&text) {
            true => {
                row.say(name, Fate::Changed("capitals made small letters"));
                words::without_capitals(&text, &self.table.capitals, &self.short_forms)
            }
            false => text,
        };
        let (text, is_cut) = words::cut(&text, NAME_MAX);
        if is_cut {
            row.say(name, Fate::Changed("shortened to what a card can hold"));
        }
        Some(text)
    }

    /// The label of a field, in the town's words.
    fn label(&self, field: &str) -> Option<&'a str> {
        super::terms::label(self.table, field)
    }

    /// Every row of a table that hangs on a service: on itself, or on it at one of its places.
    fn of_service(&self, table: &'static str, service: &str) -> Vec<View<'a>> {
        self.tables.hanging(table, "service_id", service, self.ledger)
    }
}

/// Longest name: a check refuses more than 100 letters.
const NAME_MAX: usize = 100;

fn at(mut page: Page, path: String) -> Page {
    page.path = path;
    page
}

/// A cell, as a list of one or none.
fn cells(row: View<'_>, names: &[&str]) -> Vec<CellId> {
    names.iter().filter_map(|name| row.cell(name)).collect()
}

/// Names of files and folders, each given once.
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn another(&mut self, folder: &str, name: &str, key: &str) -> String {
        let plain = plain_name(name, decompose_natively);
        let plain = match is_plain_name(&plain) && plain.bytes().any(|b| b.is_ascii_alphabetic()) {
            true => plain,
            false => format!("page-{}", authoring::names::id_of_folder(key)),
        };
        let taken = |name: &str| format!("{folder}/{name}");
        let numbered = (2..).map(|number| format!("{plain}-{number}"));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        let free = names.find(|name| !self.0.contains(&taken(name))).unwrap_or(plain);
        self.0.insert(taken(&free));
        free
    }
}

/// Why a row is on no page that no page has taken.
fn why_left(table: &str, row: View<'_>, maker: &Maker<'_>) -> Option<Fate> {
    let missing = |key: &str, table: &'static str| {
        row.points_at(key).is_some_and(|id| maker.tables.get(table, id, maker.ledger).is_none())
    };
    let points = |keys: &[&str]| keys.iter().any(|key| row.points_at(key).is_some());
    Some(match table {
        "organization" | "service" => return None,
        "location" => Fate::Lost("no service is at this location"),
        "service_at_location" if missing("service_id", "service") => {
            Fate::Question("its service is not in the package")
        }
        "service_at_location" if missing("location_id", "location") => {
            Fate::Question("its location is not in the package")
        }
        "eligibility" | "required_document" | "cost_option" | "service_area"
        | "payment_accepted"
            if !points(&["service_id"]) =>
        {
            Fate::Question("it does not say of which service it is")
        }
        "phone" | "contact" | "schedule" | "language" | "holiday_schedule"
            if !points(&[
                "service_id",
                "location_id",
                "organization_id",
                "service_at_location_id",
                "contact_id",
                "phone_id",
            ]) =>
        {
            Fate::Question("it does not say of what it is")
        }
        "address" | "accessibility" | "postal_address" if !points(&["location_id"]) => {
            Fate::Question("it does not say of which location it is")
        }
        _ if missing("service_id", "service") => {
            Fate::Question("its service is not in the package")
        }
        "address" | "accessibility" if missing("location_id", "location") => {
            Fate::Question("its location is not in the package")
        }
        "postal_address" => Fate::Lost("an address for letters, not one to go to"),
        "funding" => Fate::Lost("who pays is nothing that a resident looks for"),
        "organization_identifier" => Fate::Lost("a number of a register"),
        "metadata" | "meta_table_description" => {
            Fate::Lost("it is about the data, not about a service")
        }
        "taxonomy_term" if row.peek("taxonomy").is_some_and(is_taxonomy) => Fate::Taken,
        "taxonomy" | "taxonomy_term" => Fate::Lost(
            "it belongs to the taxonomy, which is licensed: only what it means is on pages",
        ),
        "program" => Fate::Lost("a page has no place for programs"),
        "capacity" | "unit" => {
            Fate::Lost("a page counts no places; whether there is room has to be asked")
        }
        _ => return None,
    })
}
