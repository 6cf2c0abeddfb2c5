//! Makes the WebAssembly smaller with `wasm-opt`, where there is one. Without it the bundle is larger and works.

use std::fs;
use std::path::{Path, PathBuf};

use crate::packages::{npm_folder, npm_install};
use crate::problem::{Outcome, Problem};
use crate::process::{file_names, find_on_path, program, run_quietly};
use crate::project::Project;
use crate::step::{remark, step};

/// The npm package that carries `wasm-opt`, for machines without one.
const PACKAGE: (&str, &str) = ("binaryen", "132.0.0");

/// What Rust's compiler has used for browsers since 1.82, and every browser has understood since 2021. All are named
/// because older versions of `wasm-opt` don't read them from the file.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The `wasm-opt` programs that are here, in the order they are tried: the machine's own is compiled for it and
/// takes a tenth of the time of npm's.
pub fn installed(project: &Project) -> Vec<PathBuf> {
    let folder = npm_folder(project, ".bin");
    let names = file_names("wasm-opt", cfg!(windows)).into_iter();
    let of_npm = names.map(|name| folder.join(name)).find(|file| file.is_file());
    find_on_path(&["wasm-opt"]).into_iter().chain(of_npm).collect()
}

/// Makes the file smaller in place, if anything here can. Where the machine's own is missing or too old, npm's is
/// fetched: it saves a phone about a tenth of the bundle.
pub fn shrink(project: &Project, wasm: &Path) -> Outcome<()> {
    let here = installed(project);
    for optimizer in &here {
        if shrink_with(optimizer, wasm)? {
            return Ok(());
        }
    }
    if find_on_path(&["npm"]).is_some() {
        match npm_install(project, PACKAGE.0, PACKAGE.1) {
            Err(problem) => remark(&problem.to_string()),
            Ok(_) => {
                for optimizer in installed(project).iter().filter(|found| !here.contains(found)) {
                    if shrink_with(optimizer, wasm)? {
                        return Ok(());
                    }
                }
            }
        }
    }
    remark("the bundle stays larger than it could be: install binaryen for wasm-opt");
    Ok(())
}

/// Whether this program could do it.
fn shrink_with(optimizer: &Path, wasm: &Path) -> Outcome<bool> {
    let smaller = wasm.with_extension("smaller");
    let done = step(&format!("shrinking it with {}", optimizer.display()), || {
        run_quietly(
            program(optimizer)
                .args(["-Oz", "--converge"])
                .args(FEATURES)
                .arg(wasm)
                .arg("-o")
                .arg(&smaller),
            "wasm-opt does not understand the file; a newer one may",
        )
    });
    match done {
        Ok(()) if is_wasm(&smaller) => {
            return fs::rename(&smaller, wasm)
                .map(|()| true)
                .map_err(|reason| Problem::with_file("write", wasm, &reason));
        }
        Ok(()) => remark("wasm-opt wrote no WebAssembly; a newer one may"),
        Err(problem) => remark(&problem.to_string()),
    }
    // An unfinished file must not become part of the bundle; there may be none.
    let _ = fs::remove_file(&smaller);
    Ok(false)
}

fn is_wasm(file: &Path) -> bool {
    fs::read(file).is_ok_and(|bytes| bytes.starts_with(b"\0asm"))
}
