//! `signpost import`: pages of other directories' data.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::exchange::import::maker::Wishes;
use crate::exchange::import::{Format, ImportError, Request, guess_mapping, prepare, report};
use crate::plainly::{cannot_write, many, to_type, writing};
use catalog::day::Moment;
use clap::ValueEnum;

use super::{Ended, moment, moment_of};
use crate::terminal::Terminal;

/// The folder of a report that was given no other.
const REPORT: &str = "import-report";

/// What `signpost import` is asked.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct ImportArgs {
    /// What the package is
    #[arg(value_enum)]
    format: FormatArg,
    /// A folder, a zip file or one file
    path: PathBuf,
    /// The content folder that the pages go into
    #[arg(long, default_value = "content", value_name = "CONTENT")]
    into: PathBuf,
    /// What the source is called: under this name it is remembered for the next import; without it, the
    /// package's own
    #[arg(long)]
    name: Option<String>,
    /// Of a sheet: the file that says what its columns are
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Of a sheet: write such a file, to be corrected, and import nothing
    #[arg(long)]
    guess: bool,
    /// It is a source of its own, even though services of it are in the town under another name
    #[arg(long)]
    other_source: bool,
    /// Believe the dates on which others have checked; else a page says that nobody has
    #[arg(long)]
    keep_checks: bool,
    /// Say what would be done, and write nothing but the report
    #[arg(long)]
    dry_run: bool,
    /// Where the report goes, in place of an earlier one; without it, into a new folder: import-report, or
    /// import-report-2 and so on where that is there already
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
    /// Import as if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

const EXAMPLES: &str = "\
Examples:
  signpost import hsds package.zip --into my-town
  signpost import oruk dump/ --into my-town --name council
  signpost import csv groups.csv --guess
      writes groups.mapping.toml, to be corrected
  signpost import csv groups.csv --mapping groups.mapping.toml --into my-town
  signpost import hsds package.zip --into my-town --dry-run
      says what would be done, and writes nothing but the report

Pages say `assurance: level: listed`: nobody has checked them yet. Import again when the source has changed: what \
people have edited since stays, and what both have changed is listed. The next file may be called otherwise: name \
the source with --name as it was named before. How foreign words are read is in \
_taxonomy/import.toml.";

/// The formats.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    /// HSDS 1, 2 or 3: tables or JSON
    Hsds,
    /// Open Referral UK: answers of an interface, kept as files
    Oruk,
    /// A sheet with a row for each service
    Csv,
}

/// Imports, and says what became of everything.
pub fn run(args: &ImportArgs, terminal: &Terminal) -> Ended {
    let ImportArgs {
        format,
        path,
        into,
        name,
        mapping,
        guess,
        other_source,
        keep_checks,
        dry_run,
        report,
        now,
    } = args;
    if !path.exists() {
        return Err(format!("There is no file or folder {}.", path.display()));
    }
    if *guess {
        return write_guess(path, mapping.as_deref(), terminal);
    }
    if !into.is_dir() {
        return Err(format!(
            "There is no folder {}. Name the content folder that the pages go into with --into.",
            into.display()
        ));
    }
    let now = moment_of(into, *now)?;
    let is_named = name.is_some();
    let name = match name {
        Some(name) => name.clone(),
        None => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let name = authoring::names::plain_name(&name, catalog::text::decompose_natively);
    if name.is_empty() {
        return Err("Name the source with --name, with letters from a to z.".to_owned());
    }
    let format = match format {
        FormatArg::Hsds => Format::Hsds,
        FormatArg::Oruk => Format::Oruk,
        FormatArg::Csv => Format::Sheet,
    };
    let wishes = Wishes { keep_checks: *keep_checks, other_source: *other_source };
    let request = Request {
        format,
        package: path,
        content: into,
        name: &name,
        mapping: mapping.as_deref(),
        wishes,
        today: now.day,
    };
    let prepared = prepare(&request, &terminal.listener());
    terminal.progress().ended();
    let summary = prepared.map_err(|error| error.to_string())?;
    // The report first: were the disk full, nothing would be written without its account.
    let folder = report.clone().unwrap_or_else(new_report);
    write_report(
        &folder,
        &[
            (report::TEXT, report::whole(&summary)),
            (report::SHEET, report::csv(&summary)),
            (report::DATA, report::json(&summary)),
        ],
    )?;
    terminal.tell(report::text(&summary));
    terminal.tell(format!(
        "The whole account: {}; each value: {}",
        folder.join(report::TEXT).display(),
        folder.join(report::SHEET).display()
    ));
    if *dry_run {
        terminal.tell("Nothing was written, as --dry-run asks.");
        return Ok(ExitCode::SUCCESS);
    }
    let written = summary.write().map_err(|error| match error {
        ImportError::Io(path, error) => cannot_write(&path)(error),
        error => error.to_string(),
    })?;
    terminal.tell(format!(
        "{} written into {}. Next: signpost check --content {}",
        many(written, "page", "pages"),
        into.display(),
        to_type(into)
    ));
    if summary.is_first && !is_named {
        terminal.tell(format!(
            "This source is remembered as {name}. When it has changed, type --name {name} too, whatever its file is called then."
        ));
    }
    Ok(if summary.settled.others > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A folder for a report, where none is: an earlier account is not lost to a later one.
fn new_report() -> PathBuf {
    let numbered = (2..).map(|number| format!("{REPORT}-{number}"));
    let mut names = std::iter::once(REPORT.to_owned()).chain(numbered).map(PathBuf::from);
    names.find(|folder| !folder.exists()).unwrap_or_else(|| REPORT.into())
}

fn write_report(folder: &Path, files: &[(&str, String)]) -> Result<(), String> {
    let failed = |path: &Path, error: &io::Error| {
        format!(
            "{} cannot be written: {}. Name another folder for the report with --report.",
            path.display(),
            writing(error)
        )
    };
    if folder.is_file() {
        return Err(format!(
            "{} is a file, and the report is a folder of files. Name another folder with --report.",
            folder.display()
        ));
    }
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    for (name, text) in files {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

fn write_guess(sheet: &Path, to: Option<&Path>, terminal: &Terminal) -> Ended {
    let guess = guess_mapping(sheet).map_err(|error| error.to_string())?;
    let to = to.map_or_else(|| sheet.with_extension("mapping.toml"), Path::to_path_buf);
    if to.exists() {
        return Err(format!(
            "{} is there already, and stays as it is. Name another file with --mapping.",
            to.display()
        ));
    }
    fs::write(&to, &guess.mapping).map_err(|error| {
        format!(
            "{} cannot be written: {}. Name another file with --mapping.",
            to.display(),
            writing(&error)
        )
    })?;
    terminal.tell(guess.told());
    if let Some(warning) = guess.warning() {
        terminal.complain(warning);
    }
    terminal.tell(format!(
        "{}: written. Correct it, then run: signpost import csv {} --mapping {}",
        to.display(),
        to_type(sheet),
        to_type(&to)
    ));
    Ok(ExitCode::SUCCESS)
}
