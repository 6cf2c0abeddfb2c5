//! `signpost` in a single file: with the programs for the browser inside, it needs nothing but a content folder.
//! `cargo xtask dist` makes it. A package of its own, so that `signpost` beside it compiles without waiting for them.

use std::process::ExitCode;

use indexer::build::Bundle;

/// The files of a bundle, put here by the build script.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

fn main() -> ExitCode {
    Bundle::embed(FILES);
    indexer::cli::run()
}
