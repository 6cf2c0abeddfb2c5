//! Whether a package is of the format that was named, by its files.
//!
//! Tables and sheets look alike, and read as each other they give pages with nothing on them: then the right
//! command is said, and nothing is read. HSDS and Open Referral UK as JSON are read in one way, so that the wrong word
//! is only noted.

use std::io::{self, Read};
use std::path::Path;

use super::package::Package;
use super::tables::canonical;
use super::tabular::{is_table, rows, stem_of};
use super::{Format, ImportError, Notes};

/// What JSON of Open Referral UK says of itself, in small letters: its version, and where its profile is kept.
const OF_THE_UK: [&str; 2] = ["hsds-uk", "openreferraluk"];

/// How much of a file is looked at: whoever says which profile it is of says it in the first lines.
const LOOKED_AT: u64 = 16 * 1024;

/// What a package holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Tables of HSDS.
    Tables,
    /// A sheet as somebody made it.
    Sheet,
    /// JSON.
    Json,
}

/// Refuses a package of another format, with the command to type; notes where a word was wrong and does no harm.
///
/// # Errors
/// When the package is of another format, or cannot be read.
pub fn check(
    package: &mut Package,
    format: Format,
    path: &Path,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    let Some(holds) = holds(package)? else { return Ok(()) };
    let path = path.display();
    let (found, right) = match (format, holds) {
        (Format::Sheet, Holds::Json) => {
            let right = if is_of_the_uk(package)?.is_some() { "oruk" } else { "hsds" };
            ("JSON, and no sheet", format!("signpost import {right} {path}"))
        }
        (Format::Sheet, Holds::Tables) => {
            ("the tables of HSDS, and no sheet", format!("signpost import hsds {path}"))
        }
        (Format::Oruk, Holds::Tables) => (
            "the tables of HSDS, not answers of Open Referral UK",
            format!("signpost import hsds {path}"),
        ),
        (Format::Hsds | Format::Oruk, Holds::Sheet) => {
            ("a sheet, and no table of HSDS", format!("signpost import csv {path} --guess"))
        }
        (Format::Hsds, Holds::Json) => {
            if let Some(name) = is_of_the_uk(package)? {
                let note = format!(
                    "it says that it is of Open Referral UK; it was read as such. Next time: signpost import oruk {path}"
                );
                notes.file(&name, &note);
            }
            return Ok(());
        }
        (Format::Oruk, Holds::Json) => {
            if let Some(name) = list_without_an_answer(package)? {
                let note = format!(
                    "it is a list of HSDS, and no answer of an interface; it was read as such. Next time: signpost import hsds {path}"
                );
                notes.file(&name, &note);
            }
            return Ok(());
        }
        (Format::Sheet, Holds::Sheet) | (Format::Hsds, Holds::Tables) => return Ok(()),
    };
    Err(ImportError::OtherFormat { found, right })
}

/// What a package holds; nothing where it holds both tables and JSON, or neither.
fn holds(package: &mut Package) -> Result<Option<Holds>, ImportError> {
    let names = package.names();
    let tables: Vec<&String> = names.iter().filter(|name| is_table(name)).collect();
    let has_json = !json(package).is_empty();
    let is_described = names.iter().any(|name| stem_of(name) == "datapackage");
    let known: Vec<&&String> =
        tables.iter().filter(|name| canonical(&stem_of(name)).is_some()).collect();
    Ok(match (tables.as_slice(), known.as_slice()) {
        ([], _) => has_json.then_some(Holds::Json),
        _ if has_json => None,
        _ if is_described || known.len() > 1 => Some(Holds::Tables),
        (_, []) => Some(Holds::Sheet),
        // Somebody's own sheet may be called services.csv: rows of HSDS have ids.
        (_, [name, ..]) => match has_ids(package, name)? {
            true => Some(Holds::Tables),
            false => Some(Holds::Sheet),
        },
    })
}

/// Whether a table has a column `id`, or one that names the row of another table.
fn has_ids(package: &mut Package, name: &str) -> Result<bool, ImportError> {
    let mut has_ids = false;
    let mut is_seen = false;
    let read = rows(package, name, &mut Notes::default(), |header, _, _| {
        is_seen = true;
        has_ids = header.iter().any(|column| column == "id" || column.ends_with("_id"));
        // The names are enough.
        super::tabular::ROWS_MAX + 1
    });
    match (read, is_seen) {
        (Err(ImportError::Refused(_)), true) | (Ok(()), _) => Ok(has_ids),
        (Err(error), _) => Err(error),
    }
}

/// The files of JSON that are no description of tables.
fn json(package: &Package) -> Vec<String> {
    let mut names = package.names();
    names.retain(|name| super::json::is_json(name));
    names
}

/// The first file that says that it is of the UK.
fn is_of_the_uk(package: &mut Package) -> Result<Option<String>, ImportError> {
    let says = |start: &str| {
        let start = start.to_lowercase();
        OF_THE_UK.iter().any(|mark| start.contains(mark))
    };
    first(package, says)
}

/// The first file that is a list by itself; interfaces answer with an object around it.
fn list_without_an_answer(package: &mut Package) -> Result<Option<String>, ImportError> {
    first(package, |start| start.trim_start_matches('\u{feff}').trim_start().starts_with('['))
}

/// The first file of JSON whose beginning is such.
fn first(
    package: &mut Package,
    is_such: impl Fn(&str) -> bool,
) -> Result<Option<String>, ImportError> {
    for name in json(package) {
        let mut start = Vec::new();
        let read = package.with(&name, |reader| reader.take(LOOKED_AT).read_to_end(&mut start));
        read.map_err(|error: io::Error| ImportError::Io(name.as_str().into(), error))?;
        if is_such(&String::from_utf8_lossy(&start)) {
            return Ok(Some(name));
        }
    }
    Ok(None)
}
