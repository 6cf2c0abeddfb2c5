//! Marks of web pages and of Markdown in texts of one line, where they mean nothing.

use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A text with its entities (`&amp;`, `&eacute;`, `&#233;`) as the letters they stand for. Others stay.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.find(';').filter(|end| (2..=32).contains(end)).and_then(|end| {
            let name = after.get(..end)?;
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#');
            is_name.then_some(())?;
            Some((letters(&format!("&{name};"))?, end))
        });
        match entity {
            Some((letters, end)) => {
                out.push_str(&letters);
                rest = after.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What one entity stands for; `None` where there is none of this name.
fn letters(entity: &str) -> Option<String> {
    let mut letters = String::new();
    for event in Parser::new(entity) {
        if let Event::Text(text) = event {
            letters.push_str(&text);
        }
    }
    // A no-break space looks like a space, and is typed as one.
    let letters = if letters == "\u{A0}" { " ".to_owned() } else { letters };
    (!letters.is_empty() && letters != entity).then_some(letters)
}

/// Where the first mark stands that would be shown as it was typed: `**bold**`, `__bold__`, `<b>`,
/// `[words](address)`, `` `code` ``.
pub fn first(text: &str) -> Option<Range<usize>> {
    let pairs = ["**", "__", "`"].iter().filter_map(|mark| {
        let start = text.find(mark)?;
        let from = start + mark.len();
        let inner = text.get(from..)?;
        let end = inner.find(mark).filter(|end| *end > 0)?;
        Some(start..from + end + mark.len())
    });
    pairs.chain(tag(text)).chain(link(text)).min_by_key(|range| range.start)
}

/// The text without its marks: words stay.
pub fn without(text: &str) -> String {
    let mut text = text.to_owned();
    // Each round takes a mark away, so it ends.
    while let Some(range) = first(&text) {
        let inner = match text.get(range.clone()).unwrap_or_default() {
            // A break parts two words; a tag within one does not.
            tag if tag.starts_with('<') && is_break(tag) => " ".to_owned(),
            tag if tag.starts_with('<') => String::new(),
            link if link.starts_with('[') => link
                .get(1..)
                .and_then(|link| link.split_once("]("))
                .map_or(String::new(), |(words, _)| words.to_owned()),
            marked => marked.trim_matches(['*', '_', '`']).to_owned(),
        };
        text.replace_range(range, &inner);
    }
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']).to_ascii_lowercase();
    ["br", "p>", "p ", "div", "li"].iter().any(|start| name.starts_with(start))
}

/// `<b>`, `</b>`, `<br/>`: an angle bracket with the name of an element right after it.
fn tag(text: &str) -> Option<Range<usize>> {
    text.match_indices('<').find_map(|(at, _)| {
        let inner = text.get(at + 1..)?;
        let end = inner.find('>')?;
        let name = inner.get(..end)?.trim_start_matches('/');
        let is_element = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && !name.contains(['<', '@'])
            && !name.contains("://");
        is_element.then_some(at..at + end + 2)
    })
}

fn link(text: &str) -> Option<Range<usize>> {
    let middle = text.find("](")?;
    let start = text.get(..middle)?.rfind('[')?;
    let end = text.get(middle..)?.find(')')?;
    Some(start..middle + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_the_letters_they_stand_for() {
        for (typed, meant) in [
            ("Tea &amp; Caf&eacute;", "Tea & Café"),
            ("soup &ndash; hot", "soup – hot"),
            ("a&nbsp;b", "a b"),
            ("&#233;t&#xE9;", "été"),
            ("Tea & talk; and more", "Tea & talk; and more"),
            ("R&D;", "R&D;"),
            ("&nothing;", "&nothing;"),
            ("&", "&"),
        ] {
            assert_eq!(decoded(typed), meant, "{typed}");
        }
    }

    #[test]
    fn marks_are_seen_and_words_stay() {
        for (typed, words) in [
            ("**Free** soup", "Free soup"),
            ("<b>Free</b> soup", "Free soup"),
            ("Soup<br/>and bread", "Soup and bread"),
            ("See [our page](https://x.example) now", "See our page now"),
            ("__Free__ `soup`", "Free soup"),
        ] {
            assert!(first(typed).is_some(), "{typed}");
            assert_eq!(without(typed), words, "{typed}");
        }
        for typed in ["5 * 3 * 2", "snake_case", "a < b > c", "Mei <mei@x.example>", "2**", "[x]"] {
            assert_eq!(first(typed), None, "{typed}");
        }
    }
}
