//! The finder as a program: it puts the finder's state on the page that the build has drawn, and
//! does what must be done outside.
//!
//! `early.js` has asked for everything that a first search needs before this runs; [`kit::catalog_files`] asks for
//! the rest. The question stands in `history.state`, which survives reload and Back and never shows
//! in the address; only a link that somebody chose to share carries it, after `#`.
//!
//! Reading order: [`start`], [`show`] (what is seen), [`controls`] (fields and boxes), [`listen`]
//! (what is pressed and typed), [`outside`] (the device's place, the link, the dialog),
//! [`kept`] (the person's own plan).

use std::sync::Arc;

use app::choice::choice_ids;
use app::finder::state::action::Action;
use app::finder::state::{FinderContext, FinderProps};
use app::locale::Messages;
use app::markup::ACTION;
use catalog::format::{FormatError, read};
use catalog::query::Query;
use js_sys::Function;
use kit::clock::{every_minute, now};
use kit::element::{all, first};
use kit::history::{self, Writer};
use kit::island::{on_change, run};
use kit::loading::Fetch;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, HtmlInputElement};

mod controls;
mod kept;
mod listen;
mod outside;
mod show;

/// Starts the finder on `island`, whose markup the page brought along.
///
/// `manifest` and `places` are bytes of files of the catalog; `places` may be empty where nobody has
/// said where they are. `fetch` takes the name of such a file, and gives a promise of its bytes.
/// `keep` takes an activity into the person's own plan, or nothing, and tells the ids in it. `share` and
/// `locate` are those of [`outside::Outside`].
///
/// # Errors
/// When the manifest cannot be read: then the page is left as it is.
#[wasm_bindgen]
pub fn start(
    island: HtmlElement,
    manifest: &[u8],
    places: &[u8],
    fetch: Function,
    keep: Function,
    share: Function,
    locate: Function,
) -> Result<(), JsValue> {
    let manifest = Arc::new(read::manifest(manifest).map_err(FormatError::words)?);
    // What fails is asked for again after the first results, and its lack is told then.
    let _ = manifest.places.receive(places);
    let data = island.dataset();
    let root = data.get("root").unwrap_or_default();
    // What was typed while the program was on its way is kept.
    let typed = Typed {
        words: value_of(&island, "#words"),
        place: value_of(&island, "#place"),
        ticked: all(&island, ".choice input:checked")
            .filter_map(|field| Action::read(&field.get_attribute(ACTION)?))
            .collect(),
    };
    let fetch = Fetch::new(fetch);
    run(|| {
        let messages = Messages::from_shipped(&manifest.locale, manifest.messages.clone());
        let context =
            FinderContext::new(FinderProps { messages, manifest: manifest.clone(), root });
        show::follow(&island, &context);
        let kept = kept::Kept::follow(keep, &context);
        listen::listen(&island, &context, kept, outside::Outside { share, locate });
        controls::follow(&island, &context);
        ask(&context, typed);
        remember(&context);
        tick(&context, manifest.time_zone.clone());
        kit::catalog_files::follow(&context, data.get("map"), fetch);
    });
    Ok(())
}

/// What a person has typed and ticked while the program was on its way.
struct Typed {
    words: String,
    place: String,
    ticked: Vec<Action>,
}

/// Takes in the question that the page was opened with, and what was added to it since.
fn ask(context: &FinderContext, typed: Typed) {
    let mut query = history::asked().map(|asked| Query::from_fragment(&asked)).unwrap_or_default();
    if !typed.words.is_empty() {
        query.words = typed.words;
    }
    for action in typed.ticked {
        // A browser that goes back ticks what the question has already.
        if let Action::Toggle(facet, value) = action
            && let Some((facet, value)) = choice_ids(&context.props.manifest, facet, value)
            && !query.has(facet, value)
        {
            query.toggle(facet, value);
        }
    }
    let now = now(&context.props.manifest.time_zone);
    context.model.update(|model| model.now = now);
    context.act(Action::Restore(query));
    if !typed.place.is_empty() {
        context.act(Action::TypePlace(typed.place));
    }
}

/// Writes every question into the tab's history from now on, and takes in those that come from
/// there.
fn remember(context: &FinderContext) {
    let model = context.model;
    let question = move || model.with_untracked(|model| model.query.to_fragment());
    let writer = Writer::new(question);
    let mut before: Option<(String, String)> = None;
    on_change(move || {
        let (words, fragment) =
            model.with(|model| (model.query.words.clone(), model.query.to_fragment()));
        match &before {
            Some((_, known)) if *known == fragment => {}
            Some((typed, _)) if *typed != words => writer.write_later(),
            _ => writer.write_now(&fragment),
        }
        before = Some((words, fragment));
    });
    let context = context.clone();
    history::follow(question, move |asked| {
        let query = Query::from_fragment(asked);
        if context.model.with_untracked(|model| model.query != query) {
            context.act(Action::Restore(query));
        }
    });
}

/// Keeps the model's clock right.
fn tick(context: &FinderContext, zone: String) {
    let model = context.model;
    every_minute(move || {
        let now = now(&zone);
        if model.with_untracked(|model| model.now != now) {
            model.update(|model| model.now = now);
        }
    });
}

fn value_of(island: &Element, selector: &str) -> String {
    let field = first(island, selector).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}
