//! A site that is built again and again, each time from what the build before has left, is the site of a build from
//! nothing, byte for byte: whatever is written, taken away or moved in between, whatever somebody does to the site
//! itself, and as the clock goes on.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::day::Moment;
use indexer::build::bundle::PROGRAMS;
use indexer::build::{Built, Bundle, build_into};
use indexer::read::read_directory;
use indexer::staging::Staging;

/// Groups of a small town. Each has two services, one of which calls for discretion in every third group.
const GROUPS: usize = 5;

/// Edits of each replay, of which there are four. With `SIGNPOST_EDITS=75` they are three hundred, which takes two
/// minutes on two cores without optimization.
fn edits() -> usize {
    let asked = std::env::var("SIGNPOST_EDITS").ok().and_then(|edits| edits.parse().ok());
    asked.unwrap_or(10)
}

/// A row of numbers without an order, the same in every run (xorshift64, Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }

    fn one_of<'o, T>(&mut self, options: &'o [T]) -> &'o T {
        &options[self.below(options.len())]
    }
}

/// Topics, of which words of pages tell.
const TOPICS: &str = r#"
[[term]]
id = "tea"
need = "company"
label = { en = "Drinking tea", fr = "Prendre le thé" }
synonyms.en = ["tea"]
synonyms.fr = ["thé"]

[[term]]
id = "cards"
need = "company"
label = { en = "Playing cards", fr = "Jouer aux cartes" }
synonyms.en = ["card", "cards"]
synonyms.fr = ["cartes"]
"#;

/// Programs for the browser, as far as a build looks into them.
fn programs(folder: &Path) -> Bundle {
    fs::create_dir_all(folder).unwrap();
    for name in PROGRAMS {
        fs::write(folder.join(format!("{name}.js")), format!("export default '{name}';")).unwrap();
        fs::write(folder.join(format!("{name}_bg.wasm")), name).unwrap();
    }
    Bundle::read(folder).unwrap()
}

/// A town's content on the disk, and its site.
struct Town {
    folder: tempfile::TempDir,
    /// The programs of its site; `None`: a site without a search.
    bundle: Option<Bundle>,
    /// Every page of the small town as the sample has it, by path: pages come and go.
    pages: BTreeMap<String, String>,
    now: Moment,
    chance: Chance,
}

impl Town {
    fn new(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
        let mut pages = BTreeMap::new();
        for path in files_below(&good) {
            let name = path.strip_prefix(&good).unwrap().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let Some(page) = name.strip_prefix("riverside/") else {
                pages.insert(name, text);
                continue;
            };
            for group in 0..GROUPS {
                let text = text.replace("r1ver", &format!("r1ve{group}"));
                for (service, hour) in ["T10:00", "T09:20"].into_iter().enumerate() {
                    let mut text = text.replace("T10:00", hour);
                    text = text.replace("k7f3q", &format!("k7{service}3{group}"));
                    if group % 3 == 2 && service == 1 {
                        text = text.replace("sensitive: no", "sensitive: yes");
                    }
                    let page = page.replace("tea", ["tea", "cards"][service]);
                    pages.insert(format!("group-{group}/{page}"), text);
                }
            }
        }
        let list = pages.get_mut("_lists/first-outing.md").unwrap();
        *list = list.replace("k7f3q", "k7030");
        pages.insert("_taxonomy/topics.toml".to_owned(), TOPICS.to_owned());
        let town = Self {
            folder,
            bundle: None,
            pages,
            now: Moment::parse("2026-11-24T09:00").unwrap(),
            chance: Chance(seed),
        };
        for (name, text) in &town.pages {
            town.put(name, text);
        }
        town
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn site(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.content().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.content().join(name)).ok()
    }

    /// Does something that a person may do; says what.
    fn edit(&mut self, number: usize) -> String {
        let names: Vec<String> = self.pages.keys().cloned().collect();
        let written: Vec<String> = names
            .iter()
            .filter(|name| !name.starts_with('_') && name.contains('/'))
            .cloned()
            .collect();
        let page = self.chance.one_of(&written).clone();
        let text = self.read(&page);
        match (self.chance.below(18), text) {
            (0 | 1, Some(text)) => {
                self.put(
                    &page,
                    &[&text, "\nA new line, number ", &number.to_string(), ".\n"].concat(),
                );
                format!("a line more in {page}")
            }
            (2 | 3, Some(text)) => {
                let line =
                    text.lines().find(|line| line.starts_with("summary: ")).unwrap_or_default();
                let longer = format!("summary: Something else, number {number}");
                self.put(&page, &text.replace(line, &longer));
                format!("another summary in {page}")
            }
            (4, Some(text)) => self.turn(&page, &text, ["status: active", "status: inactive"]),
            (5, Some(text)) => {
                let later = text.replace("T10:00", "T10:30").replace("T13:00", "T12:15");
                self.put(&page, &later);
                format!("other times in {page}")
            }
            (6, Some(_)) if !page.ends_with("organization.md") => {
                fs::remove_file(self.content().join(&page)).unwrap();
                format!("{page} is gone")
            }
            (7, Some(text)) if !page.contains("organization") && page.split('.').count() == 2 => {
                let moved = page.replace(".md", "-moved.md");
                fs::remove_file(self.content().join(&page)).unwrap();
                self.put(&moved, &text);
                format!("{page} has another name")
            }
            (8, _) => {
                // Everything as it was, in a group.
                let group = page.split_once('/').unwrap().0;
                fs::remove_dir_all(self.content().join(group)).unwrap();
                for (name, text) in &self.pages {
                    if name.starts_with(&format!("{group}/")) {
                        self.put(name, text);
                    }
                }
                format!("{group} as it was")
            }
            (9, _) => {
                let file = *self.chance.one_of(&[
                    "_taxonomy/needs.toml",
                    "_taxonomy/languages.toml",
                    "_taxonomy/topics.toml",
                    "_places/neighbourhoods.geojson",
                    "directory.toml",
                ]);
                // A name in English, the last one of the file: of languages, one that is only written somewhere.
                let words = self.read(file).unwrap();
                let sign = if file.ends_with("json") { "\"name\":\"" } else { "en = \"" };
                let (before, after) = words.rsplit_once(sign).unwrap();
                let (_, rest) = after.split_once('"').unwrap();
                self.put(file, &format!("{before}{sign}Another word {number}\"{rest}"));
                format!("another word in {file}")
            }
            (12, Some(text)) => self.turn(&page, &text, ["code: yue", "code: cmn"]),
            (13, Some(text)) => self.turn(&page, &text, ["*cards*", "*tea*"]),
            (14, Some(text)) => self.turn(&page, &text, ["lat: 49.2200", "lat: 49.2500"]),
            (15, _) => {
                let settings = self.read("directory.toml").unwrap();
                self.turn("directory.toml", &settings, ["\"911\"", "\"912\""])
            }
            (16, _) => {
                self.now = self.now.plus_minutes(24 * 60);
                format!("it is {}", self.now)
            }
            (10, _) => {
                let files = files_below(&self.site());
                if let Some(file) = files.get(self.chance.below(files.len().max(1))) {
                    match self.chance.below(3) {
                        0 => fs::remove_file(file).unwrap(),
                        1 => fs::write(file, "by hand").unwrap(),
                        _ => {
                            let other = fs::read(file).unwrap();
                            fs::remove_file(file).unwrap();
                            fs::write(file, other).unwrap();
                        }
                    }
                }
                "somebody at work in the site".to_owned()
            }
            (11, _) => {
                self.now = self.now.plus_minutes(self.chance.below(200) as u32);
                format!("it is {}", self.now)
            }
            _ => {
                self.now = self.now.plus_minutes(7);
                format!("it is {}", self.now)
            }
        }
    }

    /// One of two words in a file becomes the other.
    fn turn(&self, name: &str, text: &str, [one, other]: [&str; 2]) -> String {
        let (from, to) = if text.contains(one) { (one, other) } else { (other, one) };
        self.put(name, &text.replace(from, to));
        format!("{to} in {name}")
    }

    /// Builds into a folder; nothing where the content has errors.
    fn build(&self, out: &Path) -> Option<Built> {
        let outcome = read_directory(&self.content(), self.now.day);
        let staging = Staging::begin(out).unwrap();
        let (directory, sources) = (outcome.directory?, &outcome.sources);
        let built = build_into(staging, directory, sources, self.bundle.as_ref(), self.now, None);
        Some(built.unwrap())
    }

    /// Holds the site to that of a build from nothing.
    fn is_as_from_nothing(&self, after: &str) {
        let clean = self.folder.path().join("clean");
        self.build(&clean).unwrap();
        let (found, expected) = (bytes_below(&self.site()), bytes_below(&clean));
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&expected), "after {after}");
        for (path, bytes) in &expected {
            assert!(found[path] == *bytes, "{}: after {after}", path.display());
        }
        fs::remove_dir_all(&clean).unwrap();
        let _ = fs::remove_dir_all(self.folder.path().join(".clean.cache"));
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap()) {
        match entry.file_type().unwrap().is_dir() {
            true => found.extend(files_below(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found.sort();
    found
}

fn bytes_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files_below(folder).into_iter();
    files
        .map(|path| (path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap()))
        .collect()
}

/// Edits until so many have left a town without errors. One that does not is taken back: a build would stop.
fn replay(mut town: Town) {
    assert!(town.build(&town.site()).is_some(), "the town has errors");
    let mut done = Vec::new();
    for number in 0.. {
        let before = bytes_below(&town.content());
        let said = town.edit(number);
        if town.build(&town.site()).is_none() {
            fs::remove_dir_all(town.content()).unwrap();
            for (path, bytes) in before {
                let path = town.content().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            continue;
        }
        done.push(said);
        town.is_as_from_nothing(&format!("{done:#?}"));
        if done.len() == edits() {
            return;
        }
    }
}

#[test]
fn a_row_of_edits_leaves_the_site_of_a_build_from_nothing() {
    replay(Town::new(1));
}

#[test]
fn another_row_does() {
    replay(Town::new(2));
}

#[test]
fn and_that_of_a_third_person() {
    replay(Town::new(3));
}

#[test]
fn and_of_a_fourth_whose_site_has_programs() {
    let mut town = Town::new(4);
    town.bundle = Some(programs(&town.folder.path().join("bundle")));
    replay(town);
}

#[test]
fn a_page_of_a_group_that_nobody_touched_is_not_drawn_again_before_a_session_begins() {
    let mut town = Town::new(9);
    let as_they_were = |town: &Town| town.build(&town.site()).unwrap().as_they_were;
    assert_eq!(as_they_were(&town), 0);
    // Two services and the group itself, in two languages, and the pages that browse.
    let own = GROUPS * 3 * 2;
    let all = as_they_were(&town);
    let browse = all - own;
    assert!(browse >= 20, "{browse}");
    let text = town.read("group-1/tuesday-tea.md").unwrap();
    town.put("group-1/tuesday-tea.md", &[&text, "\nA new line.\n"].concat());
    town.now = town.now.plus_minutes(1);
    // Every page that browses lists a service of each group, or nobody.
    let of_nobody = as_they_were(&town) - (own - 6);
    assert!((1..browse / 2).contains(&of_nobody), "{of_nobody} of {browse}");
    // At 9:20 cards begin in every group. At 9:21 nothing has changed since.
    town.now = Moment::parse("2026-11-24T09:20").unwrap();
    assert_eq!(as_they_were(&town), of_nobody);
    town.now = town.now.plus_minutes(1);
    assert_eq!(as_they_were(&town), all);
    let settings = town.read("directory.toml").unwrap();
    town.put("directory.toml", &settings.replace("Signpost Riverside", "Signpost Upriver"));
    assert_eq!(as_they_were(&town), 0);
}

/// What directory.toml ends with, and a licence behind it.
const LICENCE: &str = r#"fr = "Urgence" }

[data]
licence = "CC0-1.0"
"#;

#[test]
fn settings_that_change_reach_the_data_and_pages_of_nobody() {
    let town = Town::new(5);
    let discreet = |text: &str| text.replace("sensitive: no", "sensitive: yes");
    for name in town.pages.keys().filter(|name| name.starts_with("group-")) {
        town.put(name, &discreet(&town.read(name).unwrap()));
    }
    town.build(&town.site()).unwrap();
    let settings = town.read("directory.toml").unwrap();
    for (from, to) in [
        ("https://signpost.example/", "https://other.example/"),
        ("fr = \"Urgence\" }", LICENCE),
        ("911", "112"),
    ] {
        town.put("directory.toml", &settings.replace(from, to));
        assert!(town.build(&town.site()).is_some(), "{to}");
        town.is_as_from_nothing(to);
    }
}
