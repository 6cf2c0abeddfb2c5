//! The text of a page, rendered at once, so that what is refused in it has its place.

use crate::markdown::{self, Refused};
use crate::node::Spanned;
use crate::source::Span;

/// The text of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftBody {
    /// As typed.
    pub markdown: Spanned<String>,
    /// As HTML that the writer of [`markdown`] has made.
    pub html: String,
    /// Its words alone.
    pub text: String,
    /// What was refused, with its place.
    pub refused: Vec<Spanned<Refused>>,
}

impl DraftBody {
    /// Renders; headings begin at `heading`.
    pub fn read(words: &str, span: Span, heading: u8) -> Self {
        let rendered = markdown::render(words, heading);
        Self {
            markdown: Spanned::new(words.to_owned(), span),
            html: rendered.html,
            text: rendered.text,
            refused: rendered
                .refused
                .into_iter()
                .map(|(refused, range)| Spanned::new(refused, span.within(range)))
                .collect(),
        }
    }
}
