//! Plain words for the person at the keyboard: counts, paths to type, and what the system says of a file, with what they can
//! do.
//!
//! A system's own sentence ends in a number, "(os error 13)", that helps nobody; nothing of ours prints it.

use std::io;
use std::path::Path;

/// So many of something: `1 page`, `2 pages`.
pub fn many(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Why a file or folder cannot be read.
pub fn reading(error: &io::Error) -> String {
    match error.kind() {
        _ if error.get_ref().is_some() => said(error),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => {
            "you may not read it: ask whose it is, or copy it where you may".to_owned()
        }
        io::ErrorKind::IsADirectory => "this is a folder, and a file is needed".to_owned(),
        io::ErrorKind::NotADirectory => "this is a file, and a folder is needed".to_owned(),
        io::ErrorKind::InvalidData => "it is no text in UTF-8: save it as such".to_owned(),
        _ => said(error),
    }
}

/// Why a file or folder cannot be written.
pub fn writing(error: &io::Error) -> String {
    let plainly = match error.kind() {
        // In words already, and ours.
        _ if error.get_ref().is_some() => return said(error),
        io::ErrorKind::PermissionDenied => {
            "you may not write here: ask whose it is, or name another place"
        }
        io::ErrorKind::ReadOnlyFilesystem => "this disk can only be read: name another place",
        io::ErrorKind::StorageFull => "the disk is full: make some room",
        io::ErrorKind::QuotaExceeded => "your share of the disk is full: make some room",
        io::ErrorKind::FileTooLarge => "a file would be larger than this disk allows",
        io::ErrorKind::NotFound => {
            "it cannot be made there: perhaps the folder that it lies in is not there, or takes no files"
        }
        io::ErrorKind::AlreadyExists => "it is there already: name another place, or move it away",
        io::ErrorKind::IsADirectory => "this is a folder, and a file is needed",
        io::ErrorKind::NotADirectory => "this is a file, and a folder is needed",
        io::ErrorKind::InvalidFilename => "the disk takes no such name",
        _ => return said(error),
    };
    plainly.to_owned()
}

/// A sentence about a path that cannot be read.
pub fn cannot_read(path: &Path) -> impl Fn(io::Error) -> String + '_ {
    move |error| format!("{} cannot be read: {}.", path.display(), reading(&error))
}

/// A sentence about a path that cannot be written.
pub fn cannot_write(path: &Path) -> impl Fn(io::Error) -> String + '_ {
    move |error| format!("{} cannot be written: {}.", path.display(), writing(&error))
}

/// A path as it is typed in a command: in quotes where a terminal would take it for several words, or for more than a name.
pub fn to_type(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+=@%,:".contains(c);
    let is_plain_here = |c: char| is_plain(c) || (cfg!(windows) && matches!(c, '\\' | '~'));
    if !path.is_empty() && path.chars().all(is_plain_here) {
        return path;
    }
    match cfg!(windows) {
        // No name of Windows has such a quote in it.
        true => format!("\"{path}\""),
        false => format!("'{}'", path.replace('\'', "'\\''")),
    }
}

/// What the system says of anything, without its numbers.
pub fn said(error: &io::Error) -> String {
    let said = error.to_string();
    let end = said.find(" (os error").unwrap_or(said.len());
    said[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_reads_the_number_of_an_error() {
        let path = Path::new("letters");
        // 39, on Linux: Directory not empty, which has no words of ours.
        for number in 1..=133 {
            let error = || io::Error::from_raw_os_error(number);
            for told in [cannot_read(path)(error()), cannot_write(path)(error())] {
                assert!(!told.contains("os error"), "{number}: {told}");
                assert!(told.starts_with("letters cannot be ") && told.ends_with('.'), "{told}");
            }
        }
        let absent = cannot_read(path)(io::ErrorKind::NotFound.into());
        assert_eq!(absent, "letters cannot be read: there is no such file or folder.");
    }

    #[test]
    fn a_path_with_blanks_can_be_typed_as_it_is_told() {
        assert_eq!(to_type(Path::new("my-town/groups.csv")), "my-town/groups.csv");
        assert_eq!(to_type(Path::new("été.csv")), "été.csv");
        let (blank, quote) = match cfg!(windows) {
            true => ("\"my groups.csv\"", "\"it's.csv\""),
            false => ("'my groups.csv'", "'it'\\''s.csv'"),
        };
        assert_eq!(to_type(Path::new("my groups.csv")), blank);
        assert_eq!(to_type(Path::new("it's.csv")), quote);
    }
}
