//! Files and folders, with errors that name them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The text of a file.
pub fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("could not read {}", file.display()))
}

/// Writes a file.
pub fn put(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("could not write {}", file.display()))
}

/// Makes a folder and those around it; that it is there already is fine.
pub fn make(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("could not make {}", folder.display()))
}

/// Removes a folder and all in it; that it is not there is fine.
pub fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(reason) if reason.kind() != ErrorKind::NotFound => {
            Err(reason).with_context(|| format!("could not remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// Removes a file; that it is not there is fine.
pub fn remove_file(file: &Path) -> Result<()> {
    match fs::remove_file(file) {
        Err(reason) if reason.kind() != ErrorKind::NotFound => {
            Err(reason).with_context(|| format!("could not remove {}", file.display()))
        }
        _ => Ok(()),
    }
}

/// What is in a folder, in the order of names.
pub fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut listed = listed.with_context(|| format!("could not list {}", folder.display()))?;
    listed.sort();
    Ok(listed)
}

/// The last part of a path.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
