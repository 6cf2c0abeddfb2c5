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
use crate::plainly::to_type;

/// What JSON of Open Referral UK says of itself, in small letters: its version, and where its profile is kept.
const OF_THE_UK: [&str; 2] = ["hsds-uk", "openreferraluk"];

/// How much of a file is looked at: whoever says which profile it is of says it in the first lines.
const LOOKED_AT: u64 = 16 * 1024;

/// Columns of the tables of HSDS 1 to 3: a table that has further ones may be somebody's own.
const FIELDS: &str = "id name alternate_name description email website url additional_urls tax_status tax_id \
    year_incorporated legal_status logo uri parent_organization_id organization_id program_id status \
    interpretation_services application_process fees_description fees wait_time accreditations eligibility \
    eligibility_description minimum_age maximum_age assured_date assurer_email licenses alert last_modified \
    deliverable_type attending_type attending_access pc_attending_channel service_id location_id service_at_location_id \
    contact_id phone_id taxonomy_id taxonomy_ids taxonomy_detail taxonomy_term_id parent_id parent_name vocabulary taxonomy \
    version code term_uri language location_type transportation latitude longitude external_identifier \
    external_identifier_type number extension type department title attention address_1 address_2 address_3 address_4 city \
    region state_province postal_code country valid_from valid_to dtstart timezone until count wkst freq interval byday \
    byweekno bymonthday byyearday schedule_link opens_at closes_at notes weekday original_text closed start_date end_date \
    source option currency amount amount_description document service_area extent extent_type note details accessibility \
    value label link_id link_type link_entity link_taxonomy_id payment resource_id resource_type last_action_date \
    last_action_type field_name previous_value replacement_value updated_by character_set available maximum updated unit_id \
    scheme identifier identifier_scheme identifier_type third_party_identifier";

/// What a package holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Tables of HSDS: several of them, or one.
    Tables {
        /// Whether there is one table, and nothing that describes it.
        is_one: bool,
    },
    /// A sheet as somebody made it.
    Sheet,
    /// One table with the name of HSDS and ids, and columns of its own: a table with additions, or somebody's sheet. It is
    /// read as what its reader says.
    Either,
    /// JSON.
    Json,
}

/// Refuses a package of another format, with the command to type; notes where a word was wrong and does no harm.
///
/// # Errors
/// When the package is of another format, or cannot be read.
pub fn check(
    package: &mut Package,
    (format, mapping): (Format, Option<&Path>),
    path: &Path,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    let Some(holds) = holds(package)? else { return Ok(()) };
    let path = to_type(path);
    let (found, right) = match (format, holds) {
        (Format::Sheet, Holds::Json) => {
            let right = if is_of_the_uk(package)?.is_some() { "oruk" } else { "hsds" };
            ("This is JSON, and no sheet", format!("signpost import {right} {path}"))
        }
        // Whoever has said what the columns are knows the table better than its name does.
        (Format::Sheet, Holds::Tables { is_one: true }) if mapping.is_some() => return Ok(()),
        (Format::Sheet, Holds::Tables { .. }) => {
            ("These are the tables of HSDS, and no sheet", format!("signpost import hsds {path}"))
        }
        (Format::Oruk, Holds::Tables { .. } | Holds::Either) => (
            "These are the tables of HSDS, not answers of Open Referral UK",
            format!("signpost import hsds {path}"),
        ),
        (Format::Hsds | Format::Oruk, Holds::Sheet) => {
            ("This is a sheet, and no table of HSDS", format!("signpost import csv {path} --guess"))
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
            // A package of the UK may have a list among its answers.
            if is_of_the_uk(package)?.is_none()
                && let Some(name) = list_without_an_answer(package)?
            {
                let note = format!(
                    "it is a list of HSDS, and no answer of an interface; it was read as such. Next time: signpost import hsds {path}"
                );
                notes.file(&name, &note);
            }
            return Ok(());
        }
        (Format::Sheet, Holds::Sheet | Holds::Either)
        | (Format::Hsds, Holds::Tables { .. } | Holds::Either) => return Ok(()),
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
        _ if is_described || known.len() > 1 => Some(Holds::Tables { is_one: false }),
        (_, []) => Some(Holds::Sheet),
        (_, [name, ..]) => Some(of_columns(&columns(package, name)?)),
    })
}

/// What a table with a name of HSDS is, by its columns: rows of HSDS have ids, and somebody's own sheet may be called
/// services.csv, and have ids as well.
fn of_columns(columns: &[String]) -> Holds {
    let is_id = |column: &String| column == "id" || column.ends_with("_id");
    let is_field = |column: &String| FIELDS.split_ascii_whitespace().any(|field| *column == field);
    let said: Vec<&String> = columns.iter().filter(|column| !column.is_empty()).collect();
    match said.iter().any(|column| is_id(column)) {
        false => Holds::Sheet,
        true if said.iter().all(|column| is_field(column)) => Holds::Tables { is_one: true },
        true => Holds::Either,
    }
}

/// The names of a table's columns.
fn columns(package: &mut Package, name: &str) -> Result<Vec<String>, ImportError> {
    let mut columns = Vec::new();
    let mut is_seen = false;
    let read = rows(package, name, &mut Notes::default(), |header, _, _| {
        is_seen = true;
        columns = header.to_vec();
        // The names are enough.
        super::tabular::ROWS_MAX + 1
    });
    match (read, is_seen) {
        (Err(ImportError::Refused(_)), true) | (Ok(()), _) => Ok(columns),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_one_s_own_is_no_table_of_hsds_because_it_has_ids() {
        for (columns, holds) in [
            (&["name", "group", "price"][..], Holds::Sheet),
            (&["id", "name", "group", "price"], Holds::Either),
            (&["id", "organization_id", "name", "fees", ""], Holds::Tables { is_one: true }),
        ] {
            let names: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
            assert!(of_columns(&names) == holds, "{columns:?}");
        }
    }
}
