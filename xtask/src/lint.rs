//! Reads the source for what tests do not see: its form, what the compiler's advisers say, on this machine and for a
//! browser, the documentation, and an audit of what we use from others. Whatever fails, the rest is still done.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::part::{Part, conclude};
use crate::problem::{Outcome, Problem};
use crate::process::{cargo, run};
use crate::project::Project;
use crate::wasm_std::{self, Source, TARGET, Toolchain};
use crate::workflows;

/// Crates that every side uses: they are read for this machine and for a browser.
const BOTH_SIDES: [&str; 3] = ["catalog", "authoring", "app"];

/// Where the programs of pages are, a folder each, called as its package.
const BROWSER_SIDE: &str = "app/web";

/// Natively, `app` draws pages.
const FEATURES: [&str; 2] = ["--features", "app/ssr"];

/// Runs every part.
pub fn run_lint(project: &Project, wasm_std: Option<Source>) -> Outcome<()> {
    let start = Instant::now();
    let mut parts = vec![Part::run("form", || form(project))];
    match browser_side(project) {
        Ok(browser_side) => {
            let here = || here(&browser_side);
            parts.push(Part::run("clippy", || clippy(cargo(project).arg("clippy").args(here()))));
            parts.push(Part::run("browser", || for_browser(project, wasm_std, &browser_side)));
            parts.push(Part::run("docs", || docs(cargo(project).arg("doc").args(here()))));
        }
        Err(problem) => parts.push(Part::run("packages", || Err(problem))),
    }
    parts.push(Part::run("audit", || audit(project)));
    parts.push(Part::run("workflows", || workflows::check(project)));
    conclude(&parts, start)
}

/// One configuration, `rustfmt.toml`.
fn form(project: &Project) -> Outcome<String> {
    let sentence = "some files have another form; `cargo fmt` gives them this one";
    run(cargo(project).args(["fmt", "--all", "--check"]), sentence)?;
    Ok("every file has it".to_owned())
}

/// All packages but those that are only built for a browser.
fn here(browser_side: &[String]) -> Vec<&str> {
    let without = browser_side.iter().flat_map(|package| ["--exclude", package]);
    ["--workspace"].into_iter().chain(without).chain(FEATURES).collect()
}

fn clippy(clippy: &mut Command) -> Outcome<String> {
    let sentence = "the advice above is to be followed";
    run(clippy.args(["--all-targets", "--", "--deny", "warnings"]), sentence)?;
    Ok("no advice".to_owned())
}

/// That the browser's side and what both sides use builds for a browser, too. Debian's compiler for browsers has no
/// adviser: there the compiler's own warnings are enough.
fn for_browser(
    project: &Project,
    wasm_std: Option<Source>,
    browser_side: &[String],
) -> Outcome<String> {
    let toolchain = wasm_std::ensure(project, wasm_std)?;
    let mut cargo = toolchain.cargo(project);
    let advises = toolchain == Toolchain::AtHand;
    cargo.arg(if advises { "clippy" } else { "check" });
    let both = BOTH_SIDES.iter().copied();
    cargo.args(
        both.chain(browser_side.iter().map(String::as_str)).flat_map(|name| ["--package", name]),
    );
    cargo.args(["--target", TARGET]);
    if advises {
        cargo.args(["--", "--deny", "warnings"]);
    }
    run(&mut cargo, "what is above keeps it from running in a browser, or is advice")?;
    Ok(format!("{} packages build for it", BOTH_SIDES.len() + browser_side.len()))
}

/// That every link in the documentation leads somewhere.
fn docs(docs: &mut Command) -> Outcome<String> {
    // What is private is documented, too, for those who work on it: links to it lead somewhere.
    let flags = "--deny warnings --allow rustdoc::private-intra-doc-links";
    docs.args(["--no-deps", "--document-private-items"]).env("RUSTDOCFLAGS", flags);
    run(docs, "the documentation has the faults above")?;
    Ok("every link leads somewhere".to_owned())
}

/// Advisories, licences, sources: see the package `house`, whose other tests belong to `cargo xtask test`.
fn audit(project: &Project) -> Outcome<String> {
    let mut house = cargo(project);
    house.args(["test", "--quiet", "--package", "house", "audit::"]);
    run(&mut house, "what is named above is to be replaced, or accepted in house/src/audit.rs")?;
    Ok("no advisory, known licences, one registry".to_owned())
}

/// The packages of the browser's side.
fn browser_side(project: &Project) -> Outcome<Vec<String>> {
    let folder = project.root.join(BROWSER_SIDE);
    let entries =
        fs::read_dir(&folder).map_err(|reason| Problem::with_file("read", &folder, &reason))?;
    let packages = entries.flatten().filter(|entry| entry.path().join("Cargo.toml").is_file());
    let mut names: Vec<_> =
        packages.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_for_a_browser_alone_is_not_read_for_this_machine() {
        let names = ["finder", "kit"].map(str::to_owned);
        let read = here(&names).join(" ");
        assert_eq!(read, "--workspace --exclude finder --exclude kit --features app/ssr");
        let found = browser_side(&Project::find()).unwrap_or_default();
        assert!(found.contains(&"finder".to_owned()), "{found:?}");
    }
}
