//! Languages, cost, whom it is for, and what the first time is like.

use catalog::service::{Cost, SpokenLanguage};
use leptos::prelude::*;

use super::service::{At, answer, paragraph};
use super::service_where::place_name;
use crate::card::spoken;
use crate::locale::Key;

/// Which languages are spoken?
pub fn languages(at: &At<'_>) -> AnyView {
    let here = at.here;
    let spoken: Vec<_> =
        at.service.languages.iter().map(|language| one_language(at, language)).collect();
    let words = if spoken.is_empty() {
        view! { <p>{here.text(Key::ServiceNoLanguages)}</p> }.into_any()
    } else {
        view! { <ul class="plain">{spoken}</ul> }.into_any()
    };
    answer(here.text(Key::ServiceLanguages), words)
}

fn one_language(at: &At<'_>, language: &SpokenLanguage) -> AnyView {
    let here = at.here;
    let terms = &here.directory().vocabulary.languages;
    let term = terms.iter().find(|term| term.id == language.code);
    let label =
        term.map_or(language.code.as_str(), |term| term.label(here.locale, here.default_locale()));
    let words = spoken(label, language.how, &here.messages);
    let code = &language.code;
    let note = at.said(|words| words.language_notes.get(code).map_or("", String::as_str));
    view! { <li><span>{words}</span>" "{note.map(|note| paragraph(note, "note"))}</li> }.into_any()
}

/// What does it cost?
pub fn cost(at: &At<'_>) -> AnyView {
    let here = at.here;
    let costs = &at.service.cost;
    let words = if costs.is_empty() {
        view! { <p>{here.text(Key::ServiceCostUnknown)}</p> }.into_any()
    } else {
        let costs =
            costs.iter().enumerate().map(|(index, cost)| one_cost(at, index, cost)).collect_view();
        view! { <ul class="plain">{costs}</ul> }.into_any()
    };
    answer(here.text(Key::ServiceCost), words)
}

fn one_cost(at: &At<'_>, index: usize, cost: &Cost) -> AnyView {
    let here = at.here;
    let terms = &here.directory().vocabulary.cost;
    let term = terms.iter().find(|term| term.id == cost.kind);
    let kind = term
        .map_or(cost.kind.as_str(), |term| term.label(here.locale, here.default_locale()))
        .to_owned();
    let words = match cost.amount_cents {
        None | Some(0) => kind,
        Some(cents) => {
            let amount = here.messages.money(cents, cost.currency.as_deref().unwrap_or_default());
            here.fill(Key::ServiceCostAmount, &[("kind", &kind), ("amount", &amount)])
        }
    };
    let meaning =
        term.map(|term| here.words(&term.description)).filter(|said| !said.text.is_empty());
    let note = at.said(move |words| words.cost.get(index).map_or("", String::as_str));
    view! {
        <li>
            <span class="big">{words}</span>" "
            {note.map(|note| paragraph(note, "note"))}
            {meaning.map(|meaning| paragraph(meaning, "note noprint"))}
        </li>
    }
    .into_any()
}

/// Who is it for?
pub fn who(at: &At<'_>) -> AnyView {
    let here = at.here;
    let vocabulary = &here.directory().vocabulary;
    let audience: Vec<_> = at
        .service
        .audience
        .iter()
        .map(|id| {
            let term = vocabulary.audience.iter().find(|term| &term.id == id);
            let label =
                term.map_or(id.as_str(), |term| term.label(here.locale, here.default_locale()));
            view! { <li class="tag">{label.to_owned()}</li> }
        })
        .collect();
    let audience =
        (!audience.is_empty()).then(|| view! { <ul class="row plain spare">{audience}</ul> });
    let text = at.said(|words| words.eligibility.as_deref().unwrap_or_default());
    // A text that tells of age says it better than the numbers do.
    let ages = if text.is_none() { ages(at) } else { None };
    let conditions: Vec<String> =
        [ages, residency(at), requires(at)].into_iter().flatten().collect();
    let nothing = audience.is_none() && text.is_none() && conditions.is_empty();
    let words = view! {
        {audience}
        {text.map(|text| paragraph(text, ""))}
        {conditions.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {nothing.then(|| view! { <p>{here.text(Key::ServiceAnyone)}</p> })}
    };
    answer(here.text(Key::ServiceWho), words)
}

fn ages(at: &At<'_>) -> Option<String> {
    let here = at.here;
    let year = |age: u8| here.messages.number(u32::from(age));
    let eligibility = &at.service.eligibility;
    match (eligibility.min_age, eligibility.max_age) {
        (None, None) => None,
        (Some(from), None) => Some(here.fill(Key::ServiceFromAge, &[("from", &year(from))])),
        (None, Some(to)) => Some(here.fill(Key::ServiceToAge, &[("to", &year(to))])),
        (Some(from), Some(to)) => {
            Some(here.fill(Key::ServiceAges, &[("from", &year(from)), ("to", &year(to))]))
        }
    }
}

fn residency(at: &At<'_>) -> Option<String> {
    let places = &at.service.eligibility.residency;
    let names: Vec<_> = places.iter().map(|id| place_name(at, id)).collect();
    (!names.is_empty())
        .then(|| at.here.fill(Key::ServiceResidency, &[("list", &at.here.messages.list(&names))]))
}

fn requires(at: &At<'_>) -> Option<String> {
    let here = at.here;
    let terms = &here.directory().vocabulary.requires;
    let papers: Vec<_> =
        at.service.eligibility.requires.iter().map(|id| here.label(terms, id)).collect();
    (!papers.is_empty())
        .then(|| here.fill(Key::ServiceRequires, &[("list", &here.messages.list(&papers))]))
}

/// What happens the first time?
pub fn first_visit(at: &At<'_>) -> Option<AnyView> {
    let here = at.here;
    let visit = &at.service.first_visit;
    let happens = at.said(|words| words.first_visit.as_deref().unwrap_or_default());
    let bring = at.said(|words| words.what_to_bring.as_deref().unwrap_or_default());
    let ask_for =
        visit.ask_for.as_ref().map(|name| here.fill(Key::ServiceAskFor, &[("name", name)]));
    let meet_you = visit.meet_me.filter(|is| *is).map(|_| here.text(Key::ServiceMeetYou));
    let company = visit
        .bring_someone
        .map(|may| here.text(if may { Key::ServiceBringSomeone } else { Key::ServiceComeAlone }));
    let sentences: Vec<_> = [ask_for, meet_you, company].into_iter().flatten().collect();
    if happens.is_none() && bring.is_none() && sentences.is_empty() {
        return None;
    }
    let bring = bring.map(|said| {
        let dir = said.dir();
        view! {
            <p>
                <strong>{here.text(Key::ServiceWhatToBring)}</strong>
                " "
                <span lang=said.lang dir=dir>{said.text}</span>
            </p>
        }
    });
    let words = view! {
        {happens.map(|happens| paragraph(happens, ""))}
        {sentences.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {bring}
    };
    Some(answer(here.text(Key::ServiceFirst), words))
}
