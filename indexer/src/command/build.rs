//! `signpost build`: the whole site into a folder.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::build::{Bundle, build_into, whole};
use crate::earlier::{CountedBy, Earlier, Release, Today, earlier};
use crate::limit;
use crate::listed;
use crate::plainly::many;
use crate::read::Outcome;
use crate::staging::{Staging, resolved};
use authoring::report::{self, Diagnostic, Severity};
use authoring::validate::{is_placeholder_address, site_address};
use catalog::day::Moment;
use catalog::directory::Directory;

use super::{Ended, Errors, denied, moment, moment_of, read_of, read_told, warned};
use crate::terminal::Terminal;

/// What `signpost build` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost build
      the site of the folder content, into dist
  signpost build --content my-town --out /var/www/tea --deny-warnings
      nothing where there is a warning
  signpost build --lenient
      without the pages that have errors
  signpost build --base-url https://preview-7.example/
      for a preview of a change
  signpost build --host-url https://owner.github.io/town/
      at the address that the host gives, until directory.toml has one

The old site stands until the new one is whole. Warnings that keep a page from people are named, the others are \
counted; notes are for signpost check.")]
pub struct BuildArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// Where the site will stand, instead of what directory.toml says: for a preview of a change, or what the host
    /// knows. A last / that is missing is added
    #[arg(long, value_parser = web_address)]
    base_url: Option<String>,
    /// Where the host says that the site will stand: taken where base_url of directory.toml is still an example such as
    /// `https://directory.example/`, and left where somebody has written an address
    #[arg(long, value_parser = web_address)]
    host_url: Option<String>,
    /// Build nothing where there is a warning: exit code 1
    #[arg(long)]
    deny_warnings: bool,
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
    /// The page of gaps and the feed also tell what has changed since this earlier release: the folder of its site, its
    /// data/gaps.json, a day (2026-09-01, or 30-days for 30 days ago) or a revision of git
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
    fn earlier(&self, now: Moment, terminal: &Terminal) -> Result<Option<Earlier>, String> {
        let Some(since) = &self.since else { return Ok(None) };
        let found = earlier(since, Today { content: &self.content, now }, CountedBy::Need)?;
        match &found {
            Earlier::NotKnown(why) => terminal.complain(format!(
                "{why} What has changed since is not known, and the page of gaps says so."
            )),
            Earlier::Known(Release { listed: None, .. }) => terminal.complain(format!(
                "Beside the counts of {since} there is no {} of this signpost: which activities are new, changed or gone is not \
                 known.",
                listed::FILE
            )),
            Earlier::Known(_) => {}
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
    pub fn staging_in_turn(&self, terminal: &Terminal) -> Result<Staging, String> {
        let says =
            |who: &str| terminal.complain(format!("{who} This one waits until it has ended."));
        Staging::begin_in_turn(&self.out, says).map_err(|error| error.to_string())
    }
}

/// Reads an address as `--base-url` takes it. One without its last `/` is understood.
fn web_address(text: &str) -> Result<String, String> {
    site_address(text).ok_or_else(|| "type an address like https://example.org/".to_owned())
}

/// What a build comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The new site stands.
    SiteIsBuilt,
    /// Nothing was written, and why has been printed. The same words, without colours.
    NothingIsWritten(String),
}

impl Done {
    /// The exit code that says the same.
    pub fn exit_code(self) -> ExitCode {
        match self {
            Self::SiteIsBuilt => ExitCode::SUCCESS,
            Self::NothingIsWritten(_) => ExitCode::FAILURE,
        }
    }
}

/// What a site is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose<'a> {
    /// For everybody: somebody in danger may call what stands there.
    Publish {
        /// Where it will stand, if not where directory.toml says.
        base_url: Option<&'a str>,
        /// Where the host says that it will stand: taken where directory.toml has an example only.
        host_url: Option<&'a str>,
        /// What becomes of a site with warnings.
        warnings: Warnings,
    },
    /// For those who are at work on it.
    Look,
}

/// What to do with content that has warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warnings {
    /// They are counted, and named where they keep something from people.
    Tell,
    /// They stop everything.
    Deny,
}

/// What is said where nothing was written.
const NOTHING_WRITTEN: &str = "Nothing was written: the site stands as it was.";

/// Help lines that nobody has rung, as people know them, each once.
fn unrung(directory: &Directory) -> Vec<&str> {
    let urgent = directory.urgent.iter().flat_map(|kind| &kind.lines);
    let lines = directory.config.help_now.iter().chain(urgent).filter(|line| line.placeholder);
    let displays: BTreeSet<&str> = lines.map(|line| line.display.as_str()).collect();
    displays.into_iter().collect()
}

/// Builds.
pub fn run(args: &BuildArgs, terminal: &Terminal) -> Ended {
    let BuildArgs { site, base_url, host_url, deny_warnings } = args;
    site.usable()?;
    let warnings = if *deny_warnings { Warnings::Deny } else { Warnings::Tell };
    let (base_url, host_url) = (base_url.as_deref(), host_url.as_deref());
    let purpose = Purpose::Publish { base_url, host_url, warnings };
    // Before the content is read: what another build is about to swap in must not be older than
    // what this one has read.
    let staging = Staging::begin(&site.out).map_err(|error| error.to_string())?;
    build_once(site, staging, purpose, terminal).map(Done::exit_code)
}

/// Builds, and prints what came of it.
///
/// # Errors
/// A sentence for the person at the keyboard, who has done nothing wrong in the content.
pub fn build_once(
    args: &SiteArgs,
    staging: Staging,
    purpose: Purpose<'_>,
    terminal: &Terminal,
) -> Result<Done, String> {
    let started = Instant::now();
    let now = args.now()?;
    let earlier = args.earlier(now, terminal)?;
    let bundle = args.bundle()?;
    let files = read_told(&args.content, terminal);
    let asked = format!("{:?}", (args.lenient, purpose, &args.content));
    // What an earlier release had is not among the files.
    let read = files.as_deref().ok().filter(|_| earlier.is_none());
    let key = read.and_then(|files| whole(files, &asked, bundle.as_ref(), now.day));
    let said = key.and_then(|key| staging.stands(key, now.minute));
    if let Some(said) = said.and_then(|said| serde_json::from_str::<Said>(&said).ok()) {
        said.tell(terminal, &args.out, said.pages, started);
        return Ok(Done::SiteIsBuilt);
    }
    let errors = if args.lenient { Errors::LeaveOut } else { Errors::Stop };
    let Outcome { directory, diagnostics, files, left_out, sources } =
        read_of(&args.content, files, now, errors, terminal);
    // A build prints what stops it, so that it stays short: `check` prints the rest.
    let stops = |found: &&Diagnostic| match purpose {
        Purpose::Publish { warnings: Warnings::Deny, .. } => found.severity != Severity::Note,
        _ => found.is_error(),
    };
    let stopping: Vec<_> = diagnostics.iter().filter(stops).cloned().collect();
    if !stopping.is_empty() {
        terminal.complain_of(&stopping, files);
    }
    let nothing_because = |why: &str| {
        terminal.complain(why);
        Ok(Done::NothingIsWritten([&report::listed(&stopping), why].concat()))
    };
    let Some(mut directory) = directory else { return nothing_because(NOTHING_WRITTEN) };
    let mut moved = None;
    if let Purpose::Publish { base_url, host_url, warnings } = purpose {
        let count = stopping.iter().filter(|found| !found.is_error()).count();
        if warnings == Warnings::Deny && count > 0 {
            return nothing_because(&[&denied(count), " ", NOTHING_WRITTEN].concat());
        }
        let unrung = unrung(&directory);
        if !unrung.is_empty() {
            return nothing_because(&format!(
                "Nobody has rung {}: take `placeholder` away from each line in directory.toml and _taxonomy/urgent.toml \
                 once somebody has. Until then nothing is built to be published; signpost serve shows the site here.",
                unrung.join(", ")
            ));
        }
        let own = &mut directory.config.base_url;
        if let Some(base_url) = base_url {
            base_url.clone_into(own);
        } else if let Some(host_url) = host_url.filter(|_| is_placeholder_address(own)) {
            moved = Some(format!(
                "base_url of directory.toml is still {own}: the site is built for {host_url}, as the host says. Write that into \
                 directory.toml, because printed codes and messages to groups go by it."
            ));
            host_url.clone_into(own);
        }
    }
    let mut complaints: Vec<String> = match purpose {
        Purpose::Publish { .. } => warned::named(&diagnostics),
        Purpose::Look => Vec::new(),
    };
    complaints.extend(moved);
    for path in &left_out {
        // A name with a line end in it must not look like a line of ours.
        let path = report::visible(path);
        terminal.complain(format!("left out: {}/{path}", args.content.display()));
    }
    if bundle.is_none() {
        complaints.push(
            "This signpost has no programs for the browser inside, and no --bundle names them: the pages have no live \
             search, only the browse pages."
                .to_owned(),
        );
    }
    let services = directory.services.len();
    let config = directory.config.clone();
    let advice = match purpose {
        Purpose::Publish { .. } => limit::hosts::advice(&directory.config),
        Purpose::Look => Vec::new(),
    };
    let mut staging = staging.telling(terminal.listener());
    // Where something was left out, or errors were told, they are told again the next time.
    let key = key.filter(|_| left_out.is_empty() && stopping.is_empty());
    if let Some(key) = key {
        staging = staging.made_from(key);
    }
    let cache = staging.cache();
    // A page that was left out because of an error has not gone.
    let earlier = match left_out.is_empty() {
        true => earlier,
        false => earlier.map(Earlier::telling_nothing_gone),
    };
    let built = build_into(staging, directory, &sources, bundle.as_ref(), now, earlier.as_ref());
    terminal.progress().ended();
    let built = built?;
    let mut rest = String::new();
    if let Some(told) = built.left_out.told(&config) {
        let _ = write!(rest, "; {told}");
    }
    if !left_out.is_empty() {
        let files = match left_out.len() {
            1 => "1 file left out, since it has errors".to_owned(),
            files => format!("{files} files left out, since they have errors"),
        };
        let _ = write!(rest, "; {files}");
    }
    if let Some(counted) = warned::counted(&diagnostics) {
        let _ = write!(rest, " ({counted}; signpost check tells them)");
    }
    let said = Said { complaints, services, pages: built.pages, files: built.files, rest, advice };
    said.tell(terminal, &args.out, built.as_they_were, started);
    if let (Some(key), Ok(text)) = (key, serde_json::to_string(&said)) {
        cache.say(key, &text);
    }
    Ok(Done::SiteIsBuilt)
}

/// What a build tells, so that one that finds its site as it would make it tells the same.
#[derive(serde::Serialize, serde::Deserialize)]
struct Said {
    complaints: Vec<String>,
    services: usize,
    pages: usize,
    files: usize,
    /// What stands behind the seconds.
    rest: String,
    advice: Vec<String>,
}

impl Said {
    fn tell(&self, terminal: &Terminal, out: &Path, as_they_were: usize, started: Instant) {
        let Self { complaints, services, pages, files, rest, advice } = self;
        for line in complaints {
            terminal.complain(line);
        }
        let as_they_were = match as_they_were {
            0 => String::new(),
            pages => format!(" ({pages} as they were)"),
        };
        let seconds = started.elapsed().as_secs_f32();
        let out = out.display();
        let services = many(*services, "service", "services");
        let pages = many(*pages, "page", "pages");
        let files = many(*files, "file", "files");
        terminal.tell(format!(
            "{out}: {services}, {pages}{as_they_were}, {files}, {seconds:.1} s{rest}"
        ));
        for sentence in advice {
            terminal.remark(sentence);
        }
    }
}
