//! The ways to reach somebody: each telephone number, address and site is a link of its own.

use catalog::phone::Phone;
use catalog::service::Contact;
use leptos::prelude::*;

use super::context::PageContext;
use crate::card::isolated;
use crate::icon::Icon;
use crate::locale::Key;

/// All contacts.
pub fn contacts(context: &PageContext<'_>, contacts: &[Contact]) -> AnyView {
    let contacts = contacts.iter().map(|contact| one(context, contact)).collect_view();
    view! { <ul class="plain contacts">{contacts}</ul> }.into_any()
}

fn one(context: &PageContext<'_>, contact: &Contact) -> AnyView {
    let Contact { role, phone, sms, email, url, languages } = contact;
    let phone_link = phone.as_ref().map(|phone| {
        let words =
            context.fill(Key::CardCall, &[("phone", &isolated(&context.messages.phone(phone)))]);
        tap(Phone::read(phone).link(), "phone", words)
    });
    let text_link = phone.as_ref().filter(|_| *sms).map(|phone| {
        // A message goes to a number, not to an extension.
        let number = Phone { extension: None, ..Phone::read(phone) };
        let shown = isolated(&context.messages.phone(&number.to_text()));
        let words = context.fill(Key::ServiceText, &[("phone", &shown)]);
        tap_only(["sms:", number.number].concat(), "message-square", words)
    });
    let email_link = email.as_ref().map(|email| {
        let words = context.fill(Key::ServiceEmail, &[("email", &isolated(email))]);
        tap(["mailto:", email].concat(), "mail", words)
    });
    let site_link = url.clone().map(|url| match is_encrypted(&url) {
        true => tap_only(url, "external-link", context.text(Key::ServiceWebsite)),
        false => view! { <p>{shown_site(url)}</p> }.into_any(),
    });
    let terms = &context.directory().vocabulary.languages;
    let spoken: Vec<_> = languages.iter().map(|id| context.label(terms, id)).collect();
    let spoken = (!spoken.is_empty()).then(|| {
        context.fill(Key::ServiceLineLanguages, &[("list", &context.messages.list(&spoken))])
    });
    // Who answers is written once, in the directory's own language.
    let lang =
        (context.locale != context.default_locale()).then(|| context.default_locale().to_owned());
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

/// Whether an address can be followed. One without encryption is shown instead: anybody on the way could
/// read who asks, and put another page in its place.
pub fn is_encrypted(address: &str) -> bool {
    address.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

/// An address to be read, and typed by whoever wants it.
pub fn shown_site(address: String) -> AnyView {
    view! { <bdi dir="ltr" translate="no">{address}</bdi> }.into_any()
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
