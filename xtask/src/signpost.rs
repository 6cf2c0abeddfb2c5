//! Compiles the project's own program, `signpost`.

use std::path::PathBuf;

use crate::problem::Outcome;
use crate::process::{cargo, run};
use crate::project::Project;
use crate::step::step;

/// Compiles `signpost`, and gives the program.
pub fn build_signpost(project: &Project, speed: Speed) -> Outcome<PathBuf> {
    let (profile, folder) = match speed {
        Speed::QuickToBuild => ("dev", "debug"),
        Speed::QuickToRun => ("release", "release"),
    };
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
