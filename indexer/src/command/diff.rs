//! `signpost diff`: what a change means to people who read the directory.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::plainly::{cannot_read, cannot_write};
use crate::read::{Outcome, read_files_leniently};
use crate::review::{self, Look, Review, Side};
use crate::wording::locales_of;
use crate::{clock, folder, revision};
use app::locales::Locales;
use catalog::day::Moment;
use clap::ValueEnum;

use super::{Ended, moment, usable};
use crate::terminal::Terminal;

/// What `signpost diff` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost diff main HEAD
      what the last commits mean to readers; content is the folder `content` in both revisions
  signpost diff ../before/content content
      two folders
  signpost diff main HEAD --format markdown --pages look/
      for a pull request, and the changed pages before and after, to open in a browser

What must be looked at first comes first: telephone numbers, addresses, prices, web addresses, what is \
confidential or calls for discretion, whether it still runs, and names that look like somebody else's.")]
pub struct DiffArgs {
    /// The content as it was: a content folder, or a revision of git
    old: String,
    /// The content as it is to be: a content folder, or a revision of git
    new: String,
    /// The content folder, for revisions: its repository is asked
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also draw the changed pages before and after into this folder, which must be new or empty
    #[arg(long)]
    pages: Option<PathBuf>,
    /// Compare as if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// The forms in which a change is told.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For a pull request: Markdown in which nothing of a page is markup, a link or a mention
    Markdown,
    /// For programs: one JSON document
    Json,
}

/// Compares, and prints what has changed.
pub fn run(args: &DiffArgs, terminal: &Terminal) -> Ended {
    let DiffArgs { old, new, content, format, pages, now } = args;
    if let Some(folder) = pages {
        is_free(folder)?;
    }
    let now = match now {
        Some(now) => *now,
        None => clock::now_for(if is_content(new) { Path::new(new) } else { content })?,
    };
    terminal.progress().begins("Comparing", 0);
    let (old, new) = (read(old, content, now)?, read(new, content, now)?);
    let locales = match &new.directory {
        Some(directory) => locales_of(directory),
        None => Locales::load().map_err(|error| error.to_string())?,
    };
    let review = review::review(&side(&old), &side(&new), &locales);
    let said = match format {
        Format::Text => review::text(&review),
        Format::Markdown => review::markdown(&review),
        Format::Json => review::json(&review),
    };
    terminal.progress().ended();
    terminal.print(&said);
    if let (Some(folder), Some(directory)) = (pages, &new.directory) {
        let look = review::look(&review, old.directory.as_ref(), directory, now)?;
        write(folder, &look, &review).map_err(cannot_write(folder))?;
    }
    let is_wrong = review.is_unreadable || !review.errors.is_empty();
    Ok(if is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Whether a folder is a content folder: else the word is a revision.
fn is_content(named: &str) -> bool {
    Path::new(named).join("directory.toml").is_file()
}

fn read(named: &str, content: &Path, now: Moment) -> Result<Outcome, String> {
    let files = if is_content(named) {
        folder::read_folder(Path::new(named)).map_err(cannot_read(Path::new(named)))?
    } else {
        usable(content)?;
        revision::files_at(content, named)?
    };
    Ok(read_files_leniently(files, now.day))
}

fn side(outcome: &Outcome) -> Side<'_> {
    Side {
        directory: outcome.directory.as_ref(),
        diagnostics: &outcome.diagnostics,
        left_out: &outcome.left_out,
    }
}

/// Whether pages can be drawn there without writing over anything.
fn is_free(folder: &Path) -> Result<(), String> {
    let is_full = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    match is_full || folder.is_file() {
        true => {
            Err(format!("--pages {}: there is something. Name a new folder.", folder.display()))
        }
        false => Ok(()),
    }
}

/// Writes the pages, and one that has each of them beside itself.
fn write(folder: &Path, look: &Look, review: &Review) -> std::io::Result<()> {
    for (name, files) in [("before", &look.before), ("after", &look.after)] {
        for (path, bytes) in files {
            let file = folder.join(name).join(path);
            fs::create_dir_all(file.parent().unwrap_or(folder))?;
            fs::write(file, bytes)?;
        }
    }
    fs::create_dir_all(folder)?;
    fs::write(folder.join("index.html"), review::side_by_side(look, review))
}
