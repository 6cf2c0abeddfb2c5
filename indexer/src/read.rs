//! From a content folder to a directory, or to everything that is wrong with it.

pub(crate) mod layout;

use std::collections::BTreeSet;
use std::path::Path;

use catalog::day::Day;
use catalog::directory::{Directory, LandmarkKind};
use rayon::prelude::*;

pub use layout::WORD_LISTS;

use crate::draft::{
    DraftConfig, DraftList, DraftListTranslation, DraftOrganization, DraftOrganizationTranslation,
    DraftPage, DraftService, DraftTermList, DraftTranslation, Drafts, Source, read_landmarks,
    read_neighbourhoods, read_postcodes,
};
use crate::report::{Diagnostic, Problems, Remark, codes, locate};
use crate::source::{SourceFile, read_some};
use crate::validate::{self, Look};
use layout::{Layout, Role};

/// Files that one core reads before it looks for more: enough that looking costs nothing.
const FILES_AT_ONCE: usize = 32;

/// What came of reading a folder.
#[derive(Debug)]
pub struct Outcome {
    /// The directory, when there is no error.
    pub directory: Option<Directory>,
    /// Everything to be said, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Files looked at.
    pub files: usize,
}

/// Reads and checks a folder. `now` is the day it is where the directory is.
pub fn read_directory(content: &Path, now: Day) -> Outcome {
    read_groups(content, now, |_| true)
}

/// Reads and checks what belongs to the groups that `is_asked` names by their folders: settings,
/// words and places too, but nothing that is about other groups.
pub fn read_groups(content: &Path, now: Day, is_asked: impl Fn(&str) -> bool) -> Outcome {
    let folder = format!("{}/", content.to_string_lossy().trim_end_matches('/'));
    match read_some(content, is_asked) {
        Ok(files) => read_under(&files, &folder, now),
        Err(error) => {
            let problems = Problems::default();
            let message = format!("the folder cannot be read: {error}");
            problems.add(&codes::UNREADABLE_FILE, Remark::on_absent("", message));
            let diagnostics = locate(&problems.take(), &[], &folder);
            Outcome { directory: None, diagnostics, files: 0 }
        }
    }
}

/// Reads and checks files that are in memory already, with paths inside the content folder.
pub fn read_files(mut files: Vec<SourceFile>, now: Day) -> Outcome {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    read_under(&files, "", now)
}

fn read_under(files: &[SourceFile], folder: &str, now: Day) -> Outcome {
    let problems = Problems::default();
    let drafts = read_drafts(files, &problems);
    validate::check(&Look::new(&drafts, files, now), &problems);
    let diagnostics = locate(&problems.take(), files, folder);
    let is_sound = !diagnostics.iter().any(Diagnostic::is_error);
    let directory = if is_sound { validate::build(drafts) } else { None };
    Outcome { directory, diagnostics, files: files.len() }
}

/// Every file as a draft, each for itself.
fn read_drafts(files: &[SourceFile], problems: &Problems) -> Drafts {
    let config = find(files, "directory.toml", problems)
        .and_then(|(file, text)| DraftConfig::read(file, text, problems));
    let mut drafts = Drafts::readable();
    for (name, path) in WORD_LISTS {
        drafts.terms.push(match find(files, path, problems) {
            Some((file, text)) => DraftTermList::read(name, file, text, problems),
            None => DraftTermList::unreadable(name),
        });
    }
    read_places(files, &mut drafts, problems);
    let layout = Layout::new(config.as_ref());
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    // Side by side, and put together in the order of the files.
    let parts = files.par_chunks(FILES_AT_ONCE).enumerate().map(|(part, files)| {
        let (mut drafts, problems) = (Drafts::readable(), Problems::default());
        for (index, file) in (part * FILES_AT_ONCE..).zip(files) {
            let role = layout.role(index as u32, file, &paths, &problems);
            read_page(index as u32, file, role, &mut drafts, &problems);
        }
        (drafts, problems.take())
    });
    for (part, found) in parts.collect::<Vec<_>>() {
        drafts.append(part);
        problems.extend(found);
    }
    drafts.config = config;
    drafts
}

/// What a map shows beside the neighbourhoods: a file of each kind, where a town has one.
pub(crate) const LANDMARKS: [(&str, LandmarkKind); 3] = [
    ("_places/water.geojson", LandmarkKind::Water),
    ("_places/parks.geojson", LandmarkKind::Park),
    ("_places/transit.geojson", LandmarkKind::Transit),
];

/// A file that every directory needs.
fn find<'a>(files: &'a [SourceFile], path: &str, problems: &Problems) -> Option<(u32, &'a str)> {
    let Some(index) = files.iter().position(|file| file.path == path) else {
        let remark = Remark::on_absent(path, "this file is missing");
        problems.add(&codes::MISSING_FILE, remark);
        return None;
    };
    let file = files.get(index)?;
    file.trouble.is_none().then_some((index as u32, file.text.as_str()))
}

fn read_places(files: &[SourceFile], drafts: &mut Drafts, problems: &Problems) {
    type Read = fn(u32, &str, &Problems) -> (Vec<crate::draft::DraftPlace>, bool);
    let readers: [(&str, Read); 2] = [
        ("_places/postcodes.csv", read_postcodes),
        ("_places/neighbourhoods.geojson", read_neighbourhoods),
    ];
    for (path, kind) in LANDMARKS {
        let file = files.iter().enumerate().find(|(_, file)| file.path == path);
        if let Some((index, file)) = file.filter(|(_, file)| file.trouble.is_none()) {
            drafts.landmarks.extend(read_landmarks(index as u32, &file.text, kind, problems));
        }
    }
    for (path, read) in readers {
        // A directory without postcodes, or without neighbourhoods, is a directory.
        let Some(index) = files.iter().position(|file| file.path == path) else { continue };
        let Some(file) = files.get(index).filter(|file| file.trouble.is_none()) else {
            drafts.all_places = false;
            continue;
        };
        let (places, all) = read(index as u32, &file.text, problems);
        drafts.places.extend(places);
        drafts.all_places &= all;
    }
}

fn read_page(
    index: u32,
    file: &SourceFile,
    role: Role<'_>,
    drafts: &mut Drafts,
    problems: &Problems,
) {
    let source = Source { file: index, path: &file.path, text: &file.text };
    let is_readable = file.trouble.is_none();
    match role {
        Role::Service { .. } if !is_readable => drafts.all_services = false,
        _ if !is_readable => {}
        Role::Service { folder, stem } => match DraftService::read(&source, folder, stem, problems)
        {
            Some(draft) => {
                drafts.all_services &= draft.id.is_some();
                drafts.services.push(draft);
            }
            None => drafts.all_services = false,
        },
        Role::Translation { folder, stem, locale } => drafts
            .translations
            .extend(DraftTranslation::read(&source, (folder, stem, locale), problems)),
        Role::Organization { folder } => {
            drafts.organizations.extend(DraftOrganization::read(&source, folder, problems));
        }
        Role::OrganizationTranslation { folder, locale } => drafts
            .organization_translations
            .extend(DraftOrganizationTranslation::read(&source, (folder, locale), problems)),
        Role::List { id, locale: None } => {
            drafts.lists.extend(DraftList::read(&source, id, problems));
        }
        Role::List { id, locale: Some(locale) } => drafts
            .list_translations
            .extend(DraftListTranslation::read(&source, (id, locale), problems)),
        Role::Page { name, locale } => {
            drafts.pages.extend(DraftPage::read(&source, (name, locale), problems));
        }
        Role::ReadAlready | Role::Nothing => {}
    }
}
