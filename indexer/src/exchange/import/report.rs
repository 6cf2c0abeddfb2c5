//! What an import says of itself: to the person at the keyboard, whole as a text, as a sheet of every value that did
//! not go onto a page as it came, and as data.

mod folded;

use std::fmt::Write as _;

use serde_json::{Value, json};

use authoring::layout::IMPORT_TABLE;

use crate::plainly::many;

use super::Summary;
use super::ledger::{Sums, said};
use super::paste::{Lines, Paste};
use super::plan::Kind;
use folded::{Folded, folded};

/// The files of a report. The text has every list to its end, the sheet every value, the data both.
pub const TEXT: &str = "import-report.txt";
/// The sheet.
pub const SHEET: &str = "import-report.csv";
/// The data.
pub const DATA: &str = "import-report.json";

/// How many of a list are shown at the keyboard; the text has all.
const SHOWN: usize = 8;

/// How many lines to be put into word lists are shown at the keyboard, of each sort: each is three or four lines high.
const LINES_SHOWN: usize = 3;

/// For the person at the keyboard.
pub fn text(summary: &Summary) -> String {
    told(summary, SHOWN, LINES_SHOWN)
}

/// The same with every list to its end.
pub fn whole(summary: &Summary) -> String {
    told(summary, usize::MAX, usize::MAX)
}

fn told(summary: &Summary, shown: usize, lines_shown: usize) -> String {
    let mut out = String::new();
    let list = |out: &mut String, title: &str, items: &[String]| list(out, title, items, shown);
    let ledger = &summary.ledger;
    let rows = sum(ledger.row_sums().into_values());
    let fields = sum(ledger.field_sums().into_values());
    let (count, empty) = ledger.fields();
    let _ = writeln!(
        out,
        "Read {} and {} ({} empty).",
        many(ledger.rows() as usize, "row", "rows"),
        many(count as usize, "field", "fields"),
        empty
    );
    let _ = writeln!(out, "  rows    {}", line(rows));
    let _ = writeln!(out, "  fields  {}", line(fields));
    let _ = writeln!(out, "\nBy table:");
    for (table, sums) in ledger.row_sums() {
        let _ = writeln!(out, "  {table:<24} {}", line(sums));
    }
    let kinds = |kind: Kind| summary.plan.items.iter().filter(|item| item.kind == kind).count();
    let _ = writeln!(
        out,
        "\nPages: {} new, {} updated, {} brought together with people's edits, {} unchanged, {} left as people have them.",
        kinds(Kind::New),
        kinds(Kind::Updated),
        kinds(Kind::Merged),
        kinds(Kind::Unchanged),
        kinds(Kind::Kept)
    );
    let counts = &summary.counts;
    let _ = writeln!(
        out,
        "Terms: {} read as needs or topics, {} of {} kinds not. Services without a need: {} (found in their own words: {}). Without a position: {}.",
        counts.mapped_terms,
        counts.unmapped_terms.values().sum::<u64>(),
        counts.unmapped_terms.len(),
        counts.without_need,
        counts.needs_from_words,
        counts.without_position
    );
    if counts.without_organization > 0 {
        let _ = writeln!(
            out,
            "Services of which nobody knows who offers them, each in a group of its own name: {}.",
            counts.without_organization
        );
    }
    to_paste(&mut out, &summary.paste, lines_shown);
    let folded = folded(ledger);
    said_of(&mut out, "Questions for a person", "question", &folded, shown);
    said_of(&mut out, "Lost", "lost", &folded, shown);
    let refused: Vec<String> = summary
        .settled
        .refused
        .iter()
        .map(|refused| {
            format!(
                "{}: {} went ({}: {})",
                refused.path, refused.gone, refused.code, refused.message
            )
        })
        .collect();
    list(&mut out, "Refused by a check", &refused);
    list(
        &mut out,
        "Kept confidential until somebody says that anybody may know where it is",
        &counts.kept_confidential,
    );
    list(&mut out, "Likely the same service twice", &summary.twins);
    let conflicts: Vec<String> = summary
        .conflicts()
        .iter()
        .map(|found| {
            format!(
                "{}: {} here \"{}\", in the package \"{}\"",
                found.path, found.field, found.here, found.there
            )
        })
        .collect();
    list(&mut out, "Changed here and in the package; the pages stay as they are", &conflicts);
    list(&mut out, "No longer in the package; the pages stay", &summary.plan.vanished);
    list(&mut out, "Deleted here since; not made again", &summary.plan.deleted);
    list(
        &mut out,
        "Files",
        &summary
            .notes
            .files
            .iter()
            .map(|(name, what)| format!("{name}: {what}"))
            .collect::<Vec<_>>(),
    );
    if summary.settled.others > 0 {
        let _ = writeln!(
            out,
            "\n{} on pages or settings that this import did not write: run signpost check.",
            many(summary.settled.others, "error", "errors")
        );
    }
    out
}

fn line(sums: Sums) -> String {
    format!(
        "{:>7} taken, {:>7} changed, {:>7} lost, {:>7} with a question, {:>8} in all",
        sums.taken,
        sums.changed,
        sums.lost,
        sums.question,
        sums.all()
    )
}

fn sum(all: impl Iterator<Item = Sums>) -> Sums {
    all.fold(Sums::default(), |a, b| Sums {
        taken: a.taken + b.taken,
        changed: a.changed + b.changed,
        lost: a.lost + b.lost,
        question: a.question + b.question,
    })
}

fn list(out: &mut String, title: &str, items: &[String], shown: usize) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title} ({}):", items.len());
    for item in items.iter().take(shown) {
        let _ = writeln!(out, "  {}", super::words::cut(&super::words::one_line(item), 200).0);
    }
    rest(out, items.len(), shown);
}

fn rest(out: &mut String, all: usize, shown: usize) {
    if all > shown {
        let _ = writeln!(out, "  … {} more in {TEXT}", all - shown);
    }
}

/// What is said of many values, each thing once, with the values of which it is said most.
fn said_of(out: &mut String, title: &str, kind: &str, folded: &[Folded<'_>], shown: usize) {
    let of_kind: Vec<&Folded<'_>> = folded.iter().filter(|of| of.kind == kind).collect();
    if of_kind.is_empty() {
        return;
    }
    let values = of_kind.iter().map(|of| of.count).sum::<u64>();
    let _ = writeln!(
        out,
        "\n{title} ({}, of {}; each value is in {SHEET}):",
        many(of_kind.len(), "kind", "kinds"),
        many(values as usize, "value", "values")
    );
    for of in of_kind.iter().take(shown) {
        let _ = writeln!(out, "  {} × {}: {}", of.count, of.table, of.why);
        let examples: Vec<String> = of
            .examples
            .iter()
            .map(|example| {
                let often = match example.count {
                    1 => String::new(),
                    count => format!(" {count} times,"),
                };
                format!("\"{}\"{often} {}:{}", brief(example.text), example.source, example.line)
            })
            .collect();
        let more = match of.different - of.examples.len() {
            0 => String::new(),
            more => format!("; and {more} others"),
        };
        let _ = writeln!(out, "      {}{more}", examples.join("; "));
    }
    rest(out, of_kind.len(), shown);
}

/// A value beside others on one line.
fn brief(text: &str) -> String {
    super::words::cut(&super::words::one_line(text), 50).0
}

/// Lines for the town's word lists.
fn to_paste(out: &mut String, paste: &Paste, shown: usize) {
    let Paste { languages, names, asked, terms, needs } = paste;
    let mut lines = |title: String, all: &[Lines]| {
        if all.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{title}");
        for lines in all.iter().take(shown) {
            for line in lines.text.lines() {
                let _ = writeln!(out, "  {line}");
            }
        }
        rest(out, all.len(), shown);
    };
    lines(
        format!(
            "Languages that the town's list lacks ({}). Ready for {}:",
            languages.len(),
            super::paste::LANGUAGES
        ),
        languages,
    );
    lines(
        format!("Names of languages that the town has. Ready for [languages] in {IMPORT_TABLE}:"),
        names,
    );
    lines(format!("Which language is this ({})?", asked.len()), asked);
    lines(
        format!(
            "Terms that mean no need here, the most frequent first ({}). Ready for {IMPORT_TABLE}, once you have said \
             which needs they mean ({}), or ignore = true:",
            terms.len(),
            needs.join(", ")
        ),
        terms,
    );
}

/// As data.
pub fn json(summary: &Summary) -> String {
    let sums = |sums: Sums| json!({ "taken": sums.taken, "changed": sums.changed, "lost": sums.lost, "question": sums.question, "all": sums.all() });
    let ledger = &summary.ledger;
    let (count, empty) = ledger.fields();
    let tables: serde_json::Map<String, Value> =
        ledger.row_sums().into_iter().map(|(table, of)| (table.to_owned(), sums(of))).collect();
    let fields: serde_json::Map<String, Value> = ledger
        .field_sums()
        .into_iter()
        .map(|((table, field), of)| (format!("{table}.{field}"), sums(of)))
        .collect();
    let reasons: Vec<Value> = folded(ledger)
        .into_iter()
        .map(|Folded { table, kind, why, count, fields, different, examples }| {
            let examples: Vec<Value> = examples
                .iter()
                .map(|example| {
                    json!({ "value": shown(example.text), "count": example.count,
                        "file": example.source, "line": example.line })
                })
                .collect();
            json!({ "table": table, "kind": kind, "why": why, "count": count, "fields": fields,
                "different": different, "examples": examples })
        })
        .collect();
    let paste: serde_json::Map<String, Value> = summary
        .paste
        .files()
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(file, text)| (file.to_owned(), Value::from(text)))
        .collect();
    let pages: Vec<Value> = summary
        .plan
        .items
        .iter()
        .map(|item| json!({ "key": item.page.key, "id": item.id, "path": item.path, "what": kind(item.kind) }))
        .collect();
    let counts = &summary.counts;
    let report = json!({
        "rows": { "read": ledger.rows(), "sums": sums(sum(ledger.row_sums().into_values())), "tables": tables },
        "fields": { "read": count, "empty": empty, "sums": sums(sum(ledger.field_sums().into_values())), "columns": fields },
        "reasons": reasons,
        "every_value": SHEET,
        "paste": paste,
        "pages": pages,
        "terms": { "read": counts.mapped_terms, "unmapped": counts.unmapped_terms },
        "languages_unknown": counts.unknown_languages,
        "services": {
            "without_need": counts.without_need,
            "needs_from_words": counts.needs_from_words,
            "without_organization": counts.without_organization,
            "without_position": counts.without_position,
            "kept_confidential": counts.kept_confidential,
        },
        "twins": summary.twins,
        "refused": summary.settled.refused,
        "warnings": summary.settled.warnings,
        "conflicts": summary.conflicts(),
        "vanished": summary.plan.vanished,
        "deleted": summary.plan.deleted,
        "files": summary.notes.files,
    });
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::New => "new",
        Kind::Updated => "updated",
        Kind::Merged => "merged",
        Kind::Unchanged => "unchanged",
        Kind::Kept => "kept",
    }
}

/// As a sheet: a row for every value that is not on a page as it came, and for every row without a value.
pub fn csv(summary: &Summary) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(["file", "line", "table", "field", "became", "why", "value"]);
    for entry in summary.ledger.entries() {
        let (became, why) = said(entry.fate);
        let line = entry.line.to_string();
        let text = shown(entry.text);
        let _ = writer.write_record([
            entry.source,
            &line,
            entry.table,
            entry.column,
            became,
            why,
            &text,
        ]);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A value for a sheet: short, and never a formula.
fn shown(text: &str) -> String {
    let short = super::words::cut(&super::words::one_line(text), 200).0;
    match short.starts_with(['=', '+', '-', '@', '\t']) {
        true => format!("'{short}"),
        false => short,
    }
}
