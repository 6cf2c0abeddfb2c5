//! A service for programs of other sites (schema.org, as JSON-LD in the page): an `Event` where a session is to come at
//! a place that may be told, else a `Service`.
//!
//! What nobody knows is not in it, and a fact of access that holds at times only has no answer there, where only "so" and "not
//! so" can be said. Of what calls for discretion there is nothing at all.

use catalog::day::Weekday;
use catalog::phone::Phone;
use catalog::schedule::{End, Frequency, Rule};
use catalog::service::{Answer, ServiceAtLocation, ServiceSchedule, Spoken, Status};
use serde_json::{Map, Value, json};

use super::parts::ServicePage;

/// The block, ready to stand in a page: no `<` that could end it.
pub fn linked(page: &ServicePage<'_>, name: &str, summary: &str) -> Option<String> {
    let (context, service) = (page.context, page.service);
    if service.sensitive || service.status == Status::Defunct {
        return None;
    }
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| {
        let says = !matches!(&value, Value::Null) && value != json!([]) && value != json!("");
        says.then(|| data.insert(key.to_owned(), value));
    };
    put("@context", json!("https://schema.org"));
    put("name", json!(name));
    put("description", json!(summary));
    put("url", json!(context.absolute(context.address)));
    let group = context.directory().organization(&service.organization);
    let group = group.map_or(Value::Null, |group| {
        let mut named = json!({ "@type": "Organization", "name": group.name });
        if let Some(website) = &group.website {
            named["url"] = json!(website);
        }
        named
    });
    let next = page.hit.as_ref().filter(|_| page.has_dates()).and_then(|hit| hit.next);
    let places = service.whereabouts.places();
    let at = page.hit.as_ref().map_or(0, |hit| usize::from(hit.at));
    match (next, places.get(at).or(places.first())) {
        (Some(next), Some(place)) => {
            put("@type", json!("Event"));
            put("organizer", group);
            put("location", location(page, place));
            put("startDate", json!(next.start.to_string()));
            put("endDate", json!(next.start.plus_minutes(u32::from(next.minutes)).to_string()));
            let rows = service.sessions_at(at);
            put("eventSchedule", rows.filter_map(|row| schedule(page, row)).collect());
            let spoken = service.languages.iter().filter(|language| language.how == Spoken::Native);
            put("inLanguage", spoken.map(|language| json!(language.code)).collect());
        }
        (_, place) => {
            put("@type", json!("Service"));
            put("provider", group);
            let spoken = service.languages.iter().filter(|language| language.how == Spoken::Native);
            let languages: Value = spoken.map(|language| json!(language.code)).collect();
            let mut channel = json!({ "@type": "ServiceChannel" });
            if languages != json!([]) {
                channel["availableLanguage"] = languages;
            }
            if let Some(phone) = service.phone() {
                channel["servicePhone"] =
                    json!({ "@type": "ContactPoint", "telephone": Phone::read(phone).number });
            }
            if let Some(place) = place {
                channel["serviceLocation"] = location(page, place);
            }
            put("availableChannel", channel);
        }
    }
    // Escaped, a sign stands for itself in JSON, and ends no element.
    Some(Value::Object(data).to_string().replace('<', "\\u003c"))
}

fn location(page: &ServicePage<'_>, place: &ServiceAtLocation) -> Value {
    let ServiceAtLocation { name, address, position, access, contact: _ } = place;
    let mut told = json!({ "@type": "Place" });
    if let Some(name) = name {
        told["name"] = json!(name);
    }
    if let Some(address) = address {
        let mut postal = json!({ "@type": "PostalAddress" });
        for (key, part) in [
            ("streetAddress", &address.line1),
            ("addressLocality", &address.city),
            ("addressRegion", &address.region),
            ("postalCode", &address.postal),
            ("addressCountry", &address.country),
        ] {
            if let Some(part) = part {
                postal[key] = json!(part);
            }
        }
        told["address"] = postal;
    }
    if let Some(position) = position {
        told["geo"] = json!({
            "@type": "GeoCoordinates",
            "latitude": position.lat(),
            "longitude": position.lon(),
        });
    }
    let terms = &page.context.directory().vocabulary.access;
    let features: Vec<Value> = access
        .iter()
        .filter_map(|(fact, answer)| {
            let is_so = match answer {
                Answer::Yes => true,
                Answer::No => false,
                Answer::AtTimes => return None,
            };
            let label = page.context.label(terms, fact);
            Some(json!({ "@type": "LocationFeatureSpecification", "name": label, "value": is_so }))
        })
        .collect();
    if !features.is_empty() {
        told["amenityFeature"] = json!(features);
    }
    told
}

/// A row of the timetable; `None` where schema.org's words do not tell its rule.
fn schedule(page: &ServicePage<'_>, row: &ServiceSchedule) -> Option<Value> {
    let times = &row.times;
    let Rule { frequency, interval, end } = times.rule.as_ref()?;
    let (period, key, days): (&str, &str, Vec<Value>) = match frequency {
        Frequency::Daily => ("D", "byDay", Vec::new()),
        Frequency::Weekly(days) => {
            ("W", "byDay", days.iter().map(|day| json!(day_name(*day))).collect())
        }
        Frequency::MonthlyByWeekday(_) => return None,
        Frequency::MonthlyByDay(days) => {
            ("M", "byMonthDay", days.iter().map(|day| json!(day)).collect())
        }
    };
    let minute = u32::from(times.start.minute);
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let mut told = json!({
        "@type": "Schedule",
        "startDate": times.start.day.to_string(),
        "startTime": clock(minute),
        "endTime": clock(minute + u32::from(times.minutes)),
        "repeatFrequency": format!("P{interval}{period}"),
        "scheduleTimezone": page.context.config().time_zone,
    });
    if !days.is_empty() {
        told[key] = json!(days);
    }
    let until = match end {
        End::Until(day) => Some(*day),
        End::Never | End::Count(_) => None,
    };
    if let Some(last) = [until, times.valid_to].into_iter().flatten().min() {
        told["endDate"] = json!(last.to_string());
    }
    if let End::Count(count) = end {
        told["repeatCount"] = json!(count);
    }
    let mut off: Vec<_> = times.exdates.clone();
    for pause in &times.pauses {
        times.each_day(pause.from, pause.to, &mut |day| {
            off.push(day);
            true
        });
    }
    off.sort_unstable();
    off.dedup();
    if !off.is_empty() {
        told["exceptDate"] = off.iter().map(|day| json!(day.to_string())).collect();
    }
    Some(told)
}

/// schema.org's name of a day.
fn day_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
