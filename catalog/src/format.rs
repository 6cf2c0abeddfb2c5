//! The shipped files' bytes, defined once for writer and reader.
//!
//! Every file begins with `SGP`, a letter for its kind, [`VERSION`] as two bytes, and a checksum
//! of the rest as four; numbers are little-endian, mostly LEB128. There are seven kinds:
//!
//! - `M`, the manifest of a locale: words of the choices, thresholds, the tiles;
//! - `C`, the columns of a tile: facts, the same in every locale;
//! - `H`, the head of a tile's text in a locale: what its cards don't tell of their words;
//! - `B`, the body of a tile's text in a locale: words, postings, lengths, statistics, and the topics of
//!   each service;
//! - `K`, the cards of a tile in a locale, each to be read alone;
//! - `S`, how people say topics, needs and choices in a locale, or in all of them;
//! - `P`, where people may say that they are, for every locale.
//!
//! Same input, same bytes, and no bytes can panic. A count is believed only after the bytes left could
//! hold that many, so that memory is bounded by the size of a file, hostile or not (each bound is held
//! by `tests/memory.rs`; in brackets, what the sample takes, by `examples/memory.rs`):
//!
//! - columns, cards and bodies stay as they came, with numbers that say where things begin: at most
//!   twice the file (1.7, 1.0, 1.7), columns with a bit more for each choice of the manifest and service,
//!   bodies with four bytes for each topic of a service and six for each service;
//! - a manifest, places, and the topics of sayings become lists of texts: at most [`MEMORY_PER_BYTE`] times the file (2.9, 3.3),
//!   beyond which they are refused. Twice was not to be had: an empty text takes one byte in a file and
//!   24 in memory;
//! - a head and the phrases of sayings become an index that the phone makes itself: while it is made, at most 32
//!   times the words that it is made of (3.2), afterwards as a body.

use std::fmt;

mod cards;
mod columns;
mod manifest;
mod places;
mod sayings;
mod text;
mod wire;

pub use cards::Cards;
pub(crate) use columns::{RowRef, Rows};
pub use manifest::CHOICES_MAX;
pub(crate) use sayings::{SayingsRef, TileTopics, read as read_sayings};
pub(crate) use text::{Body, Head, read_body, read_head};
pub use text::{BodyIndex, HeadIndex, Posting, Totals, card_words};
pub use wire::MEMORY_PER_BYTE;

/// Raised with every change of layout; a reader takes its own version only, for page, bundle and
/// catalog are always published together.
pub const VERSION: u16 = 7;

/// Writers, for the build.
pub mod write {
    pub use super::cards::write as cards;
    pub use super::columns::write as columns;
    pub use super::manifest::write as manifest;
    pub use super::places::write as places;
    pub use super::sayings::write as sayings;
    pub use super::text::{write_body as body, write_head as head};
}

/// Readers, for the phone.
pub mod read {
    pub use super::cards::read as cards;
    pub use super::columns::read as columns;
    pub use super::manifest::read as manifest;
    pub use super::places::read as places;
}

/// Why bytes could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatError {
    /// It is another kind of file.
    NotThisKind,
    /// It is of another version.
    OtherVersion(u16),
    /// It was changed or cut on its way.
    Damaged,
    /// It ends too early, or says something impossible.
    Impossible,
}

impl FormatError {
    /// What is wrong, in words. Not by way of a formatter, which a phone would load for this alone.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotThisKind => "not this kind of catalog file",
            Self::OtherVersion(_) => "a catalog file of another version",
            Self::Damaged => "a damaged catalog file",
            Self::Impossible => "a catalog file that says something impossible",
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl std::error::Error for FormatError {}

/// 16 hexadecimal digits that change when the content does: FNV-1a with 64 bits (Fowler, Noll, Vo;
/// IETF draft-eastlake-fnv). It names files, it does not protect them.
pub fn content_hash(bytes: &[u8]) -> String {
    let hash = fnv(bytes);
    (0..16)
        .map(|digit| char::from_digit((hash >> (60 - 4 * digit) & 15) as u32, 16).unwrap_or('0'))
        .collect()
}

pub(crate) fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
