//! Checks every page of a site with the Nu Html Checker, a Java program: what one browser has to guess, another guesses
//! otherwise.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::packages::npm_file;
use crate::problem::{Outcome, Problem};
use crate::process::{find_on_path, not_started, program};
use crate::project::Project;

/// The checker, at one version: a newer one may find more, and must not break an older commit.
const NU: (&str, &str) = ("vnu-jar", "26.9.27");

/// Most complaints that are shown: one slip in a frame is on every page.
const SHOWN: usize = 20;

/// The checker and what runs it.
pub struct Checker {
    java: PathBuf,
    nu: PathBuf,
}

/// Finds Java, and finds or installs the checker.
pub fn ensure(project: &Project) -> Outcome<Checker> {
    let go_on = "or leave this part out: cargo xtask test --without-html";
    let java = find_on_path(&["java"]).ok_or_else(|| {
        Problem::new(format!(
            "every page's HTML is checked by a Java program; install Java, {go_on}"
        ))
    })?;
    let nu = npm_file(project, NU, "build/dist/vnu.jar")
        .map_err(|problem| Problem::new(format!("{problem}, {go_on}")))?;
    Ok(Checker { java, nu })
}

impl Checker {
    /// Checks all pages of a site, and says how many the checker has read.
    pub fn check(&self, site: &Path) -> Outcome<String> {
        let mut check = program(&self.java);
        // Deep pages are read by recursion.
        check.args(["-Xss4m", "-jar"]).arg(&self.nu);
        // "Verbose" is the name of every page on standard output.
        check.args(["--errors-only", "--verbose", "--skip-non-html", "--format", "gnu"]).arg(site);
        let checked = check.stdin(Stdio::null()).output();
        let checked = checked.map_err(|reason| not_started(&check, &reason))?;
        let pages = String::from_utf8_lossy(&checked.stdout).lines().count();
        let said = String::from_utf8_lossy(&checked.stderr);
        if checked.status.success() && pages > 0 {
            return Ok(format!("{pages} pages are valid"));
        }
        for line in said.lines().take(SHOWN) {
            println!("{line}");
        }
        let errors = said.lines().filter(|line| line.contains(" error: ")).count();
        Err(Problem::new(format!("{errors} errors on {pages} pages of {}", site.display())))
    }
}
