//! Slips from JSON, field by field: a sheet without a line is better than none.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::{Line, Room, Slip, SlipBlock, SlipContact, SlipFile, SlipHelp, SlipIndex, SlipPlace};
use crate::fields::{Fields, text};

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

fn line_of(fields: &Fields<'_>, name: &str) -> Line {
    fields.get(name).map(line).unwrap_or_default()
}

fn lines_of(fields: &Fields<'_>, name: &str) -> Vec<Line> {
    fields.values(name).map(line).collect()
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
    SlipHelp { phone: fields.text("phone"), label: line_of(fields, "label") }
}

fn slip(fields: &Fields<'_>) -> Slip {
    Slip {
        id: fields.text("id"),
        name: line_of(fields, "name"),
        group: fields.text("group"),
        when: lines_of(fields, "when"),
        times: fields.texts("times"),
        times_at: fields.small("times_at"),
        times_when: fields.small("times_when"),
        places: fields.all("places", place),
        given: fields.text("given"),
        ask_for: fields.text("ask_for"),
        contacts: fields.all("contacts", contact),
        languages: fields.texts("languages"),
        first_visit: line_of(fields, "first_visit"),
        meet_me: fields.answer("meet_me"),
        bring_someone: fields.answer("bring_someone"),
        bring: line_of(fields, "bring"),
        papers: fields.texts("papers"),
        eligibility: lines_of(fields, "eligibility"),
        cost: lines_of(fields, "cost"),
        is_free: fields.is("is_free"),
        joining: fields.text("joining"),
        joining_words: fields.text("joining_words"),
        alerts: lines_of(fields, "alerts"),
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
        door: line_of(fields, "door"),
        access: lines_of(fields, "access"),
        transport: line_of(fields, "transport"),
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
