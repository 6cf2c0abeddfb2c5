//! From a checked directory to the catalog's bytes, one locale at a time.

use std::collections::BTreeSet;

use app::locale::Messages;
use catalog::directory::{Directory, Place, PlaceKind, Term, Vocabulary};
use catalog::facet::{COMES_TO_ME, FACETS, INTENTS, WHEN};
use catalog::format::{content_hash, write};
use catalog::manifest::{Choice, FileRef, Manifest, Tile};
use catalog::place::Position;
use catalog::search::Catalog;
use catalog::service::Service;
use catalog::text::{decompose_natively, query_tokens};

use crate::ranking::Ranking;

mod cards;
mod columns;
mod texts;

/// One locale's catalog: its files, and the same opened again for the pages.
pub struct Packed {
    /// `catalog::manifest`.
    pub manifest: Vec<u8>,
    /// Facts.
    pub columns: Vec<u8>,
    /// Words and postings.
    pub text: Vec<u8>,
    /// What results show.
    pub cards: Vec<u8>,
    /// The catalog as a phone will open it.
    pub catalog: Catalog,
}

/// Packs one locale.
///
/// # Errors
/// A sentence, when tantivy fails or the packed bytes cannot be read back.
pub fn pack(directory: &Directory, locale: &str, messages: &Messages) -> Result<Packed, String> {
    let places = places(&directory.places);
    let mut manifest = manifest(directory, locale, messages, places);
    let rows: Vec<_> =
        directory.services.iter().map(|service| columns::row(directory, &manifest, service)).collect();
    let columns = write::columns(&rows);
    let cards: Vec<_> = directory
        .services
        .iter()
        .map(|service| cards::card(directory, &manifest, messages, service))
        .collect();
    let cards = write::cards(&cards);
    let ranking = rank(directory, locale).map_err(|error| error.to_string())?;
    let index = texts::index(&ranking).map_err(|error| error.to_string())?;
    let text = write::text(&index);
    manifest.tiles = vec![Tile {
        bounds: bounds(&directory.services),
        services: directory.services.len() as u32,
        columns: file_ref("columns", &columns),
        text: file_ref("text", &text),
        cards: file_ref("cards", &cards),
    }];
    let packed = write::manifest(&manifest);
    // Read back at once: what a phone cannot open is never published.
    let reopened = catalog::format::read::manifest(&packed).map_err(|error| error.to_string())?;
    let mut catalog = Catalog::open(reopened, &columns, decompose_natively).map_err(|error| error.to_string())?;
    catalog.add_cards(cards.clone()).map_err(|error| error.to_string())?;
    catalog.add_text(0, &text).map_err(|error| error.to_string())?;
    Ok(Packed { manifest: packed, columns, text, cards, catalog })
}

/// The ranking of one locale: also the oracle of the tests.
///
/// # Errors
/// When tantivy fails.
pub fn rank(directory: &Directory, locale: &str) -> tantivy::Result<Ranking> {
    let documents: Vec<_> = directory
        .services
        .iter()
        .map(|service| texts::texts(directory, service, locale))
        .collect();
    Ranking::build(locale, &catalog::text::FIELDS, &documents)
}

fn file_ref(stem: &str, bytes: &[u8]) -> FileRef {
    FileRef { name: format!("{stem}.{}.bin", content_hash(bytes)), bytes: bytes.len() as u32 }
}

fn manifest(
    directory: &Directory,
    locale: &str,
    messages: &Messages,
    places: Vec<Place>,
) -> Manifest {
    let config = &directory.config;
    let words = |term: &Term| choice(directory, locale, term);
    let fixed = |ids: &mut dyn Iterator<Item = &str>| -> Vec<Choice> {
        ids.map(|id| Choice { id: id.to_owned(), ..Choice::default() }).collect()
    };
    let choices = FACETS
        .iter()
        .map(|facet| match (facet.id, terms(&directory.vocabulary, facet.id)) {
            (_, Some(terms)) => terms.iter().map(words).collect(),
            ("travel", None) => fixed(
                &mut config.travel.iter().map(|way| way.id.as_str()).chain([COMES_TO_ME]),
            ),
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
        _ => None,
    }
}

/// A term as a choice. Its synonyms are those of every locale, folded: a person may type in
/// another language than the page's.
fn choice(directory: &Directory, locale: &str, term: &Term) -> Choice {
    let said: BTreeSet<String> = term
        .synonyms
        .values()
        .flatten()
        .chain(term.label.values())
        .map(|words| query_tokens(words, decompose_natively).join(" "))
        .filter(|words| !words.is_empty())
        .collect();
    Choice {
        id: term.id.clone(),
        label: term.label(locale, &directory.config.default_locale).to_owned(),
        synonyms: said.into_iter().collect(),
        sensitive: term.sensitive,
    }
}

/// Neighbourhoods, then postcode areas, each by id; without outlines, which a search never needs.
fn places(places: &[Place]) -> Vec<Place> {
    let mut places: Vec<Place> = places
        .iter()
        .map(|place| Place { outline: Vec::new(), ..place.clone() })
        .collect();
    places.sort_by(|a, b| {
        let kind = |place: &Place| place.kind == PlaceKind::PostcodeArea;
        kind(a).cmp(&kind(b)).then_with(|| a.id.cmp(&b.id))
    });
    places
}

/// The corners of every location; `None` when nothing has one.
fn bounds(services: &[Service]) -> Option<(Position, Position)> {
    let mut positions = services
        .iter()
        .filter(|service| !service.confidential_address)
        .flat_map(|service| &service.locations)
        .filter_map(|location| location.position);
    let first = positions.next()?;
    Some(positions.fold((first, first), |(south_west, north_east), at| {
        (
            Position {
                lat_e5: south_west.lat_e5.min(at.lat_e5),
                lon_e5: south_west.lon_e5.min(at.lon_e5),
            },
            Position {
                lat_e5: north_east.lat_e5.max(at.lat_e5),
                lon_e5: north_east.lon_e5.max(at.lon_e5),
            },
        )
    }))
}
