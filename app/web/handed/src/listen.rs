//! Hears what is pressed and typed.

use std::rc::Rc;

use app::handed::state::{HandedModel, Slips};
use app::handed::view::{AGAIN, DATES, KEEP, OPEN, PRINT};
use app::locale::Key;
use app::plan::Plan;
use app::plan::calendar::{self, Dating};
use gloo::utils::{document, window};
use kit::action::{action_of, listen as on};
use kit::clock::{now_utc, utc};
use kit::element::{by_id, first, focus};
use kit::file::save;
use kit::storage;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent, Url};

use crate::{Context, load, write};

/// What the file is called: neutral, for whoever sees the folder of downloads.
const DATES_FILE: &str = "my-dates.ics";

/// Listens for as long as the page lives.
pub fn listen(context: &Rc<Context>) {
    let own = context.clone();
    on(&context.island, "click", move |event| {
        match action_of(event).unwrap_or_default().trim() {
            KEEP => keep(&own),
            OPEN => open(&own),
            DATES => dates(&own),
            PRINT => {
                // A browser without a printer does nothing.
                let _ = window().print();
            }
            AGAIN => {
                own.update(|model, _| model.slips = Slips::Awaited);
                load::load(&own);
            }
            _ => {}
        }
    });
    let own = context.clone();
    on(&context.island, "keydown", move |event| {
        let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
        if is_enter && kit::element::target(event).is_some_and(|field| field.id() == "code") {
            open(&own);
        }
    });
    let own = context.clone();
    storage::follow(move || {
        let stored = storage::read(&own.stored);
        own.update(|model, _| model.look_at(stored.as_deref()));
    });
}

/// Puts everything into the person's own plan.
fn keep(context: &Rc<Context>) {
    let stored = storage::read(&context.stored);
    context.update(|model, context| {
        let messages = &context.props.messages;
        if let Some(plan) = model.keep(stored.as_deref(), messages) {
            model.kept(storage::write(&context.stored, &plan), messages);
        }
    });
    // The button is gone: the way to the plan stands in its place.
    first(&context.island, "#handed-top a.button").into_iter().for_each(focus);
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
    if context.is_index {
        context.update(|model, _| model.slips = Slips::Awaited);
    }
    load::load(context);
    first(&context.island, "#handed-top").into_iter().for_each(focus);
}

/// Saves the next sessions as a calendar file.
fn dates(context: &Rc<Context>) {
    let text = dates_of(&context.model.borrow(), context);
    match text {
        Some(text) => save(DATES_FILE, "text/calendar;charset=utf-8", &text),
        None => context.update(|model, context| {
            model.said = context.props.messages.text(Key::PlanNoDate).to_owned();
        }),
    }
}

fn dates_of(model: &HandedModel, context: &Context) -> Option<String> {
    let plan = Plan { items: model.items(), ..Plan::default() };
    let coming = plan.coming(model.now?);
    if coming.is_empty() {
        return None;
    }
    let page = document().base_uri().ok().flatten()?;
    let folder = Url::new_with_base(&context.props.folder, &page).ok()?.href();
    let utc = |moment| utc(&context.zone, moment);
    let messages = &context.props.messages;
    let dating = Dating { messages, stamp: now_utc(), folder: &folder, utc: &utc };
    Some(calendar::write(&coming, &dating))
}
