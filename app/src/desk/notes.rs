//! What only prescribers are told, in a file of its own that no page but the desk asks for.

use serde::Serialize;
use serde_json::Value;

use crate::fields::{Fields, text};

/// The file of a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteFile {
    /// By id: every service that the desk may show. There is none of a sensitive service.
    pub notes: Vec<Note>,
    /// The directory's curated lists.
    pub lists: Vec<NoteList>,
}

/// A curated list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteList {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Ids of its services, in order.
    pub services: Vec<String>,
}

/// A service, as a prescriber must know it before they hand it over. An empty text is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The service's id.
    pub id: String,
    /// The prescriber's note, in the directory's own language.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whom it is meant for, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suits: String,
    /// Whether there is room, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub room: String,
    /// The day on which somebody asked, as days from 1970-01-01; `None`: not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_asked: Option<i32>,
    /// How one starts, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub start: String,
    /// Papers that are asked for, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<String>,
    /// Who speaks which language: the language's code, and who.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<(String, String)>,
    /// Youngest age in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_age: Option<u8>,
    /// Oldest age in years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_age: Option<u8>,
    /// Where one must live: names of cities, or ids of the directory's places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub residency: Vec<String>,
    /// Which places it serves, as ids; empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<String>,
}

impl NoteFile {
    /// The file, or nothing where the text is none.
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let fields = Fields::of(&value);
        // Without the notes, no rule is known that keeps somebody out: that is no empty file.
        fields.get("notes").filter(|notes| notes.is_array())?;
        Some(Self { notes: fields.all("notes", note), lists: fields.all("lists", list) })
    }

    /// A list by its id.
    pub fn list(&self, id: &str) -> Option<&NoteList> {
        self.lists.iter().find(|list| list.id == id)
    }

    /// What is told of a service.
    pub fn of(&self, id: &str) -> Option<&Note> {
        let place = self.notes.binary_search_by(|note| note.id.as_str().cmp(id)).ok()?;
        self.notes.get(place)
    }
}

fn list(fields: &Fields<'_>) -> NoteList {
    NoteList {
        id: fields.text("id"),
        title: fields.text("title"),
        services: fields.texts("services"),
    }
}

fn note(fields: &Fields<'_>) -> Note {
    let pair = |pair: &Value| Some((text(pair.get(0)?), text(pair.get(1)?)));
    Note {
        id: fields.text("id"),
        note: fields.text("note"),
        suits: fields.text("suits"),
        room: fields.text("room"),
        room_asked: fields.number("room_asked"),
        start: fields.text("start"),
        requires: fields.texts("requires"),
        speakers: fields.values("speakers").filter_map(pair).collect(),
        min_age: fields.number("min_age"),
        max_age: fields.number("max_age"),
        residency: fields.texts("residency"),
        area: fields.texts("area"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_writes_for_prescribers_is_read_to_the_last_field() {
        let note = Note {
            id: "vh73j".into(),
            note: "Ask for Mei".into(),
            suits: "Older adults".into(),
            room: "Waiting list".into(),
            room_asked: Some(20_500),
            start: "Call first".into(),
            requires: vec!["Photo ID".into()],
            speakers: vec![("pa".into(), "Harbans".into())],
            min_age: Some(55),
            max_age: Some(99),
            residency: vec!["Vancouver".into()],
            area: vec!["sunset".into()],
        };
        let list = NoteList { id: "a".into(), title: "b".into(), services: vec!["vh73j".into()] };
        let file = NoteFile { notes: vec![note, Note::default()], lists: vec![list] };
        let written = serde_json::to_string(&file).unwrap();
        assert_eq!(NoteFile::read(&written), Some(file));
        for damaged in ["", "{}", "[]", "{\"notes\":7}", &written[..written.len() - 2]] {
            assert_eq!(NoteFile::read(damaged), None, "{damaged}");
        }
    }
}
