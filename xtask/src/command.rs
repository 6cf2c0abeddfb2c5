//! What can be typed after `cargo xtask`: one table feeds the parser and the help.
//!
//! A new command is one entry in [`COMMANDS`], one variant of [`Action`], and one module that does it.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::site::Watch;
use crate::suite::{Html, Parts};
use crate::wasm_std::Source;

/// What the person asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Show this text.
    Help(String),
    /// Do this, with the WebAssembly standard library from the given source, or from the first that works.
    Do { action: Action, wasm_std: Option<Source> },
}

/// The commands, with what was typed for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Build everything and show the site on this machine.
    Serve { content: Option<PathBuf>, port: Option<u16>, watch: Watch },
    /// Build the site that is published.
    Build { content: Option<PathBuf>, out: Option<PathBuf> },
    /// Run tests.
    Test { parts: Parts, html: Html },
    /// Read the source for what tests do not see.
    Lint,
    /// Build only what a phone loads as program.
    Bundle,
    /// Make `signpost` as it is given away, with programs for the browser that were built elsewhere or here.
    Dist { bundle: Option<PathBuf>, target: Option<String> },
    /// Measure how the site and its build hold up at size, beside other search engines. The benchmark understands
    /// its own command line.
    Bench(Vec<OsString>),
}

/// A command line that cannot be understood, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misuse(pub String);

/// One command: how it is typed, what it is for, and how what was typed becomes an action.
struct Command {
    name: &'static str,
    summary: &'static str,
    /// The words that may follow without `--`, and what they stand for; at most one is typed.
    words: &'static [(&'static str, &'static str)],
    options: Options,
    action: fn(&Typed) -> Result<Action, Misuse>,
}

impl Command {
    /// The options that are read here.
    fn options(&self) -> impl Iterator<Item = &'static Opt> + use<> {
        let (own, everywhere) = match self.options {
            Options::Known(own) => (own, &EVERYWHERE[..]),
            Options::OfAProgram => (&[][..], &EVERYWHERE[..1]),
        };
        own.iter().chain(everywhere)
    }
}

/// What may follow with `--`.
#[derive(Clone, Copy)]
enum Options {
    /// These, and those that are understood everywhere.
    Known(&'static [Opt]),
    /// Anything: a program of its own understands what follows, except `--wasm-std`, which is ours.
    OfAProgram,
}

/// One option; `value` names what follows it, if anything does.
struct Opt {
    name: &'static str,
    value: Option<&'static str>,
    help: &'static str,
}

const CONTENT: Opt =
    Opt { name: "--content", value: Some("DIR"), help: "the folder of organizations (content)" };
const HELP: Opt = Opt { name: "--help", value: None, help: "show this text" };
const WASM_STD: Opt = Opt {
    name: "--wasm-std",
    value: Some("HOW"),
    help: "where Rust's standard library for WebAssembly comes from: installed, rustup or debian \
           (the first that works; also SIGNPOST_WASM_STD)",
};

/// Understood by every command; of a program's own command line, only the first is ours.
const EVERYWHERE: [Opt; 2] = [WASM_STD, HELP];

const COMMANDS: &[Command] = &[
    Command {
        name: "serve",
        summary: "build the site from a content folder and show it on this machine",
        words: &[],
        options: Options::Known(&[
            CONTENT,
            Opt {
                name: "--port",
                value: Some("N"),
                help: "the port on 127.0.0.1 (signpost chooses)",
            },
            Opt {
                name: "--watch",
                value: None,
                help: "build again when content or source changes",
            },
        ]),
        action: |typed| {
            let watch = if typed.has("--watch") { Watch::Changes } else { Watch::Once };
            Ok(Action::Serve {
                content: typed.folder("--content"),
                port: typed.port("--port")?,
                watch,
            })
        },
    },
    Command {
        name: "build",
        summary: "build the site to publish, with everything optimized",
        words: &[],
        options: Options::Known(&[
            CONTENT,
            Opt { name: "--out", value: Some("DIR"), help: "the folder for the site (dist)" },
        ]),
        action: |typed| {
            Ok(Action::Build { content: typed.folder("--content"), out: typed.folder("--out") })
        },
    },
    Command {
        name: "test",
        summary: "run every test, the browser's included",
        words: &[
            ("unit", "only the tests of the crates"),
            ("journeys", "only the tests in a browser"),
        ],
        options: Options::Known(&[Opt {
            name: "--without-html",
            value: None,
            help: "leave out the check of every page's HTML, which needs Java",
        }]),
        action: |typed| {
            let parts = match typed.word {
                Some("unit") => Parts::Unit,
                Some("journeys") => Parts::Journeys,
                _ => Parts::All,
            };
            let html = if typed.has("--without-html") { Html::LeftOut } else { Html::Checked };
            Ok(Action::Test { parts, html })
        },
    },
    Command {
        name: "lint",
        summary: "read the source: its form, the compiler's advice, the documentation, an audit",
        words: &[],
        options: Options::Known(&[]),
        action: |_| Ok(Action::Lint),
    },
    Command {
        name: "bundle",
        summary: "build what a phone loads as program, and say how large it is",
        words: &[],
        options: Options::Known(&[]),
        action: |_| Ok(Action::Bundle),
    },
    Command {
        name: "dist",
        summary: "make signpost as it is given away: one file, with the programs for the browser inside",
        words: &[],
        options: Options::Known(&[
            Opt {
                name: "--bundle",
                value: Some("DIR"),
                help: "programs for the browser that were built elsewhere, as cargo xtask bundle leaves them in target/bundle",
            },
            Opt {
                name: "--target",
                value: Some("TRIPLE"),
                help: "another kind of machine that this one can run, once rustup has it: x86_64-unknown-linux-musl makes a \
                       program that needs nothing of any Linux (and a C compiler for it: musl-tools)",
            },
        ]),
        action: |typed| {
            Ok(Action::Dist { bundle: typed.folder("--bundle"), target: typed.text("--target") })
        },
    },
    Command {
        name: "bench",
        summary: "measure the site and its build at size, beside other search engines",
        words: &[],
        options: Options::OfAProgram,
        action: |typed| Ok(Action::Bench(typed.rest.clone())),
    },
];

/// Understands the words after `cargo xtask`; `environment` is the value of SIGNPOST_WASM_STD.
pub fn parse(arguments: &[OsString], environment: Option<&str>) -> Result<Request, Misuse> {
    let Some((name, rest)) = arguments.split_first() else {
        return Err(Misuse("say what to do".to_owned()));
    };
    let name = name.to_string_lossy();
    if matches!(&*name, "--help" | "-h" | "help") {
        return Ok(Request::Help(overview()));
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return Err(Misuse(format!("there is no command “{name}”")));
    };
    let typed = Typed::read(command, rest)?;
    if typed.has("--help") {
        return Ok(Request::Help(help(command)));
    }
    let wasm_std = match typed.text("--wasm-std").or(environment.map(str::to_owned)) {
        Some(word) if !word.is_empty() => Some(Source::named(&word).ok_or_else(|| {
            Misuse(format!("the WebAssembly standard library comes from installed, rustup or debian, not from “{word}”"))
        })?),
        _ => None,
    };
    Ok(Request::Do { action: (command.action)(&typed)?, wasm_std })
}

/// All commands, one line each.
pub fn overview() -> String {
    let mut text = "usage: cargo xtask COMMAND [OPTIONS]\n\n".to_owned();
    for command in COMMANDS {
        text += &format!("  {:<8} {}\n", command.name, command.summary);
    }
    text + "\ncargo xtask COMMAND --help says more about one. What is missing is installed, and what is done is said.\n"
}

fn help(command: &Command) -> String {
    let words: Vec<&str> = command.words.iter().map(|(word, _)| *word).collect();
    let typed = if words.is_empty() { String::new() } else { format!(" [{}]", words.join("|")) };
    let mut text =
        format!("usage: cargo xtask {}{typed} [OPTIONS]\n\n{}\n\n", command.name, command.summary);
    for (word, meaning) in command.words {
        text += &format!("  {word:<16} {meaning}\n");
    }
    for option in command.options() {
        let typed = format!("{} {}", option.name, option.value.unwrap_or_default());
        text += &format!("  {typed:<16} {}\n", option.help);
    }
    text
}

/// What was typed after a command's name.
struct Typed {
    word: Option<&'static str>,
    options: Vec<(&'static str, OsString)>,
    /// What a program of its own is to understand.
    rest: Vec<OsString>,
}

impl Typed {
    fn read(command: &Command, arguments: &[OsString]) -> Result<Self, Misuse> {
        let mut typed = Self { word: None, options: Vec::new(), rest: Vec::new() };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let text = argument.to_string_lossy();
            let (name, attached) = match text.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value)),
                _ => (&*text, None),
            };
            let name = if name == "-h" { "--help" } else { name };
            if let Some(option) = command.options().find(|option| option.name == name) {
                let value = match (option.value, attached) {
                    (None, None) => OsString::new(),
                    (None, Some(_)) => return Err(Misuse(format!("{name} takes no value"))),
                    (Some(_), Some(value)) => value.into(),
                    (Some(what), None) => rest
                        .next()
                        .cloned()
                        .ok_or_else(|| Misuse(format!("{name} needs a value: {name} {what}")))?,
                };
                if typed.has(option.name) {
                    return Err(Misuse(format!("{name} is there twice")));
                }
                typed.options.push((option.name, value));
            } else if let Some((word, _)) = command.words.iter().find(|(word, _)| *word == text) {
                if typed.word.replace(word).is_some() {
                    return Err(Misuse(format!(
                        "“{word}” is one word too many for {}",
                        command.name
                    )));
                }
            } else if matches!(command.options, Options::OfAProgram) {
                typed.rest.push(argument.clone());
            } else {
                return Err(Misuse(format!("{} does not understand “{text}”", command.name)));
            }
        }
        Ok(typed)
    }

    fn value(&self, name: &str) -> Option<&OsString> {
        self.options.iter().find(|(typed, _)| *typed == name).map(|(_, value)| value)
    }

    fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    fn folder(&self, name: &str) -> Option<PathBuf> {
        self.value(name).map(PathBuf::from)
    }

    fn text(&self, name: &str) -> Option<String> {
        self.value(name).map(|value| value.to_string_lossy().into_owned())
    }

    fn port(&self, name: &str) -> Result<Option<u16>, Misuse> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        text.parse()
            .map(Some)
            .map_err(|_| Misuse(format!("{name} is a number from 0 to 65535, not “{text}”")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Request, Misuse> {
        let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
        parse(&arguments, None)
    }

    fn asks(line: &str, action: Action) {
        assert_eq!(read(line), Ok(Request::Do { action, wasm_std: None }), "{line}");
    }

    #[test]
    fn commands_are_understood_with_and_without_options() {
        asks("serve", Action::Serve { content: None, port: None, watch: Watch::Once });
        asks(
            "serve --watch --content=mine --port 8080",
            Action::Serve { content: Some("mine".into()), port: Some(8080), watch: Watch::Changes },
        );
        asks(
            "build --content a --out b",
            Action::Build { content: Some("a".into()), out: Some("b".into()) },
        );
        let test = |parts, html| Action::Test { parts, html };
        asks("test", test(Parts::All, Html::Checked));
        asks("test unit", test(Parts::Unit, Html::Checked));
        asks("test journeys --without-html", test(Parts::Journeys, Html::LeftOut));
        asks("lint", Action::Lint);
        asks("bundle", Action::Bundle);
        asks("dist", Action::Dist { bundle: None, target: None });
        asks(
            "dist --bundle handed --target x86_64-unknown-linux-musl",
            Action::Dist {
                bundle: Some("handed".into()),
                target: Some("x86_64-unknown-linux-musl".into()),
            },
        );
    }

    #[test]
    fn the_benchmark_gets_what_was_typed_for_it_and_not_what_is_ours() {
        let rest = ["--sizes", "10,20", "content", "--help"].map(OsString::from).to_vec();
        let line = "bench --sizes 10,20 --wasm-std rustup content --help";
        let expected = Request::Do { action: Action::Bench(rest), wasm_std: Some(Source::Rustup) };
        assert_eq!(read(line), Ok(expected));
    }

    #[test]
    fn wrong_usage_is_refused() {
        for line in [
            "",
            "sevre",
            "serve --prot 1",
            "serve extra",
            "serve --port",
            "serve --port seventy",
            "serve --port 70000",
            "serve --watch=yes",
            "serve --watch --watch",
            "test unit journeys",
            "test browser",
            "bundle --content x",
            "bundle --wasm-std magic",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }

    #[test]
    fn the_source_of_the_standard_library_is_an_option_or_a_variable_and_the_option_wins() {
        let typed = |line: &str, environment| {
            let arguments: Vec<OsString> = line.split_whitespace().map(OsString::from).collect();
            match parse(&arguments, environment) {
                Ok(Request::Do { wasm_std, .. }) => wasm_std,
                _ => None,
            }
        };
        assert_eq!(typed("bundle --wasm-std debian", None), Some(Source::Debian));
        assert_eq!(typed("bundle --wasm-std debian", Some("rustup")), Some(Source::Debian));
        assert_eq!(typed("bundle", Some("rustup")), Some(Source::Rustup));
        assert_eq!(typed("bundle", Some("")), None);
    }

    #[test]
    fn help_names_every_command_and_every_option() {
        let text = overview();
        for command in COMMANDS {
            assert!(text.contains(command.name));
            let text = help(command);
            if matches!(command.options, Options::Known(_)) {
                let line = format!("{} --help", command.name);
                assert_eq!(read(&line), Ok(Request::Help(text.clone())));
            }
            for option in command.options() {
                assert!(option.name.starts_with("--"), "{}", option.name);
                assert!(text.contains(option.name), "{}", option.name);
            }
            for (word, _) in command.words {
                assert!(!word.starts_with('-') && text.contains(word), "{word}");
            }
        }
    }
}
