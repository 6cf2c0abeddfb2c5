//! The word lists of a new town: the sample's, cut to its languages, without what only people in British Columbia, or
//! in Canada, say.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use crate::languages;
use crate::read::knows_locale;

/// What towns elsewhere say instead.
const ELSEWHERE: &str = include_str!("../../starter/elsewhere.toml");

/// The sample's word lists.
const LISTS: &[(&str, &str)] = &[
    ("access", include_str!("../../../content/_taxonomy/access.toml")),
    ("audience", include_str!("../../../content/_taxonomy/audience.toml")),
    ("cost", include_str!("../../../content/_taxonomy/cost.toml")),
    ("delivery", include_str!("../../../content/_taxonomy/delivery.toml")),
    ("joining", include_str!("../../../content/_taxonomy/joining.toml")),
    ("languages", include_str!("../../../content/_taxonomy/languages.toml")),
    ("needs", include_str!("../../../content/_taxonomy/needs.toml")),
    ("requires", include_str!("../../../content/_taxonomy/requires.toml")),
    ("topics", include_str!("../../../content/_taxonomy/topics.toml")),
];

/// Words of offices with plainer ones, a table a language.
const JARGON: &str = include_str!("../../../content/_taxonomy/jargon.toml");

/// How `signpost import` reads the words of other lists: English words, of any town but for some names of languages.
const IMPORT: &str = include_str!("../../../content/_taxonomy/import.toml");

/// Words of danger, and who helps: its lines are a town's own.
const URGENT: &str = include_str!("../../../content/_taxonomy/urgent.toml");

/// Tables of a word list that hold words by language.
const BY_LANGUAGE: &[&str] = &["label", "description", "synonyms", "asked"];

/// Those of the words of danger that people are shown. What they type counts in all languages, whatever the pages'.
const SHOWN: &[&str] = &["label", "title"];

/// Where a town is, seen from the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// In the sample's own province: everything holds.
    BritishColumbia,
    /// Elsewhere in its country.
    Canada,
    /// Elsewhere.
    World,
}

/// A help line that a new town begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// What is dialled.
    pub phone: &'static str,
    /// What is read.
    pub display: &'static str,
    /// What it is for, by language.
    pub label: BTreeMap<String, String>,
}

/// What stands in `elsewhere.toml`.
#[derive(Deserialize)]
struct Elsewhere {
    bc: Vec<String>,
    canada: Vec<String>,
    tongues: Vec<String>,
    rename: BTreeMap<String, String>,
    text: Vec<OtherText>,
}

/// A label or a description in other words.
#[derive(Deserialize)]
struct OtherText {
    region: String,
    file: String,
    id: String,
    field: String,
    words: BTreeMap<String, String>,
}

impl Elsewhere {
    fn read() -> Result<Self, String> {
        toml::from_str(ELSEWHERE).map_err(|error| error.to_string())
    }

    /// Words that nobody says in `region`.
    fn unsaid(&self, region: Region) -> BTreeSet<&str> {
        let bc = self.bc.iter().filter(|_| region >= Region::Canada);
        let canada = self.canada.iter().filter(|_| region >= Region::World);
        bc.chain(canada).map(String::as_str).collect()
    }

    /// What `region` says otherwise in a file.
    fn texts(&self, region: Region, file: &str) -> impl Iterator<Item = &OtherText> {
        let beyond = move |text: &OtherText| match text.region.as_str() {
            "bc" => region >= Region::Canada,
            _ => region >= Region::World,
        };
        self.text.iter().filter(move |text| text.file == file && beyond(text))
    }
}

/// The word lists by their paths in the content folder, of a town in a country. Every kind of danger leads to `line`, whose number stands as
/// `display` wherever the sample's own words name 9-1-1.
///
/// # Errors
/// When a list or the table of other words cannot be read: a fault of ours.
pub fn lists(
    locales: &[String],
    (country, region): (&str, Region),
    line: &HelpLine,
) -> Result<BTreeMap<String, String>, String> {
    let elsewhere = Elsewhere::read()?;
    let unsaid = elsewhere.unsaid(region);
    let mut files = BTreeMap::new();
    for (name, text) in LISTS {
        let mut document = parse(name, text)?;
        for term in tables(&mut document) {
            let id = term.get("id").and_then(Item::as_str).unwrap_or_default().to_owned();
            for other in elsewhere.texts(region, name).filter(|other| other.id == id) {
                say_otherwise(term, other);
            }
            if *name == "languages" {
                name_in_new(term, &id, locales);
            }
            if let Some(other) = elsewhere.rename.get(&id).filter(|_| region >= Region::Canada) {
                term.insert("id", toml_edit::value(other.as_str()));
            }
            cut(term, BY_LANGUAGE, locales, &unsaid);
        }
        let mut text = document.to_string();
        if *name == "languages" {
            let known: BTreeSet<String> = tables(&mut document)
                .filter_map(|term| Some(term.get("id")?.as_str()?.to_owned()))
                .collect();
            text += &spoken_by_readers(locales, &known);
        }
        files.insert(format!("_taxonomy/{name}.toml"), text);
    }
    files.insert("_taxonomy/urgent.toml".to_owned(), urgent(locales, &unsaid, line)?);
    files.insert("_taxonomy/jargon.toml".to_owned(), jargon(locales)?);
    files.insert("_taxonomy/import.toml".to_owned(), import(country, &elsewhere)?);
    Ok(files)
}

/// How other lists are read: in North America, `Sign Language` is the American one.
fn import(country: &str, elsewhere: &Elsewhere) -> Result<String, String> {
    if matches!(country, "CA" | "US") {
        return Ok(IMPORT.to_owned());
    }
    let mut document = parse("import", IMPORT)?;
    let names = document.get_mut("languages").and_then(Item::as_table_like_mut);
    let names = names.ok_or("import.toml names no languages")?;
    for name in &elsewhere.tongues {
        names.remove(name);
    }
    Ok(document.to_string())
}

/// What a language is called in the page languages that the sample does not have.
fn name_in_new(term: &mut toml_edit::Table, code: &str, locales: &[String]) {
    let Some(label) = term.get_mut("label").and_then(Item::as_table_like_mut) else { return };
    for locale in locales.iter().filter(|locale| !knows_locale(locale)) {
        if let Some(name) = languages::name(code, locale) {
            label.insert(locale, toml_edit::value(name));
        }
    }
}

/// The languages of pages that the sample's list does not know: who reads one speaks it.
fn spoken_by_readers(locales: &[String], known: &BTreeSet<String>) -> String {
    let all: Vec<&str> = locales.iter().map(String::as_str).collect();
    let new = locales.iter().filter(|locale| !knows_locale(locale));
    let codes: BTreeSet<&str> = new.filter_map(|locale| locale.split('-').next()).collect();
    let entries = codes.into_iter().filter(|code| !known.contains(*code));
    entries
        .filter_map(|code| languages::entry(code, &all))
        .map(|entry| format!("\n{entry}"))
        .collect()
}

/// The words of offices in the town's languages.
fn jargon(locales: &[String]) -> Result<String, String> {
    let mut document = parse("jargon", JARGON)?;
    document.retain(|locale, _| locales.iter().any(|own| own == locale));
    Ok(document.to_string())
}

/// The words of danger, with one line to call.
fn urgent(locales: &[String], unsaid: &BTreeSet<&str>, line: &HelpLine) -> Result<String, String> {
    let mut document = parse("urgent", URGENT)?;
    let lines = document.get_mut("line").and_then(Item::as_array_of_tables_mut);
    let lines = lines.ok_or("urgent.toml has no lines")?;
    let mut first = lines.get(0).cloned().ok_or("urgent.toml has no lines")?;
    lines.clear();
    first.decor_mut().set_prefix(
        "\n# The line that answers in every emergency. RING IT, type who answers and when, then take `placeholder` away.\n\
         # Add the others of your town: for thoughts of suicide, for violence at home, for children.\n",
    );
    for (key, text) in [("id", "emergency"), ("phone", line.phone), ("display", line.display)] {
        first.insert(key, toml_edit::value(text));
    }
    for key in ["source", "text"] {
        first.remove(key);
    }
    first.insert("placeholder", toml_edit::value(true));
    lines.push(first);
    for term in tables(&mut document) {
        if term.contains_key("lines") {
            term.insert("lines", toml_edit::value(Array::from_iter(["emergency"])));
        }
        cut(term, SHOWN, locales, unsaid);
        renumber(term, line.display);
    }
    Ok(document.to_string())
}

fn parse(name: &str, text: &str) -> Result<DocumentMut, String> {
    text.parse().map_err(|error| format!("{name}.toml: {error}"))
}

/// Every entry of every list of a document.
fn tables(document: &mut DocumentMut) -> impl Iterator<Item = &mut toml_edit::Table> {
    document
        .as_table_mut()
        .iter_mut()
        .filter_map(|(_, item)| item.as_array_of_tables_mut())
        .flat_map(toml_edit::ArrayOfTables::iter_mut)
}

/// Puts other words in the place of an entry's own.
fn say_otherwise(term: &mut toml_edit::Table, other: &OtherText) {
    let Some(own) = term.get_mut(&other.field).and_then(Item::as_table_like_mut) else { return };
    for (locale, words) in &other.words {
        if own.contains_key(locale) {
            own.insert(locale, toml_edit::value(words.as_str()));
        }
    }
}

/// Keeps an entry's words in the town's languages, and of them what people there say.
fn cut(term: &mut toml_edit::Table, fields: &[&str], locales: &[String], unsaid: &BTreeSet<&str>) {
    for field in fields {
        let Some(words) = term.get_mut(field).and_then(Item::as_table_like_mut) else { continue };
        let foreign: Vec<String> = words
            .iter()
            .map(|(locale, _)| locale.to_owned())
            .filter(|locale| !locales.contains(locale))
            .collect();
        for locale in foreign {
            words.remove(&locale);
        }
        for phrases in said(words) {
            phrases.retain(|phrase| !phrase.as_str().is_some_and(|phrase| has_any(phrase, unsaid)));
        }
    }
}

/// The lists of phrases among words by language.
fn said(words: &mut dyn TableLike) -> impl Iterator<Item = &mut Array> {
    words.iter_mut().filter_map(|(_, item)| item.as_array_mut())
}

/// Whether a phrase holds one of the words, as whole words; a script without spaces has them anywhere.
fn has_any(phrase: &str, unsaid: &BTreeSet<&str>) -> bool {
    let phrase = phrase.to_lowercase();
    unsaid.iter().any(|word| {
        let word = word.to_lowercase();
        phrase.match_indices(&word).any(|(at, found)| {
            let before = phrase[..at].chars().next_back();
            let after = phrase[at + found.len()..].chars().next();
            let is_edge = |next: Option<char>| !next.is_some_and(|c| c.is_ascii_alphanumeric());
            !word.is_ascii() || (is_edge(before) && is_edge(after))
        })
    })
}

/// Puts the town's number where a sentence names the sample's.
fn renumber(term: &mut toml_edit::Table, display: &str) {
    for field in ["title", "text"] {
        let Some(words) = term.get_mut(field).and_then(Item::as_table_like_mut) else { continue };
        for (_, item) in words.iter_mut() {
            if let Some(Value::String(text)) = item.as_value_mut() {
                let renumbered = text.value().replace("9-1-1", display);
                *item = toml_edit::value(renumbered);
            }
        }
    }
}

/// The number for emergencies as far as this program knows it, with the sample's words for it; `112` where it knows
/// none, which mobile phones lead on in most countries.
///
/// # Errors
/// When the sample's words cannot be read: a fault of ours.
pub fn emergency_line(country: &str, locales: &[String]) -> Result<HelpLine, String> {
    let (phone, display) = match country {
        "CA" | "US" => ("911", "9-1-1"),
        "GB" => ("999", "999"),
        "AU" => ("000", "000"),
        "NZ" => ("111", "111"),
        _ => ("112", "112"),
    };
    let document = parse("urgent", URGENT)?;
    let label = document
        .get("line")
        .and_then(Item::as_array_of_tables)
        .and_then(|lines| lines.get(0))
        .and_then(|line| line.get("label"))
        .and_then(Item::as_table_like)
        .ok_or("urgent.toml names no line")?;
    let words = |locale: &String| Some((locale.clone(), label.get(locale)?.as_str()?.to_owned()));
    Ok(HelpLine { phone, display, label: locales.iter().filter_map(words).collect() })
}
