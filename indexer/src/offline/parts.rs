//! Pages in as few files as may be, each a map from address to page.

use std::collections::BTreeMap;

use app::pages::Address;
use serde_json::{Value, json};

use super::{BUDGET, FOLDER};
use crate::hashed::hashed_name;
use crate::staging::{Staging, StagingError};

/// The size from which on a file of pages is full, in bytes: a phone holds one at a time, and so
/// does the build.
pub const FULL: usize = 1024 * 1024;

/// Most files of pages of one locale, so that a host's room can be counted before a page is drawn:
/// as many as [`BUDGET`] fills, and the last. What is always stored may be more than the budget; the
/// last file is then larger.
pub const PARTS_MAX: usize = BUDGET as usize / FULL + 1;

/// Files of pages of one locale, written as they fill.
pub struct PageParts<'a> {
    staging: &'a Staging,
    /// What the files' names begin with.
    stem: String,
    /// The pages of the next file, by their addresses.
    pages: BTreeMap<String, String>,
    /// The length of these pages.
    bytes: usize,
    /// For each file that is written, its path and what a browser checks it by.
    written: Vec<Value>,
}

impl<'a> PageParts<'a> {
    /// No page yet.
    pub fn new(staging: &'a Staging, locale: &str) -> Self {
        let stem = format!("{locale}-pages");
        Self { staging, stem, pages: BTreeMap::new(), bytes: 0, written: Vec::new() }
    }

    /// Adds a page.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&mut self, address: &Address, html: String) -> Result<(), StagingError> {
        self.bytes += html.len();
        self.pages.insert(address.path().trim_end_matches("index.html").to_owned(), html);
        let is_last = self.written.len() + 1 >= PARTS_MAX;
        if self.bytes >= FULL && !is_last { self.write() } else { Ok(()) }
    }

    /// Writes what is left; gives the path of each file and what a browser checks it by.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(mut self) -> Result<Vec<Value>, StagingError> {
        if !self.pages.is_empty() {
            self.write()?;
        }
        Ok(self.written)
    }

    fn write(&mut self) -> Result<(), StagingError> {
        let bytes = json!(std::mem::take(&mut self.pages)).to_string().into_bytes();
        self.bytes = 0;
        let path = format!("{FOLDER}/{}", hashed_name(&self.stem, "json", &bytes));
        let written = self.staging.write(&path, &bytes)?;
        self.written.push(json!([path, written.integrity()]));
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_always_stored_take_no_more_files_than_were_counted() {
        let folder = tempfile::tempdir().unwrap();
        let staging = Staging::begin(&folder.path().join("dist")).unwrap();
        let mut parts = PageParts::new(&staging, "en");
        let pages = PARTS_MAX + 3;
        for number in 0..pages {
            let page = Address::Page("en".to_owned(), number.to_string());
            parts.add(&page, "x".repeat(FULL)).unwrap();
        }
        assert_eq!(parts.finish().unwrap().len(), PARTS_MAX);
    }
}
