//! What the finder does outside its state: asks the device where it is, copies a link, opens the
//! dialog of filters. What needs the browser's promises and callbacks, `start.js` does: in JavaScript it
//! is a quarter of the bytes.

use app::finder::state::FinderContext;
use app::finder::state::action::{Action, LocateProblem};
use catalog::place::Position;
use gloo::utils::document;
use js_sys::Function;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlDialogElement;

/// What `start.js` does for the finder.
#[derive(Clone)]
pub struct Outside {
    /// Copies a link to the question that it is given.
    pub share: Function,
    /// Asks the device where it is, and calls what it is given with degrees to the north and to the
    /// east; or with no number, and 1 where its owner said no.
    pub locate: Function,
}

impl Outside {
    /// Asks the device where it is, because its owner pressed the button. The answer is rounded, and
    /// stays in memory.
    pub fn locate(&self, context: &FinderContext) {
        context.act(Action::Locate);
        let context = context.clone();
        let told = Closure::once_into_js(move |lat: f64, lon: f64| {
            let position = Position::from_degrees(lat, lon);
            let problem =
                if lon == 1.0 { LocateProblem::Refused } else { LocateProblem::Unavailable };
            context.act(position.map_or(Action::StandNowhere(problem), Action::StandAt));
        });
        let _ = self.locate.call1(&JsValue::NULL, &told);
    }

    /// Copies a link to this search; where a browser refuses, the link stands in the address.
    pub fn share(&self, context: &FinderContext) {
        let fragment = context.model.with_untracked(|model| model.query.to_fragment());
        let _ = self.share.call1(&JsValue::NULL, &fragment.into());
    }
}

/// Opens the dialog of filters. Refused only when it is open already.
pub fn open_filters() {
    let _ = filters().map(|dialog| dialog.show_modal());
}

/// Closes the dialog of filters.
pub fn close_filters() {
    if let Some(dialog) = filters() {
        dialog.close();
    }
}

fn filters() -> Option<HtmlDialogElement> {
    document().get_element_by_id("filters")?.dyn_into().ok()
}
