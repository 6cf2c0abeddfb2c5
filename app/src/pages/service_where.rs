//! Where is it, and how do I get there? No line of this is drawn for a confidential address.

use catalog::directory::Place;
use catalog::service::{Address as Postal, Location};
use leptos::prelude::*;

use super::service::{At, answer};
use crate::icon::Icon;
use crate::locale::Key;

/// The answer.
pub fn wheres(at: &At<'_>) -> AnyView {
    let here = at.here;
    let service = at.service;
    let vocabulary = &here.directory().vocabulary;
    let ways: Vec<_> =
        service.delivery.iter().map(|id| here.label(&vocabulary.delivery, id)).collect();
    let how = ways.join(here.messages.text(Key::FormSeparator));
    let places = if service.confidential_address {
        view! { <p>{here.text(Key::ServiceConfidential)}</p> }.into_any()
    } else if service.locations.is_empty() {
        let key = if comes(at) { Key::ServiceComes } else { Key::ServiceNoAddress };
        view! { <p>{here.text(key)}</p> }.into_any()
    } else {
        let places = service
            .locations
            .iter()
            .enumerate()
            .map(|(index, location)| one(at, index, location))
            .collect_view();
        view! { {places} }.into_any()
    };
    let words = view! {
        {(!how.is_empty()).then(|| view! { <p>{how}</p> })}
        {places}
        {area(at)}
    };
    answer(here.text(Key::ServiceWhere), words)
}

/// Whether it reaches people where they are.
pub fn comes(at: &At<'_>) -> bool {
    let ways = &at.here.directory().vocabulary.delivery;
    at.service
        .delivery
        .iter()
        .any(|id| ways.iter().any(|way| &way.id == id && way.comes_to_me))
}

/// One place: its name, its address, a way into the phone's own map, and how to get there.
fn one(at: &At<'_>, index: usize, location: &Location) -> AnyView {
    let here = at.here;
    let name = location.name.clone().map(|name| {
        view! { <p class="big"><bdi translate="no">{name}</bdi></p> }
    });
    let lines = location.address.as_ref().map(lines).unwrap_or_default();
    let lines = lines
        .into_iter()
        .map(|line| view! { <span class="line"><bdi dir="ltr" translate="no">{line}</bdi></span> })
        .collect_view();
    let map = location.position.map(|position| {
        let href = format!("geo:{:.5},{:.5}", position.lat(), position.lon());
        view! {
            <p class="noprint">
                <a class="tap" href=href><Icon name="map-pin" />{here.text(Key::ServiceMap)}</a>
            </p>
        }
    });
    let transport = at
        .said(move |words| words.transport.get(index).map_or("", String::as_str))
        .map(|said| {
            let dir = said.dir();
            view! { <p class="iconic"><Icon name="bus" /><span lang=said.lang dir=dir>{said.text}</span></p> }
        });
    view! {
        {name}
        <p class="address">{lines}</p>
        {map}
        {transport}
    }
    .into_any()
}

/// As it is written on an envelope.
fn lines(address: &Postal) -> Vec<String> {
    let Postal { line1, line2, city, region, postal, country: _ } = address;
    let town: Vec<&str> = [city, region, postal].into_iter().flatten().map(String::as_str).collect();
    [line1.clone(), line2.clone(), (!town.is_empty()).then(|| town.join(" "))]
        .into_iter()
        .flatten()
        .collect()
}

/// Where it serves, when that is not everywhere.
fn area(at: &At<'_>) -> Option<AnyView> {
    if at.service.area.is_empty() {
        return None;
    }
    let names: Vec<_> = at.service.area.iter().map(|id| place_name(at, id)).collect();
    let words =
        at.here.fill(Key::ServiceArea, &[("list", &at.here.messages.list(&names))]);
    Some(view! { <p>{words}</p> }.into_any())
}

/// What people call a place; its id where the directory does not know it.
pub fn place_name(at: &At<'_>, id: &str) -> String {
    let place = at.here.directory().places.iter().find(|place| place.id == id);
    match place {
        Some(Place { name, .. }) if !name.is_empty() => name.clone(),
        _ => id.to_owned(),
    }
}

/// Whether there is a place to get into at all, told or untold.
pub fn has_a_door(at: &At<'_>) -> bool {
    at.service.confidential_address || !at.service.locations.is_empty() || !comes(at)
}

#[cfg(test)]
mod tests {
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
}
