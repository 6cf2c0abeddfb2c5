//! What a town's own content says: its words, its area, its telephone book, its pages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use authoring::draft::{DraftConfig, DraftTerm, Drafts};
use authoring::phone::Book;
use authoring::source::SourceFile;
use authoring::topics::TopicFinder;
use catalog::currency;
use catalog::day::Day;
use catalog::directory::{Directory, PlaceKind, Term};
use catalog::place::Position;
use catalog::text::{decompose_natively, fold};

use super::ImportError;
use crate::phones;
use crate::read::{drafts_of, read_files};

/// A town.
pub struct Town {
    /// Its folder.
    pub content: PathBuf,
    /// Every file of its content.
    pub files: Vec<SourceFile>,
    /// As they were typed.
    pub drafts: Drafts,
    /// The directory without its groups, when its settings and word lists have no error.
    pub directory: Option<Directory>,
    /// The currency of its country, where there is one.
    pub currency: Option<&'static str>,
}

impl Town {
    /// Reads a content folder.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(content: &Path, today: Day) -> Result<Self, ImportError> {
        let failed = |error| ImportError::Io(content.to_path_buf(), error);
        let (files, drafts) = drafts_of(content).map_err(failed)?;
        if drafts.config.is_none() {
            return Err(ImportError::NoTown(content.to_path_buf()));
        }
        let shared =
            files.iter().filter(|file| file.path.starts_with('_') || !file.path.contains('/'));
        let shared = shared.filter(|file| !file.path.starts_with("_lists/")).cloned().collect();
        let directory = read_files(shared, today).directory;
        let country = drafts.config.as_ref().and_then(|config| config.country.as_ref());
        let currency = country.and_then(|country| currency::of_country(&country.value));
        Ok(Self { content: content.to_path_buf(), files, drafts, directory, currency })
    }

    /// The locale that pages are written in.
    pub fn locale(&self) -> &str {
        let config = self.drafts.config.as_ref();
        config
            .and_then(|config| config.default_locale.as_ref())
            .map_or("en", |locale| &locale.value)
    }

    /// The locales of its pages.
    pub fn locales(&self) -> Vec<&str> {
        let config = self.drafts.config.as_ref();
        config.map_or_else(Vec::new, |config| {
            config.locales.iter().map(|locale| locale.value.as_str()).collect()
        })
    }

    /// The corners of its area.
    pub fn bounds(&self) -> Option<(Position, Position)> {
        self.drafts.config.as_ref().and_then(DraftConfig::bounds)
    }

    /// Its country, as two letters.
    pub fn country(&self) -> Option<&str> {
        let country = self.drafts.config.as_ref()?.country.as_ref()?;
        Some(&country.value)
    }

    /// The words of one of its lists.
    pub fn terms(&self, list: &str) -> &[DraftTerm] {
        self.drafts.terms.iter().find(|terms| terms.name == list).map_or(&[], |list| &list.terms)
    }

    /// Whether a list has a word.
    pub fn has(&self, list: &str, id: &str) -> bool {
        self.terms(list).iter().any(|term| term.id.as_ref().is_some_and(|own| own.value == id))
    }

    /// Whether a need calls for discretion.
    pub fn is_sensitive(&self, need: &str) -> bool {
        let terms = self.terms("needs").iter();
        let mut named = terms.filter(|term| term.id.as_ref().is_some_and(|id| id.value == need));
        named.any(|term| term.sensitive.as_ref().is_some_and(|said| said.value))
    }

    /// Its telephone book.
    pub fn book(&self) -> Book<'_> {
        Book::new(&self.drafts, &phones::find)
    }

    /// Its topics, and what finds them in texts.
    pub fn topics(&self) -> (&[Term], Option<TopicFinder<'_>>) {
        match &self.directory {
            Some(directory) => {
                let topics = directory.vocabulary.topics.as_slice();
                (topics, Some(TopicFinder::new(topics, decompose_natively)))
            }
            None => (&[], None),
        }
    }

    /// Ids of places by their names, folded.
    pub fn places(&self) -> BTreeMap<String, String> {
        let places = self.drafts.places.iter();
        let named = places.flat_map(|place| {
            [
                (folded(&place.name), place.id.value.clone()),
                (folded(&place.id.value), place.id.value.clone()),
            ]
        });
        named.filter(|(name, _)| !name.is_empty()).collect()
    }

    /// Its postcode areas: a longer code of one is an address.
    pub fn postcode_areas(&self) -> Vec<&str> {
        let places = self.drafts.places.iter();
        let areas = places.filter(|place| place.kind == PlaceKind::PostcodeArea);
        areas.map(|place| place.id.value.as_str()).collect()
    }

    /// Ids of languages by what people call them, folded, and by their codes.
    pub fn languages(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for term in self.terms("languages") {
            let Some(id) = &term.id else { continue };
            let labels = term.label.words.iter().map(|(_, label)| label);
            let synonyms = term.synonyms.iter().flat_map(|(_, list)| list);
            for name in labels.chain(synonyms).chain([id]) {
                known.entry(folded(&name.value)).or_default().insert(id.value.clone());
            }
        }
        known
    }

    /// The text of a file of the content, by its path.
    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        let at = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        self.files.get(at)
    }

    /// A page byte for byte, as somebody's editor wrote it.
    pub fn raw(&self, path: &str) -> Option<String> {
        std::fs::read_to_string(self.content.join(path)).ok()
    }

    /// Where each page with an id stands.
    pub fn paths_by_id(&self) -> BTreeMap<&str, &str> {
        let services = self.drafts.services.iter();
        let services =
            services.filter_map(|page| Some((page.id.as_ref()?.value.as_str(), &*page.path)));
        let groups = self.drafts.organizations.iter();
        let groups =
            groups.filter_map(|page| Some((page.id.as_ref()?.value.as_str(), &*page.path)));
        services.chain(groups).collect()
    }
}

/// A text without accents, capitals and signs, one space between words.
pub fn folded(text: &str) -> String {
    let folded = fold(text, decompose_natively);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
