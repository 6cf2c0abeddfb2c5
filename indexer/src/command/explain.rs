//! `signpost explain`: what a check's code means, and what to do.

use std::process::ExitCode;

use crate::explain::{Text, code, codes, guide, settings, severity, texts};
use authoring::node::nearest;

use super::Ended;
use crate::terminal::Terminal;

/// What `signpost explain` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost explain stale-page
      what it means, and what to do
  signpost explain freshness.stale
      a setting of directory.toml
  signpost explain gaps.title
      a text of the pages, as a file of _locales names it
  signpost explain
      all codes, a line each")]
pub struct ExplainArgs {
    /// A code as `signpost check` says it, such as bad-date; or directory.toml, or one of its settings, such as
    /// freshness.stale; or a text of `_locales`, such as gaps.title; without one, all codes are listed
    code: Option<String>,
}

/// Prints it.
pub fn run(args: &ExplainArgs, terminal: &Terminal) -> Ended {
    let Some(name) = &args.code else {
        let longest = codes().map(|code| code.id.len()).max().unwrap_or_default();
        for code in codes() {
            terminal.line(format!("{:longest$}  {:7}  {}", code.id, severity(code), code.about));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(code) = code(name) else {
        let texts = texts();
        let text = texts.iter().find(|text| text.name == *name).map(Text::told);
        // A setting and a text of the pages may have the same name: `data.licence`.
        let told: Vec<String> = settings(name).into_iter().chain(text).collect();
        if !told.is_empty() {
            terminal.print(&told.join("\n"));
            return Ok(ExitCode::SUCCESS);
        }
        let names = texts.iter().map(|Text { name, .. }| name.as_str());
        let meant = nearest(name, codes().map(|code| code.id).chain(names));
        let meant = meant.map(|code| format!(" Do you mean {code}?")).unwrap_or_default();
        return Err(format!(
            "There is no code {name}, no setting and no text.{meant} `signpost explain` lists all codes, `signpost explain \
             directory.toml` all settings, and `signpost wording` all texts."
        ));
    };
    terminal.line(format!("{} ({})\n{}\n\n{}", code.id, severity(code), code.about, guide(code)));
    Ok(ExitCode::SUCCESS)
}
