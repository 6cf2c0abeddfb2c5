//! A source that is known under another name: what another file or folder is called does not make other services of
//! it.
//!
//! What is remembered of a source has the name that the source was imported under, and that is its file's name where
//! nobody has said another. The list of the next month, or the same list in the other of two formats, would stand in
//! the town a second time, with ids of its own. A service is the same where both its id in the package and its name
//! are: ids that are mere numbers are given by many programs.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;

use super::ImportError;
use super::base::{Base, Known, print};
use super::page::Page;
use super::town::Town;

/// A source whose services are in the town under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAs {
    /// The other name.
    pub name: String,
    /// How many of its services are in the town already.
    pub known: usize,
    /// How many services it has.
    pub all: usize,
}

impl fmt::Display for KnownAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, known, all } = self;
        match (known, all) {
            (1, 1) => write!(f, "Its service is in this town already")?,
            (1, all) => write!(f, "1 of its {all} services is in this town already")?,
            (known, all) => write!(f, "{known} of its {all} services are in this town already")?,
        }
        write!(
            f,
            ", where the source is remembered as {name}, and would stand there twice. Nothing was written. To bring it up to \
             date, add --name {name}; if this really is another source, add --other-source."
        )
    }
}

/// Which other source this is, as far as half of its services tell, or half of the other's. Fewer than half may be
/// what two lists have in common.
///
/// # Errors
/// When the folder of what is remembered cannot be read.
pub fn known_as(
    pages: &[Page],
    base: &Base,
    name: &str,
    town: &Town,
) -> Result<Option<KnownAs>, ImportError> {
    // What is in the town under this name already is brought up to date, and becomes no more.
    let services: Vec<&Page> = pages.iter().filter(|page| is_service(&page.key)).collect();
    let new: Vec<&Page> =
        services.iter().copied().filter(|page| !base.pages.contains_key(&page.key)).collect();
    let by_id = town.paths_by_id();
    let stands =
        |known: &Known| town.file(&known.path).is_some() || by_id.contains_key(known.id.as_str());
    let mut found: Option<KnownAs> = None;
    for other in others(town, name)? {
        let path = town.content.join("_import").join(format!("{other}.jsonl"));
        // One that cannot be read is told when its own source is imported.
        let Some(there) = fs::read_to_string(path).ok().and_then(|text| Base::read(&text)) else {
            continue;
        };
        let is_known = |page: &&&Page| {
            let said = page.get("name").map(print);
            let known = there.pages.get(&page.key).filter(|known| stands(known));
            known.is_some_and(|known| known.fields.get("name") == said.as_ref())
        };
        let known = new.iter().filter(is_known).count();
        let of_other =
            there.pages.values().filter(|known| is_service(&known.key) && stands(known)).count();
        // What is remembered under this name already was said to be another source, and may share a row or two.
        let is_other_s = base.pages.is_empty() && 2 * known >= of_other;
        let is_half = known > 0 && (2 * known >= services.len() || is_other_s);
        if is_half && found.as_ref().is_none_or(|found| found.known < known) {
            found = Some(KnownAs { name: other, known, all: services.len() });
        }
    }
    Ok(found)
}

fn is_service(key: &str) -> bool {
    key.starts_with("service/")
}

/// The names of the other sources of which something is remembered, in their order.
fn others(town: &Town, name: &str) -> Result<BTreeSet<String>, ImportError> {
    let folder = town.content.join("_import");
    let failed = |error| ImportError::Io(folder.clone(), error);
    let mut names = BTreeSet::new();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(failed(error)),
    };
    for entry in entries {
        let file = entry.map_err(failed)?.file_name();
        let stem = file.to_str().and_then(|file| file.strip_suffix(".jsonl"));
        names.extend(stem.filter(|stem| *stem != name).map(str::to_owned));
    }
    Ok(names)
}
