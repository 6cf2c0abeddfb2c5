//! What leaves the desk, each by the prescriber's own hand: paper, the clipboard, another program of the
//! device, a file for the calendar, an address for a bookmark.

use app::desk::action::{Action, Way};
use app::desk::hand_over::HandOver;
use app::desk::review;
use app::locale::Key;
use app::people::file;
use gloo::utils::window;
use kit::clock::{now_utc, utc};
use kit::element::first;
use kit::file::save;
use kit::signal::*;
use wasm_bindgen::JsValue;

use crate::show::{hand_over_with, keep_focus};
use crate::{Context, LIST};

/// What the file for the calendar is called: neutral, for whoever sees the folder of downloads.
const REVIEW_FILE: &str = "look-again.ics";

/// Hands over in a way, and says so.
pub fn give(context: &Context, way: Way) {
    let given = match way {
        Way::Print => context.outside.print.call0(&JsValue::NULL).is_ok(),
        Way::Text => copy(context, &told(context, |hand| hand.text())),
        Way::Record => {
            // What was handed over so far stands in the record, and that it was copied does not.
            copy(context, &told(context, |hand| hand.record.to_owned()))
        }
        Way::Share => match &context.outside.share {
            Some(share) => {
                let text = told(context, |hand| hand.text());
                share.call1(&JsValue::NULL, &text.into()).is_ok()
            }
            None => false,
        },
        Way::Review => {
            look_again(context);
            true
        }
        // A link, which the browser follows itself; a code that somebody has scanned.
        Way::Email | Way::Code => true,
    };
    if given {
        keep_focus(context, || context.act(Action::Given(way)));
    }
}

fn told(context: &Context, tell: impl FnOnce(&HandOver<'_>) -> String) -> String {
    hand_over_with(context, tell).unwrap_or_default()
}

fn copy(context: &Context, text: &str) -> bool {
    context.outside.copy.call1(&JsValue::NULL, &text.into()).is_ok()
}

/// Saves the day to look again as a file for any calendar.
fn look_again(context: &Context) {
    let zone = context.finder.props.manifest.time_zone.clone();
    let utc = |moment| utc(&zone, moment);
    let stamp = now_utc();
    let file = hand_over_with(context, |hand| {
        let monday = hand.desk.review(hand.today);
        let reference = hand.desk.reference.shown();
        review::write(monday, &hand.review_title(), &reference, &hand.link(), stamp, &utc)
    });
    if let Some(file) = file {
        save(REVIEW_FILE, "text/calendar;charset=utf-8", &file);
    }
}

/// Keeps the reference in "My people", because the prescriber has pressed for it: the only thing on this path
/// that is stored, and nothing in it names anybody.
pub fn keep(context: &Context) {
    let stored = context.island.dataset().get("stored");
    let entry = hand_over_with(context, |hand| hand.entry());
    let is_kept = stored.zip(entry).is_some_and(|(stored, entry)| {
        let ledger = file::add(kit::storage::read(&stored).as_deref(), entry);
        ledger.is_ok_and(|ledger| kit::storage::write(&stored, &ledger))
    });
    keep_focus(context, || context.act(Action::Keep(is_kept)));
}

/// Puts the search into the address, where a bookmark finds it: the words without an age, and no more.
pub fn bookmark(context: &Context) {
    let question = context.finder.model.with_untracked(|model| model.query.to_fragment());
    let list = context.desk.with_untracked(|desk| desk.list.clone());
    let question = match list {
        Some(list) if question.is_empty() => [LIST, &list].concat(),
        _ => question,
    };
    set_address(&["#", &question].concat());
    if let Some(words) = first(&context.island, "#bookmark") {
        words.set_text_content(Some(context.messages().text(Key::HandOverBookmarked)));
    }
}

/// Takes the search out of the address again: the next person must not read it.
pub fn forget_bookmark() {
    if window().location().hash().is_ok_and(|hash| !hash.is_empty()) {
        set_address("");
    }
}

fn set_address(fragment: &str) {
    let location = window().location();
    let address = [&*location.pathname().unwrap_or_default(), fragment].concat();
    if let Ok(history) = window().history() {
        // Refused only by browsers that ration calls.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
