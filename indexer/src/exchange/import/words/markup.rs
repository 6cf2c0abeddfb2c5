//! HTML made text, and text made Markdown that shows what it says.

use authoring::people::marks;

/// Names of elements: `a < b` is no HTML.
const ELEMENTS: [&str; 43] = [
    "a",
    "abbr",
    "address",
    "article",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "center",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "li",
    "meta",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// Elements after which another line begins.
const BLOCKS: [&str; 20] = [
    "address",
    "article",
    "blockquote",
    "br",
    "center",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// A text without HTML: its words, its lines, its addresses.
pub fn without_markup(text: &str) -> String {
    let is_marked = text.contains('<') || text.contains('&');
    if !is_marked {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut link: Option<String> = None;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(comment) = from.strip_prefix("<!--") {
            rest = comment.find("-->").and_then(|end| comment.get(end + 3..)).unwrap_or_default();
            continue;
        }
        let Some(tag) = tag(from) else {
            out.push('<');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        rest = from.get(tag.length..).unwrap_or_default();
        let name = tag.name.as_str();
        if matches!(name, "script" | "style" | "head" | "iframe") && !tag.is_end {
            let end = format!("</{name}");
            let lower = rest.to_ascii_lowercase();
            rest = lower.find(&end).and_then(|at| rest.get(at..)).unwrap_or_default();
        } else if name == "li" && !tag.is_end {
            out.push_str("\n- ");
        } else if name == "a" && !tag.is_end {
            link = attribute(tag.inner, "href")
                .filter(|href| href.starts_with("http") || href.starts_with("mailto:"));
        } else if name == "a" {
            let href = link.take();
            if let Some(href) = href.filter(|href| !out.ends_with(href.as_str())) {
                let address = href.strip_prefix("mailto:").unwrap_or(&href);
                if !out.trim_end().ends_with(address) {
                    out.push_str(&format!(" ({address})"));
                }
            }
        } else if matches!(name, "p" | "table" | "blockquote")
            || name.starts_with('h') && name.len() == 2 && name != "hr"
        {
            out.push_str("\n\n");
        } else if BLOCKS.contains(&name) {
            out.push('\n');
        } else if name == "td" {
            out.push(' ');
        }
    }
    out.push_str(rest);
    marks::decoded(&out)
}

struct Tag<'a> {
    name: String,
    is_end: bool,
    inner: &'a str,
    length: usize,
}

/// The element that a text begins with.
fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = text.strip_prefix('<')?;
    let is_end = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let name: String = inner
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .take(12)
        .collect::<String>()
        .to_ascii_lowercase();
    let after = inner.get(name.len()..)?.chars().next();
    let is_name = ELEMENTS.contains(&name.as_str())
        && matches!(after, Some('>' | '/' | ' ' | '\n' | '\t' | '\r'));
    // A tag without an end within two thousand letters is a text.
    let end = text.char_indices().take(2_000).find(|(_, c)| *c == '>')?.0;
    is_name.then(|| Tag {
        name,
        is_end,
        inner: text.get(1..end).unwrap_or_default(),
        length: end + 1,
    })
}

fn attribute(inner: &str, name: &str) -> Option<String> {
    let lower = inner.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let value = inner.get(at..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split(|c: char| c.is_whitespace()).next()?,
    };
    Some(value.trim().to_owned())
}

/// A paragraph as Markdown that shows what it says: lists stay lists, every other sign is itself.
pub fn escaped(paragraph: &str) -> String {
    let lines = paragraph.split('\n').map(|line| {
        let (start, rest) = match line.strip_prefix("- ") {
            Some(rest) => ("- ", rest),
            None => ("", line),
        };
        let mut out = String::from(start);
        for (at, c) in rest.char_indices() {
            let is_sign = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>')
                || (c == '&' && rest.get(at + 1..).is_some_and(begins_entity))
                || (at == 0 && matches!(c, '#' | '+' | '-' | '=' | '~' | '|'));
            if is_sign {
                out.push('\\');
            }
            out.push(c);
        }
        numbered(&out)
    });
    // A line that is not the beginning of a list ends with a break, so that lines stay lines.
    let lines: Vec<String> = lines.collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        if let Some(next) = lines.get(at + 1) {
            let is_listed = |line: &str| line.starts_with("- ");
            out.push_str(match (is_listed(line), is_listed(next)) {
                (_, true) if !is_listed(line) => "\n\n",
                (_, true) => "\n",
                (true, false) => "\n\n",
                (false, false) => "\\\n",
            });
        }
    }
    out
}

/// Whether what follows an `&` could be read as a sign by its name, such as `&amp;`.
fn begins_entity(after: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    after.trim_start_matches(is_name).starts_with(';') && after.starts_with(is_name)
}

/// `1. one` would begin a list, and `1986. ` another.
fn numbered(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..).unwrap_or_default();
    match digits > 0 && (after.starts_with('.') || after.starts_with(')')) {
        true => format!("{}\\{after}", line.get(..digits).unwrap_or_default()),
        false => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use authoring::markdown::render;

    #[test]
    fn html_becomes_its_words() {
        for (html, text) in [
            ("<p>One</p><p>Two</p>", "\n\nOne\n\n\n\nTwo\n\n"),
            ("<ul><li>a</li></ul>", "\n\n- a\n"),
            ("<a href='https://a.example/'>us</a>", "us (https://a.example/)"),
            ("<a href=\"mailto:a@b.example\">a@b.example</a>", "a@b.example"),
            ("x < y > z <unknown>", "x < y > z <unknown>"),
            ("<a", "<a"),
            ("<!-- hid", ""),
        ] {
            assert_eq!(without_markup(html), text, "{html}");
        }
    }

    #[test]
    fn what_was_typed_is_what_is_shown() {
        for text in [
            "1. one",
            "# 5",
            "*a* _b_ `c`",
            "[a](javascript:x)",
            "<b>x</b>",
            "a & b",
            "=",
            "\\",
            "- x y",
            "a_b",
            "![x](y)",
        ] {
            let shown = render(&escaped(text), 3);
            assert_eq!(shown.text.trim(), text.trim_start_matches("- "), "{text}");
            assert!(shown.refused.is_empty(), "{text}");
        }
    }
}
