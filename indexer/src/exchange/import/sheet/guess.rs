//! A first mapping of a sheet, for a person to correct.

use std::collections::BTreeSet;

use super::super::town::folded;
use super::TARGETS;

/// Words of column names, and what such a column mostly is; the first that fits counts.
const NAMES: [(&str, &str); 90] = [
    ("organisation name", "organization.name"),
    ("organization name", "organization.name"),
    ("organisation", "organization.name"),
    ("organization", "organization.name"),
    ("agency", "organization.name"),
    ("provider", "organization.name"),
    ("group", "organization.name"),
    ("contact name", "contact.name"),
    ("contact person", "contact.name"),
    ("contact email", "contact.email"),
    ("location name", "location.name"),
    ("venue", "location.name"),
    ("place", "location.name"),
    ("site", "location.name"),
    ("service name", "service.name"),
    ("activity", "service.name"),
    ("program name", "service.name"),
    ("programme", "service.name"),
    ("title", "service.name"),
    ("service", "service.name"),
    ("name", "service.name"),
    ("also known as", "service.alternate_name"),
    ("alternate name", "service.alternate_name"),
    ("description", "service.description"),
    ("about", "service.description"),
    ("summary", "service.description"),
    ("what", "service.description"),
    ("website", "service.url"),
    ("web", "service.url"),
    ("url", "service.url"),
    ("link", "service.url"),
    ("e mail", "service.email"),
    ("email", "service.email"),
    ("telephone", "phone.number"),
    ("phone", "phone.number"),
    ("tel", "phone.number"),
    ("mobile", "phone.number"),
    ("extension", "phone.extension"),
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
    ("start time", "schedule.opens_at"),
    ("starts", "schedule.opens_at"),
    ("opens", "schedule.opens_at"),
    ("end time", "schedule.closes_at"),
    ("finish", "schedule.closes_at"),
    ("ends", "schedule.closes_at"),
    ("closes", "schedule.closes_at"),
    ("day and time", "schedule.description"),
    ("days and times", "schedule.description"),
    ("day time", "schedule.description"),
    ("days times", "schedule.description"),
    ("hours", "schedule.description"),
    ("when", "schedule.description"),
    ("schedule", "schedule.description"),
    ("opening", "schedule.description"),
    ("time", "schedule.description"),
    ("weekday", "schedule.weekday"),
    ("days", "schedule.weekday"),
    ("day", "schedule.weekday"),
    ("fee", "service.fees_description"),
    ("cost", "service.fees_description"),
    ("price", "service.fees_description"),
    ("charge", "service.fees_description"),
    ("eligib", "service.eligibility_description"),
    ("who", "service.eligibility_description"),
    ("join", "service.application_process"),
    ("refer", "service.application_process"),
    ("access", "accessibility.description"),
    ("categor", "attribute.value"),
    ("id", "service.id"),
];

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
    for column in &named {
        let name = folded(column);
        let target =
            NAMES.iter().find(|(words, target)| stands_in(words, &name) && !used.contains(target));
        match target {
            // Several columns of one meaning: the first counts.
            Some((_, target)) => {
                used.insert(*target);
            }
            None => unread.push((*column).clone()),
        }
        let target = target.map_or("", |(_, target)| *target);
        mapping.push_str(&format!("{} = \"{target}\"\n", quoted(column)));
    }
    let is_only_names = used.iter().all(|target| super::NAMES_ONLY.contains(target));
    Guess { mapping, columns: named.len(), unread, is_only_names }
}

fn stands_in(words: &str, name: &str) -> bool {
    let starts = |part: &str| part.starts_with(words);
    let is_whole = words.len() < 4;
    let padded = format!(" {name} ");
    match is_whole {
        true => padded.contains(&format!(" {words} ")),
        false => starts(name) || padded.contains(&format!(" {words}")),
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
        ] {
            let names: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
            let mapping: Mapping = toml::from_str(&guess(&names).mapping).unwrap();
            let is: Vec<&str> =
                columns.iter().map(|name| mapping.columns[*name].as_str()).collect();
            assert_eq!(is, targets, "{columns:?}");
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
