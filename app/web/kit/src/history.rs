//! A program's question in the tab's history, where reload and Back find it, and out of the address,
//! which stays clean on a phone that is lent or shared.

use std::cell::Cell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use gloo::utils::window;

use crate::action::listen;
use crate::element::set_class;

/// How long a person may pause between two letters, in milliseconds. What they are typing is written
/// when they pause longer: a browser takes several times as long to write its history as the
/// finder to answer, and rations how often it does.
const PAUSE_MS: u32 = 400;

/// The class of the document while somebody types: the cards below the screen then wait, so that
/// each letter is answered a third sooner.
const TYPING: &str = "typing";

/// What the address asks for after `#`, or else what this tab remembers. `#main` and the like are
/// places on the page, not questions.
pub fn asked() -> Option<String> {
    let fragment = window().location().hash().unwrap_or_default();
    let fragment = fragment.trim_start_matches('#');
    if fragment.contains('=') {
        return Some(fragment.to_owned());
    }
    window().history().ok()?.state().ok()?.as_string()
}

/// Calls `restore` whenever the address asks for something else: a shared link was opened in this
/// very tab, or Back was pressed. An address that asks for nothing (a link to a place on the page)
/// gets the question of this tab, so that reload and Back still find it.
pub fn follow(question: impl Fn() -> String + 'static, restore: impl Fn(&str) + 'static) {
    listen(&window(), "hashchange", move |_| match asked() {
        Some(asked) => restore(&asked),
        None => write(&question(), &location()),
    });
}

/// Writes questions into the history, at once or when a person pauses.
pub struct Writer {
    later: Rc<Cell<Option<Timeout>>>,
    write_now: Rc<dyn Fn()>,
}

impl Writer {
    /// A writer of what `question` tells when it is written.
    pub fn new(question: impl Fn() -> String + 'static) -> Self {
        let later: Rc<Cell<Option<Timeout>>> = Rc::default();
        let pending = later.clone();
        let write_now: Rc<dyn Fn()> = Rc::new(move || {
            if let Some(timeout) = pending.take() {
                // The timeout may be the very one that calls, which must not be dropped meanwhile.
                timeout.forget();
                set_class(TYPING, false);
                write(&question(), &address());
            }
        });
        // A person who follows a link, or leaves otherwise, does not wait for a pause.
        for leaving in ["click", "pagehide"] {
            let write_now = write_now.clone();
            listen(&window(), leaving, move |_| write_now());
        }
        Self { later, write_now }
    }

    /// The words of the question have changed: it is written when the person pauses.
    pub fn write_later(&self) {
        set_class(TYPING, true);
        let write_now = self.write_now.clone();
        self.later.set(Some(Timeout::new(PAUSE_MS, move || write_now())));
    }

    /// The question has changed otherwise: it is written at once.
    pub fn write_now(&self, question: &str) {
        self.later.set(None);
        write(question, &address());
    }
}

fn write(question: &str, address: &str) {
    if let Ok(history) = window().history() {
        // Refused only by browsers that ration calls; the question is then written by the next one.
        let _ = history.replace_state_with_url(&question.into(), "", Some(address));
    }
}

/// The page's address without what stands after `#`.
fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// The page's address with what stands after `#`.
fn location() -> String {
    address() + &window().location().hash().unwrap_or_default()
}
