//! The page of a group's answer: a choice makes a text, which the group sends by its own hand.

use std::rc::Rc;

use app::locale::Key;
use app::people::answer::{AnswerModel, AnswerProps, WORDS, asked, ready};
use catalog::day::Day;
use catalog::link::reply::Outcome;
use gloo::utils::window;
use kit::action::{action_of, listen};
use kit::element::{by_id, first, target};
use kit::island::{on_change, say_ready};
use kit::region::Region;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{CustomEvent, Element, Event, HtmlElement, HtmlInputElement};

use crate::{absolute, copy, messages};

#[derive(Clone)]
struct Context {
    island: HtmlElement,
    props: Rc<AnswerProps>,
    model: RwSignal<AnswerModel>,
}

/// Starts on the element `reply`; nothing where the page has none.
pub fn start() {
    let Some(context) = Context::find() else { return };
    context.open();
    context.follow();
    let own = context.clone();
    listen(&context.island, "change", move |event| own.chosen(event));
    let own = context.clone();
    listen(&context.island, "click", move |event| own.pressed(event));
    let own = context.clone();
    listen(&context.island, "listed", move |event| own.take_names(event));
    let own = context.clone();
    listen(&window(), "hashchange", move |_| own.open());
    say_ready();
}

impl Context {
    fn find() -> Option<Self> {
        let island = by_id("reply")?;
        let data = island.dataset();
        let props = AnswerProps {
            messages: messages(&data, WORDS)?,
            people: absolute(&data.get("people")?),
            directory: data.get("directory").unwrap_or_default(),
        };
        Some(Self { island, props: Rc::new(props), model: RwSignal::default() })
    }

    /// Takes what the address asks. It stays there: a change of language keeps it.
    fn open(&self) {
        let fragment = window().location().hash().unwrap_or_default();
        if fragment.len() <= 1 || fragment != "#main" && fragment != "#top" {
            self.model.update(|model| model.open(&fragment));
        }
    }

    fn follow(&self) {
        let Self { island, props, model } = self.clone();
        if let Some(mut region) = Region::find(&island, "#answer-asked", String::new()) {
            let props = props.clone();
            on_change(move || region.draw(model.with(|model| asked(model, &props.messages))));
        }
        if let Some(mut region) = Region::find(&island, "#answer-ready", String::new()) {
            on_change(move || region.draw(model.with(|model| ready(model, &props))));
        }
        if let Some(mut status) = Region::find(&island, "#status", String::new()) {
            on_change(move || status.say(model.with(|model| model.said.clone())));
        }
        on_change(move || {
            let is_asked = model.with(|model| matches!(model.asked, Some(Ok(_))));
            let is_full = model.with(|model| model.outcome == Some(Outcome::GroupFull));
            set_hidden(first(&island, "#answer-choices"), !is_asked);
            set_hidden(first(&island, "#answer-until"), !is_full);
        });
    }

    fn chosen(&self, event: &Event) {
        let input = target(event).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let value = input.value();
        self.model.update(|model| {
            if input.id() == "until" {
                model.until = Day::parse(&value);
            } else {
                model.outcome = value.parse().ok().and_then(Outcome::of_number);
            }
            model.said = String::new();
        });
    }

    /// What is listed has come.
    fn take_names(&self, event: &Event) {
        let listed = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        self.model.update(|model| model.take_names(&listed.unwrap_or_default()));
    }

    fn pressed(&self, event: &Event) {
        if action_of(event).as_deref() != Some("copy") {
            return;
        }
        let Some(text) = self.model.with_untracked(|model| model.text(&self.props)) else { return };
        let own = self.clone();
        copy(&text, move |is_copied| {
            let key = if is_copied { Key::AnswerCopied } else { Key::AnswerNotCopied };
            let said = own.props.messages.text(key).to_owned();
            own.model.update(|model| model.said = said);
        });
    }
}

fn set_hidden(element: Option<Element>, is_hidden: bool) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.set_hidden(is_hidden);
    }
}
