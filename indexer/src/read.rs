//! From a content folder to a directory, or to everything that is wrong with it.
//!
//! The crate [`authoring`] reads and checks; here its pieces run side by side, on files from the disk.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use app::locales::Locales;
use authoring::directory;
use authoring::draft::Drafts;
use authoring::published::{self, PUBLISHED};
use authoring::read::{Pages, read_shared};
use authoring::report::{Diagnostic, Finding, Findings, Severity, codes, locate};
use authoring::source::SourceFile;
use authoring::validate::{CHECKS, Context, World};
use catalog::day::Day;
use catalog::directory::Directory;
use catalog::text::decompose_natively;
use rayon::prelude::*;

use crate::build::has_room;
use crate::clock::knows_zone;
use crate::folder::{read_folder, read_some};
use crate::languages;
use crate::paths;
use crate::phones;
use crate::plainly;
use crate::progress::{Progress, Untold};
use crate::sanitize::sanitize;
use crate::wording;

/// Files that one core reads before it looks for more: enough that looking costs nothing.
const FILES_AT_ONCE: usize = 32;

/// What came of reading a folder.
#[derive(Debug)]
pub struct Outcome {
    /// The directory, when there is no error.
    pub directory: Option<Directory>,
    /// Everything to be said, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Files looked at.
    pub files: usize,
    /// Pages that are left out because of their errors, with paths inside the content folder: only where
    /// somebody asked for that.
    pub left_out: Vec<String>,
    /// The files themselves, without those that are left out.
    pub sources: Vec<SourceFile>,
}

impl Outcome {
    /// The same with the files that it came of.
    fn of(self, sources: Vec<SourceFile>) -> Self {
        Self { sources, ..self }
    }
}

/// Reads and checks a folder. `now` is the day it is where the directory is.
pub fn read_directory(content: &Path, now: Day) -> Outcome {
    read_directory_told(content, read_folder(content), now, &Untold)
}

/// Reads and checks a folder, and leaves out pages that have errors, so that nobody is silenced by
/// somebody else's page. Errors of the directory itself (settings, word lists, places) still leave
/// nothing. What is said of a page that is left out stays among the diagnostics.
pub fn read_leniently(content: &Path, now: Day) -> Outcome {
    read_leniently_told(content, read_folder(content), now, &Untold)
}

/// The same as [`read_leniently`] of files that were read from the folder already, and tells how far it is.
pub fn read_leniently_told(
    content: &Path,
    files: io::Result<Vec<SourceFile>>,
    now: Day,
    progress: &dyn Progress,
) -> Outcome {
    match files {
        Ok(files) => leniently(files, &paths::prefix(content), now, progress),
        Err(_) => read_directory_told(content, files, now, progress),
    }
}

/// The same of files that are in memory already, with paths inside the content folder.
pub fn read_files_leniently(mut files: Vec<SourceFile>, now: Day) -> Outcome {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    leniently(files, "", now, &Untold)
}

fn leniently(
    mut files: Vec<SourceFile>,
    folder: &str,
    now: Day,
    progress: &dyn Progress,
) -> Outcome {
    let count = files.len();
    let (mut left_out, mut said) = (BTreeSet::new(), Vec::new());
    loop {
        let mut outcome = read_under(&files, folder, now, progress);
        // A page that is left out leaves its address behind, where it says so.
        if let Some(list) = files.iter_mut().find(|file| file.path == PUBLISHED) {
            let is_of_list = |found: &&Diagnostic| {
                found.code == "published-without-page" && found.path.ends_with(PUBLISHED)
            };
            let lines: Vec<usize> =
                outcome.diagnostics.iter().filter(is_of_list).map(|found| found.line).collect();
            let marked = published::marked(&list.text, &lines);
            if !lines.is_empty() && marked != list.text {
                list.text = marked;
                // Of a page that is left out, its own errors are said.
                if left_out.is_empty() {
                    let of_list =
                        outcome.diagnostics.into_iter().filter(|found| is_of_list(&found));
                    said.extend(of_list);
                }
                continue;
            }
        }
        let errors = outcome.diagnostics.iter().filter(|found| found.is_error());
        let paths = errors.map(|found| found.path.strip_prefix(folder).unwrap_or(&found.path));
        let gone: Option<BTreeSet<String>> = paths.map(leaves_with).collect();
        match gone.filter(|gone| !gone.is_empty()) {
            Some(gone) => {
                let is_gone =
                    |path: &str| gone.iter().any(|start| path.starts_with(start.as_str()));
                let (out, kept): (Vec<_>, Vec<_>) =
                    files.into_iter().partition(|file| is_gone(&file.path));
                let of_gone = |found: &Diagnostic| {
                    is_gone(found.path.strip_prefix(folder).unwrap_or(&found.path))
                };
                said.extend(outcome.diagnostics.into_iter().filter(of_gone));
                // A group without its page is gone as a whole, and then no file is left to take away.
                let is_stuck = out.is_empty();
                left_out.extend(out.into_iter().map(|file| file.path));
                files = kept;
                if is_stuck {
                    return Outcome {
                        directory: None,
                        diagnostics: said,
                        files: count,
                        left_out: Vec::new(),
                        sources: Vec::new(),
                    };
                }
            }
            None => {
                outcome.diagnostics.extend(said);
                outcome.diagnostics.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
                let left_out = left_out.into_iter().collect();
                return Outcome { files: count, left_out, sources: files, ..outcome };
            }
        }
    }
}

/// The beginning of the paths of all files that leave with a file that has an error: a page goes with its
/// translations, a group's page with the whole group, and a translation alone. `None` for a file that all
/// pages depend on.
fn leaves_with(path: &str) -> Option<String> {
    let (folder, name) = path.split_once('/')?;
    let stem = name.strip_suffix(".md")?;
    match (folder, stem) {
        // About, privacy and help belong to the directory.
        ("_lists", _) => {}
        _ if folder.starts_with('_') => return None,
        (_, "organization") => return Some(format!("{folder}/")),
        _ => {}
    }
    Some(match stem.contains('.') {
        true => path.to_owned(),
        false => format!("{folder}/{stem}."),
    })
}

/// Reads and checks what belongs to the groups that `is_asked` names by their folders: settings,
/// words and places too, but nothing that is about other groups.
pub fn read_groups(content: &Path, now: Day, is_asked: impl Fn(&str) -> bool) -> Outcome {
    let mut files = read_some(content, is_asked);
    // Of what was published, most belongs to the others.
    if let Ok(files) = &mut files {
        files.retain(|file| file.path != PUBLISHED);
    }
    read_directory_told(content, files, now, &Untold)
}

/// The same as [`read_directory`] of files that were read from the folder already, and tells how far it is.
pub fn read_directory_told(
    content: &Path,
    files: io::Result<Vec<SourceFile>>,
    now: Day,
    progress: &dyn Progress,
) -> Outcome {
    let folder = paths::prefix(content);
    match files {
        Ok(files) => read_under(&files, &folder, now, progress).of(files),
        Err(error) => {
            let findings = Findings::default();
            let message = format!("the folder cannot be read: {}", plainly::reading(&error));
            findings.add(&codes::UNREADABLE_FILE, Finding::on_absent("", message));
            let diagnostics = locate(&findings.take(), &[], &folder);
            Outcome {
                directory: None,
                diagnostics,
                files: 0,
                left_out: Vec::new(),
                sources: Vec::new(),
            }
        }
    }
}

/// A folder as it was typed, without any check.
///
/// # Errors
/// When the folder itself cannot be listed.
pub fn drafts_of(content: &Path) -> io::Result<(Vec<SourceFile>, Drafts)> {
    let files = read_folder(content)?;
    let drafts = read_drafts(&files, &Findings::default(), &Untold);
    Ok((files, drafts))
}

/// Files as they were typed, without any check.
pub fn drafts_in(files: &[SourceFile]) -> Drafts {
    read_drafts(files, &Findings::default(), &Untold)
}

/// Reads and checks files that are in memory already, with paths inside the content folder.
pub fn read_files(files: Vec<SourceFile>, now: Day) -> Outcome {
    read_files_told(files, now, &Untold)
}

/// The same, and `progress` hears how far it is.
pub fn read_files_told(mut files: Vec<SourceFile>, now: Day, progress: &dyn Progress) -> Outcome {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    read_under(&files, "", now, progress).of(files)
}

fn read_under(files: &[SourceFile], folder: &str, now: Day, progress: &dyn Progress) -> Outcome {
    let findings = Findings::default();
    let drafts = read_drafts(files, &findings, progress);
    let world = World {
        today: now,
        knows_zone: &knows_zone,
        decompose: decompose_natively,
        find_phone: &phones::find,
        knows_locale: &|locale: &str| {
            knows_locale(locale) || drafts.wording.iter().any(|(_, own, _)| own == locale)
        },
        language_entry: &|typed: &str| match languages::code_of(typed) {
            // Chinese is no language to add: Cantonese and Mandarin are.
            Some(code) if languages::is_several(&code) => None,
            _ => languages::entry(typed, &locales_of(&drafts)),
        },
        page_language: &wording::page_language,
    };
    let context = Context::new(&drafts, files, world);
    progress.begins("Checking", CHECKS.len());
    let found = CHECKS.par_iter().map(|check| {
        let found = check.run(&context);
        progress.step();
        found
    });
    found.collect::<Vec<_>>().into_iter().for_each(|more| findings.extend(more));
    let own: Vec<(u32, &str, &str)> =
        drafts.wording.iter().map(|(at, tag, text)| (*at, tag.as_str(), text.as_str())).collect();
    findings.extend(wording::check(&own));
    let mut coded = findings.take();
    let is_sound = !coded.iter().any(|(code, _)| code.severity == Severity::Error);
    let files_at_most = drafts.config.as_ref().and_then(|config| {
        let (most, host) = (config.files_at_most.as_ref(), config.host.as_ref());
        most.map(|most| most.span).or(host.map(|host| host.span))
    });
    let mut directory = if is_sound { directory::build(drafts, &phones::find) } else { None };
    directory.iter_mut().for_each(sanitize);
    let no_room = directory.as_ref().and_then(|directory| has_room(directory).err());
    if let Some((no_room, span)) = no_room.zip(files_at_most) {
        // What the host takes only the writer knows: nothing to type is proposed.
        coded.push((&codes::BAD_NUMBER, Finding::at(span, no_room.to_string())));
        directory = None;
    }
    let diagnostics = locate(&coded, files, folder);
    Outcome {
        directory,
        diagnostics,
        files: files.len(),
        left_out: Vec::new(),
        sources: Vec::new(),
    }
}

/// The page languages that `directory.toml` lists.
fn locales_of(drafts: &Drafts) -> Vec<&str> {
    let locales = drafts.config.as_ref().map_or(&[][..], |config| &config.locales);
    locales.iter().map(|locale| locale.value.as_str()).collect()
}

/// Whether there are messages in this locale.
pub fn knows_locale(locale: &str) -> bool {
    ALL_LOCALES.as_ref().is_some_and(|all| all.get(locale).is_some())
}

/// The locales in which there are messages, in the order of their codes.
pub fn known_locales() -> Vec<&'static str> {
    ALL_LOCALES.as_ref().map_or(Vec::new(), |all| all.codes().collect())
}

static ALL_LOCALES: LazyLock<Option<Locales>> = LazyLock::new(|| Locales::load().ok());

/// Every file as a draft, side by side, and put together in the order of the files.
fn read_drafts(files: &[SourceFile], findings: &Findings, progress: &dyn Progress) -> Drafts {
    progress.begins("Reading files", files.len());
    let mut drafts = read_shared(files, findings);
    let pages = Pages::new(&drafts, files).decomposing(decompose_natively);
    let parts = files.par_chunks(FILES_AT_ONCE).enumerate().map(|(part, files)| {
        let read = pages.read(part * FILES_AT_ONCE, files);
        files.iter().for_each(|_| progress.step());
        read
    });
    for (part, found) in parts.collect::<Vec<_>>() {
        drafts.append(part);
        findings.extend(found);
    }
    drafts
}
