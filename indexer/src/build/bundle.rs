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
    /// The desk.
    pub desk: Program,
    /// The plan that somebody was handed.
    pub handed: Program,
    /// The form by which a group adds its page.
    pub form: Program,
}

/// A program as a phone loads it.
pub struct Program {
    /// Its JavaScript side.
    pub glue: Vec<u8>,
    /// Its WebAssembly.
    pub wasm: Vec<u8>,
}

/// The programs of a bundle, by what the names of their files begin with.
pub const PROGRAMS: [&str; 6] = ["finder", "plan", "desk", "handed", "people", "form"];

impl Bundle {
    /// Reads the two files of each program: `finder.js` and `finder_bg.wasm` and so on.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let read = |name: String| {
            fs::read(folder.join(&name)).map_err(|error| {
                format!(
                    "{}: {error}. Make it with: cargo xtask bundle",
                    folder.join(&name).display()
                )
            })
        };
        let program = |name: &str| -> Result<Program, String> {
            Ok(Program {
                glue: read(format!("{name}.js"))?,
                wasm: read(format!("{name}_bg.wasm"))?,
            })
        };
        let [finder, plan, desk, handed, people, form] = PROGRAMS;
        Ok(Self {
            finder: program(finder)?,
            plan: program(plan)?,
            desk: program(desk)?,
            handed: program(handed)?,
            people: program(people)?,
            form: program(form)?,
        })
    }
}
