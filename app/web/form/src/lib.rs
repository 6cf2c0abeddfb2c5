//! The form as a program: it reads what is typed, asks `authoring` to write and check the page, and draws.
//!
//! No request follows from anything that is typed; the town's map is asked for when somebody opens it. What
//! is typed stays in memory, unless they tick that the browser keeps it.
//!
//! Its state is a plain value. A screen is drawn once, and its slots ([`draw`]) as they change, so that no
//! field is drawn anew under somebody's fingers.
//!
//! Reading order: [`start`], [`page`] (writing and checking), [`change`] (a page that is there already), [`draw`], [`listen`], [`give`] (what leaves).

use std::cell::RefCell;
use std::rc::Rc;

use app::form::file::FormFile;
use app::form::page::{NEW_GROUP, PageFacts};
use app::form::remark::{Remark, Weight};
use app::form::screen::Screen;
use app::form::send::PageText;
use app::form::state::{FormModel, Said, Storage};
use app::form::times;
use app::form::view::{FormProps, keys};
use app::locale::{Key, Messages};
use catalog::day::Day;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::{Function, JsString, Math};
use kit::clock::now;
use kit::element::set_class;
use kit::loading::Fetch;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

mod change;
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
    context.bring_facts();
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

    /// What stands in the address: `#new`.
    fn open(&self, model: &mut FormModel) {
        let hash = window().location().hash().unwrap_or_default();
        if hash == "#new" && model.answers.text("group").is_empty() {
            model.put("group", NEW_GROUP);
        }
    }

    /// Writes the pages and lets them be checked.
    fn check(&self) {
        let mut model = self.model.borrow_mut();
        model.now = now(&self.zone);
        let facts = model.facts(&self.props.file, &self.own);
        let Some(now) = model.now else { return };
        if model.change.is_some() {
            self.check_change(&mut model, &facts, now.day);
            return;
        }
        let pages = page::written(&facts, decompose);
        model.remarks = page::remarks(&pages, &self.town, now.day, decompose);
        let group = app::form::page::group_name(&model.answers, &self.props.file);
        let by = model.answers.said("said-by");
        let note = change::of_new_pages(&pages, &group.unwrap_or_default(), by.as_deref(), now.day);
        model.note = note.unwrap_or_default();
        // Whose it is stands in no fact of the page: its folder says it.
        if model.answers.text("group").is_empty() {
            let message = self.props.messages.text(Key::AddSaysMissing).to_owned();
            model.remarks.insert(0, no_group(message));
        }
        model.pages = pages;
    }

    /// The same of a page that is there already.
    fn check_change(&self, model: &mut FormModel, facts: &[PageFacts], today: Day) {
        let Some(change) = model.change.clone() else { return };
        let (mut was, file) =
            (FormModel { now: model.now, ..FormModel::default() }, &self.props.file);
        was.answers = change.before.clone();
        let before = was.facts(file, &self.own);
        let is_it = |page: &&PageFacts| page.is_group == change.is_group;
        let pages = before.iter().find(is_it).zip(facts.iter().find(is_it));
        let new = pages.and_then(|(before, after)| {
            let body = (before.body != after.body).then_some(&*after.body);
            change::changed(&change.page, &before.facts, &after.facts, body)
        });
        let page = |text: &str| PageText {
            path: if change.is_group { "group/organization.md" } else { "group/page.md" }
                .to_owned(),
            text: text.to_owned(),
            is_group: change.is_group,
        };
        let checked = |text: &str| page::remarks(&[page(text)], &self.town, today, decompose);
        let old = checked(&change.page);
        let is_new = |remark: &Remark| {
            old.iter().all(|known| (&known.code, &known.message) != (&remark.code, &remark.message))
        };
        model.remarks = match (&new, change.said) {
            (Some(new), Some(Said::Changed)) => checked(new).into_iter().filter(is_new).collect(),
            _ => Vec::new(),
        };
        let by = model.answers.said("said-by");
        let note = change::note(&change, new.as_deref(), by, today);
        model.note = note.unwrap_or_default();
    }

    /// The facts of the page whose id stands in the address: `#vh73j`, `#vh73j/right`, `#vh73j/room`; or
    /// of the group: `#o/zab5r`.
    fn bring_facts(self: &Rc<Self>) {
        let hash = window().location().hash().unwrap_or_default();
        let asked = hash.trim_start_matches('#');
        let group = asked.strip_prefix("o/");
        let (id, what) = match group {
            Some(id) => (id, ""),
            None => asked.split_once('/').unwrap_or((asked, "")),
        };
        if !catalog::link::code::is_id(id) {
            return;
        }
        let is_group = group.is_some();
        let path = ["../../facts/", id, ".txt"].concat();
        let (own, id, is_right) = (self.clone(), id.to_owned(), what == "right");
        self.fetch.bring(&path, move |bytes| {
            let file = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
            let now = now(&own.zone);
            let opened = file.zip(now).and_then(|(file, now)| match is_group {
                true => change::opened_group(&id, &file),
                false => change::opened(&id, &file, now),
            });
            let Some((page, answers)) = opened else {
                own.say(Key::AddNoFacts);
                return;
            };
            {
                let mut model = own.model.borrow_mut();
                model.open(page, answers);
                if is_right {
                    model.say(Said::Right);
                }
            }
            own.settle();
        });
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

fn no_group(message: String) -> Remark {
    Remark {
        screen: Screen::Group,
        field: "group",
        weight: Weight::Mend,
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
