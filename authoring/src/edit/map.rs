//! Puts a key into a map, and takes one away.

use super::facts::{Facts, bytes};
use super::page::Splice;
use super::path::Path;
use crate::node::{Entry, Node};
use crate::order;
use crate::value::Value;
use crate::write::yaml::{Around, entry, flow, scalar, spaces};

/// Puts a key after the nearest earlier one of the order in which keys are written.
pub(super) fn insert(
    facts: &Facts<'_>,
    map: &Node,
    entries: &[Entry],
    path: &Path,
    key: &str,
    value: &Value,
) -> Option<Splice> {
    let before = nearest_earlier(entries, path.last_key(), key);
    if facts.is_flow(map) {
        let new = match value {
            Value::Nothing => format!("{}: null", scalar(key, Around::Flow)),
            _ => format!("{}: {}", scalar(key, Around::Flow), flow(value, Around::Flow)),
        };
        return Some(match (before, entries.first()) {
            (Some(before), _) => {
                let end = facts.slot_of_entry(map, before).own.end;
                Splice { range: end..end, with: format!(", {new}") }
            }
            (None, Some(first)) => {
                let start = bytes(first.key.span).start;
                Splice { range: start..start, with: format!("{new}, ") }
            }
            (None, None) => Splice { range: bytes(map.span), with: format!("{{ {new} }}") },
        });
    }
    let Some(first) = entries.first() else {
        // A page without any fact.
        let (at, new) = (facts.range.start, entry(key, value, 0));
        return Some(Splice { range: at..at, with: format!("{new}\n") });
    };
    let start = bytes(first.key.span).start;
    let indent = facts.column(start);
    let new = entry(key, value, indent);
    Some(match before {
        Some(before) => {
            let end = facts.line_end(facts.slot_of_entry(map, before).own.end);
            Splice { range: end..end, with: format!("\n{}{new}", spaces(indent)) }
        }
        None => Splice { range: start..start, with: format!("{new}\n{}", spaces(indent)) },
    })
}

/// The entry after which a key belongs: the last one where nothing is known of the key's place,
/// none where the key comes first.
fn nearest_earlier<'a>(entries: &'a [Entry], parent: &str, key: &str) -> Option<&'a Entry> {
    let keys = order::keys(parent);
    let Some(place) = keys.iter().position(|known| *known == key) else { return entries.last() };
    let earlier = keys.get(..place)?.iter().rev();
    earlier.into_iter().find_map(|known| entries.iter().find(|entry| entry.key.value == *known))
}

/// Takes away the entry of a map that has others.
pub(super) fn remove(
    facts: &Facts<'_>,
    map: &Node,
    entries: &[Entry],
    index: usize,
) -> Option<Splice> {
    let gone = entries.get(index)?;
    let start = bytes(gone.key.span).start;
    let end = facts.slot_of_entry(map, gone).own.end;
    let cut = |range: std::ops::Range<usize>| Splice { range, with: String::new() };
    if facts.is_flow(map) {
        let range = match index.checked_sub(1).and_then(|before| entries.get(before)) {
            Some(before) => facts.slot_of_entry(map, before).own.end..end,
            None => start..bytes(entries.get(1)?.key.span).start,
        };
        return (!facts.has_comment(range.clone())).then_some(cut(range));
    }
    if facts.is_first_of_line(start) {
        return Some(cut(facts.line_start(start)..facts.line_end(end) + 1));
    }
    // The first key of a list's item, beside the hyphen: the next one moves up to it.
    let next = bytes(entries.get(1)?.key.span).start;
    let between = facts.line_end(end)..next;
    (!facts.has_comment(between)).then_some(cut(start..next))
}
