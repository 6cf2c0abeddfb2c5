//! What a result shows of a service, in one locale.

use app::locale::Messages;
use catalog::card::{Card, CardPlace, CardText};
use catalog::columns::PLACES_MAX;
use catalog::directory::{Directory, PlaceKind};
use catalog::manifest::Manifest;
use catalog::service::{AssuranceHow, CapacityStatus, Service, ServiceAtLocation, Words};

use super::columns;

/// The card of one service.
pub fn card(
    directory: &Directory,
    manifest: &Manifest,
    messages: &Messages,
    service: &Service,
) -> Card {
    let text = |pick: fn(&Words) -> &str| {
        let default_locale = &manifest.default_locale;
        service.text(&manifest.locale, default_locale, pick).map_or_else(
            CardText::default,
            |found| CardText {
                text: found.text.to_owned(),
                translated: found.locale == manifest.locale,
            },
        )
    };
    let organization = directory.organization(&service.organization);
    let alert = text(|words| words.alert.as_deref().unwrap_or_default());
    Card {
        id: service.id.clone(),
        name: text(|words| words.name.as_deref().unwrap_or_default()),
        organization: organization.map(|group| group.name.clone()).unwrap_or_default(),
        summary: text(|words| words.summary.as_deref().unwrap_or_default()),
        places: places(directory, manifest, service),
        phone: service.phone().map(str::to_owned),
        cost: cost(directory, manifest, messages, service),
        alert: service.alert_until.filter(|_| !alert.text.is_empty()).map(|until| (alert, until)),
        capacity: service
            .capacity
            .as_ref()
            .map_or(CapacityStatus::Unknown, |capacity| capacity.status),
        status: service.status,
        languages: columns::languages(manifest, service),
        // The columns tell these.
        access: Vec::new(),
        has_door: true,
        assured: service.assurance.as_ref().map(|assurance| assurance.date),
        assured_how: service
            .assurance
            .as_ref()
            .map_or(AssuranceHow::NotSaid, |assurance| assurance.how),
        sensitive: service.sensitive,
        pages: service.pages,
    }
}

/// The places of a service; one without a name where there is none to tell.
fn places(directory: &Directory, manifest: &Manifest, service: &Service) -> Vec<CardPlace> {
    let known = service.whereabouts.places();
    let all = 0..known.len().clamp(1, PLACES_MAX);
    all.map(|at| {
        let (name, city) = known.get(at).map(|place| told(directory, place)).unwrap_or_default();
        CardPlace { name, city, schedule: usual_times(manifest, service, at) }
    })
    .collect()
}

/// What people call a place, its street, or the neighbourhood that it lies in; and its city.
fn told(directory: &Directory, place: &ServiceAtLocation) -> (String, String) {
    let address = place.address.as_ref();
    let city = address.and_then(|address| address.city.clone()).unwrap_or_default();
    let street = address.and_then(|address| address.line1.clone());
    let area = || {
        let number = columns::within(directory, place).into_iter().next()?;
        let area = directory.places.get(number as usize)?;
        (area.kind == PlaceKind::Neighbourhood).then(|| area.name.clone())
    };
    (place.name.clone().or(street).or_else(area).unwrap_or_default(), city)
}

/// The words of the first row of the timetable that holds at a place.
fn usual_times(manifest: &Manifest, service: &Service, at: usize) -> CardText {
    let Some(row) = service.schedule.iter().position(|row| row.is_at(at)) else {
        return CardText::default();
    };
    let (locale, default_locale) = (&manifest.locale, &manifest.default_locale);
    let words = |words: &'_ Words| words.schedule.get(row).cloned().unwrap_or_default();
    let own = service.words.get(locale).map(words).filter(|text| !text.is_empty());
    let translated = own.is_some() || locale == default_locale;
    let text = own.or_else(|| service.words.get(default_locale).map(words)).unwrap_or_default();
    CardText { text, translated }
}

/// The first price, in words: the kind, with its amount where there is one.
fn cost(
    directory: &Directory,
    manifest: &Manifest,
    messages: &Messages,
    service: &Service,
) -> CardText {
    let Some(cost) = service.cost.first() else { return CardText::default() };
    let terms = &directory.vocabulary.cost;
    let kind = terms
        .iter()
        .find(|term| term.id == cost.kind)
        .map_or("", |term| term.label(&manifest.locale, &manifest.default_locale));
    let amount = cost
        .amount_cents
        .map(|cents| messages.money(cents, cost.currency.as_deref().unwrap_or_default()));
    let text = match amount {
        Some(amount) => [kind, messages.text(app::locale::Key::FormSeparator), &amount].concat(),
        None => kind.to_owned(),
    };
    CardText { text, translated: true }
}
