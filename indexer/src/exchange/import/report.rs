//! What an import says of itself: to the person at the keyboard, as a sheet of every value that did not go
//! onto a page as it came, and as data.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use super::Summary;
use super::ledger::{Sums, said};
use super::plan::Kind;

/// How many of a list are shown; the files have all.
const SHOWN: usize = 8;

/// For the person at the keyboard.
pub fn text(summary: &Summary) -> String {
    let mut out = String::new();
    let ledger = &summary.ledger;
    let rows = sum(ledger.row_sums().into_values());
    let fields = sum(ledger.field_sums().into_values());
    let (count, empty) = ledger.fields();
    let _ = writeln!(
        out,
        "Read {} and {} ({} empty).",
        many(ledger.rows(), "row"),
        many(count, "field"),
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
    list(&mut out, "Terms that mean no need here, the most frequent", &top(&counts.unmapped_terms));
    list(&mut out, "Languages that the town's list does not know", &top(&counts.unknown_languages));
    let mut reasons: Vec<_> =
        ledger.reasons().into_iter().filter(|((_, kind, _), _)| *kind != "changed").collect();
    reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let asked: Vec<String> = reasons
        .iter()
        .filter(|((_, kind, _), _)| *kind == "question")
        .map(|((table, _, why), count)| format!("{count} × {table}: {why}"))
        .collect();
    let lost: Vec<String> = reasons
        .iter()
        .filter(|((_, kind, _), _)| *kind == "lost")
        .map(|((table, _, why), count)| format!("{count} × {table}: {why}"))
        .collect();
    list(&mut out, "Questions for a person", &asked);
    list(&mut out, "Lost", &lost);
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
            many(summary.settled.others as u64, "error")
        );
    }
    out
}

fn many(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
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

fn top(counts: &BTreeMap<String, u64>) -> Vec<String> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    sorted.into_iter().map(|(name, count)| format!("{count} × {name}")).collect()
}

fn list(out: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{title} ({}):", items.len());
    for item in items.iter().take(SHOWN) {
        let _ = writeln!(out, "  {}", super::words::cut(&super::words::one_line(item), 200).0);
    }
    if items.len() > SHOWN {
        let _ = writeln!(out, "  … {} more in the report", items.len() - SHOWN);
    }
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
    let reasons: Vec<Value> = ledger
        .reasons()
        .into_iter()
        .map(|((table, kind, why), count)| json!({ "table": table, "kind": kind, "why": why, "count": count }))
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
        "pages": pages,
        "terms": { "read": counts.mapped_terms, "unmapped": counts.unmapped_terms },
        "languages_unknown": counts.unknown_languages,
        "services": {
            "without_need": counts.without_need,
            "needs_from_words": counts.needs_from_words,
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
