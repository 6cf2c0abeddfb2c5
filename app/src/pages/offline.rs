//! The directory on a phone that has no connection: where it is kept and taken off again, and what
//! stands in for a page that was not kept.
//!
//! It is kept when somebody presses for it, and never by itself: megabytes cost money, and a phone
//! may be shared. What is kept depends on the locale only, so it tells nothing of a visit.

use leptos::prelude::*;

use super::context::PageContext;
use super::page::Page;
use super::{Address, Stored};
use crate::locale::Key;

/// "Keep this directory on this phone". `public/store.js` does what the buttons say.
pub fn store(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::OfflineTitle);
    let lead = context.text(Key::OfflineLead);
    let language = context.text(Key::OwnName);
    let kept = context.site.assets.stored.get(context.locale);
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <p>{context.fill(Key::OfflineWhat, &[("language", &language)])}</p>
        {kept.map(|kept| buttons(context, kept))}
    };
    Page {
        description: Some(lead),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        script: Some(context.site.assets.store_script.clone()),
        ..Page::new(title, main.into_any())
    }
}

/// Nothing that needs the script is shown before it runs; until then the page says that it cannot.
fn buttons(context: &PageContext<'_>, kept: &Stored) -> AnyView {
    // In tenths of a megabyte, never too few; no phone keeps more than this number holds.
    let tenths = u32::try_from(kept.bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    let size = context.fill(Key::OfflineSize, &[("size", &context.messages.tenths(tenths))]);
    let part = (!kept.has_services).then(|| view! { <p>{context.text(Key::OfflinePart)}</p> });
    view! {
        <p>{size}</p>
        {part}
        <div
            id="keep"
            class="stack"
            data-root=context.root.clone()
            data-release=kept.release.clone()
            data-locale=context.own()
            data-keeping=context.text(Key::OfflineKeeping)
            data-kept=context.text(Key::OfflineKept)
            data-forgotten=context.text(Key::OfflineForgotten)
            data-failed=context.text(Key::OfflineFailed)
            data-refused=context.text(Key::OfflineRefused)
        >
            <p id="keep-said">{context.text(Key::OfflineUnable)}</p>
            <p>
                <button id="keep-it" type="button" hidden>{context.text(Key::OfflineKeep)}</button>
                <button id="forget-it" type="button" class="quiet" hidden>{context.text(Key::OfflineForget)}</button>
            </p>
        </div>
    }
    .into_any()
}

/// "This page is not on this phone", and what is.
pub fn away(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::AwayTitle);
    let links = [
        (Address::Find(context.own()), Key::FindTitle),
        (Address::Home(context.own()), Key::SiteStart),
        (Address::Lists(context.own()), Key::ListsTitle),
    ]
    .into_iter()
    .map(|(address, key)| view! { <li><a class="chip" href=context.to(&address)>{context.text(key)}</a></li> })
    .collect_view();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{context.text(Key::AwayText)}</p>
        <ul class="row plain">{links}</ul>
    };
    Page { is_unlisted: true, ..Page::new(title, main.into_any()) }
}
