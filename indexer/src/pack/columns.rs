//! The facts of a service as numbers.

use catalog::columns::Row;
use catalog::directory::Directory;
use catalog::facet::{FACETS, INTENTS, Kind};
use catalog::manifest::{Choice, Manifest};
use catalog::service::{Intent, Service, Spoken, Status};

/// The facts of one service; its values are numbered as in `manifest`.
pub fn row(directory: &Directory, manifest: &Manifest, service: &Service) -> Row {
    let positions = service.locations.iter().filter_map(|location| location.position);
    Row {
        terms: FACETS
            .iter()
            .enumerate()
            .map(|(facet, known)| match known.kind {
                Kind::AnyTerm => numbers(&manifest.choices[facet], values(service, known.id)),
                Kind::EveryFact | Kind::Travel | Kind::When => Vec::new(),
            })
            .collect(),
        languages: languages(manifest, service),
        access: access(manifest, service),
        positions: if service.confidential_address { Vec::new() } else { positions.collect() },
        area: area(manifest, service),
        comes_to_me: comes_to_me(directory, service),
        schedules: service.schedule.clone(),
        assured: service.assurance.as_ref().map(|assurance| assurance.date),
        is_listed: matches!(service.status, Status::Active | Status::TemporarilyClosed),
    }
}

/// The values that a service has of a facet. Languages have a field of their own in the row.
fn values<'a>(service: &'a Service, facet: &str) -> Vec<&'a str> {
    let all = |ids: &'a [String]| ids.iter().map(String::as_str).collect();
    match facet {
        "need" => all(&service.needs),
        "audience" => all(&service.audience),
        "joining" => vec![service.joining.as_str()],
        "cost" => service.cost.iter().map(|cost| cost.kind.as_str()).collect(),
        "intent" => service
            .intent
            .iter()
            .map(|intent| match intent {
                Intent::Join => INTENTS[0],
                Intent::Volunteer => INTENTS[1],
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn numbers(choices: &[Choice], ids: Vec<&str>) -> Vec<u32> {
    let mut numbers: Vec<u32> = ids.into_iter().filter_map(|id| number(choices, id)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The number of a value.
pub fn number(choices: &[Choice], id: &str) -> Option<u32> {
    choices.iter().position(|choice| choice.id == id).map(|number| number as u32)
}

/// The choices of a facet.
pub fn choices<'a>(manifest: &'a Manifest, facet: &str) -> &'a [Choice] {
    let place = FACETS.iter().position(|known| known.id == facet);
    place.and_then(|place| manifest.choices.get(place)).map_or(&[], Vec::as_slice)
}

/// The languages spoken at a service, those that its people speak themselves first.
pub fn languages(manifest: &Manifest, service: &Service) -> Vec<(u32, Spoken)> {
    let known = choices(manifest, "language");
    let mut languages: Vec<_> = service
        .languages
        .iter()
        .filter_map(|language| Some((number(known, &language.code)?, language.how)))
        .collect();
    languages.sort_by_key(|(_, how)| *how);
    languages
}

/// Known facts of access over all locations: "yes" when one has it, for a person can go there;
/// "no" when none has and one is known not to. Nothing of a confidential address: the facts of a
/// door could tell where it is.
pub fn access(manifest: &Manifest, service: &Service) -> Vec<(u32, bool)> {
    if service.confidential_address {
        return Vec::new();
    }
    let facts = choices(manifest, "access").iter().enumerate();
    facts
        .filter_map(|(value, choice)| {
            let known = service.locations.iter().filter_map(|at| at.access.get(&choice.id));
            known.copied().reduce(|a, b| a || b).map(|is| (value as u32, is))
        })
        .collect()
}

fn area(manifest: &Manifest, service: &Service) -> Vec<u32> {
    let place = |id: &String| manifest.places.iter().position(|place| &place.id == id);
    service.area.iter().filter_map(place).map(|place| place as u32).collect()
}

fn comes_to_me(directory: &Directory, service: &Service) -> bool {
    let terms = &directory.vocabulary.delivery;
    service.delivery.iter().any(|id| terms.iter().any(|term| &term.id == id && term.comes_to_me))
}
