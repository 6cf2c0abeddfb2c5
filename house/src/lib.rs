//! What is true of the tree as a whole, as tests: `knows`, which crate may know which; `map`, that what the README
//! and the crates' own words name is there; `audit`, that what we use from others is sound.
//!
//! Deliberately absent: a network. The advisories are a snapshot, `house/advisories.toml`, whose first lines tell its date,
//! its source and how it is taken anew.
// A test that cannot go on stops with a sentence.
#![cfg(test)]
#![allow(clippy::panic, clippy::expect_used)]

mod audit;
mod knows;
mod map;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;

/// The folder of the whole project.
fn project() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("this crate is in a folder").to_path_buf()
}

/// What cargo knows about our crates and all that they use, on this machine and in a browser.
static METADATA: LazyLock<Value> = LazyLock::new(|| {
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc starts");
    let about = String::from_utf8_lossy(&rustc.stdout).into_owned();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).expect("it has a host");
    let mut cargo = Command::new(env!("CARGO"));
    // What stands in `Cargo.lock`, as anything is built: cargo fetches what nobody has built here yet.
    cargo.args(["metadata", "--format-version", "1", "--locked"]);
    cargo.args(["--filter-platform", host, "--filter-platform", "wasm32-unknown-unknown"]);
    let said = cargo.current_dir(project()).output().expect("cargo starts");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    serde_json::from_slice(&said.stdout).expect("cargo tells JSON")
});

/// The packages that cargo knows: ours, which come from no registry, and those of others.
fn packages() -> impl Iterator<Item = &'static Value> {
    METADATA["packages"].as_array().expect("cargo tells packages").iter()
}

/// Our own crates.
fn ours() -> impl Iterator<Item = &'static Value> {
    packages().filter(|package| package["source"].is_null())
}

fn name(package: &Value) -> &str {
    package["name"].as_str().expect("a package has a name")
}
