//! Calls the benchmark, a package of its own, with what it measures: the bundle, and `signpost` as it is published.

use std::ffi::OsString;
use std::process::Stdio;

use crate::problem::{Outcome, Problem};
use crate::process::{cargo, not_started, run};
use crate::project::Project;
use crate::side_by_side::bundle_beside;
use crate::signpost::{Speed, build_signpost};
use crate::wasm_std::{self, Source};

/// Builds what is measured, if what was typed measures anything, and hands everything typed to the benchmark.
pub fn run_bench(
    project: &Project,
    wasm_std: Option<Source>,
    arguments: &[OsString],
) -> Outcome<()> {
    let bench = || {
        let mut bench = cargo(project);
        // In the person's own folder, from which the folders that they name are seen.
        bench.current_dir(".").args(["run", "--quiet", "--package", "bench", "--manifest-path"]);
        bench.arg(project.root.join("Cargo.toml")).arg("--");
        bench
    };
    let mut asks = bench();
    asks.arg("--what-it-needs").args(arguments).stderr(Stdio::inherit());
    let needs = asks.output().map_err(|reason| not_started(&asks, &reason))?;
    if !needs.status.success() {
        return Err(Problem::new("nothing was measured; see above, and cargo xtask bench --help"));
    }
    let mut bench = bench();
    bench.args(arguments);
    if needs.stdout.starts_with(b"a site") {
        let toolchain = wasm_std::ensure(project, wasm_std)?;
        let (bundle, signpost) =
            bundle_beside(project, &toolchain, || build_signpost(project, Speed::QuickToRun));
        bundle?;
        bench.env("SIGNPOST_BIN", signpost?).env("SIGNPOST_BUNDLE", project.bundle());
        bench.env("SIGNPOST_TARGET", &project.target);
    }
    run(&mut bench, "the benchmark was not finished; its messages are above")
}
