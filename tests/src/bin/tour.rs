//! A tour of the whole site for people to look at: every kind of page in three languages, on four
//! screens, also dark and with forced colours, as pictures in `target/screenshots/tour/`.
//!
//! `tour find home` takes only pages whose address has one of the words in it.

use journeys::{Habits, Site, Town, Visitor};

/// Sizes by name: a phone, the smallest and lowest screen that WCAG names, a tablet, a computer.
const SCREENS: [(&str, u32, u32); 4] =
    [("phone", 360, 740), ("small", 320, 256), ("tablet", 768, 1024), ("computer", 1280, 800)];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let town = Town::opens();
    let visitor = town.visitor_who(Habits::phone().among_errors());
    let mut pictures = 0;
    for locale in ["en", "zh-Hant", "pa", "fa"] {
        let mut pages = Site::sample().one_page_of_each_kind(locale);
        pages.extend([format!("{locale}/s/rb146/"), format!("{locale}/s/rf8y2/")]);
        if locale == "en" {
            pages.extend([String::new(), "404.html".to_owned()]);
        }
        pages.sort();
        pages.dedup();
        pages.retain(|page| wanted.is_empty() || wanted.iter().any(|word| page.contains(word)));
        for page in &pages {
            pictures += looks_at(&visitor, locale, page);
        }
    }
    println!("{pictures} pictures are in target/screenshots/tour/");
}

/// One page on every screen.
fn looks_at(visitor: &Visitor, locale: &str, page: &str) -> u32 {
    let mut pictures = 0;
    let mut takes = |name: &str, whole: bool| {
        let file = format!("tour/{name}-{}", file_name(page));
        if whole {
            visitor.screenshot_of_the_whole_page(&file);
        } else {
            visitor.screenshot(&file);
        }
        pictures += 1;
    };
    for (screen, width, height) in SCREENS {
        visitor.turns_to_screen(width, height);
        opens(visitor, page);
        takes(screen, screen != "small");
        if page.ends_with("/find/") && screen != "computer" {
            visitor.opens_filters();
            takes(&format!("{screen}-filters"), false);
            visitor.closes_filters();
        }
    }
    if locale == "en" {
        for (name, dark, forced) in [("dark", true, false), ("forced", false, true)] {
            visitor.prefers(dark, forced);
            for (screen, width, height) in [SCREENS[0], SCREENS[3]] {
                visitor.turns_to_screen(width, height);
                opens(visitor, page);
                takes(&format!("{screen}-{name}"), true);
            }
        }
        visitor.prefers(false, false);
    }
    if page.contains("/s/") {
        let sheets = visitor.prints(&format!("tour/paper-{}", file_name(page)));
        println!("{page} takes {sheets} sheets of paper");
    }
    pictures
}

fn opens(visitor: &Visitor, page: &str) {
    visitor.opens(page);
    if page.ends_with("/find/") {
        visitor.waits_for_the_finder();
    }
}

/// `en/s/rb146/` as `en-s-rb146`.
fn file_name(page: &str) -> String {
    let name = page.trim_end_matches('/').replace('/', "-");
    if name.is_empty() { "root".to_owned() } else { name }
}
