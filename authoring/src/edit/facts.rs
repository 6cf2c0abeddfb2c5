//! Where the parts of a page's facts begin and end, which the tree alone does not tell: colons,
//! hyphens, the header of a block of text, comments.

use std::ops::Range;

use super::page::Page;
use crate::node::{Entry, Kind, Node};
use crate::source::Span;
use crate::write::yaml::Around;

/// The place of a value.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    /// Just after the colon of the key, or the hyphen of the list.
    pub after: usize,
    /// The value's own bytes: with its quotes, and with the `|` of a block of text.
    pub own: Range<usize>,
    /// Where the key or the hyphen stands in its line, in characters.
    pub indent: usize,
    /// What the value follows.
    pub follows: Follows,
    /// Whether it stands in brackets or braces.
    pub around: Around,
}

/// What a value follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    Key,
    Hyphen,
    /// In brackets, a value follows nothing of its own.
    Bracket,
}

/// The tree and the text that it was read from.
pub(super) struct Facts<'a> {
    pub text: &'a str,
    /// The stretch of the facts.
    pub range: Range<usize>,
    pub root: &'a Node,
}

pub(super) fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

impl<'a> Facts<'a> {
    pub fn new(page: &'a Page<'_>, root: &'a Node) -> Self {
        Self { text: &page.text, range: page.facts.clone(), root }
    }

    /// Whether a list or a map is written in brackets or braces.
    pub fn is_flow(&self, node: &Node) -> bool {
        let is_collection = matches!(node.kind, Kind::List(_) | Kind::Map(_));
        is_collection && self.from(node.span.start as usize).starts_with(['[', '{'])
    }

    /// The text from a position on.
    pub fn from(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The place of an entry's value.
    pub fn slot_of_entry(&self, map: &Node, entry: &Entry) -> Slot {
        let key = bytes(entry.key.span);
        let gap = self.from(key.end);
        let colon = gap.len() - gap.trim_start().len();
        let has_colon = self.from(key.end + colon).starts_with(':');
        let after = if has_colon { key.end + colon + 1 } else { key.end };
        Slot {
            after,
            own: self.own(&entry.value, after),
            indent: self.column(key.start),
            follows: Follows::Key,
            around: if self.is_flow(map) { Around::Flow } else { Around::Block },
        }
    }

    /// The place of a list's item.
    pub fn slot_of_item(&self, list: &Node, items: &[Node], index: usize) -> Option<Slot> {
        let node = items.get(index)?;
        if self.is_flow(list) {
            let own = self.own(node, node.span.start as usize);
            let (after, indent) = (own.start, self.column(own.start));
            let (follows, around) = (Follows::Bracket, Around::Flow);
            return Some(Slot { after, own, indent, follows, around });
        }
        let hyphen = self.hyphen(list, items, index)?;
        Some(Slot {
            after: hyphen + 1,
            own: self.own(node, hyphen + 1),
            indent: self.column(hyphen),
            follows: Follows::Hyphen,
            around: Around::Block,
        })
    }

    /// The position of the hyphen of an item, in a list that is written with hyphens.
    pub fn hyphen(&self, list: &Node, items: &[Node], index: usize) -> Option<usize> {
        let first = list.span.start as usize;
        let mut hyphen = first;
        for node in items.get(..index)? {
            let end = self.own(node, hyphen + 1).end;
            let mut at = self.line_end(end) + 1;
            hyphen = loop {
                let line = self.from(at).split('\n').next()?;
                let indent = line.len() - line.trim_start().len();
                let rest = line.trim_start();
                match rest.starts_with('-') {
                    true if self.column(at + indent) == self.column(first) => break at + indent,
                    false if (rest.is_empty() || rest.starts_with('#')) && at < self.range.end => {
                        at += line.len() + 1;
                    }
                    _ => return None,
                }
            };
        }
        self.from(hyphen).starts_with('-').then_some(hyphen)
    }

    /// A value's own bytes; `after` is where it can begin, which is where nothing stands.
    fn own(&self, node: &Node, after: usize) -> Range<usize> {
        let span = bytes(node.span);
        match &node.kind {
            Kind::Scalar { text, quoted: false } if text.is_empty() => after..after,
            Kind::Scalar { quoted: false, .. } => span,
            Kind::Scalar { .. } => {
                let gap = self.from(after);
                let start = after + (gap.len() - gap.trim_start_matches([' ', '\t']).len());
                let is_block = self.from(start).starts_with(['|', '>']) && start < span.start;
                if is_block { start..self.block_end(start, span.end) } else { span }
            }
            _ if self.is_flow(node) => span,
            // In block style, the reader's stretch reaches to the next token: comments may lie there.
            Kind::List(items) => match items.len().checked_sub(1) {
                Some(last) => {
                    let end = self.slot_of_item(node, items, last).map(|slot| slot.own.end);
                    span.start..end.unwrap_or(span.end)
                }
                None => span,
            },
            Kind::Map(entries) => match entries.last() {
                Some(last) => span.start..self.slot_of_entry(node, last).own.end,
                None => span,
            },
        }
    }

    /// The end of a block of text: of one that keeps its blank lines (`|+`), with these.
    fn block_end(&self, header: usize, end: usize) -> usize {
        let line = self.from(header).split('\n').next().unwrap_or_default();
        let marks = line.split(" #").next().unwrap_or_default();
        if !marks.contains('+') {
            return end;
        }
        let rest = self.text.get(end..self.range.end).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(['\n', ' ']).len();
        let last = rest.get(..blank).and_then(|blank| blank.rfind('\n')).unwrap_or_default();
        end + last
    }

    /// Where a position stands in its line, in characters.
    pub fn column(&self, at: usize) -> usize {
        self.text.get(self.line_start(at)..at).map_or(0, |before| before.chars().count())
    }

    /// The first position of a line.
    pub fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1)
    }

    /// The position of the line's end, before its `\n`.
    pub fn line_end(&self, at: usize) -> usize {
        at + self.from(at).find('\n').unwrap_or(self.from(at).len())
    }

    /// Whether nothing but white space stands before a position in its line.
    pub fn is_first_of_line(&self, at: usize) -> bool {
        self.text.get(self.line_start(at)..at).is_some_and(|before| before.trim().is_empty())
    }

    /// Whether a comment follows in the line after a value's end.
    pub fn has_comment_after(&self, end: usize) -> bool {
        self.has_comment(end..self.line_end(end))
    }

    /// Whether a comment begins in a stretch.
    pub fn has_comment(&self, range: Range<usize>) -> bool {
        let stretch = self.text.get(range.clone()).unwrap_or_default();
        stretch.match_indices('#').map(|(at, _)| range.start + at).any(|at| {
            let before = self.text.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(char::is_whitespace) && !self.is_in_a_text(self.root, at)
        })
    }

    fn is_in_a_text(&self, node: &Node, at: usize) -> bool {
        let is_in = |span: Span| bytes(span).contains(&at);
        match &node.kind {
            Kind::Scalar { .. } => is_in(node.span),
            Kind::List(items) => items.iter().any(|item| self.is_in_a_text(item, at)),
            Kind::Map(entries) => entries
                .iter()
                .any(|entry| is_in(entry.key.span) || self.is_in_a_text(&entry.value, at)),
        }
    }
}
