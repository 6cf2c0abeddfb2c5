//! What is taken away: texts to paste elsewhere, and files.

use app::locale::Key;
use app::people::{csv, fhir, file, record, report};
use catalog::link::plan::Reference;
use kit::file::save;
use kit::signal::*;

use crate::ledger::Context;
use crate::{absolute, copy, decompose};

/// What the files are called: neutral, for whoever sees the folder of downloads.
const LEDGER_FILE: &str = "signpost.json";
const TABLE_FILE: &str = "signpost.csv";
const FHIR_FILE: &str = "signpost.fhir.json";

/// From the folder of this page to the page for answers.
const REPLY: &str = "../reply/";

/// The text for the record.
pub fn record(context: &Context, reference: Reference) {
    let text = context.model.with_untracked(|model| {
        let entry = model.ledger.entry(reference)?;
        Some(record::write(entry, model.today?, &context.record, &context.codes, decompose))
    });
    hand_out(context, text);
}

/// The question to a group.
pub fn question(context: &Context, reference: Reference, at: usize) {
    let page = absolute(REPLY);
    let text = context
        .model
        .with_untracked(|model| model.question(reference, at, &page, context.messages()));
    hand_out(context, text);
}

/// The report.
pub fn report(context: &Context) {
    let text =
        context.model.with_untracked(|model| report::write(&model.ledger, context.messages()));
    hand_out(context, Some(text));
}

/// Copies a text, and shows it: it can be read before it is pasted, and copied by hand.
fn hand_out(context: &Context, text: Option<String>) {
    let Some(text) = text else { return };
    let own = context.clone();
    copy(&text, move |is_copied| {
        own.say(if is_copied { Key::PeopleCopied } else { Key::PeopleNotCopied });
    });
    context.model.update(|model| model.copied = Some(text));
}

/// All entries as a table.
pub fn csv(context: &Context) {
    let table = context.model.with_untracked(|model| csv::write(&model.ledger, context.messages()));
    save(TABLE_FILE, "text/csv;charset=utf-8", &table);
}

/// All entries as FHIR.
pub fn fhir(context: &Context) {
    let bundle = context.model.with_untracked(|model| fhir::write(&model.ledger));
    save(FHIR_FILE, "application/fhir+json", &bundle);
}

/// All entries as a file of this site's own.
pub fn ledger(context: &Context) {
    let ledger = context.model.with_untracked(|model| file::write(&model.ledger));
    save(LEDGER_FILE, "application/json", &ledger);
}
