//! The desk as a program: it finds as the finder does, with what only prescribers are told, and hands over.
//!
//! Nothing of a person is stored: no storage is written, and the tab's history carries no question. Files
//! are asked for in one order, whatever is typed: the catalog's, the notes, then what is handed over in the
//! page's language and in every other one. Five minutes without a touch, or "Next person", and all is gone.
//!
//! Reading order: [`start`], [`show`] (what is seen), [`listen`] (what is pressed and typed), [`bring`]
//! (files), [`give`] (what
//! leaves this page by the prescriber's hand).

use std::sync::Arc;

use app::desk::action::Action;
use app::desk::state::{Answer, DeskLocale, DeskModel, answer};
use app::desk::{age, record, view};
use app::finder::state::action::Action as FinderAction;
use app::finder::state::{FinderContext, FinderProps};
use app::locale::Messages;
use app::record_codes::RecordCodes;
use catalog::format::{FormatError, read};
use catalog::query::Query;
use js_sys::Function;
use kit::clock::{every_minute, now};
use kit::history::asked;
use kit::island::run;
use kit::loading::Fetch;
use kit::signal::*;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

mod bring;
mod give;
mod listen;
mod show;

/// Before the id of a curated list in a bookmark.
pub(crate) const LIST: &str = "list=";

/// The running desk: cheap to hand on.
#[derive(Clone)]
pub(crate) struct Context {
    island: HtmlElement,
    finder: FinderContext,
    desk: RwSignal<DeskModel>,
    answer: Memo<Option<Answer>>,
    told: Arc<Told>,
    outside: Outside,
}

/// What the page tells the program.
pub(crate) struct Told {
    /// The address of the root of the site, as links begin with it.
    site: String,
    locales: Vec<DeskLocale>,
    /// The texts for the record, in the directory's own language.
    record: Messages,
    /// The town's own codes for it.
    codes: RecordCodes,
}

/// What `desk-start.js` does: in JavaScript it is a quarter of the bytes.
#[derive(Clone)]
pub(crate) struct Outside {
    /// Copies a text.
    copy: Function,
    /// Hands a text to the device's own way of sharing; `None` where there is none.
    share: Option<Function>,
    /// A random number of 32 bits.
    random: Function,
    /// Prints the page.
    print: Function,
}

impl Outside {
    fn random(&self) -> u32 {
        let number = self.random.call0(&JsValue::NULL).ok().and_then(|number| number.as_f64());
        number.unwrap_or_default() as u32
    }
}

/// Starts the desk on `island`. `manifest` is the file of the catalog; `fetch` takes the name of a file of
/// the catalog's folder, and gives a promise of its bytes. The others are those of [`Outside`].
///
/// # Errors
/// When the manifest cannot be read: then the page is left as it is.
#[wasm_bindgen]
pub fn start(
    island: HtmlElement,
    manifest: &[u8],
    fetch: Function,
    copy: Function,
    share: Option<Function>,
    random: Function,
    print: Function,
) -> Result<(), JsValue> {
    let manifest = Arc::new(read::manifest(manifest).map_err(FormatError::words)?);
    let data = island.dataset();
    let get = |name: &str| data.get(name).unwrap_or_default();
    let texts =
        |name: &str| -> Vec<String> { serde_json::from_str(&get(name)).unwrap_or_default() };
    let (locales, sources) = locales(&texts("locales"));
    let outside = Outside { copy, share, random, print };
    let fetch = Fetch::new(fetch);
    run(|| {
        let own = Messages::from_shipped(&manifest.locale, manifest.messages.clone());
        let messages = own.and_some(view::WORDS, texts("words"));
        let codes = RecordCodes::from_shipped(texts("codes"));
        let record = Messages::from_some(&manifest.default_locale, record::WORDS, texts("record"));
        let props = FinderProps { messages, manifest: manifest.clone(), root: get("root") };
        let finder = FinderContext::new(props);
        let desk = RwSignal::new(DeskModel::new(outside.random()));
        let (model, results) = (finder.model, finder.results);
        let for_rules = manifest.clone();
        let answer = Memo::new(move |_| {
            results.with(|results| {
                let results = results.as_ref()?;
                model.with(|model| {
                    let now = model.now?;
                    Some(desk.with(|desk| answer(model, results, desk, &for_rules, now)))
                })
            })
        });
        let told = Arc::new(Told { site: get("site"), locales, record, codes });
        let context = Context { island, finder, desk, answer, told, outside };
        show::follow(&context);
        listen::listen(&context);
        context.begin();
        let own = context.clone();
        every_minute(move || own.read_clock());
        kit::catalog_files::follow(&context.finder, None, fetch.clone());
        bring::follow(&context, get("notes"), sources, fetch);
    });
    Ok(())
}

/// Where the slips of a locale are.
struct SlipSource {
    locale: String,
    /// From the folder of the catalog.
    path: String,
    /// It is an index of several files.
    is_index: bool,
}

/// The page locales, and where the slips of each are: five texts for each.
fn locales(texts: &[String]) -> (Vec<DeskLocale>, Vec<SlipSource>) {
    let (rows, _) = texts.as_chunks();
    let locale = |[locale, own_name, speaks, path, index]: &[String; 5]| {
        let speaks = speaks.split_whitespace().map(str::to_owned).collect();
        let is_index = !index.is_empty();
        let source = SlipSource { locale: locale.clone(), path: path.clone(), is_index };
        (DeskLocale { locale: locale.clone(), own_name: own_name.clone(), speaks }, source)
    };
    rows.iter().map(locale).unzip()
}

impl Context {
    pub(crate) fn messages(&self) -> &Messages {
        &self.finder.props.messages
    }

    /// Takes in what a bookmark asks for.
    fn begin(&self) {
        self.read_clock();
        let asked = asked().unwrap_or_default();
        if let Some(list) = asked.strip_prefix(LIST) {
            self.desk.update(|desk| desk.apply(Action::OpenList(list.to_owned()), &[]));
        }
        let query = Query::from_fragment(&asked);
        self.desk.update(|desk| desk.apply(Action::Type(query.words.clone()), &[]));
        self.finder.act(FinderAction::Restore(query));
    }

    fn read_clock(&self) {
        let now = now(&self.finder.props.manifest.time_zone);
        let model = self.finder.model;
        if model.with_untracked(|model| model.now != now) {
            model.update(|model| model.now = now);
        }
    }

    /// Lets the desk follow an action, and the finder's question with it.
    pub(crate) fn act(&self, action: Action) {
        let rows = self.answer.with_untracked(|answer| {
            let answer = answer.as_ref()?;
            Some(self.finder.model.with_untracked(|model| view::row_ids(model, answer)))
        });
        let typed = match &action {
            Action::Type(typed) => Some(age::read(typed).words),
            _ => None,
        };
        let is_next = matches!(action, Action::NextPerson(_));
        self.desk.update(|desk| desk.apply(action, &rows.unwrap_or_default()));
        if let Some(words) = typed {
            self.finder.act(FinderAction::Type(words));
        }
        if is_next {
            self.finder.act(FinderAction::Restore(Query::default()));
        }
    }
}
