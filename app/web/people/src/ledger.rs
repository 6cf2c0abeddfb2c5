//! What somebody keeps who hands over: reads and writes the browser's storage, listens, and lets the model follow.

use std::rc::Rc;

use app::locale::{Key, Messages};
use app::people::action::Action;
use app::people::file::{BYTES_MAX, Refusal};
use app::people::record;
use app::people::state::{PeopleModel, Storage};
use app::people::view::{PeopleProps, keys};
use app::record_codes::RecordCodes;
use catalog::link::plan::Reference;
use catalog::link::reply::Outcome;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use kit::action::{action_of, listen};
use kit::clock::{every_minute, now};
use kit::element::{by_id, first, focus, target};
use kit::island::say_ready;
use kit::promise::settled;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::{fragment, messages, show, take};

/// The running page.
#[derive(Clone)]
pub struct Context {
    pub island: HtmlElement,
    pub props: Rc<PeopleProps>,
    /// The words of records, in the directory's own language.
    pub record: Rc<Messages>,
    /// The town's own codes for them.
    pub codes: Rc<RecordCodes>,
    /// The directory's time zone.
    zone: Rc<str>,
    /// The name under which the browser keeps the ledger, which the page's script tells.
    stored: Rc<str>,
    pub model: RwSignal<PeopleModel>,
}

/// Starts on the element `people`; nothing where the page has none.
pub fn start() {
    let Some(context) = Context::find() else { return };
    context.read();
    show::follow(&context);
    let heard = |kind: &'static str, hear: fn(&Context, &Event)| {
        let own = context.clone();
        listen(&context.island, kind, move |event| hear(&own, event));
    };
    heard("click", pressed);
    heard("change", chosen);
    let own = context.clone();
    // What is in memory alone must not be lost.
    kit::storage::follow(move || {
        let is_kept = own.model.with_untracked(|model| model.storage == Storage::Kept);
        if is_kept || own.model.with_untracked(|model| model.ledger.entries.is_empty()) {
            own.read();
        }
    });
    let own = context.clone();
    every_minute(move || own.read_clock());
    // An answer that was opened as a link.
    context.hear_address();
    let own = context.clone();
    listen(&window(), "hashchange", move |_| own.hear_address());
    say_ready();
}

impl Context {
    fn find() -> Option<Self> {
        let island = by_id("people")?;
        let data = island.dataset();
        let languages = serde_json::from_str(&data.get("languages")?).ok()?;
        let props = PeopleProps { messages: messages(&data, &keys())?, languages };
        let texts = |name: &str| serde_json::from_str::<Vec<String>>(&data.get(name)?).ok();
        let (words, codes) = (texts("record")?, texts("codes")?);
        let record = Messages::from_some(&data.get("recordLocale")?, &record::keys(), words);
        Some(Self {
            island,
            props: Rc::new(props),
            record: Rc::new(record),
            codes: Rc::new(RecordCodes::from_shipped(codes)),
            zone: data.get("zone")?.into(),
            stored: data.get("stored")?.into(),
            model: RwSignal::new(PeopleModel::default()),
        })
    }

    pub fn messages(&self) -> &Messages {
        &self.props.messages
    }

    /// Takes what the browser keeps.
    fn read(&self) {
        let stored = kit::storage::read(&self.stored);
        self.model.update(|model| {
            model.today = now(&self.zone).map(|now| now.day);
            let kept = stored.as_deref();
            model.open(kept, self.messages());
            // What was closed long ago goes from the storage, too.
            if model.to_store().is_some_and(|text| Some(&*text) != kept) {
                self.store(model);
            }
        });
    }

    /// The cards depend on the day alone.
    fn read_clock(&self) {
        let today = now(&self.zone).map(|now| now.day);
        if self.model.with_untracked(|model| model.today != today) {
            self.model.update(|model| model.today = today);
        }
    }

    fn hear_address(&self) {
        // `#main` is a place on the page, and no answer.
        if let Some(answer) = fragment_of_answer() {
            self.act(Action::Hear(answer));
        }
    }

    /// Lets the ledger follow an action, and the browser keep it where somebody said so.
    pub fn act(&self, action: Action) {
        let is_wiped = action == Action::Wipe;
        self.model.update(|model| {
            model.apply(action, self.messages());
            if is_wiped {
                kit::storage::remove(&self.stored);
            }
            self.store(model);
        });
    }

    fn store(&self, model: &mut PeopleModel) {
        if let Some(text) = model.to_store()
            && !kit::storage::write(&self.stored, &text)
        {
            model.refuse(self.messages());
        }
    }

    /// Says something in the polite line.
    pub fn say(&self, key: Key) {
        let said = self.messages().text(key).to_owned();
        self.model.update(|model| model.said = said);
    }
}

/// What stands after `#`, where it is no place on the page.
fn fragment_of_answer() -> Option<String> {
    let hash = window().location().hash().ok()?;
    let is_place = document().get_element_by_id(hash.trim_start_matches('#')).is_some();
    if is_place { None } else { fragment() }
}

fn pressed(context: &Context, event: &Event) {
    let is_hear = target(event).is_some_and(|element| element.id() == "hear");
    if is_hear {
        hear(context);
        return;
    }
    let Some(name) = action_of(event) else { return };
    match Action::read(&name) {
        Some(Action::Record(reference)) => take::record(context, reference),
        Some(Action::Ask(reference, at)) => take::question(context, reference, at),
        Some(Action::Report) => take::report(context),
        Some(Action::Csv) => take::csv(context),
        Some(Action::Fhir) => take::fhir(context),
        Some(Action::Export) => take::ledger(context),
        Some(action) => {
            let next = match action {
                Action::Remove(_) => "#people-undo button",
                Action::PutBack | Action::Keep | Action::Wipe => "#status",
                _ => "",
            };
            context.act(action);
            go_on(context, &["[data-action=\"", &name, "\"]"].concat(), next);
        }
        None => {}
    }
}

/// Takes in what was pasted, and empties the field.
fn hear(context: &Context) {
    let field = first(&context.island, "#paste").and_then(|field| field.dyn_into().ok());
    let Some(field): Option<HtmlTextAreaElement> = field else { return };
    context.act(Action::Hear(field.value()));
    field.set_value("");
    go_on(context, "#status", "#status");
}

/// Gives the focus to the same control when it is drawn anew, or else to what a person goes on with.
fn go_on(context: &Context, same: &str, next: &str) {
    let (island, same, next) = (context.island.clone(), same.to_owned(), next.to_owned());
    // The list is drawn before the browser's next task.
    Timeout::new(0, move || {
        let found = first(&island, &same);
        let found = found.or_else(|| first(&island, &next).filter(|_| !next.is_empty()));
        found.or_else(|| first(&island, "#status")).into_iter().for_each(focus);
    })
    .forget();
}

fn chosen(context: &Context, event: &Event) {
    let Some(element) = target(event) else { return };
    if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
        let id = select.id();
        if let Some((reference, at, outcome)) = said(&id, &select.value()) {
            context.act(Action::Say(reference, at, outcome));
            go_on(context, &["#", &id].concat(), "");
        }
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>()
        && input.id() == "import"
    {
        import(context, input);
    }
}

/// What a choice of an outcome says: the select's id is `how-7KQ4-0`.
fn said(id: &str, value: &str) -> Option<(Reference, usize, Outcome)> {
    let (reference, at) = id.strip_prefix("how-")?.split_once('-')?;
    Some((Reference::read(reference)?, at.parse().ok()?, Outcome::of_number(value.parse().ok()?)?))
}

/// Reads the chosen file, on this computer.
fn import(context: &Context, input: &HtmlInputElement) {
    let Some(chosen) = input.files().and_then(|files| files.get(0)) else { return };
    // So that the same file can be chosen again.
    input.set_value("");
    let own = context.clone();
    if chosen.size() > BYTES_MAX as f64 {
        own.model.update(|model| model.refuse_file(Refusal::TooLarge, own.messages()));
        return;
    }
    settled(&chosen.text(), move |text| {
        let text = text.and_then(|text| text.as_string()).unwrap_or_default();
        own.act(Action::Import(text));
        go_on(&own, "#status", "#status");
    });
}
