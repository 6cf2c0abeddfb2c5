//! `signpost build`: the whole site into a folder.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::build::{Bundle, build_into};
use crate::earlier::{CountedBy, Earlier, Today, earlier};
use crate::read::Outcome;
use crate::staging::{Staging, resolved};
use authoring::report;
use authoring::validate::site_address;
use catalog::day::Moment;
use catalog::directory::Directory;

use super::{Ended, Errors, moment, moment_of, read};

/// What `signpost build` is asked.
#[derive(clap::Args)]
pub struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Where the site will stand, instead of what directory.toml says: for a preview of a change
    #[arg(long, value_parser = web_address)]
    base_url: Option<String>,
}

/// What a site is made of and where it is to stand: `signpost build` and `signpost serve` take it.
#[derive(clap::Args, Clone)]
pub struct SiteArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    pub content: PathBuf,
    /// Where the site is to stand; an older one there is replaced, and what others put there stays
    #[arg(long, default_value = "dist")]
    pub out: PathBuf,
    /// A folder of programs for the browser (finder.js, finder_bg.wasm and so on), instead of those that this signpost
    /// has inside; with neither, the pages have no live search
    #[arg(long)]
    bundle: Option<PathBuf>,
    /// Leave out pages that have errors, and build the rest
    #[arg(long)]
    lenient: bool,
    /// Build as if it were this moment: 2026-11-23T09:00. Without it SOURCE_DATE_EPOCH is asked, then the clock
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
    /// The page of gaps also tells what has changed since this earlier release: the folder of its site, its
    /// data/gaps.json, a day (2026-09-01, or 30-days ago) or a revision of git
    #[arg(long)]
    since: Option<String>,
}

impl SiteArgs {
    /// The programs for the browser: of the folder that is named, or else those inside this `signpost`.
    ///
    /// # Errors
    /// When one of them is missing.
    pub fn bundle(&self) -> Result<Option<Bundle>, String> {
        match &self.bundle {
            Some(folder) => Bundle::read(folder).map(Some),
            None => Bundle::embedded(),
        }
    }

    /// The moment for which to build.
    ///
    /// # Errors
    /// When SOURCE_DATE_EPOCH is not a number of seconds.
    pub fn now(&self) -> Result<Moment, String> {
        moment_of(&self.content, self.now)
    }

    /// What the earlier release had that `--since` names, where somebody asked.
    ///
    /// # Errors
    /// When it names nothing, or something that holds no counts.
    fn earlier(&self, now: Moment) -> Result<Option<Earlier>, String> {
        let Some(since) = &self.since else { return Ok(None) };
        let found = earlier(since, Today { content: &self.content, now }, CountedBy::Need)?;
        if let Earlier::NotKnown(why) = &found {
            eprintln!("{why} What has changed since is not known, and the page of gaps says so.");
        }
        Ok(Some(found))
    }

    /// Whether folders and programs are there and can be had, before anything else is done.
    ///
    /// # Errors
    /// A sentence for the person who typed the arguments.
    pub fn usable(&self) -> Result<(), String> {
        super::usable(&self.content)?;
        self.now()?;
        self.bundle()?;
        self.out_lies_apart()
    }

    /// The site and what it is made from must not lie in each other: the site would be read as
    /// content, or drafts would be published.
    fn out_lies_apart(&self) -> Result<(), String> {
        let out = resolved(&self.out).map_err(|error| error.to_string())?;
        let made_from = [("content", Some(&self.content)), ("bundle", self.bundle.as_ref())];
        for (what, folder) in made_from {
            let Some(folder) = folder else { continue };
            let Ok(inside) = folder.canonicalize() else { continue };
            let lies = if out.starts_with(&inside) {
                "would stand inside"
            } else if inside.starts_with(&out) {
                "would replace"
            } else {
                continue;
            };
            return Err(format!(
                "--out {}: the site {lies} the {what} folder, {}. Name a folder beside it.",
                self.out.display(),
                folder.display()
            ));
        }
        Ok(())
    }

    /// The target, once no other build is at work on it.
    ///
    /// # Errors
    /// When it cannot be had.
    pub fn staging_in_turn(&self) -> Result<Staging, String> {
        let says = |who: &str| eprintln!("{who} This one waits until it has ended.");
        Staging::begin_in_turn(&self.out, says).map_err(|error| error.to_string())
    }
}

/// Reads an address as `--base-url` takes it. One without its last `/` is understood.
fn web_address(text: &str) -> Result<String, String> {
    site_address(text).ok_or_else(|| "type an address like https://example.org/".to_owned())
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

/// What a site is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// For everybody: somebody in danger may call what stands there.
    Publish,
    /// For those who are at work on it.
    Look,
}

/// Help lines that nobody has rung, as people know them, each once.
fn unrung(directory: &Directory) -> Vec<&str> {
    let urgent = directory.urgent.iter().flat_map(|kind| &kind.lines);
    let lines = directory.config.help_now.iter().chain(urgent).filter(|line| line.placeholder);
    let displays: BTreeSet<&str> = lines.map(|line| line.display.as_str()).collect();
    displays.into_iter().collect()
}

/// Builds.
pub fn run(args: &BuildArgs) -> Ended {
    let BuildArgs { site, base_url } = args;
    site.usable()?;
    // Before the content is read: what another build is about to swap in must not be older than
    // what this one has read.
    let staging = Staging::begin(&site.out).map_err(|error| error.to_string())?;
    build_once(site, staging, base_url.as_deref(), Purpose::Publish).map(Done::exit_code)
}

/// Builds, and prints what came of it.
///
/// # Errors
/// A sentence for the person at the keyboard, who has done nothing wrong in the content.
pub fn build_once(
    args: &SiteArgs,
    staging: Staging,
    base_url: Option<&str>,
    purpose: Purpose,
) -> Result<Done, String> {
    let started = std::time::Instant::now();
    let now = args.now()?;
    let earlier = args.earlier(now)?;
    let errors = if args.lenient { Errors::LeaveOut } else { Errors::Stop };
    let Outcome { directory, diagnostics, files, left_out, sources } =
        read(&args.content, now, errors);
    // A build prints errors only, so that it stays short: `check` prints warnings and notes.
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.is_error()).cloned().collect();
    if !errors.is_empty() {
        eprint!("{}", report::text(&errors, files));
    }
    let Some(mut directory) = directory else {
        eprintln!("Nothing was written: the site stands as it was.");
        return Ok(Done::ContentHasErrors);
    };
    if purpose == Purpose::Publish {
        let unrung = unrung(&directory);
        if !unrung.is_empty() {
            eprintln!(
                "Nobody has rung {}: take `placeholder` away from each line in directory.toml and _taxonomy/urgent.toml \
                 once somebody has. Until then nothing is built to be published; signpost serve shows the site here.",
                unrung.join(", ")
            );
            return Ok(Done::ContentHasErrors);
        }
    }
    if let Some(base_url) = base_url {
        base_url.clone_into(&mut directory.config.base_url);
    }
    for path in &left_out {
        // A name with a line end in it must not look like a line of ours.
        eprintln!("left out: {}/{}", args.content.display(), report::visible(path));
    }
    let bundle = args.bundle()?;
    if bundle.is_none() {
        eprintln!(
            "This signpost has no programs for the browser inside, and no --bundle names them: the pages have no live search, only the browse pages."
        );
    }
    let (services, most) = (directory.services.len(), directory.config.files_at_most);
    let built = build_into(staging, directory, &sources, bundle.as_ref(), now, earlier.as_ref())?;
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
