//! Puts a whole site beside the old one, then swaps: killed at any moment, the old or the new
//! site is whole.
//!
//! Reading order: [`Staging`] (a site being written), `lock` (one build at a time), `ownership` (what
//! is ours to replace), `cache` (what a build leaves for the next), `swap` (the renames, step by step), `flush` (what
//! reaches the disk before the renames), `given_up` (somebody presses Ctrl-C).

mod cache;
mod flush;
mod given_up;
mod lock;
mod ownership;
mod swap;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::hashed::integrity;
use crate::plainly;
use crate::progress::{Progress, Untold};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use cache::{Cache, Entry, Record, Stamp};
use given_up::AtWork;
use lock::{Holder, Lock};
use ownership::{MARKER, Ours};
use swap::Swap;

pub use cache::{Key, Lasting};
pub use given_up::give_up;
pub use swap::resolved;

/// How often a build that waits for another one asks whether that has ended: soon enough for
/// somebody who looks on.
const ASK_AGAIN: Duration = Duration::from_millis(200);

/// A site being written, out of sight.
pub struct Staging {
    swap: Swap,
    /// Whose the files of the old site are.
    ours: Ours,
    /// What the build before has written, as far as its files are what they were.
    before: Record,
    /// The files of the site before the old one, from which the new one is made; `None` where it is made from nothing.
    laid_out: Option<BTreeSet<String>>,
    /// What was written, by its path.
    written: Mutex<BTreeMap<String, Entry>>,
    /// Everything that the site is made from, where somebody said so.
    made_from: Option<Key>,
    /// The minutes of the day for which the site holds as a whole, once that is known.
    holds: Mutex<Option<(u16, u16)>>,
    /// Files that are new in its folder, or gone from it, and have to reach the disk.
    new: Mutex<Vec<PathBuf>>,
    /// Who hears how far the build is.
    progress: Arc<dyn Progress + Send>,
    /// Held until the site is swapped in, or given up.
    lock: Lock,
}

/// A file as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// From the root of the site, with `/`.
    pub path: String,
    /// The file's size in bytes.
    pub bytes: u64,
    /// The SHA-256 of the file's content.
    pub hash: [u8; 32],
}

impl Written {
    /// A file with this content.
    pub fn new(path: &str, bytes: &[u8]) -> Self {
        Self {
            path: path.to_owned(),
            bytes: bytes.len() as u64,
            hash: Sha256::digest(bytes).into(),
        }
    }

    /// The hash as browsers check it: `integrity` of `fetch`, and the source of a script in a
    /// content security policy.
    pub fn integrity(&self) -> String {
        integrity(self.hash)
    }
}

/// Why a site could not be written.
#[derive(Debug)]
pub enum StagingError {
    /// The target holds something that `signpost build` did not make; the names of some of it.
    NotOurs(PathBuf, Vec<String>),
    /// Others have put files into the old site at these places, where the new one has its own.
    InTheWay(PathBuf, Vec<String>),
    /// Another build writes to the same target at this moment; which, where that can be known.
    Busy(PathBuf, Option<Holder>),
    /// The target is a mount point: another folder cannot be renamed to it.
    MountPoint(PathBuf),
    /// A file was asked for that was not written; a fault of ours.
    NotWritten(String),
    /// The new site stands, but what is left of the old one beside it could not be deleted.
    LeftBehind(PathBuf, io::Error),
    /// A file or folder could not be read, written or renamed.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for StagingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOurs(path, names) => write!(
                f,
                "{} holds files that signpost did not make{}, and a build would replace them. \
                 Name a new or empty folder with --out.",
                path.display(),
                some_of(names)
            ),
            Self::InTheWay(path, names) => write!(
                f,
                "{} holds files that signpost did not make, where the new site has its own{}. \
                 Move them away, or delete them: the old site stands until then.",
                path.display(),
                some_of(names)
            ),
            Self::Busy(path, holder) => write!(
                f,
                "{} Wait until it has ended, or name another folder with --out.",
                at_work(path, holder.as_ref())
            ),
            Self::MountPoint(path) => write!(
                f,
                "{} is a mount point, and a folder cannot be renamed to it. Name a folder inside: \
                 --out {}",
                path.display(),
                path.join("site").display()
            ),
            Self::NotWritten(path) => {
                write!(f, "{path} was not written, but another file needs it")
            }
            Self::LeftBehind(path, error) => write!(
                f,
                "The new site stands, but {} is left of the old one: {}. Delete it.",
                path.display(),
                plainly::writing(error)
            ),
            Self::Io(path, error) => write!(f, "{}: {}.", path.display(), plainly::writing(error)),
        }
    }
}

/// Who is at work on a target.
fn at_work(out: &Path, holder: Option<&Holder>) -> String {
    let holder = holder.map(|holder| format!(" ({holder})")).unwrap_or_default();
    format!("Another build is at work on {}{holder}.", out.display())
}

/// Most names that an error tells: they shall fit into two lines of a terminal.
const NAMES_MAX: usize = 5;

/// Names in brackets, as far as they fit.
fn some_of(names: &[String]) -> String {
    let told = names.iter().take(NAMES_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => String::new(),
        1..=NAMES_MAX => format!(" ({told})"),
        all => format!(" ({told} and {} more)", all - NAMES_MAX),
    }
}

impl std::error::Error for StagingError {}

fn at(path: &Path) -> impl FnOnce(io::Error) -> StagingError {
    let path = path.to_path_buf();
    move |error| StagingError::Io(path, error)
}

impl Staging {
    /// Starts a site that shall stand at `out`, or where `out` leads as a symbolic link.
    ///
    /// # Errors
    /// When `out` holds something else, is a mount point or another build's target, or when a
    /// folder beside `out` cannot be written.
    pub fn begin(out: &Path) -> Result<Self, StagingError> {
        let out = resolved(out)?;
        let Some(swap) = Swap::to(&out) else {
            return Err(StagingError::NotOurs(out, Vec::new()));
        };
        fs::create_dir_all(swap.parent()).map_err(at(swap.parent()))?;
        let lock = Lock::take(&swap)?;
        if swap::is_mount_point(&swap) {
            return Err(StagingError::MountPoint(out));
        }
        // A build that was killed between the two renames of the fallback has left no site there. What
        // is no whole site is what another one had not finished deleting.
        if Ours::read(&swap.old).is_ok() {
            swap.put_back()?;
        }
        let ours = Ours::read(&out)?;
        if lock.is_exclusive() {
            // What builds have left that were killed.
            swap::remove(&swap.old)?;
            swap.leftovers()?.iter().try_for_each(|folder| swap::remove(folder))?;
        }
        let at_work = AtWork { building: swap.building.clone(), lock: Lock::path(&swap) };
        given_up::begin(at_work);
        // From here on dropping it deletes the folder.
        let is_alone = lock.is_exclusive();
        let before = if is_alone { swap.cache().read() } else { Record::default() };
        let mut staging = Self {
            swap,
            ours,
            before,
            laid_out: None,
            written: Mutex::default(),
            new: Mutex::default(),
            made_from: None,
            holds: Mutex::default(),
            progress: Arc::new(Untold),
            lock,
        };
        if is_alone {
            staging.laid_out = staging.swap.lay_out()?;
        }
        let building = &staging.swap.building;
        fs::create_dir_all(building).map_err(at(building))?;
        Ok(staging)
    }

    /// As [`Self::begin`], but waits while another build is at work on `out`, after telling `says`
    /// whose.
    ///
    /// # Errors
    /// As for [`Self::begin`], without [`StagingError::Busy`].
    pub fn begin_in_turn(out: &Path, says: impl FnOnce(&str)) -> Result<Self, StagingError> {
        let mut says = Some(says);
        loop {
            match Self::begin(out) {
                Err(StagingError::Busy(path, holder)) => {
                    if let Some(says) = says.take() {
                        says(&at_work(&path, holder.as_ref()));
                    }
                    std::thread::sleep(ASK_AGAIN);
                }
                begun => return begun,
            }
        }
    }

    /// Writes one file, once; `path` is relative, with `/`. A file that the old site has with the
    /// same bytes is taken over as it is, with its time of change, so that what copies the site
    /// to a host sees only what is new.
    ///
    /// # Errors
    /// When the file cannot be written, or was written before.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<Written, StagingError> {
        self.write_lasting(path, bytes, None)
    }

    /// The same of a file that later builds may take over by [`Self::reuse`].
    ///
    /// # Errors
    /// As for [`Self::write`].
    pub fn write_lasting(
        &self,
        path: &str,
        bytes: &[u8],
        lasting: Option<Lasting>,
    ) -> Result<Written, StagingError> {
        let _held = given_up::hold();
        let (file, old) = (self.swap.building.join(path), self.swap.out.join(path));
        if self.all_written().contains_key(path) {
            return Err(StagingError::Io(file, io::ErrorKind::AlreadyExists.into()));
        }
        let written = Written::new(path, bytes);
        let is_known = self.before.files.get(path).is_some_and(|before| before.written == written);
        let is_same = is_known && self.is_as_left(path) || holds(&old, bytes);
        if !is_same || !self.take_over(path) {
            self.make_way(&file)?;
            // Never into a file that is there: it could be the old site's, under a second name.
            File::create_new(&file)
                .and_then(|mut file| file.write_all(bytes))
                .map_err(at(&file))?;
            self.all_new().push(file.clone());
        }
        let stamp = Stamp::at(&file).unwrap_or_default();
        let entry = Entry { written: written.clone(), stamp, lasting };
        self.all_written().insert(path.to_owned(), entry);
        Ok(written)
    }

    /// Whether the old site has a file that was made for this content, and would be made alike at this minute of the
    /// day: then [`Self::reuse`] takes it over.
    pub fn lasts(&self, path: &str, key: Key, minute: u16) -> bool {
        let lasting = self.before.files.get(path).and_then(|before| before.lasting);
        let is_now =
            |Lasting { key: own, from, until }| own == key && (from..until).contains(&minute);
        lasting.is_some_and(is_now) && self.is_as_left(path)
    }

    /// Whether the build before made a file for this content, whatever has become of it.
    pub fn was_made(&self, path: &str, key: Key) -> bool {
        self.before
            .files
            .get(path)
            .is_some_and(|before| before.lasting.is_some_and(|own| own.key == key))
    }

    /// Takes over a file of the old site that [`lasts`](Self::lasts): it is neither read nor compared.
    ///
    /// # Errors
    /// When the file is not known, or can neither stand under a second name nor be copied.
    pub fn reuse(&self, path: &str) -> Result<Written, StagingError> {
        let _held = given_up::hold();
        let entry = self.before.files.get(path).cloned();
        let mut entry = entry.ok_or_else(|| StagingError::NotWritten(path.to_owned()))?;
        if !self.take_over(path) {
            let (file, old) = (self.swap.building.join(path), self.swap.out.join(path));
            self.make_way(&file)?;
            fs::copy(&old, &file).map_err(at(&file))?;
            entry.stamp = Stamp::at(&file).unwrap_or_default();
            self.all_new().push(file);
        }
        let written = entry.written.clone();
        self.all_written().insert(path.to_owned(), entry);
        Ok(written)
    }

    /// A text that stands in the new site already.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<String, StagingError> {
        let file = self.swap.building.join(path);
        fs::read_to_string(&file).map_err(at(&file))
    }

    /// Whether a file of the old site is the one that the build before left there.
    fn is_as_left(&self, path: &str) -> bool {
        let stamp = self.before.files.get(path).map(|before| before.stamp);
        stamp.is_some() && stamp == Stamp::at(&self.swap.out.join(path))
    }

    /// Gives a file of the old site a place in the new one, where it may stand already.
    fn take_over(&self, path: &str) -> bool {
        let (file, old) = (self.swap.building.join(path), self.swap.out.join(path));
        let is_there = self.laid_out.as_ref().is_some_and(|files| files.contains(path));
        if is_there && Stamp::at(&file).is_some_and(|stamp| Some(stamp) == Stamp::at(&old)) {
            return true;
        }
        let is_linked = self.make_way(&file).is_ok() && fs::hard_link(&old, &file).is_ok();
        if is_linked {
            self.all_new().push(file);
        }
        is_linked
    }

    /// Makes the folder of a file that is to come, and takes away what stands in its place.
    fn make_way(&self, file: &Path) -> Result<(), StagingError> {
        let Some(folder) = file.parent() else { return Ok(()) };
        if self.laid_out.is_none() {
            return fs::create_dir_all(folder).map_err(at(folder));
        }
        // What was a page may have become a folder, and what was a folder a page.
        for above in folder.ancestors().take_while(|above| **above != self.swap.building) {
            if above.symlink_metadata().is_ok_and(|about| !about.is_dir()) {
                fs::remove_file(above).map_err(at(above))?;
            }
        }
        fs::create_dir_all(folder).map_err(at(folder))?;
        match file.symlink_metadata() {
            Ok(about) if about.is_dir() => fs::remove_dir_all(file).map_err(at(file)),
            Ok(_) => fs::remove_file(file).map_err(at(file)),
            Err(_) => Ok(()),
        }
    }

    /// The same, and `progress` hears how far the build is.
    pub fn telling(mut self, progress: Arc<dyn Progress + Send>) -> Self {
        self.progress = progress;
        self
    }

    /// Who hears how far the build is.
    pub fn progress(&self) -> &dyn Progress {
        &*self.progress
    }

    /// Says what the site is made from, so that a later build knows by [`Self::stands`] whether it would make the same.
    pub fn made_from(mut self, key: Key) -> Self {
        self.made_from = Some(key);
        self
    }

    /// Says for which minutes of the day the site holds as a whole.
    pub fn holds_until(&self, from: u16, until: u16) {
        *self.holds.lock().unwrap_or_else(PoisonError::into_inner) = Some((from, until));
    }

    /// What the build told people that made the site from this, where that site stands, file by file, as it was made,
    /// and would be made alike at this minute of the day: then nothing has to be done.
    pub fn stands(&self, key: Key, minute: u16) -> Option<String> {
        let Lasting { key: own, from, until } = self.before.whole?;
        let is_as_made = (from..until).contains(&minute)
            && key == own
            && self.before.files.par_iter().all(|(path, _)| self.is_as_left(path));
        is_as_made.then(|| self.swap.cache().said(own)).flatten()
    }

    /// What builds of this target leave for the next one.
    pub fn cache(&self) -> Cache {
        self.swap.cache()
    }

    /// What [`Self::write`] gave for this path.
    ///
    /// # Errors
    /// When no such file was written.
    pub fn written(&self, path: &str) -> Result<Written, StagingError> {
        let all = self.all_written();
        let entry = all.get(path).ok_or_else(|| StagingError::NotWritten(path.to_owned()))?;
        Ok(entry.written.clone())
    }

    /// What was written so far: paths from the root of the site, and bytes.
    pub fn sizes(&self) -> Vec<(String, u64)> {
        let written = self.all_written();
        let files = written.values().map(|entry| &entry.written);
        files.map(|file| (file.path.clone(), file.bytes)).collect()
    }

    /// Swaps the new site in, with what others have put into the old one, which goes to the cache
    /// afterwards. Gives the number of files that were written.
    ///
    /// # Errors
    /// When the two cannot be put together, or a rename fails; the old site then still stands.
    pub fn finish(self) -> Result<usize, StagingError> {
        let files = self.complete()?;
        let _held = given_up::hold();
        self.swap.swap()?;
        if self.lock.is_exclusive() {
            let holds = *self.holds.lock().unwrap_or_else(PoisonError::into_inner);
            let whole = self.made_from.zip(holds);
            let whole = whole.map(|(key, (from, until))| Lasting { key, from, until });
            self.swap.cache().write(whole, self.all_written().values());
        }
        Ok(files)
    }

    /// Marks the folder as a site, all of which has then reached the disk.
    fn complete(&self) -> Result<usize, StagingError> {
        let marker = ownership::marker(self.all_written().keys());
        self.write(MARKER, marker.as_bytes())?;
        let Self { swap: Swap { out, building, .. }, ours, .. } = self;
        {
            let _held = given_up::hold();
            self.take_away()?;
            let others = ours.carry_over(out, building, &self.all_written())?;
            self.all_new().extend(others.iter().map(|path| building.join(path)));
            if let Ok(old) = out.metadata() {
                // Who may read the old site may read the new one.
                fs::set_permissions(building, old.permissions()).map_err(at(building))?;
            }
        }
        flush::flush(building, &self.all_new())?;
        Ok(self.all_written().len())
    }

    /// Takes out of the new site what only the site had from which it was made.
    fn take_away(&self) -> Result<(), StagingError> {
        let written = self.all_written();
        for path in self.laid_out.iter().flatten().filter(|path| !written.contains_key(*path)) {
            let file = self.swap.building.join(path);
            if let Err(error) = fs::remove_file(&file)
                && file.symlink_metadata().is_ok_and(|about| !about.is_dir())
            {
                return Err(StagingError::Io(file, error));
            }
            self.all_new().push(file.clone());
            // The folders that are empty now; others stay, since they cannot be removed so.
            let above = file.ancestors().skip(1);
            for folder in above.take_while(|folder| **folder != self.swap.building) {
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn all_new(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.new.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all_written(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Staging {
    /// Deletes what was written, unless it was swapped in: a build that fails leaves nothing. A site that was laid out
    /// and not touched goes back to the cache.
    fn drop(&mut self) {
        let is_as_laid_out = self.laid_out.is_some() && self.all_written().is_empty();
        // Where something cannot be deleted, the next build tries again, and tells.
        let _ = if is_as_laid_out {
            self.swap.put_by(&self.swap.building)
        } else {
            swap::remove(&self.swap.building)
        };
        given_up::end(&self.swap.building);
    }
}

/// Whether a file is there with these bytes.
fn holds(file: &Path, bytes: &[u8]) -> bool {
    let is_as_long = file.metadata().is_ok_and(|about| about.len() == bytes.len() as u64);
    is_as_long && fs::read(file).is_ok_and(|found| found == bytes)
}
