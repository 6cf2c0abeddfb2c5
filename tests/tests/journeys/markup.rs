//! Every page is HTML as the standard has it: what a browser has to guess, another guesses otherwise.
// A journey that cannot go on stops with a sentence.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use std::process::Command;

use journeys::{Site, tools};

/// Most complaints that are shown: one slip in a frame is on every page.
const SHOWN: usize = 20;

#[test]
fn every_page_is_valid_html() {
    let Some(nu) = tools::nu() else {
        println!("SKIPPED: the Nu Html Checker is not there, so no page was validated");
        return;
    };
    let site = Site::sample();
    let checked = Command::new("java")
        // Deep pages are read by recursion.
        .args(["-Xss4m", "-jar"])
        .arg(nu)
        .args(["--errors-only", "--skip-non-html", "--format", "gnu"])
        .arg(&site.folder)
        .output()
        .expect("java can be started");
    let said = String::from_utf8_lossy(&checked.stderr);
    let errors: Vec<_> = said.lines().filter(|line| line.contains(" error: ")).collect();
    assert!(
        errors.is_empty() && checked.status.success(),
        "{} errors:\n{}",
        errors.len(),
        said.lines().take(SHOWN).collect::<Vec<_>>().join("\n")
    );
}
