//! `signpost check`: what is wrong with the content, and what to type instead.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::paths;
use crate::read::Outcome;
use crate::reading;
use crate::translated::is_below;
use authoring::report::{self, Diagnostic, Severity};
use catalog::day::Moment;
use clap::ValueEnum;

use super::{Ended, Errors, denied, moment, moment_of, read, usable};
use crate::terminal::Terminal;

/// What `signpost check` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost check
      reads the folder content, and says of each mistake where it is and what to type instead
  signpost check content/riverside-friends
      of that group's pages only; the rest is read all the same, so that ids and names are compared
  signpost check my-town/riverside-friends/tuesday-tea.md
      of one page, in the content folder that it lies in
  signpost check --deny-warnings --quiet
      for a script: prints what is wrong, and nothing where nothing is
  signpost check --format annotations
      for a pull request")]
pub struct CheckArgs {
    /// Files or folders of which to speak; everything is read, and what is found in the rest is counted in a
    /// line
    paths: Vec<PathBuf>,
    /// The content folder; without it, the folder above the first path that has a directory.toml, or
    /// `content`
    #[arg(long)]
    content: Option<PathBuf>,
    /// Also tell the topics of each page and where they were found, once nothing is an error
    #[arg(long)]
    topics: bool,
    /// Also tell how easy each page is to read, in the languages in which that can be measured
    #[arg(long)]
    reading: bool,
    /// Warnings count as errors: exit code 1
    #[arg(long)]
    deny_warnings: bool,
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
pub fn run(args: &CheckArgs, terminal: &Terminal) -> Ended {
    let CheckArgs { paths, content, topics, reading: with_reading, deny_warnings, format, now } =
        args;
    let content = match content {
        Some(content) => content.clone(),
        None => above(paths).unwrap_or_else(|| PathBuf::from("content")),
    };
    if let Some(path) = paths.iter().find(|path| !path.exists() && !content.join(path).exists()) {
        return Err(format!("There is no file or folder {}.", path.display()));
    }
    usable(&content)?;
    let now = moment_of(&content, *now)?;
    let Outcome { diagnostics, files, directory, .. } = read(&content, now, Errors::Stop, terminal);
    let folder = paths::prefix(&content);
    let is_asked = |path: &str| {
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        paths.is_empty() || is_below(&content, paths, inside)
    };
    let mut readings = directory
        .as_ref()
        .filter(|_| *with_reading)
        .map_or(Vec::new(), |directory| reading::of_pages(directory, &folder));
    readings.retain(|page| is_asked(&page.path));
    let mut pages = directory
        .filter(|_| *topics)
        .map_or(Vec::new(), |directory| crate::topics::of_pages(&directory, &folder));
    pages.retain(|page| is_asked(&page.path));
    let (asked, others): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|found| is_asked(&found.path));
    let diagnostics = asked;
    let said = match format {
        Format::Text => {
            terminal.print_findings(&diagnostics, files);
            let mut said = String::new();
            if !terminal.is_quiet() {
                if paths.is_empty() {
                    said.push_str(&report::by_group(&diagnostics, &folder));
                }
                said.push_str(&report::elsewhere(&others));
                said.push_str(&report::plain_words(&diagnostics));
            }
            if !readings.is_empty() {
                said.push_str(&reading::text(&readings));
            }
            if !pages.is_empty() {
                said.push_str(&report::topics(&pages));
            }
            said
        }
        Format::Json if *topics => report::json_with_topics(&diagnostics, files, &pages),
        Format::Json => report::json(&diagnostics, files),
        Format::Annotations => {
            report::annotations(&diagnostics, Path::new(&paths::shown(&content)))
        }
    };
    terminal.print(&said);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return Ok(ExitCode::FAILURE);
    }
    let warnings = diagnostics.iter().filter(|found| found.severity == Severity::Warning).count();
    if *deny_warnings && warnings > 0 {
        terminal.complain(denied(warnings));
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// The nearest folder above the first path that is a content folder.
fn above(paths: &[PathBuf]) -> Option<PathBuf> {
    let first = paths.first()?;
    let whole = first.canonicalize().ok()?;
    let found = whole.ancestors().find(|folder| folder.join("directory.toml").is_file())?;
    // As it was typed, where that can be had: findings name files as the person does.
    let typed = first.ancestors().find(|folder| is_same(folder, found));
    Some(typed.map_or_else(|| paths::shown(found).into(), Path::to_path_buf))
}

fn is_same(folder: &Path, whole: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().is_ok_and(|folder| folder == whole)
}
