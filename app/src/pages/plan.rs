//! The page of a person's own plan: the island, empty, and for browsers that run no script what
//! to do instead. The page knows nothing of what is kept; it is the same for everybody.

use leptos::prelude::*;

use super::aloud::heading;
use super::context::PageContext;
use super::page::{Page, PlanPart, WayOut};
use super::{Address, SlipAssets};
use crate::locale::Key;
use crate::plan::file::STORED;
use crate::plan::view::{PlanParts, PlanProps, WORDS, island};

mod near;
mod reply;

/// "My plan".
pub fn plan(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::PlanTitle);
    let find = context.to(&Address::Find(context.own()));
    let island = awake(context);
    let has_island = island.is_some();
    let main = view! {
        {heading(context, title.clone())}
        {has_island.then(|| view! { <p class="lead noprint">{context.text(Key::PlanLead)}</p> })}
        <section class="stack" class:no-script=has_island>
            <h2>{context.text(Key::PlanScript)}</h2>
            <p>{context.text(Key::PlanScriptText)}</p>
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
        plan: has_island.then_some(PlanPart::Whole),
        way_out: WayOut::WhenDiscreet,
        ..Page::new(title, main.into_any())
    }
}

/// The island, whose attributes tell `plan-page.js` what to load, and the plan its words.
fn awake(context: &PageContext<'_>) -> Option<AnyView> {
    let files = context.site.assets.plan.as_ref()?;
    // From here to the locale's folder.
    let folder = "../".to_owned();
    let words = serde_json::to_string(&context.messages.some(WORDS)).ok()?;
    let slips = context.site.assets.slips.get(context.locale);
    let is_index = matches!(slips, Some(SlipAssets::Index(_)));
    // The whole file of the locale, which everybody asks for; never a part that would tell what is kept.
    let slips = match slips {
        Some(SlipAssets::Whole(path)) => Some(context.file(path)),
        Some(SlipAssets::Index(_)) | None => None,
    };
    let parts = PlanParts { reply: reply::reply(context), near: near::near(context), is_index };
    let props = PlanProps { messages: context.messages.clone(), folder: folder.clone() };
    let html = island(&props, &parts);
    Some(
        view! {
            <div
                id="plan"
                class="desk"
                data-wasm=context.file(&files.wasm)
                data-slips=slips
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
