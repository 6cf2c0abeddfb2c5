//! The pages of one group, drawn as soon as somebody has saved one of them, long before a large
//! directory is built again.
//!
//! A page of a service depends on its group, the settings, the words and the places, and on nothing
//! of other groups; a directory of that group alone therefore draws the same page (a test in
//! `tests/preview.rs` holds it to that). What depends on everybody, such as the search, follows with the build.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use catalog::day::Moment;

use crate::build::{Bundle, pages_of_groups};
use crate::read::read_groups;

/// Most groups that are drawn by themselves: when more have changed at once, a script or a checkout has
/// changed them, and a build is as quick.
const GROUPS_MAX: usize = 8;

/// The pages of the groups to which all of the `changed` files belong, by their paths. `None` where
/// other pages depend on these files, too, and where none of the groups is without errors, which a
/// build prints.
pub fn preview(
    content: &Path,
    changed: &[PathBuf],
    bundle: Option<&Bundle>,
    now: Moment,
) -> Option<BTreeMap<String, Vec<u8>>> {
    let groups: Option<BTreeSet<String>> =
        changed.iter().map(|path| group(content, path)).collect();
    let groups = groups.filter(|groups| groups.len() <= GROUPS_MAX)?;
    let pages_of = |is_asked: &dyn Fn(&str) -> bool| {
        let outcome = read_groups(content, now.day, is_asked);
        pages_of_groups(&outcome.directory?, bundle, now).ok()
    };
    pages_of(&|folder| groups.contains(folder)).or_else(|| {
        // One group's mistake never hides what another one has written.
        let each = groups.iter().filter_map(|group| pages_of(&|folder| folder == group));
        let pages: BTreeMap<_, _> = each.flatten().collect();
        (!pages.is_empty()).then_some(pages)
    })
}

/// The folder of the group to which a file belongs.
fn group(content: &Path, path: &Path) -> Option<String> {
    let mut parts = path.strip_prefix(content).ok()?.components();
    let (Some(Component::Normal(folder)), Some(_)) = (parts.next(), parts.next()) else {
        return None;
    };
    let folder = folder.to_str()?;
    (!folder.starts_with('_')).then(|| folder.to_owned())
}
