//! From files to drafts: what the whole folder shares, and then every page for itself.
//!
//! [`read_shared`] comes first, for settings decide what a file's name means. The pages can then be
//! read side by side, in any portions: [`Pages::read`].

use std::collections::BTreeSet;

use catalog::text::Decompose;

#[cfg(feature = "toml")]
use crate::draft::{DraftConfig, DraftHolidays, DraftJargon, DraftTermList, DraftUrgent};
use crate::draft::{
    DraftList, DraftListTranslation, DraftOrganization, DraftOrganizationTranslation, DraftPage,
    DraftPlace, DraftService, DraftTranslation, Drafts, Source, read_landmarks,
    read_neighbourhoods, read_postcodes,
};
#[cfg(feature = "toml")]
use crate::layout::{HOLIDAYS, JARGON, TOPICS, URGENT, WORD_LISTS, wording_of};
use crate::layout::{LANDMARKS, Layout, Role};
#[cfg(feature = "toml")]
use crate::node::parse_toml;
#[cfg(feature = "toml")]
use crate::published::{self, PUBLISHED};
use crate::report::{Coded, Findings};
#[cfg(feature = "toml")]
use crate::report::{Finding, codes};
use crate::source::SourceFile;

/// Every file of a folder as a draft. `files` are sorted by path.
#[cfg(feature = "toml")]
pub fn read(files: &[SourceFile], findings: &Findings) -> Drafts {
    let mut drafts = read_shared(files, findings);
    let (pages, found) = Pages::new(&drafts, files).read(0, files);
    drafts.append(pages);
    findings.extend(found);
    drafts
}

/// Settings, word lists and places: what every page of a folder is read and checked against.
#[cfg(feature = "toml")]
pub fn read_shared(files: &[SourceFile], findings: &Findings) -> Drafts {
    let mut drafts = Drafts::readable();
    let tree = |path| {
        let (file, text) = find(files, path, findings)?;
        parse_toml(file, text, findings)
    };
    drafts.config = tree("directory.toml").map(|node| DraftConfig::read(&node, findings));
    for (name, path) in WORD_LISTS {
        if path == TOPICS && !files.iter().any(|file| file.path == path) {
            drafts.terms.push(DraftTermList::empty(name));
            continue;
        }
        drafts.terms.push(match tree(path) {
            Some(node) => DraftTermList::read(name, &node, findings),
            None => DraftTermList::unreadable(name),
        });
    }
    if files.iter().any(|file| file.path == URGENT) {
        let urgent = tree(URGENT).map(|node| DraftUrgent::read(&node, findings));
        drafts.urgent = urgent.unwrap_or_default();
    }
    if files.iter().any(|file| file.path == JARGON) {
        let words = tree(JARGON).map(|node| DraftJargon::read(&node, findings));
        drafts.jargon = words.unwrap_or_default();
    }
    if files.iter().any(|file| file.path == HOLIDAYS) {
        let lists = tree(HOLIDAYS).map(|node| DraftHolidays::read(&node, findings));
        drafts.holidays = lists.unwrap_or_default();
    }
    read_places(files, &mut drafts, findings);
    for (index, file) in files.iter().enumerate().filter(|(_, file)| file.trouble.is_none()) {
        if let Some(locale) = wording_of(&file.path) {
            drafts.wording.push((index as u32, locale.to_owned(), file.text.clone()));
        }
    }
    let list = files.iter().enumerate().find(|(_, file)| file.path == PUBLISHED);
    drafts.published = list
        .filter(|(_, file)| file.trouble.is_none())
        .map(|(index, file)| (index as u32, published::read(index as u32, &file.text)));
    drafts
}

/// A file that every directory needs.
#[cfg(feature = "toml")]
fn find<'a>(files: &'a [SourceFile], path: &str, findings: &Findings) -> Option<(u32, &'a str)> {
    let Some(index) = files.iter().position(|file| file.path == path) else {
        let finding = Finding::on_absent(path, "this file is missing");
        findings.add(&codes::MISSING_FILE, finding);
        return None;
    };
    let file = files.get(index)?;
    file.trouble.is_none().then_some((index as u32, file.text.as_str()))
}

/// Reads the files of `_places/` into `drafts`.
pub fn read_places(files: &[SourceFile], drafts: &mut Drafts, findings: &Findings) {
    type Read = fn(u32, &str, &Findings) -> (Vec<DraftPlace>, bool);
    let readers: [(&str, Read); 2] = [
        ("_places/postcodes.csv", read_postcodes),
        ("_places/neighbourhoods.geojson", read_neighbourhoods),
    ];
    for (path, kind) in LANDMARKS {
        let file = files.iter().enumerate().find(|(_, file)| file.path == path);
        if let Some((index, file)) = file.filter(|(_, file)| file.trouble.is_none()) {
            drafts.landmarks.extend(read_landmarks(index as u32, &file.text, kind, findings));
        }
    }
    for (path, read) in readers {
        // A directory without postcodes, or without neighbourhoods, is a directory.
        let Some(index) = files.iter().position(|file| file.path == path) else { continue };
        let Some(file) = files.get(index).filter(|file| file.trouble.is_none()) else {
            drafts.all_places = false;
            continue;
        };
        let (places, all) = read(index as u32, &file.text, findings);
        drafts.places.extend(places);
        drafts.all_places &= all;
    }
}

/// The pages of a folder, each of which can be read for itself.
pub struct Pages<'a> {
    layout: Layout<'a>,
    paths: BTreeSet<&'a str>,
}

impl<'a> Pages<'a> {
    /// The pages among `files`, whose names mean what the settings of `shared` say.
    pub fn new(shared: &'a Drafts, files: &'a [SourceFile]) -> Self {
        Self {
            layout: Layout::new(shared.config.as_ref()),
            paths: files.iter().map(|file| file.path.as_str()).collect(),
        }
    }

    /// The same with Unicode's decomposition, by which a name with accents is made plain.
    pub fn decomposing(self, decompose: Decompose) -> Self {
        Self { layout: self.layout.decomposing(decompose), ..self }
    }

    /// Reads a stretch of the files, the first of which is number `first` of them all.
    pub fn read(&self, first: usize, files: &[SourceFile]) -> (Drafts, Vec<Coded>) {
        let (mut drafts, findings) = (Drafts::readable(), Findings::default());
        for (index, file) in (first..).zip(files) {
            let role = self.layout.role(index as u32, file, &self.paths, &findings);
            read_page(index as u32, file, role, &mut drafts, &findings);
        }
        (drafts, findings.take())
    }
}

fn read_page(
    index: u32,
    file: &SourceFile,
    role: Role<'_>,
    drafts: &mut Drafts,
    findings: &Findings,
) {
    let source = Source { file: index, path: &file.path, text: &file.text };
    let is_readable = file.trouble.is_none();
    match role {
        Role::Service { .. } if !is_readable => drafts.all_services = false,
        _ if !is_readable => {}
        Role::Service { folder, stem } => match DraftService::read(&source, folder, stem, findings)
        {
            Some(draft) => {
                drafts.all_services &= draft.id.is_some();
                drafts.services.push(draft);
            }
            None => drafts.all_services = false,
        },
        Role::Translation { folder, stem, locale } => drafts
            .translations
            .extend(DraftTranslation::read(&source, (folder, stem, locale), findings)),
        Role::Organization { folder } => {
            drafts.organizations.extend(DraftOrganization::read(&source, folder, findings));
        }
        Role::OrganizationTranslation { folder, locale } => drafts
            .organization_translations
            .extend(DraftOrganizationTranslation::read(&source, (folder, locale), findings)),
        Role::List { id, locale: None } => {
            drafts.lists.extend(DraftList::read(&source, id, findings));
        }
        Role::List { id, locale: Some(locale) } => drafts
            .list_translations
            .extend(DraftListTranslation::read(&source, (id, locale), findings)),
        Role::Page { name, locale } => {
            drafts.pages.extend(DraftPage::read(&source, (name, locale), findings));
        }
        Role::ReadAlready | Role::Nothing => {}
    }
}
