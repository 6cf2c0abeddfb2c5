//! `signpost man`: the manual, from the same definition of the command as its help.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::plainly::{cannot_write, many};
use crate::terminal::Terminal;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Ended, named};

/// What `signpost man` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost man | man -l -
      reads it here
  signpost man check | man -l -
      that of a command
  signpost man --into ~/.local/share/man/man1
      for `man signpost` and `man signpost-check`")]
pub struct ManArgs {
    /// A command of signpost; without one, signpost itself
    command: Option<String>,
    /// Write the pages of signpost and of all its commands into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
    into: Option<PathBuf>,
}

/// Prints a page, or writes all of them.
pub fn run(args: &ManArgs, mut whole: clap::Command, terminal: &Terminal) -> Ended {
    let ManArgs { command: name, into } = args;
    // Gives each command its name as it is typed.
    whole.build();
    if let Some(folder) = into {
        let pages = write_all(&whole, folder).map_err(cannot_write(folder))?;
        terminal.tell(format!("{}: {}", folder.display(), many(pages, "page", "pages")));
        return Ok(ExitCode::SUCCESS);
    }
    let asked = match name {
        Some(name) => named(&whole, name)?,
        None => &whole,
    };
    let page = page(asked).map_err(|error| error.to_string())?;
    terminal.print(&String::from_utf8_lossy(&page));
    Ok(ExitCode::SUCCESS)
}

/// Writes the page of `whole` and of each of its commands; gives how many.
fn write_all(whole: &clap::Command, folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let commands = whole.get_subcommands().filter(|command| command.get_name() != "help");
    let all: Vec<_> = std::iter::once(whole).chain(commands).collect();
    for command in &all {
        let name = command.get_display_name().unwrap_or(command.get_name());
        fs::write(folder.join(format!("{name}.1")), page(command)?)?;
    }
    Ok(all.len())
}

/// A page: what clap knows, then a section for each part of what stands below the help.
fn page(command: &clap::Command) -> io::Result<Vec<u8>> {
    let below = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    // clap knows the version of signpost only, and a page without one cannot be made.
    let man = Man::new(command.clone().version(env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    for (heading, text) in sections(&below) {
        let mut roff = Roff::new();
        roff.control("SH", [heading.to_uppercase().as_str()]);
        // Each line by itself, as far in as it stands, and broken by the reader's own width.
        for line in text.lines() {
            let words = line.trim_start();
            let indent = (line.len() - words.len()).to_string();
            roff.control("RS", [indent.as_str()]);
            roff.text([roman(words)]);
            roff.control("RE", []);
        }
        roff.to_writer(&mut page)?;
    }
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// The parts of what stands below a help: a paragraph that begins with a line such as `Examples:` has that heading,
/// and others are notes.
fn sections(below: &str) -> Vec<(&str, &str)> {
    let parts = below.split("\n\n").map(str::trim_end).filter(|part| !part.is_empty());
    let with_heading = parts.map(|part| match part.split_once(":\n") {
        Some((heading, text)) if !heading.contains('\n') => (heading, text),
        _ => ("Notes", part),
    });
    with_heading.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_exit_codes_have_sections_of_their_own() {
        let below = "Examples:\n  signpost check\n\nWhat is said.\n\nExit codes:\n  0  fine";
        assert_eq!(
            sections(below),
            [
                ("Examples", "  signpost check"),
                ("Notes", "What is said."),
                ("Exit codes", "  0  fine")
            ]
        );
    }
}
