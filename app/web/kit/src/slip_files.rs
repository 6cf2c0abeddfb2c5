//! Brings the slips of a plan: one file, the same for everybody, or those of a large directory that hold it.

use std::cell::RefCell;
use std::rc::Rc;

use app::slip::{SlipFile, SlipIndex};

use crate::loading::Fetch;

/// Where the slips of a locale are.
#[derive(Clone)]
pub struct SlipFiles {
    fetch: Fetch,
    /// The file, or the index of several, as a path from the page.
    path: Rc<str>,
    is_index: bool,
}

impl SlipFiles {
    /// The file at `path`, or those that the index there names.
    pub fn new(fetch: Fetch, path: String, is_index: bool) -> Self {
        Self { fetch, path: path.into(), is_index }
    }

    /// Asks for the slips of these services. `arrived` gets all files, or nothing where one did not come.
    pub fn bring(&self, ids: Vec<String>, arrived: impl FnOnce(Option<Vec<SlipFile>>) + 'static) {
        let own = self.clone();
        self.fetch.bring(&self.path, move |bytes| {
            let Some(bytes) = bytes else { return arrived(None) };
            if own.is_index {
                match serde_json::from_str(&text(&bytes)) {
                    Ok(index) => own.bring_blocks(&index, &ids, arrived),
                    Err(_) => arrived(None),
                }
            } else {
                let file: Option<SlipFile> = serde_json::from_str(&text(&bytes)).ok();
                arrived(file.map(|file| vec![file]));
            }
        });
    }

    /// Asks for the files that hold these services: their host then knows in which of them they are, each with
    /// some 250 others.
    fn bring_blocks(
        &self,
        index: &SlipIndex,
        ids: &[String],
        arrived: impl FnOnce(Option<Vec<SlipFile>>) + 'static,
    ) {
        let names = index.files_of(ids);
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        // Without any of them there are still the words of a sheet to be had, and "no longer listed" to be
        // told.
        let first = index.blocks.first().map(|block| block.file.as_str());
        let names: Vec<&str> = if names.is_empty() { first.into_iter().collect() } else { names };
        let arrived = RefCell::new(Some(arrived));
        let awaited = Rc::new((arrived, RefCell::new((names.len(), Some(Vec::new())))));
        for name in names {
            let awaited = awaited.clone();
            self.fetch.bring(&[folder, "/", name].concat(), move |bytes| {
                let file = bytes.and_then(|bytes| serde_json::from_str(&text(&bytes)).ok());
                let (arrived, counted) = &*awaited;
                let mut counted = counted.borrow_mut();
                let (left, files) = &mut *counted;
                *left -= 1;
                match (file, files.as_mut()) {
                    (Some(file), Some(files)) => files.push(file),
                    _ => *files = None,
                }
                if *left == 0
                    && let Some(arrived) = arrived.take()
                {
                    arrived(files.take());
                }
            });
        }
    }
}

/// The file as text: one parser reads everything.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
