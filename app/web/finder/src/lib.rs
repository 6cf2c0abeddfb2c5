//! The only place that knows a browser: it wakes the finder, and does what must be done outside.
//!
//! Everything that a first search needs has been asked for by `early.js` before this runs; the rest
//! is [`load`]'s. State is kept in `history.state`, which survives reload and Back and never
//! shows in the address; only a link that somebody chose to share carries it, after `#`.

use std::sync::Arc;

use any_spawner::Executor;
use catalog::format::read;
use catalog::manifest::Manifest;
use catalog::place::Position;
use catalog::query::{Origin, Query};
use gloo::events::EventListener;
use gloo::timers::callback::{Interval, Timeout};
use gloo::utils::{document, window};
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::clock::now;
use crate::finder::model::{Intention, LocateProblem};
use crate::finder::{FinderProps, Hands, State};
use crate::locale::{Key, Messages};
use controls::keep_controls;
use keeper::Keeper;
use listen::listen;
use load::{Loader, bring_ground, stream};
use regions::keep_regions;

mod controls;
mod focus;
mod keeper;
mod listen;
mod load;
mod memory;
mod regions;

/// How long "Link copied" stays, in milliseconds: long enough to be read twice.
const COPIED_MS: u32 = 4_000;

/// How often the clock is read again, in milliseconds: sessions begin on whole minutes.
const CLOCK_MS: u32 = 60_000;

/// Wakes the finder on `element`, whose markup the page brought along.
///
/// `fetch` takes the name of a file of the catalog, such as `manifest`, and gives a promise of its
/// bytes. `keep` takes an activity into the person's own plan, or nothing, and tells the ids
/// in it.
///
/// # Errors
/// When the manifest does not arrive or cannot be read: then the page is left as it is.
#[wasm_bindgen]
pub async fn start(
    element: web_sys::HtmlElement,
    manifest: String,
    fetch: Function,
    keep: Function,
) -> Result<(), JsValue> {
    let loader = Loader::new(fetch);
    let manifest =
        read::manifest(&loader.bytes(&manifest).await?).map_err(|error| error.to_string())?;
    let manifest = Arc::new(manifest);
    if let Some(Origin::Place(_)) = asked().and_then(|query| query.origin) {
        // Which tiles are near is not known without them.
        // What fails is asked for again after the first results, and its lack is told then.
        let places = loader.bytes(&manifest.places.file.name).await.unwrap_or_default();
        let _ = manifest.places.receive(&places);
    }
    let root = element.dataset().get("root").unwrap_or_default();
    // What was typed while the bundle was on its way is kept.
    let typed = value_of(&element, "#words");
    // Effects run on the browser's own queue. Refused only where that is so already.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let hands = owner.with(|| hands(&manifest, root));
    owner.with(|| {
        keep_regions(&element, &hands);
        listen(&element, &hands, Keeper::wake(keep, &hands));
        keep_controls(&element, &hands);
        wake(&hands, &manifest, typed);
        if let Some(map) = element.dataset().get("map") {
            bring_ground(hands.state.model, map, loader.clone());
        }
        stream(hands.state.model, manifest, loader);
    });
    // The page lives as long as its finder.
    std::mem::forget(owner);
    Ok(())
}

/// Unicode's decomposition and small letters, which every browser knows by heart.
fn decompose(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKD").to_lower_case().into()
}

/// Does something now, and whenever what it has read has changed: before the next frame, once for
/// all changes of a moment. One effect for all, because leptos compiles each kind anew.
fn on_change(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_: Option<()>| act());
}

fn hands(manifest: &Arc<Manifest>, root: String) -> Hands {
    let messages = Messages::from_shipped(&manifest.locale, manifest.messages.clone());
    let props = FinderProps { messages, manifest: manifest.clone(), root };
    Hands { props: Arc::new(props), state: State::new() }
}

fn wake(hands: &Hands, manifest: &Arc<Manifest>, typed: String) {
    let model = hands.state.model;
    let query = asked().unwrap_or_default();
    let query = if typed.is_empty() { query } else { Query { words: typed, ..query } };
    model.update(|model| model.now = now(&manifest.time_zone));
    hands.intend(Intention::Restore(query));

    memory::keep(model);

    let zone = manifest.time_zone.clone();
    Interval::new(CLOCK_MS, move || {
        let now = now(&zone);
        if model.with_untracked(|model| model.now != now) {
            model.update(|model| model.now = now);
        }
    })
    .forget();

    // Somebody opens a shared link in this very tab.
    let hands = hands.clone();
    EventListener::new(&window(), "hashchange", move |_| {
        if let Some(query) = asked() {
            hands.intend(Intention::Restore(query));
        }
    })
    .forget();
}

/// What the address asks for after `#`, or else what this tab remembers.
fn asked() -> Option<Query> {
    let fragment = window().location().hash().unwrap_or_default();
    let fragment = fragment.trim_start_matches('#');
    // `#main` and the like are places on the page, not questions.
    if fragment.contains('=') {
        return Some(Query::from_fragment(fragment));
    }
    let state = window().history().ok()?.state().ok()?.as_string()?;
    Some(Query::from_fragment(&state))
}

/// Asks the device where it is, because its owner pressed the button. The answer is rounded, and
/// stays in memory.
fn locate(hands: Hands) {
    let say = move |intention| hands.intend(intention);
    let Ok(geolocation) = window().navigator().geolocation() else {
        say(Intention::StandNowhere(LocateProblem::Unavailable));
        return;
    };
    let found = {
        let say = say.clone();
        Closure::once_into_js(move |position: web_sys::Position| {
            let at = position.coords();
            match Position::from_degrees(at.latitude(), at.longitude()) {
                Some(position) => say(Intention::StandAt(position)),
                None => say(Intention::StandNowhere(LocateProblem::Unavailable)),
            }
        })
    };
    let refused = Closure::once_into_js(move |error: web_sys::PositionError| {
        let problem = if error.code() == web_sys::PositionError::PERMISSION_DENIED {
            LocateProblem::Refused
        } else {
            LocateProblem::Unavailable
        };
        say(Intention::StandNowhere(problem));
    });
    // A browser that refuses outright calls `refused` itself.
    let _ = geolocation.get_current_position_with_error_callback(
        found.unchecked_ref(),
        Some(refused.unchecked_ref()),
    );
}

/// Copies a link to this search; where a browser refuses, the link stands in the address.
fn share(hands: &Hands) {
    let fragment = hands.state.model.with_untracked(|model| model.query.to_fragment());
    let location = window().location();
    let page = location.href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    let link = [page, "#", &fragment].concat();
    let clipboard = window().navigator().clipboard();
    let hands = hands.clone();
    spawn_local(async move {
        // There is none on a page that came without encryption: asking it would throw.
        let has_clipboard = !clipboard.is_undefined();
        if has_clipboard && JsFuture::from(clipboard.write_text(&link)).await.is_ok() {
            say_of_link(&hands, Key::FinderCopied);
            Timeout::new(COPIED_MS, move || say_of_link(&hands, Key::FinderShare)).forget();
        } else if let Ok(history) = window().history() {
            // They asked for the link: it stands in the address, to be copied there, until the
            // question changes.
            let _ = history.replace_state_with_url(&fragment.into(), "", Some(&link));
        }
    });
}

/// What stands on the button for the link; a screen reader says it when it changes.
fn say_of_link(hands: &Hands, key: Key) {
    if let Ok(Some(words)) = document().query_selector(".share span") {
        words.set_text_content(Some(hands.props.messages.text(key)));
    }
}

/// Does something with the sheet of filters.
fn sheet(act: fn(web_sys::HtmlDialogElement)) {
    let sheet = document().get_element_by_id("filters");
    sheet.and_then(|sheet| sheet.dyn_into().ok()).into_iter().for_each(act);
}

fn value_of(element: &web_sys::HtmlElement, selector: &str) -> String {
    element
        .query_selector(selector)
        .ok()
        .flatten()
        .and_then(|input| input.dyn_into::<web_sys::HtmlInputElement>().ok())
        .map(|input| input.value())
        .unwrap_or_default()
}

/// Says that results are live: the style sheet stops hiding them, and a test can wait for it.
fn mark_ready() {
    mark("asking", false);
    mark("ready", true);
}

/// Tells the style sheet, by a class of the document.
fn mark(class: &str, is_so: bool) {
    if let Some(root) = document().document_element() {
        // Only a class with a space or without a letter is refused.
        let _ = root.class_list().toggle_with_force(class, is_so);
    }
}
