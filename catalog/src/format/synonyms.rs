//! Kind `S`: how people say the choices, in every locale. One file serves them all; it comes after
//! the first results, since most people type in the language of the page.

use super::FormatError;
use super::wire::{Reader, Writer};

const KIND: u8 = b'S';

/// For each facet of the manifest and each of its choices: sayings as in `Choice::synonyms`.
pub type AllSayings = Vec<Vec<Vec<String>>>;

/// The sayings as a file.
pub fn write(sayings: &[Vec<Vec<String>>]) -> Vec<u8> {
    let mut out = Writer::begin(KIND);
    out.list(sayings, |out, choices| {
        out.list(choices, |out, said| out.list(said, |out, words| out.text(words)));
    });
    out.finish()
}

/// Reads sayings.
///
/// # Errors
/// When the bytes are no sayings of this version.
pub fn read(bytes: &[u8]) -> Result<AllSayings, FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    let sayings = from.list(|from| from.list(|from| from.list(Reader::text)))?;
    from.finish()?;
    Ok(sayings)
}
