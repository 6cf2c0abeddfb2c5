//! The catalog on its way: asks for the files that the finder's loader names, and hands it what comes.

use std::cell::RefCell;
use std::rc::Rc;

use crate::signal::*;
use app::finder::state::FinderContext;
use app::finder::state::loader::{Loader, Part};
use app::finder::state::model::{Loading, Model};
use js_sys::JsString;

use crate::element::set_class;
use crate::island::{on_change, say_ready};
use crate::loading::Fetch;

/// The class of the document, set by `early.js`, while the page's own list is not what was asked
/// for.
const ASKING: &str = "asking";

/// The class of the document, as `early.js` sets it, too, while there is no search: the page's own list
/// stays, and the page says what can be done instead.
const PLAIN: &str = "plain";

/// A loader, and the way to the files.
#[derive(Clone)]
struct Courier {
    model: RwSignal<Model>,
    loader: Rc<RefCell<Loader>>,
    fetch: Fetch,
}

/// Keeps the catalog as large as the model's question needs, from now on. `ground` names the file
/// of the map's ground.
pub fn follow(context: &FinderContext, ground: Option<String>, fetch: Fetch) {
    let loader = Loader::new(context.props.manifest.clone(), ground, decompose);
    let courier = Courier { model: context.model, loader: Rc::new(RefCell::new(loader)), fetch };
    on_change(move || {
        courier.model.track();
        let mut wanted = Vec::new();
        courier.model.update_untracked(|model| wanted = courier.loader.borrow_mut().follow(model));
        courier.ask(wanted);
    });
}

impl Courier {
    fn ask(&self, parts: Vec<Part>) {
        for part in parts {
            let name = self.loader.borrow().name(part).map(str::to_owned);
            let courier = self.clone();
            let arrived = move |bytes| courier.arrived(part, bytes);
            match name {
                Some(name) => self.fetch.bring(&name, arrived),
                None => arrived(None),
            }
        }
    }

    fn arrived(&self, part: Part, bytes: Option<Vec<u8>>) {
        let mut step = None;
        self.model.update_untracked(|model| {
            step = Some(self.loader.borrow_mut().receive(part, bytes, model));
        });
        let Some(step) = step else { return };
        self.ask(step.ask);
        if step.is_changed {
            self.model.notify();
            let waits = self.loader.borrow().waits_for_places();
            let (has_failed, is_underway) = self.model.with_untracked(|model| {
                let has_failed = matches!(model.loading, Loading::Failed);
                let is_underway = matches!(model.loading, Loading::Underway)
                    || waits && model.is_at_a_place() && !has_failed;
                (has_failed, is_underway)
            });
            // What has failed may still come: with another tile, or when it is asked for again.
            set_class(PLAIN, has_failed);
            // A shared link never flashes what is not near the place that it names.
            if !is_underway {
                set_class(ASKING, false);
            }
            if !is_underway && !has_failed {
                say_ready();
            }
        }
    }
}

/// Unicode's decomposition and small letters, which every browser knows by heart.
pub fn decompose(text: &str) -> String {
    JsString::from(text).normalize("NFKD").to_lower_case().into()
}
