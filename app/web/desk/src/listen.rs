//! Hears what is pressed and typed at the desk, and forgets the person whom nobody has touched it for.

use std::cell::RefCell;
use std::rc::Rc;

use app::desk::FORGOTTEN_MS;
use app::desk::action::Action;
use app::desk::state::Screen;
use app::finder::state::action::Action as FinderAction;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use kit::action::{action_of, listen as on, listen_first};
use kit::element::{first, focus, target, value_of_field};
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

use crate::{Context, give, show};

/// Listens for as long as the page lives.
pub fn listen(context: &Context) {
    let own = context.clone();
    on(&context.island, "input", move |event| {
        if let Some(typed) = value_of_field(event, "about") {
            own.act(Action::Type(typed));
        } else if let Some(line) = value_of_field(event, "line") {
            own.act(Action::Line(line));
        }
    });
    let own = context.clone();
    on(&context.island, "change", move |event| {
        if let Some(locale) = value_of_field(event, "speaks") {
            act(&own, Action::Speak(locale));
        } else if let Some(points) = value_of_field(event, "letters") {
            act(&own, Action::Letters(points.parse().unwrap_or_default()));
        } else if let Some(action) = action_of(event).and_then(|name| Action::read(&name)) {
            // Boxes and choices: a press on their words comes here, too.
            act(&own, action);
        }
    });
    let own = context.clone();
    on(&context.island, "click", move |event| pressed(&own, event));
    let own = context.clone();
    listen_first(&document(), "keydown", move |event| key(&own, event));
    forget_untouched(context);
}

fn pressed(context: &Context, event: &Event) {
    // Boxes are heard when they change.
    if target(event).is_some_and(|element| element.tag_name() == "INPUT") {
        return;
    }
    let Some(name) = action_of(event) else { return };
    match (Action::read(&name), FinderAction::read(&name)) {
        (Some(Action::NextPerson(_)), _) => next_person(context),
        (Some(Action::Bookmark), _) => give::bookmark(context),
        (Some(Action::Given(way)), _) => give::give(context, way),
        (Some(Action::Keep(_)), _) => give::keep(context),
        (Some(action), _) => act(context, action),
        (None, Some(action)) => {
            show::keep_focus(context, || context.finder.act(action));
        }
        (None, None) => {}
    }
}

/// Lets the desk follow an action; the focus stays on what was pressed, or goes where one goes on.
fn act(context: &Context, action: Action) {
    let goes_to = match action {
        Action::HandOver => Some("#hand-title"),
        Action::Back => Some("#about"),
        Action::ShowCode(true) => Some(".whole-code button"),
        Action::ShowCode(false) => Some("[data-action=\"desk-show-code \"]"),
        _ => None,
    };
    show::keep_focus(context, || context.act(action));
    if let Some(place) = goes_to {
        let island = context.island.clone();
        Timeout::new(0, move || first(&island, place).into_iter().for_each(focus)).forget();
    }
}

/// Forgets the person, and waits for the next.
pub fn next_person(context: &Context) {
    context.act(Action::NextPerson(context.outside.random()));
    give::forget_bookmark();
    if let Some(field) = field(context) {
        field.set_value("");
        focus(field.into());
    }
    // At the start of the page again.
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

fn field(context: &Context) -> Option<HtmlInputElement> {
    first(&context.island, "#about")?.dyn_into().ok()
}

/// The keys 1 to 9 tick a row and Enter goes on, wherever nobody types; in the field, Enter goes on as well.
fn key(context: &Context, event: &Event) {
    let Some(pressed) = event.dyn_ref::<KeyboardEvent>() else { return };
    let with_others =
        pressed.ctrl_key() || pressed.alt_key() || pressed.meta_key() || pressed.is_composing();
    if with_others {
        return;
    }
    let on = target(event);
    let is = |names: &[&str]| on.as_ref().is_some_and(|on| names.contains(&&*on.tag_name()));
    let id = on.as_ref().map(Element::id).unwrap_or_default();
    let types = is(&["SELECT", "TEXTAREA"]) || is(&["INPUT"]) && !is_box(on.as_ref());
    let screen = context.desk.with_untracked(|desk| desk.screen);
    let shows_code = context.desk.with_untracked(|desk| desk.shows_code);
    match &*pressed.key() {
        "Escape" if shows_code => act(context, Action::ShowCode(false)),
        "Enter"
            if screen == Screen::Find
                && (id == "about" || !types && !is(&["A", "BUTTON", "SUMMARY"])) =>
        {
            event.prevent_default();
            if context.desk.with_untracked(|desk| desk.chosen.is_empty()) {
                // Out of the field, where the keys 1 to 9 are words, to the rows.
                first(&context.island, "#rows input").into_iter().for_each(focus);
            } else {
                act(context, Action::HandOver);
            }
        }
        digit @ ("1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
            if screen == Screen::Find && !types =>
        {
            event.prevent_default();
            act(context, Action::TickRow(digit.parse().unwrap_or_default()));
        }
        _ => {}
    }
}

fn is_box(element: Option<&Element>) -> bool {
    let kind = element.and_then(|element| element.get_attribute("type"));
    kind.is_some_and(|kind| kind == "checkbox" || kind == "radio")
}

/// Five minutes without a touch, and the person is forgotten: the next who comes to this screen must not
/// read of them.
fn forget_untouched(context: &Context) {
    let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let own = context.clone();
    let again = timer.clone();
    let touched = move || {
        let own = own.clone();
        *again.borrow_mut() = Some(Timeout::new(FORGOTTEN_MS, move || {
            let is_anybody =
                own.desk.with_untracked(|desk| !desk.typed.is_empty() || !desk.chosen.is_empty());
            if is_anybody {
                next_person(&own);
                show::say_forgotten(&own);
            }
        }));
    };
    touched();
    for kind in ["pointerdown", "keydown", "input", "wheel", "touchmove"] {
        let touched = touched.clone();
        on(&document(), kind, move |_| touched());
    }
}
