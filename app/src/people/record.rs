//! Texts for the record, in the directory's own language, as the desk writes them: what was offered, what
//! happened, the reasons, the person's own words where they gave them; 80 columns, plain dates (ISO 8601).
//!
//! Letters that have a plain form get it, because record systems often take ASCII alone. Other scripts
//! stay as they are: who copies their words decides whether the record can hold them, and words that
//! were left out would be missing without a sign.

use catalog::day::Day;
use catalog::text::Decompose;

use super::{Entry, words};
use crate::locale::{Key, Messages};
use crate::record_codes::RecordCodes;

/// Longest line, in characters.
const COLUMNS: usize = 80;

/// The texts that a record is written with; the page carries them along in the directory's own language.
pub fn keys() -> Vec<Key> {
    let own =
        [Key::RecordFollow, Key::RecordClosed, Key::RecordLine, Key::RecordWords, Key::RecordAgain];
    own.into_iter().chain(words::WORDS.iter().copied()).collect()
}

/// The text of an entry: a closing text where it is closed. `messages` are in the directory's own language,
/// `codes` the town's own.
pub fn write(
    entry: &Entry,
    today: Day,
    messages: &Messages,
    codes: &RecordCodes,
    decompose: Decompose,
) -> String {
    let (reference, given) = (entry.reference.shown(), entry.given.to_string());
    let (head, day) = match entry.closed {
        Some(closed) => (Key::RecordClosed, closed),
        None => (Key::RecordFollow, today),
    };
    let values = [("reference", &*reference), ("given", &*given), ("day", &*day.to_string())];
    let mut lines = vec![messages.fill(head, &values)];
    for (number, activity) in entry.activities.iter().enumerate() {
        let told = words::told(activity, messages, |day| day.to_string());
        let values = [
            ("n", &*(number + 1).to_string()),
            ("name", &*activity.name),
            ("id", &*activity.id),
            ("outcome", &*told),
        ];
        lines.push(messages.fill(Key::RecordLine, &values));
    }
    lines
        .extend(entry.words.as_ref().map(|own| messages.fill(Key::RecordWords, &[("words", own)])));
    lines.extend(coded(entry, codes));
    if let (None, Some(day)) = (entry.closed, entry.look_again) {
        lines.push(messages.fill(Key::RecordAgain, &[("day", &day.to_string())]));
    }
    let lines = lines.iter().flat_map(|line| wrapped(&plain(line, decompose)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The town's own codes: that it is closed, and what became of each activity, by the number of its line.
fn coded(entry: &Entry, codes: &RecordCodes) -> Option<String> {
    let whole = codes.whole().filter(|_| entry.closed.is_some()).map(str::to_owned);
    let outcomes = entry.activities.iter().zip(1..).filter_map(|(activity, number)| {
        let code = codes.of(&activity.outcome.number().to_string())?;
        Some([&i32::to_string(&number), " = ", code].concat())
    });
    codes.line(&whole.into_iter().chain(outcomes).collect::<Vec<_>>())
}

/// Latin letters without their marks, signs as ASCII has them; other scripts as they are.
pub fn plain(text: &str, decompose: Decompose) -> String {
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
            space if space.is_whitespace() => plain.push(' '),
            // Marks that stand alone, which letters may have brought with them.
            '\u{300}'..='\u{36f}' => {}
            latin @ ('\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => {
                let letters = decompose(latin.encode_utf8(&mut [0; 4]));
                let letters = letters.chars().filter(char::is_ascii);
                plain.extend(letters.map(|letter| match latin.is_uppercase() {
                    true => letter.to_ascii_uppercase(),
                    false => letter,
                }));
            }
            other => plain.push(other),
        }
    }
    plain
}

/// A line in lines of at most [`COLUMNS`] characters, broken between words where it can be.
fn wrapped(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > COLUMNS {
            lines.push(String::new());
            used = 0;
        }
        let Some(last) = lines.last_mut() else { break };
        if used > 0 {
            last.push(' ');
            used += 1;
        }
        if length <= COLUMNS {
            last.push_str(word);
            used += length;
            continue;
        }
        // A sentence without spaces, as in Chinese.
        for character in word.chars() {
            if used == COLUMNS {
                lines.push(String::new());
                used = 0;
            }
            if let Some(last) = lines.last_mut() {
                last.push(character);
            }
            used += 1;
        }
    }
    lines
}
