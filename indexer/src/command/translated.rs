//! `signpost translated`: says in translations from which words they were made.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::plainly::{cannot_read, cannot_write};
use crate::read;
use crate::translated::{Written, is_below, translated};

use super::{Ended, usable};
use crate::terminal::Terminal;

/// What `signpost translated` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost translated
      of all translations that do not say yet from which words they were made
  signpost translated content/riverside-friends/tuesday-tea.fr.md
      of this one: it says again what its original says now")]
pub struct TranslatedArgs {
    /// Translations, or folders of them, that say what their originals say now; without any, those that do
    /// not say yet from which words they were made
    paths: Vec<PathBuf>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
}

/// Writes `translation.of`.
pub fn run(args: &TranslatedArgs, terminal: &Terminal) -> Ended {
    let TranslatedArgs { paths, content } = args;
    usable(content)?;
    let (files, drafts) = read::drafts_of(content).map_err(cannot_read(content))?;
    let raw = |path: &str| fs::read_to_string(content.join(path)).ok();
    let is_named = |path: &str| is_below(content, paths, path);
    let all = translated(&drafts, &files, &raw, &is_named, !paths.is_empty());
    let mut left = 0;
    let mut written = 0;
    for (path, what, text) in &all {
        let shown = content.join(path);
        match what {
            Written::Now => {
                let text = text.as_deref().unwrap_or_default();
                fs::write(&shown, text).map_err(cannot_write(&shown))?;
                written += 1;
            }
            Written::Already => {}
            Written::Stale(fields) => {
                left += 1;
                terminal.tell(format!(
                    "{}: the original has changed: {}",
                    shown.display(),
                    fields.join(", ")
                ));
            }
            Written::Refused(error) => {
                left += 1;
                terminal.tell(format!("{}: {error}", shown.display()));
            }
        }
    }
    terminal.tell(format!("{} translations: {written} written, {left} to look at.", all.len()));
    Ok(if left == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
