//! `signpost published`: what is on the site now is never taken away from who holds its printed code.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::checked::write_whole;
use crate::plainly::{cannot_read, cannot_write};
use crate::read;
use authoring::published::{PUBLISHED, Published, read as read_list, with};

use super::{Ended, usable};
use crate::terminal::Terminal;

/// What `signpost published` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost published
  signpost published --content my-town

Run it when the site is put online, and commit the list with the pages. Each line is an address that a printed code \
can lead to; lines are added and never taken away.")]
pub struct PublishedArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
}

/// Adds the addresses of all pages that the list does not have.
pub fn run(args: &PublishedArgs, terminal: &Terminal) -> Ended {
    let PublishedArgs { content } = args;
    usable(content)?;
    let file = content.join(PUBLISHED);
    let (_, drafts) = read::drafts_of(content).map_err(cannot_read(content))?;
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(cannot_read(&file)(error)),
    };
    let known = read_list(0, &text);
    let services = drafts.services.iter().filter_map(|draft| draft.id.as_ref());
    let groups = drafts.organizations.iter().filter_map(|draft| draft.id.as_ref());
    let all = services
        .map(|id| Published::service(&id.value))
        .chain(groups.map(|id| Published::group(&id.value)));
    let mut new: Vec<String> =
        all.filter(|address| !known.iter().any(|one| one.address.value == *address)).collect();
    new.sort();
    new.dedup();
    if !new.is_empty() {
        write_whole(&file, &with(&text, &new)).map_err(cannot_write(&file))?;
    }
    terminal.tell(format!(
        "{}: {} addresses, {} of them new.",
        file.display(),
        known.len() + new.len(),
        new.len()
    ));
    Ok(ExitCode::SUCCESS)
}
