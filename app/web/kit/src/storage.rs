//! What the browser keeps on this device. A browser may refuse, or be full.

use gloo::utils::window;
use web_sys::Storage;

use crate::action::listen;

/// `None` where the browser refuses.
fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// What stands under a name; `None` where nothing does, or the browser refuses.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Lets the browser keep a text under a name, and says whether it does.
pub fn write(name: &str, text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(name, text).is_ok())
}

/// Takes away what stands under a name. Where that is refused, nothing was stored either.
pub fn remove(name: &str) {
    let _ = storage().map(|storage| storage.remove_item(name));
}

/// Calls `changed` when another tab has stored something, and when a person comes back to this
/// page, who may have done so on the way.
pub fn follow(changed: impl Fn() + Clone + 'static) {
    for event in ["storage", "pageshow"] {
        let changed = changed.clone();
        listen(&window(), event, move |_| changed());
    }
}
