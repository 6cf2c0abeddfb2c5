//! `signpost wording`: our own texts, for a town that says some of them otherwise or translates them.

use std::process::ExitCode;

use crate::read::known_locales;
use crate::terminal::Terminal;
use app::locales::built_in;

use super::Ended;

/// What `signpost wording` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost wording > content/_locales/pl.toml
      all texts in English, to be translated into a page language that signpost does not have
  signpost wording fr
      those in French: what a town says otherwise goes into content/_locales/fr.toml, and only that

signpost check counts what such a file lacks.")]
pub struct WordingArgs {
    /// The language, such as fr
    #[arg(default_value = "en")]
    locale: String,
}

/// Prints the file of a language.
pub fn run(args: &WordingArgs, terminal: &Terminal) -> Ended {
    let WordingArgs { locale } = args;
    let text = built_in(locale).ok_or_else(|| {
        format!("signpost has no texts in {locale}. It has: {}.", known_locales().join(", "))
    })?;
    terminal.print(text);
    Ok(ExitCode::SUCCESS)
}
