//! Puts a whole site beside the old one, then swaps: killed at any moment, the old or the new
//! site is whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Marks a folder as made by `signpost build`, so that a build never replaces anything else.
const MARKER: &str = "signpost.json";

/// A site being written, out of sight.
pub struct Draft {
    out: PathBuf,
    building: PathBuf,
}

/// Why a site could not be written.
#[derive(Debug)]
pub enum SiteError {
    /// The target holds something that `signpost build` did not make.
    NotOurs(PathBuf),
    /// The disk said no.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for SiteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path) => write!(
                f,
                "{} holds files that signpost did not make, and a build would replace them. \
                 Name a new or empty folder with --out.",
                path.display()
            ),
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::error::Error for SiteError {}

fn at(path: &Path) -> impl FnOnce(io::Error) -> SiteError {
    let path = path.to_path_buf();
    move |error| SiteError::Io(path, error)
}

impl Draft {
    /// Starts a site that shall stand at `out`.
    ///
    /// # Errors
    /// When `out` holds something else, or the disk says no.
    pub fn begin(out: &Path) -> Result<Self, SiteError> {
        let out = std::path::absolute(out).map_err(at(out))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(SiteError::NotOurs(out));
        };
        fs::create_dir_all(parent).map_err(at(parent))?;
        let building = parent.join(format!(".{}.building", name.to_string_lossy()));
        let draft = Self { out, building };
        draft.put_back_the_old()?;
        if draft.out.exists() && !is_empty(&draft.out) && !draft.out.join(MARKER).is_file() {
            return Err(SiteError::NotOurs(draft.out));
        }
        // What a killed build has left.
        remove(&draft.building)?;
        fs::create_dir_all(&draft.building).map_err(at(&draft.building))?;
        Ok(draft)
    }

    /// Writes one file, once; `path` is relative, with `/`. A file that the old site has with the
    /// same bytes is taken over as it is, with its time of change, so that what copies the site
    /// to a host sees only what is new.
    ///
    /// # Errors
    /// When the disk says no, or the file was written before.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), SiteError> {
        let (file, old) = (self.building.join(path), self.out.join(path));
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        if holds(&old, bytes) && fs::hard_link(&old, &file).is_ok() {
            return Ok(());
        }
        // Never into a file that is there: it could be the old site's, under a second name.
        File::create_new(&file).and_then(|mut file| file.write_all(bytes)).map_err(at(&file))
    }

    /// Reads a file that was written.
    ///
    /// # Errors
    /// When it was not, or the disk says no.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, SiteError> {
        let file = self.building.join(path);
        fs::read(&file).map_err(at(&file))
    }

    /// The size of a file that was written, in bytes.
    ///
    /// # Errors
    /// When it was not, or the disk says no.
    pub fn size(&self, path: &str) -> Result<u64, SiteError> {
        let file = self.building.join(path);
        fs::metadata(&file).map(|about| about.len()).map_err(at(&file))
    }

    /// Swaps the new site in. The old one is deleted afterwards.
    ///
    /// # Errors
    /// When the disk says no; the old site then still stands.
    pub fn finish(self) -> Result<(), SiteError> {
        let about = format!("{{\"made-by\":\"signpost {}\"}}\n", env!("CARGO_PKG_VERSION"));
        self.write(MARKER, about.as_bytes())?;
        if !self.out.exists() {
            return fs::rename(&self.building, &self.out).map_err(at(&self.out));
        }
        if exchange(&self.building, &self.out).is_err() {
            // This file system cannot exchange two folders in one step. Between the two renames
            // no site stands at `out`, but both are whole, and the next build puts one back.
            let old = self.old();
            remove(&old)?;
            fs::rename(&self.out, &old).map_err(at(&self.out))?;
            fs::rename(&self.building, &self.out).map_err(at(&self.out))?;
            return remove(&old);
        }
        remove(&self.building)
    }

    fn old(&self) -> PathBuf {
        self.building.with_extension("old")
    }

    fn put_back_the_old(&self) -> Result<(), SiteError> {
        let old = self.old();
        if old.exists() && !self.out.exists() {
            fs::rename(&old, &self.out).map_err(at(&self.out))?;
        }
        Ok(())
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether a file is there with these bytes.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let is_as_long = file.metadata().is_ok_and(|about| about.len() == bytes.len() as u64);
    is_as_long && fs::read(file).is_ok_and(|found| found == bytes)
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn remove(folder: &Path) -> Result<(), SiteError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(SiteError::Io(folder.to_path_buf(), error))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn write(out: &Path, text: &str) {
        let draft = Draft::begin(out).unwrap();
        draft.write("en/index.html", text.as_bytes()).unwrap();
        draft.finish().unwrap();
    }

    fn read(out: &Path) -> String {
        fs::read_to_string(out.join("en/index.html")).unwrap()
    }

    #[test]
    fn a_new_site_replaces_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&out, "old");
        fs::write(out.join("left-over.html"), "x").unwrap();
        write(&out, "new");
        assert_eq!(read(&out), "new");
        assert!(!out.join("left-over.html").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_page_that_has_not_changed_keeps_its_time() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&out, "old");
        let page = out.join("en/index.html");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let time = || page.metadata().unwrap().modified().unwrap();
        File::options().write(true).open(&page).unwrap().set_modified(long_ago).unwrap();
        write(&out, "old");
        assert_eq!((time(), read(&out)), (long_ago, "old".to_owned()));
        write(&out, "new");
        assert!(time() > long_ago);
    }

    #[test]
    fn a_page_that_changes_is_never_changed_under_a_reader_s_hands() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&out, "old");
        let draft = Draft::begin(&out).unwrap();
        draft.write("en/index.html", b"old").unwrap();
        assert!(draft.write("en/index.html", b"new").is_err());
        assert_eq!(read(&out), "old");
    }

    #[test]
    fn a_build_that_is_killed_leaves_the_old_site() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("dist");
        write(&out, "old");
        let draft = Draft::begin(&out).unwrap();
        draft.write("en/index.html", b"half").unwrap();
        drop(draft);
        assert_eq!(read(&out), "old");
        write(&out, "new");
        assert_eq!(read(&out), "new");
    }

    #[test]
    fn somebody_s_own_files_are_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("letter.txt"), "dear").unwrap();
        assert!(matches!(Draft::begin(folder.path()), Err(SiteError::NotOurs(_))));
        assert!(folder.path().join("letter.txt").exists());
    }
}
