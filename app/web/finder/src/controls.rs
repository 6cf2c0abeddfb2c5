//! Keeps what stands in the bar and in the sheet as the model has it: ticks, numbers, the hint, the
//! places to choose from. Once a frame at most, just before it is painted: the answer comes first.

use std::cell::Cell;
use std::rc::Rc;

use catalog::facet::FACETS;
use catalog::results::Results;
use gloo::utils::window;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::focus::Focus;
use super::on_change;
use crate::finder::filters::{hint, number_chosen, show, suggestions};
use crate::finder::model::{Model, choice};
use crate::finder::press::Press;
use crate::finder::results::sort_id;
use crate::finder::{FinderProps, Hands};

/// Draws the controls with every frame in which the model is another, and sees to it that the
/// focus outlives what was drawn.
pub(super) fn keep_controls(element: &Element, hands: &Hands) {
    let state = hands.state;
    let hands = hands.clone();
    let mut controls = Controls::of(element);
    let focus = Focus::follow(element);
    let is_asked_for = Rc::new(Cell::new(false));
    let is_drawn = is_asked_for.clone();
    let draw = Closure::<dyn FnMut()>::new(move || {
        is_drawn.set(false);
        state.results.with_untracked(|results| {
            state
                .model
                .with_untracked(|model| controls.draw(model, results.as_ref(), &hands.props));
        });
        focus.restore();
    });
    on_change(move || {
        state.model.track();
        if !is_asked_for.replace(true) {
            // Refused only where there is no window to draw in.
            let _ = window().request_animation_frame(draw.as_ref().unchecked_ref());
        }
    });
}

/// The places in the page that change.
struct Controls {
    words: Field,
    place: Field,
    order: Field,
    /// How many choices are made: of all in the bar, then of each facet.
    chosen: Vec<Text>,
    choices: Vec<ChoiceBox>,
    unknown_too: Field,
    suggestions: Option<Text>,
    hint: Option<Text>,
    show: Option<Text>,
    map: Option<Element>,
}

/// A field, where the page has it.
struct Field(Option<HtmlInputElement>);

/// A text, and what it is now.
struct Text {
    element: Element,
    shown: String,
}

/// A value of a facet with its tick and its count.
struct ChoiceBox {
    facet: u32,
    value: u32,
    label: Element,
    field: HtmlInputElement,
    number: Element,
    count: Option<u32>,
}

impl Controls {
    fn of(finder: &Element) -> Self {
        Self {
            words: Field::of(finder, "#words"),
            place: Field::of(finder, "#place"),
            order: Field::of(finder, "#order"),
            chosen: all(finder, ".chosen").map(Text::of).collect(),
            choices: all(finder, ".choice").filter_map(ChoiceBox::of).collect(),
            unknown_too: Field::of(finder, ".unknown-too input"),
            suggestions: Text::first(finder, ".suggestions"),
            hint: Text::first(finder, "#place-hint"),
            show: Text::first(finder, ".show"),
            map: first(finder, ".map-button"),
        }
    }

    fn draw(&mut self, model: &Model, results: Option<&Results>, props: &FinderProps) {
        let FinderProps { manifest, messages, .. } = props;
        let query = &model.query;
        self.words.set(&query.words);
        self.place.set(&model.typed_place);
        self.order.set(sort_id(query.sort));
        let of_facets =
            FACETS.iter().map(|facet| query.chosen.get(facet.id).map_or(0, |values| values.len()));
        for (text, chosen) in
            self.chosen.iter_mut().zip([model.chosen()].into_iter().chain(of_facets))
        {
            text.say(number_chosen(chosen, messages));
        }
        for of in &mut self.choices {
            let value = choice(manifest, of.facet, of.value);
            of.tick(value.is_some_and(|(facet, value)| query.has(facet, value)));
            let counts = results.and_then(|results| results.counts.get(of.facet as usize));
            let count = counts.and_then(|counts| counts.get(of.value as usize)).copied();
            of.tell(count, |count| messages.number(count));
        }
        if let Field(Some(field)) = &self.unknown_too {
            field.set_checked(!query.known_only);
        }
        if let Some(list) = &mut self.suggestions {
            list.draw(suggestions(model, manifest));
        }
        if let Some(text) = &mut self.hint {
            text.say(hint(model, manifest, messages));
        }
        if let Some(button) = &self.map {
            // Refused only for a name that is none.
            let _ = button
                .set_attribute("aria-pressed", if model.map.is_some() { "true" } else { "false" });
        }
        if let Some(text) = &mut self.show {
            text.say(show(results.map(|results| results.hits.len()), messages));
        }
    }
}

impl Field {
    fn of(finder: &Element, selector: &str) -> Self {
        Self(first(finder, selector).map(JsCast::unchecked_into))
    }

    /// Only where it differs: setting a value moves the cursor.
    fn set(&self, value: &str) {
        if let Some(field) = self.0.as_ref().filter(|field| field.value() != value) {
            field.set_value(value);
        }
    }
}

impl Text {
    fn of(element: Element) -> Self {
        let shown = element.text_content().unwrap_or_default();
        Self { element, shown }
    }

    fn first(finder: &Element, selector: &str) -> Option<Self> {
        first(finder, selector).map(Self::of)
    }

    fn say(&mut self, words: String) {
        if self.shown != words {
            self.element.set_text_content(Some(&words));
            self.shown = words;
        }
    }

    fn draw(&mut self, markup: String) {
        if self.shown != markup {
            self.element.set_inner_html(&markup);
            self.shown = markup;
        }
    }
}

impl ChoiceBox {
    /// `None` for what is no value of a facet.
    fn of(label: Element) -> Option<Self> {
        let field: HtmlInputElement = first(&label, "input")?.unchecked_into();
        let number = first(&label, ".n")?;
        match Press::read(&field.get_attribute("data-press")?)? {
            Press::Toggle(facet, value) => {
                Some(Self { facet, value, label, field, number, count: None })
            }
            _ => None,
        }
    }

    fn tick(&self, is_ticked: bool) {
        // A press has ticked the box already; a browser that goes back may have ticked others.
        if self.field.checked() != is_ticked {
            self.field.set_checked(is_ticked);
        }
    }

    fn tell(&mut self, count: Option<u32>, number: impl Fn(u32) -> String) {
        if self.count != count {
            self.number.set_text_content(count.map(number).as_deref());
            // Refused only for a class with a space in it.
            let _ = self.label.class_list().toggle_with_force("none", count == Some(0));
            self.count = count;
        }
    }
}

pub(super) fn first(inside: &Element, selector: &str) -> Option<Element> {
    inside.query_selector(selector).ok()?
}

fn all(inside: &Element, selector: &str) -> impl Iterator<Item = Element> {
    let found = inside.query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, |found| found.length());
    (0..length).filter_map(move |place| found.as_ref()?.get(place)?.dyn_into().ok())
}
