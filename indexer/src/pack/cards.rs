//! What a result shows of a service, in one locale.

use app::locale::Messages;
use catalog::card::{Card, CardText};
use catalog::directory::{Directory, Place, PlaceKind};
use catalog::manifest::Manifest;
use catalog::service::{AssuranceHow, CapacityStatus, Service, Words};

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
    let (place, city) = place(directory, service);
    Card {
        id: service.id.clone(),
        name: text(|words| words.name.as_deref().unwrap_or_default()),
        organization: organization.map(|group| group.name.clone()).unwrap_or_default(),
        summary: text(|words| words.summary.as_deref().unwrap_or_default()),
        place,
        city,
        phone: service.phone().map(str::to_owned),
        schedule: text(|words| words.schedule.first().map_or("", String::as_str)),
        cost: cost(directory, manifest, messages, service),
        alert: service.alert_until.filter(|_| !alert.text.is_empty()).map(|until| (alert, until)),
        capacity: service
            .capacity
            .as_ref()
            .map_or(CapacityStatus::Unknown, |capacity| capacity.status),
        status: service.status,
        languages: columns::languages(manifest, service),
        access: columns::access(manifest, service),
        assured: service.assurance.as_ref().map(|assurance| assurance.date),
        assured_how: service
            .assurance
            .as_ref()
            .map_or(AssuranceHow::NotSaid, |assurance| assurance.how),
        sensitive: service.sensitive,
        pages: service.pages,
    }
}

/// Name of the place, or of the nearest neighbourhood; and the city. Nothing of a confidential
/// address.
fn place(directory: &Directory, service: &Service) -> (String, String) {
    let Some(location) = service.locations.first().filter(|_| !service.confidential_address) else {
        return (String::new(), String::new());
    };
    let address = location.address.as_ref();
    let city = address.and_then(|address| address.city.clone()).unwrap_or_default();
    let street = address.and_then(|address| address.line1.clone());
    let neighbourhood = location.position.and_then(|at| {
        let neighbourhoods =
            directory.places.iter().filter(|place| place.kind == PlaceKind::Neighbourhood);
        neighbourhoods.min_by_key(|place: &&Place| place.centre.metres_to(at))
    });
    let name = location
        .name
        .clone()
        .or(street)
        .or_else(|| neighbourhood.map(|place| place.name.clone()))
        .unwrap_or_default();
    (name, city)
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
