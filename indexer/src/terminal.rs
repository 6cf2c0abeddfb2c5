//! What somebody at the keyboard sees of a command, and what a program that reads it gets.
//!
//! What was asked for goes to standard output; what is wrong, to standard error. Colours are for terminals that show
//! them, and one line of progress is for somebody who looks on. A pipe or a file gets the same letters without either.
//! Here alone is decided what `--quiet` and `--color` mean.

mod bar;

use std::ffi::OsStr;
use std::io::{self, Write};
use std::sync::Arc;

use anstream::{AutoStream, ColorChoice};
use authoring::report::{self, Diagnostic, Severity};
use clap::ValueEnum;

use crate::progress::Progress;
use bar::Bar;

/// The flags by which somebody says how a command is to speak; every command takes them.
#[derive(clap::Args)]
#[command(next_help_heading = "Of every command")]
pub struct Manner {
    /// Say only what is wrong and what was asked for: no progress, no counts, no notes
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colours
    ///
    /// `auto` is where a terminal shows them; the environment's NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM are
    /// heeded. A colour never says anything that words do not.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto, alias = "colour")]
    color: Colour,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// Where a terminal shows them
    Auto,
    /// In pipes and files too
    Always,
    /// Never
    Never,
}

impl Colour {
    fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

/// Heeds `--color` before the arguments are understood: an error of theirs, and `--help`, are coloured as well.
pub fn heed_colour(arguments: impl Iterator<Item = impl AsRef<OsStr>>) {
    if let Some(colour) = typed_colour(arguments) {
        colour.choice().write_global();
    }
}

/// The last `--color` among arguments of which nobody knows yet whether they make sense.
fn typed_colour(arguments: impl Iterator<Item = impl AsRef<OsStr>>) -> Option<Colour> {
    let arguments: Vec<String> = arguments
        .map(|one| one.as_ref().to_string_lossy().into_owned())
        .take_while(|one| one != "--")
        .collect();
    let after = |at: usize, flag: &str| -> Option<&str> {
        match arguments[at].strip_prefix(flag)? {
            "" => arguments.get(at + 1).map(String::as_str),
            rest => rest.strip_prefix('='),
        }
    };
    let typed = (0..arguments.len())
        .filter_map(|at| after(at, "--color").or_else(|| after(at, "--colour")));
    typed.filter_map(|word| Colour::from_str(word, false).ok()).next_back()
}

/// The two streams of a command, the way somebody wishes to see them.
pub struct Terminal {
    is_quiet: bool,
    bar: Arc<Bar>,
}

impl Terminal {
    /// For the flags that were typed.
    pub fn new(manner: &Manner) -> Self {
        manner.color.choice().write_global();
        Self { is_quiet: manner.quiet, bar: Arc::new(Bar::new(manner.quiet)) }
    }

    /// Whether only what is wrong and what was asked for is to be said.
    pub fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// What was asked for, as it is.
    pub fn print(&self, text: &str) {
        // A closed pipe, as in `signpost check | head`, is the reader's choice and no failure.
        self.bar.aside(|| drop(write_to(io::stdout(), text)));
    }

    /// A line of what was asked for.
    pub fn line(&self, line: impl AsRef<str>) {
        self.print(&[line.as_ref(), "\n"].concat());
    }

    /// What was done: a line of standard output, unless nobody wants to know.
    pub fn tell(&self, line: impl AsRef<str>) {
        if !self.is_quiet {
            self.line(line);
        }
    }

    /// What is wrong, or must be known all the same: a line of standard error.
    pub fn complain(&self, line: impl AsRef<str>) {
        self.complain_at_length(&[line.as_ref(), "\n"].concat());
    }

    /// What is worth knowing: a line of standard error, unless nobody wants to know.
    pub fn remark(&self, line: impl AsRef<str>) {
        if !self.is_quiet {
            self.complain(line);
        }
    }

    /// A sentence that ends the command.
    pub fn fail(&self, sentence: &str) {
        let error = match has_colours(&io::stderr()) {
            true => "\x1b[1;31merror:\x1b[0m",
            false => "error:",
        };
        self.complain(format!("{error} {sentence}"));
    }

    /// Findings on standard output, for people. Quietly said, only what is wrong.
    pub fn print_findings(&self, findings: &[Diagnostic], files: usize) {
        self.print(&self.text_of(findings, files, has_colours(&io::stdout())));
    }

    /// Findings on standard error, for people. Quietly said, only what is wrong.
    pub fn complain_of(&self, findings: &[Diagnostic], files: usize) {
        self.complain_at_length(&self.text_of(findings, files, has_colours(&io::stderr())));
    }

    fn text_of(&self, findings: &[Diagnostic], files: usize, in_colour: bool) -> String {
        let is_wrong = |found: &&Diagnostic| found.severity != Severity::Note;
        let wrong: Vec<Diagnostic> = match self.is_quiet {
            true => findings.iter().filter(is_wrong).cloned().collect(),
            false => Vec::new(),
        };
        match (self.is_quiet, in_colour) {
            (false, false) => report::text(findings, files),
            (false, true) => report::text_in_colour(findings, files),
            (true, false) => report::listed(&wrong),
            (true, true) => report::listed_in_colour(&wrong),
        }
    }

    fn complain_at_length(&self, text: &str) {
        self.bar.aside(|| drop(write_to(io::stderr(), text)));
    }

    /// Who hears how far a work is.
    pub fn progress(&self) -> &dyn Progress {
        &*self.bar
    }

    /// The same, for a work that keeps it.
    pub fn listener(&self) -> Arc<dyn Progress + Send> {
        self.bar.clone()
    }
}

/// Whether a stream shows colours, by what was typed, by the environment, and by what the stream is.
fn has_colours(stream: &impl anstream::stream::RawStream) -> bool {
    AutoStream::choice(stream) != ColorChoice::Never
}

/// Writes a text as it is, or, where colours are shown, so that an older Windows shows them, too.
fn write_to<S: anstream::stream::AsLockedWrite + anstream::stream::RawStream>(
    mut stream: S,
    text: &str,
) -> io::Result<()> {
    if has_colours(&stream) {
        let mut stream = AutoStream::auto(stream);
        stream.write_all(text.as_bytes())?;
        return stream.flush();
    }
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Option<Colour> {
        typed_colour(line.split(' '))
    }

    #[test]
    fn an_error_of_the_arguments_themselves_is_coloured_as_somebody_wishes() {
        assert_eq!(typed("chekc --color never"), Some(Colour::Never));
        assert_eq!(typed("--colour=always check"), Some(Colour::Always));
        assert_eq!(typed("--color=always check --color auto"), Some(Colour::Auto));
        for nothing in ["check", "check --color", "check --color=pink", "check -- --color never"] {
            assert_eq!(typed(nothing), None, "{nothing}");
        }
    }
}
