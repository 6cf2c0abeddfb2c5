//! What a form is told of its town: the little of settings, word lists and places that a page by itself
//! is read and checked against. The build [`write()`]s it of a checked directory; a form [`read`]s it, and
//! [`check`] then finds in a page what the build will find.
//!
//! Deliberately absent: what only the build can tell ([`Scope::Directory`]), labels and synonyms, and
//! everything about services.

use std::collections::BTreeMap;

use catalog::day::Day;
use catalog::directory::{Directory, PlaceKind, Term, Vocabulary};
use catalog::place::Position;
use serde_json::{Value, json};

use crate::draft::{
    DraftConfig, DraftData, DraftHelpLine, DraftHolidays, DraftJargon, DraftPlace, DraftPlainWords,
    DraftTerm, DraftTermList, DraftWords, Drafts,
};
use crate::layout::WORD_LISTS;
use crate::node::{Spanned, Text};
use crate::read::Pages;
use crate::report::{Diagnostic, Findings, locate};
use crate::source::{SourceFile, Span};
use crate::validate::{CHECKS, Context, Scope, World};

/// The file, as JSON.
pub fn write(directory: &Directory) -> Value {
    let config = &directory.config;
    let (low, high) = config.bounds;
    let lists: BTreeMap<&str, Vec<Value>> = WORD_LISTS
        .into_iter()
        .map(|(name, _)| (name, list(&directory.vocabulary, name).iter().map(term).collect()))
        .collect();
    let places = directory.places.iter();
    let places = places.map(|place| json!([place.id, place.kind == PlaceKind::PostcodeArea]));
    let holidays = directory.holidays.iter().map(|list| {
        let days: Vec<i32> = list.days.iter().map(|day| day.0).collect();
        json!([list.id, list.region, days])
    });
    json!({
        "locales": config.locales,
        "locale": config.default_locale,
        "country": config.country,
        "bounds": [low.lat(), low.lon(), high.lat(), high.lon()],
        "old": [config.freshness.stale, config.freshness.hide],
        "short": config.help_now.iter().map(|line| &line.phone).collect::<Vec<_>>(),
        "lists": lists,
        "places": places.collect::<Vec<_>>(),
        "holidays": holidays.collect::<Vec<_>>(),
        "jargon": directory.plain.jargon,
        "sentence": directory.plain.sentence,
        "ease": directory.plain.ease,
    })
}

/// A word with what a check asks of it: whether it calls for discretion, whether it reaches people where
/// they are, and of a topic its need.
fn term(term: &Term) -> Value {
    match (term.sensitive, term.comes_to_me) {
        (false, false) => json!(term.id),
        (sensitive, comes) => json!([term.id, sensitive, comes]),
    }
}

fn list<'a>(vocabulary: &'a Vocabulary, name: &str) -> &'a [Term] {
    let Vocabulary {
        needs,
        // A form asks for no topic: they are found in the words.
        topics: _,
        languages,
        access,
        audience,
        cost,
        delivery,
        joining,
        requires,
    } = vocabulary;
    match name {
        "needs" => needs,
        "languages" => languages,
        "access" => access,
        "audience" => audience,
        "cost" => cost,
        "delivery" => delivery,
        "joining" => joining,
        "requires" => requires,
        _ => &[],
    }
}

/// What [`write()`] has written, as drafts without a page.
pub fn read(town: &Value) -> Drafts {
    let degrees = |at: usize| Some(said(town.get("bounds")?.get(at)?.as_f64()?));
    let bounds = [0, 1, 2, 3].map(degrees);
    let [south, west, north, east] = bounds;
    let months = |at: usize| {
        let months = town.get("old")?.get(at)?.as_u64()?;
        Some(said(u32::try_from(months).ok()?))
    };
    let short = all(town, "short").filter_map(text).map(|phone| DraftHelpLine {
        phone: Some(phone),
        display: None,
        label: DraftWords::default(),
        further: None,
        placeholder: None,
    });
    let config = DraftConfig {
        top: Span::default(),
        id: None,
        base_url: None,
        time_zone: None,
        country: town.get("country").and_then(text),
        default_locale: town.get("locale").and_then(text),
        locales: all(town, "locales").filter_map(text).collect(),
        sample: None,
        name: DraftWords::default(),
        area: DraftWords::default(),
        notice: DraftWords::default(),
        centre: None,
        bounds: south.zip(west).zip(north.zip(east)).map(|((s, w), (n, e))| [s, w, n, e]),
        contact_email: None,
        contact_phone: None,
        propose: None,
        remind: Vec::new(),
        stale: months(0),
        hide: months(1),
        travel: Vec::new(),
        help_now: short.collect(),
        desks: Vec::new(),
        record_codes: None,
        plain_words: DraftPlainWords {
            sentence: numbers(town, "sentence"),
            ease: numbers(town, "ease"),
        },
        quick_exit: None,
        host: None,
        files_at_most: None,
        data: DraftData::default(),
    };
    let lists = town.get("lists");
    let terms = WORD_LISTS.into_iter().map(|(name, _)| {
        let words = lists.map(|lists| all(lists, name)).into_iter().flatten();
        // Topics are not told: what is written of them, nobody here can judge.
        DraftTermList {
            name,
            is_readable: name != "topics",
            terms: words.filter_map(word).collect(),
        }
    });
    Drafts {
        config: Some(config),
        terms: terms.collect(),
        jargon: named(town, "jargon").map(jargon).collect(),
        places: all(town, "places").filter_map(place).collect(),
        holidays: all(town, "holidays").filter_map(holidays).collect(),
        ..Drafts::readable()
    }
}

fn said<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

fn text(value: &Value) -> Option<Text> {
    Some(said(value.as_str()?.to_owned()))
}

/// The values of a list that stands under a name; of anything else, none.
fn all<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn word(value: &Value) -> Option<DraftTerm> {
    let flag = |at: usize| Some(said(value.get(at)?.as_bool()?));
    let id = value.get(0).unwrap_or(value);
    Some(DraftTerm {
        id: Some(text(id)?),
        label: DraftWords::default(),
        description: DraftWords::default(),
        synonyms: Vec::new(),
        asked: Vec::new(),
        chosen: Vec::new(),
        need: None,
        chooses: Vec::new(),
        span: Span::default(),
        icon: None,
        sensitive: flag(1),
        comes_to_me: flag(2),
        codes: Vec::new(),
    })
}

/// What stands under names that stand under a name.
fn named<'a>(of: &'a Value, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    of.get(name).and_then(Value::as_object).into_iter().flatten()
}

fn numbers(town: &Value, name: &str) -> Vec<(Text, Spanned<u32>)> {
    let number = |(locale, number): (&String, &Value)| {
        Some((said(locale.clone()), said(u32::try_from(number.as_u64()?).ok()?)))
    };
    named(town, name).filter_map(number).collect()
}

fn jargon((locale, words): (&String, &Value)) -> DraftJargon {
    let pair = |pair: &Value| Some((text(pair.get(0)?)?, text(pair.get(1)?)?));
    let words = words.as_array().into_iter().flatten().filter_map(pair).collect();
    DraftJargon { locale: said(locale.clone()), words }
}

fn place(value: &Value) -> Option<DraftPlace> {
    let is_code = value.get(1)?.as_bool()?;
    Some(DraftPlace {
        id: text(value.get(0)?)?,
        name: String::new(),
        kind: if is_code { PlaceKind::PostcodeArea } else { PlaceKind::Neighbourhood },
        centre: Position { lat_e5: 0, lon_e5: 0 },
        outline: Vec::new(),
    })
}

fn holidays(value: &Value) -> Option<DraftHolidays> {
    let days = value.get(2)?.as_array()?.iter();
    let days = days.filter_map(|day| Some(said(Day(i32::try_from(day.as_i64()?).ok()?))));
    Some(DraftHolidays {
        id: Some(text(value.get(0)?)?),
        region: value.get(1).and_then(text),
        days: days.collect(),
    })
}

/// Reads and checks pages that stand alone, in a town that [`read`] has read. What is said of other files
/// than these is left out: a page of a group that is there already comes without the group's own.
pub fn check(pages: &[SourceFile], mut town: Drafts, world: World<'_>) -> Vec<Diagnostic> {
    let findings = Findings::default();
    let (drafts, found) = Pages::new(&town, pages).read(0, pages);
    town.append(drafts);
    findings.extend(found);
    let context = Context::new(&town, pages, world);
    for check in CHECKS.iter().filter(|check| check.scope == Scope::Page) {
        findings.extend(check.run(&context));
    }
    let mut diagnostics = locate(&findings.take(), pages, "");
    diagnostics.retain(|found| pages.iter().any(|page| page.path == found.path));
    diagnostics
}
