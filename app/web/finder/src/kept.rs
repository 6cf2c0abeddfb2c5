//! The person's own plan, as far as the finder knows it: what is in it, and a way in. Storage is the
//! business of `public/plan-add.js`, which service pages use, too.

use app::card::page_field;
use app::finder::state::FinderContext;
use app::finder::state::action::Action;
use app::finder::state::model::Model;
use app::plan::file::{FIELD_SEPARATOR, TRUE};
use catalog::manifest::Manifest;
use catalog::results::Results;
use catalog::schedule::Schedule;
use js_sys::Function;
use kit::signal::*;
use wasm_bindgen::prelude::*;

/// JavaScript: takes an activity into the plan, or nothing, and tells the ids in it.
#[derive(Clone)]
pub struct Kept(Function);

impl Kept {
    /// Shows what is kept, from now on: also when that has changed on another page.
    pub fn follow(keep: Function, context: &FinderContext) -> Self {
        let kept = Self(keep);
        kept.show(context, &JsValue::UNDEFINED);
        let (own, context) = (kept.clone(), context.clone());
        kit::storage::follow(move || own.show(&context, &JsValue::UNDEFINED));
        kept
    }

    /// Puts a service into the plan, with all that its owner needs where there is no network.
    pub fn keep(&self, context: &FinderContext, service: u32) {
        let manifest = &context.props.manifest;
        let hit = |results: &Results| {
            let shown = results.hits.iter().chain(&results.near_misses);
            shown.into_iter().find(|hit| hit.service == service).map(|hit| hit.at)
        };
        let at = context.results.with_untracked(|results| results.as_ref().and_then(hit));
        let at = at.unwrap_or_default();
        let item = context.model.with_untracked(|model| item(model, manifest, service, at));
        self.show(context, &item.map(JsValue::from).unwrap_or_default());
    }

    /// Hands an activity over, or nothing, and shows what is kept then. Where a browser refuses, the
    /// script says so itself.
    fn show(&self, context: &FinderContext, item: &JsValue) {
        let ids = self.0.call1(&JsValue::NULL, item).ok().and_then(|ids| ids.as_string());
        let ids = ids.unwrap_or_default();
        if context.model.with_untracked(|model| model.kept != ids) {
            context.act(Action::ShowKept(ids));
        }
    }
}

/// A service at one of its places as the plan keeps it: its fields in the order of [`app::plan::file::KEPT_FIELDS`].
fn item(model: &Model, manifest: &Manifest, service: u32, at: u8) -> Option<String> {
    let catalog = model.catalog()?;
    let card = catalog.card(service)?;
    let place = card.place(at).cloned().unwrap_or_default();
    let lang = if card.name.translated { &manifest.locale } else { &manifest.default_locale };
    // Others may see this phone.
    let shown = |words| if card.sensitive { String::new() } else { words };
    let mut fields = vec![
        card.id,
        shown(card.name.text),
        lang.clone(),
        card.phone.unwrap_or_default(),
        shown(place.schedule.text),
        shown(place.name),
        String::from(if card.sensitive { TRUE } else { "" }),
        page_field(card.pages, &manifest.default_locale).to_owned(),
    ];
    fields.extend(catalog.schedules(service, at).iter().map(Schedule::to_line));
    Some(fields.join(FIELD_SEPARATOR))
}
