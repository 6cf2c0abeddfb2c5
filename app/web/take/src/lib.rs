//! What is taken of a plan from a link: kept on this phone, on paper, in a calendar; and what has changed of what
//! the person keeps already. A program of its own, which comes once the plan can be read (`app/web/handed`):
//! all this would be a third of what a phone loads until then.
//!
//! It reads what stands after `#` and the slips as that program does. Nothing is stored before somebody presses
//! "keep".

use std::cell::RefCell;
use std::rc::Rc;

use app::handed::state::HandedModel;
use app::handed::view::{self, DATES, HandedProps, KEEP, PRINT, WORDS};
use app::locale::{Key, Messages};
use app::plan::Plan;
use app::plan::action::Action;
use app::plan::calendar::{self, Dating};
use gloo::utils::{document, window};
use js_sys::Function;
use kit::action::{action_of, listen as on};
use kit::clock::{now, now_utc, utc};
use kit::element::{by_id, first, focus};
use kit::file::save;
use kit::loading::Fetch;
use kit::region::Region;
use kit::slip_files::SlipFiles;
use kit::storage;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Url};

/// What the file is called: neutral, for whoever sees the folder of downloads.
const DATES_FILE: &str = "my-dates.ics";

/// A running page.
struct Context {
    island: HtmlElement,
    props: HandedProps,
    /// The directory's time zone.
    zone: String,
    /// The name under which the browser keeps the person's own plan.
    stored: String,
    fetch: Fetch,
    slips: SlipFiles,
    model: RefCell<HandedModel>,
    regions: RefCell<Regions>,
}

/// What is drawn.
struct Regions {
    keep: Region,
    changed: Region,
    take: Region,
    paper: Region,
}

/// Starts on `island`, whose markup the page brought along. `fetch` takes a path and gives a promise of its
/// bytes.
#[wasm_bindgen]
pub fn start(island: HtmlElement, fetch: Function) {
    let Some(context) = Context::find(island, Fetch::new(fetch)) else { return };
    let context = Rc::new(context);
    context.open();
    context.bring_beneath();
    let own = context.clone();
    on(&context.island, "click", move |event| {
        let action = action_of(event).unwrap_or_default();
        if let Some(Action::Seen(id)) = Action::read(&action) {
            return own.see(&id);
        }
        match action.trim() {
            KEEP => own.keep(),
            DATES => own.dates(),
            PRINT => {
                // A browser without a printer does nothing.
                let _ = window().print();
            }
            _ => {}
        }
    });
    let own = context.clone();
    kit::clock::every_minute(move || own.update(|model, context| model.now = now(&context.zone)));
    let own = context.clone();
    on(&window(), "hashchange", move |_| own.open());
    let own = context.clone();
    storage::follow(move || own.update(|model, context| model.look_at(context.read().as_deref())));
}

impl Context {
    fn find(island: HtmlElement, fetch: Fetch) -> Option<Self> {
        let data = island.dataset();
        let words: Vec<String> = serde_json::from_str(&data.get("words")?).ok()?;
        let locale = document().document_element()?.get_attribute("lang")?;
        let messages = Messages::from_some(&locale, WORDS, words);
        let region = |selector| Region::find(&island, selector, String::new());
        let zone = data.get("zone")?;
        Some(Self {
            props: HandedProps { messages, folder: data.get("folder")? },
            slips: SlipFiles::new(fetch.clone(), data.get("slips")?, data.get("index").is_some()),
            model: RefCell::new(HandedModel { now: now(&zone), ..HandedModel::default() }),
            regions: RefCell::new(Regions {
                keep: region("#handed-keep")?,
                changed: region("#handed-changed")?,
                take: region("#handed-take")?,
                paper: region("#handed-paper")?,
            }),
            stored: data.get("stored")?,
            fetch,
            zone,
            island,
        })
    }

    /// Draws what stands in the address, unless that is a place on the page.
    fn open(self: &Rc<Self>) {
        let fragment = window().location().hash().unwrap_or_default();
        let fragment = fragment.trim_start_matches('#');
        if document().get_element_by_id(fragment).is_some() {
            return;
        }
        self.update(|model, _| model.open(fragment));
        let ids = self.model.borrow().link().map(|link| link.services.clone()).unwrap_or_default();
        let own = self.clone();
        self.slips.bring(ids, move |files| {
            own.update(|model, context| {
                model.receive(files);
                model.look_at(context.read().as_deref());
            });
        });
    }

    /// Brings the language beneath each line of the sheet, where the page names a file of it. It comes last, and
    /// a sheet without it is in one language.
    fn bring_beneath(self: &Rc<Self>) {
        let Some(path) = self.island.dataset().get("beneath") else { return };
        let own = self.clone();
        let files = SlipFiles::new(self.fetch.clone(), path, false);
        files.bring(Vec::new(), move |files| {
            own.update(|model, _| model.beneath = files.unwrap_or_default());
        });
    }

    /// What the browser keeps.
    fn read(&self) -> Option<String> {
        storage::read(&self.stored)
    }

    /// Puts everything into the person's own plan.
    fn keep(&self) {
        self.update(|model, context| {
            let messages = &context.props.messages;
            if let Some(plan) = model.keep(context.read().as_deref(), messages) {
                model.kept(storage::write(&context.stored, &plan), messages);
            }
        });
        say(&self.model.borrow().said);
        // The button is gone: the way to the plan stands in its place.
        first(&self.island, "#handed-keep a.button").into_iter().for_each(focus);
    }

    /// Keeps that the person has seen what has changed.
    fn see(&self, id: &str) {
        self.update(|model, context| {
            if let Some(plan) = model.see(id, context.read().as_deref()) {
                // Where that is refused, it is told once more.
                storage::write(&context.stored, &plan);
            }
        });
        first(&self.island, "#handed-top").into_iter().for_each(focus);
    }

    /// Changes what is known, and draws it.
    fn update(&self, change: impl FnOnce(&mut HandedModel, &Self)) {
        change(&mut self.model.borrow_mut(), self);
        let (model, props) = (self.model.borrow(), &self.props);
        let mut regions = self.regions.borrow_mut();
        regions.keep.draw(view::keep(&model, props));
        regions.changed.draw(view::changes(&model, props));
        regions.take.draw(view::take(&model, props));
        regions.paper.draw(view::paper(&model));
    }

    /// Saves the next sessions as a calendar file.
    fn dates(&self) {
        match self.calendar() {
            Some(text) => save(DATES_FILE, "text/calendar;charset=utf-8", &text),
            None => say(self.props.messages.text(Key::PlanNoDate)),
        }
    }

    fn calendar(&self) -> Option<String> {
        let model = self.model.borrow();
        let plan = Plan { items: model.items(), ..Plan::default() };
        let coming = plan.coming(model.now?);
        if coming.is_empty() {
            return None;
        }
        let page = document().base_uri().ok().flatten()?;
        let folder = Url::new_with_base(&self.props.folder, &page).ok()?.href();
        let utc = |moment| utc(&self.zone, moment);
        let messages = &self.props.messages;
        let dating = Dating { messages, stamp: now_utc(), folder: &folder, utc: &utc };
        Some(calendar::write(&coming, &dating))
    }
}

/// Says something in the page's polite line.
fn say(words: &str) {
    by_id("status").into_iter().for_each(|line| line.set_text_content(Some(words)));
}
