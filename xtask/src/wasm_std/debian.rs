//! Debian's Rust for web browsers (`rustc-web`), kept recent in stable releases because Firefox and Chromium are
//! built with it. Debian ships no WebAssembly library for it, but its source: the library is built once.
//!
//! A compiler reads only libraries it built itself, so the same compiler then builds the bundle, in a target folder
//! of its own. Only `cargo -Zbuild-std` is called with RUSTC_BOOTSTRAP: with the variable set, build scripts of our
//! dependencies would take the compiler for a nightly one and switch on what is unstable.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{TARGET, holds_core};
use crate::packages::{apt_install, has_apt};
use crate::problem::{Outcome, Problem};
use crate::process::{answer, find_on_path, forget_outer_cargo, program, run};
use crate::project::Project;
use crate::step::step;

/// What is installed; `lld-19` links for WebAssembly, which Debian's Rust has no linker of its own for.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// Debian's places, named in full because a rustup toolchain usually comes first on PATH.
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LIBRARY_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/Cargo.toml";

/// Debian's compiler with the library we built for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiler {
    sysroot: PathBuf,
    linker: PathBuf,
}

impl Compiler {
    /// Cargo that builds for a browser with this compiler, library and linker.
    pub fn cargo(&self, project: &Project) -> Command {
        let flags =
            format!("--sysroot={}\u{1f}-Clinker={}", self.sysroot.display(), self.linker.display());
        let mut command = debian_cargo();
        // The encoded form, because a folder's name may contain a space.
        command.current_dir(&project.root).env("CARGO_ENCODED_RUSTFLAGS", flags);
        command
    }
}

/// Whether a library built earlier is there for the compiler that is there now.
pub fn is_built(project: &Project) -> bool {
    version().is_some_and(|version| is_sysroot_of(project, &version)) && linker().is_some()
}

/// Whether this machine can install what is needed, or has it.
pub fn is_possible() -> bool {
    has_apt() || are_packages_here()
}

/// Installs and builds what is missing.
pub fn ensure(project: &Project) -> Outcome<Compiler> {
    if !are_packages_here() {
        apt_install(&PACKAGES)?;
    }
    let (Some(version), Some(linker)) = (version(), linker()) else {
        return Err(Problem::new(format!(
            "Debian's compiler is incomplete; reinstall {}",
            PACKAGES.join(" ")
        )));
    };
    let needed = env!("CARGO_PKG_RUST_VERSION");
    if !is_recent_enough(&version, needed) {
        return Err(Problem::new(format!(
            "Debian's Rust is “{version}”, but this project needs {needed}; enable Debian's security updates or use rustup"
        )));
    }
    if !is_sysroot_of(project, &version) {
        step("building Rust's standard library for browsers, once", || build(project, &version))?;
    }
    Ok(Compiler { sysroot: sysroot(project), linker })
}

fn are_packages_here() -> bool {
    [RUSTC, CARGO, LIBRARY_SOURCE].iter().all(|file| Path::new(file).is_file())
        && linker().is_some()
}

fn linker() -> Option<PathBuf> {
    find_on_path(&["wasm-ld-19", "wasm-ld"])
}

/// What the compiler says of itself, as `rustc 1.96.0 (…) (built from a source tarball)`.
fn version() -> Option<String> {
    let mut rustc = program(RUSTC);
    forget_outer_cargo(&mut rustc);
    answer(rustc.arg("--version"))
}

fn is_recent_enough(version: &str, needed: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        text.split('.').map_while(|number| number.parse().ok()).collect()
    };
    version.split_whitespace().nth(1).is_some_and(|version| numbers(version) >= numbers(needed))
}

fn debian_cargo() -> Command {
    let mut command = program(CARGO);
    forget_outer_cargo(&mut command);
    command.env_remove("RUSTUP_TOOLCHAIN").env("RUSTC", RUSTC);
    command
}

fn home(project: &Project) -> PathBuf {
    project.target.join("wasm-std")
}

fn sysroot(project: &Project) -> PathBuf {
    home(project).join("sysroot")
}

fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// The compiler's version is kept beside its library, so that an upgrade builds it again.
fn version_file(sysroot: &Path) -> PathBuf {
    sysroot.join("version")
}

fn is_sysroot_of(project: &Project, version: &str) -> bool {
    let sysroot = sysroot(project);
    holds_core(&library(&sysroot))
        && fs::read_to_string(version_file(&sysroot)).is_ok_and(|built| built == version)
}

/// Builds the library through an empty crate, and collects what cargo made of it.
///
/// Bitcode stays in, because the bundle is optimized as a whole.
fn build(project: &Project, version: &str) -> Outcome<()> {
    let home = home(project);
    let (made, next) = (home.join("build"), home.join("sysroot.next"));
    remove(&made)?;
    remove(&next)?;
    write(&home.join("Cargo.toml"), MANIFEST)?;
    write(&home.join("src/lib.rs"), "#![no_std]\n")?;
    let mut cargo = debian_cargo();
    cargo
        .current_dir(&home)
        .args(["build", "--quiet", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET])
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_ENCODED_RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", &made);
    run(
        &mut cargo,
        "the standard library did not build; see the messages above, or use rustup instead",
    )?;

    let folder = library(&next);
    fs::create_dir_all(&folder).map_err(|reason| Problem::with_file("make", &folder, &reason))?;
    collect(&made.join(TARGET), &folder)?;
    write(&version_file(&next), version)?;
    let sysroot = sysroot(project);
    remove(&sysroot)?;
    fs::rename(&next, &sysroot).map_err(|reason| Problem::with_file("make", &sysroot, &reason))?;
    remove(&made)
}

/// An empty workspace of its own; small is what a phone needs.
const MANIFEST: &str = r#"[package]
name = "standard-library"
edition = "2024"

[workspace]

[profile.release]
opt-level = "z"
panic = "abort"
codegen-units = 1
"#;

/// Copies the compiled libraries, wherever this version of cargo puts them, except our empty crate's.
fn collect(from: &Path, to: &Path) -> Outcome<()> {
    let entries = fs::read_dir(from).map_err(|reason| Problem::with_file("read", from, &reason))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            collect(&path, to)?;
        } else if is_library(&name.to_string_lossy()) {
            fs::copy(&path, to.join(name))
                .map_err(|reason| Problem::with_file("copy", &path, &reason))?;
        }
    }
    Ok(())
}

fn is_library(name: &str) -> bool {
    name.starts_with("lib")
        && name.contains('-')
        && name.ends_with(".rlib")
        && !name.starts_with("libstandard_library")
}

fn write(file: &Path, text: &str) -> Outcome<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(|reason| Problem::with_file("make", folder, &reason))?;
    }
    fs::write(file, text).map_err(|reason| Problem::with_file("write", file, &reason))
}

fn remove(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(reason) if folder.exists() => Err(Problem::with_file("remove", folder, &reason)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_recent_enough(
            "rustc 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)",
            "1.90"
        ));
        assert!(is_recent_enough("rustc 1.90.0", "1.90"));
        assert!(is_recent_enough("rustc 1.100.0", "1.90"));
        assert!(!is_recent_enough("rustc 1.85.0", "1.90"));
        assert!(!is_recent_enough("no version", "1.90"));
        assert!(!is_recent_enough("", "1.90"));
    }

    #[test]
    fn only_the_standard_library_is_collected() {
        assert!(is_library("libcore-60d83e9bdc749192.rlib"));
        for name in [
            "libcore-60d83e9bdc749192.rmeta",
            "libstandard_library-1.rlib",
            "libstandard_library.rlib",
            "core.d",
        ] {
            assert!(!is_library(name), "{name}");
        }
    }
}
