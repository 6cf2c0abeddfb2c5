//! `_taxonomy/import.toml`: how a town reads the words of other lists. It is content, so that nobody needs a
//! compiler to correct it, and no licensed taxonomy is ever in it unless the town puts it there.

use std::collections::BTreeMap;

use authoring::layout::IMPORT_TABLE;
use serde::Deserialize;

use super::ImportError;
use super::town::{Town, folded};

/// The table as it is written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// Terms of taxonomies.
    pub term: Vec<TermRule>,
    /// Facts about getting in.
    pub access: Vec<FactRule>,
    /// How one joins.
    pub joining: Vec<WordRule>,
    /// How it is given.
    pub delivery: Vec<WordRule>,
    /// What it costs: the whole text must be one of the words.
    pub cost: Vec<WordRule>,
    /// What is to be brought.
    pub requires: Vec<WordRule>,
    /// Names of languages that the town's own list does not know.
    pub languages: BTreeMap<String, String>,
    /// Words that only say something about a language: "limited", "interpreter".
    pub language_words: LanguageWords,
    /// What stands before a text that has no field of its own.
    pub labels: BTreeMap<String, String>,
    /// How names in capitals are written.
    pub capitals: Capitals,
}

/// Which terms mean what.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TermRule {
    /// Words that stand in the term's name.
    pub words: Vec<String>,
    /// Codes of the term; `BD-*` is every code that begins so.
    pub codes: Vec<String>,
    /// Ids of `needs.toml`, the most important first.
    pub needs: Vec<String>,
    /// Ids of `topics.toml`.
    pub topics: Vec<String>,
    /// Ids of `audience.toml`.
    pub audience: Vec<String>,
    /// The term says nothing that a resident looks for.
    pub ignore: bool,
}

/// Which words mean a fact.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FactRule {
    /// Words that stand in the text.
    pub words: Vec<String>,
    /// Ids of `access.toml` of which they say yes.
    pub facts: Vec<String>,
}

/// Which words mean a word of ours.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WordRule {
    /// Words that stand in the text.
    pub words: Vec<String>,
    /// The id of our word.
    pub id: String,
}

/// Words around the name of a language.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LanguageWords {
    /// Somebody translates.
    pub interpreter: Vec<String>,
    /// Between two languages.
    pub and: Vec<String>,
}

/// How names in capitals are written.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Capitals {
    /// Words that stay in capitals.
    pub keep: Vec<String>,
    /// Words that are small within a name.
    pub small: Vec<String>,
}

/// What a text was read as.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Ids of needs.
    pub needs: Vec<String>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Ids of audiences.
    pub audience: Vec<String>,
    /// The town's table says that it means nothing here.
    pub ignored: bool,
}

impl Meaning {
    /// Whether nothing is known of it.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What stands before a text of a field, in the town's language; nothing where its table has no label.
pub fn label<'a>(table: &'a Table, field: &str) -> Option<&'a str> {
    table.labels.get(field).map(|label| label.trim()).filter(|label| !label.is_empty())
}

impl Table {
    /// Reads a town's table; one that is not there is empty.
    ///
    /// # Errors
    /// When it cannot be read, or names a word that the town does not have.
    pub fn of(town: &Town) -> Result<Self, ImportError> {
        let Some(file) = town.file(IMPORT_TABLE) else { return Ok(Self::default()) };
        let table: Self = toml::from_str(&file.text)
            .map_err(|error| ImportError::Table(format!("{IMPORT_TABLE}: {error}")))?;
        let unknown = |list: &'static str, ids: &[String]| {
            ids.iter().find(|id| !town.has(list, id)).map(|id| (list, id.clone()))
        };
        let of_terms = table.term.iter().find_map(|rule| {
            unknown("needs", &rule.needs)
                .or_else(|| unknown("topics", &rule.topics))
                .or_else(|| unknown("audience", &rule.audience))
        });
        let of_facts = || table.access.iter().find_map(|rule| unknown("access", &rule.facts));
        let of_words = || {
            let lists = [
                ("joining", &table.joining),
                ("delivery", &table.delivery),
                ("cost", &table.cost),
                ("requires", &table.requires),
            ];
            lists.into_iter().find_map(|(list, rules)| {
                rules.iter().find_map(|rule| unknown(list, std::slice::from_ref(&rule.id)))
            })
        };
        match of_terms.or_else(of_facts).or_else(of_words) {
            Some((list, id)) => Err(ImportError::Table(format!(
                "{IMPORT_TABLE} names `{id}`, which is not in _taxonomy/{list}.toml."
            ))),
            None => Ok(table),
        }
    }

    /// What a term of a taxonomy means here, as far as the table says.
    pub fn term(&self, code: &str, name: &str) -> Meaning {
        let name = folded(name);
        let mut meaning = Meaning::default();
        for rule in &self.term {
            let is_code = rule.codes.iter().any(|known| match known.strip_suffix('*') {
                Some(start) => code.starts_with(start),
                None => code == known,
            });
            if !is_code && !rule.words.iter().any(|words| stands_in(words, &name)) {
                continue;
            }
            meaning.ignored |= rule.ignore;
            merge(&mut meaning.needs, &rule.needs);
            merge(&mut meaning.topics, &rule.topics);
            merge(&mut meaning.audience, &rule.audience);
        }
        meaning
    }

    /// The one word that a text means; none where its words mean several.
    pub fn word(rules: &[WordRule], text: &str) -> Option<String> {
        let text = folded(text);
        let mut ids =
            rules.iter().filter(|rule| rule.words.iter().any(|words| stands_in(words, &text)));
        let first = ids.next()?;
        ids.all(|rule| rule.id == first.id).then(|| first.id.clone())
    }

    /// Every word that a text means.
    pub fn words(rules: &[WordRule], text: &str) -> Vec<String> {
        let text = folded(text);
        let mut found = Vec::new();
        for rule in
            rules.iter().filter(|rule| rule.words.iter().any(|words| stands_in(words, &text)))
        {
            merge(&mut found, std::slice::from_ref(&rule.id));
        }
        found
    }

    /// The word that a text as a whole means.
    pub fn whole(rules: &[WordRule], text: &str) -> Option<String> {
        let text = folded(text);
        let rule = rules.iter().find(|rule| rule.words.iter().any(|words| folded(words) == text));
        rule.map(|rule| rule.id.clone())
    }

    /// The facts about getting in that a text says.
    pub fn facts(&self, text: &str) -> Vec<String> {
        let text = folded(text);
        let mut found = Vec::new();
        for rule in
            self.access.iter().filter(|rule| rule.words.iter().any(|words| stands_in(words, &text)))
        {
            merge(&mut found, &rule.facts);
        }
        found
    }
}

/// Adds what is not there yet.
pub fn merge(list: &mut Vec<String>, more: &[String]) {
    for id in more {
        if !list.contains(id) {
            list.push(id.clone());
        }
    }
}

/// Whether words stand in a folded text, as whole words; a last `*` begins any word.
fn stands_in(words: &str, text: &str) -> bool {
    let is_start = words.ends_with('*');
    let words = folded(words);
    if words.is_empty() {
        return false;
    }
    text.match_indices(&words).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + words.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with(' '))
            && (is_start || after.is_empty() || after.starts_with(' '))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_read_by_whole_words_and_by_its_code() {
        let table: Table = toml::from_str(
            "[[term]]\nwords = ['food bank*', 'meals']\nneeds = ['food']\n[[term]]\ncodes = ['BH-*']\nneeds = ['home']",
        )
        .unwrap();
        for (code, name, needs) in [
            ("", "Food Banks", &["food"][..]),
            ("", "Home-delivered meals", &["food"]),
            ("", "Mealsy", &[]),
            ("BH-1800", "Shelters with meals", &["food", "home"]),
            ("XBH-1800", "Shelters", &[]),
        ] {
            assert_eq!(table.term(code, name).needs, needs, "{code} {name}");
        }
    }

    #[test]
    fn a_text_that_means_two_things_is_not_decided() {
        let rule = |words: &str, id: &str| WordRule { words: vec![words.into()], id: id.into() };
        let rules = [rule("walk in*", "drop-in"), rule("call", "phone-first")];
        assert_eq!(Table::word(&rules, "Walk-ins welcomed").as_deref(), Some("drop-in"));
        assert_eq!(Table::word(&rules, "Call or walk in"), None);
        assert_eq!(Table::whole(&rules, "call."), Some("phone-first".into()));
    }
}
