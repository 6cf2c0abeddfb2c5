//! A plan written down: JSON with a version, the same in the browser's storage and in a file.
//!
//! What is read may come from anywhere: a file that a stranger sent, a storage that another
//! program has filled. It is read whole or refused whole, with limits, and nothing of it is
//! ever taken for markup.
//!
//! `public/plan-add.js` writes the same: pages hand it [`format()`].

use catalog::day::Day;
use catalog::link::plan::{PlanLink, Reference};
use catalog::phone::Phone;
use catalog::schedule::Schedule;
use serde_json::{Map, Value, json};

use super::since::Standing;
use super::{CheckIn, Facts, ITEMS_MAX, Item, LINKS_MAX, Mark, Plan, WORDS_MAX, Why};
use crate::locale::Key;
use crate::slip::Room;

/// The name under which the browser's storage keeps a plan.
pub const STORED: &str = "signpost.plan";

/// The version that is written, and the newest that is read. All before it are read for ever: `2` has
/// further marks, why, the reference and the links it came from, papers, and how near a person says they are.
pub const VERSION: u64 = 2;

/// The field that says so, and that this is a plan at all.
const VERSION_FIELD: &str = "signpost-plan";

/// The fields of an activity that a card of the finder hands over. The times come last: they are several.
pub const KEPT_FIELDS: [&str; 9] =
    ["id", "name", "lang", "phone", "when", "place", "sensitive", "page", "times"];

/// The fields of an activity that are its owner's own: no page knows or changes them.
const OWN_FIELDS: [&str; 5] = ["reference", "note", "mark", "why", FACTS];

/// The field with what was so when its owner last looked. Who wrote the second version without it has
/// looked at nothing yet.
const FACTS: &str = "facts";

/// Between the fields of an activity that the finder hands to its script: a control character that
/// no writer types (ASCII "unit separator"). One text is a smaller program than an object.
pub const FIELD_SEPARATOR: &str = "\u{1f}";

/// A field handed so that says yes; one that says no is empty.
pub const TRUE: &str = "1";

/// What `public/plan-add.js` must know of the format, for a page's data: so that the format stands
/// here alone.
pub fn format() -> String {
    json!({
        "stored": STORED,
        "versionField": VERSION_FIELD,
        "versions": (1..=VERSION).collect::<Vec<_>>(),
        "most": ITEMS_MAX,
        "fields": KEPT_FIELDS,
        "separator": FIELD_SEPARATOR,
    })
    .to_string()
}

/// Longest file in bytes: a full plan with the longest notes in a script of three bytes a
/// character.
pub const BYTES_MAX: usize = 1_000_000;

/// Most rows of a timetable; further ones are left out.
pub(super) const TIMES_MAX: usize = 24;

/// Most characters of a name, a place or usual times; what is longer is cut off there.
const LABEL_CHARS: usize = 400;

/// Most papers that an activity asks for, places and numbers that it has; further ones are left out.
pub(super) const LABELS_MAX: usize = 12;

/// Why a text is no plan that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is longer than any plan.
    TooLarge,
    /// It is something else, or damaged.
    NotAPlan,
    /// A newer version of this site wrote it.
    Newer,
}

impl Refusal {
    /// What its owner is told of a file.
    pub fn key(self) -> Key {
        match self {
            Self::TooLarge => Key::PlanTooLarge,
            Self::NotAPlan => Key::PlanNotAPlan,
            Self::Newer => Key::PlanNewer,
        }
    }
}

/// The plan as text.
pub fn write(plan: &Plan) -> String {
    let kept: Vec<Value> = plan.items.iter().map(write_item).collect();
    // A link names activities: when the last of it goes, nothing of it stays.
    let links: Vec<String> = plan.used_links().map(PlanLink::to_fragment).collect();
    let near: Vec<Value> = plan.check_ins.iter().map(write_check_in).collect();
    json!({
        VERSION_FIELD: VERSION,
        "matters": plan.matters,
        "kept": kept,
        "links": links,
        "near": near,
    })
    .to_string()
}

/// An activity as text, as far as it is known when it is kept: what `public/plan-add.js` takes from
/// a page.
pub fn write_one(item: &Item) -> String {
    let mut fields = write_item(item);
    if let Some(fields) = fields.as_object_mut() {
        fields.retain(|field, _| !OWN_FIELDS.contains(&field.as_str()));
    }
    fields.to_string()
}

fn write_check_in(said: &CheckIn) -> Value {
    let CheckIn { day, near, words } = said;
    json!({ "day": day.to_string(), "near": near, "words": words })
}

fn write_item(item: &Item) -> Value {
    let Item { id, name, lang, phone, when, place, times, sensitive, page, .. } = item;
    let Item { papers, bring, reference, note, mark, why, facts, .. } = item;
    let mut fields = json!({
        "id": id,
        "name": name,
        "lang": lang,
        "phone": phone,
        "when": when,
        "place": place,
        "times": lines(times),
        "sensitive": sensitive,
        "page": page,
        "papers": papers,
        "bring": bring,
        "reference": reference,
        "note": note,
        "mark": mark.name(),
        "why": why.map_or("", Why::name),
    });
    if let Some(facts) = facts {
        fields[FACTS] = write_facts(facts);
    }
    fields
}

fn write_facts(facts: &Facts) -> Value {
    let Facts { times, places, phones, standing, room, is_part } = facts;
    json!({
        "times": lines(times),
        "places": places,
        "phones": phones,
        "standing": standing.name(),
        "room": room.name(),
        "part": is_part,
    })
}

fn lines(times: &[Schedule]) -> Vec<String> {
    times.iter().map(Schedule::to_line).collect()
}

/// A plan from text.
///
/// # Errors
/// Why it is none; then nothing of it is to be used.
pub fn read(text: &str) -> Result<Plan, Refusal> {
    if text.len() > BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    let value: Value = serde_json::from_str(text).map_err(|_| Refusal::NotAPlan)?;
    let plan = value.as_object().ok_or(Refusal::NotAPlan)?;
    match plan.get(VERSION_FIELD).and_then(Value::as_u64) {
        Some(1..=VERSION) => read_plan(plan).ok_or(Refusal::NotAPlan),
        Some(newer) if newer > VERSION => Err(Refusal::Newer),
        _ => Err(Refusal::NotAPlan),
    }
}

fn read_plan(fields: &Map<String, Value>) -> Option<Plan> {
    let mut plan = Plan { matters: words(fields, "matters", WORDS_MAX)?, ..Plan::default() };
    let kept = fields.get("kept")?.as_array().filter(|kept| kept.len() <= ITEMS_MAX)?;
    for item in kept {
        let item = read_item(item.as_object()?)?;
        // Each id once: anything else was not written by us.
        if !plan.put(usize::MAX, item) {
            return None;
        }
    }
    // One that cannot be read is no reason to lose a plan.
    let links = fields.get("links").and_then(Value::as_array).into_iter().flatten();
    let links = links.filter_map(|link| PlanLink::read(link.as_str()?).ok());
    links.take(LINKS_MAX).for_each(|link| plan.remember(link));
    let near = fields.get("near").and_then(Value::as_array).into_iter().flatten();
    for said in near.filter_map(|said| read_check_in(said.as_object()?)) {
        plan.keep_check_in(said);
    }
    Some(plan)
}

fn read_check_in(fields: &Map<String, Value>) -> Option<CheckIn> {
    let near = fields.get("near").and_then(Value::as_u64)?;
    Some(CheckIn {
        day: Day::parse(&words(fields, "day", LABEL_CHARS)?)?,
        near: u8::try_from(near).ok()?,
        words: words(fields, "words", WORDS_MAX)?,
    })
}

fn read_item(fields: &Map<String, Value>) -> Option<Item> {
    let sensitive = match fields.get("sensitive") {
        None | Some(Value::Null) => false,
        Some(said) => said.as_bool()?,
    };
    let label = |field| Some(cut(&words(fields, field, usize::MAX)?));
    let (id, lang, page) = (label("id")?, label("lang")?, label("page")?);
    let (phone, mark, why) = (label("phone")?, label("mark")?, label("why")?);
    let mark = if mark.is_empty() { Mark::NotYet } else { Mark::named(&mark)? };
    let is_readable = is_id(&id)
        && (phone.is_empty() || Phone::is_one(&phone))
        && [&lang, &page].into_iter().all(|text| is_locale(text));
    // The name of what calls for discretion is not taken in either.
    let shown = |words: String| if sensitive { String::new() } else { words };
    is_readable.then_some(())?;
    Some(Item {
        id,
        name: shown(label("name")?),
        lang,
        phone: (!phone.is_empty()).then_some(phone),
        when: shown(label("when")?),
        place: shown(label("place")?),
        times: times(fields),
        sensitive,
        page,
        papers: if sensitive { Vec::new() } else { labels(fields, "papers") },
        bring: shown(label("bring")?),
        reference: reference(&label("reference")?),
        note: words(fields, "note", WORDS_MAX)?,
        mark,
        why: Why::named(&why).filter(|_| mark.has_reason()),
        facts: fields.get(FACTS).and_then(Value::as_object).filter(|_| !sensitive).map(read_facts),
    })
}

/// What was so. Anything else than we wrote is left out: then the person is told of a change once more.
fn read_facts(fields: &Map<String, Value>) -> Facts {
    let name = |field| fields.get(field).and_then(Value::as_str).unwrap_or_default();
    let mut phones = labels(fields, "phones");
    phones.retain(|phone| Phone::is_one(phone));
    Facts {
        times: times(fields),
        places: labels(fields, "places"),
        phones,
        standing: Standing::named(name("standing")),
        room: Room::named(name("room")),
        is_part: fields.get("part").and_then(Value::as_bool).unwrap_or_default(),
    }
}

/// A reference as it is written down; one that is none is no reason to lose a plan.
fn reference(written: &str) -> String {
    let reference = Reference::read(written).filter(|reference| !reference.is_none());
    reference.map(Reference::shown).unwrap_or_default()
}

/// A list of short texts.
fn labels(fields: &Map<String, Value>, field: &str) -> Vec<String> {
    let labels = fields.get(field).and_then(Value::as_array).into_iter().flatten();
    let labels = labels.filter_map(|label| Some(cut(&typed(label.as_str()?))));
    labels.filter(|label| !label.is_empty()).take(LABELS_MAX).collect()
}

/// A text no longer than a label.
fn cut(text: &str) -> String {
    text.chars().take(LABEL_CHARS).collect()
}

/// A text without what no writer types; empty where there is none.
fn words(fields: &Map<String, Value>, field: &str, chars_max: usize) -> Option<String> {
    let text = match fields.get(field) {
        None | Some(Value::Null) => "",
        Some(text) => text.as_str()?,
    };
    (text.chars().count() <= chars_max).then(|| typed(text))
}

fn typed(text: &str) -> String {
    text.chars().filter(|c| is_typed(*c)).collect()
}

/// Whether a person may have typed it: no control characters but a new line, and none of those
/// that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069).
fn is_typed(c: char) -> bool {
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c == '\n' || !c.is_control()) && !turns
}

/// The timetable, without rows that cannot be read: a plan is worth more than one date.
fn times(fields: &Map<String, Value>) -> Vec<Schedule> {
    let rows = fields.get("times").and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|row| Schedule::from_line(row.as_str()?)).take(TIMES_MAX).collect()
}

/// Letters, digits and hyphens, as in `zh-Hant`, or nothing: nothing that leads elsewhere.
fn is_locale(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Five to eight small letters and digits: part of an address, and nothing that leads elsewhere.
/// What the indexer takes for an id.
fn is_id(text: &str) -> bool {
    (5..=8).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase())
}
