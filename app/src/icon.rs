//! Pictures beside words. A page carries the pictures that it shows, once each; the views only
//! point at them, so that the browser bundle holds no picture at all.

use std::borrow::Cow;

use leptos::prelude::*;

/// Every picture: a name, a tab, its SVG. From Lucide (ISC licence).
const PICTURES: &str = include_str!("../../public/icons.txt");

/// What the id of a picture begins with.
const ID_PREFIX: &str = "i-";

/// A picture. It is always beside a word, so a screen reader passes over it.
#[component]
pub fn Icon(
    /// Its name in Lucide.
    #[prop(into)]
    name: Cow<'static, str>,
) -> impl IntoView {
    let href = ["#", ID_PREFIX, &name].concat();
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=href></use>
        </svg>
    }
}

/// The pictures themselves, as one invisible SVG for the start of a page. A name that there is no
/// picture for is left out: the word beside it remains.
pub fn sprite<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut sprite = String::from("<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">");
    for name in names {
        if let Some(picture) = picture(name) {
            for part in [
                "<symbol id=\"",
                ID_PREFIX,
                name,
                "\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
                 stroke-linecap=\"round\" stroke-linejoin=\"round\">",
                picture,
                "</symbol>",
            ] {
                sprite.push_str(part);
            }
        }
    }
    sprite.push_str("</svg>");
    sprite
}

/// The names of the pictures that a piece of HTML points at, sorted.
pub fn used_in(html: &str) -> std::collections::BTreeSet<&str> {
    let mark = ["href=\"#", ID_PREFIX].concat();
    html.split(&mark).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn picture(name: &str) -> Option<&'static str> {
    PICTURES.lines().find_map(|line| {
        let (known, picture) = line.split_once('\t')?;
        (known == name).then_some(picture)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_carries_exactly_the_pictures_it_shows() {
        let html = "<use href=\"#i-phone\"></use><a href=\"#main\"></a><use href=\"#i-bus\">";
        let names: Vec<_> = used_in(html).into_iter().collect();
        assert_eq!(names, ["bus", "phone"]);
        let sprite = sprite(names);
        assert_eq!(sprite.matches("<symbol").count(), 2);
        assert!(super::sprite(["no-such-picture"]).contains("</svg>"));
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
        }
    }

    #[test]
    fn the_finder_finds_all_its_pictures() {
        for name in crate::finder::ICONS {
            assert!(picture(name).is_some(), "{name}");
        }
    }
}
