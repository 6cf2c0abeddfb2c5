//! Puts entries into a list, and takes some away.

use std::ops::Range;

use super::At;
use super::facts::Facts;
use super::page::Splice;
use crate::node::Node;
use crate::value::Value;
use crate::write::yaml::{Around, flow, item, spaces};

/// Puts one more entry at the end.
pub(super) fn append(
    facts: &Facts<'_>,
    at: &At<'_>,
    items: &[Node],
    value: &Value,
) -> Option<Splice> {
    if items.is_empty() {
        let with = flow(&Value::List(vec![value.clone()]), at.slot.as_ref()?.around);
        return Some(Splice { range: at.slot.as_ref()?.own.clone(), with });
    }
    put(facts, at.node, items, items.len()..items.len(), std::slice::from_ref(value))
}

/// Takes away an entry of a list that has others.
pub(super) fn remove(
    facts: &Facts<'_>,
    at: &At<'_>,
    items: &[Node],
    index: usize,
) -> Option<Splice> {
    put(facts, at.node, items, index..index + 1, &[])
}

/// Makes a list of another length of a list; the entries at both ends that stay are not touched.
pub(super) fn replace(
    facts: &Facts<'_>,
    at: &At<'_>,
    old: &[Node],
    new: &[Value],
) -> Option<Splice> {
    let same = |(old, new): &(&Node, &Value)| Value::of(old).says_the_same_as(new);
    let first = old.iter().zip(new).take_while(same).count();
    let most = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(most).take_while(same).count();
    put(facts, at.node, old, first..old.len() - last, new.get(first..new.len() - last)?)
}

/// Puts `new` where the items of `gone` stand. Something is left in any case.
fn put(
    facts: &Facts<'_>,
    list: &Node,
    items: &[Node],
    gone: Range<usize>,
    new: &[Value],
) -> Option<Splice> {
    if facts.is_flow(list) {
        in_brackets(facts, list, items, gone, new)
    } else {
        in_lines(facts, list, items, gone, new)
    }
}

fn in_brackets(
    facts: &Facts<'_>,
    list: &Node,
    items: &[Node],
    gone: Range<usize>,
    new: &[Value],
) -> Option<Splice> {
    let own = |index: usize| Some(facts.slot_of_item(list, items, index)?.own);
    let texts: Vec<String> = new.iter().map(|value| flow(value, Around::Flow)).collect();
    let texts = texts.join(", ");
    let before = gone.start.checked_sub(1);
    Some(match (gone.is_empty(), new.is_empty(), before) {
        (true, _, Some(before)) => {
            let end = own(before)?.end;
            Splice { range: end..end, with: format!(", {texts}") }
        }
        (true, _, None) => {
            let start = own(0)?.start;
            Splice { range: start..start, with: format!("{texts}, ") }
        }
        (false, true, Some(before)) => {
            Splice { range: own(before)?.end..own(gone.end - 1)?.end, with: String::new() }
        }
        (false, true, None) => {
            Splice { range: own(0)?.start..own(gone.end)?.start, with: String::new() }
        }
        (false, false, _) => {
            Splice { range: own(gone.start)?.start..own(gone.end - 1)?.end, with: texts }
        }
    })
}

fn in_lines(
    facts: &Facts<'_>,
    list: &Node,
    items: &[Node],
    gone: Range<usize>,
    new: &[Value],
) -> Option<Splice> {
    let hyphen = |index: usize| facts.hyphen(list, items, index);
    let end = |index: usize| Some(facts.slot_of_item(list, items, index)?.own.end);
    let indent = facts.column(hyphen(0)?);
    let texts: Vec<String> = new.iter().map(|value| item(value, indent)).collect();
    let texts = texts.join(&format!("\n{}", spaces(indent)));
    let before = gone.start.checked_sub(1);
    Some(match (gone.is_empty(), new.is_empty(), before) {
        (true, _, Some(before)) => {
            let end = facts.line_end(end(before)?);
            Splice { range: end..end, with: format!("\n{}{texts}", spaces(indent)) }
        }
        (true, _, None) => {
            let start = hyphen(0)?;
            Splice { range: start..start, with: format!("{texts}\n{}", spaces(indent)) }
        }
        (false, true, _) => {
            let start = hyphen(gone.start)?;
            let end = facts.line_end(end(gone.end - 1)?);
            match facts.is_first_of_line(start) {
                true => Splice { range: facts.line_start(start)..end + 1, with: String::new() },
                // The first of a list within a list: the next one moves up to its hyphen.
                false => Splice { range: start..hyphen(gone.end)?, with: String::new() },
            }
        }
        (false, false, _) => Splice { range: hyphen(gone.start)?..end(gone.end - 1)?, with: texts },
    })
}
