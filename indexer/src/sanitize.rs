//! The third wall before a page is published: ammonia, narrowed to the elements that `authoring`'s
//! own writer knows, reads every text of a directory again as a browser would.
//!
//! The first two walls are in [`authoring::markdown`]. A test holds that ammonia has nothing to
//! change in a text that came through them, and leaves nothing active of one that did not.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use authoring::markdown::ELEMENTS;
use catalog::directory::Directory;
use rayon::prelude::*;

/// Sanitizes every text of a directory that stands as HTML on its pages.
pub fn sanitize(directory: &mut Directory) {
    // Taken apart exhaustively: a new part decides here whether it holds HTML.
    let Directory {
        config: _,
        vocabulary: _,
        urgent: _,
        places: _,
        landmarks: _,
        // TOML, of which pages draw texts that are escaped like any other.
        wording: _,
        holidays: _,
        plain: _,
        organizations,
        services,
        lists,
        pages,
        gone: _,
    } = directory;
    services.par_iter_mut().for_each(|service| {
        service.words.values_mut().for_each(|words| clean(&mut words.body_html));
    });
    organizations.par_iter_mut().for_each(|group| {
        group.words.values_mut().for_each(|words| clean(&mut words.body_html));
    });
    for words in lists.iter_mut().flat_map(|list| list.words.values_mut()) {
        clean(&mut words.body_html);
    }
    for words in pages.iter_mut().flat_map(|page| page.words.values_mut()) {
        clean(&mut words.body_html);
    }
}

fn clean(html: &mut String) {
    *html = SANITIZER.clean(html).to_string();
}

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .url_schemes(HashSet::from(["https", "mailto", "tel"]))
        .url_relative(UrlRelative::Custom(Box::new(within_the_page)))
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true);
    builder
});

fn within_the_page(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use authoring::markdown::render;

    use super::*;
    use crate::folder::read_folder;

    fn cleaned(html: &str) -> String {
        let mut html = html.to_owned();
        clean(&mut html);
        html
    }

    fn hostile() -> Vec<String> {
        serde_json::from_str(include_str!("../../authoring/tests/hostile.json")).unwrap()
    }

    #[test]
    fn a_page_that_came_through_the_first_walls_is_published_as_it_is() {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        let pages = read_folder(&content).unwrap().into_iter().map(|file| file.text);
        let mut read = 0;
        for page in pages.chain(hostile()) {
            let html = render(&page, 3).html;
            let same = cleaned(&html).bytes().zip(html.bytes()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| text.chars().skip(same.saturating_sub(40)).take(80).collect();
            let (is, was): (String, String) = (around(&cleaned(&html)), around(&html));
            assert!(same == html.len(), "{was:?} became {is:?}");
            read += 1;
        }
        assert!(read > 400, "only {read} pages were read");
    }

    #[test]
    fn this_wall_alone_lets_nothing_active_through() {
        for page in hostile() {
            let html = cleaned(&page);
            for part in html.split('<').skip(1) {
                let name = part.trim_start_matches('/').split(['>', ' ']).next().unwrap();
                assert!(ELEMENTS.contains(&name), "{page}\n{html}");
                let tag = part.split('>').next().unwrap().to_lowercase();
                let rest = tag.replace(" rel=\"noopener noreferrer\"", "");
                let is_plain = rest.split_once(' ').is_none_or(|(_, attribute)| {
                    let safe = ["href=\"https://", "href=\"mailto:", "href=\"tel:", "href=\"#"];
                    safe.iter().any(|start| attribute.starts_with(start))
                        && attribute.matches('"').count() == 2
                });
                assert!(is_plain, "{page}\n{html}");
            }
        }
    }
}
