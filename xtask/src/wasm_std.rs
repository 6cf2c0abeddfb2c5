//! Finds Rust's standard library for WebAssembly, or installs it: without it nothing builds for a phone.
//!
//! [`debian`] is the way for machines whose Rust has no such library and no way to fetch one.

mod debian;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::problem::{Outcome, Problem};
use crate::process::{answer, cargo, find_on_path, program, run};
use crate::project::Project;
use crate::step::{remark, step};

/// The target triple of a browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where the library can come from, the cheapest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The compiler at hand has it.
    Installed,
    /// `rustup target add`.
    Rustup,
    /// Debian's compiler for web browsers, and its source, from which the library is built.
    Debian,
}

impl Source {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Installed, "installed"), (Self::Rustup, "rustup"), (Self::Debian, "debian")];

    /// The source people call `word`.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(source, _)| *source)
    }
}

/// A compiler that can build for a browser, and how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Toolchain {
    /// The one at hand.
    AtHand,
    /// Debian's, with the library we built for it.
    Debian(debian::Compiler),
}

impl Toolchain {
    /// Where builds with this compiler go: two compilers in one folder would undo each other's work.
    pub fn target(&self, project: &Project) -> PathBuf {
        match self {
            Self::AtHand => project.target.clone(),
            Self::Debian(_) => project.target.join("browser-debian"),
        }
    }

    /// Cargo with this compiler.
    pub fn cargo(&self, project: &Project) -> Command {
        let mut command = match self {
            Self::AtHand => cargo(project),
            Self::Debian(compiler) => compiler.cargo(project),
        };
        command.env("CARGO_TARGET_DIR", self.target(project));
        command
    }
}

/// What the machine has, as far as the choice depends on it.
#[derive(Debug, Clone, Copy, Default)]
struct Machine {
    installed: bool,
    rustup: bool,
    built_before: bool,
    debian: bool,
}

/// The sources worth trying, in order.
fn worth_trying(chosen: Option<Source>, machine: Machine) -> Vec<Source> {
    if let Some(source) = chosen {
        return vec![source];
    }
    if machine.installed {
        return vec![Source::Installed];
    }
    let mut sources = Vec::new();
    // What was built before comes first: it was built because rustup could not help, and asking again takes time.
    if machine.built_before {
        sources.push(Source::Debian);
    }
    if machine.rustup {
        sources.push(Source::Rustup);
    }
    if machine.debian && !machine.built_before {
        sources.push(Source::Debian);
    }
    sources
}

/// A compiler that can build for a browser: from the chosen source, or from the first that works.
pub fn ensure(project: &Project, chosen: Option<Source>) -> Outcome<Toolchain> {
    let machine = Machine {
        installed: is_installed(),
        rustup: find_on_path(&["rustup"]).is_some(),
        built_before: debian::is_built(project),
        debian: debian::is_possible(),
    };
    let mut last = None;
    for source in worth_trying(chosen, machine) {
        let outcome = match source {
            Source::Installed if machine.installed => Ok(Toolchain::AtHand),
            Source::Installed => Err(missing()),
            Source::Rustup => add_with_rustup().map(|()| Toolchain::AtHand),
            Source::Debian => debian::ensure(project).map(Toolchain::Debian),
        };
        match outcome {
            Ok(toolchain) => return Ok(toolchain),
            Err(problem) => {
                if let Some(earlier) = last.replace(problem) {
                    remark(&earlier.to_string());
                }
            }
        }
    }
    Err(last.unwrap_or_else(missing))
}

fn missing() -> Problem {
    Problem::new(format!(
        "this Rust has no standard library for browsers; install Rust with rustup and run `rustup target add {TARGET}`"
    ))
}

fn add_with_rustup() -> Outcome<()> {
    let sentence =
        format!("rustup could not add {TARGET}; see its messages above, and check the network");
    step(&format!("adding {TARGET} with rustup"), || {
        run(program("rustup").args(["target", "add", TARGET]), &sentence)?;
        // A compiler found before rustup's on PATH is not helped by what rustup added.
        if is_installed() { Ok(()) } else { Err(missing()) }
    })
}

/// Whether the compiler at hand can build for a browser.
fn is_installed() -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    answer(program(rustc).args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| holds_core(Path::new(&folder)))
}

/// The folder existing is not enough: Debian's and a broken rustup's may be empty.
fn holds_core(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|entries| {
        entries.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libcore-") && name.ends_with(".rlib")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_source_that_can_work_is_tried_first() {
        let nothing = Machine::default();
        let everything =
            Machine { installed: true, rustup: true, built_before: true, debian: true };
        let cases: [(Machine, &[Source]); 5] = [
            (everything, &[Source::Installed]),
            (Machine { installed: false, ..everything }, &[Source::Debian, Source::Rustup]),
            (Machine { rustup: true, debian: true, ..nothing }, &[Source::Rustup, Source::Debian]),
            (Machine { debian: true, ..nothing }, &[Source::Debian]),
            (nothing, &[]),
        ];
        for (machine, expected) in cases {
            assert_eq!(worth_trying(None, machine), expected, "{machine:?}");
        }
    }

    #[test]
    fn a_chosen_source_is_the_only_one_tried() {
        let everything =
            Machine { installed: true, rustup: true, built_before: true, debian: true };
        for (source, name) in Source::ALL {
            assert_eq!(worth_trying(Some(source), everything), [source]);
            assert_eq!(Source::named(name), Some(source));
        }
        assert_eq!(Source::named("Debian?"), None);
    }
}
