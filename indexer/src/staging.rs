//! Puts a whole site beside the old one, then swaps: killed at any moment, the old or the new
//! site is whole.
//!
//! Reading order: [`Staging`] (a site being written), `lock` (one build at a time), `swap` (the
//! renames, step by step), `flush` (what reaches the disk before the renames).

mod flush;
mod lock;
mod swap;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::hashed::integrity;
use sha2::{Digest as _, Sha256};

use lock::Lock;
use swap::Swap;

/// Marks a folder as made by `signpost build`, so that a build never replaces anything else.
const MARKER: &str = "signpost.json";

/// A site being written, out of sight.
pub struct Staging {
    swap: Swap,
    /// What was written, by its path.
    written: Mutex<BTreeMap<String, Written>>,
    /// Held until the site is swapped in, or given up.
    _lock: Lock,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// From the root of the site, with `/`.
    pub path: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// The SHA-256 of the file's content.
    pub hash: [u8; 32],
}

impl Written {
    /// A file with this content.
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            hash: Sha256::digest(bytes).into(),
        }
    }

    /// The hash as browsers check it: `integrity` of `fetch`, and the source of a script in a
    /// content security policy.
    pub fn integrity(&self) -> String {
        integrity(self.hash)
    }
}

/// Why a site could not be written.
#[derive(Debug)]
pub enum StagingError {
    /// The target holds something that `signpost build` did not make.
    NotOurs(PathBuf),
    /// Another build writes to the same target at this moment.
    Busy(PathBuf),
    /// The target is a mount point: another folder cannot be renamed to it.
    MountPoint(PathBuf),
    /// A file was asked for that was not written; a fault of ours.
    NotWritten(String),
    /// A file or folder could not be read, written or renamed.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for StagingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path) => write!(
                f,
                "{} holds files that signpost did not make, and a build would replace them. \
                 Name a new or empty folder with --out.",
                path.display()
            ),
            Self::Busy(path) => write!(
                f,
                "Another build is at work on {}. Wait until it has ended, or name another folder \
                 with --out.",
                path.display()
            ),
            Self::MountPoint(path) => write!(
                f,
                "{} is a mount point, and a folder cannot be renamed to it. Name a folder inside: \
                 --out {}",
                path.display(),
                path.join("site").display()
            ),
            Self::NotWritten(path) => {
                write!(f, "{path} was not written, but another file needs it")
            }
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for StagingError {}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StagingError {
    let path = path.to_path_buf();
    move |error| StagingError::Io(path, error)
}

impl Staging {
    /// Starts a site that shall stand at `out`, or where `out` leads as a symbolic link.
    ///
    /// # Errors
    /// When `out` holds something else, is a mount point or another build's target, or when a
    /// folder beside `out` cannot be written.
    pub fn begin(out: &Path) -> Result<Self, StagingError> {
        let out = swap::resolved(out)?;
        let Some(swap) = Swap::to(&out) else { return Err(StagingError::NotOurs(out)) };
        fs::create_dir_all(swap.parent()).map_err(at(swap.parent()))?;
        let lock = Lock::take(&swap)?;
        if swap::is_mount_point(&swap) {
            return Err(StagingError::MountPoint(out));
        }
        // A build that was killed between the two renames of the fallback has left no site there.
        swap.put_back()?;
        if out.exists() && !is_empty(&out) && !out.join(MARKER).is_file() {
            return Err(StagingError::NotOurs(out));
        }
        // What builds have left that were killed.
        swap::remove(&swap.old)?;
        swap::remove(&swap.building)?;
        fs::create_dir_all(&swap.building).map_err(at(&swap.building))?;
        Ok(Self { swap, written: Mutex::default(), _lock: lock })
    }

    /// Writes one file, once; `path` is relative, with `/`. A file that the old site has with the
    /// same bytes is taken over as it is, with its time of change, so that what copies the site
    /// to a host sees only what is new.
    ///
    /// # Errors
    /// When the file cannot be written, or was written before.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, StagingError> {
        let (file, old) = (self.swap.building.join(path), self.swap.out.join(path));
        let written = Written::new(path, bytes);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        let is_taken_over = holds(&old, bytes) && fs::hard_link(&old, &file).is_ok();
        if !is_taken_over {
            // Never into a file that is there: it could be the old site's, under a second name.
            File::create_new(&file)
                .and_then(|mut file| file.write_all(bytes))
                .map_err(at(&file))?;
        }
        let mut all = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(path.to_owned(), written.clone());
        Ok(written)
    }

    /// What [`Self::write`] gave for this path.
    ///
    /// # Errors
    /// When no such file was written.
    pub fn written(&self, path: &str) -> Result<Written, StagingError> {
        let all = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(path).cloned().ok_or_else(|| StagingError::NotWritten(path.to_owned()))
    }

    /// Swaps the new site in, and deletes the old one afterwards. Gives the number of files.
    ///
    /// # Errors
    /// When a rename fails; the old site then still stands.
    pub fn finish(self) -> Result<usize, StagingError> {
        let files = self.complete()?;
        self.swap.swap()?;
        Ok(files)
    }

    /// Marks the folder as a site, all of which has then reached the disk.
    fn complete(&self) -> Result<usize, StagingError> {
        let about = format!("{{\"made-by\":\"signpost {}\"}}\n", env!("CARGO_PKG_VERSION"));
        self.write(MARKER, about.as_bytes())?;
        flush::flush(&self.swap.building)?;
        Ok(self.written.lock().unwrap_or_else(PoisonError::into_inner).len())
    }
}

/// Whether a file is there with these bytes.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let is_as_long = file.metadata().is_ok_and(|about| about.len() == bytes.len() as u64);
    is_as_long && fs::read(file).is_ok_and(|found| found == bytes)
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}
