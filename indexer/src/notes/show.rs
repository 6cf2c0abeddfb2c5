//! What came of notes, in words for the person at the keyboard.

use std::fmt::Write as _;

use authoring::note::{Note, Subject};

use super::{Done, Letter};

/// Lines of two pages that are not the same in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineOf<'a> {
    /// Of the page before, with its number.
    Old(usize, &'a str),
    /// Of the page after, with its number.
    New(usize, &'a str),
}

/// The lines that change, in the order of the pages. A page has at most a thousand.
pub fn changed_lines<'a>(before: &'a str, after: &'a str) -> Vec<LineOf<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let first = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - first;
    let last =
        old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[first..old.len() - last], &new[first..new.len() - last]);
    // The longest common run of lines, as `diff` finds it.
    let width = new.len() + 1;
    let mut common = vec![0u32; (old.len() + 1) * width];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            common[i * width + j] = if a == b {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut lines) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        let is_same = i < old.len() && j < new.len() && old[i] == new[j];
        if is_same {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            lines.push(LineOf::Old(first + i + 1, old[i]));
            i += 1;
        } else {
            lines.push(LineOf::New(first + j + 1, new[j]));
            j += 1;
        }
    }
    lines
}

/// One note: about what, said by whom, and which lines of the page change.
pub fn done(done: &Done, letters: &[Letter], folder: &str) -> String {
    let mut out = String::new();
    let letter = letters.get(done.letter);
    let _ = match &done.path {
        Some(path) => writeln!(out, "{folder}{}", visible(path)),
        None => writeln!(out, "{}", visible(letter.map_or("", |letter| &letter.path))),
    };
    if let Some(note) = &done.note {
        let from = letter.and_then(|letter| letter.from.as_deref());
        let _ = writeln!(out, "  {}", visible(&said(note, from)));
    }
    for line in changed_lines(&done.before, &done.after) {
        let _ = match line {
            LineOf::Old(number, line) => writeln!(out, "  -{number:4} | {}", visible(line)),
            LineOf::New(number, line) => writeln!(out, "  +{number:4} | {}", visible(line)),
        };
    }
    if done.before == done.after && done.is_whole() {
        out.push_str("  the page says all of this already\n");
    }
    out
}

fn said(note: &Note, from: Option<&str>) -> String {
    let mut said = match &note.subject {
        Subject::Page(id) | Subject::Group(id) => format!("{id}, said on {}", note.day),
        Subject::NewPage(_) => format!("a new page, said on {}", note.day),
        Subject::NewGroup => format!("a new group, said on {}", note.day),
    };
    if let Some(by) = &note.by {
        let _ = write!(said, " by {by}");
    }
    if let Some(group) = &note.group {
        let _ = write!(said, " for {group}");
    }
    if let Some(from) = from {
        let _ = write!(said, " (mail from {from})");
    }
    said
}

/// Without signs that would paint the terminal or turn the line around.
pub fn visible(text: &str) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
    };
    let show = |c: char| match c {
        '\u{200C}' | '\u{200D}' => c.to_string(),
        _ if is_hidden(c) => format!("<U+{:04X}>", u32::from(c)),
        _ => c.to_string(),
    };
    text.chars().map(show).collect()
}
