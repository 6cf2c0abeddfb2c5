//! Markdown of a page as safe HTML and as plain words.
//!
//! Two walls stand here, so that no one mistake opens the way: the writer knows only the elements
//! of [`ELEMENTS`] (HTML that somebody typed becomes text, pictures become their description), and a
//! link lives only when [`judge`] finds no danger in it. The third wall belongs to publishing: before a page
//! is written, the build lets another parser read the HTML again as a browser would, narrowed to the
//! same list. Deliberately absent: tables, footnotes, ids, classes, images, HTML.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::links::judge;

/// Deepest nesting of quotes and lists. People nest two; browsers slow down at some hundreds.
const MAX_DEPTH: usize = 16;

/// A page's text in both forms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// HTML of the elements of [`ELEMENTS`].
    pub html: String,
    /// The words alone, one block a line.
    pub text: String,
    /// What was refused, with its bytes in the Markdown.
    pub refused: Vec<(Refused, Range<usize>)>,
}

/// Something that a page cannot have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// HTML; it is shown as it was typed.
    Html,
    /// A link that is not followed, to this address; its words stay.
    UnsafeLink(String),
    /// A picture; its description stays.
    Image,
    /// Nested too deep; the words stay.
    TooDeep,
}

/// Renders Markdown. `heading` is the level of the page's topmost headings, 2 or 3.
pub fn render(markdown: &str, heading: u8) -> Rendered {
    if let Some(range) = too_deep(markdown) {
        // Not even parsed: the words, as they were typed.
        let mut html = String::from("<p>");
        escape(markdown.trim(), &mut html);
        html.push_str("</p>\n");
        let refused = vec![(Refused::TooDeep, range)];
        return Rendered { html, text: markdown.trim().to_owned(), refused };
    }
    let shift = heading as i8 - topmost_heading(markdown) as i8;
    let mut writer = Writer { shift, ..Writer::default() };
    for (event, range) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
        writer.event(event, range);
    }
    Rendered { html: writer.html, text: writer.text.trim().to_owned(), refused: writer.refused }
}

/// The line that opens more quotes or lists than [`MAX_DEPTH`]; nothing so deep reaches the parser,
/// whose time grows with the square of the depth.
fn too_deep(markdown: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in markdown.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let marks = line
            .split_whitespace()
            .take_while(|word| {
                let number = word
                    .strip_suffix(['.', ')'])
                    .is_some_and(|n| n.len() <= 9 && n.bytes().all(|b| b.is_ascii_digit()));
                number || word.bytes().all(|byte| byte == b'>') || matches!(*word, "-" | "*" | "+")
            })
            .map(|word| if word.starts_with('>') { word.len() } else { 1 });
        // A line of hyphens or stars with spaces between is a rule, not a list.
        let is_rule = line.trim().len() > 2
            && ["-", "*"]
                .iter()
                .any(|mark| line.replace([' ', '\n'], "").chars().all(|c| mark.starts_with(c)));
        let depth: usize = if is_rule { 0 } else { marks.sum() };
        // Every level of a list indents by two columns at least.
        if depth > MAX_DEPTH || (indent > 4 * MAX_DEPTH && depth > 0) {
            return Some(at..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
}

/// The level of the topmost heading, so that `#` and `##` begin at the same level of the page.
fn topmost_heading(markdown: &str) -> u8 {
    Parser::new_ext(markdown, Options::empty())
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level as u8),
            _ => None,
        })
        .min()
        .unwrap_or(1)
}

#[derive(Default)]
struct Writer {
    html: String,
    text: String,
    refused: Vec<(Refused, Range<usize>)>,
    /// Levels that headings move down.
    shift: i8,
    /// Open quotes, lists and items.
    depth: usize,
    /// For each open container, whether it was written.
    containers: Vec<bool>,
    /// For each open link, whether it was written.
    links: Vec<bool>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.words(&words);
            }
            Event::Code(words) => {
                self.html.push_str("<code>");
                self.words(&words);
                self.html.push_str("</code>");
            }
            Event::Html(markup) | Event::InlineHtml(markup) => {
                // One finding for a run of lines.
                match self.refused.last_mut() {
                    Some((Refused::Html, before)) if before.end == range.start => {
                        before.end = range.end;
                    }
                    _ => self.refused.push((Refused::Html, range)),
                }
                self.words(&markup);
            }
            Event::SoftBreak => self.words("\n"),
            Event::HardBreak => {
                self.html.push_str("<br>\n");
                self.text.push('\n');
            }
            Event::Rule => self.html.push_str("<hr>\n"),
            // Not switched on.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, words: &str) {
        escape(words, &mut self.html);
        self.text.push_str(words);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.html.push_str("<p>"),
            // HTML as text needs a paragraph of its own.
            Tag::HtmlBlock => self.html.push_str("<p>"),
            Tag::Heading { level, .. } => {
                let level = self.heading(level as u8);
                self.html.push_str(&format!("<h{level}>"));
            }
            Tag::BlockQuote(_) => self.open("<blockquote>\n", range),
            Tag::List(None) => self.open("<ul>\n", range),
            Tag::List(Some(1)) => self.open("<ol>\n", range),
            Tag::List(Some(first)) => self.open(&format!("<ol start=\"{first}\">\n"), range),
            Tag::Item => self.open("<li>", range),
            Tag::CodeBlock(_) => self.html.push_str("<pre><code>"),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, range),
            Tag::Image { .. } => self.refused.push((Refused::Image, range)),
            // Not switched on.
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.block_end("</p>\n"),
            TagEnd::Heading(level) => {
                let level = self.heading(level as u8);
                self.block_end(&format!("</h{level}>\n"));
            }
            TagEnd::BlockQuote(_) => self.close("</blockquote>\n"),
            TagEnd::List(false) => self.close("</ul>\n"),
            TagEnd::List(true) => self.close("</ol>\n"),
            TagEnd::Item => self.close("</li>\n"),
            TagEnd::CodeBlock => self.block_end("</code></pre>\n"),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Link if self.links.pop() == Some(true) => self.html.push_str("</a>"),
            _ => {}
        }
    }

    fn heading(&self, level: u8) -> u8 {
        (level as i8 + self.shift).clamp(2, 6) as u8
    }

    fn block_end(&mut self, tag: &str) {
        self.html.push_str(tag);
        self.text.push('\n');
    }

    /// Opens a container, or only remembers it where the nesting is too deep.
    fn open(&mut self, tag: &str, range: Range<usize>) {
        self.depth += 1;
        // A list and its item are two elements of one level.
        let is_written = self.depth <= 2 * MAX_DEPTH;
        if is_written {
            self.html.push_str(tag);
        } else if !self.refused.iter().any(|(refused, _)| *refused == Refused::TooDeep) {
            self.refused.push((Refused::TooDeep, range));
        }
        self.containers.push(is_written);
    }

    fn close(&mut self, tag: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.containers.pop() == Some(true) {
            self.html.push_str(tag);
        }
        self.text.push('\n');
    }

    fn link(&mut self, kind: LinkType, address: &str, range: Range<usize>) {
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let is_safe = judge(&address).is_ok();
        if is_safe {
            self.html.push_str("<a href=\"");
            // A safe address has no quote; if one had, it still could not end the attribute.
            escape(&address.replace('"', "%22"), &mut self.html);
            self.html.push_str("\" rel=\"noopener noreferrer\">");
        } else {
            self.refused.push((Refused::UnsafeLink(address), range));
        }
        self.links.push(is_safe);
    }
}

/// Writes words as the HTML standard serializes text, so that a parser that reads them again has
/// nothing to change.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{A0}' => out.push_str("&nbsp;"),
            _ => out.push(character),
        }
    }
}

/// Every element that a body can have.
pub const ELEMENTS: [&str; 17] = [
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "ul",
];

#[cfg(test)]
mod hostile;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_words_and_its_shape() {
        let page = "## Who comes\nMany *people* & **more**.\n\n- tea\n- cake\n\n3. three\n\n> said  \n> so\n\n[Us](https://example.org/a?b=1&c=2) <hello@example.org>";
        let rendered = render(page, 3);
        assert_eq!(
            rendered.html,
            "<h3>Who comes</h3>\n<p>Many <em>people</em> &amp; <strong>more</strong>.</p>\n<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>\n<ol start=\"3\">\n<li>three</li>\n</ol>\n<blockquote>\n<p>said<br>\nso</p>\n</blockquote>\n<p><a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\">Us</a> <a href=\"mailto:hello@example.org\" rel=\"noopener noreferrer\">hello@example.org</a></p>\n"
        );
        assert!(
            rendered.text.starts_with("Who comes\nMany people & more.\ntea\n"),
            "{}",
            rendered.text
        );
        assert_eq!(rendered.refused, []);
    }

    #[test]
    fn headings_begin_below_those_of_the_page() {
        for (markdown, heading, html) in [
            ("# a\n## b", 3, "<h3>a</h3>\n<h4>b</h4>\n"),
            ("## a\n### b", 3, "<h3>a</h3>\n<h4>b</h4>\n"),
            ("## a", 2, "<h2>a</h2>\n"),
            ("###### a\n# b", 3, "<h6>a</h6>\n<h3>b</h3>\n"),
        ] {
            assert_eq!(render(markdown, heading).html, html);
        }
    }

    #[test]
    fn what_is_refused_has_its_place() {
        let page = "Hi <b>x</b> ![a bus](bus.png) [y](javascript:z)";
        let refused = render(page, 3).refused;
        let places: Vec<_> = refused
            .iter()
            .map(|(refused, range)| (refused.clone(), &page[range.clone()]))
            .collect();
        assert_eq!(
            places,
            [
                (Refused::Html, "<b>"),
                (Refused::Html, "</b>"),
                (Refused::Image, "![a bus](bus.png)"),
                (Refused::UnsafeLink("javascript:z".into()), "[y](javascript:z)"),
            ]
        );
        assert!(render(page, 3).html.contains("a bus y"));
    }
}
