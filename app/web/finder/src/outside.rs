//! What the finder does outside its state: asks the device where it is, copies a link, opens the
//! dialog of filters.

use app::finder::state::FinderContext;
use app::finder::state::action::{Action, LocateProblem};
use app::locale::Key;
use catalog::place::Position;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use kit::history::show_in_address;
use kit::promise::settled;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlDialogElement, PositionError, PositionOptions};

/// How long "Link copied" stays, in milliseconds: long enough to be read twice.
const COPIED_MS: u32 = 4_000;

/// How long a device may look for where it is, in milliseconds, once its owner has said yes.
const LOCATE_MS: u32 = 10_000;

/// Asks the device where it is, because its owner pressed the button. The answer is rounded, and
/// stays in memory.
pub fn locate(context: &FinderContext) {
    let (found, refused) = (context.clone(), context.clone());
    context.act(Action::Locate);
    let unavailable = || Action::StandNowhere(LocateProblem::Unavailable);
    let Ok(geolocation) = window().navigator().geolocation() else {
        return context.act(unavailable());
    };
    let found = Closure::once_into_js(move |position: web_sys::Position| {
        let at = position.coords();
        let position = Position::from_degrees(at.latitude(), at.longitude());
        found.act(position.map_or_else(unavailable, Action::StandAt));
    });
    let refused = Closure::once_into_js(move |error: PositionError| {
        let is_no = error.code() == PositionError::PERMISSION_DENIED;
        let problem = if is_no { LocateProblem::Refused } else { LocateProblem::Unavailable };
        refused.act(Action::StandNowhere(problem));
    });
    let options = PositionOptions::new();
    options.set_timeout(LOCATE_MS);
    // A browser that refuses outright calls `refused` itself.
    let _ = geolocation.get_current_position_with_error_callback_and_options(
        found.unchecked_ref(),
        Some(refused.unchecked_ref()),
        &options,
    );
}

/// Copies a link to this search; where a browser refuses, the link stands in the address.
pub fn share(context: &FinderContext) {
    let fragment = context.model.with_untracked(|model| model.query.to_fragment());
    let page = window().location().href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    let link = [page, "#", &fragment].concat();
    let clipboard = window().navigator().clipboard();
    // There is none on a page that came without encryption: asking it would throw.
    if clipboard.is_undefined() {
        return show_in_address(&fragment, &link);
    }
    let context = context.clone();
    settled(&clipboard.write_text(&link), move |copied| match copied {
        Some(_) => {
            say_of_link(&context, Key::FinderCopied);
            Timeout::new(COPIED_MS, move || say_of_link(&context, Key::FinderShare)).forget();
        }
        None => show_in_address(&fragment, &link),
    });
}

/// What stands on the button for the link; a screen reader says it when it changes.
fn say_of_link(context: &FinderContext, key: Key) {
    if let Ok(Some(words)) = document().query_selector(".share span") {
        words.set_text_content(Some(context.props.messages.text(key)));
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
