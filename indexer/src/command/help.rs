//! `signpost help`: what `--help` says, for those who ask for it by a word.
//!
//! clap's own `help` takes no `--help`, tells no exit codes and has no examples: this one is a command like the others.

use std::process::ExitCode;

use super::{Ended, named};

/// What `signpost help` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost help
  signpost help check
      the same as signpost check --help")]
pub struct HelpArgs {
    /// A command of signpost; without one, signpost itself
    command: Option<String>,
}

/// Prints it.
pub fn run(args: &HelpArgs, mut whole: clap::Command) -> Ended {
    // Gives each command its name as it is typed.
    whole.build();
    let mut asked = match &args.command {
        Some(name) => named(&whole, name)?.clone(),
        None => whole,
    };
    // clap prints, so that colours and widths are those of `--help`. A closed pipe is the reader's choice.
    let _ = asked.print_long_help();
    Ok(ExitCode::SUCCESS)
}
