//! What was written reaches the disk before the renames do: a site that survives a kill but not a
//! power cut would be half a promise.

use std::path::Path;

use super::StagingError;

/// Writes to the disk everything below `folder`. One call for the whole file system: 38,000 calls,
/// one a file, take minutes on a disk that honours each.
///
/// # Errors
/// When the disk cannot be written.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn flush(folder: &Path) -> Result<(), StagingError> {
    let file = std::fs::File::open(folder).map_err(super::at(folder))?;
    rustix::fs::syncfs(file).map_err(|error| StagingError::Io(folder.to_path_buf(), error.into()))
}

/// Asks for everything to be written to the disk. On these systems the call may return before.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
pub fn flush(_: &Path) -> Result<(), StagingError> {
    rustix::fs::sync();
    Ok(())
}

/// Windows knows no such call for a folder; a file at a time is the price that we don't pay.
#[cfg(not(unix))]
pub fn flush(_: &Path) -> Result<(), StagingError> {
    Ok(())
}
