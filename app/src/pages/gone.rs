//! The page at an address that was published once: a printed code that somebody holds leads here, and says what
//! became of it and where to look instead.

use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::page::Page;
use crate::locale::Key;

/// The page. What stood here is not named: it may have been taken away for somebody's safety.
pub fn gone(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::NotFoundGoneTitle);
    let find = context.to(&Address::Find(context.own()));
    let browse = context.to(&Address::BrowseIndex(context.own()));
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{context.text(Key::NotFoundGoneText)}</p>
        <ul class="row plain noprint">
            <li><a class="button" href=find>{context.text(Key::FindTitle)}</a></li>
            <li><a class="button quiet" href=browse>{context.text(Key::BrowseTitle)}</a></li>
        </ul>
    };
    Page {
        is_unlisted: true,
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        ..Page::new(title, main.into_any())
    }
}
