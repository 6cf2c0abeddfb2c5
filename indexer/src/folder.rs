//! Reads a content folder from the disk: names, sizes and bytes, never meaning.
//!
//! Deliberately absent: following links out of the folder, and files whose names begin with a
//! dot. A file that cannot be read is still in the list, with its trouble, so that it never hides
//! another one.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::plainly;
use authoring::source::{SourceFile, Trouble, byte_limit};

/// Every file of a content folder, sorted by path.
///
/// # Errors
/// When the folder itself cannot be listed.
pub fn read_folder(content: &Path) -> io::Result<Vec<SourceFile>> {
    read_some(content, |_| true)
}

/// The same without the groups that `is_asked` does not name.
///
/// # Errors
/// When the folder itself cannot be listed.
pub fn read_some(content: &Path, is_asked: impl Fn(&str) -> bool) -> io::Result<Vec<SourceFile>> {
    let root = content.canonicalize()?;
    let mut files = Vec::new();
    for (name, path) in entries(&root)? {
        if path.is_dir() && !name.starts_with('_') && !is_asked(&name) {
            continue;
        }
        if is_link(&path) && !stays_inside(&root, &path) {
            files.push(SourceFile::troubled(name, Trouble::OutsideLink));
        } else if path.is_dir() {
            match entries(&path) {
                Ok(inner) => {
                    for (inner, path) in inner {
                        let name = format!("{name}/{inner}");
                        let deeper = if path.is_dir() && !is_link(&path) {
                            pages_below(&name, &path, DEEPEST)
                        } else {
                            Vec::new()
                        };
                        match deeper.is_empty() {
                            true => files.push(read_one(&root, &name, &path)),
                            false => files.extend(deeper),
                        }
                    }
                }
                Err(error) => {
                    files.push(SourceFile::troubled(
                        name,
                        Trouble::Unreadable(plainly::reading(&error)),
                    ));
                }
            }
        } else {
            files.push(read_one(&root, &name, &path));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// How many folders within folders are looked into for pages: nobody loses a page deeper than that.
const DEEPEST: usize = 4;

/// The pages of a folder within a group's folder. Nothing reads them; each is named, so that none is
/// left out without a word.
fn pages_below(name: &str, folder: &Path, depth: usize) -> Vec<SourceFile> {
    let mut pages = Vec::new();
    for (inner, path) in entries(folder).unwrap_or_default() {
        let name = format!("{name}/{inner}");
        if path.is_dir() && !is_link(&path) && depth > 0 {
            pages.extend(pages_below(&name, &path, depth - 1));
        } else if inner.to_ascii_lowercase().ends_with(".md") {
            pages.push(SourceFile::troubled(name, Trouble::NotRead));
        }
    }
    pages
}

fn entries(folder: &Path) -> io::Result<Vec<(String, std::path::PathBuf)>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        // Dotfiles belong to editors, file managers and git.
        if !name.starts_with('.') && !name.ends_with('~') {
            names.push((name, entry.path()));
        }
    }
    Ok(names)
}

fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|about| about.is_symlink())
}

/// A link to a file of the same folder is fine; a link to a folder could turn in a circle.
fn stays_inside(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|target| target.is_file() && target.starts_with(root))
}

fn read_one(root: &Path, name: &str, path: &Path) -> SourceFile {
    if is_link(path) && !stays_inside(root, path) {
        return SourceFile::troubled(name, Trouble::OutsideLink);
    }
    let Some(limit) = byte_limit(name).filter(|_| path.is_file()) else {
        return SourceFile::troubled(name, Trouble::NotRead);
    };
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know; a huge file is never taken into memory.
    match File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)) {
        Ok(_) => SourceFile::from_bytes(name, &bytes),
        Err(error) => SourceFile::troubled(name, Trouble::Unreadable(plainly::reading(&error))),
    }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("group")).unwrap();
        fs::write(folder.path().join("group/a.md"), "mine").unwrap();
        fs::write(folder.path().join("group/.swp"), "editor").unwrap();
        let link = |target: &Path, name: &str| {
            std::os::unix::fs::symlink(target, folder.path().join(name)).unwrap();
        };
        link(&outside.path().join("secret.md"), "group/b.md");
        link(outside.path(), "other");
        link(folder.path(), "loop");
        link(&folder.path().join("group/a.md"), "group/c.md");
        let files = read_folder(folder.path()).unwrap();
        let seen: Vec<_> =
            files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let expected = [
            ("group/a.md", "mine"),
            ("group/b.md", ""),
            ("group/c.md", "mine"),
            ("loop", ""),
            ("other", ""),
        ];
        assert_eq!(seen, expected);
    }
}
