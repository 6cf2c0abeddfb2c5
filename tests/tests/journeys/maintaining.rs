//! Keeping a directory: a page dropped in appears, a mistake is explained, and a build that dies
//! breaks nothing.
// A journey that cannot go on stops with a sentence.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

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
    let content = Scratch::content("dropped-in");
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
    let content = Scratch::content("mistake");
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

/// A directory in two of its languages, which is built some twenty times while others wait.
fn speaks_two_languages(content: &Scratch) {
    let settings = content.text("directory.toml");
    let lines = settings.lines().map(|line| match line.starts_with("locales = ") {
        true => "locales = [\"en\", \"pa\"]",
        false => line,
    });
    let settings: Vec<_> = lines.collect();
    content.write("directory.toml", settings.join("\n"));
}

#[test]
fn a_build_killed_at_any_moment_leaves_the_old_or_the_new_site_whole() {
    let old_content = Scratch::content("killed-old");
    let new_content = Scratch::content("killed-new");
    new_content.write("sunset-neighbours/lantern-walk.md", LANTERN_WALK);
    for content in [&old_content, &new_content] {
        speaks_two_languages(content);
    }
    let out = Scratch::empty("killed-site");
    let dist = out.folder.join("dist");
    let builds = |content: &Scratch| {
        let start = Instant::now();
        let built = site::build(&content.folder, &dist);
        assert!(built.status.success(), "{}", site::said(&built));
        (files(&dist), start.elapsed())
    };
    let (new, _) = builds(&new_content);
    let (old, took) = builds(&old_content);
    assert!(old != new);

    // Early kills hit the reading, late ones the writing and the swap, which matter more.
    const KILLS: u32 = 16;
    let mut survived = 0;
    for kill in 1..=KILLS {
        let part = f64::from(kill) / f64::from(KILLS);
        let moment = took.mul_f64(1.05 * part.sqrt());
        let building = site::build_command(&new_content.folder, &dist)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("signpost could not be started");
        ends_it_after(building, moment);
        let now = files(&dist);
        assert!(now == old || now == new, "killed after {moment:?}, the site is in pieces");
        if now == new {
            survived += 1;
            assert!(builds(&old_content).0 == old, "the next build does not repair it");
        }
    }
    assert!(survived < KILLS, "no build was killed before its end");

    assert!(builds(&new_content).0 == new);
    let beside: Vec<_> = fs::read_dir(&out.folder).expect("the folder").flatten().collect();
    assert_eq!(
        beside.len(),
        1,
        "the killed builds have left something beside the site: {beside:?}"
    );
}

/// Waits for a moment in a program's life, and ends it there.
fn ends_it_after(mut program: Child, moment: Duration) {
    let end = Instant::now() + moment;
    while Instant::now() < end {
        if program.try_wait().expect("it is our child").is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    // It may just have ended by itself.
    let _ = program.kill();
    program.wait().expect("it is our child");
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
