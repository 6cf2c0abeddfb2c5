//! The page by which a group adds its activity: the form's island, and for browsers that run no script
//! how to send the facts otherwise. And the file that tells the form of its town.

use std::collections::BTreeSet;

use catalog::currency;
use catalog::directory::{PlaceKind, Term};
use catalog::phone::Phone;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::context::PageContext;
use super::page::Page;
use super::{Address, Site};
use crate::form::file::{FormFile, FormGroup, FormTerm};
use crate::form::times;
use crate::form::view::{island, keys};
use crate::handout;
use crate::locale::Key;

/// The name under which a browser keeps what was typed, where somebody says so.
const STORED: &str = "signpost.form";

/// The page of `_pages/` that tells people how to write one, where a town has it.
const HELP: &str = "help";

/// "Add your group's activity".
pub fn add(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::AddTitle);
    let assets = context.site.assets.form.as_ref();
    let file = assets.and_then(|form| form.files.get(context.locale));
    let island = assets.zip(file).map(|(form, file)| {
        let words = context.messages.some(&keys());
        let map = context.site.assets.finder.as_ref().and_then(|finder| {
            let finder = finder.get(context.locale)?;
            Some(context.file(&[&finder.catalog, "/", finder.map.as_ref()?].concat()))
        });
        view! {
            <div
                id="form"
                class="form-page"
                data-wasm=context.file(&form.wasm)
                data-file=context.file(file)
                data-map=map
                data-zone=context.config().time_zone.clone()
                data-words=serde_json::to_string(&words).unwrap_or_default()
                data-stored=STORED
                inner_html=island()
            ></div>
        }
    });
    let has_island = island.is_some();
    let main = view! {
        <h1 class="calm">{title.clone()}</h1>
        <p class="lead">{context.text(Key::AddLead)}</p>
        <section class="stack" class:no-script=has_island>
            <h2>{context.text(Key::AddScript)}</h2>
            <p>{context.text(Key::AddScriptText)}</p>
            {ways(context)}
            {has_island.then(|| view! {
                <p>
                    <button type="button" class="quiet" id="again">
                        {context.text(Key::FinderTryAgain)}
                    </button>
                </p>
            })}
        </section>
        {island}
    };
    let assets = &context.site.assets;
    let own = assets.form.iter().map(|form| &form.stylesheet);
    let stylesheets = [&assets.handout_stylesheet].into_iter().chain(own).cloned().collect();
    Page {
        description: Some(context.text(Key::AddLead)),
        stylesheets,
        program: assets.form.as_ref().filter(|_| has_island).map(|form| form.script.clone()),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        ..Page::new(title, main.into_any())
    }
}

/// E-mail, telephone, and what writers are told.
fn ways(context: &PageContext<'_>) -> AnyView {
    let config = context.config();
    let email = config.contact_email.clone().map(|email| {
        let href = ["mailto:", &email].concat();
        view! { <li><a class="tap" href=href><bdi dir="ltr" translate="no">{email}</bdi></a></li> }
    });
    let phone = config.contact_phone.as_ref().map(|phone| {
        let shown = context.messages.phone(phone);
        let href = Phone::read(phone).link();
        view! { <li><a class="tap" href=href><bdi dir="ltr" translate="no">{shown}</bdi></a></li> }
    });
    let has_guide = context.directory().pages.iter().any(|page| page.name == HELP);
    let guide = has_guide.then(|| {
        let href = context.to(&Address::Page(context.own(), HELP.to_owned()));
        view! { <li><a class="tap" href=href>{context.text(Key::AddGuide)}</a></li> }
    });
    view! { <ul class="plain row">{email}{phone}{guide}</ul> }.into_any()
}

/// What the form is told of its town in a locale. Whatever tells of a service stays out.
pub fn form_file(site: &Site<'_>, locale: &str) -> Value {
    let address = Address::Add(locale.to_owned());
    let context = PageContext::new(site, &address);
    let (directory, config) = (context.directory(), context.config());
    let own = site.locales.get(&config.default_locale).unwrap_or(&context.messages);
    let texts = |messages: &crate::locale::Messages, keys: &[Key]| {
        messages.some(keys).into_iter().map(str::to_owned).collect()
    };
    let vocabulary = &directory.vocabulary;
    let lists = [
        ("needs", &vocabulary.needs),
        ("audience", &vocabulary.audience),
        ("delivery", &vocabulary.delivery),
        ("access", &vocabulary.access),
        ("languages", &vocabulary.languages),
        ("cost", &vocabulary.cost),
        ("joining", &vocabulary.joining),
    ];
    let term = |name: &str, term: &Term| FormTerm {
        id: term.id.clone(),
        label: term.label(locale, &config.default_locale).to_owned(),
        about: match name {
            "access" => term.description.get(locale).cloned().unwrap_or_default(),
            _ => String::new(),
        },
        sensitive: term.sensitive,
        comes: term.comes_to_me,
    };
    let mut groups: Vec<FormGroup> = directory
        .organizations
        .iter()
        .map(|group| FormGroup {
            folder: group.folder.clone(),
            id: group.id.clone(),
            name: group.name.clone(),
        })
        .collect();
    groups.sort_by_key(|group| group.name.to_lowercase());
    let addresses = directory.services.iter().flat_map(|service| service.whereabouts.places());
    let towns: BTreeSet<String> =
        addresses.filter_map(|place| place.address.as_ref()?.city.clone()).collect();
    let prices = directory.services.iter().flat_map(|service| &service.cost);
    let currency = currency::of_town(prices, config.country.as_deref());
    let holidays = directory.holidays.first();
    let named = holidays.map(|list| list.id.clone()).unwrap_or_default();
    let closed = directory.holidays.iter().filter(|list| list.id == named);
    let places = directory.places.iter().filter(|place| place.kind == PlaceKind::Neighbourhood);
    let file = FormFile {
        site: context.site_name(),
        locale: config.default_locale.clone(),
        language: language_name(&context, &config.default_locale),
        own_words: texts(own, times::WORDS),
        paper_words: texts(&context.messages, handout::WORDS),
        email: config.contact_email.clone().unwrap_or_default(),
        phone: config
            .contact_phone
            .as_ref()
            .map(|phone| Phone::read(phone).number.to_owned())
            .unwrap_or_default(),
        propose: config.propose.clone().unwrap_or_default(),
        groups,
        places: places.map(|place| (place.id.clone(), place.name.clone())).collect(),
        towns: towns.into_iter().collect(),
        country: config.country.clone().unwrap_or_default(),
        currency: currency.unwrap_or_default().to_owned(),
        holidays: named.clone(),
        closed: closed.flat_map(|list| list.days.iter().copied()).collect(),
        centre: Some(config.centre),
        lists: lists
            .into_iter()
            .map(|(name, terms)| {
                (name.to_owned(), terms.iter().map(|one| term(name, one)).collect())
            })
            .collect(),
    };
    json!(file.to_json())
}

/// What a language is called on this page; else what it calls itself.
fn language_name(context: &PageContext<'_>, locale: &str) -> String {
    let spoken = &context.directory().vocabulary.languages;
    let known = spoken.iter().any(|term| term.id == locale);
    match known {
        true => context.label(spoken, locale),
        false => context.site.locales.own_name(locale).to_owned(),
    }
}
