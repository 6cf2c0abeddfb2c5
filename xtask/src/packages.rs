//! Installs what is missing, with the machine's own package managers, and says so.

use std::path::PathBuf;
use std::process::Command;

use crate::problem::{Outcome, Problem};
use crate::process::{answer, find_on_path, program, run};
use crate::project::Project;
use crate::step::step;

/// Whether Debian's package manager is here.
pub fn has_apt() -> bool {
    find_on_path(&["apt-get"]).is_some()
}

/// Installs Debian packages, as root or with a `sudo` that asks for no password.
///
/// `--no-remove`: Debian's Rust packages exclude its `rustup` package, and taking somebody's tools away is worse
/// than a failure.
pub fn apt_install(packages: &[&str]) -> Outcome<()> {
    let names = packages.join(" ");
    let by_hand = format!("install by hand: apt-get install {names}");
    let Some(rights) = rights() else {
        return Err(Problem::new(format!(
            "{names}: this needs root, or sudo without a password; {by_hand}"
        )));
    };
    step(&format!("installing with apt-get: {names}"), || {
        // A list that is stale or partly out of reach may still hold what we need, so the installation decides.
        let _ = run(apt(rights).args(["update", "--quiet=2"]), "");
        run(
            apt(rights).args(["install", "--yes", "--quiet=2", "--no-remove"]).args(packages),
            &format!("apt-get could not install {names}; see its messages above, then {by_hand}"),
        )
    })
}

#[derive(Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

fn rights() -> Option<Rights> {
    if is_root() {
        return Some(Rights::Root);
    }
    answer(program("sudo").args(["-n", "true"])).map(|_| Rights::Sudo)
}

/// `apt-get` that asks nothing, and gives another installation ten minutes to let go of the lock.
fn apt(rights: Rights) -> Command {
    let mut command = match rights {
        Rights::Root => program("env"),
        Rights::Sudo => {
            let mut sudo = program("sudo");
            sudo.args(["-n", "env"]);
            sudo
        }
    };
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=600",
        "-o",
        "Dpkg::Use-Pty=0",
    ]);
    command
}

fn is_root() -> bool {
    answer(program("id").arg("-u")).as_deref() == Some("0")
}

/// Installs one npm package, at one version, under `target/tools`, and gives the folder of its files.
pub fn npm_install(project: &Project, name: &str, version: &str) -> Outcome<PathBuf> {
    let package = format!("{name}@{version}");
    let Some(npm) = find_on_path(&["npm"]) else {
        return Err(Problem::new(format!(
            "{package} needs npm, which is not here; install Node.js, then try again"
        )));
    };
    let tools = project.tools();
    step(&format!("installing with npm: {package}"), || {
        std::fs::create_dir_all(&tools)
            .map_err(|reason| Problem::with_file("make", &tools, &reason))?;
        let mut install = program(npm);
        install
            .args([
                "install",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--loglevel=error",
                "--save-exact",
            ])
            .arg("--prefix")
            .arg(&tools)
            .arg(&package);
        run(
            &mut install,
            &format!(
                "npm could not install {package}; see its messages above, and check the network"
            ),
        )
    })?;
    Ok(npm_folder(project, name))
}

/// Where the files of an npm package are once it is installed.
pub fn npm_folder(project: &Project, name: &str) -> PathBuf {
    project.tools().join("node_modules").join(name)
}

/// A file of an npm package, given as its name and version. The package is installed where the file is not there.
pub fn npm_file(
    project: &Project,
    (package, version): (&str, &str),
    file: &str,
) -> Outcome<PathBuf> {
    let file = npm_folder(project, package).join(file);
    if !file.is_file() {
        npm_install(project, package, version)?;
    }
    if file.is_file() {
        return Ok(file);
    }
    Err(Problem::new(format!(
        "{} is not where npm should have put it; remove that folder and try again",
        file.display()
    )))
}
