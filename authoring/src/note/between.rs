//! What changed between two pages, as lines.

use super::facts::tree;
use super::field::{BODY, Shape, shape};
use super::{Field, Line, NoteError, PageKind, Said};
use crate::edit::Path;
use crate::order;
use crate::origin::hash;
use crate::value::Value;
use crate::write::yaml::{Around, flow};

/// What stands for the hash of nothing.
pub(super) const WAS_NOTHING: &str = "0";

/// The lines that make the page `new` of the page `old`; of nothing, where there is no page yet. Checks of
/// the page and ids are not looked at.
///
/// # Errors
/// Where one of the pages cannot be read.
pub fn between(old: Option<&str>, new: &str, kind: PageKind) -> Result<Vec<Line>, NoteError> {
    let (before, body_before) = match old {
        Some(old) => tree(old, kind).ok_or(NoteError::Unreadable)?,
        None => (Value::Nothing, String::new()),
    };
    let (after, body) = tree(new, kind).ok_or(NoteError::Unreadable)?;
    let mut lines = Lines { lines: Vec::new(), old: old.map(|_| with_body(&before, &body_before)) };
    lines.map(&Path::page(), "", Some(&before), &after);
    if body != body_before {
        let said = if body.is_empty() { Said::Nothing } else { Said::Is(Value::Text(body)) };
        lines.add(Field::body(), said);
    }
    Ok(lines.lines)
}

/// The hash of a fact of `page`. That of an entry of a list is also the hash of which entry it is, so that a
/// change never goes to the row that moved up since.
pub(super) fn hash_of(page: &Value, field: &Field) -> String {
    let value = field.value_in(page);
    let entry = field.which_entry(page);
    if value.is_none() && entry.is_none() {
        return WAS_NOTHING.to_owned();
    }
    let text = |value: Option<&Value>| value.map_or_else(String::new, |it| flow(it, Around::Flow));
    hash(&[text(value.as_ref()), text(entry)].join(" of "))
}

/// The facts of a page with the text below them as one of them, under the name that notes give it.
pub(super) fn with_body(page: &Value, body: &str) -> Value {
    let mut all = entries(page).to_vec();
    if !body.is_empty() {
        all.push((BODY.to_owned(), Value::from(body)));
    }
    Value::Map(all)
}

fn as_read(value: Value, shape: Shape) -> Value {
    match (value, shape) {
        (Value::List(list), _) => {
            Value::List(list.into_iter().map(|value| as_read(value, shape)).collect())
        }
        (Value::Text(text) | Value::Plain(text), Shape::Plain | Shape::Days) => Value::Plain(text),
        (Value::Text(text) | Value::Plain(text), _) => Value::Text(text),
        (value, _) => value,
    }
}

struct Lines {
    lines: Vec<Line>,
    /// The page as it was, where there was one.
    old: Option<Value>,
}

impl Lines {
    fn add(&mut self, field: Field, said: Said) {
        // A note does not tell `12` from `"12"`: both are what their field makes of them.
        let said = match said {
            Said::Is(value) => Said::Is(as_read(value, field.shape())),
            said => said,
        };
        let was = self.old.as_ref().map(|old| hash_of(old, &field));
        self.lines.push(Line { field, said, was });
    }

    /// Two maps, key by key in the order of pages.
    fn map(&mut self, path: &Path, parent: &str, old: Option<&Value>, new: &Value) {
        let mut keys: Vec<&str> = order::keys(parent).to_vec();
        let own = [old, Some(new)].into_iter().flatten().flat_map(entries);
        for (key, _) in own {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        for key in keys {
            // The tools give ids, and a check is what a note is itself.
            if parent.is_empty() && matches!(key, "id" | "assurance") {
                continue;
            }
            let (old, new) = (old.and_then(|old| get(old, key)), get(new, key));
            self.fact(path.key(key), (parent, key), old, new);
        }
    }

    fn fact(
        &mut self,
        path: Path,
        (parent, key): (&str, &str),
        old: Option<&Value>,
        new: Option<&Value>,
    ) {
        let is_same = match (old, new) {
            (Some(old), Some(new)) => old.says_the_same_as(new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if is_same {
            return;
        }
        match (shape(parent, key), new) {
            (Shape::Room, _) => self.room(old, new),
            (Shape::Map | Shape::Named, Some(new)) => self.map(&path, key, old, new),
            (Shape::Map | Shape::Named, None) => self.add(Field::at(path), Said::TakenAway),
            (Shape::Entries, _) => self.list(&path, key, old, new),
            (_, None) => self.add(Field::at(path), Said::Nothing),
            (_, Some(new)) => self.add(Field::at(path), Said::Is(new.clone())),
        }
    }

    /// The day on which room was asked after is that of the note.
    fn room(&mut self, old: Option<&Value>, new: Option<&Value>) {
        let (before, after) = (Said::of_room(old), Said::of_room(new));
        if before != after {
            self.add(Field::room(), after.unwrap_or(Said::TakenAway));
        }
    }

    /// Two lists of entries: which entry is gone is guessed so that the fewest facts change; new ones come last.
    fn list(&mut self, path: &Path, key: &str, old: Option<&Value>, new: Option<&Value>) {
        let (old, new) = (items(old), items(new));
        let matched = matched(old, new);
        for (index, old_entry) in old.iter().enumerate() {
            match matched.iter().position(|known| *known == Some(index)).and_then(|at| new.get(at))
            {
                Some(new) => self.map(&path.index(index), key, Some(old_entry), new),
                None => self.add(Field::at(path.index(index)), Said::TakenAway),
            }
        }
        let added = new.iter().zip(&matched).filter(|(_, known)| known.is_none());
        for (number, (new, _)) in added.enumerate() {
            self.map(&path.index(old.len() + number), key, None, new);
        }
    }
}

/// For each new entry, which old one it was: in order, with the fewest changed facts, and none of them after one
/// that is new, for new ones are put at the end.
fn matched(old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
    let kept = old.len().min(new.len());
    // How many facts change when the first `n` of the new are among the first `m` of the old.
    let cost = |old: &Value, new: &Value| {
        let differs = |a: &Value, b: &Value| {
            entries(a)
                .iter()
                .filter(|(key, value)| !get(b, key).is_some_and(|it| it.says_the_same_as(value)))
                .count()
        };
        differs(old, new) + differs(new, old)
    };
    let gone = old.len() - kept;
    // best[n][m]: new entries 0..n matched within old 0..n+m, m of them taken away.
    let mut best = vec![vec![0usize; gone + 1]; kept + 1];
    for n in 1..=kept {
        for m in 0..=gone {
            let matched = best[n - 1][m] + cost(&old[n + m - 1], &new[n - 1]);
            best[n][m] = match m {
                0 => matched,
                _ => matched.min(best[n][m - 1]),
            };
        }
    }
    let mut result = vec![None; new.len()];
    let (mut n, mut m) = (kept, gone);
    while n > 0 {
        let matched = best[n - 1][m] + cost(&old[n + m - 1], &new[n - 1]);
        if m > 0 && best[n][m - 1] <= matched && best[n][m] == best[n][m - 1] {
            m -= 1;
            continue;
        }
        result[n - 1] = Some(n + m - 1);
        n -= 1;
    }
    result
}

pub(super) fn entries(value: &Value) -> &[(String, Value)] {
    match value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

pub(super) fn get<'v>(value: &'v Value, key: &str) -> Option<&'v Value> {
    let found = entries(value).iter().find(|(known, _)| known == key).map(|(_, value)| value);
    found.filter(|value| **value != Value::Nothing)
}

pub(super) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::List(list)) => list,
        _ => &[],
    }
}
