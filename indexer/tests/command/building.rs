//! `signpost build`: where a site may stand, for which moment it is, and what is left when it fails.

use std::fs;
use std::path::Path;
#[cfg(target_os = "linux")]
use std::process::{Command, Stdio};

use indexer::staging::Staging;

use crate::kit::{NOW, Town, files, said};

#[test]
fn a_town_without_an_address_is_built_for_the_one_that_its_host_tells() {
    let town = Town::new();
    let sitemap = |arguments: &[&str]| {
        let built = town.builds(arguments);
        assert!(built.status.success(), "{}", said(&built));
        (fs::read_to_string(town.at("dist/sitemap.xml")).unwrap(), said(&built))
    };
    let host = ["--host-url", "https://town.github.io/tea"];
    let (map, told) = sitemap(&host);
    assert!(map.contains("https://town.github.io/tea/en/"), "{map}");
    assert!(
        told.contains("still https://signpost.example/") && !told.contains("nobody can open"),
        "{told}"
    );
    let (_, told) = sitemap(&[]);
    assert!(told.contains("nobody can open"), "{told}");
    // Who has written an address knows better than the host, and a preview stands elsewhere.
    town.change("directory.toml", "https://signpost.example/", "https://tea.org/");
    let (map, told) = sitemap(&host);
    assert!(map.contains("https://tea.org/en/") && !told.contains("base_url"), "{told}");
    let (map, _) = sitemap(&[&host[..], &["--base-url", "https://7.example/"]].concat());
    assert!(map.contains("https://7.example/en/"), "{map}");
}

#[test]
fn somebody_who_builds_while_another_build_is_at_work_is_told_which() {
    let town = Town::new();
    let other = Staging::begin(&town.at("dist")).unwrap();
    let refused = town.builds(&[]);
    let said = said(&refused);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    let who = format!("Another build is at work on {}", town.at("dist").display());
    assert!(said.contains(&who), "{said}");
    assert!(said.contains(&format!("(process {}, since ", std::process::id())), "{said}");
    assert!(!said.contains("os error"), "{said}");
    drop(other);
    assert!(town.builds(&[]).status.success());
    assert_eq!(town.names(), ["content", "dist"]);
}

#[test]
fn a_site_never_stands_in_its_content_nor_the_content_in_the_site() {
    let town = Town::new();
    for (out, expected) in [
        ("content/dist", "would stand inside the content folder"),
        ("content", "would stand inside the content folder"),
        ("dist/../content/dist", "would stand inside the content folder"),
        (".", "would replace the content folder"),
    ] {
        let before = files(&town.at("content"));
        let refused = town.builds(&["--out", out]);
        assert_eq!(refused.status.code(), Some(2), "{out}: {}", said(&refused));
        assert!(said(&refused).contains(expected), "{out}: {}", said(&refused));
        assert!(files(&town.at("content")) == before, "{out}");
        assert_eq!(town.names(), ["content"], "{out}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("content", town.at("linked")).unwrap();
        let refused = town.builds(&["--out", "linked/dist"]);
        assert!(said(&refused).contains("would stand inside"), "{}", said(&refused));
    }
}

#[test]
fn a_build_that_fails_leaves_nothing_behind() {
    let town = Town::new();
    assert!(town.builds(&[]).status.success());
    let before = files(&town.at("dist"));
    town.change("riverside/tuesday-tea.md", "status: active", "status: actve");
    let failed = town.builds(&[]);
    assert_eq!(failed.status.code(), Some(1), "{}", said(&failed));
    assert!(files(&town.at("dist")) == before);
    assert_eq!(town.names(), ["content", "dist"]);
}

#[test]
fn a_host_s_own_files_stay_where_a_site_is_built_again() {
    let town = Town::new();
    assert!(town.builds(&[]).status.success());
    fs::write(town.at("dist/CNAME"), "tea.example").unwrap();
    assert!(town.builds(&[]).status.success());
    assert_eq!(fs::read_to_string(town.at("dist/CNAME")).unwrap(), "tea.example");
}

/// The sample: it takes long enough for somebody to change their mind.
#[cfg(target_os = "linux")]
fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content").to_str().unwrap().to_owned()
}

/// What a build of the sample ends with to which a signal comes half way. `hears` is what env tells it of signals: whoever runs
/// the tests may do it under nohup, and a program that was told so goes on.
#[cfg(target_os = "linux")]
fn ends_with(town: &Town, hears: &str, signal: &str) -> Option<i32> {
    let mut building = Command::new("env")
        .args([hears, env!("CARGO_BIN_EXE_signpost")])
        .args(["build", "--now", NOW, "--content", &sample()])
        .current_dir(town.at("."))
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let beside = town.at(&format!(".dist.building.{}", building.id()));
    while !beside.join("en").exists() {
        assert_eq!(building.try_wait().unwrap(), None, "the build has ended by itself");
        std::thread::yield_now();
    }
    let id = building.id().to_string();
    assert!(Command::new("kill").args([&format!("-{signal}"), &id]).status().unwrap().success());
    building.wait().unwrap().code()
}

#[test]
#[cfg(target_os = "linux")]
fn somebody_who_presses_ctrl_c_or_closes_the_terminal_finds_nothing_of_a_half_built_site() {
    for signal in ["INT", "HUP", "TERM"] {
        let town = Town::new();
        assert_eq!(
            ends_with(&town, "--default-signal=INT,HUP,TERM", signal),
            Some(130),
            "{signal}"
        );
        assert_eq!(town.names(), ["content"], "{signal}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_build_that_was_told_to_go_on_without_a_terminal_goes_on() {
    let town = Town::new();
    assert_eq!(ends_with(&town, "--ignore-signal=HUP", "HUP"), Some(0));
    assert!(town.at("dist/en/index.html").exists());
}

#[test]
fn two_builds_of_the_same_content_are_the_same_byte_by_byte() {
    let town = Town::new();
    // Its clock is never moved.
    town.change("directory.toml", "America/Vancouver", "Asia/Tokyo");
    let build = |out: &str, epoch: &str, zone: &str, more: &[&str]| {
        let mut command = town.signpost(&["build", "--out", out]);
        let output = command.args(more).env("SOURCE_DATE_EPOCH", epoch).env("TZ", zone).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", said(&output));
        files(&town.at(out))
    };
    // 2026-11-23T09:00 in Tokyo, and an hour later.
    let (at, later) = ("1795392000", "1795395600");
    let first = build("a", at, "UTC", &[]);
    assert!(first.keys().any(|path| path.ends_with("dates.ics")));
    assert!(first == build("b", at, "Europe/Paris", &[]));
    assert!(first == build("a", at, "UTC", &[]), "over the old site it is another one");
    // An hour later nothing has begun or ended; a day later each page is of another day.
    assert!(first == build("c", later, "UTC", &[]));
    let tomorrow = "1795478400";
    assert!(first != build("c", tomorrow, "UTC", &[]));
    // What is typed wins.
    assert!(first == build("c", tomorrow, "UTC", &["--now", NOW]));
}

#[test]
#[cfg(unix)]
fn a_build_that_finds_its_site_as_it_would_make_it_does_nothing_and_tells_the_same() {
    use std::os::unix::fs::MetadataExt as _;
    let town = Town::new();
    // A page that people will not find is named each time.
    town.change("riverside/tuesday-tea.md", "date: 2026-10-01", "date: 2024-10-01");
    let folder = |town: &Town| fs::metadata(town.at("dist")).unwrap().ino();
    let told = |output: &std::process::Output| {
        let line = String::from_utf8_lossy(&output.stdout).into_owned();
        let counted = line.split(" files, ").next().unwrap();
        let counted =
            counted.split(" (").map(|part| part.split_once("), ").map_or(part, |(_, rest)| rest));
        let counted = counted.collect::<Vec<_>>().join(", ");
        (counted, String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let first = town.builds(&[]);
    let (site, before) = (folder(&town), files(&town.at("dist")));
    let again = town.builds(&[]);
    assert_eq!(folder(&town), site, "{}", said(&again));
    assert_eq!(told(&again), told(&first));
    assert!(said(&again).contains("tuesday-tea.md"), "{}", said(&again));
    assert!(said(&again).contains(" as they were)"), "{}", said(&again));
    // Another content, another day, another address, or a site in which somebody was: it is built.
    town.change("riverside/tuesday-tea.md", "date: 2024-10-01", "date: 2024-10-02");
    let mut site = site;
    let mut is_built = |what: &str, more: &[&str]| {
        let built = town.builds(more);
        assert!(built.status.success(), "{what}: {}", said(&built));
        assert_ne!(folder(&town), site, "{what}: {}", said(&built));
        site = folder(&town);
    };
    is_built("another content", &[]);
    is_built("another address", &["--base-url", "https://b.example/"]);
    is_built("its own address again", &[]);
    town.change("riverside/tuesday-tea.md", "date: 2024-10-02", "date: 2024-10-01");
    is_built("the first content", &[]);
    assert!(files(&town.at("dist")) == before);
    fs::write(town.at("dist/en/index.html"), "by hand").unwrap();
    is_built("somebody in the site", &[]);
    fs::remove_file(town.at("dist/fr/index.html")).unwrap();
    is_built("a page is gone", &[]);
    assert!(files(&town.at("dist")) == before);
}

#[test]
fn a_moment_that_is_none_is_refused() {
    let town = Town::new();
    for command in ["build", "check"] {
        let refused = town.signpost(&[command]).env("SOURCE_DATE_EPOCH", "noon").output().unwrap();
        assert_eq!(refused.status.code(), Some(2));
        assert!(said(&refused).contains("SOURCE_DATE_EPOCH is `noon`"), "{}", said(&refused));
    }
}

#[test]
fn a_preview_of_a_change_names_its_own_address() {
    let town = Town::new();
    let built = town.builds(&["--base-url", "https://preview-7.example/a&b"]);
    assert!(built.status.success(), "{}", said(&built));
    let site = files(&town.at("dist"));
    let text = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    assert!(text("sitemap.xml").contains("<loc>https://preview-7.example/a&amp;b/en/</loc>"));
    assert!(text("robots.txt").contains("Sitemap: https://preview-7.example/a&b/sitemap.xml"));
    let old = b"https://signpost.example";
    assert!(site.values().all(|file| !file.windows(old.len()).any(|part| part == old)));
    for wrong in ["preview.example", "http://preview.example/", "https://a.example/?x"] {
        let refused = town.builds(&["--base-url", wrong]);
        assert_eq!(refused.status.code(), Some(2), "{wrong}");
        assert!(said(&refused).contains("type an address like"), "{}", said(&refused));
    }
}

#[test]
fn a_host_with_too_little_room_is_told_by_check_with_the_number_that_would_do() {
    let town = Town::new();
    let most = |files: usize| {
        town.change("directory.toml", "id = ", &format!("files_at_most = {files}\nid = "));
        let checked = town.signpost(&["check", "--now", NOW]).output().unwrap();
        let built = town.builds(&[]);
        let before = format!("files_at_most = {files}\n");
        town.change("directory.toml", &before, "");
        (checked, built)
    };
    let (checked, built) = most(20);
    let told = said(&checked);
    assert_eq!((checked.status.code(), built.status.code()), (Some(1), Some(1)), "{told}");
    assert!(told.contains("directory.toml:1:17  bad-number"), "{told}");
    let number = told.split("fit into ").nth(1).and_then(|rest| rest.split(':').next());
    let number: usize = number.unwrap().parse().unwrap();
    let (checked, built) = most(number);
    assert!(checked.status.success() && built.status.success(), "{}", said(&built));
    // All pages; the data's files of single services are what else gives way, and that is told with the limit.
    let told = said(&built);
    assert!(!told.contains("of a service,") && !told.contains("of services,"), "{told}");
    let limit = format!("files_at_most in directory.toml is {number}");
    let is_whole = town.at("dist/data/oruk/services").exists();
    let is_told = told.contains("left out: data/oruk/services/ (") && told.contains(&limit);
    assert_eq!(is_told, !is_whole, "{told}");
    assert!(files(&town.at("dist")).len() <= number);
    let (_, built) = most(number + 1_000);
    assert!(!said(&built).contains("left out"), "{}", said(&built));
}
