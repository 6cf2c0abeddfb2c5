//! What the journeys are given: programs and files, by name in the environment.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The `signpost` program.
#[track_caller]
pub fn signpost() -> PathBuf {
    given("SIGNPOST_BIN")
}

/// `signpost` in a single file, with the bundle inside.
#[track_caller]
pub fn single() -> PathBuf {
    given("SIGNPOST_SINGLE")
}

/// What a town of the journeys brings of its own.
pub fn town(name: &str) -> PathBuf {
    project().join("tests/towns").join(name)
}

/// The folder with the browser bundle.
#[track_caller]
pub fn bundle() -> PathBuf {
    given("SIGNPOST_BUNDLE")
}

/// Chromium.
#[track_caller]
pub fn chrome() -> PathBuf {
    given("CHROME")
}

/// The program through which Chromium is driven.
#[track_caller]
pub fn chromedriver() -> PathBuf {
    given("CHROMEDRIVER")
}

/// The script of axe, which finds barriers in a page.
#[track_caller]
pub fn axe() -> PathBuf {
    given("SIGNPOST_AXE")
}

/// A validator of FHIR, as a module for node.
#[track_caller]
pub fn fhir() -> PathBuf {
    module("SIGNPOST_FHIR", "fhir/fhir.js")
}

/// Formats for a validator of JSON Schema, as a module for node; the validator stands beside it.
#[track_caller]
pub fn ajv() -> PathBuf {
    module("SIGNPOST_AJV", "ajv-formats/dist/index.js")
}

/// A reader of feeds, as a module for node.
#[track_caller]
pub fn feeds() -> PathBuf {
    module("SIGNPOST_FEEDS", "rss-parser/index.js")
}

/// The words of schema.org, as types for programs.
#[track_caller]
pub fn vocabulary() -> PathBuf {
    module("SIGNPOST_VOCABULARY", "schema-dts/dist/schema.d.ts")
}

/// A file of an npm package; where the variable is not set, as `cargo xtask test` installs it.
#[track_caller]
fn module(variable: &str, file: &str) -> PathBuf {
    let installed = workshop().join("tools/node_modules").join(file);
    if env::var_os(variable).is_none() && installed.exists() {
        return installed;
    }
    given(variable)
}

/// A folder of a standard's own schemas, which are not ours to carry: in `SIGNPOST_SCHEMAS`, or in the data beside the
/// project; `None` where it is in neither.
pub fn schemas(name: &str) -> Option<PathBuf> {
    let named = env::var_os("SIGNPOST_SCHEMAS").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| project().join("../shared/data/hsds")).join(name);
    folder.exists().then_some(folder)
}

/// Says that a test had nothing to look at. Not by `println!`, which nobody reads of a test that passes: `cargo xtask test`
/// counts these lines, so that no check is missing quietly.
pub fn skipped(why: &str) {
    // Where nobody listens, nobody is told.
    let _ = writeln!(io::stdout(), "SKIPPED: {why}");
}

/// The folder in which the sample is built.
pub fn sample() -> PathBuf {
    let named = env::var_os("SIGNPOST_SAMPLE").filter(|value| !value.is_empty());
    named.map_or_else(|| workshop().join("journeys/sample"), PathBuf::from)
}

/// The content folder of the sample directory.
pub fn content() -> PathBuf {
    project().join("content")
}

/// The folder that holds the whole project.
pub fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// A folder for what the journeys make, out of version control.
pub fn workshop() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| project().join("target"), PathBuf::from)
}

#[track_caller]
fn given(variable: &str) -> PathBuf {
    let named =
        env::var_os(variable).filter(|value: &OsString| !value.is_empty()).map(PathBuf::from);
    match named {
        Some(path) if path.exists() => path,
        Some(path) => panic!(
            "{variable} names {}, which is not there: run `cargo xtask test journeys`, which builds what the journeys need",
            path.display()
        ),
        None => panic!(
            "{variable} is not set: run `cargo xtask test journeys`, which builds what the journeys need"
        ),
    }
}
