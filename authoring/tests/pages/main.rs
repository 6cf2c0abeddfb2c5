//! The sample directory, page by page: what holds for one page, whatever is done to it.
//!
//! The crate reads no files; its tests do.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod edit;
mod note;
mod sample;
mod scope;
mod write;
