//! What of a service is searched, field by field.

use catalog::directory::Directory;
use catalog::service::{Service, Words};

use crate::conflation::Conflation;
use crate::ranking::Texts;
use crate::speech::{simplified, traditional};

/// The texts of a service in one locale, in the order of `catalog::text::FIELDS`: name,
/// organization, summary (as its card shows them), body, other.
pub fn texts(directory: &Directory, service: &Service, locale: &str) -> Texts {
    let default_locale = directory.config.default_locale.as_str();
    let pick = |pick: fn(&Words) -> &str| {
        service.text(locale, default_locale, pick).map_or("", |found| found.text).to_owned()
    };
    let organization = directory
        .organization(&service.organization)
        .map_or("", |organization| organization.name.as_str());
    vec![
        pick(|words| words.name.as_deref().unwrap_or_default()),
        organization.to_owned(),
        pick(|words| words.summary.as_deref().unwrap_or_default()),
        body(directory, service, locale),
        other(service, locale),
    ]
}

/// The words of a service's page, beside name and summary.
fn body(directory: &Directory, service: &Service, locale: &str) -> String {
    let default_locale = directory.config.default_locale.as_str();
    let mut told: Vec<&str> = Vec::new();
    let mut tell = |pick: fn(&Words) -> &str| {
        told.extend(service.text(locale, default_locale, pick).map(|found| found.text));
    };
    tell(|words| &words.body_text);
    tell(|words| words.eligibility.as_deref().unwrap_or_default());
    tell(|words| words.first_visit.as_deref().unwrap_or_default());
    tell(|words| words.volunteer.as_deref().unwrap_or_default());
    told.extend(service.whereabouts.places().iter().filter_map(|place| place.name.as_deref()));
    told.join("\n")
}

/// Names and summaries in every other locale: a person may type in another language than the
/// page's, and is to find the service all the same.
fn other(service: &Service, locale: &str) -> String {
    let mut told: Vec<&str> = Vec::new();
    for (_, words) in service.words.iter().filter(|(known, _)| known.as_str() != locale) {
        told.extend(words.name.as_deref());
        told.extend(words.summary.as_deref());
    }
    let mut told = told.join("\n");
    // Who writes the one kind of Chinese finds what was translated into the other.
    let has = |locale: &str| service.words.contains_key(locale);
    let converted = match (has("zh-Hant"), has("zh-Hans")) {
        (true, false) => converted(service, "zh-Hant", simplified),
        (false, true) => converted(service, "zh-Hans", traditional),
        _ => String::new(),
    };
    told.push_str(&converted);
    told
}

/// Name and summary in a locale, character by character in the other kind of Chinese.
fn converted(service: &Service, locale: &str, convert: fn(&str) -> String) -> String {
    let words = service.words.get(locale);
    let texts = words.map(|words| [&words.name, &words.summary]);
    let texts = texts.into_iter().flatten().flatten();
    texts.map(|text| format!("\n{}", convert(text))).collect()
}

/// The forms of words in all of a directory's texts, whatever their locale.
pub fn conflation(directory: &Directory) -> Conflation {
    let locales = &directory.config.locales;
    let default_locale = directory.config.default_locale.as_str();
    let names = directory.organizations.iter().map(|group| (default_locale, group.name.clone()));
    let said = directory.services.iter().flat_map(|service| {
        service.words.iter().filter(|(locale, _)| locales.contains(locale)).map(
            |(locale, words)| {
                let Words { name, summary, eligibility, first_visit, volunteer, body_text, .. } =
                    words;
                let short = [name, summary, eligibility, first_visit, volunteer];
                let mut text = short.map(|text| text.as_deref().unwrap_or_default()).join("\n");
                text.push('\n');
                text.push_str(body_text);
                (locale.as_str(), text)
            },
        )
    });
    let texts: Vec<(&str, String)> = names.chain(said).collect();
    Conflation::learn(texts.iter().map(|(locale, text)| (*locale, text.as_str())))
}
