//! The tables and the plot.

use std::env;
use std::ffi::OsString;
use std::path::Path;

use anyhow::Result;

use crate::files::put;
use crate::shell::{first_line, program, run};
use crate::{Bench, Plan};

/// What people call the browser, in the order we look.
const BROWSERS: [&str; 2] = ["chromium", "google-chrome"];

/// Writes `report.md` and `report.svg` from the figures of the builds and of the harness.
pub fn write(bench: &Bench, plan: &Plan, results: Option<&Path>) -> Result<()> {
    put(&bench.folder.join("head.md"), &head(bench))?;
    let sizes: Vec<String> = plan.sizes.iter().map(u64::to_string).collect();
    let engines: Vec<&str> =
        std::iter::once("signpost").chain(plan.peers.iter().map(String::as_str)).collect();
    let mut node = program("node");
    node.arg(bench.root.join("bench/scripts/report.mjs")).arg(&bench.folder);
    node.arg(results.unwrap_or(Path::new("-"))).arg(sizes.join(",")).arg(engines.join(","));
    run(&mut node, "the report was not written; the figures are in target/bench")?;
    eprintln!("{}", bench.folder.join("report.md").display());
    Ok(())
}

/// What was run, when, on which machine, with which versions.
fn head(bench: &Bench) -> String {
    let typed: Vec<String> = env::args().skip(1).collect();
    let said = |name: &str, arguments: &[&str]| first_line(name, arguments).unwrap_or_default();
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor =
        processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let chosen = env::var_os("CHROME").into_iter();
    let mut browsers = chosen.chain(BROWSERS.map(OsString::from));
    format!(
        "# Benchmark\n\n`cargo xtask bench {}`, {}\n\n- machine: {}, {cores} cores\n- {}\n- {}\n- node {}\n- commit {}\n\n",
        typed.join(" "),
        said("date", &["-u", "+%Y-%m-%d %H:%M UTC"]),
        processor.map_or("unknown", |(_, name)| name),
        said("rustc", &["--version"]),
        browsers.find_map(|name| first_line(name, &["--version"])).unwrap_or_default(),
        said("node", &["--version"]),
        said("git", &["-C", &bench.root.to_string_lossy(), "describe", "--always", "--dirty"]),
    )
}
