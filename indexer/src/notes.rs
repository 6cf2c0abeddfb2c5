//! Change notes from the letters in which they arrive into the pages of a content folder.
//!
//! Reading order: [`letters()`] (the texts of mails and files), [`put_all`] (notes into pages, in memory, checked as
//! `signpost check` does), [`show`] (what came of it, in words). Nothing here writes a file.

mod letters;
mod put;
pub mod show;

pub use letters::{LIMIT, Letter, LetterError, letters};
pub use put::{Content, Done, Options, Outcome, put_all};
