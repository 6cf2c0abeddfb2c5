//! Languages, cost, whom it is for, and what the first time is like.

use catalog::service::{Cost, SpokenLanguage};
use leptos::prelude::*;

use super::parts::{ServicePage, answer, paragraph};
use super::place::place_name;
use crate::card::spoken;
use crate::locale::Key;

/// Which languages are spoken?
pub fn languages(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let spoken: Vec<_> =
        page.service.languages.iter().map(|language| one_language(page, language)).collect();
    let words = if spoken.is_empty() {
        view! { <p>{context.text(Key::ServiceNoLanguages)}</p> }.into_any()
    } else {
        view! { <ul class="plain">{spoken}</ul> }.into_any()
    };
    answer(context.text(Key::ServiceLanguages), words)
}

fn one_language(page: &ServicePage<'_>, language: &SpokenLanguage) -> AnyView {
    let context = page.context;
    let terms = &context.directory().vocabulary.languages;
    let term = terms.iter().find(|term| term.id == language.code);
    let label = term.map_or(language.code.as_str(), |term| {
        term.label(context.locale, context.default_locale())
    });
    let words = spoken(label, language.how, &context.messages);
    let code = &language.code;
    let note = page.said(|words| words.language_notes.get(code).map_or("", String::as_str));
    view! { <li><span>{words}</span>" "{note.map(|note| paragraph(note, "note"))}</li> }.into_any()
}

/// What does it cost?
pub fn cost(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let costs = &page.service.cost;
    let words = if costs.is_empty() {
        view! { <p>{context.text(Key::ServiceCostUnknown)}</p> }.into_any()
    } else {
        let costs = costs
            .iter()
            .enumerate()
            .map(|(index, cost)| one_cost(page, index, cost))
            .collect_view();
        view! { <ul class="plain">{costs}</ul> }.into_any()
    };
    answer(context.text(Key::ServiceCost), words)
}

/// A price in words: "Free", "Fixed price: $2".
pub fn cost_words(page: &ServicePage<'_>, cost: &Cost) -> String {
    let context = page.context;
    let kind = context.label(&context.directory().vocabulary.cost, &cost.kind);
    match cost.amount_cents {
        None | Some(0) => kind,
        Some(cents) => {
            let amount =
                context.messages.money(cents, cost.currency.as_deref().unwrap_or_default());
            context.fill(Key::ServiceCostAmount, &[("kind", &kind), ("amount", &amount)])
        }
    }
}

fn one_cost(page: &ServicePage<'_>, index: usize, cost: &Cost) -> AnyView {
    let context = page.context;
    let terms = &context.directory().vocabulary.cost;
    let term = terms.iter().find(|term| term.id == cost.kind);
    let words = cost_words(page, cost);
    let meaning =
        term.map(|term| context.words(&term.description)).filter(|said| !said.text.is_empty());
    let note = page.said(move |words| words.cost.get(index).map_or("", String::as_str));
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
pub fn who(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let vocabulary = &context.directory().vocabulary;
    let audience: Vec<_> = page
        .service
        .audience
        .iter()
        .map(|id| {
            let term = vocabulary.audience.iter().find(|term| &term.id == id);
            let label = term
                .map_or(id.as_str(), |term| term.label(context.locale, context.default_locale()));
            view! { <li class="tag">{label.to_owned()}</li> }
        })
        .collect();
    let audience =
        (!audience.is_empty()).then(|| view! { <ul class="row plain spare">{audience}</ul> });
    let text = page.said(|words| words.eligibility.as_deref().unwrap_or_default());
    // A text that tells of age says it better than the numbers do.
    let ages = if text.is_none() { ages(page) } else { None };
    let conditions: Vec<String> =
        [ages, residency(page), requires(page)].into_iter().flatten().collect();
    let nothing = audience.is_none() && text.is_none() && conditions.is_empty();
    let words = view! {
        {audience}
        {text.map(|text| paragraph(text, ""))}
        {conditions.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()}
        {nothing.then(|| view! { <p>{context.text(Key::ServiceAnyone)}</p> })}
    };
    answer(context.text(Key::ServiceWho), words)
}

/// How old one has to be, and may be.
pub fn ages(page: &ServicePage<'_>) -> Option<String> {
    let context = page.context;
    let year = |age: u8| context.messages.number(u32::from(age));
    let eligibility = &page.service.eligibility;
    match (eligibility.min_age, eligibility.max_age) {
        (None, None) => None,
        (Some(from), None) => Some(context.fill(Key::ServiceFromAge, &[("from", &year(from))])),
        (None, Some(to)) => Some(context.fill(Key::ServiceToAge, &[("to", &year(to))])),
        (Some(from), Some(to)) => {
            Some(context.fill(Key::ServiceAges, &[("from", &year(from)), ("to", &year(to))]))
        }
    }
}

/// Where one has to live.
pub fn residency(page: &ServicePage<'_>) -> Option<String> {
    let places = &page.service.eligibility.residency;
    let names: Vec<_> = places.iter().map(|id| place_name(page, id)).collect();
    (!names.is_empty()).then(|| {
        page.context.fill(Key::ServiceResidency, &[("list", &page.context.messages.list(&names))])
    })
}

fn requires(page: &ServicePage<'_>) -> Option<String> {
    let context = page.context;
    let terms = &context.directory().vocabulary.requires;
    let eligibility = &page.service.eligibility;
    if eligibility.asks_nothing {
        return Some(context.text(Key::ServiceRequiresNothing));
    }
    let papers: Vec<_> = eligibility.requires.iter().map(|id| context.label(terms, id)).collect();
    (!papers.is_empty())
        .then(|| context.fill(Key::ServiceRequires, &[("list", &context.messages.list(&papers))]))
}

/// What happens the first time?
pub fn first_visit(page: &ServicePage<'_>) -> Option<AnyView> {
    let context = page.context;
    let visit = &page.service.first_visit;
    let happens = page.said(|words| words.first_visit.as_deref().unwrap_or_default());
    let bring = page.said(|words| words.what_to_bring.as_deref().unwrap_or_default());
    let ask_for =
        visit.ask_for.as_ref().map(|name| context.fill(Key::ServiceAskFor, &[("name", name)]));
    let meet_you = visit.meet_me.filter(|is| *is).map(|_| context.text(Key::ServiceMeetYou));
    let company = visit.bring_someone.map(|may| {
        context.text(if may { Key::ServiceBringSomeone } else { Key::ServiceComeAlone })
    });
    let sentences: Vec<_> = [ask_for, meet_you, company].into_iter().flatten().collect();
    if happens.is_none() && bring.is_none() && sentences.is_empty() {
        return None;
    }
    let bring = bring.map(|said| {
        let dir = said.dir();
        view! {
            <p>
                <strong>{context.text(Key::ServiceWhatToBring)}</strong>
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
    Some(answer(context.text(Key::ServiceFirst), words))
}
