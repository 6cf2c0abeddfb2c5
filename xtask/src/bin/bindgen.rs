//! Writes the JavaScript glue for a compiled bundle: `bindgen INPUT.wasm FOLDER NAME`.
//!
//! A binary of its own because the crate behind it takes longer to compile than the rest of `xtask` together; the
//! crate instead of the `wasm-bindgen` command because then the lock file keeps both halves at one version.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [input, folder, name] = arguments.as_slice() else {
        eprintln!("usage: bindgen INPUT.wasm FOLDER NAME");
        return ExitCode::from(2);
    };
    match write_glue(input, folder, name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

/// Names and producers are left out: a phone would download them and never read them.
fn write_glue(input: &str, folder: &str, name: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(folder))
        .map_err(|reason| format!("{reason:#}"))
}
