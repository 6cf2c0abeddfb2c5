//! The writers' guide of a new town: the sample's own, with the town's words, places, numbers and way to be reached.

use authoring::guide::renewed;
use authoring::phone::number_of_nobody;
use authoring::source::SourceFile;
use catalog::currency;
use std::collections::BTreeMap;

use super::prose::in_words_of;
use super::words::HelpLine;
use super::{Town, places};
use crate::read::drafts_in;

/// The sample's guide.
const GUIDE: &str = include_str!("../../../content/README.md");

/// The paragraph that speaks of the sample alone.
const OF_THE_SAMPLE: &str = "**It is only a sample.**";

/// How people within a country write the number of [`number_of_nobody`]; elsewhere it is North America's, as an example from
/// somewhere else.
const PLAIN_NUMBERS: [(&str, &str); 5] = [
    ("+44 113 496 0100", "0113 496 0100"),
    ("+61 2 5550 0100", "(02) 5550 0100"),
    ("+353 20 910 0100", "020 910 0100"),
    ("+33 1 99 00 01 00", "01 99 00 01 00"),
    ("+49 30 23125 100", "030 23125 100"),
];

/// What people call currencies, by their codes (ISO 4217).
const CURRENCIES: [(&str, &str); 6] = [
    ("CAD", "Canadian dollars"),
    ("GBP", "British pounds"),
    ("USD", "American dollars"),
    ("EUR", "Euros"),
    ("AUD", "Australian dollars"),
    ("NZD", "New Zealand dollars"),
];

/// Writes it. `files` are those of the town so far: its lists have the words that can be chosen.
///
/// # Errors
/// When the sample's guide cannot be read: a fault of ours.
pub(super) fn guide(
    town: &Town,
    line: &HelpLine,
    files: &BTreeMap<String, String>,
) -> Result<String, String> {
    let sources: Vec<_> =
        files.iter().map(|(path, text)| SourceFile::new(path.clone(), text)).collect();
    let drafts = drafts_in(&sources);
    let guide = renewed(GUIDE, &drafts.terms, "en")
        .map_err(|mark| format!("the guide has a mark that nothing is known of: {mark}"))?;
    let without: Vec<&str> =
        guide.split("\n\n").filter(|paragraph| !paragraph.starts_with(OF_THE_SAMPLE)).collect();
    let mut guide = in_words_of(&without.join("\n\n"), town.postcode());
    for (from, to) in replaced(town, line) {
        guide = guide.replace(&from, &to);
    }
    Ok(guide)
}

/// What stands in the town's guide for what the sample's says. Longer words come before those that they hold.
fn replaced(town: &Town, line: &HelpLine) -> Vec<(String, String)> {
    let Town { area, country, centre, locales, email, phone, .. } = town;
    let reach: Vec<&str> = [email, phone].into_iter().flatten().map(String::as_str).collect();
    let first = locales.first().map_or("en", String::as_str);
    let others: Vec<String> =
        locales.iter().skip(1).map(|locale| format!("`/{locale}/add/`")).collect();
    let others = match others.as_slice() {
        [] => String::new(),
        [one] => format!(" (or {one})"),
        [one, two, rest @ ..] => {
            let more = if rest.is_empty() { "" } else { " and so on" };
            format!(" (or {one}, {two}{more})")
        }
    };
    let code = places::around(country, *centre, town.within_km).nearest;
    // What no table has, stands as a letter and a digit: people see what sort of thing belongs there.
    let code = code.unwrap_or_else(|| "A1".to_owned());
    let rest = if country == "CA" { "0A0" } else { "0AA" };
    let dialled = number_of_nobody(Some(country));
    let plain = PLAIN_NUMBERS.iter().find(|(of, _)| *of == dialled);
    let plain = plain.map_or("800-555-0199", |(_, plain)| plain);
    let currency = currency::of_country(country).unwrap_or("CAD");
    let money = CURRENCIES.iter().find(|(code, _)| *code == currency);
    let money = money.map_or("Prices there", |(_, money)| money);
    let (lat, lon) = (centre.lat(), centre.lon());
    let west = if lon < 0.0 { "it begins with a minus" } else { "it has no minus" };
    let pair = |from: &str, to: String| (from.to_owned(), to);
    vec![
        pair(
            "`area` is a neighbourhood of Vancouver, such as `sunset`, `marpole`, `killarney` or `victoria-fraserview` (all 22 are in `_places/neighbourhoods.geojson`), or",
            "`area` is a neighbourhood, by its `id` in `_places/neighbourhoods.geojson` if there are any, or".to_owned(),
        ),
        pair("`/en/add/` (or `/fr/add/`, `/pa/add/` and so on)", format!("`/{first}/add/`{others}")),
        pair("hello@signpost.example, 604-555-0199", reach.join(", ")),
        pair(
            "city: Vancouver, region: BC, postal: V5X 0A0, country: CA",
            format!("city: {}, postal: {code} {rest}, country: {country}", in_yaml(area)),
        ),
        pair("In British Columbia `lat` is about 49.", format!("In {area} `lat` is about {lat:.0}.")),
        pair("In British Columbia it begins with a minus", format!("In {area} {west}")),
        pair("`[sunset, V5X]`", format!("`[{code}]`")),
        pair("V5X,49.2156,-123.0979", format!("{code},{lat:.4},{lon:.4}")),
        pair("[-123.0979,49.2156]", format!("[{lon:.4},{lat:.4}]")),
        pair("49.2200", format!("{lat:.4}")),
        pair("-123.0900", format!("{lon:.4}")),
        pair("V5X", code),
        pair("victoria-fraserview", "riverside-hill".to_owned()),
        pair("Bus 8 on Fraser Street", "Bus 8 to the market".to_owned()),
        pair("+1-604-555-0199", dialled.to_owned()),
        pair("+1-604-555-0188", dialled.to_owned()),
        pair("+1-604-555-0100", dialled.to_owned()),
        pair("604-555-0100", plain.to_owned()),
        pair("604-555-0144", [&plain[..plain.len() - 2], "44"].concat()),
        pair("Canadian dollars are `CAD`", format!("{money} are `{currency}`")),
        pair("`\"9-1-1\"`", format!("`\"{}\"`", line.display)),
        pair("`\"911\"`", format!("`\"{}\"`", line.phone)),
        pair("currency: CAD", format!("currency: {currency}")),
    ]
}

/// A name as it may stand within braces: in quotes where it holds a sign of YAML's own.
fn in_yaml(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_alphanumeric() || " -".contains(c));
    if is_plain {
        name.to_owned()
    } else {
        format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
