//! The project's own commands: `cargo xtask serve`, `build`, `test`, `bundle`. Two of them are all a newcomer needs on
//! a fresh machine, so each finds or installs what is missing, and says what it does.
//!
//! Reading order: [`command`] is what can be typed, [`site`] and [`suite`] are what `serve`, `build` and `test` do,
//! with [`watch`] for changes, [`browser`] for the journeys and [`html`] for the check of every page; [`lint`] reads the
//! source, and [`part`] is what both it and the tests are made of; [`dist`] makes `signpost` as it is given away, [`mod@bench`] calls the benchmark, a package of its own;
//! [`side_by_side`] runs the two builds at once, of [`signpost`] and of the browser's [`bundle`]; [`wasm_std`] finds
//! the compiler for that. [`packages`], [`process`], [`project`], [`step`] and [`problem`] serve the others.
//!
//! Deliberately absent: anything of ours. `xtask` depends on no crate of the project and, apart from the generator of
//! the JavaScript glue in `bin/bindgen.rs`, on no crate at all, so that it compiles in seconds.

mod bench;
mod browser;
mod bundle;
mod command;
mod dist;
mod html;
mod lint;
mod packages;
mod part;
mod problem;
mod process;
mod project;
mod side_by_side;
mod signpost;
mod site;
mod step;
mod suite;
mod wasm_std;
mod watch;
mod workflows;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use command::{Action, Misuse, Request};
use problem::Outcome;
use project::Project;
use wasm_std::Source;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    match command::parse(&arguments, env::var("SIGNPOST_WASM_STD").ok().as_deref()) {
        Ok(Request::Help(text)) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Ok(Request::Do { action, wasm_std }) => match perform(action, wasm_std) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => {
                eprintln!("error: {problem}");
                ExitCode::FAILURE
            }
        },
        Err(Misuse(sentence)) => {
            eprintln!("error: {sentence}\n\n{}", command::overview());
            ExitCode::from(2)
        }
    }
}

fn perform(action: Action, wasm_std: Option<Source>) -> Outcome<()> {
    let project = Project::find();
    match action {
        Action::Serve { content, port, watch } => {
            site::serve(&project, wasm_std, content, port, watch)
        }
        Action::Build { content, out } => site::build(&project, wasm_std, content, out),
        Action::Test { parts, html } => suite::run_tests(&project, wasm_std, parts, html),
        Action::Lint => lint::run_lint(&project, wasm_std),
        Action::Bundle => {
            let toolchain = wasm_std::ensure(&project, wasm_std)?;
            side_by_side::bundle(&project, &toolchain)?;
            bundle::report_sizes(&project)
        }
        Action::Dist { bundle, target } => {
            dist::make(&project, wasm_std, bundle.as_deref(), target.as_deref())
        }
        Action::Bench(arguments) => bench::run_bench(&project, wasm_std, &arguments),
    }
}
