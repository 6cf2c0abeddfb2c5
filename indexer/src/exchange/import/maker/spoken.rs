//! Languages: by their names and codes, as the town's own list has them. "Chinese" is two, and "French Creole" is not French: a
//! question.

use std::collections::BTreeSet;

use authoring::draft::DraftTerm;
use authoring::value::Value;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::tongues;
use super::super::town::folded;
use super::super::words::{cut, one_line, plain};
use super::own::Own;
use super::{Maker, cells};
use crate::exchange::own::noted;

/// Longest note: a check refuses more than 600 letters.
const NOTE_MAX: usize = 600;

/// The sign language that the word list of every new town has.
const AMERICAN_SIGN_LANGUAGE: &str = "ase";

/// Three letters of ISO 639-2 and 639-3 for which ISO 639-1 has two, of languages that directories have.
const SHORT: [(&str, &str); 28] = [
    ("eng", "en"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("spa", "es"),
    ("por", "pt"),
    ("deu", "de"),
    ("ita", "it"),
    ("pol", "pl"),
    ("rus", "ru"),
    ("ukr", "uk"),
    ("ara", "ar"),
    ("fas", "fa"),
    ("per", "fa"),
    ("pan", "pa"),
    ("hin", "hi"),
    ("urd", "ur"),
    ("ben", "bn"),
    ("guj", "gu"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("kor", "ko"),
    ("jpn", "ja"),
    ("tha", "th"),
    ("tgl", "fil"),
    ("tl", "fil"),
    ("ron", "ro"),
    ("hat", "ht"),
    ("som", "so"),
];

/// What a piece of text says about a language.
pub(super) enum Named {
    /// No language.
    Nothing,
    /// One, and what else the text says.
    Language {
        /// Its code in the town's list.
        code: String,
        /// What else is said.
        rest: Option<String>,
    },
    /// One of several.
    Several,
}

impl<'a> Maker<'a> {
    /// The languages of a service and of its places.
    pub(super) fn spoken(
        &self,
        page: &mut Page,
        row: View<'a>,
        id: &str,
        locations: &[&str],
        own: &Own<'a>,
    ) {
        let mut rows = self.of_service("language", id);
        for place in locations {
            rows.extend(
                self.tables
                    .hanging("language", "location_id", place, self.ledger)
                    .into_iter()
                    .filter(|row| row.points_at("service_id").is_none_or(|service| service == id)),
            );
        }
        let mut seen = BTreeSet::new();
        for row in rows {
            if !seen.insert(row.record.row) {
                continue;
            }
            self.language(page, row);
        }
        let others = [("interpreter", "interpreter"), ("in-writing", "written")];
        for (said, how) in own.each(&others) {
            let mut entries = vec![
                ("code".to_owned(), Value::Text(said.code.to_owned())),
                ("how".to_owned(), Value::Text(how.to_owned())),
            ];
            let note = said.value.map(|note| cut(&one_line(note), NOTE_MAX).0);
            entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
            page.push("languages", Value::Map(entries), []);
        }
        if let Some(text) = self.plain(row, "interpretation_services") {
            // The names of these languages, and nothing else.
            match text == self.interpreters(own) {
                true => page.came_from("languages", cells(row, &["interpretation_services"])),
                false => self.interpreted(page, row, &text),
            }
        }
    }

    /// The languages of interpreters, as a Signpost directory names them in a row.
    fn interpreters(&self, own: &Own<'a>) -> String {
        let Some(sentences) = self.sentences() else { return String::new() };
        let named = own.all("interpreter").map(|said| {
            noted(
                sentences.label(self.terms("languages"), said.code),
                said.value.unwrap_or_default(),
            )
        });
        named.collect::<Vec<_>>().join("; ")
    }

    fn language(&self, page: &mut Page, row: View<'a>) {
        row.joined();
        let note = row.peek("note").map(|note| cut(&one_line(&plain(note).text), NOTE_MAX).0);
        if let Some(code) = row.peek("code") {
            if let Named::Language { code, .. } = self.by_code(code) {
                row.say("code", Fate::Taken);
                row.say("name", Fate::Taken);
                row.say("note", Fate::Taken);
                self.speak(page, &code, "native", note, row, &["code", "name", "note"]);
                return;
            }
            row.say("code", Fate::Question("the town's list of languages does not have it"));
            self.count_code(row, code);
        }
        let Some((field, raw)) = row.peek_any(&["name", "language"]) else { return };
        let text = plain(raw).text;
        let mut fate = Fate::Open;
        for piece in self.pieces(&text) {
            // What no list of the town has a place for stands in the text, with what else the row says of it.
            let said = note.as_ref().map_or(piece.clone(), |note| format!("{piece} ({note})"));
            let all = || cells(row, &[field, "note"]);
            match self.read(&piece) {
                Named::Language { code, rest } => {
                    let how = if self.is_interpreted(&piece) { "interpreter" } else { "native" };
                    let note = note.clone().or(rest);
                    self.speak(page, &code, how, note, row, &[field]);
                    fate = fate.max(if one_line(raw) == piece {
                        Fate::Taken
                    } else {
                        Fate::Changed("read as a language and what was said of it")
                    });
                }
                Named::Several => {
                    page.say_labelled(self.label("languages"), &said, all());
                    fate = fate.max(Fate::Question(
                        "several languages have this name, such as Chinese or sign language: which?",
                    ))
                }
                Named::Nothing if self.is_interpreted(&piece) => {
                    page.say_labelled(self.label("interpretation_services"), &said, all());
                    fate = fate.max(Fate::Changed("no language by name: stands in the text"));
                }
                Named::Nothing => {
                    let name = one_line(&piece).to_lowercase();
                    *self.counts.borrow_mut().unknown_languages.entry(name).or_default() += 1;
                    page.say_labelled(self.label("languages"), &said, all());
                    fate = fate.max(Fate::Changed(
                        "the town's list of languages does not have it: stands in the text",
                    ));
                }
            }
        }
        row.say(field, fate);
        row.say("note", Fate::Taken);
    }

    /// Remembers the code that the source has for a language which the town's list does not have.
    fn count_code(&self, row: View<'_>, code: &str) {
        let code = code.trim().replace('_', "-").to_lowercase();
        if !(2..=3).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return;
        }
        let short = SHORT.iter().find(|(long, _)| *long == code).map(|(_, short)| *short);
        let tag = short.unwrap_or(&code).to_owned();
        let mut counts = self.counts.borrow_mut();
        let name = match row.peek_any(&["name", "language"]) {
            Some((_, name)) => one_line(&plain(name).text).to_lowercase(),
            // Nothing but the code: it is counted by what English calls it.
            None => {
                let name = tongues::label(&tag, "en").as_ref().unwrap_or(&tag).to_lowercase();
                *counts.unknown_languages.entry(name.clone()).or_default() += 1;
                name
            }
        };
        counts.language_codes.insert(name, tag);
    }

    /// A text about interpreters: the languages that it names, and the text itself.
    fn interpreted(&self, page: &mut Page, row: View<'a>, text: &str) {
        for piece in self.pieces(text) {
            if let Named::Language { code, .. } = self.read(&piece) {
                self.speak(page, &code, "interpreter", None, row, &["interpretation_services"]);
            }
        }
        let own = cells(row, &["interpretation_services"]);
        page.say_labelled(self.label("interpretation_services"), text, own);
    }

    fn speak(
        &self,
        page: &mut Page,
        code: &str,
        how: &str,
        note: Option<String>,
        row: View<'_>,
        fields: &[&str],
    ) {
        let is_there = page.list("languages").iter().any(|known| {
            matches!(known, Value::Map(entries) if entries.iter().any(|(key, value)| key == "code" && value.text() == Some(code)))
        });
        page.came_from("languages", cells(row, fields));
        if is_there {
            return;
        }
        let mut entries = vec![
            ("code".to_owned(), Value::Text(code.to_owned())),
            ("how".to_owned(), Value::Text(how.to_owned())),
        ];
        entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
        page.push("languages", Value::Map(entries), []);
    }

    /// Whether somebody translates.
    fn is_interpreted(&self, piece: &str) -> bool {
        let piece = folded(piece);
        let words = &self.table.language_words.interpreter;
        words.iter().any(|word| piece.contains(&folded(word)))
    }

    /// A text between its commas, lines and joining words.
    fn pieces(&self, text: &str) -> Vec<String> {
        let mut pieces: Vec<String> =
            text.split(['\n', ',', ';', '/', '&']).map(one_line).collect();
        for word in &self.table.language_words.and {
            let between = format!(" {word} ");
            pieces = pieces.iter().flat_map(|piece| piece.split(&between)).map(one_line).collect();
        }
        pieces.retain(|piece| piece.chars().any(char::is_alphanumeric));
        pieces
    }

    pub(super) fn by_code(&self, code: &str) -> Named {
        let code = code.trim().replace('_', "-").to_lowercase();
        let short = SHORT.iter().find(|(long, _)| *long == code).map(|(_, short)| *short);
        let base = code.split('-').next().unwrap_or(&code).to_owned();
        let known = [Some(code.as_str()), short, Some(base.as_str())];
        match known.into_iter().flatten().find(|code| self.town.has("languages", code)) {
            Some(code) => Named::Language { code: code.to_owned(), rest: None },
            None => Named::Nothing,
        }
    }

    /// The language that a piece names, with what else it says.
    fn read(&self, piece: &str) -> Named {
        let whole = folded(piece);
        match self.named(&whole) {
            Named::Nothing => {}
            Named::Language { code, .. } => return Named::Language { code, rest: None },
            Named::Several => return Named::Several,
        }
        // A name that English has for a language is no word about another: Swiss German.
        if let Some(code) = tongues::whole(&whole) {
            return match self.town.has("languages", &code) {
                true => Named::Language { code, rest: None },
                false => Named::Nothing,
            };
        }
        // `limited Spanish`, `Group counselling: English`: the one name that stands in it.
        let words: Vec<&str> = whole.split(' ').collect();
        if words.len() > 12 {
            return Named::Nothing;
        }
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut names: Vec<String> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let hit = (1..=3.min(words.len() - at)).rev().find_map(|length| {
                let name = words.get(at..at + length)?.join(" ");
                match self.named(&name) {
                    Named::Language { code, .. } => Some((code, length, name)),
                    _ => None,
                }
            });
            at += hit.as_ref().map_or(1, |(_, length, _)| *length);
            if let Some((code, _, name)) = hit {
                found.insert(code);
                names.push(name);
            }
        }
        // `French Creole` is not French.
        if !names.is_empty() && names.iter().all(|name| tongues::is_another(piece, name)) {
            return Named::Several;
        }
        match found.len() {
            1 => found.pop_first().map_or(Named::Nothing, |code| Named::Language {
                code,
                rest: Some(cut(piece, 300).0),
            }),
            0 => Named::Nothing,
            _ => Named::Several,
        }
    }

    fn named(&self, name: &str) -> Named {
        if name.chars().count() < 2 {
            return Named::Nothing;
        }
        let of_table = self.table.languages.iter().find(|(known, _)| folded(known) == name);
        if let Some((_, code)) = of_table {
            return match self.town.has("languages", code) {
                true => Named::Language { code: code.clone(), rest: None },
                false => Named::Nothing,
            };
        }
        match self.languages.get(name).map(|codes| (codes.len(), codes.first())) {
            Some((1, Some(code))) if !self.is_any_signing(code, name) => {
                Named::Language { code: code.clone(), rest: None }
            }
            Some((1.., _)) => Named::Several,
            _ => Named::Nothing,
        }
    }

    /// Whether a name is one for any sign language. People look for American Sign Language by it, and a source elsewhere
    /// means another: which one a town means, its table says.
    fn is_any_signing(&self, code: &str, name: &str) -> bool {
        let is_label = |term: &DraftTerm| {
            term.id.as_ref().is_some_and(|id| id.value == code)
                && term.label.words.iter().any(|(_, label)| folded(&label.value) == name)
        };
        code == AMERICAN_SIGN_LANGUAGE
            && !["ase", "asl"].contains(&name)
            && !self.town.terms("languages").iter().any(is_label)
    }
}
