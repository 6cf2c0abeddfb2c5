//! The facts of each page in a small file of its own, which only the form asks for when somebody says that
//! something changed: a page of a service need not carry them.

use std::collections::BTreeMap;

use app::pages::is_discreet_group_of;
use authoring::note::{Facts, PageKind};
use authoring::source::SourceFile;
use catalog::directory::Directory;
use rayon::prelude::*;

use crate::hashed::Files;

/// The folder of these files, from the root of the site.
const FOLDER: &str = "facts";

/// A file for each service and each group whose page is among `sources`.
pub fn files(directory: &Directory, sources: &[SourceFile]) -> Files {
    let texts: BTreeMap<&str, &str> =
        sources.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let groups: BTreeMap<&str, &str> =
        directory.organizations.iter().map(|group| (&*group.id, &*group.name)).collect();
    let of_services = directory.services.par_iter().filter_map(|service| {
        let facts = Facts::of_page(texts.get(service.path.as_str())?, PageKind::Service)?;
        let group = groups.get(service.organization.as_str()).copied().unwrap_or_default();
        Some(file(
            &service.id,
            &Facts { group: group.to_owned(), discreet: service.sensitive, ..facts },
        ))
    });
    let of_groups = directory.organizations.par_iter().filter_map(|group| {
        let page = texts.get(format!("{}/organization.md", group.folder).as_str())?;
        let facts = Facts::of_page(page, PageKind::Group)?;
        let discreet = is_discreet_group_of(directory, &group.id);
        Some(file(&group.id, &Facts { discreet, ..facts }))
    });
    of_services.chain(of_groups).collect()
}

/// Most files that [`files`] gives.
pub fn files_at_most(directory: &Directory) -> usize {
    directory.services.len() + directory.organizations.len()
}

fn file(id: &str, facts: &Facts) -> (String, Vec<u8>) {
    (format!("{FOLDER}/{id}.txt"), facts.write().into_bytes())
}
