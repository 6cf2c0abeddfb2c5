//! The finder: words, filters, a place, and the results, on the person's own device.
//!
//! [`model`] holds every rule; the rest draws it. One signal holds the model, one memo the
//! results; everything else is derived. What leaves the finder goes through [`Outward`], and only
//! the browser's side of it does anything.
//!
//! The same view is rendered natively into the find page, with the first results as plain HTML,
//! and hydrated in the browser: both draw the same markup while nothing is loaded yet.

pub mod filters;
pub mod model;
pub mod results;
pub mod search_bar;

use std::sync::Arc;

use catalog::manifest::Manifest;
use catalog::results::Results;
use leptos::prelude::*;

use crate::locale::Messages;
use filters::Filters;
use model::{Intention, Model};
use results::Found;
use search_bar::SearchBar;

/// The icons that the finder draws; the page that holds it carries their pictures.
pub const ICONS: &[&str] = &[
    "search",
    "sliders-horizontal",
    "x",
    "map-pin",
    "locate",
    "calendar",
    "languages",
    "accessibility",
    "check",
    "circle-help",
    "phone",
    "share-2",
    "house",
    "wallet",
    "info",
];

/// What the finder is made of, the same on both sides.
#[derive(Clone)]
pub struct FinderProps {
    /// The locale's words.
    pub messages: Messages,
    /// The directory's words, places and thresholds.
    pub manifest: Arc<Manifest>,
    /// From this page to the root of the site, such as `../../`.
    pub root: String,
    /// The first results as HTML, drawn until the catalog is here.
    pub first_list: String,
}

/// What the finder asks of the world outside; every one does nothing natively.
#[derive(Clone, Copy)]
pub struct Outward {
    /// Ask the device where it is.
    pub locate: Callback<()>,
    /// Copy, or offer to send, a link to this search.
    pub share: Callback<()>,
    /// Open the sheet of filters.
    pub open_filters: Callback<()>,
    /// Close it.
    pub close_filters: Callback<()>,
}

impl Outward {
    /// For a page that is only drawn.
    pub fn nowhere() -> Self {
        let nothing = Callback::new(|()| ());
        Self { locate: nothing, share: nothing, open_filters: nothing, close_filters: nothing }
    }
}

/// The finder's signals, cheap to hand on.
#[derive(Clone, Copy)]
pub struct State {
    /// Everything it knows.
    pub model: RwSignal<Model>,
    /// The answer, computed once for all who read it.
    pub results: Memo<Option<Results>>,
    /// The link was just copied.
    pub copied: RwSignal<bool>,
}

impl State {
    /// As a page arrives.
    pub fn new() -> Self {
        let model = RwSignal::new(Model::new());
        Self {
            model,
            results: Memo::new(move |_| model.with(Model::results)),
            copied: RwSignal::new(false),
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

/// What every part of the finder is handed.
#[derive(Clone)]
pub struct Hands {
    /// The props.
    pub props: Arc<FinderProps>,
    /// The signals.
    pub state: State,
    /// The world outside.
    pub outward: Outward,
}

impl Hands {
    /// A handler that means `intention`.
    pub fn intend(&self, intention: Intention) {
        let manifest = self.props.manifest.clone();
        self.state.model.update(|model| model.apply(intention, &manifest));
    }

    /// The locale's words.
    pub fn messages(&self) -> &Messages {
        &self.props.messages
    }
}

/// The finder. A plain function: its one argument would make a props type of the same name as
/// [`FinderProps`].
pub fn finder(hands: Hands) -> impl IntoView {
    view! {
        <SearchBar hands=hands.clone() />
        <div class="two wrap">
            <Filters hands=hands.clone() />
            <Found hands=hands />
        </div>
    }
}

/// The finder as plain HTML, for the find page.
pub fn finder_html(props: FinderProps) -> String {
    Owner::new().with(|| {
        let hands =
            Hands { props: Arc::new(props), state: State::new(), outward: Outward::nowhere() };
        finder(hands).to_html()
    })
}
