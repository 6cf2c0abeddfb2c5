//! `signpost explain`: what a check's code means, and what to do.

use std::process::ExitCode;

use crate::explain::{code, codes, guide, settings, severity};
use authoring::node::nearest;

use super::Ended;
use crate::terminal::Terminal;

/// What `signpost explain` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost explain stale-page
      what it means, and what to do
  signpost explain
      all codes, a line each")]
pub struct ExplainArgs {
    /// A code as `signpost check` says it, such as bad-date; or directory.toml, or one of its settings, such as
    /// freshness.stale; without one, all codes are listed
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
        if let Some(said) = settings(name) {
            terminal.print(&said);
            return Ok(ExitCode::SUCCESS);
        }
        let meant = nearest(name, codes().map(|code| code.id));
        let meant = meant.map(|code| format!(" Do you mean {code}?")).unwrap_or_default();
        return Err(format!(
            "There is no code {name}, and no setting.{meant} `signpost explain` lists all codes, and `signpost explain directory.toml` \
             all settings."
        ));
    };
    terminal.line(format!("{} ({})\n{}\n\n{}", code.id, severity(code), code.about, guide(code)));
    Ok(ExitCode::SUCCESS)
}
