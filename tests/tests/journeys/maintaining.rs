//! Keeping a directory: a page dropped in appears, a mistake is explained, and a build that dies
//! breaks nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use journeys::server::Kind;
use journeys::site::{self, Scratch, Site};
use journeys::{Habits, Town};

const LANTERN_WALK: &str = "---
id: w4xk9
name: Lantern walk
summary: A slow evening walk with paper lanterns, along the river.
status: active
needs: [move, company]
delivery: [outdoors]
joining: drop-in
languages:
  - { code: yue, how: native }
locations:
  - name: Riverfront gate
    address: { line1: 8811 Kerr St, city: Vancouver, region: BC, postal: V5S 0C4, country: CA }
    lat: 49.2067
    lon: -123.0318
    access: { step-free-entrance: \"yes\" }
schedule:
  - text: Fridays 6 to 7 in the evening
    start: 2026-01-09T18:00
    minutes: 60
    rrule: FREQ=WEEKLY;BYDAY=FR
contact:
  - phone: \"+1-604-555-0142\"
assurance: { date: 2026-11-01, by: Signpost founders, how: phone, level: checked }
---
We meet at the gate and walk as far as people like. Lanterns are lent. Somebody always walks last.
";

#[test]
fn a_page_dropped_into_the_content_appears_in_the_finder() {
    let content = Scratch::content_in(&["en", "pa"], "dropped-in");
    content.write("sunset-neighbours/lantern-walk.md", LANTERN_WALK);
    let out = Scratch::empty("dropped-in-site");
    let dist = out.folder.join("dist");
    let built = site::build(&content.folder, &dist);
    assert!(built.status.success(), "{}", site::said(&built));

    let town = Town::at(&Site { folder: dist }, "/", Kind::Plain);
    let mei = town.visitor();
    mei.opens_finder("en");
    mei.types("lantern");
    mei.finds_first("Lantern walk");
    mei.follows("Lantern walk");
    mei.sees("paper lanterns");
    mei.opens("en/o/zab5r/");
    mei.sees("Lantern walk");

    let plain = town.visitor_who(Habits::phone().without_javascript());
    plain.opens("en/browse/need/move/yue/");
    assert!(plain.results().contains(&"Lantern walk".to_owned()), "{:?}", plain.results());
}

/// The number of the line that begins so.
fn line_of(text: &str, start: &str) -> usize {
    let found = text.lines().position(|line| line.starts_with(start));
    found.expect("the line is there") + 1
}

#[test]
fn a_mistake_is_told_with_its_line_and_what_to_type_and_the_old_site_stays() {
    let content = Scratch::content_in(&["en", "pa"], "mistake");
    let out = Scratch::empty("mistake-site");
    let dist = out.folder.join("dist");
    assert!(site::build(&content.folder, &dist).status.success());
    let before = files(&dist);

    let page = "sunset-neighbours/morning-tai-chi.md";
    let text = content.text(page);
    content.write(page, text.replace("joining: drop-in\nlang", "joining: dropin\nlang"));
    let other = "fraser-street-friends/tea-and-talk.md";
    let other_text = content.text(other);
    content.write(other, other_text.replace("status: active", "status: actve"));

    let checked = site::check(&content.folder);
    let said = site::said(&checked);
    assert!(!checked.status.success());
    let (line, other_line) =
        (line_of(&text, "joining: drop-in"), line_of(&other_text, "status: active"));
    for expected in [
        format!("{page}:{line}:"),
        "type: drop-in".to_owned(),
        format!("{other}:{other_line}:"),
        "type: status: active".to_owned(),
    ] {
        assert!(said.contains(&expected), "“{expected}” is missing in:\n{said}");
    }

    let built = site::build(&content.folder, &dist);
    assert!(!built.status.success());
    assert!(site::said(&built).contains(&format!("{page}:{line}:")), "{}", site::said(&built));
    assert!(files(&dist) == before, "a failed build has changed the site");
}

/// A moment in the life of a build, told by what it has done so far.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// It has begun.
    Started,
    /// So many hundredths of the site's files stand beside the old site.
    Written(usize),
    /// The new site has taken the old one's place; what is left to do is to clear that away.
    Swapped,
}

const MOMENTS: [Moment; 8] = [
    Moment::Started,
    Moment::Written(1),
    Moment::Written(25),
    Moment::Written(50),
    Moment::Written(75),
    Moment::Written(99),
    Moment::Written(100),
    Moment::Swapped,
];

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_or_the_new_site_whole() {
    let old_content = Scratch::small_content("killed-old");
    let new_content = Scratch::small_content("killed-new");
    let config = new_content.text("directory.toml");
    new_content.write("directory.toml", config.replace("Signpost Riverside", "Signpost Tomorrow"));
    let out = Scratch::empty("killed-site");
    let dist = out.folder.join("dist");
    let builds = |content: &Scratch| {
        let built = site::build(&content.folder, &dist);
        assert!(built.status.success(), "{}", site::said(&built));
        files(&dist)
    };
    let new = builds(&new_content);
    let old = builds(&old_content);
    assert!(old != new);

    let mut killed_halfway = 0;
    for moment in MOMENTS {
        // Some builds begin with nothing, and some with the site that the one before has put by.
        if matches!(moment, Moment::Written(_)) {
            let _ = fs::remove_dir_all(out.folder.join(CACHE));
        }
        let building = site::build_command(&new_content.folder, &dist)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("signpost could not be started");
        let is_killed = ends_it_at(building, || has_come(moment, &out.folder, old.len()));
        let now = files(&dist);
        assert!(now == old || now == new, "killed at {moment:?}, the site is in pieces");
        if is_killed && now == old {
            killed_halfway += 1;
        }
        assert!(builds(&old_content) == old, "the build after {moment:?} does not repair it");
    }
    assert!(killed_halfway >= MOMENTS.len() / 2, "{killed_halfway} builds were killed halfway");

    assert!(builds(&new_content) == new);
    let mut beside: Vec<_> = fs::read_dir(&out.folder)
        .expect("the folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    beside.sort();
    assert_eq!(beside, [CACHE, "dist"], "the killed builds have left something beside the site");
}

/// What a build leaves for the next one, beside the site.
const CACHE: &str = ".dist.cache";

/// Whether a build that began with a finished site of so many files in `folder/dist` has come so far.
fn has_come(moment: Moment, folder: &Path, files: usize) -> bool {
    let beside = fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path());
    let beside: Vec<_> =
        beside.filter(|path| !path.ends_with("dist") && !path.ends_with(CACHE)).collect();
    let written: usize = beside.iter().map(|folder| site::files_below(folder).len()).sum();
    match moment {
        Moment::Started => true,
        Moment::Written(share) => written * 100 >= share * files,
        Moment::Swapped => {
            let name = fs::read_to_string(folder.join("dist/en/index.html"));
            name.is_ok_and(|page| page.contains("Signpost Tomorrow"))
        }
    }
}

/// Ends a program as soon as its moment has come; `false` when it ended before by itself.
fn ends_it_at(mut program: Child, has_come: impl Fn() -> bool) -> bool {
    while !has_come() {
        if program.try_wait().expect("it is our child").is_some() {
            return false;
        }
        std::thread::yield_now();
    }
    // It may just have ended by itself.
    let is_killed = program.kill().is_ok();
    program.wait().expect("it is our child");
    is_killed
}

#[test]
fn the_same_pages_make_the_same_site_anywhere() {
    let content = Scratch::empty("elsewhere");
    let sample = journeys::tools::content();
    // Written in another order, so that the disk lists them in another order.
    for file in site::files_below(&sample).iter().rev() {
        content.write(file, fs::read(sample.join(file)).expect("content"));
    }
    let out = Scratch::empty("elsewhere-site");
    let dist = out.folder.join("dist");
    let built = site::build_command(&content.folder, &dist)
        .env("TZ", "Asia/Tokyo")
        .env("LC_ALL", "C")
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(&out.folder)
        .output()
        .expect("signpost could not be started");
    assert!(built.status.success(), "{}", site::said(&built));
    let (here, there) = (files(&Site::sample().folder), files(&dist));
    let differ: Vec<_> = here
        .keys()
        .chain(there.keys())
        .filter(|file| here.get(*file) != there.get(*file))
        .collect();
    assert!(differ.is_empty(), "these files differ: {differ:?}");
}

/// All of a site: every file with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |file: String| {
        let bytes = fs::read(folder.join(&file)).expect("a file of the site");
        (file, bytes)
    };
    site::files_below(folder).into_iter().map(read).collect()
}
