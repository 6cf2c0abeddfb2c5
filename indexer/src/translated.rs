//! Writes into translations from which words they were made: `translation.of`.

use std::path::Path;

use authoring::draft::Drafts;
use authoring::edit::{self, EditError};
use authoring::origin::{self, Made};
use authoring::source::SourceFile;

/// What came of one file.
#[derive(Debug, PartialEq, Eq)]
pub enum Written {
    /// The file says now from which words it was made.
    Now,
    /// It said so already, and it is still so.
    Already,
    /// Its original has changed since, in these fields: somebody has to look at it, and then name the
    /// file.
    Stale(Vec<String>),
    /// The file cannot be edited by a program.
    Refused(EditError),
}

/// The files with their new texts, and what came of each. Without names, files that say nothing yet are
/// taken to be up to date; a file that is named is taken to be so whatever it said.
pub fn translated(
    drafts: &Drafts,
    files: &[SourceFile],
    raw: &dyn Fn(&str) -> Option<String>,
    is_named: &dyn Fn(&str) -> bool,
    is_any_named: bool,
) -> Vec<(String, Written, Option<String>)> {
    let mut all = Vec::new();
    for made in origin::translations(drafts) {
        let Some(file) =
            made.translator.and_then(|translator| files.get(translator.span.file as usize))
        else {
            continue;
        };
        if is_any_named && !is_named(&file.path) {
            continue;
        }
        let (written, text) = one(&made, is_any_named, || raw(&file.path));
        all.push((file.path.clone(), written, text));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all
}

fn one(
    made: &Made<'_>,
    is_named: bool,
    raw: impl Fn() -> Option<String>,
) -> (Written, Option<String>) {
    let before = made.hashes();
    let now = made.fields.hashes_of(&made.original);
    if before == now {
        return (Written::Already, None);
    }
    let stale = before.stale(&made.original);
    if !is_named && !stale.is_empty() {
        return (Written::Stale(stale), None);
    }
    let Some(text) = raw() else { return (Written::Already, None) };
    let path: edit::Path = match "translation.of".parse() {
        Ok(path) => path,
        Err(error) => return (Written::Refused(error), None),
    };
    match edit::set(&text, &path, &now.to_value()) {
        Ok(text) => (Written::Now, Some(text)),
        Err(error) => (Written::Refused(error), None),
    }
}

/// Whether a file of the content folder is one of `paths` or lies below one of them. Both ways of naming
/// it are understood: from here, and inside the content folder.
pub fn is_below(content: &Path, paths: &[std::path::PathBuf], file: &str) -> bool {
    let whole = content.join(file);
    let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let whole = canonical(&whole);
    paths.iter().any(|path| whole.starts_with(canonical(path)) || Path::new(file).starts_with(path))
}
