//! Names that tell a file's content, so that a host may let browsers store the file for ever.

use std::collections::BTreeMap;

use catalog::format::content_hash;

/// Files by their paths from the root of the site. Languages share files such as columns: a path
/// that is added again stands for the same bytes, and is written once.
pub type Files = BTreeMap<String, Vec<u8>>;

/// `<stem>.<hash of the content>.<extension>`
pub fn hashed_name(stem: &str, extension: &str, bytes: &[u8]) -> String {
    format!("{stem}.{}.{extension}", content_hash(bytes))
}
