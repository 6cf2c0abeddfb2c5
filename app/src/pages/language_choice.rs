//! The page at the root of a site, before a language is chosen: the choice of one.

use leptos::prelude::*;

use super::Address;
use super::context::PageContext;
use super::page::Page;
use crate::locale::{Key, Messages};

/// Every language in its own name. Nothing is chosen for anybody.
pub fn language_choice(context: &PageContext<'_>) -> Page {
    let name = context.site_name();
    let choose = each_locale(context, |messages, _| {
        let words = messages.text(Key::RootChoose).to_owned();
        view! {
            <p class="big" lang=messages.locale.to_string() dir=messages.direction.code()>{words}</p>
        }
        .into_any()
    });
    let links = each_locale(context, |messages, home| {
        let site = context.config().name.get(&*messages.locale).cloned();
        view! {
            <li>
                <a
                    class="arm"
                    href=home
                    lang=messages.locale.to_string()
                    hreflang=messages.locale.to_string()
                    dir=messages.direction.code()
                >
                    <span>
                        {messages.text(Key::OwnName).to_owned()}
                        {site.map(|site| view! { <span class="arm-more">{site}</span> })}
                    </span>
                </a>
            </li>
        }
        .into_any()
    });
    let main = view! {
        <h1>{name.clone()}</h1>
        <div>{choose}</div>
        <ul class="arms">{links}</ul>
    };
    Page { title: None, description: Some(name), ..Page::new(String::new(), main.into_any()) }
}

/// Something for each locale of the directory: its words, and the way to its start page.
pub fn each_locale(
    context: &PageContext<'_>,
    draw: impl Fn(&Messages, String) -> AnyView,
) -> Vec<AnyView> {
    let known = context.config().locales.iter().filter_map(|locale| {
        let messages = context.site.locales.get(locale)?;
        Some(draw(messages, context.to(&Address::Home(locale.clone()))))
    });
    known.collect()
}
