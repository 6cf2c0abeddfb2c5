//! Notes out of whatever arrived: a text message, the text of a mail with what it answers to, a file.
//!
//! Mail programs wrap lines, put `>` before them, make other spaces and quotes; text messages lose their line
//! ends. A note that has a seal is read in every such way until the seal fits. One without a seal was typed by
//! a person, and is read as it stands.

use std::ops::Range;

use catalog::day::Day;
use catalog::link::code::{is_id, typed};

use super::said::even;
use super::write::{BEGIN, BY, FOR, FOR_ALONE, GROUP, NEW_GROUP, NEW_PAGE, OF, PAGE, RIGHT, SEAL};
use super::{Field, Line, Note, Said, Subject, seal};
use crate::people::{evened, is_space};

/// Most notes of one text: a group of twenty pages sends twenty.
const NOTES: usize = 100;

/// Longest note in lines: a page has 150 facts, each wrapped twice.
const ROWS: usize = 600;

/// Most wraps whose every way of joining is tried: a thousand ways.
const WRAPS: usize = 10;

/// A note, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The note.
    pub note: Note,
    /// Whether it is, for certain, as it was sent; else a person typed it.
    pub is_sealed: bool,
    /// Bytes of its first line in the text.
    pub at: Range<usize>,
    /// Bytes of the line in which each of the note's lines begins.
    pub lines_at: Vec<Range<usize>>,
}

/// Why a note is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// Bytes of the line in the text.
    pub at: Range<usize>,
    /// What is wrong, in plain words.
    pub why: &'static str,
}

/// All notes of a text in their order; the same one twice, as in an answer that quotes it, is one.
pub fn read(text: &str) -> Vec<Result<Found, Trouble>> {
    let rows: Vec<Row> = rows(text);
    let begins: Vec<usize> =
        (0..rows.len()).filter(|at| rows.get(*at).is_some_and(Row::begins)).collect();
    let mut found: Vec<Result<Found, Trouble>> = Vec::new();
    for (number, begin) in begins.iter().take(NOTES).enumerate() {
        let end = begins.get(number + 1).copied().unwrap_or(rows.len()).min(begin + ROWS);
        let one = read_one(rows.get(*begin..end).unwrap_or_default());
        let is_known = found.iter().any(|known| match (known, &one) {
            (Ok(known), Ok(one)) => known.note == one.note,
            _ => false,
        });
        if !is_known {
            found.push(one);
        }
    }
    found
}

/// A line of the text without what a mail program put before it.
#[derive(Clone)]
struct Row {
    text: String,
    at: Range<usize>,
}

impl Row {
    fn begins(&self) -> bool {
        begin(&self.text).is_some()
    }
}

/// Where the words of a first line end.
fn begin(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let at =
        bytes.windows(BEGIN.len()).position(|part| part.eq_ignore_ascii_case(BEGIN.as_bytes()))?;
    Some(at + BEGIN.len())
}

fn rows(text: &str) -> Vec<Row> {
    let mut at = 0;
    let lines = text.split('\n').map(|line| {
        let range = at..at + line.len();
        at = range.end + 1;
        Row { text: cleaned(line), at: range }
    });
    lines.collect()
}

/// Without marks of quoting, with plain spaces, and without the marks of direction that programs put around a
/// line. Those within it stay: the checks tell of them.
fn cleaned(line: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let is_around = |c: char| is_mark(c) || is_space(c) || c.is_control();
    let line = line.trim_start_matches(|c: char| is_around(c) || c == '>' || c == '|');
    even(line.trim_end_matches(is_around))
}

/// What a row of a note is.
enum Kind {
    Subject(Subject, Option<String>),
    Of(String),
    Fact(Field, String),
    Right,
    By(String),
    Seal(String),
}

/// A part of a note, and the rows into which its text was wrapped.
struct Item {
    kind: Kind,
    wraps: Vec<String>,
    at: Range<usize>,
}

/// A note in parts.
struct Parts {
    /// Its first row.
    at: Range<usize>,
    day: Option<Day>,
    items: Vec<Item>,
    /// A row that belongs to nothing, or that looks like a key and is none.
    odd: Option<Range<usize>>,
}

fn read_one(rows: &[Row]) -> Result<Found, Trouble> {
    let at = rows.first().map_or(0..0, |row| row.at.clone());
    let plain = Parts::read(rows);
    if !plain.has_seal() && !rows.iter().any(|row| row.text.split(' ').any(|word| word == SEAL)) {
        let names_page = |item: &Item| matches!(item.kind, Kind::Subject(..));
        if let Some(at) = plain.odd.clone().filter(|_| plain.items.iter().any(names_page)) {
            return Err(Trouble { at, why: "no field of a page is called so" });
        }
        let (note, lines_at) = plain.note(0, false)?.into_found(&at)?;
        return Ok(Found { note, is_sealed: false, at, lines_at });
    }
    let flat = flattened(rows);
    for parts in [&plain, &Parts::read(&flat)] {
        let wraps: usize = parts.items.iter().map(|item| item.wraps.len()).sum();
        for is_straight in [false, true] {
            for ways in 0..1u32 << wraps.min(WRAPS) {
                let Ok(mut read) = parts.note(ways, is_straight) else { continue };
                if !read.is_whole() {
                    continue;
                }
                let (note, lines_at) = read.into_found(&at)?;
                return Ok(Found { note, is_sealed: true, at, lines_at });
            }
        }
    }
    // What is wrong in plain words, where a person changed a sealed note.
    Err(Trouble { at, why: "this note is not as it was sent: its seal does not fit" })
}

/// A note of which everything is read.
struct ReadNote {
    note: Note,
    /// The words behind `Seal`: of what each line was made, the seal, and whatever stands behind that.
    hashes: Vec<String>,
    lines_at: Vec<Range<usize>>,
    has_subject: bool,
}

impl ReadNote {
    /// Whether the seal fits; the lines then know what they were made from.
    fn is_whole(&mut self) -> bool {
        let seal_is = |note: &Note, at: usize| self.hashes.get(at) == Some(&seal::of_note(note));
        if seal_is(&self.note, 0) {
            return true;
        }
        let mut note = self.note.clone();
        for (line, was) in note.lines.iter_mut().zip(&self.hashes) {
            line.was = (was != "-").then(|| was.clone());
        }
        let is_whole = seal_is(&note, note.lines.len());
        if is_whole {
            self.note = note;
        }
        is_whole
    }

    fn into_found(self, at: &Range<usize>) -> Result<(Note, Vec<Range<usize>>), Trouble> {
        if !self.has_subject {
            return Err(Trouble {
                at: at.clone(),
                why: "its second line names no page, as in: Page k7f3q",
            });
        }
        if self.note.lines.is_empty() && !self.note.still_right {
            return Err(Trouble { at: at.clone(), why: "it says nothing" });
        }
        Ok((self.note, self.lines_at))
    }
}

impl Parts {
    fn read(rows: &[Row]) -> Self {
        let first = rows.first().map_or("", |row| &row.text);
        let rest = first.get(begin(first).unwrap_or(first.len())..).unwrap_or_default();
        let day: String =
            evened(rest).chars().skip_while(|c| !c.is_ascii_digit()).take(10).collect();
        let at = rows.first().map_or(0..0, |row| row.at.clone());
        let mut parts = Self { at, day: Day::parse(&day), items: Vec::new(), odd: None };
        let last_fact = rows.iter().rposition(|row| fact(&row.text).is_some()).unwrap_or(0);
        let (mut is_open, mut is_over) = (false, false);
        for (number, row) in rows.iter().enumerate().skip(1) {
            let text = row.text.as_str();
            if text.is_empty() {
                is_open = false;
                continue;
            }
            if is_over && !(is_open && begins_with_hash(text)) || text == "--" {
                break;
            }
            match parts.kind(text, number > last_fact) {
                Some(kind) => {
                    is_over = matches!(kind, Kind::Seal(_));
                    parts.items.push(Item { kind, wraps: Vec::new(), at: row.at.clone() });
                    is_open = true;
                }
                None => {
                    if !is_open || looks_like_key(text) {
                        // Below the sayer, a mail goes on with whatever it says.
                        if matches!(parts.items.last(), Some(Item { kind: Kind::By(_), .. })) {
                            continue;
                        }
                        parts.odd.get_or_insert(row.at.clone());
                    }
                    if let Some(item) = parts.items.last_mut() {
                        item.wraps.push(text.to_owned());
                    }
                }
            }
        }
        parts
    }

    fn has_seal(&self) -> bool {
        self.items.iter().any(|item| matches!(item.kind, Kind::Seal(_)))
    }

    /// What a row is, `None` where it goes on with what the row before said.
    fn kind(&self, text: &str, is_below_facts: bool) -> Option<Kind> {
        let has_facts =
            self.items.iter().any(|item| matches!(item.kind, Kind::Fact(..) | Kind::Right));
        let has_subject = self.items.iter().any(|item| matches!(item.kind, Kind::Subject(..)));
        if !has_facts {
            if !has_subject && let Some((subject, title)) = subject(text) {
                return Some(Kind::Subject(subject, title));
            }
            if let Some(rest) = after(text, OF) {
                return Some(Kind::Of(rest.to_owned()));
            }
        }
        if is_below_facts && has_subject {
            if let Some(rest) = after(text, BY) {
                return Some(Kind::By(rest.to_owned()));
            }
            if let Some(group) = after(text, FOR_ALONE) {
                return Some(Kind::By(format!("{FOR} {group}")));
            }
            if let Some(rest) = after(text, SEAL).filter(|rest| begins_with_hash(rest)) {
                return Some(Kind::Seal(rest.to_owned()));
            }
        }
        let (key, value) = fact(text)?;
        match key {
            Some(field) => Some(Kind::Fact(field, value.to_owned())),
            None => Some(Kind::Right),
        }
    }

    /// The note, its wraps joined in one of the ways: a set bit joins the other way than the letters suggest.
    fn note(&self, ways: u32, is_straight: bool) -> Result<ReadNote, Trouble> {
        let at = self.at.clone();
        let Some(day) = self.day else {
            return Err(Trouble {
                at,
                why: "its first line ends with no day, as in: Signpost change note, 2026-11-30",
            });
        };
        let (mut number, mut has_subject, mut hashes) = (0, false, Vec::new());
        let mut lines_at = Vec::new();
        let mut note = Note {
            day,
            subject: Subject::NewGroup,
            title: None,
            of: None,
            lines: Vec::new(),
            still_right: false,
            by: None,
            group: None,
        };
        for item in &self.items {
            let mut join = |text: &str| {
                let mut text = text.to_owned();
                for wrap in &item.wraps {
                    let is_other = number < WRAPS && ways >> number & 1 == 1;
                    if is_joined_by_space(&text, wrap) != is_other {
                        text.push(' ');
                    }
                    text.push_str(wrap);
                    number += 1;
                }
                if is_straight { straight(&text) } else { text }
            };
            match &item.kind {
                Kind::Subject(subject, title) => {
                    has_subject = true;
                    match (subject, title) {
                        (Subject::NewPage(_), Some(group)) => {
                            note.subject = Subject::NewPage(join(group))
                        }
                        (_, title) => {
                            note.subject = subject.clone();
                            note.title = title.as_deref().map(&mut join);
                        }
                    }
                }
                Kind::Of(of) => note.of = Some(typed(&join(of))),
                Kind::Right => {
                    // What stands behind it is for people.
                    join("");
                    note.still_right = true;
                }
                Kind::Fact(field, value) => {
                    let text = join(value);
                    let said = Said::read(&text, field.shape());
                    let is_mark = matches!(said, Some(Said::TakenAway));
                    let field = if is_mark { field.clone() } else { field.main() };
                    let said = Said::read(&text, field.shape());
                    let Some(said) = said.filter(|_| is_mark || field.is_leaf()) else {
                        let why = if field.is_leaf() {
                            "a quote does not end"
                        } else {
                            "this needs the name of a fact"
                        };
                        return Err(Trouble { at: item.at.clone(), why });
                    };
                    if note.lines.iter().any(|line| line.field == field) {
                        return Err(Trouble { at: item.at.clone(), why: "the same is said twice" });
                    }
                    note.lines.push(Line { field, said, was: None });
                    lines_at.push(item.at.clone());
                }
                Kind::By(by) => {
                    let by = join(by);
                    let for_group = [" ", &by].concat();
                    let (by, group) = match for_group.rsplit_once(&format!(" {FOR} ")) {
                        Some((by, group)) => (by.trim().trim_end_matches(','), Some(group)),
                        None => (by.as_str(), None),
                    };
                    note.by = Some(by.trim().to_owned()).filter(|by| !by.is_empty());
                    note.group = group.map(str::to_owned);
                }
                Kind::Seal(seal) => {
                    let all =
                        [seal.as_str()].into_iter().chain(item.wraps.iter().map(String::as_str));
                    hashes = all.flat_map(str::split_whitespace).map(typed_hash).collect();
                }
            }
        }
        Ok(ReadNote { note, hashes, lines_at, has_subject })
    }
}

/// A hash as it was written; what stands for none stays.
fn typed_hash(word: &str) -> String {
    if word == "-" { word.to_owned() } else { typed(word) }
}

/// What stands behind some words at the beginning of a row, in capitals or not.
fn after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let start = text.get(..words.len())?;
    let rest = text.get(words.len()..)?;
    let is_word = rest.is_empty() || rest.starts_with([' ', ',', ':', '，', '،', '：']);
    (start.eq_ignore_ascii_case(words) && is_word)
        .then(|| rest.trim_start_matches([' ', ',', ':', '，', '،', '：']))
}

fn subject(text: &str) -> Option<(Subject, Option<String>)> {
    if let Some(group) = after(text, NEW_PAGE) {
        return Some((Subject::NewPage(group.to_owned()), Some(group.to_owned())));
    }
    if let Some(title) = after(text, NEW_GROUP) {
        return Some((Subject::NewGroup, Some(title.to_owned()).filter(|title| !title.is_empty())));
    }
    let (rest, is_page) = match (after(text, PAGE), after(text, GROUP)) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => return None,
    };
    let end = rest.find([' ', ',', '，', '،']).unwrap_or(rest.len());
    let (id, title) = rest.split_at(end);
    let id = typed(id);
    let title = title.trim_start_matches([' ', ',', '，', '،']);
    let title = (!title.is_empty()).then(|| title.to_owned());
    let is_one = is_id(&id);
    let subject = if is_page { Subject::Page(id) } else { Subject::Group(id) };
    is_one.then_some((subject, title))
}

/// The field and the value of a row; no field for "still right". A bullet may stand before it.
fn fact(text: &str) -> Option<(Option<Field>, &str)> {
    let text = text.strip_prefix(['-', '*', '•', '·']).unwrap_or(text);
    let (key, value) = text.split_once([':', '：'])?;
    let key = evened(key);
    if even(&key).eq_ignore_ascii_case(RIGHT) {
        return Some((None, value.trim()));
    }
    Some((Some(Field::parse(&key)?), value.trim()))
}

/// Whether a row seems to begin with a key: a few plain words and a colon.
fn looks_like_key(text: &str) -> bool {
    let Some((key, _)) = text.split_once([':', '：']) else { return false };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_');
    key.chars().all(is_plain)
        && key.split(' ').count() <= 5
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether a row begins with a hash, or with what stands for one.
fn begins_with_hash(text: &str) -> bool {
    text.split(' ').next().is_some_and(|word| matches!(word, "-" | "0") || is_hash(word))
}

fn is_hash(word: &str) -> bool {
    (4..=6).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a space was where a line was wrapped: not between letters of scripts that have none.
fn is_joined_by_space(before: &str, after: &str) -> bool {
    let is_dense = |c: char| matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x20000..=0x3FFFF);
    !(before.chars().next_back().is_some_and(is_dense)
        && after.chars().next().is_some_and(is_dense))
}

/// With the quotes, points and hyphens of a plain keyboard.
fn straight(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‘' | '’' | '‚' => out.push('\''),
            '…' => out.push_str("..."),
            '–' | '—' => out.push('-'),
            _ => out.push(sign),
        }
    }
    out
}

/// The rows of a note whose line ends were lost: a row begins where a key or another word of notes stands.
fn flattened(rows: &[Row]) -> Vec<Row> {
    let at = rows.first().map_or(0..0, |row| row.at.clone());
    let all: Vec<&str> =
        rows.iter().flat_map(|row| row.text.split(' ')).filter(|word| !word.is_empty()).collect();
    let mut starts = vec![0];
    let mut from = BEGIN.split(' ').count();
    let rest_is = |at: usize, words: &str| {
        let count = words.split(' ').count();
        all.get(at..at + count)
            .is_some_and(|it| it.join(" ").trim_end_matches(',').eq_ignore_ascii_case(words))
    };
    for (number, word) in all.iter().enumerate().skip(from) {
        let names_page =
            |at: usize| all.get(at + 1).is_some_and(|id| is_id(&typed(id.trim_end_matches(','))));
        let begins =
            [OF, BY, FOR_ALONE, NEW_PAGE, NEW_GROUP].iter().any(|words| rest_is(number, words))
                || ((rest_is(number, PAGE) || rest_is(number, GROUP)) && names_page(number))
                || (rest_is(number, SEAL)
                    && all.get(number + 1).is_some_and(|word| begins_with_hash(word)));
        if begins && number >= from {
            starts.push(number);
            from = number + 1;
        }
        if word.contains([':', '：']) {
            let first = from.max(number.saturating_sub(9));
            let key = (first..=number).find(|start| {
                let words = all.get(*start..=number).unwrap_or_default().join(" ");
                fact(&words).is_some_and(|(_, value)| value.is_empty() || !value.contains(' '))
            });
            if let Some(start) = key {
                starts.push(start);
                from = number + 1;
            }
        }
    }
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    let row = |(start, end): (&usize, usize)| Row {
        text: all.get(*start..end).unwrap_or_default().join(" "),
        at: at.clone(),
    };
    starts.iter().zip(ends).map(row).collect()
}
