//! How do I take this with me? A card for the desk, and paper in letters that one can read.
//!
//! No script: the card is a part of the page that its own address (`#card`) shows alone, and the
//! size of the letters is a choice that only the print style looks at.

use leptos::prelude::*;

use super::service::{At, way_on};
use super::service_desk;
use crate::icon::Icon;
use crate::locale::Key;

/// Sizes of letters on paper, in points, as the style sheet knows them; the first is the usual one.
const LETTERS: &[(&str, Key)] = &[
    ("letters-14", Key::TakeOrdinary),
    ("letters-18", Key::TakeLarge),
    ("letters-24", Key::TakeLargest),
];

/// The answer.
pub fn take(at: &At<'_>) -> AnyView {
    let here = at.here;
    let card = service_desk::has_desk(at).then(|| {
        let href = ["#", service_desk::CARD].concat();
        view! {
            <p><a class="button quiet" href=href><Icon name="message-square" />{here.text(Key::TakeCard)}</a></p>
        }
    });
    let letters = LETTERS
        .iter()
        .enumerate()
        .map(|(index, (id, key))| {
            view! {
                <label class="option">
                    <input type="radio" name="letters" id=*id checked=index == 0 />
                    {here.text(*key)}
                </label>
            }
        })
        .collect_view();
    let words = view! {
        {card}
        <p>{here.text(Key::TakePrint)}</p>
        <fieldset>
            <legend>{here.text(Key::TakeLetters)}</legend>
            <div class="row">{letters}</div>
        </fieldset>
    };
    way_on(here.text(Key::TakeTitle), words)
}
