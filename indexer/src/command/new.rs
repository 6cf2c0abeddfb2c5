//! `signpost new`: a page to be filled in.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::new;

use super::{Ended, usable};
use crate::terminal::Terminal;

/// What `signpost new` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost new riverside-friends \"Tuesday tea\"
      writes content/riverside-friends/tuesday-tea.md, with every line explained in place
  signpost new riverside-friends \"Café Olé\" --content my-town")]
pub struct NewArgs {
    /// The group's folder inside the content folder, such as `riverside-friends`
    organization: String,
    /// What the service is called
    name: String,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
}

/// Writes the page.
pub fn run(args: &NewArgs, terminal: &Terminal) -> Ended {
    let NewArgs { organization, name, content } = args;
    usable(content)?;
    let id = new::fresh_id(content).map_err(|error| error.to_string())?;
    let path =
        new::new_service(content, organization, name, id).map_err(|error| error.to_string())?;
    terminal.tell(format!("{}: written. Fill it in, then run: signpost check", path.display()));
    Ok(ExitCode::SUCCESS)
}
