//! Many files written as one: either all of them, or, after a power cut, the rest at the next import.
//!
//! New texts are first written beside the content, in `_import/.pending`; then a journal says where each
//! belongs; then each is moved there, whole. Until the journal is written nothing has happened; after that,
//! whoever imports next completes what was begun. No page is ever half written.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::ImportError;

/// Where an import keeps what it remembers and what it is about to write.
const FOLDER: &str = "_import";

/// The right to write, until it is dropped.
pub struct Journal {
    content: PathBuf,
    _lock: File,
}

impl Journal {
    /// Takes the lock of a content folder, and completes what another import has begun.
    ///
    /// # Errors
    /// When another import is at work, or the folder cannot be written.
    pub fn open(content: &Path) -> Result<Self, ImportError> {
        let folder = content.join(FOLDER);
        let failed = |error| ImportError::Io(folder.clone(), error);
        fs::create_dir_all(&folder).map_err(failed)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(".lock"))
            .map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                return Err(ImportError::Busy(content.to_path_buf()));
            }
            // A file system without locks: an import is better than none.
            Err(fs::TryLockError::Error(_)) => {}
        }
        let journal = Self { content: content.to_path_buf(), _lock: lock };
        journal.complete().map_err(failed)?;
        Ok(journal)
    }

    fn pending(&self) -> PathBuf {
        self.content.join(FOLDER).join(".pending")
    }

    fn list(&self) -> PathBuf {
        self.content.join(FOLDER).join(".journal")
    }

    /// Writes files, with paths inside the content folder.
    ///
    /// # Errors
    /// When a file cannot be written; then none of them is.
    pub fn write(&self, files: &[(String, String)]) -> Result<(), ImportError> {
        let pending = self.pending();
        let failed = |error| ImportError::Io(pending.clone(), error);
        self.stage(files).map_err(failed)?;
        self.complete().map_err(failed)
    }

    fn stage(&self, files: &[(String, String)]) -> io::Result<()> {
        let pending = self.pending();
        remove(&pending)?;
        fs::create_dir_all(&pending)?;
        let mut list = String::new();
        for (number, (path, text)) in files.iter().enumerate() {
            fs::write(pending.join(number.to_string()), text)?;
            list.push_str(&format!("{number} {path}\n"));
        }
        // Under another name first: a journal that is there is whole.
        let fresh = self.list().with_extension("fresh");
        let mut file = File::create(&fresh)?;
        file.write_all(list.as_bytes())?;
        file.sync_all()?;
        fs::rename(fresh, self.list())
    }

    /// Moves what is pending to where it belongs.
    fn complete(&self) -> io::Result<()> {
        let list = match fs::read_to_string(self.list()) {
            Ok(list) => list,
            // Nothing was decided: what is pending is nobody's.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return remove(&self.pending());
            }
            Err(error) => return Err(error),
        };
        for (number, path) in list.lines().filter_map(|line| line.split_once(' ')) {
            let from = self.pending().join(number);
            if !from.exists() {
                continue;
            }
            let to = self.content.join(path);
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::rename(from, to)?;
        }
        fs::remove_file(self.list())?;
        remove(&self.pending())
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        // Only a file to lock: nobody should meet it in version control. Where nothing was written, the folder
        // goes with it; what cannot be deleted stays, and does no harm.
        let folder = self.content.join(FOLDER);
        let _ = fs::remove_file(folder.join(".lock"));
        let _ = fs::remove_dir(folder);
    }
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_import_that_was_cut_off_is_completed_by_the_next_one_or_never_began() {
        let folder = tempfile::tempdir().unwrap();
        let files =
            [("a/one.md".to_owned(), "1".to_owned()), ("b/two.md".to_owned(), "2".to_owned())];
        let journal = Journal::open(folder.path()).unwrap();
        // The power fails after the decision, and after one of two files was moved.
        journal.stage(&files).unwrap();
        fs::create_dir_all(folder.path().join("a")).unwrap();
        fs::rename(journal.pending().join("0"), folder.path().join("a/one.md")).unwrap();
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
        assert_eq!((read("a/one.md"), read("b/two.md")), ("1".into(), "2".into()));
        // And before it.
        journal.stage(&[("c/three.md".to_owned(), "3".to_owned())]).unwrap();
        fs::remove_file(journal.list()).unwrap();
        drop(journal);
        let journal = Journal::open(folder.path()).unwrap();
        assert!(!folder.path().join("c").exists() && !journal.pending().exists());
        assert!(matches!(Journal::open(folder.path()), Err(ImportError::Busy(_))));
    }
}
