//! What is taken along of a plan from a link: the sheet on paper, and the next dates for a calendar. A program of
//! its own, which comes once the plan can be read (`app/web/handed`): the code to scan and the sheet would be a
//! fifth of what a phone loads until then.
//!
//! It reads what stands after `#` and the slips as that program does. Nothing is stored.

use std::cell::RefCell;
use std::rc::Rc;

use app::handed::state::HandedModel;
use app::handed::view::{self, DATES, HandedProps, PRINT, WORDS};
use app::locale::{Key, Messages};
use app::plan::Plan;
use app::plan::calendar::{self, Dating};
use gloo::utils::{document, window};
use js_sys::Function;
use kit::action::{action_of, listen as on};
use kit::clock::{now, now_utc, utc};
use kit::element::by_id;
use kit::file::save;
use kit::loading::Fetch;
use kit::region::Region;
use kit::slip_files::SlipFiles;
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
    slips: SlipFiles,
    model: RefCell<HandedModel>,
    take: RefCell<Region>,
    paper: RefCell<Region>,
}

/// Starts on `island`, whose markup the page brought along. `fetch` takes a path and gives a promise of its
/// bytes.
#[wasm_bindgen]
pub fn start(island: HtmlElement, fetch: Function) {
    let Some(context) = Context::find(island, Fetch::new(fetch)) else { return };
    let context = Rc::new(context);
    context.open();
    let own = context.clone();
    on(&context.island, "click", move |event| {
        match action_of(event).unwrap_or_default().trim() {
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
            slips: SlipFiles::new(fetch, data.get("slips")?, data.get("index").is_some()),
            model: RefCell::new(HandedModel { now: now(&zone), ..HandedModel::default() }),
            take: RefCell::new(region("#handed-take")?),
            paper: RefCell::new(region("#handed-paper")?),
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
        self.slips.bring(ids, move |files| own.update(|model, _| model.receive(files)));
    }

    /// Changes what is known, and draws it.
    fn update(&self, change: impl FnOnce(&mut HandedModel, &Self)) {
        change(&mut self.model.borrow_mut(), self);
        let model = self.model.borrow();
        self.take.borrow_mut().draw(view::take(&model, &self.props));
        self.paper.borrow_mut().draw(view::paper(&model));
    }

    /// Saves the next sessions as a calendar file.
    fn dates(&self) {
        match self.calendar() {
            Some(text) => save(DATES_FILE, "text/calendar;charset=utf-8", &text),
            None => {
                let said = self.props.messages.text(Key::PlanNoDate);
                by_id("status").into_iter().for_each(|line| line.set_text_content(Some(said)));
            }
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
