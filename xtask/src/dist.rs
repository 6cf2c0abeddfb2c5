//! Makes `signpost` as it is given away: a single file with the programs for the browser inside, which needs no Rust,
//! no Node and no network.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};
use crate::process::{answer, cargo, program, run};
use crate::project::Project;
use crate::side_by_side::bundle;
use crate::signpost::Speed;
use crate::step::{remark, step};
use crate::wasm_std::{self, Source};

/// Names the folder of the bundle to the build script of `single`.
const EMBED: &str = "SIGNPOST_EMBED";

/// Makes it, and says where it is and how large. `handed` are programs for the browser that were built elsewhere: then
/// nothing is compiled for a browser here. `target` is another kind of machine than this one, as Rust names it.
pub fn make(
    project: &Project,
    wasm_std: Option<Source>,
    handed: Option<&Path>,
    target: Option<&str>,
) -> Outcome<()> {
    let programs = match handed {
        Some(folder) => project.root.join(folder),
        None => {
            let toolchain = wasm_std::ensure(project, wasm_std)?;
            bundle(project, &toolchain)?;
            project.bundle()
        }
    };
    let made = with_programs(project, &programs, Speed::QuickToRun, target)?;
    // The folder of a profile, as cargo sees it, so that the name has the ending that programs have here.
    let there = project.program("dist", "signpost");
    let failed = |reason| Problem::with_file("make", &there, &reason);
    fs::create_dir_all(project.target.join("dist")).map_err(&failed)?;
    let bytes = fs::copy(&made, &there).map_err(failed)?;
    write_help(project, &there)?;
    remark(&format!(
        "{}: {:.1} MB, for {}; put it anywhere, and type: signpost init my-town",
        there.display(),
        bytes as f64 / 1e6,
        target.unwrap_or("this machine")
    ));
    Ok(())
}

/// What a shell completes, by the file that the shell looks for.
const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "signpost.bash"),
    ("zsh", "_signpost"),
    ("fish", "signpost.fish"),
    ("powershell", "_signpost.ps1"),
    ("elvish", "signpost.elv"),
];

/// Lets the program write its manual and what shells complete, into folders beside it.
fn write_help(project: &Project, signpost: &Path) -> Outcome<()> {
    let folder = project.target.join("dist");
    let mut man = program(signpost);
    man.args(["man", "--quiet", "--into"]).arg(folder.join("man"));
    run(&mut man, "signpost did not write its manual; its messages are above")?;
    let completions = folder.join("completions");
    fs::create_dir_all(&completions)
        .map_err(|reason| Problem::with_file("make", &completions, &reason))?;
    for (shell, name) in COMPLETIONS {
        let file = completions.join(name);
        let script = answer(program(signpost).args(["completions", shell]))
            .ok_or_else(|| Problem::new(format!("signpost did not say what {shell} completes")))?;
        fs::write(&file, script + "\n")
            .map_err(|reason| Problem::with_file("write", &file, &reason))?;
    }
    Ok(())
}

/// Compiles the command with the bundle inside, and gives the program.
pub fn single(project: &Project, speed: Speed) -> Outcome<PathBuf> {
    with_programs(project, &project.bundle(), speed, None)
}

fn with_programs(
    project: &Project,
    programs: &Path,
    speed: Speed,
    target: Option<&str>,
) -> Outcome<PathBuf> {
    let (profile, folder) = speed.profile();
    step("putting the programs for the browser into signpost", || {
        let mut cargo = cargo(project);
        cargo.args(["build", "--package", "single", "--profile", profile]);
        target.into_iter().for_each(|target| {
            cargo.args(["--target", target]);
        });
        cargo.env(EMBED, programs);
        run(&mut cargo, "signpost did not build; its messages are above")
    })?;
    // What is made for another kind of machine stands in a folder of that kind.
    let folder = target.map_or_else(|| folder.to_owned(), |target| format!("{target}/{folder}"));
    Ok(project.program(&folder, "single"))
}
