//! The renames that put a new site where the old one stands.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{StagingError, at};

/// Links that are followed, at most: as many as Linux follows (`path_resolution(7)`).
const LINKS_MAX: usize = 40;

/// The folders of a swap, all in the same parent.
pub struct Swap {
    /// Where the site stands.
    pub out: PathBuf,
    /// Where the new site is written: `.<name>.building`.
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
        (swap.building, swap.old) = (swap.beside("building"), swap.beside("old"));
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

    /// Puts the new site at `out`, and deletes the old one.
    ///
    /// # Errors
    /// When a rename fails; the old site then stands at `out`. When the old site cannot be deleted;
    /// the new one then stands at `out`.
    pub fn swap(&self) -> Result<(), StagingError> {
        if !self.out.exists() {
            return self.move_in();
        }
        if self.exchange().is_ok() {
            return remove(&self.building);
        }
        self.by_two_renames()
    }

    /// For file systems that cannot exchange two folders in one step. Between the two renames no
    /// site stands at `out`, but both are whole, and the next build puts one back.
    pub(super) fn by_two_renames(&self) -> Result<(), StagingError> {
        self.set_aside()?;
        self.move_in().inspect_err(|_| {
            // The first error tells more than what comes of this, and the next build tries again.
            let _ = self.put_back();
        })?;
        remove(&self.old)
    }

    /// Exchanges old and new in one step; the old site then stands at `building`.
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub(super) fn exchange(&self) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, &self.building, CWD, &self.out, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    pub(super) fn exchange(&self) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// The first rename of the fallback: no site stands at `out` from here on.
    pub(super) fn set_aside(&self) -> Result<(), StagingError> {
        remove(&self.old)?;
        self.rename(&self.out, &self.old)
    }

    /// The second rename of the fallback, and the only one of a first build.
    pub(super) fn move_in(&self) -> Result<(), StagingError> {
        self.rename(&self.building, &self.out)
    }

    /// Undoes [`Self::set_aside`], where no site stands at `out` and an old one is set aside.
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
        let Ok(target) = fs::read_link(&resolved) else { return Ok(resolved) };
        resolved = resolved.parent().map_or_else(|| target.clone(), |parent| parent.join(&target));
    }
    let circle = io::Error::other("too many symbolic links");
    Err(StagingError::Io(out.to_path_buf(), circle))
}

/// Whether `out` lies on another file system than the folder that holds it.
#[cfg(unix)]
pub fn is_mount_point(swap: &Swap) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let device = |path: &Path| fs::metadata(path).ok().map(|about| about.dev());
    device(&swap.out).is_some_and(|own| device(swap.parent()).is_some_and(|its| its != own))
}

#[cfg(not(unix))]
pub fn is_mount_point(_: &Swap) -> bool {
    false
}

/// Deletes a folder, if it is there.
pub fn remove(folder: &Path) -> Result<(), StagingError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(StagingError::Io(folder.to_path_buf(), error))
        }
        _ => Ok(()),
    }
}
