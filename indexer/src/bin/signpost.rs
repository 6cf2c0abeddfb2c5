//! `signpost` without the programs for the browser: `--bundle` names a folder of them.

use std::process::ExitCode;

fn main() -> ExitCode {
    indexer::cli::run()
}
