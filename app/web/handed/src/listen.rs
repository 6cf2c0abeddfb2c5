//! Hears what is pressed and typed.

use std::rc::Rc;

use app::handed::state::Slips;
use app::handed::view::{AGAIN, OPEN};
use gloo::utils::window;
use kit::action::{action_of, listen as on};
use kit::element::{by_id, first, focus};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::{Context, write};

/// Listens for as long as the page lives.
pub fn listen(context: &Rc<Context>) {
    let own = context.clone();
    on(&context.island, "click", move |event| match action_of(event).unwrap_or_default().trim() {
        OPEN => open(&own),
        AGAIN => {
            own.update(|model, _| model.slips = Slips::Awaited);
            own.load();
        }
        _ => {}
    });
    let own = context.clone();
    on(&context.island, "keydown", move |event| {
        let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
        if is_enter && kit::element::target(event).is_some_and(|field| field.id() == "code") {
            open(&own);
        }
    });
}

/// Opens the code that was typed.
fn open(context: &Rc<Context>) {
    let field = by_id("code").and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let Some(field) = field else { return };
    let typed = field.value();
    let mut fragment = None;
    context.update(|model, context| {
        fragment = model.type_code(&typed, &context.props.messages);
    });
    let Some(fragment) = fragment else { return focus(field.into()) };
    write(&fragment);
    field.set_value("");
    // The other program of this page draws it, too.
    if let Ok(changed) = Event::new("hashchange") {
        let _ = window().dispatch_event(&changed);
    }
    first(&context.island, "#handed-top").into_iter().for_each(focus);
}
