//! The page of a person's own plan: the island, empty, and for browsers that run no script what
//! to do instead. The page knows nothing of what is kept; it is the same for everybody.

use leptos::prelude::*;

use super::Address;
use super::document::{PlanPart, Sheet};
use super::here::Here;
use crate::locale::Key;
use crate::plan::draw::{PlanProps, WORDS, island};

/// "My plan".
pub fn plan(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::PlanTitle);
    let find = here.to(&Address::Find(here.own()));
    let island = awake(here);
    let has_island = island.is_some();
    let main = view! {
        <h1>{title.clone()}</h1>
        {has_island.then(|| view! { <p class="lead noprint">{here.text(Key::PlanLead)}</p> })}
        <section class="stack" class:no-script=has_island>
            <h2>{here.text(Key::PlanScript)}</h2>
            <p>{here.text(Key::PlanScriptText)}</p>
        </section>
        {island}
        <p class="noprint"><a class="button quiet" href=find>{here.text(Key::FindTitle)}</a></p>
    };
    Sheet {
        is_unlisted: true,
        plan: has_island.then_some(PlanPart::Whole),
        ..Sheet::new(title, main.into_any())
    }
}

/// The island, whose attributes tell `plan-page.js` what to load, and the plan its words.
fn awake(here: &Here<'_>) -> Option<AnyView> {
    let files = here.site.assets.plan.as_ref()?;
    // From here to the locale's folder.
    let folder = "../".to_owned();
    let words = serde_json::to_string(&here.messages.some(WORDS)).ok()?;
    let html = island(&PlanProps { messages: here.messages.clone(), folder: folder.clone() });
    Some(
        view! {
            <div
                id="plan"
                class="desk"
                data-glue=here.file(&files.glue)
                data-wasm=here.file(&files.wasm)
                data-zone=here.config().time_zone.clone()
                data-folder=folder
                data-words=words
                inner_html=html
            ></div>
        }
        .into_any(),
    )
}
