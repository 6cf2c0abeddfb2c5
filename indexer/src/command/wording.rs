//! `signpost wording`: our own texts, for a town that says some of them otherwise or translates them.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use app::locales::built_in;

use super::Ended;
use crate::plainly::{cannot_read, cannot_write};
use crate::read::known_locales;
use crate::terminal::Terminal;
use crate::wording;

/// What `signpost wording` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost wording pl --into content
      begins content/_locales/pl.toml, for a page language that signpost does not have: every text waits behind a # to be \
translated; of a file that is there, it prints what is lacking
  signpost wording fr
      the texts in French: what a town says otherwise goes into content/_locales/fr.toml, and only that

signpost check counts what such a file lacks.")]
pub struct WordingArgs {
    /// The language, such as fr
    #[arg(default_value = "en")]
    locale: String,
    /// The content folder in which a new language begins
    #[arg(long, value_name = "CONTENT")]
    into: Option<PathBuf>,
}

/// Prints the file of a language, or begins it in a content folder.
pub fn run(args: &WordingArgs, terminal: &Terminal) -> Ended {
    let locale = wording::page_language(&args.locale)?;
    let Some(content) = &args.into else {
        terminal.print(&wording::begun(&locale)?);
        return Ok(ExitCode::SUCCESS);
    };
    if built_in(&locale).is_some() {
        return Err(format!(
            "signpost has all texts in {locale} (it has {}). What your town says otherwise goes into {}, and only that: \
             signpost wording {locale} prints them",
            known_locales().join(", "),
            content.join(wording::path_of(&locale)).display()
        ));
    }
    let path = content.join(wording::path_of(&locale));
    if fs::exists(&path).map_err(cannot_read(&path))? {
        let text = fs::read_to_string(&path).map_err(cannot_read(&path))?;
        let lacking = wording::lacking(&locale, &text)?;
        if lacking.is_empty() {
            terminal.tell(format!("{} lacks nothing.", path.display()));
        } else {
            terminal.print(&lacking);
        }
        return Ok(ExitCode::SUCCESS);
    }
    if !content.is_dir() {
        return Err(format!("There is no folder {}.", content.display()));
    }
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(cannot_write(&path))?;
    fs::write(&path, wording::begun(&locale)?).map_err(cannot_write(&path))?;
    terminal.tell(format!("{}: every text waits to be translated.", path.display()));
    terminal.tell(format!(
        "Next: put \"{locale}\" into `locales` of {}, then signpost check",
        content.join("directory.toml").display()
    ));
    Ok(ExitCode::SUCCESS)
}
