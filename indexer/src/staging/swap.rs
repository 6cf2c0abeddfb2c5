//! The renames that put a new site where the old one stands.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cache::Cache;
use super::ownership::Ours;
use super::{StagingError, at, flush};

/// What the names of folders have in common in which a site is written.
const BUILDING: &str = "building";

/// Links that are followed, at most: as many as Linux follows (`path_resolution(7)`).
const LINKS_MAX: usize = 40;

/// One step of a swap. A build may be killed between any two of them, and in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Exchanges old and new at once; the old site then stands at `building`.
    Exchange,
    /// Renames the old site to `old`: no site stands at `out` from here on.
    SetAside,
    /// Renames the new site to `out`.
    MoveIn,
    /// Puts the old site by, wherever it stands by now, for the next build to work on, or deletes it.
    ClearAway,
}

/// The swap where the file system can exchange two folders: a site stands at `out` at any moment.
pub const BY_EXCHANGE: &[Step] = &[Step::Exchange, Step::ClearAway];

/// The swap where it cannot. Between the first two steps no site stands at `out`, but both are
/// whole, and the next build puts one back.
pub const BY_TWO_RENAMES: &[Step] = &[Step::SetAside, Step::MoveIn, Step::ClearAway];

/// The folders of a swap, all in the same parent.
pub struct Swap {
    /// Where the site stands.
    pub out: PathBuf,
    /// Where the new site is written: `.<name>.building.<process>`, a process's own, because some
    /// file systems know no locks.
    pub building: PathBuf,
    /// Where the old site stands for a moment, on file systems that cannot exchange two folders:
    /// `.<name>.old`.
    pub old: PathBuf,
}

impl Swap {
    /// The folders of a swap to `out`; `None` where `out` has no parent, as `/`.
    pub fn to(out: &Path) -> Option<Self> {
        let mut swap =
            Self { out: out.to_path_buf(), building: PathBuf::new(), old: PathBuf::new() };
        out.parent()?;
        out.file_name()?;
        swap.building = swap.beside(&format!("{BUILDING}.{}", std::process::id()));
        swap.old = swap.beside("old");
        Some(swap)
    }

    /// The folder that holds all of them.
    pub fn parent(&self) -> &Path {
        self.out.parent().unwrap_or(&self.out)
    }

    /// A hidden neighbour of `out`.
    pub fn beside(&self, purpose: &str) -> PathBuf {
        let name = self.out.file_name().unwrap_or_default().to_string_lossy();
        self.parent().join(format!(".{name}.{purpose}"))
    }

    /// The build cache: `.<name>.cache`.
    pub fn cache(&self) -> Cache {
        Cache::at(self.beside("cache"))
    }

    /// Makes the new site's folder of the site that the last swap put by; gives its files. `None` where there is none.
    ///
    /// # Errors
    /// When the folder of the new site cannot be cleared again.
    pub fn lay_out(&self) -> Result<Option<BTreeSet<String>>, StagingError> {
        let is_there = cfg!(unix) && fs::rename(self.cache().site(), &self.building).is_ok();
        let files = if is_there { Ours::alone(&self.building) } else { Ok(None) };
        match files {
            Ok(Some(files)) => Ok(Some(files)),
            // It only saves time, so that whatever is wrong with it is no reason to stop.
            _ => remove(&self.building).map(|()| None),
        }
    }

    /// Puts a whole site by, from which the next build makes its own; where that cannot be, deletes it.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub fn put_by(&self, site: &Path) -> Result<(), StagingError> {
        let cache = self.cache();
        let is_put_by = cfg!(unix)
            && site.is_dir()
            && remove(&cache.site()).is_ok()
            && cache.make().is_ok()
            && fs::rename(site, cache.site()).is_ok();
        if is_put_by { Ok(()) } else { remove(site) }
    }

    /// The folders in which builds of this target that were killed have left half a site.
    ///
    /// # Errors
    /// When the folder beside `out` cannot be listed.
    pub fn leftovers(&self) -> Result<Vec<PathBuf>, StagingError> {
        let begin = self.beside(BUILDING);
        let begin = begin.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_leftover = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // `.dist.building` is what builds of version 0.1.0 left; other names that begin so may
            // belong to a neighbour, such as the lock of `dist.building`.
            name.strip_prefix(&begin).is_some_and(|rest| {
                let process = rest.strip_prefix('.').unwrap_or(rest);
                rest.is_empty() || rest != process && process.bytes().all(|b| b.is_ascii_digit())
            })
        };
        let entries = fs::read_dir(self.parent()).map_err(at(self.parent()))?;
        let mut found: Vec<_> =
            entries.flatten().map(|entry| entry.path()).filter(is_leftover).collect();
        found.sort();
        Ok(found)
    }

    /// Puts the new site at `out`, and the old one into the cache.
    ///
    /// # Errors
    /// When a rename fails; the old site then stands at `out`. When the old site cannot be deleted;
    /// the new one then stands at `out`.
    pub fn swap(&self) -> Result<(), StagingError> {
        if !self.out.exists() {
            return self.take(Step::MoveIn);
        }
        match BY_EXCHANGE.split_first() {
            Some((exchange, rest)) if self.take(*exchange).is_ok() => self.take_all(rest),
            _ => self.take_all(BY_TWO_RENAMES),
        }
    }

    /// Takes these steps. When one fails, a site that was set aside is put back.
    ///
    /// # Errors
    /// As for [`Self::swap`].
    pub fn take_all(&self, steps: &[Step]) -> Result<(), StagingError> {
        steps.iter().try_for_each(|step| self.take(*step)).inspect_err(|_| {
            // The first error tells more than what comes of this, and the next build tries again.
            let _ = self.put_back();
        })
    }

    /// Takes one step.
    ///
    /// # Errors
    /// When a folder cannot be renamed or deleted.
    pub fn take(&self, step: Step) -> Result<(), StagingError> {
        match step {
            Step::Exchange => self.exchange().map_err(at(&self.out)),
            Step::SetAside => {
                remove(&self.old)?;
                self.rename(&self.out, &self.old)
            }
            Step::MoveIn => self.rename(&self.building, &self.out),
            Step::ClearAway => self.clear_away(),
        }
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn exchange(&self) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, &self.building, CWD, &self.out, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn exchange(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn clear_away(&self) -> Result<(), StagingError> {
        // The renames first, on the disk too: a power cut must not find the old site half deleted
        // under its old name.
        flush::flush_names(self.parent());
        for folder in [&self.building, &self.old] {
            self.put_by(folder).map_err(|error| match error {
                StagingError::Io(path, error) => StagingError::LeftBehind(path, error),
                other => other,
            })?;
        }
        Ok(())
    }

    /// Undoes [`Step::SetAside`], where no site stands at `out` and an old one is set aside.
    ///
    /// # Errors
    /// When the rename fails.
    pub fn put_back(&self) -> Result<(), StagingError> {
        if self.old.exists() && !self.out.exists() {
            self.rename(&self.old, &self.out)?;
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), StagingError> {
        fs::rename(from, to).map_err(|error| match error.kind() {
            // What Linux says of a mount point, also of one on the same file system.
            io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
                StagingError::MountPoint(self.out.clone())
            }
            _ => StagingError::Io(self.out.clone(), error),
        })
    }
}

/// Where a site for `out` stands: a symbolic link is followed, because a rename would replace the
/// link and leave the site behind it as it was.
///
/// # Errors
/// When a link leads in a circle, or the current folder is gone.
pub fn resolved(out: &Path) -> Result<PathBuf, StagingError> {
    let mut resolved = std::path::absolute(out).map_err(at(out))?;
    for _ in 0..LINKS_MAX {
        if let Ok(whole) = fs::canonicalize(&resolved) {
            return Ok(whole);
        }
        // Nothing is there yet, or a link to nothing.
        let Ok(target) = fs::read_link(&resolved) else { return Ok(of_nothing(&resolved)) };
        resolved = resolved.parent().map_or_else(|| target.clone(), |parent| parent.join(&target));
    }
    let circle = io::Error::other("too many symbolic links");
    Err(StagingError::Io(out.to_path_buf(), circle))
}

/// The true path of what is not there yet, in a folder that may not be there either.
fn of_nothing(path: &Path) -> PathBuf {
    if let Ok(whole) = fs::canonicalize(path) {
        return whole;
    }
    let Some(parent) = path.parent().map(of_nothing) else { return path.to_path_buf() };
    match path.file_name() {
        Some(name) => parent.join(name),
        // It ends in `..`.
        None => parent.parent().map_or_else(|| parent.clone(), Path::to_path_buf),
    }
}

/// Whether `out` is a mount point, also of a folder of the same file system (`mount --bind`, a
/// volume of a container).
#[cfg(target_os = "linux")]
pub fn is_mount_point(swap: &Swap) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    let about = statx(CWD, &swap.out, AtFlags::empty(), StatxFlags::empty()).ok();
    // Linux before 5.8 does not know; there the file systems tell most of it.
    match about.filter(|about| about.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)) {
        Some(about) => about.stx_attributes.contains(StatxAttributes::MOUNT_ROOT),
        None => is_on_another_device(swap),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
pub fn is_mount_point(swap: &Swap) -> bool {
    is_on_another_device(swap)
}

/// Whether `out` lies on another file system than the folder that holds it.
#[cfg(unix)]
fn is_on_another_device(swap: &Swap) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).ok().map(|about| about.dev());
    device(&swap.out).is_some_and(|own| device(swap.parent()).is_some_and(|its| its != own))
}

#[cfg(not(unix))]
pub fn is_mount_point(_: &Swap) -> bool {
    false
}

/// Deletes a folder, if it is there.
///
/// # Errors
/// When something in it cannot be deleted.
pub fn remove(folder: &Path) -> Result<(), StagingError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StagingError::Io(folder.to_path_buf(), error))
        }
        _ => Ok(()),
    }
}
