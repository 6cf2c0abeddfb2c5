//! "My people" and a group's answer as a program: which of them it is, the page says.
//!
//! Nothing is stored before somebody presses "keep", and no request follows from anything here: what is
//! shown is what was kept at the hand-over.
//!
//! Reading order: [`start`], [`ledger`] (what somebody keeps who hands over), [`show`] and [`take`] (what is seen of
//! it, what is taken away), [`answer`] (the group's page).

use app::locale::{Key, Messages};
use gloo::utils::{document, window};
use js_sys::JsString;
use kit::island::run;
use kit::promise::settled;
use wasm_bindgen::prelude::*;
use web_sys::{DomStringMap, Url};

mod answer;
mod ledger;
mod show;
mod take;

/// Starts what the page has: "My people" or a group's answer.
#[wasm_bindgen(start)]
pub fn start() {
    run(|| {
        ledger::start();
        answer::start();
    });
}

/// The texts that a page carries along.
fn messages(data: &DomStringMap, keys: &[Key]) -> Option<Messages> {
    let words: Vec<String> = serde_json::from_str(&data.get("words")?).ok()?;
    let locale = document().document_element()?.get_attribute("lang")?;
    Some(Messages::from_some(&locale, keys, words))
}

/// What stands after `#` in the page's address, which is then taken out of the address: it is nobody's business on a
/// shared computer.
fn fragment() -> Option<String> {
    let location = window().location();
    let fragment = location.hash().ok().filter(|hash| hash.len() > 1)?;
    let address = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    Some(fragment)
}

/// The whole address of a path that is told from this page.
fn absolute(path: &str) -> String {
    let page = document().base_uri().ok().flatten().unwrap_or_default();
    Url::new_with_base(path, &page).map(|url| url.href()).unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    /// The clipboard; refused where the browser has none, or does not let pages write to it.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<js_sys::Promise, JsValue>;
}

/// Copies a text; then says whether that worked.
fn copy(text: &str, said: impl FnOnce(bool) + 'static) {
    match write_text(text) {
        Ok(promise) => settled(&promise, move |result| said(result.is_some())),
        Err(_) => said(false),
    }
}

/// Unicode's decomposition, which every browser knows by heart.
fn decompose(text: &str) -> String {
    JsString::from(text).normalize("NFKD").to_lower_case().into()
}
