//! The facts of a service as numbers.

use catalog::columns::{PLACES_MAX, PlaceRow, Row};
use catalog::directory::{Directory, PlaceKind};
use catalog::facet::{FACETS, INTENTS, Kind};
use catalog::manifest::{Choice, Manifest};
use catalog::place::is_within;
use catalog::service::{Intent, Service, ServiceAtLocation, Spoken, Status, Whereabouts};

/// The facts of one service; its values are numbered as in `manifest`.
pub fn row(directory: &Directory, manifest: &Manifest, service: &Service) -> Row {
    let sessions = service.schedule.iter().filter(|row| row.has_sessions());
    let comes_to_me = comes_to_me(directory, service);
    Row {
        terms: FACETS
            .iter()
            .enumerate()
            .map(|(facet, known)| match known.kind {
                Kind::AnyTerm => numbers(&manifest.choices[facet], values(service, known.id)),
                Kind::NoTerm => not_values(&manifest.choices[facet], service),
                Kind::EveryFact | Kind::Travel | Kind::When => Vec::new(),
            })
            .collect(),
        languages: languages(manifest, service),
        area: area(manifest, service),
        comes_to_me,
        has_door: service.whereabouts != Whereabouts::Nowhere || !comes_to_me,
        places: places(directory, manifest, service),
        schedules: sessions.map(|row| (row.at, row.times.clone())).collect(),
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
        // Empty: nobody has said how one joins.
        "joining" => {
            Some(service.joining.as_str()).filter(|id| !id.is_empty()).into_iter().collect()
        }
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

/// What a service asks for, and what it is known not to ask for: see [`Row::terms`]. Nothing where nobody has
/// said.
fn not_values(choices: &[Choice], service: &Service) -> Vec<u32> {
    let eligibility = &service.eligibility;
    if eligibility.requires.is_empty() && !eligibility.asks_nothing {
        return Vec::new();
    }
    let of_all = choices.len() as u32;
    let sides = (0..).zip(choices).map(|(value, choice)| {
        if eligibility.requires.contains(&choice.id) { value } else { of_all + value }
    });
    let mut values: Vec<u32> = sides.collect();
    values.sort_unstable();
    values
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

/// The facts of each place. A confidential whereabouts has none: the facts of a door could tell where
/// it is.
fn places(directory: &Directory, manifest: &Manifest, service: &Service) -> Vec<PlaceRow> {
    let facts = choices(manifest, "access");
    let answers = |place: &ServiceAtLocation| {
        let known = (0..).zip(facts).map(|(value, fact)| (value, place.access.get(&fact.id)));
        known.filter_map(|(value, answer)| Some((value, *answer?))).collect()
    };
    let row = |place: &ServiceAtLocation| PlaceRow {
        position: place.position,
        within: within(directory, place),
        access: answers(place),
    };
    service.whereabouts.places().iter().take(PLACES_MAX).map(row).collect()
}

/// The numbers of the neighbourhood and of the postcode area that a place lies in: by outline, and by
/// the postal code of its address.
pub fn within(directory: &Directory, place: &ServiceAtLocation) -> Vec<u32> {
    let postal = place.address.as_ref().and_then(|address| address.postal.as_deref());
    let letters = postal.unwrap_or_default().chars().filter(char::is_ascii_alphanumeric);
    let code = letters.collect::<String>().to_ascii_uppercase();
    let of_kind = |kind| {
        let places = (0..).zip(&directory.places);
        places.filter(move |(_, place)| place.kind == kind)
    };
    let outlined = of_kind(PlaceKind::Neighbourhood)
        .find(|(_, area)| place.position.is_some_and(|at| is_within(at, &area.outline)));
    let coded = of_kind(PlaceKind::PostcodeArea)
        .filter(|(_, area)| code.starts_with(&area.id))
        .max_by_key(|(_, area)| area.id.len());
    [outlined, coded].into_iter().flatten().map(|(number, _)| number).collect()
}

fn area(manifest: &Manifest, service: &Service) -> Vec<u32> {
    let place = |id: &String| manifest.places.iter().position(|place| &place.id == id);
    service.area.iter().filter_map(place).map(|place| place as u32).collect()
}

fn comes_to_me(directory: &Directory, service: &Service) -> bool {
    let terms = &directory.vocabulary.delivery;
    service.delivery.iter().any(|id| terms.iter().any(|term| &term.id == id && term.comes_to_me))
}
