#![allow(clippy::unwrap_used, clippy::panic)]

use tempfile::TempDir;

use super::swap::{BY_EXCHANGE, BY_TWO_RENAMES, Step};
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

/// What stands beside each other in a folder, without the build cache.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = entries.map(|name| name.into_string().unwrap()).collect();
    names.retain(|name| name != ".dist.cache" && name != ".site.cache");
    names.sort();
    names
}

/// The number of a file, by which a second name for it is known.
#[cfg(unix)]
fn inode(file: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    file.metadata().unwrap().ino()
}

/// What is left when the process is killed: nothing is tidied up, and the system gives up the lock.
fn killed(staging: Staging) {
    let Staging { swap, lock, .. } = &staging;
    let (left, lock_file) = (swap.building.with_extension("aside"), Lock::path(swap));
    let is_there = swap.building.exists();
    assert!(lock.is_exclusive());
    // Out of the way of what a build does that ends by itself, and back again.
    if is_there {
        fs::rename(&swap.building, &left).unwrap();
    }
    let (building, text) = (swap.building.clone(), fs::read(&lock_file).unwrap());
    drop(staging);
    if is_there {
        fs::rename(&left, &building).unwrap();
    }
    fs::write(lock_file, text).unwrap();
}

#[test]
fn a_new_site_replaces_the_old_one_whole() {
    let (folder, out) = town();
    let staging = staged(&out, "old");
    staging.write("en/s/ended/index.html", b"old").unwrap();
    staging.finish().unwrap();
    build(&out, "new");
    assert_eq!(page(&out), "new");
    assert!(!out.join("en/s").exists());
    assert_eq!(names(folder.path()), ["dist"]);
    assert_eq!(names(&out), ["en", MARKER]);
}

#[test]
fn what_others_put_into_a_site_is_carried_over() {
    let (_folder, out) = town();
    let staging = staged(&out, "old");
    staging.write("assets/old.css", b"old").unwrap();
    staging.finish().unwrap();
    let put = |path: &str, text: &str| {
        fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
        fs::write(out.join(path), text).unwrap();
    };
    put("CNAME", "tea.example");
    put(".well-known/acme/token", "t0k3n");
    put("assets/poster.pdf", "poster");
    fs::create_dir_all(out.join(".git/refs/tags")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("CNAME", out.join("name")).unwrap();
    for text in ["new", "newer"] {
        build(&out, text);
        let read = |path: &str| fs::read_to_string(out.join(path)).unwrap();
        assert_eq!((page(&out), read("CNAME")), (text.to_owned(), "tea.example".to_owned()));
        assert_eq!(read(".well-known/acme/token"), "t0k3n");
        // Beside it the old site had a file of its own, which is gone.
        assert_eq!(names(&out.join("assets")), ["poster.pdf"]);
        assert!(out.join(".git/refs/tags").is_dir());
        #[cfg(unix)]
        assert_eq!(fs::read_link(out.join("name")).unwrap(), Path::new("CNAME"));
    }
}

#[test]
fn a_file_of_others_where_the_new_site_has_its_own_stops_the_build_and_is_named() {
    let (folder, out) = town();
    build(&out, "old");
    fs::create_dir(out.join("fr")).unwrap();
    fs::write(out.join("fr/index.html"), "mine").unwrap();
    fs::write(out.join("same.txt"), "same").unwrap();
    let staging = staged(&out, "new");
    staging.write("same.txt", b"same").unwrap();
    staging.write("fr/index.html", b"theirs").unwrap();
    let said = staging.finish().unwrap_err().to_string();
    assert!(said.contains("(fr/index.html)"), "{said}");
    assert_eq!((page(&out), names(folder.path())), ("old".to_owned(), vec!["dist".to_owned()]));
    assert_eq!(fs::read_to_string(out.join("fr/index.html")).unwrap(), "mine");
}

#[test]
fn a_folder_with_nothing_but_a_host_s_files_is_as_good_as_empty() {
    let (_folder, out) = town();
    fs::create_dir_all(out.join(".git")).unwrap();
    fs::write(out.join("CNAME"), "tea.example").unwrap();
    build(&out, "new");
    assert_eq!(names(&out), [".git", "CNAME", "en", MARKER]);
}

#[test]
fn a_site_whose_marker_lists_nothing_keeps_what_stands_beside_its_folders() {
    let (_folder, out) = town();
    build(&out, "old");
    fs::write(out.join(MARKER), "{\"made-by\":\"signpost 0.1.0\"}\n").unwrap();
    for file in ["CNAME", "sitemap-1.xml", "en/old.html"] {
        fs::write(out.join(file), "x").unwrap();
    }
    build(&out, "new");
    assert_eq!(names(&out), ["CNAME", "en", MARKER]);
    assert_eq!(names(&out.join("en")), ["index.html"]);
}

#[test]
#[cfg(unix)]
fn who_may_read_the_old_site_may_read_the_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, out) = town();
    build(&out, "old");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o751)).unwrap();
    build(&out, "new");
    assert_eq!(out.metadata().unwrap().permissions().mode() & 0o777, 0o751);
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
    let said = Staging::begin(folder.path()).err().unwrap().to_string();
    assert!(said.contains("did not make (letter.txt)"), "{said}");
    let file = folder.path().join("letter.txt");
    assert!(matches!(Staging::begin(&file), Err(StagingError::NotOurs(..))));
    assert!(folder.path().join("letter.txt").exists());
}

#[test]
fn a_second_build_is_told_that_another_is_at_work() {
    let (folder, out) = town();
    let first = staged(&out, "first");
    let refused = Staging::begin(&out).err().unwrap();
    let StagingError::Busy(_, Some(holder)) = &refused else { panic!("{refused:?}") };
    assert_eq!((holder.process, holder.since.len()), (std::process::id(), "14:05".len()));
    let who = format!("(process {}, since {})", holder.process, holder.since);
    let said = refused.to_string();
    assert!(said.starts_with("Another build is at work on ") && said.contains(&who), "{said}");
    first.finish().unwrap();
    assert_eq!(page(&out), "first");
    build(&out, "second");
    assert_eq!((page(&out), names(folder.path())), ("second".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn a_build_that_waits_begins_when_the_other_has_ended() {
    let (_folder, out) = town();
    let first = staged(&out, "first");
    let (tell, told) = std::sync::mpsc::channel();
    let second = std::thread::spawn({
        let out = out.clone();
        move || {
            let said = |who: &str| tell.send(who.to_owned()).unwrap();
            let staging = Staging::begin_in_turn(&out, said).unwrap();
            let old = page(&out);
            staging.write("en/index.html", b"second").unwrap();
            staging.finish().unwrap();
            old
        }
    });
    assert!(told.recv().unwrap().contains("Another build is at work"));
    first.finish().unwrap();
    assert_eq!((second.join().unwrap(), page(&out)), ("first".to_owned(), "second".to_owned()));
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
fn a_build_that_fails_leaves_nothing_behind() {
    let (folder, out) = town();
    build(&out, "old");
    drop(staged(&out, "half"));
    assert_eq!((page(&out), names(folder.path())), ("old".to_owned(), vec!["dist".to_owned()]));
}

#[test]
fn what_killed_builds_have_left_is_deleted_and_a_neighbour_s_is_not() {
    let (folder, out) = town();
    // Half an old site without its marker, too: whoever was killed had swapped the new one in.
    for left in [".dist.building", ".dist.building.1", ".dist.building.4194304", ".dist.old"] {
        fs::create_dir_all(folder.path().join(left).join("en")).unwrap();
    }
    // Of a site that is called `dist.building`, and of one that is called `dist.building.7`.
    let others = [".dist.building.building.5", ".dist.building.lock", ".dist.building.7.old"];
    for other in others {
        fs::create_dir(folder.path().join(other)).unwrap();
    }
    fs::write(folder.path().join(".dist.lock"), "1 09:00").unwrap();
    build(&out, "new");
    let mut expected = [&others[..], &["dist"]].concat();
    expected.sort_unstable();
    assert_eq!(names(folder.path()), expected);
    assert_eq!(page(&out), "new");
}

/// Where a build is killed: after so many steps of its swap, the last of them half done or whole.
fn moments() -> Vec<(&'static [Step], usize)> {
    let swaps = [BY_EXCHANGE, BY_TWO_RENAMES];
    swaps.into_iter().flat_map(|steps| (0..=steps.len()).map(move |taken| (steps, taken))).collect()
}

/// Whether this machine has the steps: on some none exchanges two folders.
fn has(steps: &[Step]) -> bool {
    steps != BY_EXCHANGE || cfg!(any(target_os = "linux", target_os = "macos"))
}

#[test]
fn killed_after_any_step_a_build_leaves_the_old_or_the_new_site_whole() {
    for (steps, taken) in moments().into_iter().filter(|(steps, _)| has(steps)) {
        let (folder, out) = town();
        build(&out, "old");
        fs::write(out.join("CNAME"), "tea.example").unwrap();
        let staging = staged(&out, "new");
        staging.complete().unwrap();
        let steps_taken = &steps[..taken];
        steps_taken.iter().for_each(|step| staging.swap.take(*step).unwrap());
        let (old, is_old_aside) = (staging.swap.old.clone(), steps_taken.contains(&Step::SetAside));
        killed(staging);

        // At this moment.
        let is_new = steps_taken.iter().any(|step| matches!(step, Step::Exchange | Step::MoveIn));
        let stands = if is_new || !is_old_aside { &out } else { &old };
        let expected = if is_new { "new" } else { "old" };
        assert_eq!(page(stands), expected, "after {steps_taken:?}");
        assert_eq!(names(stands), ["CNAME", "en", MARKER], "after {steps_taken:?}");
        assert_eq!(out.exists(), stands == &out, "after {steps_taken:?}");

        // As soon as the next build begins, a site stands; when it has ended, nothing is left.
        let next = Staging::begin(&out).unwrap();
        assert_eq!(page(&out), expected, "after {steps_taken:?}");
        drop(next);
        assert_eq!(page(&out), expected, "after {steps_taken:?}");
        build(&out, "newer");
        assert_eq!(page(&out), "newer");
        assert_eq!(names(&out), ["CNAME", "en", MARKER]);
        assert_eq!(names(folder.path()), ["dist"], "after {steps_taken:?}");
    }
}

#[test]
fn killed_while_the_old_site_is_deleted_a_build_leaves_the_new_one() {
    for steps in [BY_EXCHANGE, BY_TWO_RENAMES].into_iter().filter(|steps| has(steps)) {
        let (folder, out) = town();
        let staging = staged(&out, "old");
        staging.write("en/s/tea/index.html", b"old").unwrap();
        staging.finish().unwrap();
        let staging = staged(&out, "new");
        staging.complete().unwrap();
        let (last, before) = steps.split_last().unwrap();
        assert_eq!(*last, Step::ClearAway);
        before.iter().for_each(|step| staging.swap.take(*step).unwrap());
        let at = [&staging.swap.building, &staging.swap.old].into_iter().find(|at| at.exists());
        // Half of it is deleted, its marker too.
        let at = at.unwrap().clone();
        fs::remove_dir_all(at.join("en/s")).unwrap();
        fs::remove_file(at.join(MARKER)).unwrap();
        killed(staging);
        assert_eq!(
            (page(&out), names(&out)),
            ("new".to_owned(), vec!["en".to_owned(), MARKER.to_owned()])
        );
        build(&out, "newer");
        assert_eq!(
            (page(&out), names(folder.path())),
            ("newer".to_owned(), vec!["dist".to_owned()])
        );
    }
}

#[test]
fn the_two_renames_swap_as_the_exchange_does() {
    for steps in [BY_EXCHANGE, BY_TWO_RENAMES].into_iter().filter(|steps| has(steps)) {
        let (folder, out) = town();
        build(&out, "old");
        let staging = staged(&out, "new");
        staging.complete().unwrap();
        staging.swap.take_all(steps).unwrap();
        drop(staging);
        assert_eq!((page(&out), names(folder.path())), ("new".to_owned(), vec!["dist".to_owned()]));
    }
}

#[test]
fn when_the_second_rename_fails_the_old_site_is_put_back_at_once() {
    let (_folder, out) = town();
    build(&out, "old");
    let staging = staged(&out, "new");
    // The second rename fails, because there is nothing to rename.
    fs::remove_dir_all(&staging.swap.building).unwrap();
    assert!(staging.swap.take_all(BY_TWO_RENAMES).is_err());
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

#[test]
fn what_the_system_says_is_told_in_words() {
    for (kind, expected) in [
        (io::ErrorKind::StorageFull, "the disk is full: make some room"),
        (
            io::ErrorKind::PermissionDenied,
            "you may not write here: ask whose it is, or name another place",
        ),
        (io::ErrorKind::ReadOnlyFilesystem, "this disk can only be read: name another place"),
    ] {
        let said = StagingError::Io(PathBuf::from("dist"), kind.into()).to_string();
        assert_eq!(said, format!("dist: {expected}."));
    }
    // Directory not empty, which has no words of ours.
    #[cfg(target_os = "linux")]
    {
        let error = io::Error::from_raw_os_error(39);
        let said = StagingError::Io(PathBuf::from("dist"), error).to_string();
        assert_eq!(said, "dist: Directory not empty.");
    }
    let many = ["a", "b", "c", "d", "e", "f", "g"].map(str::to_owned);
    let said = StagingError::NotOurs(PathBuf::from("dist"), many.to_vec()).to_string();
    assert!(said.contains("(a, b, c, d, e and 2 more)"), "{said}");
}

/// A site with these pages.
fn build_pages(out: &Path, pages: &[(&str, &str)]) {
    let staging = Staging::begin(out).unwrap();
    for (path, text) in pages {
        staging.write(path, text.as_bytes()).unwrap();
    }
    staging.finish().unwrap();
}

/// Every file of a site but its marker, with its text.
fn texts(out: &Path) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut folders = vec![out.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else if entry.file_name() != MARKER {
                let path = entry.path().strip_prefix(out).unwrap().to_string_lossy().into_owned();
                texts.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    texts
}

#[test]
fn a_site_made_of_the_one_before_the_last_holds_what_was_written_and_nothing_else() {
    let (_folder, out) = town();
    let sites: [&[(&str, &str)]; 6] = [
        &[("a.html", "1"), ("b/c.html", "1"), ("d/e/f.html", "1")],
        &[("a.html", "2"), ("b/c.html", "1")],
        // A page has become a folder, and a folder a page.
        &[("a.html/x.html", "3"), ("b", "3"), ("d/e/f.html", "1")],
        &[("a.html", "4"), ("b/c.html", "4"), ("d", "4")],
        &[("a.html", "4"), ("b/c.html", "4"), ("d", "5")],
        &[("z.html", "6")],
    ];
    for pages in sites {
        build_pages(&out, pages);
        let expected: BTreeMap<_, _> =
            pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        assert_eq!(texts(&out), expected);
        assert_eq!(out.join("b").is_dir(), pages.iter().any(|(path, _)| path.starts_with("b/")));
    }
}

#[test]
fn what_others_put_into_an_older_site_and_took_away_since_does_not_come_back() {
    let (_folder, out) = town();
    build(&out, "1");
    fs::write(out.join("CNAME"), "tea.example").unwrap();
    fs::create_dir(out.join("mine")).unwrap();
    build(&out, "2");
    fs::remove_file(out.join("CNAME")).unwrap();
    fs::remove_dir(out.join("mine")).unwrap();
    for text in ["3", "4"] {
        build(&out, text);
        assert_eq!(names(&out), ["en", MARKER]);
    }
}

#[test]
#[cfg(unix)]
fn a_file_that_somebody_changed_in_the_site_is_put_right_also_where_its_time_is_the_same() {
    let (_folder, out) = town();
    let file = out.join("en/index.html");
    build(&out, "tea");
    build(&out, "tea");
    let (time, own) = (file.metadata().unwrap().modified().unwrap(), inode(&file));
    // Into the file itself, which the site put by has, too.
    fs::write(&file, "ale").unwrap();
    build(&out, "tea");
    assert_eq!(page(&out), "tea");
    build(&out, "tea");
    assert_eq!(page(&out), "tea");
    assert_ne!(inode(&file), own);
    // Another file in its place, of the same size and the same time.
    fs::remove_file(&file).unwrap();
    fs::write(&file, "ale").unwrap();
    File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
    for _ in 0..2 {
        build(&out, "tea");
        assert_eq!(page(&out), "tea");
    }
}

#[test]
fn a_page_is_taken_over_for_the_same_content_until_a_session_begins() {
    let (_folder, out) = town();
    let lasting = Lasting { key: 7, from: 540, until: 600 };
    let staging = Staging::begin(&out).unwrap();
    staging.write_lasting("a.html", b"a", Some(lasting)).unwrap();
    staging.finish().unwrap();
    let staging = Staging::begin(&out).unwrap();
    for (key, minute, lasts) in
        [(7, 540, true), (7, 599, true), (7, 600, false), (7, 539, false), (8, 550, false)]
    {
        assert_eq!(staging.lasts("a.html", key, minute), lasts, "{key} {minute}");
    }
    assert!(!staging.lasts("b.html", 7, 550));
    assert_eq!(staging.reuse("a.html").unwrap(), Written::new("a.html", b"a"));
    staging.finish().unwrap();
    // Who takes it over hands it on.
    let staging = Staging::begin(&out).unwrap();
    assert!(staging.lasts("a.html", 7, 550));
    drop(staging);
    fs::write(out.join("a.html"), "changed by hand").unwrap();
    assert!(!Staging::begin(&out).unwrap().lasts("a.html", 7, 550));
}

#[test]
fn a_site_stands_for_what_it_was_made_from_until_a_session_begins_or_somebody_is_at_work_in_it() {
    let (_folder, out) = town();
    let staging = staged(&out, "tea").made_from(7);
    staging.holds_until(540, 600);
    let cache = staging.cache();
    staging.finish().unwrap();
    let stands = |key, minute| Staging::begin(&out).unwrap().stands(key, minute);
    assert_eq!(stands(7, 540), None, "nobody has noted what was told");
    cache.say(7, "2 files");
    assert_eq!(stands(7, 540).as_deref(), Some("2 files"));
    for (key, minute) in [(8, 540), (7, 539), (7, 600)] {
        assert_eq!(stands(key, minute), None, "{key} {minute}");
    }
    fs::write(out.join("en/index.html"), "ale").unwrap();
    assert_eq!(stands(7, 540), None);
    // A build that says nothing of what it is made from leaves nothing to stand for.
    build(&out, "tea");
    assert_eq!(stands(7, 540), None);
}

#[cfg(unix)]
#[test]
fn the_cache_is_for_whoever_builds_and_for_nobody_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, out) = town();
    build(&out, "tea");
    build(&out, "ale");
    let cache = folder.path().join(".dist.cache");
    assert_eq!(cache.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    assert!(cache.join("site/en/index.html").is_file(), "a page that was taken down");
}

#[cfg(unix)]
#[test]
fn a_build_that_was_given_up_leaves_nothing_of_its_own_to_the_next_one() {
    let (folder, out) = town();
    build(&out, "tea");
    build(&out, "ale");
    let cached = folder.path().join(".dist.cache/site");
    // One that has written nothing gives back what it was given.
    drop(Staging::begin(&out).unwrap());
    assert!(cached.is_dir());
    drop(staged(&out, "half"));
    assert!(!cached.exists());
    build(&out, "tea");
    assert_eq!(fs::read_to_string(out.join("en/index.html")).unwrap(), "tea");
}

#[test]
fn a_marker_that_names_files_outside_its_site_has_none_of_them_deleted() {
    let (folder, out) = town();
    let outside = folder.path().join("diary.txt");
    fs::write(&outside, "mine").unwrap();
    for _ in 0..3 {
        build(&out, "tea");
        let marker = out.join(MARKER);
        let text = fs::read_to_string(&marker).unwrap();
        let absolute = outside.to_string_lossy().replace('\\', "/");
        let paths = format!("\"../diary.txt\",\"en/../../diary.txt\",\"{absolute}\",\"\",");
        fs::write(&marker, text.replace("\"files\":[", &format!("\"files\":[{paths}"))).unwrap();
    }
    build(&out, "tea");
    assert_eq!(fs::read_to_string(outside).unwrap(), "mine");
}
