//! The ledger written down: JSON with a version, the same in the browser's storage and in a file.
//!
//! What is read may come from anywhere. It is read whole or refused whole, with limits; nothing of it is
//! taken for markup, and nothing but the fields named here is taken in: no file brings a name along.

use catalog::day::Day;
use catalog::link::code::is_id;
use catalog::link::plan::Reference;
use catalog::link::reply::{Outcome, own_words};
use catalog::phone::Phone;
use serde_json::{Map, Value, json};

use super::{ACTIVITIES_MAX, Activity, Entry, Ledger};
use crate::locale::Key;

/// The name under which the browser's storage keeps the ledger.
pub const STORED: &str = "signpost.people";

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The field that says so, and that this is a ledger at all.
const VERSION_FIELD: &str = "signpost-people";

/// Longest file in bytes: some hundred bytes for each of the most activities that people hand over, and words.
pub const BYTES_MAX: usize = 2_000_000;

/// Most characters of an activity's name; what is longer is cut off there.
const NAME_CHARS: usize = 200;

/// Why a text is no ledger that can be read, or an entry cannot be added to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is longer than any ledger.
    TooLarge,
    /// It is something else, or damaged.
    NotALedger,
    /// A newer version of this site wrote it.
    Newer,
    /// There is no room for another entry.
    Full,
}

impl Refusal {
    /// What is said of a file.
    pub fn key(self) -> Key {
        match self {
            Self::TooLarge | Self::NotALedger => Key::PeopleNotALedger,
            Self::Newer => Key::PlanNewer,
            Self::Full => Key::PeopleNoRoom,
        }
    }
}

/// Adds an entry to what is stored, and gives what is to be stored then. One of the same reference gets the
/// activities that it lacks.
///
/// # Errors
/// Where what is stored cannot be read, or is full; it is then to be left as it is.
pub fn add(stored: Option<&str>, entry: Entry) -> Result<String, Refusal> {
    let mut ledger = stored.map_or(Ok(Ledger::default()), read)?;
    if let Some(known) = ledger.entry_mut(entry.reference) {
        for activity in entry.activities {
            let is_known = known.activities.iter().any(|other| other.id == activity.id);
            if !is_known && known.activities.len() < ACTIVITIES_MAX {
                known.activities.push(activity);
            }
        }
    } else if !ledger.put(usize::MAX, entry) {
        return Err(Refusal::Full);
    }
    Ok(write(&ledger))
}

/// The ledger as text.
pub fn write(ledger: &Ledger) -> String {
    let entries: Vec<Value> = ledger.entries.iter().map(write_entry).collect();
    json!({ VERSION_FIELD: VERSION, "entries": entries }).to_string()
}

fn write_entry(entry: &Entry) -> Value {
    let Entry { reference, language, given, look_again, closed, words, activities } = entry;
    let day = |day: &Option<Day>| day.map(|day| day.to_string());
    json!({
        "reference": reference.shown(),
        "language": language,
        "given": given.to_string(),
        "lookAgain": day(look_again),
        "closed": day(closed),
        "words": words,
        "activities": activities.iter().map(write_activity).collect::<Vec<_>>(),
    })
}

fn write_activity(activity: &Activity) -> Value {
    let Activity { id, name, phone, takes_texts, asks_group, outcome, said, full_until } = activity;
    let day = |day: &Option<Day>| day.map(|day| day.to_string());
    json!({
        "id": id,
        "name": name,
        "phone": phone,
        "takesTexts": takes_texts,
        "asksGroup": asks_group,
        "outcome": outcome.number(),
        "said": day(said),
        "fullUntil": day(full_until),
    })
}

/// A ledger from text.
///
/// # Errors
/// Why it is none; then nothing of it is to be used.
pub fn read(text: &str) -> Result<Ledger, Refusal> {
    if text.len() > BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    let value: Value = serde_json::from_str(text).map_err(|_| Refusal::NotALedger)?;
    let fields = value.as_object().ok_or(Refusal::NotALedger)?;
    match fields.get(VERSION_FIELD).and_then(Value::as_u64) {
        Some(1..=VERSION) => read_ledger(fields).ok_or(Refusal::NotALedger),
        Some(newer) if newer > VERSION => Err(Refusal::Newer),
        _ => Err(Refusal::NotALedger),
    }
}

fn read_ledger(fields: &Map<String, Value>) -> Option<Ledger> {
    let mut ledger = Ledger::default();
    for entry in fields.get("entries")?.as_array()? {
        // Each reference once, and no more than there is room for: anything else was not written by us.
        if !ledger.put(usize::MAX, read_entry(entry.as_object()?)?) {
            return None;
        }
    }
    Some(ledger)
}

fn read_entry(fields: &Map<String, Value>) -> Option<Entry> {
    let mut activities: Vec<Activity> = Vec::new();
    for activity in fields.get("activities")?.as_array()? {
        let activity = read_activity(activity.as_object()?)?;
        if activities.iter().any(|known| known.id == activity.id) {
            return None;
        }
        activities.push(activity);
    }
    let reference = Reference::read(text(fields, "reference")?).filter(|one| !one.is_none())?;
    let language = text(fields, "language")?;
    let is_code = language.len() <= 35
        && language.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_readable = is_code && (1..=ACTIVITIES_MAX).contains(&activities.len());
    is_readable.then_some(())?;
    Some(Entry {
        reference,
        language: language.to_owned(),
        given: day(fields, "given")??,
        look_again: day(fields, "lookAgain")?,
        closed: day(fields, "closed")?,
        words: own_words(text(fields, "words")?),
        activities,
    })
}

fn read_activity(fields: &Map<String, Value>) -> Option<Activity> {
    let id = text(fields, "id").filter(|id| is_id(id))?;
    let phone = text(fields, "phone").filter(|phone| phone.is_empty() || Phone::is_one(phone))?;
    let outcome = u32::try_from(fields.get("outcome")?.as_u64()?).ok()?;
    Some(Activity {
        id: id.to_owned(),
        name: label(text(fields, "name")?),
        phone: phone.to_owned(),
        takes_texts: truth(fields, "takesTexts")?,
        asks_group: truth(fields, "asksGroup")?,
        outcome: Outcome::of_number(outcome)?,
        said: day(fields, "said")?,
        full_until: day(fields, "fullUntil")?,
    })
}

/// A text; empty where there is none, and `None` for anything else.
fn text<'a>(fields: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    match fields.get(field) {
        None | Some(Value::Null) => Some(""),
        Some(text) => text.as_str(),
    }
}

fn truth(fields: &Map<String, Value>, field: &str) -> Option<bool> {
    fields.get(field).map_or(Some(false), Value::as_bool)
}

/// A day, or none; `None` for anything else.
fn day(fields: &Map<String, Value>, field: &str) -> Option<Option<Day>> {
    match text(fields, field)? {
        "" => Some(None),
        day => Day::parse(day).map(Some),
    }
}

/// A name without what no writer types.
fn label(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !c.is_control() && !turns(*c)).take(NAME_CHARS).collect()
}
