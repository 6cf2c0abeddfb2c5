//! Pictures beside words, drawn by the style sheet: a word's picture is an empty element with a
//! class, in the colour of its words. So a list of cards is quick to put on a page (pictures that
//! point at SVG symbols made up two thirds of that time), a page carries no picture, and neither
//! does the browser bundle.

use std::borrow::Cow;
use std::collections::BTreeSet;

use leptos::prelude::*;

/// Every picture that there is: a name, a tab, its SVG. From Lucide (ISC licence).
const PICTURES: &str = include_str!("../../public/icons.txt");

/// Those that pages and programs draw of themselves; the words of a directory name further ones.
const OWN: [&str; 23] = [
    "accessibility",
    "bookmark",
    "bus",
    "calendar",
    "check",
    "circle-help",
    "external-link",
    "house",
    "info",
    "languages",
    "layout-grid",
    "locate",
    "log-out",
    "mail",
    "map-pin",
    "message-square",
    "phone",
    "search",
    "share-2",
    "signpost",
    "sliders-horizontal",
    "wallet",
    "x",
];

/// A picture. It has no words, so a screen reader passes over it: it is always beside some.
#[component]
pub fn Icon(
    /// Its name in Lucide.
    #[prop(into)]
    name: Cow<'static, str>,
) -> impl IntoView {
    view! { <i class=["icon i-", &name].concat()></i> }
}

/// Those that only the desk draws.
pub const OF_THE_DESK: [&str; 11] = [
    "arrow-left",
    "arrow-right",
    "copy",
    "door-open",
    "file-text",
    "list",
    "printer",
    "refresh-cw",
    "smartphone",
    "user",
    "users",
];

/// Those that only the form draws.
pub const OF_THE_FORM: [&str; 5] =
    ["arrow-left", "arrow-right", "circle-alert", "copy", "file-text"];

/// The rules of a style sheet for the pictures that every site has and for those named besides. A
/// name that there is no picture for is left out: the word beside it remains.
pub fn rules<'a>(named: impl IntoIterator<Item = &'a str>) -> String {
    let names: BTreeSet<&str> = OWN.into_iter().chain(named).collect();
    names.into_iter().filter_map(|name| Some(rule(name, picture(name)?))).collect()
}

/// The rules for these pictures alone.
pub fn rules_of(names: &[&str]) -> String {
    names.iter().filter_map(|name| Some(rule(name, picture(name)?))).collect()
}

fn rule(name: &str, picture: &str) -> String {
    // What an address of the `data:` kind may not hold as it is.
    let picture = picture.replace('"', "'").replace('<', "%3C").replace('>', "%3E");
    [
        ".i-",
        name,
        "{--i:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' \
         fill='none' stroke='red' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'%3E",
        &picture,
        "%3C/svg%3E\")}\n",
    ]
    .concat()
}

fn picture(name: &str) -> Option<&'static str> {
    PICTURES.lines().find_map(|line| {
        let (known, picture) = line.split_once('\t')?;
        (known == name).then_some(picture)
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_site_has_its_own_pictures_and_those_its_words_name() {
        let rules = rules(["footprints", "no-such-picture", "x"]);
        assert_eq!(rules.lines().count(), OWN.len() + 1);
        assert!(rules.contains(".i-footprints{--i:url(\"data:image/svg+xml,%3Csvg "));
        assert!(!rules.contains('<') && !rules.contains("no-such"));
    }

    #[test]
    fn every_picture_is_whole_and_there_once() {
        let mut names: Vec<_> = PICTURES.lines().map(|line| line.split('\t').next()).collect();
        assert!(names.is_sorted());
        names.dedup();
        assert_eq!(names.len(), PICTURES.lines().count());
        for line in PICTURES.lines() {
            let (_, picture) = line.split_once('\t').unwrap();
            assert_eq!(picture.matches('<').count(), picture.matches("/>").count(), "{line}");
            assert!(!picture.contains(['#', '%', '\'']), "{line} cannot stand in an address");
        }
    }

    #[test]
    fn all_of_our_own_pictures_are_there() {
        assert!(OWN.is_sorted());
        for name in OWN {
            assert!(picture(name).is_some(), "{name}");
        }
    }
}
