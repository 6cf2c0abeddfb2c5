//! `signpost build`: the whole site into a folder.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use authoring::report;
use catalog::day::Moment;
use catalog::directory::Directory;
use indexer::build::{Built, Bundle, build};
use indexer::clock;

use super::{Ended, moment, read};

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

/// Builds once.
pub fn run(args: &BuildArgs) -> Ended {
    let started = std::time::Instant::now();
    let outcome = read(&args.content, args.now)?;
    // A build prints errors only, so that it stays short: `check` prints warnings and notes.
    let errors: Vec<_> =
        outcome.diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
    if !errors.is_empty() {
        eprint!("{}", report::text(&errors, outcome.files));
    }
    let Some(directory) = &outcome.directory else {
        eprintln!("Nothing was written: the site stands as it was.");
        return Ok(ExitCode::FAILURE);
    };
    let bundle = args.bundle()?;
    if bundle.is_none() {
        eprintln!("Without --bundle the pages have no live search: only the browse pages.");
    }
    let built = build(directory, bundle.as_ref(), args.now(), &args.out)?;
    let seconds = started.elapsed().as_secs_f32();
    println!("{}", summary(&args.out, directory, &built, seconds, outcome.diagnostics.len()));
    Ok(ExitCode::SUCCESS)
}

/// One line that tells what was built.
fn summary(
    out: &Path,
    directory: &Directory,
    built: &Built,
    seconds: f32,
    remarks: usize,
) -> String {
    let mut line = format!(
        "{}: {} services, {} pages, {} files, {seconds:.1} s",
        out.display(),
        directory.services.len(),
        built.pages,
        built.files,
    );
    if built.left_out > 0 {
        let _ = write!(
            line,
            "; {} pages of services left out, since files_at_most = {} (directory.toml): their cards tell what there is",
            built.left_out,
            directory.config.files_at_most.unwrap_or_default()
        );
    }
    if remarks > 0 {
        let _ = write!(line, " ({remarks} remarks: signpost check)");
    }
    line
}
