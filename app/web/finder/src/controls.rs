//! The fields and boxes of the bar and of the dialog follow the model: ticks, numbers, the hint, the
//! places to choose from. Once a frame at most, just before it is painted: the answer comes first.
//!
//! No control is ever drawn anew, so that neither a cursor nor the focus is lost in one.

use std::cell::Cell;
use std::rc::Rc;

use app::choice::choice_ids;
use app::finder::state::action::Action;
use app::finder::state::model::Model;
use app::finder::state::{FinderContext, FinderProps};
use app::finder::view::filters::{hint, known, number, number_chosen, show, suggestions};
use app::finder::view::order::sort_id;
use app::markup::ACTION;
use catalog::facet::FACETS;
use catalog::results::{KnownCount, Results};
use gloo::utils::window;
use kit::element::{all, first};
use kit::focus::Focus;
use kit::island::on_change;
use kit::region::Region;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlInputElement};

/// Where elements are drawn anew that can have the focus.
const REGIONS: &str = ".chips, .suggested, .suggestions, .before, #results, .after, .chart";

/// Draws the controls with every frame in which the model is another, and sees to it that the
/// focus outlives what was drawn.
pub fn follow(island: &Element, context: &FinderContext) {
    let FinderContext { props, model, results } = context.clone();
    let mut controls = Controls::find(island);
    let focus = Focus::follow(island, REGIONS, |region| {
        if region.class_list().contains("suggestions") { "place-hint" } else { "status" }
    });
    let is_asked_for = Rc::new(Cell::new(false));
    let is_drawn = is_asked_for.clone();
    let draw = Closure::<dyn FnMut()>::new(move || {
        is_drawn.set(false);
        results.with_untracked(|results| {
            model.with_untracked(|model| controls.draw(model, results.as_ref(), &props));
        });
        focus.restore();
    });
    on_change(move || {
        model.track();
        if !is_asked_for.replace(true) {
            // Refused only where there is no window to draw in.
            let _ = window().request_animation_frame(draw.as_ref().unchecked_ref());
        }
    });
}

/// The elements of the page that follow the model.
struct Controls {
    words: Field,
    place: Field,
    order: Field,
    /// How many choices are made: of all in the bar, then of each facet.
    chosen: Vec<Region>,
    choices: Vec<ChoiceBox>,
    unknown_too: Field,
    suggestions: Option<Region>,
    hint: Option<Region>,
    show: Option<Region>,
    map: Option<Element>,
}

/// A field, where the page has it.
struct Field(Option<HtmlInputElement>);

/// A value of a facet with its tick and its count.
struct ChoiceBox {
    facet: u32,
    value: u32,
    label: Element,
    field: HtmlInputElement,
    number: Element,
    count: Option<(u32, Option<KnownCount>)>,
}

impl Controls {
    fn find(island: &Element) -> Self {
        let region = |selector| Region::find(island, selector, String::new());
        Self {
            words: Field::find(island, "#words"),
            place: Field::find(island, "#place"),
            order: Field::find(island, "#order"),
            chosen: all(island, ".chosen").map(Region::empty).collect(),
            choices: all(island, ".choice").filter_map(ChoiceBox::find).collect(),
            unknown_too: Field::find(island, ".unknown-too input"),
            suggestions: region(".suggestions"),
            hint: region("#place-hint"),
            show: region(".show span"),
            map: first(island, ".map-button"),
        }
    }

    fn draw(&mut self, model: &Model, results: Option<&Results>, props: &FinderProps) {
        let FinderProps { manifest, messages, .. } = props;
        let query = &model.query;
        self.words.set(&query.words);
        self.place.set(&model.typed_place);
        self.order.set(sort_id(query.sort));
        let of_facets = FACETS.iter().map(|facet| query.chosen.of(facet.id).len());
        let numbers = [model.chosen()].into_iter().chain(of_facets);
        for (text, chosen) in self.chosen.iter_mut().zip(numbers) {
            text.say(number_chosen(chosen, messages));
        }
        for choice in &mut self.choices {
            let ids = choice_ids(manifest, choice.facet, choice.value);
            choice.tick(ids.is_some_and(|(facet, value)| query.has(facet, value)));
            let counts = results.and_then(|results| results.counts.get(choice.facet as usize));
            let count = counts.and_then(|counts| counts.get(choice.value as usize)).copied();
            let known = results.and_then(|results| known(results, choice.facet, choice.value));
            choice.tell(count, known, |count| number(count, known, messages));
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
            let is_open = if model.map.is_some() { "true" } else { "false" };
            // Refused only for a name that is none.
            let _ = button.set_attribute("aria-pressed", is_open);
        }
        if let Some(text) = &mut self.show {
            text.say(show(results.map(|results| results.found), messages));
        }
    }
}

impl Field {
    fn find(island: &Element, selector: &str) -> Self {
        Self(first(island, selector).map(JsCast::unchecked_into))
    }

    /// Sets the field's value, only where it differs: that moves the cursor.
    fn set(&self, value: &str) {
        if let Some(field) = self.0.as_ref().filter(|field| field.value() != value) {
            field.set_value(value);
        }
    }
}

impl ChoiceBox {
    /// `None` for a box that is no value of a facet.
    fn find(label: Element) -> Option<Self> {
        let field: HtmlInputElement = first(&label, "input")?.unchecked_into();
        let number = first(&label, ".n")?;
        match Action::read(&field.get_attribute(ACTION)?)? {
            Action::Toggle(facet, value) => {
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

    fn tell(
        &mut self,
        count: Option<u32>,
        known: Option<KnownCount>,
        number: impl Fn(u32) -> String,
    ) {
        let told = count.map(|count| (count, known));
        if self.count != told {
            self.number.set_text_content(count.map(number).as_deref());
            // Refused only for a class with a space in it.
            let _ = self.label.class_list().toggle_with_force("none", count == Some(0));
            self.count = told;
        }
    }
}
