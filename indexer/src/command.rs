//! The commands of `signpost`, a file each, and what several of them take or do.
//!
//! To add one: a file here with its arguments and `run`, a line in `cli.rs`, and what its exit codes say in
//! `cli/exits.rs`.

pub mod apply;
pub mod build;
pub mod check;
pub mod checked;
pub mod completions;
pub mod dates;
pub mod diff;
pub mod due;
pub mod explain;
pub mod gaps;
pub mod help;
pub mod import;
pub mod init;
pub mod man;
pub mod new;
pub mod pack;
pub mod places;
pub mod published;
pub mod serve;
pub mod translated;
pub mod version;
mod warned;
pub mod wording;
pub mod words;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use crate::clock;
use crate::folder::read_folder;
use crate::plainly::many;
use crate::read::{Outcome, read_directory_told, read_leniently_told};
use crate::terminal::Terminal;
use authoring::node::nearest;
use authoring::source::SourceFile;
use authoring::validate::is_placeholder_address;
use catalog::day::Moment;
use catalog::directory::Config;

/// What a command comes to: its exit code, or a sentence for the person at the keyboard, which
/// makes exit code 2.
pub type Ended = Result<ExitCode, String>;

/// Reads a moment as `--now` takes it.
fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "type a date and a time like 2026-11-23T09:00".to_owned())
}

/// The moment that counts: the one that was typed, or else the one that the environment or the clock
/// says, where the directory is.
fn moment_of(content: &Path, typed: Option<Moment>) -> Result<Moment, String> {
    typed.map_or_else(|| clock::now_for(content), Ok)
}

/// What to do with pages that have errors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Errors {
    /// They stop everything.
    Stop,
    /// They are left out, and the rest is read.
    LeaveOut,
}

/// Whether there is a content folder.
fn usable(content: &Path) -> Result<(), String> {
    if content.is_dir() {
        return Ok(());
    }
    let here = if Path::new("directory.toml").is_file() {
        " There is a directory.toml right here: --content ."
    } else {
        ""
    };
    Err(format!(
        "There is no folder {}. Name the content folder with --content.{here}",
        content.display()
    ))
}

/// The command of this name.
///
/// # Errors
/// When there is none; with the one that is meant, where that can be seen.
fn named<'a>(whole: &'a clap::Command, name: &str) -> Result<&'a clap::Command, String> {
    whole.find_subcommand(name).ok_or_else(|| {
        let meant = nearest(name, whole.get_subcommands().map(clap::Command::get_name));
        let meant = meant.map(|meant| format!(" Do you mean {meant}?")).unwrap_or_default();
        format!("There is no command {name}.{meant} `signpost --help` names all of them.")
    })
}

/// What somebody should know before they print or send what leads to the site, while nobody can open its address: a sentence
/// about `these`. `None` where the address is one.
fn leads_nowhere(config: &Config, these: &str) -> Option<String> {
    let address = &config.base_url;
    is_placeholder_address(address).then(|| {
        format!(
            "{these} lead to {address}, which nobody can open: write where the site stands into directory.toml, as base_url, first."
        )
    })
}

/// Why a command that was told to `--deny-warnings` came to nothing.
fn denied(warnings: usize) -> String {
    format!("--deny-warnings: {}, where there must be none.", many(warnings, "warning", "warnings"))
}

/// Reads and checks the content folder as of `now`; somebody at a terminal sees how far it is.
fn read(content: &Path, now: Moment, errors: Errors, terminal: &Terminal) -> Outcome {
    read_of(content, read_told(content, terminal), now, errors, terminal)
}

/// The files of a content folder.
fn read_told(content: &Path, terminal: &Terminal) -> io::Result<Vec<SourceFile>> {
    terminal.progress().begins("Reading the folder", 0);
    let files = read_folder(content);
    terminal.progress().ended();
    files
}

/// Reads and checks what [`read_told`] gave.
fn read_of(
    content: &Path,
    files: io::Result<Vec<SourceFile>>,
    now: Moment,
    errors: Errors,
    terminal: &Terminal,
) -> Outcome {
    let progress = terminal.progress();
    let outcome = match errors {
        Errors::Stop => read_directory_told(content, files, now.day, progress),
        Errors::LeaveOut => read_leniently_told(content, files, now.day, progress),
    };
    progress.ended();
    outcome
}
