//! Where things are: the folders of the project and of what is built from it.

use std::env;
use std::path::{Path, PathBuf};

/// The project's folders, as absolute paths.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of the workspace.
    pub root: PathBuf,
    /// Where everything built goes; cargo is told so, whatever its own settings say.
    pub target: PathBuf,
}

impl Project {
    /// Finds the project from what cargo says about this crate, and else from where this crate was compiled.
    pub fn find() -> Self {
        let own = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        let root = own.parent().map_or_else(|| own.clone(), Path::to_path_buf);
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(chosen) => absolute(Path::new(&chosen)),
            None => root.join("target"),
        };
        Self { root, target }
    }

    /// The JavaScript and WebAssembly a phone loads.
    pub fn bundle(&self) -> PathBuf {
        self.target.join("bundle")
    }

    /// What npm installs for us.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// The site that `serve` shows.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The sample site that the journeys build and visit.
    pub fn sample(&self) -> PathBuf {
        self.target.join("journeys/sample")
    }

    /// A program built from this workspace in the cargo profile whose output folder is `profile`.
    pub fn program(&self, profile: &str, name: &str) -> PathBuf {
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}

/// The path seen from the folder the person is in; whether it exists is for its user to find out.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
