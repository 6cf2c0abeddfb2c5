//! Hears what is pressed and typed in the finder, and makes actions of it.

use app::finder::state::FinderContext;
use app::finder::state::action::Action;
use app::finder::view::order::sort_of;
use kit::action::{action_of, listen as on, listen_first};
use kit::element::{target, value_of_field};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use crate::kept::Kept;
use crate::outside::{Outside, close_filters, open_filters};

/// Listens for as long as the page lives.
pub fn listen(island: &Element, context: &FinderContext, kept: Kept, outside: Outside) {
    let own = context.clone();
    on(island, "input", move |event| {
        let words = value_of_field(event, "words").map(Action::Type);
        let typed = words.or_else(|| value_of_field(event, "place").map(Action::TypePlace));
        typed.into_iter().for_each(|action| own.act(action));
    });
    let own = context.clone();
    on(island, "change", move |event| {
        let sort = value_of_field(event, "order").as_deref().and_then(sort_of);
        sort.into_iter().for_each(|sort| own.act(Action::SortBy(sort)));
    });
    let own = context.clone();
    listen_first(island, "keydown", move |event| {
        let key = event.dyn_ref().map(KeyboardEvent::key).unwrap_or_default();
        let is_enter = key == "Enter";
        if is_enter && value_of_field(event, "place").is_some() {
            own.act(Action::ChooseFirstPlace);
        }
        // A mark on the map is no button of the browser's own.
        let is_mark = target(event).is_some_and(|target| target.tag_name() == "g");
        if is_mark
            && (is_enter || key == " ")
            && let Some(action) = action_in(event)
        {
            event.prevent_default();
            own.act(action);
        }
    });
    let own = context.clone();
    on(island, "click", move |event| match action_in(event) {
        Some(Action::OpenFilters) => open_filters(),
        Some(Action::CloseFilters) => close_filters(),
        Some(Action::Locate) => outside.locate(&own),
        Some(Action::Share) => outside.share(&own),
        Some(Action::Keep(service)) => kept.keep(&own, service),
        Some(action) => own.act(action),
        None => tap(&own, event),
    });
}

fn action_in(event: &Event) -> Option<Action> {
    Action::read(&action_of(event)?)
}

/// A tap on the map moves it there.
fn tap(context: &FinderContext, event: &Event) {
    let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
    let map = target(event).and_then(|target| target.closest("#map").ok()?);
    let Some(around) = map.map(|map| map.get_bounding_client_rect()) else { return };
    let across = (f64::from(event.client_x()) - around.left()) / around.width();
    let down = (f64::from(event.client_y()) - around.top()) / around.height();
    context.act(Action::TapMap(across, down));
}
