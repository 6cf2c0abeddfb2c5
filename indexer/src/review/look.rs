//! The pages before and after, drawn as the site draws them: for a look.

use std::collections::{BTreeMap, BTreeSet};

use catalog::day::Moment;
use catalog::directory::Directory;

use super::{Fate, Kind, Review};
use crate::build::drawn_groups;

/// Drawn pages and the styles that they need, by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The changed pages on both sides.
pub struct Look {
    /// As they were.
    pub before: Files,
    /// As they would be.
    pub after: Files,
    /// The path of each changed page in both, with what it is called: `en/s/k7f3q/index.html`.
    pub pages: Vec<(String, String)>,
}

/// Draws the services and groups that a review names, in every language of their directory. Only their own
/// groups are drawn with them: what stands on other pages is left out.
///
/// # Errors
/// A sentence: when a locale has no words.
pub fn look(
    review: &Review,
    old: Option<&Directory>,
    new: &Directory,
    now: Moment,
) -> Result<Look, String> {
    let named = review.pages.iter().filter(|page| matches!(page.kind, Kind::Service | Kind::Group));
    let named = named.filter(|page| page.fate != Fate::Unreadable);
    let ids: BTreeSet<&str> = named.clone().map(|page| page.id.as_str()).collect();
    let drawn = |directory: Option<&Directory>| -> Result<Files, String> {
        let Some(directory) = directory else { return Ok(Files::new()) };
        let cut = cut(directory, &ids);
        if cut.organizations.is_empty() {
            return Ok(Files::new());
        }
        let files = drawn_groups(&cut, now)?;
        let is_wanted = |path: &str| {
            let mut parts = path.split('/').skip(1);
            match (parts.next(), parts.next()) {
                (Some("s" | "o"), Some(id)) => ids.contains(id),
                _ => true,
            }
        };
        Ok(files.into_iter().filter(|(path, _)| is_wanted(path)).collect())
    };
    let locale = &new.config.default_locale;
    let pages = named
        .map(|page| {
            let folder = if page.kind == Kind::Service { "s" } else { "o" };
            (format!("{locale}/{folder}/{}/index.html", page.id), page.name.clone())
        })
        .collect();
    Ok(Look { before: drawn(old)?, after: drawn(Some(new))?, pages })
}

/// A page with the two sides of each changed page next to one another, and what is different above them. It
/// needs no script, and opens from a folder.
pub fn side_by_side(look: &Look, review: &Review) -> String {
    let mut page = String::from(HEAD);
    page.extend(["<pre>", &escaped(&super::text(review)), "</pre>\n"]);
    for (path, name) in &look.pages {
        page.extend(["<h2>", &escaped(name), "</h2>\n<div>\n"]);
        for (side, files) in [("before", &look.before), ("after", &look.after)] {
            if files.contains_key(path) {
                let path = escaped(path);
                page.push_str(&format!(
                    "<figure><figcaption><a href=\"{side}/{path}\">{side}</a></figcaption>\
                     <iframe src=\"{side}/{path}\" title=\"{side}\" loading=\"lazy\" sandbox=\"allow-same-origin\"></iframe></figure>\n"
                ));
            }
        }
        page.push_str("</div>\n");
    }
    page.push_str("</html>\n");
    page
}

/// Two phones beside each other where there is room.
const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n<title>Before and after</title>\n\
    <style>body{font:1rem/1.5 sans-serif;margin:1rem}pre{white-space:pre-wrap}\
    div{display:flex;flex-wrap:wrap;gap:1rem}figure{margin:0}iframe{width:22.5rem;height:45rem;border:1px solid}\
    </style>\n";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The directory with those groups alone to which the pages belong.
fn cut(directory: &Directory, ids: &BTreeSet<&str>) -> Directory {
    let groups: BTreeSet<String> = directory
        .services
        .iter()
        .filter(|service| ids.contains(service.id.as_str()))
        .map(|service| service.organization.clone())
        .chain(ids.iter().map(|id| (*id).to_owned()))
        .collect();
    let mut cut = directory.clone();
    cut.organizations.retain(|group| groups.contains(&group.id));
    cut.services.retain(|service| groups.contains(&service.organization));
    cut.lists.clear();
    cut
}
