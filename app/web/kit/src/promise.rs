//! What comes of a promise, without the machinery of futures, which a phone would load.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Thenable;

    #[wasm_bindgen(method)]
    fn then(this: &Thenable, kept: &JsValue, failed: &JsValue);
}

/// What is done once with a promise's outcome.
type Outcome = Rc<Cell<Option<Box<dyn FnOnce(Option<JsValue>)>>>>;

/// Calls `then` once: with what a promise gave, or with nothing where it failed.
pub fn settled(promise: &Promise, then: impl FnOnce(Option<JsValue>) + 'static) {
    let outcome: Outcome = Rc::new(Cell::new(Some(Box::new(then))));
    // Of the two closures the one that is not called stays in memory, with nothing in it.
    let kept = called(outcome.clone(), Some);
    let failed = called(outcome, |_| None);
    promise.unchecked_ref::<Thenable>().then(&kept, &failed);
}

fn called(outcome: Outcome, told: fn(JsValue) -> Option<JsValue>) -> JsValue {
    Closure::once_into_js(move |value: JsValue| {
        if let Some(then) = outcome.take() {
            then(told(value));
        }
    })
}
