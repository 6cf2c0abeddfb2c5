//! A page's bytes and its facts: where they stand, and how a stretch of them is replaced.

use std::ops::Range;

use super::EditError;
use crate::node::{NoFront, Node, parse_yaml, split_front_matter};
use crate::report::Findings;

/// A stretch of a page's even text, and what is to stand there.
#[derive(Clone, Debug)]
pub(super) struct Splice {
    pub range: Range<usize>,
    pub with: String,
}

/// A page as it stands on the disk, and the same text with even line ends, in which positions are
/// counted.
pub(super) struct Page<'a> {
    raw: &'a str,
    /// Without a byte order mark, every line end a `\n`.
    pub text: String,
    /// Positions in `text` of the line ends that are `\r\n` in `raw`.
    returns: Vec<usize>,
    /// Bytes of the byte order mark.
    mark: usize,
    /// The facts, between the two lines of `---`.
    pub facts: Range<usize>,
    /// The text below them.
    pub body: Range<usize>,
}

impl<'a> Page<'a> {
    /// Finds the two parts of a page.
    pub fn read(raw: &'a str) -> Result<Self, EditError> {
        let unmarked = raw.strip_prefix('\u{FEFF}').unwrap_or(raw);
        let text = unmarked.replace("\r\n", "\n");
        let returns =
            unmarked.match_indices("\r\n").enumerate().map(|(before, (at, _))| at - before);
        let front = split_front_matter(&text).map_err(|why| match why {
            NoFront::NoBeginning | NoFront::NoEnd => EditError::NoFacts,
            NoFront::TooLarge => EditError::TooLarge,
        })?;
        Ok(Self {
            raw,
            returns: returns.collect(),
            mark: raw.len() - unmarked.len(),
            facts: front.facts,
            body: front.body,
            text,
        })
    }

    /// The page as it stands on the disk.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// The facts as a tree.
    pub fn tree(&self) -> Result<Node, EditError> {
        let findings = Findings::default();
        let node = parse_yaml(0, &self.text, self.facts.clone(), &findings);
        node.filter(|_| findings.is_empty()).ok_or(EditError::Unreadable)
    }

    /// The page with other bytes in one place, and all others as they are.
    pub fn with(&self, splice: &Splice) -> String {
        let line_end = if self.returns.is_empty() { "\n" } else { "\r\n" };
        let (start, end) =
            (self.raw_position(splice.range.start), self.raw_position(splice.range.end));
        let before = self.raw.get(..start).unwrap_or_default();
        let after = self.raw.get(end..).unwrap_or_default();
        [before, &splice.with.replace('\n', line_end), after].concat()
    }

    fn raw_position(&self, position: usize) -> usize {
        self.mark + position + self.returns.partition_point(|at| *at < position)
    }
}
