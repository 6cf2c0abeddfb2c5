//! Replaces one value by another, in the way in which the old one was written where that can be.

use super::facts::{Facts, Follows, Slot};
use super::page::Splice;
use crate::node::{Kind, Node};
use crate::value::Value;
use crate::write::yaml::{
    Around, STEP, after_colon, double_quoted, flow, folded, is_plain, item, literal, scalar,
    single_quoted,
};

/// What replaces `old` by `new`; `None` where there is no safe way.
pub(super) fn replace(facts: &Facts<'_>, slot: &Slot, old: &Node, new: &Value) -> Option<Splice> {
    let is_empty = slot.own.is_empty();
    if let (Kind::Scalar { .. }, false, Some(text)) = (&old.kind, is_empty, new.text()) {
        let with = alike(facts, slot, new, text);
        let is_kept = !with.contains('\n') || !facts.has_comment_after(slot.own.end);
        let with = if is_kept { with } else { double_quoted(text) };
        return Some(Splice { range: slot.own.clone(), with });
    }
    let with = match (slot.around, slot.follows) {
        (Around::Flow, Follows::Bracket) => flow(new, Around::Flow),
        (Around::Flow, _) => {
            let colon = if facts.text.get(..slot.after)?.ends_with(':') { " " } else { ": " };
            [colon, &flow(new, Around::Flow)].concat()
        }
        (Around::Block, Follows::Key) => after_colon(new, slot.indent, facts.column(slot.after)),
        (Around::Block, _) => item(new, slot.indent).strip_prefix('-')?.to_owned(),
    };
    let range = slot.after..slot.own.end;
    if !with.contains('\n') || !facts.has_comment_after(slot.own.end) {
        return Some(Splice { range, with });
    }
    // `key: # a comment`, and lines below it.
    let end = facts.line_end(slot.after);
    (is_empty && with.starts_with('\n')).then_some(Splice { range: end..end, with })
}

/// A text written as the old one was: in the same quotes, or as a block of lines. What is asked for
/// without quotes has none.
fn alike(facts: &Facts<'_>, slot: &Slot, new: &Value, text: &str) -> String {
    let raw = facts.text.get(slot.own.clone()).unwrap_or_default();
    let first = raw.chars().next().unwrap_or_default();
    let lines_indent = || {
        let line = raw.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default();
        line.chars().take_while(|c| *c == ' ').count()
    };
    let as_usual = || match new {
        _ if text.contains('\n') && slot.around == Around::Block => {
            literal(text, slot.indent + STEP).unwrap_or_else(|| double_quoted(text))
        }
        _ => scalar(text, slot.around),
    };
    if matches!(new, Value::Plain(_)) && is_plain(text, slot.around) {
        return text.to_owned();
    }
    match first {
        '"' => double_quoted(text),
        '\'' => single_quoted(text).unwrap_or_else(|| double_quoted(text)),
        '|' => literal(text, lines_indent()).unwrap_or_else(|| double_quoted(text)),
        '>' => folded(text, lines_indent())
            .or_else(|| literal(text, lines_indent()))
            .unwrap_or_else(|| double_quoted(text)),
        _ => as_usual(),
    }
}
