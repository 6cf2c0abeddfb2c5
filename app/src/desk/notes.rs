//! What only prescribers are told, in a file of its own that no page but the desk asks for.

use serde::{Deserialize, Serialize};

/// The file of a locale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteFile {
    /// By id: every service that the desk may show. There is none of a sensitive service.
    pub notes: Vec<Note>,
    /// The directory's curated lists.
    #[serde(default)]
    pub lists: Vec<NoteList>,
}

/// A curated list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteList {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Ids of its services, in order.
    pub services: Vec<String>,
}

/// A service, as a prescriber must know it before they hand it over. An empty text is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
        serde_json::from_str(text).ok()
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
