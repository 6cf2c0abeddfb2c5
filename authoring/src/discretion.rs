//! Which pages call for discretion: one answer for pages, lists and checks.
//!
//! A page does when it says so itself, when one of its needs does (`sensitive = true` in `needs.toml`),
//! or when those for whom it is made could be put in danger by it (`audience.toml`). A page's own
//! `sensitive: no` takes nothing away.

use crate::draft::{DraftService, DraftTermList};
use crate::node::Text;
use crate::source::Span;

/// Why a page calls for discretion.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason<'a> {
    /// It says `sensitive: true`, here.
    Page(Span),
    /// This need does.
    Need(&'a Text),
    /// This audience does.
    Audience(&'a Text),
}

impl Reason<'_> {
    /// Where the reason stands.
    pub fn span(&self) -> Span {
        match self {
            Self::Page(span) => *span,
            Self::Need(word) | Self::Audience(word) => word.span,
        }
    }
}

/// Why this page calls for discretion; `None` where it does not.
pub fn reason<'a>(draft: &'a DraftService, lists: &[DraftTermList]) -> Option<Reason<'a>> {
    let by_word = || need(draft, lists).map(Reason::Need).or_else(|| audience(draft, lists));
    let said = draft.sensitive.as_ref().filter(|said| said.value);
    said.map(|said| Reason::Page(said.span)).or_else(by_word)
}

/// The first of its needs that calls for discretion.
pub fn need<'a>(draft: &'a DraftService, lists: &[DraftTermList]) -> Option<&'a Text> {
    draft.needs.iter().find(|word| is_sensitive("needs", &word.value, lists))
}

fn audience<'a>(draft: &'a DraftService, lists: &[DraftTermList]) -> Option<Reason<'a>> {
    let word = draft.audience.iter().find(|word| is_sensitive("audience", &word.value, lists))?;
    Some(Reason::Audience(word))
}

fn is_sensitive(list: &str, word: &str, lists: &[DraftTermList]) -> bool {
    lists.iter().filter(|terms| terms.name == list).flat_map(|terms| &terms.terms).any(|term| {
        term.id.as_ref().is_some_and(|id| id.value == word)
            && term.sensitive.as_ref().is_some_and(|said| said.value)
    })
}
