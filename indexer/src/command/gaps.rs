//! `signpost gaps`: what the directory lacks.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::earlier::{CountedBy, Earlier, Today, earlier};
use crate::plainly::many;
use crate::topics::for_pages;
use crate::wording::locales_of;
use app::gaps::count::Sets;
use app::gaps::kept::{By, Change, Changes, Counts, OfSubject, Since, Turn, counts};
use app::gaps::least;
use app::gaps::rank::{Gap, gaps, telling};
use app::gaps::read::{Subjects, Town};
use app::gaps::say::{say, sentence_of_change};
use app::locale::{Key, Messages};
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
  signpost gaps --since 30-days

A gap is named where the rest of the directory lets one expect more: with so many groups for a need, and so many that \
speak a language, chance would leave none that has both less than once in four times. What nobody knows is no gap. The \
same stands on the page /LOCALE/gaps/ of the site.")]
pub struct GapsArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// By what services are counted
    #[arg(long, value_enum, default_value_t = Subject::Need)]
    by: Subject,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the sentences, such as pa; the directory's own where none is named
    #[arg(long)]
    locale: Option<String>,
    /// Most sentences
    #[arg(long, default_value_t = 12)]
    most: usize,
    /// Also what has changed since this earlier release: the folder of its site, its data/gaps.json, a day (2026-09-01,
    /// or 30-days for 30 days ago) or a revision of git
    #[arg(long)]
    since: Option<String>,
    /// As if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// By what services are counted, beside language, place and access.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Subject {
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
    if since.is_some() && matches!(format, Format::Csv) {
        return Err("--since tells what has changed in words or as JSON; --format csv holds the counts of one day. Leave \
                    one of the two away."
            .to_owned());
    }
    usable(content)?;
    let now = moment_of(content, *now)?;
    let Some(directory) = read(content, now, Errors::LeaveOut, terminal).directory else {
        return Err("The directory cannot be read: `signpost check` says why.".to_owned());
    };
    let own = &directory.config.default_locale;
    let locale = locale.as_ref().unwrap_or(own);
    let locales = locales_of(&directory);
    let messages = locales.get(locale).ok_or_else(|| {
        format!(
            "There is no language {locale} here. These are: {}.",
            directory.config.locales.join(", ")
        )
    })?;
    let topics = if *by == Subject::Topic { for_pages(&directory) } else { Vec::new() };
    let subjects = if *by == Subject::Topic { Subjects::Topics(&topics) } else { Subjects::Needs };
    let town = Town::new(&directory, now.day, subjects);
    let sets = Sets::new(&town.services, &town.shape);
    let found = gaps(&sets, &town.shape);
    let told = telling(&found, *most);
    let counted = counts(&town, &sets);
    let by = if *by == Subject::Topic { CountedBy::Topic } else { CountedBy::Need };
    let before = since.as_ref().map(|since| earlier(since, Today { content, now }, by));
    let before = before.transpose()?;
    if let Some(Earlier::NotKnown(why)) = &before {
        terminal.complain(format!("{why} What has changed since is not known."));
    }
    let changed = before.map(|before| before.compared(&counted));
    let changed = match &changed {
        Some(Since::Known(changed)) => Some(changed),
        _ => None,
    };
    let sentence = |gap: &Gap| say(gap, &town, messages, own);
    match format {
        Format::Text => {
            let needed = least(directory.vocabulary.needs.len());
            if counted.services < needed {
                let (there, least) = (messages.number(counted.services), messages.number(needed));
                terminal.line(messages.fill(Key::GapsTooFew, &[("n", &there), ("least", &least)]));
            } else {
                for gap in &told {
                    terminal.line(sentence(gap));
                    terminal.line(format!("    {}", counts_of(gap, messages)));
                }
                match (told.len(), found.len() - told.len()) {
                    (0, _) => terminal.line(messages.text(Key::GapsNone)),
                    (_, 0) => {}
                    (_, more) => terminal.line(format!(
                        "{more} further gaps: --most {}, or --format json.",
                        found.len()
                    )),
                }
            }
            if let Some(changed) = changed {
                let say_change = |change: &Change| sentence_of_change(change, &town, messages, own);
                terminal.print(&told_changes(changed, say_change));
            }
        }
        Format::Json => {
            let all: Vec<Value> =
                found.iter().map(|gap| as_json(gap, &town, &sentence(gap))).collect();
            let mut whole = json!({ "gaps": all, "counts": counted });
            if let (Some(changed), Some(fields)) = (changed, whole.as_object_mut()) {
                fields.insert("changes".to_owned(), changes_as_json(changed));
            }
            terminal.line(format!("{whole:#}"));
        }
        Format::Csv => terminal.print(&csv(&counted)),
    }
    Ok(ExitCode::SUCCESS)
}

/// How many there are of a combination, and how many one would expect.
fn counts_of(gap: &Gap, messages: &Messages) -> String {
    let Gap { found, expected, unknown, .. } = gap;
    let (found, not_known) = (messages.number(*found), messages.number(*unknown));
    let expected = messages.tenths((expected * 10.0).round() as u32);
    let values = [("n", found.as_str()), ("expected", &expected), ("unknown", &not_known)];
    match unknown {
        0 => messages.fill(Key::GapsLine, &values[..2]),
        _ => messages.fill(Key::GapsLineUnknown, &values),
    }
}

fn told_changes(changed: &Changes, say: impl Fn(&Change) -> String) -> String {
    let Changes { since, services: (from, to), subjects: _, squares } = changed;
    let mut told = format!(
        "\nSince {since}: {} then, {to} now.\n",
        many(*from as usize, "activity", "activities")
    );
    for change in squares {
        let what = match change.turn {
            Turn::Filled => "There now",
            Turn::Emptied => "Gone",
            Turn::Learned => "Known now",
            Turn::Forgotten => "Not known any more",
        };
        let Change { from, to, .. } = change;
        told.push_str(&format!("  {what}: {} ({from} then, {to} now)\n", say(change)));
    }
    if squares.is_empty() {
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
    let list = |turn: Turn| {
        let one = |Change { turn: _, by, subject, value, from, to }: &Change| {
            let by = match by {
                By::Language => "languages",
                By::Place => "places",
                By::Access => "access",
            };
            json!({ "by": by, "subject": subject, "value": value, "from": from, "to": to })
        };
        changed.turned(turn).map(one).collect::<Vec<_>>()
    };
    json!({
        "since": changed.since.to_string(),
        "services": [changed.services.0, changed.services.1],
        "filled": list(Turn::Filled),
        "emptied": list(Turn::Emptied),
        "learned": list(Turn::Learned),
        "forgotten": list(Turn::Forgotten),
    })
}

/// A line for each subject and each other thing. Ids are small letters, digits and hyphens: no field needs quotes.
fn csv(counts: &Counts) -> String {
    let mut rows = "subject,services,stale,by,value,yes,interpreter,no,unknown\r\n".to_owned();
    let none = String::new;
    for (subject, of_subject) in &counts.subjects {
        let OfSubject { services, stale, languages_unknown, reach_unknown, .. } = of_subject;
        let mut row = |by: &str, value: &str, [yes, interpreter, no, unknown]: [String; 4]| {
            rows.push_str(&format!(
                "{subject},{services},{stale},{by},{value},{yes},{interpreter},{no},{unknown}\r\n"
            ));
        };
        for (language, [spoken, interpreter]) in &of_subject.languages {
            let cells = [
                spoken.to_string(),
                interpreter.to_string(),
                none(),
                languages_unknown.to_string(),
            ];
            row("languages", language, cells);
        }
        for (place, reached) in of_subject.places.iter().flatten() {
            let unknown = reach_unknown.unwrap_or_default().to_string();
            row("places", place, [reached.to_string(), none(), none(), unknown]);
        }
        for (fact, [yes, no, unknown]) in of_subject.access.iter().flatten() {
            row("access", fact, [yes.to_string(), none(), no.to_string(), unknown.to_string()]);
        }
    }
    rows
}
