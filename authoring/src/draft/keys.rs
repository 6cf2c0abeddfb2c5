//! Keys that people type for ours: capitals, spaces for underlines, the words of other programs.

use crate::node::{Entry, nearest};
use crate::order;

/// A key, and what other programs and people call it. A name can stand for several keys: the first
/// that belongs into the map is meant.
const ALIASES: [(&str, &[&str]); 27] = [
    ("name", &["title", "headline"]),
    ("title", &["name", "headline"]),
    ("summary", &["description", "excerpt", "subtitle", "tagline"]),
    ("needs", &["need", "tags", "categories", "category"]),
    ("topics", &["topic", "subjects", "subject", "keywords"]),
    ("audience", &["audiences"]),
    ("languages", &["language", "lang", "spoken_languages"]),
    ("locations", &["location", "place", "places", "venue"]),
    ("schedule", &["schedules", "when", "times", "hours"]),
    ("contact", &["contacts"]),
    ("cost", &["price", "prices", "fee", "fees", "costs"]),
    ("eligibility", &["eligible", "who_can_come"]),
    ("phone", &["tel", "telephone", "phone_number", "mobile"]),
    ("email", &["mail", "e_mail", "email_address"]),
    ("website", &["url", "web", "homepage", "web_site"]),
    ("url", &["website", "web", "homepage", "link", "web_site"]),
    ("minutes", &["duration", "length"]),
    ("start", &["dtstart", "start_date", "starts", "begins", "begin"]),
    ("rrule", &["rule", "recurrence", "repeat", "repeats"]),
    ("line1", &["street", "street_address", "address1", "address_1"]),
    ("line2", &["address2", "address_2"]),
    ("postal", &["postcode", "postal_code", "zip"]),
    ("region", &["province", "state"]),
    ("lat", &["latitude"]),
    ("lon", &["lng", "long", "longitude"]),
    ("kind", &["type"]),
    ("amount", &["price"]),
];

/// Maps of a page whose keys are often written at the top, and those keys. Keys that could belong into
/// several maps are left out.
pub(super) const BELOW: [(&str, &[&str]); 7] = [
    ("schedule", &["start", "minutes", "rrule", "exdates", "pauses", "valid_to"]),
    ("contact", &["phone", "email", "url", "sms", "role"]),
    ("locations", &["address", "lat", "lon", "access"]),
    ("eligibility", &["min_age", "max_age", "residency", "requires"]),
    ("first_visit", &["what_happens", "ask_for", "meet_me", "bring_someone", "what_to_bring"]),
    ("cost", &["amount", "currency"]),
    ("capacity", &["updated"]),
];

/// Maps of a list: each of their keys at the top belongs into an entry.
pub(super) const LISTS: [&str; 5] = ["schedule", "contact", "locations", "cost", "languages"];

/// The key of a map that a single text stands for: `capacity: full` is `capacity: { status: full }`.
pub(super) const SHORT: [(&str, &str); 8] = [
    ("eligibility", "text"),
    ("alert", "text"),
    ("first_visit", "what_happens"),
    ("capacity", "status"),
    ("volunteer", "role"),
    ("address", "line1"),
    ("cost", "kind"),
    ("languages", "code"),
];

/// A key in small letters with underlines, as ours are.
pub(super) fn evened(key: &str) -> String {
    key.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Whether a key is one of ours, but for capitals, spaces and hyphens.
pub(super) fn is_key(typed: &str, key: &str) -> bool {
    let even = |byte: u8| match byte {
        b' ' | b'-' => b'_',
        _ => byte.to_ascii_lowercase(),
    };
    typed.trim().bytes().map(even).eq(key.bytes().map(even))
}

/// The key of `known` that another program's word stands for.
pub(super) fn meant_by<'k>(typed: &str, known: &[&'k str]) -> Option<&'k str> {
    let is_alias = |key: &str| {
        let mut aliases = ALIASES.iter().filter(|(ours, _)| *ours == key);
        aliases.any(|(_, names)| names.iter().any(|name| is_key(typed, name)))
    };
    known.iter().find(|key| is_alias(key)).copied()
}

/// Whether an entry was typed for `key`: by another program's word, or by a slip of the hand.
pub(super) fn stands_for(entry: &Entry, key: &str) -> bool {
    let typed = &entry.key.value;
    nearest(typed, [key]).is_some() && !order::is_known(&evened(typed))
        || meant_by(typed, &[key]).is_some()
}

/// Whether a word is a key of some map of a page, or what people type for one.
pub(crate) fn is_known_key(typed: &str) -> bool {
    let typed = evened(typed);
    order::is_known(&typed) || ALIASES.iter().any(|(_, names)| names.contains(&typed.as_str()))
}
