//! The plan from a link as a program: it reads what stands after `#`, asks for the slips, and draws.
//!
//! No request follows from the link but in a directory whose slips are in several files: there, the files
//! that hold its activities are asked for ([`kit::slip_files`]). Nothing is stored here: what is taken of a plan,
//! kept, on paper or in a calendar, is the business of a program that comes after (`app/web/take`).
//!
//! Its state is a plain value that is drawn as a whole after each change, which is rare here; leptos'
//! signals would be a sixth of what a phone loads for this page.
//!
//! Reading order: [`start`], [`listen`] (what is pressed and typed).

use std::cell::RefCell;
use std::rc::Rc;

use app::handed::state::{HandedModel, Opened, Slips};
use app::handed::view::{self, HandedProps, WORDS};
use app::locale::Messages;
use gloo::utils::{document, window};
use js_sys::Function;
use kit::action::listen as on;
use kit::clock::now;
use kit::element::set_class;
use kit::loading::Fetch;
use kit::region::Region;
use kit::slip_files::SlipFiles;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

mod listen;

/// A running page.
struct Context {
    island: HtmlElement,
    props: HandedProps,
    /// The directory's time zone.
    zone: String,
    slips: SlipFiles,
    model: RefCell<HandedModel>,
    regions: RefCell<Regions>,
}

/// What is drawn.
struct Regions {
    top: Region,
    said: Region,
    list: Region,
    wrong: Region,
}

/// Starts the page on `island`, whose markup the page brought along. `fetch` takes a path and gives a promise
/// of its bytes; `is_repaired` says that a mail program had sent the link to the host.
#[wasm_bindgen]
pub fn start(island: HtmlElement, fetch: Function, is_repaired: bool) {
    let Some(context) = Context::find(island, Fetch::new(fetch), is_repaired) else { return };
    let context = Rc::new(context);
    context.model.borrow_mut().open(&fragment());
    context.draw();
    listen::listen(&context);
    context.load();
    let own = context.clone();
    kit::clock::every_minute(move || own.update(|model, context| model.now = now(&context.zone)));
    let own = context.clone();
    on(&window(), "hashchange", move |_| own.follow());
    set_class("ready", true);
}

impl Context {
    fn find(island: HtmlElement, fetch: Fetch, is_repaired: bool) -> Option<Self> {
        let data = island.dataset();
        let words: Vec<String> = serde_json::from_str(&data.get("words")?).ok()?;
        let locale = document().document_element()?.get_attribute("lang")?;
        let messages = Messages::from_some(&locale, WORDS, words);
        let region = |selector| Region::find(&island, selector, String::new());
        let regions = Regions {
            top: region("#handed-top")?,
            said: region("#status")?,
            list: region("#handed-list")?,
            wrong: region("#code-wrong")?,
        };
        let zone = data.get("zone")?;
        let model = HandedModel { now: now(&zone), is_repaired, ..HandedModel::default() };
        Some(Self {
            props: HandedProps { messages, folder: data.get("folder")? },
            zone,
            slips: SlipFiles::new(fetch, data.get("slips")?, data.get("index").is_some()),
            model: RefCell::new(model),
            regions: RefCell::new(regions),
            island,
        })
    }

    /// Changes what is known, and draws it.
    fn update(&self, change: impl FnOnce(&mut HandedModel, &Self)) {
        change(&mut self.model.borrow_mut(), self);
        self.draw();
    }

    fn draw(&self) {
        let (model, props) = (self.model.borrow(), &self.props);
        let mut regions = self.regions.borrow_mut();
        regions.top.draw(view::top(&model, props));
        regions.list.draw(view::list(&model, props));
        regions.said.say(view::said(&model, props));
        regions.wrong.say(model.wrong.clone());
    }

    /// Asks for what the plan needs.
    fn load(self: &Rc<Self>) {
        let ids = self.model.borrow().link().map(|link| link.services.clone()).unwrap_or_default();
        let own = self.clone();
        self.slips.bring(ids, move |files| {
            own.update(|model, _| {
                // What is there already stays where a second try fails.
                if files.is_some() || model.slips != Slips::Arrived {
                    model.receive(files);
                }
            });
        });
    }

    /// The address has changed: another link was opened in this tab, or a place on the page was jumped to.
    /// The plan then goes back into the address, where reload finds it.
    fn follow(self: &Rc<Self>) {
        let fragment = fragment();
        let is_place = document().get_element_by_id(&fragment).is_some();
        if !is_place {
            self.update(|model, _| model.open(&fragment));
            self.load();
            return;
        }
        let opened = self.model.borrow().opened.clone();
        if let Opened::Plan(link) = opened {
            write(&link.to_fragment());
        }
    }
}

/// What stands after `#`.
fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Puts a plan into the address, in place of what stands there.
fn write(fragment: &str) {
    if let Ok(history) = window().history() {
        let address = ["#", fragment].concat();
        // Refused only by browsers that ration calls.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
