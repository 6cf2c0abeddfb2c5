//! Keeps the question in the tab's history, where reload and Back find it, and out of the address,
//! which stays clean on a phone that is lent or shared.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::window;
use leptos::prelude::*;

use super::{mark, on_change};
use crate::finder::model::Model;

/// How long a person may pause between two letters, in milliseconds. What they are typing is kept
/// when they pause longer: a browser takes several times as long to write its history as the
/// finder to answer, and rations how often it does.
const PAUSE_MS: u32 = 400;

/// Says that somebody types: the cards below the screen then wait, so that each letter is answered
/// a third sooner.
const TYPING: &str = "typing";

/// Keeps every question from now on.
pub(super) fn keep(model: RwSignal<Model>) {
    let later: Rc<Cell<Option<Timeout>>> = Rc::default();
    let keep_now = {
        let later = later.clone();
        move || {
            if let Some(timeout) = later.take() {
                // It may be the very one that calls, which must not be dropped meanwhile.
                timeout.forget();
                mark(TYPING, false);
                model.with_untracked(|model| remember(&model.query.to_fragment()));
            }
        }
    };
    // Whoever follows a link, or leaves otherwise, does not wait for a pause.
    for leaving in ["click", "pagehide"] {
        let keep_now = keep_now.clone();
        EventListener::new(&window(), leaving, move |_| keep_now()).forget();
    }
    let mut before: Option<(String, String)> = None;
    on_change(move || {
        let (words, fragment) =
            model.with(|model| (model.query.words.clone(), model.query.to_fragment()));
        match &before {
            Some((_, known)) if *known == fragment => {}
            Some((typed, _)) if *typed != words => {
                mark(TYPING, true);
                later.set(Some(Timeout::new(PAUSE_MS, keep_now.clone())));
            }
            _ => {
                later.set(None);
                remember(&fragment);
            }
        }
        before = Some((words, fragment));
    });
}

fn remember(state: &str) {
    let location = window().location();
    let (path, search) =
        (location.pathname().unwrap_or_default(), location.search().unwrap_or_default());
    if let Ok(history) = window().history() {
        // Refused only by browsers that ration calls; the state is then kept by the next one.
        let _ = history.replace_state_with_url(&state.into(), "", Some(&(path + &search)));
    }
}
