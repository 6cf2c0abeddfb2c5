//! `signpost version`: what `--version` says, for those who ask for it by a word.

use std::process::ExitCode;

use super::Ended;
use crate::terminal::Terminal;

/// What `signpost version` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost version
      the same as signpost --version")]
pub struct VersionArgs {}

/// Prints it.
pub fn run(whole: &clap::Command, terminal: &Terminal) -> Ended {
    terminal.print(&whole.render_version());
    Ok(ExitCode::SUCCESS)
}
