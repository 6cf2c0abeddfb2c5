//! What leaves the form by the person's own hand: a copy, a file, an e-mail in a file, another program.

use std::rc::Rc;

use app::form::send::PageText;
use app::form::view::{message, name};
use app::locale::Key;
use js_sys::Promise;
use kit::file::save;
use kit::promise::settled;
use wasm_bindgen::prelude::*;

use crate::Context;

/// What the e-mail is called: neutral, for whoever sees the folder of downloads.
const EMAIL_FILE: &str = "signpost.eml";

/// The same of the note.
const NOTE_FILE: &str = "signpost-note.txt";

/// The note, into the clipboard.
pub fn copy(context: &Rc<Context>) {
    let text = context.model.borrow().note.clone();
    let promise = context.copy.call1(&JsValue::NULL, &text.into());
    let own = context.clone();
    if let Some(promise) = promise.ok().and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        settled(&promise, move |done| {
            let is_copied = done.is_some_and(|done| done.as_bool() == Some(true));
            own.say(if is_copied { Key::AddCopied } else { Key::AddNotCopied });
        });
    }
}

/// One of the pages as a file.
pub fn page(context: &Context, at: usize) {
    if let Some(page) = one(context, at) {
        save(page.file_name(), "text/markdown;charset=utf-8", &page.text);
    }
}

/// All of them in an e-mail that is ready to be sent.
pub fn email(context: &Context) {
    let address = context.props.file.email.clone();
    let model = context.model.borrow();
    let name = name(&model);
    let email = message(&model, &name, &context.props).to_eml(&address);
    save(EMAIL_FILE, "message/rfc822", &email);
}

/// One of the pages to another program of the phone.
pub fn share(context: &Context, at: usize) {
    if let (Some(share), Some(page)) = (&context.share, one(context, at)) {
        // Refused where the phone does not take this kind of file: the other ways remain.
        let _ = share.call2(&JsValue::NULL, &page.file_name().into(), &page.text.as_str().into());
    }
}

fn one(context: &Context, at: usize) -> Option<PageText> {
    context.model.borrow().pages.get(at).cloned()
}

/// The note as a file.
pub fn note(context: &Context) {
    save(NOTE_FILE, "text/plain;charset=utf-8", &context.model.borrow().note);
}
