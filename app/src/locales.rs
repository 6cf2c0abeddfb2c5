//! The locale files: `app/locales/<locale>.toml`, read and checked. Native only.
//!
//! The list of locales is the list of files; `build.rs` writes it. A file that lacks a text, has
//! one too many, or misspells a gap is refused with every problem at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use toml::{Table, Value};

use crate::locale::{Key, Messages, PART, PluralRule};

/// Each file's name, without its ending, and its text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The file that all others are measured by.
const MODEL: &str = "en";

/// Where a file tells about itself.
const ABOUT: &str = "about";

/// All locales.
#[derive(Clone, Debug)]
pub struct Locales(BTreeMap<String, LocaleFile>);

/// One locale file.
#[derive(Clone, Debug)]
struct LocaleFile {
    messages: Messages,
    is_translation: bool,
    reviewed_by: Option<String>,
}

/// What is wrong with the locale files: one sentence a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleError(pub Vec<String>);

impl fmt::Display for LocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for LocaleError {}

impl Locales {
    /// The files that come with the program.
    ///
    /// # Errors
    /// When a file lacks something or has something too much.
    pub fn load() -> Result<Self, LocaleError> {
        Self::from_files(FILES)
    }

    /// From (name, text) of files. The model, `en`, must be among them.
    ///
    /// # Errors
    /// When a file lacks something or has something too much.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, LocaleError> {
        let mut problems = Vec::new();
        let mut read = BTreeMap::new();
        for (name, text) in files {
            match text.parse::<Table>() {
                Ok(table) => {
                    read.insert((*name).to_owned(), flatten(&table));
                }
                Err(error) => problems.push(format!("locales/{name}.toml: {error}")),
            }
        }
        let model = read.get(MODEL).cloned().unwrap_or_default();
        let mut locales = BTreeMap::new();
        for (name, texts) in &read {
            problems.extend(
                gaps(texts, &model).map(|problem| format!("locales/{name}.toml: {problem}")),
            );
            match arrange(name, texts) {
                Ok(file) => {
                    locales.insert(name.clone(), file);
                }
                Err(found) => problems
                    .extend(found.into_iter().map(|found| format!("locales/{name}.toml: {found}"))),
            }
        }
        if problems.is_empty() { Ok(Self(locales)) } else { Err(LocaleError(problems)) }
    }

    /// The words of a locale.
    pub fn get(&self, locale: &str) -> Option<&Messages> {
        self.0.get(locale).map(|file| &file.messages)
    }

    /// What a language calls itself; its code where there is no file for it.
    pub fn own_name<'a>(&'a self, locale: &'a str) -> &'a str {
        self.get(locale).map_or(locale, |messages| messages.text(Key::OwnName))
    }

    /// Who has read a locale's words over.
    pub fn reviewed_by(&self, locale: &str) -> Option<&str> {
        self.0.get(locale)?.reviewed_by.as_deref()
    }

    /// Whether a locale's words are a translation that nobody has read over: its pages say so.
    pub fn is_unread(&self, locale: &str) -> bool {
        self.0.get(locale).is_some_and(|file| file.is_translation && file.reviewed_by.is_none())
    }

    /// Codes of all locales, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// A text as written: one form, several parts in order, or plural forms by category.
#[derive(Clone, Debug)]
enum Written {
    One(String),
    Parts(Vec<String>),
    Forms(BTreeMap<String, String>),
}

impl Written {
    fn texts(&self) -> Vec<&str> {
        match self {
            Self::One(text) => vec![text],
            Self::Parts(parts) => parts.iter().map(String::as_str).collect(),
            Self::Forms(forms) => forms.values().map(String::as_str).collect(),
        }
    }

    /// The names of its gaps: those of its fullest form, for "1 minute" may do without `{n}`.
    fn gaps(&self) -> BTreeSet<&str> {
        self.texts().iter().flat_map(|text| gaps_of(text)).collect()
    }
}

/// `[card] far = "…"` becomes `card.far`.
fn flatten(table: &Table) -> BTreeMap<String, Written> {
    let mut flat = BTreeMap::new();
    for (name, value) in table {
        match value {
            Value::Table(inner) if !is_plural(inner) => {
                flat.extend(
                    flatten(inner).into_iter().map(|(rest, text)| (format!("{name}.{rest}"), text)),
                );
            }
            _ => {
                flat.insert(name.clone(), written(value));
            }
        }
    }
    flat
}

fn is_plural(table: &Table) -> bool {
    table.contains_key("other") && table.values().all(Value::is_str)
}

fn written(value: &Value) -> Written {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    match value {
        Value::Array(parts) => Written::Parts(parts.iter().map(text).collect()),
        Value::Table(forms) => Written::Forms(
            forms.iter().map(|(category, form)| (category.clone(), text(form))).collect(),
        ),
        one => Written::One(text(one)),
    }
}

/// Texts whose gaps are not those of the model: a gap misspelt would be shown as it is.
fn gaps<'a>(
    texts: &'a BTreeMap<String, Written>,
    model: &'a BTreeMap<String, Written>,
) -> impl Iterator<Item = String> + 'a {
    texts.iter().filter_map(|(name, text)| {
        let (has, wants) = (text.gaps(), model.get(name)?.gaps());
        (has != wants).then(|| format!("{name} has the gaps {has:?}; {MODEL}.toml has {wants:?}"))
    })
}

fn gaps_of(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Puts the texts in the order of the keys.
fn arrange(locale: &str, texts: &BTreeMap<String, Written>) -> Result<LocaleFile, Vec<String>> {
    let mut problems = Vec::new();
    let one = |name: &str| match texts.get(name) {
        Some(Written::One(text)) => text.as_str(),
        _ => "",
    };
    let plural = PluralRule::named(one("form.plural"));
    if plural.is_none() {
        problems.push(format!("form.plural = {:?} is not a rule that we know", one("form.plural")));
    }
    if !matches!(one("form.direction"), "ltr" | "rtl") {
        problems.push("form.direction must be \"ltr\" or \"rtl\"".to_owned());
    }
    let categories = plural.map_or(&["other"][..], PluralRule::categories);
    let mut arranged = Vec::with_capacity(Key::NAMES.len());
    for name in Key::NAMES {
        let text = match texts.get(*name) {
            None => {
                problems.push(format!("{name} is missing"));
                continue;
            }
            Some(Written::One(text)) => text.clone(),
            Some(Written::Parts(parts)) => joined(parts.iter().map(String::as_str)),
            Some(Written::Forms(forms)) => {
                if !forms.keys().map(String::as_str).eq(categories.iter().copied()) {
                    problems.push(format!("{name} needs the plural forms {categories:?}"));
                }
                joined(forms.values().map(String::as_str))
            }
        };
        if text.is_empty() {
            problems.push(format!("{name} is empty"));
        }
        arranged.push(text);
    }
    let about = |name: &str| [ABOUT, ".", name].concat();
    for name in texts.keys() {
        let told = *name == about("reviewed-by") || *name == about("translated-by");
        if !told && !Key::NAMES.contains(&name.as_str()) {
            problems.push(format!("{name} is a text that nothing shows"));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let reviewed_by = one(&about("reviewed-by"));
    Ok(LocaleFile {
        messages: Messages::from_shipped(locale, arranged),
        is_translation: !one(&about("translated-by")).is_empty(),
        reviewed_by: (!reviewed_by.is_empty()).then(|| reviewed_by.to_owned()),
    })
}

/// The categories of plural forms sort as they are kept: "one" before "other".
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(&PART.to_string())
}
