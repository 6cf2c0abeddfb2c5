//! The directory on a phone that has no connection: where it is kept and taken off again, and what
//! stands in for a page that was not kept.
//!
//! It is kept when somebody presses for it, and never by itself: megabytes cost money, and a phone
//! may be shared. What is kept depends on the locale only, so it tells nothing of a visit.

use leptos::prelude::*;

use super::document::Sheet;
use super::here::Here;
use super::{Address, Kept};
use crate::locale::Key;

/// "Keep this directory on this phone". `public/keep.js` does what the buttons say.
pub fn keep(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::OfflineTitle);
    let lead = here.text(Key::OfflineLead);
    let language = here.text(Key::OwnName);
    let kept = here.site.assets.kept.get(here.locale);
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <p>{here.fill(Key::OfflineWhat, &[("language", &language)])}</p>
        {kept.map(|kept| buttons(here, kept))}
    };
    Sheet {
        description: Some(lead),
        trail: vec![(Address::Home(here.own()), here.text(Key::SiteStart))],
        script: Some(here.site.assets.keep_script.clone()),
        ..Sheet::new(title, main.into_any())
    }
}

/// Nothing that needs the script is shown before it runs; until then the page says that it cannot.
fn buttons(here: &Here<'_>, kept: &Kept) -> AnyView {
    // In tenths of a megabyte, never too few; no phone keeps more than this number holds.
    let tenths = u32::try_from(kept.bytes.div_ceil(100_000)).unwrap_or(u32::MAX);
    let size = here.fill(Key::OfflineSize, &[("size", &here.messages.tenths(tenths))]);
    let part = (!kept.has_services).then(|| view! { <p>{here.text(Key::OfflinePart)}</p> });
    view! {
        <p>{size}</p>
        {part}
        <div
            id="keep"
            class="stack"
            data-root=here.root.clone()
            data-release=kept.release.clone()
            data-locale=here.own()
            data-keeping=here.text(Key::OfflineKeeping)
            data-kept=here.text(Key::OfflineKept)
            data-forgotten=here.text(Key::OfflineForgotten)
            data-failed=here.text(Key::OfflineFailed)
            data-refused=here.text(Key::OfflineRefused)
        >
            <p id="keep-said">{here.text(Key::OfflineUnable)}</p>
            <p>
                <button id="keep-it" type="button" hidden>{here.text(Key::OfflineKeep)}</button>
                <button id="forget-it" type="button" class="quiet" hidden>{here.text(Key::OfflineForget)}</button>
            </p>
        </div>
    }
    .into_any()
}

/// "This page is not on this phone", and what is.
pub fn away(here: &Here<'_>) -> Sheet {
    let title = here.text(Key::AwayTitle);
    let links = [
        (Address::Find(here.own()), Key::FindTitle),
        (Address::Home(here.own()), Key::SiteStart),
        (Address::Lists(here.own()), Key::ListsTitle),
    ]
    .into_iter()
    .map(|(address, key)| view! { <li><a class="chip" href=here.to(&address)>{here.text(key)}</a></li> })
    .collect_view();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{here.text(Key::AwayText)}</p>
        <ul class="row plain">{links}</ul>
    };
    Sheet { is_unlisted: true, ..Sheet::new(title, main.into_any()) }
}
