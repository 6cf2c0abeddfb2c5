//! Builds again and restarts the server when somebody saves a source file. The content folder is the server's own
//! affair: it rebuilds without a restart.
//!
//! Dates and lengths are looked at twice a second. A few hundred files take a millisecond, and no crate and no
//! kernel interface is needed that would differ between machines.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::problem::{Outcome, Problem};
use crate::process::not_started;
use crate::project::Project;
use crate::side_by_side::bundle;
use crate::signpost::{Speed, build_signpost};
use crate::step::remark;
use crate::wasm_std::Toolchain;

const PAUSE: Duration = Duration::from_millis(500);

/// What is looked at, seen from the project's folder.
const WATCHED: [&str; 6] = ["app", "catalog", "indexer", "public", "Cargo.toml", "Cargo.lock"];

/// Every watched file's date and length.
type Snapshot = BTreeMap<PathBuf, (SystemTime, u64)>;

/// What a change makes necessary; `public` needs neither, only the restart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Work {
    bundle: bool,
    signpost: bool,
}

/// Runs the server that `command` describes until it stops by itself, with a new one after every change.
pub fn serve(
    project: &Project,
    toolchain: &Toolchain,
    command: impl Fn() -> Outcome<Command>,
) -> Outcome<()> {
    let mut seen = snapshot(&project.root);
    let mut server = start(&mut command()?)?;
    loop {
        sleep(PAUSE);
        if let Ok(Some(_)) = server.try_wait() {
            return Err(Problem::new("the server stopped; its messages are above"));
        }
        let now = snapshot(&project.root);
        if now == seen {
            continue;
        }
        let now = settled(&project.root, now);
        let work = work_after(&changed(&seen, &now));
        seen = now;
        match rebuild(project, toolchain, work) {
            Ok(()) => {
                stop(&mut server);
                server = start(&mut command()?)?;
            }
            Err(problem) => {
                remark(&format!("{problem}. The site stays as it was until the next change"))
            }
        }
    }
}

fn rebuild(project: &Project, toolchain: &Toolchain, work: Work) -> Outcome<()> {
    if work.bundle {
        bundle(project, toolchain)?;
    }
    if work.signpost {
        build_signpost(project, Speed::QuickToBuild)?;
    }
    Ok(())
}

fn start(command: &mut Command) -> Outcome<Child> {
    command.spawn().map_err(|reason| not_started(command, &reason))
}

/// A server that has already stopped is what we wanted.
fn stop(server: &mut Child) {
    let _ = server.kill();
    let _ = server.wait();
}

/// Waits until nothing changes any more: an editor or a checkout writes many files one after another.
fn settled(root: &Path, mut last: Snapshot) -> Snapshot {
    loop {
        sleep(PAUSE / 2);
        let now = snapshot(root);
        if now == last {
            return now;
        }
        last = now;
    }
}

fn snapshot(root: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    for name in WATCHED {
        look_at(root, Path::new(name), &mut files);
    }
    files
}

/// Adds a file or a folder's files. What vanishes while we look is simply not there.
fn look_at(root: &Path, path: &Path, files: &mut Snapshot) {
    let full = root.join(path);
    let Ok(about) = fs::metadata(&full) else {
        return;
    };
    if about.is_dir() {
        for entry in fs::read_dir(full).into_iter().flatten().flatten() {
            look_at(root, &path.join(entry.file_name()), files);
        }
    } else {
        files.insert(
            path.to_path_buf(),
            (about.modified().unwrap_or(SystemTime::UNIX_EPOCH), about.len()),
        );
    }
}

/// The files that were written, added or removed.
fn changed<'a>(before: &'a Snapshot, now: &'a Snapshot) -> Vec<&'a Path> {
    let written = now.iter().filter(|(path, about)| before.get(*path) != Some(about));
    let removed = before.iter().filter(|(path, _)| !now.contains_key(*path));
    written.chain(removed).map(|(path, _)| path.as_path()).collect()
}

fn work_after(changed: &[&Path]) -> Work {
    let mut work = Work::default();
    for path in changed {
        if path.starts_with("indexer") {
            work.signpost = true;
        } else if !path.starts_with("public") {
            // Both sides are built from `app`, `catalog` and the workspace's settings.
            work = Work { bundle: true, signpost: true };
        }
    }
    work
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, u64)]) -> Snapshot {
        list.iter().map(|(path, length)| (path.into(), (SystemTime::UNIX_EPOCH, *length))).collect()
    }

    #[test]
    fn written_added_and_removed_files_are_changes() {
        let before = files(&[("app/a.rs", 1), ("app/b.rs", 1), ("app/c.rs", 1)]);
        let now = files(&[("app/a.rs", 1), ("app/b.rs", 2), ("app/d.rs", 1)]);
        let expected: [&Path; 3] = ["app/b.rs".as_ref(), "app/d.rs".as_ref(), "app/c.rs".as_ref()];
        assert_eq!(changed(&before, &now), expected);
        assert!(changed(&now, &now).is_empty());
    }

    #[test]
    fn only_what_depends_on_a_change_is_built_again() {
        let both = Work { bundle: true, signpost: true };
        let cases: [(&[&str], Work); 6] = [
            (&["app/src/lib.rs"], both),
            (&["catalog/src/lib.rs"], both),
            (&["Cargo.lock"], both),
            (&["indexer/src/main.rs"], Work { bundle: false, signpost: true }),
            (&["public/site.css"], Work::default()),
            (&["public/site.css", "indexer/src/main.rs", "app/locales/fr.toml"], both),
        ];
        for (paths, expected) in cases {
            let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
            assert_eq!(work_after(&paths), expected, "{paths:?}");
        }
    }
}
