//! Where things are, and how one gets in.

use catalog::place::Position;

use super::{Found, Look};
use crate::draft::{DraftConfig, DraftLocation};
use crate::report::Remark;

/// The position of a location; `None` when there is none, or it cannot be read.
pub(super) fn position(location: &DraftLocation) -> Option<Position> {
    Position::from_degrees(location.lat.as_ref()?.value, location.lon.as_ref()?.value)
}

/// South-west and north-east corners.
pub(super) fn bounds(config: &DraftConfig) -> Option<(Position, Position)> {
    let [south, west, north, east] =
        config.bounds.as_ref()?.each_ref().map(|degrees| degrees.value);
    Some((Position::from_degrees(south, west)?, Position::from_degrees(north, east)?))
}

fn locations<'a>(look: &Look<'a>) -> impl Iterator<Item = &'a DraftLocation> {
    look.drafts.services.iter().flat_map(|service| &service.locations)
}

/// Half a position, or one that is not on the earth.
pub(super) fn bad_position(look: &Look<'_>, found: &Found<'_>) {
    for location in locations(look) {
        if let Some(half) = &location.half_position {
            found.add(
                Remark::at(half.span, "a position is a lat and a lon")
                    .typing("lat: 49.2200\nlon: -123.0900"),
            );
        } else if let (Some(lat), Some(_), None) =
            (&location.lat, &location.lon, position(location))
        {
            let message = "there is no such place: lat goes from -90 to 90, lon from -180 to 180";
            found.add(Remark::at(lat.span, message));
        }
    }
}

/// A position far away is a slip: a swapped pair, or a lost minus.
pub(super) fn position_outside(look: &Look<'_>, found: &Found<'_>) {
    let Some(bounds) = look.drafts.config.as_ref().and_then(bounds) else { return };
    for location in locations(look) {
        let (Some(lat), Some(lon), Some(at)) = (&location.lat, &location.lon, position(location))
        else {
            continue;
        };
        if is_within(at, bounds) {
            continue;
        }
        let slips = [(lat.value, -lon.value), (lon.value, lat.value), (-lat.value, lon.value)];
        let meant = slips.into_iter().find(|(lat, lon)| {
            Position::from_degrees(*lat, *lon).is_some_and(|at| is_within(at, bounds))
        });
        let remark =
            Remark::at(lat.span, "this position is outside the area of directory.toml (bounds)");
        found.add(remark.maybe_typing(meant.map(|(lat, lon)| format!("lat: {lat}\nlon: {lon}"))));
    }
}

pub(super) fn is_within(at: Position, (south_west, north_east): (Position, Position)) -> bool {
    (south_west.lat_e5..=north_east.lat_e5).contains(&at.lat_e5)
        && (south_west.lon_e5..=north_east.lon_e5).contains(&at.lon_e5)
}

/// Somebody could be harmed who is found there.
pub(super) fn confidential_address(look: &Look<'_>, found: &Found<'_>) {
    for service in &look.drafts.services {
        let Some(said) = service.confidential_address.as_ref().filter(|said| said.value) else {
            continue;
        };
        for location in &service.locations {
            let street = location.address.iter().flatten().flatten().next().map(|line| line.span);
            let place =
                street.or(location.lat.as_ref().map(|lat| lat.span)).unwrap_or(location.span);
            let message = "the address is confidential, so no location belongs on this page";
            found.add(
                Remark::at(place, message)
                    .typing("area: [a neighbourhood], and no locations")
                    .beside(said.span, "confidential_address"),
            );
        }
    }
}

/// "Which one?" should have an answer on the phone.
pub(super) fn unnamed_location(look: &Look<'_>, found: &Found<'_>) {
    for service in look.living().filter(|service| service.locations.len() > 1) {
        for location in service.locations.iter().filter(|location| location.name.is_none()) {
            let message = "there are several locations, and this one has no name";
            found.add(Remark::at(location.span, message).typing("name: Sunset Hall"));
        }
    }
}

/// Somebody in a wheelchair cannot know whether to go.
pub(super) fn no_access_facts(look: &Look<'_>, found: &Found<'_>) {
    for service in look.living() {
        for location in &service.locations {
            if location.access.iter().all(|(_, answer)| answer.is_none()) {
                let message = "nothing is known about getting in; ask them, yes or no";
                let remark = Remark::at(location.span, message);
                found.add(
                    remark.typing(
                        "access: { step-free-entrance: \"yes\", accessible-toilet: \"no\" }",
                    ),
                );
            }
        }
    }
}

/// A note about a fact that is not stated is not shown where people look for it.
pub(super) fn note_without_fact(look: &Look<'_>, found: &Found<'_>) {
    for location in locations(look) {
        for (id, _) in &location.access_notes {
            if !location.access.iter().any(|(fact, _)| fact.value == id.value) {
                let message = format!(
                    "there is a note about `{}`, but `access` does not say yes or no",
                    id.value
                );
                found.add(
                    Remark::at(id.span, message)
                        .typing(format!("access: {{ {}: \"yes\" }}", id.value)),
                );
            }
        }
    }
}

/// People are to come, and nobody says where.
pub(super) fn nowhere(look: &Look<'_>, found: &Found<'_>) {
    let Some(terms) = look.terms("delivery") else { return };
    let comes = |id: &str| {
        terms.iter().any(|term| {
            term.id.as_ref().is_some_and(|known| known.value == id)
                && term.comes_to_me.as_ref().is_some_and(|comes| comes.value)
        })
    };
    for service in look.living() {
        let is_secret = service.confidential_address.as_ref().is_some_and(|said| said.value);
        let stays = service.delivery.iter().find(|word| !comes(&word.value));
        let comes_too = service.delivery.iter().any(|word| comes(&word.value));
        if let Some(word) = stays
            && service.locations.is_empty()
            && service.area.is_empty()
            && !is_secret
            && !comes_too
        {
            let remark =
                Remark::at(word.span, "people are to come, but there is no location and no area");
            found.add(remark.typing("locations:\n  - name: Sunset Hall"));
        }
    }
}
