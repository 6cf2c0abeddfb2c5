//! Keeps the focus when the button or the link that has it is drawn anew, or goes: then it is on
//! the same one again, or on what stands in its place, or on the line that says what has happened;
//! never back at the start of the page.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::document;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// Where things are drawn anew.
const REGIONS: &str = ".chips, .suggested, .suggestions, .answers";

/// What in them can have the focus.
const STOPS: &str = "a, button, [role=button]";

/// What says who is who, before and after.
const NAMES: [&str; 2] = ["data-press", "href"];

/// The one thing that has the focus, or had it last.
pub(super) struct Focus(Rc<RefCell<Option<Stop>>>);

struct Stop {
    element: Element,
    region: Element,
    /// Its place among the region's stops.
    place: u32,
}

impl Focus {
    /// Follows it through the finder from now on.
    pub fn follow(finder: &Element) -> Self {
        let focus = Rc::new(RefCell::new(None));
        let last = focus.clone();
        EventListener::new(finder, "focusin", move |event| {
            let element = event.target().and_then(|target| target.dyn_into().ok());
            *last.borrow_mut() = element.and_then(Stop::of);
        })
        .forget();
        Self(focus)
    }

    /// Gives it back, where it was lost with its element.
    pub fn restore(&self) {
        let lost = self.0.borrow_mut().take_if(|stop| !stop.element.is_connected());
        let page = document();
        // Whoever has it elsewhere by now keeps it there.
        let is_nowhere = page.active_element() == page.body().map(Into::into);
        let next = lost.filter(|_| is_nowhere).and_then(|stop| stop.next());
        if let Some(next) = next {
            // A mark on the map is no HTML, and takes the focus just so. Refused by no browser.
            let _ = next.unchecked_into::<HtmlElement>().focus();
        }
    }
}

impl Stop {
    fn of(element: Element) -> Option<Self> {
        let region = element.closest(REGIONS).ok()??;
        let place =
            (0..).map_while(|place| stop(&region, place)).position(|stop| stop == element)?;
        Some(Self { element, region, place: place as u32 })
    }

    /// Who is to have the focus after it.
    fn next(&self) -> Option<Element> {
        let names = NAMES.map(|name| self.element.get_attribute(name));
        let is_same = |other: &Element| NAMES.map(|name| other.get_attribute(name)) == names;
        let same = (0..).map_while(|place| stop(&self.region, place)).find(is_same);
        let in_place = || stop(&self.region, self.place);
        let before = || stop(&self.region, self.place.checked_sub(1)?);
        same.or_else(in_place).or_else(before).or_else(|| {
            let is_sheet = self.region.class_list().contains("suggestions");
            document().get_element_by_id(if is_sheet { "place-hint" } else { "status" })
        })
    }
}

fn stop(region: &Element, place: u32) -> Option<Element> {
    region.query_selector_all(STOPS).ok()?.get(place)?.dyn_into().ok()
}
