//! What a person presses and types: one listener a kind of event, on the whole island, so that what
//! is drawn needs no listener of its own.

use app::markup::ACTION;
use gloo::events::{EventListener, EventListenerOptions};
use web_sys::{Element, Event, EventTarget};

use crate::element::target;

/// Listens to a kind of event for as long as the page lives.
pub fn listen(on: &EventTarget, kind: &'static str, heard: impl FnMut(&Event) + 'static) {
    EventListener::new(on, kind, boxed(heard)).forget();
}

/// Listens to a kind of event, and may keep the browser from its own answer to it.
pub fn listen_first(on: &EventTarget, kind: &'static str, heard: impl FnMut(&Event) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(on, kind, options, boxed(heard)).forget();
}

/// One type for all listeners, because each type is compiled anew.
fn boxed(heard: impl FnMut(&Event) + 'static) -> Box<dyn FnMut(&Event)> {
    Box::new(heard)
}

/// The action of the button that an event happened on, as it stands in the page.
pub fn action_of(event: &Event) -> Option<String> {
    let button: Element = target(event)?.closest(&["[", ACTION, "]"].concat()).ok()??;
    button.get_attribute(ACTION)
}
