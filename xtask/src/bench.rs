//! Calls the benchmark, a package of its own, with what it measures: the bundle, and `signpost` as it is published.

use std::ffi::OsString;

use crate::problem::Outcome;
use crate::process::{cargo, run};
use crate::project::Project;
use crate::side_by_side::bundle_beside;
use crate::signpost::{Speed, build_signpost};
use crate::wasm_std::{self, Source};

/// What can be asked of the benchmark that measures nothing, and so needs nothing built.
const WITHOUT_A_SITE: [&str; 3] = ["content", "--help", "-h"];

/// Builds what is measured, and hands everything else to the benchmark.
pub fn run_bench(
    project: &Project,
    wasm_std: Option<Source>,
    arguments: &[OsString],
) -> Outcome<()> {
    let mut bench = cargo(project);
    // In the person's own folder, from which the folders that they name are seen.
    bench.current_dir(".").args(["run", "--quiet", "--package", "bench", "--manifest-path"]);
    bench.arg(project.root.join("Cargo.toml")).arg("--").args(arguments);
    bench.env("SIGNPOST_TARGET", &project.target).env("SIGNPOST_BUNDLE", project.bundle());
    let measures = !arguments.iter().any(|typed| WITHOUT_A_SITE.iter().any(|word| typed == word));
    if measures {
        let toolchain = wasm_std::ensure(project, wasm_std)?;
        let (bundle, signpost) =
            bundle_beside(project, &toolchain, || build_signpost(project, Speed::QuickToRun));
        bundle?;
        bench.env("SIGNPOST_BIN", signpost?);
    }
    run(&mut bench, "the benchmark was not finished; its messages are above")
}
