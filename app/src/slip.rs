//! What is handed over of an activity: everything that stands on a sheet, in a message or on a plan that
//! is opened from a link, in one language. A file of a locale holds many; the build writes it, the phone
//! reads it.
//!
//! Slips carry no prescriber's note, no need and no position, and there is none of a sensitive service
//! or of a confidential place: what is not in the file can be in no output.

use catalog::day::Moment;
use catalog::schedule::{Schedule, Session, next_of};
use serde::{Deserialize, Serialize};

/// A file of slips.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipFile {
    /// The page locale.
    pub locale: String,
    /// The texts that a sheet is drawn with, in the order of its list of keys.
    pub words: Vec<String>,
    /// By id.
    pub slips: Vec<Slip>,
}

/// A text in another language than the file's, where nobody has translated it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The words.
    #[serde(rename = "t")]
    pub text: String,
    /// BCP 47; empty where it is the file's own.
    #[serde(rename = "l", default, skip_serializing_if = "String::is_empty")]
    pub lang: String,
}

/// A service, with all that who goes there must know. An empty text is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Slip {
    /// The service's id.
    pub id: String,
    /// Its name.
    pub name: Line,
    /// The group's name, never translated.
    pub group: String,
    /// The usual times in words, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Line>,
    /// Its timetable as [`Schedule::to_line`] writes it: sessions only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<String>,
    /// Where: the place's name and street, never translated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<SlipPlace>,
    /// Whom to ask for, never translated.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ask_for: String,
    /// Ways to reach it, in the writer's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<SlipContact>,
    /// Codes of the languages that are spoken there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// What happens the first time.
    pub first_visit: Line,
    /// Somebody will meet them at the door; they may bring somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meet_me: Option<bool>,
    /// They may bring somebody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bring_someone: Option<bool>,
    /// What to bring.
    pub bring: Line,
    /// Papers that are asked for, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// Whom it is for, in words: age, residence and the writer's own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Line>,
    /// What it costs, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cost: Vec<Line>,
    /// How one starts: the term's id, such as `drop-in`.
    pub joining: String,
    /// The same in words.
    pub joining_words: String,
    /// What stands in its way: it has ended, is closed for a time or just now different; in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<Line>,
    /// It has ended.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_over: bool,
    /// The day of the last check by a person, as `2026-09-14`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub checked: String,
    /// A hash of all the above: a plan knows by it that something has changed.
    pub version: String,
}

/// A place of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SlipPlace {
    /// Its name and street in one line.
    pub address: String,
    /// How to get in: the notes on access, a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub door: Vec<Line>,
    /// How to get there.
    pub transport: Line,
}

/// A way to reach a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SlipContact {
    /// Who answers.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// As [`Phone`](catalog::phone::Phone) writes it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Whether that number takes text messages.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sms: bool,
    /// E-mail address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Codes of the languages that are spoken on that line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
}

impl Line {
    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

impl Slip {
    /// The next session, or the one going on.
    pub fn next(&self, now: Moment) -> Option<Session> {
        let times: Vec<Schedule> =
            self.times.iter().filter_map(|line| Schedule::from_line(line)).collect();
        next_of(&times, now).map(|(_, session)| session)
    }

    /// The way to reach somebody there who speaks this language, or else the first with a number.
    pub fn contact_for(&self, language: &str) -> Option<&SlipContact> {
        let speaks = |contact: &&SlipContact| {
            !contact.phone.is_empty() && contact.languages.iter().any(|code| code == language)
        };
        let has_phone = |contact: &&SlipContact| !contact.phone.is_empty();
        self.contacts.iter().find(speaks).or_else(|| self.contacts.iter().find(has_phone))
    }
}
