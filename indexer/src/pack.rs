//! From a checked directory to the catalog's bytes, one locale at a time.

use std::ops::Range;
use std::sync::Arc;

use app::locale::{Key, Messages};
use catalog::directory::{Directory, Place, PlaceKind, Term, Vocabulary};
use catalog::facet::{COMES_TO_ME, FACETS, INTENTS, Kind, WHEN};
use catalog::format::{BodyIndex, FormatError, read, write};
use catalog::manifest::{Choice, FileRef, Manifest, Places, Tile};
use catalog::search::Catalog;
use catalog::service::Service;
use catalog::text::decompose_natively;
use rayon::prelude::*;

use crate::conflation::Conflation;
use crate::hashed::hashed_name;
use crate::ranking::{Ranking, Texts};
use index::DirectoryWords;

mod cards;
mod columns;
pub mod index;
mod sayings;
mod texts;
pub mod tiles;

pub use sayings::DirectoryTopics;
pub use texts::conflation;
use tiles::Cut;

/// One locale's catalog: its files, and the same opened again for the pages.
pub struct Packed {
    /// The name of its manifest.
    pub manifest: String,
    /// The files that a phone needs first, besides.
    pub first: Vec<String>,
    /// The places, which it needs before those where somebody has said where they are.
    pub places: String,
    /// Every file by its name, the manifest included.
    pub files: Vec<(String, Vec<u8>)>,
    /// The catalog as a phone will open it, with every tile.
    pub catalog: Catalog,
}

/// For each service of the directory, its number in a catalog with every tile of `cuts`.
pub fn numbers(cuts: &[Cut]) -> Vec<u32> {
    let order = order(cuts);
    let mut numbers = vec![0; order.len()];
    for (number, service) in order.into_iter().enumerate() {
        numbers[service] = number as u32;
    }
    numbers
}

/// The services of all tiles, tile after tile.
fn order(cuts: &[Cut]) -> Vec<usize> {
    cuts.iter().flat_map(|cut| cut.services.iter().copied()).collect()
}

/// The number of files of a locale's catalog with so many tiles: columns, head, body and cards of
/// each, and places, the sayings of the locale and of all, and the manifest.
pub fn files(tiles: usize) -> usize {
    4 * tiles + 4
}

/// A locale's catalog of at most so many bytes is loaded whole, so that no request tells where somebody
/// is. On its way that is under 600 KB: the sample's catalogs come to 38 % of their size by brotli
/// (node's zlib over `dist/catalog`, 29 November 2026).
const LOADS_ALL_BYTES: usize = 1_500_000;

/// Packs one locale; `conflation` and `topics` are those of the directory.
///
/// # Errors
/// A sentence, when tantivy fails or the packed bytes cannot be read back.
pub fn pack(
    directory: &Directory,
    cuts: &[Cut],
    locale: &str,
    messages: &Messages,
    conflation: &Arc<Conflation>,
    topics: &DirectoryTopics,
) -> Result<Packed, String> {
    let mut files = CatalogFiles::default();
    let mut places = Places::from(places(&directory.places));
    places.file = files.add("places", write::places(&places));
    let mut manifest = manifest(directory, locale, messages, places);
    let documents = documents(directory, cuts, locale);
    let fail = |error: tantivy::TantivyError| error.to_string();
    let ranking = Ranking::build(conflation, &documents).map_err(fail)?;
    let words = DirectoryWords::new(conflation.clone(), &documents, &ranking).map_err(fail)?;
    let own = sayings::own(directory, &manifest, topics, locale);
    manifest.sayings = files.add("sayings", write::sayings(&own));
    let common = sayings::common(directory, &manifest);
    manifest.common_sayings = files.add("common", write::sayings(&common));
    let tiles = numbered(cuts).into_par_iter().map(|(numbers, cut)| {
        let services = || cut.services.iter().map(|place| &directory.services[*place]);
        let rows: Vec<_> =
            services().map(|service| columns::row(directory, &manifest, service)).collect();
        let cards: Vec<_> = services()
            .map(|service| cards::card(directory, &manifest, messages, service))
            .collect();
        let (head, body) = words.tile(numbers, &cards);
        let topics = cut.services.iter().map(|service| topics.of(*service)).collect();
        let body = BodyIndex { topics, ..body };
        let mut files = CatalogFiles::default();
        let tile = Tile {
            bounds: cut.bounds,
            services: cut.services.len() as u32,
            columns: files.add("columns", write::columns(&rows)),
            texts: vec![
                files.add("head", write::head(&head)),
                files.add("body", write::body(&body)),
            ],
            cards: files.add("cards", write::cards(&cards)),
        };
        (tile, files)
    });
    let tiles: Vec<_> = tiles.collect();
    for (tile, of_tile) in tiles {
        manifest.tiles.push(tile);
        files.0.extend(of_tile.0);
    }
    let bytes: usize = files.0.iter().map(|(_, bytes)| bytes.len()).sum();
    manifest.loads_all = bytes <= LOADS_ALL_BYTES;
    let packed = write::manifest(&manifest);
    let catalog = reopen(&packed, &files.0).map_err(|error| error.to_string())?;
    let first = catalog.manifest().tiles_around(None, 1).first().map(|tile| {
        let tile = &catalog.manifest().tiles[*tile];
        let files = [&tile.columns].into_iter().chain(tile.texts.first()).chain([&tile.cards]);
        files.map(|file| file.name.clone()).collect()
    });
    let manifest = files.add("manifest", packed).name;
    let places = catalog.manifest().places.file.name.clone();
    Ok(Packed { manifest, first: first.unwrap_or_default(), places, files: files.0, catalog })
}

/// Each tile with the numbers of its services in a catalog with every tile.
fn numbered(cuts: &[Cut]) -> Vec<(Range<usize>, &Cut)> {
    let mut next = 0;
    let numbered = cuts.iter().map(|cut| {
        let numbers = next..next + cut.services.len();
        next = numbers.end;
        (numbers, cut)
    });
    numbered.collect()
}

/// Everything read back at once: what a phone cannot open is never published.
fn reopen(manifest: &[u8], files: &[(String, Vec<u8>)]) -> Result<Catalog, FormatError> {
    let manifest = Arc::new(read::manifest(manifest)?);
    let bytes = |file: &FileRef| {
        let found = files.iter().find(|(name, _)| name == &file.name);
        found.map(|(_, bytes)| bytes).ok_or(FormatError::Impossible)
    };
    let mut catalog = Catalog::new(manifest.clone(), decompose_natively);
    manifest.places.receive(bytes(&manifest.places.file)?)?;
    catalog.add_sayings(bytes(&manifest.sayings)?, false)?;
    catalog.add_sayings(bytes(&manifest.common_sayings)?, true)?;
    for (number, tile) in manifest.tiles.iter().enumerate() {
        catalog.add_tile(number, bytes(&tile.columns)?, bytes(&tile.cards)?)?;
        for text in &tile.texts {
            catalog.add_text(number, bytes(text)?)?;
        }
    }
    Ok(catalog)
}

/// The ranking of one locale, its documents tile after tile: also the oracle of the tests.
///
/// # Errors
/// When tantivy fails.
pub fn rank(directory: &Directory, cuts: &[Cut], locale: &str) -> tantivy::Result<Ranking> {
    Ranking::build(&Arc::new(conflation(directory)), &documents(directory, cuts, locale))
}

/// What is searched, tile after tile.
fn documents(directory: &Directory, cuts: &[Cut], locale: &str) -> Vec<Texts> {
    let services = order(cuts).into_iter().map(|place| &directory.services[place]);
    let services: Vec<&Service> = services.collect();
    services.par_iter().map(|service| texts::texts(directory, service, locale)).collect()
}

/// The files of a catalog, under names that tell their content.
#[derive(Default)]
struct CatalogFiles(Vec<(String, Vec<u8>)>);

impl CatalogFiles {
    /// Adds a file.
    fn add(&mut self, stem: &str, bytes: Vec<u8>) -> FileRef {
        let name = hashed_name(stem, "bin", &bytes);
        let file = FileRef { name: name.clone(), bytes: bytes.len() as u32 };
        self.0.push((name, bytes));
        file
    }
}

fn manifest(directory: &Directory, locale: &str, messages: &Messages, places: Places) -> Manifest {
    let config = &directory.config;
    let words = |term: &Term| choice(directory, locale, term);
    let fixed = |ids: &mut dyn Iterator<Item = &str>| -> Vec<Choice> {
        ids.map(|id| Choice { id: id.to_owned(), ..Choice::default() }).collect()
    };
    let choices = FACETS
        .iter()
        .map(|facet| match (facet.id, terms(&directory.vocabulary, facet.id)) {
            (_, Some(terms)) if facet.kind == Kind::NoTerm => {
                terms.iter().map(|term| lacked(words(term), messages)).collect()
            }
            (_, Some(terms)) => terms.iter().map(words).collect(),
            ("travel", None) => {
                fixed(&mut config.travel.iter().map(|way| way.id.as_str()).chain([COMES_TO_ME]))
            }
            ("when", None) => fixed(&mut WHEN.iter().copied()),
            (_, None) => fixed(&mut INTENTS.iter().copied()),
        })
        .collect();
    Manifest {
        locale: locale.to_owned(),
        default_locale: config.default_locale.clone(),
        time_zone: config.time_zone.clone(),
        centre: config.centre,
        freshness: config.freshness.clone(),
        travel: config.travel.clone(),
        choices,
        delivery: directory.vocabulary.delivery.iter().map(words).collect(),
        places,
        tiles: Vec::new(),
        loads_all: false,
        sayings: FileRef::default(),
        common_sayings: FileRef::default(),
        spoken: spoken(directory, locale),
        messages: messages.shipped(),
    }
}

/// The word list behind a facet; `None` for facets with fixed values. With `FACETS`, the one
/// place to touch when a filter is added.
pub fn terms<'a>(vocabulary: &'a Vocabulary, facet: &str) -> Option<&'a [Term]> {
    match facet {
        "need" => Some(&vocabulary.needs),
        "language" => Some(&vocabulary.languages),
        "access" => Some(&vocabulary.access),
        "cost" => Some(&vocabulary.cost),
        "audience" => Some(&vocabulary.audience),
        "joining" => Some(&vocabulary.joining),
        "requires" => Some(&vocabulary.requires),
        _ => None,
    }
}

/// A term as a choice.
fn choice(directory: &Directory, locale: &str, term: &Term) -> Choice {
    Choice {
        id: term.id.clone(),
        label: term.label(locale, &directory.config.default_locale).to_owned(),
        sensitive: term.sensitive,
    }
}

/// A thing that somebody lacks, as the choice to leave out what asks for it.
fn lacked(choice: Choice, messages: &Messages) -> Choice {
    let label = messages.fill(Key::FacetNotNeeded, &[("name", &choice.label)]);
    Choice { label, ..choice }
}

/// The number of the language that people speak who read a locale: the one with its tag. Chinese pages are
/// read by people of several languages.
fn spoken(directory: &Directory, locale: &str) -> Option<u16> {
    let language = locale.split('-').next()?;
    let known = directory.vocabulary.languages.iter().position(|term| term.id == language)?;
    u16::try_from(known).ok()
}

/// Neighbourhoods, then postcode areas, each by id; without outlines, which a search never needs.
fn places(places: &[Place]) -> Vec<Place> {
    let mut places: Vec<Place> =
        places.iter().map(|place| Place { outline: Vec::new(), ..place.clone() }).collect();
    places.sort_by(|a, b| {
        let kind = |place: &Place| place.kind == PlaceKind::PostcodeArea;
        kind(a).cmp(&kind(b)).then_with(|| a.id.cmp(&b.id))
    });
    places
}
