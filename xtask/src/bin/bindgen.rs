//! Writes the JavaScript glue for a compiled bundle: `bindgen INPUT.wasm FOLDER NAME`.
//!
//! A binary of its own because the crate behind it takes longer to compile than the rest of `xtask` together; the
//! crate instead of the `wasm-bindgen` command because then the lock file keeps both halves at one version.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use walrus::Module;
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

/// What the names of classes that nobody calls begin with. leptos brings `wasm-streams` for server functions, which this
/// site has none of; its classes are exports, and every tool keeps exports with all that they call.
const UNCALLED: &str = "IntoUnderlying";

/// Parts of the names of the functions that say why a program has stopped. What they say goes nowhere in a browser (the
/// console tells of the stop itself), yet saying it is a tenth of a bundle: they stop at once instead, and what only they
/// call is left out with them.
const LAST_WORDS: [&str; 12] = [
    "fmt::Debug>::fmt",
    "rust_begin_unwind",
    "core9panicking",
    "core::panicking",
    "unwrap_failed",
    "expect_failed",
    "assert_failed",
    "slice_index_fail",
    "slice_error_fail",
    "len_mismatch_fail",
    "panic_access_error",
    "panic_already",
];

/// What the names of functions begin with that only those classes call. Tables of the program point at them, so that no
/// tool can leave them out: they stop at once, too, for nobody to notice.
const ONLY_UNCALLED: [&str; 2] = ["js_sys::futures::future_to_promise::", "wasm_streams::"];

/// Least size, in instructions, of a function that is left out by its name: the compiler makes one of functions that do
/// the same, and small ones may be called under another's name.
const TELLING_SIZE: u64 = 60;

/// Names, producers and uncalled classes are left out: a phone would download them and never use them.
fn write_glue(input: &str, folder: &str, name: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(name)
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true);
    let output = bindgen.web(true).and_then(|bindgen| bindgen.generate_output());
    let mut output = output.map_err(|reason| format!("{reason:#}"))?;
    let functions = &mut output.wasm_mut().funcs;
    let last = functions.iter_local().filter(|(id, function)| {
        let name = functions.get(*id).name.as_deref().unwrap_or_default();
        let is_uncalled = ONLY_UNCALLED.iter().any(|start| name.starts_with(start));
        let is_last_word = LAST_WORDS.iter().any(|part| name.contains(part));
        is_last_word || (is_uncalled && function.size() >= TELLING_SIZE)
    });
    let last: Vec<_> = last.map(|(id, _)| id).collect();
    for (_, function) in functions.iter_local_mut().filter(|(id, _)| last.contains(id)) {
        let mut body = function.builder_mut().func_body();
        body.instrs_mut().clear();
        body.unreachable();
    }
    let exports = &mut output.wasm_mut().exports;
    let uncalled = exports.iter().filter(|export| export.name.contains(&UNCALLED.to_lowercase()));
    let uncalled: Vec<_> = uncalled.map(|export| export.id()).collect();
    uncalled.into_iter().for_each(|export| exports.delete(export));
    walrus::passes::gc::run(output.wasm_mut());
    let names = shorten(output.wasm_mut());
    output.emit(folder).map_err(|reason| format!("{reason:#}"))?;
    let file = Path::new(folder).join(format!("{name}.js"));
    let glue =
        fs::read_to_string(&file).map_err(|reason| format!("{}: {reason}", file.display()))?;
    fs::write(&file, renamed(&called(&glue), &names))
        .map_err(|reason| format!("{}: {reason}", file.display()))
}

/// Names between the program and its JavaScript, from wasm-bindgen's to ours: what the program asks JavaScript for, and
/// what JavaScript calls in it.
struct Names {
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

/// Gives the program short names on both sides: wasm-bindgen's carry a hash each, which no compression makes shorter.
fn shorten(module: &mut Module) -> Names {
    let mut names = Names { imports: BTreeMap::new(), exports: BTreeMap::new() };
    for (number, import) in module.imports.iter_mut().enumerate() {
        let short = format!("i{number}");
        names.imports.insert(std::mem::replace(&mut import.name, short.clone()), short);
    }
    let hashed = module.exports.iter_mut().filter(|export| export.name.contains("__closures__"));
    for (number, export) in hashed.enumerate() {
        let short = format!("e{number}");
        names.exports.insert(std::mem::replace(&mut export.name, short.clone()), short);
    }
    names
}

/// JavaScript as wasm-bindgen writes it, by our names, and without what the program does not ask for.
fn renamed(glue: &str, names: &Names) -> String {
    let mut kept = String::with_capacity(glue.len());
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        let import =
            line.strip_prefix(IMPORT_INDENT).and_then(|line| line.split_once(": function"));
        match import {
            Some((name, rest)) if !name.contains(' ') => match names.imports.get(name) {
                Some(short) => kept.extend([short, ": function", rest, "\n"]),
                None if is_end_of_import(line) => {}
                None => drop(lines.by_ref().find(|line| is_end_of_import(line))),
            },
            _ => kept.extend([line.trim_start(), "\n"]),
        }
    }
    names.exports.iter().fold(kept, |glue, (long, short)| {
        glue.replace(&format!("wasm.{long}("), &format!("wasm.{short}("))
    })
}

/// Before the functions that the program asks for, as wasm-bindgen writes them.
const IMPORT_INDENT: &str = "        ";

/// Whether a line ends such a function.
fn is_end_of_import(line: &str) -> bool {
    let is_deeper = line.strip_prefix(IMPORT_INDENT).is_none_or(|line| line.starts_with(' '));
    !is_deeper && (line.ends_with("},") || line.ends_with("}, arguments); },"))
}

/// JavaScript as wasm-bindgen writes it, without those classes and without the comments of documentation.
fn called(glue: &str) -> String {
    let (class, end_of_class) =
        (format!("export class {UNCALLED}"), format!("if (Symbol.dispose) {UNCALLED}"));
    let mut kept = String::with_capacity(glue.len());
    let mut lines = glue.lines();
    while let Some(line) = lines.next() {
        if line.starts_with(&class) {
            lines.by_ref().find(|line| line.starts_with(&end_of_class));
        } else if line.starts_with("function initSync") {
            // A page never waits for a program that is there already.
            lines.by_ref().find(|line| *line == "}");
        } else if line.starts_with(&format!("const {UNCALLED}")) {
            lines.by_ref().find(|line| line.ends_with(';'));
        } else if line.starts_with("export {") {
            // The page's own scripts stand in the same file.
        } else if line.trim_start().starts_with("/**") {
            if !line.contains("*/") {
                lines.by_ref().find(|line| line.contains("*/"));
            }
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Names, called, renamed};

    #[test]
    fn both_sides_know_each_other_by_the_same_short_names() {
        let glue = "    const import0 = {\n        __wbg_a_1f: function(arg0) {\n            return arg0;\n        },\n\
                    \x20       __wbg_b_2f: function() { return handleError(function (arg0) {\n            arg0.b();\n\
                    \x20       }, arguments); },\n        __wbg_c_3f: function() { return f(); },\n    };\n\
                    wasm.x__closures__h4f(1);\nwasm.x__closures__h4f_5(2);\n";
        let pairs = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(long, short)| ((*long).to_owned(), (*short).to_owned())).collect()
        };
        let names = Names {
            imports: pairs(&[("__wbg_b_2f", "i0")]),
            exports: pairs(&[("x__closures__h4f", "e0"), ("x__closures__h4f_5", "e1")]),
        };
        assert_eq!(
            renamed(glue, &names),
            "const import0 = {\ni0: function() { return handleError(function (arg0) {\narg0.b();\n\
             }, arguments); },\n};\nwasm.e0(1);\nwasm.e1(2);\n"
        );
    }

    #[test]
    fn the_javascript_keeps_all_that_is_called() {
        let glue = "export class IntoUnderlyingSink {\n  close() {}\n}\nif (Symbol.dispose) IntoUnderlyingSink.x = 1;\n\
                    /**\n * Wakes it.\n */\nexport function start() {\n    /** one */\n    return 1;\n}\n";
        assert_eq!(called(glue), "export function start() {\n    return 1;\n}\n");
    }
}
