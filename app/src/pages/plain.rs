//! Plain pages such as "about": a title and a text from the content.

use leptos::prelude::*;

use super::Address;
use super::document::Sheet;
use super::here::Here;
use super::lists::in_words;
use crate::locale::Key;

/// The page with this name.
pub fn page(here: &Here<'_>, name: &str) -> Sheet {
    let page = here.directory().pages.iter().find(|page| page.name == name);
    let Some((lang, words)) = page.and_then(|page| in_words(here, &page.words)) else {
        return Sheet::new(name.to_owned(), ().into_any());
    };
    let main = view! {
        <h1 lang=lang.clone()>{words.title.clone()}</h1>
        <p class="lead" lang=lang.clone()>{words.summary.clone()}</p>
        {here.untranslated(lang.as_deref())}
        <div class="prose" lang=lang inner_html=words.body_html.clone()></div>
    };
    Sheet {
        description: Some(words.summary.clone()),
        trail: vec![(Address::Home(here.own()), here.text(Key::SiteStart))],
        ..Sheet::new(words.title.clone(), main.into_any())
    }
}
