//! Where things are, and how one gets in.

use catalog::place::Position;

use super::{CheckFindings, Context};
use crate::draft::{DraftConfig, DraftLocation};
use crate::node::Spanned;
use crate::node::nearest;
use crate::report::Finding;

fn locations<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a DraftLocation> {
    context.drafts.services.iter().flat_map(|service| &service.locations)
}

/// A latitude or a longitude alone, or a position that is not on the earth.
pub(super) fn bad_position(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for location in locations(context) {
        if let Some(half) = &location.half_position {
            findings.add(
                Finding::at(half.span, "a position is a lat and a lon").example("lat: …\nlon: …"),
            );
        } else if let (Some(lat), Some(lon), None) =
            (&location.lat, &location.lon, location.position())
        {
            let message = "there is no such place: lat goes from -90 to 90, lon from -180 to 180";
            let finding = Finding::at(lat.span, message);
            let is_swapped = Position::from_degrees(lon.value, lat.value).is_some();
            findings.add(if is_swapped {
                corrected(finding, lat, lon, [lon.value, lat.value])
            } else {
                finding
            });
        }
    }
}

/// The two numbers that were typed, changed round or with another sign.
fn corrected(
    finding: Finding,
    lat: &Spanned<f64>,
    lon: &Spanned<f64>,
    [new_lat, new_lon]: [f64; 2],
) -> Finding {
    finding
        .correct_at(lat.span, new_lat.to_string())
        .correct_at(lon.span, new_lon.to_string())
        .shown(format!("lat: {new_lat}\nlon: {new_lon}"))
}

/// A position outside the bounds of `directory.toml`: mostly a swapped pair, or a lost minus.
pub(super) fn position_outside(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some(bounds) = context.drafts.config.as_ref().and_then(DraftConfig::bounds) else { return };
    for location in locations(context) {
        let (Some(lat), Some(lon), Some(at)) = (&location.lat, &location.lon, location.position())
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
        let finding =
            Finding::at(lat.span, "this position is outside the area of directory.toml (bounds)");
        findings.add(match meant {
            Some((new_lat, new_lon)) => corrected(finding, lat, lon, [new_lat, new_lon]),
            None => finding,
        });
    }
}

/// Whether a position lies between two corners; between west and east may lie 180 degrees.
pub(super) fn is_within(at: Position, (south_west, north_east): (Position, Position)) -> bool {
    let (west, east) = (south_west.lon_e5, north_east.lon_e5);
    let is_between = match west <= east {
        true => (west..=east).contains(&at.lon_e5),
        // Across 180 degrees, as in Fiji: east of the one, or west of the other.
        false => at.lon_e5 >= west || at.lon_e5 <= east,
    };
    (south_west.lat_e5..=north_east.lat_e5).contains(&at.lat_e5) && is_between
}

/// A location on a page whose address is confidential: people there could be found and harmed.
pub(super) fn confidential_address(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        let Some(said) = service.confidential_address.as_ref().filter(|said| said.value) else {
            continue;
        };
        for location in &service.locations {
            let street = location.address.iter().flatten().flatten().next().map(|line| line.span);
            let place =
                street.or(location.lat.as_ref().map(|lat| lat.span)).unwrap_or(location.span);
            let message = "the address is confidential, so no location belongs on this page";
            findings.add(
                Finding::at(place, message)
                    .example("area: [a neighbourhood], and no locations")
                    .label(said.span, "confidential_address"),
            );
        }
    }
}

/// One of several locations has no name, by which people could tell it from the others.
pub(super) fn unnamed_location(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in context.living().filter(|service| service.locations.len() > 1) {
        for location in service.locations.iter().filter(|location| location.name.is_none()) {
            let message = "there are several locations, and this one has no name";
            findings.add(Finding::at(location.span, message).example("name: Sunset Hall"));
        }
    }
}

/// A row of a timetable that does not say at which of several places, or names none of them: somebody
/// would be sent to the wrong one.
pub(super) fn which_place(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in &context.drafts.services {
        let names: Vec<&str> = service
            .locations
            .iter()
            .filter_map(|location| location.name.as_ref())
            .map(|name| name.value.as_str())
            .collect();
        let choices = || names.iter().map(|name| format!("at: {name}"));
        for row in &service.schedule {
            match &row.at {
                Some(at) if !names.contains(&at.value.as_str()) => {
                    let message = format!("no place of this page has the name `{}`", at.value);
                    let finding = Finding::at(at.span, message);
                    findings.add(match nearest(&at.value, names.iter().copied()) {
                        Some(name) => finding.correct(name).shown(format!("at: {name}")),
                        None => finding.choices(choices()),
                    });
                }
                None if service.locations.len() > 1 => {
                    let Some(text) = &row.text else { continue };
                    let message = "there are several places: say at which of them this is";
                    findings.add(Finding::at(text.span, message).choices(choices()));
                }
                _ => {}
            }
        }
    }
}

/// A fact that holds at some times, and of which it is also said that it is not so.
pub(super) fn only_and_no(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for location in locations(context) {
        for (fact, _) in &location.access_only {
            let no = location
                .access
                .iter()
                .find(|(known, is)| known.value == fact.value && *is == Some(false));
            if let Some((no, _)) = no {
                let message = "`access` says that this is not so, and here stands when it is";
                findings.add(Finding::at(fact.span, message).label(no.span, "here it is no"));
            }
        }
    }
}

/// A location of which no access fact is known, neither yes nor no.
pub(super) fn no_access_facts(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for service in context.living() {
        for location in &service.locations {
            if location.access_only.is_empty()
                && location.access.iter().all(|(_, answer)| answer.is_none())
            {
                let message = "nothing is known about getting in; ask them, yes or no";
                let finding = Finding::at(location.span, message);
                findings.add(
                    finding.example("access: { step-free-entrance: …, accessible-toilet: … }"),
                );
            }
        }
    }
}

/// A note about a fact that is not stated is not shown where people look for it.
pub(super) fn note_without_fact(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for location in locations(context) {
        for (id, _) in &location.access_notes {
            let mut facts = location.access.iter().map(|(fact, _)| fact);
            let only = location.access_only.iter().map(|(fact, _)| fact);
            if !facts.by_ref().chain(only).any(|fact| fact.value == id.value) {
                let message = format!(
                    "there is a note about `{}`, but `access` does not say yes or no",
                    id.value
                );
                findings.add(Finding::at(id.span, message).choices(
                    ["yes", "no"].map(|answer| format!("access: {{ {}: \"{answer}\" }}", id.value)),
                ));
            }
        }
    }
}

/// People are to come in person, but the page has no location, no area and no confidential address.
pub(super) fn nowhere(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some(terms) = context.terms("delivery") else { return };
    let comes = |id: &str| {
        terms.iter().any(|term| {
            term.id.as_ref().is_some_and(|known| known.value == id)
                && term.comes_to_me.as_ref().is_some_and(|comes| comes.value)
        })
    };
    for service in context.living() {
        let is_secret = service.confidential_address.as_ref().is_some_and(|said| said.value);
        let stays = service.delivery.iter().find(|word| !comes(&word.value));
        let comes_too = service.delivery.iter().any(|word| comes(&word.value));
        if let Some(word) = stays
            && service.locations.is_empty()
            && service.area.is_empty()
            && !is_secret
            && !comes_too
        {
            let finding =
                Finding::at(word.span, "people are to come, but there is no location and no area");
            findings.add(finding.example("locations:\n  - name: Sunset Hall"));
        }
    }
}
