//! What it costs to build a directory: from nothing, again unchanged, and again with one page changed.

use std::fmt::Write as _;

use anyhow::Result;

use crate::files::{put, read, remove};
use crate::measure::{Cost, cost};
use crate::shell::step;
use crate::{Bench, LIMIT, write_content};

/// The directory is built in three languages up to this many services, and in one beyond.
const MANY_LOCALES: u64 = 10_000;

/// Measures every size, and writes `builds.tsv`.
pub fn measure(bench: &Bench, sizes: &[u64]) -> Result<()> {
    let mut table = "services\tlocales\twhat\tseconds\tpeak MB\tpages\tfiles\tremark\n".to_owned();
    for &size in sizes {
        measure_size(bench, size, &mut table)?;
        put(&bench.folder.join("builds.tsv"), &table)?;
    }
    Ok(())
}

fn measure_size(bench: &Bench, size: u64, table: &mut String) -> Result<()> {
    let content = bench.folder.join(format!("content-{size}"));
    let out = bench.folder.join(format!("site-{size}"));
    let locales: &[&str] = if size <= MANY_LOCALES { &["en", "zh-Hant", "pa"] } else { &["en"] };
    let locales: Vec<String> = locales.iter().map(|&locale| locale.to_owned()).collect();
    for folder in [&content, &out] {
        remove(folder)?;
    }
    write_content(&bench.root, size, &locales, 1, &content)?;
    for what in ["everything", "nothing changed", "one page changed"] {
        if what == "one page changed" {
            let page = content.join("group-000000/service-000000.md");
            put(&page, &(read(&page)? + "\nA new line.\n"))?;
        }
        let name = format!("building {size} services in {} languages, {what}", locales.len());
        let row = match step(&name, || cost(&mut bench.build(&content, &out), LIMIT)) {
            Ok(cost) => row(&cost),
            Err(problem) => format!("\t\t\t\t{problem:#}"),
        };
        let _ = writeln!(table, "{size}\t{}\t{what}\t{row}", locales.len());
    }
    // A gigabyte at the largest size.
    remove(&content)?;
    remove(&out)
}

fn row(Cost { time, peak_mb, said }: &Cost) -> String {
    let words: Vec<&str> = said.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    // `signpost` says "1234 pages": the number stands before its unit.
    let number = |unit: &str| {
        let at = words.iter().position(|word| *word == unit);
        at.and_then(|at| words.get(at.checked_sub(1)?)).copied().unwrap_or_default()
    };
    let seconds = time.as_secs_f64();
    format!("{seconds:.1}\t{peak_mb}\t{}\t{}\t", number("pages"), number("files"))
}
