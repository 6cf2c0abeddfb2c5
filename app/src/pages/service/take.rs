//! How do I take this with me? A card for the desk, and paper in letters that one can read.
//!
//! No script: the card is a part of the page that its own address (`#card`) shows alone, and the
//! size of the letters is a choice that only the print style looks at.

use leptos::prelude::*;

use super::parts::{ServicePage, way_on};
use super::phrases;
use crate::handout::LETTERS;
use crate::icon::Icon;
use crate::locale::Key;

/// The answer.
pub fn take(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let card = phrases::has_desk(page).then(|| {
        let href = ["#", phrases::CARD].concat();
        view! {
            <p><a class="button quiet" href=href><Icon name="message-square" />{context.text(Key::TakeCard)}</a></p>
        }
    });
    let letters = LETTERS
        .iter()
        .enumerate()
        .map(|(index, (id, key))| {
            view! {
                <label class="option">
                    <input type="radio" name="letters" id=*id checked=index == 0 />
                    {context.text(*key)}
                </label>
            }
        })
        .collect_view();
    let words = view! {
        {card}
        <p>{context.text(Key::TakePrint)}</p>
        <fieldset>
            <legend>{context.text(Key::TakeLetters)}</legend>
            <div class="row">{letters}</div>
        </fieldset>
    };
    way_on(context.text(Key::TakeTitle), words)
}
