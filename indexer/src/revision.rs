//! A content folder as it stands in a revision of a git repository, read without a checkout: nothing of it
//! is written to the disk, no hook and no filter runs, nothing is fetched.
//!
//! The program `git` is run with arguments, never through a shell. A revision is somebody's words: it
//! stands behind `--end-of-options`, so that it is never taken for an option.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::plainly;
use authoring::source::{SourceFile, Trouble, byte_limit};

/// A file of a tree, as `git ls-tree -l -z` tells it.
struct Entry {
    is_link: bool,
    object: String,
    bytes: u64,
    path: String,
}

/// Every file of the content folder `content` as it stands in `revision` of the repository that the folder
/// lies in, with paths inside the folder.
///
/// # Errors
/// A sentence: when there is no git, no repository or no such revision, or the revision has no such folder.
pub fn files_at(content: &Path, revision: &str) -> Result<Vec<SourceFile>, String> {
    let inside = run(content, &["rev-parse", "--show-prefix"])?;
    let inside = inside.trim_end_matches('\n');
    let tree = tree_of(content, revision, inside)?;
    let listed =
        run(content, &["ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", &tree])?;
    let entries: Vec<Entry> =
        listed.split('\0').filter(|line| !line.is_empty()).filter_map(entry).collect();
    let wanted = entries.iter().filter(|entry| is_read(entry)).map(|entry| entry.object.as_str());
    let texts = objects(content, &wanted.collect::<Vec<_>>())?;
    let files = entries.iter().filter(|entry| !is_hidden(&entry.path)).map(|entry| {
        let path = entry.path.clone();
        match (byte_limit(&path), texts.get(&entry.object)) {
            _ if entry.is_link => SourceFile::troubled(path, Trouble::OutsideLink),
            (None, _) => SourceFile::troubled(path, Trouble::NotRead),
            // The same places as a folder on the disk: pages further down are named, and not read.
            _ if path.matches('/').count() > 1 => SourceFile::troubled(path, Trouble::NotRead),
            (Some(limit), None) => SourceFile::troubled(path, Trouble::TooLarge(limit)),
            (Some(_), Some(bytes)) => SourceFile::from_bytes(path, bytes),
        }
    });
    Ok(files.collect())
}

/// When a revision was committed: seconds since 1970.
///
/// # Errors
/// A sentence: when there is no git, no repository or no such revision.
pub fn committed_at(content: &Path, revision: &str) -> Result<i64, String> {
    let spec = format!("{revision}^{{commit}}");
    let said = run(content, &["rev-parse", "--verify", "--quiet", "--end-of-options", &spec]);
    let commit = said.map_err(|_| format!("git knows no revision {revision}"))?;
    let said = run(content, &["show", "--no-patch", "--format=%ct", commit.trim()])?;
    said.trim().parse().map_err(|_| format!("git does not say when {revision} was committed"))
}

/// The last commit, of those that led to this one, that was there at a moment: seconds since 1970. `None` where the
/// history that is here begins later.
///
/// Only first parents are followed: that is what stood on the branch, and not what somebody still worked on beside it.
///
/// # Errors
/// A sentence: when there is no git or no repository.
pub fn last_until(content: &Path, seconds: i64) -> Result<Option<String>, String> {
    let until = format!("--until={seconds}");
    let listed = run(content, &["rev-list", "--max-count=1", "--first-parent", &until, "HEAD"])?;
    Ok(Some(listed.trim().to_owned()).filter(|commit| !commit.is_empty()))
}

/// Files of the content folder that were changed since a revision, with paths inside the folder, and when last: seconds since
/// 1970. Of a merge, the day on which it came to the branch counts.
///
/// # Errors
/// A sentence: when there is no git, no repository or no such revision.
pub fn touched_since(content: &Path, revision: &str) -> Result<BTreeMap<String, i64>, String> {
    let range = format!("{revision}..HEAD");
    let listed = run(
        content,
        &[
            "-c",
            "core.quotePath=false",
            "log",
            "--first-parent",
            "-m",
            "--no-renames",
            "--name-only",
            "--relative",
            "--format=%x01%ct",
            "--end-of-options",
            &range,
        ],
    )?;
    let (mut touched, mut at) = (BTreeMap::new(), 0);
    for line in listed.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix('\u{1}') {
            Some(seconds) => at = seconds.parse().unwrap_or_default(),
            None => {
                let last = touched.entry(line.to_owned()).or_insert(at);
                *last = at.max(*last);
            }
        }
    }
    Ok(touched)
}

/// Whether a commit that is here has the folder.
///
/// # Errors
/// When git cannot be asked, or there is no repository.
pub fn has_folder(content: &Path, revision: &str) -> Result<bool, String> {
    let inside = run(content, &["rev-parse", "--show-prefix"])?;
    let inside = inside.trim_end_matches('\n').trim_end_matches('/');
    if inside.is_empty() {
        return Ok(true);
    }
    let listed = ["ls-tree", "--full-tree", "--name-only", "--end-of-options", revision, inside];
    Ok(!run(content, &listed)?.trim().is_empty())
}

/// The tree of the folder in that revision.
fn tree_of(content: &Path, revision: &str, inside: &str) -> Result<String, String> {
    let inside = inside.trim_end_matches('/');
    let spec = if inside.is_empty() {
        format!("{revision}^{{tree}}")
    } else {
        format!("{revision}:{inside}")
    };
    let said = run(content, &["rev-parse", "--verify", "--quiet", "--end-of-options", &spec]);
    let said = said.map_err(|_| {
        format!("There is no folder and no revision {revision} with {} in it.", content.display())
    })?;
    Ok(said.trim().to_owned())
}

/// Editors' and git's own, as in a folder on the disk.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|name| name.starts_with('.') || name.ends_with('~'))
}

fn is_read(entry: &Entry) -> bool {
    let limit = byte_limit(&entry.path);
    !entry.is_link && !is_hidden(&entry.path) && limit.is_some_and(|limit| entry.bytes <= limit)
}

/// `100644 blob 1f2e…    1234<tab>group/page.md`; `None` for what is no file, such as a submodule.
fn entry(line: &str) -> Option<Entry> {
    let (about, path) = line.split_once('\t')?;
    let mut about = about.split_whitespace();
    let (mode, kind, object, bytes) = (about.next()?, about.next()?, about.next()?, about.next()?);
    (kind == "blob").then(|| Entry {
        is_link: mode == "120000",
        object: object.to_owned(),
        bytes: bytes.parse().unwrap_or(u64::MAX),
        path: path.to_owned(),
    })
}

fn git(content: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(content).args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]);
    // Nothing is fetched, asked or written while somebody's revision is read.
    git.env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1");
    git
}

fn run(content: &Path, args: &[&str]) -> Result<String, String> {
    let done = git(content).args(args).stdin(Stdio::null()).output();
    let done = done.map_err(|error| {
        format!("The program git cannot be run: {}. Is it installed?", plainly::said(&error))
    })?;
    if !done.status.success() {
        let why = String::from_utf8_lossy(&done.stderr);
        return Err(format!("git in {}: {}", content.display(), why.trim()));
    }
    // A path that is no UTF-8 is named with signs for its bytes, and belongs to no page.
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}

/// The bytes of some objects, each asked once.
fn objects(content: &Path, wanted: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let told =
        |error: std::io::Error| format!("git in {}: {}.", content.display(), plainly::said(&error));
    let mut child = git(content)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(told)?;
    let (Some(mut asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(format!("git in {} gives no answer.", content.display()));
    };
    let questions = wanted.iter().map(|object| format!("{object}\n")).collect::<String>();
    // Beside the reading: a long list and long answers would wait for each other.
    let asking = std::thread::spawn(move || asks.write_all(questions.as_bytes()));
    let mut answers = BufReader::new(answers);
    let mut texts = BTreeMap::new();
    let mut head = String::new();
    while {
        head.clear();
        answers.read_line(&mut head).map_err(told)? > 0
    } {
        let mut parts = head.split_whitespace();
        let (Some(object), Some("blob"), Some(bytes)) = (parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        let bytes: u64 = bytes.parse().unwrap_or_default();
        let mut text = Vec::new();
        answers.by_ref().take(bytes).read_to_end(&mut text).map_err(told)?;
        // The line end behind each object.
        answers.by_ref().take(1).read_to_end(&mut Vec::new()).map_err(told)?;
        texts.insert(object.to_owned(), text);
    }
    // A git that has ended early is told by what is missing among its answers.
    let _ = asking.join();
    child.wait().map_err(told)?;
    Ok(texts)
}
