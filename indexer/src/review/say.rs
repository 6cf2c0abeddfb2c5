//! A review in words: for a terminal, for a pull request, and as data.
//!
//! Whatever a page holds is somebody else's: in a terminal nothing of it is invisible or moves the cursor,
//! and in a pull request it stands as code, in which a host reads no markup, link, mention or reference.

use std::fmt::Write as _;

use authoring::report::{Diagnostic, visible};
use serde::Serialize;

use super::{Change, Fate, Kind, PageChange, Review, What};

/// The first line of a comment, by which the next one finds it.
pub const COMMENT_MARK: &str = "<!-- signpost diff -->";

/// Most characters of one fact that are shown: a paragraph.
const SHOWN: usize = 300;

/// Most characters of a comment or an issue: GitHub takes 65,536, with room left for the closing sentence.
pub const COMMENT_MOST: usize = 60_000;

/// How words of ours and of the pages are set apart.
trait Style {
    /// Words of a page.
    fn theirs(&self, text: &str) -> String;
    /// What must be looked at first.
    fn first(&self) -> &'static str;
}

struct Terminal;

impl Style for Terminal {
    fn theirs(&self, text: &str) -> String {
        format!("“{}”", visible(&shortened(text)))
    }

    fn first(&self) -> &'static str {
        "!! "
    }
}

struct Markdown;

impl Style for Markdown {
    fn theirs(&self, text: &str) -> String {
        code(text)
    }

    fn first(&self) -> &'static str {
        "**Look first:** "
    }
}

fn shortened(text: &str) -> String {
    let one_line: Vec<&str> = text.split_whitespace().collect();
    let text = one_line.join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

/// A text as inline code (CommonMark 6.1): its fence is longer than any run of backticks in it.
pub fn code(text: &str) -> String {
    let text = visible(&shortened(text));
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // A space on both sides is taken away again by whoever reads it, and keeps backticks at the ends apart.
    format!("{fence} {text} {fence}")
}

/// For people at a terminal.
pub fn text(review: &Review) -> String {
    let mut out = String::new();
    for page in &review.pages {
        let _ = writeln!(out, "{}", heading(page, &Terminal));
        for change in &page.changes {
            let first = if change.look_first { Terminal.first() } else { "   " };
            let _ = writeln!(out, "  {first}{}", sentence(change, &Terminal));
        }
        for found in errors_of(review, page) {
            let _ = writeln!(out, "  !! {}", error(found, &Terminal));
        }
        out.push('\n');
    }
    for found in other_errors(review) {
        let _ = writeln!(out, "!! {}", error(found, &Terminal));
    }
    let _ = writeln!(out, "{}", total(review));
    out
}

/// For a pull request: GitHub's Markdown.
pub fn markdown(review: &Review) -> String {
    let mut out = format!("{COMMENT_MARK}\n**{}**\n", total(review));
    let mut left_out = 0;
    for page in &review.pages {
        let mut part = format!("\n{}\n\n", heading(page, &Markdown));
        for change in &page.changes {
            let first = if change.look_first { Markdown.first() } else { "" };
            let _ = writeln!(part, "- {first}{}", sentence(change, &Markdown));
        }
        for found in errors_of(review, page) {
            let _ = writeln!(part, "- {}{}", Markdown.first(), error(found, &Markdown));
        }
        if out.chars().count() + part.chars().count() > COMMENT_MOST {
            left_out += 1;
            continue;
        }
        out.push_str(&part);
    }
    let mut others = other_errors(review).peekable();
    if others.peek().is_some() {
        out.push_str("\nErrors elsewhere:\n\n");
    }
    for found in others {
        let line = format!("- {}\n", error(found, &Markdown));
        if out.chars().count() + line.chars().count() > COMMENT_MOST {
            left_out += 1;
            continue;
        }
        out.push_str(&line);
    }
    if left_out > 0 {
        let _ =
            writeln!(out, "\nThere is no room for {left_out} more: `signpost diff` tells them.");
    }
    out
}

/// One JSON document.
pub fn json(review: &Review) -> String {
    #[derive(Serialize)]
    struct Document<'a> {
        version: u8,
        look_first: usize,
        #[serde(flatten)]
        review: &'a Review,
    }
    let look_first = review.pages.iter().filter(|page| page.looks_first()).count();
    let document = Document { version: 1, look_first, review };
    // Texts and numbers always become JSON.
    let mut out = serde_json::to_string_pretty(&document).unwrap_or_default();
    out.push('\n');
    out
}

fn errors_of<'r>(review: &'r Review, page: &'r PageChange) -> impl Iterator<Item = &'r Diagnostic> {
    review.errors.iter().filter(move |found| found.path == page.path)
}

fn other_errors(review: &Review) -> impl Iterator<Item = &Diagnostic> {
    let is_told = |path: &str| review.pages.iter().any(|page| page.path == path);
    review.errors.iter().filter(move |found| !is_told(&found.path))
}

fn heading(page: &PageChange, style: &impl Style) -> String {
    let kind = match page.kind {
        Kind::Directory => "The directory's own",
        Kind::Service => "Activity",
        Kind::Group => "Group",
        Kind::List => "List",
        Kind::Page => "Page",
    };
    let fate = match (page.fate.clone(), page.kind) {
        (Fate::Changed, _) => String::new(),
        (Fate::New, _) => ": new page".to_owned(),
        (Fate::Mended, _) => ": it could not be read before, and now it can".to_owned(),
        (Fate::Unreadable, _) => ": it cannot be read, and is left out until it is mended".to_owned(),
        (Fate::Gone, Kind::Service) => {
            ": gone. Its address and every printed code lead nowhere; `status: defunct` keeps the page".to_owned()
        }
        (Fate::Gone, _) => ": gone. Its address leads nowhere".to_owned(),
    };
    let first = if page.looks_first() { style.first() } else { "" };
    let name = match page.name == page.path {
        true => String::new(),
        false => format!(" {}", style.theirs(&page.name)),
    };
    let group = match page.kind == Kind::Service && !page.group.is_empty() && page.name != page.path
    {
        true => format!(" of {}", style.theirs(&page.group)),
        false => String::new(),
    };
    format!("{first}{kind}{name}{group} ({}){fate}", style.theirs(&page.path))
}

fn sentence(change: &Change, style: &impl Style) -> String {
    // A label can hold what a language or a place calls itself.
    let label = match change.label.chars().all(|c| c.is_ascii_alphabetic() || " ,'():".contains(c))
    {
        true => change.label.clone(),
        false => style.theirs(&change.label),
    };
    match &change.what {
        What::Becomes { before, after } => {
            format!("{label}: {} becomes {}", style.theirs(before), style.theirs(after))
        }
        What::Now { after } => format!("now {label}: {}", style.theirs(after)),
        What::NoLonger { before } => format!("no longer {label}: {}", style.theirs(before)),
        What::Note { about } if about.is_empty() => label,
        What::Note { about } => format!("{label} {}", style.theirs(about)),
    }
}

fn error(found: &Diagnostic, style: &impl Style) -> String {
    let place = format!("{}:{}:{}", found.path, found.line, found.column);
    format!("{} {}: {}", style.theirs(&place), found.code, style.theirs(&found.message))
}

/// How much there is to read.
fn total(review: &Review) -> String {
    if review.is_unreadable {
        return "The settings or word lists cannot be read, so nothing can be compared.".to_owned();
    }
    let first = review.pages.iter().filter(|page| page.looks_first()).count();
    let pages = match review.pages.len() {
        0 => "Nothing that a reader sees has changed".to_owned(),
        1 => "1 page has changed".to_owned(),
        n => format!("{n} pages have changed"),
    };
    let first = match first {
        0 => String::new(),
        1 => "; 1 is to be looked at first".to_owned(),
        n => format!("; {n} are to be looked at first"),
    };
    let errors = match review.errors.len() {
        0 => String::new(),
        1 => "; 1 error is to be mended".to_owned(),
        n => format!("; {n} errors are to be mended"),
    };
    format!("{pages}{first}{errors}.")
}
