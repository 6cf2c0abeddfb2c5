//! Elements of the page, found by selectors of the program's own.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// The element of the page with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element inside another that a selector names.
pub fn first(inside: &Element, selector: &str) -> Option<Element> {
    inside.query_selector(selector).ok()?
}

/// All elements inside another that a selector names.
pub fn all(inside: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = inside.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, |found| found.length());
    (0..length).filter_map(move |number| found.as_ref()?.get(number)?.dyn_into().ok())
}

/// The element that an event happened on.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What stands in the field that an event happened on, where that is the one with this id.
pub fn value_of_field(event: &Event, id: &str) -> Option<String> {
    let element = target(event).filter(|element| element.id() == id)?;
    // A choice of orders has a value just as a text field has.
    Some(element.unchecked_into::<HtmlInputElement>().value())
}

/// Gives the focus to an element. No browser refuses; a mark on a map is no HTML, but takes the
/// focus all the same.
pub fn focus(element: Element) {
    let _ = element.unchecked_into::<HtmlElement>().focus();
}

/// Tells the style sheet something, by a class of the document.
pub fn set_class(class: &str, is_set: bool) {
    if let Some(root) = document().document_element() {
        // Only a class with a space or without a letter is refused.
        let _ = root.class_list().toggle_with_force(class, is_set);
    }
}
