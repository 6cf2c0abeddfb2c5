//! The page that opens a plan which somebody was handed: the same page for everybody, and readable before any
//! script runs. What stands after `#` is seen by the phone alone.

use leptos::prelude::*;

use super::aloud::heading;
use super::context::PageContext;
use super::page::{Page, PlanPart};
use super::{Address, SlipAssets};
use crate::handed::view::{HandedProps, WORDS, island};
use crate::locale::Key;
use crate::plan::file::STORED;

/// "Activities for you".
pub fn handed(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::HandedTitle);
    let find = context.to(&Address::Find(context.own()));
    let island = awake(context);
    let has_island = island.is_some();
    // Each part of a code is the address of a service's page.
    let pages = [context.config().base_url.as_str(), context.locale, "/s/"].concat();
    let main = view! {
        {heading(context, title.clone())}
        <p class="what">{context.text(Key::HandedWhat)}</p>
        <section class="stack" class:no-script=has_island>
            <h2>{context.text(Key::HandedScript)}</h2>
            <p>{context.fill(Key::HandedScriptText, &[("address", &pages)])}</p>
            {has_island.then(|| view! {
                <p>
                    <button type="button" class="quiet" id="again">
                        {context.text(Key::FinderTryAgain)}
                    </button>
                </p>
            })}
        </section>
        {island}
        <p class="noprint"><a class="button quiet" href=find>{context.text(Key::FindTitle)}</a></p>
    };
    Page {
        is_unlisted: true,
        // Nobody who reads the plan waits for it.
        paper_stylesheet: Some(context.site.assets.handout_stylesheet.clone()),
        plan: has_island.then_some(PlanPart::Handed),
        ..Page::new(title, main.into_any())
    }
}

/// The island, whose attributes tell the program its words.
fn awake(context: &PageContext<'_>) -> Option<AnyView> {
    let files = context.site.assets.handed.as_ref()?;
    let (slips, is_index) = match context.site.assets.slips.get(context.locale)? {
        SlipAssets::Whole(path) => (context.file(path), false),
        SlipAssets::Index(path) => (context.file(path), true),
    };
    // The directory's own language stands beneath each line of the sheet: those who meet the person there read it.
    // Only a whole file is asked for: it is the same for everybody.
    let beneath = context.default_locale();
    let beneath = match context.site.assets.slips.get(beneath) {
        Some(SlipAssets::Whole(path)) if beneath != context.locale => Some(context.file(path)),
        _ => None,
    };
    // From here to the locale's folder.
    let folder = "../".to_owned();
    let words = serde_json::to_string(&context.messages.some(WORDS)).ok()?;
    let html = island(&HandedProps { messages: context.messages.clone(), folder: folder.clone() });
    Some(
        view! {
            <div
                id="handed"
                class="desk"
                data-slips=slips
                data-beneath=beneath
                data-index=is_index.then_some("")
                data-take=context.file(&files.take_script)
                data-wasm=context.file(&files.take_wasm)
                data-zone=context.config().time_zone.clone()
                data-folder=folder
                data-words=words
                data-stored=STORED
                inner_html=html
            ></div>
        }
        .into_any(),
    )
}
