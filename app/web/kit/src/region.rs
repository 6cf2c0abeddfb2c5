//! Draws the parts of the island anew that the model and its answer have changed, at once: the
//! answer is what a person waits for. What the page brought along stays until the first change.

use leptos::prelude::*;
use web_sys::Element;

use super::controls::first;
use super::on_change;
use crate::finder::{Hands, REGIONS, Region};

/// Keeps every region as the model has it, for as long as the page lives.
pub(super) fn keep_regions(island: &Element, hands: &Hands) {
    for Region { selector, draw } in REGIONS {
        let Some(element) = first(island, selector) else { continue };
        let Hands { props, state } = hands.clone();
        let draw = move || {
            state
                .results
                .with(|found| state.model.with(|model| draw(model, found.as_ref(), &props)))
        };
        let mut shown = untrack(&draw);
        on_change(move || {
            let markup = draw();
            if shown != markup {
                element.set_inner_html(&markup);
                shown = markup;
            }
        });
    }
}
