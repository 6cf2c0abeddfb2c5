//! `signpost build`: the whole site into a folder.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use authoring::report;
use catalog::day::Moment;
use indexer::build::{Bundle, build};
use indexer::clock;
use indexer::read::Outcome;

use super::{Ended, Errors, moment, read};

/// What `signpost build` is asked; `signpost serve` takes the same and more.
#[derive(clap::Args, Clone)]
pub struct BuildArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    pub content: PathBuf,
    /// Where the site is to stand; an older one there is replaced whole
    #[arg(long, default_value = "dist")]
    pub out: PathBuf,
    /// The browser bundle (finder.js, plan.js and their .wasm files); without it the pages have no live search
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// Leave out pages that have errors, and build the rest
    #[arg(long)]
    lenient: bool,
    /// Build as if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

impl BuildArgs {
    /// The programs for the browser, where a folder of them is named.
    ///
    /// # Errors
    /// When the folder lacks one of them.
    pub fn bundle(&self) -> Result<Option<Bundle>, String> {
        self.bundle.as_deref().map(Bundle::read).transpose()
    }

    /// The moment for which to build.
    pub fn now(&self) -> Moment {
        self.now.unwrap_or_else(|| clock::now_for(&self.content))
    }
}

/// What a build comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The new site stands.
    SiteIsBuilt,
    /// Nothing was written, and why has been printed.
    ContentHasErrors,
}

impl Done {
    /// The exit code that says the same.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::SiteIsBuilt => ExitCode::SUCCESS,
            Self::ContentHasErrors => ExitCode::FAILURE,
        }
    }
}

/// Builds.
pub fn run(args: &BuildArgs) -> Ended {
    build_once(args).map(Done::exit_code)
}

/// Builds, and prints what came of it.
///
/// # Errors
/// A sentence for the person at the keyboard, who has done nothing wrong in the content.
pub fn build_once(args: &BuildArgs) -> Result<Done, String> {
    let started = std::time::Instant::now();
    let errors = if args.lenient { Errors::LeaveOut } else { Errors::Stop };
    let Outcome { directory, diagnostics, files, left_out } =
        read(&args.content, args.now, errors)?;
    // A build prints errors only, so that it stays short: `check` prints warnings and notes.
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
    if !errors.is_empty() {
        eprint!("{}", report::text(&errors, files));
    }
    let Some(directory) = directory else {
        eprintln!("Nothing was written: the site stands as it was.");
        return Ok(Done::ContentHasErrors);
    };
    for path in &left_out {
        eprintln!("left out: {}/{path}", args.content.display());
    }
    let bundle = args.bundle()?;
    if bundle.is_none() {
        eprintln!("Without --bundle the pages have no live search: only the browse pages.");
    }
    let (services, most) = (directory.services.len(), directory.config.files_at_most);
    let built = build(directory, bundle.as_ref(), args.now(), &args.out)?;
    let mut line = format!(
        "{}: {services} services, {} pages, {} files, {:.1} s",
        args.out.display(),
        built.pages,
        built.files,
        started.elapsed().as_secs_f32()
    );
    if built.left_out > 0 {
        let _ = write!(
            line,
            "; {} pages of services left out, since files_at_most = {} (directory.toml): their cards tell what there is",
            built.left_out,
            most.unwrap_or_default()
        );
    }
    if !left_out.is_empty() {
        let _ = write!(line, "; {} files left out, since they have errors", left_out.len());
    }
    if !diagnostics.is_empty() {
        let _ = write!(line, " ({} remarks: signpost check)", diagnostics.len());
    }
    println!("{line}");
    Ok(Done::SiteIsBuilt)
}
