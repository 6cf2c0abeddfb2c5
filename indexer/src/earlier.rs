//! The counts and the services of an earlier release, as `--since` names it: a site, the file of counts beside it, a
//! revision of git, or a day. They are compared with those of today (`app::gaps::kept`, [`crate::listed`]).
//!
//! Architecture invariant: no counts are remembered between two builds. What a page tells of an earlier release comes from
//! what `--since` names, so that the same content with the same `--since` is the same site, byte by byte.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use app::gaps::count::Sets;
use app::gaps::kept::{Counts, FILE, Since, Unreadable, changes, counts, read};
use app::gaps::read::{Subjects, Town};
use catalog::day::{Day, Moment};
use catalog::directory::Directory;

use crate::listed::{self, Listed, News, news};
use crate::plainly::cannot_read;
use crate::read::{Outcome, read_files_leniently};
use crate::topics::for_pages;
use crate::{clock, revision};

/// Most bytes of a file of counts: some hundred times those of a city with 200 neighbourhoods and 100 needs.
const BYTES_AT_MOST: u64 = 64 << 20;

/// How a number of days back ends: `30-days`.
const DAYS_BACK: &str = "-days";

/// What there is of an earlier release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// What it had.
    Known(Release),
    /// None that can be compared: why, in a sentence for the person at the keyboard.
    NotKnown(String),
}

/// An earlier release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its counts, and its day.
    pub counts: Counts,
    /// Its services; `None` where its counts stand alone, or the list is of another signpost.
    pub listed: Option<Listed>,
    /// Files of the content that were changed since, and on which day last; nothing where there is no history.
    pub touched: BTreeMap<String, Day>,
    /// Files of the content that were left out of it because of their errors: what they listed is not known.
    pub unread: BTreeSet<String>,
    /// Whether what it listed and is not here any more has gone; otherwise pages of today are left out.
    pub tells_gone: bool,
}

impl Earlier {
    /// What has changed since.
    pub fn compared(&self, today: &Counts) -> Since {
        match self {
            Self::Known(earlier) => Since::Known(changes(&earlier.counts, today)),
            Self::NotKnown(_) => Since::NotKnown,
        }
    }

    /// The same, where pages of today are left out because of their errors: nothing is told to be gone.
    pub fn telling_nothing_gone(self) -> Self {
        match self {
            Self::Known(release) => Self::Known(Release { tells_gone: false, ..release }),
            not_known => not_known,
        }
    }

    /// What has become of the services since; `None` where nobody can tell.
    pub fn news(&self, directory: &Directory, today: Day) -> Option<News> {
        match self {
            Self::Known(earlier) => news(earlier, directory, today),
            Self::NotKnown(_) => None,
        }
    }
}

/// By what services are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedBy {
    /// By need, as the file beside a site is.
    Need,
    /// By topic: of a revision only.
    Topic,
}

/// Where the content of today is, and when today is.
#[derive(Clone, Copy, Debug)]
pub struct Today<'a> {
    /// The content folder.
    pub content: &'a Path,
    /// The moment for which is built.
    pub now: Moment,
}

/// Finds what `since` names.
///
/// # Errors
/// A sentence for the person at the keyboard: when it names nothing, or something that holds no counts.
pub fn earlier(since: &str, today: Today<'_>, by: CountedBy) -> Result<Earlier, String> {
    let found = if let Some(file) = file_of(since)? {
        if by == CountedBy::Topic {
            return Err(format!(
                "{since}: sites are counted by need. Name a revision or a day with --by topic."
            ));
        }
        of_file(&file)?
    } else if let Some(day) = day_of(since, today.now.day)? {
        of_day(day, today, by)?
    } else {
        of_revision(since, today, by)?
    };
    match found {
        Earlier::Known(release) if release.counts.day > today.now.day => Err(format!(
            "--since {since} is of {}, after {}, for which is built. Name an earlier one.",
            release.counts.day, today.now.day
        )),
        found => Ok(found),
    }
}

/// The file of counts that a word names; `None` where it names no folder and no file.
fn file_of(since: &str) -> Result<Option<PathBuf>, String> {
    let path = Path::new(since);
    if path.join("directory.toml").is_file() {
        return Err(format!(
            "--since {since} is a content folder, and no file says of which day it is. Name a revision of git, a day, or \
             the folder of a site that `signpost build` wrote."
        ));
    }
    if path.is_dir() {
        return Ok(Some(path.join(FILE)));
    }
    // A path that only a file or a folder can have: it may be absent before the first release.
    let is_path = since.ends_with(".json") || since.ends_with(std::path::is_separator);
    let file =
        if since.ends_with(std::path::is_separator) { path.join(FILE) } else { path.to_owned() };
    Ok((path.is_file() || is_path).then_some(file))
}

fn of_file(file: &Path) -> Result<Earlier, String> {
    let name = file.display();
    let absent = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(Earlier::NotKnown(format!("There is no {name}."))),
        _ => Err(cannot_read(file)(error)),
    };
    let mut bytes = Vec::new();
    let opened = match File::open(file) {
        Ok(opened) => opened,
        Err(error) => return absent(error),
    };
    if let Err(error) = opened.take(BYTES_AT_MOST + 1).read_to_end(&mut bytes) {
        return absent(error);
    }
    let again = format!(
        "Take {FILE} again from the site, as `signpost build` wrote it, or leave --since away."
    );
    if bytes.len() as u64 > BYTES_AT_MOST {
        return Err(format!(
            "{name} is larger than any file of counts ({} MB). {again}",
            BYTES_AT_MOST >> 20
        ));
    }
    let text = String::from_utf8(bytes).map_err(|_| format!("{name} is no text. {again}"))?;
    match read(&text) {
        Ok(counts) => Ok(Earlier::Known(Release {
            counts,
            listed: listed_beside(file),
            touched: BTreeMap::new(),
            unread: BTreeSet::new(),
            tells_gone: true,
        })),
        Err(Unreadable::Older) => Ok(Earlier::NotKnown(format!(
            "{name} is of an older signpost, which counted otherwise."
        ))),
        Err(Unreadable::Newer) => Err(format!(
            "{name} is of a newer signpost than this one. Build with that one, or leave --since away."
        )),
        Err(Unreadable::Broken { line, column }) => {
            Err(format!("{name}:{line}:{column}: this is no file of counts. {again}"))
        }
    }
}

/// The services of the release whose counts are in a file: a list stands beside it.
fn listed_beside(counts: &Path) -> Option<Listed> {
    let name = Path::new(listed::FILE).file_name()?;
    let mut bytes = Vec::new();
    let file = File::open(counts.with_file_name(name)).ok()?;
    file.take(BYTES_AT_MOST).read_to_end(&mut bytes).ok()?;
    Listed::read(&bytes)
}

/// The day that `2026-09-01` or `30-days` names; `None` where it looks like neither.
fn day_of(since: &str, today: Day) -> Result<Option<Day>, String> {
    if let Some(day) = Day::parse(since) {
        return Ok(Some(day));
    }
    let back =
        since.strip_suffix(DAYS_BACK).filter(|days| days.bytes().all(|b| b.is_ascii_digit()));
    let Some(back) = back.filter(|days| !days.is_empty()) else { return Ok(None) };
    let days = back.parse::<i32>().ok().filter(|days| (1..=36_500).contains(days));
    let days = days.ok_or_else(|| format!("--since {since}: type 1 to 36500 days."))?;
    Ok(Some(today.plus(-days)))
}

/// The content as the last commit of that day left it, counted on that day.
fn of_day(day: Day, today: Today<'_>, by: CountedBy) -> Result<Earlier, String> {
    let end = clock::end_of(day, today.content)?;
    match revision::last_until(today.content, end)? {
        Some(commit) if revision::has_folder(today.content, &commit)? => {
            counted(&commit, day, today, by)
        }
        Some(_) => Ok(Earlier::NotKnown(format!(
            "On {day} there was no folder {} yet.",
            today.content.display()
        ))),
        None => Ok(Earlier::NotKnown(format!(
            "The history that is here does not reach back to {day}; a whole checkout may (`fetch-depth: 0` of \
             actions/checkout)."
        ))),
    }
}

/// The content of a revision, counted on the day of its commit.
fn of_revision(since: &str, today: Today<'_>, by: CountedBy) -> Result<Earlier, String> {
    let seconds = revision::committed_at(today.content, since).map_err(|why| {
        format!(
            "--since {since}: there is no such folder, file, day or revision ({why}). Name the folder of a site, its \
             {FILE}, a day like 2026-09-01, 30-days, or a revision of git."
        )
    })?;
    let day = clock::moment_at(seconds, today.content)?.day;
    counted(since, day, today, by)
}

fn counted(revision: &str, day: Day, today: Today<'_>, by: CountedBy) -> Result<Earlier, String> {
    let files = revision::files_at(today.content, revision)?;
    let Outcome { directory, left_out, .. } = read_files_leniently(files, day);
    let Some(directory) = directory else {
        let why = format!("The content of {revision} cannot be read by this signpost.");
        return Ok(Earlier::NotKnown(why));
    };
    let topics = if by == CountedBy::Topic { for_pages(&directory) } else { Vec::new() };
    let subjects = match by {
        CountedBy::Need => Subjects::Needs,
        CountedBy::Topic => Subjects::Topics(&topics),
    };
    let town = Town::new(&directory, day, subjects);
    let sets = Sets::new(&town.services, &town.shape);
    let counts = counts(&town, &sets);
    let (mut touched, mut days) = (BTreeMap::new(), BTreeMap::new());
    for (path, seconds) in revision::touched_since(today.content, revision)? {
        // Of each commit once: where the directory is, its settings tell, and they are read for it.
        let day = match days.entry(seconds) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => *new.insert(clock::moment_at(seconds, today.content)?.day),
        };
        touched.insert(path, day);
    }
    Ok(Earlier::Known(Release {
        counts,
        listed: Some(Listed::of(&directory, day)),
        touched,
        unread: left_out.into_iter().collect(),
        tells_gone: true,
    }))
}

/// The counts of a directory, by need.
#[cfg(test)]
pub(crate) fn counted_by_need(directory: &Directory, day: Day) -> Counts {
    let town = Town::new(directory, day, Subjects::Needs);
    counts(&town, &Sets::new(&town.services, &town.shape))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_typed_or_counted_back() {
        let today = Day::parse("2026-11-30").unwrap_or(Day(0));
        let day = |since| day_of(since, today).map(|day| day.map(|day| day.to_string()));
        assert_eq!(day("2026-09-01"), Ok(Some("2026-09-01".to_owned())));
        assert_eq!(day("30-days"), Ok(Some("2026-10-31".to_owned())));
        for revision in ["main", "v3", "-days", "three-days", "HEAD~3", "2026-13-01", "+3-days"] {
            assert_eq!(day(revision), Ok(None), "{revision}");
        }
        assert!(day("0-days").is_err() && day("99999999999-days").is_err());
    }

    #[test]
    fn a_file_that_is_not_there_is_not_known_and_no_fault() {
        let none = |since| matches!(file_of(since), Ok(Some(file)) if matches!(of_file(&file), Ok(Earlier::NotKnown(_))));
        assert!(none("nowhere/last/") && none("nowhere/gaps.json"));
        // What might be a branch is asked of git.
        assert_eq!(file_of("release/3"), Ok(None));
    }
}
