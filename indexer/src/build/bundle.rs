//! The programs that a phone loads, as `cargo xtask bundle` makes them.

use std::borrow::Cow;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::plainly;

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
    /// What is taken of it: kept, on paper, in a calendar.
    pub take: Program,
    /// The form by which a group adds its page.
    pub form: Program,
}

/// A program as a phone loads it.
pub struct Program {
    /// Its JavaScript side.
    pub glue: Cow<'static, [u8]>,
    /// Its WebAssembly.
    pub wasm: Cow<'static, [u8]>,
}

/// Files by name that are part of the running program.
type Embedded = &'static [(&'static str, &'static [u8])];

/// The programs inside the running `signpost`, once it has said so.
static EMBEDDED: OnceLock<Embedded> = OnceLock::new();

/// The programs of a bundle, by what the names of their files begin with.
pub const PROGRAMS: [&str; 7] = ["finder", "plan", "desk", "handed", "take", "people", "form"];

impl Bundle {
    /// Reads the two files of each program: `finder.js` and `finder_bg.wasm` and so on.
    ///
    /// # Errors
    /// When one of them is not there.
    pub fn read(folder: &Path) -> Result<Self, String> {
        Self::from_files(|name| {
            let path = folder.join(name);
            fs::read(&path).map(Cow::Owned).map_err(|error| {
                format!(
                    "{}: {}. The folder that --bundle names must hold two files of each program, a .js and a \
                     _bg.wasm. Without --bundle, the programs inside signpost are used, where it has them.",
                    path.display(),
                    plainly::reading(&error)
                )
            })
        })
    }

    /// Says which files the running program has inside: what [`Bundle::embedded`] then gives. Said once, at the start.
    pub fn embed(files: Embedded) {
        let _ = EMBEDDED.set(files);
    }

    /// The programs inside the running `signpost`; `None` where it has none.
    ///
    /// # Errors
    /// When it has some of them only.
    pub fn embedded() -> Result<Option<Self>, String> {
        let Some(files) = EMBEDDED.get().filter(|files| !files.is_empty()) else { return Ok(None) };
        let file = |name: &str| {
            let found = files.iter().find(|(embedded, _)| *embedded == name);
            found.map(|(_, bytes)| Cow::Borrowed(*bytes)).ok_or_else(|| {
                format!(
                    "This signpost is not whole: it lacks {name}. Get it anew, or name a folder of programs with --bundle."
                )
            })
        };
        Self::from_files(file).map(Some)
    }

    /// Each program.
    pub fn programs(&self) -> [&Program; 7] {
        let Self { finder, plan, people, desk, handed, take, form } = self;
        [finder, plan, people, desk, handed, take, form]
    }

    fn from_files(
        file: impl Fn(&str) -> Result<Cow<'static, [u8]>, String>,
    ) -> Result<Self, String> {
        let program = |name: &str| -> Result<Program, String> {
            Ok(Program {
                glue: file(&format!("{name}.js"))?,
                wasm: file(&format!("{name}_bg.wasm"))?,
            })
        };
        let [finder, plan, desk, handed, take, people, form] = PROGRAMS;
        Ok(Self {
            finder: program(finder)?,
            plan: program(plan)?,
            desk: program(desk)?,
            handed: program(handed)?,
            take: program(take)?,
            people: program(people)?,
            form: program(form)?,
        })
    }
}
