//! Hands a file to the browser's own way of saving.

use gloo::timers::callback::Timeout;
use gloo::utils::document;
use js_sys::{Array, JsString};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a browser has for taking the file, in milliseconds; then its memory is free again.
const TAKEN_MS: u32 = 60_000;

/// Saves a text as a file of this name and media type.
pub fn save(name: &str, media_type: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsString::from(text));
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else { return };
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let forget = move || {
        let _ = Url::revoke_object_url(&address);
    };
    Timeout::new(TAKEN_MS, forget).forget();
}
