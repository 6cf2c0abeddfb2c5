//! One build at a time for a target: a lock on a file beside it, which the system gives up with the
//! process, however that ends. The file says who has the lock, for the person who is refused.

use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::swap::Swap;
use super::{StagingError, at};
use crate::clock;

/// How often the file of a lock is read that says nothing, and after how long: together a twentieth of
/// a second, where writing takes far less.
const READ_MOST: u32 = 6;
const READ_AGAIN: Duration = Duration::from_millis(10);

/// The right to build, until it is dropped.
pub struct Lock {
    path: PathBuf,
    /// `None` where the file system knows no locks, as some network drives: a build is better than
    /// none.
    file: Option<File>,
}

/// The build that has a lock, as it says of itself in the lock's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The number of its process.
    pub process: u32,
    /// Since when, on the wall clock of its machine: `14:05`.
    pub since: String,
}

impl Holder {
    /// This process, from now on.
    fn this_process() -> Self {
        Self { process: std::process::id(), since: clock::wall_clock() }
    }

    /// What the file of a lock says, or says in a moment: a build that has just taken the lock has not
    /// yet written its name.
    fn read_soon(file: &Path) -> Option<Self> {
        (0..READ_MOST).find_map(|again| {
            if again > 0 {
                thread::sleep(READ_AGAIN);
            }
            Self::read(file)
        })
    }

    /// What the file of a lock says; `None` where it cannot be read (Windows shows nobody a locked
    /// file), or says nothing yet.
    fn read(file: &Path) -> Option<Self> {
        let text = fs::read_to_string(file).ok()?;
        let (process, since) = text.trim_end().split_once(' ')?;
        let is_time = since.len() == 5 && since.bytes().all(|b| b.is_ascii_digit() || b == b':');
        let process = process.parse().ok()?;
        is_time.then(|| Self { process, since: since.to_owned() })
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {}, since {}", self.process, self.since)
    }
}

impl Lock {
    /// Takes the lock of a target.
    ///
    /// # Errors
    /// When another process has it, or the lock's file cannot be made.
    pub fn take(swap: &Swap) -> Result<Self, StagingError> {
        let path = Self::path(swap);
        loop {
            let mut options = File::options();
            let open = options.create(true).truncate(false).write(true).open(&path);
            let file = open.map_err(at(&path))?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Self::held(path, file)),
                // The build before has just ended and deleted the file that we had opened.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(StagingError::Busy(swap.out.clone(), Holder::read_soon(&path)));
                }
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
                    return Ok(Self { path, file: None });
                }
                Err(TryLockError::Error(error)) => return Err(StagingError::Io(path, error)),
            }
        }
    }

    /// A lock that this process has, with its name in the file.
    fn held(path: PathBuf, mut file: File) -> Self {
        let Holder { process, since } = Holder::this_process();
        // Only the message to others depends on this, so that a full disk is told where it matters.
        let _ = file.set_len(0).and_then(|()| write!(file, "{process} {since}"));
        Self { path, file: Some(file) }
    }

    /// The file of a target's lock.
    pub fn path(swap: &Swap) -> PathBuf {
        swap.beside("lock")
    }

    /// Whether no other build can be at work: false where the file system knows no locks.
    pub fn is_exclusive(&self) -> bool {
        self.file.is_some()
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

/// Whether a file system has answered that it knows no locks, in one of the ways of saying so.
fn knows_no_locks(error: &io::Error) -> bool {
    #[cfg(unix)]
    if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::Unsupported
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
