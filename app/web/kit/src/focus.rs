//! Keeps the focus when the button or the link that has it is drawn anew, or goes: the focus is then
//! on the same one again, or on what stands in its place, or on the line that says what has
//! happened; never back at the start of the page.

use std::cell::RefCell;
use std::rc::Rc;

use app::markup::ACTION;
use gloo::utils::document;
use web_sys::Element;

use crate::action::listen;
use crate::element::{focus, target};

/// What in a region can have the focus.
const STOPS: &str = "a, button, [role=button]";

/// What says that two elements are the same button or link, before and after.
const NAMES: [&str; 2] = [ACTION, "href"];

/// The one element that has the focus, or had it last.
pub struct Focus {
    last: Rc<RefCell<Option<Stop>>>,
    /// Where the focus goes when nothing is left in a region: an id of the page, by the region.
    fallback: fn(&Element) -> &'static str,
}

struct Stop {
    element: Element,
    region: Element,
    /// The stop's place among those of its region.
    place: u32,
}

impl Focus {
    /// Follows the focus through the island from now on. `regions` selects what is drawn anew.
    pub fn follow(
        island: &Element,
        regions: &'static str,
        fallback: fn(&Element) -> &'static str,
    ) -> Self {
        let last = Rc::new(RefCell::new(None));
        let seen = last.clone();
        listen(island, "focusin", move |event| {
            *seen.borrow_mut() = target(event).and_then(|element| Stop::of(element, regions));
        });
        Self { last, fallback }
    }

    /// Gives the focus back, where it was lost with its element. A focus that is elsewhere by now
    /// stays there.
    pub fn restore(&self) {
        let lost = self.last.borrow_mut().take_if(|stop| !stop.element.is_connected());
        let page = document();
        let is_nowhere = page.active_element() == page.body().map(Into::into);
        if let Some(next) = lost.filter(|_| is_nowhere).and_then(|stop| stop.next(self.fallback)) {
            focus(next);
        }
    }
}

impl Stop {
    fn of(element: Element, regions: &str) -> Option<Self> {
        let region = element.closest(regions).ok()??;
        let place =
            (0..).map_while(|place| stop(&region, place)).position(|stop| stop == element)?;
        Some(Self { element, region, place: place as u32 })
    }

    /// The element that gets the focus after this one.
    fn next(&self, fallback: fn(&Element) -> &'static str) -> Option<Element> {
        let names = NAMES.map(|name| self.element.get_attribute(name));
        let is_same = |other: &Element| NAMES.map(|name| other.get_attribute(name)) == names;
        let same = (0..).map_while(|place| stop(&self.region, place)).find(is_same);
        let in_place = || stop(&self.region, self.place);
        let before = || stop(&self.region, self.place.checked_sub(1)?);
        same.or_else(in_place)
            .or_else(before)
            .or_else(|| document().get_element_by_id(fallback(&self.region)))
    }
}

fn stop(region: &Element, place: u32) -> Option<Element> {
    use wasm_bindgen::JsCast;
    region.query_selector_all(STOPS).ok()?.get(place)?.dyn_into().ok()
}
