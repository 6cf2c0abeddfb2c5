//! `signpost translated`: says in translations from which words they were made.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::read;
use crate::translated::{Written, is_below, translated};

use super::Ended;

/// What `signpost translated` is asked.
#[derive(clap::Args)]
pub struct TranslatedArgs {
    /// Translations, or folders of them, that say what their originals say now; without any, those that do
    /// not say yet from which words they were made
    paths: Vec<PathBuf>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
}

/// Writes `translation.of`.
pub fn run(args: &TranslatedArgs) -> Ended {
    let TranslatedArgs { paths, content } = args;
    let (files, drafts) = read::drafts_of(content).map_err(|error| error.to_string())?;
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
                fs::write(&shown, text).map_err(|error| format!("{}: {error}", shown.display()))?;
                written += 1;
            }
            Written::Already => {}
            Written::Stale(fields) => {
                left += 1;
                println!("{}: the original has changed: {}", shown.display(), fields.join(", "));
            }
            Written::Refused(error) => {
                left += 1;
                println!("{}: {error}", shown.display());
            }
        }
    }
    println!("{} translations: {written} written, {left} to look at.", all.len());
    Ok(if left == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
