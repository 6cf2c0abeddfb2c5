//! Builds the site with the project's own program, `signpost`, which also serves it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::{Outcome, Problem};
use crate::process::{not_started, program, run};
use crate::project::{Project, absolute};
use crate::side_by_side::bundle_beside;
use crate::signpost::{Speed, build_signpost};
use crate::step::step;
use crate::wasm_std::{self, Source};
use crate::watch;

/// Whether `serve` builds again when a file changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// Once.
    Once,
    /// At every change.
    Changes,
}

/// Builds everything, and shows the site until it is stopped.
pub fn serve(
    project: &Project,
    wasm_std: Option<Source>,
    content: Option<PathBuf>,
    port: Option<u16>,
    watch: Watch,
) -> Outcome<()> {
    let content = content_folder(project, content)?;
    let toolchain = wasm_std::ensure(project, wasm_std)?;
    let (bundle, signpost) =
        bundle_beside(project, &toolchain, || build_signpost(project, Speed::QuickToBuild));
    bundle?;
    let server = || server(project, &signpost.clone()?, &content, port, watch);
    match watch {
        Watch::Once => become_program(&mut server()?),
        Watch::Changes => watch::serve(project, &toolchain, server),
    }
}

/// Builds the site that is published.
pub fn build(
    project: &Project,
    wasm_std: Option<Source>,
    content: Option<PathBuf>,
    out: Option<PathBuf>,
) -> Outcome<()> {
    let content = content_folder(project, content)?;
    let out = out.map_or_else(|| project.root.join("dist"), |folder| absolute(&folder));
    let toolchain = wasm_std::ensure(project, wasm_std)?;
    let (bundle, signpost) =
        bundle_beside(project, &toolchain, || build_signpost(project, Speed::QuickToRun));
    bundle?;
    let mut signpost = program(signpost?);
    signpost
        .arg("build")
        .arg("--content")
        .arg(&content)
        .arg("--out")
        .arg(&out)
        .arg("--bundle")
        .arg(project.bundle());
    step("building the site", || {
        run(&mut signpost, "the site was not built; correct what is named above")
    })
}

fn content_folder(project: &Project, chosen: Option<PathBuf>) -> Outcome<PathBuf> {
    let folder = chosen.map_or_else(|| project.root.join("content"), |folder| absolute(&folder));
    if folder.is_dir() {
        Ok(folder)
    } else {
        Err(Problem::new(format!(
            "there is no folder {}; name the one to use with --content DIR",
            folder.display()
        )))
    }
}

fn server(
    project: &Project,
    signpost: &Path,
    content: &Path,
    port: Option<u16>,
    watch: Watch,
) -> Outcome<Command> {
    let mut command = program(signpost);
    command.arg("serve").arg("--content").arg(content).arg("--out").arg(project.site());
    command.arg("--bundle").arg(project.bundle());
    if let Some(port) = port {
        command.arg("--port").arg(port.to_string());
    }
    if watch == Watch::Changes {
        command.arg("--watch");
    }
    Ok(command)
}

/// Turns this process into the server, so that whoever stops us stops the server.
#[cfg(unix)]
fn become_program(command: &mut Command) -> Outcome<()> {
    use std::os::unix::process::CommandExt;
    let reason = command.exec();
    Err(not_started(command, &reason))
}

#[cfg(not(unix))]
fn become_program(command: &mut Command) -> Outcome<()> {
    let status = command.status().map_err(|reason| not_started(command, &reason))?;
    if status.success() {
        Ok(())
    } else {
        Err(Problem::new("the server stopped; its messages are above"))
    }
}
