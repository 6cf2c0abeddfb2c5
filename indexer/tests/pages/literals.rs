//! No page holds a word of its own: all come from a locale file or from content.
//!
//! Every text of a made-up locale stands in ⟦ ⟧ and every word of content in « », so that a word
//! outside of both was written into a view.

use app::locales::Locales;
use app::pages::{addresses, render};

use super::small::Small;

/// Attributes that people read or hear.
const READ: [&str; 5] =
    [" aria-label=\"", " title=\"", " placeholder=\"", " alt=\"", " content=\""];

/// What a `<meta>` says to machines.
const FOR_MACHINES: [&str; 6] =
    ["width=", "default-src", "no-referrer", "noindex", "#7a1f2b", "telephone=no"];

/// The English file with every text in brackets; what is no text stays.
fn marked(english: &str) -> String {
    let mut section = "";
    let mut lines = Vec::new();
    for line in english.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let is_form = section == "[form]"
            && ["direction", "plural", "digits", "decimal", "group", "hours", "separator"]
                .iter()
                .any(|name| line.starts_with(name));
        if line.starts_with('#') || line.starts_with('[') || !line.contains(" = ") || is_form {
            lines.push(line.to_owned());
            continue;
        }
        let (name, value) = line.split_once(" = ").unwrap();
        let mut marked = String::new();
        for (index, part) in value.split('"').enumerate() {
            marked.push_str(&match index % 2 {
                0 => part.to_owned(),
                _ => format!("\"⟦{part}⟧\""),
            });
        }
        lines.push(format!("{name} = {marked}"));
    }
    lines.join("\n")
}

fn in_quotes(words: &str) -> String {
    format!("«{words}»")
}

/// Whether nothing but marked words, numbers and signs is in a text.
fn is_marked(text: &str) -> bool {
    let mut depth = 0;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '⟦' | '«' => depth += 1,
            '⟧' | '»' => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    depth == 0 && !outside.replace("&amp;", "").chars().any(char::is_alphabetic)
}

/// The texts between tags.
fn texts(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(_, text)| text.trim().to_owned()))
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn no_page_holds_a_word_of_its_own() {
    let english = marked(include_str!("../../../app/locales/en.toml"));
    let files = [("en", english.as_str()), ("zh-Hant", &english), ("pa", &english)];
    let locales = Locales::from_files(&files).unwrap_or_else(|problems| panic!("{problems}"));
    let small = Small::new(locales, in_quotes);
    let site = small.site();
    let mut seen = 0;
    for address in addresses(&site) {
        let html = render(&site, &address);
        let html = html.replace("<!>", "");
        for text in texts(&html) {
            // Addresses, of mail and of the page on paper, and the codes of services stand as they are.
            let is_address =
                text.contains('@') || html.contains(&format!("translate=\"no\">{text}<"));
            assert!(is_address || is_marked(&text), "{}: {text:?}", address.path());
            seen += 1;
        }
        for attribute in READ {
            for rest in html.split(attribute).skip(1) {
                let value = rest.split('"').next().unwrap();
                let for_machines = FOR_MACHINES.iter().any(|known| value.contains(known));
                assert!(for_machines || is_marked(value), "{}:{attribute}{value}", address.path());
            }
        }
    }
    assert!(seen > 1_000, "{seen}");
}
