//! Compiles the project's own program, `signpost`.

use std::path::PathBuf;

use crate::problem::Outcome;
use crate::process::{cargo, run};
use crate::project::Project;
use crate::step::step;

/// Compiles `signpost`, and gives the program.
pub fn build_signpost(project: &Project, speed: Speed) -> Outcome<PathBuf> {
    let (profile, folder) = speed.profile();
    step("building signpost", || {
        let mut cargo = cargo(project);
        cargo.args(["build", "--package", "indexer", "--bin", "signpost", "--profile", profile]);
        run(&mut cargo, "signpost did not build; its messages are above")
    })?;
    Ok(project.program(folder, "signpost"))
}

/// How `signpost` is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speed {
    /// Quick to compile: cargo's `dev` profile.
    QuickToBuild,
    /// Quick to run: cargo's `release` profile.
    QuickToRun,
}

impl Speed {
    /// Cargo's profile, and the folder that its programs are in.
    pub fn profile(self) -> (&'static str, &'static str) {
        match self {
            Self::QuickToBuild => ("dev", "debug"),
            Self::QuickToRun => ("release", "release"),
        }
    }
}
