//! `signpost`: from a folder of Markdown to a directory that stands on any static host.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use authoring::report;
use catalog::day::Moment;
use clap::{Parser, Subcommand, ValueEnum};
use indexer::build::{self, Bundle};
use indexer::read::{Outcome, read_directory};
use indexer::serve::Show;
use indexer::{clock, new, preview, serve};

/// A directory of things to do, made from Markdown pages, standing on any static host.
///
/// Exit codes: 0 fine, 1 the content has errors, 2 wrong usage or the disk said no.
#[derive(Parser)]
#[command(name = "signpost", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a page for a new service, ready to be filled in
    New {
        /// The group's folder inside the content folder, such as `riverside-friends`
        organization: String,
        /// What the service is called
        name: String,
        /// The content folder
        #[arg(long, default_value = "content")]
        content: PathBuf,
    },
    /// Read everything, and say what is wrong and what to type instead
    Check {
        /// The content folder
        #[arg(long, default_value = "content")]
        content: PathBuf,
        /// How to say it
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Check as if it were this moment: 2026-11-23T09:00
        #[arg(long, value_parser = moment)]
        now: Option<Moment>,
    },
    /// Write the whole site into a folder
    Build {
        #[command(flatten)]
        from: From,
    },
    /// Build the site and show it on this machine
    Serve {
        #[command(flatten)]
        from: From,
        /// The port on 127.0.0.1; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Build again whenever the content changes
        #[arg(long)]
        watch: bool,
    },
}

#[derive(clap::Args, Clone)]
struct From {
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// Where the site is to stand; an older one there is replaced whole
    #[arg(long, default_value = "dist")]
    out: PathBuf,
    /// The browser bundle (finder.js, plan.js and their .wasm files); without it the pages have no live search
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// Build as if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one JSON document
    Json,
    /// For a pull request: one annotation a line
    Annotations,
}

fn moment(text: &str) -> Result<Moment, String> {
    Moment::parse(text).ok_or_else(|| "type a date and a time like 2026-11-23T09:00".to_owned())
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::New { organization, name, content } => write_new(&content, &organization, &name),
        Command::Check { content, format, now } => check(&content, format, now),
        Command::Build { from } => build_once(&from),
        Command::Serve { from, port, watch } => show(&from, port, watch),
    };
    outcome.unwrap_or_else(|sentence| {
        eprintln!("{sentence}");
        ExitCode::from(2)
    })
}

fn write_new(content: &Path, organization: &str, name: &str) -> Result<ExitCode, String> {
    let today = clock::now_anywhere().day;
    let id = new::fresh_id(content).map_err(|error| error.to_string())?;
    let path = new::new_service(content, organization, name, id, today)
        .map_err(|error| error.to_string())?;
    println!("{}: written. Fill it in, then run: signpost check", path.display());
    Ok(ExitCode::SUCCESS)
}

fn check(content: &Path, format: Format, now: Option<Moment>) -> Result<ExitCode, String> {
    let outcome = read(content, now)?;
    let said = match format {
        Format::Text => report::text(&outcome.diagnostics, outcome.files),
        Format::Json => report::json(&outcome.diagnostics, outcome.files),
        Format::Annotations => report::annotations(&outcome.diagnostics, content),
    };
    // A closed pipe is the reader's choice.
    let _ = std::io::stdout().write_all(said.as_bytes());
    Ok(exit_code(&outcome))
}

fn read(content: &Path, now: Option<Moment>) -> Result<Outcome, String> {
    if !content.is_dir() {
        return Err(format!(
            "There is no folder {}. Name the content folder with --content.",
            content.display()
        ));
    }
    Ok(read_directory(content, now.unwrap_or_else(|| clock::now_for(content)).day))
}

fn exit_code(outcome: &Outcome) -> ExitCode {
    if outcome.directory.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn build_once(from: &From) -> Result<ExitCode, String> {
    let started = std::time::Instant::now();
    let outcome = read(&from.content, from.now)?;
    // Notes and warnings are `check`'s to say; a build stays short.
    let errors: Vec<_> =
        outcome.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
    if !errors.is_empty() {
        eprint!("{}", report::text(&errors, outcome.files));
    }
    let Some(directory) = &outcome.directory else {
        eprintln!("Nothing was written: the site stands as it was.");
        return Ok(ExitCode::FAILURE);
    };
    let bundle = from.bundle.as_deref().map(Bundle::read).transpose()?;
    if bundle.is_none() {
        eprintln!("Without --bundle the pages have no live search: only the browse pages.");
    }
    let now = from.now.unwrap_or_else(|| clock::now_for(&from.content));
    let built = build::build(directory, bundle.as_ref(), now, &from.out)?;
    let mut said = String::new();
    let _ = write!(
        said,
        "{}: {} services, {} pages, {} files, {:.1} s",
        from.out.display(),
        directory.services.len(),
        built.pages,
        built.files,
        started.elapsed().as_secs_f32()
    );
    if built.left_out > 0 {
        let _ = write!(
            said,
            "; {} pages of services left out, since files_at_most = {} (directory.toml): their cards tell what there is",
            built.left_out,
            directory.config.files_at_most.unwrap_or_default()
        );
    }
    let warnings = outcome.diagnostics.len();
    if warnings > 0 {
        let _ = write!(said, " ({warnings} remarks: signpost check)");
    }
    println!("{said}");
    Ok(ExitCode::SUCCESS)
}

fn show(from: &From, port: u16, watch: bool) -> Result<ExitCode, String> {
    let code = build_once(from)?;
    if !from.out.is_dir() {
        return Ok(code);
    }
    let show = Arc::new(Show::new(&from.out));
    if watch {
        let (again, shown) = (from.clone(), show.clone());
        serve::watch(from.content.clone(), move |changed| {
            show_at_once(&again, changed, &shown);
            if let Err(sentence) = build_once(&again) {
                eprintln!("{sentence}");
            }
            shown.settle();
        });
    }
    serve::serve(&show, port).map_err(|error| {
        format!("Port {port} on 127.0.0.1 cannot be used ({error}). Try --port 0.")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// The pages of the group that somebody is writing about; the rest follows with the build.
fn show_at_once(from: &From, changed: &[PathBuf], show: &Show) {
    let started = std::time::Instant::now();
    // What is wrong with the bundle, the build tells.
    let Ok(bundle) = from.bundle.as_deref().map(Bundle::read).transpose() else { return };
    let now = from.now.unwrap_or_else(|| clock::now_for(&from.content));
    let Some(pages) = preview::preview(&from.content, changed, bundle.as_ref(), now) else {
        return;
    };
    let files = pages.len();
    show.put(pages);
    println!(
        "{files} files can be seen after {:.2} s; the search follows",
        started.elapsed().as_secs_f32()
    );
}
