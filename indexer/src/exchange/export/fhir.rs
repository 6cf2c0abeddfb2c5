//! Services as a FHIR R4 Bundle: a `HealthcareService` each, with its `Location`s and its `Organization`. No profile is
//! named, because no conformance is claimed.
//!
//! R4 knows hours of the week and nothing else: a row that is not "every week on these days" is told in words, so
//! that no program takes every other Tuesday for every Tuesday. A fact of access has a code where it is a plain yes; a "no" that a
//! program would read as a feature has words only.

use std::collections::BTreeSet;

use catalog::day::Day;
use catalog::phone::Phone;
use catalog::schedule::{Frequency, Rule};
use catalog::service::{
    Address, Answer, Contact, Organization, Service, ServiceAtLocation, ServiceSchedule, Spoken,
    Status,
};
use rayon::prelude::*;
use serde_json::{Value, json};

use super::exported::Exported;
use super::hsds::SDOHCC;
use super::licence;
use super::record::record;

/// Where our ids and terms are at home: names, and no addresses to ask.
const SERVICES: &str = "urn:signpost:service";
const GROUPS: &str = "urn:signpost:organization";

/// Codes of languages (RFC 5646), as R4 names them.
const LANGUAGES: &str = "urn:ietf:bcp:47";

/// FHIR's names of the days, Monday first.
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The bundle of some services, whole by itself.
pub fn bundle(exported: &Exported<'_>, services: &[&Service]) -> Value {
    let named: BTreeSet<&str> =
        services.iter().map(|service| service.organization.as_str()).collect();
    let groups = exported.groups.iter().filter(|group| named.contains(group.id.as_str()));
    let mut entries: Vec<Value> = groups
        .map(|group| {
            let id = group_id(exported, &group.id);
            entry(&id, organization(group, &id))
        })
        .collect();
    entries.par_extend(services.par_iter().flat_map_iter(|service| of_service(exported, service)));
    let licence = exported.context.config().data.licence.as_ref();
    let links = licence.map(|licence| json!({ "relation": "license", "url": licence.url }));
    let tag = json!({ "system": "urn:signpost:attribution", "display": licence::attribution(&exported.context) });
    record([
        ("resourceType", json!("Bundle")),
        ("type", json!("collection")),
        ("meta", json!({ "tag": [tag] })),
        ("link", links.into_iter().collect()),
        ("entry", Value::Array(entries)),
    ])
}

/// A service behind its places.
fn of_service(exported: &Exported<'_>, service: &Service) -> Vec<Value> {
    let places = service.whereabouts.places().iter().enumerate();
    let (ids, mut entries): (Vec<String>, Vec<Value>) = places
        .map(|(at, place)| {
            let id = place_id(exported, service, at);
            let made = location(exported, service, &id, place, at);
            let made = entry(&id, made);
            (id, made)
        })
        .unzip();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let id = exported.id("fhir-service", &[&service.id]);
    entries.push(entry(&id, healthcare_service(exported, service, &id, &ids)));
    entries
}

fn entry(id: &str, resource: Value) -> Value {
    record([("fullUrl", json!(urn(id))), ("resource", resource)])
}

fn group_id(exported: &Exported<'_>, id: &str) -> String {
    exported.id("fhir-organization", &[id])
}

fn place_id(exported: &Exported<'_>, service: &Service, at: usize) -> String {
    exported.id("fhir-location", &[&service.id, &at.to_string()])
}

fn urn(id: &str) -> String {
    ["urn:uuid:", id].concat()
}

fn reference(id: &str) -> Value {
    json!({ "reference": urn(id) })
}

fn organization(group: &Organization, id: &str) -> Value {
    let Organization { id: own, folder: _, name, website, contact, words: _ } = group;
    let mut ways = telecom(contact);
    ways.extend(website.as_ref().map(|url| json!({ "system": "url", "value": url })));
    record([
        ("resourceType", json!("Organization")),
        ("id", json!(id)),
        ("identifier", json!([{ "system": GROUPS, "value": own }])),
        ("name", json!(name)),
        ("telecom", Value::Array(ways)),
    ])
}

fn location(
    exported: &Exported<'_>,
    service: &Service,
    id: &str,
    place: &ServiceAtLocation,
    at: usize,
) -> Value {
    let ServiceAtLocation { name, address, position, access, contact } = place;
    let words = exported.words(service);
    let transport = words.and_then(|words| words.transport.get(at)).map(String::as_str);
    // R4 has no list of features of a location: they are told in words, each with its answer.
    let facts = access.iter().map(|(fact, answer)| exported.answer(fact, *answer));
    let said: Vec<String> = transport
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
        .into_iter()
        .chain(facts)
        .collect();
    let position =
        position.map(|position| json!({ "longitude": position.lon(), "latitude": position.lat() }));
    record([
        ("resourceType", json!("Location")),
        ("id", json!(id)),
        ("name", Value::from(name.as_deref())),
        ("description", json!(said.join("\n"))),
        ("mode", json!("instance")),
        ("telecom", Value::Array(telecom(contact))),
        ("address", address.as_ref().map(postal).unwrap_or_default()),
        ("position", Value::from(position)),
    ])
}

fn postal(address: &Address) -> Value {
    let Address { line1, line2, city, region, postal, country } = address;
    let lines = [line1, line2].into_iter().flatten().map(|line| json!(line));
    record([
        ("line", lines.collect()),
        ("city", Value::from(city.as_deref())),
        ("state", Value::from(region.as_deref())),
        ("postalCode", Value::from(postal.as_deref())),
        ("country", Value::from(country.as_deref())),
    ])
}

fn healthcare_service(
    exported: &Exported<'_>,
    service: &Service,
    id: &str,
    places: &[&str],
) -> Value {
    let vocabulary = exported.vocabulary();
    let concept = |kind: &str, code: &str, text: &str| {
        let system = ["urn:signpost:", kind].concat();
        json!({ "coding": [{ "system": system, "code": code, "display": text }], "text": text })
    };
    let needs = service.needs.iter().map(|need| {
        let label = exported.label(&vocabulary.needs, need);
        let mut concept = concept("need", need, &label);
        let term = vocabulary.needs.iter().find(|term| &term.id == need);
        let sdohcc = term.and_then(|term| term.codes.get("sdohcc"));
        if let (Some(code), Some(codings)) = (sdohcc, concept["coding"].as_array_mut()) {
            codings.push(json!({ "system": SDOHCC, "code": code }));
        }
        concept
    });
    let named = |kind: &'static str, terms, ids: &[String]| -> Vec<Value> {
        ids.iter().map(|of| concept(kind, of, &exported.label(terms, of))).collect()
    };
    let eligibility = exported.eligibility(service);
    let audience = named("audience", &vocabulary.audience, &service.audience);
    let audience = audience.into_iter().map(|code| json!({ "code": code }));
    let ages = (!eligibility.is_empty())
        .then(|| json!({ "code": { "text": eligibility }, "comment": eligibility }));
    let spoken = service.languages.iter().filter(|language| language.how == Spoken::Native);
    let spoken = spoken.map(|language| {
        let label = exported.label(&vocabulary.languages, &language.code);
        json!({
            "coding": [{ "system": LANGUAGES, "code": language.code, "display": label }],
            "text": label,
        })
    });
    let joining = exported.label(&vocabulary.joining, &service.joining);
    let closed = (service.status == Status::TemporarilyClosed)
        .then(|| json!([{ "description": exported.context.text(app::locale::Key::StatusClosed) }]));
    let costs = service
        .cost
        .iter()
        .map(|cost| concept("cost", &cost.kind, &exported.label(&vocabulary.cost, &cost.kind)));
    let areas = service.area.iter().map(|area| json!({ "display": exported.area(area) }));
    let details = [
        exported.cost(service).join("; "),
        exported.joining(service),
        exported.alert(service).to_owned(),
    ];
    let details: Vec<String> = details.into_iter().filter(|text| !text.is_empty()).collect();
    record([
        ("resourceType", json!("HealthcareService")),
        ("id", json!(id)),
        ("identifier", json!([{ "system": SERVICES, "value": service.id }])),
        ("active", json!(matches!(service.status, Status::Active | Status::TemporarilyClosed))),
        ("providedBy", reference(&group_id(exported, &service.organization))),
        ("category", needs.collect()),
        ("type", Value::Array(named("delivery", &vocabulary.delivery, &service.delivery))),
        ("location", places.iter().map(|place| reference(place)).collect()),
        ("name", json!(exported.name(service))),
        ("comment", json!(exported.description(service))),
        ("extraDetails", json!(details.join("\n\n"))),
        ("telecom", Value::Array(telecom(&service.contact))),
        ("coverageArea", areas.collect()),
        ("serviceProvisionCode", costs.collect()),
        ("eligibility", audience.chain(ages).collect()),
        ("characteristic", Value::Array(characteristics(exported, service))),
        ("communication", spoken.collect()),
        ("referralMethod", json!([concept("joining", &service.joining, &joining)])),
        (
            "availableTime",
            service
                .schedule
                .iter()
                .filter_map(|row| weekly(row, exported.context.site.now.day))
                .collect(),
        ),
        ("notAvailable", closed.unwrap_or_default()),
        ("availabilityExceptions", json!(in_words(exported, service))),
    ])
}

/// Ways to reach somebody.
fn telecom(contacts: &[Contact]) -> Vec<Value> {
    let ways = contacts.iter().flat_map(|contact| {
        let phone = contact.phone.as_deref().map(|text| {
            let Phone { number, extension, shown: _ } = Phone::read(text);
            let value = match extension {
                Some(extension) => [number, ";ext=", extension].concat(),
                None => number.to_owned(),
            };
            (
                json!({ "system": "phone", "value": value }),
                json!({ "system": "sms", "value": number }),
            )
        });
        let (phone, text) = phone.unzip();
        let text = text.filter(|_| contact.sms);
        let email = contact.email.as_ref().map(|of| json!({ "system": "email", "value": of }));
        let url = contact.url.as_ref().map(|of| json!({ "system": "url", "value": of }));
        [phone, text, email, url].into_iter().flatten()
    });
    ways.collect()
}

/// What is so at every place of the service, and who interprets. R4's characteristics are a service's.
fn characteristics(exported: &Exported<'_>, service: &Service) -> Vec<Value> {
    let vocabulary = exported.vocabulary();
    let places = service.whereabouts.places();
    let facts = vocabulary.access.iter().filter(|term| {
        let is_so = |place: &ServiceAtLocation| place.access.get(&term.id) == Some(&Answer::Yes);
        !places.is_empty() && places.iter().all(is_so)
    });
    let facts = facts.map(|term| {
        let label = exported.label(&vocabulary.access, &term.id);
        json!({
            "coding": [{ "system": "urn:signpost:access", "code": term.id, "display": label }],
            "text": label,
        })
    });
    let others = service.languages.iter().filter(|language| language.how != Spoken::Native);
    let others = others.map(|language| {
        let label = exported.label(&vocabulary.languages, &language.code);
        json!({ "text": app::card::spoken(&label, language.how, &exported.context.messages) })
    });
    facts.chain(others).collect()
}

/// A row that is on the same days every week and has no end, as hours of the week: one that has begun, and of which
/// something is known today, as on the page.
fn weekly(row: &ServiceSchedule, today: Day) -> Option<Value> {
    let times = &row.times;
    if times.start.day > today || times.valid_to.is_some_and(|last| last < today) {
        return None;
    }
    let Rule { frequency, interval: 1, end: catalog::schedule::End::Never } =
        times.rule.as_ref()?
    else {
        return None;
    };
    let days: Vec<&str> = match frequency {
        Frequency::Daily => DAYS.to_vec(),
        Frequency::Weekly(days) => days.iter().map(|day| DAYS[day.number()]).collect(),
        Frequency::MonthlyByWeekday(_) | Frequency::MonthlyByDay(_) => return None,
    };
    let starts = u32::from(times.start.minute);
    let ends = starts + u32::from(times.minutes);
    // Hours past midnight belong to the next day there: told in words.
    let clock = |minute: u32| format!("{:02}:{:02}:00", minute / 60, minute % 60);
    (ends < 1_440).then(|| {
        json!({
            "daysOfWeek": days,
            "availableStartTime": clock(starts),
            "availableEndTime": clock(ends),
        })
    })
}

/// All rows as people read them, days off and pauses included.
fn in_words(exported: &Exported<'_>, service: &Service) -> String {
    let words = exported.words(service);
    let texts = words.map_or(&[][..], |words| words.schedule.as_slice());
    let rows = service.schedule.iter().enumerate().flat_map(|(at, row)| {
        let days = row.times.exdates.iter().map(ToString::to_string);
        let pauses = row.times.pauses.iter().map(|pause| format!("{}/{}", pause.from, pause.to));
        let off: Vec<String> = days.chain(pauses).collect();
        let messages = &exported.context.messages;
        let off = (!off.is_empty()).then(|| {
            messages.fill(app::locale::Key::ServiceNotOn, &[("list", &messages.list(&off))])
        });
        texts.get(at).filter(|text| !text.is_empty()).cloned().into_iter().chain(off)
    });
    rows.collect::<Vec<_>>().join("\n")
}
