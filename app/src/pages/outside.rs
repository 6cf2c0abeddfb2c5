//! The pages before a language is chosen: the choice itself, and "not here".

use leptos::prelude::*;

use super::Address;
use super::document::Sheet;
use super::here::Here;
use crate::locale::{Key, Messages};

/// Every language in its own name. Nothing is chosen for anybody.
pub fn root(here: &Here<'_>) -> Sheet {
    let name = here.site_name();
    let choose = each(here, |messages, _| {
        let words = messages.text(Key::RootChoose).to_owned();
        view! {
            <p class="big" lang=messages.locale.to_string() dir=messages.direction.code()>{words}</p>
        }
        .into_any()
    });
    let links = each(here, |messages, home| {
        let site = here.config().name.get(&*messages.locale).cloned();
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
    Sheet { title: None, description: Some(name), ..Sheet::new(String::new(), main.into_any()) }
}

/// For an address that leads nowhere: short, in every language, since nobody knows which.
pub fn not_found(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::NotFoundTitle);
    let own = here.locale;
    let parts = each(here, |messages, home| {
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
    Sheet { is_unlisted: true, ..Sheet::new(title, parts.into_any()) }
}

/// Something for each locale of the directory: its words, and the way to its start page.
fn each(here: &Here<'_>, draw: impl Fn(&Messages, String) -> AnyView) -> Vec<AnyView> {
    let known = here.config().locales.iter().filter_map(|locale| {
        let messages = here.site.locales.get(locale)?;
        Some(draw(messages, here.to(&Address::Home(locale.clone()))))
    });
    known.collect()
}
