//! The order in which a page's keys are written: facts that a reader needs first come first.
//!
//! One table for what [`write`](crate::write) writes and for where [`edit`](crate::edit) puts a key
//! that is not there yet. A test holds that every key of every sample page is in it.

/// The keys of a map, by the key under which the map stands; the page itself stands under none.
const ORDER: [(&str, &[&str]); 15] = [
    (
        "",
        &[
            "id",
            "title",
            "for_whom",
            "version",
            "services",
            "name",
            "summary",
            "website",
            "status",
            "alert",
            "needs",
            "topics",
            "not_topics",
            "intent",
            "audience",
            "eligibility",
            "cost",
            "delivery",
            "joining",
            "languages",
            "language_notes",
            "locations",
            "access_notes",
            "access_only",
            "transport",
            "area",
            "confidential_address",
            "schedule",
            "contact",
            "first_visit",
            "volunteer",
            "capacity",
            "assurance",
            "prescriber_notes",
            "sensitive",
            "translation",
        ],
    ),
    ("alert", &["text", "until"]),
    ("eligibility", &["text", "min_age", "max_age", "residency", "requires"]),
    ("cost", &["kind", "amount", "currency", "note"]),
    ("languages", &["code", "how", "note"]),
    (
        "locations",
        &[
            "name",
            "address",
            "lat",
            "lon",
            "access",
            "access_notes",
            "access_only",
            "transport",
            "contact",
        ],
    ),
    ("address", &["line1", "line2", "city", "region", "postal", "country"]),
    (
        "schedule",
        &[
            "text",
            "at",
            "kind",
            "start",
            "minutes",
            "rrule",
            "dates",
            "closed_on",
            "exdates",
            "pauses",
            "valid_to",
        ],
    ),
    ("pauses", &["from", "to", "why"]),
    ("contact", &["role", "phone", "extension", "sms", "email", "url", "languages"]),
    ("first_visit", &["what_happens", "ask_for", "meet_me", "bring_someone", "what_to_bring"]),
    ("volunteer", &["role", "joining"]),
    ("capacity", &["status", "note", "updated"]),
    ("assurance", &["date", "by", "how", "level"]),
    ("translation", &["by", "how", "reviewed_by", "date", "of"]),
];

/// The keys of the map that stands under `parent` (`""` for the page itself), in their order. Empty
/// for maps whose keys are words of a list, such as `access`.
pub fn keys(parent: &str) -> &'static [&'static str] {
    ORDER.iter().find(|(name, _)| *name == parent).map_or(&[], |(_, keys)| keys)
}

/// Whether a key belongs into some map of a page.
pub(crate) fn is_known(key: &str) -> bool {
    ORDER.iter().any(|(_, keys)| keys.contains(&key))
}
