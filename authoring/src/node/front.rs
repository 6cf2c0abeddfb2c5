//! Where the facts of a page end and its text begins.

use std::ops::Range;

/// Most bytes of front matter: the fullest page of the sample takes 3 KB.
const LIMIT: usize = 8 * 1024;

/// A page in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// The facts, without their two `---` lines.
    pub facts: Range<usize>,
    /// The text after them.
    pub body: Range<usize>,
}

/// Why a page has no two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFront {
    /// The first line is not `---`.
    NoBeginning,
    /// No later line is `---`.
    NoEnd,
    /// Over 8 KB.
    TooLarge,
}

/// Splits a page at its two `---` lines.
///
/// # Errors
/// When either line is missing, or too much stands between them.
pub fn split_front_matter(text: &str) -> Result<Front, NoFront> {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(NoFront::NoBeginning);
    }
    let begin = first.len();
    let mut at = begin;
    for line in text[begin..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            if at - begin > LIMIT {
                return Err(NoFront::TooLarge);
            }
            return Ok(Front { facts: begin..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    Err(NoFront::NoEnd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_split_at_its_lines() {
        let text = "---\nid: a\n--- \nHello\n---\nworld";
        let front = split_front_matter(text);
        assert_eq!(front, Ok(Front { facts: 4..10, body: 15..text.len() }));
        assert_eq!(split_front_matter("id: a\n---\n"), Err(NoFront::NoBeginning));
        assert_eq!(split_front_matter(""), Err(NoFront::NoBeginning));
        assert_eq!(split_front_matter("---\nid: a\n"), Err(NoFront::NoEnd));
        assert_eq!(split_front_matter("---\n---"), Ok(Front { facts: 4..4, body: 7..7 }));
    }
}
