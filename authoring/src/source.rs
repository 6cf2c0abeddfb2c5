//! Reads a content folder, and nothing else: names, sizes and encodings, never meaning.
//!
//! Deliberately absent: following links out of the folder, and files whose names begin with a
//! dot. A file that cannot be read is still there, with its trouble, so that it never hides
//! another one.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Longest page: twice the longest page of digital.gov (15 KB), so that no person meets it, and
/// short enough that a phone on a slow line reads a page at once.
const PAGE_LIMIT: u64 = 32 * 1024;

/// Longest word list or `directory.toml`: needs with synonyms take 8 KB a locale; room for thirty.
const LIST_LIMIT: u64 = 256 * 1024;

/// Longest file of `_places/`: all 1,700 postcode areas of a country take 130 KB; outlines more.
const PLACES_LIMIT: u64 = 4 * 1024 * 1024;

/// A file as it was found.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Path inside the content folder, with `/`.
    pub path: String,
    /// Its text with `\n` line ends and without a byte order mark; empty where there is trouble.
    pub text: String,
    /// Why there is no text.
    pub trouble: Option<Trouble>,
}

/// Why a file has no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Over so many bytes.
    TooLarge(u64),
    /// Not UTF-8, seen on this line.
    NotUtf8(usize),
    /// The disk said no.
    Unreadable(String),
    /// A link to somewhere else.
    OutsideLink,
    /// A kind of file, or a folder in a folder, that nothing reads.
    NotRead,
}

/// A stretch of one file, in bytes of [`SourceFile::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Index of the file in the order they were read.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A stretch of a file.
    pub fn new(file: u32, range: std::ops::Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The very beginning of a file.
    pub fn top(file: u32) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// A stretch within this one, counted from its start; never past its end.
    pub fn within(self, range: std::ops::Range<usize>) -> Self {
        let end = (self.start + range.end as u32).min(self.end.max(self.start));
        Self { file: self.file, start: (self.start + range.start as u32).min(end), end }
    }
}

impl SourceFile {
    /// A file from text, for tests and for forms.
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        Self::from_bytes(path, text.as_bytes())
    }

    /// A file from bytes: checks size and encoding, evens out line ends.
    pub fn from_bytes(path: impl Into<String>, bytes: &[u8]) -> Self {
        let path = path.into();
        let Some(limit) = limit(&path) else {
            return Self::troubled(path, Trouble::NotRead);
        };
        if bytes.len() as u64 > limit {
            return Self::troubled(path, Trouble::TooLarge(limit));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Self { path, text: text.replace("\r\n", "\n"), trouble: None },
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                Self::troubled(path, Trouble::NotUtf8(line))
            }
        }
    }

    fn troubled(path: String, trouble: Trouble) -> Self {
        Self { path, text: String::new(), trouble: Some(trouble) }
    }
}

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
                Ok(inner) => files.extend(
                    inner
                        .into_iter()
                        .map(|(inner, path)| read_one(&root, &format!("{name}/{inner}"), &path)),
                ),
                Err(error) => {
                    files.push(SourceFile::troubled(name, Trouble::Unreadable(error.to_string())));
                }
            }
        } else {
            files.push(read_one(&root, &name, &path));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
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
        return SourceFile::troubled(name.to_owned(), Trouble::OutsideLink);
    }
    let Some(limit) = limit(name).filter(|_| path.is_file()) else {
        return SourceFile::troubled(name.to_owned(), Trouble::NotRead);
    };
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know; a huge file is never taken into memory.
    match File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)) {
        Ok(_) => SourceFile::from_bytes(name, &bytes),
        Err(error) => SourceFile::troubled(name.to_owned(), Trouble::Unreadable(error.to_string())),
    }
}

/// How long a file may be; `None` for a kind of file that nothing reads.
fn limit(path: &str) -> Option<u64> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        _ if path == "README.md" || path.starts_with("_places/") => Some(PLACES_LIMIT),
        "md" => Some(PAGE_LIMIT),
        "toml" => Some(LIST_LIMIT),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_from_any_editor_reads_the_same() {
        let plain = SourceFile::new("a/b.md", "---\nid: x\n---\n");
        for bytes in ["---\r\nid: x\r\n---\r\n", "\u{FEFF}---\nid: x\n---\n"] {
            assert_eq!(SourceFile::new("a/b.md", bytes).text, plain.text);
        }
    }

    #[test]
    fn a_file_of_another_encoding_says_on_which_line() {
        let file = SourceFile::from_bytes("a/b.md", b"---\nname: Caf\xE9\n");
        assert_eq!(file.trouble, Some(Trouble::NotUtf8(2)));
        let file = SourceFile::from_bytes("a/b.md", "x".repeat(33_000).as_bytes());
        assert_eq!(file.trouble, Some(Trouble::TooLarge(32_768)));
    }

    #[cfg(unix)]
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
