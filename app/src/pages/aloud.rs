//! Where `public/aloud.js` puts the buttons that read a page aloud. Without the script, and on a device
//! without a voice of its own for the page's language, there is nothing to see.

use leptos::prelude::*;

use super::context::PageContext;
use crate::locale::Key;

/// Whether somebody is asked once more before a voice says what others may hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The first press reads.
    Never,
    /// The first press says that others may hear, the second reads: the page calls for discretion.
    First,
}

/// The place for the buttons, with their words.
pub fn aloud(context: &PageContext<'_>, asking: Asking) -> AnyView {
    let careful = (asking == Asking::First).then_some(Key::AloudCareful);
    let keys = [Key::AloudRead, Key::AloudPause, Key::AloudGoOn, Key::AloudStop];
    let words: Vec<_> = keys.into_iter().chain(careful).map(|key| context.text(key)).collect();
    view! { <span id="aloud" class="row noprint" data-words=words.join("\n")></span> }.into_any()
}

/// A page's heading with that place beside it, so that nothing moves when the buttons come.
pub fn heading(context: &PageContext<'_>, title: String) -> AnyView {
    view! {
        <div class="row beside">
            <h1>{title}</h1>
            {aloud(context, Asking::Never)}
        </div>
    }
    .into_any()
}
