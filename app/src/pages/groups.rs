//! Groups: the people behind the activities.

use catalog::directory::Directory;
use catalog::service::Service;
use leptos::prelude::*;

use super::cards::cards_by_id;
use super::contact::{contacts, is_encrypted, shown_site};
use super::context::PageContext;
use super::lists::in_words;
use super::page::Page;
use super::service::change_link;
use super::{Address, Site};
use crate::locale::Key;

/// All groups.
pub fn groups(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::GroupsTitle);
    let lead = context.text(Key::GroupsLead);
    let groups: Vec<_> = context
        .directory()
        .organizations
        .iter()
        .map(|group| {
            let words = in_words(context, &group.words);
            let summary = words.and_then(|(lang, words)| Some((lang, words.summary.clone()?)));
            let services = shown_services(context, &group.id).count() as u32;
            let services = context.messages.count(Key::BrowseCount, services, &[]);
            let address = Address::Organization(context.own(), group.id.clone());
            view! {
                <li class="card">
                    <h2 class="card-title">
                        <a href=context.to(&address)><bdi translate="no">{group.name.clone()}</bdi></a>
                    </h2>
                    {summary.map(|(lang, summary)| view! { <p lang=lang>{summary}</p> })}
                    <p class="small soft">{services}</p>
                </li>
            }
        })
        .collect();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <p class="noprint">
            <a class="button quiet" href=context.to(&Address::Add(context.own()))>
                {context.text(Key::AddTitle)}
            </a>
        </p>
        <ul class="cards">{groups}</ul>
    };
    Page {
        description: Some(lead),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        ..Page::new(title, main.into_any())
    }
}

/// One group: what it says about itself, what it offers, how to reach it.
pub fn group(context: &PageContext<'_>, id: &str) -> Page {
    let Some(group) = context.directory().organization(id) else {
        return Page::new(context.text(Key::GroupsTitle), ().into_any());
    };
    let words = in_words(context, &group.words);
    let lang = words.as_ref().and_then(|(lang, _)| lang.clone());
    let summary = words.as_ref().and_then(|(_, words)| words.summary.clone());
    let body = words.map(|(_, words)| words.body_html.clone()).filter(|body| !body.is_empty());
    let cards =
        cards_by_id(context, shown_services(context, id).map(|service| service.id.as_str()), 3);
    let website = group.website.clone().map(|website| match is_encrypted(&website) {
        true => view! {
            <p>
                <a href=website rel="noreferrer external">{context.text(Key::GroupWebsite)}</a>
            </p>
        }
        .into_any(),
        false => view! { <p>{shown_site(website)}</p> }.into_any(),
    });
    let is_discreet = is_discreet_group(context.site, id);
    let change = change_link(context, &format!("o/{id}"));
    let main = view! {
        <h1><bdi translate="no">{group.name.clone()}</bdi></h1>
        {summary.clone().map(|summary| view! { <p class="lead" lang=lang.clone()>{summary}</p> })}
        {context.untranslated(lang.as_deref())}
        {body.map(|body| view! { <div class="prose" lang=lang inner_html=body></div> })}
        <section class="answer">
            <h2>{context.text(Key::GroupReach)}</h2>
            {contacts(context, &group.contact)}
            {website}
        </section>
        <section class="answer noprint">
            <h2>{context.text(Key::ServiceChangeFor)}</h2>
            <p><a class="chip" href=change>{context.text(Key::ServiceChange)}</a></p>
        </section>
        <section class="answer">
            <h2>{context.text(Key::GroupOffers)}</h2>
            <ul class="cards">{cards}</ul>
        </section>
    };
    Page {
        description: summary,
        is_discreet,
        is_unlisted: is_discreet,
        trail: vec![
            (Address::Home(context.own()), context.text(Key::SiteStart)),
            (Address::Organizations(context.own()), context.text(Key::GroupsTitle)),
        ],
        ..Page::new(group.name.clone(), main.into_any())
    }
}

/// A group all of whose services call for discretion calls for it itself.
pub fn is_discreet_group(site: &Site<'_>, group: &str) -> bool {
    let services = site.groups.get(group).map_or(&[][..], Vec::as_slice);
    !services.is_empty() && services.iter().all(|service| service.sensitive)
}

/// The same without a site.
pub fn is_discreet_group_of(directory: &Directory, group: &str) -> bool {
    let mut services = directory.services.iter().filter(|service| service.organization == group);
    let first = services.next();
    first.is_some_and(|first| first.sensitive && services.all(|service| service.sensitive))
}

/// The services of a group, in the order of their ids.
pub fn shown_services<'h>(
    context: &PageContext<'h>,
    group: &str,
) -> impl Iterator<Item = &'h Service> {
    context.site.groups.get(group).into_iter().flatten().copied()
}
