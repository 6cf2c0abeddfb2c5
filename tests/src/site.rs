//! How a site comes about: the program is run on a content folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::tools;

/// The moment at which every site of a journey is built, and that every visitor's clock shows:
/// a Monday morning.
pub const NOW: &str = "2026-11-23T09:00";

/// A built site.
pub struct Site {
    /// Where its files are.
    pub folder: PathBuf,
}

impl Site {
    /// The sample directory, built once for all journeys.
    #[track_caller]
    pub fn sample() -> &'static Self {
        static SAMPLE: OnceLock<Site> = OnceLock::new();
        SAMPLE.get_or_init(|| {
            // The same folder in every run, so that nothing piles up; the build replaces it whole.
            let folder = tools::sample();
            let output = build(&tools::content(), &folder);
            assert!(output.status.success(), "the sample did not build:\n{}", said(&output));
            Self { folder }
        })
    }

    /// A file's text.
    #[track_caller]
    pub fn text(&self, path: &str) -> String {
        let path = self.folder.join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Every file, relative, with `/`, in order.
    pub fn files(&self) -> Vec<String> {
        files_below(&self.folder)
    }

    /// One page of each kind in a locale: as addresses, the fullest page of its kind. Kinds are
    /// told apart by the shape of their addresses, so that a new kind is found by itself.
    pub fn one_page_of_each_kind(&self, locale: &str) -> Vec<String> {
        let mut fullest = BTreeMap::<String, (u64, String)>::new();
        for file in self.files() {
            let Some(page) = file.strip_suffix("index.html") else {
                continue;
            };
            let Some(rest) = page.strip_prefix(&format!("{locale}/")) else {
                continue;
            };
            let size = fs::metadata(self.folder.join(&file)).map_or(0, |about| about.len());
            let kind = shape(rest);
            let known = fullest.entry(kind).or_default();
            if known.0 < size {
                *known = (size, page.to_owned());
            }
        }
        fullest.into_values().map(|(_, page)| page).collect()
    }

    /// The address of a file of the finder, such as `wasm`, relative to the site.
    #[track_caller]
    pub fn finder_file(&self, locale: &str, name: &str) -> String {
        let page = self.text(&format!("{locale}/find/index.html"));
        let marker = format!("data-{name}=\"");
        let value = page.split(&marker).nth(1).and_then(|rest| rest.split('"').next());
        let value = value.unwrap_or_else(|| panic!("the finder's page names no {name}"));
        value.trim_start_matches("../").to_owned()
    }

    /// The address of a file of the catalog that a first search needs, such as `columns`, relative
    /// to the site.
    #[track_caller]
    pub fn catalog_file(&self, locale: &str, stem: &str) -> String {
        let page = self.text(&format!("{locale}/find/index.html"));
        let begins = format!("{stem}.");
        let names = page.split("data-first=\"").nth(1).and_then(|rest| rest.split('"').next());
        let name = names
            .into_iter()
            .flat_map(str::split_whitespace)
            .find(|name| name.starts_with(&begins));
        let name = name.unwrap_or_else(|| panic!("the finder's page names no {stem}"));
        format!("catalog/{name}")
    }
}

/// `browse/need/move/` and `browse/need/food/` are of one kind.
fn shape(page: &str) -> String {
    let parts: Vec<&str> = page.split('/').filter(|part| !part.is_empty()).collect();
    let named = if parts.first() == Some(&"browse") { 2 } else { 1 };
    let shown =
        parts.iter().enumerate().map(|(place, part)| if place < named { part } else { "*" });
    shown.collect::<Vec<_>>().join("/")
}

/// Runs `signpost build`, without waiting for success.
#[track_caller]
pub fn build(content: &Path, out: &Path) -> Output {
    build_command(content, out).output().expect("signpost could not be started")
}

/// The command that builds a site, to be started in one's own way.
#[track_caller]
pub fn build_command(content: &Path, out: &Path) -> Command {
    let mut command = Command::new(tools::signpost());
    command.arg("build").arg("--content").arg(content).arg("--out").arg(out);
    command.arg("--bundle").arg(tools::bundle()).args(["--now", NOW]);
    command
}

/// Runs `signpost check`.
#[track_caller]
pub fn check(content: &Path) -> Output {
    let mut command = Command::new(tools::signpost());
    command.arg("check").arg("--content").arg(content).args(["--now", NOW]);
    command.output().expect("signpost could not be started")
}

/// Everything a program wrote, for a person who reads a failed journey.
pub fn said(output: &Output) -> String {
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    text
}

/// Every file below a folder, relative, with `/`, in order.
pub fn files_below(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(folder) {
                files.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}

/// A copy of a folder, or an empty one, gone when the journey ends.
pub struct Scratch {
    /// Where it is.
    pub folder: PathBuf,
}

impl Scratch {
    /// An empty folder; `name` is unique among all tests of this crate.
    #[track_caller]
    pub fn empty(name: &str) -> Self {
        let folder = tools::workshop().join("journeys").join(name);
        let scratch = Self { folder };
        scratch.clear();
        fs::create_dir_all(&scratch.folder).expect("the workshop cannot be written");
        scratch
    }

    /// A copy of the sample's content, to be changed.
    #[track_caller]
    pub fn content(name: &str) -> Self {
        Self::copy_of(&tools::content(), name)
    }

    /// The same in some of its languages: every language takes its share of a build's time.
    #[track_caller]
    pub fn content_in(locales: &[&str], name: &str) -> Self {
        let scratch = Self::content(name);
        let settings = scratch.text("directory.toml");
        let spoken = settings.lines().find(|line| line.starts_with("locales = "));
        let spoken = spoken.expect("the directory names its languages");
        scratch
            .write("directory.toml", settings.replace(spoken, &format!("locales = {locales:?}")));
        scratch
    }

    /// The sample in English, its pages so often that the directory is cut into several parts. Copies have ids of
    /// digits: `10000` and so on.
    #[track_caller]
    pub fn larger_content(name: &str) -> Self {
        let content = Self::content_in(&["en"], name);
        let pages = files_below(&content.folder);
        let is_service = |path: &&String| {
            let name = path.rsplit('/').next().unwrap_or_default();
            path.contains('/') && !path.starts_with('_') && name.matches('.').count() == 1
        };
        for (group, path) in pages.iter().filter(is_service).enumerate() {
            let text = content.text(path);
            let Some(id) = text.lines().find(|line| line.starts_with("id: ")) else { continue };
            for copy in 0..5_usize {
                // Five of Crockford's digits, none of them in the sample's own ids.
                let code: String = format!("{:05}", 10_000 + group * 5 + copy);
                let moved = |line: &str| match line.trim_start().strip_prefix("lat: ") {
                    Some(lat) => {
                        let indent = &line[..line.len() - line.trim_start().len()];
                        let lat: f64 = lat.trim().parse().unwrap_or(49.22);
                        format!("{indent}lat: {:.4}", lat + 0.01 * copy as f64)
                    }
                    None => line.to_owned(),
                };
                let copied: Vec<String> =
                    text.replace(id, &format!("id: {code}")).lines().map(moved).collect();
                let (folder, name) = path.split_once('/').expect("a group's folder");
                content.write(&format!("{folder}-{copy}/{name}"), copied.join("\n") + "\n");
            }
        }
        content
    }

    /// A copy of the smallest directory, which is built in a fraction of a second.
    #[track_caller]
    pub fn small_content(name: &str) -> Self {
        Self::copy_of(&tools::project().join("indexer/tests/fixtures/good"), name)
    }

    /// A copy of a folder.
    #[track_caller]
    pub fn copy_of(folder: &Path, name: &str) -> Self {
        let scratch = Self::empty(name);
        for file in files_below(folder) {
            scratch.write(&file, fs::read(folder.join(&file)).expect("it can be read"));
        }
        scratch
    }

    /// Writes a file below it.
    #[track_caller]
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.folder.join(path);
        let parent = file.parent().expect("a file is in a folder");
        fs::create_dir_all(parent).expect("the workshop cannot be written");
        fs::write(file, bytes).expect("the workshop cannot be written");
    }

    /// Reads a text below it.
    #[track_caller]
    pub fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).expect("the file is there")
    }

    fn clear(&self) {
        // Not there is as good as gone.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn pages_of_one_kind_have_one_shape() {
        assert_eq!(shape(""), "");
        assert_eq!(shape("find/"), "find");
        assert_eq!(shape("s/rb146/"), shape("s/nxm23/"));
        assert_eq!(shape("browse/need/move/"), "browse/need/*");
        assert_ne!(shape("browse/need/move/"), shape("browse/language/pa/"));
        assert_ne!(shape("browse/need/move/"), shape("browse/need/move/yue/"));
    }
}
