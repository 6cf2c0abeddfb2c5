//! `signpost import`: pages of other directories' data.
//!
//! Reading order, which is also the way of the data: [`package`] (folder, zip or file, nothing trusted),
//! [`format`](mod@format) (which of them it is), [`encoding`] (letters), [`tabular`], [`json`] and [`sheet`] (rows),
//! [`ledger`] (what becomes of every value), [`tables`] (what hangs on what), [`town`] and [`terms`] (whose words are
//! used), [`words`], [`money`], [`times`] and [`when`] (texts made plain), [`maker`] (pages), [`base`] and [`merge`]
//! (what people have edited since), [`another`] (the same source under another name), [`plan`] (what is written where), [`settle`] (the checks, before anything is
//! written), [`journal`] (all of it, or nothing), [`paste`] and [`tongues`] (what the town's word lists lack), [`report`].
//!
//! Architecture invariants: nothing is invented, least of all a check by a person (`level: listed`, no date);
//! what is not known stays unsaid. Every value read has one fate, so that the report adds up. A page that
//! people have edited is never overwritten. Same package, same content, same day: same bytes.

pub mod another;
pub mod base;
pub mod encoding;
pub mod format;
pub mod journal;
pub mod json;
pub mod ledger;
pub mod maker;
pub mod merge;
pub mod money;
pub mod package;
pub mod page;
pub mod paste;
pub mod plan;
pub mod report;
pub mod settle;
pub mod sheet;
pub mod tables;
pub mod tabular;
pub mod terms;
pub mod times;
pub mod tongues;
pub mod town;
pub mod when;
pub mod words;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::plainly;
use crate::progress::Progress;
use app::locales::Locales;
use catalog::day::Day;

use another::KnownAs;
use base::Base;
use journal::Journal;
use ledger::Ledger;
use maker::{Counts, Maker, Wishes};
use merge::Conflict;
use package::Package;
use paste::Paste;
use plan::Plan;
use settle::Settled;
use sheet::{Guess, Mapping};
use tables::Tables;
use terms::Table;
use town::Town;

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportError {
    /// A file could not be read or written.
    Io(PathBuf, io::Error),
    /// The package is not to be trusted, or is no package.
    Refused(String),
    /// The folder is no content folder.
    NoTown(PathBuf),
    /// The town's table or a mapping cannot be read.
    Table(String),
    /// Another import is at work.
    Busy(PathBuf),
    /// Half of it, or half of another source, is in the town already under that source's name.
    KnownAs(KnownAs),
    /// There is nothing in it.
    Empty(&'static str),
    /// It is of another format than was named.
    OtherFormat {
        /// What it is: the beginning of a sentence.
        found: &'static str,
        /// What to type.
        right: String,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => {
                let path = path.display();
                match error.kind() {
                    io::ErrorKind::NotFound => {
                        write!(f, "There is no {path}. Look at the name, and from where it counts.")
                    }
                    io::ErrorKind::InvalidData => {
                        write!(f, "{path} is no text in UTF-8. Save it as UTF-8, and try again.")
                    }
                    io::ErrorKind::IsADirectory => {
                        write!(f, "{path} is a folder, and a file is needed. Name the file in it.")
                    }
                    _ => write!(f, "{path}: {}.", plainly::reading(error)),
                }
            }
            Self::Refused(why) => {
                write!(f, "The package was refused, and nothing of it was read: {why}.")
            }
            Self::NoTown(content) => write!(
                f,
                "{} has no directory.toml that can be read: name a content folder with --into.",
                content.display()
            ),
            Self::Table(why) => write!(f, "{why}"),
            Self::Busy(content) => {
                write!(
                    f,
                    "Another import is at work on {}. Wait until it has ended.",
                    content.display()
                )
            }
            Self::KnownAs(known) => known.fmt(f),
            Self::Empty(what) => {
                write!(f, "There is no {what} in the package. Is it of another format?")
            }
            Self::OtherFormat { found, right } => {
                write!(f, "{found}: nothing was read. Type: {right}")
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// Which format a package has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// HSDS 1 to 3, tables or JSON.
    Hsds,
    /// Open Referral UK: HSDS 3 as its interfaces answer.
    Oruk,
    /// A sheet.
    Sheet,
}

/// What is asked.
pub struct Request<'a> {
    /// The format.
    pub format: Format,
    /// The package.
    pub package: &'a Path,
    /// The content folder.
    pub content: &'a Path,
    /// What the source is called: what is remembered of it has this name.
    pub name: &'a str,
    /// Of a sheet: what its columns are.
    pub mapping: Option<&'a Path>,
    /// What else is asked.
    pub wishes: Wishes,
    /// The day it is where the directory is.
    pub today: Day,
}

/// What was said of files.
#[derive(Debug, Default)]
pub struct Notes {
    /// A file, and what is to be said of it.
    pub files: Vec<(String, String)>,
}

impl Notes {
    /// Something to be said of a file, once.
    pub fn file(&mut self, name: &str, what: &str) {
        let note = (name.to_owned(), what.to_owned());
        if !self.files.contains(&note) {
            self.files.push(note);
        }
    }
}

/// An import that was planned and checked; nothing is written yet.
pub struct Summary {
    /// What became of every value.
    pub ledger: Ledger,
    /// The pages.
    pub plan: Plan,
    /// What was counted.
    pub counts: Counts,
    /// What can be put into the town's word lists.
    pub paste: Paste,
    /// What the checks said.
    pub settled: Settled,
    /// Services that are likely the same.
    pub twins: Vec<String>,
    /// What was said of files.
    pub notes: Notes,
    /// Nothing is remembered of the source yet.
    pub is_first: bool,
    journal: Journal,
    base: Base,
    remembered: String,
}

impl Summary {
    /// What both people and the source have changed.
    pub fn conflicts(&self) -> Vec<&Conflict> {
        self.plan.items.iter().flat_map(|item| &item.conflicts).collect()
    }

    /// Writes the pages and what is remembered of them: all, or nothing.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self) -> Result<usize, ImportError> {
        let mut files = self.plan.writes();
        let count = files.len();
        files.push((self.remembered.clone(), self.plan.base(&self.base).write()));
        self.journal.write(&files)?;
        Ok(count)
    }
}

/// Reads a package and plans its pages. `progress` hears how far that is.
///
/// # Errors
/// When the package, the content folder or the town's table cannot be used.
pub fn prepare(
    request: &Request<'_>,
    progress: &Arc<dyn Progress + Send>,
) -> Result<Summary, ImportError> {
    // What another import has begun is completed before anything is read.
    let journal = Journal::open(request.content)?;
    let town = Town::read(request.content, request.today)?;
    let table = Table::of(&town)?;
    let (mut ledger, mut tables, mut notes) =
        (Ledger::default(), Tables::default(), Notes::default());
    let mut package = Package::open(request.package)?.telling(progress.clone());
    for (name, why) in &package.left_out {
        notes.file(name, why);
    }
    progress.begins("Reading the package, in KB", package.kilobytes());
    let asked = (request.format, request.mapping);
    format::check(&mut package, asked, request.package, &mut notes)?;
    match request.format {
        Format::Sheet => {
            let mapping = request.mapping.ok_or_else(|| {
                ImportError::Table(
                    "A sheet needs a mapping that says what its columns are. Make one with --guess, correct it, and \
                     name it with --mapping."
                        .to_owned(),
                )
            })?;
            let text = fs::read_to_string(mapping).map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => ImportError::Table(format!(
                    "There is no mapping {}. Make one, and correct it: signpost import csv {} --guess --mapping {}",
                    mapping.display(),
                    plainly::to_type(request.package),
                    plainly::to_type(mapping)
                )),
                _ => ImportError::Io(mapping.to_path_buf(), error),
            })?;
            sheet::read(
                &mut package,
                &Mapping::read(&text)?,
                &mut ledger,
                &mut tables,
                &mut notes,
            )?;
        }
        Format::Hsds | Format::Oruk => {
            tabular::read(&mut package, &mut ledger, &mut tables, &mut notes)?;
            json::read(&mut package, &mut ledger, &mut tables, &mut notes)?;
        }
    }
    tables.join(&ledger);
    if tables.all("service", &ledger).next().is_none()
        && tables.all("organization", &ledger).next().is_none()
    {
        return Err(ImportError::Empty("service"));
    }
    let remembered = format!("_import/{}.jsonl", request.name);
    let before = match fs::read_to_string(request.content.join(&remembered)) {
        Ok(text) => Some(Base::read(&text).ok_or_else(|| {
            ImportError::Table(format!(
                "{remembered} cannot be read: with it goes what is known of earlier imports. Restore it, or name \
                 the source otherwise with --name."
            ))
        })?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(ImportError::Io(request.content.join(&remembered), error)),
    };
    let is_first = before.is_none();
    let base = before.unwrap_or_else(|| Base::new(request.today));
    let rows = ["organization", "service"].map(|table| tables.all(table, &ledger).count());
    progress.begins("Making pages", rows.iter().sum());
    let locales = Locales::load().ok();
    let messages = locales.as_ref().and_then(|all| all.get(town.locale()));
    let days = (request.today, base.since);
    let maker = Maker::new((&town, &table), (&tables, &ledger), messages, days, request.wishes);
    let (pages, counts) = maker.pages(&**progress);
    if !request.wishes.other_source
        && let Some(known) = another::known_as(&pages, &base, request.name, &town)?
    {
        return Err(ImportError::KnownAs(known));
    }
    let mut plan = Plan::of(pages, &town, &base, request.name, &ledger);
    let settled = settle::settle(&town, &mut plan, &ledger, request.today, &**progress);
    let twins = twins(&plan);
    let paste = Paste::of(&town, &table, &counts);
    Ok(Summary {
        ledger,
        plan,
        counts,
        paste,
        settled,
        twins,
        notes,
        is_first,
        journal,
        base,
        remembered,
    })
}

/// Services of one name with one number or one street: each pair once.
fn twins(plan: &Plan) -> Vec<String> {
    use std::collections::BTreeMap;
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut twins = Vec::new();
    let services = plan.items.iter().filter(|item| item.page.key.starts_with("service/"));
    for item in services {
        let name = item
            .page
            .get("name")
            .and_then(|name| name.text())
            .map(town::folded)
            .unwrap_or_default();
        let mut signs: Vec<String> = Vec::new();
        for (list, keys) in [("contact", &["phone"][..]), ("locations", &["line1"])] {
            item.page.list(list).iter().for_each(|value| gather(value, keys, &mut signs));
        }
        signs.sort();
        signs.dedup();
        let twin = signs.iter().find_map(|sign| seen.get(&format!("{name}\n{sign}")).copied());
        if let Some(twin) = twin {
            twins.push(format!("{} and {}", twin, item.path));
        }
        for sign in signs {
            seen.entry(format!("{name}\n{sign}")).or_insert(&item.path);
        }
    }
    twins
}

/// The texts of some keys within a value, folded.
fn gather(value: &authoring::value::Value, keys: &[&str], found: &mut Vec<String>) {
    use authoring::value::Value;
    match value {
        Value::Map(entries) => {
            for (key, value) in entries {
                match value.text().filter(|_| keys.contains(&key.as_str())) {
                    Some(text) => found.push(town::folded(text)),
                    None => gather(value, keys, found),
                }
            }
        }
        Value::List(list) => list.iter().for_each(|value| gather(value, keys, found)),
        Value::Nothing | Value::Text(_) | Value::Plain(_) => {}
    }
}

/// A first mapping of a sheet.
///
/// # Errors
/// When the sheet cannot be read.
pub fn guess_mapping(sheet: &Path) -> Result<Guess, ImportError> {
    let mut package = Package::open(sheet)?;
    format::check(&mut package, (Format::Sheet, None), sheet, &mut Notes::default())?;
    let name = package
        .names()
        .into_iter()
        .find(|name| tabular::is_table(name))
        .ok_or(ImportError::Empty("sheet"))?;
    let mut columns = Vec::new();
    let mut notes = Notes::default();
    tabular::rows(&mut package, &name, &mut notes, |header, _, _| {
        if columns.is_empty() {
            columns = header.to_vec();
        }
        // The names are enough.
        tabular::ROWS_MAX + 1
    })
    .or_else(|error| match (error, columns.is_empty()) {
        (ImportError::Refused(_), false) => Ok(()),
        (error, _) => Err(error),
    })?;
    match columns.is_empty() {
        true => Err(ImportError::Empty("row")),
        false => Ok(sheet::guess(&columns)),
    }
}
