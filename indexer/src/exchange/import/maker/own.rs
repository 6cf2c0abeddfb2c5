//! What a record says in the words of a Signpost directory, this one or another: terms whose taxonomy declares it
//! ([`is_taxonomy`]). A word that the town's lists do not have is no word of this town, and is read by its name as
//! anybody's term is.

use catalog::directory::Term;

use super::super::ledger::Fate;
use super::super::tables::View;
use super::super::town::folded;
use super::Maker;
use super::service::{HOW, LEVELS};
use crate::exchange::own::{Sentences, is_taxonomy, parts_of};

/// Under which name the row of a sheet says of which list its words are.
pub(crate) const COLUMN: &str = "column";

/// A sheet answers a fact of access in one word.
const NO_ANSWER: Fate = Fate::Question("neither yes nor no: when is it so?");

/// The kinds of words that are of no list of the town, and the words of each that a page has a place for.
const OF_NO_LIST: [(&str, &[&str]); 14] = [
    ("address", &["confidential", "public"]),
    ("alert", &["until"]),
    ("assurance", &LEVELS),
    ("assured-by", &HOW),
    ("capacity", &["open", "waitlist", "full", "unknown", "note"]),
    ("contact", &["url"]),
    ("discretion", &["sensitive"]),
    ("first-visit", &["ask-for", "meet-me", "bring-someone"]),
    ("id", &["service", "organization"]),
    ("intent", &["join", "volunteer"]),
    ("phone", &["extension"]),
    ("schedule", &["session", "by-arrangement"]),
    ("url", &["page"]),
    ("volunteer", &["role"]),
];

/// The town's list that words of a kind are of.
fn list_of(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "need" => "needs",
        "topic" => "topics",
        "interpreter" | "in-writing" | "language" => "languages",
        "joining" | "volunteer-joining" => "joining",
        "audience" => "audience",
        "delivery" => "delivery",
        "cost" => "cost",
        "requires" => "requires",
        "access" => "access",
        _ => return None,
    })
}

/// A term: of which list, which word, and what stands beside it.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    /// `need`, `access`, `first-visit`.
    pub kind: &'a str,
    /// The word of the list.
    pub code: &'a str,
    /// What stands beside it.
    pub value: Option<&'a str>,
}

/// The terms of one record.
#[derive(Default)]
pub(super) struct Own<'a> {
    said: Vec<Said<'a>>,
    /// Its terms are of a Signpost directory, whether the town has the words or not.
    is_declared: bool,
}

impl<'a> Own<'a> {
    /// Whether the record is told in the words of a Signpost directory: what it is silent about, nobody knows.
    pub(super) fn is_declared(&self) -> bool {
        self.is_declared
    }

    /// Those of a list, in their order.
    pub(super) fn all<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = Said<'a>> + 's {
        self.said.iter().copied().filter(move |said| said.kind == kind)
    }

    /// Those of several lists, each with the word that stands for its list, in their order.
    pub(super) fn each<'s>(
        &'s self,
        kinds: &'s [(&'s str, &'static str)],
    ) -> impl Iterator<Item = (Said<'a>, &'static str)> + 's {
        self.said.iter().filter_map(|said| {
            let (_, word) = kinds.iter().find(|(kind, _)| *kind == said.kind)?;
            Some((*said, *word))
        })
    }

    /// The words of a list, in their order.
    pub(super) fn words(&self, kind: &str) -> Vec<String> {
        self.all(kind).map(|said| said.code.to_owned()).collect()
    }

    /// What stands beside a word.
    pub(super) fn value(&self, kind: &str, code: &str) -> Option<&'a str> {
        self.said.iter().find(|said| said.kind == kind && said.code == code)?.value
    }

    /// Whether it says a word.
    pub(super) fn has(&self, kind: &str, code: &str) -> bool {
        self.said.iter().any(|said| said.kind == kind && said.code == code)
    }
}

impl<'a> Maker<'a> {
    /// What the record with an id says in such words.
    pub(super) fn own(&self, id: &str) -> Own<'a> {
        let mut own = Own::default();
        for link in self.tables.hanging("attribute", "link_id", id, self.ledger) {
            if let Some(kind) = link.points_at(COLUMN) {
                own.is_declared = true;
                self.column(kind, link, &mut own.said);
                continue;
            }
            let Some(said) = self.own_term(link) else { continue };
            own.is_declared = true;
            let is_check = matches!(said.kind, "assurance" | "assured-by");
            if is_check && !self.wishes.keep_checks {
                link.joined();
                link.say_rest(Fate::Lost("a check by somebody else: --keep-checks believes it"));
            } else if self.knows(said) {
                own.said.push(said);
                for field in ["taxonomy_term_id", "value", "link_type", "link_entity"] {
                    link.say(field, Fate::Taken);
                }
                link.joined();
            } else {
                link.say_rest(Fate::Lost("the town's word lists do not have this word"));
            }
        }
        own
    }

    /// A column of a sheet whose mapping says that it holds words of a list: by what people read for them, or by their ids.
    fn column(&self, kind: &'a str, link: View<'a>, said: &mut Vec<Said<'a>>) {
        let Some(text) = link.peek("value") else { return };
        // `access.step-free-entrance`: the word stands in the mapping, and its answer in the sheet.
        if let Some((kind, code)) = kind.split_once('.') {
            let value = match folded(text).as_str() {
                "yes" => Some("yes"),
                "no" => Some("no"),
                _ => None,
            };
            let one = Said { kind, code, value };
            let is_known = value.is_some() && self.knows(one);
            link.say("value", if is_known { Fate::Taken } else { NO_ANSWER });
            said.extend(is_known.then_some(one));
            return;
        }
        if kind == "id" {
            link.say("value", Fate::Taken);
            said.push(Said { kind, code: "service", value: Some(text) });
            return;
        }
        let list = list_of(kind).unwrap_or(kind);
        let nothing = self.sentences().map(|sentences| sentences.nothing_asked().to_owned());
        let mut fate = Fate::Taken;
        for piece in text.split(';').map(str::trim).filter(|piece| !piece.is_empty()) {
            let by_id = || {
                self.terms(list).iter().find(|term| term.id == piece).map(|term| term.id.as_str())
            };
            let code = match self.named_term(list, piece).or_else(by_id) {
                None if kind == "requires" && nothing.as_deref() == Some(piece) => Some("nothing"),
                code => code,
            };
            match code {
                Some(code) => said.push(Said { kind, code, value: None }),
                None => fate = Fate::Question("the town's word lists do not have this word"),
            }
        }
        link.say("value", fate);
    }

    /// What a record that has an id says.
    pub(super) fn own_of(&self, row: View<'a>) -> Own<'a> {
        row.points_at("id").map(|id| self.own(id)).unwrap_or_default()
    }

    /// A link to a term of a Signpost directory.
    pub(super) fn own_term(&self, link: View<'a>) -> Option<Said<'a>> {
        let term =
            self.tables.get("taxonomy_term", link.points_at("taxonomy_term_id")?, self.ledger)?;
        let is_ours = term.peek("taxonomy").is_some_and(is_taxonomy);
        let (kind, code) = parts_of(term.peek("code").filter(|_| is_ours)?)?;
        Some(Said { kind, code, value: link.peek("value") })
    }

    /// Whether a page of the town can say a word: it is in the town's list, or of a kind that needs none.
    pub(super) fn knows(&self, said: Said<'_>) -> bool {
        let is_nothing = said.kind == "requires" && said.code == "nothing";
        match list_of(said.kind) {
            Some(list) => is_nothing || self.town.has(list, said.code),
            None if said.kind == "residency" => self.can_be_lived_in(said.code),
            None => OF_NO_LIST
                .iter()
                .any(|(kind, words)| *kind == said.kind && words.contains(&said.code)),
        }
    }

    /// The terms of one of the town's lists.
    pub(super) fn terms(&self, list: &str) -> &'a [Term] {
        let Some(directory) = &self.town.directory else { return &[] };
        let vocabulary = &directory.vocabulary;
        match list {
            "cost" => &vocabulary.cost,
            "delivery" => &vocabulary.delivery,
            "joining" => &vocabulary.joining,
            "requires" => &vocabulary.requires,
            "languages" => &vocabulary.languages,
            "needs" => &vocabulary.needs,
            "audience" => &vocabulary.audience,
            "access" => &vocabulary.access,
            _ => &[],
        }
    }

    /// The term of a list that a whole text is the name of.
    pub(super) fn named_term(&self, list: &str, text: &str) -> Option<&'a str> {
        let (locale, text) = (self.town.locale(), folded(text));
        let mut terms = self.terms(list).iter();
        let named = terms.find(|term| folded(term.label(locale, locale)) == text);
        named.filter(|_| !text.is_empty()).map(|term| term.id.as_str())
    }

    /// The sentences that the town's pages make of facts.
    pub(super) fn sentences(&self) -> Option<Sentences<'_>> {
        Some(Sentences { messages: self.messages?, locale: self.town.locale() })
    }
}
