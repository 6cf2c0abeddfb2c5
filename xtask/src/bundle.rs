//! Builds what a phone loads as programs: the packages of `app/web` compiled for the browser, their JavaScript glue,
//! made small.
//!
//! [`stamp`] tells whether that was done before, [`optimize`] makes the WebAssembly smaller, [`sizes`] measures.

mod optimize;
mod sizes;
mod stamp;

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};
use crate::process::{cargo, program, run, run_quietly};
use crate::project::Project;
use crate::step::{remark, step};
use crate::wasm_std::{TARGET, Toolchain};

pub use sizes::report_sizes;

/// The programs that pages load, each a package in `app/web` of the same name: its files are `finder.js` and
/// `finder_bg.wasm`. The form of a library is a `cdylib` alone, because cargo optimizes the whole program only when
/// every kind of library it makes can be: with an `rlib` beside it, `lto = "fat"` is silently left out (a page with
/// one button: 40.0 kB brotli instead of 29.9).
const PROGRAMS: &[&str] = &["finder", "plan", "desk", "handed", "people", "form"];

/// Whether a compiler's messages are shown as they come, or only when it fails: two at once can't be read.
#[derive(Debug, Clone, Copy)]
pub enum Messages {
    /// As they come.
    Shown,
    /// After a failure.
    Held,
}

/// Compiles the programs for the browser, and gives the files. Cargo decides whether there is anything to do: it knows
/// about features, profiles and compilers, where a comparison of dates would not.
pub fn compile(
    project: &Project,
    toolchain: &Toolchain,
    messages: Messages,
) -> Outcome<Vec<PathBuf>> {
    let sentence =
        "the programs did not compile for the browser; the compiler's messages are above";
    let folder = toolchain.target(project).join(TARGET).join("browser");
    step("compiling the programs for the browser", || {
        let mut cargo = toolchain.cargo(project);
        cargo.arg("build").args(PROGRAMS.iter().flat_map(|name| ["--package", name]));
        cargo.args(["--target", TARGET, "--profile", "browser"]);
        match messages {
            Messages::Shown => run(&mut cargo, sentence),
            Messages::Held => run_quietly(cargo.arg("--quiet"), sentence),
        }
    })?;
    Ok(PROGRAMS.iter().map(|name| folder.join(format!("{name}.wasm"))).collect())
}

/// Builds the generator of the JavaScript glue.
pub fn build_generator(project: &Project) -> Outcome<PathBuf> {
    step("building the generator of the JavaScript glue", || {
        let mut cargo = cargo(project);
        cargo.args(["build", "--package", "xtask", "--features", "bindgen", "--bin", "bindgen"]);
        run(
            &mut cargo,
            "the generator of the JavaScript glue did not build; its messages are above",
        )
    })?;
    Ok(project.program("debug", "bindgen"))
}

/// Makes the bundle of the compiled programs, unless the bundle there was made of the same.
pub fn package(project: &Project, compiled: &[PathBuf], generator: &Path) -> Outcome<()> {
    let bundle = project.bundle();
    let recipe = || stamp::Recipe {
        inputs: compiled.iter().cloned().chain([generator.to_path_buf()]).collect(),
        tools: optimize::installed(project),
    };
    if stamp::is_current(project, &recipe()) {
        return Ok(());
    }
    step("making the browser bundle", || {
        let next = project.target.join("bundle.next");
        clear(&next)?;
        for (name, wasm) in PROGRAMS.iter().zip(compiled) {
            run_quietly(
                program(generator).arg(wasm).arg(&next).arg(name),
                "the JavaScript glue could not be made; make wasm-bindgen the same version in Cargo.toml and xtask/Cargo.toml",
            )?;
            optimize::shrink(project, &next.join(format!("{name}_bg.wasm")))?;
        }
        // Swapped as a whole, so that whoever reads the folder meanwhile sees one version.
        clear(&bundle)?;
        fs::rename(&next, &bundle)
            .map_err(|reason| Problem::with_file("make", &bundle, &reason))?;
        if let Err(problem) = stamp::save(project, &recipe()) {
            remark(&problem.to_string());
        }
        Ok(())
    })
}

/// Removes the folder, if it is there.
fn clear(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(reason) if folder.exists() => Err(Problem::with_file("remove", folder, &reason)),
        _ => Ok(()),
    }
}
