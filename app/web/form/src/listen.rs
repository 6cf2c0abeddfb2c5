//! What a person types, ticks and presses.

use std::rc::Rc;

use app::form::screen::Screen;
use app::form::state::{Action, FormModel, Storage};
use app::form::view::map_window;
use app::locale::Key;
use catalog::place::Point;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use kit::action::{action_of, listen as on, listen_first};
use kit::element::{by_id, first, focus, target};
use wasm_bindgen::prelude::*;
use web_sys::{
    Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent, MouseEvent,
};

use crate::{Context, give, random};

/// Listens for as long as the page lives.
pub fn listen(context: &Rc<Context>) {
    let heard = |kind: &'static str, hear: fn(&Rc<Context>, &Event)| {
        let own = context.clone();
        on(&context.island, kind, move |event| hear(&own, event));
    };
    heard("input", typed);
    heard("change", chosen);
    heard("click", pressed);
    heard("keydown", key);
    let own = context.clone();
    // Back goes to the screen before.
    on(&window(), "popstate", move |_| {
        let number = window().history().ok().and_then(|history| history.state().ok());
        if let Some(number) = number.and_then(|state| state.as_f64()) {
            own.model.borrow_mut().screen = Screen::at(number as usize);
            own.settle();
        }
    });
    // Another page is asked about: the form begins anew.
    on(&window(), "hashchange", |_| {
        let _ = window().location().reload();
    });
    let own = context.clone();
    // What is in memory alone is not lost by a slip.
    listen_first(&window(), "beforeunload", move |event| {
        let model = own.model.borrow();
        if model.is_touched() && model.storage != Storage::Kept && !model.is_done {
            event.prevent_default();
        }
    });
    remember(context.model.borrow().screen, false);
}

/// Says to the browser's history which screen this is.
fn remember(screen: Screen, is_new: bool) {
    let Ok(history) = window().history() else { return };
    let number = JsValue::from_f64(screen.number() as f64);
    let _ = match is_new {
        true => history.push_state(&number, ""),
        false => history.replace_state(&number, ""),
    };
}

/// A text grows: no sentence is said about it before the person pauses.
fn typed(context: &Rc<Context>, event: &Event) {
    let Some(element) = target(event) else { return };
    let (name, value) = if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        (area.name(), area.value())
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        if matches!(&*input.type_(), "checkbox" | "radio") {
            return;
        }
        (input.name(), input.value())
    } else {
        return;
    };
    if !name.is_empty() {
        context.model.borrow_mut().put(&name, &value);
        context.changed();
    }
}

/// A value was ticked or chosen.
fn chosen(context: &Rc<Context>, event: &Event) {
    let Some(element) = target(event) else { return };
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        context.model.borrow_mut().put(&select.name(), &select.value());
        context.changed();
        return;
    }
    let Some(input) = element.dyn_ref::<HtmlInputElement>() else { return };
    let (name, value, is_on) = (input.name(), input.value(), input.checked());
    match &*input.type_() {
        "checkbox" if input.id() == "keep" => return keep(context, is_on),
        "checkbox" => context.model.borrow_mut().tick(&name, &value, is_on),
        "radio" if name == "see" => {
            if let Some(Action::See(see)) = Action::read(&value) {
                context.model.borrow_mut().see = see;
            }
        }
        "radio" => context.model.borrow_mut().put(&name, &value),
        _ => return,
    }
    context.changed();
}

/// The browser keeps what was typed from now on, or no longer.
fn keep(context: &Rc<Context>, is_on: bool) {
    if is_on {
        {
            let mut model = context.model.borrow_mut();
            model.storage = Storage::Kept;
            model.said = context.props.messages.text(Key::AddKept).to_owned();
        }
        context.keep();
    } else {
        context.model.borrow_mut().storage = Storage::Memory;
        kit::storage::remove(&context.stored);
    }
    context.draw();
}

/// Enter in a field of one line goes on, as in every form.
fn key(context: &Rc<Context>, event: &Event) {
    let is_enter = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Enter");
    let is_line = target(event)
        .and_then(|element| element.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| !matches!(&*input.type_(), "checkbox" | "radio" | "date" | "time"));
    if is_enter && is_line && context.model.borrow().screen != Screen::Look {
        act(context, &Action::Next);
    }
}

fn pressed(context: &Rc<Context>, event: &Event) {
    let is_map = target(event).and_then(|element| element.closest("#map").ok().flatten());
    if is_map.is_some() {
        tap(context, event);
        return;
    }
    if let Some(action) = action_of(event).and_then(|name| Action::read(&name)) {
        act(context, &action);
    }
}

/// Does what a button says.
fn act(context: &Rc<Context>, action: &Action) {
    // What was typed a moment ago counts.
    context.check();
    match action {
        Action::Copy => give::copy(context),
        Action::Save(at) => give::page(context, *at),
        Action::SaveEmail => give::email(context),
        Action::SaveNote => give::note(context),
        Action::Share(at) => give::share(context, *at),
        _ => {}
    }
    let place = |model: &FormModel| (model.screen, model.is_asking);
    let before = place(&context.model.borrow());
    {
        let mut model = context.model.borrow_mut();
        model.apply(action, &context.props.file, &context.props.messages);
        model.give_ids(random);
    }
    match action {
        Action::Arrived | Action::Wipe => kit::storage::remove(&context.stored),
        Action::Map if !context.has_ground() => bring_ground(context),
        _ => context.keep(),
    }
    let after = place(&context.model.borrow());
    // A change is a press or two, and Back leaves it.
    if before != after && context.model.borrow().change.is_none() {
        remember(after.0, true);
    }
    context.settle();
    match action {
        Action::Mend(_, field) => to_field(field),
        Action::Next if before == after => to_first_remark(context),
        _ => {}
    }
}

/// Gives the focus to the field that is to be mended.
fn to_field(field: &str) {
    let id = app::form::view::id_of(field);
    // The screen is drawn before the browser's next task.
    Timeout::new(0, move || {
        let field = document().get_element_by_id(&id);
        let field = field.or_else(|| by_id("question").map(Into::into));
        if let Some(field) = field {
            field.scroll_into_view();
            focus(field);
        }
    })
    .forget();
}

fn to_first_remark(context: &Context) {
    let model = context.model.borrow();
    if let Some(remark) = model.remarks_on(model.screen).find(|remark| model.is_shown(remark)) {
        to_field(remark.field);
    }
}

/// Asks for the town's own picture, once.
fn bring_ground(context: &Rc<Context>) {
    let own = context.clone();
    context.fetch.bring(&context.map, move |bytes| {
        if let Some(ground) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            own.receive_ground(ground);
        }
    });
}

/// The mark is where somebody taps.
fn tap(context: &Rc<Context>, event: &Event) {
    let (Some(mouse), Some(picture)) =
        (event.dyn_ref::<MouseEvent>(), first(&context.island, "#map"))
    else {
        return;
    };
    let Some(view) = context.model.borrow().map else { return };
    let window = map_window(view, &context.props);
    let shown = picture.get_bounding_client_rect();
    if shown.width() <= 0.0 || shown.height() <= 0.0 {
        return;
    }
    let side = f64::from(window.half) * 2.0;
    let at = |from: f64, length: f64, at: i32| ((at as f64 - from) / length - 0.5) * side;
    let (x, y) = (
        at(shown.left(), shown.width(), mouse.client_x()),
        at(shown.top(), shown.height(), mouse.client_y()),
    );
    let point = Point { x: window.middle.x + x as i32, y: window.middle.y + y as i32 };
    let position = window.plane.back(point);
    context.model.borrow_mut().choose(position, &context.props.messages);
    context.changed();
}
