//! A file of a content folder as text, and stretches of that text.
//!
//! A file that cannot be read is still a [`SourceFile`], with its [`Trouble`], so that it never
//! hides another one. Deliberately absent: the disk. The command reads a folder and
//! gives the bytes to [`SourceFile::from_bytes`]; a form gives what somebody typed.

/// Longest page: twice the longest page of digital.gov (15 KB), so that no person meets it, and
/// short enough that a phone on a slow line reads a page at once.
const PAGE_LIMIT: u64 = 32 * 1024;

/// Longest word list or `directory.toml`: needs with synonyms take 8 KB a locale; room for thirty.
const LIST_LIMIT: u64 = 256 * 1024;

/// Longest list of topics: three hundred in ten languages take 0.8 MB; room for twice as many in twice
/// as many languages.
const TOPICS_LIMIT: u64 = 4 * 1024 * 1024;

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
    /// The file system refused to open or to read it, for this reason.
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
        let Some(limit) = byte_limit(&path) else {
            return Self::troubled(path, Trouble::NotRead);
        };
        if bytes.len() as u64 > limit {
            return Self::troubled(path, Trouble::TooLarge(limit));
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                // A line end of old Macintoshes is one, too.
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                Self { path, text, trouble: None }
            }
            Err(error) => {
                let before = &bytes[..error.valid_up_to()];
                let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
                Self::troubled(path, Trouble::NotUtf8(line))
            }
        }
    }

    /// A file without a text, and why it has none.
    pub fn troubled(path: impl Into<String>, trouble: Trouble) -> Self {
        Self { path: path.into(), text: String::new(), trouble: Some(trouble) }
    }
}

/// Most bytes that the file at this path may have; `None` for a kind of file that nothing reads.
pub fn byte_limit(path: &str) -> Option<u64> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        _ if path == "README.md" || path.starts_with("_places/") => Some(PLACES_LIMIT),
        "md" => Some(PAGE_LIMIT),
        "txt" if path == crate::published::PUBLISHED => Some(LIST_LIMIT),
        "toml" if path == crate::layout::TOPICS => Some(TOPICS_LIMIT),
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
}
