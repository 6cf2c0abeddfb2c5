//! What the finder knows, and what follows from an action: plain values, tested natively.
//!
//! One signal holds the [`Model`], one memo its results; every region of the page is derived from
//! the two.

pub mod action;
pub mod loader;
pub mod map_view;
pub mod model;

use std::sync::Arc;

use catalog::manifest::Manifest;
use catalog::results::Results;
use reactive_graph::computed::Memo;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::*;

use crate::locale::Messages;
use action::Action;
use model::Model;

/// What a finder is drawn with, the same in build and browser.
pub struct FinderProps {
    /// The locale's words.
    pub messages: Messages,
    /// The directory's words, places and thresholds.
    pub manifest: Arc<Manifest>,
    /// From this page to the root of the site, such as `../../`.
    pub root: String,
}

/// A running finder: its props and its signals, cheap to hand on.
#[derive(Clone)]
pub struct FinderContext {
    /// The props.
    pub props: Arc<FinderProps>,
    /// Everything the finder knows.
    pub model: RwSignal<Model>,
    /// The answer to the model's question, computed once for all regions.
    pub results: Memo<Option<Results>>,
}

impl FinderContext {
    /// A finder as its page arrives.
    pub fn new(props: FinderProps) -> Self {
        let model = RwSignal::new(Model::new());
        let results = Memo::new(move |_| model.with(Model::results));
        Self { props: Arc::new(props), model, results }
    }

    /// Lets the model follow an action; every region that depends on what changed is drawn anew.
    pub fn act(&self, action: Action) {
        self.model.update(|model| model.apply(action, &self.props.manifest));
    }
}
