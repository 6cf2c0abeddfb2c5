//! How do I start, and can I give a hand? Every way to reach somebody is a link of its own.

use catalog::phone::Phone;
use leptos::prelude::*;

use super::parts::{ServicePage, answer, paragraph, way_on};
use crate::card::isolated;
use crate::icon::Icon;
use crate::locale::Key;
use crate::pages::contact::contacts;

/// The first telephone number, under the name: most people want nothing else.
pub fn call_buttons(page: &ServicePage<'_>) -> Option<AnyView> {
    let phone = page.service.phone()?;
    let shown = page.context.messages.phone(phone);
    let words = page.context.fill(Key::CardCall, &[("phone", &isolated(&shown))]);
    Some(
        view! {
            <p class="row">
                <a class="button" href=Phone::read(phone).link()><Icon name="phone" />{words}</a>
            </p>
        }
        .into_any(),
    )
}

/// How one starts, and whom to reach.
pub fn join(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let terms = &context.directory().vocabulary.joining;
    let id = page.service.joining.as_str();
    let term = terms.iter().find(|term| term.id == id);
    let label =
        term.map_or(id, |term| term.label(context.locale, context.default_locale())).to_owned();
    let meaning =
        term.map(|term| context.words(&term.description)).filter(|said| !said.text.is_empty());
    let words = view! {
        {(!label.is_empty()).then(|| view! { <p class="big">{label}</p> })}
        {meaning.map(|meaning| paragraph(meaning, "noprint"))}
        {contacts(context, &page.service.contact)}
    };
    answer(context.text(Key::ServiceJoin), words)
}

/// How one gives a hand, where hands are wanted.
pub fn volunteer(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    let role = page.said(|words| words.volunteer.as_deref().unwrap_or_default());
    let joining = page.service.volunteer_joining.as_deref().map(|id| {
        let terms = &context.directory().vocabulary.joining;
        let term = terms.iter().find(|term| term.id == id);
        let label = term.map_or(id, |term| term.label(context.locale, context.default_locale()));
        context.fill(Key::ServiceVolunteerJoin, &[("joining", label)])
    });
    if role.is_none() && joining.is_none() {
        return None;
    }
    let words = view! {
        {role.map(|role| paragraph(role, "big"))}
        {joining.map(|joining| view! { <p>{joining}</p> })}
    };
    Some(way_on(context.text(Key::ServiceVolunteer), words))
}
