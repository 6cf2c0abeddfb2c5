//! Finds the browser that the journeys drive, or installs it, and the checkers of accessibility and of HTML.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::packages::{apt_install, has_apt, npm_folder, npm_install};
use crate::problem::{Outcome, Problem};
use crate::process::find_on_path;
use crate::project::Project;
use crate::step::remark;

/// What people call the browser, in the order we look.
const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 1] = ["chromedriver"];
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// The accessibility checker, at one version: a newer one may find more, and must not break an older commit.
const AXE: (&str, &str) = ("axe-core", "4.14.1");

/// The checker of HTML, likewise: the Nu Html Checker as a Java program.
const NU: (&str, &str) = ("vnu-jar", "26.9.27");

/// What the journeys need besides the site.
pub struct Browser {
    /// The browser.
    pub chrome: PathBuf,
    /// The program through which it is driven.
    pub driver: PathBuf,
    /// The script of the accessibility checker.
    pub axe: PathBuf,
    /// The checker of HTML, where Java is there to run it.
    pub nu: Option<PathBuf>,
}

/// Finds or installs everything.
pub fn ensure(project: &Project) -> Outcome<Browser> {
    let found = || Some((find("CHROME", &BROWSERS)?, find("CHROMEDRIVER", &DRIVERS)?));
    let both = match found() {
        Some(both) => Some(both),
        None if has_apt() => {
            apt_install(&PACKAGES)?;
            found()
        }
        None => None,
    };
    let (chrome, driver) = both.ok_or_else(|| {
        Problem::new(
            "the journeys need Chromium and chromedriver; install them, or name their programs in CHROME and CHROMEDRIVER",
        )
    })?;
    Ok(Browser { chrome, driver, axe: ensure_axe(project)?, nu: find_nu(project) })
}

/// The program named by a variable, or the first of `names` on PATH.
fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    named(env::var_os(variable)).or_else(|| find_on_path(names))
}

/// A variable that is empty or names nothing is as good as none: somebody's shell may set it for another machine.
fn named(value: Option<OsString>) -> Option<PathBuf> {
    value.map(PathBuf::from).filter(|file| file.is_file())
}

fn ensure_axe(project: &Project) -> Outcome<PathBuf> {
    if let Some(file) = named(env::var_os("SIGNPOST_AXE")) {
        return Ok(file);
    }
    from_npm(project, AXE, "axe.min.js")
}

/// Without Java, or without a network, everything else is tested all the same.
fn find_nu(project: &Project) -> Option<PathBuf> {
    if find_on_path(&["java"]).is_none() {
        remark("the pages' HTML is not validated: install Java to run the Nu Html Checker");
        return None;
    }
    let found = from_npm(project, NU, "build/dist/vnu.jar");
    found.map_err(|problem| remark(&format!("the pages' HTML is not validated: {problem}"))).ok()
}

/// A file of a package, which is installed where it is not there.
fn from_npm(project: &Project, (package, version): (&str, &str), file: &str) -> Outcome<PathBuf> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variable_that_names_nothing_is_passed_over() {
        assert_eq!(named(None), None);
        assert_eq!(named(Some("".into())), None);
        assert_eq!(named(Some("/no/such/browser".into())), None);
        let existing = env::current_exe().ok();
        assert_eq!(named(existing.clone().map(OsString::from)), existing);
    }
}
