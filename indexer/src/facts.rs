//! The facts of each page in a small file of its own, which only the form asks for when somebody says that
//! something changed: a page of a service need not carry them.

use std::collections::BTreeMap;

use app::pages::is_discreet_group_of;
use authoring::note::{Facts, PageKind};
use authoring::source::SourceFile;
use catalog::directory::Directory;
use rayon::prelude::*;

use crate::build::Unchanged;
use crate::staging::{Staging, StagingError};

/// The folder of these files, from the root of the site.
const FOLDER: &str = "facts";

/// Writes a file for each service and each group whose page is among `sources`, or takes it over.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    staging: &Staging,
    directory: &Directory,
    sources: &[SourceFile],
    unchanged: &Unchanged,
) -> Result<(), StagingError> {
    let texts: BTreeMap<&str, &str> =
        sources.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let groups: BTreeMap<&str, &str> =
        directory.organizations.iter().map(|group| (&*group.id, &*group.name)).collect();
    let put = |id: &str, group: &str, facts: &dyn Fn() -> Option<Facts>| {
        let path = format!("{FOLDER}/{id}.txt");
        let lasting = unchanged.all_day(id, [group]);
        if unchanged.lasts(staging, &path, lasting) {
            return staging.reuse(&path).map(|_| ());
        }
        let Some(facts) = facts() else { return Ok(()) };
        staging.write_lasting(&path, facts.write().as_bytes(), lasting).map(|_| ())
    };
    directory.services.par_iter().try_for_each(|service| {
        put(&service.id, &service.organization, &|| {
            let facts = Facts::of_page(texts.get(service.path.as_str())?, PageKind::Service)?;
            let group = groups.get(service.organization.as_str()).copied().unwrap_or_default();
            Some(Facts { group: group.to_owned(), discreet: service.sensitive, ..facts })
        })
    })?;
    directory.organizations.par_iter().try_for_each(|group| {
        put(&group.id, &group.id, &|| {
            let page = texts.get(format!("{}/organization.md", group.folder).as_str())?;
            let facts = Facts::of_page(page, PageKind::Group)?;
            Some(Facts { discreet: is_discreet_group_of(directory, &group.id), ..facts })
        })
    })
}

/// Most files that [`write()`] gives.
pub fn files_at_most(directory: &Directory) -> usize {
    directory.services.len() + directory.organizations.len()
}
