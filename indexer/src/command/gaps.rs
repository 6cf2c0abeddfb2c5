//! `signpost gaps`: what the directory lacks.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::topics::for_pages;
use app::gaps::count::Sets;
use app::gaps::kept::{Change, Changes, FILE, changes, counts, is_counts};
use app::gaps::rank::{Gap, gaps, telling};
use app::gaps::read::{Subjects, Town};
use app::gaps::say::{say, sentence_of_change};
use app::locales::Locales;
use catalog::day::Moment;
use clap::ValueEnum;
use serde_json::{Value, json};

use super::{Ended, Errors, moment, moment_of, read, usable};
use crate::terminal::Terminal;

/// What `signpost gaps` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost gaps
  signpost gaps --by topic --most 40
  signpost gaps --format csv > gaps.csv
  signpost gaps --since last-release/
      what was filled, and what became empty

A gap is named where the rest of the directory lets one expect more: with so many groups for a need, and so many that
speak a language, chance would leave none that has both less than once in four times. What nobody knows is no gap. The
same stands on the page /LOCALE/gaps/ of the site.")]
pub struct GapsArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// By what services are counted
    #[arg(long, value_enum, default_value_t = By::Need)]
    by: By,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the sentences, such as pa; the directory's own where none is named
    #[arg(long)]
    locale: Option<String>,
    /// Most sentences
    #[arg(long, default_value_t = 12)]
    most: usize,
    /// Also what has changed since this earlier site, or its data/gaps.json
    #[arg(long)]
    since: Option<PathBuf>,
    /// As if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// By what services are counted, beside language, place and access.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The coarse needs
    Need,
    /// The fine topics
    Topic,
}

/// The forms in which gaps are printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Sentences
    Text,
    /// Every gap and every count, for a program
    Json,
    /// Every count, for a spreadsheet
    Csv,
}

/// Prints what is missing.
pub fn run(args: &GapsArgs, terminal: &Terminal) -> Ended {
    let GapsArgs { content, by, format, locale, most, since, now } = args;
    usable(content)?;
    let now = moment_of(content, *now)?;
    let Some(directory) = read(content, now, Errors::LeaveOut, terminal).directory else {
        return Err("The directory cannot be read: `signpost check` says why.".to_owned());
    };
    let own = &directory.config.default_locale;
    let locale = locale.as_ref().unwrap_or(own);
    let locales = Locales::load().map_err(|error| error.to_string())?;
    let messages = locales.get(locale).ok_or_else(|| {
        format!(
            "There is no language {locale} here. These are: {}.",
            directory.config.locales.join(", ")
        )
    })?;
    let topics = if *by == By::Topic { for_pages(&directory) } else { Vec::new() };
    let subjects = if *by == By::Topic { Subjects::Topics(&topics) } else { Subjects::Needs };
    let town = Town::new(&directory, now.day, subjects);
    let sets = Sets::new(&town.services, &town.shape);
    let found = gaps(&sets, &town.shape);
    let told = telling(&found, *most);
    let counted = counts(&town, &sets);
    let changed = since.as_deref().map(|since| Ok(changes(&earlier(since)?, &counted)));
    let changed: Option<Changes> = changed.transpose().map_err(|why: String| why)?;
    let sentence = |gap: &Gap| say(gap, &town, messages, own);
    match format {
        Format::Text => {
            for gap in &told {
                terminal.line(sentence(gap));
                let Gap { found, expected, unknown, .. } = gap;
                let not_known =
                    if *unknown > 0 { format!(", {unknown} not known") } else { String::new() };
                terminal.line(format!("    {found} found, {expected:.1} expected{not_known}"));
            }
            let more = found.len() - told.len();
            match (told.len(), more) {
                (0, _) => terminal.line("Nothing stands out as missing."),
                (_, 0) => {}
                _ => terminal.line(format!(
                    "{more} further gaps: --most {}, or --format json.",
                    found.len()
                )),
            }
            if let Some(changed) = &changed {
                let say_change = |change: &Change| sentence_of_change(change, &town, messages, own);
                terminal.print(&told_changes(changed, say_change));
            }
        }
        Format::Json => {
            let all: Vec<Value> =
                found.iter().map(|gap| as_json(gap, &town, &sentence(gap))).collect();
            let mut whole = json!({ "gaps": all, "counts": counted });
            if let (Some(changed), Some(fields)) = (&changed, whole.as_object_mut()) {
                fields.insert("changes".to_owned(), changes_as_json(changed));
            }
            terminal.line(format!("{whole:#}"));
        }
        Format::Csv => terminal.print(&csv(&counted)),
    }
    Ok(ExitCode::SUCCESS)
}

/// The counts of an earlier site.
fn earlier(since: &Path) -> Result<Value, String> {
    let file = if since.is_dir() { since.join(FILE) } else { since.to_owned() };
    let text = fs::read_to_string(&file).map_err(|error| {
        format!(
            "{} cannot be read: {error}. Name the folder of a site that `signpost build` wrote, or its {FILE}.",
            file.display()
        )
    })?;
    let counts: Option<Value> = serde_json::from_str(&text).ok().filter(is_counts);
    counts.ok_or_else(|| format!("{} holds no counts that this signpost reads.", file.display()))
}

fn told_changes(changed: &Changes, say: impl Fn(&Change) -> String) -> String {
    let Changes { since, services: (from, to), filled, emptied } = changed;
    let mut told = format!("\nSince {since}: {from} activities then, {to} now.\n");
    for (what, list) in [("There now", filled), ("Gone", emptied)] {
        for change in list {
            told.push_str(&format!(
                "  {what}: {} ({} then, {} now)\n",
                say(change),
                change.from,
                change.to
            ));
        }
    }
    if filled.is_empty() && emptied.is_empty() {
        told.push_str("  No square was filled, none became empty.\n");
    }
    told
}

fn as_json(gap: &Gap, town: &Town<'_>, sentence: &str) -> Value {
    let Gap { of, kind, found, unknown, expected, weight } = gap;
    let id =
        |list: &[&catalog::directory::Term], at: Option<usize>| Some(list.get(at?)?.id.clone());
    json!({
        "sentence": sentence,
        "kind": format!("{kind:?}").to_lowercase(),
        "subject": id(&town.subjects, of.subject),
        "language": id(&town.languages, of.language),
        "access": id(&town.facts, of.fact),
        "place": of.place.and_then(|at| Some(town.places.get(at)?.id.clone())),
        "found": found,
        "unknown": unknown,
        "expected": (expected * 100.0).round() / 100.0,
        "weight": (weight * 100.0).round() / 100.0,
    })
}

fn changes_as_json(changed: &Changes) -> Value {
    let list = |list: &[Change]| {
        let one = |Change { by, subject, value, from, to }: &Change| json!({ "by": by, "subject": subject, "value": value, "from": from, "to": to });
        list.iter().map(one).collect::<Vec<_>>()
    };
    json!({
        "since": changed.since,
        "services": [changed.services.0, changed.services.1],
        "filled": list(&changed.filled),
        "emptied": list(&changed.emptied),
    })
}

/// A line for each subject and each other thing. Ids are small letters, digits and hyphens: no field needs quotes.
fn csv(counts: &Value) -> String {
    let mut rows = "subject,services,stale,by,value,yes,interpreter,no,unknown\r\n".to_owned();
    let number =
        |value: Option<&Value>| value.and_then(Value::as_u64).unwrap_or_default().to_string();
    for (subject, fields) in counts.get("subjects").and_then(Value::as_object).into_iter().flatten()
    {
        let (services, stale) = (number(fields.get("services")), number(fields.get("stale")));
        let languages_unknown = number(fields.get("languages-unknown"));
        for by in ["languages", "places", "access"] {
            for (value, cell) in fields.get(by).and_then(Value::as_object).into_iter().flatten() {
                let at = |index: usize| number(cell.get(index));
                let [yes, interpreter, no, unknown] = match by {
                    "languages" => [at(0), at(1), String::new(), languages_unknown.clone()],
                    "places" => [number(Some(cell)), String::new(), String::new(), String::new()],
                    _ => [at(0), String::new(), at(1), at(2)],
                };
                let row: [&str; 9] =
                    [subject, &services, &stale, by, value, &yes, &interpreter, &no, &unknown];
                rows.push_str(&row.join(","));
                rows.push_str("\r\n");
            }
        }
    }
    rows
}
