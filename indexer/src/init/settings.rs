//! `directory.toml` of a new town: every setting, each explained where it stands. What the reader of that file says of a
//! setting ([`SECTIONS`]) is what stands above it here.

use std::fmt::Write as _;

use authoring::guide::settings::{Kind, SECTIONS, Section, Setting};
use authoring::phone::number_of_nobody;

use super::words::HelpLine;
use super::{Bounds, ENGLISH, Town};

/// The notice on every page while a town is being set up, in the languages of the sample.
const SAMPLE: &str = include_str!("../../../content/directory.toml");

/// How wide a comment is: as wide as a line of this project, so that it fits on a screen beside other things.
const WIDE: usize = 116;

/// The settings of a new town whose usual values are written down, so that somebody sees and changes them.
const USUAL: [(&str, &[(&str, &str)]); 2] = [
    ("freshness", &[("remind", "[11, 12]"), ("stale", "14"), ("hide", "18")]),
    ("travel", &[("walk-short", "800"), ("walk", "1600"), ("bus", "6000"), ("drive", "20000")]),
];

/// Writes the file.
///
/// # Errors
/// When the sample's words cannot be read: a fault of ours.
pub fn directory(town: &Town, line: &HelpLine) -> Result<String, String> {
    let sample: toml::Table = SAMPLE.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let mut text = "# This directory: what it is called, where it is, how it counts, whom to call in a crisis.\n\
         # What stands behind a # and a space explains what follows. What stands behind a # alone is a setting that is not used:\n\
         # take the # away to use it. After each change: signpost check\n"
        .to_owned();
    for section in &SECTIONS {
        let is_used = section.is_needed
            || matches!(section.key, "notice" | "contact")
            || USUAL.iter().any(|(key, _)| *key == section.key);
        // A section that is not used stands there to be used: all of its lines wait behind a #.
        let off = if is_used { "" } else { "#" };
        text.push('\n');
        explain(&mut text, section.about);
        if section.kind != Kind::Top {
            let _ = writeln!(text, "{off}{}", section.head());
        }
        if section.kind == Kind::Words {
            let words = words(town, &sample, section.key);
            for (locale, words) in town.locales.iter().zip(words) {
                let is_ours = sample.get(section.key).is_some_and(|own| own.get(locale).is_some());
                if section.key == "notice" && !is_ours {
                    explain(&mut text, &format!("Still in English: say the same in {locale}."));
                }
                let _ = writeln!(text, "{locale} = {}", quoted(&words));
            }
            continue;
        }
        for setting in section.settings {
            explain(&mut text, setting.about);
            let _ = match value(town, line, section, setting) {
                Some(value) if is_used => writeln!(text, "{} = {value}", setting.key),
                _ => writeln!(text, "#{} = {}", setting.key, example(town, setting)),
            };
        }
    }
    Ok(text)
}

/// The value of a setting in a new town; `None` where the example stands for somebody to change.
fn value(town: &Town, line: &HelpLine, section: &Section, setting: &Setting) -> Option<String> {
    let Town { country, centre, time_zone, locales, email, phone, host, base_url, .. } = town;
    let Bounds { south, west, north, east } = town.bounds();
    let list = || locales.iter().map(|locale| quoted(locale)).collect::<Vec<_>>().join(", ");
    let labels = || {
        let labels =
            line.label.iter().map(|(locale, label)| format!("{locale} = {}", quoted(label)));
        labels.collect::<Vec<_>>().join(", ")
    };
    Some(match (section.key, setting.key) {
        ("", "id") => quoted(&town.id()),
        ("", "base_url") => quoted(base_url),
        ("", "host") => quoted((*host)?.id()),
        ("", "time_zone") => quoted(time_zone),
        ("", "country") => quoted(country),
        ("", "default_locale") => quoted(locales.first()?),
        ("", "locales") => format!("[{}]", list()),
        ("", "sample") => "true".to_owned(),
        ("centre", "lat") => centre.lat().to_string(),
        ("centre", "lon") => centre.lon().to_string(),
        ("bounds", "south") => south.to_string(),
        ("bounds", "west") => west.to_string(),
        ("bounds", "north") => north.to_string(),
        ("bounds", "east") => east.to_string(),
        ("contact", "email") => quoted(email.as_ref()?),
        ("contact", "phone") => quoted(phone.as_ref()?),
        ("help_now", "phone") => quoted(line.phone),
        ("help_now", "display") => quoted(line.display),
        ("help_now", "label") => format!("{{ {} }}", labels()),
        ("help_now", "placeholder") => "true".to_owned(),
        (section, key) => {
            let (_, usual) = USUAL.iter().find(|(of, _)| *of == section)?;
            usual.iter().find(|(of, _)| *of == key)?.1.to_owned()
        }
    })
}

/// The example of a setting, with a number as it is written in the town's country.
fn example(town: &Town, setting: &Setting) -> String {
    match setting.key {
        "phone" => quoted(number_of_nobody(Some(&town.country))),
        _ => setting.example.to_owned(),
    }
}

/// What a section says in each of the town's languages.
fn words(town: &Town, sample: &toml::Table, key: &str) -> Vec<String> {
    let notice = |locale: &String| {
        let notice = sample.get("notice")?.get(locale)?.as_str()?;
        Some(first_sentence(notice).to_owned())
    };
    let of = |locale: &String| match key {
        "name" => town.name.clone(),
        "area" => town.area.clone(),
        _ => notice(locale).or_else(|| notice(&ENGLISH.to_owned())).unwrap_or_default(),
    };
    town.locales.iter().map(of).collect()
}

/// Writes words as a comment, as wide as [`WIDE`].
fn explain(text: &mut String, about: &str) {
    let mut length = 0;
    for word in about.split_whitespace() {
        let long = word.chars().count() + 1;
        if length == 0 || length + long > WIDE {
            text.push_str(if length == 0 { "#" } else { "\n#" });
            length = 1;
        }
        text.push(' ');
        text.push_str(word);
        length += long;
    }
    if length > 0 {
        text.push('\n');
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_behind_a_sign_and_no_line_is_longer_than_a_screen() {
        let mut text = String::new();
        explain(&mut text, &"Months since a person last checked. ".repeat(9));
        assert!(text.lines().all(|line| line.starts_with("# ") && line.len() <= WIDE), "{text}");
        assert_eq!(text.lines().count(), 3);
        let mut nothing = String::new();
        explain(&mut nothing, "");
        assert_eq!(nothing, "");
    }
}
