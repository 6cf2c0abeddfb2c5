//! One row an activity, for people with a spreadsheet: nothing in it is a formula, and an empty cell means "not known".

use app::people::csv;
use catalog::service::{Answer, Service, Spoken};

use super::exported::Exported;
use super::hsds;

/// The columns before those of the facts of access. They are names for programs, too, and the same in every language.
const COLUMNS: [&str; 27] = [
    "id",
    "page",
    "name",
    "group",
    "summary",
    "status",
    "needs",
    "audience",
    "delivery",
    "joining",
    "cost",
    "eligibility",
    "min_age",
    "max_age",
    "requires",
    "languages",
    "interpreter",
    "place",
    "address",
    "postal_code",
    "lat",
    "lon",
    "area",
    "times",
    "phone",
    "email",
    "website",
];

/// And those behind them.
const LAST: [&str; 2] = ["checked", "checked_by"];

/// The columns that hold numbers.
const NUMBERS: [&str; 4] = ["min_age", "max_age", "lat", "lon"];

/// The table.
pub fn table(exported: &Exported<'_>) -> String {
    let access: Vec<&str> =
        exported.vocabulary().access.iter().map(|term| term.id.as_str()).collect();
    let columns: Vec<&str> = COLUMNS.iter().chain(&access).chain(&LAST).copied().collect();
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
