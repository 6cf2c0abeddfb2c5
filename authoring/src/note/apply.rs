//! A page with what a note says.
//!
//! Only the bytes of the fields that it names change ([`edit`]). What was changed on the page since
//! the note was made, and is said otherwise by it, is left for a person; so is what no note may change.

use catalog::day::Day;
use catalog::service::AssuranceHow;

use super::between::{entries, get, hash_of, items, with_body};
use super::facts::tree;
use super::field::{BODY, Shape};
use super::{Field, Line, Note, NoteError, PageKind, Said, Subject};
use crate::draft::HOW;
use crate::edit::{self, EditError, Path, Step, put};
use crate::order;
use crate::value::Value;
use crate::write;

/// Fields that protect somebody, or that are not the group's own: a person changes them by hand.
const ASKS_A_PERSON: [&str; 3] = ["confidential_address", "sensitive", "prescriber_notes"];

/// Who said it, as the page's check names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sayer {
    /// A name that people may read.
    pub by: String,
    /// How they were asked, or that they looked themselves.
    pub how: AssuranceHow,
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// The page says it now.
    Put,
    /// The page said it before.
    AlreadySo,
    /// The page has changed there since the note was made, and now says this; left as it is.
    Conflict(Option<Value>),
    /// Something else of the same row or place is in conflict, so this is left, too.
    LeftWith,
    /// No note may change this: a person decides.
    AsksAPerson,
    /// It cannot be put there without losing something else.
    CannotPut(EditError),
}

impl Fate {
    /// Whether the page now says what the line says.
    pub fn is_so(&self) -> bool {
        matches!(self, Self::Put | Self::AlreadySo)
    }
}

/// A page after a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// The page.
    pub page: String,
    /// What became of each line, in the order of the note.
    pub fates: Vec<Fate>,
    /// Whether the note is now the page's check.
    pub is_checked: bool,
}

/// Puts a note into the page that it is about. Without a sayer the page's check stays as it is.
///
/// # Errors
/// Where the page cannot be read.
pub fn apply(note: &Note, page: &str, sayer: Option<&Sayer>) -> Result<Applied, NoteError> {
    let kind = note.subject.kind();
    let (facts, body) = tree(page, kind).ok_or(NoteError::Unreadable)?;
    let known = with_body(&facts, &body);
    let is_same_page =
        super::Facts::of_page(page, kind).is_some_and(|facts| note.of.as_ref() == Some(&facts.of));
    let mut fates: Vec<Fate> =
        note.lines.iter().map(|line| fate(line, note, &known, is_same_page)).collect();
    leave_together(note, &mut fates);
    let mut page = page.to_owned();
    put_lines(note, &known, &mut page, &mut fates);
    let is_whole = fates.iter().all(Fate::is_so);
    let mut is_checked = false;
    if let Some(sayer) = sayer.filter(|_| note.still_right && is_whole && kind == PageKind::Service)
    {
        let assurance = get(&facts, "assurance");
        let date =
            assurance.and_then(|it| get(it, "date")).and_then(Value::text).and_then(Day::parse);
        if date.is_none_or(|date| date <= note.day)
            && let Ok(checked) = check(&page, note.day, sayer, assurance)
        {
            (page, is_checked) = (checked, true);
        }
    }
    Ok(Applied { page, fates, is_checked })
}

/// What is to become of a line, before anything is put.
fn fate(line: &Line, note: &Note, page: &Value, is_same_page: bool) -> Fate {
    if ASKS_A_PERSON.contains(&line.field.top()) || is_of_hidden_place(line, page) {
        return Fate::AsksAPerson;
    }
    let now = line.field.value_in(page);
    let is_so = match (&line.said, &now) {
        (Said::Is(said), Some(now)) => said.says_the_same_as(now),
        (Said::Is(_), None) => false,
        (Said::Nothing | Said::TakenAway, now) => now.is_none(),
    };
    let is_room = line.field.shape() == Shape::Room;
    let is_later = is_room && {
        let asked = get(page, "capacity").and_then(|room| get(room, "updated"));
        asked.and_then(Value::text).and_then(Day::parse).is_some_and(|asked| asked > note.day)
    };
    // Room is asked after again and again: what was said of it last counts.
    let knows = is_same_page
        || (is_room && !is_later)
        || match &line.was {
            Some(was) => *was == hash_of(page, &line.field),
            // Typed by a person, who saw the page as it was then.
            None => note.of.is_none(),
        };
    match (is_so, knows) {
        (true, _) => Fate::AlreadySo,
        (false, true) if !is_later => Fate::Put,
        (false, _) => Fate::Conflict(now),
    }
}

/// Whether a line would tell where a place is that must not be told.
fn is_of_hidden_place(line: &Line, page: &Value) -> bool {
    let is_hidden = get(page, "confidential_address").and_then(Value::text) == Some("true");
    is_hidden && matches!(line.field.top(), "locations")
}

/// A row of a timetable, a place, a contact is changed as a whole or not at all.
fn leave_together(note: &Note, fates: &mut [Fate]) {
    let unit = |line: &Line| (line.field.top().to_owned(), line.field.entry());
    let stuck: Vec<_> = note
        .lines
        .iter()
        .zip(&*fates)
        .filter(|(_, fate)| !fate.is_so())
        .map(|(line, _)| unit(line))
        .collect();
    for (line, fate) in note.lines.iter().zip(fates) {
        if *fate == Fate::Put && stuck.contains(&unit(line)) {
            *fate = Fate::LeftWith;
        }
    }
}

/// Puts what is to be put: changes first, then what is taken away from the end, then new entries, because the
/// numbers of a note are those of the page before it.
fn put_lines(note: &Note, known: &Value, page: &mut String, fates: &mut [Fate]) {
    let all = || note.lines.iter().enumerate();
    let is_put = |fates: &[Fate], at: usize| fates.get(at) == Some(&Fate::Put);
    let entry_is_new = |line: &Line| new_entry(line, known).is_some();
    let is_whole_entry = |line: &Line| {
        line.said == Said::TakenAway && matches!(line.field.path().0.last(), Some(Step::Index(_)))
    };
    let kind = note.subject.kind();
    let mut put =
        |at: usize, fates: &mut [Fate], change: &dyn Fn(&str) -> Result<String, EditError>| {
            match change(page) {
                Ok(changed) => *page = changed,
                Err(error) => {
                    if let Some(fate) = fates.get_mut(at) {
                        *fate = Fate::CannotPut(error);
                    }
                }
            }
        };
    for (at, line) in all() {
        let is_room = line.field.shape() == Shape::Room;
        // Room that stays as it is was asked after again.
        let is_due = is_put(fates, at) || (is_room && fates.get(at) == Some(&Fate::AlreadySo));
        if is_due && !entry_is_new(line) && !is_whole_entry(line) {
            put(at, fates, &|page| put_one(page, kind, line, note.day));
        }
    }
    let mut gone: Vec<usize> = all()
        .filter(|(at, line)| is_put(fates, *at) && is_whole_entry(line))
        .map(|(at, _)| at)
        .collect();
    let index = |at: &usize| note.lines.get(*at).map(|line| index_of(line.field.path()));
    gone.sort_by_key(|at| std::cmp::Reverse(index(at)));
    for at in gone {
        if let Some(line) = note.lines.get(at) {
            put(at, fates, &|page| remove(page, kind, line.field.path()));
        }
    }
    let mut added: Vec<Path> = Vec::new();
    for (at, line) in all() {
        if let Some(entry) =
            new_entry(line, known).filter(|entry| is_put(fates, at) && !added.contains(entry))
        {
            let of_entry = all().filter(|(at, other)| {
                is_put(fates, *at) && new_entry(other, known).as_ref() == Some(&entry)
            });
            let mut value = Value::Nothing;
            for (_, other) in of_entry {
                if let Said::Is(said) = &other.said {
                    let inner = other.field.path().0.get(entry.0.len()..).unwrap_or_default();
                    edit::put(&mut value, inner, Some(said));
                }
            }
            put(at, fates, &|page| append(page, kind, &entry, &value));
            added.push(entry);
        }
    }
}

fn index_of(path: &Path) -> usize {
    match path.0.last() {
        Some(Step::Index(index)) => *index,
        _ => 0,
    }
}

/// The outermost entry on the way to a line that the page does not have.
fn new_entry(line: &Line, known: &Value) -> Option<Path> {
    let path = line.field.path();
    let is_there = |count: usize| Field::at(path.first(count)).value_in(known).is_some();
    let mut counts = 1..=path.0.len();
    let first = counts
        .find(|count| matches!(path.0.get(count - 1), Some(Step::Index(_))) && !is_there(*count))?;
    Some(path.first(first))
}

/// Changes one fact.
fn put_one(page: &str, kind: PageKind, line: &Line, day: Day) -> Result<String, EditError> {
    let path = line.field.path();
    match (&line.said, line.field.top()) {
        (Said::Is(Value::Text(words)), BODY) => set_body(page, words),
        (_, BODY) => set_body(page, ""),
        (Said::Is(room @ Value::Map(_)), "capacity") => put_room(page, kind, room, day),
        (Said::Is(value), _) => set(page, kind, path, value),
        (Said::Nothing | Said::TakenAway, _) => remove(page, kind, path),
    }
}

fn put_room(page: &str, kind: PageKind, room: &Value, day: Day) -> Result<String, EditError> {
    let path = Path::page().key("capacity");
    let mut all = entries(room).to_vec();
    all.push(("updated".to_owned(), Value::Plain(day.to_string())));
    set(page, kind, &path, &Value::Map(all))
}

/// Sets a value; where the page writes the list or map around it in a shorter way (`cost: free`), that is
/// written in full.
fn set(page: &str, kind: PageKind, path: &Path, value: &Value) -> Result<String, EditError> {
    edit::set(page, path, value).or_else(|error| in_full(page, kind, path, error, Some(value)))
}

fn remove(page: &str, kind: PageKind, path: &Path) -> Result<String, EditError> {
    match edit::remove(page, path) {
        // Nothing would be left around it: that is taken away as well.
        Err(EditError::LastOf(outer)) if !outer.0.is_empty() => remove(page, kind, &outer),
        Err(error) => in_full(page, kind, path, error, None),
        removed => removed,
    }
}

/// The same with the outermost list or map as this crate writes it.
fn in_full(
    page: &str,
    kind: PageKind,
    path: &Path,
    error: EditError,
    value: Option<&Value>,
) -> Result<String, EditError> {
    if !matches!(error, EditError::NoPlace(_) | EditError::NotThere(_) | EditError::NotSafe(_)) {
        return Err(error);
    }
    let Some((mut facts, _)) = tree(page, kind) else { return Err(error) };
    if !put(&mut facts, &path.0, value) {
        return Err(error);
    }
    let top = path.first(1);
    match top.0.first() {
        Some(Step::Key(key)) => match get(&facts, key) {
            Some(whole) => edit::set(page, &top, whole).map_err(|_| error),
            None => edit::remove(page, &top).map_err(|_| error),
        },
        _ => Err(error),
    }
}

/// Puts an entry at the end of its list.
fn append(page: &str, kind: PageKind, entry: &Path, value: &Value) -> Result<String, EditError> {
    let list = entry.first(entry.0.len() - 1);
    let (facts, _) = tree(page, kind).ok_or(EditError::Unreadable)?;
    let count = items(Field::at(list.clone()).value_in(&facts).as_ref()).len();
    set(page, kind, &list.index(count), value)
}

/// Another text below the facts, with the blank lines around it as they are.
fn set_body(page: &str, words: &str) -> Result<String, EditError> {
    let even = page.replace("\r\n", "\n");
    let front = crate::node::split_front_matter(even.trim_start_matches('\u{FEFF}'))
        .map_err(|_| EditError::NoFacts)?;
    let old = even.trim_start_matches('\u{FEFF}').get(front.body).unwrap_or_default();
    let inner = old.trim();
    let (before, behind) = match old.find(inner).filter(|_| !inner.is_empty()) {
        Some(at) => {
            (old.get(..at).unwrap_or_default(), old.get(at + inner.len()..).unwrap_or_default())
        }
        None => ("", "\n"),
    };
    edit::set_body(page, &[before, words, behind].concat())
}

/// The page with the note as its check.
fn check(page: &str, day: Day, sayer: &Sayer, known: Option<&Value>) -> Result<String, EditError> {
    let assurance = Path::page().key("assurance");
    let how = HOW.iter().find(|(_, how)| *how == sayer.how).map_or("self", |it| it.0);
    let mut page = edit::set(page, &assurance.key("date"), &Value::Plain(day.to_string()))?;
    page = edit::set(&page, &assurance.key("by"), &Value::Text(sayer.by.clone()))?;
    page = edit::set(&page, &assurance.key("how"), &Value::Plain(how.to_owned()))?;
    // Whoever speaks for themselves has not checked; what a partner vouches for stays vouched for.
    let level = known.and_then(|known| get(known, "level")).and_then(Value::text);
    if sayer.how == AssuranceHow::SelfDeclared && level != Some("partner-vouched") {
        page =
            edit::set(&page, &assurance.key("level"), &Value::Plain("self-declared".to_owned()))?;
    }
    Ok(page)
}

/// The page that a note about a new one makes, under an id that the tools give. What no note may say is left
/// out, and told.
pub fn new_page(note: &Note, id: &str, sayer: Option<&Sayer>) -> Option<Applied> {
    if !matches!(note.subject, Subject::NewPage(_) | Subject::NewGroup) {
        return None;
    }
    let mut facts = Value::Map(vec![("id".to_owned(), Value::Plain(id.to_owned()))]);
    let (mut fates, mut body) = (Vec::new(), String::new());
    for line in &note.lines {
        let path = &line.field.path().0;
        fates.push(match &line.said {
            _ if line.field.top() == "prescriber_notes" => Fate::AsksAPerson,
            Said::Is(Value::Text(words)) if line.field.top() == BODY => {
                body = [words.trim(), "\n"].concat();
                Fate::Put
            }
            Said::Is(value) if put(&mut facts, path, Some(value)) => Fate::Put,
            Said::Is(_) => Fate::CannotPut(EditError::NoPlace(line.field.path().clone())),
            Said::Nothing | Said::TakenAway => Fate::AlreadySo,
        });
    }
    if get(&facts, "capacity").is_some() {
        let updated = Path::page().key("capacity").key("updated");
        put(&mut facts, &updated.0, Some(&Value::Plain(note.day.to_string())));
    }
    sort(&mut facts, "");
    let page = write::page(entries(&facts), &body);
    let checked = sayer
        .filter(|_| note.subject.kind() == PageKind::Service)
        .and_then(|sayer| check(&page, note.day, sayer, None).ok());
    let is_checked = checked.is_some();
    Some(Applied { page: checked.unwrap_or(page), fates, is_checked })
}

/// Keys in the order of pages.
fn sort(value: &mut Value, parent: &str) {
    let keys = order::keys(parent);
    match value {
        Value::Map(entries) => {
            entries.sort_by_key(|(key, _)| keys.iter().position(|known| known == key));
            entries.iter_mut().for_each(|(key, value)| sort(value, &key.clone()));
        }
        Value::List(list) => list.iter_mut().for_each(|value| sort(value, parent)),
        Value::Nothing | Value::Text(_) | Value::Plain(_) => {}
    }
}
