//! Brings files that the page's script knows how to fetch.

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use crate::promise::settled;

/// JavaScript: from a file's name to a promise of its bytes; the same name twice is one request.
#[derive(Clone)]
pub struct Fetch(Function);

impl Fetch {
    /// The script's own function.
    pub fn new(fetch: Function) -> Self {
        Self(fetch)
    }

    /// Asks for a file. `arrived` gets its bytes, or nothing where it did not come.
    pub fn bring(&self, name: &str, arrived: impl FnOnce(Option<Vec<u8>>) + 'static) {
        let promise = self.0.call1(&JsValue::NULL, &name.into());
        let promise = promise.ok().and_then(|promise| promise.dyn_into::<Promise>().ok());
        let Some(promise) = promise else { return arrived(None) };
        settled(&promise, move |bytes| {
            arrived(bytes.map(|bytes| Uint8Array::new(&bytes).to_vec()))
        });
    }
}
