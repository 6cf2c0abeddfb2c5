//! The page for an address that leads nowhere.

use leptos::prelude::*;

use super::context::PageContext;
use super::language_choice::each_locale;
use super::page::Page;
use crate::locale::Key;

/// For an address that leads nowhere: short, in every language, since nobody knows which.
pub fn not_found(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::NotFoundTitle);
    let own = context.locale;
    let parts = each_locale(context, |messages, home| {
        let words = |key: Key| messages.text(key).to_owned();
        let heading = if &*messages.locale == own {
            view! { <h1>{words(Key::NotFoundTitle)}</h1> }.into_any()
        } else {
            view! { <h2>{words(Key::NotFoundTitle)}</h2> }.into_any()
        };
        view! {
            <div class="answer" lang=messages.locale.to_string() dir=messages.direction.code()>
                {heading}
                <p>{words(Key::NotFoundText)}</p>
                <p><a class="button" href=home>{words(Key::NotFoundStart)}</a></p>
            </div>
        }
        .into_any()
    });
    let script = Some(context.site.assets.lost_script.clone());
    Page { is_unlisted: true, script, ..Page::new(title, parts.into_any()) }
}
