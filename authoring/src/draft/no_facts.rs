//! What to say of a page whose facts cannot be found: which of its two lines of `---` is missing, and
//! where it belongs. Never a head that nobody wrote.

use super::is_known_key;
use crate::node::NoFront;
use crate::people::is_space;
use crate::report::{Code, Finding, codes};
use crate::source::Span;

/// The form of a page, for a file that has none of it.
const FORM: &str = "---\nname: …\nsummary: …\n---\nWhat happens, in plain words.";

/// What is wrong with a page that has no two parts.
pub(super) fn finding(file: u32, text: &str, why: NoFront) -> (&'static Code, Finding) {
    let lines: Vec<(usize, &str)> = crate::node::lines(text).collect();
    let span = |(at, line): (usize, &str)| Span::new(file, at..at + line.trim_end().len());
    let first = lines.iter().find(|(_, line)| !crate::node::is_blank(line)).copied();
    let Some(first) = first else {
        let finding = Finding::at(Span::top(file), "the file is empty");
        return (&codes::NO_FRONT_MATTER, finding.example(FORM));
    };
    if let NoFront::TooLarge = why {
        let message =
            "the facts between the --- lines are over 8 KB; put the long words below them";
        return (&codes::FRONT_MATTER_TOO_LARGE, Finding::at(span(first), message));
    }
    let is_open = why == NoFront::NoEnd;
    let finding = match first.1.trim() {
        _ if is_open => match end_of_facts(&lines) {
            Some(below) => {
                let line = shortened(below.1);
                let message =
                    format!("a second line of --- is missing above this line, \"{line}\"");
                let place = Span::new(file, below.0..below.0);
                Finding::at(span(below), message).correct_at(place, "---\n").shown("---")
            }
            None => {
                let end = text.len();
                let before = if text.ends_with('\n') { "" } else { "\n" };
                let message = "the facts begin here, but no second line of --- ends them";
                Finding::at(span(first), message)
                    .correct_at(Span::new(file, end..end), format!("{before}---\n"))
                    .shown("---")
            }
        },
        line if line.starts_with("{\\rtf")
            || line.starts_with("<!")
            || line.starts_with("<html") =>
        {
            let message = "this is a document of a word processor; save it as plain text, in UTF-8";
            Finding::at(span(first), message)
        }
        line if line.starts_with("```") || line.starts_with("~~~") => {
            let fence = lines.iter().skip(1).rfind(|(at, line)| {
                *at > first.0
                    && line.trim().chars().all(|c| matches!(c, '`' | '~'))
                    && line.trim().len() > 2
            });
            let message = "this line belongs to the guide, not to the page: take it out";
            let mut finding = Finding::at(span(first), message)
                .correct_at(Span::new(file, first.0..first.0 + first.1.len()), "");
            if let Some((at, line)) = fence {
                let whole = Span::new(file, *at..at + line.len());
                finding = finding.correct_at(whole, "").label(whole, "this one, too");
            }
            finding.shown("---")
        }
        line if line.trim_start_matches(is_space).starts_with("---") => {
            // A space before it.
            let message = "a line of three hyphens has nothing before it";
            Finding::at(span(first), message)
                .correct_at(Span::new(file, first.0..first.0 + first.1.trim_end().len()), "---")
        }
        line if !line.starts_with('#') && is_fact(line) => {
            let message = "a line of --- is missing above this line, where the facts begin";
            let mut finding = Finding::at(span(first), message)
                .correct_at(Span::new(file, first.0..first.0), "---\n");
            let has_end = lines.iter().any(|(_, line)| line.trim_end() == "---");
            if !has_end && let Some((at, _)) = end_of_facts(&lines) {
                finding = finding.correct_at(Span::new(file, at..at), "---\n");
            }
            finding.shown("---")
        }
        _ => {
            let message = "a page begins with its facts between two lines of ---";
            Finding::at(span(first), message).example(FORM)
        }
    };
    (&codes::NO_FRONT_MATTER, finding)
}

/// The first line that is no fact.
fn end_of_facts<'a>(lines: &[(usize, &'a str)]) -> Option<(usize, &'a str)> {
    let facts = lines.iter().skip_while(|(_, line)| {
        crate::node::is_blank(line) || line.trim().chars().all(|c| matches!(c, '-' | '–' | '—'))
    });
    let mut rest = facts.skip_while(|(_, line)| crate::node::is_blank(line) || is_fact(line));
    rest.next().copied()
}

/// Whether a line can be one of the facts: a key and a colon, or further in, or an entry of a list.
fn is_fact(line: &str) -> bool {
    if line.starts_with(is_space) || line.starts_with("- ") || line.starts_with('#') {
        return true;
    }
    let Some((key, _)) = line.split_once([':', '：']) else { return false };
    let words = key.split_whitespace().count();
    is_known_key(key)
        || (words == 1 && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')))
}

/// The beginning of a line, as much as a message has room for.
fn shortened(line: &str) -> String {
    const MOST: usize = 40;
    let line = line.trim();
    match line.chars().count() > MOST {
        true => format!("{}…", line.chars().take(MOST).collect::<String>().trim_end()),
        false => line.to_owned(),
    }
}
