//! Remembers what the bundle was made of, so that the same is not made twice.
//!
//! Contents are compared, not dates: a checkout or a cache changes dates without changing a byte, and a clock set
//! back hides a change.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use crate::problem::{Outcome, Problem};
use crate::project::Project;

/// Everything that decides how a bundle turns out.
pub struct Recipe {
    /// Files whose content matters.
    pub inputs: Vec<PathBuf>,
    /// Programs of which it matters which ones they are.
    pub tools: Vec<PathBuf>,
}

/// Whether the bundle there was made by this recipe, and nobody changed it since.
pub fn is_current(project: &Project, recipe: &Recipe) -> bool {
    let saved = fs::read_to_string(file(project));
    describe(recipe, &project.bundle()).is_some_and(|now| saved.is_ok_and(|saved| saved == now))
}

/// Remembers that the bundle there was made by this recipe.
pub fn save(project: &Project, recipe: &Recipe) -> Outcome<()> {
    let file = file(project);
    let text = describe(recipe, &project.bundle()).unwrap_or_default();
    fs::write(&file, text).map_err(|reason| Problem::with_file("write", &file, &reason))
}

/// Beside the bundle, not in it: whatever is in the bundle is published.
fn file(project: &Project) -> PathBuf {
    project.target.join("bundle.stamp")
}

/// The recipe and the bundle as text; nothing when a file is missing, which is never current.
fn describe(recipe: &Recipe, bundle: &Path) -> Option<String> {
    let mut lines = Vec::new();
    for input in &recipe.inputs {
        lines.push(format!("from {} {:016x}", input.display(), hash(input)?));
    }
    for tool in &recipe.tools {
        lines.push(format!("with {}", tool.display()));
    }
    let mut made = Vec::new();
    add_files(bundle, &mut made)?;
    if made.is_empty() {
        return None;
    }
    made.sort();
    for file in made {
        lines.push(format!("made {} {:016x}", file.display(), hash(&file)?));
    }
    Some(lines.join("\n"))
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) -> Option<()> {
    for entry in fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        if path.is_dir() {
            add_files(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Some(())
}

/// Not for strangers' files: it only has to notice a change.
fn hash(file: &Path) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&fs::read(file).ok()?);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project in a folder of its own, with one input and a bundle of one file, marked as made.
    fn made(name: &str) -> std::io::Result<(Project, Recipe)> {
        let root =
            std::env::temp_dir().join(format!("signpost-stamp-{}-{name}", std::process::id()));
        let project = Project { target: root.join("target"), root: root.clone() };
        let input = root.join("app.wasm");
        fs::create_dir_all(project.bundle())?;
        fs::write(&input, "one")?;
        fs::write(project.bundle().join("finder.js"), "glue")?;
        let recipe = Recipe { inputs: vec![input], tools: vec!["/usr/bin/wasm-opt".into()] };
        assert!(!is_current(&project, &recipe));
        assert_eq!(save(&project, &recipe), Ok(()));
        assert!(is_current(&project, &recipe));
        Ok((project, recipe))
    }

    #[test]
    fn a_changed_input_makes_the_bundle_stale_and_a_new_date_does_not() -> std::io::Result<()> {
        let (project, recipe) = made("input")?;
        fs::write(&recipe.inputs[0], "one")?;
        assert!(is_current(&project, &recipe));
        fs::write(&recipe.inputs[0], "two")?;
        assert!(!is_current(&project, &recipe));
        fs::remove_file(&recipe.inputs[0])?;
        assert!(!is_current(&project, &recipe));
        fs::remove_dir_all(project.root)
    }

    #[test]
    fn another_tool_makes_the_bundle_stale() -> std::io::Result<()> {
        let (project, mut recipe) = made("tool")?;
        recipe.tools.clear();
        assert!(!is_current(&project, &recipe));
        fs::remove_dir_all(project.root)
    }

    #[test]
    fn a_bundle_that_was_changed_or_lost_is_stale() -> std::io::Result<()> {
        let (project, recipe) = made("bundle")?;
        let file = project.bundle().join("finder.js");
        fs::write(&file, "edited")?;
        assert!(!is_current(&project, &recipe));
        fs::remove_file(&file)?;
        assert!(!is_current(&project, &recipe));
        fs::remove_dir_all(project.bundle())?;
        assert!(!is_current(&project, &recipe));
        fs::remove_dir_all(project.root)
    }
}
