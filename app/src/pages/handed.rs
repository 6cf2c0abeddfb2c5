//! wip
use leptos::prelude::*;
use super::context::PageContext;
use super::page::Page;
use crate::locale::Key;

/// wip
pub fn handed(context: &PageContext<'_>) -> Page {
    Page::new(context.text(Key::HandedTitle), ().into_any())
}
