//! Sees what somebody saves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the content folder is looked at with `--watch`: quick enough to feel at once, slow
/// enough to cost nothing.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Looks at a folder now and then.
pub struct Watcher {
    folder: PathBuf,
    /// What each file had been at the last look.
    seen: Files,
}

/// What tells a file from what it was: its size in bytes, and when it was changed. A program that
/// copies files may set the time to that of the original.
type Seen = (u64, Option<SystemTime>);

type Files = BTreeMap<PathBuf, Seen>;

impl Watcher {
    /// Looks at `folder` for the first time: what changes from here on is seen, also while a first
    /// build reads it.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), seen: files(folder) }
    }

    /// Calls `changed` with the files that have come, gone or changed, forever.
    pub fn run(mut self, mut changed: impl FnMut(&[PathBuf])) {
        loop {
            let differ = self.look();
            if !differ.is_empty() {
                changed(&differ);
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    /// The files that differ from the last look, sorted.
    fn look(&mut self) -> Vec<PathBuf> {
        let now = files(&self.folder);
        let both = self.seen.keys().chain(now.keys());
        let differ = both.filter(|file| self.seen.get(*file) != now.get(*file)).cloned();
        let differ = differ.collect::<BTreeSet<_>>().into_iter().collect();
        self.seen = now;
        differ
    }
}

/// Each file below a folder.
fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                files.insert(entry.path(), (about.len(), about.modified().ok()));
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn what_somebody_saves_during_a_first_build_is_seen_after_it() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let page = folder.path().join("tea.md");
        fs::write(&page, "tea")?;
        let mut watcher = Watcher::new(folder.path());
        let more = folder.path().join("more.md");
        fs::write(&more, "more tea")?;
        fs::remove_file(&page)?;
        assert_eq!(watcher.look(), [more, page]);
        assert!(watcher.look().is_empty());
        Ok(())
    }

    #[test]
    fn a_page_that_is_copied_with_its_time_is_seen() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let page = folder.path().join("tea.md");
        let save = |text: &str| {
            fs::write(&page, text)?;
            fs::File::options().write(true).open(&page)?.set_modified(SystemTime::UNIX_EPOCH)
        };
        save("tea")?;
        let mut watcher = Watcher::new(folder.path());
        save("green tea")?;
        assert_eq!(watcher.look(), [page]);
        Ok(())
    }
}
