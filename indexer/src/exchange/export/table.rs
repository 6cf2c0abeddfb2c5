//! One row an activity, for people with a spreadsheet: nothing in it is a formula, and an empty cell means "not known".

use app::people::csv;
use catalog::service::{Answer, Service, Spoken};

use super::exported::Exported;
use super::hsds;

/// The columns before those of the facts of access, each with what it is to an importer (`signpost import csv`): `""` where
/// nobody can take it in. The names are for programs, too, and the same in every language.
const COLUMNS: [(&str, &str); 27] = [
    ("id", "term.id"),
    ("page", ""),
    ("name", "service.name"),
    ("group", "organization.name"),
    ("summary", "service.description"),
    ("status", "service.status"),
    ("needs", "term.need"),
    ("audience", "term.audience"),
    ("delivery", "term.delivery"),
    ("joining", "term.joining"),
    ("cost", "service.fees_description"),
    ("eligibility", "service.eligibility_description"),
    ("min_age", "service.minimum_age"),
    ("max_age", "service.maximum_age"),
    ("requires", "term.requires"),
    ("languages", "language.name"),
    ("interpreter", "term.interpreter"),
    ("place", "location.name"),
    ("address", "address.address_1"),
    ("postal_code", "address.postal_code"),
    ("lat", "location.latitude"),
    ("lon", "location.longitude"),
    ("area", "service_area.name"),
    ("times", "schedule.description"),
    ("phone", "phone.number"),
    ("email", "service.email"),
    ("website", "service.url"),
];

/// And those behind them.
const LAST: [(&str, &str); 2] =
    [("checked", "service.assured_date"), ("checked_by", "service.assurer_email")];

/// The columns that hold numbers.
const NUMBERS: [&str; 4] = ["min_age", "max_age", "lat", "lon"];

/// The table.
pub fn table(exported: &Exported<'_>) -> String {
    let access: Vec<&str> =
        exported.vocabulary().access.iter().map(|term| term.id.as_str()).collect();
    let names = |columns: &[(&'static str, &str)]| columns.iter().map(|(name, _)| *name).collect();
    let (first, last): (Vec<&str>, Vec<&str>) = (names(&COLUMNS), names(&LAST));
    let columns: Vec<&str> = first.iter().chain(&access).chain(&last).copied().collect();
    // A spreadsheet reads letters right where the file begins so.
    let mut table = String::from('\u{feff}');
    table.extend([&columns.join(","), "\r\n"]);
    for service in exported.open() {
        let facts = access.iter().map(|fact| answer(service, fact).to_owned());
        let [checked, by] = checked(service);
        let fields = row(exported, service).into_iter().chain(facts).chain([checked, by]);
        let fields: Vec<String> =
            columns.iter().zip(fields).map(|(column, field)| cell(column, &field)).collect();
        table.extend([&fields.join(","), "\r\n"]);
    }
    table
}

/// What each column is, for `signpost import csv activities.csv --mapping activities.mapping.toml`.
pub fn mapping(exported: &Exported<'_>) -> String {
    let mut text = String::from(
        "# What the columns of activities.csv are, for a directory that takes them in:\n\
         # signpost import csv activities.csv --mapping activities.mapping.toml --into content\n\
         # A column with \"\" is left out.\n\n[columns]\n",
    );
    let access = &exported.vocabulary().access;
    let facts = access.iter().map(|term| (term.id.as_str(), ["access.", &term.id].concat()));
    let fixed = |columns: &'static [(&str, &str)]| {
        columns.iter().map(|(name, target)| (*name, (*target).to_owned()))
    };
    for (name, target) in fixed(&COLUMNS).chain(facts).chain(fixed(&LAST)) {
        text.push_str(&format!("\"{name}\" = \"{target}\"\n"));
    }
    text
}

/// A field: numbers of ours as they are, because a place west of Greenwich begins with a minus and is no formula;
/// everything that anybody typed as a text.
fn cell(column: &str, field: &str) -> String {
    if field.is_empty() || NUMBERS.contains(&column) {
        field.to_owned()
    } else {
        csv::quoted(field)
    }
}

fn row<'a>(exported: &Exported<'a>, service: &'a Service) -> [String; COLUMNS.len()] {
    let vocabulary = exported.vocabulary();
    let spoken = |how: Spoken| {
        let named: Vec<String> = service
            .languages
            .iter()
            .filter(|language| language.how == how)
            .map(|language| exported.label(&vocabulary.languages, &language.code))
            .collect();
        named.join("; ")
    };
    let labels = |terms, ids: &'a [String]| {
        let labels: Vec<String> = ids.iter().map(|id| exported.label(terms, id)).collect();
        labels.join("; ")
    };
    let age = |age: Option<u8>| age.map(|age| age.to_string()).unwrap_or_default();
    let place = service.whereabouts.places().first();
    let address = place.and_then(|place| place.address.as_ref());
    let street = address.map(|address| {
        let lines = [&address.line1, &address.line2, &address.city];
        lines.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let position = place.and_then(|place| place.position);
    let degrees = |degrees: Option<f64>| degrees.map(|of| format!("{of:.5}")).unwrap_or_default();
    let times = exported.words(service).map(|words| words.schedule.join("; "));
    let areas: Vec<&str> = service.area.iter().map(|area| exported.area(area)).collect();
    let first = |pick: fn(&catalog::service::Contact) -> Option<&String>| {
        service.contact.iter().find_map(pick).cloned().unwrap_or_default()
    };
    let phone = service.phone().map(|phone| exported.context.messages.phone(phone));
    let requires = match service.eligibility.asks_nothing {
        true => exported.context.text(app::locale::Key::ServiceRequiresNothing),
        false => labels(&vocabulary.requires, &service.eligibility.requires),
    };
    [
        service.id.clone(),
        exported.page(service).unwrap_or_default(),
        exported.name(service).to_owned(),
        exported.group(service).map(|group| group.name.clone()).unwrap_or_default(),
        exported.text(service, |words| words.summary.as_deref()).to_owned(),
        hsds::status(service.status).to_owned(),
        labels(&vocabulary.needs, &service.needs),
        labels(&vocabulary.audience, &service.audience),
        labels(&vocabulary.delivery, &service.delivery),
        exported.label(&vocabulary.joining, &service.joining),
        exported.cost(service).join("; "),
        exported.eligibility(service),
        age(service.eligibility.min_age),
        age(service.eligibility.max_age),
        requires,
        spoken(Spoken::Native),
        spoken(Spoken::Interpreter),
        place.and_then(|place| place.name.clone()).unwrap_or_default(),
        street.unwrap_or_default(),
        address.and_then(|address| address.postal.clone()).unwrap_or_default(),
        degrees(position.map(|position| position.lat())),
        degrees(position.map(|position| position.lon())),
        areas.join("; "),
        times.unwrap_or_default(),
        phone.unwrap_or_default(),
        first(|contact| contact.email.as_ref()),
        first(|contact| contact.url.as_ref()),
    ]
}

/// Of the first place; nothing where nobody knows.
fn answer(service: &Service, fact: &str) -> &'static str {
    let known = service.whereabouts.places().first().and_then(|place| place.access.get(fact));
    match known {
        None => "",
        Some(Answer::Yes) => "yes",
        Some(Answer::No) => "no",
        Some(Answer::AtTimes) => "at times",
    }
}

fn checked(service: &Service) -> [String; 2] {
    match &service.assurance {
        None => [String::new(), String::new()],
        Some(check) => [check.date.to_string(), check.by.clone().unwrap_or_default()],
    }
}
