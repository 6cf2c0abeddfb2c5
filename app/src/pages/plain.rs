//! Plain pages such as "about": a title and a text from the content.

use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::lists::in_words;
use super::page::Page;
use crate::locale::Key;

/// The page with this name.
pub fn page(context: &PageContext<'_>, name: &str) -> Page {
    let page = context.directory().pages.iter().find(|page| page.name == name);
    let Some((lang, words)) = page.and_then(|page| in_words(context, &page.words)) else {
        return Page::new(name.to_owned(), ().into_any());
    };
    let main = view! {
        <h1 lang=lang.clone()>{words.title.clone()}</h1>
        <p class="lead" lang=lang.clone()>{words.summary.clone()}</p>
        {context.untranslated(lang.as_deref())}
        <div class="prose" lang=lang inner_html=words.body_html.clone()></div>
    };
    Page {
        description: Some(words.summary.clone()),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        ..Page::new(words.title.clone(), main.into_any())
    }
}
