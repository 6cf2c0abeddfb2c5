//! One build at a time for a target: a lock on a file beside it, which the system gives up with the
//! process, however that ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::swap::Swap;
use super::{StagingError, at};

/// The right to build, until it is dropped.
pub struct Lock {
    path: PathBuf,
    /// `None` where the file system knows no locks, as some network drives: a build is better than
    /// none.
    file: Option<File>,
}

impl Lock {
    /// Takes the lock of a target.
    ///
    /// # Errors
    /// When another process has it, or the lock's file cannot be made.
    pub fn take(swap: &Swap) -> Result<Self, StagingError> {
        let path = swap.beside("lock");
        loop {
            let mut options = File::options();
            let open = options.create(true).truncate(false).write(true).open(&path);
            let file = open.map_err(at(&path))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Self { path, file: Some(file) }),
                // The build before has just ended and deleted the file that we had opened.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(StagingError::Busy(swap.out.clone())),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self { path, file: None });
                }
                Err(TryLockError::Error(error)) => return Err(StagingError::Io(path, error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is held, so that nobody else has the file that is deleted. Where it cannot
        // be deleted it stays, and the next build takes it.
        let _ = fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

/// Whether this is the file at `path`, and not one that was deleted there.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |about: fs::Metadata| (about.dev(), about.ino());
    let (Ok(own), Ok(there)) = (file.metadata(), fs::metadata(path)) else { return false };
    id(own) == id(there)
}

/// A file that is open elsewhere is not deleted before it is closed.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
