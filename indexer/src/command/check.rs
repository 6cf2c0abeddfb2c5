//! `signpost check`: what is wrong with the content, and what to type instead.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use authoring::report;
use catalog::day::Moment;
use clap::ValueEnum;
use indexer::read::read_directory;

use super::{Ended, moment, moment_of, usable};

/// What `signpost check` is asked.
#[derive(clap::Args)]
pub struct CheckArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Check as if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// The forms in which findings are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one JSON document
    Json,
    /// For a pull request: one annotation a line
    Annotations,
}

/// Reads everything and prints what was found.
pub fn run(args: &CheckArgs) -> Ended {
    let CheckArgs { content, format, now } = args;
    usable(content)?;
    let outcome = read_directory(content, moment_of(content, *now)?.day);
    let said = match format {
        Format::Text => report::text(&outcome.diagnostics, outcome.files),
        Format::Json => report::json(&outcome.diagnostics, outcome.files),
        Format::Annotations => report::annotations(&outcome.diagnostics, content),
    };
    // A closed pipe, as in `signpost check | head`, is the reader's choice and no failure.
    let _ = std::io::stdout().write_all(said.as_bytes());
    Ok(if outcome.directory.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
