//! Finds the browser that the journeys drive, or installs it, with letters to draw and the checker of accessibility.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::packages::{apt_install, has_apt, npm_file};
use crate::problem::{Outcome, Problem};
use crate::process::{answer, find_on_path, program};
use crate::project::Project;
use crate::step::remark;

/// What people call the browser, in the order we look.
const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 1] = ["chromedriver"];
const PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// Letters of every script of the sample: without them a browser draws boxes, of another width, and no page can be
/// measured. A name of a font and a language, both as fontconfig has them, that tell whether they are there.
const FONTS: [(&str, &str); 2] =
    [("Noto Sans", "fonts-noto-core"), (":lang=zh-tw", "fonts-noto-cjk")];

/// The accessibility checker, at one version: a newer one may find more, and must not break an older commit.
const AXE: (&str, &str) = ("axe-core", "4.14.1");

/// What the journeys need besides the site.
pub struct Browser {
    /// The browser.
    pub chrome: PathBuf,
    /// The program through which it is driven.
    pub driver: PathBuf,
    /// The script of the accessibility checker.
    pub axe: PathBuf,
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
            "the journeys need Chromium and chromedriver; install them, or name their programs in CHROME and CHROMEDRIVER, or run what needs no browser: cargo xtask test unit",
        )
    })?;
    ensure_fonts();
    Ok(Browser { chrome, driver, axe: ensure_axe(project)? })
}

/// Installs the fonts that are missing, where that can be done.
fn ensure_fonts() {
    let has = |pattern: &str| {
        answer(program("fc-list").arg(pattern)).is_some_and(|fonts| !fonts.is_empty())
    };
    let missing = FONTS.iter().filter(|(pattern, _)| !has(pattern));
    let missing: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return;
    }
    let outcome = if has_apt() { apt_install(&missing) } else { Err(Problem::new("no apt-get")) };
    if let Err(problem) = outcome {
        remark(&format!(
            "without {} pages are measured with other letters than ours: {problem}",
            missing.join(" and ")
        ));
    }
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
    npm_file(project, AXE, "axe.min.js")
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
