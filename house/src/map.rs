//! The words about the tree, held against the tree: a map that names what is not there leads nobody anywhere.

use std::fs;
use std::path::Path;

use crate::{name, ours, project};

/// How names of files of ours end.
const ENDS: [&str; 7] = [".rs", ".js", ".css", ".toml", ".md", ".geojson", ".mjs"];

/// Folders with what is built or fetched.
const NOT_OURS: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// What the README names as an example: somebody's own page.
const EXAMPLES: [&str; 1] = ["content/riverside-friends/tuesday-tea.md"];

/// Every file and folder of the tree, seen from its root, folders with `/` at the end.
fn tree() -> Vec<String> {
    let root = project();
    let mut paths = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder can be read").flatten() {
            let path = entry.path();
            let own = path.strip_prefix(&root).expect("it is below").to_string_lossy().into_owned();
            if !path.is_dir() {
                paths.push(own);
            } else if !NOT_OURS.contains(&&*entry.file_name().to_string_lossy()) {
                paths.push(own + "/");
                folders.push(path);
            }
        }
    }
    paths
}

/// What stands between single backticks, outside of blocks.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|prose| prose.split('`').skip(1).step_by(2)).collect()
}

/// Whether words in backticks name a file or a folder of ours: not an address, a pattern or a command.
fn is_path(words: &str) -> bool {
    let is_name = words.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let is_elsewhere = ["/", "../", "target/"].iter().any(|start| words.starts_with(start));
    is_name
        && !is_elsewhere
        && (words.ends_with('/') || ENDS.iter().any(|end| words.ends_with(end)))
}

/// Those of the named paths that are not there. A path is named from the root, or by its last parts.
fn missing<'t>(named: &[&'t str], tree: &[String]) -> Vec<&'t str> {
    let is_there = |path: &str| {
        let end = format!("/{path}");
        tree.iter().any(|there| there == path || there.ends_with(&end))
    };
    named.iter().copied().filter(|path| is_path(path) && !is_there(path)).collect()
}

#[test]
fn every_file_that_the_readme_names_is_there() {
    let readme = fs::read_to_string(project().join("README.md")).expect("there is a README");
    let named = quoted(&readme);
    assert!(named.iter().filter(|path| is_path(path)).count() > 30, "{named:?}");
    let mut missing = missing(&named, &tree());
    missing.retain(|path| !EXAMPLES.contains(path));
    assert!(missing.is_empty(), "the README names what is not there: {missing:?}");
}

#[test]
fn every_crate_is_on_the_map_and_everything_on_the_map_is_there() {
    let readme = fs::read_to_string(project().join("README.md")).expect("there is a README");
    let map = readme.split("\n## The map\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let rows: Vec<_> =
        map.expect("a map").lines().filter_map(|row| row.strip_prefix("| `")).collect();
    let folders: Vec<_> = rows.iter().filter_map(|row| row.split('`').next()).collect();
    for package in ours() {
        let manifest = package["manifest_path"].as_str().expect("a manifest");
        let folder =
            Path::new(manifest).parent().and_then(|path| path.strip_prefix(project()).ok());
        let folder = format!("{}/", folder.expect("it is in the tree").display());
        let is_on_map = folders.iter().any(|row| {
            // One row for the programs of one folder: `app/web/{kit,finder,plan}/`.
            match row
                .split_once('{')
                .and_then(|(start, rest)| Some((start, rest.split_once('}')?.0)))
            {
                Some((start, names)) => {
                    names.split(',').any(|name| format!("{start}{name}/") == folder)
                }
                None => *row == folder,
            }
        });
        assert!(is_on_map, "{} ({folder}) is not on the README's map: {folders:?}", name(package));
    }
    for folder in folders.iter().filter(|folder| !folder.contains('{')) {
        assert!(project().join(folder).is_dir(), "the map shows {folder}, which is not there");
    }
}

/// The notes on threats say by which tests they hold.
#[test]
fn every_test_that_the_notes_on_threats_name_is_there() {
    let notes = fs::read_to_string(project().join("docs/threats.md")).expect("there are notes");
    let named = quoted(&notes);
    let tests: Vec<_> = named.iter().filter_map(|name| name.split_once("::")).collect();
    assert!(tests.len() > 15, "{tests:?}");
    for (file, test) in tests.iter().filter(|(file, _)| *file != "file") {
        let text = fs::read_to_string(project().join(file));
        let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(&format!("fn {test}(")), "{file} has no test {test}");
    }
    let missing = missing(&named, &tree());
    assert!(missing.is_empty(), "the notes name what is not there: {missing:?}");
}

/// The words of a crate about itself: how to read it, and what is true in it.
#[test]
fn every_file_that_a_crate_names_about_itself_is_there() {
    let tree = tree();
    let mut wrong = Vec::new();
    for file in tree.iter().filter(|path| path.ends_with(".rs")) {
        let text = fs::read_to_string(project().join(file)).expect("a source file can be read");
        let about: String = text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .flat_map(|line| [line, "\n"])
            .collect();
        let missing = missing(&quoted(&about), &tree);
        // A folder may be one of somebody else's, such as a site's.
        let files = missing.iter().filter(|path| !path.ends_with('/'));
        wrong.extend(files.map(|path| format!("{file}: {path}")));
    }
    assert!(wrong.is_empty(), "files name what is not there:\n{}", wrong.join("\n"));
}
