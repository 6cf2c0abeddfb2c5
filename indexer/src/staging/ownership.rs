//! Who wrote what stands at a target: a build replaces what a build has written, and carries over
//! what others have put there, such as the `CNAME` of a host or a certificate's `.well-known`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Component, Path};

use serde_json::{Value, json};

use super::cache::Entry;
use super::{StagingError, Written, at};

/// Marks a folder as made by `signpost build`, and lists what the build has written.
pub const MARKER: &str = "signpost.json";

/// What version control, hosts and file managers put into a folder before there is a site: a folder
/// with nothing else in it is as good as empty.
const BEFORE_A_SITE: [&str; 7] =
    [".DS_Store", ".git", ".gitattributes", ".gitignore", ".nojekyll", ".well-known", "CNAME"];

/// The files of a site that a build has written.
#[derive(Debug, PartialEq, Eq)]
pub enum Ours {
    /// These, by their paths from the root of the site, with `/`.
    Listed(BTreeSet<String>),
    /// All in the folders that a build writes, and the site maps: a marker of version 0.1.0 before
    /// December 2026 lists nothing.
    Unlisted,
}

/// The text of the marker of a site with these files.
pub fn marker<'a>(files: impl Iterator<Item = &'a String>) -> String {
    let files: Vec<&String> = files.collect();
    let about = concat!("signpost ", env!("CARGO_PKG_VERSION"));
    json!({ "made-by": about, "files": files }).to_string() + "\n"
}

impl Ours {
    /// Reads what builds have written at `out`, where nothing may stand yet.
    ///
    /// # Errors
    /// When something stands there that no build has made, and it cannot be read or is not marked.
    pub fn read(out: &Path) -> Result<Self, StagingError> {
        let marker = match fs::read(out.join(MARKER)) {
            Ok(marker) => marker,
            Err(_) if !out.exists() => return Ok(Self::Listed(BTreeSet::new())),
            Err(_) => return Self::before_a_site(out),
        };
        let marker: Value = serde_json::from_slice(&marker).unwrap_or_default();
        let Some(files) = marker.get("files").and_then(Value::as_array) else {
            return Ok(Self::Unlisted);
        };
        // A marker is a file of a site that others may have written: it names nothing outside.
        let files = files.iter().filter_map(Value::as_str).filter(|path| is_inside(path));
        let files = files.map(str::to_owned);
        Ok(Self::Listed(files.chain([MARKER.to_owned()]).collect()))
    }

    /// The files of a site that a build has written and nobody needs any more, after what others had put there is
    /// taken out of it. `None` where there is no such site.
    ///
    /// # Errors
    /// When something in it cannot be listed or deleted.
    pub fn alone(site: &Path) -> Result<Option<BTreeSet<String>>, StagingError> {
        let Ok(Self::Listed(files)) = Self::read(site) else { return Ok(None) };
        if files.is_empty() {
            return Ok(None);
        }
        let mut others = Vec::new();
        find_others(site, "", &files, &folders_of(&files), &mut others)?;
        for path in others.iter().map(|path| site.join(path)) {
            let is_folder = path.symlink_metadata().is_ok_and(|about| about.is_dir());
            if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) }
                .map_err(at(&path))?;
        }
        Ok(Some(files))
    }

    fn before_a_site(out: &Path) -> Result<Self, StagingError> {
        let not_ours = |names| StagingError::NotOurs(out.to_path_buf(), names);
        if !out.is_dir() {
            return Err(not_ours(Vec::new()));
        }
        let mut others = names(out).map_err(at(out))?;
        others.retain(|name| !BEFORE_A_SITE.contains(&name.as_str()));
        if others.is_empty() { Ok(Self::Listed(BTreeSet::new())) } else { Err(not_ours(others)) }
    }

    /// Puts what others have put into the site at `out` into the new one at `building`, of which
    /// `written` are the files. Gives the paths of what it has put there.
    ///
    /// # Errors
    /// When the new site has another file at the same place, or a file cannot be read or written.
    pub fn carry_over(
        &self,
        out: &Path,
        building: &Path,
        written: &BTreeMap<String, Entry>,
    ) -> Result<Vec<String>, StagingError> {
        let new_folders = folders_of(written.keys());
        let mut others = Vec::new();
        if out.is_dir() {
            match self {
                Self::Unlisted => {
                    let is_ours = |path: &str| {
                        written.contains_key(path)
                            || new_folders.contains(path)
                            || path.starts_with("sitemap-")
                            || path == MARKER
                    };
                    others = names(out).map_err(at(out))?;
                    others.retain(|path| !is_ours(path));
                }
                Self::Listed(files) => {
                    let folders: HashSet<&str> =
                        folders_of(files).union(&new_folders).copied().collect();
                    find_others(out, "", files, &folders, &mut others)?;
                }
            }
        }
        // What is the same in both is there already.
        others.retain(|path| {
            let written = written.get(path).map(|entry| &entry.written);
            !is_same(&out.join(path), written)
        });
        let is_in_the_way =
            |path: &&String| written.contains_key(*path) || new_folders.contains(path.as_str());
        let in_the_way: Vec<String> = others.iter().filter(is_in_the_way).cloned().collect();
        if !in_the_way.is_empty() {
            return Err(StagingError::InTheWay(out.to_path_buf(), in_the_way));
        }
        for path in &others {
            let (from, to) = (out.join(path), building.join(path));
            copy(&from, &to).map_err(at(&from))?;
        }
        Ok(others)
    }
}

/// Whether a path from the root of a site leads to a place in it.
fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Adds the paths below `folder` that no build has written: whatever is not among `files`, and what
/// is not among the `folders` that hold those, whole. `prefix` is the path of the folder, empty or
/// ending in `/`.
fn find_others(
    folder: &Path,
    prefix: &str,
    files: &BTreeSet<String>,
    folders: &HashSet<&str>,
    others: &mut Vec<String>,
) -> Result<(), StagingError> {
    for entry in sorted(folder).map_err(at(folder))? {
        let name = entry.file_name().to_string_lossy().into_owned();
        let (path, inside) = ([prefix, &name].concat(), entry.path());
        // Most systems tell this with the name, without a look at each of a hundred thousand files.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && folders.contains(path.as_str()) {
            find_others(&inside, &[&path, "/"].concat(), files, folders, others)?;
        } else if is_folder || !files.contains(&path) {
            others.push(path);
        }
    }
    Ok(())
}

/// The folders that hold these files, at any depth.
fn folders_of<'a>(files: impl IntoIterator<Item = &'a String>) -> HashSet<&'a str> {
    let mut folders = HashSet::new();
    for file in files {
        let mut path = file.as_str();
        while let Some((folder, _)) = path.rsplit_once('/') {
            folders.insert(folder);
            path = folder;
        }
    }
    folders
}

/// What a folder holds, sorted by name.
fn sorted(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let names = sorted(folder)?.into_iter().map(|entry| entry.file_name());
    Ok(names.map(|name| name.to_string_lossy().into_owned()).collect())
}

/// Whether a file is the one that was written.
fn is_same(file: &Path, written: Option<&Written>) -> bool {
    written.is_some_and(|written| {
        fs::read(file).is_ok_and(|bytes| Written::new(&written.path, &bytes) == *written)
    })
}

/// Copies a file, a link or a whole folder. A file stands under both names where the file system can
/// do that: `.git` may be large.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let about = from.symlink_metadata()?;
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    if about.is_dir() {
        fs::create_dir_all(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            copy(&from.join(&name), &to.join(&name))?;
        }
        return fs::set_permissions(to, about.permissions());
    }
    if about.is_symlink() {
        return copy_link(from, to);
    }
    fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

/// Windows makes links for administrators only: what the link leads to is copied.
#[cfg(not(unix))]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to).map(|_| ())
}
