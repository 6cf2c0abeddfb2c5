//! The words, and the way to the filters: stays in reach while results scroll.

use leptos::prelude::*;

use super::Hands;
use super::model::{Intention, Model};
use crate::icon::Icon;
use crate::locale::Key;

/// The sticky bar.
#[component]
pub fn SearchBar(
    /// What every part is handed.
    hands: Hands,
) -> impl IntoView {
    let messages = hands.messages().clone();
    let model = hands.state.model;
    let outward = hands.outward;
    let chosen = Memo::new(move |_| model.with(Model::chosen));
    let number = {
        let messages = messages.clone();
        move || match chosen.get() {
            0 => String::new(),
            chosen => messages.number(chosen as u32),
        }
    };
    let words = Memo::new(move |_| model.with(|model| model.query.words.clone()));
    let typing = {
        let hands = hands.clone();
        move |event| hands.intend(Intention::Type(event_target_value(&event)))
    };
    view! {
        <div class="finder noprint">
            <div class="wrap" role="search">
                <input
                    type="search"
                    id="words"
                    class="words"
                    aria-label=messages.text(Key::FinderSearch).to_owned()
                    placeholder=messages.text(Key::FinderPlaceholder).to_owned()
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    maxlength="200"
                    prop:value=move || words.get()
                    on:input=typing
                />
                <button
                    type="button"
                    class="quiet filters-button"
                    aria-haspopup="dialog"
                    on:click=move |_| outward.open_filters.run(())
                >
                    <Icon name="sliders-horizontal" />
                    <span class="label">{messages.text(Key::FinderFilters).to_owned()}</span>
                    <b class="chosen">{number}</b>
                </button>
            </div>
        </div>
    }
}
