//! Shows the plan: the list card by card, the way back, the polite line. Nothing is drawn under
//! somebody's hands: what they type and tick stays as they left it.

use app::markup::{ACTION, Markup};
use app::plan::action::Action;
use app::plan::state::PlanModel;
use app::plan::view::{self, ItemState};
use app::plan::{Item, Way};
use kit::element::{first, focus};
use kit::island::on_change;
use kit::list::KeyedList;
use kit::region::Region;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};

use crate::Context;

/// Draws whatever changes, for as long as the page lives.
pub fn follow(context: &Context) {
    let Context { island, props, model, .. } = context.clone();
    if let Some(mut undo) = Region::find(&island, "#plan-undo", String::new()) {
        let props = props.clone();
        on_change(move || undo.draw(model.with(|model| view::undo(model, &props))));
    }
    if let Some(mut list) = first(&island, "#plan-list").map(KeyedList::new) {
        let (island, props) = (island.clone(), props.clone());
        on_change(move || {
            model.with(|model| {
                let states = view::items(model).into_iter();
                let markup = |state: &ItemState| {
                    let mut markup = Markup::new();
                    view::item(&mut markup, state, model, &props);
                    markup.into_text()
                };
                list.update(states.map(|state| (state.key().to_owned(), state)), markup);
                for item in &model.plan.items {
                    let mark = view::mark_words(item, &props.messages);
                    set_text(&island, "data-mark", &item.id, mark);
                    show_reasons(&island, item);
                    let next = view::next(item, model.now, &props.messages);
                    set_text(&island, "data-next", &item.id, &next);
                    for way in [Way::Up, Way::Down] {
                        let action = Action::Shift(item.id.clone(), way);
                        set_idle(&island, &action, model.plan.is_end(&item.id, way));
                    }
                }
                write_matters(&island, model);
            });
        });
    }
    if let Some(mut status) = Region::find(&island, "#status", String::new()) {
        on_change(move || status.say(model.with(|model| model.said.clone())));
    }
}

/// Puts words where the attribute `name` says this id, unless they stand there.
fn set_text(island: &Element, name: &str, id: &str, words: &str) {
    let line = first(island, &["[", name, "=\"", id, "\"]"].concat());
    if let Some(line) = line.filter(|line| line.text_content().as_deref() != Some(words)) {
        line.set_text_content(Some(words));
    }
}

/// Shows a part of the page, or hides it.
pub fn show(island: &Element, selector: &str, is_shown: bool) {
    if let Some(part) = first(island, selector) {
        // Refused only for names that are none.
        let _ = part.toggle_attribute_with_force("hidden", !is_shown);
    }
}

/// Asks why where there is something to say, and takes back what is no longer said: an answer that asks
/// anew begins without a reason.
fn show_reasons(island: &Element, item: &Item) {
    let Some(reasons) = first(island, &["[data-why=\"", &item.id, "\"]"].concat()) else { return };
    // Refused only for names that are none.
    let _ = reasons.toggle_attribute_with_force("hidden", !item.mark.has_reason());
    let none = first(&reasons, "[value=\"\"]").filter(|_| item.why.is_none());
    let none: Option<HtmlInputElement> = none.and_then(|none| none.dyn_into().ok());
    none.into_iter().for_each(|none| none.set_checked(true));
}

/// Says of a button whether it can do anything; it keeps the focus all the same.
fn set_idle(island: &Element, action: &Action, is_idle: bool) {
    let Some(button) = first(island, &["[", ACTION, "=\"", &action.name(), "\"]"].concat()) else {
        return;
    };
    // Refused only for names that are none.
    let _ = button.class_list().toggle_with_force(view::IDLE, is_idle);
    let _ = if is_idle {
        button.set_attribute("aria-disabled", "true")
    } else {
        button.remove_attribute("aria-disabled")
    };
}

fn write_matters(island: &Element, model: &PlanModel) {
    let field = first(island, "#matters").and_then(|field| field.dyn_into().ok());
    let field: Option<HtmlTextAreaElement> = field;
    if let Some(field) = field.filter(|field| field.value() != model.plan.matters) {
        field.set_value(&model.plan.matters);
        put_on_paper(&field, &model.plan.matters);
    }
}

/// The same words stand beside the field for paper, where a field would cut them off.
pub fn put_on_paper(field: &HtmlTextAreaElement, words: &str) {
    if let Some(paper) = field.next_element_sibling() {
        paper.set_text_content(Some(words));
    }
}

/// Where the focus goes after an action when its button is no longer there: to what a person goes on
/// with. `None` where the focus stays.
pub fn next_stop(action: &Action, model: &PlanModel) -> Option<String> {
    match action {
        Action::Remove(_) => Some("#plan-undo button".to_owned()),
        Action::PutBack => {
            let (_, item) = model.taken.as_ref()?;
            Some(["#kept-", &item.id, " a"].concat())
        }
        Action::Seen(_) | Action::Shift(..) | Action::Import(_) | Action::Wipe => {
            Some("#status".to_owned())
        }
        _ => None,
    }
}

/// Gives the focus to the button that was pressed, where it is still in sight, or else to `next`.
pub fn restore_focus(island: &Element, pressed: Option<String>, next: &str) {
    let same = pressed.map(|action| ["[", ACTION, "=\"", &action, "\"]"].concat());
    let same = same.and_then(|same| first(island, &same)).filter(is_shown);
    same.or_else(|| first(island, next)).into_iter().for_each(focus);
}

/// Whether a button is not inside something folded.
fn is_shown(element: &Element) -> bool {
    element.closest("details:not([open])").ok().flatten().is_none()
}
