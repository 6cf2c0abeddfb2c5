//! Slips from JSON, field by field. What the macro of serde makes of the same types is half of a program
//! that a phone loads; this shares its parser with the plan.
//!
//! A field that is missing or of another kind is empty: a sheet without a line is better than none.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::{Line, Room, Slip, SlipBlock, SlipContact, SlipFile, SlipHelp, SlipIndex, SlipPlace};

impl<'de> Deserialize<'de> for SlipFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| file(&Fields::of(&value)))
    }
}

impl<'de> Deserialize<'de> for SlipIndex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer)
            .map(|value| SlipIndex { blocks: Fields::of(&value).all("blocks", block) })
    }
}

/// The fields of an object; of anything else, none.
struct Fields<'a>(Option<&'a Map<String, Value>>);

impl<'a> Fields<'a> {
    fn of(value: &'a Value) -> Self {
        Self(value.as_object())
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.0?.get(name)
    }

    fn text(&self, name: &str) -> String {
        self.get(name).map(text).unwrap_or_default()
    }

    fn is(&self, name: &str) -> bool {
        self.answer(name) == Some(true)
    }

    fn answer(&self, name: &str) -> Option<bool> {
        self.get(name)?.as_bool()
    }

    fn line(&self, name: &str) -> Line {
        self.get(name).map(line).unwrap_or_default()
    }

    fn texts(&self, name: &str) -> Vec<String> {
        self.values(name).map(text).collect()
    }

    fn lines(&self, name: &str) -> Vec<Line> {
        self.values(name).map(line).collect()
    }

    fn small(&self, name: &str) -> Vec<u8> {
        let number = |value: &Value| value.as_u64().and_then(|number| u8::try_from(number).ok());
        self.values(name).map(|value| number(value).unwrap_or(0)).collect()
    }

    fn all<T>(&self, name: &str, read: fn(&Fields<'_>) -> T) -> Vec<T> {
        self.values(name).map(|value| read(&Fields::of(value))).collect()
    }

    fn values(&self, name: &str) -> std::slice::Iter<'a, Value> {
        self.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default().iter()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn line(value: &Value) -> Line {
    let fields = Fields::of(value);
    Line { text: fields.text("t"), lang: fields.text("l") }
}

fn file(fields: &Fields<'_>) -> SlipFile {
    let mut languages = BTreeMap::new();
    // One by one: collected, they would be sorted first, by 4 KB of a program.
    for (code, name) in fields.get("languages").and_then(Value::as_object).into_iter().flatten() {
        languages.insert(code.clone(), text(name));
    }
    SlipFile {
        locale: fields.text("locale"),
        words: fields.texts("words"),
        page: fields.text("page"),
        speaks: fields.texts("speaks"),
        languages,
        help: fields.all("help", help),
        slips: fields.all("slips", slip),
        apart: fields.text("apart"),
    }
}

fn block(fields: &Fields<'_>) -> SlipBlock {
    let tile = fields.get("tile").and_then(Value::as_u64).and_then(|tile| u32::try_from(tile).ok());
    SlipBlock { file: fields.text("file"), tile: tile.unwrap_or(0), ids: fields.text("ids") }
}

fn help(fields: &Fields<'_>) -> SlipHelp {
    SlipHelp { phone: fields.text("phone"), label: fields.line("label") }
}

fn slip(fields: &Fields<'_>) -> Slip {
    Slip {
        id: fields.text("id"),
        name: fields.line("name"),
        group: fields.text("group"),
        when: fields.lines("when"),
        times: fields.texts("times"),
        times_at: fields.small("times_at"),
        times_when: fields.small("times_when"),
        places: fields.all("places", place),
        given: fields.text("given"),
        ask_for: fields.text("ask_for"),
        contacts: fields.all("contacts", contact),
        languages: fields.texts("languages"),
        first_visit: fields.line("first_visit"),
        meet_me: fields.answer("meet_me"),
        bring_someone: fields.answer("bring_someone"),
        bring: fields.line("bring"),
        papers: fields.texts("papers"),
        eligibility: fields.lines("eligibility"),
        cost: fields.lines("cost"),
        is_free: fields.is("is_free"),
        joining: fields.text("joining"),
        joining_words: fields.text("joining_words"),
        alerts: fields.lines("alerts"),
        alerts_until: fields.text("alerts_until"),
        room: fields.texts("room"),
        room_is: Room::named(&fields.text("room_is")),
        is_paused: fields.is("is_paused"),
        is_over: fields.is("is_over"),
        checked: fields.text("checked"),
        page: fields.text("page"),
        version: fields.text("version"),
    }
}

fn place(fields: &Fields<'_>) -> SlipPlace {
    SlipPlace {
        address: fields.text("address"),
        door: fields.line("door"),
        access: fields.lines("access"),
        transport: fields.line("transport"),
        town: fields.text("town"),
    }
}

fn contact(fields: &Fields<'_>) -> SlipContact {
    SlipContact {
        role: fields.text("role"),
        phone: fields.text("phone"),
        sms: fields.is("sms"),
        email: fields.text("email"),
        languages: fields.texts("languages"),
    }
}
