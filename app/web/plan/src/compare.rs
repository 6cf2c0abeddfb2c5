//! Compares what is kept with what is listed today. The page asks for the whole file of the locale, whatever is
//! kept, and for none where there are several: which of them are asked for would tell.

use app::slip::SlipFile;
use kit::loading::Fetch;
use kit::signal::*;

use crate::Context;

/// Brings the plan up to date once the file is there. Without it, a plan is as it was kept.
pub fn compare(context: &Context, fetch: &Fetch) {
    let Some(path) = context.island.dataset().get("slips") else { return };
    let own = context.clone();
    fetch.bring(&path, move |bytes| {
        let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let file: Option<SlipFile> = text.and_then(|text| serde_json::from_str(&text).ok());
        let Some(file) = file else { return };
        own.model.update(|model| {
            let is_new = model.receive(vec![file], own.messages());
            if let Some(plan) = model.to_store().filter(|_| is_new) {
                // Who has done nothing is not told that a browser is full: it is compared again next time.
                kit::storage::write(&own.stored, &plan);
            }
        });
    });
}
