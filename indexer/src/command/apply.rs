//! `signpost apply`: change notes of groups into their pages.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::checked::write_whole;
use crate::folder::read_folder;
use crate::notes::{Content, Letter, Options, Outcome, letters, put_all, show};
use crate::paths;
use crate::plainly::{cannot_read, cannot_write, many};
use catalog::day::Moment;

use super::checked::How;
use super::{Ended, moment, moment_of, usable};
use crate::terminal::Terminal;

/// What `signpost apply` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost apply letters/
      every mail and text of a folder
  signpost apply mail.eml --dry-run
      shows what would change, and writes nothing
  pbpaste | signpost apply -
      what was copied from a message
  signpost apply new-page.md --group sunset-neighbours

Only the lines that a note names change. What has changed on the page since the note was made is shown and left; a \
note that would leave an error on a page is not put.")]
pub struct ApplyArgs {
    /// Mails (.eml), texts, pages (.md), or folders of them; - is what stands on standard input
    #[arg(required = true)]
    notes: Vec<PathBuf>,
    /// Show what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Who said it, as the pages' checks are to name them; without it, the group that the note is from
    #[arg(long)]
    by: Option<String>,
    /// How they said it
    #[arg(long, value_enum)]
    how: Option<How>,
    /// The group of pages that come as .md files: its id, folder or name
    #[arg(long)]
    group: Option<String>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// As if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// Most files of a folder: a year of mail.
const FILES: usize = 5_000;

/// Puts notes into pages.
pub fn run(args: &ApplyArgs, terminal: &Terminal) -> Ended {
    let ApplyArgs { notes, dry_run, by, how, group, content: folder, now } = args;
    usable(folder)?;
    let today = moment_of(folder, *now)?.day;
    let (letters, mut is_whole) = read_letters(notes, terminal)?;
    let files = read_folder(folder).map_err(cannot_read(folder))?;
    let pages = files.iter().filter(|file| file.trouble.is_none() && file.path.ends_with(".md"));
    let raw: BTreeMap<String, String> = pages
        .filter_map(|file| {
            Some((file.path.clone(), fs::read_to_string(folder.join(&file.path)).ok()?))
        })
        .collect();
    let old = Content { files, raw, today };
    let mut new = old.clone();
    let by = by.as_deref().map(str::trim).filter(|by| !by.is_empty()).map(str::to_owned);
    let options = Options { by, how: how.map(How::meant), group: group.clone() };
    let Outcome { done, mut remarks } = put_all(&mut new, &letters, &options);
    let start = paths::prefix(folder);
    let mut left = Vec::new();
    for one in &done {
        terminal.print(&show::done(one, &letters, &start));
        left.extend(one.diagnostics.iter().cloned());
    }
    if !left.is_empty() {
        terminal.tell("");
        terminal.complain_of(&left, letters.len());
    }
    if !remarks.is_empty() {
        remarks.iter_mut().for_each(|found| found.path.insert_str(0, &start));
        terminal.tell("\nThe changed pages are remarked on:");
        terminal.complain_of(&remarks, done.len());
    }
    is_whole &= left.is_empty();
    let changed = new.changed_from(&old);
    let pages = many(changed.len(), "page", "pages");
    if *dry_run {
        terminal.tell(format!("{pages} would change. Nothing was written."));
    } else {
        write_pages(folder, &changed)?;
        terminal.tell(format!("{}, {pages} changed.", many(done.len(), "note", "notes")));
    }
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The texts of all files, and whether each file has been read.
fn read_letters(notes: &[PathBuf], terminal: &Terminal) -> Result<(Vec<Letter>, bool), String> {
    let (mut all, mut is_whole) = (Vec::new(), true);
    for path in notes {
        let files = if path.is_dir() { files_of(path)? } else { vec![path.clone()] };
        for file in files {
            let name = file.to_string_lossy().into_owned();
            let bytes = read_some(&file).map_err(cannot_read(&file))?;
            match letters(&name, &bytes) {
                Ok(some) => all.extend(some),
                Err(error) => {
                    terminal.complain(format!("{}: {error}", show::visible(&name)));
                    is_whole = false;
                }
            }
        }
    }
    Ok((all, is_whole))
}

/// Never more than what is looked at.
fn read_some(file: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = crate::notes::LIMIT + 1;
    if file.as_os_str() == "-" {
        std::io::stdin().take(limit).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The mails, texts and pages of a folder, in the order of their names.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let told = cannot_read(folder);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(&told)?.take(FILES) {
        let path = entry.map_err(&told)?.path();
        let kind = path.extension().map(|it| it.to_string_lossy().to_ascii_lowercase());
        if path.is_file() && kind.is_some_and(|kind| matches!(&*kind, "eml" | "txt" | "md")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn write_pages(folder: &Path, changed: &BTreeMap<String, String>) -> Result<(), String> {
    for (path, text) in changed {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(cannot_write(parent))?;
        }
        write_whole(&file, text).map_err(cannot_write(&file))?;
    }
    Ok(())
}
