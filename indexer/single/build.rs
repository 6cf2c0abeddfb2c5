//! Puts the programs for the browser into `signpost`. `cargo xtask dist` names the folder; without it there are none
//! inside, so that the package can be checked as any other.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Names the folder of a bundle. Not the variable that journeys name theirs by: whoever runs journeys does not want
/// `signpost` compiled again.
const VARIABLE: &str = "SIGNPOST_EMBED";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let mut table = String::new();
    if let Some(folder) = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) {
        let folder = fs::canonicalize(folder)?;
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in files(&folder)? {
            let path = folder.join(&file);
            println!("cargo::rerun-if-changed={}", path.display());
            let _ = writeln!(table, "    ({file:?}, include_bytes!({path:?})),");
        }
    }
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo names no OUT_DIR"))?;
    fs::write(Path::new(&out).join("embedded.rs"), format!("&[\n{table}]\n"))
}

/// The names of the files of a bundle, in order.
fn files(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".js") || name.ends_with(".wasm") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
