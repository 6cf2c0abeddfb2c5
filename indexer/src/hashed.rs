//! Names that tell a file's content, so that a host may let browsers store the file for ever.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

/// Files by their paths from the root of the site. Languages share files such as columns: a path
/// that is added again stands for the same bytes, and is written once.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The letters of a hash in a name: base32 as RFC 4648 has it, in small letters, because some disks
/// don't tell large ones from small.
const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// The length of a hash in a name: 5 bits a letter make 100, so that nobody finds two contents with
/// one name (a quick hash such as FNV-1a allows that to anybody who writes a page).
const LENGTH: usize = 20;

/// A name for a content: the beginning of its SHA-256.
pub fn content_name(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let bit = |place: usize| usize::from(hash[place / 8] >> (7 - place % 8) & 1);
    let letter = |place: usize| (0..5).fold(0, |so_far, next| so_far * 2 + bit(place * 5 + next));
    (0..LENGTH).map(|place| char::from(LETTERS[letter(place)])).collect()
}

/// `<stem>.<name of the content>.<extension>`
pub fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}.{}.{extension}", content_name(bytes))
}

/// A SHA-256 hash as browsers take it: for a stored file (Subresource Integrity), and for a script
/// that stands in a page (Content Security Policy Level 3, section 2.3.1).
pub fn integrity(sha256: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(sha256))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_file_is_named_by_a_hash_that_nobody_can_meet() {
        // FIPS 180-2, appendix B.1: SHA-256 of "abc" begins ba7816bf 8f01cfea 414140de 5d; by
        // `printf '\xba\x78\x16\xbf\x8f\x01\xcf\xea\x41\x41\x40\xde\x5d' | base32`.
        assert_eq!(hashed_name("a", "css", b"abc"), "a.xj4bnp4pahh6uqkbidpf.css");
        assert_ne!(content_name(b"abc"), content_name(b"abd"));
    }
}
