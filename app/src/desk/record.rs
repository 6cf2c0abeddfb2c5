//! The text for the record: what any record system takes (ASCII, 80 columns), in the directory's own
//! language, with plain dates (ISO 8601). No name, no age, no reason but the needs that were asked for.

use catalog::day::{Moment, Weekday};
use catalog::schedule::{Frequency, Schedule};
use catalog::text::Decompose;

use super::action::Way;
use super::state::DeskModel;
use crate::locale::{Key, Messages};
use crate::record_codes::{self, RecordCodes};
use crate::slip::Slip;

/// Longest line, in letters.
const COLUMNS: usize = 80;

/// Fewer letters than this for each activity, so that two are under 400: what a field of a record takes.
const LETTERS_EACH: usize = 200;

/// How much of a name, of times in words and of an address is told: all that is likely, and less where the
/// record would become too long.
const ROOM: [[usize; 3]; 5] =
    [[80, 60, 80], [60, 40, 40], [40, 30, 30], [30, 20, 20], [24, 12, 12]];

/// The texts that a record is written with; the page carries them along in the directory's own language.
pub const WORDS: &[Key] = &[
    Key::FormPlural,
    Key::FormDigits,
    Key::FormWeekdays,
    Key::FormListMore,
    Key::FormListLast,
    Key::HandOverRecordHead,
    Key::HandOverRecordGiven,
    Key::HandOverRecordCalled,
    Key::HandOverRecordReview,
    Key::HandOverRecordChecked,
    Key::HandOverWayPrint,
    Key::HandOverWayText,
    Key::HandOverWayEmail,
    Key::HandOverWayCode,
    Key::HandOverWayShare,
];

/// What a record tells beside what is handed over.
pub struct Told<'a> {
    /// The words, in the directory's own language.
    pub messages: &'a Messages,
    /// The browser's own decomposition of letters.
    pub decompose: Decompose,
    /// The needs and topics that were asked for, as people read them.
    pub reasons: &'a [String],
    /// The ids of the needs among them.
    pub needs: &'a [String],
    /// The town's own codes.
    pub codes: &'a RecordCodes,
    /// What the language of what is handed over is called.
    pub language: &'a str,
    /// The present moment on the directory's wall clock.
    pub now: Moment,
}

/// The record of a hand-over; `slips` are those of the directory's own language.
pub fn write(desk: &DeskModel, slips: &[&Slip], told: &Told<'_>) -> String {
    let most = LETTERS_EACH * slips.len().max(2);
    let mut record = String::new();
    for room in ROOM {
        // A code says what it is called where there is room for it; the code itself is never left out.
        let codes =
            [codes(told, str::to_owned), codes(told, |code| record_codes::alone(code).to_owned())];
        for codes in codes {
            record = write_in(room, desk, slips, told, codes);
            if record.len() < most {
                return record;
            }
        }
    }
    record
}

/// The line of the town's own codes: that something was offered, and why.
fn codes(told: &Told<'_>, say: fn(&str) -> String) -> Option<String> {
    let needs = told.needs.iter().filter_map(|need| told.codes.of(need));
    let codes: Vec<String> = told.codes.whole().into_iter().chain(needs).map(say).collect();
    told.codes.line(&codes)
}

fn write_in(
    [names, times_room, addresses]: [usize; 3],
    desk: &DeskModel,
    slips: &[&Slip],
    told: &Told<'_>,
    codes: Option<String>,
) -> String {
    let messages = told.messages;
    let ascii = |text: &str| ascii(text, told.decompose);
    let reference = desk.reference.shown();
    let reasons: Vec<String> = told
        .reasons
        .iter()
        .map(|reason| ascii(reason))
        .filter(|reason| !reason.is_empty())
        .collect();
    let today = told.now.day;
    let day = today.to_string();
    let values = [("day", &*day), ("reference", &*reference)];
    let mut head = messages.fill(Key::HandOverRecordHead, &values);
    if !reasons.is_empty() {
        head = [&*head, ": ", &reasons.join(", ")].concat();
    }
    let mut lines = vec![head];
    lines.extend(codes);
    for (number, slip) in slips.iter().enumerate() {
        let name = cut(ascii(&slip.name.text), names);
        let mut parts = vec![format!("{} {name} [{}]", number + 1, slip.id)];
        parts.extend(times(slip, told).map(|times| cut(ascii(&times), times_room)));
        parts.extend(slip.places.first().map(|place| cut(ascii(&place.address), addresses)));
        parts.extend(slip.contact_for(&[]).map(|contact| messages.phone(&contact.phone)));
        parts.retain(|part| !part.is_empty());
        lines.push(parts.join(", "));
    }
    let ways = desk.given.iter().filter_map(|way| way_key(*way)).map(|key| messages.text(key));
    let mut given: Vec<String> = ways.map(str::to_owned).collect();
    given.push(told.language.to_owned());
    lines.push(messages.fill(Key::HandOverRecordGiven, &[("list", &given.join(", "))]));
    if desk.called {
        lines.push(messages.text(Key::HandOverRecordCalled).to_owned());
    }
    let monday = desk.review(today).to_string();
    lines.push(messages.fill(Key::HandOverRecordReview, &[("day", &monday)]));
    let mut checked: Vec<&str> = slips.iter().map(|slip| slip.checked.as_str()).collect();
    checked.retain(|day| !day.is_empty());
    checked.sort_unstable();
    checked.dedup();
    if !checked.is_empty() {
        lines.push(messages.fill(Key::HandOverRecordChecked, &[("list", &checked.join(", "))]));
    }
    let wrapped: Vec<String> = lines.iter().flat_map(|line| wrap(&ascii(line))).collect();
    wrapped.join("\n")
}

/// What a way is called in a record; `None` for what hands nothing to the person.
fn way_key(way: Way) -> Option<Key> {
    match way {
        Way::Print => Some(Key::HandOverWayPrint),
        Way::Text => Some(Key::HandOverWayText),
        Way::Email => Some(Key::HandOverWayEmail),
        Way::Code => Some(Key::HandOverWayCode),
        Way::Share => Some(Key::HandOverWayShare),
        Way::Record | Way::Review => None,
    }
}

/// The words that fit into so many letters.
fn cut(text: String, room: usize) -> String {
    if text.len() <= room {
        return text;
    }
    // The text is ASCII: every cut is between two letters.
    let whole = text[..room].rfind(' ').unwrap_or(room);
    text[..whole].trim_end_matches([',', ' ']).to_owned()
}

/// `Mon Wed Fri 13:30`, of the first row that repeats by the week; else the next day; else the usual times
/// as its page says them.
fn times(slip: &Slip, told: &Told<'_>) -> Option<String> {
    let messages = told.messages;
    let rows = slip.times.iter().filter_map(|line| Schedule::from_line(line));
    let weekly = rows.into_iter().find_map(|row| match row.rule {
        Some(ref rule) if rule.interval == 1 => match &rule.frequency {
            Frequency::Weekly(days) => Some((days.clone(), row.start.minute)),
            _ => None,
        },
        _ => None,
    });
    let Some((days, minute)) = weekly else {
        let next = slip.next(told.now).map(|session| {
            let (day, minute) = (session.start.day, session.start.minute);
            format!("{day} {:02}:{:02}", minute / 60, minute % 60)
        });
        return next.or_else(|| slip.when.first().map(|line| line.text.clone()));
    };
    let short = |day: &Weekday| -> String {
        messages.part(Key::FormWeekdays, day.number()).chars().take(3).collect()
    };
    let days: Vec<String> = days.iter().map(short).collect();
    Some(format!("{} {:02}:{:02}", days.join(" "), minute / 60, minute % 60))
}

/// A text in ASCII: accents go, signs that have one become their plain one, all else is left out.
pub fn ascii(text: &str, decompose: Decompose) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            ' '..='~' => plain.push(character),
            '’' | '‘' | 'ʼ' | '′' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' => plain.push('"'),
            '‐'..='―' | '−' => plain.push('-'),
            '…' => plain.push_str("..."),
            '·' | '•' => plain.push('-'),
            'ß' => plain.push_str("ss"),
            'Æ' | 'æ' => plain.push_str("ae"),
            'Œ' | 'œ' => plain.push_str("oe"),
            'Ø' | 'ø' => plain.push('o'),
            'Đ' => plain.push('D'),
            'đ' | 'ð' => plain.push('d'),
            'Ł' | 'ł' => plain.push('l'),
            other if other.is_whitespace() => plain.push(' '),
            other => {
                let letters = decompose(other.encode_utf8(&mut [0; 4]));
                let letters = letters.chars().filter(char::is_ascii);
                if other.is_uppercase() {
                    plain.extend(letters.map(|letter| letter.to_ascii_uppercase()));
                } else {
                    plain.extend(letters);
                }
            }
        }
    }
    plain.trim().to_owned()
}

/// A line in lines of at most [`COLUMNS`], cut between words; all but the first are set in.
fn wrap(line: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        // A word that is longer than a line is cut; the words are ASCII.
        let mut rest = word;
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(rest.len().min(COLUMNS - 2));
            match lines.last_mut() {
                Some(last) if last.len() + 1 + piece.len() <= COLUMNS => {
                    last.push(' ');
                    last.push_str(piece);
                }
                Some(_) => lines.push(["  ", piece].concat()),
                None => lines.push(piece.to_owned()),
            }
            rest = others;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        text.replace(['é', 'É'], "e\u{301}").replace('ñ', "n\u{303}")
    }

    #[test]
    fn a_record_is_ascii_whatever_a_group_is_called() {
        assert_eq!(ascii("Café “l’Été” – Señor", plain), "Cafe \"l'Ete\" - Senor");
        assert_eq!(ascii("茶 tea", plain), "tea");
    }

    #[test]
    fn no_line_is_longer_than_a_record_takes() {
        let lines = wrap(&["word ", &"x".repeat(200), " ", &"end ".repeat(60)].concat());
        assert!(lines.iter().all(|line| line.len() <= COLUMNS), "{lines:#?}");
        assert_eq!(lines.concat().matches('x').count(), 200);
    }
}
