//! What was found: what was asked, how many fit, the cards, and what would help when none does.

use catalog::query::Sort;
use catalog::results::{Hit, Relaxation, Results, Without};
use leptos::either::Either;
use leptos::prelude::*;

use super::Hands;
use super::model::{Intention, Model, chips, label, searched, status};
use crate::card::{CardView, Clock, ServiceCard};
use crate::icon::Icon;
use crate::locale::Key;

/// The column of results.
#[component]
pub fn Found(
    /// What every part is handed.
    hands: Hands,
) -> impl IntoView {
    view! {
        <div class="found">
            <Chips hands=hands.clone() />
            <Status hands=hands.clone() />
            <Suggested hands=hands.clone() />
            <Order hands=hands.clone() />
            <Cards hands=hands />
        </div>
    }
}

/// Everything chosen, each to be taken away with a press.
#[component]
fn Chips(hands: Hands) -> impl IntoView {
    let model = hands.state.model;
    let chosen = Memo::new(move |_| model.with(|model| (model.query.clone(), model.loading.is_ready())));
    move || {
        // Read, not only tracked: a memo that nobody reads never wakes.
        chosen.with(|_| ());
        let messages = hands.messages();
        let chips = model
            .with_untracked(|model| chips(model, &hands.props.manifest, messages))
            .into_iter()
            .map(|(words, intention)| {
                let hands = hands.clone();
                let remove = hands.messages().fill(Key::FinderRemove, &[("name", &words)]);
                view! {
                    <li>
                        <button
                            type="button"
                            class="chip"
                            aria-label=remove
                            on:click=move |_| hands.intend(intention.clone())
                        >
                            {words}
                            <Icon name="x" />
                        </button>
                    </li>
                }
            })
            .collect_view();
        view! { <ul class="row chips noprint">{chips}</ul> }
    }
}

/// The one polite line.
#[component]
fn Status(hands: Hands) -> impl IntoView {
    let State { model, results } = State::of(&hands);
    let words = Memo::new(move |_| {
        results.with(|results| {
            model.with(|model| {
                status(model, results.as_ref(), &hands.props.manifest, hands.messages())
            })
        })
    });
    view! { <p class="status" id="status" role="status">{move || words.get()}</p> }
}

/// The two signals that the line above reads.
struct State {
    model: RwSignal<Model>,
    results: Memo<Option<Results>>,
}

impl State {
    fn of(hands: &Hands) -> Self {
        Self { model: hands.state.model, results: hands.state.results }
    }
}

/// Needs that the typed words name: one press, and the words become a choice.
#[component]
fn Suggested(hands: Hands) -> impl IntoView {
    let results = hands.state.results;
    let needs = Memo::new(move |_| {
        results.with(|found| {
            found.as_ref().map(|found| found.suggested_needs.clone()).unwrap_or_default()
        })
    });
    move || {
        let buttons = needs
            .get()
            .into_iter()
            .filter_map(|(need, services)| {
                let choice = hands.props.manifest.choices.first()?.get(need as usize)?;
                let words = hands.messages().count(
                    Key::FinderSuggestion,
                    services,
                    &[("name", &choice.label)],
                );
                let (hands, id) = (hands.clone(), choice.id.clone());
                let choose = move |_| {
                    hands.intend(Intention::TakeAway(Without::Words));
                    hands.intend(Intention::Toggle("need", id.clone()));
                };
                Some(view! {
                    <li>
                        <button type="button" class="quiet" on:click=choose>{words}</button>
                    </li>
                })
            })
            .collect_view();
        view! { <ul class="row suggested noprint">{buttons}</ul> }
    }
}

/// In which order, and the link to this search.
#[component]
fn Order(hands: Hands) -> impl IntoView {
    let messages = hands.messages().clone();
    let model = hands.state.model;
    let copied = hands.state.copied;
    let outward = hands.outward;
    let sort = Memo::new(move |_| model.with(|model| sort_id(model.query.sort)));
    let options = SORTS
        .iter()
        .map(|&(_, id, key)| {
            view! {
                <option value=id prop:selected=move || sort.get() == id>
                    {messages.text(key).to_owned()}
                </option>
            }
        })
        .collect_view();
    let choose = {
        let hands = hands.clone();
        move |event| {
            let value = event_target_value(&event);
            if let Some((sort, ..)) = SORTS.iter().find(|(_, id, _)| *id == value) {
                hands.intend(Intention::SortBy(*sort));
            }
        }
    };
    let share = {
        let messages = messages.clone();
        move || {
            let key = if copied.get() { Key::FinderCopied } else { Key::FinderShare };
            messages.text(key).to_owned()
        }
    };
    view! {
        <div class="row order noprint">
            <label for="order">{messages.text(Key::FinderOrder).to_owned()}</label>
            <select id="order" on:change=choose>{options}</select>
            <button type="button" class="quiet share" on:click=move |_| outward.share.run(())>
                <Icon name="share-2" />
                <span aria-live="polite">{share}</span>
            </button>
        </div>
    }
}

/// The orders, their ids in the page, and their words.
const SORTS: [(Sort, &str, Key); 3] = [
    (Sort::Best, "best", Key::FinderSortBest),
    (Sort::Nearest, "nearest", Key::FinderSortNearest),
    (Sort::Soonest, "soonest", Key::FinderSortSoonest),
];

fn sort_id(sort: Sort) -> &'static str {
    SORTS.iter().find(|(known, ..)| *known == sort).map_or("best", |(_, id, _)| id)
}

/// The cards, or the first list until there are any.
#[component]
fn Cards(hands: Hands) -> impl IntoView {
    let results = hands.state.results;
    let model = hands.state.model;
    let ready = Memo::new(move |_| results.with(Option::is_some));
    let shown = Memo::new(move |_| model.with(|model| model.shown));
    move || {
        if !ready.get() {
            let first_list = hands.props.first_list.clone();
            return Either::Left(view! { <div class="first-list" inner_html=first_list></div> });
        }
        let hands = hands.clone();
        Either::Right(move || {
            results.with(|results| {
                results.as_ref().map(|results| {
                    listed(&hands, results, shown.get())
                })
            })
        })
    }
}

/// The list itself.
fn listed(hands: &Hands, results: &Results, shown: usize) -> impl IntoView + use<> {
    let messages = hands.messages().clone();
    let cards = cards_of(hands, &results.hits[..shown.min(results.hits.len())]);
    let left = results.hits.len().saturating_sub(shown) as u32;
    let more = (left > 0).then(|| {
        let hands = hands.clone();
        let words = messages.count(Key::FinderMore, left, &[]);
        view! {
            <button type="button" class="quiet more" on:click=move |_| hands.intend(Intention::ShowMore)>
                {words}
            </button>
        }
    });
    let nothing = results
        .hits
        .is_empty()
        .then(|| view! { <Nothing hands=hands.clone() relaxations=results.relaxations.clone() /> });
    let near_misses = (!results.near_misses.is_empty()).then(|| {
        view! {
            <h2 class="near-misses">{messages.text(Key::FinderNearMisses).to_owned()}</h2>
            <ul class="cards">{cards_of(hands, &results.near_misses)}</ul>
        }
    });
    view! {
        {nothing}
        <ul class="cards" id="results">{cards}</ul>
        {more}
        {near_misses}
        {reach(hands, results)}
    }
}

/// What was searched, where the directory goes on beyond it.
fn reach(hands: &Hands, results: &Results) -> impl IntoView + use<> {
    let messages = hands.messages();
    let model = hands.state.model;
    let said =
        model.with_untracked(|model| searched(model, results, &hands.props.manifest, messages));
    said.map(|said| {
        let further = (results.left_out > 0).then(|| {
            let hands = hands.clone();
            view! {
                <button type="button" class="quiet" on:click=move |_| hands.intend(Intention::LookFurther)>
                    {messages.text(Key::FinderLookFurther).to_owned()}
                </button>
            }
        });
        view! {
            <div class="reach">
                <p>{said}</p>
                {further}
            </div>
        }
    })
}

fn cards_of(hands: &Hands, hits: &[Hit]) -> Vec<impl IntoView + use<>> {
    hands.state.model.with_untracked(|model| {
        let (Some(catalog), Some(now)) = (model.catalog(), model.now) else {
            return Vec::new();
        };
        let (props, clock) = (&hands.props, Clock::Live(now));
        hits.iter()
            .filter_map(|hit| {
            let card = catalog.card(hit.service)?;
            let view =
                CardView::new(&card, hit, &props.manifest, &props.messages, clock, &props.root);
            Some(view! { <ServiceCard view=view /> })
            })
            .collect()
    })
}

/// Nothing fits: what would, one press each.
#[component]
fn Nothing(hands: Hands, relaxations: Vec<Relaxation>) -> impl IntoView {
    let messages = hands.messages().clone();
    let ways = relaxations
        .into_iter()
        .map(|Relaxation { without, hits }| {
            let name = match without {
                Without::Words => messages.text(Key::FinderTheWords).to_owned(),
                Without::KnownOnly => messages.text(Key::FinderKnownOnly).to_owned(),
                Without::Value(facet, value) => {
                    label(&hands.props.manifest, &messages, facet as usize, value as usize)
                }
            };
            let words = messages.count(Key::FinderWithout, hits, &[("name", &name)]);
            let hands = hands.clone();
            view! {
                <li>
                    <button
                        type="button"
                        class="quiet"
                        on:click=move |_| hands.intend(Intention::TakeAway(without.clone()))
                    >
                        {words}
                    </button>
                </li>
            }
        })
        .collect_view();
    let clear = {
        let hands = hands.clone();
        move |_| hands.intend(Intention::ClearAll)
    };
    view! {
        <div class="nothing">
            <p>{messages.text(Key::FinderNothing).to_owned()}</p>
            <ul class="stack plain">{ways}</ul>
            <button type="button" on:click=clear>{messages.text(Key::FinderClear).to_owned()}</button>
        </div>
    }
}
