//! The form as a program: it reads what is typed, asks `authoring` to write and check the page, and draws.
//!
//! No request follows from anything that is typed; the town's map is asked for when somebody opens it. What
//! is typed stays in memory, unless they tick that the browser keeps it.
//!
//! Its state is a plain value. A screen is drawn once, and its slots ([`draw`]) as they change, so that no
//! field is drawn anew under somebody's fingers.
//!
//! Reading order: [`start`], [`page`] (writing and checking), [`draw`], [`listen`], [`give`] (what leaves).

use std::cell::RefCell;
use std::rc::Rc;

use app::form::file::FormFile;
use app::form::page::NEW_GROUP;
use app::form::screen::Screen;
use app::form::state::{FormModel, Storage};
use app::form::times;
use app::form::view::{FormProps, keys};
use app::locale::{Key, Messages};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::{Function, JsString, Math};
use kit::clock::now;
use kit::element::set_class;
use kit::loading::Fetch;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

mod draw;
mod give;
mod listen;
mod page;

/// How long somebody pauses before what they typed is checked, in milliseconds.
const PAUSE_MS: u32 = 350;

/// A running form.
struct Context {
    island: HtmlElement,
    props: FormProps,
    /// The words of the directory's own language.
    own: Messages,
    /// What a page is checked against.
    town: serde_json::Value,
    /// The directory's time zone.
    zone: String,
    /// The name under which the browser keeps what was typed.
    stored: String,
    /// The town's map; empty where there is none.
    map: String,
    fetch: Fetch,
    copy: Function,
    share: Option<Function>,
    model: RefCell<FormModel>,
    drawn: RefCell<draw::Drawn>,
    later: RefCell<Option<Timeout>>,
}

/// Starts the form on `island`. `file` is what it is told of its town; `fetch` takes a path and gives a
/// promise of its bytes; `copy` takes a text; `share` a file's name and text, where the phone can.
#[wasm_bindgen]
pub fn start(
    island: HtmlElement,
    file: &[u8],
    fetch: Function,
    copy: Function,
    share: Option<Function>,
) {
    let Some(context) = Context::find(island, file, Fetch::new(fetch), copy, share) else { return };
    let context = Rc::new(context);
    context.begin();
    listen::listen(&context);
    set_class("ready", true);
}

impl Context {
    fn find(
        island: HtmlElement,
        file: &[u8],
        fetch: Fetch,
        copy: Function,
        share: Option<Function>,
    ) -> Option<Self> {
        let data = island.dataset();
        let told: serde_json::Value = serde_json::from_slice(file).ok()?;
        let words: Vec<String> = serde_json::from_str(&data.get("words")?).ok()?;
        let locale = document().document_element()?.get_attribute("lang")?;
        let file = FormFile::read(told.get("form")?);
        let own = Messages::from_some(&file.locale, times::WORDS, file.own_words.clone());
        let map = data.get("map").unwrap_or_default();
        let props = FormProps {
            messages: Messages::from_some(&locale, &keys(), words),
            file,
            has_map: !map.is_empty(),
            can_share: share.is_some(),
        };
        Some(Self {
            zone: data.get("zone")?,
            stored: data.get("stored")?,
            island,
            props,
            own,
            town: told.get("town")?.clone(),
            map,
            fetch,
            copy,
            share,
            model: RefCell::default(),
            drawn: RefCell::default(),
            later: RefCell::default(),
        })
    }

    /// A new form, or the one that the browser keeps.
    fn begin(&self) {
        let mut model = FormModel::new(now(&self.zone), random);
        if let Some(stored) = kit::storage::read(&self.stored) {
            model.restore(&stored, &self.props.messages);
        }
        self.open(&mut model);
        *self.model.borrow_mut() = model;
        self.check();
        self.draw();
    }

    /// What stands in the address: `#new`, or `#o/` and the id of a group whose page leads here.
    fn open(&self, model: &mut FormModel) {
        let hash = window().location().hash().unwrap_or_default();
        if let Some(id) = hash.strip_prefix("#o/")
            && self.props.file.group(id).is_some()
        {
            model.put("group", id);
            model.screen = Screen::What;
        } else if hash == "#new" && model.answers.text("group").is_empty() {
            model.put("group", NEW_GROUP);
        }
    }

    /// Writes the pages and lets them be checked.
    fn check(&self) {
        let mut model = self.model.borrow_mut();
        model.now = now(&self.zone);
        let facts = model.facts(&self.props.file, &self.own);
        let Some(now) = model.now else { return };
        let pages = page::written(&facts, decompose);
        model.remarks = page::remarks(&pages, &self.town, now.day, decompose);
        // Whose it is stands in no fact of the page: its folder says it.
        if model.answers.text("group").is_empty() {
            let message = self.props.messages.text(Key::AddSaysMissing).to_owned();
            model.remarks.insert(0, no_group(message));
        }
        model.pages = pages;
    }

    /// Keeps what was typed, where somebody has said so.
    fn keep(&self) {
        let mut model = self.model.borrow_mut();
        if model.storage == Storage::Kept
            && !kit::storage::write(&self.stored, &model.answers.to_stored())
        {
            model.storage = Storage::Refused;
            model.said = self.props.messages.text(Key::AddNotKept).to_owned();
        }
    }

    /// Says something in the polite line.
    fn say(&self, key: Key) {
        self.model.borrow_mut().said = self.props.messages.text(key).to_owned();
        self.draw();
    }

    /// Something has changed: the page is checked once the person pauses.
    fn changed(self: &Rc<Self>) {
        self.keep();
        self.draw();
        let own = self.clone();
        let later = Timeout::new(PAUSE_MS, move || own.settle());
        self.later.replace(Some(later));
    }

    /// What was typed last is checked now.
    fn settle(&self) {
        if let Some(later) = self.later.take() {
            // The timeout may be the very one that calls, which must not be dropped meanwhile.
            later.forget();
        }
        self.check();
        self.draw();
    }
}

fn no_group(message: String) -> app::form::remark::Remark {
    app::form::remark::Remark {
        screen: Screen::Group,
        field: "group",
        weight: app::form::remark::Weight::Mend,
        code: "missing-file".to_owned(),
        message,
        suggestions: Vec::new(),
    }
}

/// 32 random bits.
fn random() -> u32 {
    (Math::random() * 4_294_967_296.0) as u32
}

/// Unicode's decomposition and small letters, which every browser knows by heart.
fn decompose(text: &str) -> String {
    JsString::from(text).normalize("NFKD").to_lower_case().into()
}
