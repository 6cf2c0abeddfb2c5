//! Can I get in? Yes, no, and not known: the last as visible as the others, with the words to ask.

use std::collections::BTreeMap;

use catalog::directory::Term;
use catalog::service::{Answer as Known, TermId};
use leptos::prelude::*;

use super::parts::{ServicePage, answer};
use super::phrases::Phrasebook;
use super::place::has_a_door;
use crate::card::{Answer, Said};
use crate::icon::Icon;
use crate::locale::Key;

/// How many unknown facts one spoken question can carry and still be answered.
const ASKED_AT_ONCE: usize = 4;

/// The answer: for each place, or once where there is no place to tell.
pub fn access(page: &ServicePage<'_>) -> Option<AnyView> {
    if !has_a_door(page) {
        return None;
    }
    let context = page.context;
    let title = context.text(Key::ServiceAccess);
    // A confidential place's facts could tell where it is: they are asked by phone.
    let locations = page.service.whereabouts.places();
    if locations.is_empty() {
        return Some(answer(title, facts(page, 0, &BTreeMap::new())));
    }
    let places = locations
        .iter()
        .enumerate()
        .map(|(index, location)| {
            let name = location.name.as_ref().filter(|_| locations.len() > 1);
            let heading = name.map(|name| {
                let words = context.fill(Key::ServiceAccessAt, &[("place", name)]);
                view! { <h3>{words}</h3> }
            });
            view! {
                {heading}
                {facts(page, index, &location.access)}
            }
        })
        .collect_view();
    Some(answer(title, places))
}

/// All facts that the directory asks about, known ones first.
fn facts(page: &ServicePage<'_>, location: usize, known: &BTreeMap<TermId, Known>) -> AnyView {
    let context = page.context;
    let terms = &context.directory().vocabulary.access;
    let told: Vec<_> = terms
        .iter()
        .filter_map(|term| {
            let answer = *known.get(&term.id)?;
            Some(one(page, location, Some(answer).into(), &term.id))
        })
        .collect();
    let untold: Vec<_> =
        terms.iter().filter(|term| !known.contains_key(&term.id)).map(|term| &term.id).collect();
    let unknown = (!untold.is_empty()).then(|| unknown(page, &untold));
    let told = (!told.is_empty()).then(|| view! { <ul class="facts">{told}</ul> });
    view! {
        {told}
        {unknown}
    }
    .into_any()
}

fn one(page: &ServicePage<'_>, location: usize, answer: Answer, id: &str) -> AnyView {
    let words = sentence(page, answer, id);
    let note = page.said(|words| {
        let note = words.access_notes.get(location).and_then(|notes| notes.get(id));
        note.map_or("", String::as_str)
    });
    let note = note.map(|said: Said| {
        let dir = said.dir();
        view! { <p class="note" lang=said.lang dir=dir>{said.text}</p> }
    });
    let only = page.said(|words| {
        let only = words.access_only.get(location).and_then(|only| only.get(id));
        only.map_or("", String::as_str)
    });
    // The words that say when it is so may be in another language than the sentence around them.
    let only = only.filter(|_| answer == Answer::AtTimes).map(|said: Said| {
        let dir = said.dir();
        let words = page.context.fill(Key::ServiceAtTimes, &[("when", &said.text)]);
        view! { <p class="note" lang=said.lang dir=dir>{words}</p> }
    });
    view! { <li><div><Fact answer words />" "{only}{note}</div></li> }.into_any()
}

fn unknown(page: &ServicePage<'_>, ids: &[&TermId]) -> AnyView {
    let context = page.context;
    let facts = ids
        .iter()
        .map(|id| {
            // The heading says that it is not known.
            let words = context.label(&context.directory().vocabulary.access, id);
            view! { <li><Fact answer=Answer::Unknown words /></li> }
        })
        .collect_view();
    let terms = &context.directory().vocabulary.access;
    let sentence = Phrasebook::of(page).say(Key::ServiceAskSentence, |side| {
        let label = |term: &Term| term.label(side.locale, context.default_locale()).to_owned();
        let asked = terms.iter().filter(|term| ids.contains(&&term.id)).take(ASKED_AT_ONCE);
        let asked: Vec<_> = asked.map(label).collect();
        vec![("list", side.messages.list(&asked))]
    });
    let labels: Vec<_> = ids.iter().map(|id| context.label(terms, id)).collect();
    view! {
        <h3 class="spare">{context.text(Key::ServiceNotKnown)}</h3>
        <p class="paper-only spare">{context.messages.list(&labels)}</p>
        <p class="soft noprint">{context.text(Key::ServiceNotKnownText)}</p>
        <ul class="facts many noprint">{facts}</ul>
        <p class="noprint">{context.text(Key::ServiceAskBefore)}</p>
        <blockquote class="noprint">{sentence}</blockquote>
    }
    .into_any()
}

fn sentence(page: &ServicePage<'_>, answer: Answer, id: &str) -> String {
    let terms = &page.context.directory().vocabulary.access;
    let term = terms.iter().find(|term| term.id == id);
    let label =
        term.map_or(id, |term| term.label(page.context.locale, page.context.default_locale()));
    page.context.fill(answer.key(), &[("fact", label)])
}

/// A fact with its picture and its word.
#[component]
fn Fact(answer: Answer, words: String) -> impl IntoView {
    let (class, picture) = answer.look();
    view! { <span class=class><Icon name=picture />{words}</span> }
}
