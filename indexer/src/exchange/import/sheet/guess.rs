//! A first mapping of a sheet, for a person to correct.

use std::collections::BTreeSet;

use super::super::town::folded;
use super::TARGETS;

/// Words of column names, and what such a column mostly is; the first that fits counts.
const NAMES: [(&str, &str); 74] = [
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
    ("hours", "schedule.description"),
    ("when", "schedule.description"),
    ("schedule", "schedule.description"),
    ("opening", "schedule.description"),
    ("fee", "service.fees_description"),
    ("cost", "service.fees_description"),
    ("price", "service.fees_description"),
    ("eligib", "service.eligibility_description"),
    ("who", "service.eligibility_description"),
    ("join", "service.application_process"),
    ("refer", "service.application_process"),
    ("access", "accessibility.description"),
    ("categor", "attribute.value"),
    ("id", "service.id"),
];

/// A mapping of these columns, as a file that explains itself.
pub fn guess(columns: &[String]) -> String {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut out = String::from(
        "# What each column of the sheet is. This is a guess from the names of the columns: correct it, then run\n\
         # signpost import csv SHEET --mapping THIS-FILE --into content\n\
         # A column with \"\" is left out, and counted in the report. What a column can be:\n",
    );
    for line in TARGETS.chunks(4) {
        out.push_str(&format!("#   {}\n", line.join(", ")));
    }
    out.push_str("\n[columns]\n");
    for column in columns.iter().filter(|column| !column.is_empty()) {
        let name = folded(column);
        let target =
            NAMES.iter().find(|(words, target)| stands_in(words, &name) && !used.contains(target));
        let target = target.map_or("", |(_, target)| *target);
        // Several columns of one meaning: the first counts, except where a page can hold many.
        used.insert(target);
        out.push_str(&format!("{} = \"{target}\"\n", quoted(column)));
    }
    out
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
        let text = guess(&columns.map(str::to_owned));
        let mapping = Mapping::read(&text).unwrap();
        let is = |column: &str| mapping.columns.get(column).unwrap().as_str();
        assert_eq!(is("Organisation"), "organization.name");
        assert_eq!(is("Tel."), "phone.number");
        assert_eq!(is("Postcode"), "address.postal_code");
        assert_eq!(is("Notes"), "");
        assert_eq!(is("Languages spoken"), "language.name");
        assert_eq!(is("Name of \"activity\""), "service.name");
    }
}
