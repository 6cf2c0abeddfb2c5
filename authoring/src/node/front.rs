//! Where the facts of a page end and its text begins.

use std::ops::Range;

use crate::people::is_space;

/// Most bytes of front matter: the fullest page of the sample takes 3 KB.
const LIMIT: usize = 8 * 1024;

/// A page in two parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// The facts, without their two `---` lines.
    pub facts: Range<usize>,
    /// The text after them.
    pub body: Range<usize>,
    /// Those of the two lines that are dashes, but not three hyphens: a long dash, four hyphens.
    pub odd_lines: Vec<Range<usize>>,
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

/// Splits a page at its two `---` lines. Lines without a letter may stand above the first; a line of
/// other dashes is one, too, for word processors make one of three hyphens.
///
/// # Errors
/// When either line is missing, or too much stands between them.
pub fn split_front_matter(text: &str) -> Result<Front, NoFront> {
    let mut lines = lines(text).skip_while(|(_, line)| is_blank(line));
    let (first, line) = lines.next().ok_or(NoFront::NoBeginning)?;
    if !is_dashes(line) {
        return Err(NoFront::NoBeginning);
    }
    let begin = first + line.len();
    let mut odd_lines: Vec<_> = odd(first, line).into_iter().collect();
    for (at, line) in lines {
        if is_dashes(line) {
            if at - begin > LIMIT {
                return Err(NoFront::TooLarge);
            }
            odd_lines.extend(odd(at, line));
            return Ok(Front { facts: begin..at, body: at + line.len()..text.len(), odd_lines });
        }
    }
    Err(NoFront::NoEnd)
}

/// Each line with its break, and where it begins.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

/// Whether a line has no letter.
pub(crate) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| is_space(c) || c.is_whitespace())
}

/// Whether a line is a line of dashes: two hyphens at least, or one long dash, and nothing before them.
fn is_dashes(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| is_space(c) || c.is_whitespace());
    let is_long = |c: char| matches!(c, '–' | '—' | '―' | '─' | '−');
    !line.is_empty()
        && line.chars().all(|c| c == '-' || is_long(c))
        && (line.len() > 1 || line.contains(is_long))
}

fn odd(at: usize, line: &str) -> Option<Range<usize>> {
    let line = line.trim_end_matches(|c: char| is_space(c) || c.is_whitespace());
    (line != "---").then_some(at..at + line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_split_at_its_lines() {
        let text = "---\nid: a\n--- \nHello\n---\nworld";
        let front = split_front_matter(text);
        let parts = |facts, body| Front { facts, body, odd_lines: Vec::new() };
        assert_eq!(front, Ok(parts(4..10, 15..text.len())));
        assert_eq!(split_front_matter("id: a\n---\n"), Err(NoFront::NoBeginning));
        assert_eq!(split_front_matter(""), Err(NoFront::NoBeginning));
        assert_eq!(split_front_matter("---\nid: a\n"), Err(NoFront::NoEnd));
        assert_eq!(split_front_matter("---\n---"), Ok(parts(4..4, 7..7)));
        assert_eq!(split_front_matter("\n\u{A0}\n---\nid: a\n---\n"), Ok(parts(8..14, 18..18)));
    }

    #[test]
    fn dashes_that_a_word_processor_made_are_the_line_they_were() {
        for line in ["—", "–––", "----", "--", "–-"] {
            let text = format!("{line}\nid: a\n{line}\nHello\n");
            let front =
                split_front_matter(&text).unwrap_or_else(|why| unreachable!("{line}: {why:?}"));
            assert_eq!(text.get(front.facts), Some("id: a\n"), "{line}");
            assert_eq!(front.odd_lines.len(), 2, "{line}");
        }
        assert_eq!(split_front_matter("-\nid: a\n-\n"), Err(NoFront::NoBeginning));
    }
}
