//! `signpost new`: a page to be filled in.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::new;

use super::Ended;

/// What `signpost new` is asked.
#[derive(clap::Args)]
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
pub fn run(args: &NewArgs) -> Ended {
    let NewArgs { organization, name, content } = args;
    let id = new::fresh_id(content).map_err(|error| error.to_string())?;
    let path =
        new::new_service(content, organization, name, id).map_err(|error| error.to_string())?;
    println!("{}: written. Fill it in, then run: signpost check", path.display());
    Ok(ExitCode::SUCCESS)
}
