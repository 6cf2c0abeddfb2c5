//! What somebody can type instead, and how sure that is.
//!
//! A checker that proposes a fact makes it true on a page: people type what they are told to type.
//! So no suggestion can be built without saying which of three kinds it is, and the kind decides the
//! word before it: `type:`, `either:`/`or:`, `for example:`.

use crate::source::Span;

/// What somebody can type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Only what was typed, corrected. It may be put in by a program: nothing in it is new.
    Correction {
        /// The stretches that change, in no order; none where a file is to be renamed.
        edits: Vec<Edit>,
        /// What a person types: mostly the key with its value.
        shown: String,
    },
    /// A question that only the writer can answer: what was typed can be meant in these ways.
    Choice(Vec<String>),
    /// The form of what belongs there. Its facts are nobody's, and are not to be copied.
    Example(String),
}

/// A stretch of a file, and what belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty stretch where something is put in.
    pub span: Span,
    /// What belongs there.
    pub with: String,
}
