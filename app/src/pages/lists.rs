//! Lists that a person has put together for somebody. Printed, a list is a sheet to hand over: its title, each
//! activity in a few lines, a code to scan and the address to type.

use catalog::directory::CuratedList;
use leptos::prelude::*;

use super::Address;
use super::cards::cards_by_id;
use super::context::PageContext;
use super::pack::Entry;
use super::page::Page;
use super::qr::code_of;
use super::service::{as_typed, help};
use crate::locale::Key;

/// All lists.
pub fn index(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::ListsTitle);
    let lead = context.text(Key::ListsLead);
    let lists: Vec<_> = context
        .directory()
        .lists
        .iter()
        .filter_map(|list| {
            let (lang, words) = in_words(context, &list.words)?;
            let services =
                context.messages.count(Key::BrowseCount, list.services.len() as u32, &[]);
            let address = Address::List(context.own(), list.id.clone());
            Some(view! {
                <li class="card">
                    <h2 class="card-title" lang=lang.clone()>
                        <a href=context.to(&address)>{words.title.clone()}</a>
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
    Page {
        description: Some(lead),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        ..Page::new(title, main.into_any())
    }
}

/// One list, in the order in which its maker put it.
pub fn list(context: &PageContext<'_>, id: &str) -> Page {
    let Some(list) = context.directory().lists.iter().find(|list| list.id == id) else {
        return Page::new(context.text(Key::ListsTitle), ().into_any());
    };
    let Some((lang, words)) = in_words(context, &list.words) else {
        return Page::new(context.text(Key::ListsTitle), ().into_any());
    };
    let version = context.fill(Key::ListVersion, &[("day", &context.messages.day(list.version))]);
    let cards = cards_by_id(context, list.services.iter().map(String::as_str), 2);
    let address = context.absolute(context.address);
    let shown = as_typed(&address).to_owned();
    let main = view! {
        <div class="paper corner">{code_of(&address)}</div>
        <h1 lang=lang.clone()>{words.title.clone()}</h1>
        <p class="lead" lang=lang.clone()>{words.for_whom.clone()}</p>
        {context.untranslated(lang.as_deref())}
        <div class="prose" lang=lang inner_html=words.body_html.clone()></div>
        <ol class="cards noprint">{cards}</ol>
        <div class="paper short">{short(context, list)}</div>
        <p class="small soft">{version}</p>
        <p class="paper">
            {context.text(Key::TakeScan)}" "<bdi dir="ltr" translate="no">{shown}</bdi>" "
            {help(context)}
        </p>
    };
    // One service that calls for discretion gives away what the others are to somebody: the whole page does.
    let is_discreet = list
        .services
        .iter()
        .filter_map(|id| context.directory().service(id))
        .any(|service| service.sensitive);
    Page {
        description: Some(words.for_whom.clone()),
        is_discreet,
        is_one_sheet: true,
        trail: vec![
            (Address::Home(context.own()), context.text(Key::SiteStart)),
            (Address::Lists(context.own()), context.text(Key::ListsTitle)),
        ],
        ..Page::new(words.title.clone(), main.into_any())
    }
}

/// Its activities in a few lines each, as they stand on paper, with the codes to type.
fn short(context: &PageContext<'_>, list: &CuratedList) -> AnyView {
    let entry = |id: &String| {
        let entry = Entry::of(context, context.directory().service(id)?, context.hit(id)?)?;
        let name = &entry.card.name;
        Some(view! {
            <article>
                <h2 class="card-title" lang=name.lang.clone() dir=name.dir()>{name.text.clone()}</h2>
                {entry.lines()}
                <p><bdi dir="ltr" translate="no">{entry.service.id.clone()}</bdi></p>
            </article>
        })
    };
    let entries: Vec<_> = list.services.iter().filter_map(entry).collect();
    view! { {entries} }.into_any()
}

/// Words in this locale, or in the directory's own with its code.
pub fn in_words<'w, W>(
    context: &PageContext<'_>,
    words: &'w std::collections::BTreeMap<String, W>,
) -> Option<(Option<String>, &'w W)> {
    if let Some(words) = words.get(context.locale) {
        return Some((None, words));
    }
    let default = context.default_locale();
    words.get(default).map(|words| (Some(default.to_owned()), words))
}
