//! The programs that a phone loads, as `cargo xtask bundle` makes them.

use std::fs;
use std::path::Path;

/// What a phone loads as programs.
pub struct Bundle {
    /// The finder.
    pub finder: Program,
    /// The plan.
    pub plan: Program,
    /// "My people", and a group's answer.
    pub people: Program,
}

/// A program as a phone loads it.
pub struct Program {
    /// Its JavaScript side.
    pub glue: Vec<u8>,
    /// Its WebAssembly.
    pub wasm: Vec<u8>,
}

/// The files of a bundle.
pub const NAMES: [&str; 6] =
    ["finder.js", "finder_bg.wasm", "plan.js", "plan_bg.wasm", "people.js", "people_bg.wasm"];

impl Bundle {
    /// Reads the files of [`NAMES`].
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let read = |name: &str| {
            fs::read(folder.join(name)).map_err(|error| {
                format!(
                    "{}: {error}. Make it with: cargo xtask bundle",
                    folder.join(name).display()
                )
            })
        };
        let [finder, finder_wasm, plan, plan_wasm, people, people_wasm] = NAMES;
        Ok(Self {
            finder: Program { glue: read(finder)?, wasm: read(finder_wasm)? },
            plan: Program { glue: read(plan)?, wasm: read(plan_wasm)? },
            people: Program { glue: read(people)?, wasm: read(people_wasm)? },
        })
    }
}
