//! The ledger as a table for a spreadsheet: RFC 4180, with a byte order mark so that a spreadsheet reads its letters
//! right, and with nothing that a spreadsheet would work out. The person's own words stay out of it.

use catalog::link::reply::Sayer;

use super::{Ledger, words};
use crate::locale::{Key, Messages};

/// The columns.
const COLUMNS: [Key; 11] = [
    Key::ColumnReference,
    Key::ColumnLanguage,
    Key::ColumnId,
    Key::ColumnActivity,
    Key::ColumnOutcome,
    Key::ColumnSaidBy,
    Key::ColumnSaid,
    Key::ColumnUntil,
    Key::ColumnGiven,
    Key::ColumnAgain,
    Key::ColumnClosed,
];

/// The texts that a table is written with, beside those of outcomes.
pub const WORDS: &[Key] = &[
    Key::ColumnReference,
    Key::ColumnLanguage,
    Key::ColumnId,
    Key::ColumnActivity,
    Key::ColumnOutcome,
    Key::ColumnSaidBy,
    Key::ColumnSaid,
    Key::ColumnUntil,
    Key::ColumnGiven,
    Key::ColumnAgain,
    Key::ColumnClosed,
    Key::ColumnPerson,
    Key::ColumnGroup,
];

/// The table, an activity a row; days are ISO 8601.
pub fn write(ledger: &Ledger, messages: &Messages) -> String {
    let mut table = String::from('\u{feff}');
    row(&mut table, COLUMNS.map(|key| messages.text(key).to_owned()));
    for entry in &ledger.entries {
        let day = |day: Option<catalog::day::Day>| day.map_or(String::new(), |day| day.to_string());
        for activity in &entry.activities {
            let said_by = activity.outcome.said_by().map_or("", |who| match who {
                Sayer::Person => messages.text(Key::ColumnPerson),
                Sayer::Group => messages.text(Key::ColumnGroup),
            });
            row(
                &mut table,
                [
                    entry.reference.shown(),
                    entry.language.clone(),
                    activity.id.clone(),
                    activity.name.clone(),
                    messages.text(words::key(activity.outcome)).to_owned(),
                    said_by.to_owned(),
                    day(activity.said),
                    day(activity.full_until),
                    entry.given.to_string(),
                    day(entry.look_again),
                    day(entry.closed),
                ],
            );
        }
    }
    table
}

fn row(table: &mut String, fields: [String; COLUMNS.len()]) {
    for (number, field) in fields.iter().enumerate() {
        table.push_str(if number == 0 { "" } else { "," });
        table.push_str(&quoted(field));
    }
    table.push_str("\r\n");
}

/// A field with its quotes, which a spreadsheet takes for text.
pub fn quoted(field: &str) -> String {
    ["\"", &as_text(field).replace('"', "\"\""), "\""].concat()
}

/// What was in a field of a table that [`quoted`] has written: without the apostrophe that it may have put there.
pub fn unquoted(field: &str) -> &str {
    field.strip_prefix('\'').filter(|rest| as_text(rest) == field).unwrap_or(field)
}

/// A field that a spreadsheet takes for text: one that begins as a formula does, or that could be a
/// number (a reference may be `0012` or `12E4`, an id `12e45`), begins with an apostrophe, as OWASP advises; one that would
/// look like such a field, with one more.
fn as_text(field: &str) -> String {
    let bare = field.trim_start_matches('\'');
    let is_formula = bare.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || bare.starts_with(['\t', '\r', '\n']);
    let digits = bare.replacen(['e', 'E'], "", 1);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_formula || is_number { ["'", field].concat() } else { field.to_owned() }
}
