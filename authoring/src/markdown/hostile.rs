//! Pages that somebody wrote to do harm. Whatever they say, what comes out has only the elements
//! and attributes of the list, and comes out soon.

#![allow(clippy::panic)]

use std::time::{Duration, Instant};

use super::{ELEMENTS, render};

/// The target is 100 ms for any page, in a release build. Here an unoptimized build runs beside the
/// other tests: the slowest of these pages takes 210 ms then, on two busy cores, so ten times that
/// fails nobody's machine, and still fails work that grows with the square of a page.
const SOON: Duration = Duration::from_secs(2);

/// Read by the test of `indexer`'s last wall, too.
fn pages() -> Vec<String> {
    serde_json::from_str(include_str!("../../tests/hostile.json")).unwrap_or_default()
}

#[test]
fn a_hostile_page_has_nothing_active_in_it() {
    assert!(pages().len() > 70);
    for page in pages() {
        for heading in [2, 3] {
            let html = render(&page, heading).html;
            scan(&html).unwrap_or_else(|problem| panic!("{page:?}\n{html}\n{problem}"));
        }
    }
}

#[test]
fn a_hostile_page_next_to_an_honest_one_changes_nothing_of_it() {
    for page in pages() {
        let html = render(&format!("Hello **you**\n\n{page}\n\n"), 3).html;
        assert!(html.starts_with("<p>Hello <strong>you</strong></p>\n"), "{page:?}\n{html}");
        // What stands around the body on its page is never closed by it.
        scan(&html).unwrap_or_else(|problem| panic!("{page:?}\n{html}\n{problem}"));
    }
}

#[test]
fn a_hostile_page_is_done_soon_and_stays_small() {
    const FULL: usize = 32 * 1024;
    let long = [
        ">",
        "> ",
        "- ",
        "* ",
        "1. ",
        "1) ",
        "+ - ",
        "> - ",
        "[",
        "![",
        "](",
        "[a](",
        "*",
        "_",
        "**a",
        "a**",
        "`",
        "``` ",
        "<",
        "<a",
        "<!--",
        "&",
        "&#",
        "\\",
        "#",
        "=\n",
        "-\n",
        "[a]: b\n",
        "[a]\n",
        "*_",
        "<b>",
        "\n>",
        "a\n- ",
        "> a\n",
        "[[",
        "]]",
        "(",
        "x@y.z ",
        "<https://",
        "\u{202E}",
        "\0",
        "\u{FEFF}",
        "- a\n  ",
    ];
    for part in long {
        check_time(&part.repeat(FULL / part.len()));
    }
    // Deeper and deeper, line by line: lists, quotes, links, emphasis.
    let stairs = |mark: &str| -> String {
        (0..240).map(|depth| format!("{}{mark}a\n", "  ".repeat(depth))).collect::<String>()
    };
    for mark in ["- ", "* ", "1. ", "> ", "+ > "] {
        check_time(&stairs(mark));
    }
    check_time(&format!("{}a{}", "[".repeat(10_000), "](b)".repeat(5_000)));
    check_time(&format!("{}a{}", "*a _".repeat(4_000), "_ *".repeat(4_000)));
    check_time(
        &(0..2_000).map(|n| format!("[{n}]: javascript:{n}\n[{n}]\n\n")).collect::<String>(),
    );
}

fn check_time(page: &str) {
    let started = Instant::now();
    let html = render(page, 3).html;
    let (took, start) = (started.elapsed(), page.chars().take(40).collect::<String>());
    assert!(took < SOON, "{start:?} took {took:?}");
    // Every byte can become an entity of six.
    assert!(html.len() <= 8 * page.len() + 64, "{start:?} became {} bytes", html.len());
    scan(&html).unwrap_or_else(|problem| panic!("{start:?}: {problem}"));
}

/// Reads HTML as strictly as can be: every `<` begins an element of the list with its attributes,
/// exactly as the writer writes them; elements are closed in order; links are safe.
fn scan(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (tag, after) = rest[at + 1..].split_once('>').ok_or("a < without a >")?;
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !ELEMENTS.contains(&name) {
            return Err(format!("<{tag}> is not of the list"));
        }
        match (name, attributes) {
            (_, "") => {}
            ("a", attributes) => {
                let address = attributes
                    .strip_prefix("href=\"")
                    .and_then(|rest| rest.strip_suffix("\" rel=\"noopener noreferrer\""))
                    .ok_or_else(|| format!("<{tag}> has other attributes"))?;
                let safe = ["https://", "mailto:", "tel:", "#"];
                let lower = address.to_lowercase();
                if address.contains('"') || !safe.iter().any(|start| lower.starts_with(start)) {
                    return Err(format!("<{tag}> leads astray"));
                }
            }
            ("ol", attributes) => {
                let number =
                    attributes.strip_prefix("start=\"").and_then(|rest| rest.strip_suffix('"'));
                if !number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
                    return Err(format!("<{tag}> has other attributes"));
                }
            }
            _ => return Err(format!("<{tag}> has attributes")),
        }
        if !["br", "hr"].contains(&name) {
            open.push(name);
        }
    }
    if open.len() > 40 {
        return Err("nested too deep".to_owned());
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} stay open")) }
}
