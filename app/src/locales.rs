//! The locale files: `app/locales/<locale>.toml`, read and checked. Native only.
//!
//! The list of locales is the list of files; `build.rs` writes it. A file that lacks a text, has
//! one too many, or misspells a gap is refused with every problem at once.
//!
//! A town's own files ([`Locales::of_town`]) say some texts otherwise, or bring a language that is not ours.

mod cldr;
mod skeleton;

pub use cldr::{is_in_another_script, tag_of};
pub use skeleton::skeleton;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::locale::{Key, Messages, PART, PluralRule};

/// Each file's name, without its ending, and its text.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The file that all others are measured by.
const MODEL: &str = "en";

/// The text that names the rule of plural forms.
const PLURAL: &str = "form.plural";

/// What to type where one is: with a postcode area as an example, and where the town has none.
const PLACE_HINT: &str = "finder.place-hint";
const PLACE_HINT_NAMES: &str = "find.where-names";

/// Where a file tells about itself.
const ABOUT: &str = "about";

/// What a language calls itself, what is spoken by those who read it, and which way it is written: nothing of the model.
const OWN_NAME: &str = "about.own-name";
const SPEAKS: &str = "about.speaks";
const DIRECTION: &str = "form.direction";

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

/// The file of our own texts in a language, as its writers see it; `None` for a language that has none.
pub fn built_in(locale: &str) -> Option<&'static str> {
    FILES.iter().find(|(code, _)| *code == locale).map(|(_, text)| *text)
}

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
        let read = tables(files, &mut problems);
        let model = read.get(MODEL).cloned().unwrap_or_default();
        let mut locales = BTreeMap::new();
        for (name, texts) in &read {
            let mut found: Vec<Problem> = gaps(texts, &model).collect();
            match arrange(name, texts) {
                Ok(file) => {
                    locales.insert(name.clone(), file);
                }
                Err(more) => found.extend(more),
            }
            problems.extend(
                found.into_iter().map(|found| format!("locales/{name}.toml: {}", found.sentence())),
            );
        }
        if problems.is_empty() { Ok(Self(locales)) } else { Err(LocaleError(problems)) }
    }

    /// The files that come with the program, with a town's own over them: a file for a language that is there says some
    /// texts otherwise, any other brings a language. What a new language lacks is said in the words of the model, and told
    /// in [`Wording::lacks`]. `example` is a postcode area of the town, for sentences that name one.
    ///
    /// What cannot be used is told, and left out: what is wrong in a town's words stops no page that has none of them.
    pub fn of_town(files: &[(&str, &str)], example: Option<&str>) -> (Self, Vec<Wording>) {
        let ours = &*OURS;
        let model = ours.get(MODEL).cloned().unwrap_or_default();
        let mut told = Vec::new();
        let mut all = ours.clone();
        // What a new language lacks is said in the town's own English, which is read first.
        let mut order: Vec<_> = files.iter().enumerate().collect();
        order.sort_by_key(|(_, (name, _))| *name != MODEL);
        for (at, (name, text)) in order {
            let mut wording = Wording { locale: (*name).to_owned(), ..Wording::default() };
            match text.parse::<Table>() {
                Ok(table) => {
                    let texts = flatten(&table);
                    let is_new = !ours.contains_key(*name);
                    let english = all.get(MODEL).unwrap_or(&model);
                    let (merged, lacks) =
                        merge(ours.get(*name), english, &model, &texts, name, &mut wording);
                    wording.lacks = if is_new { lacks } else { Vec::new() };
                    match arrange(name, &merged) {
                        Ok(_) => {
                            all.insert((*name).to_owned(), merged);
                        }
                        Err(found) => wording.problems.extend(found),
                    }
                }
                Err(error) => wording.problems.push(Problem {
                    text: String::new(),
                    what: error.message().to_owned(),
                    at: error.span().map(|span| span.start),
                }),
            }
            told.push((at, wording));
        }
        let mut locales = BTreeMap::new();
        for (name, texts) in &mut all {
            say_where(texts, example);
            if let Ok(file) = arrange(name, texts) {
                locales.insert(name.clone(), file);
            }
        }
        told.sort_by_key(|(at, _)| *at);
        (Self(locales), told.into_iter().map(|(_, wording)| wording).collect())
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

/// What a town's own file of words came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// Its language.
    pub locale: String,
    /// What cannot be used.
    pub problems: Vec<Problem>,
    /// Names of texts that a new language lacks.
    pub lacks: Vec<String>,
}

/// What is wrong with a text of a locale file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its name, such as `finder.place-hint`; empty where the file itself cannot be read.
    pub text: String,
    /// What is wrong with it.
    pub what: String,
    /// Where in the file, in bytes, where that is known.
    pub at: Option<usize>,
}

impl Problem {
    fn of(text: &str, what: impl Into<String>) -> Self {
        Self { text: text.to_owned(), what: what.into(), at: None }
    }

    /// As one sentence.
    pub fn sentence(&self) -> String {
        [self.text.as_str(), " ", &self.what].concat().trim_start().to_owned()
    }
}

/// Our own files, read once: a check and a build each ask for them, and whoever watches builds again and again.
static OURS: LazyLock<BTreeMap<String, BTreeMap<String, Written>>> =
    LazyLock::new(|| tables(FILES, &mut Vec::new()));

/// Reads files as tables of texts by their names; what cannot be read is told.
fn tables(
    files: &[(&str, &str)],
    problems: &mut Vec<String>,
) -> BTreeMap<String, BTreeMap<String, Written>> {
    let mut read = BTreeMap::new();
    for (name, text) in files {
        match text.parse::<Table>() {
            Ok(table) => {
                read.insert((*name).to_owned(), flatten(&table));
            }
            Err(error) => problems.push(format!("locales/{name}.toml: {error}")),
        }
    }
    read
}

/// A town's texts over ours or, in a language that is not ours, over the town's English; with the names of those that the
/// town's own lack. A text that cannot be used is told, and the other one stays.
fn merge(
    ours: Option<&BTreeMap<String, Written>>,
    english: &BTreeMap<String, Written>,
    model: &BTreeMap<String, Written>,
    texts: &BTreeMap<String, Written>,
    locale: &str,
    wording: &mut Wording,
) -> (BTreeMap<String, Written>, Vec<String>) {
    let mut merged = ours.unwrap_or(english).clone();
    let rule = cldr::rule_of(locale);
    if ours.is_none() {
        // The model's own language, its reviewer and its rule are not this one's.
        merged.retain(|name, _| !name.starts_with(ABOUT) || Key::NAMES.contains(&name.as_str()));
        let Some(rule) = &rule else {
            wording.problems.push(Problem::of("", "the file is named by no language tag (BCP 47)"));
            return (merged, Vec::new());
        };
        merged.insert(PLURAL.to_owned(), Written::One(rule.table.clone()));
        merged.insert(OWN_NAME.to_owned(), Written::One(locale.to_owned()));
        merged.insert(SPEAKS.to_owned(), Written::One(spoken(locale).to_owned()));
        merged.insert(DIRECTION.to_owned(), Written::One(direction(locale).to_owned()));
        for text in merged.values_mut() {
            if let Written::Forms(forms) = text {
                *forms = in_forms_of(rule, forms);
            }
        }
    }
    let bad_gaps: Vec<Problem> = gaps(texts, model).collect();
    let categories = rule.map_or_else(Vec::new, |rule| rule.categories);
    for (name, text) in texts {
        let is_known = Key::NAMES.contains(&name.as_str()) || is_about(name);
        if !is_known {
            wording.problems.push(Problem::of(name, "is a text that nothing shows"));
        } else if !bad_gaps.iter().any(|problem| problem.text == *name) && name != PLURAL {
            let mut text = text.clone();
            if let Written::Forms(forms) = &mut text {
                // A form for fractions, which no count here is, may be there.
                forms.retain(|name, _| categories.contains(&name.as_str()) || name != "other");
            }
            merged.insert(name.clone(), text);
        }
    }
    wording.problems.extend(bad_gaps);
    let is_english = spoken(locale) == MODEL;
    let is_lacking = |name: &str| match (texts.get(name), model.get(name)) {
        (None, _) => ![PLURAL, SPEAKS, DIRECTION].contains(&name),
        (Some(own), Some(english)) => !is_english && is_copied(own, english),
        _ => false,
    };
    let lacks = Key::NAMES.iter().filter(|name| is_lacking(name));
    (merged, lacks.map(|name| (*name).to_owned()).collect())
}

/// Whether a text is the model's own, and of so many words that no other language says it in the same: a file that was
/// copied is not translated.
fn is_copied(own: &Written, english: &Written) -> bool {
    let (own, english) = (own.texts(), english.texts());
    let is_long = |text: &&str| {
        let shown: String = text.split('{').map(after_gap).collect();
        shown.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count() > 1
    };
    english.iter().any(is_long) && own.iter().all(|text| english.contains(text))
}

/// What follows a gap that was begun by `{`; all of it where none was.
fn after_gap(text: &str) -> &str {
    text.split_once('}').map_or(text, |(_, rest)| rest)
}

/// The language of a tag, without its script and region: what people speak.
fn spoken(locale: &str) -> &str {
    locale.split('-').next().unwrap_or_default()
}

/// Which way a language is written, as a file of words says it.
fn direction(locale: &str) -> &'static str {
    if cldr::is_right_to_left(locale) { "rtl" } else { "ltr" }
}

/// The model's plural forms in those of another rule: each the most general one, until somebody translates them.
fn in_forms_of(rule: &cldr::Rule, forms: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let other = forms.get("other").cloned().unwrap_or_default();
    rule.categories.iter().map(|name| ((*name).to_owned(), other.clone())).collect()
}

/// Puts the town's own postcode area where a sentence names one, or leaves the sentence out where there is none.
fn say_where(texts: &mut BTreeMap<String, Written>, example: Option<&str>) {
    let other = match (example, texts.get(PLACE_HINT), texts.get(PLACE_HINT_NAMES)) {
        (Some(code), Some(Written::One(text)), _) => text.replace("{code}", code),
        (None, _, Some(Written::One(text))) => text.clone(),
        _ => return,
    };
    texts.insert(PLACE_HINT.to_owned(), Written::One(other));
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
    let is_category = |name: &String| cldr::CATEGORIES.contains(&name.as_str());
    !table.is_empty() && table.keys().all(is_category) && table.values().all(Value::is_str)
}

/// Whether a text tells of the file itself, and is shown nowhere.
fn is_about(name: &str) -> bool {
    let told = name.strip_prefix(ABOUT).and_then(|rest| rest.strip_prefix('.'));
    matches!(told, Some("reviewed-by" | "translated-by"))
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
) -> impl Iterator<Item = Problem> + 'a {
    texts.iter().filter_map(|(name, text)| {
        let (has, wants) = (text.gaps(), model.get(name)?.gaps());
        let what = || format!("has the gaps {has:?}; {MODEL}.toml has {wants:?}");
        (has != wants).then(|| Problem::of(name, what()))
    })
}

fn gaps_of(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Puts the texts in the order of the keys.
fn arrange(locale: &str, texts: &BTreeMap<String, Written>) -> Result<LocaleFile, Vec<Problem>> {
    let mut problems = Vec::new();
    let one = |name: &str| match texts.get(name) {
        Some(Written::One(text)) => text.as_str(),
        _ => "",
    };
    if PluralRule::named(one(PLURAL)).is_none() {
        let what = format!("= {:?} is not a rule that we know", one(PLURAL));
        problems.push(Problem::of(PLURAL, what));
    }
    if !matches!(one("form.direction"), "ltr" | "rtl") {
        problems.push(Problem::of("form.direction", "must be \"ltr\" or \"rtl\""));
    }
    let categories = categories(one(PLURAL), locale);
    let mut arranged = Vec::with_capacity(Key::NAMES.len());
    for name in Key::NAMES {
        let text = match texts.get(*name) {
            None => {
                problems.push(Problem::of(name, "is missing"));
                continue;
            }
            Some(Written::One(text)) => text.clone(),
            Some(Written::Parts(parts)) => joined(parts.iter().map(String::as_str)),
            Some(Written::Forms(forms)) => {
                if !forms.keys().map(String::as_str).eq(categories.iter().copied()) {
                    let what = format!("needs the plural forms {}", categories.join(", "));
                    problems.push(Problem::of(name, what));
                }
                joined(forms.values().map(String::as_str))
            }
        };
        if text.is_empty() {
            problems.push(Problem::of(name, "is empty"));
        }
        arranged.push(text);
    }
    for name in texts.keys() {
        if !is_about(name) && !Key::NAMES.contains(&name.as_str()) {
            problems.push(Problem::of(name, "is a text that nothing shows"));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let about = |name: &str| one(&[ABOUT, ".", name].concat()).to_owned();
    let reviewed_by = about("reviewed-by");
    Ok(LocaleFile {
        messages: Messages::from_shipped(locale, arranged),
        is_translation: !about("translated-by").is_empty(),
        reviewed_by: (!reviewed_by.is_empty()).then_some(reviewed_by),
    })
}

/// The categories that a text needs, by their CLDR names, in the order in which they are kept.
fn categories(plural: &str, locale: &str) -> Vec<&'static str> {
    match PluralRule::named(plural) {
        None | Some(PluralRule::AlwaysOther) => vec!["other"],
        Some(PluralRule::OneIs1 | PluralRule::OneIs0Or1 | PluralRule::Filipino) => {
            vec!["one", "other"]
        }
        Some(PluralRule::Table(_)) => {
            cldr::rule_of(locale).map_or_else(Vec::new, |rule| rule.categories)
        }
    }
}

/// The categories of plural forms sort as they are kept: "one" before "other".
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    parts.collect::<Vec<_>>().join(&PART.to_string())
}
