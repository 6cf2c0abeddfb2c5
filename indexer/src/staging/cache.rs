//! What a build leaves for the next one, in a folder beside the site: a record of what it has written, and the site
//! before.
//!
//! The record tells which file of the site holds what, so that a page that would come out as it is needs neither be
//! drawn nor read again. A line of it counts only while its file is what it was ([`Stamp`]): whoever changes a file
//! of the site by hand gets the right one with the next build.
//!
//! The site before is turned into the next one: nearly all of its files are the same, under the same names, so that
//! only what is new has to be written, where a new folder would need a name for each of a hundred thousand files,
//! and the old one the deletion of as many. What is not the very file of the present site is written anew.
//! Deliberately absent where files have no inode numbers that std tells (Windows): there each build makes all names
//! again.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use super::Written;

/// The first line of a record: its form. One of another form is as good as none.
const FORM: &str = "signpost record 2";

/// Says from which content a file was made: the beginning of a SHA-256, enough that no two contents meet.
pub type Key = u128;

/// For which content and for how long a file is what a build would write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lasting {
    /// Everything that the file is made from, its day among it.
    pub key: Key,
    /// The minute of that day at which it was made.
    pub from: u16,
    /// The minute of that day from which on it may be another: a session begins or ends. 1440 is the day's end.
    pub until: u16,
}

/// What tells that a file is the one that was written: nobody has changed it, and nobody has put another in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    inode: u64,
    bytes: u64,
    seconds: i64,
    nanoseconds: i64,
}

impl Stamp {
    /// Of the file at a path, links not followed.
    pub fn at(path: &Path) -> Option<Self> {
        path.symlink_metadata().ok().filter(Metadata::is_file).map(|about| Self::of(&about))
    }

    /// Of a file.
    #[cfg(unix)]
    pub fn of(about: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            inode: about.ino(),
            bytes: about.len(),
            seconds: about.mtime(),
            nanoseconds: about.mtime_nsec(),
        }
    }

    /// Of a file, which has no number here.
    #[cfg(not(unix))]
    pub fn of(about: &Metadata) -> Self {
        let changed = about.modified().ok();
        let since = changed.and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
        Self {
            inode: 0,
            bytes: about.len(),
            seconds: since.map_or(0, |since| since.as_secs() as i64),
            nanoseconds: since.map_or(0, |since| i64::from(since.subsec_nanos())),
        }
    }
}

/// A file of a site, as a build left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was written.
    pub written: Written,
    /// The file that holds it.
    pub stamp: Stamp,
    /// Where it may be taken over without being made again.
    pub lasting: Option<Lasting>,
}

/// What the last build has noted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// For what and for how long the whole site is what a build would make; `None` where nobody can say.
    pub whole: Option<Lasting>,
    /// What it wrote, by path.
    pub files: HashMap<String, Entry>,
}

/// The build cache of a site: a folder beside it.
pub struct Cache(PathBuf);

impl Cache {
    /// At this path, where nothing may stand yet.
    pub fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The site before, to be turned into the next one.
    pub fn site(&self) -> PathBuf {
        self.0.join("site")
    }

    /// Makes the folder, for this user alone: a page that was taken down stands in the site before, and a web server may
    /// serve what lies beside its site. On Windows the folder above decides.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make(&self) -> io::Result<()> {
        fs::create_dir_all(&self.0)?;
        // A copy of it may have come with other rights.
        #[cfg(unix)]
        fs::set_permissions(&self.0, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        Ok(())
    }

    fn record(&self) -> PathBuf {
        self.0.join("record")
    }

    /// What the last build has noted; nothing where that cannot be read, which costs time and nothing else.
    pub fn read(&self) -> Record {
        fs::read_to_string(self.record()).map(|text| read(&text)).unwrap_or_default()
    }

    /// What the build told people that made a site for this content.
    pub fn said(&self, key: Key) -> Option<String> {
        let text = fs::read_to_string(self.said_file()).ok()?;
        let (of, said) = text.split_once('\n')?;
        (hex(of)? == key).then(|| said.to_owned())
    }

    /// Notes what a build tells that makes a site for this content. Where that fails, the next build takes longer.
    pub fn say(&self, key: Key, said: &str) {
        let _ = self.make().and_then(|()| fs::write(self.said_file(), format!("{key:x}\n{said}")));
    }

    fn said_file(&self) -> PathBuf {
        self.0.join("said")
    }

    /// Notes what this build wrote. Where that fails, the next build takes longer.
    pub fn write<'e>(&self, whole: Option<Lasting>, entries: impl Iterator<Item = &'e Entry>) {
        let new = self.0.join("record.new");
        let is_written = self
            .make()
            .and_then(|()| fs::write(&new, write(whole, entries)))
            .and_then(|()| fs::rename(&new, self.record()));
        if is_written.is_err() {
            let _ = fs::remove_file(new);
            let _ = fs::remove_file(self.record());
        }
    }
}

fn write<'e>(whole: Option<Lasting>, entries: impl Iterator<Item = &'e Entry>) -> String {
    let mut text = format!("{FORM}\n");
    put(&mut text, whole);
    text.push('\n');
    for Entry { written, stamp, lasting } in entries {
        let [high, low] = halves(written.hash);
        let Stamp { inode, bytes, seconds, nanoseconds } = stamp;
        let _ = write!(text, "{high:x} {low:x} {inode} {bytes} {seconds} {nanoseconds} ");
        put(&mut text, *lasting);
        text.extend([" ", &written.path, "\n"]);
    }
    text
}

fn put(text: &mut String, lasting: Option<Lasting>) {
    let _ = match lasting {
        Some(Lasting { key, from, until }) => write!(text, "{key:x} {from} {until}"),
        None => write!(text, "- 0 0"),
    };
}

fn read(text: &str) -> Record {
    let mut lines = text.lines();
    if lines.next() != Some(FORM) {
        return Record::default();
    }
    let whole = lines.next().and_then(|line| lasting(&mut line.split(' '))).flatten();
    let entries = lines.filter_map(entry).map(|entry| (entry.written.path.clone(), entry));
    Record { whole, files: entries.collect() }
}

/// The three parts of what lasts; `None` where they are none of ours.
fn lasting<'t>(parts: &mut impl Iterator<Item = &'t str>) -> Option<Option<Lasting>> {
    let key = parts.next()?;
    let (from, until) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    Some(match key {
        "-" => None,
        key => Some(Lasting { key: hex(key)?, from, until }),
    })
}

/// One line; `None` where it is none of ours.
fn entry(line: &str) -> Option<Entry> {
    let mut parts = line.splitn(10, ' ');
    let (high, low) = (hex(parts.next()?)?, hex(parts.next()?)?);
    let stamp = Stamp {
        inode: parts.next()?.parse().ok()?,
        bytes: parts.next()?.parse().ok()?,
        seconds: parts.next()?.parse().ok()?,
        nanoseconds: parts.next()?.parse().ok()?,
    };
    let lasting = lasting(&mut parts)?;
    let mut hash = [0; 32];
    hash[..16].copy_from_slice(&high.to_be_bytes());
    hash[16..].copy_from_slice(&low.to_be_bytes());
    let written = Written { path: parts.next()?.to_owned(), bytes: stamp.bytes, hash };
    Some(Entry { written, stamp, lasting })
}

fn hex(text: &str) -> Option<u128> {
    u128::from_str_radix(text, 16).ok()
}

/// A SHA-256 as two numbers.
fn halves(hash: [u8; 32]) -> [u128; 2] {
    let (high, low) = hash.split_at(16);
    [high, low].map(|half| half.iter().fold(0, |so_far, byte| so_far << 8 | u128::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written_and_a_torn_line_is_passed_over() {
        let entry = |path: &str, lasting| Entry {
            written: Written::new(path, path.as_bytes()),
            stamp: Stamp {
                inode: 7,
                bytes: path.len() as u64,
                seconds: -1,
                nanoseconds: 999_999_999,
            },
            lasting,
        };
        let lasting = Lasting { key: u128::MAX - 3, from: 540, until: 1440 };
        let entries = [entry("en/index.html", Some(lasting)), entry("a name.txt", None)];
        let files = entries.iter().map(|entry| (entry.written.path.clone(), entry.clone()));
        let expected = Record { whole: Some(lasting), files: files.collect() };
        let text = write(Some(lasting), entries.iter());
        assert_eq!(read(&text), expected);
        assert_eq!(read(&text[..text.len() - 14]).files.len(), 1, "half a line is none");
        assert_eq!(read(&write(None, entries.iter())), Record { whole: None, ..expected });
        for none in ["signpost record 0\n", "signpost record 2\nhalf", ""] {
            assert_eq!(read(none), Record::default());
        }
    }
}
