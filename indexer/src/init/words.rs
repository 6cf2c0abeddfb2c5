//! The word lists of a new town: the sample's, cut to its languages, without what only people in British Columbia, or
//! in Canada, say and look for, and with the sign language of its country.

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

/// How `signpost import` reads the words of other lists: English words, of any town.
const IMPORT: &str = include_str!("../../../content/_taxonomy/import.toml");

/// Words of danger, and who helps: its lines are a town's own.
const URGENT: &str = include_str!("../../../content/_taxonomy/urgent.toml");

/// What a row of that table says of a term: ids of word lists, or that it says nothing.
const SAID_OF_TERMS: &[&str] = &["needs", "topics", "audience", "facts", "id", "ignore"];

/// What English calls every sign language, in that table.
const SIGN_LANGUAGE: &str = "Sign Language";

/// The sign language of the sample's list, and what people call it for short.
const SIGN_OF_SAMPLE: (&str, &str) = ("ase", "ASL");

/// What stands in the list of languages where nobody has written down here what people sign in a country.
const NO_SIGN: &str = "
# The sign language of your country is not in this list yet. Add it with its code (ISO 639-3) and what people call it, in each
# language of the pages, as here for Japan:
#
# [[term]]
# id = \"jsl\"
# label = { en = \"Japanese Sign Language\" }
# synonyms.en = [\"JSL\", \"sign language\", \"signing\"]
";

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
    drop: BTreeMap<String, Vec<String>>,
    rename: BTreeMap<String, BTreeMap<String, String>>,
    sign: Vec<SignLanguage>,
    text: Vec<OtherText>,
}

/// What deaf people of some countries sign in. The sample's own has no label here.
#[derive(Deserialize)]
struct SignLanguage {
    countries: Vec<String>,
    id: String,
    short: String,
    #[serde(default)]
    label: BTreeMap<String, String>,
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

/// Ids of the sample that a town elsewhere has under another name, with that name.
pub fn renamed() -> Vec<(String, String)> {
    let rename = Elsewhere::read().map(|elsewhere| elsewhere.rename).unwrap_or_default();
    rename.into_values().flatten().collect()
}

impl Elsewhere {
    fn read() -> Result<Self, String> {
        toml::from_str(ELSEWHERE).map_err(|error| error.to_string())
    }

    /// Words that nobody says in `region`, where people sign in `sign`.
    fn unsaid(&self, region: Region, sign: Option<&SignLanguage>) -> BTreeSet<&str> {
        let bc = self.bc.iter().filter(|_| is_beyond("bc", region));
        let canada = self.canada.iter().filter(|_| is_beyond("canada", region));
        let (code, short) = SIGN_OF_SAMPLE;
        let other = Some(short).filter(|_| sign.is_none_or(|sign| sign.id != code));
        bc.chain(canada).map(String::as_str).chain(other).collect()
    }

    /// What becomes of the sample's ids in `region`.
    fn ids(&self, region: Region) -> Ids<'_> {
        let dropped = self.drop.iter().filter(|(of, _)| is_beyond(of, region));
        let renamed = self.rename.iter().filter(|(of, _)| is_beyond(of, region));
        Ids {
            dropped: dropped.flat_map(|(_, ids)| ids).map(String::as_str).collect(),
            renamed: renamed
                .flat_map(|(_, ids)| ids)
                .map(|(id, other)| (id.as_str(), other.as_str()))
                .collect(),
        }
    }

    /// The sign language of a country, where it is known.
    fn sign(&self, country: &str) -> Option<&SignLanguage> {
        self.sign.iter().find(|sign| sign.countries.iter().any(|own| own == country))
    }

    /// What `region` says otherwise in a file.
    fn texts(&self, region: Region, file: &str) -> impl Iterator<Item = &OtherText> {
        self.text.iter().filter(move |text| text.file == file && is_beyond(&text.region, region))
    }
}

/// Whether a town in `region` is not where what is `of` British Columbia or of Canada holds.
fn is_beyond(of: &str, region: Region) -> bool {
    match of {
        "bc" => region >= Region::Canada,
        _ => region >= Region::World,
    }
}

/// What becomes of the sample's ids in a town elsewhere.
struct Ids<'a> {
    dropped: BTreeSet<&'a str>,
    renamed: BTreeMap<&'a str, &'a str>,
}

impl Ids<'_> {
    /// The id of an entry there; `None` where the town does not have the entry.
    fn there<'i>(&'i self, id: &'i str) -> Option<&'i str> {
        let other = self.renamed.get(id).copied().unwrap_or(id);
        (!self.dropped.contains(id)).then_some(other)
    }

    /// Lets lists of ids name the entries that the town has; a list of none is taken away.
    fn point(&self, lists: &mut dyn TableLike, keys: &[&str]) {
        for key in keys {
            let Some(list) = lists.get_mut(key).and_then(Item::as_array_mut) else { continue };
            let ids = list.iter().filter_map(Value::as_str);
            let there: Vec<String> =
                ids.filter_map(|id| self.there(id)).map(str::to_owned).collect();
            if there.is_empty() {
                lists.remove(key);
            } else {
                *list = Array::from_iter(there);
            }
        }
    }
}

/// The word lists of a town in `country` by their paths in the content folder. Every kind of danger leads to `line`, whose
/// number stands as `display` wherever the sample's own words name 9-1-1.
///
/// # Errors
/// When a list or the table of other words cannot be read: a fault of ours.
pub fn lists(
    locales: &[String],
    region: Region,
    country: &str,
    line: &HelpLine,
) -> Result<BTreeMap<String, String>, String> {
    let elsewhere = Elsewhere::read()?;
    let sign = elsewhere.sign(country);
    let unsaid = elsewhere.unsaid(region, sign);
    let ids = elsewhere.ids(region);
    let mut files = BTreeMap::new();
    for (name, text) in LISTS {
        let mut document = parse(name, text)?;
        let is_languages = *name == "languages";
        retain(&mut document, |id| {
            ids.there(id).is_some() && (id != SIGN_OF_SAMPLE.0 || !is_languages || sign.is_some())
        });
        for term in tables(&mut document) {
            let id = id_of(term);
            for other in elsewhere.texts(region, name).filter(|other| other.id == id) {
                say_otherwise(term, other);
            }
            if let Some(sign) = sign.filter(|_| is_languages && id == SIGN_OF_SAMPLE.0) {
                sign_otherwise(term, sign);
            }
            if is_languages {
                let code = id_of(term);
                name_in_new(term, &code, locales);
            }
            if let Some(other) = ids.renamed.get(id.as_str()) {
                term.insert("id", toml_edit::value(*other));
            }
            if let Some(chosen) = term.get_mut("chooses").and_then(Item::as_table_like_mut) {
                ids.point(chosen, &["audience", "access"]);
            }
            cut(term, BY_LANGUAGE, locales, &unsaid);
        }
        let mut text = document.to_string();
        if is_languages {
            let mut known: BTreeSet<String> =
                tables(&mut document).map(|term| id_of(term)).collect();
            let (added, codes) = spoken_by_readers(locales, &known);
            text += &added;
            known.extend(codes);
            if sign.is_none() {
                text += NO_SIGN;
            }
            files.insert("_taxonomy/import.toml".to_owned(), import(&ids, sign, &known)?);
        }
        files.insert(format!("_taxonomy/{name}.toml"), text);
    }
    files.insert("_taxonomy/urgent.toml".to_owned(), urgent(locales, &unsaid, line)?);
    files.insert("_taxonomy/jargon.toml".to_owned(), jargon(locales)?);
    Ok(files)
}

/// The id of an entry.
fn id_of(term: &toml_edit::Table) -> String {
    term.get("id").and_then(Item::as_str).unwrap_or_default().to_owned()
}

/// Keeps the entries whose id is kept, each with the comment above it.
fn retain(document: &mut DocumentMut, is_kept: impl Fn(&str) -> bool) {
    for (_, item) in document.as_table_mut().iter_mut() {
        if let Some(terms) = item.as_array_of_tables_mut() {
            terms.retain(|term| is_kept(&id_of(term)));
        }
    }
}

/// The entry of the sample's sign language as that of another.
fn sign_otherwise(term: &mut toml_edit::Table, sign: &SignLanguage) {
    term.insert("id", toml_edit::value(sign.id.as_str()));
    if let Some(label) = term.get_mut("label").and_then(Item::as_table_like_mut) {
        for (locale, words) in &sign.label {
            label.insert(locale, toml_edit::value(words.as_str()));
        }
    }
    let synonyms = term.get_mut("synonyms").and_then(Item::as_table_like_mut);
    for phrases in synonyms.into_iter().flat_map(said) {
        let short = phrases.iter().position(|phrase| phrase.as_str() == Some(SIGN_OF_SAMPLE.1));
        if let Some(short) = short {
            phrases.replace(short, sign.short.as_str());
        }
    }
}

/// How `signpost import` reads other lists, for a town that has these languages: no row names what its lists do not have.
fn import(
    ids: &Ids<'_>,
    sign: Option<&SignLanguage>,
    languages: &BTreeSet<String>,
) -> Result<String, String> {
    let mut document = parse("import", IMPORT)?;
    for (_, item) in document.as_table_mut().iter_mut() {
        let Some(rows) = item.as_array_of_tables_mut() else { continue };
        for row in rows.iter_mut() {
            ids.point(row, &["needs", "topics", "audience", "facts"]);
        }
        rows.retain(|row| SAID_OF_TERMS.iter().any(|key| row.contains_key(key)));
    }
    let names = document.get_mut("languages").and_then(Item::as_table_like_mut);
    let names = names.ok_or("import.toml names no languages")?;
    if let (Some(item), Some(sign)) = (names.get_mut(SIGN_LANGUAGE), sign) {
        *item = toml_edit::value(sign.id.as_str());
    }
    // In North America a name means what the sample says, in the list or not: the report of an import offers its lines.
    let is_sample_s = sign.is_some_and(|sign| sign.id == SIGN_OF_SAMPLE.0);
    let is_known =
        |code: &Item| is_sample_s || code.as_str().is_some_and(|code| languages.contains(code));
    let unknown: Vec<String> =
        names.iter().filter(|(_, code)| !is_known(code)).map(|(name, _)| name.to_owned()).collect();
    for name in unknown {
        names.remove(&name);
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

/// The languages of pages that the list does not know, as entries and by their codes: who reads one speaks it.
fn spoken_by_readers(locales: &[String], known: &BTreeSet<String>) -> (String, Vec<String>) {
    let all: Vec<&str> = locales.iter().map(String::as_str).collect();
    let new = locales.iter().filter(|locale| !knows_locale(locale));
    let codes: BTreeSet<&str> = new.filter_map(|locale| locale.split('-').next()).collect();
    let added = codes.into_iter().filter(|code| !known.contains(*code));
    let entries = added.filter_map(|code| Some((code, languages::entry(code, &all)?)));
    entries.map(|(code, entry)| (format!("\n{entry}"), code.to_owned())).unzip()
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
