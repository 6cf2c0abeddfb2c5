//! The finder: words, filters, a place, and the results, on the person's own device.
//!
//! [`model`] holds every rule; the rest draws it. One signal holds the model, one memo the
//! results; everything else is derived. What is drawn is markup made by plain functions, in a few
//! places of an island; [`press`] says what each button in it means.
//!
//! The island is drawn natively into the find page, with the first results as plain HTML. The
//! browser finds it there, and from then on draws the [`REGIONS`] anew whenever they change: so no
//! view travels to the phone, nor what would put it over the one that stands there.

pub mod filters;
pub mod map;
pub mod model;
pub mod press;
pub mod results;
pub mod search_bar;

use std::sync::Arc;

use catalog::manifest::Manifest;
use catalog::results::Results;
use leptos::prelude::*;

use crate::locale::Messages;
use model::{Intention, Model};

/// What the finder is made of, the same on both sides.
pub struct FinderProps {
    /// The locale's words.
    pub messages: Messages,
    /// The directory's words, places and thresholds.
    pub manifest: Arc<Manifest>,
    /// From this page to the root of the site, such as `../../`.
    pub root: String,
}

/// The finder's signals, cheap to hand on.
#[derive(Clone, Copy)]
pub struct State {
    /// Everything it knows.
    pub model: RwSignal<Model>,
    /// The answer, computed once for all who read it.
    pub results: Memo<Option<Results>>,
}

impl State {
    /// As a page arrives.
    pub fn new() -> Self {
        let model = RwSignal::new(Model::new());
        Self { model, results: Memo::new(move |_| model.with(Model::results)) }
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
}

impl Hands {
    /// A handler that means `intention`.
    pub fn intend(&self, intention: Intention) {
        self.state.model.update(|model| model.apply(intention, &self.props.manifest));
    }
}

/// A part of the island that is drawn anew when it changes.
pub struct Region {
    /// Where it stands.
    pub selector: &'static str,
    /// What it shows.
    pub draw: fn(&Model, Option<&Results>, &FinderProps) -> String,
}

/// All of them; the line that tells of the answer comes before it.
pub const REGIONS: [Region; 4] = [
    Region { selector: ".chips", draw: |model, _, props| results::chip_list(model, props) },
    Region { selector: "#status", draw: results::status_line },
    Region {
        selector: ".suggested",
        draw: |_, found, props| {
            found.map_or_else(String::new, |found| results::suggested_needs(found, props))
        },
    },
    Region {
        selector: ".answers",
        draw: |model, found, props| {
            found.map_or_else(String::new, |found| results::answer(model, found, props))
        },
    },
];

/// The island as plain HTML, for the find page: nothing asked yet, and `first_list` as the answer.
#[cfg(feature = "ssr")]
pub fn island_html(props: &FinderProps, first_list: String) -> String {
    let messages = &props.messages;
    let status = results::status_line(&Model::new(), None, props);
    view! {
        <div class="finder noprint" inner_html=search_bar::search_bar(messages)></div>
        <div class="two wrap">
            <dialog
                class="filters noprint"
                id="filters"
                aria-labelledby="filters-title"
                inner_html=filters::filters(props)
            ></dialog>
            <div class="found">
                <ul class="row chips noprint"></ul>
                <p class="status" id="status" role="status" tabindex="-1" inner_html=status></p>
                <ul class="row suggested noprint"></ul>
                <div class="row order noprint" inner_html=results::order(messages)></div>
                <div class="answers" inner_html=first_list></div>
            </div>
        </div>
    }
    .to_html()
}
