//! The plan in a browser: it reads and writes the browser's storage, listens, and draws.
//!
//! Nothing is stored before something is kept, and when the last of it goes, so does the entry.
//! No request follows from a plan: what it shows is what was kept.

use std::cell::RefCell;
use std::rc::Rc;

use catalog::day::{Day, Moment};
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use gloo::utils::{document, window};
use js_sys::{Array, Date, JsString};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, Element, Event, HtmlAnchorElement, HtmlElement, HtmlInputElement,
    HtmlTextAreaElement, Storage, Url,
};

use crate::clock::{now, shown};
use crate::locale::{Key, Messages};
use crate::plan::Mark;
use crate::plan::calendar::{self, Dating};
use crate::plan::desk::{self, Desk, Intention};
use crate::plan::draw::{self, PlanProps, WORDS};
use crate::plan::file::{self, Refusal};
use crate::plan::press::Press;

/// Where the plan stands in the browser's storage. As in `public/plan-add.js`.
const STORED: &str = "signpost.plan";

/// How often the clock is read again, in milliseconds: sessions begin on whole minutes.
const CLOCK_MS: u32 = 60_000;

/// What the files are called that a person takes along: neutral, for whoever sees the folder.
const PLAN_FILE: &str = "my-plan.json";
const DATES_FILE: &str = "my-dates.ics";

/// The page, and what is on it.
struct Table {
    element: HtmlElement,
    desk: RefCell<Desk>,
    props: PlanProps,
    zone: String,
}

type Shared = Rc<Table>;

/// Wakes the plan on the element `plan`; nothing where the page has none.
pub fn open() {
    let Some(table) = Table::find().map(Rc::new) else {
        return;
    };
    table.read();
    table.draw();
    listen(&table);
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1("ready");
    }
}

impl Table {
    fn find() -> Option<Self> {
        let element: HtmlElement = document().get_element_by_id("plan")?.dyn_into().ok()?;
        let data = element.dataset();
        let words: Vec<String> = serde_json::from_str(&data.get("words")?).ok()?;
        let locale = document().document_element()?.get_attribute("lang")?;
        let messages = Messages::from_some(&locale, WORDS, words);
        let props = PlanProps { messages, folder: data.get("folder")? };
        Some(Self { element, desk: RefCell::default(), props, zone: data.get("zone")? })
    }

    fn messages(&self) -> &Messages {
        &self.props.messages
    }

    /// Takes what the browser keeps; a browser that refuses keeps nothing.
    fn read(&self) {
        let stored = storage().and_then(|storage| storage.get_item(STORED).ok().flatten());
        let mut desk = self.desk.borrow_mut();
        desk.now = now(&self.zone);
        desk.open(stored.as_deref(), self.messages());
    }

    /// Lets the browser keep what there is, or nothing.
    fn store(&self) {
        let mut desk = self.desk.borrow_mut();
        if desk.storage == desk::Storage::Unreadable {
            return;
        }
        let storage = storage();
        let kept = match (desk.to_store(), storage) {
            (Some(plan), Some(storage)) => storage.set_item(STORED, &plan).is_ok(),
            (Some(_), None) => false,
            (None, storage) => {
                // Where it is refused, nothing is stored either.
                let _ = storage.map(|storage| storage.remove_item(STORED));
                true
            }
        };
        if kept {
            desk.storage = desk::Storage::Works;
        } else {
            desk.refuse(self.messages());
        }
    }

    fn find_in(&self, selector: &str) -> Option<Element> {
        self.element.query_selector(selector).ok().flatten()
    }

    fn fill(&self, selector: &str, markup: &str) {
        if let Some(element) = self.find_in(selector) {
            element.set_inner_html(markup);
        }
    }

    /// Draws everything that changes by a press.
    fn draw(&self) {
        let desk = self.desk.borrow();
        let unfolded = self.element.query_selector_all(".fold[open]").ok();
        let unfolded =
            (0..).map_while(|place| unfolded.as_ref()?.get(place)?.dyn_into::<Element>().ok());
        let unfolded: Vec<_> = unfolded.map(|fold| fold.id()).collect();
        self.fill("#plan-list", &draw::list(&desk, &self.props));
        for id in unfolded {
            if let Some(fold) = document().get_element_by_id(&id) {
                let _ = fold.set_attribute("open", "");
            }
        }
        self.fill("#plan-undo", &draw::undo(&desk, &self.props));
        if let Some(field) =
            self.find_in("#matters").and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
            && field.value() != desk.plan.matters
        {
            field.set_value(&desk.plan.matters);
            on_paper(&field, &desk.plan.matters);
        }
        drop(desk);
        self.say();
    }

    fn say(&self) {
        if let Some(status) = self.find_in("#status") {
            let said = &self.desk.borrow().said;
            if status.text_content().as_ref() != Some(said) {
                status.set_text_content(Some(said));
            }
        }
    }

    /// Does it, keeps it, shows it; the focus stays where it was, or goes where the person goes on.
    fn intend(&self, intention: Intention) {
        let next = match &intention {
            Intention::Note(..) | Intention::Matters(_) | Intention::Mark(..) => None,
            Intention::Remove(_) => Some("#plan-undo button".to_owned()),
            Intention::PutBack => {
                let desk = self.desk.borrow();
                desk.taken.as_ref().map(|(_, item)| ["#kept-", &item.id, " a"].concat())
            }
            Intention::Shift(..) | Intention::Import(_) | Intention::Wipe => {
                Some("#status".to_owned())
            }
        };
        let is_typing = next.is_none();
        self.desk.borrow_mut().apply(intention, self.messages());
        self.store();
        if is_typing {
            // Nothing is drawn under somebody's hands.
            self.show_marks();
            self.say();
            return;
        }
        let pressed =
            document().active_element().and_then(|active| active.get_attribute("data-press"));
        self.draw();
        let same = pressed.map(|press| ["[data-press=\"", &press, "\"]"].concat());
        let same = same.and_then(|same| self.find_in(&same)).filter(is_shown);
        let next = || self.find_in(&next?);
        if let Some(element) =
            same.or_else(next).and_then(|next| next.dyn_into::<HtmlElement>().ok())
        {
            // Refused by no browser.
            let _ = element.focus();
        }
    }

    /// Says how it went, where that is folded.
    fn show_marks(&self) {
        for item in &self.desk.borrow().plan.items {
            self.set_text("data-mark", &item.id, draw::mark_words(item, self.messages()));
        }
    }

    /// Puts words where the attribute `name` says this id, unless they stand there.
    fn set_text(&self, name: &str, id: &str, words: &str) {
        let line = self.find_in(&["[", name, "=\"", id, "\"]"].concat());
        if let Some(line) = line.filter(|line| line.text_content().as_deref() != Some(words)) {
            line.set_text_content(Some(words));
        }
    }

    /// Draws anew what depends on the clock.
    fn tick(&self) {
        let mut desk = self.desk.borrow_mut();
        desk.now = now(&self.zone);
        for item in &desk.plan.items {
            let next = draw::next(item, desk.now, self.messages());
            self.set_text("data-next", &item.id, &next);
        }
    }

    /// Makes a calendar file of the next sessions: of one activity, or of all.
    fn take_dates(&self, id: Option<&str>) {
        let mut desk = self.desk.borrow_mut();
        let mut coming = desk.now.map(|now| desk.plan.coming(now)).unwrap_or_default();
        coming.retain(|(item, _)| id.is_none_or(|id| item.id == id));
        let stamp = instant(&Date::new_0());
        if coming.is_empty() {
            desk.said = self.messages().text(Key::PlanNoDate).to_owned();
            drop(desk);
            self.say();
            return;
        }
        let folder = Url::new_with_base(
            &self.props.folder,
            &document().base_uri().ok().flatten().unwrap_or_default(),
        );
        let folder = folder.map(|url| url.href()).unwrap_or_default();
        let utc = |moment| utc(&self.zone, moment);
        let dating = Dating { messages: self.messages(), stamp, folder: &folder, utc: &utc };
        let text = calendar::write(&coming, &dating);
        drop(desk);
        download(DATES_FILE, "text/calendar;charset=utf-8", &text);
    }
}

/// `None` where the browser refuses.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Whether a button is not inside something folded.
fn is_shown(element: &Element) -> bool {
    element.closest("details:not([open])").ok().flatten().is_none()
}

fn listen(table: &Shared) {
    let on = |kind: &'static str, heard: fn(&Shared, &Event)| {
        let shared = table.clone();
        EventListener::new(&table.element, kind, move |event| heard(&shared, event)).forget();
    };
    on("click", pressed);
    on("input", typed);
    on("change", chosen);
    // Another tab has kept something, or let it go; or whoever comes back has, on the way.
    for changed in ["storage", "pageshow"] {
        let shared = table.clone();
        EventListener::new(&window(), changed, move |_| {
            // What is in memory alone must not be lost.
            if shared.desk.borrow().storage != desk::Storage::Refused {
                shared.read();
                shared.draw();
            }
        })
        .forget();
    }
    let shared = table.clone();
    EventListener::new(&document(), "visibilitychange", move |_| shared.tick()).forget();
    let shared = table.clone();
    Interval::new(CLOCK_MS, move || shared.tick()).forget();
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn pressed(table: &Shared, event: &Event) {
    let button = target(event).and_then(|target| target.closest("[data-press]").ok().flatten());
    let Some(press) = button.and_then(|button| button.get_attribute("data-press")) else {
        return;
    };
    match Press::read(&press) {
        Some(Press::Date(id)) => table.take_dates(Some(id)),
        Some(Press::Dates) => table.take_dates(None),
        Some(Press::Export) => {
            let plan = file::write(&table.desk.borrow().plan);
            download(PLAN_FILE, "application/json", &plan);
        }
        Some(Press::Print) => {
            // A browser without a printer does nothing.
            let _ = window().print();
        }
        Some(press) => {
            if let Some(intention) = press.intention() {
                table.intend(intention);
            }
        }
        None => {}
    }
}

fn typed(table: &Shared, event: &Event) {
    let Some(field) = target(event).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok())
    else {
        return;
    };
    let (id, words) = (field.id(), field.value());
    on_paper(&field, &words);
    match id.strip_prefix("note-") {
        Some(id) => table.intend(Intention::Note(id.to_owned(), words)),
        None => table.intend(Intention::Matters(words)),
    }
}

/// The same words stand beside the field for paper, where a field would cut them off.
fn on_paper(field: &HtmlTextAreaElement, words: &str) {
    if let Some(paper) = field.next_element_sibling() {
        paper.set_text_content(Some(words));
    }
}

fn chosen(table: &Shared, event: &Event) {
    let Some(input) = target(event).and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    if input.id() == "import" {
        import(table, &input);
    } else if let Some(id) = input.name().strip_prefix("mark-")
        && let Some(mark) = Mark::named(&input.value())
    {
        table.intend(Intention::Mark(id.to_owned(), mark));
    }
}

/// Reads the chosen file, on this device.
fn import(table: &Shared, input: &HtmlInputElement) {
    let Some(chosen) = input.files().and_then(|files| files.get(0)) else {
        return;
    };
    // So that the same file can be chosen again.
    input.set_value("");
    if chosen.size() > file::BYTES_MAX as f64 {
        table.desk.borrow_mut().refuse_file(Refusal::TooLarge, table.messages());
        table.say();
        return;
    }
    let table = table.clone();
    spawn_local(async move {
        let text = JsFuture::from(chosen.text()).await.ok();
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        table.intend(Intention::Import(text));
    });
}

/// Hands a file to the browser's own way of saving.
fn download(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsString::from(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser has taken it by then.
    gloo::timers::callback::Timeout::new(CLOCK_MS, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// Minutes from 1970 as a moment.
fn from_minutes(minutes: i64) -> Moment {
    Moment { day: Day(minutes.div_euclid(1_440) as i32), minute: minutes.rem_euclid(1_440) as u16 }
}

fn minutes(moment: Moment) -> i64 {
    i64::from(moment.day.0) * 1_440 + i64::from(moment.minute)
}

/// What a clock in UTC shows at an instant.
fn instant(date: &Date) -> Moment {
    from_minutes((date.get_time() / 60_000.0) as i64)
}

/// What a clock in UTC shows when the one in `zone` shows `moment`: a guess, put right twice,
/// because the first step may cross a change of the clocks.
fn utc(zone: &str, moment: Moment) -> Moment {
    let wanted = minutes(moment);
    let mut guess = wanted;
    for _ in 0..2 {
        let date = Date::new(&JsValue::from_f64(guess as f64 * 60_000.0));
        let Some(seen) = shown(zone, &date) else { break };
        guess += wanted - minutes(seen);
    }
    from_minutes(guess)
}
