//! Names that tell a file's content, so that a host may let browsers store the file for ever.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use std::collections::BTreeMap;

use catalog::format::content_hash;

/// Files by their paths from the root of the site. Languages share files such as columns: a path
/// that is added again stands for the same bytes, and is written once.
pub type Files = BTreeMap<String, Vec<u8>>;

/// `<stem>.<hash of the content>.<extension>`
pub fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}.{}.{extension}", content_hash(bytes))
}

/// A SHA-256 hash as browsers take it: for a stored file (Subresource Integrity), and for a script
/// that stands in a page (Content Security Policy Level 3, section 2.3.1).
pub fn integrity(sha256: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(sha256))
}
