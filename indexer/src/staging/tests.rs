#![allow(clippy::unwrap_used)]

use tempfile::TempDir;

use super::*;

/// A folder in which a site stands, and where.
fn town() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dist");
    (folder, out)
}

/// A site with this page, not yet swapped in.
fn staged(out: &Path, text: &str) -> Staging {
    let staging = Staging::begin(out).unwrap();
    staging.write("en/index.html", text.as_bytes()).unwrap();
    staging
}

fn build(out: &Path, text: &str) {
    let staging = Staging::begin(out).unwrap();
    staging.write("en/index.html", text.as_bytes()).unwrap();
    assert_eq!(staging.finish().unwrap(), 2, "the page and the mark");
}

fn page(out: &Path) -> String {
    fs::read_to_string(out.join("en/index.html")).unwrap()
}

/// What stands beside each other in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_new_site_replaces_the_old_one_whole() {
    let (folder, out) = town();
    build(&out, "old");
    fs::write(out.join("left-over.html"), "x").unwrap();
    build(&out, "new");
    assert_eq!(page(&out), "new");
    assert!(!out.join("left-over.html").exists());
    assert_eq!(names(folder.path()), ["dist"]);
}

#[test]
fn a_file_is_told_by_its_size_and_hash_without_being_read_again() {
    let (_folder, out) = town();
    let staging = Staging::begin(&out).unwrap();
    let written = staging.write("a.txt", b"abc").unwrap();
    assert_eq!((written.path.as_str(), written.bytes), ("a.txt", 3));
    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    assert_eq!(written.integrity(), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assert_eq!(staging.written("a.txt").unwrap(), written);
    assert!(matches!(staging.written("b.txt"), Err(StagingError::NotWritten(_))));
}

#[test]
fn a_page_that_has_not_changed_keeps_its_time() {
    let (_folder, out) = town();
    build(&out, "old");
    let file = out.join("en/index.html");
    let long_ago = std::time::SystemTime::UNIX_EPOCH;
    let time = || file.metadata().unwrap().modified().unwrap();
    File::options().write(true).open(&file).unwrap().set_modified(long_ago).unwrap();
    build(&out, "old");
    assert_eq!((time(), page(&out)), (long_ago, "old".to_owned()));
    build(&out, "new");
    assert!(time() > long_ago);
}

#[test]
fn a_page_that_changes_is_never_changed_under_a_reader_s_hands() {
    let (_folder, out) = town();
    build(&out, "old");
    let staging = Staging::begin(&out).unwrap();
    staging.write("en/index.html", b"old").unwrap();
    assert!(staging.write("en/index.html", b"new").is_err());
    assert_eq!(page(&out), "old");
}

#[test]
fn somebody_s_own_files_are_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "dear").unwrap();
    assert!(matches!(Staging::begin(folder.path()), Err(StagingError::NotOurs(_))));
    assert!(folder.path().join("letter.txt").exists());
}

#[test]
fn a_second_build_is_told_that_another_is_at_work() {
    let (folder, out) = town();
    let first = staged(&out, "first");
    let refused = Staging::begin(&out).err().unwrap();
    assert!(matches!(refused, StagingError::Busy(_)), "{refused:?}");
    assert!(refused.to_string().contains("Another build is at work"));
    first.finish().unwrap();
    assert_eq!(page(&out), "first");
    build(&out, "second");
    assert_eq!((page(&out), names(folder.path())), ("second".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn builds_of_neighbouring_sites_do_not_wait_for_each_other() {
    let (folder, out) = town();
    let other = folder.path().join("other");
    let first = staged(&out, "first");
    build(&other, "other");
    drop(first);
    assert_eq!(page(&other), "other");
}

#[test]
fn a_lock_that_a_killed_build_has_left_hinders_nobody() {
    let (folder, out) = town();
    fs::write(folder.path().join(".dist.lock"), "").unwrap();
    build(&out, "new");
    assert_eq!(names(folder.path()), ["dist"]);
}

#[test]
fn killed_before_the_swap_a_build_leaves_the_old_site() {
    let (folder, out) = town();
    build(&out, "old");
    drop(staged(&out, "half"));
    assert_eq!((page(&out), names(folder.path()).len()), ("old".to_owned(), 2));
    build(&out, "new");
    assert_eq!((page(&out), names(folder.path())), ("new".to_owned(), vec!["dist".to_owned()]));
}

#[test]
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn killed_after_the_exchange_a_build_leaves_the_new_site() {
    let (folder, out) = town();
    build(&out, "old");
    let staging = staged(&out, "new");
    staging.complete().unwrap();
    staging.swap.exchange().unwrap();
    drop(staging);
    assert_eq!((page(&out), names(folder.path()).len()), ("new".to_owned(), 2));
    build(&out, "newer");
    assert_eq!((page(&out), names(folder.path())), ("newer".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn killed_between_the_two_renames_a_build_leaves_an_old_site_that_the_next_one_puts_back() {
    let (folder, out) = town();
    build(&out, "old");
    let staging = staged(&out, "new");
    staging.complete().unwrap();
    staging.swap.set_aside().unwrap();
    drop(staging);
    assert!(!out.exists());
    let staging = Staging::begin(&out).unwrap();
    assert_eq!(page(&out), "old");
    drop(staging);
    build(&out, "newer");
    assert_eq!((page(&out), names(folder.path())), ("newer".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn killed_after_the_two_renames_a_build_leaves_the_new_site() {
    let (folder, out) = town();
    build(&out, "old");
    let staging = staged(&out, "new");
    staging.complete().unwrap();
    staging.swap.set_aside().unwrap();
    staging.swap.move_in().unwrap();
    drop(staging);
    assert_eq!((page(&out), names(folder.path()).len()), ("new".to_owned(), 2));
    build(&out, "newer");
    assert_eq!((page(&out), names(folder.path())), ("newer".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn the_two_renames_swap_as_the_exchange_does() {
    let (folder, out) = town();
    build(&out, "old");
    let staging = staged(&out, "new");
    staging.complete().unwrap();
    staging.swap.by_two_renames().unwrap();
    drop(staging);
    assert_eq!((page(&out), names(folder.path())), ("new".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn when_the_second_rename_fails_the_old_site_is_put_back_at_once() {
    let (_folder, out) = town();
    build(&out, "old");
    let staging = staged(&out, "new");
    // The second rename fails, because there is nothing to rename.
    fs::remove_dir_all(&staging.swap.building).unwrap();
    assert!(staging.swap.by_two_renames().is_err());
    assert_eq!(page(&out), "old");
}

#[test]
#[cfg(unix)]
fn a_link_stays_a_link_and_the_site_behind_it_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (link, site) = (folder.path().join("dist"), folder.path().join("www/site"));
    fs::create_dir(folder.path().join("www")).unwrap();
    std::os::unix::fs::symlink("www/site", &link).unwrap();
    // At first the link leads to nothing.
    build(&link, "old");
    build(&link, "new");
    assert!(link.is_symlink());
    assert_eq!((page(&link), page(&site)), ("new".to_owned(), "new".to_owned()));
    assert_eq!(names(&folder.path().join("www")), ["site"]);
}

#[test]
#[cfg(unix)]
fn links_in_a_circle_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (folder.path().join("here"), folder.path().join("there"));
    std::os::unix::fs::symlink(&here, &there).unwrap();
    std::os::unix::fs::symlink(&there, &here).unwrap();
    assert!(matches!(Staging::begin(&here), Err(StagingError::Io(..))));
}

#[test]
#[cfg(target_os = "linux")]
fn a_mount_point_is_told_before_anything_is_built() {
    // On every Linux `/proc` is a mount point.
    assert!(swap::is_mount_point(&Swap::to(Path::new("/proc")).unwrap()));
    let (_folder, out) = town();
    build(&out, "old");
    assert!(!swap::is_mount_point(&Swap::to(&out).unwrap()));
    let said = StagingError::MountPoint(PathBuf::from("/dist")).to_string();
    assert!(said.contains("--out /dist/site"), "{said}");
}
