//! Folders in which this process writes, so that somebody who presses Ctrl-C or closes the terminal finds
//! nothing of them afterwards.

use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::swap;

/// What to delete when the process is told to end: the folder being written, and the lock's file.
#[derive(Clone, PartialEq, Eq)]
pub struct AtWork {
    pub building: PathBuf,
    pub lock: PathBuf,
}

/// Whoever writes into one of the folders holds this for reading; [`give_up`] holds it for writing.
static AT_WORK: RwLock<Vec<AtWork>> = RwLock::new(Vec::new());

/// Holds off [`give_up`] while a file is written, or a site is swapped in.
pub fn hold() -> RwLockReadGuard<'static, Vec<AtWork>> {
    AT_WORK.read().unwrap_or_else(PoisonError::into_inner)
}

fn change() -> RwLockWriteGuard<'static, Vec<AtWork>> {
    AT_WORK.write().unwrap_or_else(PoisonError::into_inner)
}

/// From now on [`give_up`] deletes these.
pub fn begin(at_work: AtWork) {
    change().push(at_work);
}

/// From now on it leaves them.
pub fn end(building: &Path) {
    change().retain(|at_work| at_work.building != building);
}

/// Deletes what this process has written of a site that is not swapped in yet, and keeps it from
/// writing more: the process is to end now. A swap that has begun is finished first.
pub fn give_up() {
    let at_work = change();
    for AtWork { building, lock } in &*at_work {
        // The process ends in any case, and the next build deletes what is left.
        let _ = swap::remove(building);
        let _ = std::fs::remove_file(lock);
    }
    std::mem::forget(at_work);
}
