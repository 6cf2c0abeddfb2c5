//! The plan as a program: it reads and writes the browser's storage, listens, and draws.
//!
//! Nothing is stored before something is kept, and when the last of it goes, so does the entry. No
//! request follows from a plan: what it shows is what was kept, and what is listed today in the whole file of
//! the locale, which the page asks for whatever is kept ([`compare`]).
//!
//! Reading order: [`start`], [`compare`], [`show`] and [`answer`] (what is seen), [`listen`] (what is pressed and typed),
//! [`take`] (files to take along).

use app::locale::Messages;
use app::plan::action::Action;
use app::plan::state::{PlanModel, Storage};
use app::plan::view::{PlanProps, WORDS};
use gloo::utils::document;
use js_sys::Function;
use kit::clock::{every_minute, now};
use kit::element::by_id;
use kit::island::{run, say_ready};
use kit::loading::Fetch;
use kit::signal::*;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

mod answer;
mod compare;
mod listen;
mod show;
mod take;

/// A running plan: its page, its props and its signal.
#[derive(Clone)]
struct Context {
    island: HtmlElement,
    props: Rc<PlanProps>,
    /// The directory's time zone.
    zone: Rc<str>,
    /// The name under which the browser keeps the plan, which the page's script tells.
    stored: Rc<str>,
    model: RwSignal<PlanModel>,
}

/// Starts the plan on the element `plan`; nothing where the page has none. `fetch` takes a path and gives a promise
/// of its bytes.
#[wasm_bindgen]
pub fn start(fetch: Function) {
    run(move || {
        let Some(context) = Context::find() else { return };
        context.read();
        show::follow(&context);
        answer::follow(&context);
        listen::listen(&context);
        let own = context.clone();
        // What is in memory alone must not be lost.
        let is_stored = move || own.model.with_untracked(|model| model.storage != Storage::Refused);
        let own = context.clone();
        kit::storage::follow(move || {
            if is_stored() {
                own.read();
            }
        });
        compare::compare(&context, &Fetch::new(fetch));
        every_minute(move || context.read_clock());
        say_ready();
    });
}

impl Context {
    fn find() -> Option<Self> {
        let island = by_id("plan")?;
        let data = island.dataset();
        let words: Vec<String> = serde_json::from_str(&data.get("words")?).ok()?;
        let locale = document().document_element()?.get_attribute("lang")?;
        let messages = Messages::from_some(&locale, WORDS, words);
        let props = PlanProps { messages, folder: data.get("folder")? };
        let model = RwSignal::new(PlanModel::default());
        let (zone, stored) = (data.get("zone")?.into(), data.get("stored")?.into());
        Some(Self { island, props: Rc::new(props), zone, stored, model })
    }

    fn messages(&self) -> &Messages {
        &self.props.messages
    }

    /// Takes what the browser keeps; a browser that refuses keeps nothing.
    fn read(&self) {
        let stored = kit::storage::read(&self.stored);
        self.model.update(|model| {
            model.now = now(&self.zone);
            model.open(stored.as_deref(), self.messages());
        });
    }

    fn read_clock(&self) {
        self.model.update(|model| model.now = now(&self.zone));
    }

    /// Lets the plan follow an action, and the browser keep it.
    fn act(&self, action: Action) {
        self.model.update(|model| {
            model.apply(action, self.messages());
            self.store(model);
        });
    }

    /// Lets the browser keep what there is, or nothing.
    fn store(&self, model: &mut PlanModel) {
        if model.storage == Storage::Unreadable {
            return;
        }
        let is_kept = match model.to_store() {
            Some(plan) => kit::storage::write(&self.stored, &plan),
            None => {
                kit::storage::remove(&self.stored);
                true
            }
        };
        if is_kept {
            model.storage = Storage::Works;
        } else {
            model.refuse(self.messages());
        }
    }
}
