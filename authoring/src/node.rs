//! What was typed, as a tree with places: scalars with their raw text, lists and maps.
//!
//! One tree for YAML front matter and for TOML, so that every later error has file, line and
//! column whatever the file was written in. Nothing is interpreted here: `no` stays the text
//! `no`, whether it then means "there is none" or Norwegian.

mod front;
mod nearest;
#[cfg(feature = "toml")]
mod toml;
mod typed;
mod yaml;

pub use front::{Front, NoFront, split_front_matter};
pub(crate) use front::{is_blank, lines};
pub use nearest::nearest;
#[cfg(feature = "toml")]
pub use toml::parse_toml;
pub use yaml::parse_yaml;

use crate::source::Span;

/// Deepest nesting of facts: a real page needs 4 (locations, one of them, access, one fact).
pub const MAX_DEPTH: usize = 16;

/// A value and where it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// What it is.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

/// A text and where it was typed.
pub type Text = Spanned<String>;

impl<T> Spanned<T> {
    /// A value with its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// One node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A text, number, date, yes or no: the raw text.
    Scalar {
        /// As typed, without its quotes.
        text: String,
        /// Whether it stood in quotes: `"null"` is a text.
        quoted: bool,
    },
    /// One after another.
    List(Vec<Node>),
    /// Keys and values, in the writer's order; keys are unique.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: Text,
    /// The value.
    pub value: Node,
}

impl Node {
    /// A map without entries, for a file whose facts could not be read.
    pub fn empty_map(span: Span) -> Self {
        Self { span, kind: Kind::Map(Vec::new()) }
    }

    /// Whether nothing was said: an empty value, `null` or `~`; or the three points that stand in our
    /// examples where a fact belongs.
    pub fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, quoted: false }
            if matches!(text.as_str(), "" | "~" | "null" | "…" | "..."))
    }
}
