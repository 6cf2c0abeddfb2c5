//! wip
use super::context::PageContext;
use super::page::Page;
use crate::locale::Key;
use leptos::prelude::*;

/// wip
pub fn handed(context: &PageContext<'_>) -> Page {
    Page::new(context.text(Key::HandedTitle), ().into_any())
}
