//! How do I start, and can I give a hand? Every way to reach somebody is a link of its own.

use catalog::service::Contact;
use leptos::prelude::*;

use super::here::Here;
use super::service::{At, answer, paragraph, way_on};
use crate::card::isolated;
use crate::icon::Icon;
use crate::locale::Key;

/// The first telephone number, under the name: most people want nothing else.
pub fn call_buttons(at: &At<'_>) -> Option<AnyView> {
    let phone = at.service.phone()?;
    let shown = at.here.messages.phone(phone);
    let words = at.here.fill(Key::CardCall, &[("phone", &isolated(&shown))]);
    Some(
        view! {
            <p class="row">
                <a class="button" href=["tel:", phone].concat()><Icon name="phone" />{words}</a>
            </p>
        }
        .into_any(),
    )
}

/// How one starts, and whom to reach.
pub fn join(at: &At<'_>) -> AnyView {
    let here = at.here;
    let terms = &here.directory().vocabulary.joining;
    let id = at.service.joining.as_str();
    let term = terms.iter().find(|term| term.id == id);
    let label = term.map_or(id, |term| term.label(here.locale, here.default_locale())).to_owned();
    let meaning =
        term.map(|term| here.words(&term.description)).filter(|said| !said.text.is_empty());
    let words = view! {
        <p class="big">{label}</p>
        {meaning.map(|meaning| paragraph(meaning, "noprint"))}
        {contacts(here, &at.service.contact)}
    };
    answer(here.text(Key::ServiceJoin), words)
}

/// How one gives a hand, where hands are wanted.
pub fn volunteer(at: &At<'_>) -> Option<AnyView> {
    let here = at.here;
    let role = at.said(|words| words.volunteer.as_deref().unwrap_or_default());
    let joining = at.service.volunteer_joining.as_deref().map(|id| {
        let terms = &here.directory().vocabulary.joining;
        let term = terms.iter().find(|term| term.id == id);
        let label = term.map_or(id, |term| term.label(here.locale, here.default_locale()));
        here.fill(Key::ServiceVolunteerJoin, &[("joining", label)])
    });
    if role.is_none() && joining.is_none() {
        return None;
    }
    let words = view! {
        {role.map(|role| paragraph(role, "big"))}
        {joining.map(|joining| view! { <p>{joining}</p> })}
    };
    Some(way_on(here.text(Key::ServiceVolunteer), words))
}

/// All contacts.
pub fn contacts(here: &Here<'_>, contacts: &[Contact]) -> AnyView {
    let contacts = contacts.iter().map(|contact| one(here, contact)).collect_view();
    view! { <ul class="plain contacts">{contacts}</ul> }.into_any()
}

fn one(here: &Here<'_>, contact: &Contact) -> AnyView {
    let Contact { role, phone, sms, email, url, languages } = contact;
    let phone_link = phone.as_ref().map(|phone| {
        let words = here.fill(Key::CardCall, &[("phone", &isolated(&here.messages.phone(phone)))]);
        tap(["tel:", phone].concat(), "phone", words)
    });
    let text_link = phone.as_ref().filter(|_| *sms).map(|phone| {
        let shown = isolated(&here.messages.phone(phone));
        let words = here.fill(Key::ServiceText, &[("phone", &shown)]);
        tap_only(["sms:", phone].concat(), "message-square", words)
    });
    let email_link = email.as_ref().map(|email| {
        let words = here.fill(Key::ServiceEmail, &[("email", &isolated(email))]);
        tap(["mailto:", email].concat(), "mail", words)
    });
    let site_link =
        url.clone().map(|url| tap_only(url, "external-link", here.text(Key::ServiceWebsite)));
    let terms = &here.directory().vocabulary.languages;
    let spoken: Vec<_> = languages.iter().map(|id| here.label(terms, id)).collect();
    let spoken = (!spoken.is_empty())
        .then(|| here.fill(Key::ServiceLineLanguages, &[("list", &here.messages.list(&spoken))]));
    // Who answers is written once, in the directory's own language.
    let lang = (here.locale != here.default_locale()).then(|| here.default_locale().to_owned());
    view! {
        <li>
            {role.clone().map(|role| view! { <p><bdi lang=lang>{role}</bdi></p> })}
            {phone_link}
            {text_link}
            {email_link}
            {site_link}
            {spoken.map(|spoken| view! { <p class="small soft noprint">{spoken}</p> })}
        </li>
    }
    .into_any()
}

/// A way to reach somebody that paper can carry.
fn tap(href: String, picture: &'static str, words: String) -> AnyView {
    way("", href, picture, words)
}

/// One that only a phone can follow.
fn tap_only(href: String, picture: &'static str, words: String) -> AnyView {
    way("noprint", href, picture, words)
}

fn way(class: &'static str, href: String, picture: &'static str, words: String) -> AnyView {
    let class = (!class.is_empty()).then_some(class);
    view! { <p class=class><a class="tap" href=href rel="noreferrer"><Icon name=picture />{words}</a></p> }.into_any()
}
