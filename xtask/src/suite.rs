//! Runs the tests: of the crates on this machine, and of the whole in a browser. Whatever fails, the rest still runs,
//! and the last lines say what happened.

use std::env;
use std::process::Command;
use std::time::Instant;

use crate::browser::{self, Browser};
use crate::dist;
use crate::html::{self, Checker};
use crate::packages::npm_file;
use crate::part::{Part, conclude};
use crate::problem::{Outcome, Problem};
use crate::process::{cargo, run, run_listening};
use crate::project::Project;
use crate::side_by_side::bundle_beside;
use crate::signpost::{Speed, build_signpost};
use crate::step::{remark, step};
use crate::wasm_std::{self, Source};

/// Which tests run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// All of them.
    All,
    /// The tests of the crates.
    Unit,
    /// The tests in a browser.
    Journeys,
}

/// Whether the HTML of every page is checked, where journeys run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Html {
    /// Yes, and what is missing for that is a failure.
    Checked,
    /// No, because somebody said so.
    LeftOut,
}

/// Runs the chosen parts and says what they came to.
pub fn run_tests(
    project: &Project,
    wasm_std: Option<Source>,
    parts: Parts,
    html: Html,
) -> Outcome<()> {
    let start = Instant::now();
    let results = match parts {
        Parts::Unit => unit_tests(project),
        Parts::Journeys => with_journeys(project, wasm_std, html, Vec::new),
        Parts::All => with_journeys(project, wasm_std, html, || unit_tests(project)),
    };
    conclude(&results, start)
}

/// The tests of the crates. The tools are tested by themselves: chosen together, cargo would give the crates they share the
/// features of both, and compile leptos a second time.
fn unit_tests(project: &Project) -> Vec<Part> {
    let crates = [
        "--package",
        "authoring",
        "--package",
        "catalog",
        "--package",
        "app",
        "--features",
        "app/ssr",
        "--package",
        "indexer",
    ];
    let tests = |name, selection: &[&str]| {
        Part::run(name, || test(cargo(project).args(TEST).args(selection)))
    };
    let tools = ["--package", "xtask", "--package", "bench", "--package", "house"];
    vec![tests("unit tests", &crates), tests("tool tests", &tools)]
}

/// Everything the journeys need, `others` while the browser's part is being built, then the journeys, and the check of
/// the pages that they were about.
fn with_journeys(
    project: &Project,
    wasm_std: Option<Source>,
    html: Html,
    others: impl FnOnce() -> Vec<Part>,
) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut browser = None;
    parts.push(Part::run("browser", || {
        let found = browser::ensure(project)?;
        let words = format!("{} and {}", found.chrome.display(), found.driver.display());
        browser = Some(found);
        Ok(words)
    }));
    // Asked for first, so that what is missing is told before anything takes long.
    let checker = match html {
        Html::Checked => {
            Some(html::ensure(project).inspect_err(|problem| remark(&problem.to_string())))
        }
        Html::LeftOut => None,
    };
    let mut toolchain = None;
    parts.push(Part::run("toolchain", || {
        toolchain = Some(wasm_std::ensure(project, wasm_std)?);
        Ok("Rust builds for browsers".to_owned())
    }));

    let on_this_machine = || {
        let signpost = Part::run("signpost", || {
            build_signpost(project, Speed::QuickToBuild).map(|_| "built".to_owned())
        });
        let compiled = Part::run("compiling", || {
            compile_journeys(project).map(|()| "journeys compiled".to_owned())
        });
        let mut parts = vec![signpost, compiled];
        parts.extend(others());
        parts
    };
    match &toolchain {
        Some(toolchain) => {
            let start = Instant::now();
            let (bundle, host) = bundle_beside(project, toolchain, || Ok(on_this_machine()));
            let time = bundle.as_ref().map_or_else(|_| start.elapsed(), |time| *time);
            let bundle = Part::ended("bundle", bundle.map(|_| "built".to_owned()), time);
            parts.push(bundle);
            parts.extend(host.into_iter().flatten());
        }
        None => parts.extend(on_this_machine()),
    }

    if parts.iter().any(|part| part.name == "bundle" && !part.failed()) {
        parts.push(Part::run("single", || {
            dist::single(project, Speed::QuickToBuild)
                .map(|_| "signpost in a single file".to_owned())
        }));
    }
    let missing: Vec<&str> = parts
        .iter()
        .filter(|part| {
            part.failed()
                && matches!(part.name, "browser" | "toolchain" | "bundle" | "signpost" | "single")
        })
        .map(|part| part.name)
        .collect();
    parts.push(Part::run("journeys", || match browser {
        Some(browser) if missing.is_empty() => journeys(project, &browser),
        _ => Err(not_run(&missing)),
    }));
    parts.push(match checker {
        Some(checker) => Part::run("html", || match checker {
            Ok(checker) if missing.is_empty() => check_html(project, &checker),
            Ok(_) => Err(not_run(&missing)),
            Err(problem) => Err(problem),
        }),
        None => Part::left_out("html", "no page was checked"),
    });
    parts
}

fn not_run(missing: &[&str]) -> Problem {
    Problem::new(format!("not run, because this failed: {}", missing.join(", ")))
}

/// Checks the pages of the sample as the journeys have built it.
fn check_html(project: &Project, checker: &Checker) -> Outcome<String> {
    step("checking the HTML of every page", || checker.check(&project.sample()))
}

/// One failing test binary must not hide the next.
const TEST: [&str; 2] = ["test", "--no-fail-fast"];
const JOURNEYS: [&str; 2] = ["--package", "journeys"];

/// Compiles the journeys beside the bundle, so that they can start when it is ready.
fn compile_journeys(project: &Project) -> Outcome<()> {
    step("compiling the journeys", || {
        run(
            cargo(project).args(["test", "--no-run"]).args(JOURNEYS),
            "the journeys did not compile; see above",
        )
    })
}

/// A validator of FHIR that others wrote, at one version, with the definitions of R4 inside.
const FHIR: (&str, &str) = ("fhir", "4.12.0");

/// The same for JSON Schema, with its formats: the schemas of Open Referral, where they are at hand.
const AJV: (&str, &str) = ("ajv-formats", "3.0.1");

/// A reader of feeds.
const FEEDS: (&str, &str) = ("rss-parser", "3.13.0");

/// The words of schema.org, as types: 1 MB of text, and no program.
const VOCABULARY: (&str, &str) = ("schema-dts", "2.1.0");

fn journeys(project: &Project, browser: &Browser) -> Outcome<String> {
    let fhir = npm_file(project, FHIR, "fhir.js")?;
    let ajv = npm_file(project, AJV, "dist/index.js")?;
    let feeds = npm_file(project, FEEDS, "index.js")?;
    let vocabulary = npm_file(project, VOCABULARY, "dist/schema.d.ts")?;
    let mut journeys = cargo(project);
    journeys
        .args(TEST)
        .args(JOURNEYS)
        .env("SIGNPOST_BIN", project.program("debug", "signpost"))
        .env("SIGNPOST_BUNDLE", project.bundle())
        .env("SIGNPOST_SINGLE", project.program("debug", "single"))
        .env("SIGNPOST_SAMPLE", project.sample())
        .env("SIGNPOST_AXE", &browser.axe)
        .env("SIGNPOST_FHIR", fhir)
        .env("SIGNPOST_AJV", ajv)
        .env("SIGNPOST_FEEDS", feeds)
        .env("SIGNPOST_VOCABULARY", vocabulary)
        .env("CHROME", &browser.chrome)
        .env("CHROMEDRIVER", &browser.driver);
    if env::var_os(THREADS).is_none() {
        // Twice the cores, because most tests wait for their turn to start a browser, and others need none.
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        journeys.env(THREADS, (2 * cores).to_string());
    }
    test(&mut journeys)
}

/// How many tests a test program runs at a time.
const THREADS: &str = "RUST_TEST_THREADS";

/// Runs `cargo test`, and says how many tests passed.
fn test(command: &mut Command) -> Outcome<String> {
    let mut tally = Tally::default();
    let status = run_listening(command, |line| tally.read(line))?;
    if status.success() { Ok(tally.to_string()) } else { Err(Problem::new(tally.to_string())) }
}

/// The sum of what the test binaries say of themselves.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    binaries: u32,
    passed: u32,
    failed: u32,
    ignored: u32,
    skipped: u32,
}

impl Tally {
    /// Counts a line such as `test result: ok. 3 passed; 0 failed; 0 ignored; …`, and one in which a test says that it had
    /// nothing to look at.
    fn read(&mut self, line: &str) {
        self.skipped += u32::from(line.contains("SKIPPED: "));
        let Some(rest) = line.strip_prefix("test result: ") else {
            return;
        };
        self.binaries += 1;
        let words: Vec<&str> = rest.split([' ', ';']).filter(|word| !word.is_empty()).collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<u32>() else {
                continue;
            };
            match pair[1] {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { binaries, passed, failed, ignored, skipped } = self;
        if *binaries == 0 {
            return write!(to, "no test ran; see the compiler's messages above");
        }
        write!(to, "{passed} passed, {failed} failed")?;
        if *ignored > 0 {
            write!(to, ", {ignored} ignored")?;
        }
        match skipped {
            0 => Ok(()),
            _ => write!(to, "; {skipped} looked at nothing, see SKIPPED above"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_of_several_test_binaries_add_up() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test somebody::reads ... ok",
            "test somebody::waits ... SKIPPED: the schemas are not there\n",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n",
            "test result: FAILED. 10 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1.20s\n",
        ] {
            tally.read(line);
        }
        assert_eq!(tally, Tally { binaries: 2, passed: 13, failed: 2, ignored: 1, skipped: 1 });
        let told = "13 passed, 2 failed, 1 ignored; 1 looked at nothing, see SKIPPED above";
        assert_eq!(tally.to_string(), told);
        (tally.ignored, tally.skipped) = (0, 0);
        assert_eq!(tally.to_string(), "13 passed, 2 failed");
        assert_eq!(Tally::default().to_string(), "no test ran; see the compiler's messages above");
    }
}
