//! `signpost check`: what is wrong with the content, and what to type instead.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::read::Outcome;
use crate::translated::is_below;
use authoring::report::{self, Diagnostic};
use catalog::day::Moment;
use clap::ValueEnum;

use super::{Ended, Errors, moment, moment_of, read, usable};

/// What `signpost check` is asked.
#[derive(clap::Args)]
pub struct CheckArgs {
    /// Files or folders of which to speak; everything is read, and the rest is not spoken of
    paths: Vec<PathBuf>,
    /// The content folder; without it, the folder above the first path that has a directory.toml, or
    /// `content`
    #[arg(long)]
    content: Option<PathBuf>,
    /// Also tell the topics of each page and where they were found, once nothing is an error
    #[arg(long)]
    topics: bool,
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
    let CheckArgs { paths, content, topics, format, now } = args;
    let content = match content {
        Some(content) => content.clone(),
        None => above(paths).unwrap_or_else(|| PathBuf::from("content")),
    };
    if let Some(path) = paths.iter().find(|path| !path.exists() && !content.join(path).exists()) {
        return Err(format!("There is no file or folder {}.", path.display()));
    }
    usable(&content)?;
    let now = moment_of(&content, *now)?;
    let Outcome { mut diagnostics, files, directory, .. } = read(&content, now, Errors::Stop);
    let folder = format!("{}/", content.to_string_lossy().trim_end_matches('/'));
    let is_asked = |path: &str| {
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        paths.is_empty() || is_below(&content, paths, inside)
    };
    let mut pages = directory
        .filter(|_| *topics)
        .map_or(Vec::new(), |directory| crate::topics::of_pages(&directory, &folder));
    pages.retain(|page| is_asked(&page.path));
    if !paths.is_empty() {
        diagnostics.retain(|found| is_asked(&found.path));
    }
    let said = match format {
        Format::Text => {
            let mut said = report::text(&diagnostics, files);
            if paths.is_empty() {
                said.push_str(&report::by_group(&diagnostics, &folder));
            }
            if !pages.is_empty() {
                said.push_str(&report::topics(&pages));
            }
            said
        }
        Format::Json if *topics => report::json_with_topics(&diagnostics, files, &pages),
        Format::Json => report::json(&diagnostics, files),
        Format::Annotations => report::annotations(&diagnostics, &content),
    };
    // A closed pipe, as in `signpost check | head`, is the reader's choice and no failure.
    let _ = std::io::stdout().write_all(said.as_bytes());
    let is_wrong = diagnostics.iter().any(Diagnostic::is_error);
    Ok(if is_wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The nearest folder above the first path that is a content folder.
fn above(paths: &[PathBuf]) -> Option<PathBuf> {
    let first = paths.first()?;
    let whole = first.canonicalize().ok()?;
    let found = whole.ancestors().find(|folder| folder.join("directory.toml").is_file())?;
    // As it was typed, where that can be had: findings name files as the person does.
    let typed = first.ancestors().find(|folder| is_same(folder, found));
    Some(typed.unwrap_or(found).to_path_buf())
}

fn is_same(folder: &Path, whole: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().is_ok_and(|folder| folder == whole)
}
