//! What people ask in their own words: a labelled set is asked of the sample as it is published, in each of its
//! languages, and of other search engines that have indexed the same pages.
//!
//! The set is shared beside the checkout, as the [`harness`] is, whose packages drive the browser and are the other
//! engines. Where either is not, the report says so in the place of the figures.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::files::{make, put, remove, remove_file};
use crate::measure::cost;
use crate::shell::{program, step};
use crate::{Bench, LIMIT, NOW, Plan, harness};

/// The engines that answer here: the one that finds best and the one that loads least.
const PEERS: [&str; 2] = ["minisearch", "pagefind"];

/// Asks all questions, and compares the answers with the labels.
const SCRIPT: &str = include_str!("../scripts/own-words.mjs");

/// Asks everything, and writes `own-words.json`; or `own-words-failed.txt`, which says why there is none.
pub fn measure(bench: &Bench, plan: &Plan) -> Result<()> {
    let figures = bench.folder.join("own-words.json");
    let failed = bench.folder.join("own-words-failed.txt");
    remove_file(&figures)?;
    remove_file(&failed)?;
    let Err(problem) = ask(bench, plan, &figures) else { return Ok(()) };
    eprintln!("  {problem:#}: nothing is asked in people's own words");
    put(&failed, &format!("{problem:#}"))
}

fn ask(bench: &Bench, plan: &Plan, figures: &Path) -> Result<()> {
    let questions = bench.root.join("../shared/data/queries/own-words.jsonl");
    if !questions.is_file() {
        bail!("{} is not here", questions.display());
    }
    let harness = step("getting the browser and the other engines", || harness::copy(bench))?;
    make(&harness.join("sites"))?;
    put(&harness.join("own-words.mjs"), SCRIPT)?;
    let site = step("signpost builds the sample", || build(bench))?;
    let peers = PEERS.into_iter().filter(|peer| plan.peers.iter().any(|asked| asked == peer));
    let peers = peers.collect::<Vec<_>>().join(",");
    let mut node = program("node");
    node.current_dir(&harness).arg("own-words.mjs").arg(&site).arg(questions);
    node.arg(bench.root.join("bench/own-words.json")).arg(bench.root.join("content/_taxonomy"));
    node.args([NOW, if peers.is_empty() { "-" } else { &peers }]).arg(figures);
    step("asking in people's own words", || cost(&mut node, LIMIT))?;
    Ok(())
}

/// Builds the sample anew, with nothing left of an older one.
fn build(bench: &Bench) -> Result<PathBuf> {
    let site = bench.folder.join("sample-site");
    remove(&site)?;
    cost(&mut bench.build(&bench.root.join("content"), &site), LIMIT)?;
    Ok(site)
}
