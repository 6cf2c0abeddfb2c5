//! Drafts as Markdown.

pub(crate) mod yaml;
