//! Where is it, and how do I get there? No line of this is drawn for a confidential address.

use catalog::directory::Place;
use catalog::query::escape;
use catalog::service::{Address as Postal, Service, ServiceAtLocation, Whereabouts};
use leptos::prelude::*;

use super::parts::{ServicePage, answer};
use crate::card::place_anchor;
use crate::icon::Icon;
use crate::locale::Key;
use crate::pages::contact::contacts;

/// The answer.
pub fn wheres(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let service = page.service;
    let vocabulary = &context.directory().vocabulary;
    let ways: Vec<_> =
        service.delivery.iter().map(|id| context.label(&vocabulary.delivery, id)).collect();
    let how = ways.join(context.messages.text(Key::FormSeparator));
    let places = match &service.whereabouts {
        Whereabouts::Confidential => {
            view! { <p>{context.text(Key::ServiceConfidential)}</p> }.into_any()
        }
        Whereabouts::Nowhere => {
            let key = if comes(page) { Key::ServiceComes } else { Key::ServiceNoAddress };
            view! { <p>{context.text(key)}</p> }.into_any()
        }
        Whereabouts::Places(places) => {
            let places = places.iter().enumerate();
            let places = places.map(|(index, place)| one(page, index, place)).collect_view();
            view! { {places} }.into_any()
        }
    };
    let words = view! {
        {(!how.is_empty()).then(|| view! { <p>{how}</p> })}
        {places}
        {area(page)}
    };
    answer(context.text(Key::ServiceWhere), words)
}

/// Whether it reaches people where they are.
pub fn comes(page: &ServicePage<'_>) -> bool {
    let ways = &page.context.directory().vocabulary.delivery;
    page.service.delivery.iter().any(|id| ways.iter().any(|way| &way.id == id && way.comes_to_me))
}

/// One place: its name, its address, a way into the phone's own map, and how to get there.
fn one(page: &ServicePage<'_>, index: usize, location: &ServiceAtLocation) -> AnyView {
    let context = page.context;
    let name = location.name.clone().map(|name| {
        view! { <p class="big"><bdi translate="no">{name}</bdi></p> }
    });
    let lines = location.address.as_ref().map(lines).unwrap_or_default();
    let map = in_a_map(location, &lines).map(|href| {
        view! {
            <p class="noprint">
                <a class="tap" href=href><Icon name="map-pin" />{context.text(Key::ServiceMap)}</a>
            </p>
        }
    });
    let lines = lines
        .into_iter()
        .map(|line| view! { <span class="line"><bdi dir="ltr" translate="no">{line}</bdi></span> })
        .collect_view();
    let transport = page
        .said(move |words| words.transport.get(index).map_or("", String::as_str))
        .map(|said| {
            let dir = said.dir();
            view! { <p class="iconic"><Icon name="bus" /><span lang=said.lang dir=dir>{said.text}</span></p> }
        });
    let contact = contacts(context, &location.contact);
    let words = view! {
        {name}
        <p class="address">{lines}</p>
        {map}
        {transport}
        {contact}
    };
    match page.service.whereabouts.places().len() {
        0 | 1 => words.into_any(),
        _ => {
            view! { <div class=["stack ", &place_anchor(index)].concat()>{words}</div> }.into_any()
        }
    }
}

/// The place for whatever shows maps on this device (RFC 5870; the question by words is Android's,
/// which others took over): by its position, or else by its address.
fn in_a_map(location: &ServiceAtLocation, lines: &[String]) -> Option<String> {
    match location.position {
        Some(page) => Some(format!("geo:{:.5},{:.5}", page.lat(), page.lon())),
        None if lines.is_empty() => None,
        None => Some(["geo:0,0?q=", &escape(&lines.join(", "))].concat()),
    }
}

/// As it is written on an envelope.
fn lines(address: &Postal) -> Vec<String> {
    let Postal { line1, line2, city, region, postal, country: _ } = address;
    let town: Vec<&str> =
        [city, region, postal].into_iter().flatten().map(String::as_str).collect();
    [line1.clone(), line2.clone(), (!town.is_empty()).then(|| town.join(" "))]
        .into_iter()
        .flatten()
        .collect()
}

/// Where it serves, when that is not everywhere.
fn area(page: &ServicePage<'_>) -> Option<AnyView> {
    if page.service.area.is_empty() {
        return None;
    }
    let names: Vec<_> = page.service.area.iter().map(|id| place_name(page, id)).collect();
    let words =
        page.context.fill(Key::ServiceArea, &[("list", &page.context.messages.list(&names))]);
    Some(view! { <p>{words}</p> }.into_any())
}

/// What people call a place; its id where the directory does not know it.
pub fn place_name(page: &ServicePage<'_>, id: &str) -> String {
    let place = page.context.directory().places.iter().find(|place| place.id == id);
    match place {
        Some(Place { name, .. }) if !name.is_empty() => name.clone(),
        _ => id.to_owned(),
    }
}

/// Whether there is a place to get into at all, told or untold.
pub fn has_a_door(page: &ServicePage<'_>) -> bool {
    page.service.whereabouts != Whereabouts::Nowhere || !comes(page)
}

/// A place's name and street; nothing of a confidential address.
pub fn name_and_street(service: &Service, at: u8) -> String {
    let places = service.whereabouts.places();
    let Some(location) = places.get(usize::from(at)) else {
        return String::new();
    };
    let street = location.address.as_ref().and_then(|address| address.line1.as_deref());
    let parts: Vec<&str> = location.name.as_deref().into_iter().chain(street).collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use catalog::place::Position;

    use super::*;

    #[test]
    fn an_address_reads_as_on_an_envelope() {
        let address = Postal {
            line1: Some("1 Example St".into()),
            city: Some("Vancouver".into()),
            region: Some("BC".into()),
            postal: Some("V5X 0A0".into()),
            ..Postal::default()
        };
        assert_eq!(lines(&address), ["1 Example St", "Vancouver BC V5X 0A0"]);
        assert!(lines(&Postal::default()).is_empty());
    }

    #[test]
    fn a_map_finds_a_place_by_its_address_where_nobody_measured_it() {
        let mut location = ServiceAtLocation::default();
        assert_eq!(in_a_map(&location, &[]), None);
        let lines = ["1 Example St".to_owned(), "Vancouver".to_owned()];
        let found = in_a_map(&location, &lines);
        assert_eq!(found.as_deref(), Some("geo:0,0?q=1%20Example%20St%2C%20Vancouver"));
        location.position = Position::from_degrees(49.22, -123.09);
        assert_eq!(in_a_map(&location, &lines).as_deref(), Some("geo:49.22000,-123.09000"));
    }
}
