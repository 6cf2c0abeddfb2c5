//! `cargo xtask bench`: how Signpost holds up at size. Builds ever larger directories, and asks the find page in a
//! browser beside other search engines, all in one run on one machine.
//!
//! The builds are measured on directories made from the sample ([`content`], with [`chance`] and [`days`]). The
//! browser needs the [`harness`] that measures the other engines, which is shared beside the checkout and not part of
//! it; where the harness is not, that is said, and the builds are measured alone. What fails becomes a row that says so.
//!
//! Reading order: this file is the command line and the run; [`builds`], [`harness`], [`own_words`] and [`report`] are
//! its parts, over [`mod@measure`], [`files`] and [`shell`].
//!
//! Deliberately absent: anything of ours. `signpost` and the browser's bundle are measured as programs and files, which
//! `cargo xtask bench` builds and names in `SIGNPOST_BIN` and `SIGNPOST_BUNDLE`.

mod builds;
mod chance;
mod content;
mod days;
mod files;
mod harness;
mod measure;
mod own_words;
mod report;
mod shell;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use lexopt::{Arg, Parser, ValueExt};

use content::Sample;
use shell::{program, step};

/// The sizes that the targets name, in services.
const SIZES: [u64; 3] = [1000, 10_000, 100_000];

/// The engines that are compared when nothing else is said: the least to load, the best to find, the quickest.
const PEERS: [&str; 4] = ["pagefind", "minisearch", "tinysearch", "flexsearch"];

/// The longest that one measurement may take: the slowest peer that the targets quote took 623 s for its build.
const LIMIT: Duration = Duration::from_secs(900);

/// The moment for which every site is built, so that results do not change with the day.
const NOW: &str = "2026-11-23T09:00";

const HELP: &str = "\
usage: cargo xtask bench [OPTIONS]            measure, into target/bench/report.md and report.svg
       cargo xtask bench content [OPTIONS]    only write a directory

  --sizes N,N      how many services (1000,10000,100000)
  --peers A,B      which other engines, or none (pagefind,minisearch,tinysearch,flexsearch)
  --only ours      the same as --peers none
  --own-words      only ask the sample, and pagefind and minisearch, what people type in their own words

  --services N     for content: how many services (1000)
  --locales A,B    for content: its languages, the first is its own (en,zh-Hant,pa)
  --seed N         for content: another seed, another directory (1)
  --out DIR        for content: the folder to write, new or empty

  --help           show this text
";

/// What is to be measured.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// Numbers of services.
    pub sizes: Vec<u64>,
    /// The engines beside ours.
    pub peers: Vec<String>,
    /// Nothing but what people ask in their own words.
    pub only_own_words: bool,
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Request {
    Help,
    Measure(Plan),
    Content { services: u64, locales: Vec<String>, seed: u64, out: PathBuf },
}

/// What is measured, and where the figures go.
pub struct Bench {
    /// The folder of the project.
    pub root: PathBuf,
    /// `signpost`, as it is published.
    pub signpost: PathBuf,
    /// What a phone loads as program.
    pub bundle: PathBuf,
    /// `target/bench`.
    pub folder: PathBuf,
}

impl Bench {
    /// The command that builds a site.
    pub fn build(&self, content: &Path, out: &Path) -> Command {
        let mut build = program(&self.signpost);
        build.arg("build").arg("--content").arg(content).arg("--out").arg(out);
        build.arg("--bundle").arg(&self.bundle).args(["--now", NOW]);
        build
    }
}

/// Asked first, before anything else that is typed: what has to be built for that? The answer is [`A_SITE`] or nothing.
const WHAT_IT_NEEDS: &str = "--what-it-needs";

/// Both what is named in `SIGNPOST_BIN` and what is in `SIGNPOST_BUNDLE`.
const A_SITE: &str = "a site";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut typed: Vec<OsString> = env::args_os().skip(1).collect();
    let only_asks = typed.first().is_some_and(|first| first == WHAT_IT_NEEDS);
    if only_asks {
        typed.remove(0);
    }
    let request = parse(Parser::from_args(typed))?;
    if only_asks {
        if matches!(request, Request::Measure(_)) {
            println!("{A_SITE}");
        }
        return Ok(());
    }
    let root =
        Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("this crate is in a folder")?;
    match request {
        Request::Help => print!("{HELP}"),
        Request::Content { services, locales, seed, out } => {
            if files::entries(&out).is_ok_and(|entries| !entries.is_empty()) {
                bail!("{} is not empty; name another folder", out.display());
            }
            step(&format!("writing {services} services to {}", out.display()), || {
                write_content(root, services, &locales, seed, &out)
            })?;
        }
        Request::Measure(plan) => {
            let bench = Bench {
                root: root.to_path_buf(),
                signpost: given("SIGNPOST_BIN")?,
                bundle: given("SIGNPOST_BUNDLE")?,
                folder: given("SIGNPOST_TARGET")?.join("bench"),
            };
            measure(&bench, &plan)?;
        }
    }
    Ok(())
}

fn measure(bench: &Bench, plan: &Plan) -> Result<()> {
    files::make(&bench.folder)?;
    let results = if plan.only_own_words {
        None
    } else {
        builds::measure(bench, &plan.sizes)?;
        harness::measure(bench, plan)?
    };
    own_words::measure(bench, plan)?;
    report::write(bench, plan, results.as_deref())
}

/// Writes a directory of any size, made from the sample, into the empty folder `out`.
pub fn write_content(
    root: &Path,
    services: u64,
    locales: &[String],
    seed: u64,
    out: &Path,
) -> Result<()> {
    let sample = root.join("content");
    files::make(out)?;
    Sample::read(&sample)?.write(&sample, services, locales, seed, out)
}

fn given(variable: &str) -> Result<PathBuf> {
    let value = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
    value.ok_or_else(|| anyhow!("{variable} is not set: run `cargo xtask bench`, which builds it"))
}

fn parse(mut typed: Parser) -> Result<Request> {
    let mut only_content = false;
    let mut plan = Plan {
        sizes: SIZES.to_vec(),
        peers: PEERS.map(str::to_owned).to_vec(),
        only_own_words: false,
    };
    let (mut services, mut seed, mut out) = (1000, 1, None);
    let mut locales = listed("en,zh-Hant,pa");
    while let Some(argument) = typed.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help),
            Arg::Value(word) if word == "content" => only_content = true,
            Arg::Long("sizes") => {
                let sizes = listed(&typed.value()?.string()?);
                let sizes = sizes.iter().map(|size| size.parse()).collect::<Result<_, _>>();
                plan.sizes = sizes.context("--sizes are numbers")?;
            }
            Arg::Long("peers") => plan.peers = listed(&typed.value()?.string()?),
            Arg::Long("only") => match typed.value()?.string()?.as_str() {
                "ours" => plan.peers.clear(),
                other => bail!("--only is followed by “ours”, not by “{other}”"),
            },
            Arg::Long("own-words") => plan.only_own_words = true,
            Arg::Long("services") => services = typed.value()?.parse()?,
            Arg::Long("seed") => seed = typed.value()?.parse()?,
            Arg::Long("locales") => locales = listed(&typed.value()?.string()?),
            Arg::Long("out") => out = Some(PathBuf::from(typed.value()?)),
            other => return Err(other.unexpected().into()),
        }
    }
    if plan.peers == ["none"] {
        plan.peers.clear();
    }
    if plan.only_own_words {
        // Nothing is measured by size.
        plan.sizes.clear();
    }
    if !only_content {
        return Ok(Request::Measure(plan));
    }
    let out = out.context("say where: --out DIR")?;
    Ok(Request::Content { services, locales, seed, out })
}

fn listed(text: &str) -> Vec<String> {
    text.split(',').map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Request> {
        parse(Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn what_is_typed_says_what_is_measured_and_what_is_not_typed_has_its_default() {
        let measured = |line: &str| match read(line) {
            Ok(Request::Measure(plan)) => (plan.sizes, plan.peers.join(",")),
            other => unreachable!("{line}: {other:?}"),
        };
        assert_eq!(measured(""), (SIZES.to_vec(), PEERS.join(",")));
        let two = ("pagefind,minisearch".to_owned(), vec![10, 20]);
        assert_eq!(measured("--sizes 10,20 --peers=pagefind,minisearch"), (two.1, two.0));
        for line in ["--only ours", "--peers none"] {
            assert_eq!(measured(line).1, "");
        }
        assert_eq!(measured("--own-words --sizes 10").0, [0; 0]);
        let content = Request::Content {
            services: 9,
            locales: vec!["en".to_owned(), "fa".to_owned()],
            seed: 1,
            out: "x".into(),
        };
        assert_eq!(read("content --services 9 --locales en,fa --out x").ok(), Some(content));
    }

    #[test]
    fn wrong_usage_is_refused() {
        for line in ["--sizes ten", "--only theirs", "--out", "content", "sizes", "--size 10"] {
            assert!(read(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_help_names_every_option() {
        for option in "sizes peers only own-words services locales seed out help".split(' ') {
            assert!(HELP.contains(&format!("  --{option} ")), "{option}");
        }
    }
}
