//! From facts to a page's text, and what the checks say of it: written and checked by the crate
//! `authoring`, as the build does. Nothing here knows a browser, so that the tests of the build take in
//! this very file.

use app::form::page::{Fact, PageFacts};
use app::form::remark::{Found, Remark};
use app::form::send::PageText;
use authoring::names::{page_name, plain_name};
use authoring::phone::{Found as FoundPhone, north_american};
use authoring::report::{Diagnostic, LocatedSuggestion};
use authoring::source::SourceFile;
use authoring::town;
use authoring::validate::World;
use authoring::value::Value;
use authoring::write;
use catalog::day::Day;
use catalog::text::Decompose;

/// The file of a group's own page.
const GROUP: &str = "organization";

/// A new group's folder while its name is not typed.
const UNNAMED: &str = "new-group";

/// The pages, written: the folder of a new group is called by its name.
pub fn written(facts: &[PageFacts], decompose: Decompose) -> Vec<PageText> {
    let group = facts.iter().find(|page| page.is_group);
    let new = group.map(|page| page_name(&page.name, &id(page), decompose));
    let text = |page: &PageFacts| {
        let folder = page.folder.clone().or_else(|| new.clone());
        let folder = folder.filter(|folder| !folder.is_empty());
        let folder = folder.unwrap_or_else(|| UNNAMED.to_owned());
        let stem = match page.is_group {
            true => GROUP.to_owned(),
            false => stem(page, decompose),
        };
        let entries: Vec<(String, Value)> =
            page.facts.iter().map(|(key, fact)| ((*key).to_owned(), value(fact))).collect();
        PageText {
            path: [&folder, "/", &stem, ".md"].concat(),
            text: write::page(&entries, &page.body),
            is_group: page.is_group,
        }
    };
    facts.iter().map(text).collect()
}

/// The name of an activity's file: its own, or where no letter of that can stand in an address, its id.
fn stem(page: &PageFacts, decompose: Decompose) -> String {
    match plain_name(&page.name, decompose) {
        // That is the group's own page.
        plain if plain == GROUP => [&plain, "-", &page.name.len().to_string()].concat(),
        _ => page_name(&page.name, &id(page), decompose),
    }
}

/// The line of a page that has its id.
fn id(page: &PageFacts) -> String {
    let id = page.facts.iter().find_map(|(key, fact)| match fact {
        Fact::Text(id) if *key == "id" => Some(id.as_str()),
        _ => None,
    });
    ["id: ", id.unwrap_or_default()].concat()
}

/// A fact as `authoring` writes it.
pub fn value(fact: &Fact) -> Value {
    match fact {
        Fact::Text(text) => Value::Text(text.clone()),
        Fact::Plain(text) => Value::Plain(text.clone()),
        Fact::List(list) => Value::List(list.iter().map(value).collect()),
        Fact::Map(map) => {
            Value::Map(map.iter().map(|(key, fact)| ((*key).to_owned(), value(fact))).collect())
        }
        Fact::Named(named) => {
            Value::Map(named.iter().map(|(key, fact)| (key.clone(), value(fact))).collect())
        }
    }
}

/// What the checks say of these pages, each beside its field. `town` is what the build has told.
pub fn remarks(
    pages: &[PageText],
    town: &serde_json::Value,
    today: Day,
    decompose: Decompose,
) -> Vec<Remark> {
    let files: Vec<SourceFile> =
        pages.iter().map(|page| SourceFile::new(page.path.as_str(), &page.text)).collect();
    let find: &(dyn Fn(Option<&str>, &str) -> Option<FoundPhone> + Sync) = &north_american;
    let world = World {
        today,
        knows_zone: &|_| true,
        find_phone: find,
        decompose,
        knows_locale: &|_| true,
        page_language: &|typed| Ok(typed.to_owned()),
        language_entry: &|_| None,
    };
    let found = town::check(&files, town::read(town), world);
    let mut remarks: Vec<Remark> = Vec::new();
    for diagnostic in &found {
        let Some(page) = pages.iter().find(|page| page.path == diagnostic.path) else { continue };
        let remark = Remark::new(told(diagnostic), &page.text, page.is_group);
        // What a new group shares with its activity is said once.
        let is_known = remarks.iter().any(|known| {
            (known.field, &known.code, &known.message)
                == (remark.field, &remark.code, &remark.message)
        });
        if !is_known {
            remarks.push(remark);
        }
    }
    remarks.sort_by_key(|remark| (remark.weight, remark.screen));
    remarks
}

fn told(diagnostic: &Diagnostic) -> Found<'_> {
    let suggestions = match &diagnostic.suggestion {
        None => Vec::new(),
        Some(LocatedSuggestion::Correction { words, .. }) => vec![("type", words.clone())],
        Some(LocatedSuggestion::Example { words }) => vec![("for example", words.clone())],
        Some(LocatedSuggestion::Choice { words }) => words
            .iter()
            .enumerate()
            .map(|(at, way)| (if at == 0 { "either" } else { "or" }, way.clone()))
            .collect(),
    };
    Found {
        code: diagnostic.code,
        is_error: diagnostic.is_error(),
        message: &diagnostic.message,
        suggestions,
        line: diagnostic.line,
        column: diagnostic.column,
    }
}
