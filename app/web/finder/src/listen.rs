//! Hears what is pressed and typed in the finder: one listener a kind of event, on the whole of it,
//! so that whatever is drawn needs none of its own.

use catalog::manifest::Manifest;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent, MouseEvent};

use super::keeper::Keeper;
use super::{locate, share, sheet};
use crate::finder::Hands;
use crate::finder::map::Look;
use crate::finder::model::Intention;
use crate::finder::press::Press;
use crate::finder::results::sort_of;

/// Listens for as long as the page lives.
pub(super) fn listen(element: &Element, hands: &Hands, keeper: Keeper) {
    let on = |kind: &'static str, heard: fn(&Hands, &Event)| {
        let hands = hands.clone();
        EventListener::new(element, kind, move |event| heard(&hands, event)).forget();
    };
    on("input", typed);
    on("change", |hands, event| {
        if let Some(sort) = field(event, "order").as_deref().and_then(sort_of) {
            hands.intend(Intention::SortBy(sort));
        }
    });
    on("keydown", |hands, event| {
        let is_enter = event.dyn_ref().is_some_and(|event: &KeyboardEvent| event.key() == "Enter");
        if is_enter && field(event, "place").is_some() {
            hands.intend(Intention::ChooseFirstPlace);
        }
    });
    let own = hands.clone();
    EventListener::new(element, "click", move |event| match press_of(event) {
        Some(Press::Keep(service)) => keeper.keep(&own, service),
        Some(press) => act(&own, press),
        None => tapped(&own, event),
    })
    .forget();
    // A mark on the map is a button that no browser knows for one. The space bar must not scroll.
    let own = hands.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(element, "keydown", options, move |event| {
        let is_press = |event: &KeyboardEvent| matches!(event.key().as_str(), "Enter" | " ");
        let is_mark = target(event).is_some_and(|target| target.tag_name() == "g");
        if is_mark
            && event.dyn_ref().is_some_and(is_press)
            && let Some(press) = press_of(event)
        {
            event.prevent_default();
            act(&own, press);
        }
    })
    .forget();
}

fn typed(hands: &Hands, event: &Event) {
    if let Some(words) = field(event, "words") {
        hands.intend(Intention::Type(words));
    } else if let Some(place) = field(event, "place") {
        hands.intend(Intention::TypePlace(place));
    }
}

/// A tap on the map moves it there.
fn tapped(hands: &Hands, event: &Event) {
    let Some(event) = event.dyn_ref::<MouseEvent>() else { return };
    let map = target(event).and_then(|target| target.closest("#map").ok()?);
    let Some(around) = map.map(|map| map.get_bounding_client_rect()) else { return };
    let across = (f64::from(event.client_x()) - around.left()) / around.width();
    let down = (f64::from(event.client_y()) - around.top()) / around.height();
    hands.intend(Intention::Look(Look::At(across, down)));
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What stands in the field that this event is of, where that is the one with this id.
fn field(event: &Event, id: &str) -> Option<String> {
    let element = target(event).filter(|element| element.id() == id)?;
    // A choice of orders has a value just as a text field has.
    Some(element.unchecked_into::<HtmlInputElement>().value())
}

fn press_of(event: &Event) -> Option<Press> {
    let pressed = target(event)?.closest("[data-press]").ok()??;
    Press::read(&pressed.get_attribute("data-press")?)
}

fn act(hands: &Hands, press: Press) {
    let manifest: &Manifest = &hands.props.manifest;
    match press {
        // Refused only when it is open already.
        Press::Filters => sheet(|dialog| dialog.show_modal().unwrap_or_default()),
        Press::Close => sheet(|dialog| dialog.close()),
        Press::Locate => locate(hands.clone()),
        Press::Share => share(hands),
        press => {
            if let Some(intention) = press.intention(manifest) {
                hands.intend(intention);
            }
        }
    }
}
