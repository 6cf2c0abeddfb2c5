//! `directory.toml` of a new town, each field explained where it stands.

use std::fmt::Write as _;

use super::words::HelpLine;
use super::{Bounds, Town};

/// The notice on every page while a town is being set up, in the languages of the sample.
const SAMPLE: &str = include_str!("../../../content/directory.toml");

/// Writes the file.
///
/// # Errors
/// When the sample's words cannot be read: a fault of ours.
pub fn directory(town: &Town, line: &HelpLine) -> Result<String, String> {
    let Town { name, area, country, centre, time_zone, locales, email, phone, .. } = town;
    let Bounds { south, west, north, east } = town.bounds();
    let first = locales.first().ok_or("a directory has a language")?;
    let mut text = format!(
        "# This directory: what it is called, where it is, how it counts, whom to call in a crisis.\n\
         # Every table such as [name] reads: locale = words. Each locale of `locales` needs its words.\n\
         # After each change: signpost check\n\n\
         # A short name for programs, in small letters, digits and hyphens. Never change it: phones keep plans by it.\n\
         id = {id}\n\
         # Where the site will be published, with the last /. Links within the site do without it.\n\
         base_url = \"https://directory.example/\"\n\
         # The zone in which hours are told (IANA): days and holidays follow it.\n\
         time_zone = {zone}\n\
         # Where numbers without a country are dialled from: two capital letters (ISO 3166-1).\n\
         country = {country}\n\
         # The language that groups write in, and all languages of the pages.\n\
         default_locale = {first}\n\
         locales = [{all}]\n\
         # The example page is invented: the notice below stands on every page. Take both away once your pages are real.\n\
         sample = true\n\
         # Hosts take so many files: the site keeps to it. Cloudflare Pages, for nothing: 20000.\n\
         # files_at_most = 20000\n\
         # Where \"Leave this site\" leads: a page that says nothing about the person who opens it, such as a weather page.\n\
         # quick_exit = \"https://www.weather.example/\"\n",
        id = quoted(&plain(area)),
        zone = quoted(time_zone),
        country = quoted(country),
        first = quoted(first),
        all = locales.iter().map(|locale| quoted(locale)).collect::<Vec<_>>().join(", "),
    );
    table(&mut text, "\n# What the directory is called.\n[name]", locales, |_| Some(name.clone()));
    table(&mut text, "\n# What people call the area.\n[area]", locales, |_| Some(area.clone()));
    let sample: toml::Table = SAMPLE.parse().map_err(|error: toml::de::Error| error.to_string())?;
    table(&mut text, "\n[notice]", locales, |locale| {
        let notice = sample.get("notice")?.get(locale)?.as_str()?;
        Some(first_sentence(notice).to_owned())
    });
    let _ = write!(
        text,
        "\n# The middle: distances are counted from here until a person names a place.\n[centre]\n\
         lat = {lat}\nlon = {lon}\n\n\
         # A position outside is an error, so that a slip of a digit is found.\n[bounds]\n\
         south = {south}\nwest = {west}\nnorth = {north}\neast = {east}\n\n\
         # Whom to tell of a mistake: an email, a phone, or both.\n[contact]\n",
        lat = centre.lat(),
        lon = centre.lon(),
    );
    for (key, value) in [("email", email), ("phone", phone)] {
        let _ = match value {
            Some(value) => writeln!(text, "{key} = {}", quoted(value)),
            None => writeln!(text, "# {key} = \"\""),
        };
    }
    let labels: Vec<String> =
        line.label.iter().map(|(locale, label)| format!("{locale} = {}", quoted(label))).collect();
    let _ = write!(
        text,
        "\n# Months since a person last checked a page: when its group is asked again, when the page says so and comes later,\n\
         # when it leaves the search.\n[freshness]\nremind = [11, 12]\nstale = 14\nhide = 18\n\n\
         # Metres in a straight line that count as within reach.\n[travel]\n\
         walk-short = 800\nwalk = 1600\nbus = 6000\ndrive = 20000\n\n\
         # Where activities are handed over, such as a clinic: to whom people may answer how it went. Ask the place first.\n\
         # [[desks]]\n# id = \"my-clinic\"\n# email = \"desk@my-clinic.example\"\n# name = {{ {first} = \"My clinic\" }}\n\n\
         # Crisis and help lines, in the order they are shown; `further = true` for those shown after a press. RING EACH ONE,\n\
         # read its words aloud, then take its `placeholder` away: the site is not built to be published before.\n\
         [[help_now]]\nphone = {phone}\ndisplay = {display}\nplaceholder = true\nlabel = {{ {labels} }}\n",
        phone = quoted(line.phone),
        display = quoted(line.display),
        labels = labels.join(", "),
    );
    Ok(text)
}

/// A table of words by language; a language without words stands as a line to fill in.
fn table(
    text: &mut String,
    head: &str,
    locales: &[String],
    words: impl Fn(&str) -> Option<String>,
) {
    let _ = writeln!(text, "{head}");
    for locale in locales {
        let words = words(locale).unwrap_or_default();
        let _ = writeln!(text, "{locale} = {}", quoted(&words));
    }
}

/// The words up to the first full stop of their script.
fn first_sentence(text: &str) -> &str {
    let end = text.char_indices().find(|(_, sign)| ['.', '。', '।'].contains(sign));
    end.map_or(text, |(at, sign)| &text[..at + sign.len_utf8()])
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

/// A name in small letters, digits and hyphens.
fn plain(name: &str) -> String {
    authoring::names::plain_name(name, catalog::text::decompose_natively)
}
