//! Sets one field of a page, and leaves every other byte as it is: comments, order, quotes, line
//! ends and the byte order mark stay.
//!
//! A page is a person's own text. A form, a change note or "still right" puts one fact into it; what
//! the person wrote around that fact is not rewritten. So an edit is one stretch of bytes that is
//! replaced, and every edit is read back: a page that would then say anything else than what was
//! asked is refused, never returned.
//!
//! Deliberately absent: what a field means. Any key and any value can be set; whether they are right,
//! the checks tell afterwards.

#[cfg(test)]
#[allow(clippy::panic)]
mod by_hand;
mod facts;
mod list;
mod map;
mod page;
mod path;
mod scalar;

use std::fmt;

use crate::node::{Kind, Node};
use crate::value::Value;
use facts::{Facts, Slot};
use page::{Page, Splice};
pub use path::Path;
pub(crate) use path::Step;

/// Why a page was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// Not the name of a field.
    BadPath(String),
    /// The page has no facts between two lines of `---`.
    NoFacts,
    /// Its facts would be over 8 KB, or are.
    TooLarge,
    /// Its facts cannot be read: the checks tell why.
    Unreadable,
    /// Nothing can stand there: it is in a text, or after a hole in a list.
    NoPlace(Path),
    /// There is no such field to take away.
    NotThere(Path),
    /// The field is the only one of this map or list, which is to be taken away instead.
    LastOf(Path),
    /// A comment stands within the field, and would be lost.
    Comment(Path),
    /// The page is written in a way that this edit cannot keep.
    NotSafe(Path),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadPath(name) => {
                write!(f, "`{name}` is not the name of a field, such as schedule[0].text")
            }
            Self::NoFacts => write!(f, "the page has no facts between two lines of ---"),
            Self::TooLarge => write!(f, "there is no room for more than 8 KB of facts"),
            Self::Unreadable => write!(f, "the facts of the page cannot be read as they stand"),
            Self::NoPlace(path) => write!(f, "nothing can be put at `{path}` of this page"),
            Self::NotThere(path) => write!(f, "there is no `{path}` on this page"),
            Self::LastOf(path) => {
                write!(f, "nothing would be left of `{path}`; take that away instead")
            }
            Self::Comment(path) => {
                write!(f, "a comment stands in `{path}` and would be lost; change the page by hand")
            }
            Self::NotSafe(path) => {
                write!(f, "`{path}` is written in an unusual way; change the page by hand")
            }
        }
    }
}

impl std::error::Error for EditError {}

/// The page with `value` at `path`. Missing maps and lists on the way are made; a new key is put
/// after the nearest earlier one of [`order`](crate::order). A value that says the same as what
/// stands there changes nothing. Entries of lists and keys of maps that stay are not written anew.
///
/// # Errors
/// When nothing can stand there, or the page cannot be changed without losing something else.
pub fn set(page: &str, path: &Path, value: &Value) -> Result<String, EditError> {
    let read = Page::read(page)?;
    let root = read.tree()?;
    let facts = Facts::new(&read, &root);
    let mut at = At { node: &root, slot: None };
    for (depth, step) in path.0.iter().enumerate() {
        let here = path.first(depth);
        let rest = path.0.get(depth + 1..).unwrap_or_default();
        let inner = || wrapped(rest, value, path);
        let splice = match (at.step(&facts, step), &at.node.kind, step) {
            (Some(next), ..) => {
                at = next;
                continue;
            }
            (None, Kind::Map(entries), Step::Key(key)) => {
                map::insert(&facts, at.node, entries, &here, key, &inner()?)
            }
            (None, Kind::List(items), Step::Index(index)) if *index == items.len() => {
                list::append(&facts, &at, items, &inner()?)
            }
            (None, Kind::Scalar { .. }, _) if at.node.is_nothing() => {
                let whole = wrapped(path.0.get(depth..).unwrap_or_default(), value, path)?;
                at.slot.as_ref().and_then(|slot| scalar::replace(&facts, slot, at.node, &whole))
            }
            _ => return Err(EditError::NoPlace(path.clone())),
        };
        return checked(
            &read,
            &root,
            splice.ok_or_else(|| EditError::NotSafe(path.clone()))?,
            path,
            Some(value),
        );
    }
    set_known(&read, &facts, &at, path, value)
}

/// Sets a value that is there.
fn set_known(
    page: &Page<'_>,
    facts: &Facts<'_>,
    at: &At<'_>,
    path: &Path,
    value: &Value,
) -> Result<String, EditError> {
    let raw = page.raw().to_owned();
    if Value::of(at.node).says_the_same_as(value) {
        return Ok(raw);
    }
    let splice = match (&at.node.kind, value) {
        (Kind::Map(old), Value::Map(new)) if !new.is_empty() || at.slot.is_none() => {
            let set_one =
                |text: String, (key, value): &(String, Value)| set(&text, &path.key(key), value);
            let text = new.iter().try_fold(raw, set_one)?;
            let gone = old.iter().map(|entry| &entry.key.value);
            let gone = gone.filter(|key| !new.iter().any(|(kept, _)| kept == *key));
            return gone.into_iter().try_fold(text, |text, key| remove(&text, &path.key(key)));
        }
        (Kind::List(old), Value::List(new)) if old.len() == new.len() => {
            return new
                .iter()
                .enumerate()
                .try_fold(raw, |text, (index, value)| set(&text, &path.index(index), value));
        }
        (Kind::List(old), Value::List(new)) if !old.is_empty() && !new.is_empty() => {
            list::replace(facts, at, old, new)
        }
        _ => at.slot.as_ref().and_then(|slot| scalar::replace(facts, slot, at.node, value)),
    };
    let splice = splice.ok_or_else(|| EditError::NotSafe(path.clone()))?;
    if facts.has_comment(splice.range.clone()) {
        return Err(EditError::Comment(path.clone()));
    }
    checked(page, facts.root, splice, path, Some(value))
}

/// The page without the field at `path`: its own lines go, with the comments on them.
///
/// # Errors
/// When there is no such field, when nothing would be left around it, or when the page cannot be
/// changed without losing something else.
pub fn remove(page: &str, path: &Path) -> Result<String, EditError> {
    let read = Page::read(page)?;
    let root = read.tree()?;
    let facts = Facts::new(&read, &root);
    let Some((last, parents)) = path.0.split_last() else {
        return Err(EditError::BadPath(String::new()));
    };
    let mut at = At { node: &root, slot: None };
    for step in parents {
        at = at.step(&facts, step).ok_or_else(|| EditError::NotThere(path.clone()))?;
    }
    let splice = match (&at.node.kind, last) {
        (Kind::Map(entries), Step::Key(key)) => {
            let index = entries.iter().position(|entry| entry.key.value == *key);
            let index = index.ok_or_else(|| EditError::NotThere(path.clone()))?;
            if entries.len() == 1 {
                return Err(EditError::LastOf(path.first(parents.len())));
            }
            map::remove(&facts, at.node, entries, index)
        }
        (Kind::List(items), Step::Index(index)) if *index < items.len() => {
            if items.len() == 1 {
                return Err(EditError::LastOf(path.first(parents.len())));
            }
            list::remove(&facts, &at, items, *index)
        }
        _ => return Err(EditError::NotThere(path.clone())),
    };
    checked(&read, &root, splice.ok_or_else(|| EditError::NotSafe(path.clone()))?, path, None)
}

/// The page with another text below its facts.
///
/// # Errors
/// When the page has no facts.
pub fn set_body(page: &str, words: &str) -> Result<String, EditError> {
    let read = Page::read(page)?;
    let with = words.replace("\r\n", "\n");
    if read.text.get(read.body.clone()) == Some(with.as_str()) {
        return Ok(page.to_owned());
    }
    Ok(read.with(&Splice { range: read.body.clone(), with }))
}

/// A node, and where it stands; the page's own map has no place.
struct At<'a> {
    node: &'a Node,
    slot: Option<Slot>,
}

impl<'a> At<'a> {
    /// One step further in, where there is something.
    fn step(&self, facts: &Facts<'_>, step: &Step) -> Option<Self> {
        match (&self.node.kind, step) {
            (Kind::Map(entries), Step::Key(key)) => {
                let entry = entries.iter().find(|entry| entry.key.value == *key)?;
                Some(Self { node: &entry.value, slot: Some(facts.slot_of_entry(self.node, entry)) })
            }
            (Kind::List(items), Step::Index(index)) => {
                let slot = facts.slot_of_item(self.node, items, *index);
                Some(Self { node: items.get(*index)?, slot })
            }
            _ => None,
        }
    }
}

/// A value within the maps and lists that `steps` name.
fn wrapped(steps: &[Step], value: &Value, path: &Path) -> Result<Value, EditError> {
    steps.iter().rev().try_fold(value.clone(), |inner, step| match step {
        Step::Key(key) => Ok(Value::Map(vec![(key.clone(), inner)])),
        Step::Index(0) => Ok(Value::List(vec![inner])),
        Step::Index(_) => Err(EditError::NoPlace(path.clone())),
    })
}

/// The page after an edit, when it then says what was asked and nothing else is changed.
fn checked(
    page: &Page<'_>,
    root: &Node,
    splice: Splice,
    path: &Path,
    value: Option<&Value>,
) -> Result<String, EditError> {
    let not_safe = || EditError::NotSafe(path.clone());
    let text = page.with(&splice);
    let after = Page::read(&text).map_err(|error| match error {
        EditError::TooLarge => EditError::TooLarge,
        _ => not_safe(),
    })?;
    let tree = after.tree().map_err(|_| not_safe())?;
    let mut expected = Value::of(root);
    let is_possible = put(&mut expected, &path.0, value);
    let is_right = is_possible
        && Value::of(&tree).says_the_same_as(&expected)
        && after.text.get(after.body.clone()) == page.text.get(page.body.clone());
    if is_right { Ok(text) } else { Err(not_safe()) }
}

/// Puts a value into a tree, or takes one away.
pub(crate) fn put(tree: &mut Value, path: &[Step], value: Option<&Value>) -> bool {
    let Some((step, rest)) = path.split_first() else {
        *tree = value.cloned().unwrap_or(Value::Nothing);
        return true;
    };
    if *tree == Value::Nothing {
        *tree = match step {
            Step::Key(_) => Value::Map(Vec::new()),
            Step::Index(_) => Value::List(Vec::new()),
        };
    }
    match (tree, step) {
        (Value::Map(entries), Step::Key(key)) => {
            let index = entries.iter().position(|(known, _)| known == key);
            if rest.is_empty() && value.is_none() {
                return index.map(|index| entries.remove(index)).is_some();
            }
            let index = index.unwrap_or_else(|| {
                entries.push((key.clone(), Value::Nothing));
                entries.len() - 1
            });
            entries.get_mut(index).is_some_and(|(_, inner)| put(inner, rest, value))
        }
        (Value::List(items), Step::Index(index)) => {
            if rest.is_empty() && value.is_none() {
                let is_there = *index < items.len();
                if is_there {
                    items.remove(*index);
                }
                return is_there;
            }
            if *index == items.len() {
                items.push(Value::Nothing);
            }
            items.get_mut(*index).is_some_and(|inner| put(inner, rest, value))
        }
        _ => false,
    }
}
