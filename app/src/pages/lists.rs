//! Lists that a person has put together for somebody.

use leptos::prelude::*;

use super::Address;
use super::cards::cards_by_id;
use super::document::Sheet;
use super::here::Here;
use crate::locale::Key;

/// All lists.
pub fn index(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::ListsTitle);
    let lead = here.text(Key::ListsLead);
    let lists: Vec<_> = here
        .directory()
        .lists
        .iter()
        .filter_map(|list| {
            let (lang, words) = in_words(here, &list.words)?;
            let services = here.messages.count(Key::BrowseCount, list.services.len() as u32, &[]);
            let address = Address::List(here.own(), list.id.clone());
            Some(view! {
                <li class="card">
                    <h2 class="card-title" lang=lang.clone()>
                        <a href=here.to(&address)>{words.title.clone()}</a>
                    </h2>
                    <p lang=lang>{words.for_whom.clone()}</p>
                    <p class="small soft">{services}</p>
                </li>
            })
        })
        .collect();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <ul class="cards">{lists}</ul>
    };
    Sheet {
        description: Some(lead),
        trail: vec![(Address::Home(here.own()), here.text(Key::SiteStart))],
        ..Sheet::new(title, main.into_any())
    }
}

/// One list, in the order in which its maker put it.
pub fn list(here: &Here<'_>, id: &str) -> Sheet {
    let Some(list) = here.directory().lists.iter().find(|list| list.id == id) else {
        return Sheet::new(here.text(Key::ListsTitle), ().into_any());
    };
    let Some((lang, words)) = in_words(here, &list.words) else {
        return Sheet::new(here.text(Key::ListsTitle), ().into_any());
    };
    let version = here.fill(Key::ListVersion, &[("day", &here.messages.day(list.version))]);
    let cards = cards_by_id(here, list.services.iter().map(String::as_str), 2);
    let main = view! {
        <h1 lang=lang.clone()>{words.title.clone()}</h1>
        <p class="lead" lang=lang.clone()>{words.for_whom.clone()}</p>
        {here.untranslated(lang.as_deref())}
        <div class="prose" lang=lang inner_html=words.body_html.clone()></div>
        <ol class="cards">{cards}</ol>
        <p class="small soft">{version}</p>
    };
    Sheet {
        description: Some(words.for_whom.clone()),
        trail: vec![
            (Address::Home(here.own()), here.text(Key::SiteStart)),
            (Address::Lists(here.own()), here.text(Key::ListsTitle)),
        ],
        ..Sheet::new(words.title.clone(), main.into_any())
    }
}

/// Words in this locale, or in the directory's own with its code.
pub fn in_words<'w, W>(
    here: &Here<'_>,
    words: &'w std::collections::BTreeMap<String, W>,
) -> Option<(Option<String>, &'w W)> {
    if let Some(words) = words.get(here.locale) {
        return Some((None, words));
    }
    let default = here.default_locale();
    words.get(default).map(|words| (Some(default.to_owned()), words))
}
