//! The ledger as a FHIR R4 Bundle: a `ServiceRequest` and a `Task` for each activity, with the statuses and reasons of SDOH
//! Clinical Care 3.0. No profile is named, because no conformance is claimed. There is no patient in it but the
//! reference, and the person's own words stay out of it.

use catalog::link::code;
use catalog::link::reply::Outcome;
use serde_json::{Value, json};

use super::{Activity, Entry, Ledger};

/// Where references and ids of services are at home: names, and no addresses to ask.
const REFERENCES: &str = "urn:signpost:reference";
const SERVICES: &str = "urn:signpost:service";

/// The bundle, as text.
pub fn write(ledger: &Ledger) -> String {
    let mut entries = Vec::new();
    for entry in &ledger.entries {
        for (number, activity) in entry.activities.iter().enumerate() {
            let [request, task] = [1, 2].map(|kind| uuid(entry, number, kind));
            entries.push(json!({
                "fullUrl": request,
                "resource": service_request(entry, activity),
            }));
            entries
                .push(json!({ "fullUrl": task, "resource": task_of(entry, activity, &request) }));
        }
    }
    let mut bundle = json!({ "resourceType": "Bundle", "type": "collection" });
    // FHIR knows no empty list.
    if !entries.is_empty() {
        bundle["entry"] = Value::Array(entries);
    }
    bundle.to_string()
}

/// A UUID of version 8 (RFC 9562: the writer's own), so that the same entry has the same one.
fn uuid(entry: &Entry, number: usize, kind: u8) -> String {
    let reference = code::number(&entry.reference.shown().to_lowercase()).unwrap_or(0);
    let day = entry.given.0.unsigned_abs();
    format!("urn:uuid:{reference:08x}-0000-8000-8{kind:03x}-{day:08x}{number:04x}")
}

fn subject(entry: &Entry) -> Value {
    json!({
        "type": "Patient",
        "identifier": { "system": REFERENCES, "value": entry.reference.shown() },
    })
}

fn service(activity: &Activity) -> Value {
    json!({
        "type": "HealthcareService",
        "identifier": { "system": SERVICES, "value": activity.id },
        "display": activity.name,
    })
}

fn service_request(entry: &Entry, activity: &Activity) -> Value {
    let status = match task_status(activity.outcome).0 {
        "completed" => "completed",
        "on-hold" => "on-hold",
        "rejected" | "failed" | "cancelled" => "revoked",
        _ => "active",
    };
    json!({
        "resourceType": "ServiceRequest",
        "status": status,
        "intent": "order",
        "code": { "text": activity.name },
        "subject": subject(entry),
        "authoredOn": entry.given.to_string(),
        "performer": [service(activity)],
    })
}

fn task_of(entry: &Entry, activity: &Activity, request: &str) -> Value {
    let (status, reason) = task_status(activity.outcome);
    let mut task = json!({
        "resourceType": "Task",
        "status": status,
        "intent": "order",
        "code": { "coding": [{ "system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "fulfill" }] },
        "focus": { "reference": request },
        "for": subject(entry),
        "authoredOn": entry.given.to_string(),
        "lastModified": activity.said.unwrap_or(entry.given).to_string(),
        "owner": service(activity),
    });
    if let Some(reason) = reason {
        task["statusReason"] = json!({ "text": reason });
    }
    if let Some(until) = activity.full_until {
        task["restriction"] = json!({ "period": { "start": until.to_string() } });
    }
    task
}

/// A task's status, and the reason where there is one: the guide's own words, which stay English in every
/// file.
fn task_status(outcome: Outcome) -> (&'static str, Option<&'static str>) {
    match outcome {
        Outcome::NoWord => ("requested", None),
        Outcome::Going => ("accepted", None),
        Outcome::GroupWelcome => ("accepted", Some("capacity")),
        Outcome::Went => ("completed", None),
        Outcome::Full | Outcome::GroupFull => ("rejected", Some("at capacity")),
        Outcome::WaitingList | Outcome::GroupWaitingList => ("on-hold", Some("waitlist")),
        Outcome::CouldNot => ("failed", Some("could not get there")),
        Outcome::CouldNotTransport => ("failed", Some("transport")),
        Outcome::CouldNotHealth => ("failed", Some("health")),
        Outcome::CouldNotTime => ("failed", Some("time")),
        Outcome::CouldNotMoney => ("failed", Some("money")),
        Outcome::CouldNotLanguage => ("failed", Some("language")),
        Outcome::CouldNotNoAnswer => ("failed", Some("no answer")),
        Outcome::NotForMe => ("cancelled", Some("by the person")),
        Outcome::NeedHelp => ("on-hold", Some("asks for company or a call")),
        Outcome::GroupNotRight => ("rejected", Some("not suitable")),
        Outcome::GroupEligibility => ("rejected", Some("eligibility")),
        Outcome::GroupMoreSupport => ("rejected", Some("needs more support")),
        Outcome::GroupOutsideArea => ("rejected", Some("outside area")),
    }
}
