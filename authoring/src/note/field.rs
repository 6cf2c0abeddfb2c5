//! What a line of a note is about: the vocabulary of the keys, which is that of the pages in plainer words.
//!
//! `schedule[0].start` is `time 1 start`, `locations[1].address.line1` is `place 2 address line1`,
//! `first_visit.ask_for` is `first visit ask for`. There is no second list of fields: a key is a way through
//! [`order`].

use std::fmt;

use super::between::{get, items};
use crate::edit::{Path, Step};
use crate::order;
use crate::value::Value;

/// A field of a page, by the name that notes give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field(pub(super) Path);

/// What is plainer than the key of a page: the list or map, what notes call it, and the one of its facts that
/// needs no name there (`time 1:` is the text of the first row).
const PLAIN: [(&str, &str, Option<&str>); 8] = [
    ("schedule", "time", Some("text")),
    ("locations", "place", Some("name")),
    ("languages", "language", Some("code")),
    ("cost", "cost", Some("kind")),
    ("alert", "alert", Some("text")),
    ("eligibility", "eligibility", Some("text")),
    ("volunteer", "volunteer", Some("role")),
    ("capacity", ROOM, None),
];

/// How notes call `capacity`, all of which is one line.
const ROOM: &str = "room";

/// How notes call the text below the facts. No key of a page has this name.
pub(super) const BODY: &str = "words";

/// What no note can say: the day and the sayer of a note are the check, and ids are given by the tools.
const NOT_SAID: [&str; 4] = ["id", "assurance", "translation", "language_notes"];

/// What a value of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Words.
    Text,
    /// A number, a day, a time, yes or no: without quotes on a page.
    Plain,
    /// A list of words.
    Texts,
    /// A list of days.
    Days,
    /// A list of maps.
    Entries,
    /// A map whose keys are known.
    Map,
    /// A map whose keys are words of a list, each with a text.
    Named,
    /// Room: a status and a few words.
    Room,
}

/// The shape of a key within the map that stands under `parent`.
pub(super) fn shape(parent: &str, key: &str) -> Shape {
    match (parent, key) {
        ("", "capacity") => Shape::Room,
        ("contact", "languages") => Shape::Texts,
        (_, "schedule" | "locations" | "languages" | "cost" | "contact" | "pauses") => {
            Shape::Entries
        }
        (_, "access" | "access_notes" | "access_only") => Shape::Named,
        (_, "alert" | "eligibility" | "first_visit" | "address") | ("", "volunteer") => {
            match parent {
                "" | "locations" => Shape::Map,
                _ => Shape::Text,
            }
        }
        (_, "dates" | "exdates") => Shape::Days,
        (
            _,
            "needs" | "topics" | "not_topics" | "intent" | "audience" | "residency" | "requires"
            | "delivery" | "area" | "closed_on" | "services",
        ) => Shape::Texts,
        (
            _,
            "until"
            | "min_age"
            | "max_age"
            | "amount"
            | "lat"
            | "lon"
            | "sms"
            | "meet_me"
            | "bring_someone"
            | "confidential_address"
            | "sensitive"
            | "start"
            | "minutes"
            | "rrule"
            | "from"
            | "to"
            | "valid_to"
            | "updated",
        ) => Shape::Plain,
        _ => Shape::Text,
    }
}

impl Field {
    /// The field at a path of a page.
    pub fn at(path: Path) -> Self {
        Self(path)
    }

    /// Whether there is room.
    pub fn room() -> Self {
        Self(Path::page().key("capacity"))
    }

    /// The text below the facts.
    pub fn body() -> Self {
        Self(Path::page().key(BODY))
    }

    /// The path on a page; that of the text below the facts is a name that no key has.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The outermost key: `schedule`, `contact`, `words`.
    pub fn top(&self) -> &str {
        match self.0.0.first() {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    /// The number of the entry, counted from 0, where the outermost key is a list of entries.
    pub fn entry(&self) -> Option<usize> {
        match self.0.0.get(1) {
            Some(Step::Index(index)) => Some(*index),
            _ => None,
        }
    }

    /// What a page has there: its facts with [`BODY`] among them. Of room, without the day.
    pub(super) fn value_in(&self, page: &Value) -> Option<Value> {
        let value = self.0.0.iter().try_fold(page, step_into)?;
        match (self.shape(), value) {
            (Shape::Room, Value::Map(entries)) => {
                let said = entries.iter().filter(|(key, _)| key != "updated").cloned();
                Some(Value::Map(said.collect()))
            }
            _ => Some(value.clone()),
        }
    }

    /// By what the innermost entry is known that the field belongs to: its unnamed fact, or all of it.
    pub(super) fn which_entry<'v>(&self, page: &'v Value) -> Option<&'v Value> {
        let is_index = |step: &Step| matches!(step, Step::Index(_));
        let steps = self.0.0.get(..=self.0.0.iter().rposition(is_index)?)?;
        let entry = steps.iter().try_fold(page, step_into)?;
        let list = Self(Path(steps.to_vec())).last_key().to_owned();
        let main = PLAIN.iter().find(|(key, ..)| *key == list).and_then(|it| it.2);
        Some(main.and_then(|main| get(entry, main)).unwrap_or(entry))
    }

    /// What its value is.
    pub(super) fn shape(&self) -> Shape {
        let mut parent = "";
        let mut shape = Shape::Map;
        for step in &self.0.0 {
            match (step, shape) {
                (Step::Index(_), _) => shape = Shape::Map,
                (Step::Key(_), Shape::Named) => return Shape::Text,
                (Step::Key(key), _) => {
                    shape = self::shape(parent, key);
                    parent = key;
                }
            }
        }
        shape
    }

    /// Whether it has a value of its own, and is no map of others.
    pub(super) fn is_leaf(&self) -> bool {
        !matches!(self.shape(), Shape::Map | Shape::Named | Shape::Entries)
    }

    /// From the words of a key, in capitals or not; `None` where no field is so called.
    pub fn parse(words: &str) -> Option<Self> {
        let lower = words.to_lowercase();
        let words: Vec<&str> = lower.split_whitespace().collect();
        // The longest field has 5 words, and a place.
        if words.is_empty() || words.len() > 10 {
            return None;
        }
        let mut path = Path::page();
        let (mut parent, mut rest, mut shape) = (String::new(), &words[..], Shape::Map);
        while !rest.is_empty() {
            match shape {
                Shape::Entries => {
                    let (number, after) = rest.split_first()?;
                    let number: usize =
                        number.parse().ok().filter(|number| (1..=99).contains(number))?;
                    (path, rest, shape) = (path.index(number - 1), after, Shape::Map);
                }
                Shape::Map => {
                    let (key, after) = key(&parent, rest)?;
                    (shape, path, rest) = (self::shape(&parent, key), path.key(key), after);
                    parent = key.to_owned();
                }
                Shape::Named => {
                    let [key] = rest else { return None };
                    let is_slug =
                        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                    (path, rest, shape) = (path.key(key), &[], Shape::Text);
                    if !key.chars().all(is_slug) {
                        return None;
                    }
                }
                Shape::Text | Shape::Plain | Shape::Texts | Shape::Days | Shape::Room => {
                    return None;
                }
            }
        }
        // A list of entries as a whole is no line.
        (shape != Shape::Entries).then_some(Self(path))
    }

    /// The field that a line is about whose key names a map or an entry: `alert` is its text.
    pub(super) fn main(&self) -> Self {
        let is_map = self.shape() == Shape::Map;
        let main = PLAIN.iter().find(|(key, ..)| *key == self.last_key()).and_then(|it| it.2);
        match main.filter(|_| is_map) {
            Some(main) => Self(self.0.key(main)),
            None => self.clone(),
        }
    }

    /// The map or entry that the field is the unnamed fact of, or the field itself.
    fn shortest(&self) -> Path {
        let Some((Step::Key(last), outer)) = self.0.0.split_last() else { return self.0.clone() };
        let outer = Self(Path(outer.to_vec()));
        let main = PLAIN.iter().find(|(key, ..)| *key == outer.last_key()).and_then(|it| it.2);
        match main == Some(last) && outer.shape() == Shape::Map && !outer.0.0.is_empty() {
            true => outer.0,
            false => self.0.clone(),
        }
    }

    fn last_key(&self) -> &str {
        let keys = self.0.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        keys.unwrap_or_default()
    }
}

fn step_into<'v>(value: &'v Value, step: &Step) -> Option<&'v Value> {
    match step {
        Step::Key(key) => get(value, key),
        Step::Index(index) => items(Some(value)).get(*index),
    }
}

/// The key of a map that the first words name, and the words after it: the longest that fits.
fn key<'w>(parent: &str, words: &'w [&'w str]) -> Option<(&'static str, &'w [&'w str])> {
    let fits = |key: &'static str, said: &str| {
        let count = said.split(' ').count();
        let is_it = words.get(..count)?.join(" ") == said;
        is_it.then(|| (key, words.get(count..).unwrap_or_default()))
    };
    let of_page = |key: &&'static str| !parent.is_empty() || !NOT_SAID.contains(key);
    let known = order::keys(parent).iter().copied().filter(|key| of_page(key));
    let body = parent.is_empty().then_some(BODY);
    let all = known.chain(body).filter_map(|key| fits(key, &words_of(parent, key)));
    all.min_by_key(|(_, rest)| rest.len())
}

/// How notes call a key of the map under `parent`.
fn words_of(parent: &str, key: &str) -> String {
    let plain = PLAIN.iter().find(|(known, ..)| parent.is_empty() && *known == key);
    plain.map_or_else(|| key.replace('_', " "), |(_, said, _)| (*said).to_owned())
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parent = "";
        let mut words = Vec::new();
        let path = self.shortest();
        let mut is_named = false;
        for step in &path.0 {
            match step {
                Step::Index(index) => words.push((index + 1).to_string()),
                Step::Key(key) if is_named => words.push(key.clone()),
                Step::Key(key) => {
                    words.push(words_of(parent, key));
                    is_named = shape(parent, key) == Shape::Named;
                    parent = key;
                }
            }
        }
        f.write_str(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_said_in_plain_words_and_read_again() {
        for (path, words) in [
            ("name", "name"),
            ("capacity", "room"),
            ("schedule[0].text", "time 1"),
            ("schedule[0].start", "time 1 start"),
            ("schedule[1].pauses[0].from", "time 2 pauses 1 from"),
            ("locations[1].address.line1", "place 2 address line1"),
            ("locations[0].access.step-free-entrance", "place 1 access step-free-entrance"),
            ("locations[0].access_notes.hearing-loop", "place 1 access notes hearing-loop"),
            ("locations[0].contact[0].phone", "place 1 contact 1 phone"),
            ("contact[0].languages", "contact 1 languages"),
            ("languages[0].code", "language 1"),
            ("languages[0].how", "language 1 how"),
            ("cost[0].amount", "cost 1 amount"),
            ("first_visit.what_to_bring", "first visit what to bring"),
            ("volunteer.joining", "volunteer joining"),
            ("eligibility.text", "eligibility"),
            ("confidential_address", "confidential address"),
            (BODY, "words"),
        ] {
            let Ok(path) = path.parse::<Path>() else { unreachable!("{path}") };
            let field = Field::at(path);
            assert_eq!(field.to_string(), words);
            assert_eq!(Field::parse(words).map(|read| read.main()), Some(field.clone()), "{words}");
            assert_eq!(Field::parse(&words.to_uppercase()).map(|read| read.main()), Some(field));
        }
    }

    #[test]
    fn what_no_field_is_called_is_no_key() {
        for words in [
            "",
            "id",
            "assurance",
            "time",
            "time 0",
            "time 100",
            "time one",
            "time 1 1",
            "hours",
            "place 1 access",
            "place 1 access ../x",
            "room note",
            "name name",
            "words words",
            "contact",
            "schedule 1",
            "first visit what",
        ] {
            let is_leaf = |field: &Field| !matches!(field.shape(), Shape::Named | Shape::Entries);
            assert!(Field::parse(words).filter(is_leaf).is_none(), "{words}");
        }
    }
}
