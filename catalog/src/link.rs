//! Links that carry something: all of it after `#`, where no server sees it, in unreserved characters
//! only (RFC 3986), so that no mail program rewrites any of them.
//!
//! A link and the code that is typed, read aloud or printed beside it are the same characters
//! ([`mod@code`]): paper, telephone and link lead to one [`plan::PlanLink`]. Every version that was ever
//! written is read for ever; `tests/links.rs` holds one of each.
//!
//! Who dictates a code to their telephone says it in words: [`dictated`].
//!
//! What became of a plan comes back the same way: [`reply::Reply`], and [`reply::Spoken`] for a telephone.
//!
//! [`Query::to_fragment`](crate::query::Query::to_fragment) is the link of a search.

pub mod code;
pub mod dictated;
pub mod plan;
pub mod repair;
pub mod reply;

/// Why the characters of a link or a code lead nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There are none.
    Empty,
    /// A character is missing, too many, or another one: the check does not fit.
    Damaged,
    /// A newer version of this site wrote it.
    Newer,
}
