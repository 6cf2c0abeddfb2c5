//! Hears what is pressed, typed and ticked in the plan, and makes actions of it.

use app::plan::action::Action;
use app::plan::file::{BYTES_MAX, Refusal};
use app::plan::reply::Tells;
use app::plan::{Mark, Why};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use kit::action::{action_of, listen as on};
use kit::element::target;
use kit::promise::settled;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use crate::Context;
use crate::show::{next_stop, put_on_paper, restore_focus};
use crate::take;

/// Listens for as long as the page lives.
pub fn listen(context: &Context) {
    let heard = |kind: &'static str, hear: fn(&Context, &Event)| {
        let own = context.clone();
        on(&context.island, kind, move |event| hear(&own, event));
    };
    heard("click", pressed);
    heard("input", typed);
    heard("change", chosen);
    let own = context.clone();
    on(&document(), "visibilitychange", move |_| own.read_clock());
}

fn pressed(context: &Context, event: &Event) {
    let Some(name) = action_of(event) else { return };
    match Action::read(&name) {
        Some(Action::TakeDate(id)) => take::dates(context, Some(&id)),
        Some(Action::TakeDates) => take::dates(context, None),
        Some(Action::Export) => take::plan(context),
        Some(Action::Print) => {
            // A browser without a printer does nothing.
            let _ = window().print();
        }
        Some(action) => act_and_go_on(context, action, Some(name)),
        None => {}
    }
}

/// Lets the plan follow an action; the focus stays where it was, or goes where the person goes on.
fn act_and_go_on(context: &Context, action: Action, pressed: Option<String>) {
    let next = context.model.with_untracked(|model| next_stop(&action, model));
    context.act(action);
    if let Some(next) = next {
        let island = context.island.clone();
        // The list is drawn before the browser's next task.
        Timeout::new(0, move || restore_focus(&island, pressed, &next)).forget();
    }
}

fn typed(context: &Context, event: &Event) {
    let field = target(event).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let Some(field) = field else { return };
    let (id, words) = (field.id(), field.value());
    put_on_paper(&field, &words);
    context.act(match (id.strip_prefix("note-"), id.as_str()) {
        (Some(id), _) => Action::Note(id.to_owned(), words),
        (None, "reply-words") => Action::ReplyWords(words),
        (None, "near-words") => Action::NearWords(words),
        (None, _) => Action::Matters(words),
    });
}

fn chosen(context: &Context, event: &Event) {
    let input = target(event).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return };
    let (name, value) = (input.name(), input.value());
    let data = |name| input.dataset().get(name).unwrap_or_default();
    if input.id() == "import" {
        import(context, &input);
    } else if let Some(action) = match name.as_str() {
        "tells" => Tells::named(&value).map(Action::Tell),
        "of" => Some(Action::ReplyOf(value.clone())),
        "to" => Some(Action::ReplyTo(data("phone"), data("email"))),
        "near" => value.parse().ok().map(Action::Near),
        _ => None,
    } {
        context.act(action);
    } else if let Some(id) = name.strip_prefix("mark-")
        && let Some(mark) = Mark::named(&value)
    {
        context.act(Action::Mark(id.to_owned(), mark));
    } else if let Some(id) = name.strip_prefix("why-") {
        context.act(Action::Why(id.to_owned(), Why::named(&value)));
    }
}

/// Reads the chosen file, on this device.
fn import(context: &Context, input: &HtmlInputElement) {
    let Some(chosen) = input.files().and_then(|files| files.get(0)) else { return };
    // So that the same file can be chosen again.
    input.set_value("");
    let own = context.clone();
    if chosen.size() > BYTES_MAX as f64 {
        own.model.update(|model| model.refuse_file(Refusal::TooLarge, own.messages()));
        return;
    }
    settled(&chosen.text(), move |text| {
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        act_and_go_on(&own, Action::Import(text), None);
    });
}
