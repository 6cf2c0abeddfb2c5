//! Short hashes: of a page, of a fact, of a whole note. None is a secret: they find accidents, and a person
//! reads every note before a page changes.

use catalog::format::content_hash;
use catalog::link::code::DIGITS;

use super::{Note, Subject};

/// Digits of a page's hash and of a seal: 30 bits, of which a mail program that wrapped ten lines leaves a
/// thousand ways to read a note.
const DIGITS_OF_PAGE: usize = 6;

/// The digits of a hash, in the letters of ids: they can be read out.
fn digits(text: &str, count: usize) -> String {
    let hash = u64::from_str_radix(&content_hash(text.as_bytes()), 16).unwrap_or(0);
    // The lowest bits of this hash are its weakest.
    let hash = hash ^ (hash >> 32);
    (0..count).map(|place| char::from(DIGITS[(hash >> (5 * place) & 31) as usize])).collect()
}

/// The hash of a page.
pub(super) fn of_page(page: &str) -> String {
    digits(page, DIGITS_OF_PAGE)
}

/// The seal of a note: of everything in it that is looked at.
pub(super) fn of_note(note: &Note) -> String {
    // Taken apart exhaustively: a new part of a note asks here whether it is sealed.
    let Note { day, subject, title: _, of, lines, still_right, by, group } = note;
    let mut sealed = day.to_string();
    let mut add = |name: &str, text: &str| {
        for part in ["\n", name, ":", text] {
            sealed.push_str(part);
        }
    };
    match subject {
        Subject::Page(id) => add("page", id),
        Subject::Group(id) => add("group", id),
        Subject::NewPage(group) => add("new page", group),
        Subject::NewGroup => add("new group", ""),
    }
    add("of", of.as_deref().unwrap_or_default());
    for line in lines {
        add(&line.field.path().to_string(), &line.said.write());
        add("was", line.was.as_deref().unwrap_or_default());
    }
    add("right", if *still_right { "yes" } else { "" });
    add("by", by.as_deref().unwrap_or_default());
    add("for", group.as_deref().unwrap_or_default());
    digits(&sealed, DIGITS_OF_PAGE)
}
