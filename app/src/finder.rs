//! The finder: words, filters, a place, and the results, on the person's own device.
//!
//! [`model`] holds every rule; the rest draws it. One signal holds the model, one memo the
//! results; everything else is derived. What is drawn is markup made by plain functions, in a few
//! places of an island that leptos keeps up to date; [`press`] says what each button in it means.
//!
//! The same view is rendered natively into the find page, with the first results as plain HTML,
//! and hydrated in the browser. What never changes ([`Unchanging`]) is drawn only there: it is on
//! the page already when the browser comes.

pub mod filters;
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
    /// The first results as HTML, drawn until the catalog is here.
    pub first_list: String,
}

/// Markup that is drawn once, with the page. Empty in the browser, which finds it there.
#[derive(Default)]
pub struct Unchanging {
    /// What stands in the bar.
    pub search_bar: String,
    /// What stands in the sheet of filters.
    pub filters: String,
    /// The orders, and the link to share.
    pub order: String,
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

    /// What a part of the finder shows, worked out again when what it reads has changed.
    fn shown(
        &self,
        draw: fn(&Model, Option<&Results>, &FinderProps) -> String,
    ) -> impl Fn() -> String + use<> {
        let Self { props, state } = self.clone();
        move || state.results.with(|found| state.model.with(|model| draw(model, found.as_ref(), &props)))
    }
}

/// The finder. A plain function: its one argument would make a props type of the same name as
/// [`FinderProps`].
pub fn finder(hands: Hands, unchanging: Unchanging) -> impl IntoView {
    let Unchanging { search_bar, filters, order } = unchanging;
    let chips = hands.shown(|model, _, props| results::chip_list(model, props));
    let status = hands.shown(results::status_line);
    let suggested = hands.shown(|_, found, props| {
        found.map_or_else(String::new, |found| results::suggested_needs(found, props))
    });
    let answer = hands.shown(|model, found, props| match found {
        Some(found) => results::answer(model, found, props),
        None => props.first_list.clone(),
    });
    view! {
        <div class="finder noprint" inner_html=search_bar></div>
        <div class="two wrap">
            <dialog
                class="filters noprint"
                id="filters"
                aria-labelledby="filters-title"
                inner_html=filters
            ></dialog>
            <div class="found">
                <ul class="row chips noprint" inner_html=chips></ul>
                <p class="status" id="status" role="status" tabindex="-1" inner_html=status></p>
                <ul class="row suggested noprint" inner_html=suggested></ul>
                <div class="row order noprint" inner_html=order></div>
                <div class="answers" inner_html=answer></div>
            </div>
        </div>
    }
}

/// The finder as plain HTML, for the find page.
pub fn finder_html(props: FinderProps) -> String {
    Owner::new().with(|| {
        let unchanging = Unchanging {
            search_bar: search_bar::search_bar(&props.messages),
            filters: filters::filters(&props),
            order: results::order(&props.messages),
        };
        let hands = Hands { props: Arc::new(props), state: State::new() };
        finder(hands, unchanging).to_html()
    })
}
