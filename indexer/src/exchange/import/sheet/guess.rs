//! A first mapping of a sheet, for a person to correct.

use std::collections::BTreeSet;

use super::super::town::folded;
use super::TARGETS;

/// Words of column names, and what such a column mostly is; nothing for a column that is to be left out. The first that
/// fits counts: what names a fact stands before what only says whose it is (`Group email`), and the longer before the
/// shorter. `=` stands before a name that is all there is.
const NAMES: [(&str, &str); 171] = [
    ("=id", "service.id"),
    ("service id", "service.id"),
    ("organisation id", "organization.id"),
    ("organization id", "organization.id"),
    ("group id", "organization.id"),
    // What is left out though a word of it means something.
    ("start date", ""),
    ("end date", ""),
    ("finish date", ""),
    ("opening date", ""),
    ("closing date", ""),
    ("first day", ""),
    ("last day", ""),
    ("closed", ""),
    ("closure", ""),
    ("holiday", ""),
    ("time zone", ""),
    ("full time", ""),
    ("part time", ""),
    ("staff", ""),
    ("workers", ""),
    ("volunteer", ""),
    ("group size", ""),
    ("service type", ""),
    ("organisation type", ""),
    ("organization type", ""),
    ("activity type", ""),
    ("group type", ""),
    ("contact number", "phone.number"),
    ("service area", "service_area.name"),
    ("reference", ""),
    ("in charge", "contact.name"),
    ("number of", ""),
    // Whom it is for, what it costs, how long one waits: they name groups, days and times.
    ("minimum age", "service.minimum_age"),
    ("min age", "service.minimum_age"),
    ("maximum age", "service.maximum_age"),
    ("max age", "service.maximum_age"),
    ("age", "service.eligibility_description"),
    ("ages", "service.eligibility_description"),
    ("target group", "service.eligibility_description"),
    ("client group", "service.eligibility_description"),
    ("open to", "service.eligibility_description"),
    ("eligib", "service.eligibility_description"),
    ("wait", "service.wait_time"),
    ("fee", "service.fees_description"),
    ("fees", "service.fees_description"),
    ("cost", "service.fees_description"),
    ("price", "service.fees_description"),
    ("charge", "service.fees_description"),
    ("day rate", "service.fees_description"),
    ("what to bring", "required_document.document"),
    // Names.
    ("organisation name", "organization.name"),
    ("organization name", "organization.name"),
    ("group name", "organization.name"),
    ("agency name", "organization.name"),
    ("provider name", "organization.name"),
    ("who runs", "organization.name"),
    ("run by", "organization.name"),
    ("organiser", "organization.name"),
    ("organizer", "organization.name"),
    ("who to contact", "contact.name"),
    ("contact name", "contact.name"),
    ("contact person", "contact.name"),
    ("contact email", "contact.email"),
    ("contact title", "contact.title"),
    ("job title", "contact.title"),
    ("leader", "contact.name"),
    ("coordinator", "contact.name"),
    ("location name", "location.name"),
    ("venue name", "location.name"),
    ("site name", "location.name"),
    ("place name", "location.name"),
    ("day centre", "location.name"),
    ("day center", "location.name"),
    ("also known as", "service.alternate_name"),
    ("alternate name", "service.alternate_name"),
    // How it is reached.
    ("organisation website", "organization.website"),
    ("organization website", "organization.website"),
    ("group website", "organization.website"),
    ("organisation email", "organization.email"),
    ("organization email", "organization.email"),
    ("group email", "organization.email"),
    ("organisation phone", "organization.phone"),
    ("organization phone", "organization.phone"),
    ("group phone", "organization.phone"),
    ("organisation description", "organization.description"),
    ("organization description", "organization.description"),
    ("group description", "organization.description"),
    ("website", "service.url"),
    ("web", "service.url"),
    ("url", "service.url"),
    ("link", "service.url"),
    ("e mail", "service.email"),
    ("email", "service.email"),
    ("extension", "phone.extension"),
    ("telephone", "phone.number"),
    ("phone", "phone.number"),
    ("tel", "phone.number"),
    ("mobile", "phone.number"),
    ("address line 2", "address.address_2"),
    ("address 2", "address.address_2"),
    ("address line 1", "address.address_1"),
    ("street", "address.address_1"),
    ("address", "address.address_1"),
    ("town", "address.city"),
    ("city", "address.city"),
    ("province", "address.state_province"),
    ("state", "address.state_province"),
    ("county", "address.state_province"),
    ("postal code", "address.postal_code"),
    ("post code", "address.postal_code"),
    ("postcode", "address.postal_code"),
    ("zip", "address.postal_code"),
    ("country", "address.country"),
    ("latitude", "location.latitude"),
    ("lat", "location.latitude"),
    ("longitude", "location.longitude"),
    ("lng", "location.longitude"),
    ("lon", "location.longitude"),
    ("languages", "language.name"),
    ("language", "language.name"),
    // When.
    ("start time", "schedule.opens_at"),
    ("opening time", "schedule.opens_at"),
    ("starts", "schedule.opens_at"),
    ("start", "schedule.opens_at"),
    ("opens", "schedule.opens_at"),
    ("end time", "schedule.closes_at"),
    ("closing time", "schedule.closes_at"),
    ("finish", "schedule.closes_at"),
    ("ends", "schedule.closes_at"),
    ("end", "schedule.closes_at"),
    ("closes", "schedule.closes_at"),
    ("day and time", "schedule.description"),
    ("days and times", "schedule.description"),
    ("day time", "schedule.description"),
    ("days times", "schedule.description"),
    ("opening day", "schedule.weekday"),
    ("opening days", "schedule.weekday"),
    ("hours", "schedule.description"),
    ("when", "schedule.description"),
    ("schedule", "schedule.description"),
    ("timetable", "schedule.description"),
    ("opening", "schedule.description"),
    ("times", "schedule.description"),
    ("time", "schedule.description"),
    ("weekday", "schedule.weekday"),
    ("days", "schedule.weekday"),
    ("day", "schedule.weekday"),
    // About.
    ("description", "service.description"),
    ("about", "service.description"),
    ("summary", "service.description"),
    ("what", "service.description"),
    ("how to access", "service.application_process"),
    ("join", "service.application_process"),
    ("refer", "service.application_process"),
    ("access", "accessibility.description"),
    ("categor", "attribute.value"),
    // What stands before another word more often than alone.
    ("who", "service.eligibility_description"),
    ("organisation", "organization.name"),
    ("organization", "organization.name"),
    ("agency", "organization.name"),
    ("provider", "organization.name"),
    ("group", "organization.name"),
    ("venue", "location.name"),
    ("place", "location.name"),
    ("site", "location.name"),
    ("activity", "service.name"),
    ("programme", "service.name"),
    ("program name", "service.name"),
    ("title", "service.name"),
    ("service", "service.name"),
    ("name", "service.name"),
];

/// Words that mean something else where more letters follow: `Ending`, `Groups`, `Daycare`, `Statement`, `Placement`. Words
/// of less than four letters are such anyway.
const WHOLE: [&str; 26] = [
    "start",
    "starts",
    "opens",
    "ends",
    "closes",
    "group",
    "time",
    "times",
    "days",
    "opening time",
    "closing time",
    "opening day",
    "what",
    "when",
    "name",
    "site",
    "place",
    "town",
    "city",
    "state",
    "link",
    "about",
    "title",
    "staff",
    "leader",
    "hours",
];

const OPENS: &str = "schedule.opens_at";
const CLOSES: &str = "schedule.closes_at";
const TIMES: &str = "schedule.description";

/// A mapping that was guessed.
pub struct Guess {
    /// The mapping, as a file that explains itself.
    pub mapping: String,
    /// How many columns have a name.
    pub columns: usize,
    /// Those whose names say nothing, in the order of the sheet.
    pub unread: Vec<String>,
    is_only_names: bool,
}

impl Guess {
    /// How much of the sheet is understood.
    pub fn told(&self) -> String {
        let columns = self.columns;
        let mut told = format!(
            "{} of {columns} {} understood.",
            columns - self.unread.len(),
            if columns == 1 { "column is" } else { "columns are" }
        );
        if !self.unread.is_empty() {
            let names: Vec<String> = self.unread.iter().map(|name| quoted(name)).collect();
            told.push_str(&format!(" Not understood, and left out: {}.", names.join(", ")));
        }
        told
    }

    /// What is loudly said of a mapping that would make pages without anything on them.
    pub fn warning(&self) -> Option<&'static str> {
        (self.is_only_names && !self.unread.is_empty()).then_some(super::ONLY_NAMES)
    }
}

/// A mapping of these columns.
pub fn guess(columns: &[String]) -> Guess {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut unread = Vec::new();
    let mut mapping = String::from(
        "# What each column of the sheet is. This is a guess from the names of the columns: correct it, then run\n\
         # signpost import csv SHEET --mapping THIS-FILE --into content\n\
         # A column with \"\" is left out, and counted in the report. What a column can be:\n",
    );
    for line in TARGETS.chunks(4) {
        mapping.push_str(&format!("#   {}\n", line.join(", ")));
    }
    mapping.push_str("\n[columns]\n");
    let named: Vec<&String> = columns.iter().filter(|column| !column.is_empty()).collect();
    let meant: Vec<&str> = named.iter().map(|column| target(column)).collect();
    let has = |target| meant.contains(&target);
    for (column, target) in named.iter().zip(&meant) {
        let target = match *target {
            // A time without its end is read with the days, in words.
            OPENS if !has(CLOSES) => TIMES,
            CLOSES if !has(OPENS) => "",
            target => target,
        };
        // Several columns of one meaning: the first counts.
        let target = if target.is_empty() || used.insert(target) { target } else { "" };
        if target.is_empty() {
            unread.push((*column).clone());
        }
        mapping.push_str(&format!("{} = \"{target}\"\n", quoted(column)));
    }
    let is_only_names = used.iter().all(|target| super::NAMES_ONLY.contains(target));
    Guess { mapping, columns: named.len(), unread, is_only_names }
}

/// What a column mostly is whose name this is; nothing where its name says nothing.
fn target(column: &str) -> &'static str {
    let name = folded(column);
    NAMES.iter().find(|(words, _)| stands_in(words, &name)).map_or("", |(_, target)| *target)
}

fn stands_in(words: &str, name: &str) -> bool {
    if let Some(all) = words.strip_prefix('=') {
        return name == all;
    }
    let padded = format!(" {name} ");
    match words.len() < 4 || WHOLE.contains(&words) {
        true => padded.contains(&format!(" {words} ")),
        false => padded.contains(&format!(" {words}")),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Mapping;
    use super::*;

    #[test]
    fn a_guess_can_be_read_and_names_what_a_page_can_hold() {
        let columns = [
            "Name of \"activity\"",
            "Organisation",
            "Tel.",
            "Postcode",
            "Notes",
            "Website",
            "Languages spoken",
        ];
        let guess = guess(&columns.map(str::to_owned));
        let mapping = Mapping::read(&guess.mapping).unwrap();
        let is = |column: &str| mapping.columns.get(column).unwrap().as_str();
        assert_eq!(is("Organisation"), "organization.name");
        assert_eq!(is("Tel."), "phone.number");
        assert_eq!(is("Postcode"), "address.postal_code");
        assert_eq!(is("Notes"), "");
        assert_eq!(is("Languages spoken"), "language.name");
        assert_eq!(is("Name of \"activity\""), "service.name");
        let told = "6 of 7 columns are understood. Not understood, and left out: \"Notes\".";
        assert_eq!(guess.told(), told);
    }

    #[test]
    fn days_times_and_prices_are_known_by_their_columns() {
        for (columns, targets) in [
            (
                &["Day and time", "Price"][..],
                &["schedule.description", "service.fees_description"][..],
            ),
            (&["When", "Charge"], &["schedule.description", "service.fees_description"]),
            (&["Days", "Times"], &["schedule.weekday", "schedule.description"]),
            (
                &["Day", "Start time", "End time"],
                &["schedule.weekday", "schedule.opens_at", "schedule.closes_at"],
            ),
            (&["Opening hours", "Full-time staff"], &["schedule.description", ""]),
            (&["Full-time staff"], &[""]),
            (&["Part-time workers", "Time"], &["", "schedule.description"]),
            (&["Opening days", "Opening times"], &["schedule.weekday", "schedule.description"]),
            (&["Opening time", "Closing time"], &["schedule.opens_at", "schedule.closes_at"]),
            (&["Opening time"], &["schedule.description"]),
            (&["Start", "Finish"], &["schedule.opens_at", "schedule.closes_at"]),
            (&["Start date", "End date"], &["", ""]),
            (&["Waiting time", "Times"], &["service.wait_time", "schedule.description"]),
            (&["Closed days", "Days"], &["", "schedule.weekday"]),
            (&["Price per day"], &["service.fees_description"]),
        ] {
            check(columns, targets);
        }
    }

    #[test]
    fn a_word_of_a_column_does_not_count_where_the_column_is_about_something_else() {
        for (columns, targets) in [
            (
                &["Age group", "Group"][..],
                &["service.eligibility_description", "organization.name"][..],
            ),
            (&["Target group"], &["service.eligibility_description"]),
            (&["Service type", "Name"], &["", "service.name"]),
            (&["Organisation type", "Group name"], &["", "organization.name"]),
            (&["Contact number", "Service area"], &["phone.number", "service_area.name"]),
            (&["Reference number", "Person in charge"], &["", "contact.name"]),
            (&["Day centre", "Day"], &["location.name", "schedule.weekday"]),
            (&["Who runs it", "Who"], &["organization.name", "service.eligibility_description"]),
            (&["Service", "Service description"], &["service.name", "service.description"]),
            (&["Organisation email", "Email"], &["organization.email", "service.email"]),
            (&["Venue name", "Name"], &["location.name", "service.name"]),
            (&["Places available", "Photo ID"], &["", ""]),
            (&["ID", "What to bring"], &["service.id", "required_document.document"]),
        ] {
            check(columns, targets);
        }
    }

    fn check(columns: &[&str], targets: &[&str]) {
        let names: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        let mapping: Mapping = toml::from_str(&guess(&names).mapping).unwrap();
        let is: Vec<&str> = columns.iter().map(|name| mapping.columns[*name].as_str()).collect();
        assert_eq!(is, targets, "{columns:?}");
    }

    #[test]
    fn what_a_column_is_guessed_to_be_is_something_that_a_page_can_hold() {
        for (words, target) in NAMES {
            assert!(target.is_empty() || TARGETS.contains(&target), "{words}: {target}");
        }
    }

    #[test]
    fn a_sheet_in_another_language_is_said_to_be_understood_by_its_names_only() {
        let columns = ["Nazwa", "Organizacja", "Telefon", "Cena"].map(str::to_owned);
        let guess = guess(&columns);
        let told = guess.told();
        assert!(told.starts_with("0 of 4 columns are understood."), "{told}");
        assert!(told.contains("\"Telefon\""), "{told}");
        assert!(guess.warning().is_some_and(|warning| warning.contains("phone.number")));
    }
}
