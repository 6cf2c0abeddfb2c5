//! What the finder must know before the first key: words of the choices, thresholds and the list
//! of tiles. One file per locale.

use std::ops::Deref;
use std::sync::OnceLock;

use crate::directory::{Freshness, Place, Travel};
use crate::format::{FormatError, read};
use crate::place::Position;

/// One locale's manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct Manifest {
    /// The page locale.
    pub locale: String,
    /// The locale that untranslated texts are in.
    pub default_locale: String,
    /// IANA time zone of every schedule.
    pub time_zone: String,
    /// Where a person stands who has not said where.
    pub centre: Position,
    /// The ages of a check that change what is shown.
    pub freshness: Freshness,
    /// How far each way of travelling reaches.
    pub travel: Vec<Travel>,
    /// For each of `facet::FACETS`, in that order: its values in the order shown. The columns of
    /// every tile number values by this order.
    pub choices: Vec<Vec<Choice>>,
    /// For each value of `delivery`, whether it reaches people where they are is already folded
    /// into the columns; here are its words for cards, in the column's order.
    pub delivery: Vec<Choice>,
    /// Where people may say that they are: one file for all locales.
    pub places: Places,
    /// A phone loads every tile, in an order that nothing changes that anybody says: the directory is
    /// small enough. Of a larger one it loads what is around a person, and so tells the host where
    /// that is.
    pub loads_all: bool,
    /// Tiles, at least one: first those by place, then those of what has none. See [`crate::tiles`].
    pub tiles: Vec<Tile>,
    /// How people say things in this locale.
    pub sayings: FileRef,
    /// How people say things in every locale: one file for all.
    pub common_sayings: FileRef,
    /// The number of the language, among the choices of `language`, that people speak who read this
    /// locale, where one is sure.
    pub spoken: Option<u16>,
    /// The finder's messages in this locale, in an order that only `app` knows.
    pub messages: Vec<String>,
}

/// Neighbourhoods, then postcode areas, each sorted by id; `area` columns number them so. Outlines
/// are left out. They are a file of their own, since nobody needs them before they say where they
/// are; until it is here there are none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// The file of the places.
    pub file: FileRef,
    here: OnceLock<Vec<Place>>,
}

impl Places {
    /// Places that are not here yet.
    pub fn in_file(file: FileRef) -> Self {
        Self { file, here: OnceLock::new() }
    }

    /// Takes in the file of the places; what comes after the first one is ignored.
    ///
    /// # Errors
    /// When the bytes are no places of this version.
    pub fn receive(&self, bytes: &[u8]) -> Result<(), FormatError> {
        let places = read::places(bytes)?;
        let _ = self.here.set(places);
        Ok(())
    }
}

impl From<Vec<Place>> for Places {
    fn from(places: Vec<Place>) -> Self {
        Self { file: FileRef::default(), here: places.into() }
    }
}

impl Deref for Places {
    type Target = [Place];

    fn deref(&self) -> &[Place] {
        self.here.get().map_or(&[], Vec::as_slice)
    }
}

/// A value of a facet, and its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// Its id, in links.
    pub id: String,
    /// The label that people read; empty for fixed values, whose words are messages.
    pub label: String,
    /// The choice calls for discretion.
    pub sensitive: bool,
}

/// A part of the directory that is loaded as one: services near each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tile {
    /// South-west and north-east corner of all its locations; `None` for a tile of what has no
    /// place: phone lines, what is all over the region.
    pub bounds: Option<(Position, Position)>,
    /// How many services it holds.
    pub services: u32,
    /// Their facts, the same in every locale.
    pub columns: FileRef,
    /// Words and postings in this locale, the part that a first search needs first.
    pub texts: Vec<FileRef>,
    /// Cards in this locale.
    pub cards: FileRef,
}

/// A file in the folder of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRef {
    /// Its name, with its content's hash in it.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u32,
}
