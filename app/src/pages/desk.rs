//! The desk's page: one field and the island, and for browsers that run no script what to do instead.

use leptos::prelude::*;
use serde_json::json;

use super::Address;
use super::context::PageContext;
use super::page::Page;
use crate::desk::hand_over::next_person;
use crate::desk::{record, view};
use crate::icon::Icon;
use crate::locale::Key;
use crate::markup::Markup;
use crate::pages::{FinderAssets, SlipAssets};
use crate::people::file::STORED;
use crate::record_codes::RecordCodes;

/// "For the person in front of you".
pub fn desk(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::HandOverTitle);
    let island = island(context);
    let has_island = island.is_some();
    let browse = context.to(&Address::BrowseIndex(context.own()));
    let lists = context.to(&Address::Lists(context.own()));
    let main = view! {
        <div class="wrap stack desk-page">
            {(!has_island).then(|| view! { <h1>{title.clone()}</h1> })}
            {island}
            <section class="stack" class:no-script=has_island>
                <h2>{context.text(Key::HandOverScript)}</h2>
                <p>{context.text(Key::HandOverScriptText)}</p>
                <p class="row">
                    <a class="button quiet" href=browse>{context.text(Key::BrowseTitle)}</a>
                    <a class="button quiet" href=lists>{context.text(Key::ListsTitle)}</a>
                </p>
            </section>
        </div>
    };
    let assets = &context.site.assets;
    let mut page = Page { is_unlisted: true, ..Page::new(title, main.into_any()) };
    if has_island {
        page.finder = assets.desk.as_ref().and_then(|desk| {
            let finder = assets.finder.as_ref()?.get(context.locale)?;
            let (script, wasm) = (desk.script.clone(), desk.wasm.clone());
            Some(FinderAssets { script, wasm, ..finder.clone() })
        });
        let own = assets.desk.iter().map(|desk| &desk.stylesheet);
        page.stylesheets = [&assets.handout_stylesheet].into_iter().chain(own).cloned().collect();
    }
    page
}

/// Whether a text is a form of the locale, such as the names of days, and no words of the record.
fn is_form(key: Key) -> bool {
    (key as usize) < Key::FINDER
}

/// The island, whose attributes tell the program what it is not told otherwise.
fn island(context: &PageContext<'_>) -> Option<AnyView> {
    let assets = &context.site.assets;
    let desk = assets.desk.as_ref()?;
    let slips = &assets.slips;
    let config = context.config();
    let words = context.messages.some(view::WORDS);
    // In letters that every record system takes: where the directory's own language has others, in English.
    let is_ascii = |locale: &&str| {
        let own = context.site.locales.get(locale);
        own.is_some_and(|own| {
            record::WORDS.iter().all(|key| own.text(*key).is_ascii() || is_form(*key))
        })
    };
    let own = [context.default_locale(), "en"].into_iter().find(is_ascii);
    let own = own.unwrap_or(context.default_locale());
    let record = context.site.locales.get(own)?.some(record::WORDS);
    let locales: Vec<_> = config
        .locales
        .iter()
        .map(|locale| {
            let speaks = context.site.locales.get(locale);
            let speaks = speaks.map_or("", |messages| messages.text(Key::OwnSpeaks));
            // From the folder of the catalog, as the page's script loads files.
            let (slips, is_index) = match slips.get(locale) {
                Some(SlipAssets::Whole(path)) => (["../", path].concat(), false),
                Some(SlipAssets::Index(path)) => (["../", path].concat(), true),
                None => (String::new(), false),
            };
            let own_name = context.site.locales.own_name(locale).to_owned();
            let is_index = if is_index { "index" } else { "" };
            [locale.clone(), own_name, speaks.to_owned(), slips, is_index.to_owned()]
        })
        .collect();
    // One list of texts, five for a locale: the program reads all that it is told as lists of texts.
    let locales = locales.concat();
    let codes = RecordCodes::of_offer(context.directory());
    let mut next = Markup::new();
    next_person(&mut next, &context.messages);
    let urgent = super::urgent::help_lines(context);
    Some(
        view! {
            <div
                id="desk"
                data-root=context.root.clone()
                data-site=config.base_url.clone()
                data-notes=desk.notes.get(context.locale).cloned()
                data-stored=STORED
                data-words=json!(words).to_string()
                data-record=json!(record).to_string()
                data-codes=json!(codes.shipped()).to_string()
                data-locales=json!(locales).to_string()
                data-forgotten=context.text(Key::HandOverForgotten)
            >
                <div id="find-screen" class="stack noprint">
                    <div class="one-field" role="search">
                        <h1><label for="about">{context.text(Key::HandOverTitle)}</label></h1>
                        <div class="find-row">
                            <input
                                type="search"
                                id="about"
                                autocomplete="off"
                                autocapitalize="none"
                                spellcheck="false"
                                placeholder=context.text(Key::HandOverField)
                                aria-describedby="about-hint"
                            />
                            <span inner_html=next.into_text()></span>
                        </div>
                        <p id="about-hint" class="soft small">{context.text(Key::HandOverLead)}</p>
                    </div>
                    {urgent.map(|lines| view! {
                        <div id="urgent" role="alert" hidden data-words=lines.words inner_html=lines.panels></div>
                    })}
                    <p id="forgotten" class="soft" role="status"></p>
                    <ul class="row heard chips"></ul>
                    <div class="row spread">
                        <p class="status" id="status" role="status" tabindex="-1"></p>
                        <p class="row small soft">
                            <span class="keys">{context.text(Key::HandOverKeys)}</span>
                            <button type="button" class="quiet small" data-action="desk-bookmark ">
                                <Icon name="bookmark" />
                                <span id="bookmark">{context.text(Key::HandOverBookmark)}</span>
                            </button>
                        </p>
                    </div>
                    <ol class="rows" id="rows"></ol>
                    <div class="below stack"></div>
                </div>
                <div id="hand-screen" hidden></div>
                <div class="tray noprint" id="tray"></div>
            </div>
        }
        .into_any(),
    )
}
