//! The person's own plan, as far as the finder knows it: what is in it, and a way in. Storage is the
//! business of `public/plan-add.js`, which service pages use too.

use catalog::schedule::Schedule;
use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::card::page_field;
use crate::finder::Hands;
use crate::finder::model::Intention;

/// Between the fields of what is handed to JavaScript: a control character that no writer types
/// (ASCII "unit separator"). One text is a smaller program than an object.
const SEPARATOR: &str = "\u{1f}";

/// JavaScript: takes an activity into the plan, or nothing, and tells the ids in it.
#[derive(Clone)]
pub(super) struct Keeper(Function);

impl Keeper {
    /// Shows what is kept, from now on: also when it has changed on another page.
    pub fn wake(keep: Function, hands: &Hands) -> Self {
        let keeper = Self(keep);
        keeper.show(hands, &JsValue::UNDEFINED);
        for changed in ["pageshow", "storage"] {
            let (keeper, hands) = (keeper.clone(), hands.clone());
            EventListener::new(&window(), changed, move |_| {
                keeper.show(&hands, &JsValue::UNDEFINED);
            })
            .forget();
        }
        keeper
    }

    /// Puts a service into the plan, with all that its owner needs where there is no network.
    pub fn keep(&self, hands: &Hands, service: u32) {
        let item = hands.state.model.with_untracked(|model| {
            let catalog = model.catalog()?;
            let card = catalog.card(service)?;
            let manifest = &hands.props.manifest;
            let lang =
                if card.name.translated { &manifest.locale } else { &manifest.default_locale };
            // Others may see this phone.
            let shown = |words| if card.sensitive { String::new() } else { words };
            let mut fields = vec![
                String::from(if card.sensitive { "1" } else { "" }),
                page_field(card.pages, &manifest.default_locale).to_owned(),
                card.id,
                shown(card.name.text),
                lang.clone(),
                card.phone.unwrap_or_default(),
                shown(card.schedule.text),
                shown(card.place),
            ];
            fields.extend(catalog.schedules(service).iter().map(Schedule::to_line));
            Some(JsValue::from(fields.join(SEPARATOR)))
        });
        self.show(hands, &item.unwrap_or_default());
    }

    /// Hands something over, or nothing, and shows what is kept then. Where a browser refuses, the
    /// script tells by itself.
    fn show(&self, hands: &Hands, item: &JsValue) {
        let ids = self.0.call1(&JsValue::NULL, item).ok().and_then(|ids| ids.as_string());
        let ids = ids.unwrap_or_default();
        if hands.state.model.with_untracked(|model| model.kept != ids) {
            hands.intend(Intention::ShowKept(ids));
        }
    }
}
