//! Kind `S`: the synonyms of the choices, in every locale. One file serves every locale; a phone
//! loads it after the first results, since most people type in the language of the page.

use super::FormatError;
use super::wire::{Reader, Writer};

const KIND: u8 = b'S';

/// For each facet of the manifest and each of its choices: synonyms as in `Choice::synonyms`.
pub type AllSynonyms = Vec<Vec<Vec<String>>>;

/// The synonyms as a file.
pub fn write(synonyms: &[Vec<Vec<String>>]) -> Vec<u8> {
    let mut out = Writer::begin(KIND);
    out.list(synonyms, |out, choices| {
        out.list(choices, |out, said| out.list(said, |out, words| out.text(words)));
    });
    out.finish()
}

/// Reads synonyms: shows the number of the facet, that of the choice, and the synonym. Nothing of the
/// file is copied.
///
/// # Errors
/// When the bytes are no synonyms of this version; some may have been shown before that is seen.
pub(crate) fn read(
    bytes: &[u8],
    synonym: &mut dyn FnMut(usize, usize, &str),
) -> Result<(), FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    for facet in 0..from.count()? {
        for choice in 0..from.count()? {
            for _ in 0..from.count()? {
                synonym(facet, choice, from.str()?);
            }
        }
    }
    from.finish()
}
