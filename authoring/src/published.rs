//! Every address that was ever published, in `_published.txt`: a printed code leads there for years.
//!
//! The tools write the list, and only ever add to it. A line is what stands in the address behind the language:
//! `s/vh73j` for a service, `o/zab5r` for a group. `gone` behind it says that the page was taken away on purpose;
//! mostly a page stays, and says `status: defunct`.

use crate::names::is_id;
use crate::node::{Spanned, Text};
use crate::source::Span;

/// Where the list stands.
pub const PUBLISHED: &str = "_published.txt";

/// How the list begins.
const HEAD: &str = "# Every address that was ever published. `signpost published` adds to it; nobody takes a line away.\n";

/// What stands behind an address whose page was taken away on purpose.
const GONE: &str = "gone";

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// `s/vh73j`
    pub address: Text,
    /// Whether its page was taken away on purpose.
    pub is_gone: bool,
}

impl Published {
    /// The address of a service's page.
    pub fn service(id: &str) -> String {
        ["s/", id].concat()
    }

    /// The address of a group's page.
    pub fn group(id: &str) -> String {
        ["o/", id].concat()
    }

    /// Whether it can be an address at all.
    pub fn is_sound(&self) -> bool {
        let id = self.address.value.strip_prefix("s/").or(self.address.value.strip_prefix("o/"));
        id.is_some_and(is_id)
    }
}

/// The lines of the list.
pub fn read(file: u32, text: &str) -> Vec<Published> {
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.split('#').next().unwrap_or_default().trim();
        let begin = at + (line.len() - line.trim_start().len());
        at += line.len();
        let Some(address) = words.split_whitespace().next() else { continue };
        let is_gone = words.split_whitespace().nth(1) == Some(GONE);
        let span = Span::new(file, begin..begin + address.len());
        all.push(Published { address: Spanned::new(address.to_owned(), span), is_gone });
    }
    all
}

/// The list with further addresses below those that it has.
pub fn with(text: &str, more: &[String]) -> String {
    let mut all = if text.is_empty() { HEAD.to_owned() } else { text.to_owned() };
    if !all.ends_with('\n') {
        all.push('\n');
    }
    for address in more {
        all.push_str(address);
        all.push('\n');
    }
    all
}

/// The list with `gone` behind the addresses on these lines, counted from 1.
pub fn marked(text: &str, lines: &[usize]) -> String {
    let is_marked = |line: &str| line.split_whitespace().nth(1) == Some(GONE);
    let line =
        |(number, line): (usize, &str)| match lines.contains(&(number + 1)) && !is_marked(line) {
            true => format!("{line} {GONE}\n"),
            false => format!("{line}\n"),
        };
    text.lines().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_as_it_is_written() {
        let text = with("", &[Published::service("vh73j"), Published::group("zab5r")]);
        let text = with(&text, &["s/abcde".to_owned()]);
        let all = read(3, &marked(&text, &[3]));
        let said: Vec<(&str, bool)> =
            all.iter().map(|one| (one.address.value.as_str(), one.is_gone)).collect();
        assert_eq!(said, [("s/vh73j", false), ("o/zab5r", true), ("s/abcde", false)]);
        assert!(all.iter().all(Published::is_sound));
        let first = all.first().map(|one| one.address.span);
        assert_eq!(
            first.and_then(|at| text.get(at.start as usize..at.end as usize)),
            Some("s/vh73j")
        );
        assert!(!read(0, "s/../x\nx/abcde").iter().any(Published::is_sound));
    }
}
