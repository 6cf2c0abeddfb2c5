//! The pages of "My people" and of a group's answer: an island each, and for browsers that run no script what to do
//! instead. The pages know nothing of what is kept or asked; they are the same for everybody.

use leptos::prelude::*;

use super::context::PageContext;
use super::page::Page;
use super::{Address, SlipAssets};
use crate::locale::{Key, Messages};
use crate::people::answer::{self, WORDS};
use crate::people::file::STORED;
use crate::people::record;
use crate::people::view::{PeopleProps, island, keys};
use crate::record_codes::RecordCodes;

/// "My people".
pub fn people(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::PeopleTitle);
    let island = context.site.assets.people.is_some().then(|| ledger(context));
    let has_island = island.is_some();
    // The menu of people at work has pictures of its own.
    let desk = context.site.assets.desk.as_ref();
    let stylesheets = desk.map(|desk| desk.stylesheet.clone()).into_iter().collect();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{context.text(Key::PeopleLead)}</p>
        <p class="soft">{context.text(Key::PeopleWhy)}</p>
        {without(context, has_island, Key::PeopleScript, Key::PeopleScriptText)}
        {island}
    };
    Page { stylesheets, ..of_people(context, title, main.into_any()) }
}

/// A group's answer.
pub fn reply(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::AnswerTitle);
    let island = context.site.assets.people.is_some().then(|| answering(context));
    let has_island = island.is_some();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{context.text(Key::AnswerLead)}</p>
        {without(context, has_island, Key::AnswerScript, Key::AnswerScriptText)}
        {island}
    };
    of_people(context, title, main.into_any())
}

fn of_people(context: &PageContext<'_>, title: String, main: AnyView) -> Page {
    let assets = context.site.assets.people.as_ref();
    Page {
        is_unlisted: true,
        program: assets.map(|people| people.script.clone()),
        ..Page::new(title, main)
    }
}

/// What to do where the program does not come.
fn without(context: &PageContext<'_>, has_island: bool, title: Key, text: Key) -> AnyView {
    view! {
        <section class="stack" class:no-script=has_island>
            <h2>{context.text(title)}</h2>
            <p>{context.text(text)}</p>
            {has_island.then(|| view! {
                <p>
                    <button type="button" class="quiet" id="again">
                        {context.text(Key::FinderTryAgain)}
                    </button>
                </p>
            })}
        </section>
    }
    .into_any()
}

/// Some texts of a locale, as a program reads them.
fn some(messages: &Messages, keys: &[Key]) -> String {
    serde_json::to_string(&messages.some(keys)).unwrap_or_default()
}

fn wasm(context: &PageContext<'_>) -> Option<String> {
    Some(context.file(&context.site.assets.people.as_ref()?.wasm))
}

fn ledger(context: &PageContext<'_>) -> AnyView {
    let props = PeopleProps { messages: context.messages.clone(), languages: Vec::new() };
    // The record is written in the directory's own language, whatever the page's.
    let record_words = context.site.locales.get(context.default_locale());
    let record_words = record_words.map(|messages| some(messages, &record::keys()));
    let codes = RecordCodes::of_outcomes(context.directory());
    view! {
        <div
            id="people"
            class="desk"
            data-wasm=wasm(context)
            data-zone=context.config().time_zone.clone()
            data-words=some(&context.messages, &keys())
            data-record=record_words
            data-codes=serde_json::to_string(codes.shipped()).unwrap_or_default()
            data-record-locale=context.default_locale().to_owned()
            data-languages=serde_json::to_string(&languages(context)).unwrap_or_default()
            data-stored=STORED
            inner_html=island(&props)
        ></div>
    }
    .into_any()
}

/// Codes of languages, and what they are called on this page: those that groups speak, and those of the pages.
fn languages(context: &PageContext<'_>) -> Vec<(String, String)> {
    let spoken = &context.directory().vocabulary.languages;
    let mut all: Vec<(String, String)> =
        spoken.iter().map(|term| (term.id.clone(), context.label(spoken, &term.id))).collect();
    for locale in &context.config().locales {
        if !all.iter().any(|(code, _)| code == locale) {
            all.push((locale.clone(), context.site.locales.own_name(locale).to_owned()));
        }
    }
    all
}

fn answering(context: &PageContext<'_>) -> AnyView {
    // The whole file of the locale, or none: which of several is asked for would tell what was asked.
    let slips = match context.site.assets.slips.get(context.locale) {
        Some(SlipAssets::Whole(path)) => Some(context.file(path)),
        Some(SlipAssets::Index(_)) | None => None,
    };
    view! {
        <div
            id="reply"
            class="desk stack"
            data-wasm=wasm(context)
            data-slips=slips
            data-words=some(&context.messages, WORDS)
            data-people=context.to(&Address::People(context.own()))
            data-directory=context.config().contact_email.clone().unwrap_or_default()
            inner_html=answer::island(&context.messages)
        ></div>
    }
    .into_any()
}
