//! A poster of an activity, for the door of the hall where it is.

use catalog::service::{Answer as Known, Service};
use leptos::prelude::*;

use super::entry::{Entry, line};
use super::{Paper, Style, document, drawn};
use crate::card::Answer;
use crate::locale::Key;
use crate::pages::Site;
use crate::pages::context::PageContext;
use crate::pages::service::{as_typed, name_and_street};
use crate::pages::sheet::letters;

/// Facts that a door has room for.
const FACTS: usize = 8;

/// Letters of a name that still stand in the largest size: two lines of a sheet 180 mm wide at 72 points.
const HUGE: usize = 22;
/// The same at 48 points, four lines.
const LARGE: usize = 60;

/// Sizes of a poster, each with the letters up to which it fits on a sheet: measured in Chromium on US Letter
/// over the sample (`tests/tests/journeys/paper.rs` keeps it true). What is longer has the smallest size.
const SIZES: [(usize, &str); 3] =
    [(430, "poster"), (620, "poster size-17"), (850, "poster size-15")];
const SMALLEST: &str = "poster size-13";

/// Draws a poster; `None` for what may not lie about.
pub fn poster(site: &Site<'_>, locale: &str, service: &Service, style: Style<'_>) -> Option<Paper> {
    drawn(site, locale, |context| {
        let hit = context.hit(&service.id)?;
        let entry = Entry::of(context, service, hit)?;
        let name = entry.card.name.clone();
        let main = || {
            let words = view! {
            <h1 class=size(&name.text) lang=name.lang.clone() dir=name.dir()>{name.text.clone()}</h1>
            <p class="big"><bdi translate="no">{entry.card.organization.clone()}</bdi></p>
            {places(context, service)}
            {(!entry.start().is_empty()).then(|| view! { <p class="start">{entry.start()}</p> })}
            {entry.reach()}
            {entry.languages()}
            {entry.card.cost.clone().map(line)}
            {facts(context, service)}
            {foot(context, &entry)}
            };
            view! { <section class="door">{words}</section> }.into_any()
        };
        let title = name.text.clone();
        let draw = |class, main| document(context, style, class, title.clone(), main);
        let count = letters(&draw(SMALLEST, main()));
        let size = SIZES.iter().find(|(most, _)| count <= *most).map_or(SMALLEST, |(_, size)| size);
        let html = draw(size, main());
        Some(Paper { html, activities: 1 })
    })
}

/// How large a name can stand: by its letters, of which those of Han and Hangul are twice as wide.
fn size(name: &str) -> &'static str {
    let is_wide = |letter: &char| ('\u{1100}'..'\u{fb00}').contains(letter);
    let letters = name.chars().count() + name.chars().filter(is_wide).count();
    if letters <= HUGE {
        "huge"
    } else if letters <= LARGE {
        "large"
    } else {
        "long"
    }
}

/// When and where, for each place.
fn places(context: &PageContext<'_>, service: &Service) -> AnyView {
    let rows = |at: Option<u8>| {
        let rows = service.schedule.iter().enumerate();
        let rows = rows.filter(move |(_, row)| row.at.is_none() || row.at == at);
        let said = rows.filter_map(|(index, _)| {
            let (own, default) = (context.locale, context.default_locale());
            service.text(own, default, |words| words.schedule.get(index).map_or("", String::as_str))
        });
        said.map(|text| view! { <div class="when">{line(context.said(text))}</div> }).collect_view()
    };
    let count = service.whereabouts.places().len() as u8;
    if count == 0 {
        return rows(None).into_any();
    }
    let places = (0..count).map(|at| {
        let street = name_and_street(service, at);
        view! { {rows(Some(at))}<p class="where"><bdi translate="no">{street}</bdi></p> }
    });
    places.collect_view().into_any()
}

/// What is known of getting in: what is so first, and what is not, for nobody should learn it at the door.
fn facts(context: &PageContext<'_>, service: &Service) -> Option<AnyView> {
    let place = service.whereabouts.places().first()?;
    let terms = &context.directory().vocabulary.access;
    let of = |wanted: Known| {
        let ids = terms.iter().filter(move |term| place.access.get(&term.id) == Some(&wanted));
        ids.map(move |term| (wanted, term.label(context.locale, context.default_locale())))
    };
    let facts = [Known::Yes, Known::No, Known::AtTimes].into_iter().flat_map(of).take(FACTS);
    let facts = facts.map(|(answer, fact)| match answer {
        Known::Yes => fact.to_owned(),
        other => context.fill(Answer::from(Some(other)).key(), &[("fact", fact)]),
    });
    let facts: Vec<String> = facts.collect();
    if facts.is_empty() {
        return Some(view! { <p>{context.text(Key::CardAccessUnknown)}</p> }.into_any());
    }
    let facts = facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view();
    Some(view! { <ul class="facts">{facts}</ul> }.into_any())
}

/// The codes and what they are for, the directory, and how old the check is.
fn foot(context: &PageContext<'_>, entry: &Entry<'_>) -> AnyView {
    let address = context.page_of(entry.service).map(|page| context.absolute(&page));
    let address = address.map(|address| as_typed(&address).to_owned());
    let printed = context.messages.day(context.site.now.day);
    view! {
        <footer>
            {entry.codes()}
            <div>
                <p>
                    {context.text(Key::TakeScan)}" "<bdi dir="ltr" translate="no">{address}</bdi>
                </p>
                <p>{context.site_name()}</p>
                <p>{entry.card.fresh.clone()}</p>
                <p>{context.fill(Key::PackPrinted, &[("day", &printed)])}</p>
            </div>
        </footer>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_short_name_is_huge_and_a_long_one_fits() {
        assert_eq!(size("Tuesday tea"), "huge");
        assert_eq!(size("新移民普通話英語會話小組聚會"), "large");
        assert_eq!(size(&"Bewegungsgruppe ".repeat(5)), "long");
    }
}
