//! Draws the screen that somebody is on, once, and its slots as they change.

use std::collections::BTreeMap;

use app::form::screen::Screen;
use app::form::view::{Slot, screen, slots};
use gloo::utils::document;
use kit::element::{by_id, first, focus};
use web_sys::Element;

use crate::Context;

/// A screen, how many rows of the timetable are on it, and whether it is the first or the last of all.
type Place = (Screen, usize, bool, bool);

/// What is drawn.
#[derive(Default)]
pub struct Drawn {
    /// The screen.
    screen: Option<Place>,
    /// What each slot was told to show, by its id.
    slots: BTreeMap<String, String>,
    /// The polite line.
    said: String,
    /// The town's own picture, once it is here.
    ground: Option<String>,
}

impl Context {
    /// Draws whatever is another than what is seen.
    pub fn draw(&self) {
        let model = self.model.borrow();
        let mut drawn = self.drawn.borrow_mut();
        let now: Place = (model.screen, model.rows, model.is_done, model.is_asking);
        let is_other = drawn.screen != Some(now);
        if is_other && let Some(place) = by_id("form-screen") {
            let was = drawn.screen.replace(now);
            let was_here = was.is_some();
            let is_another_screen =
                was.is_some_and(|was| (was.0, was.3) != (model.screen, model.is_asking));
            drawn.slots.clear();
            place.set_inner_html(&screen(&model, &self.props));
            if was_here
                && is_another_screen
                && let Some(question) = by_id("question")
            {
                question.scroll_into_view();
                focus(question.into());
            }
        }
        let shown = slots(&model, &self.props);
        let gone: Vec<String> = drawn
            .slots
            .keys()
            .filter(|id| shown.iter().all(|slot| slot.id != **id))
            .cloned()
            .collect();
        for id in gone {
            drawn.slots.remove(&id);
            if let Some(place) = by_id(&id) {
                place.set_inner_html("");
                mark(&place, false);
            }
        }
        shown.into_iter().for_each(|slot| drawn.draw_slot(slot));
        if drawn.said != model.said {
            drawn.said.clone_from(&model.said);
            if let Some(status) = first(&self.island, "#status") {
                status.set_text_content(Some(&drawn.said));
            }
        }
    }

    /// The town's own picture is here.
    pub fn receive_ground(&self, ground: String) {
        let mut drawn = self.drawn.borrow_mut();
        drawn.ground = Some(ground);
        drawn.lay_ground();
    }

    /// Whether the town's own picture is here.
    pub fn has_ground(&self) -> bool {
        self.drawn.borrow().ground.is_some()
    }
}

impl Drawn {
    fn draw_slot(&mut self, slot: Slot) {
        let Slot { id, shape, markup } = slot;
        let told = shape.unwrap_or_else(|| markup.clone());
        if self.slots.get(&id) == Some(&told) {
            return;
        }
        let Some(place) = by_id(&id) else { return };
        let active = document().active_element().filter(|active| place.contains(Some(active)));
        let name = active.as_ref().and_then(name_of);
        place.set_inner_html(&markup);
        // What had the focus has it again, or what stands in its place.
        if let Some(name) = name
            && let Some(same) = first(&place, &name).or_else(|| first(&place, "button, input"))
        {
            focus(same);
        }
        mark(&place, !markup.is_empty());
        self.slots.insert(id.clone(), told);
        if id == "form-spot" {
            self.lay_ground();
        }
    }

    fn lay_ground(&self) {
        if let (Some(ground), Some(place)) = (&self.ground, document().get_element_by_id("ground"))
        {
            place.set_inner_html(ground);
        }
    }
}

/// Says of a field whether something is wrong with it: its remarks stand in an element of its own.
fn mark(place: &Element, is_wrong: bool) {
    let id = place.id();
    let Some(field) = id.strip_suffix("-says").and_then(|id| document().get_element_by_id(id))
    else {
        return;
    };
    let is_typed = matches!(&*field.tag_name(), "INPUT" | "TEXTAREA" | "SELECT");
    if is_typed && is_wrong {
        let _ = field.set_attribute("aria-invalid", "true");
    } else {
        let _ = field.remove_attribute("aria-invalid");
    }
}

/// A selector of a control that is drawn anew.
fn name_of(element: &Element) -> Option<String> {
    match element.get_attribute("data-action") {
        Some(action) => Some(["[data-action=\"", &action, "\"]"].concat()),
        None => {
            Some(["[id=\"", &element.id(), "\"]"].concat()).filter(|_| !element.id().is_empty())
        }
    }
}
