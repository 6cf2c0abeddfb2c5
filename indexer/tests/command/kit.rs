//! A folder with content, and the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The moment of every build that is not about moments.
pub const NOW: &str = "2026-11-23T09:00";

/// A folder with a copy of the smallest sound directory in `content`.
pub struct Town {
    folder: TempDir,
}

impl Town {
    pub fn new() -> Self {
        let town = Self { folder: tempfile::tempdir().unwrap() };
        let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
        for (path, bytes) in files(&good) {
            let file = town.at("content").join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        town
    }

    /// A path in the folder; the site stands at `dist`.
    pub fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// What stands in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        // What a build leaves for the next one is no part of a site.
        names.retain(|name| name != ".dist.cache");
        names.sort();
        names
    }

    /// Changes a page of the content.
    pub fn change(&self, path: &str, from: &str, to: &str) {
        let file = self.at("content").join(path);
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{path} has no “{from}”");
        // As editors save: nobody sees half a page.
        fs::write(self.at("saved"), text.replace(from, to)).unwrap();
        fs::rename(self.at("saved"), file).unwrap();
    }

    /// The program in the folder, without a moment of its own.
    pub fn signpost(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_signpost"));
        command.current_dir(self.folder.path()).args(arguments).env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// Builds into `dist`, as of [`NOW`].
    pub fn builds(&self, arguments: &[&str]) -> Output {
        self.signpost(&["build", "--now", NOW]).args(arguments).output().unwrap()
    }
}

/// Everything that a program wrote.
pub fn said(output: &Output) -> String {
    [&output.stdout[..], &output.stderr].map(String::from_utf8_lossy).concat()
}

/// All files below a folder, by their paths with `/`.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}
