//! The files of a package: a folder, a zip file, or one file, opened one after another as streams.
//!
//! A package comes from somebody else's machine. A zip file that leads out of itself, holds links, another
//! zip, far too many files, or files that grow beyond all measure when they are unpacked is refused as a
//! whole: nothing of it is read. Nothing is ever unpacked to the disk.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ImportError;
use crate::progress::{Progress, Untold};

/// Most files of a package: HSDS has 30 tables; a dump of a paged interface a page each.
const FILES_MAX: usize = 20_000;

/// Most bytes of one file: the largest known table (services of a state) has 60 MB.
const FILE_MAX: u64 = 512 * 1024 * 1024;

/// Most bytes of a whole package.
const PACKAGE_MAX: u64 = 2 * 1024 * 1024 * 1024;

/// How many times its packed size a file may have. Text packs at 4 to 20 times, and tables of repeated
/// words at 60; a bomb reaches 1,000.
const RATIO_MAX: u64 = 200;

/// Bytes of a step of progress.
const KB: u64 = 1024;

/// Below this size no file is a bomb.
const SMALL: u64 = 10 * 1024 * 1024;

/// How deep folders are looked into.
const DEPTH_MAX: usize = 6;

/// A package that was opened.
pub struct Package {
    files: BTreeMap<String, Place>,
    /// All bytes of the files.
    bytes: u64,
    /// How far each file has been read: what is read a second time is no progress.
    read: BTreeMap<String, u64>,
    progress: Arc<dyn Progress + Send>,
    zip: Option<zip::ZipArchive<File>>,
    /// Files that were left out, and why.
    pub left_out: Vec<(String, &'static str)>,
}

enum Place {
    File(PathBuf),
    Zipped(usize),
}

impl Package {
    /// Opens a package.
    ///
    /// # Errors
    /// When it is not there, cannot be read, or is not to be trusted.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let about =
            fs::metadata(path).map_err(|error| ImportError::Io(path.to_path_buf(), error))?;
        let mut package = Self {
            files: BTreeMap::new(),
            bytes: 0,
            read: BTreeMap::new(),
            progress: Arc::new(Untold),
            zip: None,
            left_out: Vec::new(),
        };
        if about.is_dir() {
            package.folder(path, "", 0)?;
        } else if is_zip(path)? {
            package.zip(path)?;
        } else {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            package.check_size(&name, about.len())?;
            package.files.insert(name, Place::File(path.to_path_buf()));
        }
        Ok(package)
    }

    /// The same, and `progress` hears of each kilobyte that is read.
    pub fn telling(mut self, progress: Arc<dyn Progress + Send>) -> Self {
        self.progress = progress;
        self
    }

    /// How many kilobytes there are to be read.
    pub fn kilobytes(&self) -> usize {
        usize::try_from(self.bytes / KB).unwrap_or(usize::MAX)
    }

    fn folder(&mut self, folder: &Path, within: &str, depth: usize) -> Result<(), ImportError> {
        let failed = |error| ImportError::Io(folder.to_path_buf(), error);
        let mut total = 0;
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "__MACOSX" {
                continue;
            }
            let name = if within.is_empty() { name } else { format!("{within}/{name}") };
            let about = entry.path().symlink_metadata().map_err(failed)?;
            if about.is_symlink() {
                self.left_out.push((name, "it is only a link to another place"));
            } else if about.is_dir() {
                match depth < DEPTH_MAX {
                    true => self.folder(&entry.path(), &name, depth + 1)?,
                    false => self.left_out.push((name, "it lies too deep in folders")),
                }
            } else if about.is_file() {
                self.check_size(&name, about.len())?;
                total += about.len();
                self.check_total(total)?;
                self.files.insert(name, Place::File(entry.path()));
                self.check_count(self.files.len())?;
            }
        }
        Ok(())
    }

    fn zip(&mut self, path: &Path) -> Result<(), ImportError> {
        let file = File::open(path).map_err(|error| ImportError::Io(path.to_path_buf(), error))?;
        let mut zip = zip::ZipArchive::new(file)
            .map_err(|_| ImportError::Refused("the zip file is damaged".to_owned()))?;
        self.check_count(zip.len())?;
        let mut total = 0;
        for index in 0..zip.len() {
            let entry = zip
                .by_index_raw(index)
                .map_err(|_| ImportError::Refused("the zip file is damaged".to_owned()))?;
            let Ok(raw) = entry.name().map(std::borrow::Cow::into_owned) else {
                return Err(ImportError::Refused(
                    "a file in it has a name that is no text".to_owned(),
                ));
            };
            let refuse = |why: &str| Err(ImportError::Refused(format!("{raw:?} in it {why}")));
            let Some(name) = entry.enclosed_name().and_then(|name| plain(&name)) else {
                return refuse("leads out of the package");
            };
            if raw.starts_with(['/', '\\']) || raw.contains(['\\', '\0']) {
                return refuse("has a name that leads elsewhere on some systems");
            }
            if entry.is_symlink() {
                return refuse("is a link");
            }
            if entry.is_dir() || name.starts_with("__MACOSX/") || is_hidden(&name) {
                continue;
            }
            if entry.encrypted() {
                return refuse("has a password; unpack the package first");
            }
            if is_archive(&name) {
                return refuse("is a package within the package; unpack it first");
            }
            let (size, packed) = (entry.size(), entry.compressed_size());
            if size > SMALL && size / packed.max(1) > RATIO_MAX {
                return refuse("grows far too much when it is unpacked");
            }
            self.check_size(&name, size)?;
            total += size;
            self.check_total(total)?;
            if self.files.insert(name, Place::Zipped(index)).is_some() {
                return refuse("is there twice");
            }
        }
        self.zip = Some(zip);
        Ok(())
    }

    fn check_size(&mut self, name: &str, size: u64) -> Result<(), ImportError> {
        self.bytes = self.bytes.saturating_add(size);
        match size > FILE_MAX {
            true => Err(ImportError::Refused(format!("{name} has over {} MB", FILE_MAX >> 20))),
            false => Ok(()),
        }
    }

    fn check_total(&self, total: u64) -> Result<(), ImportError> {
        match total > PACKAGE_MAX {
            true => Err(ImportError::Refused(format!("it has over {} MB", PACKAGE_MAX >> 20))),
            false => Ok(()),
        }
    }

    fn check_count(&self, count: usize) -> Result<(), ImportError> {
        match count > FILES_MAX {
            true => Err(ImportError::Refused(format!("it has over {FILES_MAX} files"))),
            false => Ok(()),
        }
    }

    /// The names of the files, sorted, with `/` between folders.
    pub fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// Opens a file and lets it be read. What a zip file says of a size is not believed: more than
    /// that is an error.
    ///
    /// # Errors
    /// When the file cannot be opened, or `read` fails.
    pub fn with<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut dyn Read) -> io::Result<T>,
    ) -> io::Result<T> {
        let seen = self.read.entry(name.to_owned()).or_default();
        let progress = &*self.progress;
        match (self.files.get(name), self.zip.as_mut()) {
            (Some(Place::File(path)), _) => {
                let inner = BufReader::new(File::open(path)?);
                read(&mut Limited { inner, left: FILE_MAX, at: 0, seen, progress })
            }
            (Some(Place::Zipped(index)), Some(zip)) => {
                let entry = zip.by_index(*index).map_err(io::Error::other)?;
                let left = entry.size();
                read(&mut Limited { inner: entry, left, at: 0, seen, progress })
            }
            _ => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// A reader that fails where it would go on for longer than was said, and tells of each kilobyte that nobody has read yet.
struct Limited<'a, R> {
    inner: R,
    left: u64,
    at: u64,
    /// How far the file was read before, in whole kilobytes.
    seen: &'a mut u64,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => {
                self.left = left;
                self.at += read as u64;
                while *self.seen + KB <= self.at {
                    *self.seen += KB;
                    self.progress.step();
                }
                Ok(read)
            }
            None => Err(io::Error::other("the file is longer than it says")),
        }
    }
}

fn is_zip(path: &Path) -> Result<bool, ImportError> {
    let failed = |error| ImportError::Io(path.to_path_buf(), error);
    let mut start = [0; 4];
    let read = File::open(path).map_err(failed)?.read(&mut start).map_err(failed)?;
    Ok(read == 4 && (&start == b"PK\x03\x04" || &start == b"PK\x05\x06"))
}

/// A path of plain names, with `/`.
fn plain(path: &Path) -> Option<String> {
    let names = path.components().map(|part| match part {
        std::path::Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let names: Vec<&str> = names.collect::<Option<_>>()?;
    (!names.is_empty() && names.len() <= DEPTH_MAX + 1).then(|| names.join("/"))
}

fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.'))
}

fn is_archive(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".zip", ".gz", ".tgz", ".7z", ".rar", ".tar", ".xz", ".bz2"]
        .iter()
        .any(|end| name.ends_with(end))
}
