//! The card as markup. It decides nothing: what there is, it shows.

use leptos::either::Either;
use leptos::prelude::*;

use super::{Answer, Call, CardView, Said};
use crate::icon::Icon;

/// A card in a list of cards.
#[component]
pub fn ServiceCard(
    /// Its words.
    view: CardView,
    /// The level of its heading: one below what it stands under.
    #[prop(default = 2)]
    level: u8,
) -> impl IntoView {
    let CardView {
        href,
        name,
        organization,
        summary,
        state,
        alert,
        far,
        place,
        next,
        usually,
        languages,
        facts,
        access_unknown,
        cost,
        why,
        call,
        fresh,
        is_stale,
        separator,
    } = view;
    let when = (next.is_some() || usually.is_some()).then(|| view! { <When next usually /> });
    let wheres = (far.is_some() || place.is_some()).then(|| view! { <Where far place /> });
    let access = view! { <Access facts unknown=access_unknown /> };
    view! {
        <li class="card">
            <Title href name level />
            <p class="who"><bdi translate="no">{organization}</bdi></p>
            <p lang=summary.lang>{summary.text}</p>
            {state.map(|state| view! { <p class="state">{state}</p> })}
            {alert.map(|alert| view! { <p class="alert" lang=alert.lang>{alert.text}</p> })}
            <ul class="facts">
                {wheres}
                {when}
                <Languages languages separator />
                {access}
                {cost.map(|cost| view! {
                    <li><Icon name="wallet" /><span lang=cost.lang>{cost.text}</span></li>
                })}
            </ul>
            <Why sentences=why />
            <div class="row card-foot">
                {call.map(|call| view! { <CallLink call /> })}
                <p class="small" class:stale=is_stale>{fresh}</p>
            </div>
        </li>
    }
}

#[component]
fn Title(href: String, name: Said, level: u8) -> impl IntoView {
    let link = view! { <a href=href lang=name.lang>{name.text}</a> };
    match level {
        2 => Either::Left(view! { <h2 class="card-title">{link}</h2> }),
        _ => Either::Right(view! { <h3 class="card-title">{link}</h3> }),
    }
}

#[component]
fn Where(far: Option<String>, place: Option<String>) -> impl IntoView {
    view! {
        <li>
            <Icon name="map-pin" />
            <div>
                {far.map(|far| view! { <p>{far}</p> })}
                {place.map(|place| view! { <p class="soft"><bdi translate="no">{place}</bdi></p> })}
            </div>
        </li>
    }
}

#[component]
fn When(next: Option<String>, usually: Option<Said>) -> impl IntoView {
    view! {
        <li>
            <Icon name="calendar" />
            <div>
                {next.map(|next| view! { <p>{next}</p> })}
                {usually.map(|usually| view! { <p class="soft" lang=usually.lang>{usually.text}</p> })}
            </div>
        </li>
    }
}

#[component]
fn Languages(languages: Vec<String>, separator: String) -> impl IntoView {
    (!languages.is_empty()).then(|| {
        view! { <li><Icon name="languages" /><span>{languages.join(&separator)}</span></li> }
    })
}

#[component]
fn Access(facts: Vec<(Answer, String)>, unknown: Option<String>) -> impl IntoView {
    (!facts.is_empty() || unknown.is_some()).then(|| {
        view! {
            <li>
                <Icon name="accessibility" />
                <div class="row">
                    {facts
                        .into_iter()
                        .map(|(answer, words)| view! { <Fact answer words /> })
                        .collect_view()}
                    {unknown.map(|words| view! { <Fact answer=Answer::Unknown words /> })}
                </div>
            </li>
        }
    })
}

/// A fact with its picture and its word.
#[component]
pub(crate) fn Fact(answer: Answer, words: String) -> impl IntoView {
    let (class, picture) = answer.look();
    view! { <span class=class><Icon name=picture />{words}</span> }
}

#[component]
fn Why(sentences: Vec<String>) -> impl IntoView {
    (!sentences.is_empty()).then(|| {
        view! {
            <div class="why small">
                {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
            </div>
        }
    })
}

#[component]
fn CallLink(call: Call) -> impl IntoView {
    view! {
        <a class="button" href=call.href aria-label=call.whom>
            <Icon name="phone" />
            {call.words}
        </a>
    }
}
