//! The filters: a column beside the results, or a sheet over them on a phone.
//!
//! It is one `<dialog>` in both cases. On a phone the browser opens it as a modal, which brings
//! focus, Escape and the inert page behind it; on a wide screen the style sheet shows it in place.

use catalog::facet::{FACETS, Kind};
use leptos::prelude::*;

use super::Hands;
use super::model::{
    Intention, LocateProblem, Model, label, needs_a_place, origin_label, place_label,
};
use crate::icon::Icon;
use crate::locale::Key;

/// How many groups start open: what most people come for. The rest is one press away.
const OPEN_GROUPS: usize = 3;

/// All filters.
#[component]
pub fn Filters(
    /// What every part is handed.
    hands: Hands,
) -> impl IntoView {
    let messages = hands.messages().clone();
    let outward = hands.outward;
    let results = hands.state.results;
    let show = {
        let messages = messages.clone();
        move || match results.with(|results| results.as_ref().map(|found| found.hits.len())) {
            Some(hits) => messages.count(Key::FinderShow, hits as u32, &[]),
            None => messages.text(Key::FinderClose).to_owned(),
        }
    };
    let clear = {
        let hands = hands.clone();
        move |_| hands.intend(Intention::ClearAll)
    };
    let groups = (0..FACETS.len())
        .map(|facet| view! { <Group hands=hands.clone() facet=facet /> })
        .collect_view();
    view! {
        <dialog class="filters noprint" id="filters" aria-labelledby="filters-title">
            <div class="filters-head">
                <h2 id="filters-title">{messages.text(Key::FinderFilters).to_owned()}</h2>
                <button
                    type="button"
                    class="quiet close"
                    aria-label=messages.text(Key::FinderClose).to_owned()
                    on:click=move |_| outward.close_filters.run(())
                >
                    <Icon name="x" />
                </button>
            </div>
            <div class="filters-body">{groups}</div>
            <div class="filters-foot">
                <button type="button" class="quiet" on:click=clear>
                    {messages.text(Key::FinderClear).to_owned()}
                </button>
                <button type="button" class="show" on:click=move |_| outward.close_filters.run(())>
                    {show}
                </button>
            </div>
        </dialog>
    }
}

/// One facet's choices.
#[component]
fn Group(hands: Hands, facet: usize) -> impl IntoView {
    let messages = hands.messages().clone();
    let title = messages.facet_title(facet).to_owned();
    let id = FACETS[facet].id;
    let model = hands.state.model;
    let chosen = Memo::new(move |_| {
        model.with(|model| model.query.chosen.get(id).map_or(0, std::collections::BTreeSet::len))
    });
    let number = move || match chosen.get() {
        0 => String::new(),
        chosen => messages.number(chosen as u32),
    };
    let values = hands.props.manifest.choices.get(facet).map_or(0, Vec::len);
    let choices = (0..values)
        .map(|value| view! { <ChoiceBox hands=hands.clone() facet=facet value=value /> })
        .collect_view();
    let is_travel = FACETS[facet].kind == Kind::Travel;
    let is_access = FACETS[facet].kind == Kind::EveryFact;
    view! {
        <details class="group" open=facet < OPEN_GROUPS>
            <summary><span>{title.clone()}</span><b class="chosen">{number}</b></summary>
            <fieldset>
                <legend class="unseen">{title}</legend>
                {is_travel.then(|| view! { <WhereYouAre hands=hands.clone() /> })}
                {choices}
                {is_access.then(|| view! { <UnknownBox hands=hands.clone() /> })}
            </fieldset>
        </details>
    }
}

/// One value with its count.
#[component]
fn ChoiceBox(hands: Hands, facet: usize, value: usize) -> impl IntoView {
    let id = FACETS[facet].id;
    let words = label(&hands.props.manifest, hands.messages(), facet, value);
    let value_id = hands.props.manifest.choices[facet][value].id.clone();
    let model = hands.state.model;
    let ticked = {
        let value_id = value_id.clone();
        Memo::new(move |_| model.with(|model| model.query.has(id, &value_id)))
    };
    let results = hands.state.results;
    let count = Memo::new(move |_| {
        results.with(|found| found.as_ref()?.counts.get(facet)?.get(value).copied())
    });
    let number = {
        let messages = hands.messages().clone();
        move || count.get().map(|count| messages.number(count)).unwrap_or_default()
    };
    let toggle = move |_| hands.intend(Intention::Toggle(id, value_id.clone()));
    view! {
        <label class="choice" class:none=move || count.get() == Some(0)>
            <input type="checkbox" prop:checked=move || ticked.get() on:change=toggle />
            <span>{words}</span>
            // Read out as "Cantonese 14", not "Cantonese14".
            " "
            <span class="n">{number}</span>
        </label>
    }
}

/// Whether places where a fact is not known are taken in.
#[component]
fn UnknownBox(hands: Hands) -> impl IntoView {
    let model = hands.state.model;
    let words = hands.messages().text(Key::FinderIncludeUnknown).to_owned();
    view! {
        <label class="choice unknown-too">
            <input
                type="checkbox"
                checked=true
                prop:checked=move || model.with(|model| !model.query.known_only)
                on:change=move |_| hands.intend(Intention::ToggleKnownOnly)
            />
            <span class="unknown">{words}</span>
        </label>
    }
}

/// Where the person is: typed, or on a press this device.
#[component]
fn WhereYouAre(hands: Hands) -> impl IntoView {
    let messages = hands.messages().clone();
    let model = hands.state.model;
    let outward = hands.outward;
    let typed = Memo::new(move |_| model.with(|model| model.typed_place.clone()));
    let typing = {
        let hands = hands.clone();
        move |event| hands.intend(Intention::TypePlace(event_target_value(&event)))
    };
    let entered = {
        let hands = hands.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if event.key() == "Enter" {
                hands.intend(Intention::ChooseFirstPlace);
            }
        }
    };
    // The chips lie behind the sheet: it must say itself that a place was taken.
    let hint = {
        let hands = hands.clone();
        move || {
            let messages = hands.messages();
            model.with(|model| match (&model.locate_problem, &model.query.origin) {
                (Some(LocateProblem::Refused), _) => {
                    messages.text(Key::FinderLocateRefused).to_owned()
                }
                (Some(LocateProblem::Unavailable), _) => {
                    messages.text(Key::FinderLocateUnavailable).to_owned()
                }
                (None, Some(origin)) => {
                    let place = origin_label(&hands.props.manifest, messages, origin);
                    messages.fill(Key::FinderNear, &[("place", &place)])
                }
                (None, None) if needs_a_place(model) => {
                    messages.text(Key::FinderPlaceNeeded).to_owned()
                }
                (None, None) => messages.text(Key::FinderPlaceHint).to_owned(),
            })
        }
    };
    view! {
        <div class="place">
            <label for="place">{messages.text(Key::FinderPlace).to_owned()}</label>
            <input
                type="text"
                id="place"
                autocomplete="off"
                spellcheck="false"
                maxlength="80"
                aria-describedby="place-hint"
                prop:value=move || typed.get()
                on:input=typing
                on:keydown=entered
            />
            <Suggestions hands=hands.clone() />
            <p class="small soft" id="place-hint">{hint}</p>
            <button type="button" class="quiet" on:click=move |_| outward.locate.run(())>
                <Icon name="locate" />
                {messages.text(Key::FinderLocate).to_owned()}
            </button>
        </div>
    }
}

/// The places that the typed words may mean, each a button.
#[component]
fn Suggestions(hands: Hands) -> impl IntoView {
    let model = hands.state.model;
    let places = Memo::new(move |_| model.with(Model::places));
    move || {
        let buttons = places
            .get()
            .into_iter()
            .filter_map(|place| {
                let words = place_label(hands.props.manifest.places.get(place)?);
                let hands = hands.clone();
                let choose = move |_| hands.intend(Intention::ChoosePlace(place));
                Some(view! {
                    <li><button type="button" class="chip" on:click=choose>{words}</button></li>
                })
            })
            .collect_view();
        view! { <ul class="row suggestions">{buttons}</ul> }
    }
}
