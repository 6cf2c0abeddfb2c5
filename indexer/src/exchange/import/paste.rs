//! Lines for a town's word lists, ready to be put in: what an import met and the town has no word for yet, the most
//! frequent first.
//!
//! Nothing is decided that a person has to decide: which need a term means stays open, and a language whose code is not
//! known for certain is a question.

use std::collections::BTreeMap;

use authoring::layout::IMPORT_TABLE;

use super::maker::Counts;
use super::terms::Table;
use super::tongues::{self, Tongue};
use super::town::{Town, folded};
use super::words::one_line;

/// Where the languages of a town stand.
pub const LANGUAGES: &str = "_taxonomy/languages.toml";

/// The language that sources write names of languages in.
const ENGLISH: &str = "en";

/// Most names of a language that are told beside its lines.
const NAMES_SHOWN: usize = 4;

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// How often it was met.
    pub count: u64,
    /// The lines.
    pub text: String,
}

/// What can be put into a town's lists after an import.
#[derive(Debug, Default)]
pub struct Paste {
    /// For `_taxonomy/languages.toml`.
    pub languages: Vec<Lines>,
    /// For the table `[languages]` of `_taxonomy/import.toml`: other names of languages that the town has.
    pub names: Vec<Lines>,
    /// Of these nobody but a person knows which language they are, if they are one.
    pub asked: Vec<Lines>,
    /// For `_taxonomy/import.toml`.
    pub terms: Vec<Lines>,
    /// The needs that a term can mean.
    pub needs: Vec<String>,
}

impl Paste {
    /// Of what an import has counted.
    pub fn of(town: &Town, table: &Table, counts: &Counts) -> Self {
        let mut paste = Self { needs: needs(town), ..Self::default() };
        let mut by_tag: BTreeMap<String, Vec<(&String, u64)>> = BTreeMap::new();
        for (name, count) in &counts.unknown_languages {
            match tag(table, counts, name) {
                Ok(tag) => by_tag.entry(tag).or_default().push((name, *count)),
                Err(which) => paste.asked.push(Lines {
                    count: *count,
                    text: format!("# {count} × {}: {which}\n", one_line(name)),
                }),
            }
        }
        for (tag, names) in by_tag {
            match town.has("languages", &tag) {
                true => paste.names.extend(names.iter().map(|(name, count)| Lines {
                    count: *count,
                    text: format!("{} = \"{tag}\" # {count} ×\n", key(name)),
                })),
                false => paste.languages.push(language(town, &tag, &names)),
            }
        }
        let terms = counts.unmapped_terms.iter().filter(|(name, _)| !folded(name).is_empty());
        paste.terms.extend(terms.map(|(name, count)| Lines {
            count: *count,
            text: format!(
                "# {count} × {}\n[[term]]\nwords = [{}]\nneeds = []\n",
                one_line(name),
                quoted(&folded(name))
            ),
        }));
        for lines in [&mut paste.languages, &mut paste.names, &mut paste.asked, &mut paste.terms] {
            lines.sort_by(|a, b| b.count.cmp(&a.count).then(a.text.cmp(&b.text)));
        }
        paste
    }

    /// What goes into which file, whole.
    pub fn files(&self) -> [(&'static str, String); 2] {
        let text = |all: &[Lines]| all.iter().map(|lines| lines.text.as_str()).collect::<String>();
        let mut table = text(&self.terms);
        if !self.names.is_empty() {
            table.extend(["# In the table [languages]:\n", &text(&self.names)]);
        }
        [(LANGUAGES, [text(&self.languages), text(&self.asked)].concat()), (IMPORT_TABLE, table)]
    }
}

/// The tag of a language: as the town's table has it, as the source says it beside the name, as English calls it.
fn tag(table: &Table, counts: &Counts, name: &str) -> Result<String, String> {
    let all = folded(name);
    let padded = format!(" {all} ");
    let is_it = |known: &str| folded(known) == all;
    let stands = |known: &str| {
        padded.contains(&format!(" {} ", folded(known))) && !tongues::is_another(name, known)
    };
    let of_table = |is_such: &dyn Fn(&str) -> bool| {
        let named = table.languages.iter().filter(|(known, _)| is_such(known));
        // The longest name counts: `haitian creole` before `creole`.
        named.max_by_key(|(known, _)| known.len()).map(|(_, tag)| tag.clone())
    };
    let known = of_table(&is_it)
        .or_else(|| counts.language_codes.get(name).cloned())
        .or_else(|| tongues::whole(name))
        .or_else(|| of_table(&stands));
    match known {
        Some(tag) => Ok(tag),
        None => match tongues::named(name) {
            Tongue::One(tag) => Ok(tag),
            Tongue::OneOf(which) => Err(format!("which one? {which}")),
            Tongue::Unknown => {
                Err("is it a language, and which code does it have (ISO 639)?".to_owned())
            }
        },
    }
}

/// A language as the town's list has them.
fn language(town: &Town, tag: &str, names: &[(&String, u64)]) -> Lines {
    let count = names.iter().map(|(_, count)| count).sum();
    let mut sorted: Vec<&(&String, u64)> = names.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let first = sorted.first().map_or(tag, |(name, _)| name.as_str());
    let label = tongues::label(tag, ENGLISH).unwrap_or_else(|| first.to_owned());
    let mut met: Vec<String> =
        sorted.iter().take(NAMES_SHOWN).map(|(name, _)| one_line(name)).collect();
    if sorted.len() > NAMES_SHOWN {
        met.push(format!("and {} more", sorted.len() - NAMES_SHOWN));
    }
    // What CLDR has no name for in a page language, stands in English there.
    let label_in = |locale: &&str| {
        let name = tongues::label(tag, locale).unwrap_or_else(|| label.clone());
        format!("{locale} = {}", quoted(&name))
    };
    let labels: Vec<String> = town.locales().iter().map(label_in).collect();
    // Another name that people type, where it is one word, nothing stands around it (`non-italian`), and it is not the
    // label once more.
    let is_word = first.chars().all(char::is_alphabetic);
    let is_name = is_word || tongues::whole(first).as_deref() == Some(tag);
    let synonym = (folded(first) != folded(&label) && is_name && !first.contains([' ', '(']))
        .then(|| format!("synonyms.{} = [{}]\n", town.locale(), quoted(first)));
    let text = format!(
        "# {count} × {}\n[[term]]\nid = \"{tag}\"\nlabel = {{ {} }}\n{}",
        met.join(", "),
        labels.join(", "),
        synonym.unwrap_or_default()
    );
    Lines { count, text }
}

/// The ids of a town's needs.
fn needs(town: &Town) -> Vec<String> {
    let ids = town.terms("needs").iter().filter_map(|term| term.id.as_ref());
    ids.map(|id| id.value.clone()).collect()
}

/// A key of TOML: unlike a string, it has to stand on one line.
fn key(text: &str) -> String {
    toml_edit::Key::new(text).to_string()
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_quotes_is_a_key_that_can_be_put_in() {
        for name in ["farsi", "\"castilian\" (it's easy)", "it's", "créole haïtien"] {
            let line = format!("{} = \"es\"", key(name));
            let table: toml::Table = toml::from_str(&line).unwrap();
            assert_eq!(table.keys().collect::<Vec<_>>(), [name], "{line}");
        }
    }

    #[test]
    fn a_word_that_several_languages_share_is_asked_where_another_name_stands_before_it() {
        let mut table = Table::default();
        for (name, tag) in [("Creole", "ht"), ("German", "de")] {
            table.languages.insert(name.to_owned(), tag.to_owned());
        }
        let tag = |name: &str| tag(&table, &Counts::default(), name);
        for (name, found) in
            [("creole (limited)", "ht"), ("swiss german", "gsw"), ("german (basic)", "de")]
        {
            assert_eq!(tag(name).as_deref(), Ok(found), "{name}");
        }
        for name in ["french creole", "mauritian creole", "polish sign language"] {
            assert!(tag(name).is_err_and(|why| why.starts_with("which one?")), "{name}");
        }
    }
}
