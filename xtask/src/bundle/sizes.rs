//! Says how large the bundle is, as it is and as a phone receives it.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::problem::{Outcome, Problem};
use crate::process::{answer, find_on_path, program};
use crate::project::Project;

/// Prints the size of every file of the bundle, raw and in brotli at its highest quality.
pub fn report_sizes(project: &Project) -> Outcome<()> {
    let bundle = project.bundle();
    let entries =
        fs::read_dir(&bundle).map_err(|reason| Problem::with_file("read", &bundle, &reason))?;
    let mut files: Vec<_> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    println!("{}", bundle.display());
    for file in files {
        let raw = file.metadata().map_or(0, |about| about.len());
        let packed = match brotli(&file) {
            Some(bytes) => format!("{} brotli", kilobytes(bytes)),
            None => "brotli not measured: neither brotli nor node is here".to_owned(),
        };
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {name:<16} {:>10}  {packed}", kilobytes(raw));
    }
    Ok(())
}

/// The length after brotli at quality 11, with whichever program is here: a crate for it would take longer to compile
/// than all the rest of this one.
fn brotli(file: &Path) -> Option<u64> {
    by_command(file).or_else(|| by_node(file))
}

fn by_command(file: &Path) -> Option<u64> {
    let command = find_on_path(&["brotli"])?;
    let output = program(command)
        .args(["--quality=11", "--stdout"])
        .arg(file)
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout.len() as u64)
}

fn by_node(file: &Path) -> Option<u64> {
    let script = "const {readFileSync} = require('fs'), {brotliCompressSync} = require('zlib');\
                  console.log(brotliCompressSync(readFileSync(process.argv[1])).length)";
    answer(program(find_on_path(&["node"])?).args(["-e", script]).arg(file))?.parse().ok()
}

/// Thousands of bytes, with one decimal.
fn kilobytes(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{} kB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded_to_a_tenth() {
        assert_eq!(kilobytes(0), "0.0 kB");
        assert_eq!(kilobytes(54_749), "54.7 kB");
        assert_eq!(kilobytes(999_960), "1000.0 kB");
    }
}
