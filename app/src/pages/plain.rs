//! Plain pages such as "about": a title and a text from the content.

use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::lists::in_words;
use super::page::Page;
use crate::locale::Key;

/// The name of the page that says what others can see.
const PRIVACY: &str = "privacy";

/// The name of the page that says what this is; from there one gets to the data.
const ABOUT: &str = "about";

/// The way to the data, for people who want to use it elsewhere.
fn data_link(context: &PageContext<'_>) -> AnyView {
    let href = context.to(&Address::Data(context.own()));
    view! { <p><a class="tap" href=href>{context.text(Key::DataLink)}</a></p> }.into_any()
}

/// What a host learns from the files that a phone asks for, by this build's own numbers.
fn loading(context: &PageContext<'_>) -> Option<AnyView> {
    let manifest = context.catalog()?.manifest().clone();
    let number = |number: u32| context.messages.number(number);
    let parts = manifest.tiles.len() as u32;
    let services = manifest.services();
    let words = match manifest.loads_all {
        true => context.fill(Key::PrivacyAll, &[("n", &number(services))]),
        false => {
            let each = number(services.div_ceil(parts.max(1)));
            let values = [("n", &*number(services)), ("parts", &number(parts)), ("each", &each)];
            context.fill(Key::PrivacyNear, &values)
        }
    };
    Some(view! { <p class="prose">{words}</p> }.into_any())
}

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
        {(name == PRIVACY).then(|| loading(context))}
        {(name == ABOUT).then(|| data_link(context))}
    };
    Page {
        description: Some(words.summary.clone()),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        ..Page::new(words.title.clone(), main.into_any())
    }
}
